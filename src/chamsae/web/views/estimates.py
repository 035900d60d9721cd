"""Estimates: who stands on which lists, how many were never documented, and whether the lists can say so at all."""

from collections.abc import Sequence
from typing import BinaryIO

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chamsae.archive.veiled import veiled
from chamsae.casebook.estimating import LINKAGES, LONGEST_NAME, lists_asked
from chamsae.errors import InputError
from chamsae.model.estimate import CaptureTable
from chamsae.model.estimating import USUAL, Compared, Lists, ListsAsked
from chamsae.model.releasing import Chosen
from chamsae.protect.release import Audience
from chamsae.publish.estimate_page import total_words, trend_words
from chamsae.web import current
from chamsae.web.behind import SOON, unasked
from chamsae.web.context import person
from chamsae.web.drafting import drafted
from chamsae.web.estimate_lines import (
    beside_lines,
    chosen,
    filters,
    finding_lines,
    kept_lines,
    list_lines,
    part_lines,
    record_lines,
    withheld_lines,
)
from chamsae.web.jobs import Work
from chamsae.web.table_lines import given_where, language

#: Bytes of an uploaded file up to which its faults are said at once; larger ones are read behind the screen.
AT_ONCE = 2 << 20
TYPES = {"html": "text/html; charset=utf-8", "csv": "text/csv; charset=utf-8"}


class Again(dict[int, Compared]):
    """What running a kept estimation again came to, by its number, until the server stops."""


@require_GET
def estimates(request: HttpRequest) -> HttpResponse:
    """The lists that are chosen and who stands on them, where a run begins, and the runs that are kept."""
    book = current.casebook()
    asked = _asked(request.GET)
    lists = _lists(request, asked)
    context = {
        "lists": lists,
        "parts": list_lines(lists) if lists else [],
        "kept": kept_lines(book.estimate.kept()),
        "work": current.work().state(),
        "filters": filters(asked),
        "linkages": LINKAGES,
        **chosen(asked),
    }
    return render(request, "chamsae/estimates.html", context)


@require_POST
def run(request: HttpRequest) -> HttpResponse:
    """Begin a run over the chosen lists, or over an uploaded file, and keep it under its name."""
    book, by, work = current.casebook(), person(request), current.work()
    name = request.POST.get("name", "").strip()[:LONGEST_NAME]
    if not name:
        raise InputError(_("The run needs a name."), do=_("Name it, for example “handovers 2027”."))
    seed, method = _number(request.POST, "seed"), request.POST.get("method") or None
    two = "allow" if request.POST.get("two") else "refuse"
    upload = request.FILES.get("lists")
    if upload is None:
        asked = _asked(request.POST)

        def job() -> None:
            lists = book.estimate.of(asked, progress=work)
            made = book.estimate.run(
                lists, seed=seed, method=method, two_lists=two, processes=None, progress=work
            )  # fmt: skip
            book.estimate.keep(made, name, by=by)
    else:
        source = str(getattr(upload, "original_name", upload.name) or "lists.csv")[:LONGEST_NAME]
        read = _uploaded(upload, source, request.POST.get("parts", ""))

        def job() -> None:
            made = book.estimate.run(
                read.tables(work), seed=seed, method=method, two_lists=two, source=source, processes=None, progress=work
            )
            book.estimate.keep(made, name, by=by)

    if not work.job(book, job, by=by):
        _busy(request)
    return redirect("estimates")


@require_GET
def one(request: HttpRequest, number: int) -> HttpResponse:
    """A kept run: words first, then what they rest on; beside another where one is chosen."""
    book, repeated = current.casebook(), current.kept(Again)
    entry = book.estimate.found(number)
    made = book.estimate.preview(entry, audience=Audience.INTERNAL, language=language())
    against = request.GET.get("against", "")
    context = {
        "entry": entry,
        "parts": part_lines(made),
        "total": total_words(made),
        "findings": finding_lines(made.findings),
        "trend": trend_words(made),
        "record": record_lines(made),
        "others": [other for other in book.estimate.kept() if other.number != number],
        "against": against,
        "beside": beside_lines(book.estimate.compare(int(against), number)) if against.isdecimal() else None,
        "again": beside_lines(repeated[number]) if number in repeated else None,
        "work": current.work().state(),
    }
    return render(request, "chamsae/estimate.html", context)


