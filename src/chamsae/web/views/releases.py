"""Releases: the one way out. Draft, checklist, preview as the reader gets it, signatures, and all that left."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chamsae.db.models import GroupRow
from chamsae.errors import ChamsaeError, InputError, MissingPart, NotFound, Withheld
from chamsae.model.releasing import Publication, Ticked
from chamsae.model.settlement import State
from chamsae.protect.checklist import passed
from chamsae.protect.release import Audience
from chamsae.publish.edition.words import TAGS, own_name
from chamsae.web import current
from chamsae.web.context import person
from chamsae.web.figure_lines import figure_lines
from chamsae.web.phrases import told
from chamsae.web.release_forms import ReleaseForm
from chamsae.web.release_labels import AUDIENCE, CHECK, OUTCOME, STYLE, TAKES, noted
from chamsae.web.table_lines import language
from chamsae.web.views.release_bundle import Held

#: The folders of an edition, by what each language calls itself.
LANGUAGES = tuple((language, own_name(language)) for language in TAGS)
#: Settled figures the form offers, the first by act and place; others are chosen by the command.
OFFERED = 100
TYPES = {"html": "text/html", "csv": "text/plain", "svg": "image/svg+xml", "json": "text/plain", "txt": "text/plain",
         "": "text/plain"}  # fmt: skip


@require_http_methods(["GET", "POST"])
def releases(request: HttpRequest) -> HttpResponse:
    """Open drafts, what has left, and the form to begin one."""
    form = ReleaseForm(request.POST or None, initial={"language": language()})
    form.offer(_figures())
    if form.is_bound and form.is_valid() and (id := _begun(form, person(request))):
        return redirect("release", id=id)
    book = current.casebook()
    context = {
        "drafts": [(one, AUDIENCE[Audience(one.audience)]) for one in book.release.drafts()],
        "published": [(one, AUDIENCE[Audience(one.package.audience)]) for one in book.release.published()],
        "form": form,
    }
    return render(request, "chamsae/releases.html", context, status=422 if form.is_bound else 200)


@require_GET
def release(request: HttpRequest, id: str) -> HttpResponse:
    """A draft with its checklist, its files and who signed it; or what left, as it left."""
    book, bundle = current.casebook(), current.kept(Held)
    left = _left(id)
    if left is not None:
        others = [one for one in book.release.published() if one.subject != id]
        against = request.GET.get("against", "")
        compared = book.release.compare(against, id) if any(one.subject == against for one in others) else None
        context = {"left": left, "package": left.package, "files": [name for name, _sha in left.files],
                   "for_whom": AUDIENCE[Audience(left.package.audience)], "others": others, "compared": compared,
                   "against": against, "subject": id, "languages": LANGUAGES, "work": current.work().state(),
                   "bundle": bundle.size if bundle.id == id else 0}  # fmt: skip
        return render(request, "chamsae/release.html", context)
    made = book.release.prepared(id)
    signed = book.release.signers(id, made.package.id)
    context = {
        "draft": made.draft,
        "subject": id,
        "languages": LANGUAGES,
        "package": made.package,
        "files": list(made.files),
        "lines": [_line(one) for one in made.checklist],
        "passed": passed(made.checklist),
        "signed": signed,
        "needed": book.settings.release_signatures,
        "mine": person(request) in signed,
        "ready": passed(made.checklist) and len(signed) >= book.settings.release_signatures,
        "for_whom": AUDIENCE[Audience(made.draft.audience)],
    }
    return render(request, "chamsae/release.html", context)


@require_GET
def file(request: HttpRequest, id: str, name: str) -> HttpResponse:
    """One file of a draft or of what left, as its reader gets it; run as nobody's program."""
    book = current.casebook()
    files = book.release.files(id) if _left(id) else book.release.prepared(id).files
    if name not in files:
        raise NotFound(_("There is no such file in it."), thing=name[:60])
    kind = TYPES[name.rpartition(".")[2] if "." in name else ""]
    response = HttpResponse(files[name], content_type=f"{kind}; charset=utf-8")
    response["Content-Security-Policy"] = "sandbox" if kind == "text/html" else "sandbox; default-src 'none'"
    if request.GET.get("save"):
        book.release.wrote(id, by=person(request))
        response["Content-Disposition"] = f'attachment; filename="{name.rpartition("/")[2]}"'
    return response


@require_POST
def edition(request: HttpRequest, id: str) -> HttpResponse:
    """All that left as one ZIP: pages in three languages, the report for paper, pictures, data."""
    try:
        made = current.casebook().release.packed(id, by=person(request))
    except (MissingPart, Withheld) as error:
        messages.error(request, told(error))
        return redirect("release", id=id)
    response = HttpResponse(made, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{id}.zip"'
    return response


@require_POST
def sign(request: HttpRequest, id: str) -> HttpResponse:
    """Sign the draft as it was shown."""
    try:
        current.casebook().release.sign(id, by=person(request), content=request.POST.get("content", "")[:64])
        messages.success(request, _("Signed in your name."))
    except ChamsaeError as error:
        messages.error(request, told(error))
    return redirect("release", id=id)


@require_POST
def out(request: HttpRequest, id: str) -> HttpResponse:
    """Let it out."""
    try:
        current.casebook().release.release(id, by=person(request))
        messages.success(request, _("It has left. It can never be changed; its files are below."))
    except ChamsaeError as error:
        messages.error(request, told(error))
    return redirect("release", id=id)


@require_POST
def drop(request: HttpRequest, id: str) -> HttpResponse:
    """Put the draft away."""
    current.casebook().release.drop(id, by=person(request))
    messages.info(request, _("Put away; the ledger keeps it."))
    return redirect("releases")


def _begun(form: ReleaseForm, by: str) -> str | None:
    given = form.cleaned_data
    try:
        made = current.casebook().release.draft(
            given["title"], form.chosen(), audience=form.whom(), by=by, recipient=given["recipient"],
            language=given["language"],
        )  # fmt: skip
    except (InputError, NotFound) as error:
        form.add_error(None, told(error))
        return None
    return made.subject


def _left(id: str) -> Publication | None:
    return next((one for one in current.casebook().release.published() if one.subject == id), None)


def _figures() -> list[tuple[str, str]]:
    alias = current.alias()
    rows = GroupRow.objects.using(alias).filter(state=State.SETTLED.value)[:OFFERED]
    return [(one.id, f"{one.scope}: {one.range}") for one in figure_lines(alias, rows)]


def _line(one: Ticked) -> dict[str, object]:
    return {
        "check": CHECK[one.check], "outcome": OUTCOME[one.outcome], "style": STYLE[one.outcome],
        "named": [noted(told, language()) for told in one.named],
        "takes": TAKES[one.check] if one.takes else "",
    }  # fmt: skip
