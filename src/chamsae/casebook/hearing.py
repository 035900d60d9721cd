"""Transcripts of recordings: attached by people, or made by a speech model the group has."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from chamsae.casebook.accession import Archive
from chamsae.casebook.reading import Read
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.document import Reading, ReadState
from chamsae.model.source import Capture
from chamsae.model.transcript import Maker, Transcript
from chamsae.ports import Clock, Objects, Store
from chamsae.read.choose import is_recording
from chamsae.read.listen import heard_by, listen
from chamsae.settings import Settings

#: The fewest characters of a hash that name a recording.
FEWEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A transcript, the document it became (None when it could not be read, with the `reason`)."""

    transcript: Transcript
    document: str | None
    reason: str | None


class Transcripts:
    """Transcripts of one casebook."""

    def __init__(
        self, store: Store, objects: Objects, settings: Settings, clock: Clock, *, archive: Archive, read: Read
    ) -> None:
        self._store, self._objects, self._settings, self._clock = store, objects, settings, clock
        self._archive, self._read = archive, read

    def recording(self, named: str) -> Capture:
        """The recording of this accession number, file name, or hash (8 characters or more).

        Raises NotFound for none, InputError for what is no recording or for several of one name.
        """
        found = {one.sha256: one for one in self._store.captures() if _is_named(one, named)}
        if not found:
            raise NotFound(
                phrase("there is no recording “%(named)s”", named=named),
                do=phrase("`chamsae sources` lists what is held."),
            )
        if len(found) > 1:
            raise InputError(
                phrase("several recordings are called so"),
                thing=named,
                do=phrase("Name one by its accession number (s1, s2, …)."),
            )
        (capture,) = found.values()
        if not is_recording(capture.media_type):
            raise InputError(
                phrase("is no recording but %(media_type)s", media_type=capture.media_type),
                thing=named,
                do=phrase("Name sound or film."),
            )
        return capture

    def add(
        self, recording: Capture, stream: BinaryIO, name: str, *, maker: Maker, made_by: str, how: str = "", by: str
    ) -> Attached:
        """Keep a transcript as an object of its own, attach it to its recording, and read it."""
        if not made_by.strip():
            raise InputError(
                phrase("nobody is named who made the transcript"), thing=name, do=phrase("Name the person or program.")
            )
        kept = self._archive.add_bytes(stream, name, by=by)
        transcript = Transcript(
            recording=recording.sha256, text=kept.sha256, maker=maker, made_by=made_by.strip(), how=how.strip(),
            at=self._clock(), added_by=by,
        )  # fmt: skip
        with self._store.transaction():
            transcript = self._store.add_transcript(transcript)
            self._store.append_log(
                at=self._clock(),
                actor=by,
                action="transcribe",
                subject=recording.sha256,
                detail={"text": kept.sha256, "maker": maker.value},
                hidden={"made_by": transcript.made_by},
            )
        return self._attached(transcript, by)

    def make(self, recording: Capture, *, by: str) -> Attached:
        """Have the speech model of the settings write a transcript; raises MissingPart where there is none."""
        model = self._settings.whisper_model
        with self._objects.open(recording.sha256) as stream:
            heard = listen(stream, model)
        name = f"{recording.name}.whisper.json"
        return self.add(
            recording, BytesIO(heard), name, maker=Maker.PROGRAM, made_by=heard_by(model), how="on this computer", by=by
        )

    def all(self) -> Iterator[Transcript]:
        """All transcripts in the order in which they were attached."""
        return self._store.transcripts()

    def _attached(self, transcript: Transcript, by: str) -> Attached:
        """Read the text unless that is done, and let the recording lead to it."""
        reading = self._store.reading(transcript.text)
        if reading is None or reading.document is None:
            self._read.run(by=by, retry=[transcript.text])
            reading = self._store.reading(transcript.text)
        assert reading is not None
        if reading.document is not None:
            self._store.add_reading(
                Reading(
                    sha256=transcript.recording, reader="transcript", state=ReadState.READ, at=self._clock(),
                    document=reading.document,
                )
            )  # fmt: skip
        return Attached(transcript=transcript, document=reading.document, reason=reading.reason)


def _is_named(capture: Capture, named: str) -> bool:
    return named in (capture.id, capture.name) or (len(named) >= FEWEST and capture.sha256.startswith(named.lower()))
