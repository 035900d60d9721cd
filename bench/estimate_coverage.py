"""How often a 95 % interval holds the truth, and how often the verdict warns: made populations of known size.

    python bench/estimate_coverage.py [--populations 500] [--design NAME …] [--method NAME] [--depth quick|full]
                                      [--size 2000] [--processes 2] [--seconds S] [--folder DIR]

The designs are the published ones (chamsae.estimate.simulate). Every result is a line in DIR as soon as it is there; a
run that was cut off, or ended by --seconds, goes on where it was, and the table is of what there is. Each share stands
with its binomial error. Printed beside: LCMCR 0.4.14 on designs of the same parameters (200 populations each, seeds of
its own), measured by us. Promised: coverage of at least .93 where the design carries a number, and a warning or a
refusal for at least .90 of the populations where coverage fails. Exit status 1 when a promise is missed by more than
two errors.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from chamsae.estimate.batch import Wishes, estimate_each
from chamsae.estimate.run import Depth
from chamsae.estimate.simulate import DESIGNS, Design, populations
from chamsae.model.estimate import Estimation, Grade, Method, Verdict

SEED = 20160928
COVERS, WARNS = 0.93, 0.90
#: Share of 95 % intervals of LCMCR 0.4.14 that hold 2,000, of 200 populations.
PEER = {"IND4": 0.955, "MV5": 0.935, "AS3b": 0.965, "AS3a": 1.0, "AS4c": 0.435, "AS1": 0.945, "AS2": 0.0}


@dataclass(frozen=True, slots=True)
class Row:
    """What is kept of one population."""

    population: int
    verdict: str
    codes: tuple[str, ...]
    median: float | None
    low: float | None
    high: float | None
    rhat: float | None

    def covers(self, truth: int) -> bool:
        return self.low is not None and self.high is not None and self.low <= truth <= self.high


def main() -> int:
    asked = _asked()
    asked.folder.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + asked.seconds
    designs = [DESIGNS[name] for name in asked.design or DESIGNS]
    print(f"N = {asked.size:,}, method {asked.method or 'latent, else chapman'}, depth {asked.depth}")
    print("design  populations  95% covers      LCMCR  identified  weak  refused  warned or refused  wrong, unwarned")
    missed = [design.name for design in designs if not _design(design, asked, until)]
    if missed:
        print(f"missed: {', '.join(missed)}")
    return 1 if missed else 0


def _design(design: Design, asked: argparse.Namespace, until: float) -> bool:
    """Run what is missing of one design while there is time, print its line; whether its promise is kept."""
    method = asked.method or "default"
    path = asked.folder / f"{design.name}-{asked.size}-{method}-{asked.depth}.jsonl"
    rows = _read(path)
    tables = list(populations(design, seed=SEED, size=asked.size, many=asked.populations))
    left = [table for table in tables if int(dict(table.stratum)["population"]) not in rows]
    wishes = Wishes(method=Method(asked.method) if asked.method else None, depth=Depth(asked.depth))
    if left and time.monotonic() < until:
        for found in estimate_each(left, seed=SEED, wishes=wishes, processes=asked.processes):
            row = _row(found)
            rows[row.population] = row
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(row)) + "\n")
            if time.monotonic() > until:
                break
    kept = [row for row in rows.values() if row.population < asked.populations]
    return _printed(design, kept, asked.size) if kept else True


def _row(found: Estimation) -> Row:
    answer = found.answer
    chains = answer.chains if answer else None
    return Row(
        population=int(dict(found.table.stratum)["population"]),
        verdict=found.verdict,
        codes=tuple(finding.code for finding in found.findings if finding.grade is not Grade.NOTE),
        median=answer.median if answer else None,
        low=answer.low if answer else None,
        high=answer.high if answer else None,
        rhat=chains.rhat if chains else None,
    )


def _printed(design: Design, rows: Sequence[Row], size: int) -> bool:
    many = len(rows)
    given = [row for row in rows if row.low is not None]
    covered = sum(row.covers(size) for row in given)
    share = {verdict: sum(row.verdict == verdict for row in rows) / many for verdict in Verdict}
    warned = 1 - share[Verdict.IDENTIFIED]
    unwarned = sum(row.verdict == Verdict.IDENTIFIED and not row.covers(size) for row in rows)
    peer = f"{PEER[design.name]:.3f}" if design.name in PEER else "–"
    print(
        f"{design.name:7} {many:11} {_with_error(covered, len(given)):>15} {peer:>7} "
        f"{share[Verdict.IDENTIFIED]:>11.3f} "
        f"{share[Verdict.WEAK]:>5.3f} {share[Verdict.REFUSED]:>8.3f} {_with_error(round(warned * many), many):>18} "
        f"{unwarned:>16}"
    )
    said = Counter(code for row in rows for code in row.codes).most_common(6)
    print("        " + ", ".join(f"{code} {count / many:.2f}" for code, count in said))
    if design.carries:
        return not given or covered / len(given) + 2 * _error(covered, len(given)) >= COVERS
    return warned + 2 * _error(round(warned * many), many) >= WARNS


def _with_error(hits: int, of: int) -> str:
    return f"{hits / of:.3f} ± {_error(hits, of):.3f}" if of else "none"


def _error(hits: int, of: int) -> float:
    share = hits / of
    return float((share * (1 - share) / of) ** 0.5)


def _read(path: Path) -> dict[int, Row]:
    """The rows of a run before; a line cut off in writing is left out and taken away."""
    if not path.exists():
        return {}
    rows = {row.population: row for row in _whole(path.read_text("utf-8").splitlines())}
    path.write_text("".join(json.dumps(asdict(row)) + "\n" for row in rows.values()), "utf-8")
    return rows


def _whole(lines: Sequence[str]) -> Iterator[Row]:
    for line in lines:
        try:
            held = json.loads(line)
        except ValueError:
            continue
        yield Row(**{**held, "codes": tuple(held["codes"])})


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--populations", type=int, default=500)
    parser.add_argument("--design", nargs="*", choices=list(DESIGNS))
    parser.add_argument("--method", choices=[str(method) for method in Method])
    parser.add_argument("--depth", choices=[str(depth) for depth in Depth], default=str(Depth.QUICK))
    parser.add_argument("--size", type=int, default=2000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--folder", type=Path, default=Path("build/estimate_coverage"))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
