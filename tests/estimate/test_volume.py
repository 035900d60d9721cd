"""Cases per interview: what a fall of interviews does to a trend, and years of which people have not told yet."""

import pytest

from chamsae.errors import InputError
from chamsae.estimate.checks import Code
from chamsae.estimate.volume import Telling, beside, levelled, rates
from chamsae.estimate.words import told

LATE = (0.1, 0.4, 0.3, 0.2)  # share of tellings by years of delay
YEARS = range(2008, 2020)


def _tellings(interviews: dict[int, int], level: float = 2.0) -> list[Telling]:
    """The same level every year, told late and in step with interviews."""
    return [
        Telling(happened=year, told=year + delay, cases=round(level * share * interviews[year + delay]))
        for year in YEARS
        for delay, share in enumerate(LATE)
        if year + delay in interviews
    ]


def test_half_the_interviews_and_half_the_cases_are_the_same_rate_and_the_fall_is_named() -> None:
    found = rates({2018: 40, 2019: 20}, {2018: 200, 2019: 100})
    assert [one.rate for one in found] == [20.0, 20.0]
    assert [finding.code for finding in beside(found)] == [Code.TREND_OF_RECORDS, Code.FALL_OF_INTERVIEWS]


def test_a_fall_far_beyond_that_of_interviews_is_not_explained_by_it() -> None:
    found = rates({2018: 400, 2019: 20}, {2018: 200, 2019: 190})
    assert [finding.code for finding in beside(found)] == [Code.TREND_OF_RECORDS]


def test_the_interval_is_the_exact_one_of_poisson_counts() -> None:
    (one,) = rates({2019: 10}, {2019: 100})
    assert one.low == pytest.approx(4.795, abs=1e-3)
    assert one.high == pytest.approx(18.390, abs=1e-3)


def test_a_year_without_interviews_has_no_rate_and_a_year_without_cases_has_one() -> None:
    nothing, none = rates({2018: 3}, {2019: 50})
    assert (nothing.rate, nothing.low) == (None, None)
    assert (none.rate, none.low) == (0.0, 0.0)
    assert none.high is not None and none.high > 0


def test_a_level_past_is_found_again_though_interviews_fell_and_the_last_years_are_not_told() -> None:
    interviews = {year: 1000 if year < 2016 else 250 for year in YEARS}
    found = {one.year: one for one in levelled(_tellings(interviews), interviews)}
    raw = {year: sum(one.cases for one in _tellings(interviews) if one.happened == year) for year in YEARS}
    assert raw[2018] < raw[2010] / 5  # what a plain trend would show
    for year in range(2008, 2019):
        assert found[year].rate == pytest.approx(200, rel=0.02)
    assert found[2019].rate is None  # a tenth of it is told
    assert found[2018].told == pytest.approx(0.5, abs=0.02)
    assert Code.TELLING_NOT_OVER in [finding.code for finding in beside(tuple(found.values()))]


def test_a_real_fall_stays_a_fall() -> None:
    interviews = dict.fromkeys(YEARS, 1000)
    before = [one for one in _tellings(interviews) if one.happened < 2014]
    after = [one for one in _tellings(interviews, level=1.0) if one.happened >= 2014]
    found = {one.year: one for one in levelled([*before, *after], interviews)}
    assert found[2012].rate == pytest.approx(200, rel=0.02)
    assert found[2016].rate == pytest.approx(100, rel=0.02)


@pytest.mark.parametrize(
    ("telling", "says"),
    [
        (Telling(happened=2015, told=2014, cases=1), "told of in 2014"),
        (Telling(happened=2015, told=2016, cases=1), "without interviews"),
        (Telling(happened=2015, told=2015, cases=-1), "-1"),
    ],
)
def test_what_cannot_be_is_refused_with_its_year(telling: Telling, says: str) -> None:
    with pytest.raises(InputError, match=says):
        levelled([telling], {2015: 10})


def test_no_records_are_no_trend() -> None:
    assert levelled([], {}) == ()
    assert beside(()) == ()


@pytest.mark.parametrize("language", ["en", "ko", "zh"])
def test_every_warning_of_a_trend_is_said_with_years_as_years(language: str) -> None:
    interviews = {year: 1000 if year < 2016 else 250 for year in YEARS}
    for finding in beside(levelled(_tellings(interviews), interviews)):
        said = told(finding, language).means
        years = [int(value) for name, value in finding.numbers.items() if name in {"year", "since", "until"}]
        assert years and all(f"{year}" in said for year in years)
        assert "–" not in said
