"""Who is who: people as judged so far, one of them, and what is very likely one put together as one question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_POST

from chamsae.casebook.book import Casebook
from chamsae.errors import InputError
from chamsae.model.claim import NameType
from chamsae.model.judgement import Judgement, Verdict
from chamsae.model.link import Entity, Pair, Question, Record, listed
from chamsae.web import current
from chamsae.web.case_lines import person_lines
from chamsae.web.context import person
from chamsae.web.lengths import Counted
from chamsae.web.phrases import told
from chamsae.web.romanising import romanising
from chamsae.web.rows import Title, titles_by_key
from chamsae.web.sides import names_of, sides
from chamsae.web.tables import csv_response, number_in, page_of, wants_csv
from chamsae.web.views.answers import WHY, back

#: Entities put into one question, and people found by a part of a name.
MOST_TOGETHER, FOUND = 40, 20
#: What names are of, in the order of the screen.
KINDS = {
    NameType.PERSON: lazy("People"), NameType.ORGANISATION: lazy("Organisations"), NameType.PLACE: lazy("Places"),
    NameType.FACILITY: lazy("Facilities"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Other:
    """A pair as seen from one of its two: the other record, its document, how likely they are one."""

    pair: Pair
    record: Record
    document: Title


@dataclass(frozen=True, slots=True)
class Answered:
    """What somebody answered or stated of two names."""

    pair: Pair
    names: tuple[str, str]
    entry: Judgement


@require_GET
@romanising
def people(request: HttpRequest) -> HttpResponse:
    """`?q=` part of a name in any script; `?show=judged` only those of several records."""
    book, by = current.casebook(), person(request)
    asked, judged = request.GET.get("q", "").strip()[:200], request.GET.get("show") == "judged"
    link, found = book.link, book.link.kinds(asked, several=judged)
    kind = _kind(request.GET.get("kind", ""), found)
    if wants_csv(request):
        every = link.listed(asked, kind=kind, several=judged)
        rows = ((one.entity.id, one.entity.kind, "; ".join(one.names), one.documents) for one in every)
        return csv_response("people", ("id", "kind", "names", "documents"), rows)
    page = page_of(request, Counted(found.get(kind, 0)))
    first = max(0, page.start_index() - 1)
    lines = link.listed(asked, kind=kind, several=judged, start=first, limit=page.end_index() - first)
    shown = titles_by_key(current.alias(), [one.first for one in lines])
    context = {"page": page, "rows": [(one, shown[one.first]) for one in lines],
               "kinds": [(one.value, words, found[one]) for one, words in KINDS.items() if found.get(one)],
               "kind": kind, "q": asked, "judged": judged, "records": bool(found) or bool(link.kinds()),
               "waiting": link.count(Question.OPEN, by=by), "questions": link.likely(by=by),
               "disputed": link.count(Question.DISPUTED), "second": link.count(Question.SECOND, by=by),
               "learned": link.learning.weights()}  # fmt: skip
    return render(request, "chamsae/people.html", context)


@require_GET
@romanising
def one(request: HttpRequest, record_id: str) -> HttpResponse:
    """One person: what each document says, who else it may be, what was answered; `?with=` finds somebody else."""
    book, by = current.casebook(), person(request)
    named = book.link.named(record_id)
    entity, records = named.entity, book.link.records_of(named.entity)
    pairs = list(book.store.pairs(records=entity.records))
    told = book.store.answers(pair.id for pair in pairs)
    waiting = [
        pair for pair in sorted(pairs, key=lambda pair: -pair.weight)
        if not {pair.left, pair.right} <= records.keys() and pair.barred is None
        and pair.id in told and told[pair.id].held and not told[pair.id].by
    ]  # fmt: skip
    asked = request.GET.get("with", "").strip()[:200]
    met = (
        [one for one in book.link.listed(asked, kind=entity.kind, limit=FOUND + 1) if one.entity.id != entity.id]
        if asked
        else []
    )
    titles = titles_by_key(current.alias(), [one.first for one in met])
    return render(request, "chamsae/person.html", {
        "line": named,
        "file": person_lines(book, entity.id) if entity.kind is NameType.PERSON else None,
        "sides": sides(book, [records[id] for id in entity.records]),
        "answered": list(_answered(book, entity, by)),
        "merged": len(entity.records) > 1 and any(one.decided for one in told.values()),
        "conflicts": [(book.store.pair(id), _hindrances(book, entity, id)) for id in entity.conflicts],
        "others": list(_others(book, waiting, entity)),
        "asked": asked,
        "found": [(one, titles[one.first]) for one in met[:FOUND]],
    })  # fmt: skip


@require_GET
@romanising
def together(request: HttpRequest) -> HttpResponse:
    """Several entities that are very likely one, as one question; `?later=` skips as many questions."""
    book = current.casebook()
    questions = book.link.together(by=person(request))
    later = number_in(request, "later", 0, max(0, len(questions) - 1))
    chosen = questions[later][:MOST_TOGETHER] if questions else ()
    records = book.link.records_of(*chosen)
    shown = sides(book, [records[entity.id] for entity in chosen])
    lines = [(listed(entity, records), side) for entity, side in zip(chosen, shown, strict=True)]
    context = {"lines": lines, "questions": len(questions), "later": later, "records": bool(book.link.kinds())}
    return render(request, "chamsae/together.html", context)


@require_POST
def join(request: HttpRequest) -> HttpResponse:
    """Judge that the ticked ones are one."""
    chosen, why = request.POST.getlist("one")[:MOST_TOGETHER], request.POST.get("why", "")[:WHY]
    book = current.casebook()
    try:
        book.link.join(chosen, by=person(request), why=why)
    except InputError as error:
        messages.error(request, told(error))
        return back(request, "/people/together/")
    if len({book.link.entity(id).id for id in chosen}) == 1:
        messages.success(request, _("Judged to be one. You can undo it."))
    else:
        messages.info(request, _("Kept. They are one as soon as a second person says the same."))
    return back(request, "/people/together/")


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Gather the names of all documents and compare them."""
    report = current.casebook().link.run(by=person(request))
    told = _("%(records)d names compared; %(pairs)d pairs wait for an answer.")
    messages.success(request, told % {"records": report.records, "pairs": report.waiting})
    return redirect("people")


