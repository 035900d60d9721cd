"""What a check of a bundle or claims file found."""

from dataclasses import dataclass, field
from enum import StrEnum

#: Faults listed before the rest is only counted as "and more".
MOST_FAULTS = 100


class Worth(StrEnum):
    """What is to be held of what was checked: all of it holds, something is not proved, something is wrong."""

    WHOLE = "whole"
    PARTIAL = "partial"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was checked, how much of it, and every fault in the order found, each naming its file or line.

    `manifest_sha256` is to be compared with the one received by another way; `unchecked` counts quotes
    whose text was not at hand, `notes` says why. `lacks` says what keeps a bundle from being whole though nothing in it
    is wrong.
    """

    kind: str
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    files: int = 0
    originals: int = 0
    documents: int = 0
    claims: int = 0
    quotes: int = 0
    unchecked: int = 0
    release: str | None = None
    manifest_sha256: str | None = None
    log_number: int | None = None
    log_hash: str | None = None
    lacks: str = ""

    @property
    def worth(self) -> Worth:
        """Whole only where nothing is wrong and nothing lacks."""
        if self.faults:
            return Worth.BROKEN
        return Worth.PARTIAL if self.lacks else Worth.WHOLE

    @property
    def ok(self) -> bool:
        """True when nothing is wrong."""
        return not self.faults


@dataclass(slots=True)
class Findings:
    """Faults as they are found; beyond a limit only the fact that there are more."""

    faults: list[str] = field(default_factory=list)

    def add(self, thing: str, what: str) -> None:
        """Note one fault of one thing."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(f"{visible(thing)}: {visible(what)}")
        elif len(self.faults) == MOST_FAULTS:
            self.faults.append("and more: the first faults are listed above")


def visible(text: str) -> str:
    """At most 200 characters of hostile text, controls and lone surrogates written as escapes."""
    shown = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text[:200])
    return shown if len(text) <= len(shown) else f"{shown} …"
