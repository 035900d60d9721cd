"""Whether what was read says the same as what was wanted: names, chains, times, places, units, acts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chamsae.model.when import Precision, When
from chamsae.read.gold.shape import Gold, GoldTime
from chamsae.read.words import keyed, wordset
from chamsae.text import places
from chamsae.text.normal import fold

#: Precisions of a gold time whose later end is open or only a limit.
LOOSE = frozenset({"vague", "current_at_statement", "cumulative", "inferred", "after"})

_ASIDE = re.compile(r"\([^()]*\)|（[^（）]*）")
_DROPPED = frozenset({"the", "a", "an", "mr", "mrs", "ms", "miss", "dr", "s"})
_EASTERN = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Actors:
    """Everybody a gold file names by id, with every form of the name; and which entities were matched to whom."""

    forms: Mapping[str, tuple[str, ...]]
    meant: Mapping[str, str]

    def same(self, read: str | None, entity: str | None, wanted: str | None, id: str | None) -> bool:
        """True when what was read names whom the gold names, and no other actor of the gold as well or better.

        An entity that was matched to someone by mentions decides by itself. Else the words do: one wording must hold
        all words of the other, and who shares most with what was read is meant ("Kim" is nobody where two Kims are).
        """
        if entity is not None and id is not None and entity in self.meant:
            return self.meant[entity] == id
        if not read:
            return False
        own = _closeness(read, (*_split(wanted), *self.forms.get(id or "", ())))
        return own > max((_closeness(read, forms) for other, forms in self.forms.items() if other != id), default=0.0)

    def named_in(self, words: str, wanted: str | None, id: str | None) -> bool:
        """True when some form of the actor stands in the words."""
        return any(fold(form) in fold(words) for form in (*_split(wanted), *self.forms.get(id or "", ())) if form)


def actors(gold: Gold, meant: Mapping[str, str]) -> Actors:
    """The actors of a gold file; `meant` gives the gold id of entities."""
    forms: dict[str, tuple[str, ...]] = {}
    for name in (*gold.people, *gold.organisations):
        forms[name.id] = tuple(dict.fromkeys((*_split(name.name), *(mention.text for mention in name.mentions))))
    for other in gold.other_actors:
        forms[other.id] = _split(other.name)
    return Actors(forms, meant)


def bare(words: str | None) -> str:
    """The words without what stands in parentheses."""
    return _ASIDE.sub(" ", words or "").strip()


def same_chain(read: Sequence[str], wanted: Sequence[str]) -> bool:
    """True when both name the same channels in the same order; an uncertain one of the gold may be left out."""
    sure = [channel for channel in wanted if "uncertain" not in channel]
    return any(
        len(read) == len(chain) and all(_alike(one, bare(other)) for one, other in zip(read, chain, strict=True))
        for chain in (wanted, sure)
    )


def same_time(read: When | None, wanted: GoldTime) -> bool:
    """True when both ends are the same days; for loose times ("currently") an open end read is right, too."""
    if read is None:
        return False
    if wanted.precision in LOOSE:
        return read.start in (None, wanted.since) and read.end in (None, wanted.until) and _says(read)
    return (read.start, read.end) == (wanted.since, wanted.until)


def same_place(read: Iterable[str], wanted: Iterable[str]) -> bool:
    """True when one place read is one wanted, and none read lies outside all that are wanted."""
    given, asked = tuple(read), tuple(wanted)
    return any(_is_place(one, asked) for one in given) and all(
        _is_place(one, asked) or _near(one, asked) for one in given
    )


def place_in(words: str, place: str) -> bool:
    """True when the words name the place, or a known place the name speaks of."""
    return _covers(words, bare(place)) or bool(_keys([words]) & _keys([place]))


def same_unit(read: str, wanted: str) -> bool:
    """True for the same unit, its plural or one of its words."""
    word = fold(wanted).partition("/")[0]
    singular = re.sub(r"ies$", "y", word) if word.endswith("ies") else word.removesuffix("s")
    return read in (word, singular) or bool({word, singular} & wordset("english", "units", read))


def terms(kind: str) -> frozenset[str]:
    """The terms of acts.yml that a gold type or category may be read as; "risk:a,b" is any of a and b."""
    table = keyed("gold", "acts")
    asked = [word.strip() for word in kind.removeprefix("risk:").split(",")]
    return frozenset(term for word in asked for term in (word, *table.get(word, ())))


def roles(wanted: Iterable[str]) -> frozenset[str]:
    """The readers' words for the roles of a gold file."""
    table = keyed("gold", "roles")
    return frozenset(term for role in wanted for term in table.get(role, (role,)))


def _says(read: When) -> bool:
    return read.start is not None or read.end is not None or read.precision is Precision.VAGUE


def _split(name: str | None) -> tuple[str, ...]:
    """The forms in a name whose forms stand apart by slashes, without what stands in parentheses."""
    return tuple(filter(None, (bare(form) for form in re.split(r"\s+/\s+", name or ""))))


def _covers(whole: str, part: str) -> bool:
    """True when all that counts of the part stands in the whole: words in Western scripts, characters in Eastern."""
    if _EASTERN.search(part):
        return (inner := _joined(part)) != "" and inner in _joined(whole)
    words = _words(part)
    return bool(words) and words <= _words(whole)


def _closeness(read: str, forms: Iterable[str]) -> float:
    """How much of both wordings is the same, at best, where one holds the other: 0 (none) to 1 (all)."""
    return max((_share(read, form) for form in forms if _alike(read, form)), default=0.0)


def _share(one: str, other: str) -> float:
    if _EASTERN.search(one + other):
        lengths = sorted((len(_joined(one)), len(_joined(other))))
        return lengths[0] / lengths[1]
    return len(_words(one) & _words(other)) / len(_words(one) | _words(other))


def _alike(one: str, other: str) -> bool:
    return _covers(one, other) or _covers(other, one)


def _joined(words: str) -> str:
    return re.sub(r"[\W_]+", "", fold(words))


def _words(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(words).replace(".", ""))) - _DROPPED


def _is_place(read: str, wanted: Sequence[str]) -> bool:
    return any(_covers(place, read) for place in wanted) or bool(_keys([read]) & _keys(wanted))


def _near(read: str, wanted: Sequence[str]) -> bool:
    """The place lies in one that is wanted, or holds one."""
    return any(
        places.contains(outer, inner) or places.contains(inner, outer)
        for outer in _keys(wanted)
        for inner in _keys([read])
    )


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(mention.place.key for name in names for mention in places.mentions(name))
