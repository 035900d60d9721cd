"""Figures of one casebook, grouped anew when something was read or judged since."""

from collections.abc import Iterable, Sequence
from datetime import datetime

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

#: How far back in the log the last grouping is looked for before figures are simply grouped anew.
LOOK_BACK = 200
#: Answers after which a claim or copy counts otherwise than before; an accepted one counts as when it was proposed.
MOVING = frozenset({Verdict.REJECTED.value, Verdict.SUPERSEDED.value, Verdict.UNDONE.value, Verdict.RETIRED.value})


class Grouping:
    """The present grouping of figures."""

    def __init__(self, store: Store, clock: Clock, settling: Settling) -> None:
        self._store, self._clock, self._settling = store, clock, settling

    def refresh(self, *, by: str) -> None:
        """Group figures anew if something was read or judged since they were grouped."""
        if self._stale():
            self.group(by=by)

    def group(self, *, by: str, relations: int = 0) -> None:
        """Group all figures; `relations` is how many new ones were found just before, for the log."""
        head = self._store.last_log()  # before anything else is looked at: what comes later is not in these figures
        grouped = grouped_as(self._store, judged_voices(self._store, self._store.statuses()))
        claims = self._store.claims(kind=ClaimKind.FIGURE)
        with self._store.transaction():
            reopened = self._settling.reopened()
            self._store.replace_groups(grouped)
            self._settling.restate(reopened, by=by)
            self._restage(claims, grouped)
            upto = str(head.number if head else 0)
            detail = {"groups": str(len(grouped)), "relations": str(relations), "upto": upto}
            self._store.append_log(at=self._clock(), actor=by, action="group", subject="figures", detail=detail)

    def _restage(self, claims: Iterable[Claim], groups: Iterable[FigureGroup]) -> None:
        """Put the claims of figures whose sources differ forward in the queue, and back those that differ no more."""
        differing = {member.claim for group in groups if group.contradictory for member in group.members}
        counted = [claim for claim in claims if claim.kind is ClaimKind.FIGURE]
        before = self._store.askings([claim.id for claim in counted])
        after = (
            asking(
                claim,
                contradicted=claim.id in differing,
                sure=before[claim.id].sure,
                reread=before[claim.id].stage is Stage.REREAD,
            )
            for claim in counted
        )
        self._store.put_askings([one for one in after if one != before[one.claim]])

    def _stale(self) -> bool:
        last = self._store.last_log()
        if last is None:
            return False
        recent = list(self._store.log(after=max(0, last.number - LOOK_BACK)))
        grouped = next((entry for entry in reversed(recent) if entry.action == "group"), None)
        if grouped is None:
            return True
        upto = int(grouped.detail.get("upto", grouped.number))
        return upto < last.number - LOOK_BACK or any(_moves(entry) for entry in recent if entry.number > upto)


def grouped_as(store: Store, voices: Sequence[Voice]) -> tuple[FigureGroup, ...]:
    """The figures as they would be grouped now, were these people judged so; nothing is written."""
    claims = [*store.claims(kind=ClaimKind.FIGURE), *store.claims(kind=ClaimKind.NAME)]
    facts = with_subject(store, claims, document_facts(store))
    return figures(as_judged(claims, voices), facts, store.relations(), store.statuses(), store.corrections())


def document_facts(store: Store) -> dict[str, DocumentFacts]:
    """What reconciling needs to know of every document, by id."""
    arrived = _arrivals(store.captures())
    return {document.id: _facts(document, arrived[document.sha256]) for document in store.documents(text=False)}


def _moves(entry: LogEntry) -> bool:
    """True for what can change a figure: a claim read, asked for, made or corrected, an answer that moves one, or who
    is who."""
    if entry.action == "judge":
        return entry.detail["verdict"] in MOVING or entry.subject.startswith(PAIR)
    return entry.action in {"read", "make", "ask", "correct"}


def _arrivals(captures: Iterable[Capture]) -> dict[str, datetime]:
    """When each object first came in."""
    arrived: dict[str, datetime] = {}
    for capture in captures:
        arrived.setdefault(capture.sha256, capture.captured_at)
    return arrived


def _facts(document: Document, arrived: datetime) -> DocumentFacts:
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
