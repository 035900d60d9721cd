"""What the versions of an account say: what changed, which claims stay, fall and are new, and how the witness knows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from chamsae.casebook.changes import transported
from chamsae.casebook.entering import enter
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.claim import Act, Claim
from chamsae.model.interview import Account, AccountPart, Basis, Interview, Knowing
from chamsae.model.judgement import ABSENT
from chamsae.model.ledger import standing
from chamsae.ports import Clock, Store
from chamsae.read.account import questions
from chamsae.read.knowing import Proposed, knowing

_SENTENCE = re.compile(r"[^\n.!?。！？]+(?:[.!?。！？]+[\"'”’」』)）]*\s*|\n+|$)|\n+|[.!?。！？]+\s*")


class Change(StrEnum):
    """What became of a stretch of the older text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of both texts, of the older alone, or of the newer alone."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed between two versions of a part: the text in pieces, and the claims that stay, fall or are new.

    `stay` are pairs of the older and the newer claim; what reads the same words otherwise falls and is new.
    """

    part: AccountPart
    pieces: tuple[Piece, ...]
    stay: tuple[tuple[Claim, Claim], ...] = ()
    fall: tuple[Claim, ...] = ()
    new: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """How the witness knows what a claim says: a person's word (`entry`), else what their words propose."""

    claim: str
    basis: Basis
    source: str
    why: str
    entry: Knowing | None = None


class Accounts:
    """Versions of accounts side by side."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def claims(self, account: Account) -> list[Claim]:
        """What the parts of a version claim, in order; without what was asked, and what is no longer read so."""
        return [one for part in account.parts if part.document for one in self._of(part.document)]

    def difference(self, older: Account, newer: Account) -> list[Difference]:
        """What changed from one version to another, part by part."""
        before = {(one.voice, one.language): one for one in older.parts}
        now = {(one.voice, one.language): one for one in newer.parts}
        return [self._changed(before.get(key), now.get(key)) for key in dict.fromkeys((*before, *now))]

    def knowing(self, account: Account, claim: Claim) -> Known:
        """How the witness knows what a claim of an account says."""
        entries = standing(self._store.entries(Knowing, subject=claim.id))
        if entries:
            last = entries[-1]
            return Known(claim=claim.id, basis=last.basis, source=last.source, why=last.why, entry=last)
        found = self._proposed(account, claim)
        return Known(claim=claim.id, basis=found.basis, source=found.source, why=found.why)

    def know(self, claim: str, basis: Basis, *, by: str, source: str = "", why: str = "") -> Knowing:
        """Say how the witness knows what a claim says, and from whom; the last word stands, the earlier ones are kept.

        Raises NotFound for no such claim, InputError for a source of what was not heard.
        """
        self._store.claim(claim)
        if source.strip() and basis is not Basis.HEARD:
            raise InputError(
                phrase("only what was heard has somebody it was heard from"), thing=claim, do=phrase("Leave it empty.")
            )
        told = Knowing(subject=claim, basis=basis, source=source.strip(), by=by, at=self._clock(), why=why)
        return enter(self._store, told)

    def unknow(self, number: int, *, by: str) -> Knowing:
        """Take such a word back; the one before it stands again. Raises NotFound for no such entry."""
        entry = next((one for one in self._store.entries(Knowing, after=number - 1) if one.number == number), None)
        if entry is None or entry not in standing(self._store.entries(Knowing, subject=entry.subject)):
            raise NotFound(
                phrase("there is no entry %(number)s to take back", number=number),
                do=phrase("`chamsae interview acts ID` lists them."),
            )
        return enter(self._store, replace(entry, number=0, undoes=number, by=by, at=self._clock()))

    def _proposed(self, account: Account, claim: Claim) -> Proposed:
        interview = next(self._store.entries(Interview, subject=account.subject))
        language = next((one.language for one in account.parts if one.document == claim.document), interview.language)
        return knowing(claim, language, {interview.witness})

    def _of(self, document: str) -> Iterator[Claim]:
        held = list(self._store.claims(document=document))
        statuses = self._store.statuses([one.id for one in held])
        spans = questions(self._store.document(document).text)
        for one in held:
            asked = any(start <= one.trigger.start < end for start, end in spans)
            superseded = statuses.get(one.id) in ABSENT and any(other.supersedes == one.id for other in held)
            if not asked and not superseded:
                yield one

    def _changed(self, older: AccountPart | None, newer: AccountPart | None) -> Difference:
        part = newer or older
        assert part is not None
        texts = [self._store.document(one.document).text if one and one.document else "" for one in (older, newer)]
        before, now = (list(self._of(one.document)) if one and one.document else [] for one in (older, newer))
        stay = tuple(self._same(before, now, newer))
        left, right = {one.id for one, _ in stay}, {one.id for _, one in stay}
        return Difference(
            part=part,
            pieces=tuple(_pieces(_body(texts[0]), _body(texts[1]))),
            stay=stay,
            fall=tuple(one for one in before if one.id not in left),
            new=tuple(one for one in now if one.id not in right),
        )

    def _same(self, before: list[Claim], now: list[Claim], newer: AccountPart | None) -> Iterator[tuple[Claim, Claim]]:
        """Claims on the same words that say the same in both."""
        if newer is None or newer.document is None:
            return
        text = self._store.document(newer.document)
        known = {_said(one): one for one in now}
        for one in before:
            moved = transported(one, text)
            if moved is not None and (there := known.pop(_said(moved), None)):
                yield one, there


def _said(claim: Claim) -> tuple[object, ...]:
    """On which words a claim says what; its place and day may be inferred from the rest of the account."""
    value = replace(claim.value, figure=None) if isinstance(claim.value, Act) else claim.value
    return (claim.trigger.start, claim.trigger.end, value, claim.modality)


def _body(text: str) -> str:
    """An account without the lines at its head."""
    return text.partition("\n\n")[2]


def _pieces(older: str, newer: str) -> Iterator[Piece]:
    """Both texts in stretches, compared sentence by sentence."""
    before, now = _SENTENCE.findall(older), _SENTENCE.findall(newer)
    for what, low, high, start, end in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece(change=Change.SAME, text="".join(now[start:end]))
            continue
        if high > low:
            yield Piece(change=Change.GONE, text="".join(before[low:high]))
        if end > start:
            yield Piece(change=Change.NEW, text="".join(now[start:end]))
