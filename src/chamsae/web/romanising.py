"""Names in letters for who does not read their script: chosen by `?romanise=`, remembered in this browser."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, wraps

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chamsae.model.claim import NameType
from chamsae.text import names

COOKIE, KEPT = "chamsae_romanise", 365 * 24 * 3600
#: What the address may say.
ON, OFF = "yes", "no"

#: The systems, as they are called in full and in a word.
REVISED, MCCUNE, PINYIN = _("Revised Romanisation"), _("McCune–Reischauer"), _("pinyin")


@dataclass(frozen=True, slots=True)
class Letters:
    """A name in letters, in which language they are to be read, and by which system; "" for Hangul."""

    text: str
    language: str
    system: str
    systems: tuple[str | Promise, ...]


def romanise(request: HttpRequest) -> bool:
    """True where names are to be shown in letters as well: by this address, else by this browser's last choice."""
    asked = request.GET.get("romanise")
    return (asked if asked in {ON, OFF} else request.COOKIES.get(COOKIE)) == ON


def romanising(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a screen remember what its address chose."""

    @wraps(view)
    def remembering(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.GET.get("romanise") in {ON, OFF}:
            chosen = ON if romanise(request) else OFF
            response.set_cookie(COOKIE, chosen, max_age=KEPT, httponly=True, samesite="Strict")
        return response

    return remembering


@lru_cache(maxsize=4096)
def letters(name: str, kind: str = NameType.PERSON) -> tuple[Letters, ...]:
    """A name in Hangul or Chinese characters in letters; nothing for a name in letters."""
    person = kind == NameType.PERSON
    return tuple(_letters(names.romanise(name) if person else names.romanise_words(name)))


def _letters(found: names.Romanised) -> Iterator[Letters]:
    if found.hangul:
        yield Letters(found.hangul, "ko", "", ())
    if found.revised and found.revised == found.mccune:
        yield Letters(found.revised, "ko-Latn", "RR, MR", (REVISED, MCCUNE))
    elif found.revised:
        yield Letters(found.revised, "ko-Latn", "RR", (REVISED,))
        yield Letters(found.mccune, "ko-Latn", "MR", (MCCUNE,))
    if found.pinyin:
        yield Letters(found.pinyin, "zh-Latn", "pinyin", (PINYIN,))
