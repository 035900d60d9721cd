"""The estimators without chance in them, against reference results of the R programs, and against plain peers.

    python bench/estimate_exact.py [--data DIR] [--all] [--part NAME]

Reads the capture tables and results in ../shared/data/mse (or --data). Every hierarchical log-linear model and every
model of a closed population to 4 digits (Rcapture), every posterior over decomposable graphs to 3 digits and its
quantiles to the person (dga), every stepwise fit with its interval and the bootstrap's ends within their Monte Carlo
error (SparseMSE), and the closed formulas. Then the same work done plainly, in the same run: each log-linear model by
a general optimiser, each graph by itself, each resample by itself. Fails where a reference is missed. --all names
every row that was compared; --part runs one of models, closed_models, formulas, posteriors, stepwise, peers.
"""

import argparse
import csv
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import isnan
from pathlib import Path
from typing import TypeVar

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln, logsumexp, pdtr, pdtrc

from chamsae.estimate.existence import exists
from chamsae.estimate.graphs import Saturated, graphs
from chamsae.estimate.graphs_all import decomposable
from chamsae.estimate.loglinear import hierarchical
from chamsae.estimate.loglinear_closed import Closed, closed
from chamsae.estimate.loglinear_models import Term, Terms, counts, design, every_model, generators, terms_up_to
from chamsae.estimate.simple import chao, chapman_pairs
from chamsae.estimate.sparse import sparse
from chamsae.estimate.tables import read_csv
from chamsae.model.estimate import CaptureTable, Model

T = TypeVar("T")
DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "mse"
NAMES = {"kosovo": "kosovo_1999", "HIV": "hiv_rome", "lesbian": "lesbian_allegheny", "hav": "hepatitis_a_taiwan"}
NAMES |= {"diabetes": "diabetes_italy"}
DIGITS = 1e-4
#: Runs of the bootstrap for tables of up to four lists, which take no time, and of more.
SEEDS = (60, 8)
#: R stops fitting when the deviance changes by less than 1e-8 of itself, which leaves its standard errors this far off.
STOPPED = 5e-4


@dataclass(frozen=True, slots=True)
class Line:
    """One number or word compared with its reference."""

    group: str
    what: str
    ours: object
    wanted: object
    held: bool


def main() -> int:
    """Compare everything, print the table; 0 when all held, 1 when not, 2 without the data."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--part")
    args = parser.parse_args()
    if not (args.data / "reference_results.csv").exists():
        print(f"no reference results in {args.data}: nothing was compared; give their folder with --data")
        return 2
    lines: list[Line] = []
    for part in (models, closed_models, formulas, posteriors, stepwise):
        if args.part in {None, part.__name__}:
            began = time.process_time()
            found = list(part(args.data))
            lines += found
            _print(found, time.process_time() - began, every=args.all)
    if args.part in {None, "peers"}:
        for peer in (peer_models, peer_graphs, peer_resamples):
            print(peer(args.data), flush=True)
    missed = [line for line in lines if not line.held]
    print(f"\n{len(lines)} compared, {len(lines) - len(missed)} held, {len(missed)} missed")
    return 1 if missed else 0


def models(data: Path) -> Iterator[Line]:
    """Every hierarchical model of 3 and 4 lists; where a total is not determined, that it is said."""
    for row in _rows(data / "reference_rcapture_closedpMS.csv"):
        ours = _hierarchical(data, NAMES.get(row["dataset"], row["dataset"]))[_key(row["model"])]
        what = f"{row['dataset']} {row['model']}"
        group = "log-linear, all models"
        if ours.total is None:
            yield Line(f"{group}: total not determined, none given", what, None, row["abundance"], not ours.exists)
        else:
            yield _near(f"{group}: total", what, ours.total, row["abundance"])
            yield _near(f"{group}: standard error", what, ours.error, row["stderr"])
        yield _near(f"{group}: deviance", what, ours.deviance, row["deviance"], slack=1e-6)
        yield Line(f"{group}: degrees of freedom", what, ours.freedom, row["df"], ours.freedom == int(row["df"]))
        yield _near(f"{group}: AIC", what, ours.aic, row["AIC"])
        yield _near(f"{group}: BIC", what, ours.bic, row["BIC"])


def closed_models(data: Path) -> Iterator[Line]:
    """M0 to Mbh. Rcapture's standard error of Mbh is left out: simulation agrees with ours and not with it."""
    for row in _references(data, "closedp.t "):
        ours = _closed(data, row["dataset"])[Closed(row["method"].removeprefix("closedp.t "))]
        what, group = f"{row['dataset']} {ours.terms}", "closed population"
        note = dict(re.findall(r"(\w+)=(-?[\d.]+)", row["note"]))
        yield _near(f"{group}: deviance", what, ours.deviance, note["deviance"], slack=6e-4)
        yield _parameters(ours, int(note["df"]), group, what)
        less = (ours.freedom or 0) - int(note["df"])
        bic = (ours.bic or 0.0) + less * float(np.log(_table(data, row["dataset"]).n))
        yield _near(f"{group}: BIC (of as many parameters)", what, bic, note["BIC"], slack=6e-4)
        if ours.total is None:
            yield Line(f"{group}: total not determined, none given", what, None, row["median"], not ours.exists)
            continue
        yield _near(f"{group}: total", what, ours.total, row["median"], slack=1e-4)
        if ours.terms not in {Closed.MB, Closed.MBH} and row["sd"]:
            yield _near(f"{group}: standard error", what, ours.error, row["sd"], digits=STOPPED, slack=1e-4)


