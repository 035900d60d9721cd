"""The checklist of a release: it ticks itself from what was found, and says of each failed line what it would take."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from chamsae.errors import Withheld
from chamsae.model.releasing import Check, Noted, Outcome, Remark, Ticked
from chamsae.protect.known_names import KnownNames
from chamsae.protect.redact_text import check, plainly_in

#: Things named on one line at most.
MOST_NAMED = 20
TAKES: Mapping[Check, str] = {
    Check.CONSENT: "Ask them and write it down (`chamsae consent`), or leave them out.",
    Check.CELLS: "Take fewer or wider rows, or leave the table out.",
    Check.TELLTALE: "Leave it out, or tell it in numbers only.",
    Check.QUOTES: "Run `chamsae doctor`, and leave out what it names.",
    Check.STAMPS: "Sign a checkpoint: `chamsae log checkpoint`; have it stamped: `chamsae log stamp`.",
    Check.METADATA: "Rename the title or the recipient so that nobody at work is named.",
    Check.REDACTION: "Leave the document out, or redact it by hand (`chamsae redact`).",
}


@dataclass(slots=True, kw_only=True)
class Found:
    """What was found while a draft was put together: of each check how many things it looked at, and what is wrong.

    `done` tells what was changed so that it passes.
    """

    looked: dict[Check, int] = field(default_factory=dict)
    wrong: dict[Check, list[Noted]] = field(default_factory=dict)
    done: dict[Check, list[Noted]] = field(default_factory=dict)

    def look(self, of: Check, many: int = 1) -> None:
        """Count things a check looked at."""
        self.looked[of] = self.looked.get(of, 0) + many

    def fail(self, of: Check, remark: Remark, **put: object) -> None:
        """Something does not pass; `put` is what belongs into the remark."""
        self.look(of)
        self.wrong.setdefault(of, []).append(_noted(remark, put))

    def note(self, of: Check, remark: Remark, **put: object) -> None:
        """Something was done so that it passes, or should be known."""
        self.done.setdefault(of, []).append(_noted(remark, put))


def ticked(found: Found) -> tuple[Ticked, ...]:
    """The whole list, every check in its order."""
    return tuple(_ticked(one, found) for one in Check)


def passed(lines: Iterable[Ticked]) -> bool:
    """True where nothing failed."""
    return all(one.outcome is not Outcome.FAILED for one in lines)


def search(files: Mapping[str, bytes], known: KnownNames, plain: Sequence[str], found: Found) -> None:
    """Search every file as it would leave for names that may not stand in it: `known` in any spelling, `plain` as such.

    `known` are people the material is about (redaction), `plain` people at work (metadata). Lines that stand in several
    files side by side (styles, coasts of maps) are searched once.
    """
    seen: set[tuple[str, str]] = set()
    for name, data in files.items():
        found.look(Check.REDACTION)
        found.look(Check.METADATA)
        text = f"{name}\n{_unseen(data.decode('utf-8', 'replace'), seen)}"
        try:
            check(text, known)
        except Withheld as error:
            count = next((word for word in error.what.split() if word.isdecimal()), "1")
            found.fail(Check.REDACTION, Remark.READABLE, about=name, count=count)
        if plainly_in(text, plain):
            found.fail(Check.METADATA, Remark.AT_WORK, about=name)


def _noted(remark: Remark, put: Mapping[str, object]) -> Noted:
    return Noted(remark=remark, put=tuple((name, str(value)) for name, value in put.items()))


def _unseen(text: str, seen: set[tuple[str, str]]) -> str:
    """The lines of a text that did not stand in another one after the same line, each with the one before it."""
    kept: list[str] = []
    before = ""
    last = True  # whether the line before is kept
    for line in text.split("\n"):
        new = (before, line) not in seen
        if new:
            seen.add((before, line))
            kept += [line] if last else [before, line]
        before, last = line, new
    return "\n".join(kept)


def _ticked(of: Check, found: Found) -> Ticked:
    wrong = tuple(dict.fromkeys(found.wrong.get(of, ())))
    if wrong:
        return Ticked(check=of, outcome=Outcome.FAILED, named=wrong[:MOST_NAMED], takes=TAKES[of])
    outcome = Outcome.PASSED if found.looked.get(of) else Outcome.NOT_APPLICABLE
    return Ticked(check=of, outcome=outcome, named=tuple(dict.fromkeys(found.done.get(of, ())))[:MOST_NAMED])
