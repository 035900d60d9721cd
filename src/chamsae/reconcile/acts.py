"""The act of a figure whose own words name none: "about 60 of them", "40 on 18 September", "some 50 by bus to Sinuiju".

Told by, in this order: where they were taken, a word beside the number, the whole they are a part of, the one act
their sentence names, the headline. Nothing is taken from a headline that only fears or opposes an act, nor for a
figure without a day. Each act comes with the clause that says how it is known.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from chamsae.model.claim import Claim, Figure
from chamsae.reconcile.ground import key_of
from chamsae.reconcile.parts import REACH, takes_up
from chamsae.text.counted import Kind, kind
from chamsae.text.normal import fold
from chamsae.text.places import ancestors

#: The act, and why it is taken.
Inferred = tuple[str, str]


def with_acts(claims: Iterable[Claim], titles: Mapping[str, str]) -> tuple[list[Claim], dict[str, str]]:
    """The claims with the acts inferred for those that name none, and by id why; `titles` by document."""
    every = list(claims)
    open_ = {claim.document for claim in every if _seeks(claim)}
    by_document: dict[str, list[Claim]] = {}
    for claim in every:
        if claim.document in open_ and isinstance(claim.value, Figure):
            by_document.setdefault(claim.document, []).append(claim)
    found: dict[str, Inferred] = {}
    for document, ranked in by_document.items():
        ranked.sort(key=lambda claim: (claim.trigger.start, claim.id))
        found |= _document(ranked, _headline(titles.get(document) or ""))
    return [_with(claim, found[claim.id][0]) if claim.id in found else claim for claim in every], {
        id: why for id, (_, why) in found.items()
    }


def aimed_at(claim: Claim) -> bool:
    """True when the words beside a number make it a goal or a threshold, which counts nobody."""
    at = claim.trigger.start - claim.quote.start
    before = _NUMBER.split(_MARKS.split(claim.quote.exact[:at])[-1])[-1]
    after = claim.quote.exact[at + len(claim.trigger.exact) :]
    return _GOAL.search(before) is not None or _GOAL_BEHIND.match(after) is not None


def feared(claim: Claim) -> bool:
    """True when the words of a number's own part of the sentence only fear, plan or deny what it counts."""
    return _ONLY_FEARED.search(_clause(claim)) is not None


@dataclass(frozen=True, slots=True)
class Headline:
    """The one act a headline names, if it does, and whether it only fears or opposes it."""

    act: str | None
    feared: bool


@dataclass(frozen=True, slots=True)
class Told:
    """The figure before, with its act."""

    claim: Claim
    act: str


def _document(ranked: Sequence[Claim], headline: Headline) -> dict[str, Inferred]:
    found: dict[str, Inferred] = {}
    last: Told | None = None
    for claim in ranked:
        assert isinstance(claim.value, Figure)
        if _seeks(claim) and (inferred := _inferred(claim, last, headline)):
            found[claim.id] = inferred
        act = found[claim.id][0] if claim.id in found else claim.value.act
        last = Told(claim, act) if act else last
    return found


def _inferred(claim: Claim, last: Told | None, headline: Headline) -> Inferred | None:
    assert isinstance(claim.value, Figure)
    if goal := _taken_home(claim):
        return "repatriated", f"taken to {goal} they were sent back"
    if claim.value.act is not None:  # those of the returned who "crossed at the bridge" were returned over it
        whole = _of_whole(claim, last)
        return whole if whole and whole[0] == "repatriated" else None
    if aimed_at(claim):
        return None
    if _ANY.search(claim.quote.exact) is None:  # a sentence without any word for an act: only what stands around it
        return _of_whole(claim, last) or _of_headline(claim, headline)
    return _beside(claim) or _of_whole(claim, last) or _of_sentence(claim) or _of_headline(claim, headline)


def _seeks(claim: Claim) -> bool:
    """True for a count of people that names no act, or only that they went somewhere."""
    value = claim.value
    if not isinstance(value, Figure) or value.amount.unit not in _COUNTS:
        return False
    return value.act in _MOVED or value.act is None


