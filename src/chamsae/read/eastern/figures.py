"""Figures in Korean and Chinese sentences: how many of whom, what was done to them, where and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from chamsae.model.amount import Comparator
from chamsae.model.when import When
from chamsae.read.eastern.sentences import clause
from chamsae.read.eastern.tongue import ActWord, Tongue, acts
from chamsae.text.counted import Kind, kind, nouns
from chamsae.text.dates import Dated
from chamsae.text.numbers import Quantity, quantities
from chamsae.text.places import Level, Mention, mentions

#: Units that figures of a casebook come in; money, ages, lengths of time and ordinals are none.
UNITS = frozenset(
    {"person", "household", "case", "country", "place", "organisation", "item", "sheet", "vehicle", "percent"}
)
#: What counts things only together with a known noun (개, 个, 곳).
_NEEDS_NOUN = frozenset({"item", "organisation", "place", "vehicle"})
#: Nouns that no counter for persons counts.
_NO_PERSONS = frozenset({Kind.FACILITY, Kind.PLACE, Kind.ORGANISATION, Kind.COUNTRY, Kind.CASE})
#: Figures of these units are of people, so that an act can be done to them.
PEOPLE = frozenset({"person", "household"})
#: How far from its number an act may stand, in characters; and what another clause or side adds.
_ACT_REACH, _OTHER_CLAUSE, _OTHER_SIDE = 60, 20, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFigure:
    """A figure in a sentence; offsets are the sentence's. `act` is a term, `act_word` where it is said, if it is."""

    quantity: Quantity
    counted: str
    act: str | None
    act_word: ActWord | None
    place: tuple[str, ...]
    when: When | None
    confidence: float
    why: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A sentence with its dates, where its speaker's words stand, and the act the one before told of how many."""

    text: str
    tongue: Tongue
    dated: Sequence[Dated] = ()
    speaker: tuple[int, int] = (0, 0)
    act_before: tuple[str, float] | None = None

    @cached_property
    def acts(self) -> list[ActWord]:
        """The acts the sentence tells of."""
        return [word for word in acts(self.text, self.tongue) if not self._spoken(word.start)]

    @cached_property
    def nouns(self) -> list[tuple[int, int, Kind]]:
        """What it names that can be counted."""
        return [noun for noun in nouns(self.text) if not self._spoken(noun[0])]

    @cached_property
    def places(self) -> list[Mention]:
        """Where it may take place: the speaker's own place is not the event's."""
        return [spot for spot in mentions(self.text) if not self._spoken(spot.start)]

    def clause(self, at: int) -> tuple[int, int]:
        """The clause around an offset."""
        return clause(self.text, at, self.tongue.clause_end)

    def _spoken(self, at: int) -> bool:
        return self.speaker[0] <= at < self.speaker[1]


def figures(scene: Scene) -> list[FoundFigure]:
    """The figures of a sentence in order of place."""
    found: list[FoundFigure] = []
    for one in quantities(scene.text):
        if any(day.start < one.end and one.start < day.end for day in scene.dated):
            continue
        figure = _figure(scene, one)
        if _is_figure(figure):
            found.append(figure)
    return found


def _is_figure(found: FoundFigure) -> bool:
    amount, most = found.quantity.amount, largest(found.quantity)
    if amount.unit == "":
        return most >= 1000 and kind(found.counted) is Kind.SIGNATURE
    if amount.unit in _NEEDS_NOUN and (found.counted == found.quantity.counter or most < 2):
        return False
    alone = most == 1 and amount.comparator is Comparator.EXACT and found.act_word is None
    return amount.unit in UNITS and not alone


def _figure(scene: Scene, one: Quantity) -> FoundFigure:
    within = scene.clause(one.start)
    counted = _counted(scene, one, within)
    word = _act(scene, one, within) if one.amount.unit in PEOPLE else None
    act = word.act if word else _act_before(scene, one)
    when = _when(scene, one, within)
    return FoundFigure(
        quantity=one,
        counted=counted or _signed(scene, one, word) or one.counter,
        act=act,
        act_word=word,
        place=_place(scene, within),
        when=when,
        confidence=_confidence(one, counted, word, when),
        why=_why(scene, one, counted, act),
    )


