"""Redacted copies of a casebook's documents: nothing of a known name is left, and the ledger tells of each copy."""

import hashlib
from collections.abc import Iterator
from io import BytesIO

import pypdf
import pytest
from PIL import Image, ImageDraw, PngImagePlugin

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.redaction_choices import Wishes
from chamsae.errors import InputError, NotFound, Withheld
from chamsae.model.derivative import Made
from chamsae.model.document import Document, Page
from chamsae.model.locus import Box
from chamsae.model.redaction import Choosing, CopyForm, PageBox, Redaction, RedactionChoice
from chamsae.model.when import utc_now
from chamsae.protect.redact_text import Why
from chamsae.settings import Settings
from tests.casebook.redactable import NAMES, hostile_pdf, knowing, text_with

LOOKED = Wishes(looked=(1,), boxes=(PageBox(page=1, box=Box(left=0.1, top=0.1, right=0.5, bottom=0.3)),))


@pytest.fixture
def book() -> Iterator[Casebook]:
    with chamsae.in_memory(Settings(ocr="off")) as one:
        knowing(one)
        yield one


def added(book: Casebook, data: bytes, name: str) -> Document:
    """Taken in and read, as it stands."""
    kept = book.archive.add_bytes(BytesIO(data), name, by="A")
    book.read.run(by="A")
    return next(one for one in book.store.documents() if one.sha256 == kept.sha256)


def scan() -> bytes:
    """A picture with a name in its comment, and a line that stands for one."""
    image = Image.new("RGB", (600, 400), "white")
    ImageDraw.Draw(image).line((70, 80, 280, 80), fill="black", width=9)
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", NAMES[0].hangul)
    written = BytesIO()
    image.save(written, "PNG", pnginfo=told)
    return written.getvalue()


def test_the_casebook_knows_whom_it_names(book: Casebook) -> None:
    assert {one.hangul for one in NAMES} <= set(book.redact.names())


def test_a_text_leaves_without_names_and_the_original_stays(book: Casebook) -> None:
    source = added(book, text_with(NAMES[1], "ko").encode(), "b.txt")
    copy = book.redact.text(source.id, by="Alice")
    assert NAMES[1].hangul not in copy.data.decode()
    assert "[withheld]" in copy.data.decode()
    assert NAMES[1].hangul in book.store.document(source.id).text


def test_a_copy_is_a_derivative_with_its_maker_and_its_log_entry(book: Casebook) -> None:
    source = added(book, text_with(NAMES[1], "en").encode(), "b.txt")
    copy = book.redact.text(source.id, by="Alice")
    (entry,) = book.store.entries(Redaction, subject=source.id)
    capture = next(book.store.captures(sha256=source.sha256))
    made = [one for one in book.originals.derivatives(capture.id) if one.kind is Made.REDACTED]
    assert [one.made for one in made] == [entry.made] == [hashlib.sha256(copy.data).hexdigest()]
    assert [one.action for one in book.store.log(subject=source.id)][-1] == "redact"


def test_a_pdf_leaves_as_pictures_without_text_annotations_or_metadata(book: Casebook) -> None:
    source = added(book, hostile_pdf(NAMES[0]), "c.pdf")
    copy = book.redact.pages(source.id, by="Alice", wishes=Wishes(looked=(1,)))
    assert copy.entry.form is CopyForm.PDF
    assert copy.entry.hidden >= 3
    read = pypdf.PdfReader(BytesIO(copy.data))
    assert [page.extract_text().strip() for page in read.pages] == [""]
    assert not read.attachments
    assert read.xmp_metadata is None
    assert not any("/Annots" in page for page in read.pages)


def test_a_page_that_no_program_read_as_it_shows_leaves_only_when_somebody_has_looked(book: Casebook) -> None:
    source = added(book, hostile_pdf(NAMES[0]), "c.pdf")
    with pytest.raises(Withheld, match="no program that knows Hangul"):
        book.redact.pages(source.id, by="Alice")


def test_a_picture_that_no_program_can_read_leaves_only_when_somebody_has_looked(book: Casebook) -> None:
    source = book_with_picture(book)
    with pytest.raises(Withheld, match="page 1 is a picture"):
        book.redact.pages(source.id, by="Alice")
    copy = book.redact.pages(source.id, by="Alice", wishes=LOOKED)
    assert copy.entry.looked == (1,)
    image = Image.open(BytesIO(copy.data))
    assert image.info == {}
    assert image.getpixel((150, 80)) == (0, 0, 0)
    assert NAMES[0].hangul.encode() not in copy.data


def book_with_picture(book: Casebook) -> Document:
    """A picture's document as OCR would leave it, for OCR is off here."""
    data = scan()
    kept = book.archive.add_bytes(BytesIO(data), "d.png", by="A")
    page = Page(number=1, start=0, end=0)
    made = Document(
        id="d0000000000000001", sha256=kept.sha256, name="d.png", media_type="image/png", text="", language="und",
        reader="hand 1", pages=(page,),
    )  # fmt: skip
    book.store.add_document(made)
    return made


