"""A released figure as a file: everything that explains it, nothing that is withheld, nobody who made it."""

import csv
import io
import re
from dataclasses import replace
from io import BytesIO
from unittest.mock import patch
from xml.etree import ElementTree

import pytest
from PIL import Image

from chamsae.errors import InputError, MissingPart
from chamsae.model.judgement import Status
from chamsae.model.release import Release
from chamsae.protect.release import Audience
from chamsae.publish import raster
from chamsae.publish.figure_picture import figure_svg
from chamsae.publish.figure_table import COLUMNS, figure_csv
from chamsae.publish.figure_words import in_order
from tests.protect.made import GROUP, SETTLED, casebook

SPACE = "{http://www.w3.org/2000/svg}"


def public() -> Release:
    book = casebook()
    stands = replace(GROUP, settlement=3)
    return book.but(settlements=(replace(SETTLED, number=3),), groups=(stands,)).release(Audience.PUBLIC)


def words(svg: str) -> str:
    """All text of a picture, lines joined."""
    return " ".join("".join(one.itertext()) for one in ElementTree.fromstring(svg).iter(f"{SPACE}text"))


def test_the_picture_says_how_many_who_says_so_and_why() -> None:
    release = public()
    (figure,) = release.figures
    shown = words(figure_svg(release))
    assert "340 to 400 people" in shown
    assert figure.reason in shown
    assert "Settlement 3, 4 March 2026. 2 independent origins." in shown
    assert "Withheld: 1 claim, because no consent is recorded" in shown
    for number, claim in enumerate(in_order(figure), 1):
        assert f"[{number}]" in shown
        assert claim.words in shown
        assert f"“{claim.citation.quote}”" in shown
        assert claim.citation.sha256[:16] in shown


def test_quotes_keep_their_language() -> None:
    tags = re.findall(r'xml:lang="([^"]+)">“', figure_svg(public()))
    assert sorted(tags) == ["en", "en", "ko", "zh-Hans"]


def test_the_end_of_each_interval_shows_its_comparator() -> None:
    svg = figure_svg(casebook().release(Audience.INTERNAL))
    rings, arrows = svg.count('fill="#FFFFFF" stroke='), len(re.findall(r"l-?9-5v10z", svg))
    assert rings == 2  # "more than", and the legend
    assert arrows == 4  # "more than", "up to", and both in the legend
    assert svg.count('opacity="0.14"') == 4  # "about" twice, and the legend


def test_nothing_withheld_and_nobody_who_worked_is_in_a_picture_or_table() -> None:
    book = casebook()
    for audience in Audience:
        release = book.but(statuses={**book.statuses, "c2": Status.WITHHELD}).release(audience)
        for file in (figure_svg(release), figure_csv(release)):
            assert "약 350명" not in file
            assert "강변인권회" not in file
            assert "Jo Desk" not in file
            assert "a person withheld it" in file
    assert "letter that was never printed" not in figure_svg(public()) + figure_csv(public())


def test_a_picture_runs_and_loads_nothing_whatever_the_sources_say() -> None:
    tree = ElementTree.fromstring(figure_svg(public()))
    tags = {one.tag.removeprefix(SPACE) for one in tree.iter()}
    assert tags == {"svg", "title", "desc", "rect", "line", "circle", "path", "text"}
    assert not any(name.startswith("on") or "href" in name for one in tree.iter() for name in one.attrib)
    assert "<script>alert(1)</script>" in words(figure_svg(public()))


def test_the_same_release_gives_the_same_bytes() -> None:
    assert figure_svg(public()) == figure_svg(public())
    assert raster.png(figure_svg(public())) == raster.png(figure_svg(public()))


def test_the_working_picture_is_stamped_and_the_public_one_is_not() -> None:
    assert "not for handing out" in figure_svg(casebook().release(Audience.INTERNAL))
    assert "not for handing out" not in figure_svg(public())


def test_what_repeats_a_claim_stands_under_it_with_an_arrow() -> None:
    release = public()
    order = [claim.id for claim in in_order(release.figures[0])]
    assert order.index("c5") == order.index("c1") + 1
    assert figure_svg(release).count("l-7-4v8z") == 1


def test_claims_that_repeat_each_other_in_a_ring_are_still_all_shown() -> None:
    (figure,) = public().figures
    first, second, *others = figure.claims
    ring = (replace(first, repeats=second.id), replace(second, repeats=first.id), *others)
    assert {one.id for one in in_order(replace(figure, claims=ring))} == {one.id for one in figure.claims}


def test_a_release_of_no_figure_makes_no_picture() -> None:
    nothing = casebook().but(settlements=()).release(Audience.PUBLIC)
    with pytest.raises(InputError):
        figure_svg(nothing)


def test_the_png_is_large_enough_for_print_and_tells_nothing_of_its_own() -> None:
    picture = Image.open(BytesIO(raster.png(figure_svg(public()))))
    assert picture.width == 2000
    assert not picture.info.keys() - {"srgb", "gamma", "chromaticity", "dpi"}


def test_a_sign_that_no_font_has_is_named_instead_of_drawn_as_a_box() -> None:
    svg = figure_svg(public()).replace("강변인권회", "\ue123강변인권회".replace("\ue123", "\U0001e2c0"))
    with pytest.raises(MissingPart, match="WANCHO"):
        raster.png(svg)


def test_without_the_part_that_draws_it_is_said_how_to_get_it() -> None:
    with patch.dict("sys.modules", {"resvg_py": None}), pytest.raises(MissingPart, match="pictures"):
        raster.png("<svg/>")


def test_the_table_has_a_line_for_each_claim_and_each_ground_of_withholding() -> None:
    release = public()
    rows = list(csv.DictReader(io.StringIO(figure_csv(release), newline="")))
    assert [row["line"] for row in rows] == ["claim"] * 4 + ["withheld"]
    assert [row["footnote"] for row in rows] == ["1", "2", "3", "4", ""]
    assert {row["settlement"] for row in rows} == {"3"}
    assert rows[-1]["withheld"] == "1"
    assert rows[0].keys() == set(COLUMNS)
    assert [row["repeats"] for row in rows if row["claim"] == "c5"] == ["2"]
    quotes = [row["quote"] for row in rows if row["quote"].startswith("'")]
    assert not any(row["quote"].startswith(("=", "+", "-", "@")) for row in rows), quotes
