import re

from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.model.judgement import Verdict


def english(book: Casebook) -> str:
    return next(iter(book.store.documents())).id


def test_the_document_stands_beside_its_claims_with_their_words_marked(client: Client, book: Casebook) -> None:
    page = client.get(f"/read/{english(book)}/").content.decode()
    assert page.count("<mark") == 2
    assert "more than 500 people" in page
    assert 'lang="en"' in page
    assert 'class="furniture" title="share button"' in page


def test_the_text_put_together_from_its_pieces_is_the_text(client: Client, book: Casebook) -> None:
    document = book.store.document(english(book))
    page = client.get(f"/read/{document.id}/").content.decode()
    for start, inner in re.findall(r'<p id="p\d+" data-start="(\d+)"[^>]*>(.*?)</p>', page):
        text = re.sub(r"<[^>]+>", "", inner)
        assert document.text[int(start) :].startswith(text)


def test_a_claim_asked_for_is_ringed_and_an_answer_leads_to_the_next(client: Client, book: Casebook) -> None:
    first, second = list(book.store.claims(document=english(book)))
    page = client.get(f"/read/{english(book)}/?claim={first.id}").content.decode()
    assert f'id="{first.id}" tabindex="-1"' in page
    back = re.search(r'name="back" value="(/read/[^"]*claim=[^"]*)"><?\s*', page.split('id="reading"')[1])
    assert second.id in page
    assert back
    answer = client.post("/answer/", {"target": first.id, "verdict": "accepted", "back": f"/read/{english(book)}/"})
    assert answer.status_code == 303
    assert book.store.statuses([first.id])[first.id] == "accepted"


def test_state_is_shown_by_line_style_and_rejected_claims_leave_the_text(client: Client, book: Casebook) -> None:
    first, second = list(book.store.claims(document=english(book)))
    book.review.judge(first.id, Verdict.REJECTED, by="Alice")
    page = client.get(f"/read/{english(book)}/?claim={second.id}").content.decode()
    assert page.count("<mark") == 1
    assert f'data-claims="{second.id}"' in page


def test_a_rewrite_says_so_and_can_be_judged(client: Client, book: Casebook) -> None:
    rewrite = book.store.relation("r1").document
    page = client.get(f"/read/{rewrite}/").content.decode()
    assert "is a rewrite of" in page
    assert "River Watch" in page
    client.post("/answer/", {"target": "r1", "verdict": "accepted", "back": f"/read/{rewrite}/"})
    assert book.store.statuses(["r1"])["r1"] == "accepted"


def test_kinds_can_be_left_out_and_the_claims_taken_away(client: Client, book: Casebook) -> None:
    korean = list(book.store.documents())[2].id
    assert client.get(f"/read/{korean}/?kind=name").content.decode().count('<li class="card') == 1
    table = client.get(f"/read/{korean}/?format=csv").content.decode("utf-8-sig")
    assert table.count("\r\n") == 3
    assert "김선향" in table


def test_a_part_alone_is_served_to_htmx(client: Client, book: Casebook) -> None:
    answer = client.get(f"/read/{english(book)}/", HTTP_HX_REQUEST="true", HTTP_HX_TARGET="reading")
    assert answer.content.lstrip().startswith(b'<div id="reading"')


def test_an_unknown_document_is_a_plain_404(client: Client) -> None:
    answer = client.get("/read/nothing/")
    assert answer.status_code == 404
    assert "no document nothing" in answer.content.decode()
