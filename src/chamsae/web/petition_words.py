"""What stands in the way of a petition, in the language of the screen; words that are not known stand as they are."""

import re
from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from chamsae.casebook.petition_articles import UNFIT
from chamsae.model.petition import Body
from chamsae.protect.may import Ground
from chamsae.web import consent_labels
from chamsae.web.labels import Label

BODY: Mapping[Body, Label] = {
    Body.WGEID: lazy("Working Group on Enforced Disappearances"),
    Body.WGAD: lazy("Working Group on Arbitrary Detention"),
    Body.SPECIAL_PROCEDURES: lazy("Special Procedures"),
    Body.UPR: lazy("Universal Periodic Review"),
}
#: Why a right is not given.
GROUND: Mapping[Ground, Label] = consent_labels.GROUND
_WHY: Mapping[str, Label] = {
    **{one.value: words for one, words in GROUND.items()},
    "nobody has checked and accepted them": lazy("nobody has checked and accepted them"),
    "nobody has said why it may go to both": lazy("nobody has said why it may go to both"),
    UNFIT: lazy("no act it rests on is told any more of a day on which it bound the State"),
}
_LACK: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile("consent to a confidential submission to “(.+)”"),
     lambda found: _("Consent to a confidential submission to “%s”") % found[1]),
    (re.compile("consent to be named to the “(.+)”"), lambda found: _("Consent to be named to the “%s”") % found[1]),
    (re.compile("answer on being named in the public report"),
     lambda found: _("An answer on being named in the public report")),
    (re.compile(r"added article “(.+)” \(entry (\d+)\)"),
     lambda found: _("Added article “%(name)s” (entry %(entry)s)") % {"name": found[1], "entry": found[2]}),
    (re.compile(r"claims (.+?)(?: and (\d+) more)?"),
     lambda found: _claims(found[1].count(",") + 1 + int(found[2] or 0))),
    (re.compile(r"already before “(.+)” \((.+)\)"),
     lambda found: _("Already before “%(body)s” (%(ground)s)") % {"body": found[1], "ground": found[2]}),
)  # fmt: skip


#: What a sentence without claims is taken from, as the draft names it.
_SOURCES: Mapping[str, Label] = {
    "consent ledger": lazy("from the consent ledger"),
    "register of instruments": lazy("from the register of treaties"),
    "list of opinions": lazy("from the list of opinions"),
    "list of recommendations": lazy("from the list of recommendations"),
    "form": lazy("from the form"),
    "argument": lazy("standard argument of the form"),
}


def typed_by(source: str) -> str:
    """Where a sentence without claims comes from; whoever is no list of ours typed it."""
    return str(_SOURCES.get(source) or _("stated by the submitter") + f" · {source}")


def lack(what: str, because: str) -> str:
    """What is missing and why."""
    told = next((words(found) for pattern, words in _LACK if (found := pattern.fullmatch(what))), what)
    return _("%(what)s: %(why)s") % {"what": told, "why": _WHY.get(because, because)}


def _claims(number: int) -> str:
    """Claims by their number: which they are, the person's own draft shows."""
    return ngettext("%(number)s claim", "%(number)s claims", number) % {"number": number}


def refusal(why: str) -> list[str]:
    """Why a form of a batch was refused, thing by thing."""
    pieces = [piece.rpartition(": ") for piece in why.split("; ")]
    return [lack(what, because) if what else because for what, _sep, because in pieces]
