"""A released table as page, CSV and chart: the unit always there, nothing run, nothing held back given away."""

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from chamsae.model.case import Counting
from chamsae.model.released_table import ReleasedTable
from chamsae.model.table import OPEN, Ask, Cell, Dimension, Groups, Provenance, Table
from chamsae.protect.release import Audience
from chamsae.protect.tables import part, release_tables
from chamsae.publish.table_csv import MARK, table_csv
from chamsae.publish.table_grid import notes
from chamsae.publish.table_page import table_html
from chamsae.publish.table_picture import table_svg
from chamsae.text.table_words import LANGUAGES, dimension_words, key_words, title_words, unit_words

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
WHERE = Provenance(log_number=9, log_hash="ab" * 32, at=NOON, acts=99, vocabulary="1.1")


def released(
    cells: Iterable[tuple[tuple[str | None, ...], int]],
    *axes: Dimension,
    audience: Audience = Audience.INTERNAL,
    counting: Counting = Counting.PERSONS,
    groups: Groups | None = None,
) -> ReleasedTable:
    made = [Cell(keys=keys, count=count, acts=max(count, 20), groups=groups) for keys, count in cells]
    keys = tuple(tuple(dict.fromkeys(one.keys[at] or "" for one in made if one.keys[at] is not None))
                 for at in range(len(axes)))  # fmt: skip
    table = Table(ask=Ask(axes=axes, counting=counting), keys=keys, cells=tuple(made), provenance=WHERE)
    return release_tables([part(table, title="", names={})], audience=audience)[0].table


def rows(table: ReleasedTable) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table_csv(table))))


def lines(svg: str) -> list[str]:
    return [one.get("d", "") for one in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}path")]


BY_YEAR = [(("2010",), 40), (("2012",), 30), (("2010/2011",), 5), ((OPEN,), 3), ((None,), 70)]


def test_the_unit_stands_in_the_head_of_the_csv_and_unknown_years_have_a_line() -> None:
    head, *body = rows(released(BY_YEAR, Dimension.YEAR))
    assert head[:3] == ["year", "year_key", "count_of_persons"]
    assert [line[:3] for line in body] == [
        ["2010", "2010", "40"], ["2010 or 2011", "2010/2011", "5"], ["2012", "2012", "30"],
        ["year unknown", "", "3"], ["all", "", "70"],
    ]  # fmt: skip


def test_no_cell_of_the_csv_is_a_formula_and_a_mark_for_spreadsheets_can_be_had() -> None:
    table = released([(("=HYPERLINK(1)",), 12), ((None,), 12)], Dimension.SOURCE)
    assert rows(table)[1][0] == "'=HYPERLINK(1)"
    assert table_csv(table, excel=True).startswith(MARK)


def test_a_small_number_stays_inside_with_what_would_give_it_away() -> None:
    cells: list[tuple[tuple[str | None, ...], int]] = [
        (("arrest", "CN"), 4), (("arrest", "KP"), 30), (("torture", "KP"), 25), ((None, "CN"), 4), ((None, "KP"), 55),
        (("arrest", None), 34), (("torture", None), 25), ((None, None), 59),
    ]  # fmt: skip
    table = released(cells, Dimension.VIOLATION, Dimension.STATE, audience=Audience.PUBLIC)
    shown = {cell.keys: cell.count for cell in table.cells if cell.count is not None}
    assert ("arrest", "CN") not in shown and (None, "CN") not in shown
    assert not {("arrest", "KP"), ("arrest", None)} <= shown.keys() and not {(None, "KP"), (None, None)} <= shown.keys()
    page = table_html(table)
    assert "held back" in page and "fewer than" not in page and ">4<" not in page
    assert "working copy" not in page


def test_an_internal_table_is_stamped_and_warned_of_small_numbers() -> None:
    table = released(BY_YEAR, Dimension.YEAR)
    assert "Internal, not for handing out" in table_html(table) and "Internal, not for handing out" in table_svg(table)
    assert any("can point at persons: 2 cells" in note for note in notes(table, "en"))


def test_a_line_over_years_has_every_year_and_says_what_it_leaves_out() -> None:
    svg = table_svg(released(BY_YEAR, Dimension.YEAR))
    (path,) = lines(svg)
    assert (path.count("M"), path.count("L")) == (1, 2)
    assert "Not in the chart: 8" in svg and "few interviews" in svg


def test_a_line_breaks_where_a_number_is_held_back() -> None:
    cells = [(("2010",), 40), (("2011",), 4), (("2012",), 30), (("2013",), 8), ((None,), 82)]
    (path,) = lines(table_svg(released(cells, Dimension.YEAR, audience=Audience.PUBLIC)))
    assert (path.count("M"), path.count("L")) == (2, 0)


def test_groups_are_told_apart_with_their_range() -> None:
    table = released(BY_YEAR, Dimension.YEAR, groups=Groups(acts=2, low=40, high=None))
    assert any("2 acts, of 40 or more people" in note for note in notes(table, "en"))


def test_words_of_sources_cannot_break_out_of_page_or_picture() -> None:
    table = released([(("<script>alert(1)</script>",), 12), ((None,), 12)], Dimension.SOURCE)
    assert "<script>" not in table_html(table)
    assert "<script>" not in table_svg(table)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_axis_unit_and_time_has_words_in_every_language(language: str) -> None:
    for one in Dimension:
        assert dimension_words(one.value, language) and key_words(one.value, OPEN, language)
    for unit in Counting:
        assert unit_words(unit.value, language) in title_words(("violation", "year"), unit.value, language).lower()
    for dimension, key in (
        ("year", "2010/"), ("year", "/2010"), ("year", "2010/2015"), ("half-year", "2010-H2"), ("half-year", "2010"),
        ("month", "2010"), ("season", "winter"), ("age", "0-17"), ("age", "18-29"), ("age", "60+"), ("state", "CN"),
        ("country", "cn+kp"), ("body", "cn-mps"), ("facility-kind", "kp-kyohwaso"), ("status", "disputed"),
    ):  # fmt: skip
        assert key_words(dimension, key, language) not in {"", key} or language == "en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_table_gives_the_same_bytes(language: str) -> None:
    one, other = (released(BY_YEAR, Dimension.YEAR) for _ in range(2))
    assert one.id == other.id
    assert table_html(one, language) == table_html(other, language)
