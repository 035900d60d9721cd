"""Latent classes against reference posteriors, and how fast: `make bench-estimate_latent`.

    python bench/estimate_latent.py [--sets NAME …] [--speed] [--growth] [--seconds S] [--folder DIR] [--data FOLDER]

Without options: all three. `--sets` compares with the converged row (median within 1 %, ends within 3 %, R-hat at most
1.01); `--speed` demands the marks of speed too. Ours runs to 16,000 effective draws, that chance is small beside the
marks; its rate counts all it did, start and warming too. The peer is a plain Gibbs sampler in one chain, timed in the
same run; LCMCR's own effective draws per CPU second stand beside it as recorded, on another machine. `--growth` times
an iteration as persons grow to 10 million. Strata and replicates: `estimate_strata.py`.

What is said of a set: `pass`; `FAIL` outside the marks; where our chains disagree `refused` if the whole estimate of
the set gives no number and says that they disagree, else `NOT CONVERGED`; `no reference` where no row of the set
converged and ours did; `reference off` outside the marks where a second sampler that shares no code with ours
(`estimate_witness.py`, its row in estimate_witness.csv) agrees with ours and excludes the reference by more than four
errors. Exit code 1 where a set says FAIL or NOT CONVERGED, a mark of speed is missed or sets are left; the other words
are counted apart and miss nothing.
Results are lines in DIR, of this very source only: a run that was cut off, or ended by --seconds, goes on where it was.
"""

import argparse
import csv
import hashlib
import json
import math
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from witness import FAR, MARKS, RHAT, Figures, figures

from chamsae.estimate import latent as package
from chamsae.estimate.checks import Code
from chamsae.estimate.latent import latent
from chamsae.estimate.latent.chains import diagnosed
from chamsae.estimate.latent.gibbs import Walks
from chamsae.estimate.latent.model import problem
from chamsae.estimate.latent.tempered import Flights
from chamsae.estimate.run import Depth, estimate
from chamsae.estimate.tables import table
from chamsae.model.estimate import CaptureTable, Verdict

DATA = Path(__file__).parents[2] / "shared" / "data" / "mse"
WITNESS = Path(__file__).with_name("estimate_witness.csv")
#: Times LCMCR's effective draws: mean, least. Effective draws that ours runs to.
TIMES, LEAST, EFFECTIVE = 10.0, 1.0, 16_000.0


@dataclass(frozen=True)
class Target:
    """The converged row of a data set, if any, and LCMCR's effective draws per CPU second as recorded."""

    row: Figures | None
    capped: bool
    recorded: float | None


@dataclass(frozen=True)
class Result:
    """What ours and the peer did on a data set; rates are effective draws per CPU second."""

    name: str
    places: tuple[float, ...]
    errors: tuple[float, ...]
    rhat: float
    sampler: str
    rate: float
    peer: float
    refused: bool

    @property
    def ours(self) -> Figures:
        """Median and ends with their errors."""
        return Figures(tuple(self.places), tuple(self.errors), self.rhat)


def main() -> None:
    asked = _asked()
    everything = asked.sets is None and not (asked.speed or asked.growth)
    if not asked.data.exists():
        sys.exit(f"no data in {asked.data}: name their folder with --data")
    small = next(iter(_tables(asked.data / "artificial_3.csv")))
    latent(small, seed=1, budget=100)  # compiles
    Walks(problem(small), 1, 1).run(10)
    passed = [True]
    if everything or asked.sets is not None or asked.speed:
        passed.append(_sets(asked, speed=everything or asked.speed))
    if everything or asked.growth:
        passed.append(_growth(asked.data))
    sys.exit(not all(passed))


def _asked() -> argparse.Namespace:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--sets", nargs="*", help="only these data sets; all where none is named")
    ask.add_argument("--speed", action="store_true")
    ask.add_argument("--growth", action="store_true")
    ask.add_argument("--seconds", type=float, default=math.inf)
    ask.add_argument("--folder", type=Path, default=Path("build/estimate_latent"))
    ask.add_argument("--data", type=Path, default=DATA)
    return ask.parse_args()


def _sets(asked: argparse.Namespace, *, speed: bool) -> bool:
    """All sets, those done before from the folder; whether no mark is missed."""
    targets, until = _targets(asked.data), time.monotonic() + asked.seconds
    names = asked.sets or sorted(targets)
    asked.folder.mkdir(parents=True, exist_ok=True)
    path = asked.folder / f"{_source()}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    done = {result.name: result for result in (Result(**json.loads(line)) for line in lines)}
    print("recorded: LCMCR's effective draws per CPU second, on another machine; peer: plain Gibbs in this run\n")
    words: list[str] = []
    for name in names:
        if name not in done and time.monotonic() < until:
            done[name] = _measured(name, next(iter(_tables(asked.data / f"{name}.csv"))))
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(done[name])) + "\n")
        words.append(_said(done[name], targets[name]) if name in done else "left")
    print("\n" + ", ".join(f"{words.count(word)} {word}" for word in sorted(set(words))))
    fast = _compared([done[name] for name in names if name in done], targets)
    return not {"FAIL", "NOT CONVERGED", "left"} & set(words) and (fast or not speed)


