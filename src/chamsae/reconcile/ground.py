"""Where a figure is counted: the place that makes its scope, and the way people were taken, which makes none.

A return is counted for the country that sends back. A crossing, bridge, port, customs house or river, and a town
people are sent "through", is the way; a prison or a town they are sent from is a part of the whole. An office an
organisation has ("Seoul-based") is the place of nothing that is counted.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from chamsae.model.claim import Claim, Figure
from chamsae.text.normal import fold
from chamsae.text.places import Level, ancestors, country_and_key, keys, place

#: "Beijing sent back 600" names a government; where people are sent back from, its city stands for the country.
CAPITALS = {"cn-beijing": "cn"}
#: The place of a claim whose place is not told.
NOWHERE = ""
#: A place the gazetteer does not know is kept by its words.
UNKNOWN = "text:"

_CROSSING = re.compile(
    r"\b(?:bridges?|(?:border |river )?crossings?|(?:border )?posts?|ports?|customs(?: house| office)?|checkpoints?)$"
    r"|\brivers?$|(?:다리|대교|철교|교|세관|강|국경)$|(?:桥|橋|大桥|大橋|口岸|海关|海關|江|河)$"
)
_FACILITY = re.compile(
    r"\b(?:prison|jail|penitentiary|(?:detention|holding|custody|reception|collection) (?:cent(?:er|re)|house|station"
    r"|facility)|detention|camp|gymnasium|guest ?house|police station|kyohwaso|kwanliso)s?$"
    r"|(?:구류소|구류장|구류심사소|수용소|집결소|감옥|교도소|교화소|관리소|초대소|단련대)$"
    r"|(?:看守所|拘留所|收容所|监狱|監獄|教化所|管理所|集结所)$"
)
_FACILITY_NAMED = re.compile(
    r"(?:[A-Z][\w.’'-]*\s(?:No\.\s\d+\s)?)+(?:[Dd]etention|[Hh]olding|[Rr]eception)\s(?:[Cc]ent(?:er|re)|[Hh]ouse|[Ss]tation)"
    r"|(?:[A-Z][\w.’'-]*\s)+(?:Prison|Jail|Camp)"
    r"|[가-힣]{2,}(?:\s제\d+)?(?:구류소|수용소|집결소|교화소|관리소)|[一-鿿]{2,8}(?:看守所|拘留所|监狱|監獄|教化所)"
)
#: Words right before a place that make it the way, the goal, or one of several.
_THROUGH = re.compile(
    r"\b(?:through|via|over|across|by way of)\s+(?:the\s+)?$|(?:经|經|经由|通过|經由|通過)$", re.IGNORECASE
)
_TOWARDS = re.compile(r"\b(?:to|into|towards?)\s+(?:the\s+)?$|(?:到|至|往)$", re.IGNORECASE)
_AROUND = re.compile(r"\b(?:(?:in and )?around|near|outside)\s+(?:the\s+)?$", re.IGNORECASE)
_JOINED = re.compile(r"(?:,|、|·|，)?\s?(?:and|및|와|과|和|与|與|及)?\s?$")
#: Words right after a place that do the same.
_THROUGH_AFTER = re.compile(r"^(?:\s?(?:을|를))?\s?(?:통해|통하여|거쳐|경유)")
_TOWARDS_AFTER = re.compile(r"^(?:으)?로\s")
_AROUND_AFTER = re.compile(
    r"^\s?(?:일대|인근|부근|주변|등지)|^(?:及周边|及周邊|一带|一帶|等地)|^,?\s(?:and|or) elsewhere\b"
)
_BODY_AFTER = re.compile(
    r"^-based\b|^\s?(?:의\s)?(?:[가-힣]{2,4}\s)?(?:단체|언론|시민단체)|^(?:的)?(?:民间|民間|人权|人權)?(?:团体|團體|组织|組織|媒体|媒體)"
)


def place_of(claim: Claim) -> str:
    """The key of the place of a figure, `text:` and its words where unknown, NOWHERE where not told.

    A return is placed where it starts: the way, and North Korea as its end, say nothing.
    """
    words = _places(claim)
    known = _known(claim, words)
    unknown = [word for word in words if _lookup(word) is None and _named(word)]
    house = next((word for word in unknown if _FACILITY.search(fold(word).strip())), None)
    if house and not any(level is Level.FACILITY for _, level in known):
        return _text(house)
    if known:
        return _held_by(known)
    return _text(unknown[0]) if unknown and not (_returned(claim) and _route(claim)) else NOWHERE


def _held_by(known: Sequence[tuple[str, Level]]) -> str:
    """The finest of several places; what holds them all where none of these lies in another."""
    keys = list(dict.fromkeys(key for key, _ in known))
    finest = [key for key in keys if not any(key in ancestors(other) for other in keys)]
    if len(finest) == 1:
        return finest[0]
    shared = [key for key in ancestors(finest[0]) if all(key in ancestors(other) for other in finest)]
    return shared[0] if shared else min(known, key=_fineness)[0]


def way(claim: Claim) -> tuple[str, ...]:
    """The crossings a return went over, by the words of the claim; none for other acts."""
    return tuple(words for words in claim.place if _returned(claim) and _is_way(claim, words))


def way_key(words: str) -> str:
    """The key of a crossing, or `text:` and its words."""
    known = _lookup(words)
    return known[0] if known else _text(words)


def country_of(key: str) -> str | None:
    """The country a place key lies in, if it lies in one alone."""
    if not key or key.startswith(UNKNOWN):
        return None
    countries = {name for name in (key, *ancestors(key)) if place(name).level is Level.COUNTRY}
    return countries.pop() if len(countries) == 1 else None


def within(key: str) -> bool:
    """True for a place smaller than a country."""
    return bool(key) and country_of(key) != key


def key_of(words: str) -> str | None:
    """The key of known place words."""
    found = _lookup(words)
    return found[0] if found else None


def place_key(words: str) -> str:
    """The key for what a person gives for a place: a key or name of the gazetteer, else `text:` and the words."""
    known = words if words in keys() else key_of(words)
    return known or _text(words)


def known_words(claim: Claim) -> bool:
    """True when every place the claim names is in the gazetteer, or is only the way or the goal of a return."""
    return (_returned(claim) and _route(claim)) or all(_lookup(words) for words in _places(claim))


def is_house(key: str) -> bool:
    """True for a place where people are held."""
    if key.startswith(UNKNOWN):
        return _FACILITY.search(key) is not None
    return bool(key) and place(key).level is Level.FACILITY


def houses(text: str) -> Iterable[tuple[int, str]]:
    """Where a text names places of detention, with their keys, in order."""
    for found in _FACILITY_NAMED.finditer(text):
        known = _lookup(found[0])
        yield found.start(), known[0] if known and known[1] is Level.FACILITY else _text(found[0].removeprefix("The "))


def _places(claim: Claim) -> list[str]:
    """The place words of a claim that place what is counted."""
    kept = [words for words in claim.place if not _of_a_body(claim, words)]
    return (
        [words for words in kept if not _is_way(claim, words) and not _loose(claim, words)]
        if _returned(claim)
        else kept
    )


def _known(claim: Claim, words: Iterable[str]) -> list[tuple[str, Level]]:
    known = [found for word in words if (found := _lookup(word))]
    if not _returned(claim):
        return known
    known = [(CAPITALS[key], Level.COUNTRY) if key in CAPITALS else (key, level) for key, level in known]
    inside = [(key, level) for key, level in known if not _home(key)]
    elsewhere = inside or any(not _home(found[0]) for word in claim.place if (found := _lookup(word)))
    return inside if elsewhere else [(key, level) for key, level in known if key != "kp"]


def _returned(claim: Claim) -> bool:
    return isinstance(claim.value, Figure) and claim.value.act == "repatriated"


def _is_way(claim: Claim, words: str) -> bool:
    found = _lookup(words)
    if (found and found[1] is Level.BORDER) or (found is None and _CROSSING.search(fold(words).strip())):
        return True
    before, after = _beside(claim, words)
    small = found is None or found[1] in (Level.CITY, Level.PROVINCE)
    if small and (_THROUGH.search(before) is not None or _THROUGH_AFTER.match(after) is not None):
        return True
    return found is not None and (_opposite(claim, *found) or _goes_on(claim, before))


def _opposite(claim: Claim, key: str, level: Level) -> bool:
    """True for a town from which they were taken to one of North Korea: the two ends of a crossing."""
    ends = [other[0] for word in claim.place if (other := _lookup(word))]
    return level is Level.CITY and not _home(key) and any(_home(end) and end != "kp" for end in ends)


def _route(claim: Claim) -> bool:
    """True when the words name both ends of the way people were taken."""
    return any(_opposite(claim, *found) for words in claim.place if (found := _lookup(words)))


def _goes_on(claim: Claim, before: str) -> bool:
    """True for a place that goes on a list of ways: "by way of Dandong and Hunchun"."""
    joined = _JOINED.search(before)
    return joined is not None and any(
        before[: joined.start()].endswith(other) and _is_way(claim, other) for other in claim.place
    )


def _home(key: str) -> bool:
    return key == "kp" or "kp" in ancestors(key)


def _loose(claim: Claim, words: str) -> bool:
    """True for a goal, and for a town only around which people were held: neither is where all of them were."""
    found = _lookup(words)
    before, after = _beside(claim, words)
    if found is None and (_TOWARDS.search(before) or _TOWARDS_AFTER.match(after)):
        return True
    country = found is not None and found[1] is Level.COUNTRY
    return not country and (_AROUND.search(before) is not None or _AROUND_AFTER.match(after) is not None)


def _of_a_body(claim: Claim, words: str) -> bool:
    """True when the place only says where an organisation sits."""
    return _BODY_AFTER.match(_beside(claim, words)[1]) is not None


def _beside(claim: Claim, words: str) -> tuple[str, str]:
    """The text of the quote just before and after a place it names."""
    text = claim.quote.exact
    at = text.find(words)
    return ("", "") if at < 0 else (text[max(0, at - 24) : at], text[at + len(words) : at + len(words) + 24])


def _text(words: str) -> str:
    return f"{UNKNOWN}{fold(words).strip()}"


def _named(words: str) -> bool:
    return any(word[:1].isupper() or not word.isascii() for word in words.split())


def _fineness(found: tuple[str, Level]) -> tuple[int, str]:
    return list(Level).index(found[1]), found[0]


@lru_cache(maxsize=50_000)
def _lookup(words: str) -> tuple[str, Level] | None:
    return country_and_key(words)
