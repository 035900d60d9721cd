"""Persons in a Chinese sentence: full names, Western names, surnames with a title, and what is said of them.

Everything is matched in simplified characters (see `simple`), at offsets that are those of the sentence.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from chamsae.read.han.tagging import Word
from chamsae.read.words import either, keyed, listed, wordset
from chamsae.text.places import mentions

HAN = r"[\u3400-\u9fff]"
#: What stands between the parts of a Western name.
DOT = "[·・•‧∙.．]"
_SURNAMES = (("eastern", "surnames_two", "zh"), ("eastern", "surnames", "zh"), ("han", "surnames"))
_SURNAME = f"(?:{either(name for keys in _SURNAMES for name in listed(*keys))})"
_TITLE = f"(?:{either(listed('han', 'titles'))})"
_TITLE_BEHIND, _TITLE_BEFORE = re.compile(_TITLE), re.compile(f"{_TITLE}$")
_DOTTED = re.compile(DOT)
_WESTERN = re.compile(rf"{HAN}{{1,6}}(?:{DOT}{HAN}{{1,6}}){{1,3}}")
_FULL = re.compile(rf"(?P<surname>{_SURNAME}){HAN}{{1,2}}")
#: A surname no title and no other word ends in, with a given name of two characters.
_CUT_OFF = re.compile(f"[金李朴崔郑赵张林吴韩申权黄安宋刘洪全文孙裴白许南沈卢郭成车朱禹具闵陈]{HAN}{{2}}")
_TITLED = re.compile(rf"(?P<surname>{_SURNAME})(?P<title>{_TITLE})")
_NAMED_TITLED = re.compile(rf"(?P<name>{HAN}+?(?:{DOT}{HAN}+?)*)(?P<title>{_TITLE})")
_SHORT = re.compile(rf"{HAN}{{2,6}}")
#: 名叫顺实的, 姓崔的, 金姓女子: persons of whom a part of the name is told.
_CALLED = re.compile(rf"(?:名叫|名为|叫做|叫)(?P<name>{HAN}{{2,3}}?)(?=的|[，。（(])")
_OF_SURNAME = re.compile(rf"姓(?P<name>{_SURNAME})(?=的)|(?P<whole>(?P<surname>{_SURNAME})姓{HAN}{{2}})")
#: 1. 金永姬，女，38岁 / 证人：韩玉子，女: an entry of a list.
_ENTRY = re.compile(
    rf"(?:^|(?<={HAN}：)|(?<![\u3400-\u9fff]))(?P<name>{_SURNAME}{HAN}{{1,2}})(?:（[^（）]{{1,8}}）)?(?=，\s?[男女]，)"
)
PSEUDONYM = re.compile(r"\s?[（(](?:[^（）()]{0,10}[，,、])?(?:化名|假名)")


class Form(StrEnum):
    """How much of a name is said."""

    FULL = "full"
    PART = "part"
    TITLED = "titled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A person named at a place of a sentence; `plain` is the name in simplified characters, without title."""

    start: int
    end: int
    plain: str
    form: Form
    surname: str = ""
    title: str = ""
    why: str = "a name as the tagger sees it"
    confidence: float = 0.75


def persons(plain: str, words: Sequence[Word], by_rule: Sequence[tuple[int, int]]) -> list[Mention]:
    """The persons of a sentence in simplified characters, in order; `by_rule` are spans that rules take for names.

    What the tagger sees goes before rules, and of those the shorter reading.
    """
    kept: list[Mention] = []
    for one in (
        *_tagged(plain, words),
        *sorted(_ruled(plain, words, by_rule), key=lambda one: one.end),
        *_partly(plain),
    ):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def mention(plain: str, start: int, end: int, *, sure: bool) -> Mention | None:
    """What a stretch names, by its shape; None when it cannot be a person. `sure` that it is one, shape or not."""
    words = plain[start:end]
    if words in wordset("han", "no_persons") or words in wordset("eastern", "no_persons", "zh"):
        return None
    if titled := _TITLED.fullmatch(words):
        return Mention(
            start=start, end=end, plain=words, form=Form.TITLED, surname=titled["surname"], title=titled["title"]
        )
    if named := _NAMED_TITLED.fullmatch(words):
        inner = mention(plain, start, start + named.end("name"), sure=sure)
        return inner and replace(inner, title=named["title"])
    if sure and len(words) > 2 and words[-1] in "说称" and not _FULL.fullmatch(words[:-1] + words[-2]):
        return mention(plain, start, end - 1, sure=True)
    found = None if _is_place(words) else _untitled(words, start, sure=sure)
    return found and _with_title(plain, found)


def _is_place(words: str) -> bool:
    return any(one.end - one.start == len(words) for one in mentions(words))


def _untitled(words: str, start: int, *, sure: bool) -> Mention | None:
    end = start + len(words)
    if _WESTERN.fullmatch(words):
        return Mention(start=start, end=end, plain=re.sub(DOT, "·", words), form=Form.FULL, confidence=0.85)
    if full := _FULL.fullmatch(words):
        return Mention(start=start, end=end, plain=words, form=Form.FULL, surname=full["surname"])
    if sure and _SHORT.fullmatch(words):
        return Mention(start=start, end=end, plain=words, form=Form.PART, confidence=0.6)
    return None


