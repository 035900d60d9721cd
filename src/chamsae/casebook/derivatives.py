"""The graph of one accession: what it was taken out of, and every working copy made of it, with tool and parameters."""

from collections.abc import Iterator
from itertools import chain

from chamsae.model.claim import ClaimKind
from chamsae.model.derivative import Derivative, Made, parameters_of, program
from chamsae.model.document import Document
from chamsae.model.redaction import CopyForm, Redaction
from chamsae.model.source import Capture
from chamsae.model.transcript import Maker, Transcript
from chamsae.model.translation import Translation
from chamsae.ports import Store


def derivatives(store: Store, capture_id: str) -> tuple[Derivative, ...]:
    """Derivatives of an accession ("s1"): members, texts, transcripts, translations; raises NotFound for none such.

    Each is made `of` the accession's bytes (by SHA-256) or of another derivative in the list, so that the edges make a
    graph without a gap. Pages drawn for a screen are never kept; their PNG tells the same of itself.
    """
    capture = store.capture(capture_id)
    found = [*_taken_out(store, capture), *_transcripts(store, capture.sha256)]
    for sha256 in dict.fromkeys((capture.sha256, *(one.made for one in found if one.kind is Made.TRANSCRIPT))):
        for document in (one for one in store.documents(text=False) if one.sha256 == sha256):
            found += [_text(store, document), *_translations(store, document), *_redacted(store, document)]
    return tuple(found)


def _taken_out(store: Store, capture: Capture) -> Iterator[Derivative]:
    """The accession as a member of its archive, and what came out of it if it is an archive itself."""
    own = [capture] if capture.container else []
    for member in chain(own, store.captures(container=capture.sha256)):
        tool, version = program(_told(store, member.id, "add", "unpacked_by"))
        yield Derivative(
            made=member.sha256, kind=Made.MEMBER, of=member.container or "", tool=tool or "chamsae", version=version,
            parameters=(("archive", member.how.value), ("member", member.id)), at=member.captured_at,
            by=_actor(store, member.id, "add"),
        )  # fmt: skip


def _text(store: Store, document: Document) -> Derivative:
    tool, version = program(document.reader)
    reading = store.reading(document.sha256)
    return Derivative(
        made=document.id, kind=Made.TEXT, of=document.sha256, tool=tool, version=version,
        parameters=parameters_of(document), by=_actor(store, document.sha256, "read"),
        at=reading.at if reading and reading.document == document.id else None,
    )  # fmt: skip


def _transcripts(store: Store, recording: str) -> Iterator[Derivative]:
    for one in store.transcripts(recording=recording):
        tool, version = program(one.made_by) if one.maker is Maker.PROGRAM else ("", "")
        yield Derivative(
            made=one.text, kind=Made.TRANSCRIPT, of=recording, tool=tool, version=version, parameters=_how(one),
            at=one.at, by=_actor(store, recording, "transcribe"),
        )  # fmt: skip


def _how(transcript: Transcript) -> tuple[tuple[str, str], ...]:
    told = {"made by a": transcript.maker.value, "how": transcript.how}
    if transcript.maker is Maker.PROGRAM:
        told["program"] = transcript.made_by
    return tuple((name, value) for name, value in told.items() if value)


def _translations(store: Store, document: Document) -> Iterator[Derivative]:
    statements = {claim.id for claim in store.claims(document=document.id, kind=ClaimKind.STATEMENT)}
    written = [one for one in store.translations() if one.claim in statements] if statements else []
    undone = {one.undoes for one in written}
    yield from (_translation(store, document, one) for one in written if not one.undoes and one.number not in undone)


def _translation(store: Store, document: Document, one: Translation) -> Derivative:
    parameters = (("made by a", Maker.PERSON.value), ("statement", one.claim), ("language", one.language))
    return Derivative(
        made=f"translation {one.number}", kind=Made.TRANSLATION, of=document.id, parameters=parameters, at=one.at,
        by=_actor(store, one.claim, "translate"),
    )  # fmt: skip


def _redacted(store: Store, document: Document) -> Iterator[Derivative]:
    for one in store.entries(Redaction, subject=document.id):
        of = document.id if one.form is CopyForm.TEXT else document.sha256
        parameters = (("form", one.form.value), ("hidden", str(one.hidden)), ("searched", ", ".join(one.searched)))
        yield Derivative(
            made=one.made, kind=Made.REDACTED, of=of, tool="chamsae", parameters=parameters, at=one.at,
            by=_actor(store, document.id, "redact"),
        )  # fmt: skip


def _actor(store: Store, subject: str, action: str) -> str:
    return next((entry.actor for entry in store.log(subject=subject) if entry.action == action), "")


def _told(store: Store, subject: str, action: str, detail: str) -> str:
    entries = (entry for entry in store.log(subject=subject) if entry.action == action)
    return next((entry.detail.get(detail, "") for entry in entries), "")
