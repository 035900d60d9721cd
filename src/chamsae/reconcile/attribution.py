"""Through whom a claim reached its document: the chain that was read, and whom a speaker says it is from.

A source that is not named is described: what kind it is and where. Two of them may be one where nothing tells them
apart.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache

from chamsae.model.claim import Claim, SpeakerKind
from chamsae.model.when import When
from chamsae.reconcile.outlets import credited, named, outlet, publisher
from chamsae.reconcile.scope import DocumentFacts
from chamsae.text.normal import fold
from chamsae.text.places import contains, country_and_key

#: Sources that are not named may be one when their documents came out so many days apart at most.
DAYS = timedelta(days=14)


class Sort(StrEnum):
    """What a source that is not named is called."""

    SOURCE = "source"
    GROUP = "group"
    OFFICIAL = "official"
    WITNESS = "witness"
    REPORT = "report"
    ANYBODY = "anybody"


@dataclass(frozen=True, slots=True)
class Described:
    """A source that is not named: its sort, the key of the place its words name, if any, its words made comparable."""

    sort: Sort
    place: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """One link between a document and whoever said so; `outlet` when it passes on what it is told."""

    key: str
    label: str
    outlet: bool


def links(claim: Claim, facts: DocumentFacts | None) -> tuple[Link, ...]:
    """Who stands between the document and the speaker, the nearest to the document first; without its own publisher."""
    own = _itself(facts)
    speaker = source_key(claim.speaker.text) if claim.speaker else ""
    found = [Link(source_key(words), words, outlet=_passes_on(words)) for words in reversed(claim.via)]
    return tuple({one.key: one for one in found if one.key not in {*own, speaker}}.values())


def outlets(claim: Claim, facts: DocumentFacts | None) -> tuple[str, ...]:
    """The outlets a claim without a named speaker of its own is passed on from, the nearest to its origin first.

    They are read from the speaker, from the chain, and from a publisher line that gives credit; names are those kept.
    """
    speaker = claim.speaker
    own = publisher(facts.publisher) if facts else None
    said = speaker.text if speaker and speaker.kind is SpeakerKind.NAMED else None
    if said and not _relays(said):
        return ()
    chain = [outlet(words) for words in (said or "", *claim.via)]
    credit = credited(facts.publisher) if facts else ()
    return tuple(dict.fromkeys(one.name for one in (*chain, *credit) if one and not one.own and one != own))


def behind(claim: Claim) -> str | None:
    """Whom the speaker has it from, in the words of the quote: "citing two contacts across the river"."""
    if claim.speaker is None or claim.speaker.kind is SpeakerKind.NARRATOR:
        return None
    for match in _BEHIND.finditer(claim.quote.exact):
        words = next(group for group in match.groups() if group).strip()
        known = [claim.speaker.text, *claim.via]
        if not any(fold(words) in fold(one) or fold(one) in fold(words) for one in known if one):
            return words
    return None


def source_key(words: str) -> str:
    """The words for a source made comparable; a known outlet or organisation by the name kept."""
    found = outlet(words) or publisher(words)
    return speaker_key(found.name if found else words)


@lru_cache(maxsize=50_000)
def speaker_key(words: str) -> str:
    """A speaker's words made comparable: folded, without article, title or punctuation."""
    return " ".join(word for word in _WORD.findall(fold(words)) if word not in _PLAIN)


@lru_cache(maxsize=50_000)
def described(words: str) -> Described:
    """What the words for a source that is not named tell of it."""
    sort = next((sort for sort, pattern in _SORTS if pattern.search(words)), Sort.ANYBODY)
    place = country_and_key(words)
    return Described(sort, place[0] if place else None, speaker_key(words))


def may_be(one: Described, two: Described) -> bool:
    """True when nothing in the words tells two sources apart: their sort and their place agree."""
    loose = {Sort.ANYBODY, Sort.REPORT}
    sorts = one.sort is two.sort or one.sort in loose or two.sort in loose
    if one.place is None or two.place is None or not sorts:
        return sorts
    return one.place == two.place or contains(one.place, two.place) or contains(two.place, one.place)


