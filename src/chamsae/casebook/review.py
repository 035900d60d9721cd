"""Judging: accept, reject, edit, cannot tell, withhold, undo; every answer is appended to the ledger."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from chamsae.errors import InputError, NotFound
from chamsae.model.claim import Claim, ClaimKind, Modality, Speaker, Value, prove, settle_id
from chamsae.model.judgement import Judgement, Verdict, standing
from chamsae.model.quote import cut, point
from chamsae.model.when import When
from chamsae.ports import Clock, Store

#: Verdicts a person may give directly; the others follow from edit and undo.
ANSWERS = frozenset({Verdict.ACCEPTED, Verdict.REJECTED, Verdict.CANNOT_TELL, Verdict.WITHHELD})

#: What is asked first: figures carry reports, names carry safety, the rest follows.
ORDER = {
    ClaimKind.FIGURE: 0,
    ClaimKind.NAME: 1,
    ClaimKind.ACT: 2,
    ClaimKind.STATEMENT: 3,
    ClaimKind.TIME: 4,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Who says so, through whom, where, when, with what force; what is left out is not known."""

    speaker: Speaker | None = None
    via: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    when: When | None = None
    modality: Modality = Modality.ASSERTED

    @classmethod
    def of(cls, claim: Claim) -> "Saying":
        """That of a claim, to change a part of it."""
        return cls(speaker=claim.speaker, via=claim.via, place=claim.place, when=claim.when, modality=claim.modality)


class Review:
    """Judgements over claims and relations of one casebook."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def judge(self, target: str, verdict: Verdict, *, by: str, why: str = "") -> Judgement:
        """Answer for a claim or relation. Raises NotFound, or InputError for a verdict that is not an answer."""
        if verdict not in ANSWERS:
            raise InputError(f"“{verdict}” is not an answer", do=f"Use one of: {', '.join(sorted(ANSWERS))}.")
        with self._store.transaction():
            return self._append(target, verdict, by=by, why=why)

    def undo(self, *, by: str, number: int | None = None, why: str = "") -> Judgement:
        """Take back a judgement: the one named, or the last one of this person that stands.

        Undoing an edit also rejects the claim the edit had made. Raises NotFound when nothing is left to undo.
        """
        with self._store.transaction():
            entry = self._undoable(by, number)
            undone = self._append(entry.target, Verdict.UNDONE, by=by, why=why, undoes=entry.number)
            if entry.by_claim:
                self._append(entry.by_claim, Verdict.REJECTED, by=by, why="the edit was undone")
            return undone

    def edit(
        self,
        claim_id: str,
        *,
        by: str,
        value: Value | None = None,
        saying: Saying | None = None,
        quote: tuple[int, int] | None = None,
        why: str = "",
    ) -> Claim:
        """A new claim that supersedes the old one, accepted as this person's reading of the same document.

        What is None stays as it was; `saying` replaces all of its parts, `quote` the offsets quoted.
        """
        with self._store.transaction():
            old = self._store.claim(claim_id)
            text = self._store.document(old.document).text
            new = _corrected(old, text, by, value=value or old.value, said=saying or Saying.of(old), quote=quote)
            self._store.add_claims([new])
            self._append(new.id, Verdict.ACCEPTED, by=by, why=why)
            self._append(old.id, Verdict.SUPERSEDED, by=by, why=why, by_claim=new.id)
            return new

    def make(
        self,
        document: str,
        start: int,
        end: int,
        value: Value,
        *,
        by: str,
        saying: Saying | None = None,
        quote: tuple[int, int] | None = None,
        why: str = "",
    ) -> Claim:
        """A claim a person made from selected words (offsets start to end), accepted by the same person.

        `quote` are the offsets of the sentence to quote; by default the paragraph around the words.
        """
        text = self._store.document(document).text
        low, high = quote or _paragraph(text, start, end)
        said = saying or Saying()
        claim = settle_id(
            Claim(
                id="",
                document=document,
                quote=cut(text, low, high),
                trigger=point(text, start, end),
                value=value,
                reader=f"person {by}",
                speaker=said.speaker,
                via=said.via,
                place=said.place,
                when=said.when,
                modality=said.modality,
                confidence=1.0,
                why=(why or "made by hand from selected words",),
            )
        )
        prove(claim, text)
        with self._store.transaction():
            if not self._store.add_claims([claim]):
                raise InputError("this claim is already there", thing=claim.id, do="Judge it in the queue.")
            detail = {"document": document}
            self._store.append_log(at=self._clock(), actor=by, action="make", subject=claim.id, detail=detail)
            self._append(claim.id, Verdict.ACCEPTED, by=by, why=why)
        return claim

    def last(self, *, by: str | None = None, limit: int = 10) -> list[Judgement]:
        """The last answers that stand, newest first, for looking again and undoing."""
        entries = [j for j in self._standing() if by in (None, j.by)]
        return sorted(entries, key=lambda j: -j.number)[:limit]

    def waiting(self, *, kind: ClaimKind | None = None) -> list[Claim]:
        """Claims nobody has judged: figures first, then the surest of each kind."""
        judged = self._store.statuses()
        claims = [claim for claim in self._store.claims(kind=kind) if claim.id not in judged]
        return sorted(claims, key=lambda claim: (ORDER[claim.kind], -claim.confidence))

    def _standing(self) -> Iterator[Judgement]:
        return iter(standing(self._store.judgements()).values())

    def _undoable(self, by: str, number: int | None) -> Judgement:
        entries = [j for j in self._standing() if (j.by == by if number is None else j.number == number)]
        if not entries:
            which = f"judgement {number}" if number is not None else f"judgement by {by}"
            raise NotFound(f"there is no {which} left to undo", do="`chamsae review --last` lists what stands.")
        # An edit appends two judgements; the superseding one is last and carries the other with it.
        return max(entries, key=lambda j: j.number)

    def _append(
        self,
        target: str,
        verdict: Verdict,
        *,
        by: str,
        why: str,
        undoes: int | None = None,
        by_claim: str | None = None,
    ) -> Judgement:
        entry = Judgement(
            target=target, verdict=verdict, by=by, at=self._clock(), why=why, undoes=undoes, by_claim=by_claim
        )
        written = self._store.add_judgement(entry)
        self._store.append_log(
            at=entry.at, actor=by, action="judge", subject=target,
            detail={"verdict": verdict.value, "judgement": str(written.number)},
        )  # fmt: skip
        return written


def _corrected(old: Claim, text: str, by: str, *, value: Value, said: Saying, quote: tuple[int, int] | None) -> Claim:
    """The claim with the correction, proved; raises InputError when nothing or the kind changes."""
    if type(value) is not type(old.value):
        raise InputError("an edit cannot change the kind of a claim", thing=f"claim {old.id}")
    low, high = quote or (old.quote.start, old.quote.end)
    new = replace(
        old,
        quote=cut(text, low, high),
        value=value,
        speaker=said.speaker,
        via=said.via,
        place=said.place,
        when=said.when,
        modality=said.modality,
        confidence=1.0,
        reader=f"person {by}",
        supersedes=old.id,
    )
    if new == replace(old, reader=new.reader, supersedes=old.id, confidence=1.0):
        raise InputError("the edit changes nothing", thing=f"claim {old.id}", do="Accept the claim instead.")
    settled = settle_id(new)
    prove(settled, text)
    return settled


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    low = text.rfind("\n", 0, start) + 1
    high = text.find("\n", end)
    return low, len(text) if high < 0 else high
