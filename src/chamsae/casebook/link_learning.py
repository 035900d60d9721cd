"""Learning the weights of evidence from what people answered of pairs, measured on answers held back.

No answer about a person helps to foresee another one about the same person. What is learned stands in the log, every
version of it, and moves the order of questions and the weights shown; it merges nobody.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import log, sqrt
from typing import TYPE_CHECKING

from chamsae.errors import InputError, NotFound
from chamsae.model.claim import NameType
from chamsae.model.judgement import Judgement, Status, decided, standing
from chamsae.model.link import Entity, Pair, Record
from chamsae.ports import Clock, Store
from chamsae.read.gold.marks import Share

if TYPE_CHECKING:
    from chamsae.link.learned import Weights

#: What is learned of: names of bodies and places are compared otherwise.
LEARNED_OF = frozenset({NameType.PERSON})
#: What the log says learning was about.
SUBJECT = "pairs"
#: Answers wanted before anything is learned: in all, and of either kind.
ENOUGH, OF_EACH = 40, 10
#: Parts the people are cut into; a pair is foreseen by weights that have seen neither of its two parts.
FOLDS = 5
#: Bits from which two are likelier one than not, and from which (nine in ten) they are put together as one question.
LIKELIER, LIKELY = 0.0, 3.17


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A judged pair with the people its two records belong to, and whether they are one.

    `stub` tells that of one of its names only a part is known.
    """

    pair: Pair
    people: tuple[str, str]
    same: bool
    stub: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """How well weights foresaw answers they had not seen.

    Log loss and Brier score (smaller is better), then `precision` and `recall` at a threshold in bits.
    """

    loss: float
    brier: float
    precision: Mapping[float, Share]
    recall: Mapping[float, Share]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLearned:
    """What came of learning: `before` with the shipped weights, `after` with learned ones, on answers held back.

    `gain` is the mean drop of the log loss with its standard error. `kept` is the version in force, None when the
    learned weights were not clearly better.
    """

    answers: int
    same: int
    before: Foreseen
    after: Foreseen
    gain: tuple[float, float]
    weights: "Weights"
    kept: int | None

    @property
    def better(self) -> bool:
        """True when the loss falls by more than its standard error, and the Brier score with it."""
        drop, error = self.gain
        return drop > error and self.after.brier < self.before.brier


class LinkLearning:
    """The learned weights of evidence of one casebook; `entities` tells whom its records were judged to be."""

    def __init__(self, store: Store, clock: Clock, entities: Callable[[], Sequence[Entity]]) -> None:
        self._store, self._clock, self._entities = store, clock, entities

    def weights(self) -> "Weights | None":
        """The learned weights in force; None for the shipped ones."""
        last = self._versions()[-1:]
        return last[0] if last else None

    def run(self, *, by: str, since: date | None = None, insist: bool = False) -> LinkLearned:
        """Learn, measure on answers held back, and use the weights if they are clearly better, or if you `insist`.

        `since` leaves out what was answered before that day. Raises InputError saying how many answers are wanting,
        and MissingPart without SciPy.
        """
        from chamsae.link.learned import fit  # noqa: PLC0415 - the tables of names are read when first needed

        answers = list(self.answers(since=since))
        _check_enough(answers)
        weights = fit([(one.pair, one.same) for one in answers], learned=self._clock().date().isoformat())
        before = [(one.pair.weight, one.same) for one in answers]
        after = list(zip(_held_back(answers), (one.same for one in answers), strict=True))
        learned = LinkLearned(
            answers=len(answers), same=sum(one.same for one in answers), before=_foreseen(before),
            after=_foreseen(after), gain=_gain(before, after), weights=weights, kept=None,
        )  # fmt: skip
        if not (learned.better or insist):
            return learned
        kept = self._keep(weights, by=by)
        return replace(learned, weights=kept, kept=kept.version)

    def forget(self, *, by: str) -> None:
        """Go back to the shipped weights; versions stay in the log. Raises NotFound when none learned are in force."""
        weights = self.weights()
        if weights is None:
            raise NotFound("nothing learned is in force", do="`chamsae link --learn` learns.")
        with self._store.transaction():
            detail = {"version": str(weights.version)}
            self._store.append_log(at=self._clock(), actor=by, action="forget", subject=SUBJECT, detail=detail)
            self._apply(None)

    def answers(self, *, since: date | None = None) -> Iterator[Answered]:
        """Pairs of people that stand judged the same or not, as shipped weights have them.

        Without what nobody could tell, and without records that are no longer there.
        """
        from chamsae.link.learned import weighed  # noqa: PLC0415 - see above

        person = {record: one.id for one in self._entities() for record in one.records}
        records = {record.id: record for record in self._store.records()}
        given = standing(self._store.judgements())
        for pair in self._store.pairs():
            same = _same(given.get(pair.id, ()), since)
            if same is not None and pair.barred is None and _is_learned_of(pair, records):
                stub = _stub(pair, records)
                people = (person[pair.left], person[pair.right])
                yield Answered(pair=weighed(pair, None, stub=stub), people=people, same=same, stub=stub)

    def _versions(self) -> list["Weights"]:
        """The weights in force after each learning since the last forgetting, oldest first."""
        found: list[Weights] = []
        for entry in self._store.log(actions=("learn", "forget")):
            if entry.subject == SUBJECT and entry.action == "forget":
                found = []
            elif entry.subject == SUBJECT and entry.action == "learn":
                found.append(_from_detail(entry.detail))
        return found

    def _keep(self, weights: "Weights", *, by: str) -> "Weights":
        number = 1 + sum(e.subject == SUBJECT for e in self._store.log(actions=("learn",)))
        kept = replace(weights, version=number)
        with self._store.transaction():
            detail = _detail(kept)
            self._store.append_log(at=self._clock(), actor=by, action="learn", subject=SUBJECT, detail=detail)
            self._apply(kept)
        return kept

    def _apply(self, weights: "Weights | None") -> None:
        """Weigh every pair of people anew that nobody has judged."""
        from chamsae.link.learned import weighed  # noqa: PLC0415 - see above

        records = {record.id: record for record in self._store.records()}
        pairs = list(self._store.pairs())
        self._store.replace_pairs(
            weighed(pair, weights, stub=_stub(pair, records)) if _is_learned_of(pair, records) else pair
            for pair in pairs
        )


