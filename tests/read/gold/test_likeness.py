"""Whether two wordings say the same: names without flattery, chains, times, places, units, acts."""

from collections.abc import Sequence
from datetime import date

import pytest

from chamsae.model.when import Precision, When
from chamsae.read.gold.likeness import Actors, roles, same_chain, same_place, same_time, same_unit, terms
from chamsae.read.gold.shape import GoldTime

ACTORS = Actors(
    {
        "K1": ("Kim Tae-ho", "Mr. Kim"),
        "K2": ("Kim Sun-hee", "Ms. Kim"),
        "G": ("Chinese authorities", "Beijing"),
        "H": ("한소라",),
        "Z": ("韩素拉",),
    },
    {"e1": "K1"},
)


@pytest.mark.parametrize(
    ("read", "wanted", "id", "same"),
    [
        ("Kim Tae-ho", "Kim Tae-ho", "K1", True),
        ("the lawyer Kim Tae-ho", "Kim Tae-ho", "K1", True),
        ("Tae-ho", "Kim Tae-ho", "K1", True),
        ("Kim", "Kim Tae-ho", "K1", False),  # there are two
        ("Kim Sun-hee", "Kim Tae-ho", "K1", False),
        ("the organizers", "The organizers of the protest (New York)", None, True),
        ("the police", "The organizers of the protest", None, False),
        ("Beijing", "Chinese authorities / Beijing", "G", True),
        ("China", "Chinese authorities / Beijing", "G", False),
        ("한소라 변호사", "한소라", "H", True),
        ("韩素拉", "韩素拉律师", "Z", True),
        ("强", "韩素拉", "Z", False),
        (None, "Kim Tae-ho", "K1", False),
        ("", "", None, False),
    ],
)
def test_words_name_the_one_wanted_and_nobody_else(read: str | None, wanted: str, id: str | None, same: bool) -> None:
    assert ACTORS.same(read, None, wanted, id) is same


def test_an_entity_decides_before_words_do() -> None:
    assert ACTORS.same("she", "e1", "Kim Tae-ho", "K1")
    assert not ACTORS.same("Kim Sun-hee", "e1", "Kim Sun-hee", "K2")


@pytest.mark.parametrize(
    ("read", "wanted", "same"),
    [
        (["Korea Post", "The Globe"], ["Korea Post", "The Globe"], True),
        (["The Globe"], ["Korea Post (uncertain)", "The Globe"], True),
        (["The Globe", "Korea Post"], ["Korea Post", "The Globe"], False),
        ([], ["The Globe"], False),
        (["강가일보"], ["강가일보"], True),
    ],
)
def test_a_chain_is_the_same_channels_in_the_same_order(read: Sequence[str], wanted: Sequence[str], same: bool) -> None:
    assert same_chain(read, wanted) is same


MAY = (date(2021, 5, 1), date(2021, 5, 31))


@pytest.mark.parametrize(
    ("read", "wanted", "same"),
    [
        (When(start=MAY[0], end=MAY[1]), GoldTime(since=MAY[0], until=MAY[1], precision="month"), True),
        (When(start=MAY[0], end=None), GoldTime(since=MAY[0], until=MAY[1], precision="month"), False),
        (When(start=None, end=None), GoldTime(since=MAY[0], until=MAY[1], precision="month"), False),
        (None, GoldTime(since=MAY[0], until=MAY[1]), False),
        (When(start=None, end=MAY[1]), GoldTime(until=MAY[1], precision="vague"), True),
        (When(precision=Precision.VAGUE), GoldTime(until=MAY[1], precision="vague"), True),
        (When(precision=Precision.DAY), GoldTime(until=MAY[1], precision="vague"), False),
        (When(start=MAY[0], end=MAY[1]), GoldTime(until=MAY[1], precision="vague"), False),
    ],
)
def test_a_time_has_the_same_days_and_a_loose_one_may_stay_open(
    read: When | None, wanted: GoldTime, same: bool
) -> None:
    assert same_time(read, wanted) is same


@pytest.mark.parametrize(
    ("read", "wanted", "same"),
    [
        (["China"], ["China (five prisons)", "North Korea"], True),
        (["중국"], ["China"], True),
        (["中国"], ["China"], True),
        (["Tumen"], ["China"], False),  # finer than what is said
        (["China", "Tumen"], ["China"], True),
        (["China", "Geneva"], ["China"], False),
        (["Seoul"], ["China"], False),
        ([], ["China"], False),
    ],
)
def test_a_place_is_one_wanted_and_none_lies_elsewhere(read: list[str], wanted: list[str], same: bool) -> None:
    assert same_place(read, wanted) is same


@pytest.mark.parametrize(
    ("read", "wanted", "same"),
    [("person", "persons", True), ("facility", "facilities", True), ("meal", "meals/day", True), ("lb", "lbs", True),
     ("family", "persons", False), ("person", "people", True)],
)  # fmt: skip
def test_units_are_compared_without_their_plurals(read: str, wanted: str, same: bool) -> None:
    assert same_unit(read, wanted) is same


def test_types_of_a_gold_file_are_read_as_our_terms() -> None:
    assert "escaped" in terms("fled")
    assert "repatriated" in terms("repatriated")
    assert {"detained", "executed"} <= terms("risk:detention,execution")
    assert roles(["family", "victim"]) == {"relative", "victim"}
