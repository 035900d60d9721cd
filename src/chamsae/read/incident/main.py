"""The main incident a document reports: what was done, to whom, where, when, by what kind of perpetrator."""

from dataclasses import dataclass

from chamsae.read.incident import countries, occurred, people, violations
from chamsae.read.incident.countries import Place, Where
from chamsae.read.incident.occurred import Dated
from chamsae.read.incident.people import Person
from chamsae.read.incident.perpetrators import Kind, perpetrator
from chamsae.read.incident.telling import Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What is likely enough to be proposed; the rest is left open: empty or None.

    `types` are those of HRDsAttack with their probabilities, `victims` people by name; `division` and
    `town` lie in the country; `elsewhere` numbers the sentences that name other countries only; `month` is one of
    `year`.
    """

    telling: Telling
    types: dict[str, float]
    victims: tuple[Person, ...]
    where: Where | None
    division: Place | None
    town: Place | None
    elsewhere: frozenset[int]
    year: Dated | None
    month: Dated | None
    perpetrator: tuple[Kind, float] | None


def main_incident(telling: Telling) -> Incident:
    """The main incident as far as the document tells it; without types there is none to propose."""
    chances = violations.probabilities(telling)
    known = countries.ranked(telling)
    where = next(iter(known), None)
    where = where if where and where.probability >= countries.ENOUGH else None
    month, year = _when(telling)
    return Incident(
        telling=telling,
        types={kind: chance for kind, chance in chances.items() if chance >= violations.ENOUGH},
        victims=tuple(one for one in people.ranked(telling) if one.probability >= people.ENOUGH),
        where=where,
        division=_most_named(where, "division"),
        town=_most_named(where, "town"),
        elsewhere=_numbers(known[1:]) - _numbers(known[:1]),
        year=year,
        month=month,
        perpetrator=perpetrator(telling),
    )


def _when(telling: Telling) -> tuple[Dated | None, Dated | None]:
    """The likeliest month and year; the year of a month proposed is that month's."""
    months, years = (occurred.ranked(telling, months=months) for months in (True, False))
    month = next((one for one in months if one.probability >= occurred.ENOUGH_MONTH), None)
    year = next((one for one in years if one.probability >= occurred.ENOUGH_YEAR), None)
    if month and (year is None or year.period.year != month.period.year):
        year = next((one for one in years if one.period.year == month.period.year), year)
    return month, year


def _numbers(named: list[Where]) -> frozenset[int]:
    return frozenset(place.number for where in named for place in where.places)


def _most_named(where: Where | None, kind: str) -> Place | None:
    named = [place for place in where.places if place.kind == kind] if where else []
    return max(named, key=lambda place: (sum(place.text == other.text for other in named), -place.start), default=None)
