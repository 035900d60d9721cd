"""How far two readers agree who judged the same claims without seeing each other's answers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import Protocol

from chamsae.model.claim import Claim, ClaimKind
from chamsae.model.judgement import BY_READING, STATUS_OF, Judgement, Status, decided, standing
from chamsae.ports import Store

#: Standard errors on either side of an estimate for an interval of 95 per cent.
NORMAL = 1.96


class Opinion(StrEnum):
    """What an answer says about the claim: withholding it says that it is right, correcting it that it is not."""

    RIGHT = "right"
    WRONG = "wrong"
    CANNOT_TELL = "cannot_tell"


OPINION: Mapping[Status, Opinion] = {
    Status.ACCEPTED: Opinion.RIGHT,
    Status.WITHHELD: Opinion.RIGHT,
    Status.REJECTED: Opinion.WRONG,
    Status.DISPUTED: Opinion.CANNOT_TELL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Twice:
    """A claim two people judged independently: both answers; `open` while they differ and nobody has settled it."""

    claim: Claim
    first: Judgement
    second: Judgement
    open: bool

    @property
    def agree(self) -> bool:
        """True when both say the same of the claim."""
        return opinion(self.first) is opinion(self.second)


class Both(Protocol):
    """What two people judged independently: both answers."""

    @property
    def first(self) -> Judgement:
        """The first answer."""

    @property
    def second(self) -> Judgement:
        """The second, given without sight of the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """`same` of `count` answers agree (`raw`); `kappa` is Cohen's, with an interval of 95 per cent (Fleiss 1969).

    `kappa` is None where chance alone would make every answer agree; the interval is rough below some 30 claims.
    """

    count: int
    same: int
    raw: float
    kappa: float | None
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Agreement in all and by kind, who read, and the claims on which they differ, unsettled ones first."""

    all: Agreement | None
    kinds: Mapping[ClaimKind, Agreement]
    people: tuple[str, ...]
    differing: tuple[Twice, ...]


def compared(store: Store) -> Compared:
    """The agreement of readers in a casebook, from its ledger."""
    ledger = standing(store.judgements())
    pairs = {target: pair for target, entries in ledger.items() if (pair := independent(entries))}
    twice = [
        Twice(claim=claim, first=pairs[claim.id][0], second=pairs[claim.id][1], open=_is_open(ledger[claim.id]))
        for claim in store.claims(ids=list(pairs))
    ]
    kinds = {kind: found for kind in ClaimKind if (found := agreement(one for one in twice if one.claim.kind is kind))}
    differing = sorted((one for one in twice if not one.agree), key=lambda one: not one.open)
    people = sorted({entry.by for pair in pairs.values() for entry in pair})
    return Compared(all=agreement(twice), kinds=kinds, people=tuple(people), differing=tuple(differing))


def independent(entries: Sequence[Judgement]) -> tuple[Judgement, Judgement] | None:
    """The first two people's answers given without sight of another's, or None; standing judgements of one target.

    Blind answers are, and so are open ones before anybody else had answered. A person's own later word counts.
    """
    told: dict[str, Judgement] = {}
    seen = set[str]()
    for entry in entries:
        if entry.verdict in BY_READING:
            continue
        if entry.blind or not seen - {entry.by}:
            told[entry.by] = entry
        seen.add(entry.by)
    both = list(told.values())[:2]
    return (both[0], both[1]) if len(both) == 2 else None


def agreement(twice: Iterable[Both]) -> Agreement | None:
    """The agreement on these claims or pairs; None without any."""
    answers = Counter((opinion(one.first), opinion(one.second)) for one in twice)
    count = answers.total()
    if not count:
        return None
    same = sum(number for (one, other), number in answers.items() if one is other)
    raw = same / count
    firsts, seconds = Counter[Opinion](), Counter[Opinion]()
    for (one, other), number in answers.items():
        firsts[one] += number
        seconds[other] += number
    chance = sum(firsts[each] * seconds[each] for each in Opinion) / count**2
    if chance == 1:
        return Agreement(count=count, same=same, raw=raw, kappa=None, interval=None)
    kappa = (raw - chance) / (1 - chance)
    error = _error({pair: number / count for pair, number in answers.items()}, kappa, chance) / sqrt(count)
    low, high = max(-1.0, kappa - NORMAL * error), min(1.0, kappa + NORMAL * error)
    return Agreement(count=count, same=same, raw=raw, kappa=kappa, interval=(low, high))


def opinion(entry: Judgement) -> Opinion:
    """What a judgement says about its claim."""
    return OPINION[STATUS_OF[entry.verdict]]


def _error(shares: Mapping[tuple[Opinion, Opinion], float], kappa: float, chance: float) -> float:
    """The large-sample standard error of kappa for one answer (Fleiss, Cohen and Everitt 1969)."""
    firsts = {each: sum(share for (one, _), share in shares.items() if one is each) for each in Opinion}
    seconds = {each: sum(share for (_, other), share in shares.items() if other is each) for each in Opinion}
    on = sum(
        shares.get((each, each), 0.0) * (1 - (firsts[each] + seconds[each]) * (1 - kappa)) ** 2 for each in Opinion
    )
    off = sum(share * (firsts[other] + seconds[one]) ** 2 for (one, other), share in shares.items() if one is not other)
    spread = on + (1 - kappa) ** 2 * off - (kappa - chance * (1 - kappa)) ** 2
    return sqrt(max(0.0, spread)) / (1 - chance)


def _is_open(entries: Sequence[Judgement]) -> bool:
    """True while blind answers that differ are the last word."""
    last_open = max((at for at, entry in enumerate(entries) if not entry.blind), default=-1)
    return last_open < len(entries) - 1 and decided(entries) in {Status.DISPUTED, Status.WITHHELD}


def for_second_reader(store: Store, person: str) -> list[Claim]:
    """Proposals that others have judged and this person has not, as if drawn by lot: in the order of ids."""
    ledger = standing(store.judgements())
    answers = {target: [e for e in entries if e.verdict not in BY_READING] for target, entries in ledger.items()}
    targets = [target for target, given in answers.items() if given and person not in {entry.by for entry in given}]
    claims = (claim for claim in store.claims(ids=targets) if not claim.reader.startswith("person "))
    return sorted(claims, key=lambda claim: claim.id)
