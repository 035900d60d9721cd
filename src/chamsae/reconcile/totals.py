"""Figures against figures: a part of a place, time or people against its whole, a running total against itself."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from chamsae.model.amount import Comparator
from chamsae.model.check import CheckKind
from chamsae.model.claim import Claim, Figure
from chamsae.model.scoping import ScopeTie
from chamsae.model.series import Doubt, Point, Series
from chamsae.model.settlement import FigureGroup
from chamsae.reconcile.conflict import Link, System
from chamsae.reconcile.constraint import Constraint, at_most, bound, difference
from chamsae.reconcile.intervals import counted_by, said
from chamsae.reconcile.placed import STATES
from chamsae.reconcile.scope import DocumentFacts
from chamsae.reconcile.series import ALONE
from chamsae.text.amounts import number_words
from chamsae.text.counted import Kind, kind
from chamsae.text.normal import fold

#: A total of another document is looked for from this number on, in documents so many days apart.
LARGE, NEAR = 10, timedelta(days=60)
#: Two numbers whose sum is smaller come out by chance.
CHANCE = 30
_ELSEWHERE = re.compile(
    r"\belsewhere\b|\b(?:an)?other (?:places?|towns?|cit(?:y|ies))\b"
    r"|다른 (?:곳|지역|도시)|别处|別處|其他地方|另一处|另外"
)
#: A running total supports itself from so many points on.
SEVERAL = 3


def tied(
    claims: Mapping[str, Claim], groups: Mapping[str, FigureGroup], ties: Iterable[ScopeTie]
) -> Iterator[Constraint]:
    """Figures of a part against those of the whole that one document tells in one voice.

    Of several numbers the least of the part is set against the most of the whole. Two documents may each count people
    of their own: nine of one family sent back from China are no whole of those sent back from a prison there.
    """
    for tie in ties:
        narrow, wide = (_told(claims, groups.get(id)) for id in (tie.narrow, tie.wide))
        for voice in sorted(narrow.keys() & wide.keys()):
            part = min(narrow[voice], key=lambda claim: (counted_by(claim)[0], claim.id))
            whole = max(wide[voice], key=lambda claim: (counted_by(claim)[1], claim.id))
            if counted_by(part)[0] > 0:
                yield Constraint(
                    kind=CheckKind.PART,
                    system=System(bounds=(bound(part), bound(whole)), links=(at_most([part.id], [whole.id]),)),
                    words=f"{said(part)} are a part of {said(whole)} ({tie.why.rstrip('.')})",
                )


def growing(claims: Mapping[str, Claim], series: Iterable[Series]) -> Iterator[Constraint]:
    """Running totals: each point that falls or is far off against the one before it, and the sound ones together."""
    for one in series:
        if not one.grows:
            continue
        yield from (_doubtful(claims, point) for point in one.points if point.doubt)
        sound = [point for point in one.points if not point.doubt]
        days = [point.day for point in sound]
        if len(sound) >= SEVERAL and days[0] < days[-1]:
            yield _growing(claims, one, sound)


def spread(by_document: Mapping[str, Sequence[Claim]], documents: Mapping[str, DocumentFacts]) -> Iterator[Constraint]:
    """A document that counts here and "elsewhere", against one total of the same act that another document gives.

    Only a sum that comes out is told: that other people were counted, or not all, is likelier than an error. Numbers
    of informants and officials among those counted are taken off.
    """
    whole: dict[tuple[str | None, float], list[Claim]] = defaultdict(list)
    for own in by_document.values():
        for claim in own:
            if (number := _exact(claim)) and number >= LARGE:
                whole[_act(claim), number].append(claim)
    for document, own in sorted(by_document.items()):
        for act in sorted({_act(claim) or "" for claim in own if _exact(claim)} - {"", *STATES}):
            parts = [claim for claim in own if _act(claim) == act and _exact(claim)]
            enough = len(parts) > 2 or sum(map(_exact, parts)) >= CHANCE
            if len(parts) > 1 and enough and any(_ELSEWHERE.search(fold(claim.quote.exact)) for claim in parts):
                off = [claim for claim in own if _is_off(claim, parts)]
                number = sum(map(_exact, parts)) - sum(map(_exact, off))
                others = [one for one in whole.get((act, number), ()) if _told_near(one, document, documents)]
                if others:
                    yield _comes_out(parts, off, min(others, key=lambda one: one.id), number)


def _comes_out(parts: Sequence[Claim], off: Sequence[Claim], whole: Claim, number: float) -> Constraint:
    plus = " + ".join(said(claim) for claim in parts)
    minus = "".join(f" − {said(claim)}" for claim in off)
    return Constraint(
        kind=CheckKind.SUM,
        system=System(
            bounds=tuple(bound(claim) for claim in (*parts, *off, whole)),
            links=(difference([claim.id for claim in parts], [*(claim.id for claim in off), whole.id]),),
        ),
        words=f"{plus}{minus} make {number_words(int(number))}; another document says {said(whole)}",
    )


def _exact(claim: Claim) -> float:
    """The number of people a claim gives exactly, else nought."""
    value = claim.value
    if not isinstance(value, Figure) or value.amount.comparator is not Comparator.EXACT:
        return 0
    return float(value.amount.low or 0) if value.amount.unit == "person" else 0


def _is_off(claim: Claim, parts: Sequence[Claim]) -> bool:
    """True for informants and officials told among those counted in the same sentence."""
    value = claim.value
    if not isinstance(value, Figure) or not _exact(claim) or kind(value.counted) not in (Kind.OFFICIAL, Kind.WITNESS):
        return False
    return any(part.quote.start == claim.quote.start and part.trigger.start < claim.trigger.start for part in parts)


def _told_near(whole: Claim, document: str, documents: Mapping[str, DocumentFacts]) -> bool:
    """True for a total of another document of the same weeks."""
    days = [_last(documents.get(id)) for id in (whole.document, document)]
    return whole.document != document and all(days) and abs(days[0] - days[1]) <= NEAR  # type: ignore[operator]


def _last(facts: DocumentFacts | None) -> date | None:
    return facts.published.end if facts and facts.published else None


def _act(claim: Claim) -> str | None:
    return claim.value.act if isinstance(claim.value, Figure) else None


def _told(claims: Mapping[str, Claim], group: FigureGroup | None) -> dict[tuple[str, str], list[Claim]]:
    """The claims of a figure by document and speaker."""
    found: dict[tuple[str, str], list[Claim]] = {}
    for member in group.members if group else ():
        if claim := claims.get(member.claim):
            speaker = (claim.speaker.entity or claim.speaker.text) if claim.speaker else ""
            found.setdefault((claim.document, speaker), []).append(claim)
    return found


def _doubtful(claims: Mapping[str, Claim], point: Point) -> Constraint:
    assert point.against is not None
    earlier, later = claims[point.against], claims[point.claim]
    falls = point.doubt is Doubt.FALLS
    far = Link(terms=((later.id, 1.0), (earlier.id, -ALONE)), low=float("-inf"))
    return Constraint(
        kind=CheckKind.GROWTH,
        system=System(
            bounds=(bound(earlier), bound(later)), links=(at_most([earlier.id], [later.id]) if falls else far,)
        ),
        words=point.question.rstrip("."),
    )


def _growing(claims: Mapping[str, Claim], series: Series, points: Sequence[Point]) -> Constraint:
    told = [claims[point.claim] for point in points]
    links = (at_most([one.claim], [other.claim]) for one, other in pairwise(points) if one.day < other.day)
    return Constraint(
        kind=CheckKind.GROWTH,
        system=System(bounds=tuple(bound(claim) for claim in told), links=tuple(links)),
        words=f"{', '.join(said(claim) for claim in told)}: a total that only grows ({series.of})",
    )
