"""Errors as screens say them: words by the catalogue, particulars as they are, and what it has not in English."""

import ast
import re
from pathlib import Path

import pytest
from django.utils.translation import override

import chamsae.web
from chamsae import errors
from chamsae.errors import ChamsaeError, InputError, NotFound, Phrase, Unreadable, phrase
from chamsae.web.phrases import told
from chamsae.web.stored_words import ADVICE, FAILURES, FETCHING, NOTES

WEB = Path(chamsae.web.__file__).parent
#: Where an error may be one of Python itself, and what it says is a particular.
NOT_OURS = {"jobs"}
#: What is refused with, by name.
KINDS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, ChamsaeError)}
REFUSALS = KINDS | {"refused", "Refusal"}
ROOT = WEB.parent
#: What is met on the command line and in Python alone: in making, moving, restoring and measuring casebooks.
COMMANDS = {
    "__init__.py", "codec.py", "archive/backup/repository.py", "archive/bundle_first.py",
    "archive/claim_lines.py", "archive/claim_shape.py", "archive/crate.py", "archive/merkle.py", "archive/parcel.py",
    "archive/witness.py", "casebook/arriving.py", "casebook/backing_up.py", "casebook/evaluation.py",
    "casebook/exchange.py", "casebook/export.py", "casebook/learning.py", "casebook/link_learning.py",
    "casebook/replaying.py", "casebook/restoring.py", "casebook/tables.py", "casebook/whole.py",
    "db/configure.py", "db/rekeying.py", "db/server.py", "db/store/carrying.py",
    "db/store/copying.py", "estimate/batch.py", "estimate/lines.py", "estimate/simulate.py", "estimate/snapshot.py",
    "estimate/verdata.py", "link/labelled.py", "web/serve.py",
}  # fmt: skip
ELSEWHERE = {"cli", "exchange", "memory", "verifier", "link/scale", "read/entities", "read/gold"}
#: Readers speak as text, through their process (chamsae.web.stored_words); a scorer is for those who make readers.
READERS = [file for file in sorted((ROOT / "read").glob("*.py")) if file.stem != "scorer"]
TOLD = [
    file
    for file in sorted(ROOT.rglob("*.py"))
    if (name := file.relative_to(ROOT).as_posix()) not in COMMANDS
    and file.parent != ROOT / "read"
    and not any(name.startswith(f"{folder}/") for folder in ELSEWHERE)
]


def test_an_error_of_phrases_is_told_in_the_language_of_the_screen_and_in_english_everywhere_else() -> None:
    error = InputError(phrase("row %(row)s: %(why)s", row=3, why=phrase("has no header")), thing="명단 100%.csv",
                       do=phrase("Give every column a name."))  # fmt: skip
    assert str(error) == "명단 100%.csv: row 3: has no header. Give every column a name."
    with override("ko"):
        assert told(error) == "명단 100%.csv: 3행: 머리글이 없습니다. 모든 열에 이름을 붙이십시오."
    with override("zh-hans"):
        assert told(error) == "명단 100%.csv：第 3 行：没有表头。请为每一列命名。"


def test_the_thing_that_an_error_is_about_may_be_a_phrase_too() -> None:
    error = InputError(phrase("is empty"), thing=phrase("claim %(id)s", id="c1"), do=phrase("Split it."))
    assert (str(error), error.thing) == ("claim c1: is empty. Split it.", "claim c1")
    with override("ko"):
        assert told(error) == "주장 c1: 비어 있습니다. 나누십시오."


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


def samples_of(source: str) -> list[str]:
    """What readers may say in a piece of code: the words of its refusals, 7 in the place of every particular."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"Unreadable", "MissingPart", "Answer"}:
            found += [*node.args[:1], *(one.value for one in node.keywords if one.arg in {"what", "do"})]
        elif isinstance(node, ast.FunctionDef) and node.name == "_ending":
            found += [one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value]
    return [text for node in found for one in choices(node) if (text := filled(one))]


def choices(node: ast.expr) -> list[ast.expr]:
    """The branches of what is chosen by a condition."""
    return [*choices(node.body), *choices(node.orelse)] if isinstance(node, ast.IfExp) else [node]


def filled(node: ast.expr) -> str:
    """A text, or an f-string with 7 for its particulars; nothing for other code."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(one.value) if isinstance(one, ast.Constant) else particular(one) for one in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def particular(node: ast.expr) -> str:
    return "The bytes are kept." if "KEPT" in ast.unparse(node) else "7"


