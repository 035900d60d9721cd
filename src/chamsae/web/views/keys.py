"""Keys: what each key presses, by screen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

KEYS = (
    (_("Everywhere"), (
        ("g t", _("Today")), ("g s", _("Sources")), ("g r", _("Review")), ("g f", _("Figures")),
        ("g p", _("People")),
        ("/", _("search")), ("?", _("show the keys over the buttons")), ("Esc", _("leave a field")),
    )),
    (_("Read and Review"), (
        ("y", _("accept")), ("e", _("edit")), ("n", _("reject")), ("u", _("cannot tell")), ("w", _("withhold")),
        ("z", _("take back the last answer")), ("j", _("next")), ("k", _("previous")),
    )),
    (_("Review"), (("a", _("all of this kind in this document")),)),
    (_("People"), (
        ("y", _("the same")), ("n", _("not the same")), ("u", _("cannot tell")), ("j", _("next")),
        ("z", _("take back the last answer")), ("r", _("names in letters")),
    )),
    (_("Read"), (("[", _("previous document")), ("]", _("next document")))),
    (_("Sources"), (("a", _("add an address")),)),
    (_("Capture"), (("v", _("verify now")),)),
    (_("Lists of figures"), (("j", _("next")), ("k", _("previous")), ("Enter", _("open")))),
    (_("Figures"), (
        ("s", _("settle")), ("z", _("take the settlement back")), ("p", _("picture to publish")),
    )),
)  # fmt: skip


@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    """The table of keys."""
    return render(request, "chamsae/keys.html", {"keys": KEYS})
