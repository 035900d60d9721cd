"""Recordings and their transcripts, in a casebook."""

import io
import wave
from collections.abc import Iterator
from io import BytesIO

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.hearing import Attached
from chamsae.errors import InputError, MissingPart, NotFound
from chamsae.model.claim import ClaimKind
from chamsae.model.document import ReadState
from chamsae.model.locus import within
from chamsae.model.transcript import Maker

VTT = """WEBVTT

00:01.000 --> 00:04.000
<v Asker>When was it?

00:04.000 --> 00:07.500
<v Pak Nari>In October 2023, more than 600 people

00:07.500 --> 00:10.000
<v Pak Nari>were sent back to North Korea.
"""


def tape(seconds: int = 2) -> bytes:
    stream = io.BytesIO()
    with wave.open(stream, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(800)
        sound.writeframes(bytes(800 * seconds))
    return stream.getvalue()


@pytest.fixture
def book() -> Iterator[Casebook]:
    with chamsae.in_memory() as made:
        made.archive.add_bytes(BytesIO(tape()), "인터뷰.wav", by="Haneul")
        made.archive.add_bytes(BytesIO(b"A letter about the bridge."), "letter.txt", by="Haneul")
        yield made


def attach(book: Casebook, text: bytes = VTT.encode(), name: str = "a.vtt") -> Attached:
    recording = book.transcripts.recording("s1")
    return book.transcripts.add(
        recording, BytesIO(text), name, maker=Maker.PERSON, made_by="尹星", how="listened twice", by="Haneul"
    )


def test_a_transcript_becomes_a_document_whose_claims_say_when_they_are_heard(book: Casebook) -> None:
    attached = attach(book)
    assert attached.document
    document = book.store.document(attached.document)
    assert (
        document.text
        == "Asker: When was it?\nPak Nari: In October 2023, more than 600 people were sent back to North Korea."
    )
    (figure,) = book.store.claims(document=document.id, kind=ClaimKind.FIGURE)
    heard = within(document.moments, figure.quote.start, figure.quote.end)
    assert (heard[0].begins, heard[-1].ends) == (4.0, 10.0)


def test_who_made_it_and_how_is_kept_and_logged(book: Casebook) -> None:
    transcript = attach(book).transcript
    assert (transcript.made_by, transcript.how, transcript.maker) == ("尹星", "listened twice", Maker.PERSON)
    entries = [entry for entry in book.store.log() if entry.action == "transcribe"]
    assert [(entry.subject, entry.detail["text"]) for entry in entries] == [(transcript.recording, transcript.text)]
    assert book.doctor.check().findings == ()


def test_the_recording_leads_to_its_document(book: Casebook) -> None:
    book.read.run(by="Haneul")
    recording = book.transcripts.recording("인터뷰.wav")
    failed = book.store.reading(recording.sha256)
    assert failed
    assert "its words come with a transcript" in (failed.reason or "")
    attached = attach(book)
    reading = book.store.reading(recording.sha256)
    assert reading
    assert (reading.state, reading.document) == (ReadState.READ, attached.document)
    document = book.store.document(attached.document or "")
    assert book.originals.recording(document) == (recording, attached.transcript)


def test_a_transcript_is_attached_once(book: Casebook) -> None:
    assert attach(book).document == attach(book).document
    assert len(list(book.transcripts.all())) == 1


def test_a_transcript_nobody_can_read_is_kept_and_told(book: Casebook) -> None:
    attached = attach(book, b"WEBVTT\n\nno cue at all\n")
    assert attached.document is None
    assert "no words" in (attached.reason or "")
    assert book.objects.has(attached.transcript.text)


def test_a_recording_is_found_by_number_name_or_hash(book: Casebook) -> None:
    sha256 = book.store.capture("s1").sha256
    for named in ("s1", "인터뷰.wav", sha256, sha256[:8].upper()):
        assert book.transcripts.recording(named).sha256 == sha256
    for named in ("s9", sha256[:5], ""):
        with pytest.raises(NotFound):
            book.transcripts.recording(named)
    with pytest.raises(InputError, match="is no recording but text/plain"):
        book.transcripts.recording("letter.txt")
    book.archive.add_bytes(BytesIO(tape(3)), "인터뷰.wav", by="Haneul")
    with pytest.raises(InputError, match="several recordings"):
        book.transcripts.recording("인터뷰.wav")


def test_who_made_it_must_be_said(book: Casebook) -> None:
    recording = book.transcripts.recording("s1")
    with pytest.raises(InputError, match="nobody is named"):
        book.transcripts.add(recording, BytesIO(b"x"), "a.vtt", maker=Maker.PERSON, made_by=" ", by="Haneul")


def test_no_model_is_used_unless_one_is_set(book: Casebook) -> None:
    with pytest.raises(MissingPart, match="no speech model is set"):
        book.transcripts.make(book.transcripts.recording("s1"), by="Haneul")
