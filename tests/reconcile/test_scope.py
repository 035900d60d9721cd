"""Which claims are figures of the casebook, and of what."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chamsae.model.claim import Modality
from chamsae.reconcile.ground import place_of, way
from chamsae.reconcile.scope import cells, is_figure, scoped

from . import made


@pytest.mark.parametrize(
    "claim",
    [
        made.figure("d", 200, counted="Israeli hostages", act="detained", place=("Israel",)),
        made.figure("d", 200, counted="Israelis", act="detained", place=()),
        made.figure("d", 500000, counted="Korean Americans", act="remaining", place=("New York",)),
        made.figure("d", 90, counted="people", act="killed", place=("Gaza",)),
        made.figure("d", 12, counted="days", act="detained", unit="day"),
        made.figure("d", 23, counted="organizations", act="arrested"),
        made.figure("d", 2, counted="her children", act="residing", place=("Seoul",)),
        made.figure("d", 3, counted="his younger brothers", act="arrested"),
        *(made.figure("d", 600, modality=modality) for modality in (Modality.DENIAL, Modality.PLANNED, Modality.RISK)),
    ],
)
def test_what_is_no_figure_of_the_casebook_is_left_out(claim: object) -> None:
    assert not is_figure(claim)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "claim",
    [
        made.figure("d", 600),
        made.figure("d", 600, counted="people", place=("China", "North Korea")),
        made.figure("d", 600, counted="of them", place=()),
        made.figure("d", 600, counted="탈북민", place=("중국",)),
        made.figure("d", 600, counted="脱北者", place=("中国",)),
        made.figure("d", 60, counted="women", modality=Modality.ESTIMATE),
    ],
)
def test_counts_of_north_koreans_and_of_people_not_told_further_are_figures(claim: object) -> None:
    assert is_figure(claim)  # type: ignore[arg-type]


def test_a_return_is_placed_where_it_starts() -> None:
    assert place_of(made.figure("d", 600, place=("China", "North Korea"))) == "cn"
    assert place_of(made.figure("d", 180, place=("Baishan Detention Center", "North Korea"))) == "cn-baishan-dc"
    assert place_of(made.figure("d", 600, place=("North Korea",))) == ""


def test_country_and_facility_are_different_scopes() -> None:
    country, facility = made.figure("d", 600), made.figure("d", 180, place=("Baishan Detention Center",))
    assert len(cells([country, facility])) == 2


def test_one_who_is_still_held_is_told_from_one_who_was_held() -> None:
    held = made.figure("d", 350, act="detained", words="She is detained along with 350 others there.")
    left = made.figure("d", 170, act="detained", words="There are still more than 170 detained there.")
    assert [cell.stage for cell in sorted(cells([held, left]))] == ["", "still held"]


def test_who_remains_in_a_country_lives_there_and_is_not_still_held() -> None:
    living = made.figure("d", 60000, act="remaining", words="As many as 60000 remain in China.")
    inside = made.figure(
        "d", 83, act="remaining", words="Of them 83 remain there still.", place=("Baishan Detention Center",)
    )
    assert {cell.stage for cell in cells([living])} == {""}
    assert {(cell.act, cell.stage) for cell in cells([inside])} == {("detained", "still held")}


def test_only_the_words_of_the_number_itself_tell_who_is_left() -> None:
    words = "갇혀 있던 214명 가운데 131명이 넘어갔고, 83명이 아직 그 건물에 있습니다."
    whole, left = (made.figure("d", number, act="detained", words=words) for number in (214, 83))
    assert {cell.stage for cell in cells([whole])} == {""}
    assert {cell.stage for cell in cells([left])} == {"still held"}


def test_a_place_not_told_is_the_country_of_the_documents_other_figures() -> None:
    told = made.figure("d", 350, act="detained", place=("Baishan Detention Center",))
    untold = made.figure("d", 2000, act="detained", place=())
    assert {cell.place for cell in cells([told, untold])} == {"cn-baishan-dc", "cn"}


def test_names_of_a_place_in_three_languages_are_one_scope() -> None:
    names = ("Tumen", "투먼", "图们")
    assert len(cells([made.figure(name, 40, place=(name,)) for name in names])) == 1


def test_an_unknown_place_is_a_scope_of_its_own() -> None:
    assert place_of(made.figure("d", 40, place=("Oldmill Detention House",))) == "text:oldmill detention house"


def test_a_capital_that_sends_people_back_stands_for_its_country() -> None:
    assert place_of(made.figure("d", 620, place=("Beijing",))) == "cn"
    assert place_of(made.figure("d", 620, place=("Beijing",), act="detained")) == "cn-beijing"


def test_fellow_inmates_are_counted_at_the_place_last_named_and_never_for_a_country() -> None:
    held = made.figure("d", 350, act="detained", place=("Baishan Detention Center",))
    sent = made.figure("d", 180, counted="her fellow inmates", place=("North Korea",), at=500)
    assert {cell.place for cell in cells([held, sent])} == {"cn-baishan-dc"}
    assert {cell.place for cell in cells([sent])} == {"text:her fellow inmates"}


def test_people_sent_back_to_north_korea_are_figures_though_no_place_of_departure_is_named() -> None:
    (cell,) = cells([made.figure("d", 500, counted="people from North Korea", place=("North Korea",))])
    assert cell.place == "cn"


def test_a_crossing_is_the_way_of_a_return_and_no_narrower_scope() -> None:
    over = made.figure("d", 300, place=("Oldmill Bridge",), words="Some 300 were handed over at the Oldmill Bridge.")
    through = made.figure("e", 340, place=("Tumen",), words="Some 340 were sent back through Tumen.")
    nationwide = made.figure("f", 320)
    assert {cell.place for cell in cells([over, through, nationwide])} == {"cn"}
    assert way(over) == ("Oldmill Bridge",)


def test_the_prison_or_town_people_are_sent_from_is_a_part() -> None:
    town = made.figure("d", 40, place=("Tumen",), words="From Tumen 40 were sent back.")
    around = made.figure(
        "e", 90, place=("Oldmill",), words="In all 90 were sent back from cells in and around Oldmill."
    )
    assert place_of(town) == "cn-tumen"
    assert place_of(around) == ""


def test_two_crossings_counted_apart_in_one_document_are_two_places() -> None:
    one, two = (
        made.figure("d", number, place=(bridge,), when=made.day(10, 9))
        for number, bridge in ((300, "Oldmill Bridge"), (40, "Ferry Bridge"))
    )
    assert {cell.place for cell in cells([one, two])} == {"text:oldmill bridge", "text:ferry bridge"}
    assert {cell.place for cell in cells([one, replace(two, document="e")])} == {"cn"}


def test_where_an_organisation_sits_is_no_place_of_what_it_counts() -> None:
    words = "Some 300 were sent back, says Hill Watch, a Seoul-based group."
    assert place_of(made.figure("d", 300, place=("Seoul",), words=words)) == ""


@pytest.mark.parametrize(
    "words",
    [
        "Of these, 131 were sent back on the 18th.",
        "Later 131 were sent back from the building.",
        "이 가운데 131명이 송환됐다.",
        "其中131人被遣返。",
        "该所131人被遣返。",
    ],
)
def test_a_part_is_counted_where_its_whole_is(words: str) -> None:
    whole = "The Oldmill Detention Station held 214 North Koreans."
    held = made.figure("d", 214, act="detained", place=("Oldmill Detention Station",), words=whole)
    part = made.figure("d", 131, place=(), words=words, at=100)
    assert {cell.place for cell in cells([held, part])} == {"text:oldmill detention station"}


def test_those_left_were_not_returned() -> None:
    for words in ("The remaining 80 were sent back?", "남은 80명도 북송될 수 있다.", "仍有80人未被遣返。"):
        assert not is_figure(made.figure("d", 80, place=(), words=words))
    assert is_figure(made.figure("d", 80, place=(), words="Another 80 were sent back."))


def test_people_in_a_document_without_a_word_of_north_koreans_are_no_figure() -> None:
    sailors = made.figure(
        "d", 23, counted="people", act="arrested", place=(), words="Pirates let 23 go, arrested before."
    )
    assert not cells([sailors])
    beside = made.figure("d", 600, act="detained", words="In all 600 North Korean escapees were held.")
    assert len(cells([sailors, beside])) == 2


CLAIMS = st.tuples(
    st.sampled_from(["d", "e"]),
    st.integers(2, 900),
    st.sampled_from(["repatriated", "detained", "arrested", "escaped", "signed"]),
    st.sampled_from(["people", "North Koreans", "women", "of them", "her fellow inmates"]),
    st.sampled_from([(), ("China",), ("Tumen", "Onsong"), ("Baishan Detention Center",), ("Oldmill Bridge",)]),
    st.sampled_from(["In all {} were sent back.", "Of these, {} went over the bridge.", "Then {} signatures came in."]),
    st.integers(0, 2000),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(CLAIMS, max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_no_scope(
    rows: list[tuple[str, int, str, str, tuple[str, ...], str, int]], chance: random.Random
) -> None:
    claims = [
        made.figure(document, number, act=act, counted=counted, place=place, words=words.format(number), at=at)
        for document, number, act, counted, place, words, at in rows
    ]
    claims = list({claim.id: claim for claim in claims}.values())
    found = scoped(claims)
    chance.shuffle(claims)
    assert scoped(claims) == found
