"""Places: where things are told to have happened, one place with all that is told, names that may mean several."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chamsae.casebook.places import Open, PlaceFile, Told, marks
from chamsae.errors import InputError, NotFound
from chamsae.model.claim import ClaimKind
from chamsae.publish.journey_words import said
from chamsae.publish.map_counts import Mark, places_map
from chamsae.publish.map_way import Look
from chamsae.publish.palette import TOKENS
from chamsae.text import gazetteer
from chamsae.text import places as known
from chamsae.text.custody import facility
from chamsae.text.normal import fold
from chamsae.web import current, labels
from chamsae.web.context import person
from chamsae.web.rows import Title, titles_by_key
from chamsae.web.tables import csv_response, page_of, wants_csv
from chamsae.web.views.answers import WHY, back

#: Claims of one kind shown on a place's screen, and places drawn on the map of all.
SHOWN, DRAWN = 50, 60


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place of the list with what it lies in and how much is told of it."""

    told: Told
    name: str
    around: str
    link: bool


@dataclass(frozen=True, slots=True)
class NameLine:
    """A name that may mean several places: where it stands, its sentences, all it may be."""

    open: Open
    document: Title
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of what the gazetteer holds of a place; `links` are keys of other places."""

    what: str
    words: str = ""
    links: tuple[tuple[str, str], ...] = ()


@require_GET
def places(request: HttpRequest) -> HttpResponse:
    """`?show=open` names that may mean several places; `?q=` part of a name; `?format=csv` the list."""
    book, asked = current.casebook(), request.GET.get("q", "").strip()[:200]
    told = [line for one in book.places.listed() if _asked(asked, line := _line(one))]
    if wants_csv(request):
        head = ("key", "place", "within", "acts", "figures", "documents")
        return csv_response("places", head, ((one.told.key, one.name, one.around, one.told.acts, one.told.figures,
                                              one.told.documents) for one in told))  # fmt: skip
    open_ = book.places.open()
    if request.GET.get("show") == "open":
        page = page_of(request, open_)
        context: dict[str, object] = {
            "page": page,
            "names": _names([one for one in page if isinstance(one, Open)]),
            "show": "open",
        }
    else:
        page = page_of(request, told)
        drawn = marks([one.told for one in told], labels.tongue())[:DRAWN]
        context = {"page": page, "lines": list(page), "map": _map(drawn), "show": ""}
    return render(request, "chamsae/places.html", {**context, "q": asked, "open": len(open_), "all": len(told)})


@require_GET
def one(request: HttpRequest, key: str) -> HttpResponse:
    """One place: who says what happened there, figures, who was held, spellings, places around it, namesakes."""
    book = current.casebook()
    held = book.places.of(key)
    acts = [claim for claim in held.claims if claim.kind is ClaimKind.ACT]
    figures = [claim for claim in held.claims if claim.kind is ClaimKind.FIGURE]
    groups = book.store.groups_of([claim.id for claim in figures])
    people = [(entity.id, book.store.record(entity.records[0]).names[0]) for entity in held.held]
    return render(request, "chamsae/place.html", {
        "key": key,
        "name": _title(key),
        "facts": list(_facts(held)),
        "acts": acts[:SHOWN],
        "figures": [(claim, groups.get(claim.id)) for claim in figures[:SHOWN]],
        "more": max(0, len(acts) - SHOWN) + max(0, len(figures) - SHOWN),
        "people": people,
        "inside": [_line(told) for told in held.inside],
        "names": _names(held.open),
        "map": _map(_around(held)),
        "titles": titles_by_key(current.alias(), [claim.document for claim in held.claims]),
    })  # fmt: skip


@require_GET
def name(request: HttpRequest, record_id: str) -> HttpResponse:
    """One name of a document that may mean several places, and what people said of it."""
    book = current.casebook()
    found = book.places.name(record_id)
    (line,) = _names([found])
    return render(request, "chamsae/place_name.html", {"line": line, "said": book.places.meanings(record_id)})


@require_POST
def mean(request: HttpRequest) -> HttpResponse:
    """State which place a name means; a key from the list, or any name the gazetteer has exactly."""
    book, record = current.casebook(), request.POST.get("record", "")
    given = request.POST.get("key", "") or request.POST.get("other", "").strip()
    if not given:
        raise InputError(_("Choose a place."), thing=record)
    why = request.POST.get("why", "").strip()[:WHY]
    said_ = book.places.mean(record, book.places.find(given), by=person(request), why=why)
    messages.success(request, _("Noted: %(place)s is meant.") % {"place": _title(said_.key)})
    return redirect(reverse("place-name", args=[record]))


@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Take back what somebody said a name means."""
    number = request.POST.get("number", "")
    if not number.isascii() or not number.isdigit() or len(number) > 15:
        raise NotFound(_("There is no such answer."), thing=number[:40])
    found = current.casebook().places.take_back(int(number), by=person(request))
    messages.success(request, _("Taken back."))
    return back(request, reverse("place-name", args=[found.subject]))


