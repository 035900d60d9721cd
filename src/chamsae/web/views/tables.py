"""Tables: how many acts, persons, events or cases, by what; each number opens to its acts."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chamsae.casebook.interview_volume import volume
from chamsae.casebook.tabulating import FORMS, asked
from chamsae.errors import InputError, NotFound
from chamsae.model.case import Counting
from chamsae.model.released_table import ReleasedTable
from chamsae.model.releasing import Chosen
from chamsae.model.table import Ask, Change, Dimension, KeptTable, Spread
from chamsae.protect.release import Audience
from chamsae.publish.table_csv import table_csv
from chamsae.publish.table_grid import notes
from chamsae.publish.table_picture import table_svg
from chamsae.text.table_words import dimension_words, key_words, title_words, unit_words
from chamsae.web import current
from chamsae.web.behind import counting
from chamsae.web.context import person
from chamsae.web.drafting import drafted
from chamsae.web.table_lines import ANY, blocks, chips, given_where, language, query
from chamsae.web.tables import page_of, wants_csv
from chamsae.web.volume_lines import volume_lines

TYPES = {
    "html": "text/html; charset=utf-8", "csv": "text/csv; charset=utf-8", "svg": "image/svg+xml", "png": "image/png",
}  # fmt: skip
#: Changed acts of a kept table on one screen.
CHANGES = 100


@require_GET
@counting
def tables(request: HttpRequest) -> HttpResponse:
    """The table the address asks for, with its chart; the address can be shared."""
    ask = _asked(request.GET)
    book = current.casebook()
    made = book.tables.preview(ask, audience=Audience.INTERNAL, language=language())
    if wants_csv(request):
        return _file(table_csv(made, language(), excel=True).encode(), "csv", made)
    context = {
        "ask": ask,
        "title": title_words(made.axes, made.counting, language()),
        "unit": unit_words(made.counting, language()),
        "corner": dimension_words(made.axes[0], language()),
        "layer": dimension_words(made.axes[2], language()) if len(made.axes) > 2 else "",
        "blocks": list(blocks(made, ask)) if made.total.acts else [],
        "chart": mark_safe(table_svg(made, language(), id="chart")) if made.total.acts else "",  # noqa: S308 - escaped
        "notes": list(notes(made, language())),
        "volume": volume_lines(volume(book.store, book.tables, ask)),
        "chips": chips(ask),
        "query": query(ask),
        "empty": not made.all_acts,
        **_choices(ask),
    }
    return render(request, "chamsae/tables.html", context)


@require_GET
@counting
def acts(request: HttpRequest) -> HttpResponse:
    """The acts of one cell."""
    ask = _asked(request.GET)
    keys = _cell(request.GET, ask)
    book = current.casebook()
    found = book.tables.acts(ask, *keys)
    units = book.tables.units(ask, *keys)
    named = [
        (dimension_words(one.value, language()), key_words(one.value, key, language()))
        for one, key in zip(ask.axes, keys, strict=True)
    ]
    context = {
        "page": page_of(request, found),
        "named": named,
        "query": query(ask),
        "title": title_words(tuple(one.value for one in ask.axes), ask.counting.value, language()),
        "unit": unit_words(ask.counting.value, language()),
        "count": len(units),
        "many": len(found),
    }
    return render(request, "chamsae/table_acts.html", context)


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the table under a name."""
    ask = _asked(request.POST)
    entry = current.casebook().tables.keep(ask, request.POST.get("name", "")[:120], by=person(request))
    messages.success(request, _("Kept as “%(name)s”.") % {"name": entry.subject})
    return redirect("kept-tables")


@require_GET
def kept(request: HttpRequest) -> HttpResponse:
    """The kept tables, the last first."""
    rows = [(one, _title(one), one.table.total.count) for one in reversed(current.casebook().tables.kept())]
    return render(request, "chamsae/kept_tables.html", {"rows": rows})


