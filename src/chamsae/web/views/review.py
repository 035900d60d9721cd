"""Review: one question at a time, the last answers beside it; and the same blind, for a second reader."""

from collections.abc import Mapping
from urllib.parse import parse_qs, quote, unquote, urlencode

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from chamsae.db.models import ClaimRow, DocumentRow, RelationRow
from chamsae.model.claim import ClaimKind
from chamsae.model.document import Document
from chamsae.model.judgement import WAITING, Status
from chamsae.model.queue import Stage
from chamsae.model.source import Capture
from chamsae.web import current, labels, queue
from chamsae.web.context import person
from chamsae.web.lately import last_answers, today
from chamsae.web.pairs import pair_question
from chamsae.web.places import place
from chamsae.web.queue import COPIES, Wanted
from chamsae.web.rows import ClaimLine, claim_line, titles
from chamsae.web.spans import Segment, cut, first_words, last_words, marks

#: Characters of the document shown before and after a quote.
CONTEXT = 280
#: Where this browser keeps what its reader was looking at, and for how long.
STOPPED, KEPT = "chamsae_review", 90 * 24 * 3600
#: The order of kinds on the screen.
KINDS = (ClaimKind.FIGURE, ClaimKind.ACT, ClaimKind.STATEMENT, ClaimKind.NAME, ClaimKind.TIME,
         ClaimKind.DETAIL, ClaimKind.INVOLVEMENT, ClaimKind.INTERVENTION)  # fmt: skip


@require_GET
def review(request: HttpRequest) -> HttpResponse:
    """The question asked for by `?claim=` or `?pair=`, else the next that waits after `?after=`.

    `?kind=`, `?document=`, `?language=` and `?why=` narrow the queue. Without any of them a reader comes back to
    where the last question was shown in this browser; `?all=1` starts over.
    """
    alias = current.alias()
    given, resumed = _given(request)
    wanted = Wanted.of(given)
    if resumed and wanted.kind != COPIES and queue.opening(alias, wanted) is None:
        wanted, given, resumed = Wanted(), {}, False
    pairs = wanted.kind == COPIES or "pair" in request.GET
    context = pair_question(request, alias) if pairs else _question(alias, given, wanted)
    context |= _around(alias, wanted, context) | {
        "kind": COPIES if "pair" in request.GET else wanted.kind,
        "resumed": resumed,
        "answers": last_answers(alias),
        "today": today(alias),
        "here": request.get_full_path(),
    }
    part = request.htmx and request.htmx.target == "review"  # type: ignore[attr-defined]
    response = render(request, "chamsae/_review.html" if part else "chamsae/review.html", context)
    if isinstance(line := context.get("line"), ClaimLine) and line.status in WAITING:
        _keep_place(request, response, wanted, line)
    return response


@require_GET
def second(request: HttpRequest) -> HttpResponse:
    """A claim somebody else has judged, asked again without showing what was answered."""
    alias = current.alias()
    row = queue.for_second_reader(alias, person(request), request.GET.get("after", "")[:64])
    context: dict[str, object] = {"claim": None, "here": request.get_full_path()}
    if row is not None:
        row.status = Status.PROPOSED  # what others answered is not shown
        context |= _shown(alias, row)
        context["onward"] = f"{reverse('second-reader')}?{urlencode({'after': row.id})}"
    part = request.htmx and request.htmx.target == "review"  # type: ignore[attr-defined]
    return render(request, "chamsae/_second.html" if part else "chamsae/second.html", context)


def _given(request: HttpRequest) -> tuple[Mapping[str, str], bool]:
    """What the address asks for; without anything, where this person stopped."""
    asked = {name: str(value) for name, value in request.GET.items()}
    if asked:
        return asked, False
    who, _, query = request.COOKIES.get(STOPPED, "").partition("|")
    if unquote(who) != person(request):
        return {}, False
    kept = {name: values[0] for name, values in parse_qs(query[:500]).items()}
    return kept, bool(kept)


def _keep_place(request: HttpRequest, response: HttpResponse, wanted: Wanted, line: ClaimLine) -> None:
    """Remember the question: to be asked it again, or the next one if it is answered by then."""
    query = urlencode(wanted.given() | {"claim": line.claim.id, "then": "1"})
    response.set_cookie(STOPPED, f"{quote(person(request))}|{query}", max_age=KEPT, httponly=True, samesite="Strict")


