"""Retellings: documents that say in other words, or another language, what another one says, and name it or its title.

They are found by content where no words are shared: the outlet given as the source, the same title on another site,
and landmarks (numbers, days, places, people) that few other documents have. Only strong evidence makes two documents
one origin; weaker evidence is proposed as a citation, which joins nothing. People judge both.
"""

from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import combinations
from math import log2

from chamsae.model.document import Relation, RelationKind, Sketch
from chamsae.reconcile.evidence import relation_id
from chamsae.reconcile.outlets import shown
from chamsae.reconcile.traits import METHOD, Traits, opened
from chamsae.text import names
from chamsae.text.places import name

#: Days between two documents of which one retells the other; of which one may cite the other.
APART, WITHIN = 3, 7
#: Least part of the words of two titles that are common, with how many (two letters are half a word), beside other
#: ground to take them for one; and alone: nearly all words, with so many that the titles of other stories have not.
TITLE, WORDS = 0.75, 4.0
SAME_TITLE, TELLING, ELSE = 0.9, 5.0, 1.0
#: Least weight of what else is shared: where one gives the other credit, where it only names it, for a mere citation.
CREDITED, NAMED, CITED = 1.5, 3.0, 1.0
#: Least part of the weight of the landmarks of the one with fewer that the other has, where it is only named.
COVERED = 0.5
#: A title word in more documents than this brings no pairs; so many words bring one.
COMMON, ENOUGH = 60, 3.0
#: Bits that speak for one person, from which two names are taken for one; weight of a person.
PERSON, WEIGHT_OF_PERSON = 3.0, 2.0
#: What nearly every title of a casebook has says nothing.
TOPIC = frozenset(
    {
        "north",
        "korea",
        "korean",
        "koreans",
        "china",
        "chinese",
        "beijing",
        "pyongyang",
        "forced",
        "forcibly",
        "forcible",
    }
    | {"defector", "defectors", "escapee", "escapees", "refugee", "refugees", "human", "rights", "repatriate"}
    | {"repatriated", "repatriates", "repatriating", "repatriation", "북한", "탈북", "북송", "중국", "강제", "송환"}
    | {"북자", "북민", "자들", "인권", "朝鲜", "脱北", "北者", "遣返", "中国", "难民", "北韓", "脫北", "中國", "難民"}
    | {"人权", "人權", "遣送", "送回"}
)
#: Longest time a document may have come out in for its days to be looked at.
DATED = 31


class Ground(StrEnum):
    """How one document points to the other."""

    TITLE = "title"
    CREDIT = "credit"
    AGENCY = "agency"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Shared:
    """What two documents have in common: landmarks, people (as each writes them), words of their titles.

    `weight` is that of all together, `told` without the titles; `covered` the part of the landmarks of the one with
    fewer that the other has, by weight; `title` the part of the titles' words that are common, `words` how many,
    `telling` how many that few titles of a casebook have.
    """

    marks: tuple[str, ...]
    people: tuple[tuple[str, str], ...]
    weight: float
    told: float
    covered: float
    title: float
    words: float
    telling: float


def retellings(new: Sequence[Sketch], old: Sequence[Sketch] = ()) -> tuple[Relation, ...]:
    """Proposed retellings and citations with a new document in each; `traits.traits` makes the sketches.

    A landmark weighs less the more of all documents have it, so more documents can make an old pair weaker or surer:
    what was proposed stays as it was.
    """
    fresh = {sketch.document for sketch in new}
    kept = [sketch for sketch in (*new, *(one for one in old if one.document not in fresh)) if sketch.method == METHOD]
    pile = Pile({sketch.document: opened(sketch) for sketch in sorted(kept, key=lambda sketch: sketch.document)})
    pairs = sorted(pair for pair in pile.candidates() if fresh & set(pair))
    found = (pile.compared(pile.documents[one], pile.documents[two]) for one, two in pairs)
    return tuple(relation for relation in found if relation is not None)