def formulas(data: Path) -> Iterator[Line]:
    """Chapman's pairs, Chao's formula, no highest-order interaction."""
    for row in _references(data, "Chapman"):
        pairs = [round(pair.median) for pair in chapman_pairs(_table(data, row["dataset"]))]
        ends = f"{float(row['q025']):.0f} to {float(row['q975']):.0f}"
        ours = f"{min(pairs)} to {max(pairs)}"
        yield Line("Chapman, lowest and highest pair", row["dataset"], ours, ends, ours == ends)
    for row in _references(data, "Chao 1987"):
        floors = {model.terms: model.total for model in chao(_table(data, row["dataset"])).models}
        yield _rounded("Chao's formula", row, floors["Chao 1987"])
    for row in _references(data, "no-highest-order"):
        table = _table(data, row["dataset"])
        (model,) = hierarchical(table, [combinations(table.lists, len(table.lists) - 1)])
        yield _rounded("no highest-order interaction", row, model.total)


def _rounded(group: str, row: dict[str, str], total: float | None) -> Line:
    return Line(group, row["dataset"], total, row["median"], round(total or 0.0, 1) == float(row["median"]))


def posteriors(data: Path) -> Iterator[Line]:
    """dga's posteriors, on every whole number it used, with the saturated graph and without it.

    Without it the row of the Netherlands was made on thinned numbers (memory) and is two persons off the row with it,
    where that graph has no weight: so these rows are held to 4 digits.
    """
    for row in _references(data, "dga"):
        table = _table(data, row["dataset"])
        delta = float(_found(r"delta=([\d.]+)", row["settings"]))
        most = int(_found(r"(\d+)n", row["settings"])) * table.n
        kept = Saturated.KEEP if row["method"].startswith("dga (") else Saturated.DROP
        ours = graphs(table, delta=delta, saturated=kept, most=most)
        what = f"{row['dataset']} {row['settings']}"
        for name, value in (("median", ours.median), ("q025", ours.low), ("q975", ours.high)):
            group = "to the person" if kept is Saturated.KEEP else "without the saturated graph, 4 digits"
            digits = 0.0 if kept is Saturated.KEEP else DIGITS
            yield _near(f"graphs: {name}, {group}", what, value, row[name], digits=digits)
        for name in ("mean", "sd"):
            yield _near(f"graphs: {name}, 3 digits", what, float(ours.settings[name]), row[name], digits=1e-3)
        if "P(saturated" in row["note"]:
            wanted = _found(r"P\(saturated graph\)=([\d.]+)", row["note"])
            held = abs(float(ours.settings["saturated"]) - float(wanted)) <= 5.1e-5
            yield Line("graphs: P(saturated), 4 decimals", what, ours.settings["saturated"], wanted, held)


def stepwise(data: Path) -> Iterator[Line]:
    """SparseMSE: model, total and normal interval, existence of all pairs, and where the bootstrap's ends may fall.

    R's ends are from 200 resamples of one seed. They must lie among ours of 200 resamples and several seeds, or
    beyond them by no more than half their range: some of these ends are the lowest few of 200 totals. R cut long models
    short when it printed them; the total to 4 digits says the rest.
    """
    for row in _references(data, "SparseMSE"):
        table, what = _table(data, row["dataset"]), row["dataset"]
        runs = [sparse(table, seed=seed) for seed in range(SEEDS[len(table.lists) > 4])]
        ours = runs[0]
        yield _near("sparse: total", what, ours.median, row["median"])
        yield _near("sparse: low end, normal", what, float(ours.settings["low"]), row["q025"])
        yield _near("sparse: high end, normal", what, float(ours.settings["high"]), row["q975"])
        printed = row["note"].partition("model:")[2]
        pairs = {frozenset(pair.split(":")) for pair in re.findall(r"\S+:\S+", printed)}
        mine = {frozenset(term.split(":")) for term in ours.model.split(", ") if ":" in term}
        yield Line("sparse: every pair of R's model", what, ours.model, printed, mine >= pairs)
        code = int(_found(r"checkident\(all pairs\)=(\d)", row["note"]))
        found = exists(table, combinations(table.lists, 2))
        yield Line("sparse: existence of all pairs", what, int(found), code, found == code)
        ends = [float(end) for end in _found(r"BCa95=\[(.*?)\]", row["note"]).split(",")]
        if not any(map(isnan, ends)):  # R gave none for Kosovo
            yield _among("sparse: bootstrap, low end", what, [run.low for run in runs], ends[0])
            yield _among("sparse: bootstrap, high end", what, [run.high for run in runs], ends[1])


