"""How well the comparison of names does on labelled pairs: a group's own, or a published set."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from chamsae.errors import InputError
from chamsae.text import names

#: What a cell of the column `same` may say.
ANSWERS = {
    "1": True,
    "0": False,
    "true": True,
    "false": False,
    "yes": True,
    "no": False,
    "same": True,
    "different": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Two spellings and whether a person holds them for one; `kind` names a slice, "" for none."""

    left: str
    right: str
    same: bool
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Right and wrong answers at one threshold."""

    found: int = 0
    missed: int = 0
    wrong: int = 0
    right_apart: int = 0

    @property
    def precision(self) -> float:
        """Of what was called the same, the share that is."""
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Of what is the same, the share that was called so."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """At the shipped threshold: all pairs, and each slice; the recall that can be had at a precision of 0.95."""

    threshold: float
    all: Counted
    slices: Mapping[str, Counted] = field(default_factory=dict)
    recall_at_95: float = 0.0

    def words(self) -> str:
        """The measure as a table for people."""
        head = f"{'':<28}  pairs  precision  recall     F1   (threshold {self.threshold:+.1f} bits)"
        lines = [head, _row("all", self.all), *(_row(kind, one) for kind, one in sorted(self.slices.items()))]
        return "\n".join([*lines, f"recall at a precision of 0.95: {self.recall_at_95:.3f}"])


def read_pairs(path: Path) -> list[Labelled]:
    """The pairs of a CSV file with the columns left, right, same (1 or 0) and, if you like, kind.

    Raises InputError naming file and row.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if missing := {"left", "right", "same"} - set(rows.fieldnames or ()):
                raise InputError(f"no column {', '.join(sorted(missing))}", thing=str(path), do="Name the columns so.")
            return [_labelled(row, f"{path}, row {number}") for number, row in enumerate(rows, 2)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError("this is no CSV file in UTF-8", thing=str(path), do="Save it as CSV in UTF-8.") from error


def measure(pairs: Sequence[Labelled]) -> Measure:
    """Compare all pairs and hold the answers at `names.THRESHOLD` against the labels."""
    weights = names.weights((pair.left, pair.right) for pair in pairs)
    sliced: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for pair, weight in zip(pairs, weights, strict=True):
        if pair.kind:
            sliced[pair.kind].append((weight, pair.same))
    scored = [(weight, pair.same) for pair, weight in zip(pairs, weights, strict=True)]
    return Measure(
        threshold=names.THRESHOLD,
        all=count(scored, names.THRESHOLD),
        slices={kind: count(some, names.THRESHOLD) for kind, some in sliced.items()},
        recall_at_95=recall_at(scored, precision=0.95),
    )


def count(scored: Iterable[tuple[float, bool]], threshold: float) -> Counted:
    """The answers at a threshold: a weight of at least that says the same."""
    table = {(said, same): 0 for said in (True, False) for same in (True, False)}
    for weight, same in scored:
        table[weight >= threshold, same] += 1
    return Counted(
        found=table[True, True], missed=table[False, True], wrong=table[True, False], right_apart=table[False, False]
    )


def recall_at(scored: Iterable[tuple[float, bool]], *, precision: float) -> float:
    """The largest recall of any threshold whose precision is at least this."""
    ordered = sorted(scored, key=lambda one: -one[0])
    positives = sum(same for _, same in ordered)
    best, found = 0.0, 0
    for at, (weight, same) in enumerate(ordered, 1):
        found += same
        last_of_its_weight = at == len(ordered) or ordered[at][0] != weight
        if last_of_its_weight and positives and found / at >= precision:
            best = found / positives
    return best


def _labelled(row: Mapping[str, str | None], thing: str) -> Labelled:
    left, right, same = (row.get(name) or "" for name in ("left", "right", "same"))
    if not left.strip() or not right.strip():
        raise InputError("a name is missing", thing=thing, do="Give both names, or take the row out.")
    if same.strip().lower() not in ANSWERS:
        raise InputError(f"“{same}” does not say whether they are the same", thing=thing, do="Write 1 or 0.")
    return Labelled(left=left, right=right, same=ANSWERS[same.strip().lower()], kind=row.get("kind") or "")


def _row(name: str, one: Counted) -> str:
    pairs = one.found + one.missed + one.wrong + one.right_apart
    return f"{name:<28} {pairs:>6}  {one.precision:>9.3f}  {one.recall:>6.3f}  {one.f1:>5.3f}"
