"""A short run of bench/bundle_mutations.py: nothing changed is taken for whole, and what was changed is named."""

import importlib.util
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench" / "bundle_mutations.py"


@pytest.fixture(scope="module")
def bench() -> Iterator[ModuleType]:
    sys.path.insert(0, str(BENCH.parent))
    spec = importlib.util.spec_from_file_location("bench_bundle_mutations", BENCH)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.path.remove(str(BENCH.parent))


@pytest.mark.slow
def test_no_changed_bundle_is_whole_and_every_fault_is_named(bench: ModuleType, tmp_path: Path) -> None:
    tally = bench.mutate(tmp_path, 20 * len(bench.CHANGES), random.Random(11))
    assert tally.total() == 20 * len(bench.CHANGES)
    assert [key for key in tally if key[1] == "WHOLE" or key[1].startswith("misnamed")] == []
    assert {change for change, _ in tally} == {change.__name__ for change in bench.CHANGES}
