import ast
from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import gettext, override, pgettext

from chamsae import casebook
from chamsae.model.amount import Amount, Comparator
from chamsae.model.claim import Speaker, SpeakerKind
from chamsae.model.when import Precision, When
from chamsae.reconcile.placed import COUNTED, LEFT, SOME
from chamsae.web import labels
from chamsae.web.petition_articles import article
from chamsae.web.petition_words import refusal
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


@pytest.mark.parametrize(("what", "english", "korean", "chinese"), [
    ("writing forms", "Writing forms", "서식을 쓰는 중", "正在生成表格"),
    ("WGAD forms", "Working out who can be written for (WGAD)", "누구의 서식을 쓸 수 있는지 알아보는 중(WGAD)",
     "正在核查可为谁生成表格（WGAD）"),
    ("Special Procedures forms", "Working out who can be written for (Special Procedures)",
     "누구의 서식을 쓸 수 있는지 알아보는 중(특별절차)", "正在核查可为谁生成表格（特别程序）"),
])  # fmt: skip
def test_what_the_work_is_doing_is_said_in_three_languages(what: str, english: str, korean: str, chinese: str) -> None:
    for language, words in (("en", english), ("ko", korean), ("zh-hans", chinese)):
        with override(language):
            assert labels.work(what) == words


#: What only commands do, which say it in English.
OF_COMMANDS = {
    "backing up", "checking", "checking the backup", "files", "gathering names", "linking", "mending", "restoring",
    "sealing", "sealing anew", "tables",
}  # fmt: skip


def test_every_stage_of_work_behind_a_screen_has_its_words() -> None:
    stages = {
        call.args[1].value
        for file in Path(casebook.__path__[0]).rglob("*.py")
        for call in ast.walk(ast.parse(file.read_bytes()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "start"
        if len(call.args) == 2 and isinstance(call.args[1], ast.Constant)
    }
    assert "writing forms" in stages and stages - {*labels.WORK} <= OF_COMMANDS


@pytest.mark.parametrize(("number", "english", "korean", "chinese"), [
    ("9", "article 9", "제9조", "第9条"),
    ("13 (1) and (2)", "article 13 (1) and (2)", "제13조 (1) 및 (2)", "第13条 (1) 和 (2)"),
    ("9(1) to (4)", "article 9 (1) to (4)", "제9조 (1)~(4)", "第9条 (1) 至 (4)"),
    ("II", "article II", "제II조", "第II条"),
    ("", "as a whole", "전체", "整体"),
])  # fmt: skip
def test_articles_are_named_as_each_language_names_them(number: str, english: str, korean: str, chinese: str) -> None:
    for language, words in (("en", english), ("ko", korean), ("zh-hans", chinese)):
        with override(language):
            assert article(number) == words


def test_a_refusal_counts_the_claims_instead_of_listing_their_ids() -> None:
    why = "nobody has checked and accepted them"
    with override("zh-hans"):
        assert refusal(f"claims c1, c2, c3, c4, c5 and 2 more: {why}") == ["7条主张：无人核对并接受"]
    with override("en"):
        assert refusal(f"claims c1: {why}; claims c1, c2: {why}") == [f"1 claim: {why}", f"2 claims: {why}"]


def test_a_word_of_two_meanings_is_translated_by_what_is_meant() -> None:
    """A field that is missing is no missing person, and the number of an entry counts nobody."""
    for language, word, context in (("ko", "missing", "a form"), ("zh-hans", "Number", "of an entry")):
        with override(language):
            assert pgettext(context, word) not in (word, gettext(word))