def _kind(asked: str, found: Mapping[NameType, int]) -> NameType:
    """The kind asked for, else the first of which there is any."""
    if asked in set(NameType):
        return NameType(asked)
    return next((kind for kind in KINDS if found.get(kind)), NameType.PERSON)


def _others(book: Casebook, pairs: Sequence[Pair], entity: Entity) -> Iterator[Other]:
    """Each record that is not of this entity, with the pair that speaks most for it; the likeliest pairs come first."""
    best: dict[str, Pair] = {}
    for pair in pairs:
        best.setdefault(pair.right if pair.left in entity.records else pair.left, pair)
    records = {record.id: record for record in book.store.records(ids=best)}
    met = [(pair, records[id]) for id, pair in best.items()]
    named = titles_by_key(current.alias(), [record.document for _, record in met])
    yield from (Other(pair, record, named[record.document]) for pair, record in met)


def _answered(book: Casebook, entity: Entity, by: str) -> Iterator[Answered]:
    """What was answered about this person, but for a merge that this reader is still to judge blind."""
    given = book.link.answers(entity)
    told = book.store.answers({pair.id for pair, _ in given})
    for pair, entry in given:
        in_force = entry.verdict is Verdict.REJECTED or {pair.left, pair.right} <= {*entity.records}
        blind = told[pair.id].question(pair) is Question.SECOND and by not in told[pair.id].by
        if not blind or in_force:
            yield Answered(pair, names_of(book, pair), entry)


def _hindrances(book: Casebook, entity: Entity, conflict: str) -> list[Answered]:
    """The answers that keep apart what this pair would have joined."""
    pair = book.store.pair(conflict)
    sides = [{*book.link.entity(id).records} for id in (pair.left, pair.right)]
    return [
        Answered(other, names_of(book, other), entry)
        for other, entry in book.link.answers(entity)
        if other.id != conflict and all({other.left, other.right} & side for side in sides)
    ]
