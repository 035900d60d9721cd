"""What on a page is not its text: repeated titles, captions, bylines, share buttons, comment notices, promotion.

Marked with a reason, never cut: offsets stay those of the document. Works by structure (repetition,
position, credit lines) and the short word lists of resources/furniture.yml, for English, Korean, Chinese.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from chamsae.model.document import CAPTION, Furniture
from chamsae.read.byline import byline
from chamsae.read.lines import Line, ends_sentence, lines, plain, repeated
from chamsae.read.words import listed, wordset
from chamsae.text.scripts import is_cjk

__all__ = ["byline", "furniture", "headings"]

#: Lines a byline or section name may stand in from the top, and a footer from the bottom.
TOP, BOTTOM = 12, 12
WHY = {
    "share": "share button",
    "comments": "comment notice",
    "stamps": "byline or time stamp",
    "credits": "credit line",
    "related": "link to other pieces",
    "source": "source link",
    "promotion": "promotion or biography",
    "captions": CAPTION,
}


def furniture(text: str, language: str) -> tuple[Furniture, ...]:
    """The stretches of text that are page furniture, in order; `language` is a BCP 47 tag (en is tried for all)."""
    kept = lines(text)
    marked: dict[int, str] = {}
    for number, why in _findings(kept, language.partition("-")[0]):
        marked.setdefault(number, why)
    return tuple(Furniture(start=kept[n].start, end=kept[n].end, why=marked[n]) for n in sorted(marked))


def left_out(marked: Iterable[Furniture]) -> tuple[Furniture, ...]:
    """The furniture no claims are read from: all but captions printed once."""
    return tuple(zone for zone in marked if zone.why != CAPTION)


def headings(text: str, language: str) -> tuple[Furniture, ...]:
    """Titles and section headings: short lines that stand alone and close no sentence."""
    return tuple(
        Furniture(start=line.start, end=line.end, why="heading")
        for line in lines(text)
        if _is_heading(line, 40 if language.startswith(("zh", "ko", "ja")) else 120)
    )


def _findings(kept: tuple[Line, ...], language: str) -> Iterator[tuple[int, str]]:
    yield from _header(kept)
    yield from _section_names(kept, language)
    yield from _captions(kept, language)
    yield from _repetitions(kept)
    yield from _by_pattern(kept, language)
    yield from _authors(kept)
    yield from _tail(kept, language)


def _header(kept: tuple[Line, ...]) -> Iterator[tuple[int, str]]:
    """A block of `key: value` lines at the very top, as archives and mail put there."""
    keys = wordset("furniture", "header_keys")
    number = 0
    while number < len(kept) and kept[number].text.partition(":")[0].strip().casefold() in keys:
        number += 1
    if number >= 2:
        yield from ((n, "header") for n in range(number))


def _section_names(kept: tuple[Line, ...], language: str) -> Iterator[tuple[int, str]]:
    names = {name for code in {language, "en"} for name in listed("furniture", "sections", code)}
    for number, line in enumerate(kept[:TOP]):
        if line.text.strip(" |>›/·").casefold() in names:
            yield number, "section name"


def _captions(kept: tuple[Line, ...], language: str) -> Iterator[tuple[int, str]]:
    """Lines with a photographer's credit, and every other printing of the same words; a credit alone is no caption."""
    patterns = _patterns("captions", language)
    bare: set[str] = set()
    for number, line in enumerate(kept):
        if len(line.text) < 600 and patterns.fullmatch(line.text):
            again = _without_credit(line.text) in bare
            yield number, "repeated caption" if again else WHY["captions" if _says_something(line.text) else "credits"]
            bare.add(_without_credit(line.text))
    for number, line in enumerate(kept):
        if len(line.text) >= 20 and _without_credit(line.text) in bare:
            yield number, "repeated caption"


def _says_something(caption: str) -> bool:
    """True for more than a credit: 40 letters, or half as many of Korean or Chinese."""
    return sum(2 if is_cjk(char) else 1 for char in caption) >= 40


def _without_credit(words: str) -> str:
    return plain(re.sub(r"[(（\[][^()（）\[\]]{2,80}[)）\]]$|(?<=[.。”\"]) ?[^.。/]{2,60}/[^.。/]{2,60}$", "", words))


