"""The latent-class posteriors by a second sampler, beside ours and the reference's: `make bench-estimate_witness`.

    python bench/estimate_witness.py [--sets NAME …] [--particles RUNS] [--folder FOLDER] [--seconds 500] [--record]
                                     [--classes K] [--clamp X] [--data FOLDER]

Two routes that share no code with ours (`witness.py`). Chains: textbook Gibbs, eight from wide starts, until R-hat is
at most 1.01 and the errors of the median and both ends are a quarter of what the marks allow. Particles: runs that
carry draws from the prior to the posterior, weighted by their evidence, with errors jackknifed over runs.

Of each set: chains, ours, particles, the reference row and LCMCR's with Monte-Carlo errors, by how many errors the
low end, the median and the high end lie off the chains', and who agrees: everybody within four errors or half of what
the marks allow at all three. `--clamp X` holds every logit of a chance within ±X and `--classes` takes other classes:
what a shortcut would do to the answer. Work is kept in FOLDER piece by piece: a run that `--seconds` ended goes on
where it was. `--record` writes estimate_witness.csv, by which `estimate_latent.py` judges references.
Exit code 1 where the chains are not long enough yet or ours disagrees with them.
"""

import argparse
import csv
import math
import os
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt
from witness import ENDS, Case, Figures, Floats, Ints, figures, flock, state, sweeps

from chamsae.estimate.latent import latent
from chamsae.estimate.tables import table

DATA = Path(__file__).parents[2] / "shared" / "data" / "mse"
RECORD = Path(__file__).with_name("estimate_witness.csv")
SETS = (
    "kosovo_1999", "hiv_rome", "lesbian_allegheny", "uk_modern_slavery_5", "uk_modern_slavery_6",
    "ph_manila_unidentified",
)  # fmt: skip
#: Sweeps of a piece, of which every THIN-th is kept; no chain is longer than MOST pieces.
PIECE, THIN, MOST, CHAINS = 100_000, 10, 80, 8
NOTHING = Figures((math.nan,) * 3, (math.nan,) * 3)


# --- chains -----------------------------------------------------------------------------------------------------------


