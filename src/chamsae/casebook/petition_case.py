"""One person's case for a submission, and the words its sentences are made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from chamsae.model.case import CodedAct
from chamsae.model.claim import Claim
from chamsae.model.filing import ArticleChoice
from chamsae.model.judgement import ABSENT, Status
from chamsae.model.person import PersonFile
from chamsae.model.petition import Told
from chamsae.model.when import Precision, When
from chamsae.text.forms import said

#: Acts by which somebody disappears, the surest first; arrest and detention where none of them is told.
GONE = ("handover", "disappearance", "refoulement")
TAKEN = ("arrest", "detention", "abduction")
#: Claims about acts in these states are in no submission.
HIDDEN = ABSENT | {Status.WITHHELD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One person's case for a submission against some States, as of a day; `choices`: what people made of articles."""

    file: PersonFile
    acts: tuple[CodedAct, ...]
    interventions: tuple[Claim, ...]
    names: tuple[Told, ...]
    states: tuple[str, ...]
    today: date
    choices: tuple[ArticleChoice, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """The violations told of the person."""
        return frozenset(act.violation for act in self.acts if act.violation)

    def of(self, *codes: str) -> list[CodedAct]:
        """The acts of these kinds, narrower ones too, the first in time first."""
        return [act for act in self.acts if act.violation and act.violation.split(".")[0] in codes]

    @property
    def disappearance(self) -> CodedAct | None:
        """The act by which the person disappeared: the last handover, else the last return, else the first arrest.

        One whose day or month is told goes before one of which nobody says when.
        """
        gone = [act for code in GONE for act in reversed(self.of(code))]
        found = [*gone, *self.of(*TAKEN)]
        return next((act for act in found if act.when and act.when.start), found[0] if found else None)


def when_words(when: When | None) -> str:
    """A time as a sentence begins with it: "On 9 October 2023"."""
    if when is None or when.start is None:
        return said("undated")
    if when.precision is Precision.DAY and when.start == when.end:
        return said("day", day=day_words(when.start))
    if when.precision is Precision.MONTH:
        return said("month", month=f"{when.start:%B} {when.start.year}")
    if when.precision is Precision.YEAR:
        return said("year", year=when.start.year)
    return said("range", start=day_words(when.start), end=day_words(when.end)) if when.end else said("undated")


def day_words(day: date) -> str:
    """A day in words: 9 October 2023."""
    return f"{day.day} {day:%B} {day.year}"


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def claims_of(acts: Iterable[CodedAct]) -> tuple[str, ...]:
    """The claims acts rest on, each once."""
    return tuple(dict.fromkeys(claim for act in acts for claim in act.claims))


def sentence(words: str) -> str:
    """With a capital at its beginning and a full stop at its end."""
    stripped = words.strip()
    stripped = stripped[:1].upper() + stripped[1:]
    return stripped if stripped.endswith((".", "!", "?", "。")) else f"{stripped}."
