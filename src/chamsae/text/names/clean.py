"""The bare name in a text: titles, marks and brackets taken away, letters folded, words cut.

In Latin letters two marks of the romanisations stay: ŏ and ŭ, and the apostrophe of strong consonants (k', t', p',
ch', ts'). OFAC's way of writing ŏ as o' is turned into ŏ; any other apostrophe divides syllables.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from chamsae.text.names.tables import leaves, rules, text

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）|【[^】]*】|\"[^\"]*\"|“[^”]*”")
_BREVE = re.compile("([oOuU])[\u0306\u030c]")
_MARKS = re.compile("[\u0300-\u036f\u02b0-\u02b8]+")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʻ`´′ʹ＇ʾʿ‛", "'") | dict.fromkeys("‐‑‒–—−－﹣・·‧•･", "-"))
_OTHER_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ə": "e"}
)
_RUSSIAN = str.maketrans("іїєґўүөўәҗ’", "ииегууоуаж'")
_ENDING = re.compile("(?:[aiu]?s|a)$")
_FOREIGN = re.compile("[čšžćźżłşçőűėęąįųūēīāģķļņěňřťďı]|sz|cs|zs|cz|dsch|tsch|hj|xh|^dj|tch")
_MR_MARKS = re.compile("[ŏŭ]|(?:k|p|t|ch|ts)'|[ou]'(?=[a-z-]|$)")
_DRAWN = re.compile("ンニ[ャュョ]|ニ[ャュョ]|ミョ|[ナニヌネノマミモ]")
_BEFORE = {
    "ナ": "ンア", "ニ": "ンイ", "ヌ": "ンウ", "ネ": "ンエ", "ノ": "ンオ", "ニャ": "ンヤ", "ニュ": "ンユ",
    "ニョ": "ンヨ", "マ": "ムア", "ミ": "ムイ", "モ": "ムオ", "ミョ": "ムヨ",
    "ンニャ": "クヤ", "ンニュ": "クユ", "ンニョ": "クヨ",
}  # fmt: skip
_STRONG = re.compile(r"(?<=[kpt])'|(?<=ch)'|(?<=ts)'|(?<=tz)'")


def bare(name: str) -> tuple[str, bool]:
    """The name without what is no name, in composed letters, and whether a word marks it as not the real one."""
    folded = name[:200] if name.isascii() else unicodedata.normalize("NFKC", name[:200]).translate(_APOSTROPHES)
    if not _signs().search(folded):
        return " ".join(folded.split()), False
    marked = _pseudonyms().search(folded.lower()) is not None
    inner = _BRACKETS.sub(" ", _pseudonyms().sub(" ", folded))
    return " ".join((inner if any(c.isalpha() for c in inner) else folded).replace("_", " ").split()), marked


class Word(NamedTuple):
    """A word of a name as written, and folded with hyphens between syllables; whether it is a title that stands before
    a name or one that stands after it, has the marks of McCune–Reischauer, or is spelled as no romanisation of Korean
    or Chinese spells."""

    written: str
    plain: str
    title: bool
    suffix: bool
    marked: bool
    foreign: bool


@lru_cache(maxsize=100_000)
def word(written: str) -> Word:
    """A word of a name, known by its letters; remembered, since words come again and again."""
    kept = written if len(written) <= 2 else written.rstrip(".")
    folded = latin(kept)
    marked = ("'" in folded or not folded.isascii()) and _MR_MARKS.search(folded) is not None
    foreign = _FOREIGN.search(unicodedata.normalize("NFC", kept).lower()) is not None
    bare = written.rstrip(".").lower()
    return Word(kept, divided(folded), bare in titles("titles"), bare in titles("suffixes"), marked, foreign)


def latin(word: str) -> str:
    """A word in small letters without accents, save ŏ and ŭ; ü stays where it is written."""
    if word.isascii():
        return word.lower()
    composed = unicodedata.normalize("NFD", word)
    kept = _BREVE.sub(lambda m: "ŏ" if m[1] in "oO" else "ŭ", composed)
    kept = kept.replace("u\u0308", "ü").replace("U\u0308", "ü")
    return _MARKS.sub("", kept).lower().translate(_OTHER_LETTERS)


def cyrillic(word: str) -> str:
    """A word in small Russian letters: those of Ukraine, Belarus, Bulgaria and Mongolia become the nearest."""
    return unicodedata.normalize("NFC", word).lower().translate(_RUSSIAN)


def respelt(words: Sequence[str]) -> list[list[str]]:
    """The words as they are read by the rules of Hungarian, Slavic, Baltic and other spellings, where that differs."""
    small = [unicodedata.normalize("NFC", word).lower() for word in words]
    found = [[latin(pattern.sub(to, word)) for word in small] for pattern, to in _spellings()]
    found += [[_ENDING.sub("", word) or word for word in other] for other in found]
    plain = [latin(word) for word in small]
    return [other for place, other in enumerate(found) if other != plain and other not in found[:place]]


@cache
def _spellings() -> list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]]:
    return [_replacer(line.split()) for _, line in leaves(rules("words")["respelt"])]


def _replacer(words: Sequence[str]) -> tuple[re.Pattern[str], Callable[[re.Match[str]], str]]:
    table = dict(zip(words[::2], words[1::2], strict=True))
    return re.compile("|".join(sorted(table, key=len, reverse=True))), lambda match: table[match[0]]


def divided(word: str) -> str:
    """A folded word with hyphens wherever syllables are divided; o' and u' before a consonant are ŏ and ŭ."""
    if "'" not in word:
        return word
    word = re.sub(r"([ou])'(?=[a-zŏŭ]|$|-)", lambda match: "ŏ" if match[1] == "o" else "ŭ", word)
    strong = {match.start() for match in _STRONG.finditer(word)}
    return "".join(c if c != "'" or i in strong else "-" for i, c in enumerate(word))


def katakana(word: str) -> str:
    """Hiragana as katakana, long vowels as short ones."""
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in word).replace("ー", "")


def undrawn(word: str) -> Iterator[str]:
    """A coda drawn over to the next syllable put back, one at a time: ウニャン is ウン and ヤン."""
    for found in _DRAWN.finditer(word, 1):
        yield word[: found.start()] + _BEFORE[found[0]] + word[found.end() :]


@cache
def titles(place: str) -> frozenset[str]:
    """Titles in Latin and Cyrillic letters: `titles` stand before a name, `suffixes` after it."""
    return frozenset(text(rules("words")[place]).split())


@cache
def endings(script: str) -> tuple[str, ...]:
    """Titles that follow a name in Hangul, Han or kana, the longest first."""
    return tuple(sorted(text(rules("words")[f"{script}_titles"]).split(), key=len, reverse=True))


@cache
def _pseudonyms() -> re.Pattern[str]:
    marks = [mark.strip('"') for mark in re.findall(r'"[^"]+"|\S+', text(rules("words")["pseudonym"]))]
    found = (
        rf"\b{re.escape(mark)}(?!\w)" if mark.isascii() else re.escape(mark)
        for mark in sorted(marks, key=len, reverse=True)
    )
    return re.compile("|".join(found), re.IGNORECASE)


@cache
def _signs() -> re.Pattern[str]:
    """Whether there may be anything to take away: one look spares most names the rest."""
    return re.compile(r"[()\[\]（）【】\"“”_]|" + _pseudonyms().pattern, re.IGNORECASE)
