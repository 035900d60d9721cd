"""One table in, an answer with its verdict out; where it is refused there is no number anywhere."""

import subprocess
import sys
from dataclasses import fields, replace
from itertools import product

import pytest

from chamsae import estimate as package
from chamsae.errors import InputError
from chamsae.estimate.checks import Code
from chamsae.estimate.lines import from_line, to_line
from chamsae.estimate.run import Depth, Phase, Step, TwoLists, estimate
from chamsae.estimate.simulate import DESIGNS, populations
from chamsae.estimate.snapshot import content_hash
from chamsae.estimate.tables import table
from chamsae.estimate.verdict import LIMITS
from chamsae.estimate.words import paragraph
from chamsae.model.estimate import CaptureTable, Estimation, Method, Role, Verdict
from tests.estimate.tables_here import SPINA, counted


def made(cells: dict[tuple[int, ...], int]) -> CaptureTable:
    many = len(next(iter(cells)))
    return table([f"L{at}" for at in range(many)], list(cells), list(cells.values()))


def independent(size: int, *chances: float) -> dict[tuple[int, ...], int]:
    cells = {}
    for pattern in product((0, 1), repeat=len(chances)):
        share = 1.0
        for on, chance in zip(pattern, chances, strict=True):
            share *= chance if on else 1 - chance
        if any(pattern) and round(size * share):
            cells[pattern] = round(size * share)
    return cells


def copied(cells: dict[tuple[int, ...], int]) -> dict[tuple[int, ...], int]:
    """The first list twice."""
    return {(pattern[0], *pattern): count for pattern, count in cells.items()}


def without_a_number(found: Estimation) -> bool:
    """Whether nothing in a refused estimation is an estimate of the total, but for a range that is the reason."""
    ranged = any(finding.code == Code.NOT_IDENTIFIED_RANGE for finding in found.findings)
    held = {one.name: getattr(found, one.name) for one in fields(found)}
    return not held["answer"] and not any(held[name] for name in ("others", "without", "withheld")) and (
        ranged or not held["alternatives"]
    )  # fmt: skip


