"""The order in which claims are asked: first how many people and what was done to them, then the rest as it stands."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from chamsae.db.models import ClaimRow
from chamsae.model.claim import ClaimKind
from chamsae.model.judgement import Status

READING_ORDER = ("document_id", "quote_start", "trigger_start", "id")
#: What a casebook is about: people, and what was done to them.
MATTERS = Q(unit="person", act__isnull=False)


def stages(alias: str, kind: str) -> list["QuerySet[ClaimRow]"]:
    """What waits of a kind in stages, asked one after the other, each in the order of its documents."""
    rows = ClaimRow.objects.using(alias)
    # The bound leaves nothing out; with it the database walks an index in reading order and stops at the first.
    waiting = rows.filter(status=Status.PROPOSED, kind=kind, document_id__gt=0).order_by(*READING_ORDER)
    return [waiting.filter(MATTERS), waiting.exclude(MATTERS)] if kind == ClaimKind.FIGURE else [waiting]


def first(alias: str, kind: str, number: int) -> "QuerySet[ClaimRow]":
    """The claims of a kind that are asked first, at most `number` and all of one stage."""
    found = stages(alias, kind)
    return next((stage[:number] for stage in found if stage.exists()), found[-1][:number])


def following(alias: str, row: ClaimRow, *, around: bool = True) -> ClaimRow | None:
    """The claim asked after this one; from the start again, if `around`, when none is left."""
    asked = stages(alias, row.kind)
    at = _stage(row, asked)
    onward = (*_beyond(asked[at], row, "gt"), *asked[at + 1 :])
    again = (stage.exclude(id=row.id) for stage in asked) if around else ()
    return _first((*onward, *again))


def preceding(alias: str, row: ClaimRow) -> ClaimRow | None:
    """The claim asked before this one."""
    asked = [stage.reverse() for stage in stages(alias, row.kind)]
    at = _stage(row, asked)
    return _first((*_beyond(asked[at], row, "lt"), *reversed(asked[:at])))


def opening(alias: str, kind: str) -> ClaimRow | None:
    """The claim of a kind that is asked first."""
    return _first(stages(alias, kind))


def _stage(row: ClaimRow, asked: list["QuerySet[ClaimRow]"]) -> int:
    return 0 if row.unit == "person" and row.act is not None else len(asked) - 1


def _beyond(stage: "QuerySet[ClaimRow]", row: ClaimRow, way: str) -> tuple["QuerySet[ClaimRow]", "QuerySet[ClaimRow]"]:
    """What lies beyond a claim: the rest of its document, then the other documents."""
    place = {"document_id": row.document_id, "quote_start": row.quote_start, "trigger_start": row.trigger_start}
    later = Q(document_id=row.document_id) & (
        Q(**{f"quote_start__{way}": row.quote_start})
        | Q(quote_start=row.quote_start) & Q(**{f"trigger_start__{way}": row.trigger_start})
        | Q(**place) & Q(**{f"id__{way}": row.id})
    )
    return stage.filter(later), stage.filter(**{f"document_id__{way}": row.document_id})


def _first(stages: Iterable["QuerySet[ClaimRow]"]) -> ClaimRow | None:
    return next((row for stage in stages if (row := stage.first()) is not None), None)
