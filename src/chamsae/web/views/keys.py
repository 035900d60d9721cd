"""Keys: what each key presses, by screen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from chamsae.web import sections

KEYS = (
    (_("Everywhere"), (
        *sections.named(), ("/", _("search")), ("?", _("show the keys over the buttons")), ("Esc", _("leave a field")),
    )),
    (_("Read and Review"), (
        ("y", _("accept")), ("e", _("edit")), ("n", _("reject")), ("u", _("cannot tell")), ("w", _("withhold")),
        ("z", _("take back the last answer")), ("j", _("next")), ("k", _("previous")),
    )),
    (_("Review"), (("a", _("all of this kind in this document")),)),
    (_("Interviews"), (
        ("n", _("begin an interview; the witness refuses")), ("y", _("consent is given")),
        ("e", _("the witness changes the account")),
        ("Alt W", _("words of the witness")), ("Alt Q", _("question")), ("Alt I", _("words of the interpreter")),
        ("Alt N", _("note of my own")), ("Alt S", _("keep now")), ("Alt F", _("finish")),
        ("1", _("lived through it")), ("2", _("saw it")), ("3", _("heard it")), ("4", _("not told how")),
    )),
    (_("People"), (
        ("y", _("the same")), ("n", _("not the same")), ("u", _("cannot tell")), ("j", _("next")),
        ("z", _("take back the last answer")), ("r", _("names in letters")),
    )),
    (_("Work behind the screens"), (("x", _("stop it")), ("c", _("go on with it")))),
    (_("Read"), (("[", _("previous document")), ("]", _("next document")))),
    (_("Coding"), (("1", _("the first kind, and so on to 9")), ("y", _("code so")), ("n", _("no violation")))),
    (_("One act"), (("c", _("code it")),)),
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
