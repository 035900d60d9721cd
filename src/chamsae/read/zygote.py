"""The process that loads parsers and forks one child per document, so that each reads alone and quickly.

Run by chamsae.read.sandbox. A parser is loaded when the first document comes for it. Orders come over a socket: one
message with two file descriptors (the bytes to read, a socket for the answer). The child writes its answer and exits;
this process then adds how the child ended, which the child itself cannot forge, because it comes last.
"""

import contextlib
import gc
import importlib
import os
import select
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import msgspec

from chamsae.errors import ChamsaeError, Unreadable
from chamsae.read import walls
from chamsae.read.parsed import Limits, Parsed, in_words
from chamsae.read.picture import Picture, View, Word
from chamsae.read.sheet.table import Workbook

#: A document's text from its bytes and name, or the words in a picture of ours.
Parse = Callable[[bytes, str], Parsed | tuple[Word, ...]]
#: A page of a document as a picture.
Draw = Callable[[bytes, str, View], Picture]
#: The letters of a page one by one, each with its place.
Letters = Callable[[bytes, str, View], tuple[Word, ...]]
#: The cells of a workbook.
Cells = Callable[[bytes, str], Workbook]

#: How a child ended, after its answer: a mark, wait status, killed by the clock (0 or 1), most memory held in kB.
ENDING = struct.Struct("=4siiq")
#: No JSON holds a NUL, so an answer whose ending never came is not taken for one.
ENDED = b"\0end"
#: Bytes of an order, at most.
MAX_ORDER = 1 << 16
#: Seconds to wait for room to say how a child ended; on a busy machine the caller is slow to take what was read.
_PATIENCE = 10.0
#: What a parser without a sample of its own is warmed with: text in an old encoding.
_SAMPLE = "그들은 다리에서 기다렸다. 소식은 오지 않았다. 그 뒤로 아무도 그들을 보지 못했다.".encode("euc-kr")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which parser is to read the bytes that come with it, under which limits.

    With a view it is to draw a page of them, with `cells` to give the cells of a workbook.
    """

    parser: str
    name: str
    limits: Limits
    view: View | None = None
    cells: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Either what was read, drawn or recognised, or what is wrong and what to do."""

    parsed: Parsed | None = None
    picture: Picture | None = None
    words: tuple[Word, ...] | None = None
    workbook: Workbook | None = None
    what: str = ""
    do: str = ""


@dataclass(slots=True, kw_only=True)
class Child:
    """A document being read: the socket of its answer, and when its time is over."""

    answer: int
    deadline: float
    late: bool = False


def main() -> None:
    """Serve orders on the socket given as the last argument until it is closed."""
    serve(socket.socket(fileno=int(sys.argv[-1])))


def serve(orders: socket.socket, parsers: Mapping[str, Parse] | None = None) -> None:
    """Serve orders until the socket closes, by these parsers or ours. The network is left before anything is loaded.

    That the caller is gone shows in the socket. The kernel's own word would come too early: when the
    thread ends that started us, though others of its process still wait for their documents.
    """
    walls.leave_network()
    loaded = dict(parsers or {})
    folders = walls.readable()
    waker = _wake_on_child()
    children: dict[int, Child] = {}
    while True:
        soonest = min((child.deadline for child in children.values()), default=None)
        patience = None if soonest is None else max(0.0, soonest - time.monotonic())
        ready = select.select([orders.fileno(), waker], [], [], patience)[0]
        if waker in ready:
            os.read(waker, 4096)
        if orders.fileno() in ready and not _start(orders, children, loaded, folders):
            return
        _stop_late(children)
        _reap(children)


def _load(name: str) -> Parse:
    """A parser by name, warmed with a file of our own; where its library is missing, one that says so."""
    try:
        module = importlib.import_module(f"chamsae.read.{name}")
    except ImportError as error:
        return _missing(error.name or str(error))
    parse: Parse = module.parse
    with contextlib.suppress(Exception):  # cold, it is slower and no worse
        parse(module.sample() if hasattr(module, "sample") else _SAMPLE, "sample")
    return parse


def _missing(library: str) -> Parse:
    def parse(data: bytes, name: str) -> Parsed:
        raise Unreadable(f"its reader needs {library}", do="Install it: pip install 'chamsae[read]'.")

    return parse


