"""Interviews: consent first; then the account, kept at every change; finished, it is an object and a document."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from chamsae.casebook.accession import Archive
from chamsae.casebook.accounts import Accounts
from chamsae.casebook.consents import check_asked, note_reason
from chamsae.casebook.drafts import Drafts
from chamsae.casebook.entering import enter
from chamsae.casebook.reading import Read
from chamsae.casebook.review import Review
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.consent import Circumstances, Consent, Decision, Permission, Purpose, in_force, permits
from chamsae.model.document import Relation, RelationKind
from chamsae.model.interview import Account, AccountPart, Discarded, Draft, Interview, Passage, Stage, Voice, words
from chamsae.model.judgement import Verdict
from chamsae.ports import Clock, Store
from chamsae.read.account import questions, texts

#: Passages an account may have, and characters all of them together.
MOST_PASSAGES, LONGEST = 1_000, 300_000
#: Letters of a witness's code: none that is taken for another; a prime number of them, for the check.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A draft was not replaced, for somebody had changed it since: `kept` is how it stands now."""

    kept: Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An interview with how far it is, the consent in force, and its finished versions."""

    interview: Interview
    stage: Stage
    consent: Consent | None
    versions: tuple[Account, ...]


class Interviews:
    """The interviews of one casebook; `accounts` compares their versions and says how witnesses know."""

    def __init__(
        self, store: Store, clock: Clock, drafts: Drafts, *, archive: Archive, read: Read, review: Review
    ) -> None:
        self._store, self._clock, self._drafts = store, clock, drafts
        self._archive, self._read, self._review = archive, read, review
        self.accounts = Accounts(store, clock)

    def begin(self, *, language: str, by: str, witness: str = "", interpreter: str = "") -> Interview:
        """Begin an interview with a new witness, or with one met before (their code). Nothing can be told yet.

        Raises InputError for a code nobody has.
        """
        if witness and all(one.witness != witness for one in self._store.entries(Interview)):
            raise InputError(
                phrase("no witness has this code"), thing=witness, do=phrase("Leave it empty for somebody new.")
            )
        begun = Interview(
            subject=f"i{secrets.token_hex(6)}", witness=witness or self._new_code(), language=language or "en",
            interpreter=interpreter.strip(), by=by, at=self._clock(),
        )  # fmt: skip
        return enter(self._store, begun)

    def all(self) -> list[Standing]:
        """All interviews, the last begun first."""
        return [self._standing(one) for one in reversed(list(self._store.entries(Interview)))]

    def one(self, id: str) -> Standing:
        """One interview; raises NotFound for none."""
        return self._standing(self._interview(id))

    def consents(self, witness: str) -> list[Consent]:
        """What a witness (a code) answered whenever asked, in order."""
        return list(self._store.entries(Consent, subject=witness))

    def consent(
        self,
        id: str,
        permissions: Iterable[Permission],
        circumstances: Circumstances,
        *,
        by: str,
        refused: bool = False,
        why: str = "",
    ) -> Consent:
        """Record what the witness answered before telling, purpose by purpose; `refused` for somebody who will not.

        What was typed of an account that is refused is wiped. Raises InputError without the risks that were explained
        (but for a refusal) and for a guardian who is not named.
        """
        held = self._interview(id)
        told = tuple(permissions)
        entry = Consent(
            subject=held.witness, decision=Decision.REFUSED if refused else Decision.GIVEN, permissions=told,
            covers=(held.subject,), circumstances=circumstances, by=by, at=self._clock(), why=why,
        )  # fmt: skip
        check_asked(entry)
        return self._decide(held, entry)

    def withdraw(self, id: str, *, by: str, why: str) -> Consent:
        """Record that consent was taken back: a draft is wiped, what the account claims is withheld from then on.

        Raises InputError where none stands.
        """
        held = self._interview(id)
        last = self._consent(held)
        if last is None or last.decision is not Decision.GIVEN:
            raise InputError(phrase("there is no consent to take back"), thing=id)
        entry = replace(
            last, number=0, decision=Decision.WITHDRAWN, permissions=(), covers=(id,), by=by, at=self._clock(), why=""
        )
        with self._store.transaction():
            written = self._decide(held, entry)
            note_reason(self._store, written, why)
            self.withhold(id, by=by)
        return written

    def withhold(self, id: str, *, by: str, why: str = "the witness took consent back") -> int:
        """Wipe what is being written down of an interview and withhold what its accounts claim: how many claims."""
        held = self._interview(id)
        with self._store.transaction():
            self._drafts.drop(held.subject)
            accounts = self._store.entries(Account, subject=id)
            claims = dict.fromkeys(claim.id for one in accounts for claim in self.accounts.claims(one))
            for claim in claims:
                self._review.judge(claim, Verdict.WITHHELD, by=by, why=why)
        return len(claims)

    def draft(self, id: str) -> Draft | None:
        """The account as far as it is written down, if one is."""
        return self._drafts.get(self._interview(id).subject)

    def save(self, id: str, passages: Sequence[Passage], *, base: int, by: str) -> Draft | Clash:
        """Keep an account as it is now; `base` is the version of the draft this change was made to (0: none yet).

        Returns a Clash and keeps what is kept where somebody else changed it since. Raises InputError while no consent
        stands, and beyond 1,000 passages or 300,000 characters.
        """
        _check_size(passages)
        with self._store.transaction():
            self._telling(id)
            kept = self._drafts.get(id)
            if (kept.version if kept else 0) != base:
                return self._clash(id, kept, tuple(passages))
            draft = Draft(interview=id, version=base + 1, passages=tuple(passages), by=by, saved=self._clock())
            self._drafts.put(draft)
            return draft

    def discard(self, id: str, *, by: str, why: str = "") -> Discarded | None:
        """Throw away what was typed; an interview without a finished account is over then, and the entry says so."""
        held = self._interview(id)
        with self._store.transaction():
            entry = None
            if not any(self._store.entries(Account, subject=id)):
                entry = enter(self._store, Discarded(subject=held.subject, by=by, at=self._clock(), why=why))
            self._drafts.drop(id)
            return entry

    def finish(self, id: str, *, by: str, why: str = "") -> Account:
        """Make the draft an account: objects, documents read as testimony, and a version beside those before.

        What stands in questions is rejected, for the interviewer said it. Raises InputError where nothing was told.
        """
        held = self._telling(id)
        draft = self._drafts.get(id)
        passages = words(draft.passages if draft else ())
        if not any(one.voice is not Voice.NOTE for one in passages):
            raise InputError(
                phrase("nothing was told yet"), thing=id, do=phrase("Write down what the witness says first.")
            )
        before = list(self._store.entries(Account, subject=id))
        if before and before[-1].passages == passages:
            raise InputError(
                phrase("this is the account as it stood before"), thing=id, do=phrase("Throw the draft away instead.")
            )
        parts = tuple(self._parts(held, passages, len(before) + 1, by))
        self._mark(parts, before, by)
        account = Account(
            subject=id, version=len(before) + 1, passages=passages, parts=parts, by=by, at=self._clock(), why=why
        )
        account = enter(self._store, account)
        self._drafts.drop(id)
        return account

    def revise(self, id: str, *, by: str) -> Draft:
        """A draft that starts from the last version, for a witness who changes the account; none is overwritten."""
        held = self._standing(self._telling(id))
        if (draft := self._drafts.get(id)) is not None:
            return draft
        passages = held.versions[-1].passages if held.versions else ()
        saved = self.save(id, passages, base=0, by=by)
        return saved if isinstance(saved, Draft) else saved.kept

    def _new_code(self) -> str:
        """A code no other witness has: of five letters, two among some thousands would be the same one by chance."""
        taken = {one.witness for one in self._store.entries(Interview)}
        while (code := _code([secrets.randbelow(len(_LETTERS)) for _ in range(5)])) in taken:
            pass
        return code

    def _interview(self, id: str) -> Interview:
        found = next(self._store.entries(Interview, subject=id), None)
        if found is None:
            raise NotFound(
                phrase("there is no interview %(id)s", id=id), do=phrase("`chamsae interview list` lists them.")
            )
        return found

    def _consent(self, held: Interview) -> Consent | None:
        """The consent in force for this interview; a refusal or withdrawal of another interview is not one of this."""
        return in_force(self._own(held))

    def _own(self, held: Interview) -> list[Consent]:
        return [one for one in self.consents(held.witness) if one.reaches(held.subject)]

    def _standing(self, held: Interview) -> Standing:
        consent = self._consent(held)
        versions = tuple(self._store.entries(Account, subject=held.subject))
        return Standing(interview=held, stage=self._stage(held, consent, versions), consent=consent, versions=versions)

    def _stage(self, held: Interview, consent: Consent | None, versions: Sequence[Account]) -> Stage:
        if any(self._store.entries(Discarded, subject=held.subject)):
            return Stage.DISCARDED
        if consent is None:
            return Stage.CONSENT
        if consent.decision is not Decision.GIVEN:
            return Stage.REFUSED if consent.decision is Decision.REFUSED else Stage.WITHDRAWN
        if not versions:
            return Stage.TELLING
        return Stage.REVISING if self._drafts.get(held.subject) else Stage.FINISHED

    def _telling(self, id: str) -> Interview:
        """The interview, if something may be told in it today."""
        held = self._interview(id)
        if not permits(self._own(held), Purpose.INTERNAL, self._clock().date()):
            raise InputError(
                phrase("no consent stands, so nothing is taken down"),
                thing=id,
                do=phrase("Record first what the witness answered."),
            )
        if any(self._store.entries(Discarded, subject=id)):
            raise InputError(phrase("this interview was thrown away"), thing=id, do=phrase("Begin a new one."))
        return held

    def _decide(self, held: Interview, entry: Consent) -> Consent:
        with self._store.transaction():
            if entry.decision is not Decision.GIVEN:
                self._drafts.drop(held.subject)
            return enter(self._store, entry)

    def _clash(self, id: str, kept: Draft | None, given: tuple[Passage, ...]) -> Draft | Clash:
        """The same words kept twice are no clash: an answer may have been lost on the way."""
        if kept is None:
            return Clash(kept=Draft(interview=id, version=0, passages=(), by="", saved=self._clock()))
        return kept if kept.passages == given else Clash(kept=kept)

    def _parts(self, held: Interview, passages: Sequence[Passage], version: int, by: str) -> Iterator[AccountPart]:
        day = self._clock().date()
        for voice, language, text in texts(passages, held.witness, held.language, day):
            name = f"{held.witness} {held.subject} v{version} {voice.value} {language}.txt"
            kept = self._archive.add_bytes(BytesIO(text.encode()), name, by=by)
            self._read.run(by=by, retry=[kept.sha256])
            reading = self._store.reading(kept.sha256)
            document = reading.document if reading else None
            yield AccountPart(voice=voice, language=language, sha256=kept.sha256, document=document)

    def _mark(self, parts: Iterable[AccountPart], before: Sequence[Account], by: str) -> None:
        """Reject what stands in questions, and tie a part to that of the version before: they are one origin."""
        older = {(one.voice, one.language): one.document for one in before[-1].parts} if before else {}
        for part in parts:
            if part.document is None:
                continue
            spans = questions(self._store.document(part.document).text)
            asked = [
                one.id
                for one in self._store.claims(document=part.document)
                if any(start <= one.trigger.start < end for start, end in spans)
            ]
            if asked:
                self._review.judge_these(asked, Verdict.REJECTED, by=by, why="asked by the interviewer")
            if old := older.get((part.voice, part.language)):
                self._tie(part.document, old)

    def _tie(self, new: str, old: str) -> None:
        tied = any({one.document, one.other} == {new, old} for one in self._store.relations(document=new))
        if new != old and not tied:
            relation = Relation(
                id=f"r{secrets.token_hex(8)}", document=new, other=old, kind=RelationKind.REWRITE, score=1.0,
                directed=True, why="a later version of the same account", reader="interview 1",
            )  # fmt: skip
            self._store.add_relations([relation])


def added(mine: Sequence[Passage], theirs: Sequence[Passage]) -> tuple[Passage, ...]:
    """Both sides of a clash in one: mine, then what stands only in theirs; no words are lost."""
    own = {replace(one, at=None) for one in mine}
    return (*mine, *(one for one in theirs if replace(one, at=None) not in own))


def _check_size(passages: Sequence[Passage]) -> None:
    if len(passages) > MOST_PASSAGES or sum(len(one.text) for one in passages) > LONGEST:
        raise InputError(
            phrase(
                "an account has at most %(most_passages)s passages and %(longest)s characters",
                most_passages=f"{MOST_PASSAGES:,}",
                longest=f"{LONGEST:,}",
            ),
            do=phrase("Finish it, and begin another interview for the rest."),
        )


def _code(drawn: Sequence[int]) -> str:
    """A code for a witness that says nothing of them; one wrong letter makes it nobody's, for the last one checks."""
    check = sum((at + 2) * one for at, one in enumerate(drawn)) % len(_LETTERS)
    return "W-" + "".join(_LETTERS[one] for one in (*drawn, check))
