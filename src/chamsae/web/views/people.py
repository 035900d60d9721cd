"""Who is who: people and organisations as judged so far, one of them, and pairs put side by side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chamsae.casebook.book import Casebook
from chamsae.errors import InputError
from chamsae.model.claim import Claim
from chamsae.model.judgement import Status
from chamsae.model.link import Entity, Pair, Record
from chamsae.text.normal import fold
from chamsae.web import current
from chamsae.web.context import person
from chamsae.web.rows import Title, titles_by_key
from chamsae.web.tables import csv_response, number_in, page_of, wants_csv
from chamsae.web.views.answers import WHY, back

#: Sentences quoted of each record, and spellings shown of each entity.
QUOTED, SPELLED = 3, 8
#: Entities put into one question.
MOST_TOGETHER = 40
#: Bits at which a bar of the waterfall is full.
FULL = 24.0


@dataclass(frozen=True, slots=True)
class Line:
    """An entity in a list."""

    entity: Entity
    names: tuple[str, ...]
    roles: tuple[str, ...]
    documents: int
    first: str


@dataclass(frozen=True, slots=True)
class Other:
    """A pair as seen from one of its two: the other record, its document, how likely they are one."""

    pair: Pair
    record: Record
    document: Title


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that names a record, in pieces: text, and whether it is the name."""

    claim: str
    before: str
    name: str
    after: str


@dataclass(frozen=True, slots=True)
class Side:
    """A record with its document and what is said there."""

    record: Record
    document: Title
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of evidence as a bar of the waterfall, from `start` over `width` (per cent); `sum` is the sum by then."""

    what: str
    why: str
    bits: float
    start: float
    width: float
    sum: float


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """`?q=` part of a name in any script; `?show=judged` only those of several records."""
    book = current.casebook()
    asked, judged = request.GET.get("q", "").strip()[:200], request.GET.get("show") == "judged"
    records = book.link.records()
    lines = [_line(entity, records) for entity in book.link.entities()]
    kept = [one for one in lines if _wanted(one, fold(asked)) and (len(one.entity.records) > 1 or not judged)]
    kept.sort(key=lambda one: (-len(one.entity.records), -one.documents, one.names[0]))
    if wants_csv(request):
        rows = ((one.entity.id, one.entity.kind, "; ".join(one.names), one.documents) for one in kept)
        return csv_response("people", ("id", "kind", "names", "documents"), rows)
    page = page_of(request, kept)
    shown_here = kept[max(0, page.start_index() - 1) : page.end_index()]
    shown = titles_by_key(current.alias(), [one.first for one in shown_here])
    context = {"page": page, "rows": [(one, shown[one.first]) for one in shown_here],
               "q": asked, "judged": judged, "records": len(records),
               "waiting": len(book.link.waiting(by=person(request))),
               "questions": len(book.link.together(by=person(request)))}  # fmt: skip
    return render(request, "chamsae/people.html", context)


@require_GET
def one(request: HttpRequest, record_id: str) -> HttpResponse:
    """One person or organisation: what each document says, what was judged, and who else it may be."""
    book = current.casebook()
    entity = book.link.entity(record_id)
    pairs = [pair for record in entity.records for pair in book.store.pairs(record=record)]
    statuses = book.store.statuses(pair.id for pair in pairs)
    within = {pair.id: pair for pair in pairs if {pair.left, pair.right} <= {*entity.records}}
    records = book.link.records()
    waiting = [
        pair for pair in sorted(pairs, key=lambda pair: -pair.weight)
        if pair.id not in within and pair.barred is None and statuses.get(pair.id) is None
        and {pair.left, pair.right} <= records.keys()
    ]  # fmt: skip
    return render(request, "chamsae/person.html", {
        "line": _line(entity, records),
        "sides": _sides(book, [records[id] for id in entity.records]),
        "joined": [_pair_line(pair, records) for pair in within.values() if statuses.get(pair.id) is Status.ACCEPTED],
        "others": list(_others(waiting, entity, records)),
    })  # fmt: skip


@require_GET
def together(request: HttpRequest) -> HttpResponse:
    """Several entities that are very likely one, as one question; `?later=` skips as many questions."""
    book = current.casebook()
    questions = book.link.together(by=person(request))
    later = number_in(request, "later", 0, max(0, len(questions) - 1))
    records = book.link.records()
    chosen = questions[later][:MOST_TOGETHER] if questions else ()
    sides = _sides(book, [records[entity.id] for entity in chosen])
    lines = [(_line(entity, records), side) for entity, side in zip(chosen, sides, strict=True)]
    context = {"lines": lines, "questions": len(questions), "later": later, "records": records}
    return render(request, "chamsae/together.html", context)


@require_POST
def join(request: HttpRequest) -> HttpResponse:
    """Judge that the ticked ones are one."""
    chosen, why = request.POST.getlist("one")[:MOST_TOGETHER], request.POST.get("why", "")[:WHY]
    try:
        current.casebook().link.join(chosen, by=person(request), why=why)
        messages.success(request, _("Judged to be one. You can undo it."))
    except InputError as error:
        messages.error(request, str(error))
    return back(request, "/people/together/")


@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """Two records side by side: `?pair=`, else the pair that teaches most; `?later=` skips as many."""
    book, by = current.casebook(), person(request)
    waiting = book.link.waiting(by=by)
    asked = request.GET.get("pair", "")
    later = number_in(request, "later", 0, max(0, len(waiting) - 1))
    pair = book.store.pair(asked) if asked else (waiting[later] if waiting else None)
    context: dict[str, object] = {"waiting": len(waiting), "later": later, "records": book.link.records()}
    if pair is not None:
        left, right = _sides(book, [book.store.record(pair.left), book.store.record(pair.right)])
        own = [entry for entry in book.store.judgements(target=pair.id) if entry.by == by]
        context |= {"pair": pair, "left": left, "right": right, "steps": list(_steps(pair)), "asked": asked,
                    "status": book.store.statuses([pair.id]).get(pair.id) if own else None}  # fmt: skip
    return render(request, "chamsae/compare.html", context)


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Gather the names of all documents and compare them."""
    report = current.casebook().link.run(by=person(request))
    told = _("%(records)d names compared; %(pairs)d pairs wait for an answer.")
    messages.success(request, told % {"records": report.records, "pairs": report.waiting})
    return redirect("people")


