"""Traditional characters as simplified ones, one for one, so that every offset stays.

Characters are taken one by one: where a word would decide (乾 is 干 in 乾淨 but stays in 乾坤), the
commoner simplified form stands. That is good enough to tag words by; nothing of it is shown or stored.
"""

from functools import cache
from typing import Protocol


def simplified(text: str) -> str:
    """The text in simplified characters, as long as it was; unchanged where OpenCC is not installed."""
    return text.translate(_table())


class _Table(dict[int, str]):
    """Code points to simplified characters, each looked up when first met."""

    def __init__(self, converter: "_Converter") -> None:
        self._converter = converter

    def __missing__(self, point: int) -> str:
        char = chr(point)
        found = self._converter.convert(char) if _is_han(char) else char
        self[point] = found if len(found) == 1 else char
        return self[point]


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\U00020000" <= char <= "\U0003ffff"


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _table() -> dict[int, str]:
    try:
        from opencc import OpenCC  # noqa: PLC0415 - an optional part, loaded with the first Chinese document
    except ImportError:
        return {}
    return _Table(OpenCC("t2s"))
