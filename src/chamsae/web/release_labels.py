"""The words of releases on the screen: checks, outcomes, audiences."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from chamsae.model.consent import Purpose
from chamsae.model.releasing import Check, Noted, Outcome, Remark
from chamsae.protect.release import Audience
from chamsae.publish.edition.words import because
from chamsae.web.labels import Label
from chamsae.web.petition_words import GROUND as OF_RIGHTS

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
REMARK: Mapping[Remark, Label] = {
    Remark.EXPOSED: _("small numbers could be worked out: %(named)s"),
    Remark.HELD: _("table %(table)s: %(count)s numbers held back"),
    Remark.RIGHT: _("%(about)s (%(purpose)s): %(ground)s"),
    Remark.INSIDE: _("%(about)s: %(ground)s"),
    Remark.NEVER_PUBLIC: _("%(about)s: no consent for this use is recorded, and it was never public"),
    Remark.DATE: _("%(about)s: the date was made coarser: %(after)s"),
    Remark.PLACE: _("%(about)s: the place was made coarser: %(after)s"),
    Remark.GROUP: _("%(about)s: the size of the group was made coarser: %(after)s"),
    Remark.BYTES: _("%(about)s: its bytes are not those that came in"),
    Remark.NO_CHECKPOINT: _("no signed checkpoint covers entry %(number)s of the log"),
    Remark.UNSTAMPED: _("no authority outside has stamped this checkpoint yet"),
    Remark.READABLE: _("%(about)s: known names can still be read in it: %(count)s"),
    Remark.AT_WORK: _("%(about)s: names somebody at work"),
}
#: For what a thing leaves, as the checklist says it.
PURPOSE: Mapping[Purpose, Label] = {
    Purpose.INTERNAL: _("inside the group"),
    Purpose.AGGREGATE: _("counted in published numbers"),
    Purpose.ANONYMISED: _("told without anything that leads to the person"),
    Purpose.UN_CONFIDENTIAL: _("to a United Nations body, in confidence"),
}


#: Why a person's right is missing, by the words the checklist has.
RIGHT: Mapping[str, Label] = {one.value: words for one, words in OF_RIGHTS.items()}


def noted(one: Noted, language: str) -> str:
    """A remark of the checklist in the reader's language; dates, ids and places stand as they are."""
    put = dict(one.put)
    if "purpose" in put:
        put["purpose"] = str(PURPOSE.get(Purpose(put["purpose"]), put["purpose"]))
    if "ground" in put:
        known = RIGHT.get(put["ground"])
        put["ground"] = str(known) if known else because(put["ground"], language)
    return str(REMARK[one.remark]) % put


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
