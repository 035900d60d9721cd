"""Another program, run on our own bytes behind walls: no network, its own files only, bounded memory and time.

The walls are raised by a small process of ours (chamsae.read.behind), which then becomes the program.
What the program needs comes over its standard input; nothing is written to disk and nothing of our
environment is passed on.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from chamsae.errors import Unreadable
from chamsae.read.behind import Walls
from chamsae.read.parsed import Limits, in_words

_BOOT = "import sys; sys.path[:] = sys.argv[1].split(chr(10)); from chamsae.read.behind import main; main()"
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": "/nonexistent",
                "OMP_THREAD_LIMIT": "1", "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}  # fmt: skip


def run(
    command: Sequence[str], given: bytes | BinaryIO, limits: Limits, *, folders: Sequence[Path] = (), what: str
) -> bytes:
    """What the program writes to its standard output; raises Unreadable when it fails, is late or takes too much.

    `folders` may be read beside the system's; `what` names the program in sentences.
    """
    orders = Walls(command=tuple(command), limits=limits, folders=tuple(map(str, folders)))
    with subprocess.Popen(  # noqa: S603 - our own interpreter with our own arguments
        [sys.executable, "-I", "-S", "-B", "-c", _BOOT, chr(10).join(filter(None, sys.path)),
         msgspec.json.encode(orders).decode()],
        stdin=subprocess.PIPE if isinstance(given, bytes) else given,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_ENVIRONMENT,
        cwd="/",
        start_new_session=True,
    ) as process:  # fmt: skip
        try:
            found, said = process.communicate(given if isinstance(given, bytes) else None, timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise Unreadable(f"{what} took more than {limits.seconds:g} s") from None
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    if process.returncode:
        raise Unreadable(_ending(what, process.returncode, said, limits))
    return found


def _ending(what: str, status: int, said: bytes, limits: Limits) -> str:
    """In words, how a program came to its end."""
    if status == -signal.SIGXCPU:
        return f"{what} took more than {limits.processor} s of processor time"
    if b"bad_alloc" in said or b"MemoryError" in said:
        return f"{what} needed more than {in_words(limits.memory)} of memory"
    words = said.decode("utf-8", "replace").strip().splitlines()
    if status < 0:
        return f"{what} crashed (signal {-status})"
    return f"{what} failed (status {status}): {words[-1][:200]}" if words else f"{what} failed (status {status})"
