"""JSON for every noun: `encode` and `decode` round-trip, errors name the place ("at `$.quote.start`")."""

from typing import Any, TypeVar

import msgspec

from chamsae.errors import InputError
from chamsae.model.claim import KIND_OF, Act, Claim, ClaimKind, Figure, Name, Statement, Time, Value

T = TypeVar("T")

VALUE_TYPE: dict[ClaimKind, type[Value]] = {kind: type_ for type_, kind in KIND_OF.items()}


def encode(noun: object) -> bytes:
    """Any noun, or tuple of nouns, as UTF-8 JSON; dates and times in ISO 8601."""
    return msgspec.json.encode(noun)


def decode(type_: type[T], data: bytes | str) -> T:
    """The noun back from its JSON; raises InputError naming the field that is wrong. For claims use `decode_claim`."""
    try:
        return msgspec.json.decode(data, type=type_)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise InputError(f"not a {type_.__name__}: {error}", do="Check the file against the JSON Schema.") from error


def plain(noun: object) -> Any:
    """The noun as JSON-ready lists, dicts, strings and numbers (for JSON columns and printing)."""
    return msgspec.to_builtins(noun)


def from_plain(type_: type[T], data: object) -> T:
    """The noun back from `plain`; raises InputError naming the field that is wrong."""
    try:
        return msgspec.convert(data, type=type_)
    except (msgspec.ValidationError, ValueError) as error:
        raise InputError(f"not a {getattr(type_, '__name__', type_)}: {error}") from error


def value_from_plain(kind: ClaimKind, data: object) -> Value:
    """A claim's value from `plain`, by the kind of the claim (the union carries no tag of its own)."""
    return from_plain(VALUE_TYPE[kind], data)


__all__ = [
    "VALUE_TYPE", "Act", "Claim", "Figure", "Name", "Statement", "Time",
    "decode", "encode", "from_plain", "plain", "value_from_plain",
]  # fmt: skip
