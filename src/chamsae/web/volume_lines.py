"""Cases per interview as lines of a screen, with the warnings that stand beside each trend."""

from dataclasses import dataclass

from chamsae.casebook.interview_volume import Volume, YearRate
from chamsae.estimate import words
from chamsae.web.table_lines import language


@dataclass(frozen=True, slots=True)
class Lines:
    """A row for each year: the year, acts told, the share of the telling that is over, acts per hundred interviews."""

    rows: tuple[tuple[int, int, str, str], ...]
    interviews: int
    warnings: tuple[str, ...]


def volume_lines(found: Volume | None) -> Lines | None:
    """The rates of a table by year; None where it has none."""
    if found is None:
        return None
    return Lines(
        rows=tuple((one.year, one.cases, words.share(one.told), rate_words(one)) for one in found.rates),
        interviews=found.interviews,
        warnings=tuple(words.say(one, language()) for one in found.findings),
    )


def rate_words(one: YearRate) -> str:
    """The rate with its interval; a dash where too little of the year is told."""
    if one.rate is None or one.low is None or one.high is None:
        return "–"
    return f"{one.rate:,.1f} ({one.low:,.1f}–{one.high:,.1f})"
