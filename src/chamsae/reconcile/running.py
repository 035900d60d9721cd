"""Which claims tell one running total: the signatures of one petition, all who ever arrived in a country.

A petition is known by the site or the body it is put to; where a document names neither, it joins the one petition
told of in those weeks, if there is one alone. Goals and thresholds are no totals.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from unicodedata import normalize

from chamsae.model.claim import NOT_HAPPENED, Claim, Figure, SpeakerKind
from chamsae.model.when import Precision
from chamsae.reconcile.ground import key_of
from chamsae.reconcile.scope import DocumentFacts
from chamsae.text.counted import Kind, kind
from chamsae.text.normal import fold
from chamsae.text.places import ancestors, name


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """Claims that tell one total, in order of document and place in its text."""

    of: str
    unit: str
    act: str | None
    place: str | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """What one document tells of a petition: numbers of signatures, sites it names, days."""

    claims: tuple[Claim, ...]
    sites: frozenset[str]
    days: tuple[date, ...]


#: A document that names no site joins a petition told of within so many days; after half a year it is another one.
WEEKS, YEAR = timedelta(days=14), timedelta(days=180)
#: Words for signing stand within so many characters of a number of signatures.
NEAR = 25
_PETITION = re.compile(
    r"\b(?:petition|signator|signature|signed)|서명|청원|동의자|签名|簽名|联署|聯署|请愿|請願", re.IGNORECASE
)
#: What a document on a petition names somewhere: signing, or a site for nothing else.
_ABOUT = re.compile(rf"{_PETITION.pattern}|change\.org|avaaz|we the people", re.IGNORECASE)
_SITE = re.compile(
    r"(?<![a-z0-9.])[a-z0-9][a-z0-9-]*\.(?:org|com|net|kr)(?![a-z0-9])|we the people|white house|blue house"
    r"|save my friend|청와대|국민청원|백악관|白宫|白宮|青瓦台|세이브\s?마이\s?프렌드",
    re.IGNORECASE,
)
#: One body under its names.
_SITES = {
    "청와대": "blue house",
    "국민청원": "blue house",
    "青瓦台": "blue house",
    "백악관": "white house",
    "白宫": "white house",
    "白宮": "white house",
}
_GOAL = re.compile(
    r"목표|기준|필요|채우|\b(?:goals?|targets?|thresholds?|needed|needs|requires?|required|aims?|hopes?)\b"
    r"|目标|目標|门槛|門檻|需要|需达|需達",
    re.IGNORECASE,
)
_GOAL_AFTER = re.compile(
    r"^\s?(?:명|名|人|개)?(?:이|가|을|를)?\s?(?:되면|넘으면|채우면|받아|모으면|목표)|^\s?(?:之后|以后)?即可"
)
_AS_OF = re.compile(
    r"현재|까지|\b(?:as of|so far|by now|to date|stands? at|passed|topped|reached)\b|截至|截止|目前|已有|已达|已達",
    re.IGNORECASE,
)
_EVER = re.compile(
    r"\b(?:in total|total of|so far|to date|have (?:arrived|resettled|reached|found|entered|settled|defected))\b"
    r"|\bcumulative\b|누적|총|모두|지금까지|현재까지|까지|共有|累计|累計|截至|截止|总共|總共|迄今",
    re.IGNORECASE,
)
_ONE_TIME = re.compile(
    r"\b(?:this year|last year|annually|a year|per year|each year|monthly)\b|올해|작년|지난해|매년|연간|今年|去年|每年",
    re.IGNORECASE,
)


def signatures(claims: Sequence[Claim], documents: Mapping[str, DocumentFacts]) -> list[Total]:
    """The totals of signatures, one for each petition."""
    told: dict[str, _Told] = {}
    for document, own in by_document(claims).items():
        title = (facts.title or "") if (facts := documents.get(document)) else ""
        texts = {normalize("NFC", text).casefold() for text in {title, *(claim.quote.exact for claim in own)}}
        if not any(_ABOUT.search(text) for text in texts):
            continue
        if found := tuple(claim for claim in own if _signed(claim, documents)):
            sites = frozenset(_SITES.get(match[0], match[0]) for text in texts for match in _SITE.finditer(text))
            days = tuple(known[0] for claim in found if (known := as_of(claim, documents, own)))
            told[document] = _Told(found, sites, days)
    return [
        Total(of=of, unit="signature", act="signed", place=None, claims=tuple(c for d in own for c in told[d].claims))
        for of, own in _petitions(told)
    ]


def arrivals(claims: Sequence[Claim], documents: Mapping[str, DocumentFacts]) -> list[Total]:
    """All who ever arrived in a country, as one speaker tells it again and again."""
    found = defaultdict[tuple[str, str], list[Claim]](list)
    for claim in claims:
        place = _arrived(claim)
        if place:
            found[_speaker(claim, documents), place].append(claim)
    return [
        Total(of=f"{speaker}: arrivals in {name(place)}", unit="person", act="arrived", place=place, claims=tuple(own))
        for (speaker, place), own in sorted(found.items())
    ]


def as_of(claim: Claim, documents: Mapping[str, DocumentFacts], beside: Iterable[Claim]) -> tuple[date, str] | None:
    """The day a total is told for and how it is known: its own where its words date it, else its document's.

    A day that stands nearer to a number of something else dates that number; `beside` holds the claims of the document.
    None where no day is known.
    """
    when = claim.when
    dated = (Precision.DAY, Precision.MONTH, Precision.VAGUE)  # "currently" ends on the day it is said
    if when and when.end and when.precision in dated and _dates(claim, beside):
        return when.end, f"it says “{when.text}”" if when.text else "it is dated so"
    facts = documents.get(claim.document)
    published = facts.published if facts else None
    if published is None or published.start is None or published.start != published.end:
        return None
    return published.start, "its document is of that day"


def _signed(claim: Claim, documents: Mapping[str, DocumentFacts]) -> bool:
    """True for a number of signatures told as reached."""
    value = claim.value
    if not isinstance(value, Figure) or claim.modality in NOT_HAPPENED or value.act not in (None, "signed"):
        return False
    if value.amount.unit not in ("person", "signature", "item", "") or _is_goal(claim, documents):
        return False
    if value.act == "signed" or value.amount.unit == "signature" or kind(value.counted) is Kind.SIGNATURE:
        return True
    before, after = _beside(claim, NEAR)
    return _PETITION.search(f"{before} {after}") is not None or _bare(claim)


def _is_goal(claim: Claim, documents: Mapping[str, DocumentFacts]) -> bool:
    before, after = _beside(claim, NEAR)
    facts = documents.get(claim.document)
    published = facts.published if facts else None
    ahead = claim.when and claim.when.start and published and published.end and claim.when.start > published.end
    return bool(ahead or _GOAL.search(before) or _GOAL_AFTER.match(after) or _GOAL.match(after.lstrip()))


def _bare(claim: Claim) -> bool:
    """True for a number of nobody in particular with a day or an "as of" before it: "27일 오전 약 15만 명"."""
    value = claim.value
    assert isinstance(value, Figure)
    before, _ = _beside(claim, NEAR)
    alone = kind(value.counted) in (Kind.OTHER, Kind.PERSON) and len(value.counted) <= 2
    dated = claim.when is not None and bool(claim.when.text) and fold(claim.when.text or "") in before
    return alone and (dated or _AS_OF.search(before) is not None)


def _petitions(told: Mapping[str, _Told]) -> list[tuple[str, list[str]]]:
    """Documents by petition: those that share a site, each with the ones that name none and fit it alone."""
    named = defaultdict[str, list[str]](list)
    for document in sorted(told):
        if told[document].sites:
            named[min(told[document].sites)].append(document)
    apart = [(f"petition at {of}", own) for of, every in sorted(named.items()) for own in _runs(every, told, YEAR)]
    alone: list[str] = []
    for document in sorted(document for document, one in told.items() if not one.sites):
        fit = [own for _, own in apart if _near(told[document].days, [day for one in own for day in told[one].days])]
        (fit[0] if len(fit) == 1 else alone).append(document)
    return [*apart, *((f"petition of {_first(own, told)}", own) for own in _runs(alone, told, WEEKS))]


def _runs(documents: Iterable[str], told: Mapping[str, _Told], gap: timedelta) -> list[list[str]]:
    """Documents in order of time, cut where more than `gap` passes between them."""
    found: list[list[str]] = []
    last: date | None = None
    for document in sorted(documents, key=lambda one: (min(told[one].days, default=date.max), one)):
        days = told[document].days
        if last is None or not days or min(days) - last > gap:
            found.append([])
        found[-1].append(document)
        last = max((*days, *([last] if last else [])), default=last)
    return found


def _first(documents: Iterable[str], told: Mapping[str, _Told]) -> str:
    return min((f"{min(told[one].days):%B %Y}" for one in documents if told[one].days), default="no known time")


def _near(own: Sequence[date], others: Sequence[date]) -> bool:
    return bool(own and others) and min(own) <= max(others) + WEEKS and max(own) >= min(others) - WEEKS


def _arrived(claim: Claim) -> str | None:
    """The country a total of arrivals is told for."""
    value = claim.value
    if not isinstance(value, Figure) or value.act != "arrived" or claim.modality in NOT_HAPPENED:
        return None
    around = f"{_beside(claim, 60)[0]} {claim.trigger.exact} {_beside(claim, 60)[1]}"
    if value.amount.unit != "person" or not _EVER.search(around) or _ONE_TIME.search(around):
        return None
    countries = {country for words in claim.place if (key := key_of(words)) for country in _country(key)}
    return "kr" if "kr" in countries else None


def _country(key: str) -> Iterable[str]:
    return (one for one in (key, *ancestors(key)) if len(one) == 2)


def _speaker(claim: Claim, documents: Mapping[str, DocumentFacts]) -> str:
    """Whose total it is; a document's own voice is its publisher's."""
    speaker = claim.speaker
    if speaker and speaker.kind is not SpeakerKind.NARRATOR:
        return speaker.entity or speaker.text
    facts = documents.get(claim.document)
    return (facts.publisher if facts else None) or claim.document


def _dates(claim: Claim, others: Iterable[Claim]) -> bool:
    """True when no number of something else stands between a claim and the day before it."""
    assert claim.when is not None and isinstance(claim.value, Figure)
    text = claim.when.text or ""
    day = claim.quote.exact.find(text) + claim.quote.start if text and text in claim.quote.exact else None
    if day is None or day > claim.trigger.start:
        return True
    between = (
        one
        for one in others
        if isinstance(one.value, Figure)
        and one.document == claim.document
        and day < one.trigger.start < claim.trigger.start
    )
    return all(isinstance(one.value, Figure) and one.value.act in (None, claim.value.act) for one in between)


def _beside(claim: Claim, reach: int) -> tuple[str, str]:
    at = claim.trigger.start - claim.quote.start
    end = at + len(claim.trigger.exact)
    return fold(claim.quote.exact[max(0, at - reach) : at]), fold(claim.quote.exact[end : end + reach])


def by_document(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims by document, each in order of its text."""
    found: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: (claim.document, claim.trigger.start, claim.id)):
        found.setdefault(claim.document, []).append(claim)
    return found
