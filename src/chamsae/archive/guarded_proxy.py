"""A proxy on this computer that lets a browser out to the public internet only, as our own fetching goes out.

Every host a page asks for is judged by the rules of chamsae.archive.address, resolved once, and connected to by the
number that was judged; what points inside is refused. The browser resolves nothing and reaches nothing else.
"""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from chamsae.archive.address import AddressPolicy, Resolver, Target, resolve, system_resolver, target
from chamsae.errors import ChamsaeError

_BLOCK = 1 << 16
_HEAD = 1 << 16
_STALL = 20.0


class GuardedProxy:
    """Serves one browser on a loopback port; `refused` are the hosts it did not go to, `bytes` what came through."""

    def __init__(
        self, policy: AddressPolicy | None = None, resolver: Resolver = system_resolver, *, most: int = 256 << 20
    ) -> None:
        self._policy, self._resolver, self._most = policy or AddressPolicy(), resolver, most
        self.refused: list[str] = []
        self.bytes = 0
        self._lines: set[socket.socket] = set()
        self._lock = threading.Lock()

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Its address while the block runs; afterwards every line is cut."""
        with socket.create_server(("127.0.0.1", 0)) as listening:
            thread = threading.Thread(target=self._accept, args=(listening,), daemon=True)
            thread.start()
            try:
                yield f"http://127.0.0.1:{listening.getsockname()[1]}"
            finally:
                listening.shutdown(socket.SHUT_RDWR)
                with self._lock:
                    for line in self._lines:
                        with suppress(OSError):
                            line.shutdown(socket.SHUT_RDWR)
                thread.join(_STALL)

    def _accept(self, listening: socket.socket) -> None:
        workers = []
        while True:
            try:
                line, _ = listening.accept()
            except OSError:
                break
            workers.append(threading.Thread(target=self._serve, args=(line,), daemon=True))
            workers[-1].start()
        for worker in workers:
            worker.join(_STALL)

    def _serve(self, line: socket.socket) -> None:
        with self._watched(line), suppress(OSError, ValueError):
            line.settimeout(_STALL)
            head = _head(line)
            method, asked, _ = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ", 2)
            tunnel = method == "CONNECT"
            here = self._judged(f"https://{asked}/" if tunnel else asked)
            if here is None:
                line.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            found, number = here
            with self._watched(socket.create_connection((number, found.port), timeout=_STALL)) as far:
                if tunnel:
                    line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                else:
                    far.sendall(_onward(head, method, found))
                self._both_ways(line, far)

    def _judged(self, asked: str) -> tuple[Target, str] | None:
        """Where to connect, if anywhere."""
        try:
            found = target(asked, self._policy)
            return found, resolve(found, self._policy, self._resolver)[0]
        except ChamsaeError:
            self.refused.append(asked[:300])
            return None

    def _both_ways(self, line: socket.socket, far: socket.socket) -> None:
        back = threading.Thread(target=self._pump, args=(far, line), daemon=True)
        back.start()
        self._pump(line, far)
        back.join(_STALL)

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while (block := source.recv(_BLOCK)) and self.bytes < self._most:
                self.bytes += len(block)
                sink.sendall(block)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    @contextmanager
    def _watched(self, line: socket.socket) -> Iterator[socket.socket]:
        with self._lock:
            self._lines.add(line)
        try:
            with contextlib.closing(line):
                yield line
        finally:
            with self._lock:
                self._lines.discard(line)


def _head(line: socket.socket) -> bytes:
    head = b""
    while b"\r\n\r\n" not in head:
        block = line.recv(_BLOCK)
        if not block or len(head) > _HEAD:
            raise ValueError
        head += block
    return head


def _onward(head: bytes, method: str, found: Target) -> bytes:
    """The request as the server wants it: the path alone, one request a line, nothing for proxies."""
    lines, _, body = head.partition(b"\r\n\r\n")
    kept = [line for line in lines.split(b"\r\n")[1:] if not line.lower().startswith((b"proxy-", b"connection:"))]
    first = f"{method} {found.path} HTTP/1.1".encode("latin-1")
    return b"\r\n".join([first, *kept, b"Connection: close"]) + b"\r\n\r\n" + body
