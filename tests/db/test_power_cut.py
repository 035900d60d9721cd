"""A short run of bench/power_cut.py: what we ship loses nothing, and the control does."""

import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parents[2] / "bench" / "power_cut.py"


def test_no_acknowledged_transaction_is_lost_when_the_power_goes_and_weaker_settings_lose_some() -> None:
    done = subprocess.run([sys.executable, str(BENCH), "--cuts", "150"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("shipped") == 2 and done.stdout.count("control") == 2
