"""Words for interviews, custody, persons at risk and tracing, in the reader's language."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chamsae.casebook.accounts import Change
from chamsae.model.amount import Comparator
from chamsae.model.consent import Answer, Decision, Form, Giver, Purpose
from chamsae.model.interview import Basis, Stage, Voice
from chamsae.model.watch import Danger, Fate, Movement, Step
from chamsae.web.labels import Label

PURPOSE: Mapping[Purpose, Label] = {
    Purpose.INTERNAL: _("be kept and worked with inside our group"),
    Purpose.TRACING: _("be used to look for relatives"),
    Purpose.UN_CONFIDENTIAL: _("go to a United Nations body, in confidence"),
    Purpose.UN_PUBLIC: _("go to a United Nations body that publishes it"),
    Purpose.COURT_CLOSED: _("go to a court that hears it behind closed doors"),
    Purpose.COURT_OPEN: _("go to a court that hears it in public"),
    Purpose.AGGREGATE: _("be counted in published numbers"),
    Purpose.ANONYMISED: _("be told in public without anything that leads to the person"),
    Purpose.LIKENESS: _("be published with face or voice"),
    Purpose.NAME: _("be published under the name"),
}
ANSWER: Mapping[Answer, Label] = {
    Answer.YES: _("yes"),
    Answer.NO: _("no"),
    Answer.UNKNOWN: _("not asked, or no answer"),
}
FORM: Mapping[Form, Label] = {
    Form.ORAL: _("by word of mouth"),
    Form.WRITTEN: _("in writing (keep the paper safe: it is dangerous itself)"),
    Form.RECORDED: _("on a recording"),
}
GIVER: Mapping[Giver, Label] = {
    Giver.SELF: _("the person"),
    Giver.GUARDIAN: _("a guardian"),
    Giver.FAMILY: _("the family of somebody who cannot be asked"),
}
STAGE: Mapping[Stage, Label] = {
    Stage.CONSENT: _("consent to be asked"),
    Stage.TELLING: _("being told"),
    Stage.FINISHED: _("finished"),
    Stage.REVISING: _("being changed"),
    Stage.REFUSED: _("refused"),
    Stage.WITHDRAWN: _("consent taken back"),
    Stage.DISCARDED: _("thrown away"),
}
DECISION: Mapping[Decision, Label] = {
    Decision.GIVEN: _("consent given"),
    Decision.REFUSED: _("refused"),
    Decision.WITHDRAWN: _("consent taken back"),
}
VOICE: Mapping[Voice, Label] = {
    Voice.WITNESS: _("Witness"),
    Voice.QUESTION: _("Question"),
    Voice.INTERPRETER: _("Interpreter"),
    Voice.NOTE: _("Note of my own"),
}
BASIS: Mapping[Basis, Label] = {
    Basis.EXPERIENCED: _("lived through it"),
    Basis.SAW: _("saw it"),
    Basis.HEARD: _("heard it"),
    Basis.UNKNOWN: _("not told how"),
}
CHANGE: Mapping[Change, Label] = {
    Change.SAME: _("unchanged"),
    Change.GONE: _("no longer said"),
    Change.NEW: pgettext_lazy("account", "new"),
}
MOVEMENT: Mapping[Movement, Label] = {
    Movement.HELD: _("held"),
    Movement.IN: _("brought in"),
    Movement.OUT: _("taken out"),
}
DANGER: Mapping[Danger, Label] = {
    Danger.HIGH: pgettext_lazy("danger", "high"),
    Danger.MEDIUM: pgettext_lazy("danger", "medium"),
    Danger.LOW: pgettext_lazy("danger", "low"),
    Danger.OVER: pgettext_lazy("danger", "over"),
}
FATE: Mapping[Fate, Label] = {
    Fate.UNKNOWN: pgettext_lazy("fate", "nothing is known"),
    Fate.ALIVE: pgettext_lazy("fate", "alive"),
    Fate.DEAD: pgettext_lazy("fate", "dead"),
    Fate.FOUND: pgettext_lazy("fate", "found"),
}
STEP: Mapping[Step, Label] = {
    Step.LIKELY: _("a match was found likely"),
    Step.DISMISSED: _("a match was dismissed"),
    Step.TOLD: _("somebody was told"),
    Step.CLOSED: _("closed"),
    Step.REOPENED: _("opened again"),
}
#: How sure a head count may be.
COUNTED = (Comparator.EXACT, Comparator.ABOUT, Comparator.AT_LEAST, Comparator.UP_TO)
