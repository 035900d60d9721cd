"""Three hundred hostile documents, redacted: no known name can be read in any, by a library that took no part in it."""

import random
import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO

import pypdf
import pytest
from PIL import Image, ImageDraw, PngImagePlugin

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.redaction_choices import Wishes
from chamsae.model.document import Document, Page
from chamsae.model.locus import Box
from chamsae.model.redaction import PageBox
from chamsae.settings import Settings
from tests.casebook.redactable import NAMES, Language, Person, hostile, hostile_pdf, knowing, text_with

LANGUAGES: tuple[Language, ...] = ("en", "ko", "zh")
LINE = Box(left=0.1, top=0.1, right=0.6, bottom=0.2)


@pytest.fixture
def book() -> Iterator[Casebook]:
    with chamsae.in_memory(Settings(ocr="off")) as one:
        knowing(one)
        yield one


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100))
def test_no_name_is_left_in_three_hundred_copies(book: Casebook, seed: int) -> None:
    check_three(book, seed)


@pytest.mark.parametrize("seed", [1000, 1001])
def test_no_name_is_left_in_a_few_copies(book: Casebook, seed: int) -> None:
    check_three(book, seed)


def check_three(book: Casebook, seed: int) -> None:
    """A text, a PDF and a picture about somebody, each redacted and searched."""
    chance = random.Random(seed)
    person, language = chance.choice(NAMES), LANGUAGES[seed % 3]
    text = text_with(person, language, lambda name: hostile(name, chance))
    source = added(book, text.encode(), "a.txt")
    copy = book.redact.text(source.id, by="A").data
    assert readable(copy.decode(), person) == []
    assert len(copy) > 40

    source = added(book, hostile_pdf(person, language), "b.pdf")
    copy = book.redact.pages(source.id, by="A", wishes=Wishes(looked=(1,))).data
    read = pypdf.PdfReader(BytesIO(copy))
    told = " ".join((*(page.extract_text() for page in read.pages), str(read.metadata), str(read.attachments)))
    assert readable(told, person) == []
    assert in_bytes(copy, person) == []

    source = pictured(book, person, chance)
    wishes = Wishes(boxes=(PageBox(page=1, box=LINE),), looked=(1,))
    assert in_bytes(book.redact.pages(source.id, by="A", wishes=wishes).data, person) == []


def added(book: Casebook, data: bytes, name: str) -> Document:
    kept = book.archive.add_bytes(BytesIO(data), name, by="A")
    book.read.run(by="A")
    return next(one for one in book.store.documents() if one.sha256 == kept.sha256)


def pictured(book: Casebook, person: Person, chance: random.Random) -> Document:
    """A picture with the name on it, in its text chunks and behind its end."""
    image = Image.new("RGB", (600, 400), (chance.randrange(200, 256), 255, 255))
    ImageDraw.Draw(image).text((70, 50), person.latin, fill="black")
    told = PngImagePlugin.PngInfo()
    told.add_itxt("Author", person.hangul)
    told.add_text("Comment", person.latin)
    written = BytesIO()
    image.save(written, "PNG", pnginfo=told)
    data = written.getvalue() + person.han.encode()
    kept = book.archive.add_bytes(BytesIO(data), "c.png", by="A")
    made = Document(
        id=f"d{kept.sha256[:16]}", sha256=kept.sha256, name="c.png", media_type="image/png", text="", language="und",
        reader="hand 1", pages=(Page(number=1, start=0, end=0),),
    )  # fmt: skip
    book.store.add_document(made)
    return made


def readable(text: str, person: Person) -> list[str]:
    """The spellings whose letters stand in the text, found without any code of ours."""
    plain = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text).casefold())
    found = (re.sub(r"[\W_]", "", name.casefold()) for name in (person.hangul, person.latin, person.han))
    return [name for name in found if name in plain]


def in_bytes(data: bytes, person: Person) -> list[str]:
    """The spellings that stand in the bytes, in any usual encoding and normal form."""
    forms = {
        unicodedata.normalize(form, name).encode(code, "ignore")
        for name in (person.hangul, person.latin, person.han, person.latin.upper())
        for form in ("NFC", "NFD")
        for code in ("utf-8", "utf-16-le", "utf-16-be")
    }
    return [form.hex() for form in forms if len(form) > 5 and form in data]
