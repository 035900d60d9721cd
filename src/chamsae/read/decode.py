"""Bytes to text without mojibake: strict decoding first, then a guess that must look like a language, else a refusal.

The guess weighs how many of a text's non-ASCII characters are among the most frequent ones of the
language an encoding stands for: a right decoding scores 0.2 and more, a wrong one near nothing.
charset-normalizer is asked where these marks do not tell.
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from chamsae.errors import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

#: The most frequent characters of running text, per encoding that was made for it.
_FREQUENT = {
    "cp949": frozenset("이다는을에의가고하지로한은를도인사으자어기리서시대나해있그일정부과아장여국일수만들것전보주상"),
    "gb18030": frozenset(
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说"
    ),
    "big5hkscs": frozenset(
        "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說"
    ),
    "euc_jp": frozenset("のにはをたがでてとしれさいるなかっもするこらりあまきくそおどけ、。一人国"),
    "cp932": frozenset("のにはをたがでてとしれさいるなかっもするこらりあまきくそおどけ、。一人国"),
}
#: Superset used for decoding where a declared name stands for a smaller, older table.
_WIDER = {
    "euc-kr": "cp949", "euc_kr": "cp949", "ks_c_5601-1987": "cp949", "ks_c-5601-1987": "cp949", "ksc5601": "cp949",
    "uhc": "cp949", "x-windows-949": "cp949", "windows-949": "cp949", "gb2312": "gb18030", "gbk": "gb18030",
    "cp936": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs", "shift_jis": "cp932",
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "utf-8", "ascii": "utf-8", "utf8": "utf-8",
}  # fmt: skip
_ESCAPES = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$B", "iso2022_jp"), (b"\x1b$@", "iso2022_jp"), (b"~{", "hz"))
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
#: What is left of Latin text in cp1252 when letters, typographic marks and ASCII are taken away.
_ODD_IN_LATIN = re.compile(
    r"[^\x00-\x7fÀ-ÖØ-öø-ÿŒœŠšŽžŸ‘’“”–—…•€£§©®°«»¿¡·\xa0]"
    r"|(?<![A-Za-z])[À-ÿ](?=[^\x00-\x7f])|(?<=[^\x00-\x7f])[À-ÿ](?![A-Za-z])"  # a letter that stands by no plain one
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was decoded from, and notes to show with it."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()

    @property
    def parameters(self) -> tuple[tuple[str, str], ...]:
        """What the text depends on beside the bytes: the encoding."""
        return (("encoding", self.encoding),)


def decode(data: bytes, name: str, *, declared: str | None = None) -> Decoded:
    """The text of the bytes; newlines are left as they are. Raises Unreadable rather than guess wildly.

    `declared` is what the material says of itself; it is used only where the bytes agree.
    """
    if not data:
        raise Unreadable("the file is empty (0 bytes)", thing=name, do="The entry is kept.")
    for attempt in (_marked, _wide, _escaped, _utf8):
        if decoded := attempt(data):
            return _checked(decoded, name)
    decoded = _declared(data, declared) or _damaged_utf8(data) or _guessed(data) or _latin(data)
    if decoded is None:
        raise Unreadable(
            "the characters are in no encoding we can tell (UTF-8, UTF-16, EUC-KR, GB18030, Big5 …)",
            thing=name,
            do="The bytes are kept; save the text as UTF-8 and add that as well.",
        )
    return _checked(decoded, name)


def _checked(decoded: Decoded, name: str) -> Decoded:
    controls = len(_CONTROLS.findall(decoded.text))
    if controls > 2 + len(decoded.text) // 200:
        raise Unreadable("this is not text: it is full of control characters", thing=name, do="The bytes are kept.")
    return decoded


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark) and (text := _strict(data[len(mark) :], encoding)) is not None:
            return Decoded(text, encoding, (f"encoding {encoding}, told by its byte order mark",))
    return None


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: every other byte of its ASCII is NUL."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    encoding = "utf-16-le" if odd > 8 * even else "utf-16-be" if even > 8 * odd else None
    if encoding is None or max(even, odd) * 20 < len(sample) or len(data) % 2:
        return None
    text = _strict(data, encoding)
    return None if text is None else Decoded(text, encoding, (f"encoding {encoding}, guessed: no byte order mark",))


def _escaped(data: bytes) -> Decoded | None:
    if not data.isascii():
        return None
    for escape, encoding in _ESCAPES:
        if escape in data and (text := _strict(data, encoding)) is not None:
            return Decoded(text, encoding, (f"encoding {encoding}",))
    return None


def _utf8(data: bytes) -> Decoded | None:
    text = _strict(data, "utf-8")
    return None if text is None else Decoded(text, "utf-8")


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    if not declared:
        return None
    encoding = _WIDER.get(declared.strip().lower(), declared.strip().lower())
    text = _strict(data, encoding)
    if text is None or (encoding in _FREQUENT and _likeness(text, encoding) < 0.05):
        return None
    if encoding == "cp1252" and _guessed(data):  # servers call everything latin-1
        return None
    return Decoded(text, encoding, (f"encoding {encoding}, as declared",))


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 in which a few bytes are broken: most of what is not ASCII still decodes."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(1 for c in text if c > "\x7f") - broken
    if sound < 10 * broken:
        return None
    return Decoded(text, "utf-8", (f"encoding utf-8; {broken} broken places stand as U+FFFD",))


def _likeness(text: str, encoding: str) -> float:
    beyond = [c for c in text[:20_000] if c > "\x7f"]
    return sum(c in _FREQUENT[encoding] for c in beyond) / len(beyond) if beyond else 0.0


def _guessed(data: bytes) -> Decoded | None:
    texts = {encoding: text for encoding in _FREQUENT if (text := _strict(data, encoding)) is not None}
    scores = sorted(((_likeness(text, encoding), encoding) for encoding, text in texts.items()), reverse=True)
    if not scores:
        return None
    best, encoding = scores[0]
    rival = scores[1][0] if len(scores) > 1 else 0.0
    if best < 0.1 or best < 2 * rival:
        return _normalised(data, texts)
    return Decoded(texts[encoding], encoding, (f"encoding {encoding}, guessed from its most frequent characters",))


def _normalised(data: bytes, texts: dict[str, str]) -> Decoded | None:
    """What charset-normalizer says, if it names a table that decodes and the marks do not speak against it."""
    found = from_bytes(data[:200_000], cp_isolation=list(texts)).best() if len(data) > 60 else None
    encoding = _WIDER.get(found.encoding, found.encoding) if found else ""
    if encoding not in texts or _likeness(texts[encoding], encoding) < 0.05:
        return None
    return Decoded(texts[encoding], encoding, (f"encoding {encoding}, guessed",))


def _latin(data: bytes) -> Decoded | None:
    """Western text: few bytes beyond ASCII, and all of them letters or typographic marks."""
    text = _strict(data, "cp1252")
    beyond = sum(1 for byte in data if byte > 0x7F)
    if text is None or beyond * 5 > len(data) or _ODD_IN_LATIN.search(text):
        return None
    return Decoded(text, "cp1252", ("encoding cp1252 (Western), guessed",))
