"""Figures in Korean and Chinese sentences: how many of whom, what was done to them, where and when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chamsae.model.amount import Comparator
from chamsae.model.when import When
from chamsae.read.eastern.sentences import clause
from chamsae.read.eastern.tongue import ActWord, Tongue, acts
from chamsae.text.counted import Kind, kind, nouns
from chamsae.text.dates import Dated
from chamsae.text.normal import fold
from chamsae.text.numbers import Quantity, quantities
from chamsae.text.places import Level, Mention, mentions

#: Units that figures of a casebook come in; money, ages, lengths of time and ordinals are none.
UNITS = frozenset(
    {"person", "household", "case", "country", "place", "organisation", "item", "sheet", "vehicle", "percent"}
)
#: How far from its number a noun or an act may stand, in characters.
NOUN_REACH, ACT_REACH = 16, 60
#: What counts things only together with a known noun (개, 个).
_NEEDS_NOUN = frozenset({"item", "organisation", "sheet", "vehicle", ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFigure:
    """A figure in a sentence; offsets are the sentence's."""

    quantity: Quantity
    counted: str
    act: ActWord | None
    place: tuple[str, ...]
    when: When | None
    confidence: float
    why: tuple[str, ...]


def figures(sentence: str, tongue: Tongue, dated: Sequence[Dated], speaker: tuple[int, int]) -> list[FoundFigure]:
    """The figures of a sentence in order; `speaker` is where its speaker's words stand: their places are not the event's."""
    if fold(sentence) != sentence.casefold():
        pass
    said = acts(sentence, tongue.language)
    things = nouns(sentence)
    spots = [spot for spot in mentions(sentence) if not (speaker[0] <= spot.start < speaker[1])]
    found: list[FoundFigure] = []
    for one in quantities(sentence):
        if any(day.start < one.end and one.start < day.end for day in dated):
            continue
        counted = _counted(sentence, one, things, tongue)
        if _is_figure(one, counted):
            found.append(_figure(sentence, one, counted, said, spots, dated, tongue))
    return found


def _is_figure(one: Quantity, counted: str) -> bool:
    unit = one.amount.unit
    if unit not in UNITS and not (unit == "" and _large(one) and kind(counted) is Kind.SIGNATURE):
        return False
    return bool(counted) or unit not in _NEEDS_NOUN


def _large(one: Quantity) -> bool:
    return max(one.amount.low or 0, one.amount.high or 0) >= 1000


def _figure(
    sentence: str, one: Quantity, counted: str, said: Sequence[ActWord], spots: Sequence[Mention],
    dated: Sequence[Dated], tongue: Tongue,
) -> FoundFigure:  # fmt: skip
    within = clause(sentence, one.start, tongue.clause_end)
    act = _act(one, said, within)
    place = _place(sentence, one, spots, within)
    when = _when(one, dated, within)
    return FoundFigure(
        quantity=one,
        counted=counted or one.counter,
        act=act,
        place=place,
        when=when,
        confidence=_confidence(one, counted, act, when),
        why=_why(sentence, one, counted, act),
    )


def _counted(sentence: str, one: Quantity, things: Sequence[tuple[int, int, Kind]], tongue: Tongue) -> str:
    """The noun that is counted: next to the number, on the side the language prefers first, in the same clause."""
    start, end = clause(sentence, one.start, tongue.clause_end)
    before = [thing for thing in things if start <= thing[0] and 0 <= one.start - thing[1] <= NOUN_REACH]
    behind = [thing for thing in things if thing[1] <= end and 0 <= thing[0] - one.unit_end <= NOUN_REACH]
    joined = re.match(r"의\s", sentence[one.unit_end :]) is not None
    near = [*behind[:1], *before[-1:]] if joined or not tongue.noun_first else [*before[-1:], *behind[:1]]
    return sentence[near[0][0] : near[0][1]] if near else ""


def _act(one: Quantity, said: Sequence[ActWord], within: tuple[int, int]) -> ActWord | None:
    """The nearest act; one before the number or in another clause counts as farther off."""

    def distance(word: ActWord) -> int:
        gap = word.start - one.end if word.start >= one.end else one.start - word.end + 8
        return gap + (0 if within[0] <= word.start < within[1] else 20)

    nearest = min(said, key=distance, default=None)
    return nearest if nearest and distance(nearest) <= ACT_REACH else None


def _place(sentence: str, one: Quantity, spots: Sequence[Mention], within: tuple[int, int]) -> tuple[str, ...]:
    """Places of the same clause, else of the sentence; a country only where nothing smaller is named."""
    near = [spot for spot in spots if within[0] <= spot.start < within[1]] or list(spots)
    fine = [spot for spot in near if spot.place.level is not Level.COUNTRY] or near
    return tuple(dict.fromkeys(sentence[spot.start : spot.end] for spot in fine))


def _when(one: Quantity, dated: Sequence[Dated], within: tuple[int, int]) -> When | None:
    """The date of the same clause nearest before the number, else the nearest of the sentence."""
    near = [day for day in dated if within[0] <= day.start < within[1]] or list(dated)
    nearest = min(near, key=lambda day: abs(day.start - one.start), default=None)
    return nearest.when if nearest else None


def _confidence(one: Quantity, counted: str, act: ActWord | None, when: When | None) -> float:
    sure = 0.45 + (0.2 if counted else 0) + (0.15 if act else 0) + (0.05 if when and when.bounded else 0)
    small = one.amount.comparator is Comparator.EXACT and (one.amount.high or 0) <= 2
    return sure - (0.15 if small else 0) - (0.1 if one.amount.unit not in ("person", "household") else 0)


def _why(sentence: str, one: Quantity, counted: str, act: ActWord | None) -> tuple[str, ...]:
    words = sentence[one.start : one.end]
    told = [f"“{words}” is a number with the counter {one.counter}" if one.counter else f"“{words}” is a large number"]
    told.append(f"{counted} stands beside it" if counted else "nothing nearby says who is counted")
    if act:
        told.append(f"{sentence[act.start : act.end]} is a word for {act.act}")
    return tuple(told)
