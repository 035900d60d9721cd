"""Latent classes against reference posteriors, and how fast: `make bench-estimate_latent`.

    python bench/estimate_latent.py [--sets NAME …] [--speed] [--growth] [--data FOLDER]

Without options: all three. `--sets` compares with the converged row (median within 1 %, ends within 3 %, R-hat at most
1.01); `--speed` demands the marks of speed too. The peer is a plain Gibbs sampler in one chain, timed in the same run;
LCMCR's own effective draws per CPU second stand beside it as recorded, on another machine. `--growth` times an
iteration as persons grow to 10 million. Exit code 1 where a mark is missed; a set whose chains disagree does not pass,
and is said to disagree. Strata and replicates: `estimate_strata.py`.
"""

import argparse
import csv
import math
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from chamsae.estimate.latent import latent
from chamsae.estimate.latent.chains import RHAT, diagnosed
from chamsae.estimate.latent.gibbs import Walks
from chamsae.estimate.latent.model import problem
from chamsae.estimate.latent.tempered import Flights
from chamsae.estimate.tables import table
from chamsae.model.estimate import CaptureTable, Estimate

DATA = Path(__file__).parents[2] / "shared" / "data" / "mse"
#: Marks: tolerance of the median and of the ends, times LCMCR's effective draws (mean, least).
MIDDLE, ENDS, TIMES, LEAST = 0.01, 0.03, 10.0, 1.0


@dataclass(frozen=True)
class Target:
    """The converged row of a data set."""

    middle: float
    low: float
    high: float
    capped: bool
    recorded: float | None


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--sets", nargs="*", help="only these data sets; all where none is named")
    ask.add_argument("--speed", action="store_true")
    ask.add_argument("--growth", action="store_true")
    ask.add_argument("--data", type=Path, default=DATA)
    asked = ask.parse_args()
    if not asked.data.exists():
        sys.exit(f"no data in {asked.data}: name their folder with --data")
    everything = asked.sets is None and not (asked.speed or asked.growth)
    small = next(iter(_tables(asked.data / "artificial_3.csv")))
    latent(small, seed=1, budget=100)  # compiles
    Walks(problem(small), 1, 1).run(10)
    passed = [True]
    if everything or asked.sets is not None or asked.speed:
        passed.append(_sets(asked.data, asked.sets or [], speed=everything or asked.speed))
    if everything or asked.growth:
        passed.append(_growth(asked.data))
    sys.exit(not all(passed))


def _sets(data: Path, names: list[str], *, speed: bool) -> bool:
    targets, speeds = _targets(data), _speeds(data)
    names = names or sorted({*targets, *speeds})
    print("recorded: LCMCR's effective draws per CPU second, on another machine; peer: plain Gibbs in this run\n")
    good, ours, peers = True, [], []
    for name in names:
        lists = next(iter(_tables(data / f"{name}.csv")))
        began = time.process_time()
        found = latent(lists, seed=1, effective=4000.0)
        fast = _rate(found, time.process_time() - began)
        peer = _peer(lists)
        target = targets.get(name, Target(math.nan, math.nan, math.nan, capped=False, recorded=speeds.get(name)))
        good &= _said(name, found, target, fast, peer)
        if target.recorded:
            ours.append(fast / target.recorded)
        peers.append(fast / max(peer, 1e-3))
    print(f"\nagainst LCMCR as recorded: geometric mean {_mean(ours):.1f} times, least {min(ours):.2f}")
    print(f"against plain Gibbs in this run: geometric mean {_mean(peers):.1f} times, least {min(peers):.2f}")
    return good and (not speed or (_mean(ours) >= TIMES and min(ours) >= LEAST))


