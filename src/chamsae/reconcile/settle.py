"""From what independent origins say to a range: its ends, a sentence that explains it, whether it can hold at all."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from chamsae.model.amount import Amount, Comparator, Number
from chamsae.text.amounts import LEADS, number_words

#: "About 600" allows 540 to 660.
ABOUT = 0.10
#: Speakers named in the sentence; the others are counted.
NAMED = 5
#: A number this many times off the numbers of so many other origins is left out of the range.
FAR, OTHERS = 3.0, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One claim of a group: whose evidence it is, in whose words, how many; a copy adds nothing.

    `heard` for hearsay: what somebody says that others say.
    """

    origin: str
    who: str
    amount: Amount
    copy: bool = False
    heard: bool = False


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
    numbers break widens the range to its number and makes the group contradictory. "Hundreds", "dozens" and hearsay
    are witnesses: beside any other number they widen nothing. A number far off all those of three other origins or
    more is named, and left out of the range.
    """
    voices = sorted(said, key=_order)
    own = [voice for voice in voices if not voice.copy] or voices
    by_origin: dict[str, list[Said]] = {}
    firm = [voice for voice in own if not _witness(voice)] or own
    off = _far_off(firm)
    for voice in firm:
        if voice not in off:
            by_origin.setdefault(voice.origin, []).append(voice)
    low, high = _span([_joined(group) for group in by_origin.values()])
    contradictory = not _possible([voice.amount for voice in own if not voice.heard or voice in firm])
    return Range(
        low=low,
        high=high,
        reason=_reason(low, high, own, off, len(voices) - len(own), contradictory=contradictory),
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
    """What an amount leaves possible; "more than 340" and 340 are no contradiction: people round."""
    low = 0.0 if amount.low is None else float(amount.low)
    high = inf if amount.high is None else float(amount.high)
    if amount.comparator in (Comparator.ABOUT, Comparator.VAGUE):
        return low * (1 - ABOUT), high * (1 + ABOUT)
    return low, high


def _witness(voice: Said) -> bool:
    return voice.heard or voice.amount.comparator is Comparator.VAGUE


def _far_off(firm: Sequence[Said]) -> list[Said]:
    """Numbers FAR times off every number of at least OTHERS other origins."""
    by_origin: dict[str, list[float]] = {}
    for voice in firm:
        by_origin.setdefault(voice.origin, []).append(_middle(voice))
    every = sorted(size for sizes in by_origin.values() for size in sizes)
    own = {origin: sorted(sizes) for origin, sizes in by_origin.items()}
    if len(own) <= OTHERS:
        return []
    return [v for v in firm if _middle(v) and _near(every, _middle(v)) == _near(own[v.origin], _middle(v))]


def _near(sizes: Sequence[float], size: float) -> int:
    """How many of the sizes, which are in order, lie less than FAR times off."""
    return bisect_left(sizes, size * FAR) - bisect_right(sizes, size / FAR)


def _reason(
    low: Number | None,
    high: Number | None,
    own: Sequence[Said],
    off: Sequence[Said],
    copies: int,
    *,
    contradictory: bool,
) -> str:
    sentence = f"{range_said(low, high)}: {_voices([voice for voice in own if voice not in off])}"
    if off:
        sentence += f"; far off and left out: {_voices(off)}"
    if len({voice.origin for voice in own}) == 1:
        sentence += "; one origin only"
    if copies:
        sentence += f"; {copies} {'copy is' if copies == 1 else 'copies are'} not counted"
    return f"{sentence}; no one number satisfies all." if contradictory else f"{sentence}."


def _voices(own: Sequence[Said]) -> str:
    """What is said and by whom: an origin once for a number, those with numbers first; at most NAMED are named."""
    weight = Counter(voice.origin for voice in own)
    said: dict[str, list[str]] = {}
    for amount, voices in _by_amount(own).items():
        first = {voice.origin: voice.who for voice in reversed(voices)}
        said[amount] = list(dict.fromkeys(first[o] for o in sorted(first, key=lambda o: (-weight[o], first[o]))))
    shown = _shown(said, {amount: _witness(v[0]) or _open(v[0].amount) for amount, v in _by_amount(own).items()})
    parts = [f"{amount} ({', '.join(said[amount][:count])})" for amount, count in shown.items() if count]
    left = {who for names in said.values() for who in names} - {
        who for amount, names in said.items() for who in names[: shown[amount]]
    }
    return ", ".join(parts) + (f" and {len(left)} more" if left else "")


def _by_amount(own: Sequence[Said]) -> dict[str, list[Said]]:
    """Voices by what they say, witnesses last."""
    found: dict[str, list[Said]] = {}
    for voice in sorted(own, key=_witness):
        found.setdefault(amount_said(voice.amount), []).append(voice)
    return found


def _shown(said: Mapping[str, Sequence[str]], later: Mapping[str, bool]) -> dict[str, int]:
    """How many speakers to name for each amount: one for each number, then one for each bound, then more."""
    shown, left = dict.fromkeys(said, 0), NAMED
    for turn in range(NAMED):
        for amount in sorted(said, key=lambda amount: later[amount]):
            if left and len(said[amount]) > turn:
                shown[amount], left = turn + 1, left - 1
    return shown


def _open(amount: Amount) -> bool:
    return amount.low is None or amount.high is None


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
    return _middle(voice), voice.amount.comparator, voice.origin, voice.who, voice.copy


def _middle(voice: Said) -> float:
    ends = [float(end) for end in (voice.amount.low, voice.amount.high) if end is not None]
    return sum(ends) / len(ends) if ends else 0.0
