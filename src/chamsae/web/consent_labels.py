"""Words of the screens on consent and the vault."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from chamsae.casebook.withdrawing import Held
from chamsae.model.vault import ParticularKind
from chamsae.protect.may import Clearance, FieldKind, Ground
from chamsae.web.labels import Label

GROUND: Mapping[Ground, Label] = {
    Ground.ALLOWED: _("allowed"),
    Ground.NOT_ASKED: _("nobody asked"),
    Ground.NOT_COVERED: _("consent was given for something else"),
    Ground.UNANSWERED: _("it was not answered"),
    Ground.DENIED: _("the answer was no"),
    Ground.REFUSED: _("consent was refused"),
    Ground.WITHDRAWN: _("consent was taken back"),
    Ground.EXPIRED: _("consent has run out"),
    Ground.ASK_AGAIN: _("the person wants to be asked again first"),
    Ground.CONDITIONS: _("there are conditions nobody has confirmed"),
    Ground.RECIPIENT: _("not for this recipient"),
    Ground.OWN_WORD: _("the person’s own word stands against it"),
    Ground.THIRD_PERSON: _("others who are named have not been asked"),
    Ground.PURPOSE: _("this purpose never carries such a thing"),
    Ground.NOT_CLEARED: _("you are not cleared for it"),
}
FIELD: Mapping[FieldKind, Label] = {
    FieldKind.COUNT: _("that the person is one of a number"),
    FieldKind.CASE: _("what happened"),
    FieldKind.IDENTITY: _("who it is"),
    FieldKind.LIKENESS: _("face, voice, handwriting"),
}
HELD: Mapping[Held, Label] = {
    Held.ABOUT: _("is about the person"),
    Held.AMONG: _("rests on what they told, among others"),
    Held.ALL: _("held all of the casebook"),
}
PARTICULAR: Mapping[ParticularKind, Label] = {
    ParticularKind.NAME: _("name"),
    ParticularKind.ALIAS: _("other name"),
    ParticularKind.BIRTH: _("birth"),
    ParticularKind.VILLAGE: _("village"),
    ParticularKind.KIN: _("relatives"),
    ParticularKind.CONTACT: _("how to reach them"),
    ParticularKind.ROUTE: _("route"),
    ParticularKind.BROKER: _("broker"),
    ParticularKind.NOTE: _("note"),
}
CLEARANCE: Mapping[Clearance, Label] = {
    Clearance.TEAM: _("numbers only"),
    Clearance.CASE: _("what happened"),
    Clearance.IDENTITY: _("who people are"),
}