def _taken_home(claim: Claim) -> str:
    """The place in North Korea to which the words take them from one outside; empty where they do not.

    The place they are taken from stands first; who crosses the other way flees.
    """
    assert isinstance(claim.value, Figure)
    if claim.value.act not in _TAKEN:
        return ""
    keys = [(claim.quote.exact.find(words), key, words) for words in claim.place if (key := key_of(words))]
    outside = min((at for at, key, _ in keys if not _in(key, "kp")), default=None)
    inside = [words for at, key, words in keys if _in(key, "kp") and not _in(key, "cn") and at > (outside or 0)]
    return inside[-1] if inside and outside is not None and _TRANSPORT.search(_clause(claim)) else ""


def _beside(claim: Claim) -> Inferred | None:
    """The act of a word right behind the number: "2,000 detained", 600여 명 북송."""
    at = claim.trigger.start - claim.quote.start + len(claim.trigger.exact)
    behind = _BEHIND.match(claim.quote.exact, at)
    acts = _acts(behind[0]) if behind else {}
    return next(((act, f"“{words}” beside it tells the act") for act, words in acts.items()), None)


def _of_whole(claim: Claim, last: Told | None) -> Inferred | None:
    """The act of the figure before, for those who are some of its people."""
    if last is None or not takes_up(claim) or claim.trigger.start - last.claim.trigger.start > REACH:
        return None
    return last.act, f"they are a part of the “{last.claim.trigger.exact}” before"


def _of_sentence(claim: Claim) -> Inferred | None:
    """The one act its part of the sentence names, else the one act the sentence names."""
    if feared(claim):
        return None
    for words in (_clause(claim), claim.quote.exact):
        if len(acts := _acts(words)) == 1:
            ((act, word),) = acts.items()
            return (act, f"“{word}” in its sentence tells the act") if _fits(claim, act) else None
    return None


def _of_headline(claim: Claim, headline: Headline) -> Inferred | None:
    """The act of the headline, for a figure that has a day, signatures, or "the 600" of whom all know."""
    if not headline.act or _acts(_clause(claim)) or not _fits(claim, headline.act):
        return None
    known = _DEFINITE.search(claim.quote.exact[: claim.trigger.start - claim.quote.start]) is not None
    dated = (claim.when is not None or headline.act == "signed") and not headline.feared
    return (headline.act, "its headline tells the act") if known or dated else None


def _headline(title: str) -> Headline:
    """What a headline tells; a petition against returns tells of a petition."""
    acts = _acts(title)
    if "signed" in acts:
        return Headline("signed", feared=False)
    return Headline(next(iter(acts)) if len(acts) == 1 else None, _ONLY_FEARED.search(title) is not None)


def _fits(claim: Claim, act: str) -> bool:
    """True when those counted are people without more, or North Koreans: relatives and reporters were not sent back."""
    assert isinstance(claim.value, Figure)
    counted = claim.value.counted
    if act == "signed":
        return kind(counted) in _SIGNERS
    return _BARE.fullmatch(fold(counted).strip()) is not None or kind(counted) is Kind.NORTH_KOREAN


def _acts(words: str) -> dict[str, str]:
    """The acts that words name, each with its first word."""
    found = ((act, pattern.search(words)) for act, pattern in _WORDS)
    return {act: match[0] for act, match in found if match}


def _clause(claim: Claim) -> str:
    """The part of the sentence between its strong marks in which the number stands."""
    at = claim.trigger.start - claim.quote.start
    end = at + len(claim.trigger.exact)
    before = _MARKS.split(claim.quote.exact[:at])[-1]
    after = _MARKS.split(claim.quote.exact[end:])[0]
    return f"{before}{claim.trigger.exact}{after}"


def _with(claim: Claim, act: str) -> Claim:
    assert isinstance(claim.value, Figure)
    return replace(claim, value=replace(claim.value, act=act))


def _in(key: str, country: str) -> bool:
    return key == country or country in ancestors(key)


