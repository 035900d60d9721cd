"""Pictures and pages of an estimation: the same bytes for the same data, nothing of what is held back or refused."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.released_estimate import (
    ReleasedEstimation,
    ReleasedFinding,
    ReleasedNumber,
    ReleasedOverlap,
    ReleasedPart,
)
from chamsae.publish.agreement_picture import agreement_svg
from chamsae.publish.density_picture import curve, density_svg, scale
from chamsae.publish.estimate_page import estimate_csv, estimate_html
from chamsae.publish.estimate_words import LANGUAGES, persons
from chamsae.publish.upset_picture import MOST_DRAWN, upset_svg

ANSWER = ReleasedNumber(name="latent classes", method="latent", role="answer", median=10432, low=9024, high=13697)
FLOOR = ReleasedNumber(name="lower bound", method="chao", role="floor", median=8591, low=8210)
PART = ReleasedPart(
    stratum=(),
    lists=("<North>", "남쪽", "=East"),
    sizes=(700, 500, None),
    n=1037,
    overlaps=(
        ReleasedOverlap(pattern=(1, 0, 0), count=640),
        ReleasedOverlap(pattern=(1, 1, 0), count=60),
        ReleasedOverlap(pattern=(1, 1, 1), count=None),
    ),
    verdict="weak",
    verdict_words="Weak",
    words="Words that may be printed.",
    findings=(ReleasedFinding(grade="warning", label="Caution", words="It hangs on one list.", do="Say so."),),
    answer=ANSWER,
    others=(FLOOR,),
    without=(replace(ANSWER, name="without North", role="sensitivity", median=9000, low=7000, high=12000),),
    quantiles=tuple((share / 20, 9000 + 250 * share) for share in range(1, 20)),
)
REFUSED = replace(PART, verdict="refused", answer=None, others=(), without=(), quantiles=())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("drawn", [upset_svg, density_svg, agreement_svg])
def test_a_picture_is_sound_xml_in_every_language_and_says_what_it_shows(drawn: object, language: str) -> None:
    made = drawn(PART, language)  # type: ignore[operator]  # one of three functions
    root = ET.fromstring(made)
    assert made == drawn(PART, language)  # type: ignore[operator]
    title, description = (root.find(f"{{http://www.w3.org/2000/svg}}{name}") for name in ("title", "desc"))
    assert title is not None and title.text and description is not None and description.text


def test_what_is_held_back_is_not_in_the_picture() -> None:
    made = upset_svg(PART)
    assert "&lt;North&gt;" in made and "held back" in made and "stroke-dasharray" in made
    assert made.count("<text") == 3 + 3 + 2 + 1


def test_only_the_largest_combinations_are_drawn_and_the_others_are_said() -> None:
    many = tuple(ReleasedOverlap(pattern=tuple(int(bit) for bit in f"{at:05b}"), count=100 + at) for at in range(1, 32))
    made = upset_svg(replace(PART, lists=tuple("ABCDE"), sizes=(500,) * 5, overlaps=many))
    assert f"{31 - MOST_DRAWN} further combinations" in made


def test_a_refused_part_has_no_curve_and_no_methods() -> None:
    assert density_svg(REFUSED) == agreement_svg(REFUSED) == ""


def test_a_floor_is_said_as_at_least_its_lower_end() -> None:
    assert "at least 8,210" in density_svg(PART) and "at least 8,210" in agreement_svg(PART)
    assert "8,590" not in density_svg(PART)


def test_a_long_name_is_told_in_full_on_two_lines() -> None:
    name = "Alpha and Gamma alone, taken to be independent of each other"
    made = ET.fromstring(agreement_svg(replace(PART, others=(replace(FLOOR, name=name),))))
    told = [one.text or "" for one in made.iter() if one.tag.endswith("text")]
    at = told.index("Alpha and Gamma alone, taken to be")
    assert told[at + 1] == "independent of each other"


def test_a_heavy_tail_is_drawn_on_a_scale_that_holds_all_of_it() -> None:
    track = scale([300, 10_000], 0, 100)
    assert track.logs and track.at(300) < 10 and track.at(10_000) > 90
    assert not scale([300, 400], 0, 100).logs


@given(st.lists(st.floats(1, 1e9), min_size=1, max_size=8))
def test_every_number_lies_on_the_page(values: list[float]) -> None:
    track = scale(values, 40, 900)
    assert all(40 <= track.at(value) <= 900 for value in values)
    assert len(track.ticks()) < 60


@given(st.lists(st.floats(1, 1e7), min_size=3, max_size=30))
def test_the_curve_holds_no_more_than_all_of_the_probability(values: list[float]) -> None:
    held = sorted(values)
    quantiles = [((at + 1) / (len(held) + 1), value) for at, value in enumerate(held)]
    heights = curve(quantiles, scale(held, 0, 100))
    assert all(tall >= -1e-9 for tall in heights) and sum(heights) <= 1 + 1e-6


def released(part: ReleasedPart, language: str = "en") -> ReleasedEstimation:
    return ReleasedEstimation(
        id="n1", title="", audience="public", language=language, day="2026-05-01", log_number=3, parts=(part,),
        record={"method": "latent", "seed": "7"},
    )  # fmt: skip


def test_the_page_says_the_words_before_the_number_and_runs_nothing() -> None:
    page = estimate_html(released(PART))
    assert page.index("Words that may be printed.") < page.index("10,400; 9,020 to 13,700")
    assert "<script" not in page and "&lt;North&gt;" in page and "It hangs on one list." in page
    assert page == estimate_html(released(PART))


def test_the_page_of_a_refused_estimation_has_no_number_of_one() -> None:
    page = estimate_html(released(REFUSED))
    assert "10,400" not in page and "9,020" not in page


def test_no_cell_of_the_numbers_is_a_formula() -> None:
    lines = estimate_csv(released(replace(PART, others=(replace(FLOOR, name="=cmd()"),))))
    assert "'=cmd()" in lines and ",10432,9024,13697" in lines


def test_persons_are_printed_with_no_more_digits_than_an_estimate_carries() -> None:
    assert [persons(one) for one in (7.4, 999.6, 10432, 141752.3)] == ["7", "1,000", "10,400", "142,000"]