class Pile:
    """Documents compared with each other, and how many have each landmark."""

    def __init__(self, documents: Mapping[str, Traits]) -> None:
        self.documents = documents

    def candidates(self) -> set[tuple[str, str]]:
        """Pairs with like titles, and pairs of the same days of which one names the other's outlet, or both one."""
        return {*self._by_title(), *self._by_outlet()}

    def compared(self, one: Traits, two: Traits) -> Relation | None:
        """The relation two documents show, if any."""
        gap, shared = days_apart(one, two), self.shared(one, two)
        ways = sorted(((one, two), (two, one)), key=_likelier, reverse=True)
        grounds = [(*way, ground) for way in ways for ground in _grounds(*way, shared)]
        for derived, source, ground in grounds:
            if _strong(ground, shared, gap) and (ground in _EITHER or _no_earlier(derived, source)):
                return _relation(derived, source, ground, shared, RelationKind.RETELLING)
        near = gap is not None and gap <= WITHIN and shared.weight >= CITED
        for derived, source, ground in grounds if near else ():
            if ground not in _EITHER and _no_earlier(derived, source):
                return _relation(derived, source, ground, shared, RelationKind.CITES)
        return None

    def shared(self, one: Traits, two: Traits) -> Shared:
        """What two documents have in common."""
        span, circle = _span(one, two), self._circle(one, two)
        worth = {key: _worth(key) * self._marks.rarity(key, span, circle) for key in {*one.marks, *two.marks}}
        marks = one.marks.keys() & two.marks.keys()
        people = tuple(_same_people(one, two))
        both, either = set(one.title) & set(two.title), set(one.title) | set(two.title)
        words = sum(map(_size, both))
        least = min(sum(worth[key] for key in side.marks) for side in (one, two))
        weight = sum(worth[key] for key in marks)
        known = sum(WEIGHT_OF_PERSON * self._people.rarity(_person(left), span, circle) for left, _ in people)
        titles = sum(_size(word) * self._titles.rarity(word, span, circle) for word in both - TOPIC)
        return Shared(
            marks=tuple(sorted(marks, key=lambda key: (-worth[key], key))),
            people=people,
            weight=weight + known + titles,
            told=weight + known,
            covered=weight / least if least else 0.0,
            title=words / (sum(map(_size, either)) or 1),
            words=words,
            telling=sum(map(_size, both - TOPIC)),
        )

    def _by_title(self) -> Iterator[tuple[str, str]]:
        holders = defaultdict[str, list[str]](list)
        for document in self.documents.values():
            for word in document.title:
                holders[word].append(document.document)
        common = Counter[tuple[str, str]]()
        for word, held in holders.items():
            if len(held) <= COMMON:
                common.update({pair: int(2 * _size(word)) for pair in combinations(sorted(held), 2)})
        return (pair for pair, halves in common.items() if halves >= 2 * ENOUGH)

    def _by_outlet(self) -> Iterator[tuple[str, str]]:
        by_day = defaultdict[tuple[str, int], list[str]](list)
        for document in self.documents.values():
            for outlet in {document.outlet, *document.credits} - {None}:
                for day in _days(document):
                    by_day[outlet or "", day].append(document.document)
        for document in self.documents.values():
            for outlet in {*document.credits, *document.cites}:
                for day in {day + off for day in _days(document) for off in range(-WITHIN, WITHIN + 1)}:
                    for other in by_day.get((outlet, day), ()):
                        if other != document.document:
                            yield min(other, document.document), max(other, document.document)

    def _circle(self, one: Traits, two: Traits) -> set[str]:
        """The documents around an outlet one of two names: that these share something speaks not against the two."""
        outlets = {source.outlet for derived, source in ((one, two), (two, one)) if _names(derived, source)}
        outlets |= set(one.credits) & set(two.credits)
        return {one.document, two.document}.union(*(self._around[outlet] for outlet in outlets if outlet))

    @cached_property
    def _around(self) -> Mapping[str, set[str]]:
        found = defaultdict[str, set[str]](set)
        for document in self.documents.values():
            for outlet in {document.outlet or "", *document.credits, *document.cites}:
                found[outlet].add(document.document)
        return found

    @cached_property
    def _marks(self) -> "_Held":
        return _Held((document, document.marks) for document in self.documents.values())

    @cached_property
    def _titles(self) -> "_Held":
        return _Held((document, document.title) for document in self.documents.values())

    @cached_property
    def _people(self) -> "_Held":
        return _Held((document, {_person(one) for one in document.people}) for document in self.documents.values())


