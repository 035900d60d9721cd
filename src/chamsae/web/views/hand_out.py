"""One figure to be published: what may leave and what stays inside; a file for the team, a release for all others."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chamsae.casebook.outlet import PictureForm
from chamsae.errors import InputError, MissingPart, NotFound, Withheld
from chamsae.model.release import Release
from chamsae.model.releasing import Chosen
from chamsae.protect.release import Audience
from chamsae.publish.figure_picture import figure_svg
from chamsae.web import current
from chamsae.web.context import person
from chamsae.web.drafting import drafted
from chamsae.web.figure_lines import scope_words
from chamsae.web.phrases import told
from chamsae.web.table_lines import language
from chamsae.web.words import range_words

TYPES = {
    PictureForm.SVG: "image/svg+xml",
    PictureForm.PNG: "image/png",
    PictureForm.CSV: "text/csv; charset=utf-8",
}
#: Characters of the line above a picture.
TITLE = 200


@require_http_methods(["GET", "HEAD", "POST"])
def hand_out(request: HttpRequest, group_id: str) -> HttpResponse:
    """Says for whom a figure can be released; the team gets its file at once, for others a release is begun."""
    book = current.casebook()
    book.reconcile.refresh(by=person(request))
    group = book.store.group(group_id)
    why_not = ""
    if request.method == "POST":
        try:
            return _file(request, group_id)
        except (Withheld, MissingPart) as error:
            why_not = told(error)
    context = {
        "group": group,
        "scope": scope_words(group.scope),
        "range": range_words(group.low, group.high, group.scope.unit),
        "previews": [
            _preview(group_id, audience, person(request)) for audience in (Audience.PUBLIC, Audience.INTERNAL)
        ],
        "why_not": why_not,
        "title": request.POST.get("title", "")[:TITLE],
        "audience": request.POST.get("audience", Audience.PUBLIC.value),
    }
    return render(request, "chamsae/hand_out.html", context, status=422 if why_not else 200)


@require_GET
def preview(request: HttpRequest, group_id: str, audience: str) -> HttpResponse:
    """The picture as it would leave, to look at; 403 where the figure may not leave."""
    if audience not in set(Audience):
        raise NotFound(_("There is no such audience."), thing=audience[:40])
    release = _preview(group_id, Audience(audience), person(request))
    if not release.figures:
        raise Withheld(_("This figure may not leave."), thing=group_id)
    return HttpResponse(figure_svg(release), content_type=TYPES[PictureForm.SVG])


def _preview(group_id: str, audience: Audience, by: str) -> Release:
    return current.casebook().protect.preview(group_id, title=_("Preview, not released"), audience=audience, by=by)


def _file(request: HttpRequest, group_id: str) -> HttpResponse:
    book, by = current.casebook(), person(request)
    try:
        audience = Audience(request.POST.get("audience", ""))
        form = PictureForm(request.POST.get("form", "svg" if audience is not Audience.INTERNAL else ""))
    except ValueError:
        raise InputError(_("This is no file we can write."), thing=group_id) from None
    title = request.POST.get("title", "").strip()[:TITLE]
    if audience is not Audience.INTERNAL:
        return drafted(request, title or _("A figure"), Chosen(figures=(group_id,)), audience, language())
    release = book.protect.figure(group_id, title=title, audience=audience, by=by)
    response = HttpResponse(book.publish.drawn(release, form, by=by), content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="figure-{group_id}-{audience.value}.{form.value}"'
    return response