def chains(case: Case, folder: Path, until: float) -> Figures:
    """Eight chains, a piece each at a time, until their errors are small or time is up."""
    files = [folder / f"{case.stem}-chain{number}.npz" for number in range(CHAINS)]
    while True:
        done = [len(_load(file)) for file in files]
        least = min(done) * THIN // PIECE
        if least >= 5:
            totals = np.stack([_load(file)[: least * PIECE // THIN] for file in files])
            found = figures(totals[:, totals.shape[1] // 2 :])
            if found.fine or least >= MOST or time.monotonic() > until:
                return found
        elif time.monotonic() > until:
            return NOTHING
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(lambda number: _piece(case, files[number], number), range(CHAINS)))
        print(
            f"  {case.name}: {CHAINS} chains of {(least + 1) * PIECE:,} sweeps", end="\r", file=sys.stderr, flush=True
        )


def _piece(case: Case, file: Path, number: int) -> None:
    """One more piece of a chain, added to its file."""
    before = _load(file)
    if len(before):
        with np.load(file) as kept:
            parts = kept["part0"], kept["part1"], kept["part2"], kept["part3"]
    else:
        parts = state(case, case.numbers(0, number, 0))
    totals = np.empty(PIECE, np.int64)
    rng = case.numbers(0, number, 1 + len(before) * THIN // PIECE)
    sweeps(rng, case.rows, case.counts, *parts, case.clamp, totals)
    named = {f"part{i}": part for i, part in enumerate(parts)}
    _save(file, totals=np.concatenate([before, totals[THIN - 1 :: THIN]]), **named)


def _load(file: Path) -> Ints:
    if not file.exists():
        return np.empty(0, np.int64)
    with np.load(file) as kept:
        return np.asarray(kept["totals"])


def _save(file: Path, **arrays: npt.NDArray[np.generic]) -> None:
    """Written beside and moved: a run that is cut off leaves the piece before."""
    beside = file.with_suffix(".new.npz")
    np.savez(beside, **arrays)  # type: ignore[arg-type]
    beside.replace(file)


# --- particles --------------------------------------------------------------------------------------------------------


def particles(case: Case, folder: Path, runs: int, until: float) -> dict[str, Figures]:
    """Runs of particles, weighted by their evidence; nothing before four are done and worth three."""
    files = [folder / f"{case.stem}-particles{number}.npz" for number in range(runs)]

    def work(number: int) -> None:
        if not files[number].exists() and time.monotonic() < until:
            totals, evidence = flock(case, case.numbers(1, number))
            _save(files[number], totals=totals, evidence=np.array(evidence))
            print(f"  {case.name}: run {number} of particles", end="\r", file=sys.stderr, flush=True)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(work, range(runs)))
    there = [file for file in files if file.exists()]
    if len(there) < 4:
        return {}
    evidence = np.array([float(np.load(file)["evidence"]) for file in there])
    totals = np.stack([_load(file) for file in there])
    weights = np.exp(evidence - evidence.max())
    whole = _weighted(totals, weights)
    without = np.array([_weighted(np.delete(totals, r, 0), np.delete(weights, r)) for r in range(len(there))])
    errors = np.sqrt((len(there) - 1) * without.var(axis=0))
    size = float(weights.sum() ** 2 / (weights**2).sum())
    print(f"  {case.name}: {len(there)} runs of particles, worth {size:.1f}; log evidence {np.median(evidence):.2f}")
    if size < 3:  # errors of one run are not known
        return {}
    return {"particles": Figures(tuple(map(float, whole)), tuple(map(float, errors)))}


def _weighted(totals: Ints, weights: Floats) -> Floats:
    """Ends and median of runs (rows) with these weights."""
    shares = np.repeat(weights, totals.shape[1])
    order = np.argsort(totals, axis=None)
    upto = np.cumsum(shares[order]) / shares.sum()
    return np.asarray(totals.ravel()[order][np.searchsorted(upto, ENDS)], dtype=np.float64)


# --- beside them ------------------------------------------------------------------------------------------------------


def ours(case: Case) -> Figures:
    """What Chamsae says, from all of its draws."""
    patterns = [list(map(int, row)) for row in case.rows]
    lists = table(case.lists, patterns, list(map(int, case.counts)))
    found = latent(lists, seed=1, effective=16_000.0, classes=case.classes, draws=10**9)
    assert found.chains is not None
    return figures(np.array(found.draws).reshape(found.chains.draws, found.chains.chains).T)


def recorded(data: Path, name: str) -> dict[str, Figures]:
    """The reference row and LCMCR's row of a set."""
    found: dict[str, Figures] = {}
    with (data / "reference_results.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            which = {"LCMCR": "LCMCR", "LCMCR-model, tempered batched HMC": "reference"}.get(row["method"])
            if row["dataset"] == name and which and row["rhat"]:
                places = tuple(float(row[key]) for key in ("q025", "median", "q975"))
                errors = tuple(float(row[f"mcse_{key}"] or "nan") for key in ("q025", "median", "q975"))
                found[which] = Figures(places, errors, float(row["rhat"]))
    return found


def read_case(data: Path, name: str, classes: int | None, clamp: float) -> Case:
    """A table of the data: 0/1 columns and `count`."""
    with (data / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        cells = [row for row in csv.DictReader(file) if float(row["count"]) > 0]
    lists = tuple(key for key in cells[0] if key != "count")
    rows = np.array([[int(row[key]) for key in lists] for row in cells], dtype=np.int64)
    counts = np.array([int(float(row["count"])) for row in cells], dtype=np.int64)
    return Case(name, lists, rows, counts, classes or min(2 ** len(lists) - 1, 10), clamp)


def said(case: Case, witness: Figures, others: dict[str, Figures]) -> bool:
    """All figures of a set beside each other, and the verdict; whether ours agrees with chains that are long enough."""
    print(f"{case.stem}: {case.counts.sum():,} persons\n  {'chains':10}{witness}")
    for name, other in others.items():
        errors = " ".join(f"{z:+.1f}" for z in witness.apart(other))
        print(f"  {name:10}{other}; errors off the chains: {errors}")
    words = [f"{name} {'agrees' if witness.agrees(other) else 'DISAGREES'}" for name, other in others.items()]
    print(f"  verdict   {', '.join(words) if witness.fine else 'chains NOT LONG ENOUGH yet'}\n", flush=True)
    return witness.fine and witness.agrees(others["ours"])


def write(rows: dict[tuple[str, str], Figures]) -> None:
    """Recorded figures; those of other sets and routes are kept."""
    kept = {}
    if RECORD.exists():
        with RECORD.open(encoding="utf-8", newline="") as file:
            kept = {(row["dataset"], row["route"]): row for row in csv.DictReader(file)}
    for (name, route), found in rows.items():
        row = {"dataset": name, "route": route}
        for key, place, error in zip(("low", "median", "high"), found.places, found.errors, strict=True):
            row |= {key: f"{place:.0f}", f"{key}_error": f"{error:.2f}"}
        chained = {key: getattr(found, key) for key in ("rhat", "bulk", "tail")}
        kept[name, route] = row | {key: "" if math.isnan(x) else f"{x:.4f}" for key, x in chained.items()}
    with RECORD.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(next(iter(kept.values()))), lineterminator="\n")
        out.writeheader()
        out.writerows(kept[key] for key in sorted(kept))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--sets", nargs="*", default=SETS)
    ask.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "estimate_witness")
    ask.add_argument("--seconds", type=float, default=500.0)
    ask.add_argument("--data", type=Path, default=DATA)
    ask.add_argument("--classes", type=int)
    ask.add_argument("--clamp", type=float, default=math.inf)
    ask.add_argument("--particles", type=int, default=0, metavar="RUNS")
    ask.add_argument("--record", action="store_true")
    asked = ask.parse_args()
    if asked.record and (asked.classes or asked.clamp < math.inf):
        sys.exit("--record takes the model as it is: without --classes and --clamp")
    if not asked.data.exists():
        sys.exit(f"no data in {asked.data}: name their folder with --data")
    asked.folder.mkdir(parents=True, exist_ok=True)
    until, good = time.monotonic() + asked.seconds, True
    for name in asked.sets:
        case = read_case(asked.data, name, asked.classes, asked.clamp)
        found = particles(case, asked.folder, asked.particles, until) if asked.particles else {}
        witness = chains(case, asked.folder, until)
        if asked.record:
            routes = found | ({"chains": witness} if witness.fine else {})
            write({(name, route): one for route, one in routes.items()})
        good &= said(case, witness, {"ours": ours(case)} | found | recorded(asked.data, name))
    sys.exit(not good)


if __name__ == "__main__":
    main()
