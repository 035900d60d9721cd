"""From what independent origins say to a proposed range: its ends, what it rests on, whether it can hold at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

from chamsae.model.amount import Amount, Comparator, Number
from chamsae.model.settlement import Aside, Ground
from chamsae.reconcile.rule import ABOUT, FAR, Chosen, Rule, Said, choose, named
from chamsae.reconcile.rule import origins as origins_of
from chamsae.reconcile.spoken import amount_said, sentence

__all__ = ["Range", "Rule", "Said", "settle"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The proposed range; None is an open end. `contradictory` when no value satisfies all origins.

    `rule` is the name and version of the rule; `aside` holds every claim the range does not rest on.
    """

    low: Number | None
    high: Number | None
    reason: str
    origins: int
    contradictory: bool
    rule: str
    aside: tuple[Aside, ...]


def settle(said: Iterable[Said], counted: str | None = None, *, rule: Rule = Rule.SPECIFIC) -> Range:
    """The range that a rule proposes over independent origins; copies count for nothing, order changes nothing.

    `counted` is what the sentence should tell of the number of origins; by default, whether it is one only.
    """
    voices = sorted(said, key=_order)
    own = [voice for voice in voices if voice.repeats is None] or voices
    chosen = choose(own, rule)
    if counted is None:
        counted = "one origin only" if len(origins_of(own)) == 1 else ""
    (low, high), copies = chosen.ends, [voice for voice in voices if voice not in own]
    contradictory = not _possible([voice.amount for voice in own if _heeded(voice, chosen)])
    return Range(
        low=low,
        high=high,
        reason=sentence(chosen, own, counted, len(copies), contradictory=contradictory),
        origins=len(origins_of(own)),
        contradictory=contradictory,
        rule=named(rule),
        aside=(*(_copy(voice) for voice in copies), *(_aside(v, chosen) for v in own if v.claim in chosen.aside)),
    )


def _copy(voice: Said) -> Aside:
    return Aside(claim=voice.claim, ground=Ground.COPY, why=f"it repeats {voice.repeats}")


def _aside(voice: Said, chosen: Chosen) -> Aside:
    ground = chosen.aside[voice.claim]
    return Aside(claim=voice.claim, ground=ground, why=_why(voice, ground, chosen.rests))


def _why(voice: Said, ground: Ground, rests: Sequence[Said]) -> str:
    better = next((one for one in rests if not one.bound), rests[0])
    beside = f"{amount_said(better.amount)} ({better.who})"
    match ground:
        case Ground.RELAYED:
            return f"it is passed on from others, beside who says it directly: {beside}"
        case Ground.FAR_OFF:
            return f"it is {FAR:g} times and more off all others: {beside}"
        case Ground.VAGUER_SCOPE:
            return f"its time is wider than the figure's, beside counts of just that time: {beside}"
        case _:
            return f"it is rounded, beside a number that is more exact: {beside}"


def _heeded(voice: Said, chosen: Chosen) -> bool:
    """True for what must be possible together with all others: not what others relay, nor what is of a wider time."""
    return chosen.aside.get(voice.claim) not in (Ground.RELAYED, Ground.VAGUER_SCOPE)


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


def _order(voice: Said) -> tuple[float, str, str, str, bool, str]:
    return voice.middle, voice.amount.comparator, voice.origin, voice.who, voice.repeats is not None, voice.claim
