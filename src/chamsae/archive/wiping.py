"""A file wiped: overwritten before it goes, as far as the disk lets."""

import os
from pathlib import Path


def wipe(file: Path) -> None:
    """Write zeros over a file, bring them to the disk, and remove it; raises FileNotFoundError where there is none."""
    file.chmod(0o600)
    with file.open("r+b") as held:
        held.write(b"\0" * file.stat().st_size)
        held.flush()
        os.fsync(held.fileno())
    file.unlink()
