"""Findings, methods and estimates in words: complete in three languages, words first, no number where refused."""

import re
from importlib.resources import files
from itertools import chain
from pathlib import Path
from string import Formatter

import pytest
import yaml

from chamsae.errors import InputError
from chamsae.estimate import words
from chamsae.estimate.checks import Code, findings
from chamsae.estimate.tables import table
from chamsae.model.estimate import (
    CaptureTable,
    Estimate,
    Estimation,
    Finding,
    Grade,
    Method,
    Role,
    RunRecord,
    Verdict,
)

SOURCE = Path(words.__file__).parent
TABLE = yaml.safe_load((files("chamsae.resources") / "estimate.yml").read_text("utf-8"))
MADE = table("ABC", [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (0, 1, 1)], [80, 70, 60, 20, 25])


def estimation(
    answer: Estimate | None,
    *found: Finding,
    verdict: Verdict = Verdict.WEAK,
    others: tuple[Estimate, ...] = (),
    made: CaptureTable = MADE,
) -> Estimation:
    return Estimation(
        table=made, verdict=verdict, findings=found, answer=answer, others=others, record=RunRecord(data="", seed=1)
    )


def latent(low: float | None, median: float, high: float | None, role: Role = Role.ANSWER) -> Estimate:
    return Estimate(method=Method.LATENT, role=role, n=255, median=median, low=low, high=high)


def leaves(entry: object) -> list[dict[str, str]]:
    """All texts of the resource that have languages."""
    if isinstance(entry, dict):
        if set(entry) == {"en", "ko", "zh"}:
            return [entry]
        return list(chain.from_iterable(map(leaves, entry.values())))
    return list(chain.from_iterable(map(leaves, entry))) if isinstance(entry, list) else []


def test_every_text_says_something_in_each_language_and_mentions_the_same() -> None:
    texts = leaves(TABLE)
    assert len(texts) > 150
    for text in texts:
        mentioned = {frozenset(name for _, name, _, _ in Formatter().parse(said) if name) for said in text.values()}
        assert len(mentioned) == 1, text
        assert re.search(r"[가-힣]", text["ko"]), text
        assert re.search(r"[一-鿿]", text["zh"]), text
        assert not re.search(r"[가-힣一-鿿]", text["en"]), text


def test_every_code_has_words_and_every_word_a_code() -> None:
    assert {code.value for code in Code} == set(TABLE["findings"])


def test_every_code_that_estimation_uses_is_known() -> None:
    used = set()
    for file in SOURCE.rglob("*.py"):
        used |= {one.lower() for one in re.findall(r'\b(?:code="|Code\.)(\w+)', file.read_text("utf-8"))}
    assert len(used) > 20
    assert used <= {code.value for code in Code}


def test_every_enum_has_words() -> None:
    for language in words.LANGUAGES:
        assert all(words.method(one, language).assumes for one in Method)
        assert all(words.verdict(one, language)[1] for one in Verdict)
        assert all(words.role(one, language) for one in Role)


@pytest.mark.parametrize("language", ["en", "ko", "zh", "zh-hans", "zh-Hans", "zh_CN"])
def test_a_finding_of_the_data_is_said_without_a_gap(language: str) -> None:
    for made in (MADE, table("ABC", [(1, 0, 0), (0, 1, 0)], [3, 2]), table("ABC", [(1, 1, 1)], [50])):
        for finding in findings(made):
            said = words.say(finding, language)
            assert "–" not in said
            assert not re.search(r"[{}]", said)
            assert said.endswith((".", "。"))


def test_no_overlap_is_said_in_plain_words() -> None:
    (finding,) = findings(table("ABC", [(1, 0, 0), (0, 1, 0), (0, 0, 1)], [100, 100, 100]))
    assert words.say(finding).startswith("No person appears on two lists. The data say nothing about how many are")


def test_a_code_of_another_version_is_told_by_its_name() -> None:
    told = words.told(Finding(code="of_tomorrow", grade=Grade.WARNING), "ko")
    assert (told.label, told.means, told.do, told.grade) == ("of_tomorrow", "of_tomorrow", "", "주의")


def test_a_refusal_is_printed_with_its_reasons_and_no_estimated_number() -> None:
    made = table("ABC", [(1, 0, 0), (0, 1, 0), (0, 0, 1)], [100, 101, 102])
    for language in words.LANGUAGES:
        said = words.paragraph(
            estimation(latent(4711, 5822, 6933), *findings(made), verdict=Verdict.REFUSED, made=made), language
        )
        assert not re.search("4,711|5,822|6,933|4,710|5,820|6,930", said)
        assert TABLE["findings"]["no_overlap"]["means"][language] in said
        assert TABLE["verdicts"]["refused"]["means"][language] in said


