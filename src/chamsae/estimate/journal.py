"""What a long run has computed so far, one line of JSON each, written as soon as it is there: so a run can go on.

A line names strata and lists; where these may not lie open on the disk, it is sealed.
"""

import os
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from chamsae.errors import StorageError, phrase
from chamsae.estimate.lines import START, from_line, to_line
from chamsae.model.estimate import Estimate, Estimation


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A journal of sealed lines: where it lies, what seals a line, and what opens it or raises ChamsaeError."""

    path: Path
    seal: Callable[[bytes], bytes]
    open: Callable[[bytes], bytes]


class Journal:
    """Results by key, in a file or (without one) nowhere; those of other keys stay untouched."""

    def __init__(self, where: Path | Sealed | None) -> None:
        """Read what is there; a last line that was cut off is taken away, so that the next one stands alone.

        Raises InputError for a file that is no journal.
        """
        self._path = path = where.path if isinstance(where, Sealed) else where
        self._sealed = where if isinstance(where, Sealed) else None
        self._held: dict[str, Estimation | Estimate] = {}
        if path is not None and path.exists():
            text = path.read_text("utf-8")
            whole, _, rest = text.rpartition("\n")
            self._held = dict(from_line(self._opened(line)) for line in whole.splitlines() if line)
            if rest and not self._sealed and not START.startswith(rest[: len(START)]):
                from_line(rest)  # something else than a line of ours that was cut off: say so, and leave it
            if rest:
                path.write_text(whole + "\n" if whole else "", "utf-8")

    def estimation(self, key: str) -> Estimation | None:
        """The estimation under this key."""
        held = self._held.get(key)
        return held if isinstance(held, Estimation) else None

    def estimate(self, key: str) -> Estimate | None:
        """The single method's estimate under this key."""
        held = self._held.get(key)
        return held if isinstance(held, Estimate) else None

    def keep(self, key: str, made: Estimation | Estimate) -> None:
        """Write it down. Raises StorageError where that cannot be."""
        if self._path is None:
            return
        try:
            with os.fdopen(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as file:
                file.write(self._closed(to_line(key, made)) + b"\n")
        except OSError as error:
            raise StorageError(phrase("cannot be written (%(error)s)", error=error), thing=str(self._path),
                               do=phrase("Name a file in a folder that can be written to.")) from error  # fmt: skip

    def _closed(self, line: str) -> bytes:
        return b64encode(self._sealed.seal(line.encode())) if self._sealed else line.encode()

    def _opened(self, line: str) -> str:
        return self._sealed.open(b64decode(line)).decode() if self._sealed else line
