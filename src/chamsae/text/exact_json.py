"""The one way JSON is written where its bytes are hashed: RFC 8785, without what it would need floating point for.

Objects, lists, texts, true, false, null and whole numbers below 2^53; keys in NFC, sorted by their UTF-16 code units;
no blanks, nothing escaped that need not be, UTF-8. Whoever reads it refuses every other spelling of the same.
"""

import json
from codecs import utf_16_be_encode
from collections.abc import Mapping
from unicodedata import is_normalized

from chamsae.text.strict_json import strict

#: Whole numbers all readers of JSON agree about lie below this.
MOST = 1 << 53


def exact(plain: object) -> bytes:
    """The value as exact JSON; raises ValueError for what has none, its words follow the thing's name."""
    try:
        return json.dumps(_ordered(plain), ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        raise ValueError("holds half a character (a lone surrogate)") from None


def read_exact(raw: bytes) -> object:
    """The value of exact JSON; raises ValueError where it is written in any other way."""
    plain = strict(raw)
    if exact(plain) != raw:
        raise ValueError("is JSON written in another way")
    return plain


def _ordered(plain: object) -> object:
    if plain is None or isinstance(plain, bool | str):
        return plain
    if isinstance(plain, int):
        if abs(plain) >= MOST:
            raise ValueError(f"holds a number of {MOST} or more")
        return plain
    if isinstance(plain, list | tuple):
        return [_ordered(one) for one in plain]
    if isinstance(plain, Mapping):
        return {key: _ordered(plain[key]) for key in sorted(plain, key=_utf16)}
    raise ValueError(f"holds a {type(plain).__name__}")


def _utf16(key: object) -> bytes:
    if not isinstance(key, str) or not is_normalized("NFC", key):
        raise ValueError("has a key that is no text in NFC")
    return utf_16_be_encode(key)[0]
