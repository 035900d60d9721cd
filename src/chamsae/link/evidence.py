"""What speaks for two records being one besides their names, and what against it: each in bits, with its reason.

Every weight is a log-likelihood ratio after Fellegi and Sunter (1969), stated below with what it assumes. Nothing that
differs ever adds bits, and what one side does not tell says nothing.
"""

from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import product
from math import log2

from chamsae.link.bearers import Bearer, bearers, km
from chamsae.link.organisations import kept
from chamsae.model.claim import NameType
from chamsae.model.link import Kin, Part, Record
from chamsae.model.when import Precision, When
from chamsae.text import names, places
from chamsae.text.normal import fold

#: Of one person the sex is told alike 98 times in 100; two people at random have the same one 1 time in 2.
SAME_SEX, OTHER_SEX = log2(0.98 / 0.5), log2(0.02 / 0.5)
#: A person or body beside both: rare by chance, and more than two such add little.
BESIDE, MOST_BESIDE = 2.0, 2
#: Names beside a record that are looked at: in a list of fifty names nobody is near anybody.
COMPANY = 12
#: Births of one person, as told, can lie in the same year 9 times in 10; those of two spread over so many years.
BORN, BIRTHS = 0.9, 60.0
#: Births that cannot lie in one year: by up to two years a slip of counting, by more hardly ever told of one person.
BORN_NEAR, BORN_FAR, SLIP = -1.5, -4.5, 2
#: Both are told to be kin of somebody so called, in the same way, or in another (translators confuse kin).
KIN, OTHER_KIN = 5.0, -1.0
#: The one is told to be kin of somebody who is called as the other.
KIN_OF = -6.0
#: The same work told of both; another work (many have several).
WORK, OTHER_WORK = 1.5, -0.5
#: One of the two is told to have suffered an act, the other to be in office.
OTHER_PART = -1.5
#: The same town told of both, or one within `NEAR_KM`: half of all documents are about a handful of places.
PLACE, NEAR, NEAR_KM = 0.5, 0.25, 50.0
#: The same single day told of both: documents of one event share it.
DAY = 0.5
#: A list keeps two bodies or places apart.
LISTED_APART = -12.0


def personal(left: Record, right: Record) -> Iterator[Part]:
    """What tells two people apart, or ties them: sex, birth, kin, work, part in what was done."""
    yield from _sex(left, right)
    yield from _born(left.born, right.born)
    yield from _kin(left, right)
    yield from _work(left, right)
    if {*left.roles, *right.roles} >= {"victim", "official"} and not {*left.roles} & {*right.roles}:
        yield _part("part", "", "", OTHER_PART, "told to have suffered on one side, to be in office on the other")


def listed(left: Record, right: Record) -> Iterator[Part]:
    """What a list tells of two bodies, places or facilities."""
    if left.known and right.known and left.known != right.known:
        yield _part("list", left.known, right.known, LISTED_APART, "a list keeps the two apart")


def around(left: Record, right: Record) -> Iterator[Part]:
    """What is told in the same sentences: who else, where, and when. A country is named beside everything."""
    beside = ([name for name in record.beside[:COMPANY] if not _is_country(name)] for record in (left, right))
    shared = [pair for pair in product(*beside) if _same_name(*pair)]
    for one, other in list({min(pair): pair for pair in shared}.values())[:MOST_BESIDE]:
        called = one if one == other else f"{one} ({other})"
        yield _part("beside", one, other, BESIDE, f"{called} is named beside both")
    if left.kind is NameType.PERSON:
        yield from _places(left.places, right.places)
    yield from _day(left.times, right.times)


def _part(what: str, left: str, right: str, bits: float, why: str) -> Part:
    return Part(what=what, left=left, right=right, bits=round(bits, 2), why=why)


def _sex(left: Record, right: Record) -> Iterator[Part]:
    if left.sex is not None and right.sex is not None:
        same = left.sex is right.sex
        why = "told to be of one sex" if same else "told to be of different sex"
        yield _part("sex", left.sex, right.sex, SAME_SEX if same else OTHER_SEX, why)


