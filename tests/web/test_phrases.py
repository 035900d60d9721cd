"""Errors as screens say them: words by the catalogue, particulars as they are, and what it has not in English."""

import pytest
from django.utils.translation import override

from chamsae.errors import InputError, NotFound, Phrase, phrase
from chamsae.web.phrases import told


def test_an_error_of_phrases_is_told_in_the_language_of_the_screen_and_in_english_everywhere_else() -> None:
    error = InputError(phrase("row %(row)s: %(why)s", row=3, why=phrase("has no header")), thing="명단 100%.csv",
                       do=phrase("Give every column a name."))  # fmt: skip
    assert str(error) == "명단 100%.csv: row 3: has no header. Give every column a name."
    with override("ko"):
        assert told(error) == "명단 100%.csv: 3행: 머리글이 없습니다. 모든 열에 이름을 붙이십시오."
    with override("zh-hans"):
        assert told(error) == "명단 100%.csv：第 3 行：没有表头。请为每一列命名。"


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_words_that_are_no_phrase_and_what_people_wrote_stay_as_they_are(language: str) -> None:
    with override(language):
        assert told("Year") == "Year"
        assert "“Year”" in told(phrase("there is no list “%(name)s”", name="Year"))
        assert "%(odd)s" in told(phrase("there is no list “%(name)s”", name="%(odd)s 100%"))
        assert "100% lost" in told(NotFound("100% lost", do="Look 50% harder."))


def test_a_phrase_is_the_english_text() -> None:
    made = phrase("row %(row)s: %(why)s", row=1, why="x")
    assert made == "row 1: x" and isinstance(made, Phrase) and made.given == {"row": "1", "why": "x"}
    assert str(InputError("odd.")) == "odd." and str(InputError("odd", do="Look.")) == "odd. Look."
