"""Review: one question at a time, the last answers beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from chamsae.db.models import ClaimRow, JudgementRow, RelationRow
from chamsae.model.claim import ClaimKind
from chamsae.model.document import Document
from chamsae.model.judgement import Status, Verdict
from chamsae.model.source import Capture
from chamsae.web import current, queue
from chamsae.web.places import place
from chamsae.web.rows import ClaimLine, claim_line, claim_lines, pair_lines, titles
from chamsae.web.spans import Segment, cut, marks
from chamsae.web.words import sentence

#: Answers shown beside the question, and ledger entries looked through to find them.
LAST, LOOKED_AT = 10, 60
#: Characters of the document shown before and after a quote.
CONTEXT = 280
COPIES = "copies"


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the last answers: what was judged, in words, and how to look at it again."""

    number: int
    verdict: Verdict
    by: str
    words: str
    language: str
    address: str


@require_GET
def review(request: HttpRequest) -> HttpResponse:
    """The question asked for by `?claim=` or `?pair=`, else the next that waits after `?after=`."""
    alias = current.alias()
    left = _left(alias)
    kind = request.GET.get("kind", "") or next((kind for kind, count in left.items() if count), "")
    context = _pair(request, alias) if kind == COPIES or "pair" in request.GET else _question(request, alias, kind)
    context |= {
        "kind": COPIES if "pair" in request.GET else kind,
        "left": left,
        "left_here": left.get(kind, 0),
        "left_all": sum(left.values()),
        "done": _done(alias, kind),
        "answers": _last_answers(alias),
        "today": _today(alias),
        "here": request.get_full_path(),
    }
    part = request.htmx and request.htmx.target == "review"  # type: ignore[attr-defined]
    return render(request, "chamsae/_review.html" if part else "chamsae/review.html", context)


def _left(alias: str) -> dict[str, int]:
    """How many wait, by kind, in the order in which they are asked."""
    claims = ClaimRow.objects.using(alias).filter(status=Status.PROPOSED)
    counts = dict(claims.order_by().values_list("kind").annotate(Count("id")))
    pairs = RelationRow.objects.using(alias).filter(status=Status.PROPOSED).count()
    order = (ClaimKind.FIGURE, ClaimKind.ACT, ClaimKind.STATEMENT, ClaimKind.NAME, ClaimKind.TIME)
    return {ClaimKind.FIGURE.value: counts.get("figure", 0), COPIES: pairs} | {
        kind.value: counts.get(kind.value, 0) for kind in order[1:]
    }


def _done(alias: str, kind: str) -> int:
    rows: QuerySet[ClaimRow] | QuerySet[RelationRow]
    if kind == COPIES:
        rows = RelationRow.objects.using(alias).exclude(status=Status.PROPOSED)
    else:
        rows = ClaimRow.objects.using(alias).filter(kind=kind).exclude(status=Status.PROPOSED)
    return rows.count()


def _question(request: HttpRequest, alias: str, kind: str) -> dict[str, object]:
    rows = ClaimRow.objects.using(alias)
    asked, after = request.GET.get("claim", "")[:64], request.GET.get("after", "")[:64]
    row = rows.filter(id=asked).first() if asked else _asked_after(alias, kind, rows.filter(id=after).first())
    if row is None:
        return {"claim": None}
    line = claim_line(row, titles(alias, [row.document_id])[row.document_id])
    document = current.casebook().store.document(line.document.id)
    low = max(document.text.rfind("\n\n", 0, row.quote_start) + 1, row.quote_start - CONTEXT)
    high = min(row.quote_end + CONTEXT, len(document.text))
    return {
        "line": line,
        "claim": line.claim,
        "before": document.text[low : row.quote_start].lstrip(),
        "quote": list(_segments(document.text, line.claim.quote.start, line.claim.quote.end, line)),
        "following": document.text[row.quote_end : high].split("\n\n")[0],
        "onward": _address(kind=kind, after=row.id),
        "edit": f"{reverse('edit-claim', args=[row.id])}?{urlencode({'back': _address(kind=kind, after=row.id)})}",
        "place": place(document, line.claim, _recording(document)),
        "next": _link(queue.following(alias, row, around=False), kind),
        "previous": _link(queue.preceding(alias, row), kind),
    }


