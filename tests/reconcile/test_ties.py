"""How figures of different scope hang together."""

import random
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from chamsae.model.scoping import Flow, Widening
from chamsae.model.settlement import FigureGroup, Scope
from chamsae.model.when import Precision, When
from chamsae.reconcile.ties import ties


def group(  # noqa: PLR0917 - a row of a table
    id: str,
    place: str | None = "cn",
    start: str = "2023-10-09",
    end: str = "",
    counted: str = "North Koreans",
    act: str = "repatriated",
    precision: Precision = Precision.RANGE,
) -> FigureGroup:
    """A figure without claims."""
    when = When(start=date.fromisoformat(start), end=date.fromisoformat(end or start), precision=precision)
    flow = Flow.STOCK if act == "detained" else Flow.FLOW
    scope = Scope(act=act, counted=counted, unit="person", place=place, when=when, flow=flow)
    return FigureGroup(
        id=id, scope=scope, members=(), low=1, high=1, reason="", origins=1, contradictory=False
    )  # fmt: skip


def pairs(*groups: FigureGroup) -> set[tuple[str, str]]:
    """The ties as pairs of ids."""
    return {(tie.narrow, tie.wide) for tie in ties(groups)}


def test_places_are_tied_to_the_next_wider_and_not_past_it() -> None:
    baishan, jilin, china = group("a", "cn-baishan"), group("b", "cn-jilin-prov"), group("c")
    assert pairs(baishan, jilin, china) == {("a", "b"), ("b", "c")}
    assert pairs(baishan, china) == {("a", "c")}
    assert ties([baishan, china])[0].why == "Baishan lies in China."


def test_days_are_tied_to_their_month_and_months_to_longer_ranges() -> None:
    day, month = group("a"), group("b", start="2023-10-01", end="2023-10-31", precision=Precision.MONTH)
    since = group("c", start="2023-08-21", end="2023-11-15")
    other = group("d", start="2023-09-18")
    assert pairs(day, month, since, other) == {("a", "b"), ("b", "c"), ("d", "c")}
    (tie,) = ties([day, month])
    assert (tie.by, tie.why) == ((Widening.TIME,), "2023-10-09 lies in 2023-10.")


def test_women_are_a_part_of_all_and_several_respects_are_named() -> None:
    women = group("a", "cn-baishan", counted="North Korean women")
    everybody = group("b", start="2023-10-01", end="2023-10-31")
    (tie,) = ties([women, everybody])
    assert tie.by == (Widening.PLACE, Widening.TIME, Widening.PEOPLE)
    assert tie.why.endswith("North Korean women are a part of North Koreans.")


def test_a_crossing_of_the_border_is_tied_to_the_town_it_lies_in() -> None:
    assert pairs(group("a", "cn-quanhe"), group("b", "cn-hunchun")) == {("a", "b")}


def test_other_acts_stages_units_and_unknown_places_are_not_tied() -> None:
    wide = group("z", start="2023-10-01", end="2023-10-31")
    assert not pairs(wide, group("a", act="arrested"))
    assert not pairs(wide, group("a", counted="North Koreans still held"))
    assert not pairs(wide, group("a", "Oldmill House"))
    assert not pairs(wide, group("a", precision=Precision.VAGUE))
    assert not pairs(wide, group("a", start="2023-09-30", end="2023-10-02"))


def test_stocks_are_tied_by_place_when_their_times_meet_and_never_by_time_alone() -> None:
    prison = group("a", "cn-baishan-dc", act="detained", precision=Precision.VAGUE)
    then = group("b", start="2023-10-01", end="2023-10-20", act="detained", precision=Precision.VAGUE)
    later = group("c", start="2024-03-01", act="detained")
    assert pairs(prison, then, later) == {("a", "b")}
    assert not pairs(then, group("d", act="detained"))


days = st.integers(0, 40)
scopes = st.tuples(
    st.sampled_from(["cn-baishan-dc", "cn-baishan", "cn-jilin-prov", "cn", "cn-dandong", None]),
    days,
    days,
    st.sampled_from(["North Koreans", "North Korean women"]),
    st.sampled_from(["repatriated", "detained"]),
)


def made(rows: list[tuple[str | None, int, int, str, str]]) -> list[FigureGroup]:
    """Figures of these scopes."""
    first = date(2023, 10, 1)
    return [
        group(
            f"g{at}", place, f"{first + timedelta(days=start)}", f"{first + timedelta(days=start + more)}", counted, act
        )
        for at, (place, start, more, counted, act) in enumerate(rows)
    ]


@settings(max_examples=200, deadline=None)
@given(st.lists(scopes, max_size=14), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing_and_no_tie_goes_past_a_nearer_one(
    rows: list[tuple[str | None, int, int, str, str]], chance: random.Random
) -> None:
    groups = made(rows)
    found = ties(groups)
    chance.shuffle(groups)
    assert ties(groups) == found
    direct = {(tie.narrow, tie.wide) for tie in found if tie.by and "detained" not in _act(groups, tie.narrow)}
    for narrow, wide in direct:
        assert not any((narrow, between) in direct and (between, wide) in direct for between in {g.id for g in groups})


@settings(max_examples=200, deadline=None)
@given(st.lists(scopes, max_size=10))
def test_whatever_holds_a_flow_is_reached_over_its_ties(rows: list[tuple[str | None, int, int, str, str]]) -> None:
    groups = [one for one in made(rows) if one.scope.flow is Flow.FLOW]
    above: dict[str, set[str]] = {}
    for tie in ties(groups):
        above.setdefault(tie.narrow, set()).add(tie.wide)
    for one in groups:
        for other in groups:
            if len(ties([one, other])) == 1 and ties([one, other])[0].narrow == one.id:
                assert other.id in _reached(one.id, above)


def _reached(start: str, above: dict[str, set[str]]) -> set[str]:
    met, waiting = set[str](), [start]
    while waiting:
        for wide in above.get(waiting.pop(), ()):
            if wide not in met:
                met.add(wide)
                waiting.append(wide)
    return met


def _act(groups: list[FigureGroup], id: str) -> str:
    return next(one.scope.act or "" for one in groups if one.id == id)
