"""Nothing leaves that fewer than ten of the returned could have told, for somebody who knows every return."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.when import When
from chamsae.protect.candidates import ENOUGH, Detail, Traces, count, viewed
from chamsae.protect.candidates_text import dates_in, text_viewed
from chamsae.protect.relative_times import distances, reached
from chamsae.protect.roll import Rates, Returned, Roll, roll, simulated

DAY = date(2013, 5, 3)


def ledger(*lines: Returned) -> tuple[Roll, ...]:
    held = sorted(lines, key=lambda one: one.day)
    return (Roll(held, [one.day for one in held]),)


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


def test_a_record_must_be_safe_in_every_ledger_since_one_may_hold_a_crowd_by_chance() -> None:
    crowd, nobody = ledger(*many(DAY, 50)), ledger(*many(date(2013, 5, 20), 12))
    assert count(Traces(when=When.day(DAY)), (*crowd, *nobody)) == 0
    view = viewed(Traces(when=When.day(DAY), place="cn-tumen"), (*crowd, *nobody))
    assert view.fitted == 0 and view.fit == 12 and view.traces.when and view.traces.when.end == date(2013, 5, 31)
    assert viewed(Traces(when=When.day(DAY)), ()).withheld, "without a ledger nothing is known to be safe"
    assert len({roll.days[100] for roll in simulated()}) > 1, "the ledgers asked differ"


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


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Arrested on 3 May 2013, she was taken over two weeks later.", None),
        ("Arrested on 3 May 2013, she was taken over twelve days later.", date(2013, 5, 15)),
        ("On 3 May 2013 they came. The next day she was taken over.", date(2013, 5, 4)),
        ("2013년 5월 3일 체포되어 사흘 뒤 송환되었다.", date(2013, 5, 6)),
        ("2013년 5월 3일 체포되어 12일 만에 송환되었다.", date(2013, 5, 15)),
        ("她于2013年5月3日被捕，十二天后被遣返。", date(2013, 5, 15)),
        ("她于2013年5月3日被捕，次日被遣返。", date(2013, 5, 4)),
    ],
)
def test_a_distance_leads_to_the_day_it_means(text: str, day: date | None) -> None:
    (found,) = reached(text, dates_in(text))
    first, last = found.when.start, found.when.end
    assert first and last
    assert (first, last) == (day, day) if day else first < date(2013, 5, 17) < last


def test_a_distance_before_and_one_after_another_are_followed() -> None:
    text = "On 10 May 2013 she was taken over. Three days before, they came. Two days later she was ill."
    assert [one.when.start for one in reached(text, dates_in(text))] == [date(2013, 5, 7), date(2013, 5, 9)]


@pytest.mark.parametrize(
    "text",
    [
        "She was 24. In Longjing they came on 1 January 2013; 122 days later she was taken over at Tumen.",
        "그녀는 2013년 5월 3일에 체포되었고, 나흘 뒤 도문에서 송환되었다. 24세였다.",
        "她24岁，2013年5月3日被捕，四天后在图们被遣返。",
        "She was 24 and came on 3 May 2013. She was held for twelve days and taken over at Tumen the next day.",
    ],
)
def test_no_day_is_left_to_be_counted_from_another(text: str) -> None:
    view = text_viewed(text, simulated())
    assert not view.withheld and view.changed
    assert distances(view.text, dates_in(view.text)) == [], "a distance finer than the dates would give the day away"
    assert text_viewed(view.text, simulated()).text == view.text


def test_a_distance_from_nothing_and_one_among_hundreds_stay() -> None:
    for text in (
        "Two days later she was taken over.",
        "On 9 October 2023 they were many at Tumen; ten years before, none had come.",
    ):
        assert text_viewed(text, simulated()).text == text


@given(st.text(alphabet="2013년 5월3일뒤전天日后次다음이틀 later two days before May,."))
def test_whatever_stands_there_the_words_of_a_distance_are_its_own(text: str) -> None:
    for one in distances(text, dates_in(text)):
        assert 0 <= one.start < one.end <= len(text) and one.days >= 0 and one.vaguer
