"""What finding a retelling keeps of a document: its title, date and outlet, whom it names as its source, its landmarks.

Kept as a sketch of its own method, so that new documents are compared with old ones without reading these again.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chamsae.model.claim import Claim, Figure, Name, NameType
from chamsae.model.document import Document, Sketch
from chamsae.model.when import When
from chamsae.reconcile.attribution import source_key
from chamsae.reconcile.landmarks import anchors, figure_anchors, quick_anchors
from chamsae.reconcile.outlets import credited, mentions, outlet
from chamsae.reconcile.sketch import site_name
from chamsae.text.normal import fold

#: Name and version.
METHOD = "retelling 1.0"
#: An agency's mark stands within so many characters from the beginning of a text, or from its end.
HEAD, FOOT = 250, 120
#: Counts of people that are landmarks only where they count people; larger numbers are landmarks anyhow.
SMALLEST, LARGE = 3, 10
#: People kept of a document.
PEOPLE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """A document as retelling sees it; `marks` and `people` say where each landmark and name first stands.

    `credits` are outlets it gives as where its text is from, `cites` those its text names as a source.
    """

    document: str
    language: str
    site: str | None
    publisher: str | None
    outlet: str | None
    published: When | None
    title: tuple[str, ...]
    credits: tuple[str, ...]
    cites: tuple[str, ...]
    marks: Mapping[str, tuple[int, int]]
    people: Mapping[str, tuple[int, int]]


def traits(document: Document, claims: Iterable[Claim]) -> Sketch:
    """The traits of a document as a sketch; `claims` are its own."""
    own, text, published = list(claims), _own_text(document), document.published
    data = {
        "language": document.language.partition("-")[0],
        "site": site_name(document.address),
        "publisher": document.publisher,
        "outlet": source_key(document.publisher) if document.publisher else None,
        "published": [f"{day}" if day else None for day in (published.start, published.end)] if published else None,
        "title": title_words(document.title or ""),
        "credits": sorted({*_credits(document.publisher or ""), *_headed(document.title or ""), *_datelines(text)}),
        "cites": sorted(_cited(text)),
        "marks": _marks(document, own),
        "people": _people(own),
    }
    return Sketch(document=document.id, method=METHOD, data=json.dumps(data, ensure_ascii=True).encode())


def opened(sketch: Sketch) -> Traits:
    """The traits in a sketch."""
    data = json.loads(sketch.data)
    days = [date.fromisoformat(day) if day else None for day in data["published"] or ()]
    own = data["outlet"]
    return Traits(
        document=sketch.document,
        language=data["language"],
        site=data["site"],
        publisher=data["publisher"],
        outlet=own,
        published=When(start=days[0], end=days[1]) if days else None,
        title=tuple(data["title"]),
        credits=tuple(name for name in data["credits"] if name != own),
        cites=tuple(name for name in data["cites"] if name != own),
        marks={key: (start, end) for key, (start, end) in data["marks"].items()},
        people={name: (start, end) for name, (start, end) in data["people"].items()},
    )


def title_words(title: str) -> list[str]:
    """The words of a title that tell: no outlets, short or common words; of Hangul and Han every two letters."""
    found = list(mentions(title))
    for _, start, end in reversed(found):
        title = f"{title[:start]} {title[end:]}" if _at_edge(title, start, end) else title
    folded = fold(title)
    words = [word for word in _LATIN.findall(folded) if word not in _COMMON]
    pairs = [run[at : at + 2] for run in _EASTERN.findall(folded) for at in range(len(run) - 1)]
    return list(dict.fromkeys([*words, *pairs]))


def _own_text(document: Document) -> str:
    """The text with what is not the author's blanked out, offsets kept."""
    text = document.text
    for span in document.furniture:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _credits(line: str) -> set[str]:
    """The outlets a publisher line gives as where it has its text, known or not."""
    told = (match["before"] or match["after"] for match in _CREDIT.finditer(line))
    return {source_key(words) for words in (*(one.name for one in credited(line)), *told)}


def _headed(title: str) -> set[str]:
    """Outlets set off at the beginning or end of a title."""
    edges = (found for found, start, end in mentions(title) if _at_edge(title, start, end))
    return {source_key(found.name) for found in edges if not found.own}


def _datelines(text: str) -> set[str]:
    """Agencies whose mark opens or closes a text: "SEOUL (Reuters) -", "(서울=연합뉴스)", "中新社北京1月2日电"."""
    body = text.strip()
    found = set[str]()
    for part in (body[:HEAD], body[-FOOT:] if len(body) > HEAD else ""):
        for match in _DATELINE.finditer(part):
            known = outlet(next(group for group in match.groups() if group).strip())
            found |= {source_key(known.name)} if known and not known.own else set()
    return found


def _cited(text: str) -> set[str]:
    """Outlets a text names as where something is from: "RFA reported", 연합뉴스에 따르면, 据法新社; known or not."""
    known = {
        source_key(found.name)
        for found, start, end in mentions(text)
        if not found.own and (_BEFORE.search(text[max(0, start - 24) : start]) or _AFTER.match(text[end : end + 40]))
    }
    return known | {source_key(next(filter(None, match.groups()))) for match in _SOURCE.finditer(text)}


