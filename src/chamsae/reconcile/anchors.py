"""Figures of one cell told apart by time: days are anchors, vaguer times join the one anchor that fits.

Nothing is guessed: a claim that fits several anchors, and is not told apart by its own document or by its size,
stays in a group of its own kind.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import accumulate

from chamsae.model.claim import Claim, Figure
from chamsae.model.when import Precision, When
from chamsae.reconcile.scope import DocumentFacts

#: "Recently" and figures without a time reach this far back from the day they were said.
REACH = timedelta(days=120)
#: A range up to so many days longer than one is one occasion: a week, "late August".
OCCASION = timedelta(days=10)
#: Up to this long it is an anchor; a longer one joins the day that lies in it.
FEW = timedelta(days=2)
#: Amounts within this factor of an anchor's are of its size.
SIZE = 2.0
#: What has no day of its own joins no figure that is more than so many times off.
NEAR = 3.0


@dataclass(frozen=True, slots=True)
class Timed:
    """A claim with the interval its time allows and the day it was said, each as far as known."""

    claim: Claim
    start: date | None
    end: date | None
    said: date | None
    level: int

    @property
    def window(self) -> When:
        """The days the figure may belong to."""
        return When(start=self.start, end=self.end)


@dataclass(slots=True)
class Cluster:
    """Claims of one occasion; `label` names it and stays the same while its earliest day does.

    `weeks`: it is told in weeks, and begins perhaps on the day of another figure that no week of it may be about.
    """

    label: str
    window: When
    members: list[tuple[Claim, str]] = field(default_factory=list)
    weeks: bool = False

    @property
    def key(self) -> str:
        """What no other occasion of its cell has, and it keeps as long as its label."""
        return f"{self.label} and after" if self.weeks else self.label

    def documents(self) -> set[str]:
        """Where its claims stand."""
        return {claim.document for claim, _ in self.members}


DAY, MONTH, SPAN, VAGUE = range(4)


def clusters(
    claims: Sequence[Claim], documents: Mapping[str, DocumentFacts], roots: Mapping[str, str]
) -> list[Cluster]:
    """The claims of one cell by occasion. `roots` names for a copy the document whose date it takes."""
    timed = [in_time(claim, documents, roots) for claim in claims]
    days = _occasions([one for one in timed if one.level == DAY], roots)
    months = _join([one for one in timed if one.level == MONTH], days, roots)
    own_months = _named(months, lambda one: f"{one.start:%Y-%m}", "says the same month")
    left = _join(_join([one for one in timed if one.level == VAGUE], days, roots), own_months, roots)
    spans = _named([one for one in timed if one.level == SPAN], _span_label, "covers the same days")
    return [*days, *own_months, *spans, *_vague(left)]


def size(claim: Claim) -> float:
    """The number a figure claim gives, the middle of two."""
    assert isinstance(claim.value, Figure)
    amount = claim.value.amount
    ends = [end for end in (amount.low, amount.high) if end is not None]
    return float(sum(ends) / len(ends)) if ends else 0.0


def in_time(claim: Claim, documents: Mapping[str, DocumentFacts], roots: Mapping[str, str]) -> Timed:
    """The days a claim allows; `roots` names for a copy the document whose date it takes."""
    said = _said(claim.document, documents, roots)
    when = claim.when
    if when and said and _ahead(when, said):
        when = None
    if when is None or (when.start is None and when.end is None):
        first = _said(claim.document, documents, roots, earliest=True)
        return Timed(claim, first - REACH if first else None, said, said, VAGUE)
    if when.start is None or when.end is None or when.precision is Precision.VAGUE:
        end = when.end or said
        start = when.start or (end - REACH if end else None)
        if start and end and start > end:
            end = start
        return Timed(claim, start, end, said or end, VAGUE)
    if said and when.end > said and _said(claim.document, documents, {}) == when.end:
        when = When(start=min(when.start, said), end=said, precision=when.precision, text=when.text)  # "since 1995"
    assert when.start is not None
    assert when.end is not None
    if when.end - when.start <= OCCASION:
        return Timed(claim, when.start, when.end, said, DAY)
    level = MONTH if when.precision is Precision.MONTH else SPAN
    return Timed(claim, when.start, when.end, said, level)


def _ahead(when: When, said: date) -> bool:
    """True for a day without its year that was reckoned past the document: what is told to have been lies behind it."""
    reckoned = when.text is not None and not _YEAR.search(when.text)
    return reckoned and when.start is not None and when.start > said


_YEAR = re.compile(r"\d{4}")


def _said(
    document: str, documents: Mapping[str, DocumentFacts], roots: Mapping[str, str], *, earliest: bool = False
) -> date | None:
    """The last day a document may have come out, or the earliest; where only its year is known they lie apart."""
    facts = documents.get(roots.get(document, document)) or documents.get(document)
    published = facts.published if facts else None
    if published is None:
        return None
    return (published.start or published.end) if earliest else (published.end or published.start)


def _occasions(timed: list[Timed], roots: Mapping[str, str]) -> list[Cluster]:
    """Days, and apart from them the weeks in which no day of the figure lies."""
    days = _days([one for one in timed if _few(one)])
    weeks = _days(_join([one for one in timed if not _few(one)], days, roots))
    return sorted(
        [*days, *(replace(one, weeks=True) for one in weeks)], key=lambda cluster: cluster.window.start or date.min
    )


def _few(one: Timed) -> bool:
    """A day or a few; "last week" is more."""
    return one.start is None or one.end is None or one.end - one.start <= FEW


def _days(timed: list[Timed]) -> list[Cluster]:
    """Overlapping days and short ranges, each run of them one occasion."""
    found: list[Cluster] = []
    for one in sorted(timed, key=lambda one: (one.start or date.min, one.end or date.min, one.claim.id)):
        last = found[-1].window if found else None
        if last and last.end and one.start and one.end and one.start <= last.end:
            found[-1].window = When(start=last.start, end=max(last.end, one.end))
            found[-1].members.append((one.claim, f"it is dated {_days_text(one)}"))
        else:
            found.append(Cluster(f"{one.start}", one.window, [(one.claim, f"it is dated {_days_text(one)}")]))
    return found


def _join(timed: Iterable[Timed], anchors: list[Cluster], roots: Mapping[str, str]) -> list[Timed]:
    """Add each claim to the one anchor that fits; those without come back. Anchors decide by their own members."""
    fixed = [(anchor, anchor.documents(), _sizes(anchor)) for anchor in anchors]
    # Anchors are in order of their first days; a week may reach beyond days that begin in it.
    starts = [anchor.window.start or date.min for anchor in anchors]
    reached = list(accumulate((_end(anchor) for anchor in anchors), max))
    left: list[Timed] = []
    for one in timed:
        first = one.start or date.min
        near = fixed[bisect_left(reached, first) : bisect_right(starts, one.end or date.max)]
        chosen, why = _choose(one, [known for known in near if _end(known[0]) >= first], roots)
        if chosen is None:
            left.append(one)
        else:
            chosen.members.append((one.claim, why))
    return left


def _end(anchor: Cluster) -> date:
    return anchor.window.end or date.max


Known = tuple[Cluster, set[str], tuple[float, float]]


def _choose(one: Timed, fit: list[Known], roots: Mapping[str, str]) -> tuple[Cluster | None, str]:
    fit = [known for known in fit if _may_be(one.claim, known[2])]
    if not fit:
        return None, ""
    told = _told(one)
    if len(fit) == 1:
        return fit[0][0], f"{told}, and only the figure of {fit[0][0].label} fits"
    near = [known for known in fit if roots.get(one.claim.document, one.claim.document) in known[1]]
    near = near or [known for known in fit if one.claim.document in known[1]]
    if len(near) == 1:
        return near[0][0], f"{told}, and its document dates the figure {near[0][0].label}"
    own = size(one.claim)
    alike = [known for known in near or fit if known[2][0] / SIZE <= own <= known[2][1] * SIZE]
    if len(alike) == 1:
        return alike[0][0], f"{told}, and of the figures that fit only that of {alike[0][0].label} is of its size"
    return None, ""


def _may_be(claim: Claim, sizes: tuple[float, float]) -> bool:
    """True unless a number lies more than NEAR times off all numbers of a figure; "at least 50" allows any more."""
    assert isinstance(claim.value, Figure)
    low, high = claim.value.amount.low, claim.value.amount.high
    return (low is None or low <= sizes[1] * NEAR) and (high is None or high * NEAR >= sizes[0])


def _told(one: Timed) -> str:
    when = one.claim.when
    words = f"it says “{when.text}”" if when and when.text else "it names no day" if when else "it names no time"
    if one.level == MONTH:
        return f"{words} ({one.start:%Y-%m})"
    if one.start and one.end:
        return f"{words} (taken as {one.start} to {one.end})"
    return words


def _sizes(anchor: Cluster) -> tuple[float, float]:
    sizes = [size(claim) for claim, _ in anchor.members]
    return min(sizes), max(sizes)


def _named(timed: Iterable[Timed], label: Callable[[Timed], str], why: str) -> list[Cluster]:
    found: dict[str, Cluster] = {}
    for one in timed:
        cluster = found.setdefault(label(one), Cluster(label(one), one.window))
        cluster.members.append((one.claim, f"it {why} ({cluster.label})"))
    return [found[name] for name in sorted(found)]


def _vague(timed: list[Timed]) -> list[Cluster]:
    """Claims that only their document's date places: those said within REACH of the first stand together."""
    found: list[Cluster] = []
    for one in sorted(timed, key=lambda one: (one.end or date.min, one.claim.id)):
        if one.end is None:
            cluster = next((known for known in found if known.label == "undated"), None)
        else:
            last = found[-1] if found and found[-1].label != "undated" else None
            cluster = last if last and last.window.start and one.end <= last.window.start + REACH else None
        if cluster is None:
            label = f"about {one.end}" if one.end else "undated"
            cluster = Cluster(label, When(start=one.end, end=one.end) if one.end else When())
            found.append(cluster)
        if one.end:
            cluster.window = When(start=cluster.window.start, end=one.end)
        cluster.members.append((one.claim, f"{_told(one)}, and no dated figure of the kind fits"))
    return found


def _days_text(one: Timed) -> str:
    return f"{one.start}" if one.start == one.end else f"{one.start} to {one.end}"


def _span_label(one: Timed) -> str:
    return f"{one.start}/{one.end}"
