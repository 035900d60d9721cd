"""A short version of bench/kill.py: what was acknowledged survives SIGKILL at random moments."""

import importlib.util
import random
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _bench(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"bench_{name}", ROOT / "bench" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_when_any_work_is_killed(tmp_path: Path) -> None:
    tally = _bench("kill").rounds(tmp_path, 16, random.Random(7))
    assert (tally["lost"], tally["faults"], tally["mixed"]) == (0, 0, 0)
    assert tally["acknowledged"] > 0
