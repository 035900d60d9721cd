"""Coding acts by people: what to code next, blind second coders, how far they agree, and what is to be settled."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from chamsae.casebook.entering import enter
from chamsae.errors import InputError, MissingPart, NotFound, phrase
from chamsae.model.claim import NOT_HAPPENED, Act, Claim, ClaimKind
from chamsae.model.coding import Coding, codings, differing
from chamsae.model.judgement import ABSENT
from chamsae.model.ledger import standing
from chamsae.ports import Clock, Store
from chamsae.reconcile.coded import kind_by_words
from chamsae.text.violations import proposed, version, violation, violations
from chamsae.text.vocabulary import term

#: What the code "no violation at all" is called in agreement.
NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeAgreement:
    """How far coders agree on one code: `count` acts that two or more coded unseen of each other.

    `used` of these some coder gave the code; `same` all said alike. `kappa` is Cohen's over pairs of coders, `alpha`
    Krippendorff's; None where everybody always says the same, for then chance explains it all.
    """

    code: str
    count: int
    used: int
    same: int
    kappa: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingCompared:
    """The agreement of coders: over whole sets of codes, and code by code; who coded; what is to be settled."""

    all: CodeAgreement | None
    codes: tuple[CodeAgreement, ...]
    people: tuple[str, ...]
    differing: tuple[str, ...]


class CodingDesk:
    """The coding of acts in one casebook."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def code(
        self, claim: str, violations: Sequence[str], *, by: str, degree: str | None = None, blind: bool = False,
        note: str = "", why: str = "",
    ) -> Coding:  # fmt: skip
        """Say which kinds of violation a claim of an act is; none at all where it is no violation.

        `blind` when this person has not seen what others coded. Raises NotFound, and InputError for what is no act, an
        unknown code or degree, and a blind coding by somebody who has coded it.
        """
        self._check(claim, violations, degree)
        if blind and any(entry.by == by for entry in self.of(claim)):
            raise InputError(
                phrase("you have coded this already"), thing=claim, do=phrase("A second coder is somebody else.")
            )
        entry = Coding(
            subject=claim, violations=tuple(dict.fromkeys(violations)), degree=degree, blind=blind, note=note,
            version=version(), by=by, at=self._clock(), why=why,
        )  # fmt: skip
        return enter(self._store, entry, action="code")

    def undo(self, claim: str, *, by: str, number: int | None = None, why: str = "") -> Coding:
        """Take back a coding of a claim: the one with this number, or this person's last. Raises NotFound."""
        held = [one for one in self.of(claim) if number in (None, one.number) and (number or one.by == by)]
        if not held:
            raise NotFound(phrase("there is no coding of %(claim)s to take back", claim=claim))
        entry = Coding(subject=claim, by=by, at=self._clock(), why=why, undoes=held[-1].number)
        return enter(self._store, entry, action="code")

    def of(self, claim: str) -> list[Coding]:
        """The codings of a claim that stand, of each coder the last."""
        return codings(self._store.entries(Coding, subject=claim)).get(claim, [])

    def next(self, *, by: str, second: bool = False) -> Claim | None:
        """The act for this person to code: one nobody has coded, or with `second` one that others have, drawn as if by
        lot; what may be several kinds of violation comes first. None when all are done."""
        return next(self.waiting(by=by, second=second), None)

    def waiting(self, *, by: str, second: bool = False) -> Iterator[Claim]:
        """All acts that wait for this person, in the order in which they are asked."""
        held = self._codings()
        if second:
            ids = sorted(id for id, given in held.items() if by not in {entry.by for entry in given} and len(given) < 2)
            yield from self._acts(ids=ids)
            return
        clear: list[Claim] = []
        for claim in self._acts():
            if claim.id not in held:
                if _unclear(claim):
                    yield claim
                else:
                    clear.append(claim)
        yield from clear

    def disputed(self) -> list[Claim]:
        """Acts on which blind coders differ and that nobody has settled: coding one openly settles it."""
        return list(self._acts(ids=[id for id, given in self._codings().items() if differing(given)]))

    def agreement(self) -> CodingCompared:
        """How far people agree who coded acts without seeing each other's codes. Raises MissingPart without NLTK."""
        independent = {id: given for id, entries in self._all().items() if len(given := _unseen(entries)) > 1}
        codes = sorted({code for given in independent.values() for entry in given for code in entry.violations})
        return CodingCompared(
            all=_measured("all", {id: {one.by: _set(one) for one in given} for id, given in independent.items()}),
            codes=tuple(
                found
                for code in codes
                if (found := _measured(code, {
                    id: {one.by: str(code in one.violations) for one in given} for id, given in independent.items()
                }))
            ),
            people=tuple(sorted({entry.by for given in independent.values() for entry in given})),
            differing=tuple(id for id, given in self._codings().items() if differing(given)),
        )  # fmt: skip

    def _codings(self) -> Mapping[str, list[Coding]]:
        return codings(self._store.entries(Coding))

    def _all(self) -> Mapping[str, list[Coding]]:
        """Every coding that is not taken back, by claim, those a coder has changed since among them."""
        found: dict[str, list[Coding]] = {}
        for entry in standing(self._store.entries(Coding)):
            found.setdefault(entry.subject, []).append(entry)
        return found

    def _acts(self, *, ids: Sequence[str] | None = None) -> Iterator[Claim]:
        """Claims of acts that stand and may be a violation."""
        held = self._store.claims(kind=ClaimKind.ACT) if ids is None else self._store.claims(ids=ids)
        absent = {id for id, status in self._store.statuses(ids).items() if status in ABSENT}
        for claim in held:
            happened = claim.modality not in NOT_HAPPENED and claim.id not in absent
            if happened and isinstance(claim.value, Act) and (ids is not None or proposed(claim.value.act)):
                yield claim

    def _check(self, claim: str, codes: Sequence[str], degree: str | None) -> None:
        if not isinstance(self._store.claim(claim).value, Act):
            raise InputError(phrase("only the claim of an act can be coded"), thing=claim)
        if unknown := next((code for code in codes if violation(code) is None), None):
            raise InputError(
                phrase("there is no kind of violation %(unknown)s", unknown=unknown),
                do=phrase("`chamsae terms` lists them."),
            )
        if degree is not None and term("degree", degree) is None:
            raise InputError(
                phrase("there is no degree %(degree)s", degree=degree),
                do=phrase("`chamsae terms --list degree` lists them."),
            )


