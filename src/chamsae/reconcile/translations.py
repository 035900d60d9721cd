"""Translations, first form: documents in two languages whose numbers, days and places follow each other in step.

What survives translation is compared: numbers, days, known places, figures with their act, web addresses and
acronyms, in the order of the text. Two independent reports of one event share some of them; a translation has nearly
all of them, in the same order, in a text of the same length, within days. Only that is proposed, for a person to judge.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from difflib import SequenceMatcher

from chamsae.model.claim import Claim
from chamsae.model.document import Document, Relation, RelationKind
from chamsae.model.when import When
from chamsae.reconcile.direction import direction
from chamsae.reconcile.evidence import relation_id
from chamsae.reconcile.landmarks import Anchor, anchors, figure_anchors, quick_anchors
from chamsae.reconcile.shingles import tokens

#: Name and version.
METHOD = "translations 1.1"
#: Days between two dated documents that may be translations of each other.
APART = timedelta(days=10)
#: Numbers and days both must have before anything else is looked at.
SHARED = 3
#: Part of the anchors that must be in step, of both documents together; less when one says it is a translation.
IN_STEP, IN_STEP_SIGNED = 0.6, 0.45
#: Different anchors that must be shared.
DIFFERENT = 5
#: In texts of so few anchors word order moves them: where one says it is a translation, nearly all must be in both.
SHORT, FEW, NEARLY_ALL = 8, 3, 0.8
#: Length of the shorter over that of the longer, in words; CHARACTERS says how many characters make one.
SIMILAR = 0.55
#: Characters to a word, for comparing lengths.
CHARACTERS = {"ko": 3.0, "zh": 1.7, "ja": 2.2}
#: An anchor in more documents than this tells nothing.
COMMON = 200


def translations(
    documents: Sequence[Document], claims: Iterable[Claim] = (), new: Collection[str] | None = None,
    dates: Mapping[str, When | None] | None = None,
) -> tuple[Relation, ...]:  # fmt: skip
    """Proposed translations among documents; with `new`, only pairs that have one of these in them.

    `claims` add figures with their act as anchors; `dates` says when documents came out where they do not.
    """
    documents = documents if new is None else _in_reach(documents, new, dates or {})
    if len({_language(document) for document in documents}) < 2:
        return ()
    figures = figure_anchors(claims)
    quick = {document.id: quick_anchors(document.text) for document in documents}
    by_id = {document.id: document for document in documents}
    found = []
    for one, two in sorted(_candidates(documents, quick, new)):
        if _language(by_id[one]) != _language(by_id[two]) and _near(by_id[one], by_id[two], dates or {}):
            relation = _compared(by_id[one], by_id[two], quick, figures, dates or {})
            if relation is not None:
                found.append(relation)
    return tuple(found)


def _in_reach(documents: Sequence[Document], new: Collection[str], dates: Mapping[str, When | None]) -> list[Document]:
    """The new documents, and others that by language and date may be a translation of one of them."""
    fresh = [document for document in documents if document.id in new]
    languages = {_language(document) for document in fresh}
    window = _window([dates.get(document.id) or document.published for document in fresh])
    return [
        document
        for document in documents
        if document.id in new
        or (
            languages != {_language(document)}
            and window.overlaps(dates.get(document.id) or document.published or When())
        )
    ]


def _window(times: Sequence[When | None]) -> When:
    """From APART before the first to APART after the last; open where one is not known."""
    starts = [when.start if when else None for when in times]
    ends = [when.end if when else None for when in times]
    known_starts, known_ends = [day for day in starts if day], [day for day in ends if day]
    return When(
        start=min(known_starts) - APART if known_starts and len(known_starts) == len(starts) else None,
        end=max(known_ends) + APART if known_ends and len(known_ends) == len(ends) else None,
    )


def _candidates(
    documents: Sequence[Document], quick: Mapping[str, Sequence[Anchor]], new: Collection[str] | None
) -> set[tuple[str, str]]:
    """Pairs of ids that share enough quick anchors."""
    holders: dict[str, set[str]] = {}
    for document in documents:
        for anchor in quick[document.id]:
            holders.setdefault(anchor.key, set()).add(document.id)
    found: set[tuple[str, str]] = set()
    for document in documents:
        if new is not None and document.id not in new:
            continue
        keys = {anchor.key for anchor in quick[document.id]}
        shared = Counter(name for key in sorted(keys) if len(holders[key]) <= COMMON for name in holders[key])
        found |= {
            (min(name, document.id), max(name, document.id))
            for name, count in shared.items()
            if count >= SHARED and name != document.id
        }
    return found


def _near(one: Document, two: Document, dates: Mapping[str, When | None]) -> bool:
    first, second = dates.get(one.id) or one.published, dates.get(two.id) or two.published
    if first is None or second is None:
        return True
    return _widened(first).overlaps(second)


def _widened(when: When) -> When:
    return When(start=when.start and when.start - APART, end=when.end and when.end + APART)


def _compared(
    one: Document,
    two: Document,
    quick: Mapping[str, list[Anchor]],
    figures: Mapping[str, list[Anchor]],
    dates: Mapping[str, When | None],
) -> Relation | None:
    lengths = sorted((_length(one), _length(two)))
    if lengths[0] < SIMILAR * lengths[1]:
        return None
    rows = [anchors(document, quick[document.id], figures.get(document.id, [])) for document in (one, two)]
    steps = _steps([anchor.key for anchor in rows[0]], [anchor.key for anchor in rows[1]])
    share = 2 * len(steps) / max(1, len(rows[0]) + len(rows[1]))
    different = len({rows[0][first].key for first, _ in steps})
    signed = SIGNS.search(one.text) is not None or SIGNS.search(two.text) is not None
    if share < (IN_STEP_SIGNED if signed else IN_STEP) or different < DIFFERENT:
        steps = _matched(*rows) if signed and max(map(len, rows)) <= SHORT else []
        share = 2 * len(steps) / max(1, len(rows[0]) + len(rows[1]))
        if share < NEARLY_ALL or len(steps) < FEW:
            return None
    return _relation((one, two), (rows[0], rows[1]), steps, share, dates)


def _relation(
    pair: tuple[Document, Document],
    rows: tuple[list[Anchor], list[Anchor]],
    steps: list[tuple[int, int]],
    share: float,
    dates: Mapping[str, When | None],
) -> Relation:
    way = direction(*pair, dates)
    turned = way.derived == pair[1].id
    derived, other = (1, 0) if turned else (0, 1)
    named = list(dict.fromkeys(rows[0][first].key.removeprefix("place ").removeprefix("day ") for first, _ in steps))
    in_step = [second for _, second in steps] == sorted(second for _, second in steps)
    how = "follow each other in step" if in_step else "agree"
    why = (
        f"{share:.0%} of the numbers, days and places of both texts {how}"
        f" ({', '.join(named[:8])}{' …' if len(named) > 8 else ''}) in texts of like length"
    )
    spans = [(rows[0][first], rows[1][second]) for first, second in steps[:5]]
    return Relation(
        id=relation_id(pair[0].id, pair[1].id, METHOD),
        document=pair[derived].id,
        other=pair[other].id,
        kind=RelationKind.TRANSLATION,
        score=round(share, 4),
        directed=way.derived is not None,
        why=f"{why}; taken to derive from the other because {way.why}." if way.derived else f"{why}; {way.why}.",
        shared=tuple((*_span(both[derived]), *_span(both[other])) for both in spans),
        reader=METHOD,
    )


def _steps(one: list[str], two: list[str]) -> list[tuple[int, int]]:
    """Indices of anchors in step, from the matching blocks of the two rows."""
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return [(block.a + at, block.b + at) for block in matcher.get_matching_blocks() for at in range(block.size)]


def _matched(one: Sequence[Anchor], two: Sequence[Anchor]) -> list[tuple[int, int]]:
    """Indices of equal anchors in whatever order, each once."""
    left: dict[str, list[int]] = {}
    for at, anchor in enumerate(two):
        left.setdefault(anchor.key, []).append(at)
    return [(at, left[anchor.key].pop(0)) for at, anchor in enumerate(one) if left.get(anchor.key)]


def _length(document: Document) -> float:
    row = tokens(document.text, [(span.start, span.end) for span in document.furniture])
    return (len(row.hashes) - row.single) + row.single / CHARACTERS.get(_language(document), 2.0)


def _language(document: Document) -> str:
    return document.language.split("-")[0]


def _span(anchor: Anchor) -> tuple[int, int]:
    return anchor.start, anchor.end


#: Words by which a document says it is a translation.
SIGNS = re.compile(
    r"\btranslat(?:ed|ion)\b|\b(?:Korean|English|Chinese) (?:edition|version|original)\b|번역|영문판|영어판|한국어판"
    r"|중문판|译自|譯自|翻译|翻譯|编译|編譯|英文版|韩文版|韓文版",
    re.IGNORECASE,
)
