"""Which claims are figures of the casebook, and of what."""

import pytest

from chamsae.model.claim import Modality
from chamsae.reconcile.scope import cells, is_figure, place_of

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
        made.figure("d", 40, counted="signatures", act="signed"),
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
