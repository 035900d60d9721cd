"""The fixed words of the figures' screens for our terms: states, grounds, causes, checks, ties. Translated lazily."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from chamsae.model.check import CheckKind
from chamsae.model.origin import NodeKind, TieKind
from chamsae.model.scoping import Widening
from chamsae.model.series import Doubt
from chamsae.model.settlement import Ground, State
from chamsae.model.stance import Position
from chamsae.model.standing import Cause
from chamsae.protect.release import Ground as Withheld
from chamsae.web.labels import Label

STATE: Mapping[State, Label] = {
    State.OPEN: _("sources differ"),
    State.PROPOSED: _("open"),
    State.SETTLED: _("settled"),
    State.REOPENED: _("reopened"),
}
#: The style in which a state is shown.
STATE_STYLE: Mapping[State, str] = {
    State.OPEN: "disputed",
    State.PROPOSED: "proposed",
    State.SETTLED: "accepted",
    State.REOPENED: "disputed",
}
GROUND: Mapping[Ground, Label] = {
    Ground.COPY: _("it repeats another claim"),
    Ground.RELAYED: _("it is passed on, beside somebody who says it directly"),
    Ground.ROUNDED: _("it is a round number beside a count"),
    Ground.FAR_OFF: _("it is several times off all others"),
    Ground.VAGUER_SCOPE: _("its time is wider than the figure’s"),
    Ground.PERSON: _("set aside by the person who settled"),
}
CAUSE: Mapping[Cause, Label] = {
    Cause.NEW_ORIGIN: _("somebody not heard before gives a number"),
    Cause.NEW_NUMBER: _("somebody counted before gives another number"),
    Cause.GONE: _("a claim it rests on is gone"),
    Cause.CORRECTED: _("a claim it rests on was corrected"),
    Cause.MOVED: _("a claim it rests on stands in another figure now"),
    Cause.JOINED: _("claims counted apart are one origin now"),
    Cause.PARTED: _("claims counted as one origin are several now"),
    Cause.MERGED: _("another settled figure has become one with it"),
}
CHECK: Mapping[CheckKind, Label] = {
    CheckKind.BALANCE: _("before, less those gone, is what is left"),
    CheckKind.PART: _("a part is at most the whole"),
    CheckKind.SUM: _("the parts make the whole"),
    CheckKind.GROWTH: _("a total only grows"),
    CheckKind.DURATION: _("a length of time and its dates"),
    CheckKind.WEEKDAY: _("a weekday and its date"),
    CheckKind.CONVERSION: _("one quantity in two units"),
}
POSITION: Mapping[Position, Label] = {
    Position.CONFIRMS: _("confirms, without a number"),
    Position.DENIES: _("denies"),
    Position.EVADES: _("does not answer"),
}
POSITION_STYLE: Mapping[Position, str] = {
    Position.CONFIRMS: "accepted",
    Position.DENIES: "rejected",
    Position.EVADES: "proposed",
}
WIDENING: Mapping[Widening, Label] = {
    Widening.PLACE: _("place"),
    Widening.TIME: _("time"),
    Widening.PEOPLE: _("people"),
}
DOUBT: Mapping[Doubt, Label] = {
    Doubt.FALLS: _("a total cannot fall"),
    Doubt.MISPRINT: _("may be a misprint"),
}
#: What leaned on a settlement, by the action of the log.
MADE: Mapping[str, Label] = {
    "release": _("release"),
    "report": _("report"),
    "bundle": _("bundle"),
    "picture": _("picture or table of this figure"),
}
NODE: Mapping[NodeKind, Label] = {
    NodeKind.DOCUMENT: _("document"),
    NodeKind.OUTLET: _("outlet or publisher"),
    NodeKind.SPEAKER: _("speaker"),
    NodeKind.UNNAMED: _("source not named"),
}
#: How one in an origin graph has it from another: "copies: The Harbour Courier".
TIE: Mapping[TieKind, Label] = {
    TieKind.IDENTICAL: _("has the same text as"),
    TieKind.COPY: _("is a copy of"),
    TieKind.REWRITE: _("is a rewrite of"),
    TieKind.TRANSLATION: _("is a translation of"),
    TieKind.RETELLING: _("retells"),
    TieKind.CONTAINS: _("contains"),
    TieKind.CITES: _("cites"),
    TieKind.RELAYS: _("passes on what was said by"),
    TieKind.LOST: _("does not name, but has it from"),
    TieKind.MAY_BE: _("may be the same as"),
}
#: Why something stays inside, by the words of a release.
WITHHELD: Mapping[str, Label] = {
    Withheld.REJECTED: _("a person judged it wrong or replaced it"),
    Withheld.WITHHELD: _("a person withheld it"),
    Withheld.UNJUDGED: _("no person has checked it"),
    Withheld.DISPUTED: _("a person could not tell whether it is right"),
    Withheld.NOT_PUBLIC: _("no consent is recorded for material that was never public"),
    Withheld.SMALL: _("small number: could point at persons"),
    Withheld.UNSETTLED: _("no person has settled the figure"),
    Withheld.UNSUPPORTED: _("the claims it rests on are withheld"),
    Withheld.REOPENED: _("new evidence has reopened it since it was settled"),
    Withheld.REGROUPED: _("its claims have been grouped anew since it was settled"),
}