def test_a_box_on_a_page_that_is_not_there_is_told(book: Casebook) -> None:
    source = added(book, hostile_pdf(NAMES[0]), "c.pdf")
    wishes = Wishes(boxes=(PageBox(page=9, box=Box(left=0, top=0, right=1, bottom=1)),))
    with pytest.raises(NotFound, match="no page 9"):
        book.redact.pages(source.id, by="Alice", wishes=wishes)


def test_a_text_has_no_pages_to_paint_over(book: Casebook) -> None:
    source = added(book, b"Nothing here.", "e.txt")
    with pytest.raises(InputError, match="no pages"):
        book.redact.pages(source.id, by="Alice")


def test_names_to_keep_stay(book: Casebook) -> None:
    source = added(book, text_with(NAMES[1], "ko").encode(), "b.txt")
    copy = book.redact.text(source.id, by="Alice", wishes=Wishes(keep=(NAMES[1].hangul,)))
    assert NAMES[1].hangul in copy.data.decode()


def test_a_cleaned_picture_keeps_its_pixels_and_nothing_else(book: Casebook) -> None:
    source = book_with_picture(book)
    capture = next(book.store.captures(sha256=source.sha256))
    data, kind = book.redact.cleaned(capture.id, by="Alice")
    assert kind == "image/png"
    assert Image.open(BytesIO(data)).tobytes() == Image.open(BytesIO(scan())).tobytes()
    assert Image.open(BytesIO(data)).info == {}


def chosen(book: Casebook, of: Document, choosing: Choosing, words: str) -> RedactionChoice:
    """Words of a document chosen where they first stand."""
    start = of.text.index(words)
    return book.redact.choices(of.id).add(
        RedactionChoice(subject=of.id, by="Alice", at=utc_now(), choosing=choosing, start=start, end=start + len(words))
    )


def test_each_hidden_passage_says_why_before_anything_is_made(book: Casebook) -> None:
    text = f"{NAMES[0].hangul} called +82 10 1234 5678 and wrote to desk@example.org about the mill.\n"
    source = added(book, text.encode(), "why.txt")
    chosen(book, source, Choosing.HIDE, "the mill")
    found = book.redact.hidden(source.id)
    assert [one.why for one in found] == [Why.NAME, Why.TELEPHONE, Why.EMAIL, Why.ADDED]
    assert [source.text[one.start : one.end] for one in found][-1] == "the mill"
    assert book.redact.copies(source.id) == []


def test_a_choice_holds_for_every_copy_until_it_is_taken_back(book: Casebook) -> None:
    source = added(book, f"{NAMES[0].hangul} stood at the mill. Call 010-1234-5678.\n".encode(), "mill.txt")
    hide = chosen(book, source, Choosing.HIDE, "the mill")
    chosen(book, source, Choosing.KEEP, NAMES[0].hangul)
    chosen(book, source, Choosing.KEEP, "010-1234-5678")
    with pytest.raises(InputError, match="chosen already"):
        chosen(book, source, Choosing.HIDE, "the mill")
    made = book.redact.text(source.id, by="Alice").data.decode()
    assert made == f"{NAMES[0].hangul} stood at [withheld]. Call 010-1234-5678.\n"
    book.redact.choices(source.id).take_back(hide.number, by="Bob")
    assert "the mill" in book.redact.text(source.id, by="Alice").data.decode()
    assert [one.hidden for one in book.redact.copies(source.id)] == [0, 1]
    with pytest.raises(NotFound):
        book.redact.choices(source.id).take_back(hide.number, by="Bob")


def test_the_ledger_of_choices_holds_no_words(book: Casebook) -> None:
    source = added(book, f"{NAMES[0].hangul} stood at the mill.\n".encode(), "mill.txt")
    chosen(book, source, Choosing.KEEP, NAMES[0].hangul)
    assert NAMES[0].hangul not in repr(list(book.store.entries(RedactionChoice)))


def test_chosen_boxes_and_pages_looked_at_are_those_of_the_copy(book: Casebook) -> None:
    source = book_with_picture(book)
    choices = book.redact.choices(source.id)
    box = Box(left=0.1, top=0.1, right=0.5, bottom=0.3)
    for choosing, painted in ((Choosing.BOX, box), (Choosing.LOOKED, None)):
        choices.add(
            RedactionChoice(subject=source.id, by="Alice", at=utc_now(), choosing=choosing, page=1, box=painted)
        )
    copy = book.redact.pages(source.id, by="Alice")
    assert copy.entry.boxes == LOOKED.boxes
    assert copy.entry.looked == (1,)
    wrong = RedactionChoice(subject=source.id, by="Alice", at=utc_now(), choosing=Choosing.BOX, page=1)
    with pytest.raises(InputError, match="left before its right"):
        choices.add(wrong)


def test_where_names_stand_on_a_page_is_shown_before_it_is_painted(book: Casebook) -> None:
    source = added(book, hostile_pdf(NAMES[0]), "c.pdf")
    assert book.redact.boxes(source.id, 1)
    with pytest.raises(NotFound, match="no page 9"):
        book.redact.boxes(source.id, 9)
