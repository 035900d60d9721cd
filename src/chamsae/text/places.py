"""Places of the border and of return by any of their names, how large they are, and what they lie in.

The names are package data (resources/places.yml), read once when first needed.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from chamsae.text.normal import fold, fold_with_map, source_span
from chamsae.text.shipped import shipped

_HANGUL = "가-힣"


class Level(StrEnum):
    """How large a place is; `border` is a crossing, a river or the border itself, a `site` a square or building."""

    FACILITY = "facility"
    SITE = "site"
    BORDER = "border"
    CITY = "city"
    PROVINCE = "province"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Place:
    """A known place; `name` is the one kept of its `names`, `within` the keys of the next larger places.

    `careful` are names that also mean something else, `kinds` what there is ("crossing"), `facility` a key of
    custody.yml, `paired` the keys of the other end of a crossing, `was` former names with the last year used, if known.
    """

    key: str
    name: str
    level: Level
    within: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    careful: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    facility: str | None = None
    paired: tuple[str, ...] = ()
    was: tuple[tuple[str, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names a known place."""

    start: int
    end: int
    place: Place


def country_and_key(words: str) -> tuple[str, Level] | None:
    """The key and level of what some words for a place mean; None where no known place is named.

    The smallest place named counts (지린성 도문 is Tumen); several side by side give the smallest
    place that holds them all (Tumen and Dandong: China), or the first where nothing does.
    """
    named = list(dict.fromkeys(mention.place.key for mention in _scan(words, strict=False)))
    finest = [key for key in named if not any(contains(key, other) for other in named if other != key)]
    if not finest:
        return None
    return place(_common(finest)).key, place(_common(finest)).level


def mentions(text: str) -> list[Mention]:
    """Known places named in running text, in order; names that also mean something else need a sign."""
    return _scan(text, strict=True)


def contains(outer: str, inner: str) -> bool:
    """True when the place `outer` is the place `inner` or holds it."""
    return outer in (inner, *ancestors(inner))


@cache
def ancestors(key: str) -> tuple[str, ...]:
    """Keys of all places that hold this one, the nearest first."""
    found: dict[str, None] = {}
    waiting = list(place(key).within)
    while waiting:
        larger = waiting.pop(0)
        found.setdefault(larger)
        waiting.extend(place(larger).within)
    return tuple(found)


def place(key: str) -> Place:
    """The place under this key; KeyError for an unknown one."""
    return _gazetteer().places[key]


def keys() -> frozenset[str]:
    """The keys of all places."""
    return frozenset(_gazetteer().places)


def listed(key: str) -> bool:
    """True for the key of a place."""
    return key in _gazetteer().places


def countries(key: str) -> tuple[str, ...]:
    """The keys of the countries a place lies in: one, or both for what lies on their border."""
    return tuple(one for one in (key, *ancestors(key)) if place(one).level is Level.COUNTRY)


def within(key: str) -> tuple[str, ...]:
    """The keys of the places right inside this one, in order of the gazetteer."""
    return tuple(one.key for one in _gazetteer().places.values() if key in one.within)


def spelled(words: str) -> str | None:
    """The key of the place with exactly this name, a former one or one with another meaning among them."""
    found = _gazetteer().names.get(fold(words).strip())
    return found.key if found else _gazetteer().sites.get(fold(words).strip())


def name(where: str | None, language: str = "en") -> str | None:
    """The name of a known place for its key, in a language where it has one; words for no known place stay."""
    try:
        known = place(where) if where else None
    except KeyError:
        return where
    if known is None:
        return None
    former = {old for old, _ in known.was}
    every = sorted((known.name, *known.names, *known.careful), key=lambda one: one in former)
    return next((one for one in every if written(one, language)), known.name)


def written(name: str, language: str) -> bool:
    """True for a name in the letters of a language (en, ko, zh)."""
    return _WRITTEN[language](name)


#: What names of a language begin with.
_WRITTEN: Mapping[str, Callable[[str], bool]] = {
    "en": str.isascii,
    "ko": lambda name: "가" <= name[0] <= "힣",
    "zh": lambda name: "一" <= name[0] <= "鿿",
}


