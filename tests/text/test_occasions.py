"""Words that tell a time by a feast, an event or a lunar date: found whole, and nothing else taken for one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.when import When
from chamsae.text.occasions import occasions, told_times

SAID = When.day(date(2021, 3, 15))


def found(text: str) -> list[tuple[str, str, str]]:
    return [(text[one.start : one.end], str(one.when.start), str(one.when.end)) for one in occasions(text, SAID)]


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("He fled about a week after Chuseok 2009.", "about a week after Chuseok 2009", "2009-10-05", "2009-10-15"),
        ("They left during the Arduous March.", "during the Arduous March", "1995-01-01", "1998-12-31"),
        ("Last Chuseok she called home.", "Last Chuseok", "2020-09-30", "2020-10-02"),
        ("작년 추석 두 주 뒤 강을 건넜다", "작년 추석 두 주 뒤", "2020-10-10", "2020-10-20"),
        ("화폐개혁 직후 장사를 접었다", "화폐개혁 직후", "2009-12-07", "None"),
        ("金正日去世后三天，她被捕", "金正日去世后三天", "2011-12-20", "2011-12-22"),
        ("农历2009年八月十五被捕", "农历2009年八月十五", "2009-10-03", "2009-10-03"),
    ],
)  # fmt: skip
def test_the_words_are_found_whole_and_reckoned(text: str, words: str, start: str, end: str) -> None:
    assert found(text) == [(words, start, end)]


@pytest.mark.parametrize(
    "text",
    [
        "Chuseok is a feast.",
        "The currency reform ruined her.",
        "한식을 먹었다",
        "시설을 설명했다",
        "中秋节是节日",
        "亚运会开幕",
    ],
)
def test_a_feast_without_a_year_and_an_event_alone_are_no_times(text: str) -> None:
    assert found(text) == []


def test_a_lunar_date_is_never_also_a_day_of_the_other_calendar() -> None:
    for text in ("음력 8월 15일에 잡혔다", "2009년 음력 8월 15일에 잡혔다"):
        (only,) = told_times(text, SAID)
        assert "음력" in text[only.start : only.end]
        assert only.when.start in {None, date(2009, 10, 3)}


@given(st.text(max_size=60))
def test_any_text_is_searched_and_what_is_found_stands_in_it(text: str) -> None:
    for one in occasions(text, SAID):
        assert one.when.text == text[one.start : one.end]
