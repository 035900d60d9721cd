"""Judging: accept, reject, edit, cannot tell, withhold, many at once, blind, undo; all is appended to the ledger."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.claim import Claim, ClaimKind, Modality, Speaker, Value, prove, settle_id
from chamsae.model.judgement import BY_READING, Judgement, Status, Verdict, standing
from chamsae.model.queue import Stage
from chamsae.model.quote import cut, point
from chamsae.model.when import When
from chamsae.ports import Clock, Store

#: Verdicts a person may give directly; the others follow from edit and undo.
ANSWERS = frozenset({Verdict.ACCEPTED, Verdict.REJECTED, Verdict.CANNOT_TELL, Verdict.WITHHELD})
#: What may be said of many claims at once.
ANSWERS_TO_MANY = frozenset({Verdict.ACCEPTED, Verdict.REJECTED})
#: Entries of the ledger looked through for somebody's last answer before all of it is.
LOOK_BACK = 2000
#: What to do instead of withholding a copy or a pair of names.
NO_CLAIM = phrase("Accept or reject it, or say that you cannot tell.")


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

    def judge(self, target: str, verdict: Verdict, *, by: str, why: str = "", blind: bool = False) -> Judgement:
        """Answer for a claim or relation; `blind` when this person has not seen what others answered.

        Accepting a claim that reading again suggested supersedes the one judged before, and stays withheld where
        that was. Raises NotFound, or InputError for a verdict that is not an answer, for a blind answer to what this
        person has answered, and for withholding what is no claim.
        """
        if verdict not in ANSWERS:
            raise InputError(
                phrase("“%(verdict)s” is not an answer", verdict=verdict),
                do=phrase("Use one of: %(names)s.", names=", ".join(sorted(ANSWERS))),
            )
        with self._store.transaction():
            if verdict is Verdict.WITHHELD:
                self._check_claim(target)
            if blind:
                self._check_first(target, by)
            if verdict in {Verdict.ACCEPTED, Verdict.WITHHELD} and (old := self._superseded_by(target)):
                return self._replace(old, target, verdict, by=by, why=why)
            return self._append(target, verdict, by=by, why=why, blind=blind)

    def covered(self, document: str, kind: ClaimKind) -> list[Claim]:
        """The claims of a kind in a document that `judge_all` would answer: those nobody has judged."""
        judged = self._store.statuses(claim.id for claim in self._store.claims(document=document, kind=kind))
        return [claim for claim in self._store.claims(document=document, kind=kind) if claim.id not in judged]

    def judge_all(
        self, document: str, kind: ClaimKind, verdict: Verdict, *, by: str, seen: str, why: str = ""
    ) -> list[Judgement]:
        """Accept or reject all claims of a kind in a document that nobody has judged, as one batch.

        `seen` is the `fingerprint` of the claims that were shown; raises InputError when others wait by now,
        and for a verdict that cannot be given to many. `undo` with the batch takes all of it back.
        """
        if verdict not in ANSWERS_TO_MANY:
            raise InputError(
                phrase("“%(verdict)s” cannot be said of many at once", verdict=verdict),
                do=phrase("Accept or reject, or answer singly."),
            )
        with self._store.transaction():
            claims = self.covered(document, kind)
            if not claims or fingerprint(claims) != seen:
                raise InputError(
                    phrase("other claims wait than were shown"), thing=document, do=phrase("Look again, then answer.")
                )
            batch = self._batch(by, fingerprint(claims))
            detail = {"kind": kind.value, "verdict": verdict.value, "claims": str(len(claims)), "batch": batch}
            given = [self._append(claim.id, verdict, by=by, why=why, batch=batch) for claim in claims]
            self._store.append_log(at=self._clock(), actor=by, action="judge_all", subject=document, detail=detail)
        return given

    def judge_these(self, targets: Sequence[str], verdict: Verdict, *, by: str, why: str = "") -> list[Judgement]:
        """One answer to several targets as one batch; `undo` with the batch takes all of it back."""
        if verdict not in ANSWERS_TO_MANY:
            raise InputError(
                phrase("“%(verdict)s” cannot be said of many at once", verdict=verdict),
                do=phrase("Accept or reject, or answer singly."),
            )
        with self._store.transaction():
            batch = self._batch(by, " ".join(targets))
            return [self._append(target, verdict, by=by, why=why, batch=batch) for target in targets]

    def undo(self, *, by: str, number: int | None = None, batch: str | None = None, why: str = "") -> Judgement:
        """Take back a judgement: the one named, all of a batch, or the last act of this person that stands.

        What was answered at once is taken back at once, unless one of it is named. Undoing an edit also rejects
        the claim the edit had made. Raises NotFound when nothing is left to undo.
        """
        with self._store.transaction():
            entries = self._undoable(by, number, batch)
            many = f"{entries[0].batch}-back" if len(entries) > 1 else None
            return [self._undo(entry, by=by, why=why, batch=many) for entry in reversed(entries)][-1]

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
                raise InputError(
                    phrase("this claim is already there"), thing=claim.id, do=phrase("Judge it in the queue.")
                )
            detail = {"document": document}
            self._store.append_log(at=self._clock(), actor=by, action="make", subject=claim.id, detail=detail)
            self._append(claim.id, Verdict.ACCEPTED, by=by, why=why)
        return claim

    def last(self, *, by: str | None = None, limit: int = 10) -> list[Judgement]:
        """The last answers that stand, newest first, for looking again and undoing."""
        end = self._store.last_judgement()
        after = max(0, end.number - LOOK_BACK) if end else 0
        found = list(self._given(by, after))
        if len(found) < limit and after:
            found = list(self._given(by, 0))
        return sorted(found, key=lambda entry: -entry.number)[:limit]

    def waiting(
        self,
        *,
        kind: ClaimKind | None = None,
        document: str | None = None,
        language: str | None = None,
        stage: Stage | None = None,
    ) -> Iterator[Claim]:
        """Claims that wait for a person: what could harm or carries a report first, in the order of the documents."""
        return self._store.waiting(kind=kind, document=document, language=language, stage=stage)

    def _check_first(self, target: str, by: str) -> None:
        entries = standing(self._store.judgements(target=target)).get(target, [])
        if any(entry.by == by for entry in entries):
            raise InputError(
                phrase("you have answered this already"), thing=target, do=phrase("A second reader is somebody else.")
            )

    def _superseded_by(self, target: str) -> str | None:
        """The judged claim that a suggested one would replace."""
        if self._store.statuses([target]).get(target) is not Status.SUGGESTED:
            return None
        return self._store.claim(target).supersedes

    def _replace(self, old: str, new: str, verdict: Verdict, *, by: str, why: str) -> Judgement:
        batch = self._batch(by, new)
        held = self._store.statuses([old]).get(old) is Status.WITHHELD
        accepted = self._append(new, Verdict.WITHHELD if held else verdict, by=by, why=why, batch=batch)
        self._append(old, Verdict.SUPERSEDED, by=by, why=why, by_claim=new, batch=batch)
        return accepted

    def _given(self, by: str | None, after: int) -> Iterator[Judgement]:
        """What people answered after a number and nobody has taken back."""
        entries = list(self._store.judgements(after=after))
        undone = {entry.undoes for entry in entries}
        for entry in entries:
            answer = entry.verdict not in BY_READING and entry.undoes is None
            if answer and entry.number not in undone and by in (None, entry.by):
                yield entry

    def _undoable(self, by: str, number: int | None, batch: str | None) -> list[Judgement]:
        """The judgements taken back together, in order of number."""
        # An edit appends two judgements; the superseding one is last and carries the other with it.
        found = self.last(by=by, limit=1) if number is None else self._numbered(number)
        if batch is None and number is None and found:
            batch = found[0].batch
        if batch is not None:
            found = [entry for entry in self._store.judgements(batch=batch) if self._stands(entry)]
        if not found:
            which = f"judgement {number}" if number is not None else f"batch {batch}" if batch else f"judgement by {by}"
            raise NotFound(
                phrase("there is no %(which)s left to undo", which=which),
                do=phrase("`chamsae review --last` lists what stands."),
            )
        return found

    def _numbered(self, number: int) -> list[Judgement]:
        """The judgement with this number, if it stands: alone, but a replacement as a whole."""
        entry = next(self._store.judgements(after=number - 1), None)
        if entry is None or entry.number != number or not self._stands(entry):
            return []
        together = list(self._store.judgements(batch=entry.batch)) if entry.batch else []
        return together if any(one.by_claim for one in together) else [entry]

    def _stands(self, entry: Judgement) -> bool:
        entries = standing(self._store.judgements(target=entry.target)).get(entry.target, [])
        said = entry.undoes is None and entry.verdict is not Verdict.SUGGESTED
        return said and entry.number in {one.number for one in entries}

    def _undo(self, entry: Judgement, *, by: str, why: str, batch: str | None) -> Judgement:
        undone = self._append(entry.target, Verdict.UNDONE, by=by, why=why, undoes=entry.number, batch=batch)
        if entry.by_claim and not entry.batch:
            self._append(entry.by_claim, Verdict.REJECTED, by=by, why="the edit was undone", undoes=entry.number)
        return undone

    def _batch(self, by: str, covered: str) -> str:
        """A name for what is answered at once, never given twice."""
        last = self._store.last_judgement()
        parts = f"{last.number if last else 0} {by} {self._clock().isoformat()} {covered}"
        return "b" + hashlib.sha256(parts.encode()).hexdigest()[:16]

    def _check_claim(self, target: str) -> None:
        """Only what a document says can be held back; a copy or a pair of names is so or not."""
        for find in (self._store.relation, self._store.pair):
            with suppress(NotFound):
                raise InputError(phrase("only a claim can be withheld"), thing=find(target).id, do=NO_CLAIM)

    def _append(
        self,
        target: str,
        verdict: Verdict,
        *,
        by: str,
        why: str,
        undoes: int | None = None,
        by_claim: str | None = None,
        blind: bool = False,
        batch: str | None = None,
    ) -> Judgement:
        entry = Judgement(
            target=target, verdict=verdict, by=by, at=self._clock(), why=why, undoes=undoes, by_claim=by_claim,
            blind=blind, batch=batch,
        )  # fmt: skip
        return append(self._store, entry)


def append(store: Store, entry: Judgement) -> Judgement:
    """Write a judgement and its entry in the log; inside a transaction."""
    written = store.add_judgement(entry)
    detail = {"verdict": entry.verdict.value, "judgement": str(written.number)}
    detail |= {"batch": entry.batch} if entry.batch else {}
    store.append_log(
        at=entry.at,
        actor=entry.by,
        action="judge",
        subject=entry.target,
        detail=detail,
        hidden={"reason": entry.why} if entry.why else {},
        under=entry.by if entry.batch else "",  # one reason for many claims is about none of them
    )
    return written


def fingerprint(claims: Sequence[Claim]) -> str:
    """A name for just these claims, to see whether others have come since they were shown."""
    return hashlib.sha256(" ".join(sorted(claim.id for claim in claims)).encode()).hexdigest()[:16]


def _corrected(old: Claim, text: str, by: str, *, value: Value, said: Saying, quote: tuple[int, int] | None) -> Claim:
    """The claim with the correction, proved; raises InputError when nothing or the kind changes."""
    if type(value) is not type(old.value):
        raise InputError(phrase("an edit cannot change the kind of a claim"), thing=phrase("claim %(id)s", id=old.id))
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
        raise InputError(
            phrase("the edit changes nothing"),
            thing=phrase("claim %(id)s", id=old.id),
            do=phrase("Accept the claim instead."),
        )
    settled = settle_id(new)
    prove(settled, text)
    return settled


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    low = text.rfind("\n", 0, start) + 1
    high = text.find("\n", end)
    return low, len(text) if high < 0 else high
