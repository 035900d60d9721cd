"""Copies and figures of one casebook: compared and grouped after reading, settled by people."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from chamsae.casebook.progress import Silent
from chamsae.errors import InputError
from chamsae.model.claim import Claim, ClaimKind
from chamsae.model.document import Document
from chamsae.model.judgement import Verdict
from chamsae.model.log import LogEntry
from chamsae.model.queue import Stage, asking
from chamsae.model.settlement import FigureGroup, Settlement
from chamsae.model.source import Capture
from chamsae.ports import Clock, Progress, Store
from chamsae.reconcile.copies import METHOD, compare, relations, sketch
from chamsae.reconcile.figures import DocumentFacts, figures
from chamsae.reconcile.translations import translations

#: How far back in the log the last grouping is looked for before figures are simply grouped anew.
LOOK_BACK = 200
#: Answers after which a claim or copy counts otherwise than before; an accepted one counts as when it was proposed.
MOVING = frozenset({Verdict.REJECTED.value, Verdict.SUPERSEDED.value, Verdict.UNDONE.value, Verdict.RETIRED.value})


class Reconcile:
    """Copy detection and grouping over what has been read."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def run(self, *, by: str, progress: Progress | None = None) -> int:
        """Compare documents not yet compared with all others, then group figures; the number of new relations."""
        watch = progress or Silent()
        new = self._compare(watch)
        self._group(by, new)
        return new

    def refresh(self, *, by: str) -> None:
        """Group figures anew if something was read or judged since they were grouped."""
        if self._stale():
            self._group(by, 0)

    def settle(  # noqa: PLR0917 - the parts of a settlement in the order in which one says them
        self,
        group: str,
        low: int | float | None,
        high: int | float | None,
        claims: Sequence[str] | None = None,
        aside: Sequence[str] = (),
        reason: str = "",
        *,
        by: str,
    ) -> Settlement:
        """Adopt a range for a figure, resting on claims (default: all of the group not set aside).

        Raises InputError without a reason, with ends the wrong way round, or with claims of another figure.
        """
        members = [member.claim for member in self._store.group(group).members]
        rests = tuple(c for c in members if c not in aside) if claims is None else tuple(claims)
        _check(low, high, reason, {*rests, *aside} - set(members))
        settlement = Settlement(
            group=group, low=low, high=high, claims=rests, aside=tuple(aside), reason=reason, by=by, at=self._clock()
        )
        with self._store.transaction():
            written = self._store.add_settlement(settlement)
            detail = {"settlement": str(written.number)}
            self._store.append_log(at=written.at, actor=by, action="settle", subject=group, detail=detail)
        return written

    def _compare(self, watch: Progress) -> int:
        """Relations and the sketches they rest on are written together, so interrupted work is done again."""
        old = list(self._store.sketches(METHOD))
        known = {kept.document for kept in old}
        every = {document.id: document for document in self._store.documents(text=False)}
        held = {document.id: document.language for document in every.values()}
        fresh = [sketch(self._store.document(id)) for id in held if id not in known]
        if not fresh:
            return 0
        watch.start(None, "comparing")
        found = relations(self._store.document, compare(fresh, old))
        # Texts are held in memory only where there can be a translation: in a casebook of several languages.
        several = len({language.partition("-")[0] for language in held.values()}) > 1
        documents = list(self._store.documents()) if several else []
        translated = translations(documents, self._figure_claims(), {s.document for s in fresh}) if several else ()
        with self._store.transaction():
            # Two texts read from the same bytes are one document read twice, no copies.
            pairs = (*found, *translated)
            apart = [one for one in pairs if every[one.document].sha256 != every[one.other].sha256]
            new = self._store.add_relations(apart)
            for kept in fresh:
                self._store.put_sketch(kept)
        watch.finish()
        return new

    def _group(self, by: str, new: int) -> None:
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
            detail = {"groups": str(len(grouped)), "relations": str(new), "upto": upto}
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

    def _figure_claims(self) -> list[Claim]:
        return list(self._store.claims(kind=ClaimKind.FIGURE))

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


def _check(low: float | None, high: float | None, reason: str, strangers: set[str]) -> None:
    if not reason.strip():
        raise InputError("a settlement needs its reason", do="Say in a sentence why this range and not another.")
    if low is None and high is None:
        raise InputError("a settlement needs at least one end", do="Give a lower or an upper number.")
    if low is not None and high is not None and low > high:
        raise InputError(f"the range runs from {low} down to {high}", do="Give the smaller number first.")
    if strangers:
        raise InputError(f"claims of another figure: {', '.join(sorted(strangers))}", do="Choose among its own claims.")