def _said(name: str, found: Estimate, target: Target, fast: float, peer: float) -> bool:
    """One line; whether the set is within the marks."""
    chains = found.chains
    assert chains is not None
    assert found.low is not None
    assert found.high is not None
    pairs = ((found.median, target.middle, MIDDLE), (found.low, target.low, ENDS), (found.high, target.high, ENDS))
    # whole persons: half a person of a reference rounded to persons is no difference
    near = all(abs(one - other) <= max(limit * other, 1.0) for one, other, limit in pairs)
    word = "NOT CONVERGED" if chains.rhat > RHAT else "pass" if near else "FAIL"
    if word == "FAIL" and math.isnan(target.middle):
        word = "no reference"  # no row for this set converged; ours did
    print(
        f"{name:36}{word:14}{found.median:9.0f} [{found.low:7.0f}, {found.high:8.0f}]  reference {target.middle:8.0f} "
        f"[{target.low:7.0f}, {target.high:8.0f}]  R-hat {chains.rhat:.4f}  {found.settings['sampler']:9}"
        f"{fast:9.0f} a CPU s; recorded {target.recorded or math.nan:7.1f}; peer {peer:7.1f}"
        + ("  (reference capped at 20 n)" if target.capped else ""),
        flush=True,
    )
    return word in ("pass", "no reference")


def _peer(lists: CaptureTable) -> float:
    """Effective draws per CPU second of plain Gibbs, one chain, without its start."""
    one = problem(lists)
    walks = Walks(one, 2, 1)
    walks.warm(5000)
    began = time.process_time()
    logs = walks.run(60_000)
    taken = time.process_time() - began
    return diagnosed((one.n * np.exp(-logs) + 0.5).astype(np.int64), one.n).bulk / taken


def _rate(found: Estimate, seconds: float) -> float:
    return found.chains.bulk / seconds if found.chains else 0.0


def _mean(ratios: list[float]) -> float:
    return math.exp(sum(map(math.log, ratios)) / len(ratios)) if ratios else math.nan


def _growth(data: Path) -> bool:
    """CPU microseconds of an iteration of one chain, with the same patterns and ever more persons."""
    lists = next(iter(_tables(data / "kosovo_1999.csv")))
    print("\npersons        µs per iteration and chain")
    taken = []
    for times in (1, 10, 100, 1000, 2273):
        one = problem(replace(lists, counts=tuple(count * times for count in lists.counts)))
        flights = Flights(one, 1, 16)
        flights.warm(400)
        began = time.process_time()
        flights.run(1500)
        taken.append((time.process_time() - began) / 1500 / 16 * 1e6)
        print(f"{one.n:12,} {taken[-1]:8.2f}", flush=True)
    return max(taken) < 1.5 * min(taken)


def _targets(data: Path) -> dict[str, Target]:
    """Of each data set the tempered row if there is one, else LCMCR's; none that is noted as not converged."""
    rows: dict[str, Target] = {}
    speeds = _speeds(data)
    for row in sorted(_rows(data), key=lambda row: ("batched" in row["method"], "tempered" in row["method"])):
        note = row["note"].casefold()
        if ("not" in note and "converged" in note) or float(row["rhat"]) > RHAT:
            continue
        ends = (float(row["median"]), float(row["q025"]), float(row["q975"]))
        rows[row["dataset"]] = Target(*ends, row["method"] == "LCMCR", speeds.get(row["dataset"]))
    return {name: row for name, row in rows.items() if (data / f"{name}.csv").exists()}


def _speeds(data: Path) -> dict[str, float]:
    """LCMCR's effective draws per CPU second, as recorded."""
    rows = [row for row in _rows(data) if row["method"] == "LCMCR" and row["ess_per_cpu_s"]]
    return {row["dataset"]: float(row["ess_per_cpu_s"]) for row in rows}


def _rows(data: Path) -> list[dict[str, str]]:
    """Reference rows of the model that were diagnosed."""
    with (data / "reference_results.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["method"].startswith("LCMCR") and row["rhat"]]


def _tables(path: Path) -> Iterator[CaptureTable]:
    """The tables of a file: 0/1 columns are lists, `count` persons, all others strata."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lists = [name for name in rows[0] if name != "count" and {row[name] for row in rows} <= {"0", "1"}]
    others = [name for name in rows[0] if name not in {*lists, "count"}]
    strata: dict[tuple[tuple[str, str], ...], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        if float(row["count"]) > 0:
            strata[tuple((name, row[name]) for name in others)].append(row)
    for stratum, cells in strata.items():
        patterns = [[int(row[name]) for name in lists] for row in cells]
        yield table(lists, patterns, [int(float(row["count"])) for row in cells], stratum)


if __name__ == "__main__":
    main()