def _born(left: When | None, right: When | None) -> Iterator[Part]:
    """Years of birth as intervals: the narrower both are, the more an overlap tells."""
    if left is None or right is None or not (left.start and left.end and right.start and right.end):
        return
    told = (_years(left), _years(right))
    if left.overlaps(right):
        chance = min(1.0, (left.end.year - left.start.year + right.end.year - right.start.year + 1) / BIRTHS)
        yield _part("birth", *told, max(0.0, log2(BORN / chance)), f"born {told[0]} and {told[1]}: may be one year")
    else:
        apart = max(left.start.year - right.end.year, right.start.year - left.end.year)
        bits = BORN_NEAR if apart <= SLIP else BORN_FAR
        yield _part("birth", *told, bits, f"born {told[0]} and {told[1]}: {apart} years apart")


def _years(when: When) -> str:
    assert when.start and when.end
    return str(when.start.year) if when.start.year == when.end.year else f"{when.start.year}–{when.end.year}"


def _kin(left: Record, right: Record) -> Iterator[Part]:
    for one, other in ((left, right), (right, left)):
        if akin := next((kin for kin in one.kin if any(_same_name(kin.name, name) for name in other.names)), None):
            yield _part("kin", akin.name, other.names[0], KIN_OF, f"one is told to be the {akin.of} of {akin.name}")
    met = [(a, b) for a in left.kin for b in right.kin if _same_name(a.name, b.name)]
    if met:
        a, b = max(met, key=lambda pair: (pair[0].of == pair[1].of, pair[0].name, pair[1].name))
        yield _part("kin", a.name, b.name, *_akin(a, b))


def _akin(one: Kin, other: Kin) -> tuple[float, str]:
    if one.of == other.of:
        return KIN, f"both are told to be the {one.of} of {one.name}"
    return OTHER_KIN, f"the one is told to be the {one.of}, the other the {other.of} of {one.name}"


def _work(left: Record, right: Record) -> Iterator[Part]:
    if left.work and right.work:
        shared = sorted({*left.work} & {*right.work})
        why = f"both are told to work as {shared[0]}" if shared else "other work is told"
        yield _part("work", left.work[0], right.work[0], WORK if shared else OTHER_WORK, why)


def _places(left: Collection[str], right: Collection[str]) -> Iterator[Part]:
    """The nearest two places told of either; countries tell nothing."""
    met = [(_apart(a, b), a.name, b.name) for a in _towns(left) for b in _towns(right)]
    if met:
        far, one, other = min(met)
        if far == 0.0:
            yield _part("place", one, other, PLACE, f"told of {one} in both")
        elif far <= NEAR_KM:
            yield _part("place", one, other, NEAR, f"told of {one} and {other}, {far:,.0f} km apart")


def _apart(one: Bearer, other: Bearer) -> float:
    if one.key == other.key:
        return 0.0
    return max(0.1, km(one.at, other.at)) if one.at and other.at else float("inf")


def _towns(words: Collection[str]) -> list[Bearer]:
    return [found for one in words if (found := _town(one))]


@lru_cache(maxsize=50_000)
def _town(words: str) -> Bearer | None:
    """The town or crossing that words mean, with its point; unknown words are a place of their own."""
    found = bearers(words)
    if not found:
        return Bearer(fold(words), words, None, None)
    level = places.country_and_key(words)
    return found[0] if level and level[1] not in {places.Level.COUNTRY, places.Level.PROVINCE} else None


def _day(left: Collection[When], right: Collection[When]) -> Iterator[Part]:
    days, others = ({when.start for when in told if when.precision is Precision.DAY} for told in (left, right))
    shared = sorted(day for day in days & others if day is not None)
    if shared:
        told = shared[0].isoformat()
        yield _part("day", told, told, DAY, f"told of {told} in both")


@lru_cache(maxsize=50_000)
def _is_country(name: str) -> bool:
    found = places.country_and_key(name)
    return found is not None and found[1] is places.Level.COUNTRY


@lru_cache(maxsize=100_000)
def _same_name(one: str, other: str) -> bool:
    """True where two names may well be of one: the same letters, a list's body or place, or a person's."""
    if fold(one) == fold(other) or ((listed := kept(one)) is not None and listed == kept(other)):
        return True
    if bearers(one) or bearers(other):  # a place is no person, however alike the sound
        return bool({*bearers(one)} & {*bearers(other)})
    return names.compare(one, other).weight >= names.THRESHOLD