def _line(entity: Entity, records: Mapping[str, Record]) -> Line:
    held = [records[id] for id in entity.records]
    return Line(
        entity=entity,
        names=tuple(dict.fromkeys(name for record in held for name in record.names))[:SPELLED],
        roles=tuple(dict.fromkeys(role for record in held for role in record.roles)),
        documents=len({record.document for record in held}),
        first=held[0].document,
    )


def _wanted(line: Line, asked: str) -> bool:
    return not asked or any(asked in fold(name) for name in line.names)


def _sides(book: Casebook, records: Sequence[Record]) -> list[Side]:
    titles = titles_by_key(current.alias(), [record.document for record in records])
    wanted = [claim for record in records for claim in record.claims[:QUOTED]]
    claims = {claim.id: claim for claim in book.store.claims(ids=wanted)}
    return [
        Side(record=record, document=titles[record.document], sentences=tuple(_sentences(record, claims)))
        for record in records
    ]


def _sentences(record: Record, claims: Mapping[str, Claim]) -> Iterator[Sentence]:
    for claim in (claims[id] for id in record.claims[:QUOTED] if id in claims):
        start, end = claim.trigger.start - claim.quote.start, claim.trigger.end - claim.quote.start
        said = claim.quote.exact
        yield Sentence(claim=claim.id, before=said[:start], name=said[start:end], after=said[end:])


def _steps(pair: Pair) -> Iterator[Step]:
    """The waterfall: each piece begins where the one before it ended; the middle is nought."""
    total = 0.0
    for part in pair.parts:
        low, high = sorted((_at(total), _at(total + part.bits)))
        total += part.bits
        yield Step(part.what, part.why, part.bits, low, max(0.5, round(high - low, 2)), round(total, 1))


def _at(bits: float) -> float:
    return round(50 + 50 * max(-1.0, min(1.0, bits / FULL)), 2)


def _others(pairs: Sequence[Pair], entity: Entity, records: Mapping[str, Record]) -> Iterator[Other]:
    """Each pair with the record that is not of this entity."""
    met = [(pair, records[pair.right if pair.left in entity.records else pair.left]) for pair in pairs]
    named = titles_by_key(current.alias(), [record.document for _, record in met])
    yield from (Other(pair, record, named[record.document]) for pair, record in met)


def _pair_line(pair: Pair, records: Mapping[str, Record]) -> tuple[Pair, Iterable[str]]:
    return pair, (records[pair.left].names[0], records[pair.right].names[0])
