"""A year is no first of January, and a month no first of a month: no chart, table or list puts anything there."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.model.case import CodedAct
from chamsae.model.journey import Dated, Span, Step, StepKind
from chamsae.model.table import Dimension
from chamsae.model.when import Precision, When
from chamsae.publish import journey_words
from chamsae.publish.journey_strip import bar, scale, strip_svg
from chamsae.reconcile.axes import Around, of_act
from chamsae.reconcile.course import course
from tests.told import told

YEARS = range(2003, 2019)
#: One sentence a year, each with no more than its year, and a running number of signatures beside them.
STORY = "Harbour Weekly\n15 March 2021\n\nSixteen winters\n\nSEOUL — " + "\n\n".join(
    f"In {year} Chinese police arrested {name} in Tumen. In {year} more than {200 + year} people were sent back to "
    "North Korea."
    for year, name in zip(
        YEARS,
        ("Ok Sun-hui", "Pak Ha-na", "Yun Mi-sook", "Moon Ae-sook") * 4,
        strict=True,
    )
)


@pytest.fixture(scope="module")
def book() -> Casebook:
    return told(chamsae.in_memory(), STORY)


def whole_year(year: int) -> When:
    return When(start=date(year, 1, 1), end=date(year, 12, 31), precision=Precision.YEAR, text=str(year))


def test_the_story_tells_years_and_nothing_finer(book: Casebook) -> None:
    told = {claim.when for claim in book.store.claims() if claim.when is not None}
    assert len({when for when in told if when.precision is Precision.YEAR}) == len(YEARS)


def test_no_event_stands_on_the_first_day_of_a_year(book: Casebook) -> None:
    assert [event for event in book.link.events() if (event.day.month, event.day.day) == (1, 1)] == []


def test_no_point_of_a_series_stands_there(book: Casebook) -> None:
    points = [point.day for series in book.reconcile.series() for point in series.points]
    assert [day for day in points if (day.month, day.day) == (1, 1)] == []


def test_a_step_of_a_year_is_a_bar_of_that_year_and_told_as_the_year() -> None:
    steps = [
        Step(id=str(year), kind=StepKind.ARREST, acts=("arrested",), claims=(f"c{year}",),
             dated=(Dated(when=whole_year(year), claim=f"c{year}"),))
        for year in YEARS
    ]  # fmt: skip
    journey = course("p", steps)
    shown = scale(journey.spans)
    assert shown is not None
    for span, year in zip(journey.spans, YEARS, strict=True):
        drawn = bar(span, shown)
        assert drawn.right - drawn.left == pytest.approx(96 / len(YEARS), rel=0.02) and drawn.sure is None
        assert [journey_words.days(span, tongue) for tongue in ("en", "ko", "zh")] == [
            f"{year}",
            f"{year}년",
            f"{year}年",
        ]
    assert "1 January" not in strip_svg(journey) and "<circle" not in strip_svg(journey)


def test_a_month_is_told_as_the_month_in_three_languages() -> None:
    span = Span(step="s", earliest_start=date(2010, 7, 1), latest_start=date(2010, 7, 31),
                earliest_end=date(2010, 7, 1), latest_end=date(2010, 7, 31))  # fmt: skip
    assert [journey_words.days(span, tongue) for tongue in ("en", "ko", "zh")] == [
        "July 2010",
        "2010년 7월",
        "2010年7月",
    ]


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 800))
def test_a_table_by_month_knows_a_month_only_where_all_days_agree(start: date, length: int) -> None:
    end = start + timedelta(length)
    when = When(start=start, end=end, precision=Precision.DAY if start == end else Precision.RANGE)
    keys = of_act(CodedAct(id="a", claims=("c",), document="d", act="arrested", when=when), Around())
    one_month = (start.year, start.month) == (end.year, end.month)
    assert (keys[Dimension.MONTH] == (f"{start.year:04}-{start.month:02}",)) is one_month
    if not one_month:
        assert not any(len(key) == len("2010-01") and "/" not in key for key in keys[Dimension.MONTH])


def test_a_table_by_month_of_acts_known_by_year_has_no_january() -> None:
    for year in YEARS:
        act = CodedAct(id="a", claims=("c",), document="d", act="arrested", when=whole_year(year))
        assert of_act(act, Around())[Dimension.MONTH] == (str(year),)
