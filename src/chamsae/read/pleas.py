"""What was done about a case, told of whoever stepped in: kin, groups, parliaments, the United Nations.

Whoever steps in need not be named ("UN experts urged…", 탄원서를 제출, 联合国专家呼吁…), and headlines tell it
as a thing ("the family's appeal to…", 규탄 집회, 公开信). Those who hold somebody step in for nobody. The words are
those of resources/pleas.yml.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from chamsae.read.han.simple import simplified
from chamsae.text.shipped import shipped

#: Offsets in a sentence.
Spans = Sequence[tuple[int, int]]
#: What kin and other persons do not do: findings, resolutions and declarations are those of bodies.
_OF_BODIES = frozenset({"resolution", "statement"})
#: Things that need no maker: a headline, or a sentence in the passive, leaves the maker out.
_ALONE = frozenset({"petition", "letter", "un_communication", "gathering", "appeal", "inquiry"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plea:
    """Something done about a case: its type, the words that tell it, and who did it (offsets; None: nobody is told)."""

    type: str
    start: int
    end: int
    party: tuple[int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """Where the names of a sentence stand."""

    people: Spans
    groups: Spans

    def is_person(self, start: int, end: int) -> bool:
        """True where the words overlap the name of a person."""
        return any(low < end and start < high for low, high in self.people)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words of one language, compiled."""

    language: str
    party: re.Pattern[str]
    un: re.Pattern[str]
    near: re.Pattern[str]
    told: Mapping[str, re.Pattern[str]]
    things: Mapping[str, re.Pattern[str]]
    private: re.Pattern[str]
    others: re.Pattern[str]


def pleas(quote: str, people: Spans = (), groups: Spans = ()) -> Iterator[Plea]:
    """What a sentence tells was done about a case; the first type that fits a place counts.

    `people` and `groups` are the offsets of names of persons and organisations in it.
    """
    text = simplified(quote)
    words = _words(_language(text))
    named = _Named(people=people, groups=groups)
    taken: list[tuple[int, int]] = []
    for found in (*_told(text, words, named), *_things(text, words, named)):
        if any(found.start < end and start < found.end for start, end in taken):
            continue
        taken.append((found.start, found.end))
        yield found


def _private(quote: str, start: int, end: int) -> bool:
    """True where the words at `start`–`end` are said to a child or to a guard, or by one who holds somebody."""
    text = simplified(quote)
    words = _words(_language(text))
    if words.language == "ko":
        return bool(words.private.search(text[_clause(text, start) : end]))
    behind = re.compile(rf"\s?(?:to\s|for\s|with\s)?(?:{words.private.pattern})\b") if words.language == "en" else None
    if behind is not None:
        return bool(behind.match(text[end:]))
    given = re.search(rf"(?:给|向|对|要求)(?:{words.private.pattern})$", text[:start])
    return bool(given or words.private.match(text[end:]))


def _told(text: str, words: _Words, named: _Named) -> Iterator[Plea]:
    """Those things that a party is the subject of."""
    for type_, pattern in words.told.items():
        for match in pattern.finditer(text):
            party = _party(text, match.start(), words, named) or _group(text, match.start(), named)
            if party is None or _private(text, match.start(), match.end()):
                continue
            if _fits(type_, party, text, words, named):
                yield Plea(type=type_.partition(".")[0], start=match.start(), end=match.end(), party=party)


def _fits(type_: str, party: tuple[int, int], text: str, words: _Words, named: _Named) -> bool:
    """Findings are those of the United Nations, resolutions and declarations those of bodies."""
    told = text[slice(*party)]
    if type_ == "un_communication.found":
        return words.un.search(told) is not None
    return type_ not in _OF_BODIES or not (words.near.search(told) or party in named.people)


def _party(text: str, at: int, words: _Words, named: _Named) -> tuple[int, int] | None:
    """Whoever is the subject of the words at a place: the last party before them that can be, with nobody between."""
    low = _clause(text, at)
    spans = {match.span("np") for match in words.party.finditer(text, low, at)}
    spans |= {(start, end) for start, end in (*named.people, *named.groups) if low <= start and end <= at}
    found = sorted(span for span in spans if _is_subject(text, span, at, words))
    if not found:
        return None
    start, _ = found[0] if words.language == "ko" else found[-1]
    return max((span for span in found if span[0] == start), key=lambda span: span[1])