def _marks(document: Document, claims: Sequence[Claim]) -> dict[str, tuple[int, int]]:
    """Where each landmark first stands; counts of people are landmarks however small, the names of outlets are none."""
    rows = anchors(document, quick_anchors(document.text), figure_anchors(claims).get(document.id, []))
    found = {anchor.key: (anchor.start, anchor.end) for anchor in reversed(rows) if outlet(anchor.key.upper()) is None}
    for claim in claims:
        if isinstance(claim.value, Figure) and claim.value.amount.unit == "person":
            low, high = claim.value.amount.low, claim.value.amount.high
            if SMALLEST <= (number := low or high or 0) < LARGE:
                found.setdefault(f"{number:g} people", (claim.trigger.start, claim.trigger.end))
    return found


def _people(claims: Sequence[Claim]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for claim in claims:
        value = claim.value
        if isinstance(value, Name) and value.type is NameType.PERSON and len(found) < PEOPLE:
            found.setdefault(value.text, (claim.trigger.start, claim.trigger.end))
    return found


def _at_edge(title: str, start: int, end: int) -> bool:
    """True for an outlet's name set off at the beginning or end of a title: "… - Radio Free Asia", "[RFA] …"."""
    before, after = title[:start].rstrip(), title[end:].lstrip()
    last = not after.strip(")]】") and before.endswith(("-", "–", "—", "|", "(", "[", "【", "_"))
    return last or (not before.strip("[(【") and after.startswith((":", "|", "]", ")", "】", "：")))


_LATIN = re.compile(r"[a-z0-9]{3,}")
_EASTERN = re.compile(r"[가-힣]{2,}|[一-鿿]{2,}")
_COMMON = frozenset(
    {"the", "and", "for", "with", "from", "that", "this", "was", "were", "are", "has", "have", "had", "over", "after"}
    | {"into", "amid", "says", "say", "said", "its", "his", "her", "their", "who", "how", "why", "what", "not", "but"}
    | {"out", "off", "new", "all", "more", "than", "about", "will", "would"}
)
_DATELINE = re.compile(
    r"\((?:[^()=]{1,20}=)?([A-Z][A-Za-z .-]{1,30}|[가-힣A-Za-z0-9]{2,12})\)|\[[^\[\]=]{1,20}=([가-힣A-Za-z0-9]{2,12})\]"
    r"|【([^【】]{2,10}?)[^【】]{0,12}[电電]】|(?:^|\n)\s*([一-鿿]{2,8}社)[一-鿿]{2,8}\d{1,2}月\d{1,2}日[电電]"
    r"|(?:[Ss]ource|출처|来源|來源)\s?[:：]\s?([^\s,.;()（）]{2,30}(?: [A-Z][\w]+){0,2})"
)
_BEFORE = re.compile(
    r"(?:\b(?:according to|reported by|published by|citing|cited|quoting|quotes|quoted|told|following|from|by|via)"
    r"(?: the)?|据|據|引述|援引|引用|转载|轉載|转引|轉引|来自|來自)\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:'s|’s)?\s*(?:\([^)]{1,20}\)\s*)?"
    r"(?:\b(?:reported|reports|said|says|wrote|quoted|quotes|cited|has learned|learned)\b"
    r"|에 따르면|에 의하면|를 인용|을 인용|\s?보도|[은는이가]\s.{0,25}?(?:보도|전했|밝혔)"
    r"|(?:等)?(?:\d{1,2}日)?(?:的)?(?:报道|報道|報導|消息|说|說|电|電|引述|援引|称|稱))"
)
#: A name in Latin letters, of up to five words; a full stop ends it unless a letter follows.
_NAME = r"[A-Z][\w&’'-]*(?:\.\w[\w&’'-]*)*(?:\s[A-Z][\w&’'-]*(?:\.\w[\w&’'-]*)*){0,4}"
#: Names of outlets that are not known, by the words around them.
_SOURCE = re.compile(
    rf"\b(?:[Aa]ccording to|reported by|citing|quoting|first reported in|in a report by)(?: the)?\s(?P<en>{_NAME})"
    rf"|(?P<en_says>{_NAME})\s(?:has\s)?report(?:ed|s)\b"
    r"|(?P<ko>[가-힣A-Za-z0-9]{2,12}?)(?:에 따르면|에 의하면|(?:을|를) 인용|[은는이가]\s.{0,30}?보도)"
    r"|(?:据|據|引述|援引|转载自|轉載自|转自|轉自)《?(?P<zh>[一-鿿A-Za-z]{2,10}?)》?(?:的)?(?:报道|報道|報導|消息|\d)"
)
#: The outlet a publisher line has its text from, before "via" or after "copy of".
_CREDIT = re.compile(
    r"^(?P<before>[^()（）]{2,40}?)\s+via\b|\b(?:copy|translation|rewrite|stub) of\s(?P<after>[^()（）/]{2,40})"
)
