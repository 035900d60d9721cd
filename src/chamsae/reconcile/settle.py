"""From what independent origins say to a range: its ends, a sentence that explains it, whether it can hold at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

from chamsae.model.amount import Amount, Comparator, Number
from chamsae.text.amounts import LEADS, number_words

#: "About 600" allows 540 to 660.
ABOUT = 0.10
#: Speakers named in the sentence; the others are counted.
NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One claim of a group: whose evidence it is, in whose words, how many; a copy adds nothing."""

    origin: str
    who: str
    amount: Amount
    copy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The proposed range; None is an open end. `contradictory` when no value satisfies all origins."""

    low: Number | None
    high: Number | None
    reason: str
    origins: int
    contradictory: bool


def settle(said: Iterable[Said]) -> Range:
    """The range over independent origins.

    Two or more origins that give a number (exactly, about, a range) span the range; bounds ("more than 500") are
    checked against it. Where one origin alone gives a number, the bounds of the others widen the range, since
    one source does not settle a figure. Where there are only bounds, the strictest stand. A bound that the
    numbers break widens the range to its number and makes the group contradictory. "Hundreds" and "dozens" are
    witnesses: beside any number they widen nothing.
    """
    voices = sorted(said, key=_order)
    own = [voice for voice in voices if not voice.copy] or voices
    by_origin: dict[str, list[Said]] = {}
    for voice in [voice for voice in own if not _vague(voice)] or own:
        by_origin.setdefault(voice.origin, []).append(voice)
    low, high = _span([_joined(group) for group in by_origin.values()])
    contradictory = not _possible([voice.amount for voice in own])
    return Range(
        low=low,
        high=high,
        reason=_reason(low, high, own, len(voices) - len(own), contradictory=contradictory),
        origins=len({voice.origin for voice in own}),
        contradictory=contradictory,
    )


Ends = tuple[Number | None, Number | None]


def _joined(group: Sequence[Said]) -> Ends:
    """What one origin says: its most definite words, the hull where these differ."""
    return _span([(voice.amount.low, voice.amount.high) for voice in group], several=True)


def _span(ends: Sequence[Ends], *, several: bool = False) -> Ends:
    """The range of several amounts; `several` when they are of one origin, whose bounds then widen nothing."""
    firm = [(low, high) for low, high in ends if low is not None and high is not None]
    floors = [low for low, high in ends if low is not None and high is None]
    ceilings = [high for low, high in ends if low is None and high is not None]
    floor, ceiling = max(floors, default=None), min(ceilings, default=None)
    if not firm:
        return (floor, ceiling) if floor is None or ceiling is None or floor <= ceiling else (ceiling, floor)
    low, high = min(low for low, _ in firm), max(high for _, high in firm)
    alone = len(firm) == 1 and not several
    if floor is not None:
        low, high = (min(low, floor) if alone else low), (max(high, floor) if not several else high)
    if ceiling is not None:
        low, high = (min(low, ceiling) if not several else low), (max(high, ceiling) if alone else high)
    return low, high


def _possible(amounts: Iterable[Amount]) -> bool:
    bounds = [_allowed(amount) for amount in amounts]
    return max((low for low, _ in bounds), default=0.0) <= min((high for _, high in bounds), default=inf)


def _allowed(amount: Amount) -> tuple[float, float]:
    low, high = amount.bounds()
    if amount.comparator in (Comparator.ABOUT, Comparator.VAGUE):
        return low * (1 - ABOUT), high * (1 + ABOUT)
    return low, high


def _vague(voice: Said) -> bool:
    return voice.amount.comparator is Comparator.VAGUE


def _reason(low: Number | None, high: Number | None, own: Sequence[Said], copies: int, *, contradictory: bool) -> str:
    sentence = f"{range_said(low, high)}: {_voices(own)}"
    if len({voice.origin for voice in own}) == 1:
        sentence += "; one origin only"
    if copies:
        sentence += f"; {copies} {'copy is' if copies == 1 else 'copies are'} not counted"
    return f"{sentence}; no one number satisfies all." if contradictory else f"{sentence}."


def _voices(own: Sequence[Said]) -> str:
    """What is said and by whom, the same number once, an origin once under its first name; at most NAMED are named."""
    said: dict[str, dict[str, str]] = {}
    for voice in sorted(own, key=_vague):
        said.setdefault(amount_said(voice.amount), {}).setdefault(voice.origin, voice.who)
    named, left = [], NAMED
    for amount, speakers in said.items():
        names = list(dict.fromkeys(speakers.values()))
        if left:
            named.append(f"{amount} ({', '.join(names[:left])})")
        left = max(0, left - len(names))
    total = len({(amount, name) for amount, speakers in said.items() for name in speakers.values()})
    return ", ".join(named) + (f" and {total - NAMED} more" if total > NAMED else "")


def range_said(low: Number | None, high: Number | None) -> str:
    """The ends of a range as the beginning of a sentence."""
    if low is None or high is None:
        if low is None and high is None:
            return "Not known"
        return f"At most {number_words(high)}" if low is None else f"At least {number_words(low)}"
    return number_words(low) if low == high else f"Between {number_words(low)} and {number_words(high)}"


def amount_said(amount: Amount) -> str:
    """An amount without its unit: "more than 500", "about 600", "350 to 400"."""
    low, high = amount.low, amount.high
    if low is not None and high is not None and low != high:
        return f"{number_words(low)} to {number_words(high)}"
    number = high if low is None else low
    lead = LEADS[amount.comparator]
    if not lead and (amount.low is None or amount.high is None):
        lead = "at most " if low is None else "at least "
    return f"{lead}{number_words(number)}"


def _order(voice: Said) -> tuple[float, str, str, str, bool]:
    amount = voice.amount
    middle = [float(end) for end in (amount.low, amount.high) if end is not None]
    return sum(middle) / len(middle) if middle else 0.0, amount.comparator, voice.origin, voice.who, voice.copy
