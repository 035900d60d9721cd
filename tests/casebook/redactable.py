"""Invented names and documents full of them, in hostile spellings, for redacting."""

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

import pypdf
from pypdf.annotations import FreeText
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from chamsae.casebook.book import Casebook
from chamsae.model.claim import Claim, Name, NameType, settle_id
from chamsae.model.document import Document
from chamsae.model.quote import cut, point

Language = Literal["en", "ko", "zh"]


@dataclass(frozen=True, slots=True)
class Person:
    """Nobody: a name in Hangul, letters and Chinese characters."""

    hangul: str
    latin: str
    han: str


NAMES = (
    Person("방소율", "Bang So-yul", "方素律"),
    Person("채무열", "Chae Mu-yeol", "蔡武烈"),
    Person("노단비", "Noh Dan-bi", "盧丹緋"),
    Person("맹길산", "Maeng Gil-san", "孟吉山"),
    Person("표은결", "Pyo Eun-gyeol", "表恩潔"),
    Person("변도윤", "Byun Do-yun", "卞道潤"),
)

_SENTENCES: dict[Language, str] = {
    "en": "On the bridge that morning {} was led away by two guards. Nobody saw {} again before winter.",
    "ko": "그날 아침 다리에서 {}는 두 경비병에게 끌려갔다. 겨울이 될 때까지 아무도 {}를 보지 못했다.",
    "zh": "那天早晨在桥上{}被两名看守带走。入冬以前再没有人见过{}。",
}


def knowing(book: Casebook) -> None:
    """Let the casebook know the names: from a list of them, by hand."""
    text = "\n".join(one.hangul for one in NAMES)
    kept = book.archive.add_bytes(BytesIO(text.encode()), "list.txt", by="A")
    document = Document(
        id="d00000000000000aa", sha256=kept.sha256, name="list.txt", media_type="text/plain", text=text,
        language="ko", reader="hand 1",
    )  # fmt: skip
    book.store.add_document(document)
    book.store.add_claims(_name(document, one.hangul) for one in NAMES)


def _name(document: Document, words: str) -> Claim:
    start = document.text.index(words)
    end = start + len(words)
    return settle_id(
        Claim(
            id="", document=document.id, quote=cut(document.text, start, end),
            trigger=point(document.text, start, end), value=Name(text=words, type=NameType.PERSON, entity=words),
            reader="hand 1",
        )
    )  # fmt: skip


def text_with(person: Person, language: Language, wrap: Callable[[str], str] = str) -> str:
    """A few invented sentences that name somebody twice, in the script of the language."""
    written = {"en": person.latin, "ko": person.hangul, "zh": person.han}[language]
    return _SENTENCES[language].format(wrap(written), wrap(person.latin))


def hostile(name: str, chance: random.Random) -> str:
    """The name in a spelling by which it might slip through."""
    ways: list[Callable[[str], str]] = [
        str,
        str.upper,
        str.lower,
        lambda word: unicodedata.normalize("NFD", word),
        "\u200b".join,
        " ".join,
        lambda word: word.replace("-", "").replace(" ", "\n"),
        lambda word: word.replace("-", " "),
        lambda word: "".join(f"&#{ord(char)};" for char in word),
        "\u00ad".join,
    ]
    return chance.choice(ways)(name)


def hostile_pdf(person: Person, language: Language = "ko") -> bytes:
    """A PDF with the name on its page, in white on white, in an annotation, an attachment and all metadata."""
    pdfmetrics.registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))
    drawn = BytesIO()
    canvas = Canvas(drawn, pagesize=(595, 842))
    canvas.setTitle(person.latin)
    canvas.setAuthor(person.hangul)
    canvas.setSubject(person.han)
    canvas.setFont("HYSMyeongJo-Medium", 12)
    canvas.drawString(72, 740, f"그날 {person.hangul}는 다리를 건넜다." if language == "ko" else "A day on the bridge.")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 700, f"That day {person.latin} crossed the bridge.")
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(72, 660, person.latin.upper())
    canvas.showPage()
    canvas.save()
    writer = pypdf.PdfWriter(clone_from=BytesIO(drawn.getvalue()))
    writer.add_annotation(0, FreeText(text=person.latin, rect=(72, 500, 300, 540)))
    writer.add_attachment(f"{person.latin}.txt", person.hangul.encode())
    writer.add_outline_item(title=person.hangul, page_number=0)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()
