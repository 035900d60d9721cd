"""Consent taken back: at once, for everything of a person; then what has left already, and what else can be done.

done = book.withdrawal.take_back("W-7KQ2M9", by="Alice", why="afraid for her sister")
for one in done.left: print(one.at, one.action, one.to)
book.withdrawal.destroy("W-7KQ2M9", by="Alice", why="she asked for it")
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from math import inf

from chamsae.casebook.cases import Cases
from chamsae.casebook.consents import Consents, note_reason
from chamsae.casebook.entering import confirmed, enter
from chamsae.casebook.erasing import erase
from chamsae.casebook.forgetting import follow, forget, note_erased, wipe_originals
from chamsae.casebook.interviews import Interviews
from chamsae.casebook.releasing import Releases
from chamsae.casebook.review import Review
from chamsae.casebook.vault import Vault
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.appeal import Appeal, AppealAct, AppealStep, LetterWritten
from chamsae.model.claim import ClaimKind
from chamsae.model.consent import Circumstances, Consent, Decision, Extent, in_force
from chamsae.model.document import Document
from chamsae.model.interview import Account, Interview
from chamsae.model.judgement import Verdict
from chamsae.model.ledger import standing
from chamsae.model.log import Holder, LogEntry
from chamsae.model.petition import PetitionWritten
from chamsae.model.releasing import Draft
from chamsae.model.watch import News, Tracing
from chamsae.ports import Clock, Objects, Store

#: What the log calls the acts by which something leaves the casebook.
ABOUT_ONE = frozenset({"journey", "petition", "save", "redact", "clean", "report", "picture", "bundle", "table"})
OF_ALL = frozenset({"export", "export_claims", "export_texts", "export_gold", "backup"})
LEAVING = frozenset({"release", "appeal"}) | ABOUT_ONE | OF_ALL


class Held(StrEnum):
    """How sure it is that what left tells of the person: it is about them, it rests on what they told, it held all."""

    ABOUT = "about"
    AMONG = "among"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Something that has left and cannot be called back: the entry of the log, what it was, and to whom it went."""

    number: int
    at: datetime
    action: str
    subject: str
    held: Held
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What taking consent back did: the entry, how many claims are withheld, which open drafts told of the person."""

    entry: Consent
    withheld: int
    drafts: tuple[Draft, ...]
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trail:
    """What of the casebook is a person's: ids, codes of witnesses, interviews, testimony, objects, claims, figures."""

    ids: tuple[str, ...]
    codes: tuple[str, ...]
    interviews: tuple[str, ...]
    documents: frozenset[str]
    objects: frozenset[str]
    claims: frozenset[str]
    figures: frozenset[str]

    @property
    def things(self) -> frozenset[str]:
        """All that a log entry about the person may have as its subject."""
        return frozenset((*self.ids, *self.interviews)) | self.documents | self.objects | self.claims


