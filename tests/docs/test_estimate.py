"""The page on estimation tells every finding in the words people get, and reads files as it says."""

import re
from importlib.resources import files

import yaml

from chamsae.estimate import checks
from chamsae.estimate.columns import COUNTS, STRATA
from chamsae.estimate.overlaps import LEAST
from chamsae.model.estimate import Grade
from tests.docs.fenced import ROOT

PAGE = (ROOT / "docs" / "reference" / "estimate.md").read_text("utf-8")
FINDINGS = yaml.safe_load((files("chamsae.resources") / "estimate.yml").read_text("utf-8"))["findings"]
ROWS = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", PAGE, re.MULTILINE))


def test_every_finding_is_there_in_the_words_people_get() -> None:
    assert set(ROWS) == {code.value for code in checks.Code}
    for code, row in ROWS.items():
        held = FINDINGS[code]
        assert row.endswith(f"| **{held['label']['en']}.** {held['means']['en']}"), code


def test_the_grades_and_limits_of_what_is_said_before_are_those_of_the_code() -> None:
    grades = {grade.value for grade in Grade}
    assert all(set(row.split(" | ")[0].split(", ")) <= grades for row in ROWS.values())
    for code, number in (
        ("too_few", LEAST), ("few_overlaps", checks.OVERLAPS_LEAST), ("few_overlaps", checks.OVERLAPS_FEW),
        ("many_lists", checks.MANY), ("many_lists", checks.VERY_MANY), ("list_inside", checks.TINY),
        ("tiny_lists", checks.TINY - 1), ("copies", f"{checks.COPY:.0%}"), ("singletons", f"{checks.SINGLES:.0%}"),
        ("dominating_list", f"{checks.DOMINATES:.0%}"),
    ):  # fmt: skip
        assert re.search(rf"\b{number}", ROWS[code].split(" | ")[1]), (code, number)


def test_every_header_that_is_shown_is_known() -> None:
    strata, counts = (next(line for line in PAGE.splitlines() if line.startswith(f"| {row} |"))
                      for row in ("strata", "counts"))  # fmt: skip
    assert set(re.findall(r"`(\w+)`", strata.partition("never taken for lists:")[2])) <= STRATA
    assert set(re.findall(r"`(\w+)`", counts)) <= COUNTS
