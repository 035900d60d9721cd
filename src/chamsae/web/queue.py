"""The questions that wait: which are wanted, which comes next, how many are left; each answered from an index."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse

from chamsae.db.models import ClaimRow, DocumentRow, JudgementRow, TallyRow
from chamsae.db.store.queue import IN_ORDER, STATES, waiting_rows
from chamsae.model.claim import ClaimKind
from chamsae.model.judgement import BY_READING, WAITING, Status, Verdict
from chamsae.model.queue import Stage

#: Claims in these states have been answered.
ANSWERED = (Status.ACCEPTED, Status.REJECTED, Status.DISPUTED, Status.WITHHELD)
COPIES = "copies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody chose to be asked: a kind, a document, a language, a reason; what is empty narrows nothing."""

    kind: str = ""
    document: str = ""
    language: str = ""
    stage: int | None = None

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Wanted":
        """As an address says it; what is not known is not wanted."""
        kind, why = given.get("kind", ""), given.get("why", "")
        return cls(
            kind=kind if kind == COPIES or kind in set(ClaimKind) else "",
            document=given.get("document", "")[:64],
            language=given.get("language", "")[:8].partition("-")[0],
            stage=int(why) if why.isascii() and why.isdigit() and int(why) in set(Stage) else None,
        )

    def given(self) -> dict[str, str]:
        """As it stands in an address."""
        why = "" if self.stage is None else str(int(self.stage))
        every = {"kind": self.kind, "document": self.document, "language": self.language, "why": why}
        return {name: value for name, value in every.items() if value}

    def address(self, **more: str) -> str:
        """The address of the queue with this choice, and `after` or `claim`."""
        query = urlencode(self.given() | {name: value for name, value in more.items() if value})
        return f"{reverse('review')}?{query}" if query else reverse("review")

    def but(self, **change: str | int | None) -> str:
        """The address with a part of the choice changed."""
        return replace(self, **change).address()  # type: ignore[arg-type]  # fields of this class


@dataclass(frozen=True, slots=True)
class Left:
    """How much waits, by kind and by reason, among the documents wanted."""

    kinds: Mapping[str, int]
    stages: Mapping[int, int]
    total: int


def stages(alias: str, wanted: Wanted) -> list["QuerySet[ClaimRow]"]:
    """What waits in the order of asking: what reading again suggested, then what is proposed."""
    number = None
    if wanted.document:
        found = DocumentRow.objects.using(alias).filter(key=wanted.document).values_list("number", flat=True)
        number = found.first() or 0
    return [
        waiting_rows(
            alias,
            state,
            kind=wanted.kind or None,
            document=number,
            language=wanted.language or None,
            stage=wanted.stage,
        ).order_by(*IN_ORDER)
        for state in STATES
    ]


def first(alias: str, wanted: Wanted, number: int) -> list[ClaimRow]:
    """The claims asked first, at most `number`."""
    found: list[ClaimRow] = []
    for rows in stages(alias, wanted):
        found += rows[: number - len(found)] if len(found) < number else []
    return found


def following(alias: str, row: ClaimRow, wanted: Wanted, *, around: bool = True) -> ClaimRow | None:
    """The claim asked after this one; from the start again, if `around`, when none is left."""
    asked = stages(alias, wanted)
    at = _list(row)
    onward = [_beyond(asked[at], row, ">"), *asked[at + 1 :]]
    again = [rows.exclude(id=row.id) for rows in asked] if around else []
    return _first((*onward, *again))


def preceding(alias: str, row: ClaimRow, wanted: Wanted) -> ClaimRow | None:
    """The claim asked before this one."""
    asked = [rows.reverse() for rows in stages(alias, wanted)]
    at = _list(row)
    return _first((_beyond(asked[at], row, "<"), *reversed(asked[:at])))


def opening(alias: str, wanted: Wanted) -> ClaimRow | None:
    """The claim that is asked first."""
    return _first(stages(alias, wanted))


def left(alias: str, wanted: Wanted) -> Left:
    """How much waits; a document and a language wanted narrow it, kind and reason do not."""
    kinds, reasons, total = Counter[str](), Counter[int](), 0
    for kind, stage, number in _left(alias, wanted):
        total += number
        if wanted.stage in (None, stage):
            kinds[kind] += number
        if wanted.kind in ("", COPIES, kind):
            reasons[stage] += number
    return Left(kinds, dict(sorted(reasons.items())), total)


def _left(alias: str, wanted: Wanted) -> Iterable[tuple[str, int, int]]:
    """Kind, stage and number of what waits; of all documents it is counted already."""
    if not (wanted.document or wanted.language):
        tally = TallyRow.objects.using(alias).filter(status__in=STATES, number__gt=0)
        return tally.values_list("kind", "stage", "number")
    rows = ClaimRow.objects.using(alias).order_by()
    if wanted.document:
        rows = rows.filter(document__key=wanted.document)
    if wanted.language:
        tongue = Q(document__language=wanted.language) | Q(document__language__startswith=f"{wanted.language}-")
        rows = rows.filter(tongue)
    # A query for each state: within one, the index has kinds and stages in order, and nothing is sorted.
    counted = [rows.filter(status=state).values_list("kind", "stage").annotate(Count("id")) for state in STATES]
    return chain.from_iterable(counted)


def waiting_in_all(alias: str) -> int:
    """How many claims wait, whatever is wanted."""
    return _tally(alias, status__in=WAITING)


def answered(alias: str, *, kind: str = "", document: int | None = None) -> int:
    """How many claims have been answered."""
    given = {"status__in": ANSWERED} | ({"kind": kind} if kind else {})
    if document is None:
        return _tally(alias, **given)
    return ClaimRow.objects.using(alias).filter(document=document, **given).count()


def _tally(alias: str, **conditions: object) -> int:
    return TallyRow.objects.using(alias).filter(**conditions).aggregate(all=Sum("number"))["all"] or 0


def for_second_reader(alias: str, person: str, after: str = "") -> ClaimRow | None:
    """A claim that somebody else has judged and this person has not, as if drawn by lot: in the order of ids."""
    given = JudgementRow.objects.using(alias).exclude(verdict__in=[Verdict.UNDONE, *BY_READING])
    mine, theirs = given.filter(by=person), given.exclude(by=person)
    rows = (
        ClaimRow.objects.using(alias)
        .filter(status__in=ANSWERED, id__in=theirs.values("target"))
        .exclude(id__in=mine.values("target"))
        .exclude(reader__startswith="person ")
        .order_by("id")
    )
    return rows.filter(id__gt=after).first() or (rows.first() if after else None)


def _list(row: ClaimRow) -> int:
    return 0 if row.stage == Stage.REREAD else 1


def _beyond(rows: "QuerySet[ClaimRow]", row: ClaimRow, way: str) -> "QuerySet[ClaimRow]":
    """What lies beyond a claim: compared as a row of values, which both databases answer from the index."""
    columns = ", ".join(f'"chamsae_claim"."{name}"' for name in IN_ORDER)
    place = [getattr(row, name) for name in IN_ORDER]
    # Names of columns only; the values are parameters.
    return rows.extra(where=[f"({columns}) {way} ({', '.join(['%s'] * len(place))})"], params=place)  # noqa: S610


def _first(stages: Iterable["QuerySet[ClaimRow]"]) -> ClaimRow | None:
    return next((row for rows in stages if (row := rows.first()) is not None), None)
