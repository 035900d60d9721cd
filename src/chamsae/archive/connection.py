"""One HTTP request to one checked number: no name is resolved again, and a clock cuts everything off."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from chamsae.archive.address import Target

_STALL = 20.0


@dataclass(slots=True)
class Deadline:
    """A point in time after which every socket watched is shut, whatever it is waiting for. Seconds."""

    seconds: float
    _started: float = field(default_factory=time.monotonic)
    _sockets: list[socket.socket] = field(default_factory=list)
    passed: bool = False

    @contextmanager
    def running(self) -> Iterator["Deadline"]:
        """Watch for as long as the block runs."""
        timer = threading.Timer(self.left(), self._pass)
        timer.daemon = True
        timer.start()
        try:
            yield self
        finally:
            timer.cancel()
            for watched in self._sockets:
                watched.close()

    def left(self) -> float:
        """Seconds left, at least a moment."""
        return max(0.01, self.seconds - (time.monotonic() - self._started))

    def watch(self, sock: socket.socket) -> None:
        """Shut this connection too when the time has passed."""
        # A duplicate, since closing under a TLS layer in another thread is not safe; shutting the line is.
        self._sockets.append(sock.dup())
        if self.passed:
            self._pass()

    def _pass(self) -> None:
        self.passed = True
        for watched in self._sockets:
            with suppress(OSError):
                watched.shutdown(socket.SHUT_RDWR)


class CheckedConnection(http.client.HTTPConnection):
    """Speaks HTTP(S) for `target` with the machine at `number`; certificate and Host are those of the name."""

    def __init__(self, target: Target, number: str, deadline: Deadline, tls: ssl.SSLContext | None) -> None:
        super().__init__(target.host, target.port)
        self.number = number
        self._target, self._deadline, self._tls = target, deadline, tls
        self.default_port = 443 if tls else 80  # so that Host leaves the usual port out

    def connect(self) -> None:
        """Connect to the number that was checked, and to nothing else."""
        wait = min(_STALL, self._deadline.left())
        sock = socket.create_connection((self.number, self._target.port), timeout=wait)
        try:
            sock.settimeout(_STALL)
            self._deadline.watch(sock)
            self.sock = self._tls.wrap_socket(sock, server_hostname=self._target.host) if self._tls else sock
        except BaseException:
            sock.close()
            raise
