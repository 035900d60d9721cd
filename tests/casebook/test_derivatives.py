"""Every working copy says what made it of which bytes, with version and parameters; the edges leave no gap."""

from collections.abc import Iterator
from datetime import UTC
from io import BytesIO

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.errors import NotFound
from chamsae.model.claim import ClaimKind
from chamsae.model.derivative import Derivative, Made, making_notes, parameters_of, program
from chamsae.model.document import Document
from chamsae.model.transcript import Maker
from tests.archive.made import zipped
from tests.casebook.test_hearing import VTT, tape
from tests.read import made

KOREAN = "국경감시단은 10월 9일 약 600명이 송환되었다고 밝혔다.\n" * 3


@pytest.fixture
def book() -> Iterator[Casebook]:
    with chamsae.in_memory() as one:
        yield one


def of_kind(book: Casebook, capture: str, kind: Made) -> list[Derivative]:
    return [one for one in book.originals.derivatives(capture) if one.kind is kind]


def test_a_text_says_reader_library_and_encoding_and_who_had_it_read_when(book: Casebook) -> None:
    kept = book.archive.add_bytes(BytesIO(KOREAN.encode("cp949")), "기사.txt", by="Alice")
    book.read.run(by="Alice")
    (text,) = of_kind(book, kept.id, Made.TEXT)
    assert (text.of, text.tool, text.version) == (kept.sha256, "chamsae-read", "1")
    assert ("encoding", "cp949") in text.parameters
    assert dict(text.parameters)["parser"] == "plain 1"
    assert text.at is not None
    assert text.at.tzinfo is UTC
    key = book.store.find_key(token=text.by)
    assert key is not None
    assert key.name == "Alice"


@pytest.mark.parametrize(
    ("name", "data", "library"),
    [
        ("a.pdf", made.pdf([[made.ENGLISH]]), "pypdfium2 "),
        ("a.docx", made.word(made.ENGLISH), "python-docx "),
        ("a.html", made.page(f"<article><p>{made.ENGLISH * 4}</p></article>"), "trafilatura "),
    ],
)
def test_the_library_under_the_reader_stands_with_its_version(
    book: Casebook, name: str, data: bytes, library: str
) -> None:
    kept = book.archive.add_bytes(BytesIO(data), name, by="Alice")
    book.read.run(by="Alice")
    (text,) = of_kind(book, kept.id, Made.TEXT)
    assert library in dict(text.parameters)["parser"]


def test_a_member_comes_of_its_archive_and_its_text_of_the_member(book: Casebook) -> None:
    report = book.archive.add_stream(BytesIO(zipped({"a.txt": KOREAN.encode()})), "a.zip", by="Alice")
    book.read.run(by="Alice")
    archive, member = report.added
    (out,) = of_kind(book, archive.id, Made.MEMBER)
    assert of_kind(book, member.id, Made.MEMBER) == [out]
    assert (out.made, out.of, out.tool) == (member.sha256, archive.sha256, "Chamsae")
    assert out.version
    assert of_kind(book, member.id, Made.TEXT)[0].of == out.made


def test_a_transcript_and_its_text_hang_on_the_recording(book: Casebook) -> None:
    recording = book.archive.add_bytes(BytesIO(tape()), "talk.wav", by="Alice")
    book.transcripts.add(
        recording, BytesIO(VTT.encode()), "talk.vtt", maker=Maker.PROGRAM,
        made_by="faster-whisper 1.2.1, model small", how="on this computer", by="Alice",
    )  # fmt: skip
    (transcript,) = of_kind(book, recording.id, Made.TRANSCRIPT)
    assert (transcript.of, transcript.tool, transcript.version) == (recording.sha256, "faster-whisper", "1.2.1")
    assert dict(transcript.parameters)["program"].endswith("model small")
    (text,) = of_kind(book, recording.id, Made.TEXT)
    assert text.of == transcript.made


def test_a_translation_hangs_on_the_text_until_it_is_taken_back(book: Casebook) -> None:
    words = 'Foreign ministry spokesman Wang Heping said on Friday: "There are no defectors in our country."\n'
    kept = book.archive.add_bytes(BytesIO(words.encode()), "a.txt", by="Alice")
    book.read.run(by="Alice")
    statement = next(book.store.claims(kind=ClaimKind.STATEMENT))
    written = book.statements.translate(statement.id, "ko", "우리 나라에는 탈북자가 없다.", by="Bo")
    (translation,) = of_kind(book, kept.id, Made.TRANSLATION)
    assert (translation.of, translation.tool) == (statement.document, "")
    assert dict(translation.parameters) == {"made by a": "person", "statement": statement.id, "language": "ko"}
    book.statements.take_back(written.number, by="Bo")
    assert not of_kind(book, kept.id, Made.TRANSLATION)


def test_there_is_no_graph_of_what_is_not_there(book: Casebook) -> None:
    with pytest.raises(NotFound):
        book.originals.derivatives("s9")


def test_notes_give_back_the_parameters_they_were_made_of() -> None:
    given = (("encoding", "cp949"), ("OCR languages", "kor+eng; eng"))
    notes = ("a remark", *making_notes("pdf 1, pypdfium2 5.1", given))
    read = Document(
        id="d1", sha256="0" * 64, name="a", media_type="x", text="", language="und", reader="hand 1", notes=notes
    )  # fmt: skip
    assert parameters_of(read) == (
        ("parser", "pdf 1, pypdfium2 5.1"), ("encoding", "cp949"), ("OCR languages", "kor+eng, eng"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("named", "parts"),
    [
        ("chamsae-read 1 with tesseract 5.3.0", ("chamsae-read", "1")),
        ("tesseract of unknown version", ("tesseract", "of unknown version")),
        ("Yun", ("Yun", "")),
        ("", ("", "")),
    ],
)
def test_a_program_is_told_from_its_version(named: str, parts: tuple[str, str]) -> None:
    assert program(named) == parts
