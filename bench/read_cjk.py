"""How many of the figures noted for the Korean and Chinese development documents are proposed with the right bounds.

    python bench/read_cjk.py [FOLDER]

FOLDER holds index.csv, claims.csv and the texts (default ../shared/data/corpus-dev). A noted figure counts as
found when a proposed one in its document has its number and its comparator: open above, open below, about,
exact or vague. Noted times and ages are no figures of the reader and left out.
"""

import csv
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from chamsae.model.amount import OPEN_ABOVE, OPEN_BELOW, Amount, Comparator
from chamsae.model.claim import Claim, Figure
from chamsae.model.document import Document
from chamsae.model.when import When
from chamsae.read.propose import propose

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "corpus-dev"
LANGUAGES = ("ko", "zh-Hans", "zh-Hant")
LEFT_OUT = ("age", "time")
QUALIFIERS = {
    "여": "open above", "多": "open above", "넘": "open above", "이상": "open above", "more": "open above",
    "at least": "open above", "약": "about", "約": "about", "约": "about", "정도": "about", "数百": "vague",
    "up to": "open below",
}  # fmt: skip


def main(folder: Path) -> None:
    if not (folder / "claims.csv").exists():
        print(f"no development documents at {folder}; nothing measured")
        return
    index = {row["file"]: row for row in rows(folder / "index.csv") if row["language"] in LANGUAGES}
    proposed = {name: figures(folder, row) for name, row in index.items()}
    tally: Counter[tuple[str, str]] = Counter()
    for noted in rows(folder / "claims.csv"):
        if noted["file"] in index and noted["low"] and not any(word in noted["measure"] for word in LEFT_OUT):
            language = index[noted["file"]]["language"][:2]
            outcome = judge(noted, proposed[noted["file"]])
            tally[language, outcome] += 1
            if outcome != "found":
                print(f"{outcome}: {noted['file']} {noted['measure']} {noted['low']} {noted['qualifier']}")
    report(tally)
    print(f"figures proposed in all: {sum(map(len, proposed.values()))} in {len(proposed)} documents")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def figures(folder: Path, row: dict[str, str]) -> list[Amount]:
    text = (folder / row["file"]).read_text(encoding="utf-8").split("\n\n", 1)[1]
    document = Document(
        id="d1", sha256="0" * 64, name=row["file"], media_type="text/plain", text=text, language=row["language"],
        reader="bench", publisher=row["publisher"], published=published(row["date"]),
    )  # fmt: skip
    return [amount for claim in propose(document) if (amount := amount_of(claim)) is not None]


def amount_of(claim: Claim) -> Amount | None:
    return claim.value.amount if isinstance(claim.value, Figure) else None


def published(written: str) -> When | None:
    try:
        return When.day(date.fromisoformat(written[:10]))
    except ValueError:
        return None


def judge(noted: dict[str, str], amounts: list[Amount]) -> str:
    """Found; wrong comparator (the number is there); or missing."""
    expected = next((bound for word, bound in QUALIFIERS.items() if word in noted["qualifier"]), "exact")
    if expected == "vague":
        return "found" if any(amount.comparator is Comparator.VAGUE for amount in amounts) else "missing"
    same = [amount for amount in amounts if float(noted["low"]) in (amount.low, amount.high)]
    if any(bound(amount) == expected for amount in same):
        return "found"
    return "wrong comparator" if same else "missing"


def bound(amount: Amount) -> str:
    if amount.comparator in OPEN_ABOVE:
        return "open above"
    return "open below" if amount.comparator in OPEN_BELOW else amount.comparator


def report(tally: Counter[tuple[str, str]]) -> None:
    for language in sorted({language for language, _ in tally}):
        of = {outcome: count for (spoken, outcome), count in tally.items() if spoken == language}
        total = sum(of.values())
        print(f"{language}: {of.get('found', 0)} of {total} found ({of.get('found', 0) / total:.0%}); {of}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