@require_POST
def again(request: HttpRequest, number: int) -> HttpResponse:
    """Run a kept estimation again from its own tables; the screen says then whether it is identical."""
    book, work, found = current.casebook(), current.work(), current.kept(Again)
    book.estimate.found(number)

    def job() -> None:
        found[number] = book.estimate.again(number, processes=None, progress=work)

    if not work.job(book, job, by=person(request)):
        _busy(request)
    return redirect("estimate", number=number)


@require_POST
def forget(request: HttpRequest, number: int) -> HttpResponse:
    """Take a kept run off the list; the ledger keeps it."""
    current.casebook().estimate.forget(number, by=person(request))
    messages.success(request, _("Taken off the list; the ledger keeps it."))
    return redirect("estimates")


@require_POST
def out(request: HttpRequest, number: int) -> HttpResponse:
    """A kept run as a file for the team, logged; for people outside a release is begun with it."""
    form = request.POST.get("form", "")
    try:
        audience = Audience(request.POST.get("audience", ""))
    except ValueError:
        raise InputError(_("There is no such audience.")) from None
    if form not in TYPES:
        raise InputError(_("This is no file we can write."), thing=form[:20])
    book, by = current.casebook(), person(request)
    naming = "names" if request.POST.get("names") else "letters"
    if audience is not Audience.INTERNAL:
        chosen = Chosen(estimations=(number,), list_names=naming == "names")
        return drafted(request, _("An estimate"), chosen, audience, language())
    made = book.estimate.release(number, audience=audience, by=by, language=language(), naming=naming)
    response = HttpResponse(book.estimate.drawn(made, form, by=by), content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="estimate-{number}-{audience.value}.{form}"'
    return response


@require_POST
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """What would leave for the public, to look at first."""
    book = current.casebook()
    naming = "names" if request.POST.get("names") else "letters"
    made = book.estimate.preview(number, audience=Audience.PUBLIC, language=language(), naming=naming)
    context = {
        "entry": book.estimate.found(number), "parts": part_lines(made), "withheld": withheld_lines(made),
        "total": total_words(made), "findings": finding_lines(made.findings),
    }  # fmt: skip
    return render(request, "chamsae/estimate_preview.html", context)


class _Uploaded:
    """An uploaded file of patterns: read already, or to be read behind the screen; our copy goes when it is read.

    Where that is stopped the copy waits to be gone on with, as long as anybody may do so.
    """

    def __init__(self, by: tuple[str, ...], name: str, copy: BinaryIO) -> None:
        self._by, self._name, self._copy = by, name, copy
        self._held: Sequence[CaptureTable] | None = None

    def tables(self, work: Work | None = None) -> Sequence[CaptureTable]:
        """Its tables; raises InputError for what is no file of lists, Stopped where the work is."""
        if self._held is None:
            try:
                self._held = self._read(work)
            except InputError:
                self._copy.close()
                raise
            self._copy.close()
        return self._held

    def _read(self, work: Work | None) -> Sequence[CaptureTable]:
        from chamsae.estimate.tables import read_csv  # noqa: PLC0415 - only where a file comes

        heed = (lambda _: work.heed()) if work else None
        return read_csv(self._name, by=self._by, progress=heed, stream=self._copy)


def _uploaded(upload: "UploadedFile[bytes]", source: str, parts: str) -> _Uploaded:
    by = tuple(filter(None, (name.strip() for name in parts.split(",")[:4])))
    copy = veiled()
    for block in upload.chunks():
        copy.write(block)
    made = _Uploaded(by, source, copy)
    if (upload.size or 0) <= AT_ONCE:
        made.tables()
    return made


def _lists(request: HttpRequest, asked: ListsAsked) -> Lists | None:
    """The lists that are asked for; None while they are gathered behind the screen."""
    book, work = current.casebook(), current.work()
    if book.store.count_coded() <= SOON or book.estimate.ready(asked):
        return book.estimate.of(asked)

    def job() -> None:
        book.estimate.of(asked, progress=work)

    unasked(book, job, by=person(request))
    return None


def _asked(given: QueryDict) -> ListsAsked:
    """What the form asks for; all that usually makes a list where nothing is ticked."""
    return lists_asked(
        by=given.getlist("listed") or USUAL,
        stratum=given.get("stratum") or None,
        where=given_where(given),
        only=[name for name in given.getlist("only") if name],
    )


def _number(given: QueryDict, name: str) -> int:
    typed = given.get(name, "")
    if not typed.isascii() or not typed.isdigit() or len(typed) > 9:
        raise InputError(_("The seed is a whole number."), thing=typed[:20], do=_("Write, for example, 1."))
    return int(typed)


def _busy(request: HttpRequest) -> None:
    messages.info(request, _("Other work is going on. Try again when it is done."))
