"""Marks and findings as they are given, the same way for every kind."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from chamsae.model.claim import Claim
from chamsae.read.gold.marks import COUNTED, FOUND, RIGHT, Finding, Mark, What
from chamsae.read.gold.pairing import E, Paired, Wanted, complete, optional
from chamsae.read.gold.shape import COMPLETE, Gold, GoldDocument, Kind, Rejected


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether one aspect of a found entry is right, with what was read and what was wanted, in words."""

    aspect: str
    right: bool
    read: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Manner:
    """How a kind is judged: its words, what counts for precision, what no entry took and still counts neither way."""

    words: Callable[[Claim], str]
    counts: Callable[[Claim], bool] = lambda claim: True
    passed: Callable[[Claim, Wanted[Any] | None], bool] = lambda claim, met: False


@dataclass(slots=True)
class Tally:
    """Collects marks and findings of a run."""

    gold: Gold
    marks: list[Mark] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def judge(
        self,
        kind: Kind,
        document: GoldDocument,
        paired: Paired[E],
        manner: Manner,
        answers: Callable[[Wanted[E], Claim], Iterable[Answer]],
    ) -> None:
        """Mark what one document's entries of a kind got: found or not, aspects, and which proposals are wrong."""
        for one, claim in paired.hits:
            if counted(one):
                self.mark(kind, document, FOUND, one, right=True)
                self.proposed(kind, document, claim, manner, right=True)
                self._answered(kind, document, one, answers(one, claim))
        for one, claim in paired.misread:
            if counted(one):
                self.mark(kind, document, FOUND, one, right=False)
                self.find(What.MISREAD, kind, document, one, read=manner.words(claim))
                self.proposed(kind, document, claim, manner, right=False)
        for one in paired.missed:
            if counted(one):
                self.mark(kind, document, FOUND, one, right=False)
                self.find(What.MISSED, kind, document, one)
        self._left(kind, document, paired.left, manner)

    def mark(self, kind: Kind, document: GoldDocument, aspect: str, one: Wanted[E], *, right: bool) -> None:
        """One answer about an entry."""
        self.marks.append(
            Mark(kind=kind, aspect=aspect, right=right, language=document.language, importance=one.importance)
        )

    def find(
        self,
        what: What,
        kind: Kind,
        document: GoldDocument,
        one: Wanted[E] | None,
        *,
        claim: Claim | None = None,
        read: str = "",
        answer: Answer | None = None,
    ) -> None:
        """Keep something to look at, at the words of the entry, or of the claim where there is none."""
        at = (one.start, one.end) if one else (claim.trigger.start, claim.trigger.end) if claim else (0, 0)
        self.findings.append(
            Finding(
                what=what,
                kind=kind,
                document=document.id,
                entry=one.id if one else None,
                start=at[0],
                end=at[1],
                read=answer.read if answer else read,
                wanted=answer.wanted if answer else (one.text if one else ""),
                aspect=answer.aspect if answer else None,
                importance=one.importance if one else None,
            )
        )

    def _answered(self, kind: Kind, document: GoldDocument, one: Wanted[E], answers: Iterable[Answer]) -> None:
        for answer in answers:
            self.mark(kind, document, answer.aspect, one, right=answer.right)
            if not answer.right:
                self.find(What.WRONG, kind, document, one, answer=answer)

    def _left(
        self, kind: Kind, document: GoldDocument, left: Sequence[tuple[Claim, Wanted[E] | None]], manner: Manner
    ) -> None:
        """Claims no entry took: wrong, unless they lie where nothing is asked or the kind is annotated in part."""
        everything = complete(document, kind, COMPLETE)
        for claim, met in left:
            if (met and not counted(met)) or manner.passed(claim, met):
                continue
            if met is None and (
                optional(document, claim.trigger.start, claim.trigger.end)
                or not (everything or rejected(self.gold.rejected, kind, document, claim))
            ):
                continue
            if manner.counts(claim):
                what = What.REPEATED if met else What.INVENTED
                self.find(what, kind, document, None, claim=claim, read=manner.words(claim))
                self.proposed(kind, document, claim, manner, right=False)

    def proposed(self, kind: Kind, document: GoldDocument, claim: Claim, manner: Manner, *, right: bool) -> None:
        """One proposal that counts, right or wrong."""
        if manner.counts(claim):
            self.marks.append(Mark(kind=kind, aspect=RIGHT, right=right, language=document.language))


def counted(one: Wanted[E]) -> bool:
    """True for an entry that must or should be found, in text that must be read."""
    return one.importance in COUNTED and not one.optional


def rejected(spans: Iterable[Rejected], kind: Kind, document: GoldDocument, claim: Claim) -> bool:
    """True where a person said that nothing of this kind must be read."""
    return any(
        span.kind == kind
        and span.doc == document.id
        and span.start < claim.trigger.end
        and claim.trigger.start < span.end
        for span in spans
    )
