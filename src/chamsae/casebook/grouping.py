"""Figures of one casebook, grouped anew when something was read or judged since."""

from collections.abc import Iterable
from datetime import datetime

from chamsae.model.claim import Claim, ClaimKind
from chamsae.model.document import Document
from chamsae.model.judgement import Verdict
from chamsae.model.log import LogEntry
from chamsae.model.queue import Stage, asking
from chamsae.model.settlement import FigureGroup
from chamsae.model.source import Capture
from chamsae.ports import Clock, Store
from chamsae.reconcile.figures import DocumentFacts, figures

#: How far back in the log the last grouping is looked for before figures are simply grouped anew.
LOOK_BACK = 200
#: Answers after which a claim or copy counts otherwise than before; an accepted one counts as when it was proposed.
MOVING = frozenset({Verdict.REJECTED.value, Verdict.SUPERSEDED.value, Verdict.UNDONE.value, Verdict.RETIRED.value})


class Grouping:
    """The present grouping of figures."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def refresh(self, *, by: str) -> None:
        """Group figures anew if something was read or judged since they were grouped."""
        if self._stale():
            self.group(by=by)

    def group(self, *, by: str, relations: int = 0) -> None:
        """Group all figures; `relations` is how many new ones were found just before, for the log."""
        head = self._store.last_log()  # before anything else is looked at: what comes later is not in these figures
        claims = [*self._store.claims(kind=ClaimKind.FIGURE), *self._store.claims(kind=ClaimKind.NAME)]
        arrived = _arrivals(self._store.captures())
        facts = {
            document.id: _facts(document, arrived[document.sha256]) for document in self._store.documents(text=False)
        }
        grouped = figures(claims, facts, self._store.relations(), self._store.statuses())
        with self._store.transaction():
            self._store.replace_groups(grouped)
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


def _moves(entry: LogEntry) -> bool:
    """True for what can change a figure: a claim read, asked for or made, an answer that takes one out or back in."""
    return entry.action in {"read", "make", "ask"} or (entry.action == "judge" and entry.detail["verdict"] in MOVING)


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
