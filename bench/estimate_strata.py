"""176 strata times 20 replicates: `make bench-estimate_strata`.

    python bench/estimate_strata.py [--strata N] [--seconds S] [--folder DIR] [--data FOLDER]

Latent classes, five classes, on each of the 3,520 tables: R-hat at most 1.01 and at least 1,000 effective draws of N,
in the middle and at the ends. Replicates are the counts of Peru's strata drawn anew around the observed, as imputations
differ. Processor seconds throughout, as the machine may be shared.

LCMCR's time, of which the mark is a twentieth, is what it needs for 1,000 effective draws of N in each table and no
more (the fewer of middle and ends), by one chain, its burn-in not counted and R-hat not asked. It is measured by plain
Gibbs in this run, one chain of 50,000 iterations on a replicate of each stratum, beside ours: the algorithm of LCMCR,
held to what was recorded of LCMCR itself on these strata (3.9 µs an iteration; 1,025 effective draws of 50,000 in the
median, 157 at the tenth part). Where so few came that their rate is not known, 50 are taken, in favour of the peer.
Printed beside: as many effective draws of the peer as ours made; LCMCR's 50,000 iterations as recorded, without R-hat;
and the 5.01 million that verdata takes.

One replicate of each stratum is held to long chains of its own from another seed: shares of draws below their median
apart by more than Monte Carlo error would show a start that was not forgotten. The published fixture of 20 replicates
of one stratum is combined by verdata's rule and must give 1,266 / 1,593 / 2,148. Results are lines in DIR as soon as a
stratum is done; a run that was cut off, or ended by --seconds, goes on where it was. Exit code 1 where the mark is
missed.
"""

import argparse
import csv
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from chamsae.estimate.combine import combine
from chamsae.estimate.latent import latent, latent_batch
from chamsae.estimate.latent.chains import RHAT
from chamsae.estimate.latent.gibbs import Walks
from chamsae.estimate.latent.model import problem
from chamsae.estimate.latent.quick import diagnosed_quickly
from chamsae.estimate.tables import read_csv
from chamsae.model.estimate import CaptureTable, Estimate, Method

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "mse"
REPLICATES, CLASSES, EFFECTIVE = 20, 5, 1000.0
#: Iterations of the peer and the least effective draws that its rate is taken from.
PEER, KNOWN = 50_000, 50.0
#: LCMCR as recorded: CPU seconds of 50,000 iterations on each of 176 strata; verdata's iterations of a table.
RECORDED, VERDATA = 34.2, 5_010_000
#: The share of the peer's time that the mark allows.
SHARE = 1 / 20
FIXTURE = (1266, 1593, 2148)


@dataclass(frozen=True, slots=True)
class Row:
    """What is kept of one stratum: seconds of ours and of the peer, what the chains say, and the trial by itself."""

    stratum: str
    n: int
    ours: float
    peer: float
    peer_bulk: float
    peer_tail: float
    rhat: float
    least: float
    made: float
    samplers: tuple[str, ...]
    moved: float

    @property
    def needed(self) -> float:
        """Seconds of the peer until it has as many effective draws in every replicate."""
        return self.made * self.each

    @property
    def strictly(self) -> float:
        """Seconds of the peer until it has a thousand in every replicate."""
        return REPLICATES * EFFECTIVE * self.each

    @property
    def each(self) -> float:
        """Seconds of the peer for an effective draw."""
        return self.peer / max(min(self.peer_bulk, self.peer_tail), KNOWN)


def main() -> int:
    asked = _asked()
    if not asked.data.exists():
        print(f"no data in {asked.data}: name their folder with --data")
        return 2
    asked.folder.mkdir(parents=True, exist_ok=True)
    path, until = asked.folder / "strata.jsonl", time.monotonic() + asked.seconds
    strata = read_csv(asked.data / "peru_cvr_strata_3lists.csv", by=["stratum", "perp"])[: asked.strata]
    rows = _read(path)
    _compile(strata[0])
    for place, table in enumerate(strata):
        name = " ".join(value for _, value in table.stratum)
        if name not in rows and time.monotonic() < until:
            rows[name] = _row(name, table, place)
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(rows[name])) + "\n")
    kept = _printed(list(rows.values()), len(strata))
    return 0 if _fixture(asked.data) and kept else 1


