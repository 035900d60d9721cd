"""The ledger of those who received the returned, simulated: who came back on which day, over which bridge, with whom.

Nobody outside has the real one. This one is made by chance from stated assumptions (resources/returns.yml) and a seed;
it stands for the reader who knows every return and asks which of them a publication tells of. No real person is in it.
One drawing may by chance hold a crowd where the next holds nobody: several are asked, and the lowest answer counts.
"""

import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import TypeVar

import yaml

T = TypeVar("T")
#: Ledgers are drawn with these seeds; a record must be safe in each.
SEEDS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Returned:
    """One line of the ledger: the day, the crossing (its Chinese end, a key), sex, age, and how many came together."""

    day: date
    crossing: str
    female: bool
    age: int
    group: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """What a ledger is made from: how many in each year, shares of crossings, women, ages and sizes of groups, and
    returns of many on one day."""

    yearly: Mapping[int, int]
    crossings: Mapping[str, float]
    female: float
    ages: Mapping[tuple[int, int], float]
    groups: Mapping[tuple[int, int], float]
    mass: tuple[tuple[date, int, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Roll:
    """All who were returned, in order of the day."""

    lines: Sequence[Returned]
    days: Sequence[date] = field(repr=False)

    def between(self, start: date | None, end: date | None) -> Sequence[Returned]:
        """Those returned from one day to another, both included; an open end is open."""
        first = bisect_left(self.days, start) if start else 0
        return self.lines[first : bisect_right(self.days, end) if end else len(self.lines)]


@cache
def shipped() -> Rates:
    """The assumptions that come with Chamsae."""
    given = yaml.safe_load(files("chamsae.resources").joinpath("returns.yml").read_text("utf-8"))
    return Rates(
        yearly={year: one["yearly"] for one in given["years"] for year in range(one["from"], one["to"] + 1)},
        crossings=given["crossings"],
        female=given["female"] / 100,
        ages={_span(key): share for key, share in given["ages"].items()},
        groups={_span(key): share for key, share in given["groups"].items()},
        mass=tuple((one["day"], one["persons"], tuple(one["crossings"])) for one in given["mass"]),
    )


@cache
def simulated() -> tuple[Roll, ...]:
    """The ledgers of the shipped assumptions, one for each of SEEDS; always the same."""
    return tuple(roll(shipped(), seed=seed) for seed in SEEDS)


def roll(rates: Rates, *, seed: int) -> Roll:
    """A ledger made by chance: groups of people, each group on one day at one crossing."""
    lines = sorted(_lines(rates, random.Random(seed)), key=lambda one: one.day)  # noqa: S311 - a simulation, no secret
    return Roll(lines, [one.day for one in lines])


def _lines(rates: Rates, chance: random.Random) -> Iterator[Returned]:
    for year, many in sorted(rates.yearly.items()):
        left = many
        while left > 0:
            size = min(left, chance.randint(*_drawn(rates.groups, chance)))
            day = date(year, 1, 1) + timedelta(chance.randrange(365))
            yield from _group(rates, chance, day, _drawn(rates.crossings, chance), size)
            left -= size
    for day, many, crossings in rates.mass:
        for at, crossing in enumerate(crossings):
            size = many // len(crossings) + (at < many % len(crossings))
            yield from _group(rates, chance, day, crossing, size)


def _group(rates: Rates, chance: random.Random, day: date, crossing: str, size: int) -> Iterator[Returned]:
    for _ in range(size):
        age = chance.randint(*_drawn(rates.ages, chance))
        yield Returned(day, crossing, chance.random() < rates.female, age, size)


def _drawn(shares: Mapping[T, float], chance: random.Random) -> T:
    return chance.choices(list(shares), weights=list(shares.values()))[0]


def _span(words: str) -> tuple[int, int]:
    low, _, high = words.partition("-")
    return int(low), int(high)