def titled(surnames: Iterable[str]) -> str:
    """A regular expression for any of the surnames with a title right behind it."""
    return f"(?:{either(surnames)})(?:{_TITLE})"


def roles(plain: str, start: int, end: int) -> tuple[str, ...]:
    """The roles that the words touching a name give it: 发言人林剑尧, 证人：韩玉子, 徐志远律师, 何家铭为人权律师."""
    before = re.sub(r"(?:[：:]|名叫|叫做|叫|名为)\s?$", "", plain[max(0, start - 14) : start]).rstrip(" “「")
    behind = re.sub(r"^[（(][^（）()]{0,14}[）)]", "", plain[end : end + 28])
    title = _TITLE_BEHIND.match(behind)
    being = re.match(r"，?(?:是|为|系|现任|曾任)[^，。；]{0,10}", behind)
    told = [title[0] if title else "", *(_endings(being[0], plain[end:]) if being else ())]
    found = [
        role
        for role, words in keyed("han", "roles").items()
        if any(before.endswith(word) for word in words)
        or any(one.endswith(word) for one in told if one for word in words)
    ]
    return tuple(found)


def gender(plain: str, one: Mention) -> str:
    """“f” or “m” where title or neighbouring words say so, else nothing."""
    before, behind = plain[max(0, one.start - 6) : one.start], plain[one.end : one.end + 10]
    said = re.match(r"(?:（[^（）]{1,10}）)?，\s?([男女])(?=，|性)", behind)
    for sign, titles, words in (("f", "female", "woman"), ("m", "male", "man")):
        told = one.title in listed("han", titles) or any(before.endswith(word) for word in listed("han", words)[1:])
        if told or (said and said[1] == listed("han", words)[0]):
            return sign
    return ""


def _tagged(plain: str, words: Sequence[Word]) -> Iterator[Mention]:
    """What the tagger takes for persons; neighbours are one name (具 炳国), but for one with a title of its own."""
    at = 0
    while at < len(words):
        first = at
        while at < len(words) and words[at].kind == "PER" and (at == first or len(words[first].text) == 1):
            at += 1
        if at > first and at + 1 < len(words) and _DOTTED.fullmatch(words[at].text) and words[at + 1].kind == "PER":
            at += 2  # 朱莉.特纳
        if at > first:
            sure = words[at - 1].end - words[first].start > 1
            found = mention(plain, _with_surname(plain, words, first), words[at - 1].end, sure=sure)
            yield from (found,) if found else ()
        at = max(at, first + 1)


def _with_surname(plain: str, words: Sequence[Word], first: int) -> int:
    """Where a name begins whose surname the tagger gave to the word before (部/长官权 宁浩)."""
    start, end = words[first].start, words[first].end
    cut = first > 0 and words[first - 1].end == start and words[first - 1].kind in ("n", "v", "vn", "q", "a", "nz")
    cut = cut and not _FULL.fullmatch(plain, start, end) and _CUT_OFF.fullmatch(plain, start - 1, end) is not None
    return start - 1 if cut else start


def _ruled(plain: str, words: Sequence[Word], spans: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """What titles and lists show to be names; they are words of the sentence, if those are known, or end at a mark."""
    kinds = {(word.start, word.end): word.kind for word in words}
    edges = {edge for span in kinds for edge in span}
    for start, end in (*spans, *(match.span("name") for match in _ENTRY.finditer(plain))):
        parted = {start, end} <= edges or plain[end : end + 1] in _MARKS
        if (
            not words
            or plain[start - 1 : start] in ("：", ":")
            or (parted and kinds.get((start, end)) not in ("ORG", "LOC", "a", "v", "vn", "d", "p"))
        ):
            found = mention(plain, start, end, sure=False)
            yield from (replace(found, why="a name beside a title or in a list"),) if found else ()


#: What a name in a list ends at.
_MARKS = ("", *"，。、（；说告表指透称认强证")


def _partly(plain: str) -> Iterator[Mention]:
    for match in _CALLED.finditer(plain):
        full = _FULL.fullmatch(match["name"])
        yield Mention(
            start=match.start("name"), end=match.end("name"), plain=match["name"], confidence=0.6,
            form=Form.FULL if full else Form.PART, surname=full["surname"] if full else "",
            why="what somebody is called",
        )  # fmt: skip
    for match in _OF_SURNAME.finditer(plain):
        group = "whole" if match["whole"] else "name"
        surname = match["surname"] or match["name"]
        yield Mention(
            start=match.start(group), end=match.end(group), plain=match[group], form=Form.TITLED, surname=surname,
            why="a person of whom the surname is told", confidence=0.6,
        )  # fmt: skip


def _with_title(plain: str, one: Mention) -> Mention:
    """The mention with the title that touches it on either side (会长沈载浩, 徐志远律师)."""
    behind = _TITLE_BEHIND.match(plain, one.end)
    before = _TITLE_BEFORE.search(plain, max(0, one.start - 6), one.start)
    title = behind[0] if behind else before[0] if before else ""
    return replace(one, title=title)


def _endings(being: str, rest: str) -> list[str]:
    """A clause that says what somebody is, up to its end and up to a mark: 为人权律师."""
    return [being, re.split(r"[，。；）)\s]", rest.lstrip("，"))[0]]