def _among(group: str, what: str, ours: list[float | None], wanted: float) -> Line:
    known = [np.inf if end is None else end for end in ours]
    slack = (max(known) - min(known)) / 2
    held = min(known) - slack <= wanted <= max(known) + slack
    return Line(group, what, f"{min(known):.0f} to {max(known):.0f}", wanted, held)


def peer_models(data: Path) -> str:
    """All models of a table of four lists, each by a general optimiser with its gradient."""
    table = _table(data, "kosovo_1999")
    observed = counts(table)

    every = every_model(4)
    ours, mine = _timed(lambda: hierarchical(table, [_interactions(model, table) for model in every]))
    theirs, peer = _timed(lambda: [_fitted(design(4, _in_order(model)), observed) for model in every])
    off = max(abs((one.total or 0.0) / (table.n + np.exp(two[0])) - 1) for one, two in zip(mine, peer, strict=True))
    return _peer("113 log-linear models", "scipy's BFGS on each", ours, theirs, float(off))


def _in_order(model: Terms) -> list[Term]:
    return sorted(model, key=lambda term: (len(term), sorted(term)))


def peer_graphs(data: Path) -> str:
    """The graphs of most weight over five lists, each by itself: all its cells counted anew for every number."""
    table = _table(data, "uk_modern_slavery_5")
    most, everything = 30 * table.n, decomposable(5)
    grid, _ = _timed(lambda: graphs(table, saturated=Saturated.KEEP))
    ours, found = _timed(lambda: graphs(table, saturated=Saturated.KEEP, most=most))
    weights = {_lists(model.terms): model.weight or 0.0 for model in found.models}
    at = [row for row, cliques in enumerate(everything.cliques) if _named(cliques, table.lists) in weights]
    theirs, alone = _timed(lambda: [_alone(table, everything.shares[row], most, 2.0**-5) for row in at])
    shares = np.exp(np.array(alone) - max(alone))
    mine = np.array([weights[_named(everything.cliques[row], table.lists)] for row in at])
    off = float(np.abs(shares / shares.sum() - mine / mine.sum()).max())
    what = f"822 graphs on {most:,} numbers (and on our grid {grid:.3f} s)"
    return _peer(what, f"each graph alone, by {len(at)} of them", ours, theirs * 822 / len(at), off)


def _alone(table: CaptureTable, shares: np.ndarray, most: int, delta: float) -> float:
    unseen = np.arange(1, most + 1)
    total = table.n + unseen
    score = gammaln(total + 1) - gammaln(unseen + 1) - np.log(total)
    for chosen in np.flatnonzero(shares):
        places = [at for at in range(len(table.lists)) if chosen >> at & 1]
        own = delta * 2 ** (len(table.lists) - len(places))
        cells: dict[tuple[int, ...], int] = {(0,) * len(places): 0}
        for pattern, count in zip(table.patterns, table.counts, strict=True):
            seen = tuple(pattern[at] for at in places)
            cells[seen] = cells.get(seen, 0) + count
        nobody = cells.pop((0,) * len(places))
        part = gammaln(nobody + unseen + own) - gammaln(own) - gammaln(total + delta * 2 ** len(table.lists))
        score = score + shares[chosen] * (part + sum(gammaln(count + own) - gammaln(own) for count in cells.values()))
    return float(logsumexp(score))


def peer_resamples(data: Path) -> str:
    """Forward selection on one resample after the other, each model by a general optimiser."""
    table = _table(data, "uk_modern_slavery_5")
    observed, some = counts(table), 10
    ours, _ = _timed(lambda: sparse(table, seed=1, resamples=200))
    drawn = np.random.default_rng(1).multinomial(table.n, observed / table.n, size=some)
    theirs, totals = _timed(lambda: [_selected(row.astype(float), 5) for row in drawn])
    work = (200 + len(table.patterns)) / some
    off = abs(_selected(observed, 5) / sparse(table, seed=1, resamples=2).median - 1)
    return _peer(
        "200 resamples and the jackknife", f"scipy's BFGS, by {len(totals)} resamples", ours, theirs * work, off
    )


