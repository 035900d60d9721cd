"""Looking at originals: pages drawn on demand, the recording of a transcript, and what was made of an original."""

from collections import OrderedDict
from importlib.metadata import version
from threading import Lock
from typing import BinaryIO

from chamsae.casebook.derivatives import derivatives
from chamsae.errors import NotFound, phrase
from chamsae.model.derivative import Derivative, Made
from chamsae.model.document import Document
from chamsae.model.source import Capture
from chamsae.model.transcript import Transcript
from chamsae.ports import Clock, Objects, Store
from chamsae.read.choose import DRAWN, PARSER_OF, is_recording
from chamsae.read.parsed import Limits
from chamsae.read.picture import Picture, View
from chamsae.read.sandbox import Sandbox
from chamsae.settings import Settings

#: Pixels of a page's longer side on screens.
LONGEST_SIDE = 1600
#: The library that draws for a parser.
_DRAWS = {"pdf": "pypdfium2", "scan": "pillow"}
#: Pages held in memory, for one is asked for several times in a row.
HELD = 4


class Originals:
    """Pages and recordings of one casebook."""

    def __init__(self, store: Store, objects: Objects, settings: Settings, clock: Clock) -> None:
        self._store, self._objects, self._clock = store, objects, clock
        limits = Limits(
            seconds=settings.parse_seconds, processor=settings.parse_seconds, memory=settings.parse_megabytes << 20
        )
        self._sandbox = Sandbox(limits)
        self._lock = Lock()
        self._drawn: OrderedDict[tuple[str, int], Picture] = OrderedDict()

    def hand_out(self, capture_id: str, *, by: str) -> BinaryIO:
        """The bytes of an accession ("s1") as they came, to be written to a file outside, which is logged first.

        Raises NotFound for no such accession, IntegrityError where sealed bytes do not open.
        """
        capture = self._store.capture(capture_id)
        stream = self._objects.open(capture.sha256)
        detail = {"sha256": capture.sha256}
        self._store.append_log(at=self._clock(), actor=by, action="export_original", subject=capture.id, detail=detail)
        return stream

    def has_pages(self, document: Document) -> bool:
        """Whether the pages of this document's original can be drawn."""
        return bool(document.pages) and PARSER_OF.get(document.media_type.partition(";")[0]) in DRAWN

    def page(self, document: Document, number: int) -> Picture:
        """A page of the original in colour, for looking at; raises NotFound for none, Unreadable if it cannot be drawn.

        It is a derivative: drawn anew from the stored bytes, held in memory for a moment, never written.
        """
        if not self.has_pages(document) or number not in {page.number for page in document.pages}:
            raise NotFound(phrase("there is no page %(number)s to look at", number=number), thing=document.name)
        key = (document.sha256, number)
        with self._lock:  # one at a time: drawing is heavy, and the next asks for the same page
            if key not in self._drawn:
                view = View(page=number, longest=LONGEST_SIDE, colour=True)
                data = self._objects.read(document.sha256)
                self._drawn[key] = self._sandbox.draw(data, document.media_type, document.name, view)
            self._drawn.move_to_end(key)
            while len(self._drawn) > HELD:
                self._drawn.popitem(last=False)
            return self._drawn[key]

    def page_made(self, document: Document, number: int) -> Derivative:
        """What a page shown by `page` is: of which original, drawn by what and how; it goes into the picture itself."""
        tool = _DRAWS[PARSER_OF[document.media_type.partition(";")[0]]]
        parameters = (("page", str(number)), ("longest side", str(LONGEST_SIDE)), ("colour", "yes"))
        return Derivative(
            made=f"page {number}", kind=Made.PICTURE, of=document.sha256, tool=tool, version=version(tool),
            parameters=parameters,
        )  # fmt: skip

    def recording(self, document: Document) -> tuple[Capture, Transcript] | None:
        """The recording this document is a transcript of, and who made the transcript; None where it is none."""
        for transcript in self._store.transcripts(text=document.sha256):
            capture = next(self._store.captures(sha256=transcript.recording))
            if is_recording(capture.media_type):
                return capture, transcript
        return None

    def derivatives(self, capture_id: str) -> tuple[Derivative, ...]:
        """All that was made of an accession, and the archive it came out of: chamsae.casebook.derivatives."""
        return derivatives(self._store, capture_id)

    def close(self) -> None:
        """Stop the process that draws."""
        self._drawn.clear()
        self._sandbox.close()
