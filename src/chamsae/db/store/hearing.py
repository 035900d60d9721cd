"""Transcripts in the database."""

from collections.abc import Iterator
from dataclasses import replace

from chamsae.db.models import TranscriptRow
from chamsae.db.store.sources import Sources
from chamsae.model.storable import storable
from chamsae.model.transcript import Maker, Transcript


class Hearing(Sources):
    """The part of the store about transcripts."""

    def add_transcript(self, transcript: Transcript) -> Transcript:
        """Attach a text to a recording, both known objects; the one attached already stands."""
        storable(transcript, "transcript")
        with self.transaction():
            self._object(transcript.recording)
            self._object(transcript.text)
            for held in self.transcripts(recording=transcript.recording, text=transcript.text):
                return held
            numbered = replace(transcript, number=self._next(TranscriptRow))
            _row(numbered).save(using=self.alias, force_insert=True)
            return numbered

    def transcripts(self, *, recording: str | None = None, text: str | None = None) -> Iterator[Transcript]:
        """All transcripts, or those of one recording, or what one text is a transcript of."""
        wanted = {name: value for name, value in (("recording", recording), ("text", text)) if value is not None}
        for page in self._pages(self._rows(TranscriptRow).filter(**wanted), "number"):
            yield from map(_transcript, page)


def _row(transcript: Transcript) -> TranscriptRow:
    return TranscriptRow(
        number=transcript.number,
        recording_id=transcript.recording,
        text_id=transcript.text,
        maker=transcript.maker,
        made_by=transcript.made_by,
        how=transcript.how,
        at=transcript.at,
        added_by=transcript.added_by,
    )


def _transcript(row: TranscriptRow) -> Transcript:
    return Transcript(
        number=row.number,
        recording=row.recording_id,
        text=row.text_id,
        maker=Maker(row.maker),
        made_by=row.made_by,
        how=row.how,
        at=row.at,
        added_by=row.added_by,
    )