def _group(text: str, at: int, named: _Named) -> tuple[int, int] | None:
    """An English name that begins the sentence right before the words and is no person's: a group nobody knows."""
    first = _BEGINS.match(text)
    if first is None or not _EN_BETWEEN.fullmatch(text[first.end("np") : at]):
        return None
    return None if named.is_person(*first.span("np")) else first.span("np")


def _is_subject(text: str, span: tuple[int, int], at: int, words: _Words) -> bool:
    between, before = text[span[1] : at], text[: span[0]]
    if words.others.search(between):
        return False
    if words.language == "en":
        return bool(_EN_BETWEEN.fullmatch(between)) and not _EN_NO_SUBJECT.search(before)
    if words.language == "ko":
        return bool(_KO_BEHIND.match(between))
    return len(between) <= 24 and between[:1] != "的" and not _ZH_NO_SUBJECT.search(before)


#: Between an English subject and its verb: what says more of it, and adverbs.
_EN_BETWEEN = re.compile(
    r"(?:\s[A-Z]{2,}|\s(?:of|in|from|for|at|on|with|led by|based in)\s[^,.;:]{1,45}?|,[^,;:]{1,70},)*"
    r"\s(?:(?:has|have|had|also|again|jointly|publicly|repeatedly|then|later|and|is|are|were|was|been|will"
    r"|on [A-Z][a-z]+)\s)*"
)
_EN_NO_SUBJECT = re.compile(
    r"\b(?:to|by|of|with|at|from|against|for|before|in|on|that the|outside)\s(?:the\s|a\s|an\s|her\s|his\s)?$"
    r"|\bof the\s(?:[\w-]+\s){1,2}$"
)
_ZH_NO_SUBJECT = re.compile(r"[向给致对就被把][一-鿿]{0,8}$")
_KO_BEHIND = re.compile(
    r"(?:들|\s?(?:씨|측|대표|회원들|의원|목사|변호사))?(?:은|는|이|가|께서|에서|도)(?=[\s,])|,\s|\s?[“\"‘'「]|\s(?=호소|촉구)|\s\d+[여]?(?:명|곳|개)"
)


def _things(text: str, words: _Words, named: _Named) -> Iterator[Plea]:
    """What is named as a thing: with whose it is, or in a headline or the passive without."""
    for type_, pattern in words.things.items():
        for match in pattern.finditer(text):
            party = _owner(text, match, words, named)
            alone = type_ in _ALONE and _stands_alone(text, match, words)
            if (party is not None or alone) and not _private(text, match.start(), match.end()):
                yield Plea(type=type_, start=match.start(), end=match.end(), party=party)


def _owner(text: str, thing: re.Match[str], words: _Words, named: _Named) -> tuple[int, int] | None:
    """Whose a thing is: before it, or behind it after "by"."""
    low = _clause(text, thing.start())
    if words.language == "ko":
        return _owning(text, thing, named) or _party(text, thing.start(), words, named) or _headed(text, thing.start())
    if words.language == "zh":
        return _owning(text, thing, named)
    owner = re.search(rf"(?P<np>{_np(words)}|{_CAPITALS})[’']s?\s(?:[a-z]+\s)?$", text[low : thing.start()])
    if owner:
        return low + owner.start("np"), low + owner.end("np")
    by = re.compile(rf"[^.;]{{0,80}}?\bby\s(?:the\s)?(?P<np>{_np(words)})").match(text, thing.end())
    return by.span("np") if by else None


def _owning(text: str, thing: re.Match[str], named: _Named) -> tuple[int, int] | None:
    """The name of the group whose thing it is: 등불회의 탄원서, 灯笼会的公开信."""
    return next((span for span in named.groups if _OF.fullmatch(text[span[1] : thing.start()])), None)


