"""Numbers and what the words around them do to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.amount import Comparator as C
from chamsae.read.english.numbers import numbers, value


@pytest.mark.parametrize(
    ("words", "trigger", "low", "high", "comparator"),
    [
        ("They held 41 sailors.", "41", 41, 41, C.EXACT),
        ("about 300 left", "about 300", 300, 300, C.ABOUT),
        ("some 70 women", "some 70", 70, 70, C.ABOUT),
        ("an estimated 4,500 families", "an estimated 4,500", 4500, 4500, C.ABOUT),
        ("more than 90 fled", "more than 90", 90, None, C.MORE_THAN),
        ("well over 800 people", "well over 800", 800, None, C.MORE_THAN),
        ("at least 12 guards", "at least 12", 12, None, C.AT_LEAST),
        ("no fewer than 30 men", "no fewer than 30", 30, None, C.AT_LEAST),
        ("up to 60 a day", "up to 60", None, 60, C.UP_TO),
        ("as many as 7,000 people", "as many as 7,000", None, 7000, C.UP_TO),
        ("nearly 50 children", "nearly 50", None, 50, C.UP_TO),
        ("fewer than 20 returned", "fewer than 20", None, 20, C.LESS_THAN),
        ("between 200 and 250 men", "between 200 and 250", 200, 250, C.RANGE),
        ("500 to 600 people", "500 to 600", 500, 600, C.RANGE),
        ("two to three thousand soldiers", "two to three thousand", 2000, 3000, C.RANGE),
        ("dozens of women", "dozens", 24, 99, C.VAGUE),
        ("tens of thousands of people", "tens of thousands", 20000, 99999, C.VAGUE),
        ("two dozen boats", "two dozen", 24, 24, C.EXACT),
        ("half a million people", "half a million", 500000, 500000, C.EXACT),
        ("twenty-three prisoners", "twenty-three", 23, 23, C.EXACT),
        ("400 or more people", "400 or more", 400, None, C.AT_LEAST),
        ("a dozen or so guards", "a dozen or so", 12, 12, C.ABOUT),
        ("nearly a month in a cell", "nearly a", None, 1, C.UP_TO),
    ],
)
def test_a_number_takes_its_comparator_along(
    words: str, trigger: str, low: int | None, high: int | None, comparator: C
) -> None:
    [found] = numbers(words)
    amount = found.amount("person")
    assert (words[found.start : found.end], amount.low, amount.high, amount.comparator) == (
        trigger,
        low,
        high,
        comparator,
    )


def test_the_comparator_next_to_the_number_counts_not_the_preposition_before_it() -> None:
    [found] = numbers("we speak about over 900 people")
    assert found.comparator is C.MORE_THAN


@pytest.mark.parametrize(
    "words", ["call 02-5555-1234 now", "COVID-19 and G20", "it was a month of rain", "at 19:30 sharp"]
)
def test_telephones_names_and_clock_times_are_no_numbers(words: str) -> None:
    assert list(numbers(words)) == []


def test_a_change_from_one_number_to_another_is_not_a_range() -> None:
    assert [n.low for n in numbers("rations fell from 300 to 500 grams, he joked")] == [300, 500]


@given(st.integers(min_value=0, max_value=10**9))
def test_digits_with_and_without_commas_mean_the_same(number: int) -> None:
    assert value(f"{number:,}") == value(str(number)) == number


@given(st.text(max_size=200))
def test_any_text_can_be_scanned(text: str) -> None:
    for found in numbers(text):
        assert 0 <= found.start <= found.core[0] < found.core[1] <= found.end <= len(text)
        assert found.low <= found.high