def _row(name: str, table: CaptureTable, place: int) -> Row:
    """One stratum: all replicates by ours, one by the peer, one by chains of its own."""
    tables = _replicates(table, place)
    began = time.process_time()
    found = list(latent_batch(tables, seed=1, classes=CLASSES, effective=EFFECTIVE, threads=1))
    ours = time.process_time() - began
    peer, bulk, tail = _peer(tables[0])
    which = place % 7 + 1
    alone = latent(tables[which], seed=2, classes=CLASSES, effective=4 * EFFECTIVE, draws=10**6)
    chains = [one.chains for one in found if one.chains]
    return Row(
        stratum=name, n=table.n, ours=ours, peer=peer, peer_bulk=bulk, peer_tail=tail,
        rhat=max(one.rhat for one in chains), least=min(min(one.bulk, one.tail) for one in chains),
        made=sum(min(one.bulk, one.tail) for one in chains),
        samplers=tuple(sorted({str(one.settings["sampler"]) for one in found})), moved=_moved(found[which], alone),
    )  # fmt: skip


def _replicates(table: CaptureTable, place: int) -> list[CaptureTable]:
    """Counts above three moved by one up, one down or not at all."""
    numbers = np.random.default_rng([7, place])
    moved = [[int(count) + int(numbers.integers(-1, 2)) * (count > 3) for count in table.counts] for _ in range(20)]
    return [
        replace(table, counts=tuple(counts), stratum=(*table.stratum, ("replicate", f"R{at}")))
        for at, counts in enumerate(moved[:REPLICATES], start=1)
    ]


def _peer(table: CaptureTable) -> tuple[float, float, float]:
    """Seconds of 50,000 iterations of plain Gibbs, one chain, and their effective draws, middle and tail."""
    one = problem(table, classes=CLASSES)
    walks = Walks(one, 3, 1)
    walks.warm(2000)
    began = time.process_time()
    logs = walks.run(PEER)
    taken = time.process_time() - began
    numbers = np.random.default_rng(1)
    totals = one.n + numbers.poisson(numbers.gamma(float(one.n), size=logs.shape) * np.expm1(-logs))
    said = diagnosed_quickly(totals, one.n)
    return taken, said.bulk, said.tail


def _moved(one: Estimate, other: Estimate) -> float:
    """How far the shares of draws below the other's median are apart, in standard errors; of equal draws half count."""
    middle = other.median
    drawn = [np.array(each.draws, dtype=float) for each in (one, other)]
    below = [float(np.mean(draws < middle) + np.mean(draws == middle) / 2) for draws in drawn]
    equal = float(np.mean(drawn[1] == middle))
    spread = max(below[1] * (1 - below[1]) - equal / 4, 1e-3)
    error = spread * sum(1 / each.chains.bulk for each in (one, other) if each.chains)
    return (below[0] - below[1]) / float(error**0.5)