@require_GET
@counting
def one_kept(request: HttpRequest, number: int) -> HttpResponse:
    """A kept table beside the same table now, or beside a later one: what changed, and why."""
    book = current.casebook()
    entry = next((one for one in book.tables.kept() if one.number == number), None)
    if entry is None:
        raise NotFound(_("There is no such kept table."), thing=str(number))
    against = request.GET.get("against", "")
    found = book.tables.difference(number, int(against) if against.isdecimal() else None)
    later = [one for one in book.tables.kept() if one.number > number and one.table.ask == entry.table.ask]
    axes = tuple(one.value for one in entry.table.ask.axes)
    context = {
        "entry": entry,
        "title": _title(entry),
        "query": query(entry.table.ask),
        "cells": [(_keys(axes, one.keys), one.before, one.after) for one in found.cells],
        "changes": [_change(axes, one) for one in found.changes[:CHANGES]],
        "more": max(0, len(found.changes) - CHANGES),
        "later": later,
        "against": against,
    }
    return render(request, "chamsae/kept_table.html", context)


@require_POST
def forget(request: HttpRequest, number: int) -> HttpResponse:
    """Take a kept table off the list."""
    current.casebook().tables.forget(number, by=person(request))
    messages.success(request, _("Taken off the list; the ledger keeps it."))
    return redirect("kept-tables")


@require_POST
def out(request: HttpRequest) -> HttpResponse:
    """The table as a file for the team, logged; for people outside a release is begun with it."""
    ask = _asked(request.POST)
    try:
        audience, form = Audience(request.POST.get("audience", "")), request.POST.get("form", "")
    except ValueError:
        raise InputError(_("There is no such audience.")) from None
    if form not in FORMS:
        raise InputError(_("This is no file we can write."), thing=form[:20])
    if audience is not Audience.INTERNAL:
        title = title_words(tuple(one.value for one in ask.axes), ask.counting.value, language())
        return drafted(request, title, Chosen(tables=(ask,)), audience, language())
    book, by = current.casebook(), person(request)
    made = book.tables.release(ask, audience=audience, by=by, language=language())
    return _file(book.tables.drawn(made, form, by=by, language=language()), form, made)


def _asked(given: QueryDict) -> Ask:
    return asked(
        given.get("rows") or "violation",
        (given.get("columns", "year" if "rows" not in given else "")) or None,
        given.get("layers") or None,
        counting=given.get("counting") or Counting.ACTS.value,
        where=given_where(given),
        spread=given.get("spread") or Spread.APART.value,
    )


def _cell(given: QueryDict, ask: Ask) -> list[str | None]:
    keys = given.getlist("cell")
    if len(keys) != len(ask.axes):
        raise InputError(_("This cell is not of this table."), do=_("Go back to the table."))
    return [None if key == ANY else key for key in keys]


def _choices(ask: Ask) -> dict[str, object]:
    """What the form offers, in words."""
    dimensions = [(one.value, dimension_words(one.value, language())) for one in Dimension]
    chosen = [one.value for one in ask.axes] + ["", ""]
    fields = (("rows", _("Rows"), chosen[0]), ("columns", _("Columns"), chosen[1]), ("layers", _("Layers"), chosen[2]))
    return {
        "dimensions": dimensions,
        "axes": fields,
        "units": [(one.value, unit_words(one.value, language())) for one in Counting],
        "hidden": [(one.dimension.value, key) for one in ask.where for key in one.keys],
    }


def _title(entry: KeptTable) -> str:
    ask = entry.table.ask
    return title_words(tuple(one.value for one in ask.axes), ask.counting.value, language())


def _keys(axes: tuple[str, ...], keys: Sequence[str | None]) -> str:
    return " × ".join(key_words(axis, key, language()) for axis, key in zip(axes, keys, strict=True))


def _change(axes: tuple[str, ...], one: Change) -> dict[str, object]:
    return {
        "act": one.act,
        "moved": one.moved.value,
        "before": "; ".join(_keys(axes, keys) for keys in one.before),
        "after": "; ".join(_keys(axes, keys) for keys in one.after),
        "because": [reason.value for reason in one.because],
        "entries": one.entries,
    }


def _file(content: bytes, form: str, table: ReleasedTable) -> HttpResponse:
    response = HttpResponse(content, content_type=TYPES[form])
    name = "-".join((*table.axes, table.counting, table.audience))
    response["Content-Disposition"] = f'attachment; filename="table-{name}.{form}"'
    return response
