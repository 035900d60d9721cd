"""Claims of a corpus found with the right number and comparator, by language: index.csv, claims.csv and texts.

    python bench/corpus_dev.py [FOLDER]     default ../shared/data/corpus-dev

A row counts as found when a figure the readers proposed in its document has its number and its comparator; a figure
answers one row only. Rows without a number (times of day, denials) and ages are no figures and left out. The texts
go through the same parser and readers as in `chamsae read`; nothing else is told to them.
"""

import csv
import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chamsae.casebook.reader import Task
from chamsae.casebook.workers import workers
from chamsae.model.amount import Amount, Comparator
from chamsae.model.claim import Figure
from chamsae.settings import Settings

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "corpus-dev"
LANGUAGES = {"en": "English", "ko": "Korean", "zh": "Chinese"}
LEFT_OUT = ("age ", "time")

#: What a qualifier of claims.csv says; 여 and 多 leave open whether the number itself is meant.
MORE, LEAST, LESS, MOST = Comparator.MORE_THAN, Comparator.AT_LEAST, Comparator.LESS_THAN, Comparator.UP_TO
QUALIFIERS: dict[str, frozenset[Comparator]] = {
    **dict.fromkeys(("more than", "over", "넘는"), frozenset({MORE})),
    **dict.fromkeys(("at least", "이상", "以上"), frozenset({LEAST})),
    **dict.fromkeys(("여", "여 명", "여 개", "여 장", "여 명 이상", "多"), frozenset({MORE, LEAST})),
    **dict.fromkeys(("up to", "as many as", "nearly", "近く"), frozenset({MOST, LESS})),
    **dict.fromkeys(("about", "around", "some", "약", "约", "約", "정도"), frozenset({Comparator.ABOUT})),
    **dict.fromkeys(("hundreds", "数百"), frozenset({Comparator.VAGUE})),
    **dict.fromkeys(("", "further", "총"), frozenset({Comparator.EXACT})),
}


@dataclass(frozen=True)
class Outcome:
    """What became of one row: found, number only, or missing."""

    language: str
    row: dict[str, str]
    result: str
    read: tuple[Amount, ...]


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    if not (folder / "claims.csv").exists():
        print(f"no development documents at {folder}; nothing measured")
        return
    outcomes = list(judge(folder))
    for outcome in outcomes:
        if outcome.result != "found":
            print(_words(outcome))
    for language, name in LANGUAGES.items():
        results = [outcome.result for outcome in outcomes if outcome.language == language]
        print(f"{name}: {results.count('found')} of {len(results)} found, {results.count('number only')} number only")


def judge(folder: Path) -> Iterator[Outcome]:
    """What became of every row in a language we read; raises KeyError for a qualifier nobody has explained."""
    index = {row["file"]: row["language"].partition("-")[0] for row in _rows(folder / "index.csv")}
    wanted = [row for row in _rows(folder / "claims.csv") if index.get(row["file"]) in LANGUAGES and _counts(row)]
    figures = _figures(folder, sorted({row["file"] for row in wanted}))
    for file in dict.fromkeys(row["file"] for row in wanted):
        left = list(figures[file])
        for row in (row for row in wanted if row["file"] == file):
            expected = QUALIFIERS[row["qualifier"]]
            same = [amount for amount in left if _same_number(amount, row, expected)]
            right = [amount for amount in same if amount.comparator in expected]
            result = "found" if right else "number only" if same else "missing"
            if same:
                left.remove((right or same)[0])
            yield Outcome(index[file], row, result, tuple(same or figures[file]))


def _figures(folder: Path, files: list[str]) -> dict[str, list[Amount]]:
    tasks = [task(folder / file) for file in files]
    with workers(Settings(), len(tasks)) as work:
        return {
            done.name: [claim.value.amount for claim in done.claims if isinstance(claim.value, Figure)]
            for done in work(tasks)
        }


def task(path: Path) -> Task:
    data = path.read_bytes()
    return Task(
        sha256=hashlib.sha256(data).hexdigest(), name=path.name, media_type="text/plain", address=None, data=data
    )


def _same_number(amount: Amount, row: dict[str, str], expected: frozenset[Comparator]) -> bool:
    if Comparator.VAGUE in expected:
        return amount.comparator is Comparator.VAGUE
    return float(row["low"] or row["high"]) in (amount.low, amount.high)


def _counts(row: dict[str, str]) -> bool:
    return bool(row["low"] or row["high"]) and not any(word in row["measure"] for word in LEFT_OUT)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _words(outcome: Outcome) -> str:
    row = outcome.row
    read = ", ".join(f"{a.comparator.value} {a.low}–{a.high} {a.unit}" for a in outcome.read) or "nothing"
    number = row["low"] or row["high"]
    return f"{outcome.result}: {row['file']} {row['measure']}: {row['qualifier']} {number}; read {read}"


if __name__ == "__main__":
    main()
