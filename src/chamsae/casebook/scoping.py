"""What people say a claim counts, kept beside what was inferred; and how figures of different scope hang together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.claim import Claim, ClaimKind, Figure
from chamsae.model.judgement import Status
from chamsae.model.scoping import ScopeCorrection, ScopeTie
from chamsae.model.when import When
from chamsae.ports import Clock, Store
from chamsae.reconcile.correction import standing
from chamsae.reconcile.events import events
from chamsae.reconcile.scope import ACTS, DocumentFacts, speaks, unclear
from chamsae.reconcile.ties import ties

#: What to do when a correction says nothing.
SAY = phrase("Give an act, a place, a time, who is counted, or take the claim out of all figures.")


def with_subject(store: Store, claims: Sequence[Claim], facts: Mapping[str, DocumentFacts]) -> dict[str, DocumentFacts]:
    """The facts, completed by whether a text speaks of North Koreans where no heading and no claim tells."""
    about = {id for id in unclear(claims, facts) if speaks(store.document(id).text)}
    return {id: replace(one, about=True) if id in about else one for id, one in facts.items()}


class Scoping:
    """Corrections of scope, and ties between figures, of one casebook."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def correct(
        self,
        claim_id: str,
        *,
        by: str,
        reason: str,
        act: str | None = None,
        place: str | None = None,
        when: When | None = None,
        counted: str | None = None,
        out: bool = False,
        undoes: int | None = None,
    ) -> ScopeCorrection:
        """As `Reconcile.correct`."""
        given = ScopeCorrection(
            claim=claim_id,
            act=act,
            counted=counted,
            place=place,
            when=when,
            out=out,
            undoes=undoes,
            reason=reason,
            by=by,
            at=self._clock(),
        )
        with self._store.transaction():
            self._check(given)
            written = self._store.add_correction(given)
            detail = {"correction": str(written.number)}
            hidden = {"reason": written.reason} if written.reason else {}
            self._store.append_log(
                at=written.at, actor=by, action="correct", subject=claim_id, detail=detail, hidden=hidden
            )
        return written

    def corrections(self, claim_id: str | None = None) -> dict[str, ScopeCorrection]:
        """The corrections that stand, by claim id."""
        return standing(self._store.corrections(claim=claim_id))

    def ties(self, group: str) -> tuple[ScopeTie, ...]:
        """As `Reconcile.ties`."""
        self._store.group(group)
        return tuple(tie for tie in ties(self._store.groups()) if group in (tie.narrow, tie.wide))

    def events(self) -> dict[str, frozenset[str]]:
        """As `Reconcile.events`."""
        where = {claim.id: claim.document for claim in self._store.claims(kind=ClaimKind.FIGURE)}
        # A document of which no more is known than its day needs no capture here.
        facts = {one.id: DocumentFacts(id=one.id, published=one.published) for one in self._store.documents(text=False)}
        statuses = self._store.statuses()
        relations = [one for one in self._store.relations() if statuses.get(one.id) is not Status.REJECTED]
        return events(self._store.groups(), where, facts, relations)

    def _check(self, given: ScopeCorrection) -> None:
        """Raise InputError for a correction that says nothing, has no reason, or takes back what does not stand."""
        claim = self._store.claim(given.claim)
        if not given.reason.strip():
            raise InputError(
                phrase("a correction needs its reason"), thing=given.claim, do=phrase("Say in a sentence how you know.")
            )
        if not isinstance(claim.value, Figure):
            raise InputError(
                phrase("only a claim that counts something has a scope"),
                thing=given.claim,
                do=phrase("Choose a figure."),
            )
        said = [given.act, given.place, given.when, given.counted, given.out or None]
        if given.undoes is not None:
            self._check_undone(given, said)
        elif not any(said):
            raise InputError(phrase("a correction that says nothing"), thing=given.claim, do=SAY)
        elif given.out and any(said[:-1]):
            raise InputError(phrase("a claim cannot be out of all figures and in one"), thing=given.claim, do=SAY)
        if given.act is not None and given.act not in ACTS:
            raise InputError(
                phrase("“%(act)s” is no act of a figure", act=given.act),
                do=phrase("Use one of: %(names)s.", names=", ".join(sorted(ACTS))),
            )

    def _check_undone(self, given: ScopeCorrection, said: Sequence[object]) -> None:
        if any(said):
            raise InputError(
                phrase("taking a correction back says nothing else"), thing=given.claim, do=phrase("Correct it again.")
            )
        ledger = list(self._store.corrections(claim=given.claim))
        undone = {one.undoes for one in ledger}
        if given.undoes not in {one.number for one in ledger if one.undoes is None and one.number not in undone}:
            raise NotFound(
                phrase("no correction %(undoes)s of %(claim)s stands", undoes=given.undoes, claim=given.claim)
            )