def same_days(one: When | None, two: When | None) -> bool:
    """True when two dates are at most DAYS apart, or one is not known."""
    if one is None or two is None or one.start is None or two.start is None:
        return True
    first, second = (one, two) if one.start <= two.start else (two, one)
    return first.end is None or (second.start or first.end) - first.end <= DAYS


def _itself(facts: DocumentFacts | None) -> set[str]:
    if facts is None:
        return set()
    words = [facts.publisher or "", *facts.authors, facts.title or ""]
    return {key for one in words if one for key in (source_key(one), speaker_key(one))}


def _relays(words: str) -> bool:
    found = outlet(words)
    return found is not None and not found.own


def _passes_on(words: str) -> bool:
    found = outlet(words) or publisher(words) or next(iter(named(words)), None)
    return not found.own if found else _PRESS.search(words) is not None


_WORD = re.compile(r"[^\W_]+")
_PLAIN = frozenset({"the", "a", "an", "mr", "mrs", "ms", "dr", "s"})
_PRESS = re.compile(
    r"\b(?:news(?:paper)?s?|agency|times|post|radio|broadcaster|service|daily|press|media|magazine|tv|edition|wire)\b"
    r"|신문|방송|일보|통신|뉴스|매체|언론|报|報|电视|電視|通讯社|通訊社|新闻|新聞|媒体|媒體|电台|電台",
    re.IGNORECASE,
)
#: What tells the sort of a source; the first that is found.
_SORTS = tuple(
    (sort, re.compile(rf"\b(?:{latin})\b|{other}", re.IGNORECASE))
    for sort, latin, other in (
        (Sort.SOURCE, "sources?|insiders?|informants?|contacts?|brokers?", "소식통|브로커|정보원|消息|知情|线人|線人"),
        (
            Sort.OFFICIAL,
            "officials?|officers?|authorit(?:y|ies)|governments?|ministr(?:y|ies)|police|agents?|guards?|diplomats?",
            "관계자|당국|정부|공안|보위|외교|간부|官员|官員|官方|当局|當局|警|政府|外交|干部|幹部",
        ),
        (
            Sort.GROUP,
            "groups?|organi[sz]ations?|ngos?|activists?|campaigners?|advocates?|networks?|missionar(?:y|ies)|rights",
            "단체|연대|활동가|선교|团体|團體|组织|組織|机构|機構|活动人士|活動人士|传教|傳教",
        ),
        (
            Sort.WITNESS,
            "residents?|villagers?|witness(?:es)?|famil(?:y|ies)|relatives?|escapees?|defectors?|refugees?|survivors?"
            "|inmates?|detainees?",
            "주민|목격|가족|탈북|친척|수감자|居民|目击|目擊|家属|家屬|家人|脱北|脫北|亲属|親屬",
        ),
        (
            Sort.REPORT,
            "reports?|media|press|newspapers?|outlets?|accounts?",
            "보도|언론|매체|报道|報道|報導|媒体|媒體",
        ),
    )
)
#: Whom somebody has it from; the words end where the clause goes on.
_END = r"(?=\s*(?:[,.;:()“”\"]|\b(?:that|who|said|says|saying|which|as|when|and (?:said|added|put))\b|$))"
_BEHIND = re.compile(
    rf"\b(?:citing|quoting|heard (?:it |this |so )?from|(?:learn(?:ed|t)|knows?) (?:it |this |so |of it )?from|told by"
    rf"|on the word of|relying on)\s(?P<en>[^,.;:()“”\"]{{3,70}}?){_END}"
    r"|(?P<ko>[가-힣A-Za-z·\s]{2,24}?)(?:을|를)\s?인용|(?P<ko_from>[가-힣A-Za-z·\s]{2,20}?)(?:에게서|로부터|한테서)\s?(?:전해\s?)?들"
    r"|(?:援引|引述|引用)(?P<zh>[^，。、；：“”\s]{2,16}?)(?:的|说|說|称|稱|指|报道|報道|，|,)"
    r"|(?:从|從)(?P<zh_from>[^，。、；：“”\s]{2,14}?)(?:处|處|那里|那裡|那儿|口中)?(?:得知|获悉|獲悉|听说|聽說|了解到)"
)