@pytest.mark.parametrize("file", READERS, ids=lambda file: file.stem)
def test_what_a_reader_says_of_a_file_is_known_again_when_it_comes_back_as_text(file: Path) -> None:
    for said in samples_of(file.read_text("utf-8")):
        assert told(said) == said
        for language in ("ko", "zh-hans"):
            with override(language):
                assert told(said) != said, f"{said!r} is not in chamsae.web.stored_words"


def test_what_readers_say_is_found() -> None:
    code = 'raise Unreadable(f"{n:,} pages" if n else "none", thing=name, do=f"Split it. {_KEPT}")'
    assert samples_of(code) == ["7 pages", "none", "Split it. The bytes are kept."]
    assert samples_of("def _ending() -> str:\n    return f'late by {s}'\nAnswer(what='deep')") == [
        "late by 7",
        "deep",
    ]


@pytest.mark.parametrize("template", [*FAILURES, *ADVICE, *NOTES, *FETCHING])
@pytest.mark.parametrize("language", ["ko", "zh-hans"])
def test_a_stored_sentence_is_told_like_the_one_it_was_made_of(template: str, language: str) -> None:
    made = phrase(template, **dict.fromkeys(re.findall(r"%\((\w+)\)s", template), "7"))
    with override(language):
        assert told(str(made)) == told(made) != made


@pytest.mark.parametrize(
    ("stored", "in_korean", "in_chinese"),
    [
        ("page 3: a picture in which no words were found; its pages are empty",
         "3쪽: 글자를 찾지 못한 그림입니다; 페이지가 비어 있습니다", "第 3 页：图片中未发现文字；页面是空的"),
        ("the stored bytes have changed; run `chamsae doctor`",
         "보관된 바이트가 바뀌었습니다; `chamsae doctor`를 실행하십시오", "存储的字节已改变；请运行 `chamsae doctor`"),
        ("not captured: https://example.org/a: could not be fetched (timed out)",
         "담지 못함: https://example.org/a: 가져올 수 없었습니다(timed out)",
         "未存下：https://example.org/a：无法获取（timed out）"),
        ("not captured: a picture of the page: it was not asked for",
         "담지 못함: 페이지의 그림: 요청하지 않았습니다", "未存下：页面的图像：未要求"),
    ],
)  # fmt: skip
def test_stored_reasons_are_told_with_all_that_is_in_them(stored: str, in_korean: str, in_chinese: str) -> None:
    assert told(stored) == stored
    with override("ko"):
        assert told(stored) == in_korean
    with override("zh-hans"):
        assert told(stored) == in_chinese


def test_a_refusal_that_comes_from_the_process_of_a_reader_is_told_too() -> None:
    error = Unreadable("600 pages; at most 500 are read", thing="보고서.pdf", do="Split it. The bytes are kept.")
    with override("ko"):
        assert told(error) == "보고서.pdf: 600쪽입니다. 최대 500쪽까지 읽습니다. 나누십시오. 원본 바이트는 보관됩니다."


def plain_words_of(source: str) -> list[int]:
    """The lines on which an error or refusal is made of words that know one language."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [
        one.lineno
        for call in calls
        if ast.unparse(call.func).rpartition(".")[2] in REFUSALS
        for node in (*call.args[:1], *(one.value for one in call.keywords if one.arg in {"do", "reason"}))
        for one in choices(node)
        if filled(one)
    ]


@pytest.mark.parametrize("file", TOLD, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_refusal_that_a_screen_may_show_is_a_phrase(file: Path) -> None:
    assert plain_words_of(file.read_text("utf-8")) == [], "say it with chamsae.errors.phrase"


def test_refusals_in_one_language_are_found() -> None:
    for call in ("InputError('odd')", "refused(f'{a} is odd', name)", "errors.NotFound(phrase('x'), do='Look.')",
                 "Refusal(name=name, reason='odd')", "InputError(phrase('a') if b else 'c')"):  # fmt: skip
        assert plain_words_of(f"raise {call}\n") == [1], call
    assert plain_words_of("raise InputError(phrase('odd'), thing='a', do=DO)\n") == []
