"""Plain text: the text of the document is the file itself, decoded and otherwise unchanged."""

import re
from dataclasses import dataclass, replace

from chamsae.errors import Unreadable
from chamsae.model.document import Furniture
from chamsae.model.when import When
from chamsae.read import published
from chamsae.read.decode import decode
from chamsae.read.parsed import Parsed, storable
from chamsae.read.timed import timed

VERSION = "plain 1"

#: Keys of a `key: value` block at the head of a file, in the three languages, and what they mean to us.
KEYS = {
    key: meaning
    for meaning, keys in {
        "title": "title headline 제목 标题 標題",
        "address": "url address link source-url 주소 链接 鏈接 网址",
        "date": "date published publication-date 날짜 일자 日期 发布日期 發布日期",
        "publisher": "publisher outlet site source 매체 발행 출처 媒体 媒體 来源 來源",
        "author": "author authors by byline 기자 저자 글쓴이 作者 记者 記者",
        "language": "language lang 언어 语言 語言",
        "note": "form note notes kind type tags event 비고 备注",
    }.items()
    for key in keys.split()
}
_FIELD = re.compile(r"([^\s:：][^:：\n]{0,30}?)[ \t]*[:：][ \t]*(\S[^\n]*)?")
_SENTENCE_END = re.compile(r"[.。!！…]['\"”’」』)）]*$")
_BYLINE = re.compile(r"[Bb]y:? [A-Z][^.!?]{2,60}$|[가-힣]{2,4} ?(?:기자|특파원)\b|(?:作者|记者|記者)[:：]")
#: A title is no longer than this.
TITLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A `key: value` block at the head of a text: where it ends, and what it says by meaning."""

    end: int
    values: dict[str, str]

    @property
    def authors(self) -> tuple[str, ...]:
        """The names under author."""
        return tuple(name.strip() for name in re.split(r"[;,、，]", self.values.get("author", "")) if name.strip())

    @property
    def published(self) -> When | None:
        """The date under date, in the words used."""
        return published.when(self.values.get("date", "").partition("(")[0])


def parse(data: bytes, name: str) -> Parsed:
    """Read plain text in UTF-8, UTF-16, EUC-KR, GB18030, Big5 and others; raises Unreadable when it is no text."""
    decoded = decode(data, name)
    text = storable(decoded.text)
    if not text.strip():
        raise Unreadable("the file holds no words, only blank space", thing=name, do="The entry is kept.")
    described = describe(text, VERSION, decoded.notes + unstorable(decoded.text, text))
    return timed(replace(described, parameters=decoded.parameters))


def describe(text: str, parser: str, notes: tuple[str, ...], header: Header | None = None) -> Parsed:
    """A text with what its header block, first line and labelled dates say of it."""
    header = header or header_of(text)
    head = [line.strip() for line in text[header.end :][:4000].splitlines()[:40]]
    return Parsed(
        parser=parser,
        text=text,
        title=header.values.get("title") or _title(head),
        authors=header.authors,
        publisher=header.values.get("publisher"),
        published=header.published or published.find(head[:15]),
        language=header.values.get("language"),
        address=header.values.get("address"),
        furniture=(Furniture(start=0, end=header.end, why="header block"),) if header.end else (),
        notes=notes,
    )


def header_of(text: str) -> Header:
    """The `key: value` block that opens a text: at least two lines with keys we know, closed by a blank line."""
    end, known = 0, 0
    for line in text[:8000].splitlines(keepends=True):
        if not line.strip():
            break
        field = _FIELD.match(line)
        if not field:
            return Header(end=0, values={})
        known += _meaning(field[1]) is not None
        end += len(line)
    return Header(end=end, values=fields(text[:end])) if known >= 2 else Header(end=0, values={})


def fields(block: str) -> dict[str, str]:
    """What the `key: value` lines of a block say, by meaning; the first of each counts, quotation marks go."""
    values: dict[str, str] = {}
    for field in filter(None, map(_FIELD.match, block.splitlines())):
        meaning = _meaning(field[1])
        if meaning and field[2]:
            values.setdefault(meaning, field[2].strip().strip("\"'"))
    return values


def _meaning(key: str) -> str | None:
    return KEYS.get(key.strip().lower().replace(" ", "-"))


def unstorable(before: str, after: str) -> tuple[str, ...]:
    """The note for characters that had to be replaced, if any."""
    replaced = sum(a != b for a, b in zip(before, after, strict=True)) if before is not after else 0
    return (f"{replaced} characters that cannot be stored (NUL, lone surrogates) stand as U+FFFD",) if replaced else ()


def _title(head: list[str]) -> str | None:
    """Of the first three lines with words, the first that reads as a title; a section's name only at need."""
    filled = [number for number, line in enumerate(head) if line][:3]
    titles = [
        head[number].lstrip("\ufeff")
        for number in filled
        if _stands_apart(head, number) and not published.stamps(head[number])
    ]
    return next(filter(_says_something, titles), titles[0] if titles else None)


def _stands_apart(head: list[str], number: int) -> bool:
    """Short, no sentence, and a blank line, its own repetition, a byline, a date or nothing follows."""
    line = head[number]
    after = head[number + 1] if number + 1 < len(head) else ""
    alone = after in ("", line) or _BYLINE.match(after) is not None or published.stamps(after)
    return alone and len(line) <= TITLE and not _SENTENCE_END.search(line)


def _says_something(line: str) -> bool:
    return len(line.split()) > 3 or (not line.isascii() and len(line) > 7)
