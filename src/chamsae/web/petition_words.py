"""What stands in the way of a petition, in the language of the screen; words that are not known stand as they are."""

import re
from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from chamsae.model.petition import Body
from chamsae.protect.may import Ground
from chamsae.web.labels import Label

BODY: Mapping[Body, Label] = {
    Body.WGEID: lazy("Working Group on Enforced Disappearances"),
    Body.WGAD: lazy("Working Group on Arbitrary Detention"),
    Body.SPECIAL_PROCEDURES: lazy("Special Procedures"),
    Body.UPR: lazy("Universal Periodic Review"),
}
GROUND: Mapping[Ground, Label] = {
    Ground.NOT_ASKED: lazy("nobody asked"),
    Ground.NOT_COVERED: lazy("consent was given for something else"),
    Ground.UNANSWERED: lazy("it was not answered"),
    Ground.DENIED: lazy("the answer was no"),
    Ground.REFUSED: lazy("consent was refused"),
    Ground.WITHDRAWN: lazy("consent was taken back"),
    Ground.EXPIRED: lazy("consent has run out"),
    Ground.ASK_AGAIN: lazy("the person wants to be asked again first"),
    Ground.CONDITIONS: lazy("there are conditions nobody has confirmed"),
    Ground.RECIPIENT: lazy("not for this recipient"),
    Ground.OWN_WORD: lazy("the person's own word stands against it"),
    Ground.THIRD_PERSON: lazy("others who are named have not been asked"),
    Ground.PURPOSE: lazy("this purpose never carries such a thing"),
    Ground.NOT_CLEARED: lazy("who asks is not cleared for it"),
}
_WHY: Mapping[str, Label] = {
    **{one.value: words for one, words in GROUND.items()},
    "nobody has checked and accepted them": lazy("nobody has checked and accepted them"),
    "nobody has said why it may go to both": lazy("nobody has said why it may go to both"),
}
_LACK: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile("consent to a confidential submission to “(.+)”"),
     lambda found: _("Consent to a confidential submission to “%s”") % found[1]),
    (re.compile("consent to be named to the “(.+)”"), lambda found: _("Consent to be named to the “%s”") % found[1]),
    (re.compile("answer on being named in the public report"),
     lambda found: _("An answer on being named in the public report")),
    (re.compile(r"claims (.+)"), lambda found: _("Claims %s") % found[1]),
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
    return f"{told}: {_WHY.get(because, because)}"


def refusal(why: str) -> list[str]:
    """Why a form of a batch was refused, thing by thing."""
    pieces = [piece.rpartition(": ") for piece in why.split("; ")]
    return [lack(what, because) if what else because for what, _sep, because in pieces]