def test_an_answer_is_a_range_first_with_its_cautions_assumptions_and_what_it_is_not() -> None:
    caution = Finding(code="prior_sensitive", grade=Grade.WARNING, numbers={"low": 400, "high": 900})
    said = words.paragraph(estimation(latent(512.3, 640, 1234.5), caution))
    order = [
        "Documented persons: 255", "only weakly", "between 512 and 1,230", "between 257 and 980 are on no list",
        "middle of the range is 640", "95 times out of 100", "from 400 to 900", "Manrique-Vallier 2016", "a few kinds",
        "not a count",
    ]  # fmt: skip
    places = [said.index(part) for part in order]
    assert places == sorted(places)


def test_a_range_that_the_data_do_not_narrow_is_said_as_such_and_has_no_middle() -> None:
    heavy = Finding(code="heavy_tail", grade=Grade.WARNING, numbers={"low": 300, "high": 10_000, "ratio": 33})
    said = words.paragraph(estimation(latent(300, 1777, 10_000), heavy))
    assert "between 300 and 10,000 persons: within this range the data do not say" in said
    assert "at least 300" in said
    assert "1,780" not in said


@pytest.mark.parametrize("answer", [latent(300, 410, None), latent(300, 410, 600, Role.FLOOR)])
def test_a_floor_is_said_as_at_least(answer: Estimate) -> None:
    assert "at least 300 persons" in words.paragraph(estimation(answer))
    assert "적어도 300명" in words.paragraph(estimation(answer), "ko")
    assert "至少为 300 人" in words.paragraph(estimation(answer), "zh")


def test_a_number_without_a_range_says_that_its_uncertainty_is_not_known() -> None:
    assert "about 410 persons; how uncertain" in words.paragraph(estimation(latent(None, 410, None)))


def test_a_lower_bound_stands_beside_the_answer_unless_lists_avoid_each_other() -> None:
    floor = Estimate(method=Method.CHAO, role=Role.FLOOR, n=255, median=350, low=333, high=400)
    avoid = Finding(code="lists_avoid", grade=Grade.NOTE, lists=("A", "B"), numbers={"both": 1, "expected": 9})
    assert "at least 333" in words.paragraph(estimation(latent(400, 500, 600), others=(floor,)))
    assert "at least 333" not in words.paragraph(estimation(latent(400, 500, 600), avoid, others=(floor,)))


def test_a_lower_bound_above_the_range_puts_the_lower_part_of_it_in_doubt() -> None:
    floor = Estimate(method=Method.CHAO, role=Role.FLOOR, n=255, median=450, low=433, high=500)
    said = words.paragraph(estimation(latent(400, 500, 600), others=(floor,)))
    assert "begins higher, at 433: the lower part of the range is in doubt" in said
    assert "at least 433" not in said


def test_what_other_assumptions_give_is_printed_even_where_it_is_no_warning() -> None:
    moved = Finding(code="not_identified_range", grade=Grade.NOTE, numbers={"low": 7000, "high": 16_942, "ratio": 2.4})
    said = words.paragraph(estimation(latent(400, 500, 600), moved, verdict=Verdict.IDENTIFIED))
    assert "these give from 7,000 to 16,900" in said


def test_a_stratum_is_named_first() -> None:
    made = table("ABC", [(1, 1, 0)], [50], (("year", "2010"), ("sex", "f")))
    assert words.paragraph(estimation(None, made=made)).startswith("year 2010, sex f. Documented persons: 50")


def test_alternatives_are_told_by_their_assumption() -> None:
    assert words.alternative("independent:A|B") == "A and B alone, taken to be independent"
    assert words.alternative("nhoi", "zh") == "各名单不会全部同时相互依赖"
    assert words.alternative("of tomorrow") == "of tomorrow"


def test_priors_are_told_by_what_they_are_of() -> None:
    assert words.prior("alpha:1, 1") == "how many kinds of people: Gamma(1, 1)"
    assert words.prior("chances:0.5, 0.5", "ko") == "명단에 오를 확률: 베타(0.5, 0.5)"
    assert words.prior("of tomorrow") == "of tomorrow"


def test_numbers_are_written_as_precisely_as_they_are_known() -> None:
    assert [words.number(value) for value in (0, 3, 0.816, 5.51, 37.7, 1_048_576)] == [
        "0", "3", "0.82", "5.5", "38", "1,048,576",
    ]  # fmt: skip
    assert words.number(float("nan")) == "–"
    assert [words.rounded(value) for value in (7.6, 999.4, 1234.5, 141_752)] == [8, 999, 1230, 142_000]


def test_a_share_never_says_all_or_none_where_it_is_not() -> None:
    assert [words.share(value) for value in (0, 0.0004, 0.012, 0.94, 0.995, 0.99999, 1)] == [
        "0%", "0.04%", "1.2%", "94%", "99.5%", "99.9%", "100%",
    ]  # fmt: skip


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(InputError, match="no words in the language “fr”"):
        words.paragraph(estimation(None), "fr")
