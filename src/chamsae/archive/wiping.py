"""A file wiped: overwritten before it goes, as far as the disk lets."""

import os
from pathlib import Path

BLOCK = 1 << 20


def wipe(file: Path) -> None:
    """Write zeros over a file, bring them to the disk, and remove it; raises FileNotFoundError where there is none."""
    file.chmod(0o600)
    with file.open("r+b") as held:
        for _ in range(-(-file.stat().st_size // BLOCK)):
            held.write(bytes(BLOCK))
        held.flush()
        os.fsync(held.fileno())
    file.unlink()