def any_name(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the names, the longest first: Latin and Korean ones at the beginning of a word only."""
    by_script: dict[str, list[str]] = {"latin": [], "hangul": [], "han": []}
    for name in sorted(names, key=len, reverse=True):
        script = "latin" if name.isascii() else "hangul" if "가" <= name[0] <= "힣" else "han"
        by_script[script].append(re.escape(name))
    latin, hangul, han = ("|".join(literals) or "(?!)" for literals in by_script.values())
    return re.compile(rf"(?<![A-Za-z0-9])(?:{latin})(?![A-Za-z0-9])|(?<![{_HANGUL}])(?:{hangul})|(?:{han})")


@dataclass(frozen=True, slots=True)
class _Name:
    key: str
    careful: bool


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    places: dict[str, Place]
    names: dict[str, _Name]
    sites: dict[str, str]
    pattern: re.Pattern[str]


#: What may follow a Korean place name: the end of the word, a particle, or a word for what is there.
_KOREAN_END = re.compile(
    rf"(?![{_HANGUL}])|(?:에서|에|으로|로|을|를|이|가|은|는|의|와|과|도|만|까지|부터|행|등|및|시|군|현|읍|구류|성|세관"
    r"|공안|변방|교화소|감옥|수용소|관리소|보위부|국경|지역|쪽|항|발|이라|라는|서|인근|주민|출신|당국|정부|내)"
)
_SIGN = re.compile(
    r"\s?(?:시(?![가-힣]{2})|시[의에로는를와]|군[의에으은을과]|군(?![가-힣])|현|읍|세관|교화소|관리소|구류|보위부|공안|변방|지역"
    r"|市|县|縣|郡|口岸|海关|海關|镇|鎮|看守所|拘留所|监狱|監獄|教化所|保卫"
    r"|(?:city|county|prison|customs|port|crossing|district|detention)\b)"
)
_JOINED = re.compile(r"(?:\s?(?:[·・、,/~\-]|和|与|與|及|과|와)\s?|\s|的)?")
#: What stands between the members of a list in Chinese and Korean; a comma or a space would join sentences, too.
_LISTED = re.compile(r"\s?[、·・]\s?|[和与與及或]")


def _scan(text: str, *, strict: bool) -> list[Mention]:
    folded, offsets = fold_with_map(text)
    known = _gazetteer()
    met: list[tuple[re.Match[str], Mention]] = []
    sure: list[bool] = []
    for match in _matches(known.pattern, folded):
        name = known.names[match[0]]
        start, end = source_span(offsets, match.start(), match.end())
        if strict and not _stands(match, text[start]):
            continue
        beside = bool(met) and sure[-1] and _JOINED.fullmatch(folded, met[-1][0].end(), match.start()) is not None
        sure.append(not strict or not name.careful or beside or _SIGN.match(folded, match.end()) is not None)
        met.append((match, Mention(start, end, known.places[name.key])))
    for at in reversed(range(len(met) - 1)):  # 惠山、茂山或稳城: what stands in one list with a place is one
        sure[at] |= sure[at + 1] and _LISTED.fullmatch(folded, met[at][0].end(), met[at + 1][0].start()) is not None
    return [mention for (_, mention), stands in zip(met, sure, strict=True) if stands]


def _matches(pattern: re.Pattern[str], folded: str) -> Iterator[re.Match[str]]:
    """Every place name in order; right behind another, 和 is a word of its own where a name begins after it, too."""
    behind = -1
    while match := pattern.search(folded, max(behind, 0)):
        if match.start() == behind and match[0][0] in "和与與":  # 图们和龙井 holds no 和龙
            match = pattern.match(folded, match.start() + 1) or match
        behind = match.end()
        yield match


def _stands(match: re.Match[str], first: str) -> bool:
    """True when a match in running text is the name and no part of another word."""
    if match[0].isascii() and not first.isupper():
        return False
    return match[0][-1] < "가" or _KOREAN_END.match(match.string, match.end()) is not None


def _common(keys: list[str]) -> str:
    first = keys[0]
    return next((key for key in (first, *ancestors(first)) if all(contains(key, other) for other in keys)), first)


@cache
def _gazetteer() -> _Gazetteer:
    rows = shipped("places")
    known = {row["key"]: _place(row) for row in rows}
    names: dict[str, _Name] = {}
    sites: dict[str, str] = {}
    for one in known.values():
        if one.level is Level.SITE:
            sites |= {fold(name): one.key for name in one.names}
        else:
            names |= {fold(name): _Name(one.key, careful=False) for name in one.names}
            names |= {fold(name): _Name(one.key, careful=True) for name in one.careful}
    return _Gazetteer(known, names, sites, any_name(names))


def _place(row: Mapping[str, Any]) -> Place:
    return Place(
        key=row["key"],
        name=row.get("title", row["names"][0]),
        level=Level(row["level"]),
        within=tuple(row.get("within", ())),
        names=tuple(row["names"]),
        careful=tuple(row.get("careful", ())),
        kinds=tuple(row.get("kinds", ())),
        facility=row.get("facility"),
        paired=tuple(row.get("paired", ())),
        was=tuple((old["name"], old.get("until")) for old in row.get("was", ())),
    )
