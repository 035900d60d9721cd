"""Redaction on the screen: what would be hidden and why, choices and their undoing, the copy and its history."""

from io import BytesIO

from django.test import Client
from PIL import Image

from chamsae.casebook.book import Casebook
from chamsae.model.document import Document, Page
from chamsae.model.redaction import Choosing, CopyForm
from chamsae.web.serve import prepare


def korean(book: Casebook) -> Document:
    return next(one for one in book.store.documents() if one.language == "ko")


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_screen_without_copies_says_what_to_do(client: Client) -> None:
    page = shown(client, "/redaction/")
    assert "No redacted copy was made yet" in page and "약 600명 송환" in page and "1 name is hidden" in page
    assert "No document is called so" in shown(client, "/redaction/?q=nowhere")


def test_what_would_be_hidden_is_marked_with_why(client: Client, book: Casebook) -> None:
    page = shown(client, f"/redaction/{korean(book).id}/")
    assert 'title="known name"' in page and ">김선향</a>" in page
    start = korean(book).text.index("김선향")
    opened = shown(client, f"/redaction/{korean(book).id}/?passage={start}")
    assert "This passage" in opened and "Leave it in" in opened


def test_words_are_hidden_and_a_passage_left_in_until_it_is_taken_back(client: Client, book: Casebook) -> None:
    source = korean(book)
    address = f"/redaction/{source.id}/"
    start = source.text.index("김선향")
    kept = {"choosing": "keep", "start": start, "end": start + 3, "words": "김선향"}
    assert client.post(f"{address}choose/", kept).status_code == 302
    client.post(f"{address}choose/", {"choosing": "hide", "words": "강변가족연대"})
    assert [one.choosing for one in book.redact.choices(source.id).standing()] == [Choosing.KEEP, Choosing.HIDE]
    assert 'title="known name"' not in (page := shown(client, address)) and 'title="added by hand"' in page
    for one in book.redact.choices(source.id).standing():
        client.post(f"{address}take-back/{one.number}/")
    assert 'title="known name"' in (page := shown(client, address)) and 'title="added by hand"' not in page


def test_words_that_do_not_stand_in_it_are_told(client: Client, book: Casebook) -> None:
    address = f"/redaction/{korean(book).id}/"
    answer = client.post(f"{address}choose/", {"choosing": "hide", "words": "nowhere"}, follow=True)
    assert "These words do not stand in the document" in answer.content.decode()
    assert book.redact.choices(korean(book).id).standing() == []


def test_a_copy_is_made_looked_up_and_saved_without_the_name(client: Client, book: Casebook) -> None:
    source = korean(book)
    page = client.post(f"/redaction/{source.id}/make/", {"form": "text"}, follow=True).content.decode()
    (entry,) = book.redact.copies(source.id)
    assert "names by spelling and sound" in page and entry.made[:12] in page
    saved = client.get(f"/redaction/{source.id}/copy/{entry.number}/")
    assert saved["Content-Disposition"] == f'attachment; filename="{source.id}-redacted.txt"'
    assert "김선향" not in saved.content.decode() and "[withheld]" in saved.content.decode()
    assert "Alice" in shown(client, "/redaction/")


def test_a_copy_that_is_held_no_more_is_told(client: Client, book: Casebook) -> None:
    source = korean(book)
    client.post(f"/redaction/{source.id}/make/", {"form": "text"})
    prepare(book, person="Alice")
    number = book.redact.copies(source.id)[0].number
    assert client.get(f"/redaction/{source.id}/copy/{number}/").status_code == 404
    assert "not kept" in shown(client, f"/redaction/{source.id}/")


def test_a_box_is_drawn_the_page_looked_at_and_the_picture_made(client: Client, book: Casebook) -> None:
    source = picture(book)
    address = f"/redaction/{source.id}/"
    box = {"choosing": "box", "page": 1, "left": 10, "top": 10, "right": 50, "bottom": 30}
    assert client.post(f"{address}choose/", box)["Location"] == f"{address}page/1/"
    wrong = client.post(f"{address}choose/", {**box, "right": "x"}, follow=True).content.decode()
    assert "left before its right" in wrong
    page = shown(client, f"{address}page/1/")
    assert 'class="drawn" x="0.1000" y="0.1000" width="0.4000" height="0.2000"' in page
    client.post(f"{address}choose/", {"choosing": "looked", "page": 1})
    assert "has looked at this page" in shown(client, f"{address}page/1/")
    copy = book.redact.pages(source.id, by="Alice")
    assert copy.entry.form is CopyForm.PICTURE
    assert Image.open(BytesIO(copy.data)).getpixel((150, 80)) == (0, 0, 0)


def test_a_file_leaves_without_metadata(client: Client, book: Casebook) -> None:
    saved = client.post(f"/redaction/{picture(book).id}/clean/")
    assert saved["Content-Type"] == "image/png" and Image.open(BytesIO(saved.content)).info == {}


def picture(book: Casebook) -> Document:
    """A picture's document without text."""
    written = BytesIO()
    Image.new("RGB", (600, 400), "white").save(written, "PNG")
    kept = book.archive.add_bytes(BytesIO(written.getvalue()), "d.png", by="A")
    made = Document(
        id="d0000000000000001", sha256=kept.sha256, name="d.png", media_type="image/png", text="", language="und",
        reader="hand 1", pages=(Page(number=1, start=0, end=0),),
    )  # fmt: skip
    book.store.add_document(made)
    return made
