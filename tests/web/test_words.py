from datetime import date

import pytest
from django.utils.translation import override

from chamsae.model.amount import Amount, Comparator
from chamsae.model.claim import Speaker, SpeakerKind
from chamsae.model.when import Precision, When
from chamsae.reconcile.placed import COUNTED, LEFT, SOME
from chamsae.web import labels
from chamsae.web.words import amount_words, range_words, speaker_words, when_words


def amount(comparator: Comparator, low: int | None, high: int | None, unit: str = "person") -> Amount:
    return Amount(low=low, high=high, comparator=comparator, unit=unit)


@pytest.mark.parametrize(("value", "english", "korean", "chinese"), [
    (amount(Comparator.EXACT, 620, 620), "620 people", "620명", "620人"),
    (amount(Comparator.EXACT, 1, 1), "1 person", "1명", "1人"),
    (amount(Comparator.ABOUT, 2000, 2000), "about 2,000 people", "약 2,000명", "约2,000人"),
    (amount(Comparator.MORE_THAN, 500, None), "more than 500 people", "500명 초과", "超过500人"),
    (amount(Comparator.UP_TO, None, 170), "up to 170 people", "최대 170명", "最多170人"),
    (amount(Comparator.RANGE, 300, 400), "300 to 400 people", "300~400명", "300至400人"),
])  # fmt: skip
def test_amounts_read_naturally_in_three_languages(value: Amount, english: str, korean: str, chinese: str) -> None:
    for language, words in (("en", english), ("ko", korean), ("zh-hans", chinese)):
        with override(language):
            assert amount_words(value) == words


@pytest.mark.parametrize(("words", "korean", "chinese"), [
    ("North Korean women", "북한 여성", "朝鲜女性"),
    ("North Koreans still held", "아직 갇혀 있는 북한 사람", "仍被关押的朝鲜人"),
    ("wives of guards still held", "wives of guards still held", "wives of guards still held"),
])  # fmt: skip
def test_whom_a_figure_counts_is_said_in_three_languages_and_the_words_of_people_stay(
    words: str, korean: str, chinese: str
) -> None:
    for language, said in (("en", words), ("ko", korean), ("zh-hans", chinese)):
        with override(language):
            assert labels.counted(words) == said


def test_every_kind_of_people_and_stage_has_words_for_the_screens() -> None:
    assert set(labels.COUNTED) == set(COUNTED.values())
    assert set(labels.STAGE) == {LEFT, SOME}


def test_open_and_missing_ends_are_said() -> None:
    with override("en"):
        assert range_words(500, None, "person") == "at least 500 people"
        assert range_words(None, None, "person") == "no range yet"
        assert amount_words(amount(Comparator.VAGUE, None, None)) == "an unstated number of people"


def test_dates_are_as_precise_as_the_source() -> None:
    october = When(start=date(2023, 10, 1), end=date(2023, 10, 31), precision=Precision.MONTH)
    for language, words in (("en", "October 2023"), ("ko", "2023년 10월"), ("zh-hans", "2023年10月")):
        with override(language):
            assert when_words(october) == words
    with override("en"):
        assert when_words(When.day(date(2023, 10, 9))) == "9 October 2023"
        assert when_words(When(text="recently")) == "“recently”"
        assert when_words(When(end=date(2023, 11, 14))) == "until 14 November 2023"


def test_who_says_so_is_always_said() -> None:
    with override("en"):
        assert speaker_words(None) == "nobody is named as saying so"
        unnamed = Speaker(text="officials", kind=SpeakerKind.UNNAMED)
        assert speaker_words(unnamed) == "according to “officials”, not named"
