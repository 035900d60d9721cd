"""Amounts and times in words."""

from datetime import date

import pytest

from chamsae.model.amount import Amount, Comparator, Number
from chamsae.model.when import Precision, When
from chamsae.text.amounts import amount_words, iso_words, range_words, when_iso


@pytest.mark.parametrize(
    ("low", "high", "comparator", "unit", "words"),
    [
        (500, None, Comparator.MORE_THAN, "person", "more than 500 people"),
        (2000, 2000, Comparator.ABOUT, "person", "about 2,000 people"),
        (1, 1, Comparator.EXACT, "person", "1 person"),
        (0, 0, Comparator.EXACT, "person", "no people"),
        (None, 400, Comparator.UP_TO, "person", "up to 400 people"),
        (None, 10, Comparator.LESS_THAN, "day", "fewer than 10 days"),
        (350, 400, Comparator.RANGE, "person", "350 to 400 people"),
        (24, 99, Comparator.VAGUE, "person", "24 to 99 people"),
        (200, None, Comparator.VAGUE, "person", "at least 200 people"),
        (None, None, Comparator.VAGUE, "person", "an unstated number of people"),
        (2.5, 2.5, Comparator.EXACT, "kg", "2.5 kg"),
    ],
)
def test_amounts_read_as_the_source_put_them(
    low: Number | None, high: Number | None, comparator: Comparator, unit: str, words: str
) -> None:
    assert amount_words(Amount(low=low, high=high, comparator=comparator, unit=unit)) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (340, 620, "340 to 620 people"),
        (280, None, "at least 280 people"),
        (None, 9, "at most 9 people"),
        (7.0, 7.0, "7 people"),
        (None, None, "not known"),
    ],
)
def test_ranges_read_as_words(low: Number | None, high: Number | None, words: str) -> None:
    assert range_words(low, high, "person") == words


@pytest.mark.parametrize(
    ("when", "iso"),
    [
        (None, None),
        (When.day(date(2026, 2, 27)), "2026-02-27"),
        (When(start=date(2026, 2, 1), end=date(2026, 2, 28), precision=Precision.MONTH), "2026-02"),
        (When(start=date(2026, 1, 1), end=date(2026, 12, 31), precision=Precision.YEAR), "2026"),
        (When(end=date(2026, 2, 27), text="recently"), "../2026-02-27"),
        (When(start=date(2026, 2, 3), end=date(2026, 2, 5), precision=Precision.RANGE), "2026-02-03/2026-02-05"),
        (When(text="최근"), "최근"),
    ],
)
def test_times_read_as_iso_8601(when: When | None, iso: str | None) -> None:
    assert when_iso(when) == iso


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2025-03-08", "8 March 2025"),
        ("2025-03", "March 2025"),
        ("2025", "2025"),
        ("2024-01-01/2024-12-31", "2024"),
        ("2025-03-17/2025-03-20", "17 to 20 March 2025"),
        ("2013-03-01/2014-05-31", "1 March 2013 to 31 May 2014"),
        ("../2025-03-08", "up to 8 March 2025"),
        ("2025-03-08/..", "since 8 March 2025"),
        ("최근", "최근"),
        ("2025-13", "2025-13"),
        ("", ""),
    ],
)
def test_iso_8601_reads_as_words(iso: str, words: str) -> None:
    assert iso_words(iso) == words
