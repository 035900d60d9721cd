"""A process of its own for each command without a start from nothing: forked from one that has the program loaded."""

import atexit
import gc
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile

#: Seconds a command may take.
PATIENCE = 120
_STATUS = struct.Struct("=i")


class Warm:
    """Runs commands, each in a child of one loaded process; that one starts with the first and ends with ours."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._orders: socket.socket | None = None

    def run(
        self, arguments: Sequence[str], *, cwd: Path | None, environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """What the command line printed and how it ended; raises subprocess.TimeoutExpired as `subprocess.run` does."""
        orders = self._orders or self._start()
        order = json.dumps([list(arguments), str(cwd or Path.cwd()), dict(environment)])
        with TemporaryFile("w+", encoding="utf-8") as out, TemporaryFile("w+", encoding="utf-8") as error:
            socket.send_fds(orders, [order.encode()], [out.fileno(), error.fileno()])
            try:
                status = _STATUS.unpack(orders.recv(_STATUS.size))[0]
            except TimeoutError as late:
                self.close()
                raise subprocess.TimeoutExpired(list(arguments), PATIENCE) from late
            out.seek(0)
            error.seek(0)
            return subprocess.CompletedProcess(list(arguments), status, out.read(), error.read())

    def close(self) -> None:
        """End the process and what it forked; another starts when it is needed."""
        if self._orders is not None and self._process is not None:
            self._orders.close()
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._orders = self._process = None

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.settimeout(PATIENCE)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", __file__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()], env={**os.environ, "PYTHONWARNINGS": "error"}, start_new_session=True,
            )  # fmt: skip
        self._orders = ours
        atexit.register(self.close)
        return ours


def _serve(orders: socket.socket) -> None:
    """Fork for each order; only the child comes back from here, as the process of its command, or all is over."""
    while True:
        message, descriptors, _, _ = socket.recv_fds(orders, 1 << 20, 2)
        if not message:
            sys.exit()
        child = os.fork()
        if child == 0:
            orders.close()
            return _become(*json.loads(message), *descriptors)
        for one in descriptors:
            os.close(one)
        _, status = os.waitpid(child, 0)
        orders.send(_STATUS.pack(os.waitstatus_to_exitcode(status)))


def _become(arguments: list[str], cwd: str, environment: dict[str, str], out: int, error: int) -> None:
    """Take on what a process is started with."""
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    for given, place in ((out, 1), (error, 2)):
        os.dup2(given, place)
        os.close(given)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv = [str(Path(sys.executable).parent / "chamsae"), *arguments]


def _load() -> None:
    """Import what every command on a casebook imports."""
    # Parts of Django and of the readers that can be there before anything is set up.
    import django.db.models
    import django.urls
    import django.utils.translation.trans_real  # noqa: F401
    import spacy  # noqa: F401

    import chamsae.casebook.book  # noqa: F401

    gc.freeze()


if __name__ == "__main__":
    from chamsae.cli.main import main

    _load()
    _serve(socket.socket(fileno=int(sys.argv[1])))
    main()
