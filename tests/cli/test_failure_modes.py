"""Each way in which lists fail gives its stated refusal or warning: from a file in Python, on the command line and in a
casebook, and from the lists of a casebook itself.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner

import chamsae
from chamsae import estimate
from chamsae.cli.main import cli
from chamsae.errors import InputError
from chamsae.estimate.checks import Code
from chamsae.model.estimate import Estimation, Grade, Method, Verdict
from chamsae.protect.release import Audience
from tests.casebook.test_estimating import judged, listed

REFUSED, WEAK = Verdict.REFUSED, Verdict.WEAK
REFUSAL, WARNING, NOTE = Grade


@dataclass(frozen=True)
class Mode:
    """A file, and what is said of it: the verdict (None: either is right), a finding, its grade, the lists it names."""

    name: str
    file: str
    verdict: Verdict | None
    code: Code
    grade: Grade
    lists: tuple[str, ...] = ()


def counted(lists: str, cells: dict[str, int]) -> str:
    """A file of patterns."""
    rows = [",".join((*pattern, str(count))) for pattern, count in cells.items()]
    return "\n".join((",".join((*lists, "count")), *rows)) + "\n"


def independent(lists: str, persons: int, *chances: float) -> dict[str, int]:
    cells: dict[str, int] = {}
    for pattern in product("01", repeat=len(lists)):
        share = float(persons)
        for on, chance in zip(pattern, chances, strict=True):
            share *= chance if on == "1" else 1 - chance
        if "1" in pattern and round(share):
            cells["".join(pattern)] = round(share)
    return cells


THREE = independent("ABC", 1500, 0.3, 0.4, 0.35)
TEN = independent("ABCDEFGHIJ", 1500, *[0.06] * 10)
MODES = (
    Mode("no overlap", counted("ABC", {"100": 100, "010": 90, "001": 80}), REFUSED, Code.NO_OVERLAP, REFUSAL,
         ("A", "B", "C")),
    Mode("no overlap of two", counted("AB", {"10": 100, "01": 90}), REFUSED, Code.NO_OVERLAP, REFUSAL, ("A", "B")),
    Mode("one list inside another",
         counted("ABCD", {f"{key}0": count for key, count in THREE.items()} | {"1001": 30, "1101": 25, "1011": 20}),
         WEAK, Code.LIST_INSIDE, WARNING, ("D", "A")),
    Mode("one of three inside another", counted("ABC", {"110": 50, "101": 30, "100": 90, "001": 40}), REFUSED,
         Code.FEW_LISTS_LEFT, REFUSAL, ("A", "C")),
    Mode("a list that holds everybody", counted("ABC", {"100": 50, "110": 40, "101": 30, "111": 20}), REFUSED,
         Code.LIST_HAS_EVERYBODY, REFUSAL, ("A",)),
    Mode("two lists", counted("AB", independent("AB", 1000, 0.3, 0.4)), REFUSED, Code.TWO_LISTS, REFUSAL, ("A", "B")),
    Mode("two lists and an empty one", counted("ABC", {"100": 80, "010": 90, "110": 40}), REFUSED, Code.TWO_LISTS,
         REFUSAL, ("A", "B")),
    Mode("a dominating list", counted("ABC", independent("ABC", 1000, 0.97, 0.3, 0.2)), None, Code.DOMINATING_LIST,
         WARNING, ("A",)),
    Mode("fewer than thirty", counted("ABC", {"100": 6, "010": 5, "001": 5, "110": 4, "101": 4, "011": 3, "111": 2}),
         REFUSED, Code.TOO_FEW, REFUSAL),
    Mode("one list", counted("A", {"1": 500}), REFUSED, Code.ONE_LIST, REFUSAL, ("A",)),
    Mode("all lists equal", counted("ABC", {"111": 200}), REFUSED, Code.ALL_ON_ALL, REFUSAL, ("A", "B", "C")),
    Mode("all counts equal", counted("ABC", dict.fromkeys(THREE, 50)), None, Code.EVEN_COUNTS, WARNING),
    Mode("ten lists", counted("ABCDEFGHIJ", TEN), WEAK, Code.MANY_LISTS, WARNING),
    Mode("ten million records", counted("ABC", independent("ABC", 16_000_000, 0.3, 0.4, 0.25)), None,
         Code.MANY_PERSONS, NOTE),
    Mode("ten million records, forty shared",
         counted("ABC", {"100": 4_000_000, "010": 4_000_000, "001": 2_000_000, "110": 40}), REFUSED, Code.FEW_OVERLAPS,
         REFUSAL),
    Mode("a column twice under two names",
         counted("ABCD", {f"{key[0]}{key}": count for key, count in THREE.items()}), WEAK, Code.COPIES, WARNING,
         ("A", "B")),
    Mode("two of three columns the same", counted("ABC", {"110": 300, "001": 280, "111": 120}), REFUSED,
         Code.FEW_LISTS_LEFT, REFUSAL, ("A", "C")),
)  # fmt: skip
#: Files that are none, with what is said of them and where.
FAULTS = {
    "NaN on a list": ("A,B,C\n1,0,1\n1,NaN,0\n", "holds nothing", "row 3, column “B”"),
    "an empty cell": ("A,B,C\n1,0,1\n1,,0\n", "holds nothing", "row 3, column “B”"),
    "NaN for a count": ("A,B,C,count\n1,0,1,20\n1,1,0,NaN\n", "holds nothing", "row 3, column “count”"),
    "a negative count": ("A,B,C,count\n1,0,1,20\n1,1,0,-3\n", "-3", "row 3"),
    "a fraction of a person": ("A,B,C,count\n1,0,1,20\n1,1,0,2.5\n", "2.5", "row 3"),
    "two columns of one name": ("A,B,A\n1,0,1\n1,1,0\n", "“a”", ""),
    "a pattern twice": ("A,B,C,count\n1,0,1,20\n1,0,1,20\n", "the pattern of row 2 again", "row 3"),
}
CASES = [pytest.param(mode, id=mode.name) for mode in MODES]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    chamsae.init(tmp_path / "book").close()
    return tmp_path / "book"


def written(folder: Path, content: str) -> Path:
    path = folder / "lists.csv"
    path.write_text(content, "utf-8")
    return path


def holds(found: Estimation, mode: Mode) -> None:
    assert found.verdict is not Verdict.IDENTIFIED or mode.grade is NOTE
    assert mode.verdict in {None, found.verdict}
    assert (mode.code, mode.grade, mode.lists) in [(one.code, one.grade, one.lists) for one in found.findings]
    assert (found.answer is None) == (found.verdict is REFUSED)
    if found.verdict is REFUSED:
        assert not (found.others or found.without or found.withheld or found.priors)


@pytest.mark.parametrize("mode", [case for case in CASES if case.id != "ten lists"])  # those take long: test_run.py
def test_in_python(mode: Mode, tmp_path: Path) -> None:
    (table,) = estimate.read_csv(written(tmp_path, mode.file))
    found = estimate.estimate(table, seed=1, method=Method.LOGLINEAR, depth=estimate.Depth.QUICK)
    holds(found, mode)
    for language in ("en", "ko", "zh"):
        (said,) = {
            estimate.say(one, language) for one in found.findings if (one.code, one.lists) == (mode.code, mode.lists)
        }
        assert len(said) > 10 and str(mode.code) not in said.replace("copies", "")
        if mode.grade is REFUSAL or (mode.grade is WARNING and found.verdict is WEAK):
            assert said[:20] in estimate.paragraph(found, language)


@pytest.mark.parametrize("mode", CASES)
def test_on_the_command_line_and_in_a_casebook(mode: Mode, folder: Path, tmp_path: Path) -> None:
    file = str(written(tmp_path, mode.file))
    words = ("-C", str(folder), "--by", "하늘", "estimate")
    asked = (*words, file, "--method", "loglinear", "--quick", "--keep", mode.name)
    (line,) = CliRunner().invoke(cli, [*asked, "--json"], catch_exceptions=False).output.splitlines()
    told = json.loads(line)
    codes = [(one["code"], one["grade"], tuple(one["lists"])) for one in told["findings"]]
    assert (mode.code, mode.grade, mode.lists) in codes and mode.verdict in {None, told["verdict"]}
    shown = CliRunner().invoke(cli, [*words, "--show", mode.name], catch_exceptions=False).output
    if told["verdict"] == "refused":
        assert told["answer"] is None and "probability" not in shown and "log-linear models:" not in shown
    else:
        assert told["answer"]["median"] > 0 and "log-linear models:" in shown
    with chamsae.open(folder) as book:
        (found,) = book.estimate.found(mode.name).estimations
        holds(found, mode)
        for part in book.estimate.preview(mode.name, audience=Audience.PUBLIC, language="ko").parts:
            assert (part.answer is None) == (found.verdict is REFUSED)
            assert mode.grade in [one.grade for one in part.findings]


@pytest.mark.parametrize("name", FAULTS)
def test_a_file_that_is_none_is_refused_everywhere_and_nothing_is_kept(name: str, folder: Path, tmp_path: Path) -> None:
    content, what, where = FAULTS[name]
    path = written(tmp_path, content)
    with pytest.raises(InputError) as fault:
        estimate.read_csv(path)
    assert what in str(fault.value).lower() and where in str(fault.value)
    alone = CliRunner().invoke(cli, ["estimate", str(path)])
    kept = CliRunner().invoke(cli, ["-C", str(folder), "--by", "하늘", "estimate", str(path), "--keep", "none"])
    assert isinstance(alone.exception, InputError) and str(alone.exception) == str(fault.value)
    assert isinstance(kept.exception, InputError) and str(kept.exception) == str(fault.value)
    with chamsae.open(folder) as book:
        assert book.estimate.kept() == []


#: Partners' lists of invented persons, by their numbers, and what is said of them.
LISTED: dict[str, tuple[dict[str, Sequence[int]], Code]] = {
    "no overlap": ({"North": range(14), "South": range(14, 28), "East": range(28, 42)}, Code.NO_OVERLAP),
    "one list": ({"North": range(32)}, Code.ONE_LIST),
    "two lists": ({"North": range(20), "South": range(12, 34)}, Code.TWO_LISTS),
    "fewer than thirty": ({"North": range(14), "South": range(8, 20), "East": range(4, 16)}, Code.TOO_FEW),
    "one list inside another": ({"North": range(24), "South": range(12), "East": range(20, 34)}, Code.FEW_LISTS_LEFT),
    "all lists equal": (
        {"North": range(32), "South": range(31, -1, -1), "East": (*range(9, 32), *range(9))},
        Code.ALL_ON_ALL,
    ),
    "one holds everybody": ({"North": range(36), "South": range(12), "East": range(8, 20)}, Code.LIST_HAS_EVERYBODY),
}


@pytest.mark.parametrize("name", LISTED)
def test_the_lists_of_a_casebook_are_refused_for_the_same_reasons(name: str) -> None:
    lists, code = LISTED[name]
    with chamsae.in_memory() as book:
        for keeper, persons in lists.items():
            listed(book, keeper, persons)
        book.link.run(by="Alice")
        judged(book)
        (found,) = book.estimate.run(book.estimate.lists(), seed=1, depth="quick").estimations
    assert found.verdict is REFUSED and found.answer is None
    assert code in [one.code for one in found.findings if one.grade is REFUSAL]