class _Held:
    """Which documents have each landmark, by the day they came out: it tells less where many have it just then."""

    def __init__(self, rows: Iterable[tuple[Traits, Iterable[str]]]) -> None:
        self._dated = defaultdict[str, list[tuple[int, str]]](list)
        self._undated = defaultdict[str, set[str]](set)
        for document, keys in rows:
            days = _days(document)
            for key in keys:
                if days:
                    insort(self._dated[key], (days[len(days) // 2], document.document))
                else:
                    self._undated[key].add(document.document)

    def rarity(self, key: str, span: range, circle: set[str]) -> float:
        """One for what nobody outside the circle has in those days, less the more have it."""
        dated = self._dated.get(key, [])
        if span:
            dated = dated[bisect_left(dated, (span.start, "")) : bisect_right(dated, (span.stop, ""))]
        others = sum(document not in circle for _, document in dated) + len(self._undated.get(key, set()) - circle)
        return 1 / (1 + log2(1 + others / 2))


def days_apart(one: Traits, two: Traits) -> int | None:
    """Days between two documents; 0 where their times overlap, None where one is not dated."""
    first, second = one.published, two.published
    if not (first and second and first.start and first.end and second.start and second.end):
        return None
    return max(0, (second.start - first.end).days, (first.start - second.end).days)


def _grounds(derived: Traits, source: Traits, shared: Shared) -> Iterator[Ground]:
    if _same_title(derived, source, shared):
        yield Ground.TITLE
    if source.outlet in derived.credits:
        yield Ground.CREDIT
    if set(source.credits) & set(derived.credits):
        yield Ground.AGENCY
    if source.outlet in derived.cites or (_after(derived, source) and set(source.credits) & set(derived.cites)):
        yield Ground.SOURCE


def _same_title(one: Traits, two: Traits, shared: Shared) -> bool:
    """True where the title of one stands on another site over the other, and more than chance speaks for one story."""
    if one.language != two.language or shared.title < TITLE or _one_place(one, two):
        return False
    alone = shared.title >= SAME_TITLE and shared.telling >= TELLING
    return alone or (shared.words >= WORDS and (_joined(one, two) or shared.told >= ELSE))


def _one_place(one: Traits, two: Traits) -> bool:
    """True for two documents of one site, else of one publisher: a column has the same title every week."""
    if one.site is None or two.site is None:
        return one.publisher is not None and one.publisher == two.publisher
    return one.site == two.site


def _joined(one: Traits, two: Traits) -> bool:
    """True where two documents are of one outlet or agency, or one names the outlet of the other."""
    same = one.outlet is not None and one.outlet == two.outlet
    return same or _names(one, two) or _names(two, one) or bool({*one.credits} & {*two.credits})


def _strong(ground: Ground, shared: Shared, gap: int | None) -> bool:
    match ground:
        case Ground.TITLE:
            return gap is None or gap <= APART
        case Ground.CREDIT:
            return gap is not None and gap <= APART and shared.weight >= CREDITED
        case Ground.AGENCY:
            return gap is not None and gap <= 1 and shared.weight >= CREDITED
        case Ground.SOURCE:
            return gap is not None and gap <= APART and shared.weight >= NAMED and shared.covered >= COVERED


def _no_earlier(derived: Traits, source: Traits) -> bool:
    first, second = source.published, derived.published
    return not (first and second and first.start and second.end and first.start > second.end)


def _after(derived: Traits, source: Traits) -> bool:
    """True where the dates say that one came out when the other was out."""
    first, second = source.published, derived.published
    return bool(first and second and first.end and second.start and first.end <= second.start)


def _names(derived: Traits, source: Traits) -> bool:
    return source.outlet is not None and source.outlet in {*derived.credits, *derived.cites}


def _likelier(pair: tuple[Traits, Traits]) -> tuple[bool, str]:
    """Sorts the two ways a pair can be read: who names the other derives from it, else who came out later."""
    when = pair[0].published
    return _names(*pair), f"{when.start}" if when and when.start else ""


def _days(document: Traits) -> range:
    """The days a document may have come out on, by number; none where that is too long a time."""
    when = document.published
    if when is None or when.start is None or when.end is None or (when.end - when.start).days > DATED:
        return range(0)
    return range(when.start.toordinal(), when.end.toordinal() + 1)


def _span(one: Traits, two: Traits) -> range:
    """The days around both documents; none where neither is dated."""
    days = [day for document in (one, two) for days in (_days(document),) if days for day in (days[0], days[-1])]
    return range(min(days) - WITHIN, max(days) + WITHIN + 1) if days else range(0)


def _same_people(one: Traits, two: Traits) -> Iterator[tuple[str, str]]:
    """People of both: of one spelling, or of names that are one across scripts; each once."""
    left = dict.fromkeys(two.people)
    for person in one.people:
        same = person if person in left else next((other for other in left if _one_person(person, other)), None)
        if same is not None:
            del left[same]
            yield person, same


@lru_cache(maxsize=100_000)
def _one_person(one: str, two: str) -> bool:
    return bool(set(names.keys(one)) & set(names.keys(two))) and names.compare(one, two).weight >= PERSON


@lru_cache(maxsize=100_000)
def _person(written: str) -> str:
    return next(iter(names.keys(written)), written)


def _size(word: str) -> float:
    return 1.0 if word.isascii() else 0.5


@lru_cache(maxsize=100_000)
def _worth(key: str) -> float:
    """What a landmark tells when only two documents have it: an exact number more than a round one."""
    if key.startswith("http"):
        return 3.0
    digits = key.replace(".", "")
    if not digits.isdigit():
        return 1.0
    exact = len(digits.rstrip("0"))
    return 1.0 if exact <= 1 else 1.5 if exact == 2 else 2.5


def _relation(derived: Traits, source: Traits, ground: Ground, shared: Shared, kind: RelationKind) -> Relation:
    certain = _names(derived, source) != _names(source, derived) or days_apart(derived, source) not in {None, 0}
    spans = [(*derived.marks[key], *source.marks[key]) for key in shared.marks[:3]]
    turned = {pair for pair in shared.people if pair[0] in source.people and pair[0] not in derived.people}
    for one, two in shared.people[:2]:
        left, right = (two, one) if (one, two) in turned else (one, two)
        if left in derived.people and right in source.people:
            spans.append((*derived.people[left], *source.people[right]))
    return Relation(
        id=relation_id(derived.document, source.document, METHOD),
        document=derived.document,
        other=source.document,
        kind=kind,
        score=round(1 - 2 ** -(shared.weight / 3 + _POINTS[ground]), 4),
        directed=certain,
        why=_sentence(derived, source, ground, shared),
        shared=tuple(spans),
        reader=METHOD,
    )


def _sentence(derived: Traits, source: Traits, ground: Ground, shared: Shared) -> str:
    gap = days_apart(derived, source)
    same = ", ".join([*map(_shown, shared.marks[:6]), *(one for one, _ in shared.people[:3])])
    outlets = {source.outlet, *source.credits} & {*derived.credits, *derived.cites}
    both = ", ".join(sorted(shown(key) for key in outlets if key))
    told = {
        Ground.TITLE: f"{shared.title:.0%} of the words of both titles are the same",
        Ground.CREDIT: f"It gives {both} as where it has its text",
        Ground.AGENCY: f"Both give {both} as their agency",
        Ground.SOURCE: f"It names {both} as a source",
    }[ground]
    days = "on days not known" if gap is None else _APART.get(gap, f"{gap} days apart")
    return f"{told}; they came out {days}" + (f" and share {same}." if same else ".")


def _shown(mark: str) -> str:
    kind, _, rest = mark.partition(" ")
    return (name(rest) or rest) if kind == "place" else rest if kind == "day" else mark


_APART = {0: "at the same time", 1: "a day apart"}


#: Grounds that do not say which of two came first.
_EITHER = frozenset({Ground.TITLE, Ground.AGENCY})
_POINTS = {Ground.TITLE: 2.0, Ground.CREDIT: 1.5, Ground.AGENCY: 1.0, Ground.SOURCE: 0.5}
