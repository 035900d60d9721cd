"""Figures of one casebook, grouped anew when something was read or judged since.

What was grouped is held while the casebook is open: what is judged after that moves only the figures it touches. The
log tells what has happened since, whichever process did it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from threading import RLock

from chamsae.casebook.actors import actor
from chamsae.casebook.beside import put_beside
from chamsae.casebook.collecting import uncollected
from chamsae.casebook.identities import judged_voices
from chamsae.casebook.scoping import with_subject
from chamsae.casebook.settling import Settling
from chamsae.model.claim import Claim, ClaimKind
from chamsae.model.document import Document
from chamsae.model.judgement import Verdict
from chamsae.model.link import PAIR
from chamsae.model.log import LogEntry
from chamsae.model.queue import Stage, asking
from chamsae.model.settlement import FigureGroup
from chamsae.model.source import Capture
from chamsae.ports import Clock, Store
from chamsae.reconcile.figures import DocumentFacts, figures
from chamsae.reconcile.judged import Voice, as_judged
from chamsae.reconcile.regroup import Material, Moved, Regroup
from chamsae.reconcile.rule import Rule, named

#: How far back in the log the last grouping is looked for before figures are simply grouped anew.
LOOK_BACK = 200
#: Answers after which a claim or copy counts otherwise than before; so does any answer that is not the first.
MOVING = frozenset({Verdict.REJECTED.value, Verdict.SUPERSEDED.value, Verdict.UNDONE.value, Verdict.RETIRED.value})

NOTHING: Mapping[str, str] = {}


class _Effect(Enum):
    """What an entry of the log can do to figures: nothing, something to those of its subject, or to any."""

    NONE = auto()
    SOME = auto()
    ALL = auto()


@dataclass(slots=True)
class _Held:
    """What was grouped, up to which entry of the log; `plain` where no people were judged to be one."""

    figures: Regroup
    upto: int
    plain: bool


class Grouping:
    """The present grouping of figures."""

    def __init__(self, store: Store, clock: Clock, settling: Settling, rule: Rule = Rule.SPECIFIC) -> None:
        self._store, self._clock, self._settling, self._rule = store, clock, settling, rule
        self._lock = RLock()
        self._held: _Held | None = None
        self._seen = self._compared = 0

    def refresh(self, *, by: str) -> None:
        """Put figures right if something was read or judged since they were grouped."""
        with self._lock:
            last = self._store.last_log()
            if last is None or last.number == self._seen:
                return
            if self._held is None:
                if self._stale(last):
                    self.group(by=by)
            elif not self._followed(self._held, by=by):
                self.group(by=by)
            self._seen = max(self._seen, last.number)

    def group(self, *, by: str, relations: int = 0) -> None:
        """Group all figures; `relations` is how many new ones were found just before, for the log."""
        with self._lock, uncollected():
            head = self._store.last_log()  # before anything else is looked at: what comes later is not in these figures
            upto = head.number if head else 0
            voices = judged_voices(self._store, self._store.statuses())
            counted = list(self._store.claims(kind=ClaimKind.FIGURE))
            given = material(self._store, voices, self._rule, counted)
            held = _Held(Regroup(given), upto, not voices)
            grouped = held.figures.figures()
            with self._store.transaction():
                reopened = self._settling.reopened()
                self._store.replace_groups(grouped)
                found = put_beside(self._store, grouped, given.documents, counted)
                self._settling.restate(reopened, by=by)
                self._restage([claim for claim in given.claims if claim.kind is ClaimKind.FIGURE], grouped)
                self._log(by, len(grouped), relations, upto, found)
            self._held, self._compared = held, upto

    def compare(self) -> None:
        """Put figures right, then the checks and stances beside them, if what these are made of has changed since.

        Both are in the name of who did the last thing the log tells.
        """
        with self._lock:
            last = self._store.last_log()
            if last is None:
                return
            by = actor(self._store, last)
            self.refresh(by=by)
            if not self._behind(last.number):
                self._compared = max(self._compared, last.number)
            elif self._held is None:
                self.group(by=by)
            else:
                with uncollected(), self._store.transaction():
                    found = put_beside(self._store, list(self._store.groups()), self._held.figures.documents)
                    detail = found | {"upto": str(self._held.upto)}
                    self._append(by, "compare", detail)
                self._compared = self._held.upto

    def _behind(self, last: int) -> bool:
        """True where the checks and stances in the store may be of other claims or figures than the present ones."""
        since = list(self._store.log(after=max(self._compared, last - LOOK_BACK)))
        done = (int(entry.detail["upto"]) for entry in reversed(since) if "checks" in entry.detail)
        upto = next(done, self._compared)
        return upto < last - LOOK_BACK or any(self._moves(entry) for entry in since if entry.number > upto)

    def _followed(self, held: _Held, *, by: str) -> bool:
        """Do what the log tells since, where it moves few figures; False where all must be grouped anew."""
        entries = list(self._store.log(after=held.upto))
        if self._other_rule(entries) or _Effect.ALL in map(_effect, entries):
            return False
        if _Effect.SOME not in map(_effect, entries):
            held.upto = entries[-1].number if entries else held.upto
            return True
        self._held = None  # it is put right below; where that fails it is not to be trusted
        with self._store.transaction():  # so that nobody writes between looking and writing
            entries = list(self._store.log(after=held.upto))
            moved = (
                None if _Effect.ALL in map(_effect, entries) else self._moved(held.figures, entries, plain=held.plain)
            )
            if moved is None:
                return False
            held.upto = entries[-1].number
            if moved.put or moved.gone:
                self._write(moved, held.upto, by)
        self._held = held
        return True

    def _other_rule(self, entries: Iterable[LogEntry]) -> bool:
        """True where another program has since proposed by another rule."""
        return any(entry.detail.get("rule", named(self._rule)) != named(self._rule) for entry in entries)

    def _moved(self, figures: Regroup, entries: Sequence[LogEntry], *, plain: bool) -> Moved | None:
        """What these entries move; None where it may be more than the figures of what they are about."""
        targets = dict.fromkeys(entry.subject for entry in entries if entry.action in ("judge", "make"))
        unknown = {claim.id: claim for claim in self._store.claims(ids=self._unknown(figures, targets))}
        fresh = [claim for claim in unknown.values() if claim.kind in (ClaimKind.FIGURE, ClaimKind.NAME)]
        if fresh and not (plain and all(map(figures.can_take, fresh))):
            return None
        moved = figures.added(fresh, facts_of(self._store, {claim.document for claim in fresh}))
        about = [target for target in targets if target not in unknown or figures.can(target)]
        if not all(map(figures.can, about)):
            return None
        statuses = self._store.statuses(about)
        moved = moved.then(figures.judged({target: statuses.get(target) for target in about}))
        if any(entry.action == "correct" for entry in entries):
            moved = moved.then(figures.corrected(self._store.corrections()))
        return moved

    def _unknown(self, figures: Regroup, targets: Iterable[str]) -> list[str]:
        """Claims just made, or put in the place of those judged, and targets of other kinds."""
        given = list(targets)
        newer = [one.by_claim for target in given for one in self._store.judgements(target=target) if one.by_claim]
        return [id for id in dict.fromkeys((*given, *newer)) if not figures.can(id)]

    def _write(self, moved: Moved, upto: int, by: str) -> None:
        reopened = self._settling.reopened(sorted(self._store.groups_of(sorted(moved.claims)).values()))
        self._store.put_groups(moved.put, gone=moved.gone)
        self._settling.restate(reopened, by=by, claims=moved.claims, groups=[group.id for group in moved.put])
        self._restage(list(self._store.claims(ids=sorted(moved.claims))), moved.put)
        self._log(by, len(moved.put), 0, upto)

    def _log(self, by: str, groups: int, relations: int, upto: int, found: Mapping[str, str] = NOTHING) -> None:
        """Note a grouping; `found` are the checks and stances, where these were worked out as well."""
        told = {"groups": str(groups), "relations": str(relations), "upto": str(upto), "rule": named(self._rule)}
        self._append(by, "group", {**told, **found})

    def _append(self, by: str, action: str, detail: Mapping[str, str]) -> None:
        self._store.append_log(at=self._clock(), actor=by, action=action, subject="figures", detail=detail)

    def _restage(self, claims: Sequence[Claim], groups: Iterable[FigureGroup]) -> None:
        """Put those of these claims whose figure's sources differ forward in the queue, and back those of others."""
        differing = {member.claim for group in groups if group.contradictory for member in group.members}
        before = self._store.askings([claim.id for claim in claims])
        after = (
            asking(
                claim,
                contradicted=claim.id in differing,
                sure=before[claim.id].sure,
                reread=before[claim.id].stage is Stage.REREAD,
            )
            for claim in claims
        )
        self._store.put_askings([one for one in after if one != before[one.claim]])

    def _stale(self, last: LogEntry) -> bool:
        recent = list(self._store.log(after=max(0, last.number - LOOK_BACK)))
        grouped = next((entry for entry in reversed(recent) if entry.action == "group"), None)
        if grouped is None or grouped.detail.get("rule") != named(self._rule):
            return True
        upto = int(grouped.detail.get("upto", grouped.number))
        return upto < last.number - LOOK_BACK or any(self._moves(entry) for entry in recent if entry.number > upto)

    def _moves(self, entry: LogEntry) -> bool:
        """True for what moves figures: of first answers those that take a claim out, of later ones any."""
        effect = _effect(entry)
        if effect is not _Effect.SOME or entry.action != "judge" or entry.detail["verdict"] in MOVING:
            return effect is not _Effect.NONE
        return len(list(self._store.judgements(target=entry.subject))) > 1


