"""A note somebody writes down becomes an object and a document, so that what it says can be claimed with its words."""

from io import BytesIO

from chamsae.casebook.accession import Archive
from chamsae.model.document import Document, Reading, ReadState
from chamsae.ports import Clock, Store
from chamsae.read.build import document
from chamsae.read.plain import parse


class Notes:
    """Documents made of notes; readers propose nothing for them, the one who writes claims it."""

    def __init__(self, store: Store, clock: Clock, archive: Archive) -> None:
        self._store, self._clock, self._archive = store, clock, archive

    def write(self, text: str, name: str, *, by: str) -> Document:
        """The document of a note, hashed and kept like every other; the same note twice is one document."""
        kept = self._archive.add_bytes(BytesIO(text.encode()), name, by=by)
        made = document(parse(text.encode(), name), name=name, sha256=kept.sha256, media_type=kept.media_type)
        reading = Reading(
            sha256=kept.sha256, reader=made.reader, state=ReadState.READ, at=self._clock(), document=made.id
        )
        with self._store.transaction():
            if self._store.add_document(made):
                self._store.add_reading(reading)
        return made
