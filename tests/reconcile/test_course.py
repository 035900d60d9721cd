"""Bounds along a journey: what is told of one step bounds the others, and what cannot all be true is named."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.journey import Dated, Journey, Length, Span, Step, StepKind
from chamsae.model.when import Precision, When
from chamsae.reconcile.course import course

DAY = timedelta(1)


def between(start: date, end: date) -> When:
    return When(start=start, end=end, precision=Precision.DAY if start == end else Precision.RANGE)


def step(
    id: str, kind: StepKind, *dated: Dated, lasted: tuple[float, float] | None = None, during: str | None = None
) -> Step:
    lengths = (Length(low=lasted[0], high=lasted[1], claim=f"c{id}l"),) if lasted else ()
    return Step(id=id, kind=kind, acts=(), claims=(), dated=dated, lengths=lengths, during=during)


def on(id: str, start: date, end: date | None = None) -> Dated:
    return Dated(when=between(start, end or start), claim=f"c{id}")


WAY = (
    step("arrest", StepKind.ARREST, on("arrest", date(2010, 10, 13))),
    step("baishan", StepKind.CUSTODY, lasted=(25, 34)),
    step("border", StepKind.CUSTODY, lasted=(70, 70)),
    step("handover", StepKind.HANDOVER),
    step("north", StepKind.CUSTODY),
    step("torture", StepKind.ABUSE, lasted=(50, 50), during="north"),
    step("camp", StepKind.CUSTODY, lasted=(730, 731)),
    step("south", StepKind.ARRIVAL, on("south", date(2016, 1, 1), date(2016, 12, 31))),
)


def span(journey: Journey, id: str) -> Span:
    return next(one for one in journey.spans if one.step == id)


def test_lengths_bound_what_has_no_date_of_its_own() -> None:
    handover = span(course("p", WAY), "handover")
    assert handover.earliest_start == date(2010, 10, 13) + 95 * DAY
    assert handover.latest_start == date(2016, 12, 31) - (50 + 730) * DAY


def test_held_without_a_break_the_handover_lies_within_days() -> None:
    journey = course("p", WAY, unbroken=True)
    handover = span(journey, "handover")
    assert (handover.earliest_start, handover.latest_start) == (date(2011, 1, 16), date(2011, 1, 25))
    assert journey.unbroken and [(gap.after, gap.before) for gap in journey.gaps] == [("camp", "south")]


def test_abuse_lies_within_its_custody_and_stretches_it() -> None:
    journey = course("p", WAY, unbroken=True)
    north, torture = span(journey, "north"), span(journey, "torture")
    assert north.earliest_end == date(2011, 1, 16) + 50 * DAY
    assert torture.earliest_start is not None and north.earliest_start is not None
    assert torture.earliest_start >= north.earliest_start


def test_claims_that_cannot_all_be_true_are_named_and_left_out() -> None:
    late = replace(WAY[5], dated=(on("late", date(2017, 1, 1), date(2017, 12, 31)),))
    journey = course("p", (*WAY[:5], late, *WAY[6:]))
    assert journey.conflicts == (("clate", "csouth"),)
    assert span(journey, "south").latest_start is None  # its own time is in question


def test_an_assumption_that_cannot_hold_shows_as_a_conflict_only_when_made() -> None:
    apart = (
        step("a", StepKind.ARREST, on("a", date(2020, 1, 1))),
        step("b", StepKind.CUSTODY, lasted=(10, 10)),
        step("c", StepKind.HANDOVER, on("c", date(2020, 3, 1))),
    )
    assert course("p", apart).conflicts == ()
    assert course("p", apart, unbroken=True).conflicts == (("ca", "cbl", "cc"),)


def test_nothing_told_leaves_everything_open() -> None:
    (only,) = course("p", [step("x", StepKind.CUSTODY)]).spans
    assert (only.latest_start, only.latest_end) == (None, None)
    assert course("p", []).spans == ()


def test_a_time_is_told_of_the_start_the_end_or_a_moment_within() -> None:
    with pytest.raises(ValueError, match="middle"):
        Dated(when=between(date(2020, 1, 1), date(2020, 1, 1)), claim="c", at="middle")


LENGTHS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 60)), min_size=1, max_size=7)


@given(LENGTHS, st.data())
def test_what_truly_happened_always_lies_within_the_bounds(stays: list[tuple[int, int]], data: st.DataObject) -> None:
    at, steps, truth = date(2005, 1, 1), [], []
    for number, (lasted, gap) in enumerate(stays):
        start, end = at, at + lasted * DAY
        at = end + gap * DAY
        dated = []
        if data.draw(st.booleans()):
            early, late = (data.draw(st.integers(0, 40)) for _ in range(2))
            dated.append(replace(on(f"{number}", start - early * DAY, start + late * DAY), at="start"))
        told = (lasted - data.draw(st.integers(0, 5)), lasted + data.draw(st.integers(0, 5)))
        lasting = (float(max(0, told[0])), float(told[1])) if data.draw(st.booleans()) else None
        steps.append(step(f"s{number}", StepKind.CUSTODY, *dated, lasted=lasting))
        truth.append((start, end))
    journey = course("p", steps)
    assert journey.conflicts == ()
    for one, (start, end) in zip(journey.spans, truth, strict=True):
        assert (one.earliest_start or start) <= start <= (one.latest_start or start)
        assert (one.earliest_end or end) <= end <= (one.latest_end or end)
    free = {f"s{at}": (truth[at + 1][0] - truth[at][1]).days for at in range(len(truth) - 1)}
    for hole in journey.gaps:
        assert hole.low <= free[hole.after] <= (free[hole.after] if hole.high is None else hole.high)


@given(st.integers(0, 300), st.integers(0, 300))
def test_telling_more_never_leaves_more_room(first: int, second: int) -> None:
    plain = [
        step("a", StepKind.ARREST, on("a", date(2015, 1, 1))),
        step("b", StepKind.CUSTODY, lasted=(first, first + 9)),
    ]
    less = course("p", [*plain, step("c", StepKind.HANDOVER)], unbroken=True)
    told = step("c", StepKind.HANDOVER, on("c", date(2015, 1, 1), date(2015, 1, 1) + second * DAY))
    more = course("p", [*plain, told], unbroken=True)
    if not more.conflicts:
        wide, narrow = span(less, "c"), span(more, "c")
        assert wide.earliest_start is not None and narrow.earliest_start is not None
        assert wide.latest_start is not None and narrow.latest_start is not None
        assert wide.earliest_start <= narrow.earliest_start <= narrow.latest_start <= wide.latest_start
