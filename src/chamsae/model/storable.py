"""What every store can keep: checked here once, so that no noun fits one store and not another.

PostgreSQL keeps no NUL and no half characters (lone surrogates), SQL turns NaN into nothing, and
numbers beyond 2^53 lose their last digits in a floating-point column.
"""

from collections.abc import Hashable, Iterable, Mapping
from datetime import date, datetime
from functools import cache
from math import isfinite
from typing import cast

from chamsae.errors import InputError, phrase
from chamsae.model.claim import Claim

#: Above this a whole number no longer survives a floating-point column.
LARGEST = 2**53

READ_AGAIN = phrase("Read it again; readers clean the text.")


def storable(noun: object, thing: str) -> None:
    """Raise InputError naming `thing` when the noun holds text, a number or a time no store keeps."""
    if (fault := _fault(noun)) is not None:
        raise InputError(fault, thing=thing.encode(errors="replace").decode(), do=READ_AGAIN)


def storable_claim(claim: Claim) -> None:
    """As `storable`, and the confidence must lie between 0 and 1."""
    storable(claim, f"claim {claim.id}")
    if not 0 <= claim.confidence <= 1:
        raise InputError(
            phrase("a confidence lies between 0 and 1, not at %(confidence)s", confidence=claim.confidence),
            thing=phrase("claim %(id)s", id=claim.id),
        )


def _fault(value: object) -> str | None:
    """The first thing in a value that cannot be kept, in words."""
    if type(value) is str:  # most are: asked first, and quickly
        return _fault_of_text(value)
    if value is None or value is True or value is False:
        return None
    if isinstance(value, str):
        return _fault_of_text(value)
    if isinstance(value, (int, float)):
        return _fault_of_number(value)
    if isinstance(value, date):
        return "a time without its zone" if isinstance(value, datetime) and value.tzinfo is None else None
    return _fault_inside(value)


def _fault_inside(value: object) -> str | None:
    parts: Iterable[object]
    if names := _names(cast(Hashable, type(value))):  # a type is, whatever mypy makes of type[object]
        parts = [getattr(value, name) for name in names]
    elif isinstance(value, (tuple, list)):
        parts = value
    elif isinstance(value, Mapping):
        parts = [*value.keys(), *value.values()]
    else:
        return None
    for part in parts:
        if part is not None and (fault := _fault(part)) is not None:
            return fault
    return None


def _fault_of_text(text: str) -> str | None:
    if "\0" in text:
        return phrase("the text holds a NUL character")
    try:
        text.isascii() or text.encode()
    except UnicodeEncodeError:
        return phrase("the text holds half a character (a lone surrogate)")
    return None


def _fault_of_number(number: float) -> str | None:
    if isfinite(number) if isinstance(number, float) else -LARGEST <= number <= LARGEST:
        return None
    if not isinstance(number, float):
        return phrase("a number is too large")
    return phrase("%(number)s is not a number that can be kept", number=f"{number:.6g}")


@cache
def _names(kind: Hashable) -> tuple[str, ...]:
    """The fields of a noun; none for other kinds of values."""
    return tuple(getattr(kind, "__dataclass_fields__", ()))