def _printed(rows: Sequence[Row], of: int) -> bool:
    if not rows:
        return False
    ours, theirs = sum(row.ours for row in rows), sum(row.needed for row in rows)
    each = sum(row.peer for row in rows) / len(rows) / PEER * 1e6
    bulk = np.quantile([row.peer_bulk for row in rows], (0.1, 0.5))
    recorded = RECORDED * REPLICATES * len(rows) / 176
    unknown = [row for row in rows if min(row.peer_bulk, row.peer_tail) < KNOWN]
    agreed = sum(row.rhat <= RHAT and row.least >= EFFECTIVE for row in rows)
    moved = np.abs([row.moved for row in rows])
    tables = len(rows) * REPLICATES
    print(f"{len(rows)} of {of} strata, {tables:,} tables, seconds of processor")
    print(
        f"ours {ours:.1f} s, {ours / tables * 1e3:.1f} ms a table; in all replicates of {agreed} strata R-hat <= "
        f"{RHAT} and effective draws >= {EFFECTIVE:.0f} (greatest R-hat {max(row.rhat for row in rows):.4f})"
    )
    print(
        f"peer, plain Gibbs in this run: {each:.2f} µs an iteration (LCMCR recorded 3.9), effective draws of {PEER:,}:"
        f" median {bulk[1]:.0f} (1,025), tenth part {bulk[0]:.0f} (157)"
    )
    print(
        f"peer to as many effective draws in every table: {theirs:.0f} s ({len(unknown)} strata, taken at "
        f"{KNOWN:.0f} effective draws of {PEER:,}, are {sum(row.needed for row in unknown):.0f} s of it)"
    )
    print(f"ours is {theirs / ours:.1f} times as fast")
    strictly = sum(row.strictly for row in rows)
    print(
        f"peer to {EFFECTIVE:.0f} in each and no more: {strictly:.0f} s, {strictly / ours:.1f} times; "
        f"the mark is {1 / SHARE:.0f}"
    )
    few = [row for row in rows if row not in unknown]
    print(f"without those strata: {sum(row.strictly for row in few) / sum(row.ours for row in few):.1f} times")
    print(
        f"LCMCR's 50,000 iterations as recorded, without R-hat: {recorded:.0f} s, {recorded / ours:.1f} times; "
        f"verdata's {VERDATA:,}: {recorded * VERDATA / PEER / ours:.0f} times"
    )
    print(
        f"a replicate that followed beside chains of its own: {np.mean(moved > 1.96):.3f} of shares apart by more "
        f"than 1.96 errors, {np.mean(moved > 3):.3f} by more than 3; mean of all "
        f"{np.mean([row.moved for row in rows]):+.2f}"
    )
    for row in sorted(rows, key=lambda row: -row.ours)[:4]:
        print(
            f"  longest: {row.stratum} (n {row.n}) {row.ours:.1f} s, {', '.join(row.samplers)}; peer {row.needed:.0f} s"
        )
    return len(rows) == of and ours <= SHARE * strictly and agreed == len(rows)


def _fixture(data: Path) -> bool:
    """The published replicates of one stratum, combined."""
    with (data / "verdata_combine_fixture.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    began = time.process_time()
    said = combine([_published(row) for row in rows]).estimate
    taken = time.process_time() - began
    ends = tuple(round(end or 0.0) for end in (said.low, said.median, said.high)) if said else ()
    print(f"verdata's fixture, {len(rows)} replicates combined in {taken * 1e3:.0f} ms: {ends}, published {FIXTURE}")
    return ends == FIXTURE


def _published(row: dict[str, str]) -> Estimate:
    draws = tuple(int(row[key]) for key in row if key.startswith("d") and row[key])
    return Estimate(method=Method.LATENT, n=int(row["n_obs"]), median=float(np.median(draws)), draws=draws)


def _compile(table: CaptureTable) -> None:
    """What is compiled or imported at first use is in nobody's time."""
    warm = _replicates(table, 0)[:2]
    list(latent_batch(warm, seed=1, classes=CLASSES, budget=100, threads=1))
    _peer(warm[0])
    latent(warm[0], seed=1, classes=CLASSES, budget=100)


def _read(path: Path) -> dict[str, Row]:
    """The rows of a run before; a line cut off in writing is left out and taken away."""
    rows: dict[str, Row] = {}
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        try:
            held = json.loads(line)
        except ValueError:
            continue
        rows[held["stratum"]] = Row(**{**held, "samplers": tuple(held["samplers"])})
    path.write_text("".join(json.dumps(asdict(row)) + "\n" for row in rows.values()), "utf-8")
    return rows


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--strata", type=int, default=176)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--folder", type=Path, default=Path("build/estimate_strata"))
    parser.add_argument("--data", type=Path, default=DATA)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
