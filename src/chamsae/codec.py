"""Every noun as plain JSON-ready values and back; errors name the place ("at `$.quote.start`")."""

from typing import Any, TypeVar

import msgspec

from chamsae.errors import InputError
from chamsae.model.claim import KIND_OF, ClaimKind, Value

T = TypeVar("T")

VALUE_TYPE: dict[ClaimKind, type[Value]] = {kind: type_ for type_, kind in KIND_OF.items()}


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


def from_json(type_: type[T], text: str | bytes) -> T:
    """A noun from JSON text; raises InputError naming the place that is wrong."""
    try:
        return msgspec.json.decode(text, type=type_)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise InputError(f"not a {type_.__name__} in JSON: {error}") from error


def schema(type_: type) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a noun."""
    return msgspec.json.schema(type_)