REFUSED: dict[str, tuple[dict[tuple[int, ...], int], Code]] = {
    "no overlap": ({(1, 0, 0): 100, (0, 1, 0): 100, (0, 0, 1): 100}, Code.NO_OVERLAP),
    "one list": ({(1,): 500}, Code.ONE_LIST),
    "two lists": (independent(1000, 0.3, 0.4), Code.TWO_LISTS),
    "a list that nobody is on beside two": ({(1, 0, 0): 100, (0, 1, 0): 80, (1, 1, 0): 40}, Code.TWO_LISTS),
    "fewer than thirty": (independent(40, 0.3, 0.3, 0.3), Code.TOO_FEW),
    "one list holds everybody": ({(1, 0, 0): 50, (1, 1, 0): 40, (1, 0, 1): 30, (1, 1, 1): 20},
                                 Code.LIST_HAS_EVERYBODY),
    "everybody on all lists": ({(1, 1, 1): 200}, Code.ALL_ON_ALL),
    "two of three lists are one": (copied(independent(1000, 0.3, 0.4)), Code.COPIES),
    "ten million and forty shared": ({(1, 0, 0): 4_000_000, (0, 1, 0): 4_000_000, (0, 0, 1): 2_000_000,
                                      (1, 1, 0): 40}, Code.FEW_OVERLAPS),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_estimated_is_refused_with_its_reason_and_without_a_number(name: str) -> None:
    cells, code = REFUSED[name]
    found = estimate(made(cells), seed=1)
    assert found.verdict is Verdict.REFUSED
    assert code in [finding.code for finding in found.findings]
    assert without_a_number(found)
    assert paragraph(found)


WEAK: dict[str, tuple[dict[tuple[int, ...], int], Code]] = {
    "a list inside another": ({**{(*key, 0): count for key, count in independent(1500, 0.3, 0.4, 0.35).items()},
                               (1, 0, 0, 1): 30, (1, 1, 0, 1): 25, (1, 0, 1, 1): 20}, Code.LIST_INSIDE),
    "a dominating list": (independent(1000, 0.97, 0.3, 0.2), Code.DOMINATING_LIST),
    "all patterns of one size": ({p: 50 for p in product((0, 1), repeat=3) if any(p)}, Code.EVEN_COUNTS),
    "a list that shares nobody": ({(1, 0, 0): 200, (0, 1, 0): 180, (1, 1, 0): 60, (0, 0, 1): 150}, Code.DISCONNECTED),
    "a list twice": (copied(independent(1500, 0.3, 0.4, 0.35)), Code.COPIES),
}  # fmt: skip


@pytest.mark.parametrize("name", WEAK)
def test_what_is_doubtful_is_never_called_identified(name: str) -> None:
    cells, code = WEAK[name]
    found = estimate(made(cells), seed=1, method=Method.LOGLINEAR, depth=Depth.QUICK)
    assert found.verdict is not Verdict.IDENTIFIED
    assert code in [finding.code for finding in found.findings]
    assert (found.answer is None) == (found.verdict is Verdict.REFUSED)


def test_ten_lists_and_ten_million_persons_are_answered_with_what_is_to_be_known() -> None:
    rich = estimate(made(independent(20_000_000, 0.3, 0.25, 0.2)), seed=1, method=Method.GRAPHS, depth=Depth.QUICK)
    assert rich.answer is not None
    assert rich.answer.median == pytest.approx(20_000_000, rel=0.01)
    assert Code.MANY_PERSONS in [finding.code for finding in rich.findings]
    (ten,) = {Code.MANY_LISTS} & {
        finding.code for finding in estimate(made(independent(3000, *[0.1] * 10)), seed=1, method=Method.CHAO,
                                             depth=Depth.QUICK).findings}  # fmt: skip
    assert ten


def test_independent_lists_are_identified_by_a_closed_method_and_all_that_tries_it_is_there() -> None:
    (drawn,) = populations(DESIGNS["IND4"], seed=3)
    found = estimate(drawn, seed=1, method=Method.GRAPHS)
    assert found.verdict is Verdict.IDENTIFIED
    assert found.answer is not None and found.answer.low is not None and found.answer.high is not None
    assert found.answer.low < 2000 < found.answer.high
    assert {one.method for one in found.others} >= {Method.CHAO, Method.LOGLINEAR, Method.SPARSE, Method.LATENT}
    assert [one.role for one in found.others if one.method is Method.CHAO] == [Role.FLOOR]
    assert [name for name, _ in found.without] == [name for name, _, _ in found.withheld] == list("ABCD")
    assert [size for _, size, _ in found.withheld] == list(drawn.sizes)
    assert all(one.role is Role.SENSITIVITY for _, one in found.without)


@pytest.mark.parametrize("name", ["AS3a", "AS4c"])
def test_designs_that_no_lists_can_tell_are_not_called_identified(name: str) -> None:
    for drawn in populations(DESIGNS[name], seed=8, many=3):
        found = estimate(drawn, seed=1, method=Method.GRAPHS, depth=Depth.QUICK)
        assert found.verdict is not Verdict.IDENTIFIED


def test_a_refusal_of_a_range_shows_the_range_and_nothing_else() -> None:
    found = [estimate(one, seed=1, method=Method.GRAPHS, depth=Depth.QUICK)
             for one in populations(DESIGNS["AS3a"], seed=8, many=6)]  # fmt: skip
    ranged = [one for one in found if one.verdict is Verdict.REFUSED]
    assert ranged
    for one in ranged:
        assert without_a_number(one)
        assert dict(one.alternatives)["nhoi"].role is Role.SENSITIVITY


def test_two_lists_are_answered_only_where_that_was_allowed_and_then_with_the_warning() -> None:
    two = made(independent(1000, 0.3, 0.4))
    found = estimate(two, seed=1, two_lists=TwoLists.ALLOW)
    assert found.verdict is Verdict.WEAK
    assert found.answer is not None and found.answer.method is Method.CHAPMAN
    assert found.answer.median == pytest.approx(1000, rel=0.02)


def test_chains_that_do_not_agree_as_asked_are_refused() -> None:
    (drawn,) = populations(DESIGNS["IND4"], seed=3, size=300)
    found = estimate(drawn, seed=1, chains=2, depth=Depth.QUICK, limits=replace(LIMITS, rhat=0.9))
    assert found.verdict is Verdict.REFUSED
    assert [one.code for one in found.findings][:1] == [Code.CHAINS_DISAGREE]
    assert without_a_number(found)


def test_the_same_seed_gives_the_same_estimation_and_the_record_says_what_made_it() -> None:
    first, second = (estimate(SPINA, seed=5, depth=Depth.QUICK) for _ in range(2))
    assert first == second
    assert first.record.data == content_hash((SPINA,))
    assert first.record.seed == 5
    assert first.record.settings["method"] == Method.LATENT
    assert {"chamsae", "numpy", "scipy", "numba", "python"} <= first.record.versions.keys()
    other = estimate(SPINA, seed=6, depth=Depth.QUICK)
    assert other.answer is not None and first.answer is not None
    assert other.answer.draws != first.answer.draws


def test_an_answer_of_latent_classes_is_tried_under_other_priors_and_comes_back_from_a_line() -> None:
    quick = estimate(SPINA, seed=1, depth=Depth.QUICK)
    assert {name for name, _ in quick.priors} <= {"alpha:1, 1", "alpha:15.5, 15"} and quick.priors
    full = estimate(SPINA, seed=1)
    assert [name for name, _ in full.priors][1:] == ["chances:0.5, 0.5", "alpha:1, 1", "alpha:15.5, 15"]
    assert full.priors[0][0].startswith("chances:") and full.answer == quick.answer
    assert all(one.role is Role.SENSITIVITY and not one.draws for _, one in full.priors)
    assert from_line(to_line("key", full)) == ("key", full)
    assert estimate(SPINA, seed=1, method=Method.GRAPHS).priors == ()


def test_progress_says_each_step_before_it_is_taken() -> None:
    steps: list[Step] = []
    estimate(SPINA, seed=1, method=Method.GRAPHS, progress=steps.append)
    phases = [step.phase for step in steps]
    assert phases[:2] == [Phase.CHECKS, Phase.ANSWER]
    assert {Phase.OTHERS, Phase.WITHOUT, Phase.WITHHELD, Phase.ALTERNATIVES} <= set(phases)
    assert [step.about for step in steps if step.phase is Phase.WITHOUT] == list(SPINA.lists)


def test_lists_of_next_to_nobody_are_named() -> None:
    cells = {(*key, 0): count for key, count in independent(1500, 0.3, 0.4, 0.35).items()}
    noisy = made({**cells, (1, 0, 0, 1): 1, (0, 1, 0, 1): 1, (0, 0, 0, 1): 1})
    found = estimate(noisy, seed=1, method=Method.LOGLINEAR)
    assert found.verdict is not Verdict.IDENTIFIED
    assert ("L3",) in [finding.lists for finding in found.findings if finding.code == Code.TINY_LISTS]


@pytest.mark.parametrize("level", [0.0, 1.0, -1.0, float("nan")])
def test_a_level_that_is_none_is_refused(level: float) -> None:
    with pytest.raises(InputError, match="level"):
        estimate(SPINA, seed=1, level=level)


def test_a_seed_below_nought_is_refused() -> None:
    with pytest.raises(InputError, match="seed"):
        estimate(SPINA, seed=-1)


def test_a_method_that_cannot_be_used_on_so_many_lists_says_so() -> None:
    with pytest.raises(InputError):
        estimate(SPINA, seed=1, method=Method.CHAPMAN)
    with pytest.raises(InputError):
        estimate(made(independent(3000, *[0.2] * 8)), seed=1, method=Method.GRAPHS)


def test_the_package_is_imported_without_numbers_and_without_django() -> None:
    code = (
        "import sys; from chamsae import estimate; "
        "print(sorted({'numpy', 'scipy', 'numba', 'django'} & set(sys.modules))); "
        "estimate.estimate; print('django' in sys.modules, len(estimate.__all__) == len(dir(estimate)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "False True"]


def test_every_public_name_is_there() -> None:
    assert all(getattr(package, name) is not None for name in package.__all__)
    with pytest.raises(AttributeError):
        _ = package.nothing_of_that_name


def test_empty_lists_do_not_change_the_answer() -> None:
    wide = table([*SPINA.lists, "empty"], [(*p, 0) for p in SPINA.patterns], SPINA.counts)
    plain, beside = (estimate(one, seed=1, method=Method.GRAPHS, depth=Depth.QUICK) for one in (SPINA, wide))
    assert plain.answer is not None and beside.answer is not None
    assert plain.answer.median == beside.answer.median
    assert counted([1] * 7).n == 7
