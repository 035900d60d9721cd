"""A small run of bench/cases_scale.py: the casebook it makes, and that every screen it asks for is answered."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgresql import programs

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_the_bench_of_a_big_casebook_runs_on_each_database(database: str) -> None:
    if database == "postgresql" and programs() is None:
        pytest.skip("no PostgreSQL has programs for this platform")
    command = [sys.executable, str(ROOT / "bench" / "cases_scale.py"), "--size", "small", "--times", "3"]
    done = subprocess.run([*command, "--database", database], capture_output=True, text=True, check=False)
    assert done.returncode == 0 or "too slow" in done.stderr, done.stderr
    told = done.stdout
    assert f"{database}: 60 documents, 3,112 claims" in told
    for screen in (
        "save: a claim judged",
        "save: a pair judged",
        "person",
        "people",
        "search: a name",
        "a table of three axes",
    ):
        assert f"  {screen} " in told
    assert "memory of the server process" in told