def _selected(observed: np.ndarray, lists: int) -> float:
    """The total after forward selection, without any check that it exists."""
    terms = list(terms_up_to(lists, 2))
    chosen, rest = terms[: lists + 1], terms[lists + 1 :]
    while True:
        kept = np.ones(len(observed), bool)
        for term in chosen[lists + 1 :]:
            if not (common := design(lists, [term])[:, 0].astype(bool)) @ observed:
                kept &= ~common
        used = [term for term in chosen if design(lists, [term])[kept, 0].any()]
        beta = _fitted(design(lists, used)[kept], observed[kept])
        means = np.where(kept, np.exp(design(lists, used) @ beta), 0.0)
        chances = {term: _chance(design(lists, [term])[:, 0], observed, means) for term in rest}
        best = min(chances, key=lambda term: chances[term], default=None)
        if best is None or chances[best] >= 0.02:
            return float(observed.sum() + np.exp(beta[0]))
        chosen.append(best)
        rest.remove(best)


def _chance(common: np.ndarray, observed: np.ndarray, means: np.ndarray) -> float:
    seen, expected = common @ observed, max(common @ means, 1e-300)
    return float(min(pdtr(seen, expected), pdtrc(seen - 1, expected) if seen else 1.0))


def _fitted(model: np.ndarray, observed: np.ndarray) -> np.ndarray:
    start = np.append(np.log(observed.mean()), np.zeros(model.shape[1] - 1))
    scale = observed.sum()

    def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
        means = np.exp(np.minimum(model @ beta, 50.0))
        return float(means.sum() - observed @ (model @ beta)) / scale, model.T @ (means - observed) / scale

    found: np.ndarray = minimize(loss, start, jac=True, method="BFGS", options={"gtol": 1e-9}).x
    return found


def _peer(what: str, how: str, ours: float, theirs: float, off: float) -> str:
    return (
        f"peer: {what}: ours {ours:.3f} s, {how} {theirs:.2f} s of processor: {theirs / ours:.0f} times as long; "
        f"the largest difference between them {off:.1e}"
    )


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds of processor of the second call, as the first one loads and caches."""
    work()
    began = time.process_time()
    done = work()
    return time.process_time() - began, done


def _near(  # noqa: PLR0917 - a number, its reference and how far they may be apart
    group: str, what: str, ours: float | None, wanted: str, digits: float = DIGITS, slack: float = 0.0
) -> Line:
    held = ours is not None and abs(ours - float(wanted)) <= digits * abs(float(wanted)) + slack
    return Line(group, what, ours, wanted, held)


def _parameters(ours: Model, wanted: int, group: str, what: str) -> Line:
    """Degrees of freedom; Rcapture keeps a parameter of Chao's bound that only cells without anybody bear."""
    same = ours.freedom == wanted or (ours.freedom == wanted + 1 and "Chao" in ours.terms)
    return Line(f"{group}: degrees of freedom", what, ours.freedom, wanted, same)


def _print(lines: Iterable[Line], seconds: float, *, every: bool) -> None:
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.group, []).append(line)
    print(f"{seconds:7.1f} s of processor")
    for group, members in groups.items():
        missed = [line for line in members if not line.held]
        print(f"  {'MISSED' if missed else 'held':6} {len(members) - len(missed):4} of {len(members):4}  {group}")
        for line in members if every else missed:
            print(f"           {line.what}: ours {line.ours}, reference {line.wanted}")
    sys.stdout.flush()


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _references(data: Path, method: str) -> list[dict[str, str]]:
    rows = _rows(data / "reference_results.csv")
    return [row for row in rows if row["method"].startswith(method) and "NOT CONVERGED" not in row["note"]]


@cache
def _table(data: Path, name: str) -> CaptureTable:
    return read_csv(data / f"{name}.csv")[0]


@cache
def _closed(data: Path, name: str) -> dict[str, Model]:
    return {model.terms: model for model in closed(_table(data, name))}


@cache
def _hierarchical(data: Path, name: str) -> dict[frozenset[frozenset[int]], Model]:
    table = _table(data, name)
    wanted = every_model(len(table.lists))
    found = hierarchical(table, [_interactions(model, table) for model in wanted])
    return {frozenset(generators(model)): ours for model, ours in zip(wanted, found, strict=True)}


def _interactions(model: Terms, table: CaptureTable) -> list[list[str]]:
    return [[table.lists[at] for at in term] for term in generators(model) if len(term) > 1]


def _key(terms: str) -> frozenset[frozenset[int]]:
    return frozenset(frozenset(int(digit) - 1 for digit in term) for term in terms.strip("[]").split(","))


def _lists(terms: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(term.split(":")) for term in terms.split(", "))


def _named(cliques: tuple[int, ...], names: tuple[str, ...]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(name for at, name in enumerate(names) if clique >> at & 1) for clique in cliques)


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise ValueError(f"{pattern} is not in {text}")
    return match[1]


if __name__ == "__main__":
    sys.exit(main())