def _counted(scene: Scene, one: Quantity, within: tuple[int, int]) -> str:
    """The noun that is counted: beside the number in its clause, on the side the language prefers."""
    before = [noun for noun in scene.nouns if within[0] <= noun[0] and noun[1] <= one.start and _fits(one, noun[2])]
    behind = [noun for noun in scene.nouns if one.unit_end <= noun[0] and noun[1] <= within[1] and _fits(one, noun[2])]
    sides = [
        (before[-1:], lambda noun: scene.tongue.before.fullmatch(scene.text, noun[1], one.start)),
        (behind[:1], lambda noun: scene.tongue.behind.fullmatch(scene.text, one.unit_end, noun[0])),
    ]
    for nearest, touches in sides if scene.tongue.noun_first else reversed(sides):
        for noun in nearest:
            if touches(noun):
                return scene.text[noun[0] : noun[1]]
    return ""


def _signed(scene: Scene, one: Quantity, word: ActWord | None) -> str:
    """Who signs is counted by signatures; a bare number counts them where the sentence is about some."""
    if word is not None and word.act == "signed":
        return scene.text[word.start : word.end]
    bare = (scene.text[start:end] for start, end, of in scene.nouns if of is Kind.SIGNATURE)
    return next(bare, "") if one.amount.unit == "" else ""


def _act_before(scene: Scene, one: Quantity) -> str | None:
    """The act of the sentence before, where this one names none and its number can be a part of that one's."""
    if scene.act_before is None or scene.acts or one.amount.unit not in PEOPLE:
        return None
    act, whole = scene.act_before
    return act if largest(one) <= whole else None


def largest(one: Quantity) -> float:
    """The highest number a quantity names."""
    return max(one.amount.low or 0, one.amount.high or 0)


def _fits(one: Quantity, counted: Kind) -> bool:
    return one.amount.unit not in PEOPLE or counted not in _NO_PERSONS


def _act(scene: Scene, one: Quantity, within: tuple[int, int]) -> ActWord | None:
    """The act that describes the number (북송된 600명), else the nearest; another side or clause is farther off."""

    def distance(word: ActWord) -> int:
        if word.end <= one.start and scene.tongue.modifying.fullmatch(scene.text, word.end, one.start):
            return 0
        gap = word.start - one.end if word.start >= one.end else one.start - word.end + _OTHER_SIDE
        return gap + (0 if within[0] <= word.start < within[1] else _OTHER_CLAUSE)

    nearest = min(scene.acts, key=distance, default=None)
    return nearest if nearest and distance(nearest) <= _ACT_REACH else None


def _place(scene: Scene, within: tuple[int, int]) -> tuple[str, ...]:
    """Places of the same clause, else of the sentence; a country only where nothing smaller is named."""
    near = [spot for spot in scene.places if within[0] <= spot.start < within[1]] or scene.places
    fine = [spot for spot in near if spot.place.level is not Level.COUNTRY] or near
    return tuple(dict.fromkeys(scene.text[spot.start : spot.end] for spot in fine))


def _when(scene: Scene, one: Quantity, within: tuple[int, int]) -> When | None:
    """The date nearest the number, of its clause if it has one; known days go before open ones."""
    near = [day for day in scene.dated if within[0] <= day.start < within[1]] or scene.dated

    def distance(day: Dated) -> tuple[bool, int]:
        return not day.when.bounded, one.start - day.end if day.end <= one.start else day.start - one.end + _OTHER_SIDE

    nearest = min(near, key=distance, default=None)
    return nearest.when if nearest else None


def _confidence(one: Quantity, counted: str, act: ActWord | None, when: When | None) -> float:
    sure = 0.45 + (0.2 if counted else 0) + (0.15 if act else 0) + (0.05 if when and when.bounded else 0)
    small = one.amount.comparator is Comparator.EXACT and (one.amount.high or 0) <= 2
    return sure - (0.15 if small else 0) - (0.1 if one.amount.unit not in PEOPLE else 0)


def _why(scene: Scene, one: Quantity, counted: str, act: str | None) -> tuple[str, ...]:
    words = scene.text[one.start : one.end]
    told = [f"“{words}” is a number with the counter {one.counter}" if one.counter else f"“{words}” is a large number"]
    told.append(f"{counted} stands beside it" if counted else "nothing beside it says who is counted")
    if act:
        said = next((scene.text[word.start : word.end] for word in scene.acts if word.act == act), "")
        told.append(f"{said} is a word for {act}" if said else f"the sentence before tells of {act}")
    return tuple(told)
