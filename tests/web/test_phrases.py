"""Errors as screens say them: words by the catalogue, particulars as they are, and what it has not in English."""

import ast
from pathlib import Path

import pytest
from django.utils.translation import override

import chamsae.web
from chamsae.errors import InputError, NotFound, Phrase, phrase
from chamsae.web.phrases import told

WEB = Path(chamsae.web.__file__).parent
#: Where an error may be one of Python itself, and what it says is a particular.
NOT_OURS = {"jobs"}


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


def made_text_of(source: str) -> list[int]:
    """The lines on which an error that was caught becomes text other than by its words: str(), an f-string, a `%`."""
    handlers = (one for one in ast.walk(ast.parse(source)) if isinstance(one, ast.ExceptHandler))
    return [
        part.lineno
        for handler in handlers
        for node in ast.walk(handler)
        for part in written(node)
        if isinstance(part, ast.Name) and part.id == handler.name
    ]


def written(node: ast.AST) -> list[ast.expr]:
    """What a piece of code makes text of."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"str", "repr", "format"}:
        return node.args
    if isinstance(node, ast.FormattedValue):
        return [node.value]
    return [node.right] if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) else []


@pytest.mark.parametrize("file", sorted(WEB.rglob("*.py")), ids=lambda file: file.stem)
def test_no_screen_turns_an_error_into_text_that_knows_one_language(file: Path) -> None:
    assert made_text_of(file.read_text("utf-8")) == [] or file.stem in NOT_OURS, "use chamsae.web.phrases.told"


def test_what_turns_an_error_into_text_is_found() -> None:
    for line in ("str(error)", "f'{error}'", "'%s' % error", "show(words=[str(error)])"):
        assert made_text_of(f"try:\n    pass\nexcept ValueError as error:\n    {line}\n") == [4], line
    assert made_text_of("try:\n    pass\nexcept ValueError as error:\n    told(error)\n") == []
