"""What a long run has computed so far, one line of JSON each, written as soon as it is there: so a run can go on."""

from pathlib import Path

from chamsae.errors import StorageError
from chamsae.estimate.lines import START, from_line, to_line
from chamsae.model.estimate import Estimate, Estimation


class Journal:
    """Results by key, in a file or (without one) nowhere; those of other keys stay untouched."""

    def __init__(self, path: Path | None) -> None:
        """Read what is there; a last line that was cut off is taken away, so that the next one stands alone.

        Raises InputError for a file that is no journal.
        """
        self._path = path
        self._held: dict[str, Estimation | Estimate] = {}
        if path is not None and path.exists():
            text = path.read_text("utf-8")
            whole, _, rest = text.rpartition("\n")
            self._held = dict(from_line(line) for line in whole.splitlines() if line)
            if rest and not START.startswith(rest[: len(START)]):
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
            with self._path.open("a", encoding="utf-8") as file:
                file.write(to_line(key, made) + "\n")
        except OSError as error:
            raise StorageError(f"cannot be written ({error})", thing=str(self._path),
                               do="Name a file in a folder that can be written to.") from error  # fmt: skip
