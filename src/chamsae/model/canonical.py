"""One way to write a noun down: JSON without what is default, so that a noun may gain fields and keep its ids."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]


def canonical(value: object) -> str:
    """The value as JSON text: sorted keys, no blanks, ASCII; equal values of equal types give equal texts.

    Fields that hold their default are left out; whole numbers are written alike, whether 500 or 500.0.
    Raises TypeError for what nouns are not made of.
    """
    return json.dumps(_plain(value), ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def _plain(value: object) -> Plain:
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return _plain_parts(value)


def _plain_parts(value: object) -> Plain:
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        held = ((name, getattr(value, name), default) for name, default in _defaults(type(value)))
        return {name: _plain(part) for name, part, default in held if part != default}
    raise TypeError(f"{type(value).__name__} has no canonical form")


@cache
def _defaults(noun: type) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, _default(field)) for field in fields(noun))


def _default(field: "Field[object]") -> object:
    """What the field holds when nothing is given; MISSING, which equals nothing, where it must be given."""
    return field.default if field.default_factory is MISSING else field.default_factory()
