"""Nothing leaves that fewer than ten of the returned could have told, for somebody who knows every return."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.when import When
from chamsae.protect.candidates import ENOUGH, Detail, Traces, count, viewed
from chamsae.protect.candidates_text import dates_in, text_viewed
from chamsae.protect.roll import Rates, Returned, Roll, roll, simulated

DAY = date(2013, 5, 3)


def ledger(*lines: Returned) -> Roll:
    held = sorted(lines, key=lambda one: one.day)
    return Roll(held, [one.day for one in held])


def many(day: date, number: int, crossing: str = "cn-tumen", group: int = 4) -> list[Returned]:
    return [Returned(day, crossing, True, 30, group) for _ in range(number)]


def test_a_record_that_ten_could_be_the_source_of_leaves_as_it_is() -> None:
    view = viewed(Traces(when=When.day(DAY), place="cn-tumen"), ledger(*many(DAY, 10)))
    assert (view.fitted, view.fit, view.steps, view.withheld) == (10, 10, (), False)


def test_the_date_goes_first_then_the_place_then_the_group() -> None:
    near = [*many(DAY, 3), *many(date(2013, 9, 9), 3), *many(date(2013, 9, 9), 3, "cn-dandong")]
    roll_ = ledger(*near, *many(date(2013, 2, 2), 5, "cn-dandong", 12))
    view = viewed(Traces(when=When.day(DAY), place="cn-tumen", group=(4, 4)), roll_)
    assert [one.detail for one in view.steps] == [Detail.DATE, Detail.PLACE, Detail.GROUP]
    assert [(one.fitted, one.fit) for one in view.steps] == [(3, 6), (6, 9), (9, 14)]
    assert [one.before for one in view.steps] == ["2013-05-03/2013-05-03", "cn-tumen", "4"]
    assert (view.traces.place, view.traces.group, view.withheld) == (None, None, False)


def test_no_more_is_taken_away_than_is_needed() -> None:
    view = viewed(Traces(when=When.day(DAY), place="cn-tumen"), ledger(*many(DAY, 3), *many(date(2013, 5, 20), 8)))
    assert (view.traces.when and view.traces.when.end, view.traces.place) == (date(2013, 5, 31), "cn-tumen")


def test_what_nine_fit_with_everything_taken_away_is_withheld() -> None:
    assert viewed(Traces(when=When.day(DAY), place="cn-tumen"), ledger(*many(DAY, 9))).withheld


def test_a_prison_speaks_of_the_crossings_around_it_and_the_far_bank_of_the_near_one() -> None:
    back = ledger(*many(DAY, 1, "cn-changbai"), *many(DAY, 1, "cn-dandong"))
    assert count(Traces(place="cn-baishan-dc"), back) == 1
    assert count(Traces(place="kp-hyesan"), back) == 1
    assert count(Traces(place="cn"), back) == 2


def test_an_age_counted_the_korean_way_still_fits() -> None:
    assert count(Traces(ages=(32, 32)), ledger(*many(DAY, 1))) == 1
    assert count(Traces(ages=(34, 34)), ledger(*many(DAY, 1))) == 0


@given(
    st.builds(
        Traces,
        when=st.none() | st.dates(date(1998, 1, 1), date(2026, 12, 31)).map(When.day),
        place=st.sampled_from([None, "cn-tumen", "kp-onsong", "cn-jilin-prov", "cn-baishan-dc", "kp-sinuiju", "kp"]),
        female=st.none() | st.booleans(),
        ages=st.none() | st.integers(0, 90).map(lambda age: (age, age)),
        group=st.none() | st.integers(1, 80).map(lambda size: (size, size)),
    )
)
def test_whatever_is_told_ten_fit_or_it_stays_inside(traces: Traces) -> None:
    view = viewed(traces, simulated())
    assert view.withheld or count(view.traces, simulated()) >= ENOUGH
    assert view.withheld or view.fit == count(view.traces, simulated())


def test_the_ledger_is_as_assumed_and_the_same_for_a_seed() -> None:
    rates = Rates(yearly={2010: 500}, crossings={"cn-tumen": 1}, female=0.7, ages={(20, 29): 1}, groups={(2, 5): 1},
                  mass=((date(2011, 1, 1), 7, ("cn-tumen", "cn-dandong")),))  # fmt: skip
    made = roll(rates, seed=3)
    assert made == roll(rates, seed=3) != roll(rates, seed=4)
    assert (len(made.lines), len(made.between(date(2011, 1, 1), None))) == (507, 7)
    assert 0.6 < sum(one.female for one in made.lines) / 507 < 0.8
    assert all(2 <= one.group <= 5 for one in made.between(None, date(2010, 12, 20)))


@pytest.mark.parametrize(
    ("text", "kept", "gone"),
    [
        ("She was 24 when they took her over at Tumen on 3 May 2013.", "in", "3 May"),
        ("She was taken over at Tumen on May 3, 2013; on 7 May she was held.", "2013", "7 May"),
        ("그녀는 2013년 5월 3일 도문에서 송환되었다. 당시 24세였다.", "2013년", "5월 3일"),
        ("她于2013年5月3日在图们被遣返，当时24岁。", "2013年", "5月3日"),
    ],
)
def test_a_narrative_loses_the_day_that_tells_who_is_speaking(text: str, kept: str, gone: str) -> None:
    view = text_viewed(text, simulated())
    assert kept in view.text and gone not in view.text and view.view and view.view.fitted < ENOUGH
    again = text_viewed(view.text, simulated())
    assert again.withheld or again.text == view.text


def test_a_narrative_of_a_day_on_which_hundreds_came_back_stays_as_it_is() -> None:
    text = "On 9 October 2023 she was among those taken over at Tumen."
    assert text_viewed(text, simulated()).text == text


def test_a_narrative_of_a_place_and_month_too_few_came_back_in_is_withheld() -> None:
    text = "The boy was 8 when he was taken from Dandong on 2 March 2021, with 1 others."
    assert text_viewed(text, simulated()).withheld


def test_a_narrative_without_days_is_left_alone() -> None:
    assert text_viewed("She was held for years.", simulated()).text == "She was held for years."


@pytest.mark.parametrize("text", ["in may", "May 99, 2013", "2013-13-01", "", "年月日", "\ud800 3 May"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert dates_in(text) == []
