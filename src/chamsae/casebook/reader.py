"""One object to one document with its claims; runs in a worker process that owns a sandbox."""

import atexit
import os
import signal
import threading
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection

from chamsae.errors import Unreadable
from chamsae.model.claim import Claim
from chamsae.model.document import Document
from chamsae.read.build import READER, document
from chamsae.read.byline import byline
from chamsae.read.doubt import doubted
from chamsae.read.ocr import Choice, Ocr
from chamsae.read.parsed import Limits, Parsed
from chamsae.read.propose import propose, remarks
from chamsae.read.sandbox import Sandbox
from chamsae.read.stamped import own_date
from chamsae.read.zones import furniture

#: Media types that are not documents: their members are.
CONTAINERS = frozenset({"application/zip", "application/warc", "application/warc+gzip", "application/wacz"})

#: Characters from which claims are proposed (some 500 pages); the rest of a longer text is searchable all the same.
MOST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An object to read, with what its accession says of it; without its bytes, the reason why there are none."""

    sha256: str
    name: str
    media_type: str
    address: str | None
    data: bytes | None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a task: a document with claims, or the reason why not."""

    sha256: str
    name: str
    reader: str = READER
    document: Document | None = None
    claims: tuple[Claim, ...] = ()
    reason: str | None = None


def outcome(task: Task, sandbox: Sandbox, ocr: Ocr) -> Outcome:
    """Parse in the sandbox, recognise pages that are pictures, build the document, propose claims.

    A failure is an outcome with its reason.
    """
    if task.data is None:
        return Outcome(sha256=task.sha256, name=task.name, reason=task.reason)
    try:
        parsed = sandbox.read(task.data, task.media_type, task.name)
        if parsed.scanned:
            parsed = ocr.complete(parsed, task.data, task.media_type, task.name, sandbox)
    except Unreadable as error:
        return Outcome(sha256=task.sha256, name=task.name, reason=error.what)
    built = document(
        parsed,
        name=task.name,
        sha256=task.sha256,
        media_type=task.media_type,
        address=task.address,
        reader=reader_of(parsed),
        mark=furniture,
    )
    dated = _with_byline(built)
    try:
        claims = tuple(doubted(claim, dated) for claim in propose(_beginning(dated)))
        dated = replace(dated, notes=(*dated.notes, *remarks(_beginning(dated))))
    except Exception as error:  # noqa: BLE001 - a fault of the reader on one document must not stop the others
        return Outcome(
            sha256=task.sha256, name=task.name, reader=dated.reader, document=dated,
            reason=f"no claims proposed: {error!r}",
        )  # fmt: skip
    cut = f"claims only from the first {MOST:,} characters" if len(dated.text) > MOST else None
    return Outcome(
        sha256=task.sha256, name=task.name, reader=dated.reader, document=dated, claims=claims,
        reason=cut or _unrecognised(parsed),
    )  # fmt: skip


def reader_of(parsed: Parsed) -> str:
    """Who read the document: ours, and the programs that recognised its pages; another program may read other words."""
    return " with ".join((READER, " and ".join(parsed.recognised_by))) if parsed.recognised_by else READER


def _unrecognised(parsed: Parsed) -> str | None:
    """Why it is worth reading again: pages were left for want of a program."""
    pages = ", ".join(map(str, parsed.scanned[:20]))
    return f"not read, for they are pictures: pages {pages}. {parsed.notes[-1]}" if pages else None


def enter_worker(limits: Limits, choice: Choice, line: Connection) -> None:
    """Give this worker process its own sandbox and recognisers for life, which ends when the line to its parent does.

    Ctrl-C reaches every process of a terminal; the parent answers it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with, args=(line,), daemon=True).start()
    sandbox = Sandbox(limits)
    ocr = Ocr(choice)
    _WORKER.append((sandbox, ocr))
    atexit.register(sandbox.close)
    atexit.register(ocr.close)


def _leave_with(line: Connection) -> None:
    line.poll(None)  # nothing is ever sent: it was closed, or the parent was killed
    os._exit(1)


def outcome_in_worker(task: Task) -> Outcome:
    """`outcome` with the worker's own sandbox and recognisers."""
    return outcome(task, *_WORKER[0])


#: The sandbox and the recognisers of this worker process, once it has entered.
_WORKER: list[tuple[Sandbox, Ocr]] = []


def _beginning(whole: Document) -> Document:
    """The document as far as claims are proposed from it; offsets stay those of the whole."""
    if len(whole.text) <= MOST:
        return whole
    return replace(
        whole,
        text=whole.text[:MOST],
        furniture=tuple(span for span in whole.furniture if span.end <= MOST),
        pages=tuple(page for page in whole.pages if page.end <= MOST),
    )


def _with_byline(built: Document) -> Document:
    """The document with author, date and publisher from its own first lines where metadata gave none.

    A date that its text tells to be a mere stamp gives way to the one of the report.
    """
    authors, published, publisher = byline(built.text)
    page = built.published or published
    return replace(
        built,
        authors=built.authors or authors,
        published=own_date(built.text, page) or page,
        publisher=built.publisher or publisher,
    )
