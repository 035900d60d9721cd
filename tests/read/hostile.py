"""Parsers that misbehave on purpose, served by the real helper process; the document says which way."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from chamsae.read import zygote
from chamsae.read.parsed import Parsed


def parse(data: bytes, name: str) -> Parsed:
    return Parsed(parser="hostile 1", text=str(eval(data.decode(), globals())) or "nothing")


def connect() -> str:
    with socket.socket() as line:
        line.connect(("127.0.0.1", 9))
    return "connected"


def native_socket() -> str:
    """As a hijacked library would: no Python in between."""
    libc = ctypes.CDLL(None, use_errno=True)
    return f"{libc.socket(2, 1, 0)} {ctypes.get_errno()}"


def native_fork() -> str:
    libc = ctypes.CDLL(None, use_errno=True)
    return f"{libc.fork()} {ctypes.get_errno()}"


def native_open(path: str, flags: int) -> str:
    libc = ctypes.CDLL(None, use_errno=True)
    return f"{libc.open(path.encode(), flags)} {ctypes.get_errno()}"


def native_kill(pid: int) -> str:
    libc = ctypes.CDLL(None, use_errno=True)
    return f"{libc.kill(pid, 0)} {ctypes.get_errno()}"


def program() -> str:
    return repr(subprocess.run(["/bin/true"], check=True))


def write(path: str) -> str:
    Path(path).write_text("left behind")
    return "written"


def look(path: str) -> str:
    return Path(path).read_text()


def hog() -> str:
    held = []
    while True:
        held.append(b"x" * (16 << 20))


def spin() -> str:
    while True:
        pass


def sleep() -> str:
    time.sleep(600)
    return "slept"


def crash(number: int = signal.SIGSEGV) -> str:
    os.abort() if number == signal.SIGABRT else ctypes.string_at(0)
    return "survived"


def leave() -> str:
    os._exit(3)


def lie() -> str:
    """An answer that is no answer, sent past the one who should send it."""
    for line in range(3, 64):
        try:
            os.write(line, b'{"parsed": {"text": 5}}' + zygote.ENDING.pack(zygote.ENDED, 0, 0, 0))
        except OSError:
            continue
    os._exit(0)


def environment() -> str:
    return repr(sorted(os.environ))


def main() -> None:
    zygote.serve(socket.socket(fileno=int(sys.argv[-1])), {"plain": parse})
