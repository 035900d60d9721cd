"""The act of a figure whose own words name none."""

from dataclasses import replace

import pytest

from chamsae.model.claim import Claim, Figure
from chamsae.model.when import When
from chamsae.reconcile.acts import with_acts

from . import made

RETURNED = "China sends back North Koreans at night"


def bare(words: str, number: int, *, counted: str = "people", when: When | None = None, at: int = 0) -> Claim:
    """A figure in these words whose act was not read."""
    claim = made.figure("d", number, counted=counted, words=words, place=(), when=when, at=at)
    assert isinstance(claim.value, Figure)
    return replace(claim, value=replace(claim.value, act=None))


def act(claim: Claim, *before: Claim, title: str = "") -> str | None:
    """The act of a claim after others of its document."""
    claims, _ = with_acts([*before, claim], {"d": title})
    (found,) = (one for one in claims if one.id == claim.id)
    assert isinstance(found.value, Figure)
    return found.value.act


@pytest.mark.parametrize(
    ("words", "number", "counted", "told"),
    [
        ("A hearing could end the stay of 90 detained people.", 90, "people", "detained"),
        ("보고서는 300명 북송을 확인했다.", 300, "명", "repatriated"),
        ("Its list has 31 people; all were caught at the weekend, 31 in one house.", 31, "people", "arrested"),
        ("Some 12 people stopped by traffic police near the lake had no papers.", 12, "people", "arrested"),
        ("消息说，共120人被遣返。", 120, "人", "repatriated"),
        ("Until noon 40 signatures had come in.", 40, "signatures", "signed"),
    ],
)
def test_a_word_beside_the_number_or_alone_in_its_sentence_tells_the_act(
    words: str, number: int, counted: str, told: str
) -> None:
    assert act(bare(words, number, counted=counted)) == told


@pytest.mark.parametrize(
    ("words", "number", "counted"),
    [
        ("Nine groups and 12 relatives asked him to speak of the returns.", 12, "relatives"),
        ("Some 40 people are at risk of deportation.", 40, "people"),
        ("Police who had arrested and deported many met 40 people.", 40, "people"),
        ("A coach of the detainees took 40 to the gate.", 40, "people"),
    ],
)
def test_relatives_fears_and_several_acts_tell_none(words: str, number: int, counted: str) -> None:
    assert act(bare(words, number, counted=counted)) is None


def test_a_part_has_the_act_of_its_whole() -> None:
    whole = made.figure("d", 300, words="In May 300 people were sent back.")
    assert act(bare("Of these, 80 over the old bridge.", 80, at=50), whole) == "repatriated"


def test_who_is_taken_from_a_town_in_china_to_one_in_north_korea_was_sent_back() -> None:
    words = "Some 50 were taken by bus from Tumen to Onsong."
    claim = replace(bare(words, 50), place=("Tumen", "Onsong"))
    assert act(claim) == "repatriated"
    assert act(replace(claim, place=("Tumen", "Yanji"))) is None


@pytest.mark.parametrize("read", [None, "escaped", "transferred"])
def test_who_goes_from_a_town_in_north_korea_to_one_in_china_was_not(read: str | None) -> None:
    words = "Some 50 were led by bus and boat from Onsong to Tumen."
    claim = replace(bare(words, 50), place=("Onsong", "Tumen"))
    assert isinstance(claim.value, Figure)
    assert act(replace(claim, value=replace(claim.value, act=read))) == read


def test_a_headline_tells_the_act_of_a_figure_with_a_day_and_of_those_all_know() -> None:
    dated = bare("Before that: 40 on 18 September.", 40, when=made.day(9, 18))
    assert act(dated, title=RETURNED) == "repatriated"
    assert act(bare("Before that: 40.", 40), title=RETURNED) is None
    assert act(dated, title="North Koreans at risk of being sent back") is None
    assert act(bare("Most of the 300 were women.", 300), title="Stop sending back refugees") == "repatriated"
    assert act(bare("서명 첫날 439명이다.", 439, counted="명"), title="송환 반대 서명 운동") == "signed"


def test_what_is_aimed_at_is_no_count_of_signatures() -> None:
    words = "서명 439명이고 목표는 900명이다."
    assert act(bare(words, 439, counted="명")) == "signed"
    assert act(bare(words, 900, counted="명")) is None


def test_acts_that_were_read_stay() -> None:
    claim = made.figure("d", 20, act="died", words="Of them 20 died, it says of those sent back.")
    assert act(claim, title=RETURNED) == "died"


def test_the_order_of_arrival_changes_nothing() -> None:
    claims = [
        made.figure("d", 300, words="In May 300 people were sent back."),
        bare("Of these, 80 over the old bridge.", 80, at=50),
        bare("Of them 20 by train.", 20, at=90),
    ]
    one, two = with_acts(claims, {}), with_acts(claims[::-1], {})
    assert sorted(one[0], key=lambda claim: claim.id) == sorted(two[0], key=lambda claim: claim.id)
    assert one[1] == two[1]