def _question(alias: str, given: Mapping[str, str], wanted: Wanted) -> dict[str, object]:
    rows = ClaimRow.objects.using(alias)
    asked, after = given.get("claim", "")[:64], given.get("after", "")[:64]
    before = rows.filter(id=asked or after).first() if asked or after else None
    row = before if asked else _asked_after(alias, before, wanted)
    if row is not None and "then" in given and row.status not in WAITING:
        row = queue.following(alias, row, wanted)
    if row is None:
        return {"claim": None}
    following = queue.following(alias, row, wanted, around=False)
    preceding = queue.preceding(alias, row, wanted)
    onward = wanted.address(after=row.id)
    return _shown(alias, row) | {
        "onward": onward,
        "edit": f"{reverse('edit-claim', args=[row.id])}?{urlencode({'back': onward})}",
        "next": wanted.address(claim=following.id) if following else "",
        "previous": wanted.address(claim=preceding.id) if preceding else "",
        "judged_before": _superseded(alias, row),
    }


def _shown(alias: str, row: ClaimRow) -> dict[str, object]:
    """A claim with what stands around its quote."""
    line = claim_line(row, titles(alias, [row.document_id])[row.document_id])
    document = current.casebook().store.document(line.document.id)
    return {
        "line": line,
        "claim": line.claim,
        "before": last_words(document.text[: row.quote_start], CONTEXT),
        "quote": list(_segments(document.text, line.claim.quote.start, line.claim.quote.end, line)),
        "following": first_words(document.text[row.quote_end :], CONTEXT),
        "place": place(document, line.claim, _recording(document)),
    }


def _superseded(alias: str, row: ClaimRow) -> ClaimLine | None:
    """The judged claim that this one would replace."""
    if row.status != Status.SUGGESTED or not row.supersedes:
        return None
    old = ClaimRow.objects.using(alias).filter(id=row.supersedes).first()
    return claim_line(old, titles(alias, [old.document_id])[old.document_id]) if old else None


def _around(alias: str, wanted: Wanted, context: Mapping[str, object]) -> dict[str, object]:
    """What is left by kind and by reason, how far this is done, and the choices."""
    left = queue.left(alias, wanted)
    pairs = RelationRow.objects.using(alias).filter(status=Status.PROPOSED).count()
    kinds = {kind.value: left.kinds.get(kind, 0) for kind in KINDS} | {COPIES: pairs}
    line = context.get("line")
    here = _in_document(alias, line) if isinstance(line, ClaimLine) else {}
    if wanted.kind == COPIES:
        done, left_here = RelationRow.objects.using(alias).exclude(status=Status.PROPOSED).count(), pairs
    else:
        done, left_here = queue.answered(alias, kind=wanted.kind), left.kinds.get(wanted.kind, sum(left.kinds.values()))
    return here | {
        "wanted": wanted,
        "kinds": [(kind, number, wanted.but(kind=kind)) for kind, number in kinds.items()],
        "reasons": [(labels.ASKED_SHORT[Stage(at)], number, wanted.but(stage=at), at == wanted.stage)
                    for at, number in left.stages.items()],
        "languages": _languages(alias, wanted),
        "whole": wanted.but(kind=""),
        "any_reason": wanted.but(stage=None),
        "any_language": wanted.but(language=""),
        "any_document": wanted.but(document=""),
        "left_all": left.total + pairs if left.total else queue.waiting_in_all(alias) + pairs,
        "left_here": left_here,
        "done": done,
        "total": done + left_here,
    }  # fmt: skip


def _in_document(alias: str, line: ClaimLine) -> dict[str, object]:
    """How far the document of the question is done, and what could be answered of it at once."""
    rows = ClaimRow.objects.using(alias).filter(document__key=line.document.id)
    counted = list(rows.order_by().values_list("status", "kind").annotate(Count("id")))
    waits = sum(number for state, _, number in counted if state in WAITING)
    done = sum(number for state, _, number in counted if state in queue.ANSWERED)
    same = sum(number for state, kind, number in counted if (state, kind) == (Status.PROPOSED, line.claim.kind))
    return {"document_done": done, "document_total": done + waits, "same_kind": same}


def _languages(alias: str, wanted: Wanted) -> list[tuple[str, str, bool]]:
    """The languages of the documents, with the address that asks of them alone; none where all have one."""
    tags = DocumentRow.objects.using(alias).order_by().values_list("language", flat=True).distinct()
    found = sorted({tag.partition("-")[0] for tag in tags})
    return [(one, wanted.but(language=one), one == wanted.language) for one in found] if len(found) > 1 else []


def _recording(document: Document) -> Capture | None:
    found = current.casebook().originals.recording(document) if document.moments else None
    return found[0] if found else None


def _segments(text: str, start: int, end: int, line: ClaimLine) -> list[Segment]:
    claim, status = line.claim, line.status
    return list(cut(text, start, end, marks([claim], {claim.id: status}), current=claim.id))


def _asked_after(alias: str, row: ClaimRow | None, wanted: Wanted) -> ClaimRow | None:
    return queue.following(alias, row, wanted) if row else queue.opening(alias, wanted)
