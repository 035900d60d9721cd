"""An account between the page and the casebook: passages as a form or a script sends them."""

import re
from collections.abc import Mapping
from itertools import zip_longest

import msgspec
from django.http import QueryDict
from django.utils.translation import gettext as _

from chamsae import codec
from chamsae.errors import InputError
from chamsae.model.interview import Draft, Passage, Voice
from chamsae.read.account import clock

#: What a passage has on the page.
FIELDS = ("voice", "language", "at", "text")
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)")


def passages_of(given: QueryDict) -> tuple[Passage, ...]:
    """The passages of a form, or of the one field `passages` a script sends; raises InputError for what is none."""
    if "passages" in given:
        try:
            sent = msgspec.json.decode(str(given["passages"]), type=list[dict[str, str]])
        except msgspec.MsgspecError as error:
            raise InputError(_("This is no account."), do=_("Reload the page; your words are kept.")) from error
        return tuple(map(_passage, sent))
    columns = [given.getlist(name) for name in FIELDS]
    rows = zip_longest(*columns, fillvalue="")
    return tuple(_passage(dict(zip(FIELDS, row, strict=True))) for row in rows)


def seconds(words: str) -> int | None:
    """A time mark ("3:05", "1:02:03") in seconds; None for no mark."""
    found = _CLOCK.fullmatch(words.strip())
    return None if found is None else int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3])


def plain(draft: Draft) -> dict[str, object]:
    """A draft for the page's script; time marks as they are shown."""
    shown = [{**codec.plain(one), "at": "" if one.at is None else clock(one.at)} for one in draft.passages]
    return {"version": draft.version, "by": draft.by, "saved": draft.saved.isoformat(), "passages": shown}


def _passage(given: Mapping[str, str]) -> Passage:
    voice = given.get("voice") or Voice.WITNESS
    if voice not in set(Voice):
        raise InputError(_("Nobody speaks so."), thing=voice[:40])
    return Passage(
        voice=Voice(voice), text=given.get("text", "").replace("\r\n", "\n"), language=given.get("language", "")[:20],
        at=seconds(given.get("at", "")),
    )  # fmt: skip
