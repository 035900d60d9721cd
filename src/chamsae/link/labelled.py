"""How well the comparison of names does on labelled pairs: a group's own, or a published set."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from chamsae.errors import InputError
from chamsae.text import names, scripts
from chamsae.text.normal import fold
from chamsae.text.scripts import Script

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
    """Two spellings and whether a person holds them for one; `kind` names a slice, "" for none; `row` is the file's."""

    left: str
    right: str
    same: bool
    kind: str = ""
    row: int = 0

    @property
    def scripts(self) -> str:
        """The scripts of both, in one order: "hangul–latin"."""
        return "–".join(sorted((_script(self.left), _script(self.right))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A row that could not be used, and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairsFile:
    """What a file of pairs holds: the rows that can be used, and the faults of the others."""

    pairs: tuple[Labelled, ...]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A pair on whose answer the comparison and the label differ, with the bits it was given."""

    pair: Labelled
    weight: float


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
    def pairs(self) -> int:
        """All of them."""
        return self.found + self.missed + self.wrong + self.right_apart

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """At the shipped threshold: all pairs, those of each two scripts, and each slice.

    `recall_at_95` can be had at a precision of 0.95; `wrong` are the rows answered otherwise than labelled, the
    furthest from the threshold first.
    """

    threshold: float
    all: Counted
    scripts: Mapping[str, Counted] = field(default_factory=dict)
    slices: Mapping[str, Counted] = field(default_factory=dict)
    recall_at_95: float = 0.0
    wrong: tuple[Wrong, ...] = ()


def read_pairs(path: Path) -> PairsFile:
    """The pairs of a CSV file with the columns left, right, same (1 or 0) and, if you like, kind.

    A row that cannot be used is a fault and costs the others nothing. Raises InputError for what is no such file.
    """
    pairs: list[Labelled] = []
    faults: list[Fault] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if missing := {"left", "right", "same"} - set(rows.fieldnames or ()):
                raise InputError(f"no column {', '.join(sorted(missing))}", thing=str(path), do="Name the columns so.")
            for row in rows:
                if reason := _fault(row):
                    faults.append(Fault(row=rows.line_num, reason=reason))
                else:
                    pairs.append(_labelled(row, rows.line_num))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError("this is no CSV file in UTF-8", thing=str(path), do="Save it as CSV in UTF-8.") from error
    return PairsFile(pairs=tuple(pairs), faults=tuple(faults))


def measure(pairs: Sequence[Labelled]) -> Measure:
    """Compare all pairs and hold the answers at `names.THRESHOLD` against the labels."""
    weights = names.weights((pair.left, pair.right) for pair in pairs)
    scored = list(zip(pairs, weights, strict=True))
    wrong = [Wrong(pair=pair, weight=bits) for pair, bits in scored if (bits >= names.THRESHOLD) is not pair.same]
    return Measure(
        threshold=names.THRESHOLD,
        all=count(((bits, pair.same) for pair, bits in scored), names.THRESHOLD),
        scripts=_sliced((pair.scripts, bits, pair.same) for pair, bits in scored),
        slices=_sliced((pair.kind, bits, pair.same) for pair, bits in scored if pair.kind),
        recall_at_95=recall_at([(bits, pair.same) for pair, bits in scored], precision=0.95),
        wrong=tuple(sorted(wrong, key=lambda one: -abs(one.weight - names.THRESHOLD))),
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


def _sliced(scored: Iterable[tuple[str, float, bool]]) -> dict[str, Counted]:
    slices: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for name, bits, same in scored:
        slices[name].append((bits, same))
    return {name: count(some, names.THRESHOLD) for name, some in sorted(slices.items())}


def _fault(row: Mapping[str, str | None]) -> str:
    """Why a row cannot be used; "" for one that can."""
    left, right, same = (row.get(name) or "" for name in ("left", "right", "same"))
    if not fold(left).strip() or not fold(right).strip():
        return "a name is missing"
    if same.strip().lower() not in ANSWERS:
        return f"“{same}” does not say whether they are the same: write 1 or 0"
    return ""


def _labelled(row: Mapping[str, str | None], number: int) -> Labelled:
    left, right, same = (row.get(name) or "" for name in ("left", "right", "same"))
    return Labelled(left=left, right=right, same=ANSWERS[same.strip().lower()], kind=row.get("kind") or "", row=number)


def _script(name: str) -> str:
    """The script of most letters of a name."""
    met = scripts.counts(name)
    del met[Script.DIGIT]
    return max(met, key=lambda one: (met[one], one)).value if met else Script.OTHER.value
