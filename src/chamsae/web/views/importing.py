"""Import: a partner's list looked at, mapped, rehearsed, imported; all imports, each with what it left out and undo."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chamsae.casebook.import_report import Look
from chamsae.casebook.import_source import Asked
from chamsae.db.models import CaptureRow
from chamsae.errors import ChamsaeError
from chamsae.read.sheet.mapping import check, from_yaml, to_yaml
from chamsae.read.sheet.notes import Said
from chamsae.web import current, notes
from chamsae.web.context import person
from chamsae.web.import_choices import Files, Held, groups, lines, mapping_of
from chamsae.web.phrases import told

#: Accessions offered to choose from, imports listed, faults shown.
OFFERED, LISTED, SHOWN = 50, 100, 100
#: What the name of a list ends in.
LISTS = (".csv", ".tsv", ".xlsx", ".xls", ".ods")


@require_GET
def imports(request: HttpRequest) -> HttpResponse:
    """All imports, the last first, and where a new one begins."""
    rows = CaptureRow.objects.using(current.alias()).order_by("-number")[:500]
    offered = [row for row in rows if row.name.lower().endswith(LISTS)][:OFFERED]
    context = {
        "past": current.casebook().importing.history()[:LISTED],
        "offered": offered,
        "work": current.work().state(),
    }
    return render(request, "chamsae/import.html", context)


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Take in an uploaded list, or one that is held already, and look at it."""
    chosen = request.POST.get("capture", "")
    if (file := request.FILES.get("list")) is not None:
        name = getattr(file, "original_name", file.name) or "list"
        kept = current.casebook().archive.add_bytes(file.file, name, by=person(request))  # type: ignore[arg-type]  # ours
        return redirect("import-file", capture_id=kept.id)
    if not chosen:
        messages.error(request, _("Choose a file first."))
        return redirect("imports")
    return redirect("import-file", capture_id=current.casebook().store.capture(chosen).id)


@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, capture_id: str) -> HttpResponse:
    """One list: what its columns hold, and what an import would do; the form decides what is done."""
    capture = current.casebook().store.capture(capture_id)
    asked = Asked(sheet=request.GET.get("sheet", ""), encoding=request.GET.get("encoding", ""))
    try:
        look = current.casebook().importing.look(capture.id, asked)
        held = current.kept(Files).setdefault(capture.id, Held(look.known or look.guess.mapping))
        if request.method == "POST":
            return _done(request, look, capture.id, asked)
    except ChamsaeError as error:
        held_back = {"capture": capture, "fault": told(error), "work": current.work().state()}
        return render(request, "chamsae/import_file.html", held_back, status=422)
    context = {
        "capture": capture,
        "look": look,
        "mapping": held.mapping,
        "lines": lines(look, held.mapping),
        "groups": groups(),
        "report": held.report,
        "faults": held.report.refused[:SHOWN] if held.report else (),
        "asks": [] if held.mapping.dates else [ask for ask in look.guess.questions if ask.said is Said.ASK_ORDER],
        "asked": asked,
        "work": current.work().state(),
    }
    return render(request, "chamsae/import_file.html", context)


@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take an import back, with all it brought."""
    book, by = current.casebook(), person(request)
    why = request.POST.get("why", "")[:2000]
    if not current.work().job(book, lambda: _undone(number, by, why), by=by):
        messages.info(request, _("Other work is going on. Try again when it is done."))
    return redirect("imports")


@require_GET
def bad_rows(request: HttpRequest, number: int) -> HttpResponse:
    """The rows an import left out, to mend."""
    text = current.casebook().importing.bad_rows(number)
    return _download(text, f"bad-rows-{number}.csv", "text/csv")


def _undone(number: int, by: str, why: str) -> None:
    current.casebook().importing.undo(number, by=by, why=why, progress=current.work())


def _done(request: HttpRequest, look: Look, capture: str, asked: Asked) -> HttpResponse:
    """Do what the pressed button says, with the mapping of the form."""
    held, what = current.kept(Files)[capture], request.POST.get("do", "apply")
    if (given := request.FILES.get("mapping")) is not None:
        held.mapping = from_yaml(given.read().decode("utf-8", "replace"), str(given.name))
    else:
        held.mapping = mapping_of(look, held.mapping, request.POST)
    held.report = None
    if what == "save":
        return _download(to_yaml(held.mapping), "mapping.yml", "application/yaml")
    check(held.mapping, look.heads, current.casebook().store.capture(capture).name)
    if what in ("rehearse", "run"):
        _start(request, held, capture, asked, dry=what == "rehearse")
    if what == "run":
        return redirect("imports")
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{request.path}{query}")


def _start(request: HttpRequest, held: Held, capture: str, asked: Asked, *, dry: bool) -> None:
    book, by, mapping, work = current.casebook(), person(request), held.mapping, current.work()
    tongue = get_language()

    def job() -> None:
        if dry:
            held.report = book.importing.rehearse(capture, mapping, asked, progress=work)
        else:
            report = book.importing.run(capture, mapping, asked, by=by, progress=work, stop=work.stopping)
            with override(tongue):
                work.tell([notes.fault(fault) for fault in report.refused[:SHOWN]])

    if not work.job(book, job, by=by, asks=not dry):
        messages.info(request, _("Other work is going on. Try again when it is done."))


def _download(text: str, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