class Withdrawals:
    """Taking consent back in one casebook."""

    def __init__(
        self,
        store: Store,
        objects: Objects,
        clock: Clock,
        *,
        consent: Consents,
        interviews: Interviews,
        review: Review,
        cases: Cases,
        vault: Vault,
        release: Releases,
    ) -> None:
        self._store, self._objects, self._clock = store, objects, clock
        self._consent, self._interviews = consent, interviews
        self._review, self._cases, self._vault, self._release = review, cases, vault, release

    def take_back(self, person: str, *, by: str, why: str, covers: Sequence[str] = ()) -> TakenBack:
        """Take consent back, for everything or some items: every answer is no from then on, in one transaction.

        What is being written down is wiped, what the accounts claim is withheld. The reason stands in the log alone,
        sealed under the person's key: it may tell more of them than the account did. Raises NotFound for nobody.
        """
        trail = self._trail(person)
        given = [one for id in trail.ids for one in self._store.entries(Consent, subject=id)]
        last = in_force(sorted(given, key=lambda one: one.number))
        entry = Consent(
            subject=person, decision=Decision.WITHDRAWN, covers=tuple(covers), extent=Extent.WHOLE, by=by,
            at=self._clock(), circumstances=_of_now(last),
        )  # fmt: skip
        with self._store.transaction():
            written = enter(self._store, entry)
            for code in trail.codes:  # interviews look at the consents of their witness alone
                if code != person:
                    enter(self._store, replace(entry, subject=code))
            note_reason(self._store, written, why)
            silenced = [one for one in trail.interviews if written.reaches(one)]
            withheld = sum(self._interviews.withhold(one, by=by) for one in silenced)
        return TakenBack(
            entry=written, withheld=withheld, drafts=tuple(self._drafts(trail)), left=tuple(self._left(trail))
        )

    def left(self, person: str) -> list[Left]:
        """What has left that tells of a person, or may, the last first: to whom one can still write."""
        return list(reversed(list(self._left(self._trail(person)))))

    def restrict(self, person: str, *, by: str, why: str) -> int:
        """Withhold every claim that tells of the person, for nobody but the group to see: how many claims."""
        trail = self._trail(person)
        with self._store.transaction():
            self._tell(person, "restrict", by, why)
            return self._withhold(trail.claims, by)

    def pseudonymise(self, person: str, *, by: str, why: str) -> int:
        """Destroy the details of identity and withhold the claims that tell them (names, traits). How many claims.

        What happened to the person stays, under the person's code.
        """
        trail = self._trail(person)
        telling = {one.id for one in self._store.claims(ids=trail.claims) if one.kind in IDENTIFYING}
        with self._store.transaction():
            self._tell(person, "pseudonymise", by, why)
            held = self._withhold(telling, by)
            self._close(person, by, why)
        return held

    def destroy(self, person: str, *, by: str, why: str) -> int:
        """Erase what the person told, withhold all that tells of them, destroy the keys of what is hidden about them.

        Accounts and tracing notes become blanks in the database, in search and in what was worked out from them; their
        originals are wiped. The log still verifies; what it hid can never be opened again. How many keys; done again
        after an interruption it goes on. Raises InputError without a reason.
        """
        if not why.strip():
            raise InputError(phrase("it is not said why"), thing=person, do=phrase("Give the reason."))
        trail = self._trail(person)
        with self._store.transaction():
            forget(self._store, documents=trail.documents, things={*trail.ids, *trail.interviews})
            self._withhold(trail.claims, by)
            gone = self._close(person, by, why)
            for thing in sorted(self._hiding(trail)):
                if any(self._store.keys(Holder.THING, thing)):
                    erase(self._store, thing, reason=why.strip(), by=by, at=self._clock())
                    gone += 1
            note_erased(self._store, trail.objects, by=by, at=self._clock())
        wipe_originals(self._objects, trail.objects)
        follow(self._store)
        self._store.scrub()
        return gone

    def _hiding(self, trail: _Trail) -> set[str]:
        """Subjects of log entries about the person; of objects these are the accessions."""
        captures = {one.id for sha256 in trail.objects for one in self._store.captures(sha256=sha256)}
        return {*trail.things, *captures}

    def _close(self, person: str, by: str, why: str) -> int:
        try:
            return self._vault.destroy(person, by=by, why=why)
        except NotFound:
            return 0

    def _withhold(self, claims: Collection[str], by: str) -> int:
        for claim in sorted(claims):
            self._review.judge(claim, Verdict.WITHHELD, by=by, why=WITHHELD)
        return len(claims)

    def _tell(self, person: str, remedy: str, by: str, why: str) -> None:
        hidden = {"reason": why.strip()} if why.strip() else {}
        self._store.append_log(
            at=self._clock(), actor=by, action="take_back", subject=person, detail={"remedy": remedy}, hidden=hidden
        )

    def _drafts(self, trail: _Trail) -> Iterator[Draft]:
        """Open drafts that meant to tell of the person; their checklist now says so, and their signatures are void."""
        for one in self._release.drafts():
            chosen = {*one.chosen.cases, *one.chosen.documents, *one.chosen.figures}
            if chosen & {*trail.ids, *trail.documents, *trail.figures}:
                yield one

    def _left(self, trail: _Trail) -> Iterator[Left]:
        """In the order of the log: releases first, so that what was written of them is known."""
        releases = {held.package.id: held for one in trail.ids for held in self._release.about(one)}
        sent = {one.petition: one.body.value for one in self._store.entries(PetitionWritten)}
        letters = self._letters(trail)
        known, begun = dict[str, str](), self._begun(trail)
        for entry in self._store.log(actions=LEAVING):
            if entry.action == "release":
                content = entry.detail.get("content", entry.subject)
                told = content in releases or bool(trail.figures & {*entry.detail.get("held", "").split()})
                if told:
                    to = releases[content].package.recipient if content in releases else ""
                    known[content] = to
                    yield _left(entry, Held.ABOUT if content in releases else Held.AMONG, to)
            elif entry.action in ABOUT_ONE and entry.subject in known:
                yield _left(entry, Held.AMONG, known[entry.subject])
            elif entry.action in ABOUT_ONE and entry.subject in trail.things:
                yield _left(entry, Held.ABOUT, sent.get(entry.detail.get("petition", ""), ""))
            elif entry.action == "appeal" and (of := letters.keys() & {*confirmed(entry.detail)}):
                yield _left(entry, Held.ABOUT, letters[min(of)])
            elif entry.action in OF_ALL and entry.number >= begun:
                yield _left(entry, Held.ALL, "")

    def _letters(self, trail: _Trail) -> dict[int, str]:
        """To whom appeals for the person were sent or written, by the number of the entry that tells of it."""
        to = {one.subject: one.addressee.name for one in self._store.entries(Appeal) if {*one.persons} & {*trail.ids}}
        steps = standing(self._store.entries(AppealStep))
        sent = [one for one in steps if one.act is AppealAct.SENT and one.subject in to]
        about = [one for one in self._store.entries(LetterWritten) if one.person in trail.ids]
        return {one.number: to.get(one.subject, "") for one in (*sent, *about)}

    def _begun(self, trail: _Trail) -> float:
        """The number of the first entry of the log about the person, or of nothing there is."""
        first = (next(self._store.log(subject=one), None) for one in trail.things)
        return min((one.number for one in first if one is not None), default=inf)

    def _trail(self, person: str) -> _Trail:
        ids = self._consent.ids(person)
        held = [one for one in self._store.entries(Interview) if one.witness in ids]
        interviews = tuple(one.subject for one in held)
        accounts = [one for id in interviews for one in self._store.entries(Account, subject=id)]
        parts = [part for one in accounts for part in one.parts]
        claims = {claim.id for one in accounts for claim in self._interviews.accounts.claims(one)}
        claims |= {claim for id in ids for claim in self._told(id)}
        notes = [note for id in ids for note in self._noted(id)]
        claims |= {one.id for one in self._store.claims(documents=[note.id for note in notes])} if notes else set()
        return _Trail(
            ids=ids, codes=tuple(sorted({one.witness for one in held})), interviews=interviews,
            documents=frozenset((*(part.document for part in parts if part.document), *(one.id for one in notes))),
            objects=frozenset((*(part.sha256 for part in parts), *(one.sha256 for one in notes))),
            claims=frozenset(claims),
            figures=frozenset(self._store.groups_of(claims).values()),
        )  # fmt: skip

    def _noted(self, id: str) -> Iterator[Document]:
        """The notes taken down for a tracing request: the request, and news of it that stands in a note of its own."""
        news = [self._store.claim(one.claim).document for one in self._store.entries(News, subject=id)]
        for document in dict.fromkeys((*(one.document for one in self._store.entries(Tracing, subject=id)), *news)):
            held = self._store.document(document)
            if held.name.startswith(f"tracing {id}"):
                yield held

    def _told(self, id: str) -> Iterator[str]:
        """The claims that tell of somebody in the casebook: names, traits, kin, acts; a code or request has none."""
        try:
            yield from self._store.record(id).claims
        except NotFound:
            return
        file = self._cases.person(id)
        yield from (claim for fact in file.facts for value in fact.values for claim in value.claims)
        yield from (claim for value in file.kin for claim in value.claims)
        yield from (claim for act in file.acts for claim in act.claims)
        yield from file.interventions


#: What judgements say, which are read by all: what the person said is in the log, sealed.
WITHHELD = "consent was taken back"
#: Claims by which somebody can be known.
IDENTIFYING = frozenset({ClaimKind.NAME, ClaimKind.DETAIL})


def _of_now(last: Consent | None) -> Circumstances:
    """Who took it back is taken to be who gave it; nothing else of how it was given holds."""
    given = last.circumstances if last else Circumstances()
    return replace(Circumstances(), giver=given.giver, guardian=given.guardian, language=given.language)


def _left(entry: LogEntry, held: Held, to: str) -> Left:
    return Left(number=entry.number, at=entry.at, action=entry.action, subject=entry.subject, held=held, to=to)
