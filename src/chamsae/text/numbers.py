"""How many, in Korean and Chinese text: numbers with the words that bound them and the unit they count in.

여, 余 and 多 behind a number mean somewhat more than it: `more_than`. 수백 and 数百 are vague, 200 to
999. Dates, ordinals and numbers in names of things (14호, 제3조, 第四条) are no quantities.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from chamsae.model.amount import OPEN_ABOVE, OPEN_BELOW, Amount, Comparator, Number
from chamsae.text.normal import fold_with_map, source_span
from chamsae.text.numbers_chinese import CHINESE
from chamsae.text.numbers_korean import KOREAN
from chamsae.text.numerals import Grammar, ranged, value
from chamsae.text.scripts import is_han, is_hangul


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its words, from `start` to `end`; `number_start`/`number_end` bound the number alone.

    `counter` is the word it counts in as written (명, 名, …), "" where there is none; `unit_end` is
    where that word ends (words that bound the number may follow it: 500명 이상).
    """

    start: int
    end: int
    number_start: int
    number_end: int
    unit_end: int
    amount: Amount
    counter: str


def quantities(text: str) -> list[Quantity]:
    """All quantities in a text, in order of place; overlapping readings are settled for the longer."""
    if not any(is_hangul(char) or is_han(char) for char in text):
        return []
    folded, offsets = fold_with_map(text)
    found = [one for grammar in (KOREAN, CHINESE) for one in _read(grammar, folded)]
    return [_placed(one, offsets) for one in _longest(found)]


def _read(grammar: Grammar, folded: str) -> Iterator[Quantity]:
    for match in grammar.pattern.finditer(folded):
        counter = match["unit"] or ""
        amount = _amount(grammar, match, grammar.units.get(counter, ""))
        if amount is None:
            continue
        amount = _percent(amount) if amount.unit == "tenth" else amount
        unit_end = match.end("unit") if counter else match.end("number")
        start, end = _span(match)
        yield Quantity(start, end, match.start("number"), match.end("number"), unit_end, amount, counter)


def _amount(grammar: Grammar, match: re.Match[str], unit: str) -> Amount | None:
    number = match["number"].replace(" ", "")
    if number in grammar.vague:
        low, high = grammar.vague[number]
        return Amount(low=low, high=high, comparator=Comparator.VAGUE, unit=unit)
    limits = grammar.pairs.get(number) or _limits(match)
    if limits is None:
        return None
    if limits[0] != limits[1]:
        return Amount(low=limits[0], high=limits[1], comparator=Comparator.RANGE, unit=unit)
    return bounded(limits[0], _comparator(grammar, match), unit)


def bounded(number: Number, comparator: Comparator, unit: str) -> Amount:
    """The amount a single number gives under a comparator; open ends are None."""
    low = None if comparator in OPEN_BELOW else number
    high = None if comparator in OPEN_ABOVE else number
    return Amount(low=low, high=high, comparator=comparator, unit=unit)


def _percent(tenths: Amount) -> Amount:
    """七成 is 70 percent."""
    low, high = (None if limit is None else round(limit * 10, 4) for limit in (tenths.low, tenths.high))
    return replace(tenths, low=low, high=high, unit="percent")


def _limits(match: re.Match[str]) -> tuple[Number, Number] | None:
    if match["upto"]:
        return ranged(_plain(match["number"]), _plain(match["upto"]))
    number = _plain(match["number"])
    if near := _NEIGHBOURS.fullmatch(number):
        return ranged(*(near["head"] + digit + near["tail"] for digit in near["digits"]))
    only = value(number)
    return None if only is None else (only, only)


#: 一百三四十 is 130 to 140, 十五六 15 or 16: neighbouring digits behind a larger unit.
_NEIGHBOURS = re.compile(
    r"(?P<head>[一二三四五六七八九十百千万萬两兩]*[十百千万萬])(?P<digits>一二|二三|三四|四五|五六|六七|七八|八九)"
    r"(?P<tail>[十百千万萬]*)"
)


def _plain(number: str) -> str:
    """The number without 여, 多 or 余 inside it (10여만, 20多万)."""
    return _ODD.sub("", number)


_ODD = re.compile("[여多余餘]")


def _comparator(grammar: Grammar, match: re.Match[str]) -> Comparator:
    around = f"{match['before'] or ''} {match['odd'] or ''} {match['after'] or ''}"
    inside = _ODD.search(match["number"])
    around += inside[0] if inside else ""
    return next((sign for sign, words in grammar.bounds if words.search(around)), Comparator.EXACT)


def _span(match: re.Match[str]) -> tuple[int, int]:
    piece = match[0]
    return match.start() + len(piece) - len(piece.lstrip()), match.start() + len(piece.rstrip())


def _longest(found: list[Quantity]) -> list[Quantity]:
    kept: list[Quantity] = []
    for one in sorted(found, key=lambda one: one.start):
        if not kept or kept[-1].end <= one.start:
            kept.append(one)
        elif one.end - one.start > kept[-1].end - kept[-1].start:
            kept[-1] = one
    return kept


def _placed(one: Quantity, offsets: list[int]) -> Quantity:
    start, end = source_span(offsets, one.start, one.end)
    number_start, number_end = source_span(offsets, one.number_start, one.number_end)
    unit_end = source_span(offsets, one.number_start, one.unit_end)[1]
    return Quantity(start, end, number_start, number_end, unit_end, one.amount, one.counter)
