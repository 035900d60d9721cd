"""The words of the log's screen: actions, and what time stamps are worth."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from chamsae.archive.stamp import Standing

STANDING: Mapping[Standing, "str | Promise"] = {
    Standing.VALID: _("valid"),
    Standing.OTHER_HASH: _("stamps other bytes"),
    Standing.OTHER_AUTHORITY: _("of an authority not pinned here"),
    Standing.REFUSED: _("the authority declined"),
    Standing.UNPARSABLE: _("cannot be read; kept"),
}
#: The colours, of those the screens have for states.
STYLE: Mapping[Standing, str] = {
    Standing.VALID: "accepted",
    Standing.OTHER_HASH: "rejected",
    Standing.OTHER_AUTHORITY: "proposed",
    Standing.REFUSED: "proposed",
    Standing.UNPARSABLE: "withheld",
}

#: What was done, in the past tense; an action not listed is shown by its own word.
ACTIONS: Mapping[str, str] = {
    "add": gettext_noop("taken in"),
    "verify": gettext_noop("bytes verified"),
    "read": gettext_noop("read"),
    "read_again": gettext_noop("read again"),
    "ask": gettext_noop("language model asked"),
    "transcribe": gettext_noop("transcript attached"),
    "group": gettext_noop("figures grouped"),
    "compare": gettext_noop("figures compared"),
    "link": gettext_noop("names compared"),
    "make": gettext_noop("claim made by hand"),
    "judge": gettext_noop("judged"),
    "judge_all": gettext_noop("judged all of a kind"),
    "learn": gettext_noop("learned from answers"),
    "forget": gettext_noop("learning forgotten"),
    "settle": gettext_noop("figure settled"),
    "withdraw": gettext_noop("settlement taken back"),
    "take_back": gettext_noop("consent taken back"),
    "vault_open": gettext_noop("vault opened"),
    "reopen": gettext_noop("settlement reopened"),
    "correct": gettext_noop("scope corrected"),
    "translate": gettext_noop("translation written"),
    "release": gettext_noop("let out"),
    "report": gettext_noop("report written"),
    "redact": gettext_noop("redacted copy given out"),
    "clean": gettext_noop("given out without metadata"),
    "petition": gettext_noop("UN submission written"),
    "appeal": gettext_noop("step of an appeal"),
    "petition_answer": gettext_noop("answer typed for a UN submission"),
    "picture": gettext_noop("picture written"),
    "bundle": gettext_noop("bundle written"),
    "journey": gettext_noop("journey written"),
    "export": gettext_noop("casebook exported"),
    "export_claims": gettext_noop("claims exported"),
    "export_original": gettext_noop("original saved outside"),
    "export_texts": gettext_noop("texts exported"),
    "export_gold": gettext_noop("answers exported"),
    "save": gettext_noop("saved from a screen"),
    "open": gettext_noop("opened"),
    "look": gettext_noop("looked at"),
    "enter": gettext_noop("written down"),
    "code": gettext_noop("coded"),
    "import": gettext_noop("import of a list begun"),
    "import_part": gettext_noop("rows of a list taken in"),
    "import_end": gettext_noop("import ended"),
    "import_undo": gettext_noop("import taken back"),
    "take_in": gettext_noop("file of another system taken in"),
    "judge_many": gettext_noop("many judged at once"),
    "tie": gettext_noop("events tied"),
    "adopt": gettext_noop("value adopted"),
    "table": gettext_noop("table written"),
    "estimate": gettext_noop("estimation kept"),
    "places map": gettext_noop("map written"),
    "forget_backup": gettext_noop("old backups taken away"),
    "draft": gettext_noop("release drafted"),
    "sign": gettext_noop("release signed"),
    "checkpoint": gettext_noop("checkpoint signed"),
    "witness": gettext_noop("witness's key kept"),
    "cosign": gettext_noop("cosignature taken in"),
    "stamp": gettext_noop("time stamp taken in"),
    "erase": gettext_noop("key destroyed"),
    "erase_original": gettext_noop("original erased"),
    "passphrase": gettext_noop("passphrase changed"),
    "disclose": gettext_noop("hidden value opened"),
    "backup": gettext_noop("backed up"),
    "restore": gettext_noop("restored from a backup"),
    "mend": gettext_noop("original mended"),
    "seal": gettext_noop("originals sealed"),
}


def action(name: str) -> str:
    """What was done, in the language of the screen."""
    return gettext(ACTIONS[name]) if name in ACTIONS else name