def _is_learned_of(pair: Pair, records: Mapping[str, Record]) -> bool:
    held = {pair.left, pair.right} <= records.keys()
    return held and records[pair.left].kind in LEARNED_OF


def _stub(pair: Pair, records: Mapping[str, Record]) -> bool:
    return records[pair.left].stub or records[pair.right].stub


def _same(entries: Sequence[Judgement], since: date | None) -> bool | None:
    """What was answered; None where people differ, cannot tell, or said so before."""
    if not entries or (since is not None and entries[-1].at.date() < since):
        return None
    return {Status.ACCEPTED: True, Status.REJECTED: False}.get(decided(entries))


def _check_enough(answers: Sequence[Answered]) -> None:
    same = sum(one.same for one in answers)
    apart = len(answers) - same
    wanting = [
        f"{ENOUGH - len(answers)} more in all" if len(answers) < ENOUGH else "",
        f"{OF_EACH - same} more judged the same" if same < OF_EACH else "",
        f"{OF_EACH - apart} more judged not the same" if apart < OF_EACH else "",
    ]
    if any(wanting):
        raise InputError(
            f"there are {len(answers)} answers to learn from, {same} the same and {apart} not the same",
            do=f"Needed: {', '.join(filter(None, wanting))}.",
        )


def _held_back(answers: Sequence[Answered]) -> list[float]:
    """The bits of each pair by weights learned from pairs that share no part of the people with it."""
    from chamsae.link.learned import Weights, fit, weighed  # noqa: PLC0415 - see above

    parts = [frozenset(map(_part, one.people)) for one in answers]
    learned: dict[frozenset[int], Weights | None] = {}
    for unseen in set(parts):
        seen = [(one.pair, one.same) for one, part in zip(answers, parts, strict=True) if not part & unseen]
        learned[unseen] = fit(seen, learned="") if len({same for _, same in seen}) == 2 else None
    return [weighed(one.pair, learned[part], stub=one.stub).weight for one, part in zip(answers, parts, strict=True)]


def _part(person: str) -> int:
    return int(hashlib.sha256(person.encode(errors="surrogatepass")).hexdigest(), 16) % FOLDS


def _foreseen(told: Sequence[tuple[float, bool]]) -> Foreseen:
    chances = [(_chance(weight), same) for weight, same in told]
    return Foreseen(
        loss=sum(_loss(weight, same) for weight, same in told) / len(told),
        brier=sum((chance - same) ** 2 for chance, same in chances) / len(told),
        precision={bits: _share([same for weight, same in told if weight >= bits]) for bits in (LIKELIER, LIKELY)},
        recall={bits: _share([weight >= bits for weight, same in told if same]) for bits in (LIKELIER, LIKELY)},
    )


def _share(answers: Sequence[bool]) -> Share:
    return Share(right=sum(answers), of=len(answers))


def _gain(before: Sequence[tuple[float, bool]], after: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """The mean drop of the log loss, and its standard error over the answers."""
    drops = [_loss(*one) - _loss(*other) for one, other in zip(before, after, strict=True)]
    mean = sum(drops) / len(drops)
    return mean, sqrt(sum((drop - mean) ** 2 for drop in drops) / (len(drops) * (len(drops) - 1)))


def _chance(weight: float) -> float:
    return 1 / (1 + 2 ** -max(-500.0, min(500.0, weight)))


def _loss(weight: float, same: bool) -> float:
    return -log(max(1e-6, _chance(weight if same else -weight)))


def _detail(weights: "Weights") -> dict[str, str]:
    """Weights as the log keeps them."""
    return {
        "version": str(weights.version),
        "answers": str(weights.answers),
        "learned": weights.learned,
        "offset": f"{weights.offset:g}",
        "factors": json.dumps(dict(weights.factors), ensure_ascii=False, sort_keys=True),
    }


def _from_detail(detail: Mapping[str, str]) -> "Weights":
    from chamsae.link.learned import Weights  # noqa: PLC0415 - see above

    return Weights(
        factors={str(kind): float(factor) for kind, factor in json.loads(detail["factors"]).items()},
        offset=float(detail["offset"]),
        answers=int(detail["answers"]),
        learned=detail["learned"],
        version=int(detail["version"]),
    )
