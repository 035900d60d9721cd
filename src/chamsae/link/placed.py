"""Names of places and facilities compared: by whom they may mean, by what stands in a facility's name besides."""

from collections.abc import Iterator, Mapping
from math import log2

from chamsae.link import organisations
from chamsae.link.bearers import bearers
from chamsae.link.words import facility_sorts
from chamsae.model.link import Part, Record
from chamsae.text import places
from chamsae.text.normal import fold

#: Two names of one place in any language, where a list tells so.
NAMESAKES = 10.0
#: Of places so called, the chance that both names mean the same one is held against an even one; no less than this.
EVEN, LEAST = 0.5, 0.02
#: The same sort of facility by its name, or another one; of two facilities at one place the sort tells most.
SORT, OTHER_SORT = 4.0, -4.0
#: Their names point to the same town, or to two that do not hold each other; only one names a town.
SITED, SITED_APART, UNSITED = 3.0, -6.0, -1.0


def called(left: Record, right: Record) -> list[Part]:
    """The evidence of the names of two places; symmetric."""
    one, other = sorted((left, right), key=lambda record: record.names)
    shared = set.intersection(*({b.key for name in record.names for b in bearers(name)} for record in (one, other)))
    if not shared:
        return organisations.best(one.names, other.names)
    chance = _both_mean(one, other)
    told = f"{one.names[0]} and {other.names[0]} are names of one place"
    parts = [_part("name", one.names[0], other.names[0], NAMESAKES, told)]
    if chance < 1:
        why = f"several places are so called; both mean the same with a chance of {chance:.0%}"
        parts.append(_part("namesakes", "", "", log2(max(LEAST, chance) / EVEN), why))
    return parts


def _both_mean(left: Record, right: Record) -> float:
    one, other = _chances(left), _chances(right)
    return min(1.0, sum(chance * other.get(key, 0.0) for key, chance in one.items())) if one and other else 1.0


def _chances(record: Record) -> Mapping[str, float]:
    if record.candidates:
        return {one.key: one.chance for one in record.candidates}
    return {record.known: 1.0} if record.known else {}


def facility(left: Record, right: Record) -> list[Part]:
    """The evidence of the names of two facilities: town, sort, and what is left of the names without; symmetric."""
    one, other = sorted((left, right), key=lambda record: record.names)
    bare = [tuple(filter(None, map(_bare, record.names))) for record in (one, other)]
    parts = organisations.best(*bare) if all(bare) else []
    if not all(bare) and any(bare):
        parts = [_part("name", one.names[0], other.names[0], UNSITED, "only one has a name of its own")]
    return [*parts, *site(one, other), *_sort(one, other)]


def site(left: Record, right: Record) -> Iterator[Part]:
    """The towns that the names of two bodies or facilities point to."""
    one, other = (_site(record) for record in (left, right))
    if one and other:
        same = places.contains(one, other) or places.contains(other, one)
        why = f"both are of {places.name(one)}" if same else "their names point to two places"
        yield _part("place", one, other, SITED if same else SITED_APART, why)
    elif one or other:
        yield _part("place", one or "", other or "", UNSITED, "only one name tells the place")


def _site(record: Record) -> str | None:
    for name in record.names:
        found = places.country_and_key(name)
        if found and found[1] not in {places.Level.COUNTRY, places.Level.PROVINCE}:
            return found[0]
    return None


def _sort(left: Record, right: Record) -> Iterator[Part]:
    one, other = _sort_of(left), _sort_of(right)
    if one and other:
        why = f"both are a place of {one}" if one == other else f"the one is a place of {one}, the other of {other}"
        yield _part("sort", one, other, SORT if one == other else OTHER_SORT, why)


def _sort_of(record: Record) -> str | None:
    """What a facility is by the longest word for it that its names hold."""
    words = facility_sorts()
    held = [word for name in record.names for word in words if word in fold(name)]
    return words[max(held, key=lambda word: (len(word), word))] if held else None


def _bare(name: str) -> str:
    """A facility's name without the town it names and without the word for its sort."""
    for mention in reversed(places.mentions(name)):
        name = f"{name[: mention.start]} {name[mention.end :]}"
    bare = fold(name)
    for word in sorted(facility_sorts(), key=len, reverse=True):
        bare = bare.replace(word, " ")
    kept = (word for word in bare.split() if word not in {"의", "city", "시", "市", "county", "的"})
    return " ".join(kept)


def _part(what: str, left: str, right: str, bits: float, why: str) -> Part:
    return Part(what=what, left=left, right=right, bits=round(bits, 2), why=why)