def choices(claim: Claim) -> list[str]:
    """The codes to offer for a claim of an act: those its words propose first, then all others."""
    assert isinstance(claim.value, Act)
    by_words = kind_by_words(claim)
    first = [code for code in (by_words, *(one.code for one in proposed(claim.value.act))) if code]
    return list(dict.fromkeys((*first, *(one.code for one in violations()))))


def _unclear(claim: Claim) -> bool:
    """True where an act may be coded under several kinds of violation."""
    return isinstance(claim.value, Act) and len(proposed(claim.value.act)) > 1


def _unseen(entries: Sequence[Coding]) -> list[Coding]:
    """The codings given without sight of another's: blind ones, and open ones before anybody else had coded."""
    told: dict[str, Coding] = {}
    seen = set[str]()
    for entry in entries:
        if entry.blind or not seen - {entry.by}:
            told[entry.by] = entry
        seen.add(entry.by)
    return list(told.values())


def _set(entry: Coding) -> str:
    return " ".join(sorted(entry.violations)) or NONE


def _measured(code: str, labels: Mapping[str, Mapping[str, str]]) -> CodeAgreement | None:
    """The agreement on these acts, each with the label of every coder; None without any act."""
    if not labels:
        return None
    rows = [(by, act, label) for act, given in labels.items() for by, label in given.items()]
    alike = len({label for _, _, label in rows}) == 1
    return CodeAgreement(
        code=code,
        count=len(labels),
        used=sum(any(label not in {"False", NONE} for label in given.values()) for given in labels.values()),
        same=sum(len({*given.values()}) == 1 for given in labels.values()),
        kappa=None if alike else _kappa(labels),
        alpha=None if alike else _alpha(rows),
    )


def _kappa(labels: Mapping[str, Mapping[str, str]]) -> float | None:
    """Cohen's kappa of every two coders, weighted by the acts both coded; None where chance explains each."""
    people = sorted({by for given in labels.values() for by in given})
    found = []
    for at, one in enumerate(people):
        for other in people[at + 1 :]:
            both = {act: given for act, given in labels.items() if {one, other} <= given.keys()}
            rows = [(by, act, given[by]) for act, given in both.items() for by in (one, other)]
            if len({label for _, _, label in rows}) > 1:
                found.append((len(both), _task(rows).kappa_pairwise(one, other)))
    many = sum(count for count, _ in found)
    return sum(count * kappa for count, kappa in found) / many if many else None


def _alpha(rows: Sequence[tuple[str, str, str]]) -> float:
    return float(_task(rows).alpha())


class _Task(Protocol):
    """What is used of NLTK's measures."""

    def kappa_pairwise(self, one: str, other: str) -> float:
        """Cohen's kappa of two coders."""

    def alpha(self) -> float:
        """Krippendorff's alpha of all."""


def _task(rows: Sequence[tuple[str, str, str]]) -> _Task:
    """The measures of these (coder, act, label), by a library."""
    try:
        from nltk.metrics.agreement import AnnotationTask  # noqa: PLC0415 - loaded when agreement is asked for
    except ImportError:
        raise MissingPart(phrase("measuring agreement needs NLTK"), do=phrase("Install chamsae[coding].")) from None
    task: _Task = AnnotationTask(data=rows)
    return task
