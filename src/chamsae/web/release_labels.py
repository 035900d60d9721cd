"""The words of releases on the screen: checks, outcomes, audiences."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from chamsae.model.releasing import Check, Outcome
from chamsae.protect.release import Audience
from chamsae.web.labels import Label

CHECK: Mapping[Check, Label] = {
    Check.CONSENT: _("Consent of everybody it tells of"),
    Check.CELLS: _("Small numbers, in these tables and with all that left before"),
    Check.TELLTALE: _("Who could be recognised by those who know every return"),
    Check.QUOTES: _("Quotes, against the bytes that came in"),
    Check.STAMPS: _("The log: signed and stamped"),
    Check.METADATA: _("Nobody at work is named"),
    Check.REDACTION: _("No known name can be read"),
}
TAKES: Mapping[Check, Label] = {
    Check.CONSENT: _("Ask them and write it down, or leave them out."),
    Check.CELLS: _("Take fewer or wider rows, or leave the table out."),
    Check.TELLTALE: _("Leave it out, or tell it in numbers only."),
    Check.QUOTES: _("Run chamsae doctor, and leave out what it names."),
    Check.STAMPS: _("Sign a checkpoint on the Log screen, and have it stamped."),
    Check.METADATA: _("Give it another title or recipient."),
    Check.REDACTION: _("Leave the document out, or redact it by hand."),
}
OUTCOME: Mapping[Outcome, Label] = {
    Outcome.PASSED: _("passed"),
    Outcome.FAILED: _("failed"),
    Outcome.NOT_APPLICABLE: _("nothing to check"),
}
#: The colours, of those the screens have for states.
STYLE: Mapping[Outcome, str] = {
    Outcome.PASSED: "accepted",
    Outcome.FAILED: "rejected",
    Outcome.NOT_APPLICABLE: "withheld",
}
AUDIENCE: Mapping[Audience, Label] = {
    Audience.PUBLIC: _("anybody"),
    Audience.CONFIDENTIAL: _("a recipient who keeps it"),
    Audience.INTERNAL: _("the team"),
}