def _source() -> str:
    """A name for the sampler as it is: results of another are not gone on with."""
    files = [Path(__file__), *sorted(Path(package.__file__).parent.glob("*.py"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def _measured(name: str, lists: CaptureTable) -> Result:
    """Ours and the peer on a data set."""
    began = time.process_time()
    found = latent(lists, seed=1, effective=EFFECTIVE, draws=10**9)
    taken = time.process_time() - began
    chains = found.chains
    assert chains is not None
    ours = figures(np.array(found.draws).reshape(chains.draws, chains.chains).T)
    sampler = str(found.settings["sampler"])
    refused = chains.rhat > RHAT and _refused(lists)
    return Result(name, ours.places, ours.errors, chains.rhat, sampler, chains.bulk / taken, _peer(lists), refused)


def _refused(lists: CaptureTable) -> bool:
    """Whether an estimate of these lists, as anybody would ask for it, gives no number since chains disagree."""
    made = estimate(lists, seed=1, depth=Depth.QUICK)
    return made.verdict is Verdict.REFUSED and any(one.code == Code.CHAINS_DISAGREE for one in made.findings)


def _said(result: Result, target: Target) -> str:
    """One line, and the word for the set."""
    ours, row, witness = result.ours, target.row, _witnesses().get(result.name)
    apart = "refused" if result.refused else "NOT CONVERGED"
    word = apart if ours.rhat > RHAT else "no reference" if row is None else "FAIL"
    if word == "FAIL" and row is not None:
        # whole persons: half a person of a reference rounded to persons is no difference
        ways = zip(ours.places, row.places, MARKS, strict=True)
        if all(abs(one - other) <= max(mark * other, 1.0) for one, other, mark in ways):
            word = "pass"
        elif witness is not None and witness.agrees(ours) and max(map(abs, witness.apart(row))) > FAR:
            word = "reference off"
    print(
        f"{result.name:34}{word:14}{ours}  {result.sampler:9}{result.rate:8.0f} a CPU s; "
        f"recorded {target.recorded or math.nan:7.1f}; peer {result.peer:7.1f}"
    )
    if row is not None:
        print(f"{'':38}reference {row}" + ("  (capped at 20 n)" if target.capped else ""))
    if word == "reference off" and row is not None and witness is not None:
        print(f"{'':38}witness   {witness}; the reference is off by {_errors(witness.apart(row))} of their errors")
    sys.stdout.flush()
    return word


def _errors(apart: tuple[float, ...]) -> str:
    return ", ".join(f"{z:+.1f}" for z in apart)


def _compared(results: list[Result], targets: dict[str, Target]) -> bool:
    """Whether the marks of speed are kept."""
    rates = ((result.rate, targets[result.name].recorded) for result in results)
    ours = [rate / recorded for rate, recorded in rates if recorded]
    peers = [result.rate / max(result.peer, 1e-3) for result in results]
    if not ours:
        return True
    print(f"against LCMCR as recorded: geometric mean {_mean(ours):.1f} times, least {min(ours):.2f}")
    print(f"against plain Gibbs in this run: geometric mean {_mean(peers):.1f} times, least {min(peers):.2f}")
    return _mean(ours) >= TIMES and min(ours) >= LEAST


def _peer(lists: CaptureTable) -> float:
    """Effective draws per CPU second of plain Gibbs, one chain, without its start."""
    one = problem(lists)
    walks = Walks(one, 2, 1)
    walks.warm(5000)
    began = time.process_time()
    logs = walks.run(60_000)
    taken = time.process_time() - began
    return diagnosed((one.n * np.exp(-logs) + 0.5).astype(np.int64), one.n).bulk / taken


def _mean(ratios: list[float]) -> float:
    return math.exp(sum(map(math.log, ratios)) / len(ratios))


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
    found: dict[str, Target] = {}
    for row in sorted(_rows(data), key=lambda row: ("batched" in row["method"], "tempered" in row["method"])):
        name, note = row["dataset"], row["note"].casefold()
        if not (data / f"{name}.csv").exists():
            continue
        before = found.get(name, Target(None, capped=False, recorded=None))
        if row["method"] == "LCMCR" and row["ess_per_cpu_s"]:
            before = replace(before, recorded=float(row["ess_per_cpu_s"]))
        if not ("not" in note and "converged" in note) and float(row["rhat"]) <= RHAT:
            before = replace(before, row=_figures(row, "q025", "median", "q975"), capped=row["method"] == "LCMCR")
        if before.row is not None or before.recorded is not None:
            found[name] = before
    return found


def _witnesses() -> dict[str, Figures]:
    """Rows of the second sampler's chains."""
    if not WITNESS.exists():
        return {}
    with WITNESS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["route"] == "chains"]
    return {row["dataset"]: _figures(row, "low", "median", "high") for row in rows}


def _figures(row: dict[str, str], *keys: str) -> Figures:
    errors = tuple(float(row.get(f"{key}_error") or row.get(f"mcse_{key}") or "nan") for key in keys)
    return Figures(tuple(float(row[key]) for key in keys), errors, float(row["rhat"]))


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
