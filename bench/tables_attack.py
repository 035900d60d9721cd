"""1,000 random tables let out, and what a reader can still work out of them: nothing, or this ends with status 1.

    python -m bench.tables_attack [--tables 1000] [--seed 1]

Two-way and three-way tables with margins, pairs that share an axis, and the same table a year later. Says how many
small numbers there were, how many other numbers were held back for them, how many tables had to stay, and the time.
"""

import argparse
import random
import sys
import time
from collections import Counter
from dataclasses import replace

from tests.protect.test_suppression import AXES, LEAST, counted, invented, summed

from chamsae.model.released_table import TruthTable
from chamsae.protect.attacker import exposed
from chamsae.protect.suppression import suppress

#: How many keys the axes of each kind of table have.
SHAPES = {
    "two-way": ((6, 5), (8, 4), (5, 3)),
    "three-way": ((4, 4, 3),),
    "a pair": ((4, 4, 3),),
    "a year later": ((6, 5), (5, 3)),
}


def main() -> int:
    """Make, let out, attack, count."""
    options = argparse.ArgumentParser()
    options.add_argument("--tables", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    found: Counter[str] = Counter()
    begun = time.perf_counter()
    while found["tables"] < given.tables:
        _case(random.Random(given.seed * 1_000_003 + found["tables"]), found)
    found["seconds"] = round(time.perf_counter() - begun)
    for name, number in found.items():
        print(f"{name:>28} {number:,}")
    return 1 if found["recovered"] else 0


def _case(chance: random.Random, found: Counter[str]) -> None:
    kind = chance.choice(("two-way", "three-way", "a pair", "a year later"))
    cells = invented(chance, chance.choice(SHAPES[kind]))
    later = {keys: number + chance.choice((0, 0, 0, 1, 2, 9, 25)) for keys, number in cells.items()}
    waves = [[counted(cells)], [counted(later, moment=2)]] if kind == "a year later" else [[counted(cells)]]
    if kind == "a pair":
        waves = [[counted(summed(cells, kept), axes=[AXES[at] for at in kept]) for kept in ((0, 1), (0, 2))]]
    left: list[TruthTable] = []
    for wave in waves:
        done = suppress(wave, left, least=LEAST)
        found["tables"] += len(wave)
        found[kind] += len(wave)
        found["stayed inside"] += len(wave) if done.exposed else 0
        if not done.exposed:
            left += [replace(one, held=held) for one, held in zip(wave, done.held, strict=True)]
    for one in left:
        small = {keys for keys, (number, _) in one.cells.items() if number < LEAST}
        found["numbers"] += len(one.cells)
        found["small"] += len(small)
        found["held back beside them"] += len(one.held - small)
    found["recovered"] += len(exposed(left, least=LEAST))


if __name__ == "__main__":
    sys.exit(main())
