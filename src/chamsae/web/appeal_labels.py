"""Words for the register of appeals, in the reader's language, and the colours of its states."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chamsae.model.appeal import AddresseeKind, AppealAct, AppealState, DeadlineKind, Publisher, ReplyOutcome
from chamsae.model.consent import Purpose
from chamsae.web.labels import Label

KIND: Mapping[AddresseeKind, Label] = {
    AddresseeKind.MECHANISM: _("UN mechanism"),
    AddresseeKind.COMMITTEE: _("committee"),
    AddresseeKind.MINISTRY: _("ministry"),
    AddresseeKind.MEMBER: _("member of parliament"),
}
STATE: Mapping[AppealState, Label] = {
    AppealState.DRAFTED: pgettext_lazy("appeal", "drafted"),
    AppealState.CHECKED: pgettext_lazy("appeal", "consent checked"),
    AppealState.SENT: pgettext_lazy("appeal", "sent"),
    AppealState.ACKNOWLEDGED: pgettext_lazy("appeal", "acknowledged"),
    AppealState.REPLY_DUE: pgettext_lazy("appeal", "reply due"),
    AppealState.REPLIED: pgettext_lazy("appeal", "replied"),
    AppealState.LATE: pgettext_lazy("appeal", "replied late"),
    AppealState.NONE: pgettext_lazy("appeal", "no reply"),
    AppealState.PUBLIC: pgettext_lazy("appeal", "public"),
    AppealState.FOLLOWED_UP: pgettext_lazy("appeal", "followed up"),
    AppealState.CLOSED: pgettext_lazy("appeal", "closed"),
}
ACT: Mapping[AppealAct, Label] = {one: STATE[AppealState(one.value)] for one in AppealAct}
#: The colours of the states, of those the screens have.
STYLE: Mapping[AppealState, str] = {
    AppealState.DRAFTED: "proposed",
    AppealState.REPLY_DUE: "disputed",
    AppealState.LATE: "disputed",
    AppealState.NONE: "rejected",
    AppealState.FOLLOWED_UP: "proposed",
    AppealState.CLOSED: "withheld",
}
OUTCOME: Mapping[ReplyOutcome, Label] = {
    ReplyOutcome.OPEN: _("no reply, and no day is known by which one is due"),
    ReplyOutcome.WAITING: _("waiting for a reply"),
    ReplyOutcome.REPLIED: _("replied in time"),
    ReplyOutcome.LATE: _("replied after the last day"),
    ReplyOutcome.NONE: _("no reply by the last day"),
}
DUE: Mapping[DeadlineKind, Label] = {
    DeadlineKind.SEND: _("last day to send"),
    DeadlineKind.REPLY: _("reply due"),
    DeadlineKind.FOLLOW_UP: _("reply to the reminder due"),
}
PUBLISHER: Mapping[Publisher, Label] = {
    Publisher.SENDER: _("by us (needs consent)"),
    Publisher.ADDRESSEE: _("by the addressee"),
}
#: For what consent is asked, as one chooses it.
PURPOSE: Mapping[Purpose, Label] = {
    Purpose.NAME: _("by name, to this addressee"),
    Purpose.UN_CONFIDENTIAL: _("to a United Nations body, in confidence"),
    Purpose.UN_PUBLIC: _("to a United Nations body that publishes it"),
    Purpose.TRACING: _("to look for relatives"),
    Purpose.COURT_CLOSED: _("to a court, behind closed doors"),
    Purpose.COURT_OPEN: _("to a court, in public"),
    Purpose.ANONYMISED: _("without anything that leads to the person"),
}
