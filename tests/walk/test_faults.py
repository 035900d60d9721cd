"""A short run of bench/faults.py: where the disk fails once, nothing acknowledged is lost and the error is ours."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench" / "faults.py"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler is installed here")
def test_one_failing_call_loses_nothing_and_is_told_cleanly() -> None:
    done = subprocess.run([sys.executable, str(BENCH), "--step", "29"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert '"refused"' in done.stdout