def _recording(document: Document) -> Capture | None:
    found = current.casebook().originals.recording(document) if document.moments else None
    return found[0] if found else None


def _segments(text: str, start: int, end: int, line: ClaimLine) -> list[Segment]:
    claim, status = line.claim, line.status
    return list(cut(text, start, end, marks([claim], {claim.id: status}), current=claim.id))


def _asked_after(alias: str, kind: str, row: ClaimRow | None) -> ClaimRow | None:
    return queue.following(alias, row) if row and row.kind == kind else queue.opening(alias, kind)


def _pair(request: HttpRequest, alias: str) -> dict[str, object]:
    rows = RelationRow.objects.using(alias)
    waiting = rows.filter(status=Status.PROPOSED)
    asked, after = request.GET.get("pair", "")[:64], request.GET.get("after", "")[:64]
    keys = list(waiting.order_by("-score", "number").values_list("key", flat=True)[:1000])
    at = keys.index(asked) if asked in keys else -1
    key = asked or next((one for one in keys if one != after), "")
    line = next(iter(pair_lines(alias, rows.filter(key=key), 1)), None)
    if line is None:
        return {"pair": None, "claim": None}
    store = current.casebook().store
    relation = store.relation(key)
    left, right = store.document(relation.document), store.document(relation.other)
    at = keys.index(key) if key in keys else at
    return {
        "pair": line,
        "left_document": left,
        "right_document": right,
        "shared": [(left.text[a:b], right.text[c:d]) for a, b, c, d in relation.shared[:5]],
        "onward": _address(kind=COPIES, after=key),
        "next": _address(pair=keys[at + 1]) if 0 <= at < len(keys) - 1 else "",
        "previous": _address(pair=keys[at - 1]) if at > 0 else "",
    }


def _last_answers(alias: str) -> list[Answer]:
    """The last answers that stand: a fixed number of queries, however long the ledger."""
    entries = list(JudgementRow.objects.using(alias).order_by("-number")[:LOOKED_AT])
    undone = {entry.undoes for entry in entries}
    made = {entry.by_claim for entry in entries if entry.by_claim}
    standing = [
        entry
        for entry in entries
        if entry.verdict != Verdict.UNDONE and entry.number not in undone and entry.target not in made
    ][:LAST]
    targets = [entry.by_claim or entry.target for entry in standing]
    claims = claim_lines(alias, ClaimRow.objects.using(alias).filter(id__in=targets))
    words = {line.claim.id: (sentence(line.claim), line.document.language) for line in claims}
    pairs = pair_lines(alias, RelationRow.objects.using(alias).filter(key__in=targets), LAST)
    words |= {pair.id: (f"{pair.left.title} {pair.words} {pair.right.title}", pair.left.language) for pair in pairs}
    return [_answer(entry, words, {pair.id for pair in pairs}) for entry in standing]


def _answer(entry: JudgementRow, words: Mapping[str, tuple[str, str]], pairs: set[str]) -> Answer:
    target = entry.by_claim or entry.target
    said, language = words.get(target, (target, ""))
    address = _address(pair=target) if target in pairs else _address(claim=target)
    return Answer(entry.number, Verdict(entry.verdict), entry.by, said, language, address)


def _today(alias: str) -> dict[str, int]:
    midnight = datetime.combine(datetime.now(UTC).date(), time(), UTC)
    rows = JudgementRow.objects.using(alias).filter(at__gte=midnight).exclude(verdict=Verdict.UNDONE)
    return rows.aggregate(answers=Count("number"), people=Count("by", distinct=True))


def _link(row: ClaimRow | None, kind: str) -> str:
    return _address(kind=kind, claim=row.id) if row else ""


def _address(**given: str) -> str:
    return f"{reverse('review')}?{urlencode({name: value for name, value in given.items() if value})}"
