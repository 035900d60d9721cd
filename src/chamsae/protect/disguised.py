"""Words that stand in a text in a code: escapes of addresses, pages and programs, base64, hexadecimal digits."""

import base64
import binascii
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

#: Runs of characters that may be a code, each with how it is undone.
_PERCENT = re.compile(r"[\w.\-]*(?:%[0-9A-Fa-f]{2}[\w.\-]*)+")
_ENTITIES = re.compile(r"(?:\w{0,3}&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|\w{2,8});)+\w{0,3}")
_ESCAPES = re.compile(r"(?:\w*\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})\w*[ \-]?)+")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}){4,}")
_ONE_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2}))")
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp949", "gb18030")


def disguised(text: str) -> Iterator[tuple[int, int, str]]:
    """Stretches (start, end) that may be words in a code, with each way to read them; most mean nothing."""
    for found in _ENTITIES.finditer(text):
        yield found.start(), found.end(), html.unescape(found[0])
    for found in _ESCAPES.finditer(text):
        yield found.start(), found.end(), _ONE_ESCAPE.sub(lambda one: chr(int(one[1] or one[2], 16)), found[0])
    for found in _PERCENT.finditer(text):
        yield from ((found.start(), found.end(), words) for words in _words(unquote_to_bytes(found[0])))
    for found in _BASE64.finditer(text):
        yield from ((found.start(), found.end(), words) for words in _words(_from_base64(found[0])))
    for found in _HEX.finditer(text):
        yield from ((found.start(), found.end(), words) for words in _words(bytes.fromhex(found[0])))


def _words(data: bytes) -> Iterator[str]:
    for encoding in _ENCODINGS:
        try:
            words = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if words.strip() and words.isprintable():
            yield words


def _from_base64(token: str) -> bytes:
    plain = token.rstrip("=").translate(str.maketrans("-_", "+/"))
    plain = plain[: len(plain) - (len(plain) % 4 == 1)]
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4))
    except binascii.Error:
        return b""