def _wake_on_child() -> int:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    return reading


def _start(
    orders: socket.socket, children: dict[int, Child], parsers: dict[str, Parse], folders: tuple[str, ...]
) -> bool:
    """Take one order and fork for it, its parser loaded first; False when nobody is left to give orders."""
    message, descriptors, _, _ = socket.recv_fds(orders, MAX_ORDER, 2)
    if not message:
        return False
    order = msgspec.json.decode(message, type=Order)
    source, answer = descriptors
    if order.parser not in parsers:
        parsers[order.parser] = _load(order.parser)
        gc.collect()
        gc.freeze()  # else every child would copy what its collector only looks at
    ours = os.getpid()
    child = os.fork()
    if child == 0:
        walls.die_with_parent(signal.SIGKILL)
        if os.getppid() != ours:  # gone before we could ask to go with it
            os._exit(1)
        _read(order, source, answer, parsers, folders)
    os.close(source)
    children[child] = Child(answer=answer, deadline=time.monotonic() + order.limits.seconds)
    return True


def _stop_late(children: dict[int, Child]) -> None:
    now = time.monotonic()
    for pid, child in children.items():
        if child.deadline <= now and not child.late:
            child.late, child.deadline = True, now + 3600
            os.kill(pid, signal.SIGKILL)


def _reap(children: dict[int, Child]) -> None:
    for pid in list(children):
        ended, status, usage = os.wait4(pid, os.WNOHANG)
        if ended:
            child = children.pop(pid)
            with socket.socket(fileno=child.answer) as answer:
                _say_end(answer, ENDING.pack(ENDED, status, child.late, usage.ru_maxrss))


def _say_end(answer: socket.socket, ending: bytes) -> None:
    """After a long answer the line may be full for a moment; whoever asked is taking it, or hangs up."""
    answer.settimeout(_PATIENCE)
    with contextlib.suppress(OSError):  # nobody listens any more: the end without a word says enough
        answer.send(ending)


def _read(order: Order, source: int, answer: int, parsers: Mapping[str, Parse], folders: tuple[str, ...]) -> None:
    """The child: raise the walls, parse, answer, exit; never returns."""
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        data = _slurp(source)
        os.closerange(3, answer)
        os.closerange(answer + 1, 1 << 20)
        walls.enclose(order.limits, folders)
        _write(answer, _answer(order, data, parsers))
        code = 0
    finally:
        os._exit(code)


def _slurp(source: int) -> bytes:
    with os.fdopen(source, "rb") as stream:
        stream.seek(0)
        return stream.read()


def _answer(order: Order, data: bytes, parsers: Mapping[str, Parse]) -> bytes:
    try:
        answer = msgspec.json.encode(_asked(order, data, parsers))
    except ChamsaeError as error:
        return msgspec.json.encode(Answer(what=error.what, do=error.do))
    except MemoryError:
        return msgspec.json.encode(
            Answer(what=f"reading it needed more than {in_words(order.limits.memory)} of memory")
        )
    except RecursionError:
        return msgspec.json.encode(Answer(what="it is nested too deep to read"))
    except Exception as error:  # noqa: BLE001 - whatever a parser does to itself is told as a reason
        return msgspec.json.encode(Answer(what=f"the reader failed ({type(error).__name__}: {str(error)[:200]!r})"))
    if len(answer) > order.limits.output:
        return msgspec.json.encode(Answer(what=f"it holds more than {in_words(order.limits.output)} of text"))
    return answer


def _asked(order: Order, data: bytes, parsers: Mapping[str, Parse]) -> Answer:
    if order.view is not None:
        module = importlib.import_module(f"chamsae.read.{order.parser}")  # loaded before, as a parser
        draw: Draw = module.picture
        letters: Letters | None = getattr(module, "letters", None) if order.view.bare else None
        return Answer(
            picture=draw(data, order.name, order.view),
            words=letters(data, order.name, order.view) if letters else None,
        )
    if order.cells:
        cells: Cells = importlib.import_module(f"chamsae.read.{order.parser}").workbook
        return Answer(workbook=cells(data, order.name))
    found = parsers[order.parser](data, order.name)
    return Answer(parsed=found) if isinstance(found, Parsed) else Answer(words=found)


def _write(answer: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(answer, view) :]
