"""Parsing in a process apart: whatever a document does to its reader, the caller gets text or a reason.

A `Sandbox` keeps one helper process that loads parsers (chamsae.read.zygote) and forks a child per document. The caller
never imports a parser library. Needs a Unix; all walls stand on Linux.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import msgspec

from chamsae.errors import Unreadable
from chamsae.read.choose import DRAWN, WORKBOOKS, choose
from chamsae.read.parsed import Limits, Parsed, in_words, storable
from chamsae.read.picture import Picture, View, Word
from chamsae.read.sheet.table import Workbook
from chamsae.read.zygote import ENDED, ENDING, MAX_ORDER, Answer, Order

_KEPT = "The bytes are kept."
#: Seconds on top of a document's own before the helper process itself is given up.
GRACE = 10.0
_BOOT = "import sys, importlib; sys.path[:] = sys.argv[2:-1]; importlib.import_module(sys.argv[1]).main()"
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": "/nonexistent",
                "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # fmt: skip


class Sandbox:
    """Reads documents one process each; a context manager, usable from several threads at once."""

    def __init__(self, limits: Limits | None = None, *, helper: str = "chamsae.read.zygote") -> None:
        """`helper` names the module whose main() serves orders: another one than ours brings other parsers."""
        self.limits = limits or Limits()
        self._module = helper
        self._lock = threading.Lock()
        self._helper: subprocess.Popen[bytes] | None = None
        self._orders: socket.socket | None = None
        self._over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over = True  # a thread that still waits for its document must not start another helper
        self.close()

    def read(self, data: bytes | Path, media_type: str, name: str, limits: Limits | None = None) -> Parsed:
        """The text of the bytes (or of the file at a path); raises Unreadable with the reason, never anything worse.

        Limits hold for this document; those of the sandbox are taken otherwise.
        """
        answer = self._answer(data, self._order(choose(media_type, name), name, limits))
        if answer.parsed is None:
            raise Unreadable("the reader gave no text", thing=name, do=_KEPT)
        return answer.parsed

    def draw(self, data: bytes | Path, media_type: str, name: str, view: View) -> Picture:
        """One page as plain pixels; raises Unreadable when it cannot be drawn, or such a document has no pages."""
        parser = choose(media_type, name)
        if parser not in DRAWN:
            raise Unreadable("it has no pages that can be drawn", thing=name)
        answer = self._answer(data, replace(self._order(parser, name, None), view=view))
        if answer.picture is None:
            raise Unreadable("the reader drew no picture", thing=name, do=_KEPT)
        return answer.picture

    def bared(self, data: bytes | Path, media_type: str, name: str, view: View) -> tuple[Picture, tuple[Word, ...]]:
        """One page as plain pixels without annotations, and its letters one by one; raises Unreadable as `draw` does.

        A page that is a picture has no letters.
        """
        parser = choose(media_type, name)
        if parser not in DRAWN:
            raise Unreadable("it has no pages that can be drawn", thing=name)
        answer = self._answer(data, replace(self._order(parser, name, None), view=replace(view, bare=True)))
        if answer.picture is None:
            raise Unreadable("the reader drew no picture", thing=name, do=_KEPT)
        return answer.picture, answer.words or ()

    def recognise(self, picture: Picture, recogniser: str, limits: Limits) -> tuple[Word, ...]:
        """The words in a picture, by a recogniser that this sandbox's helper has; raises Unreadable."""
        answer = self._answer(picture.pnm(), self._order(recogniser, "the picture of a page", limits))
        return answer.words or ()

    def workbook(self, data: bytes | Path, name: str, limits: Limits | None = None) -> Workbook:
        """The cells of a workbook (XLSX, XLS, ODS); raises Unreadable as `read` does."""
        answer = self._answer(data, replace(self._order(WORKBOOKS, name, limits), cells=True))
        if answer.workbook is None:
            raise Unreadable("the reader gave no cells", thing=name, do=_KEPT)
        return answer.workbook

    def _order(self, parser: str, name: str, limits: Limits | None) -> Order:
        return Order(parser=parser, name=storable(name)[:500], limits=limits or self.limits)

    def _answer(self, data: bytes | Path, order: Order) -> Answer:
        with _open(data, order.name) as source:
            size = os.fstat(source.fileno()).st_size
            if size > order.limits.input:
                raise Unreadable(f"{size:,} bytes; at most {order.limits.input:,} are read", thing=order.name, do=_KEPT)
            return self._read(order, source, order.name)

    def close(self) -> None:
        """Stop the helper process; the sandbox starts another if it is used again."""
        with self._lock:
            self._stop()

    def _read(self, order: Order, source: BinaryIO, name: str) -> Answer:
        for _ in range(2):  # the helper may have been killed from outside: once is no reason to give up
            reply, helper = self._ask(order, source)
            if reply[-ENDING.size :].startswith(ENDED):
                return _understand(reply, order.limits, name)
            self._give_up(helper)
        raise Unreadable("the reading process died twice", thing=name, do=f"Is the machine out of memory? {_KEPT}")

    def _ask(self, order: Order, source: BinaryIO) -> tuple[bytes, "subprocess.Popen[bytes] | None"]:
        """The child's answer and its ending, which is missing when the helper is gone; and which helper was asked."""
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                helper = self._send(msgspec.json.encode(order), [source.fileno(), theirs.fileno()])
            return _receive(ours, order.limits), helper

    def _send(self, order: bytes, descriptors: list[int]) -> "subprocess.Popen[bytes] | None":
        assert len(order) < MAX_ORDER
        with self._lock:
            if self._over:
                raise Unreadable("reading was stopped", do=_KEPT)
            if self._helper is None or self._helper.poll() is not None:
                self._stop()
                self._start()
            assert self._orders is not None
            with contextlib.suppress(OSError):  # dead or stopped: that no answer comes says so
                socket.send_fds(self._orders, [order], descriptors)
            return self._helper

    def _give_up(self, helper: "subprocess.Popen[bytes] | None") -> None:
        """Stop this helper, unless another thread has put a new one in its place already."""
        with self._lock:
            if self._helper is helper:
                self._stop()

    def _start(self) -> None:
        self._orders, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._orders.settimeout(GRACE)  # a helper that takes no orders must not keep us
        with theirs:
            self._helper = subprocess.Popen(  # noqa: S603 - our own interpreter with our own arguments
                [sys.executable, "-I", "-B", "-c", _BOOT, self._module, *filter(None, sys.path), str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env=_ENVIRONMENT,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    def _stop(self) -> None:
        if self._orders is not None:
            self._orders.close()
        if self._helper is not None:
            self._helper.kill()
            self._helper.wait()
        self._helper = self._orders = None


def _open(data: bytes | Path, name: str) -> BinaryIO:
    """A file to hand over: the path's own, or an anonymous one in memory."""
    if isinstance(data, Path):
        return _open_file(data, name)
    if hasattr(os, "memfd_create"):
        stream: BinaryIO = os.fdopen(os.memfd_create("document"), "w+b")
    else:
        stream = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    stream.write(data)
    stream.flush()
    return stream


def _open_file(path: Path, name: str) -> BinaryIO:
    try:
        if path.is_file():  # a pipe would keep us waiting
            return path.open("rb")
    except OSError as error:
        raise Unreadable(f"cannot be opened ({error.strerror})", thing=name, do="Check its permissions.") from error
    raise Unreadable("not a file, or not there", thing=name, do="Check its place and permissions.")


def _receive(ours: socket.socket, limits: Limits) -> bytes:
    """All that comes until the line closes, at most the limit; what is beyond is dropped with the line."""
    deadline = time.monotonic() + limits.seconds + GRACE
    parts, total = [], 0
    with contextlib.suppress(OSError):
        while total <= limits.output + 4096:
            ours.settimeout(max(0.01, deadline - time.monotonic()))
            part = ours.recv(1 << 20)
            if not part:
                break
            parts.append(part)
            total += len(part)
    return b"".join(parts)


def _understand(reply: bytes, limits: Limits, name: str) -> Answer:
    _, status, late, memory = ENDING.unpack(reply[-ENDING.size :])
    if status or late:
        raise Unreadable(_ending(status, late, memory, limits), thing=name, do=_KEPT)
    try:
        answer = msgspec.json.decode(reply[: -ENDING.size], type=Answer)
    except (msgspec.DecodeError, ValueError) as error:
        raise Unreadable("the reader gave no usable answer", thing=name, do=_KEPT) from error
    if answer.what:
        raise Unreadable(answer.what, thing=name, do=answer.do or _KEPT)
    return answer


def _ending(status: int, late: int, memory: int, limits: Limits) -> str:
    """In words, how a child came to its end."""
    if late:
        return f"reading it took more than {limits.seconds:g} s"
    killed = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if killed == signal.SIGXCPU:
        return f"reading it took more than {limits.processor} s of processor time"
    if killed == signal.SIGKILL:
        return "the reader was killed: the machine is probably short of memory"
    if memory << 10 > limits.memory * 0.8:
        return f"reading it needed more than {in_words(limits.memory)} of memory"
    return (
        f"the reader crashed (signal {killed})" if killed else f"the reader crashed (status {os.WEXITSTATUS(status)})"
    )
