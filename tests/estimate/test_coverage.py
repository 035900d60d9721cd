"""Intervals held to the truth on populations made for it: the short version of bench/estimate_coverage.py."""

import subprocess
import sys
from pathlib import Path

import pytest

from chamsae.estimate.methods import one
from chamsae.estimate.simulate import DESIGNS, populations
from chamsae.model.estimate import Method

BENCH = Path(__file__).parents[2] / "bench" / "estimate_coverage.py"


@pytest.mark.parametrize("method", [Method.LOGLINEAR, Method.GRAPHS])
@pytest.mark.parametrize("name", ["IND4", "COR4"])
def test_closed_methods_cover_the_truth_where_their_models_hold(name: str, method: Method) -> None:
    found = [one(drawn, method, seed=1) for drawn in populations(DESIGNS[name], seed=12, many=60)]
    covered = sum((one.low or 0) <= 2000 <= (one.high or 0) for one in found)
    assert covered >= 51  # of 60 with 95 in 100: fewer come by chance once in 2,000 runs


def test_a_floor_lies_under_the_truth_where_people_differ() -> None:
    floors = [one(drawn, Method.CHAO, seed=1).median for drawn in populations(DESIGNS["AS4c"], seed=12, many=20)]
    assert sum(floor < 2000 for floor in floors) >= 18


def test_independence_is_far_off_where_people_differ() -> None:
    """What makes the refusals needed: two lists of a mixed population give a third of it, narrowly."""
    for drawn in populations(DESIGNS["AS2"], seed=12, many=5):
        found = one(drawn, Method.CHAPMAN, seed=1)
        assert found.high is not None and found.high < 1500


@pytest.mark.slow
def test_the_bench_counts_refusals_and_goes_on_where_it_was(tmp_path: Path) -> None:
    def run(many: int) -> str:
        command = [sys.executable, str(BENCH), "--populations", str(many), "--design", "AS1", "AS4c", "--method",
                   "graphs", "--processes", "1", "--size", "600", "--folder", str(tmp_path)]  # fmt: skip
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    first = run(2)
    rows = tmp_path / "AS1-600-graphs-quick.jsonl"
    before = rows.read_text()
    assert len(before.splitlines()) == 2
    assert "two_lists 1.00" in first
    rows.write_text(before + '{"population": 2, "ver')
    run(3)
    assert rows.read_text().startswith(before)
    assert len(rows.read_text().splitlines()) == 3