def _effect(entry: LogEntry) -> _Effect:
    """What an entry can do to figures: claims read or asked for may say who is who, which concerns all of them."""
    if entry.action == "judge":
        return _Effect.ALL if entry.subject.startswith(PAIR) else _Effect.SOME
    if entry.action in {"make", "correct"}:
        return _Effect.SOME
    if entry.action in {"import_part", "import_undo"}:  # a list without figures moves none
        return _Effect.NONE if entry.detail.get("figures") == "0" else _Effect.ALL
    return _Effect.ALL if entry.action in {"read", "read_again", "ask", "link"} else _Effect.NONE


def material(
    store: Store, voices: Sequence[Voice], rule: Rule = Rule.SPECIFIC, counted: Sequence[Claim] = ()
) -> Material:
    """All that figures are made of, people as judged; `counted` are the claims of figures where they have been read."""
    claims = [*(counted or store.claims(kind=ClaimKind.FIGURE)), *store.claims(kind=ClaimKind.NAME)]
    return Material(
        claims=as_judged(claims, voices),
        documents=with_subject(store, claims, document_facts(store)),
        relations=tuple(store.relations()),
        statuses=store.statuses(),
        corrections=tuple(store.corrections()),
        rule=rule,
    )


def grouped_as(store: Store, voices: Sequence[Voice]) -> tuple[FigureGroup, ...]:
    """The figures as they would be grouped now, were these people judged so; nothing is written."""
    given = material(store, voices)
    return figures(given.claims, given.documents, given.relations, given.statuses, given.corrections)