@require_POST
def picture(request: HttpRequest) -> HttpResponse:
    """The map of places as a file: a working copy, logged."""
    made = current.casebook().places.map(by=person(request), language=labels.tongue())
    response = HttpResponse(made, content_type="image/svg+xml")
    response["Content-Disposition"] = 'attachment; filename="places.svg"'
    return response


def _asked(asked: str, line: PlaceLine) -> bool:
    """True where a part of a name in any script is asked for and the place bears it; all without."""
    return not asked or any(fold(asked) in fold(name) for name in (line.name, *_spellings(line.told.key)))


def _line(told: Told) -> PlaceLine:
    around = known.place(told.key).within if known.listed(told.key) else ()
    names = ", ".join(labels.place(key) for key in around)
    return PlaceLine(told, _title(told.key), names, gazetteer.known(told.key) or told.key.startswith("text:"))


def _title(key: str) -> str:
    return gazetteer.title(key, labels.tongue()).removeprefix("text:")


def _spellings(key: str) -> tuple[str, ...]:
    if not known.listed(key):
        return gazetteer.towns()[key].names if key in gazetteer.towns() else ()
    place = known.place(key)
    return tuple(dict.fromkeys((place.name, *place.names, *place.careful)))


def _names(found: Sequence[Open]) -> list[NameLine]:
    """Names with their documents and sentences."""
    titles = titles_by_key(current.alias(), [one.record.document for one in found])
    store = current.casebook().store
    quotes = {
        one.record.id: tuple(dict.fromkeys(claim.quote.exact for claim in store.claims(ids=one.record.claims)))
        for one in found
    }
    return [NameLine(one, titles[one.record.document], quotes[one.record.id][:3]) for one in found]


def _facts(held: PlaceFile) -> Iterator[Fact]:
    """What the gazetteer holds, line by line."""
    key, tongue = held.key, labels.tongue()
    if spelled := _spellings(key):
        yield Fact(_("Spellings"), " · ".join(spelled))
    if not known.listed(key):
        return
    place = known.place(key)
    former = [f"{name} ({_('until %(year)s') % {'year': until}})" if until else name for name, until in place.was]
    if former:
        yield Fact(_("Former names"), " · ".join(former))
    kind = facility(place.facility)
    if kind:
        yield Fact(_("Kind"), kind.label[tongue])
    for what, keys in (
        (_("Country"), known.countries(key)),
        (_("Lies in"), place.within),
        (_("Within it"), known.within(key)),
        (_("Across the border"), place.paired),
        (_("Others so called"), held.namesakes),
    ):
        if keys:
            yield Fact(what, links=tuple((one, _title(one)) for one in keys))
    if words := _point(key):
        yield Fact(_("Where it lies"), words)


def _point(key: str) -> str:
    """Latitude and longitude with from whom they are and how far off they may be."""
    found = gazetteer.locate(key)
    if found is None:
        return ""
    north, east = found.at
    put = {"north": f"{north:.4f}", "east": f"{east:.4f}", "km": f"{found.km:g}"}
    words = _("%(north)s° N, %(east)s° E, within %(km)s km") % put
    source = {
        gazetteer.Source.GEONAMES: "GeoNames (CC BY 4.0)",
        gazetteer.Source.STUDY: _("from a study"),
        gazetteer.Source.DERIVED: _("worked out from another place"),
        gazetteer.Source.UNCHECKED: _("unchecked: compare it before you rely on it"),
    }[found.source]
    of = "" if found.of == key else _("the point of %(place)s") % {"place": labels.place(found.of)}
    return ", ".join(filter(None, (words, of, source)))


def _around(held: PlaceFile) -> list[Mark]:
    """The place and those inside it that something is told of."""
    told = [Told(key=held.key, acts=len(held.claims), figures=0, documents=0), *held.inside]
    return [
        Mark(key=one.key, count=one.claims, words=said("map", "claims", labels.tongue(), count=one.claims))
        for one in told[:DRAWN]
    ]


def _map(drawn: Sequence[Mark]) -> str:
    if not drawn:
        return ""
    look = Look(language=labels.tongue(), colours=TOKENS, inside=True)
    made = places_map(drawn, heading=said("map", "places", look.language), look=look)
    return mark_safe(made)  # noqa: S308 - every word of it was made safe where it was drawn
