"""Keys: what each key presses, by screen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
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
    (_("Lists of figures"), (("j", _("next")), ("k", _("previous")), ("Enter", pgettext_lazy("a key", "open")))),
    (_("Figures"), (
        ("s", _("settle")), ("z", _("take the settlement back")), ("p", _("picture to publish")),
    )),
    (_("Tables and Estimates"), (("a", _("what is counted, what makes a list")),)),
    (_("Consent and Vault"), (("f", _("find somebody")),)),
    (_("Petitions"), (
        ("b", _("for everybody in one event")), ("u", _("Universal Periodic Review")), ("f", _("find somebody")),
        ("n", _("who submits")), ("t", _("to which body")), ("w", _("write it as Word")),
    )),
    (_("For everybody in one event"), (
        ("e", _("which event")), ("l", _("look who could be written for")), ("w", _("write them")),
        ("d", _("save the ZIP")), ("c", _("go on with those who are left")),
    )),
    (_("Universal Periodic Review"), (("i", _("introduction")), ("k", _("keep this version")))),
    (_("Redaction"), (
        ("f", _("find a document")), ("h", _("hide other words")), ("l", _("leave a passage in")),
        ("o", _("look at the pages")), ("b", _("hide a box")), ("y", _("this page was looked at")),
        ("m", _("make a copy as text")), ("p", _("make a copy as pixels")), ("s", _("save the last copy")),
    )),
)  # fmt: skip


@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    """The table of keys."""
    return render(request, "chamsae/keys.html", {"keys": KEYS})
