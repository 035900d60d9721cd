"""Cases per interview beside a table by year: what interviews taken down here told, against how many were held.

People tell years later, and a year with fewer interviews tells less of every year before it; so the rate is that of
`estimate.volume.levelled`, over the acts of the table that interviews told, each counted where it was told first.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from chamsae.casebook.tabulating import Tables
from chamsae.errors import MissingPart, phrase
from chamsae.model.case import CodedAct, Counting, Wanted
from chamsae.model.claim import ClaimKind
from chamsae.model.estimate import Finding
from chamsae.model.interview import Account
from chamsae.model.ledger import standing
from chamsae.model.table import Ask, Dimension
from chamsae.ports import Store

#: Claims asked for at once.
LOT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRate:
    """A year's acts that interviews told, and how many that is per hundred interviews, were all telling over.

    `told` is the share of the telling that is over; without a rate where that is too little.
    """

    year: int
    cases: int
    told: float
    rate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """The rates of a table's years, how many interviews they rest on, and what must stand beside the trend."""

    rates: tuple[YearRate, ...]
    interviews: int
    findings: tuple[Finding, ...]


def volume(store: Store, tables: Tables, ask: Ask) -> Volume | None:
    """The rates beside a table whose rows are years; None for other tables, and where interviews told nothing in it.

    Raises MissingPart without the part that estimates.
    """
    if ask.axes[0] is not Dimension.YEAR:
        return None
    of, interviews = _held(standing(store.entries(Account)))
    counted = set(tables.units(replace(ask, counting=Counting.ACTS))) if interviews else set()
    told = Counter(_told(store, of, counted)) if counted else Counter()
    if not told:
        return None
    try:
        from chamsae.estimate.volume import Telling, beside, levelled  # noqa: PLC0415 - SciPy, only where it counts
    except ImportError as error:
        raise MissingPart(
            phrase("rates need SciPy"), thing="estimate", do=phrase("Install chamsae[estimate].")
        ) from error
    tellings = [Telling(happened=year, told=heard, cases=many) for (year, heard), many in told.items()]
    trend = levelled(tellings, interviews)
    rates = tuple(
        YearRate(year=one.year, cases=one.cases, told=one.told, rate=one.rate, low=one.low, high=one.high)
        for one in trend
    )
    return Volume(rates=rates, interviews=sum(interviews.values()), findings=beside(trend))


def _held(accounts: Iterable[Account]) -> tuple[Mapping[str, int], Mapping[int, int]]:
    """The year each document of an account was told in, that of its first version; and interviews by that year."""
    first: dict[str, int] = {}
    of: dict[str, int] = {}
    for account in accounts:
        year = first.setdefault(account.subject, account.at.year)
        for part in account.parts:
            if part.document:
                of.setdefault(part.document, year)
    return of, Counter(first.values())


def _told(store: Store, of: Mapping[str, int], counted: set[str]) -> Iterator[tuple[int, int]]:
    """For each act of the table that interviews told: the year it happened and the year it was first told in.

    Acts of no single year are left out, and what was told of a year that had not come.
    """
    heard = {claim.id: of[claim.document] for claim in store.claims(documents=of, kind=ClaimKind.ACT)}
    met: set[str] = set()
    walk = iter(heard)
    while some := tuple(islice(walk, LOT)):
        for act in store.coded_acts(Wanted(claims=some)):
            year = _year(act)
            if year is None or act.id in met or act.id not in counted:
                continue
            met.add(act.id)
            told = min(heard[claim] for claim in act.claims if claim in heard)
            if told >= year:
                yield year, told


def _year(act: CodedAct) -> int | None:
    when = act.when
    single = when is not None and when.start is not None and when.end is not None and when.start.year == when.end.year
    return when.start.year if single and when is not None and when.start is not None else None
