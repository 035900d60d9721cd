"""Whether weights say what a run says: medians under other priors of alpha, by weights and by runs of their own.

    python bench/estimate_priors.py [FILE.csv …]

Without files, Kosovo and HIV in Rome from ../shared/data/mse. Promised: medians and lower ends by weights lie within
2 % of those of runs, upper ends within 6 %, for they are known less well. Exit status 1 otherwise.
"""

import argparse
import sys
from pathlib import Path

from chamsae.estimate.latent import latent, latent_beside
from chamsae.estimate.priors import CONCENTRATIONS
from chamsae.estimate.tables import read_csv
from chamsae.model.estimate import Estimate

MSE = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "mse"
NEAR, NEAR_ABOVE = 0.02, 0.06


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[MSE / "kosovo_1999.csv", MSE / "hiv_rome.csv"])
    files = [file for file in parser.parse_args().files if file.exists()]
    if not files:
        print(f"nothing to measure: no tables in {MSE}")
        return 0
    print(f"{'table':18} {'alpha ~ Gamma':>15} {'by weights':>26} {'by a run':>26}   Pareto k  effective")
    return int(sum(not _near(file) for file in files) > 0)


def _near(file: Path) -> bool:
    (table,) = read_csv(file)
    answer, told = latent_beside(table, CONCENTRATIONS, seed=1)
    print(f"{file.stem:18} {'(0.25, 0.25)':>15} {_said(answer):>26}")
    near = True
    for gamma, one in zip(CONCENTRATIONS, told, strict=True):
        run = latent(table, seed=2, concentration=gamma, effective=2000.0)
        known = f"{one.settings['pareto_k']:11.2f} {one.settings['effective']:10,.0f}" if one else "  cannot be told"
        print(f"{'':18} {gamma!s:>15} {_said(one):>26} {_said(run):>26}{known}")
        near = near and (one is None or _like(one, run))
    return near


def _like(one: Estimate, run: Estimate) -> bool:
    pairs = ((one.median, run.median, NEAR), (one.low, run.low, NEAR), (one.high, run.high, NEAR_ABOVE))
    return all(by is not None and of is not None and abs(by / of - 1) <= most for by, of, most in pairs)


def _said(one: Estimate | None) -> str:
    return f"{one.median:,.0f} [{one.low:,.0f}, {one.high:,.0f}]" if one else "–"


if __name__ == "__main__":
    sys.exit(main())