def _repetitions(kept: tuple[Line, ...]) -> Iterator[tuple[int, str]]:
    """The second and later printings of a line: of the first lines the title, elsewhere furniture."""
    place = {line.start: number for number, line in enumerate(kept)}
    for same in repeated(kept, shortest=8).values():
        for line in same[1:]:
            title = place[same[0].start] <= 3
            if title or len(line.text) >= 30:
                yield place[line.start], "repeated title" if title else "repeated line"


def _by_pattern(kept: tuple[Line, ...], language: str) -> Iterator[tuple[int, str]]:
    for kind in ("share", "credits", "comments", "source"):
        patterns = _patterns(kind, language)
        yield from ((n, WHY[kind]) for n, line in enumerate(kept) if patterns.fullmatch(line.text))
    stamps = _patterns("stamps", language)
    for number, line in enumerate(kept):
        if (len(line.text) < 90 and stamps.fullmatch(line.text) and not _speaks(line.text)) or (
            len(line.text) < 40 and byline(line.text)[1] and _DATE_ONLY.fullmatch(line.text)
        ):
            yield number, WHY["stamps"]


_DATE_ONLY = re.compile(
    r"[\d\s./:,\-年月日년월일]+"
    r"|[A-Za-z.,]{0,12}\s?[A-Za-z]{3,9}\.? \d{1,2},? \d{4}.{0,16}|\d{1,2} [A-Za-z]{3,9} \d{4}.{0,16}"
)


def _speaks(words: str) -> bool:
    """A line that reads as a sentence is not a stamp ("Published figures differ.")."""
    return ends_sentence(words) and len(words.split()) > 6


def _authors(kept: tuple[Line, ...]) -> Iterator[tuple[int, str]]:
    """Names alone on a line near the top, next to a time stamp."""
    names = set(byline("\n".join(line.text for line in kept[:TOP]))[0])
    for number, line in enumerate(kept[:TOP]):
        if line.text.removeprefix("By ").strip() in names:
            yield number, WHY["stamps"]


def _tail(kept: tuple[Line, ...], language: str) -> Iterator[tuple[int, str]]:
    """After a comment notice, a source link or a list of related pieces, what follows is not the article's."""
    promotion, related = _patterns("promotion", language), _patterns("related", language)
    closed = _closing(kept, language)
    for number, line in enumerate(kept):
        late = number >= len(kept) - BOTTOM
        if closed is not None and number > closed[0]:
            yield number, closed[1]
        elif late and promotion.fullmatch(line.text):
            yield number, WHY["promotion"]
        elif len(line.text) < 200 and related.fullmatch(line.text):
            yield number, WHY["related"]
            yield from _titles_after(kept, number)


def _closing(kept: tuple[Line, ...], language: str) -> tuple[int, str] | None:
    for number, line in enumerate(kept):
        late = number > 2 and sum(len(after.text) for after in kept[number:]) < sum(
            len(before.text) for before in kept[:number]
        )
        if late and _patterns("comments", language).fullmatch(line.text):
            return number, WHY["comments"]
        if late and not line.text.startswith("http") and _patterns("source", language).fullmatch(line.text):
            return number, WHY["promotion"]
    return None


def _titles_after(kept: tuple[Line, ...], number: int) -> Iterator[tuple[int, str]]:
    for follower in range(number + 1, min(number + 12, len(kept))):
        if (
            ends_sentence(kept[follower].text)
            or len(kept[follower].text) > 160
            or (kept[number].text[-1:] not in ":：" and kept[follower].gap and follower > number + 1)
        ):
            return
        yield follower, WHY["related"]


def _is_heading(line: Line, longest: int) -> bool:
    return (
        len(line.text) <= longest and not ends_sentence(line.text) and not re.match(r"[-•*–·]\s|\d+[.)]\s", line.text)
    )


@lru_cache(maxsize=64)
def _patterns(kind: str, language: str) -> re.Pattern[str]:
    forms = [form for code in dict.fromkeys((language, "en")) for form in listed("furniture", kind, code)]
    return re.compile("|".join(f"(?:{form})" for form in forms) or r"(?!)", re.IGNORECASE)
