"""Who publishes and who is named as a source: newspapers, agencies, organisations by any of their names.

Names are package data (resources/publishers.yml, resources/organisations.yml), read once when first needed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from chamsae.text.normal import fold
from chamsae.text.shipped import shipped

#: A Latin name is no part of a longer word or address; Hangul and Han may join it ("RFA는").
_BEFORE, _AFTER = r"(?<![A-Za-z0-9_.@-])", r"(?![A-Za-z0-9_@])"


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher under the name kept; `own` when it speaks for itself instead of passing on what it is told."""

    name: str
    own: bool


@lru_cache(maxsize=50_000)
def outlet(words: str | None) -> Outlet | None:
    """The outlet or organisation some words are a name of, as a whole."""
    return _tables().by_name.get(_key(words)) if words else None


@lru_cache(maxsize=20_000)
def named(words: str) -> tuple[Outlet, ...]:
    """All outlets and organisations that some words name, in order, each once."""
    return tuple(dict.fromkeys(found for found, _, _ in mentions(words)))


def shown(key: str) -> str:
    """The name kept of a known outlet whose words were made comparable; other words as they are."""
    known = outlet(key) or _tables().by_words.get(key)
    return known.name if known else key


def mentions(text: str) -> Iterator[tuple[Outlet, int, int]]:
    """Where a text names outlets and organisations: each with start and end."""
    table = _tables()
    for match in table.pattern.finditer(text):
        yield table.by_name[_key(match[0])], match.start(), match.end()


@lru_cache(maxsize=20_000)
def publisher(words: str | None) -> Outlet | None:
    """Who a document's publisher line says it is.

    That is the whole line, what stands before brackets or "via", or how it begins ("德國之聲中文網" is 德國之聲).
    """
    if not words:
        return None
    head = _SOURCE.split(words)[0]
    begins = (found for found, start, end in mentions(head) if start == 0 and not head[:end].isascii())
    return outlet(words) or outlet(head) or next(begins, None)


@lru_cache(maxsize=20_000)
def credited(words: str | None) -> tuple[Outlet, ...]:
    """The outlets a publisher line gives as where it has its text: "AFP via …", "copy of Yonhap", "(据法新社)".

    Only outlets that are not the publisher itself. A line that merely names two of them credits none.
    """
    if not words or not _CREDIT.search(words):
        return ()
    own = publisher(words) if not _VIA.search(words) else None
    return tuple(one for one in named(words) if one != own)


@dataclass(frozen=True, slots=True)
class _Tables:
    by_name: Mapping[str, Outlet]
    by_words: Mapping[str, Outlet]
    pattern: re.Pattern[str]


@cache
def _tables() -> _Tables:
    found: dict[str, Outlet] = {}
    written: set[str] = set()
    for names, own in _entries():
        known = (found[key] for key in map(_key, names) if key in found)
        kept = next(known, Outlet(names[0], own))
        found |= {key: found.get(key, kept) for key in map(_key, names)}
        written.update(names)
    latin = sorted((name for name in written if name.isascii()), key=len, reverse=True)
    other = sorted(written - set(latin), key=len, reverse=True)
    either = [rf"{_BEFORE}(?:{'|'.join(map(re.escape, latin))}){_AFTER}", "|".join(map(re.escape, other))]
    by_words = {" ".join(_WORD.findall(key)): one for key, one in found.items()}
    return _Tables(found, by_words, re.compile("|".join(either)))


def _entries() -> Iterator[tuple[list[str], bool]]:
    """The names of each publisher, the kept one first, and whether it speaks for itself."""
    for entry in shipped("publishers"):
        yield [entry["name"], *entry.get("names", {}).values(), *entry.get("also", ())], entry.get("own", False)
    for names in shipped("organisations"):
        yield names, True


def _key(words: str) -> str:
    return fold(words).strip().removeprefix("the ")


_WORD = re.compile(r"[^\W_]+")
#: What parts a publisher's own name from where it has its text.
_SOURCE = re.compile(r"\s*(?:[(（]|\bvia\b|/)")
_VIA = re.compile(r"\bvia\b|\bcopy of\b", re.IGNORECASE)
#: A publisher line that says where the text is from.
_CREDIT = re.compile(
    r"\bvia\b|\b(?:copy|copied|scrape|scraped|repost(?:ed)?|reprint(?:ed)?|translation|translated|stub|rewrite|rewritten"
    r"|machine) (?:of|from)\b|[(（][^)）]+[)）]|전재|복사|轉載|转载|据|據|改寫|改写|编译|編譯",
    re.IGNORECASE,
)
