from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.amount import Amount, Comparator
from chamsae.publish.axis import axis, band, bar

numbers = st.integers(0, 10**12)


def amount(comparator: Comparator, low: int | None, high: int | None) -> Amount:
    return Amount(low=low, high=high, comparator=comparator, unit="person")


def test_the_end_of_an_interval_shows_its_comparator() -> None:
    drawn = {
        Comparator.EXACT: (amount(Comparator.EXACT, 5, 5), "dot", "none"),
        Comparator.ABOUT: (amount(Comparator.ABOUT, 5, 5), "blur", "none"),
        Comparator.MORE_THAN: (amount(Comparator.MORE_THAN, 5, None), "ring", "arrow"),
        Comparator.AT_LEAST: (amount(Comparator.AT_LEAST, 5, None), "dot", "arrow"),
        Comparator.LESS_THAN: (amount(Comparator.LESS_THAN, None, 5), "arrow", "ring"),
        Comparator.UP_TO: (amount(Comparator.UP_TO, None, 5), "arrow", "dot"),
        Comparator.RANGE: (amount(Comparator.RANGE, 5, 9), "dot", "dot"),
        Comparator.VAGUE: (amount(Comparator.VAGUE, 24, 99), "none", "none"),
    }
    assert set(drawn) == set(Comparator)
    for one, first, last in drawn.values():
        shown = bar(one, axis([one]))
        assert shown
        assert (shown.first, shown.last) == (first, last)
    assert bar(amount(Comparator.VAGUE, None, None), axis([])) is None


@given(st.lists(numbers, min_size=1, max_size=20))
def test_every_number_lies_on_the_axis_in_order(values: list[int]) -> None:
    scale = axis([amount(Comparator.EXACT, one, one) for one in values])
    places = [scale.at(one) for one in sorted(values)]
    assert places == sorted(places)
    assert all(0 <= one <= 100 for one in places)
    assert 2 <= len(scale.ticks) <= 8


@given(st.one_of(st.none(), numbers), st.one_of(st.none(), numbers))
def test_a_band_stays_on_the_axis(low: int | None, high: int | None) -> None:
    if low is not None and high is not None and low > high:
        low, high = high, low
    stripe = band(low, high, axis([], (low, high)))
    assert (stripe is None) == (low is None and high is None)
    assert stripe is None or (stripe[0] >= 0 and sum(stripe) <= 100.5)