def facts_of(store: Store, documents: Iterable[str]) -> dict[str, DocumentFacts]:
    """What reconciling needs to know of these documents, and whom they are about."""
    facts = known_facts(store, documents)
    claims = [claim for id in facts for claim in store.claims(document=id)]
    counted = [claim for claim in claims if claim.kind in (ClaimKind.FIGURE, ClaimKind.NAME)]
    return with_subject(store, counted, facts)


def known_facts(store: Store, documents: Iterable[str]) -> dict[str, DocumentFacts]:
    """What these documents say of themselves and when they arrived, by id."""
    held = [store.document(id) for id in sorted(documents)]
    arrived = {one.id: next(store.captures(sha256=one.sha256), None) for one in held}
    return {one.id: _known_of(one, first.captured_at if (first := arrived[one.id]) else None) for one in held}


def document_facts(store: Store) -> dict[str, DocumentFacts]:
    """What reconciling needs to know of every document, by id."""
    arrived = _arrivals(store.captures())
    return {document.id: _known_of(document, arrived.get(document.sha256)) for document in store.documents(text=False)}


def _arrivals(captures: Iterable[Capture]) -> dict[str, datetime]:
    """When each object first came in."""
    arrived: dict[str, datetime] = {}
    for capture in captures:
        arrived.setdefault(capture.sha256, capture.captured_at)
    return arrived


def _known_of(document: Document, arrived: datetime | None) -> DocumentFacts:
    return DocumentFacts(
        id=document.id,
        publisher=document.publisher,
        authors=document.authors,
        published=document.published,
        language=document.language,
        address=document.address,
        title=document.title or document.name,
        first_captured=arrived,
    )