_COUNTS = frozenset({"person", "household", "family", "item"})
_TAKEN = frozenset({None, "transferred"})
_MOVED = frozenset({"transferred", "escaped", "arrived"})
_SIGNERS = frozenset({Kind.PERSON, Kind.OTHER, Kind.SIGNATURE, Kind.PARTICIPANT, Kind.COUNTRY})
#: People without more; "most of them women" tells who is among them.
_BARE = re.compile(
    r"|(?:people|persons?|individuals?|of (?:them|these|those|whom))\b.*"
    r"|(?:most(?:ly| of them)?|mainly|including|many)\b.*|.*(?:명|사람|인|名|人)"
)
_MARKS = re.compile(r"[;:；：。]|\.\s")
#: Before a number: "the 600", those of whom all know.
_DEFINITE = re.compile(r"\b(?:the|those|these)\s(?:\w+\s)?$|(?:그|이|이들|저)\s$|(?:这|這|那)$", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d,.]*")
_GOAL_BEHIND = re.compile(
    r"\s?(?:명|名|人|people|signatures)?(?:을|를|이)?\s?(?:목표|되면|goal|target|목표로|为目标|為目標)"
)
_BEHIND = re.compile(r"\s?(?:[\w.’'-]+\s)?\S+")
_TRANSPORT = re.compile(
    r"\b(?:taken|took|bus(?:ed|es)?|by (?:bus|van|truck|train)|driven|moved|transferred|sent|led|put|carried)\b"
    r"|이송|호송|보내|넘겨|실려|移送|押送|送往|送到|带到|帶到|载",
    re.IGNORECASE,
)
#: What is aimed at or asked for is no count.
_GOAL = re.compile(
    r"\b(?:goal|target|threshold|aims? (?:at|for)|hopes? (?:for|to))\b|목표|기준|되면|目标|目標|门槛|門檻", re.I
)
_ONLY_FEARED = re.compile(
    r"\b(?:risk|face[sd]?|facing|fears?|feared|may|might|could|stop|halt|don['’]t|do not|must|den(?:y|ies|ied)|against"
    r"|urge[sd]?|called? on|calls? (?:on|for)|protests?|rall(?:y|ies))\b"
    r"|위기|우려|중단|중지|반대|촉구|임박|대기|부인|拟|擬|停止|反对|反對|呼吁|呼籲|面临|面臨|恐|担心|擔心|否认|否認",
    re.IGNORECASE,
)
#: Words for an act, by themselves; names of places and of people (detainee, 수감자, 看守所) are none.
_WORDS = tuple(
    (act, re.compile("|".join(words), re.IGNORECASE))
    for act, words in (
        (
            "repatriated",
            (
                r"\brepatriat\w+|\bdeport(?:ed|s|ing|ation)?\b|\brefoul\w+|\breturn(?:ed|s|ing)?\b|\bhand-?overs?\b",
                r"\b(?:sen(?:t|ds?|ding)|hand(?:s|ed|ing)?|brought|forc(?:ed?|es|ing)|shipped|taken)(?:\s\S+){0,4}?"
                r"\s(?:back|over|home)\b",
                r"북송|송환|추방|遣返|遣送|送回|送返|移交",
            ),
        ),
        (
            "arrested",
            (
                r"\barrest(?:ed|s|ing)?\b|\bcaught\b|\bcaptured?\b|\bapprehend\w+",
                r"\b(?:stopped|seized|picked up) by (?:\w+ )?police\b",
                r"체포|붙잡|검거|연행|逮捕|抓捕|被捕|抓获|抓獲|被抓",
            ),
        ),
        (
            "detained",
            (
                r"\bdetain(?:ed|s|ing)?\b|\bdetention\b(?!\s(?:cent|house|facilit|station))|\bin custody\b",
                r"\bimprison\w*|\bjailed\b",
                r"(?:구금|수감|억류)(?!자|시설|소)|구류(?!소|장|심사)|关押|關押|拘留(?!所)|羁押|羈押|拘押",
            ),
        ),
        (
            "signed",
            (
                r"\bsign(?:ed|atures?)\b|\bpetitions?\b",
                r"서명|청원|签名|簽名|联署|聯署|连署|連署|请愿|請願",
            ),
        ),
    )
)
_ANY = re.compile("|".join(pattern.pattern for _, pattern in _WORDS), re.IGNORECASE)
