"""The dated data of the register of appeals (resources/appeals.yml): reply periods, and the words of its calendar."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from chamsae.model.appeal import AddresseeKind, Deadline, ReplyPeriod
from chamsae.model.petition import Body
from chamsae.text.forms import form
from chamsae.text.shipped import shipped

#: The limit of a form that tells within how many days a Government is to reply.
REPLY_DAYS = "reply_days"


def period_of(kind: AddresseeKind) -> ReplyPeriod | None:
    """Within how many days such an addressee is looked to for a reply; None for mechanisms: each has its own."""
    told = _table()["periods"].get(kind.value)
    return ReplyPeriod(**told) if told else None


def period_of_body(body: Body) -> ReplyPeriod | None:
    """Within how many days a reply is to come by the form of a UN mechanism; None where it names no period."""
    limit = next((one for one in form(body).limits if one.key == REPLY_DAYS), None)
    return ReplyPeriod(days=int(limit.value), verified=limit.verified, source=limit.source) if limit else None


def deadline_words(one: Deadline, language: str) -> str:
    """What a calendar says of a day, in English where there are no words in the language: the code, nobody's name."""
    words: Mapping[str, str] = _table()["calendar"][one.kind.value]
    return words.get(language[:2], words["en"]).format(code=one.code)


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = shipped("appeals")
    return table
