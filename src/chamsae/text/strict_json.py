"""JSON without what parsers disagree about: names given twice, NaN, numbers beyond all bounds, half characters."""

import json
from math import isfinite
from typing import NoReturn, cast


def strict(raw: bytes) -> object:
    """The value of a JSON text in UTF-8. Raises ValueError; its words follow the thing's name ("is not …")."""
    try:
        plain = json.loads(raw.decode(), object_pairs_hook=_once, parse_constant=_refuse, parse_float=_finite)
        json.dumps(plain, ensure_ascii=False).encode()
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8") from None
    except UnicodeEncodeError:
        raise ValueError("holds half a character (a lone surrogate)") from None
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    except ValueError as error:
        raise ValueError(f"is not JSON: {error}") from error
    return cast(object, plain)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    named = dict(pairs)
    if len(named) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return named


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


def _finite(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise ValueError("a number is too large")
    return number