_OF = re.compile(r"의\s|的")
_CAPITALS = r"(?<![\w’'])[A-Z][\w.&-]*(?:\s(?:(?:of|for|and|the)\s)?[A-Z][\w.&-]*){0,5}"
_BEGINS = re.compile(rf"\W*(?:The\s)?(?P<np>{_CAPITALS})")
#: What makes an English thing one that was sent: its addressee, or a verb in the passive.
_SENT = re.compile(
    r"s?\s(?:(?:[\w’'-]+\s){0,8}?(?:was|were|has been|have been|had been)\s(?:submitted|sent|handed|delivered"
    r"|filed|lodged|launched|presented|addressed)\b"
    r"|(?:of\s[\w ]{3,20}?\s)?to\s(?:the\s)?(?:[A-Z]|(?:[a-z]+\s)?(?:president|minister|ministry|government"
    r"|parliament|ambassador|embassy|authorities)))"
)


def _stands_alone(text: str, thing: re.Match[str], words: _Words) -> bool:
    """True where the thing is one done in public, whoever did it."""
    if words.language == "en":
        begins = re.fullmatch(r"\W*(?:An?\s|The\s)?", text[: thing.start()]) is not None
        done = re.search(r"\b(?:submission|complaint|petition|communication)", thing[0], re.IGNORECASE)
        return begins and bool(_SENT.match(text, thing.end()) or (done and " to " in thing[0]))
    return words.language == "zh" or thing.end() >= len(text.rstrip("”\"’' .")) - 12


def _headed(text: str, at: int) -> tuple[int, int] | None:
    """Whoever stands before the first comma of a Korean headline: "등불회, … 규탄 집회"."""
    head = re.match(r"(?P<np>[가-힣A-Za-z·\d ]{2,20}),\s", text)
    return head.span("np") if head and head.end() <= at else None


def _clause(text: str, at: int) -> int:
    """Where the sentence or clause with its own subject begins."""
    return max(
        (text.rfind(mark, 0, at) + len(mark) for mark in ("; ", "；", "。", ": ", "：") if mark in text[:at]), default=0
    )


def _language(text: str) -> str:
    if re.search(r"[가-힣]", text):
        return "ko"
    return "zh" if re.search(r"[一-鿿]", text) else "en"


def _np(words: _Words) -> str:
    return words.party.pattern.removeprefix("(?P<np>").removesuffix(")")


@cache
def _words(language: str) -> _Words:
    raw = shipped("pleas")[language]
    one = {key: _flat(value) for key, value in raw.items() if isinstance(value, str)}
    told = {**raw["told"], "un_communication.found": one["found"]}
    return _Words(
        language=language,
        party=re.compile(f"(?P<np>{_parties(language, one)})"),
        un=re.compile(one["un"]),
        near=re.compile(rf"(?:{one['near']})$"),
        told={type_: re.compile(_flat(pattern)) for type_, pattern in told.items()},
        things={type_: re.compile(_flat(pattern)) for type_, pattern in raw["things"].items()},
        private=re.compile(one["private"]),
        others=re.compile(one["others"]),
    )


def _flat(pattern: str) -> str:
    """A pattern written over several lines as one."""
    return re.sub(r"\s+\|", "|", pattern.strip())


def _parties(language: str, one: Mapping[str, str]) -> str:
    """The words for a party: a head, with what stands before it."""
    un, heads = one["un"], f"{one['near']}|{one['public']}"
    if language == "en":
        before = rf"(?:(?:{one['before']}|[A-Z][\w.-]*(?:[’']s)?)\s){{0,4}}"
        return rf"(?<![\w’'-])(?:{before}(?:{un})(?!\w)|{before}(?:(?i:{heads}))(?!\w))"
    if language == "ko":
        return rf"(?<![가-힣])(?:(?:{un})|(?:[가-힣]{{2,8}}\s)?(?:{heads}))(?![가-힣]{{3}})"
    inside = r"[^\W，。、：；向给致对在要就被把与和的了]"
    return rf"(?:{un}|{inside}{{0,10}}(?:{heads}))"
