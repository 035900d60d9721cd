"""The dated data of the register of appeals (resources/appeals.yml): reply periods, words of its
calendar, and the form of its letters (resources/forms/letter.yml)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from chamsae.model.appeal import Addressee, AddresseeKind, Deadline, ReplyPeriod
from chamsae.model.petition import Body, Form
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


def letter_form(to: Addressee) -> Form:
    """The form of a letter to an addressee: our own, with a covering text for such addressees in three languages."""
    covers: Mapping[str, str] = _letter()["covers"][to.kind.value]
    name = to.name.replace("{", "{{").replace("}", "}}")  # it is formatted once more, with counts
    cover = {language: text.replace("{to}", name) for language, text in covers.items()}
    label = dict.fromkeys(("en", "ko", "zh"), to.name)
    return replace(form(Body.LETTER), label=label, short=to.name, address=to.address, cover=cover)


def letter_consent(to: str, entries: Sequence[int]) -> str:
    """The sentence by which a letter says that there is consent."""
    told: str = _letter()["consent"]
    return told.format(to=to, entries=", ".join(map(str, entries)))


def deadline_words(one: Deadline, language: str) -> str:
    """What a calendar says of a day, in English where there are no words in the language: the code, nobody's name."""
    words: Mapping[str, str] = _table()["calendar"][one.kind.value]
    return words.get(language[:2], words["en"]).format(code=one.code)


@cache
def _letter() -> Mapping[str, Any]:
    table: Mapping[str, Any] = shipped("letter", "chamsae.resources.forms")
    return table


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = shipped("appeals")
    return table
