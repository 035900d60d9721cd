"""Copy relations of a corpus found, missed and invented, against its index (`copy_of`).

    python bench/settle_copies.py [FOLDER]     default ../shared/data/corpus-dev

The texts go through `archive.add` and `read.run` of a casebook in memory. A pair the index lists is found when a
relation that makes two documents one origin stands between them; it is proposed when it is at least called a citation.
A relation between two documents that the index derives from the same third one is right too (of one family), since the
count of origins is the same. All found, missed and invented pairs are listed.

The texts of corpus-dev are abstracts in other words than their originals', many of them only a sentence about where a
page has its text from: words cannot be compared there, and often nothing is told that could be.
"""

import csv
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.model.document import DEPENDENT, Relation, RelationKind
from chamsae.settings import Settings

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "corpus-dev"
Pair = frozenset[str]


@dataclass(frozen=True)
class Index:
    """What a corpus's index says: for each file the one it is a copy of, "" for none."""

    copy_of: Mapping[str, str]

    @property
    def pairs(self) -> set[Pair]:
        """The pairs listed, of which both files are there."""
        return {frozenset((file, of)) for file, of in self.copy_of.items() if of in self.copy_of}

    def root(self, file: str) -> str:
        """The file at the head of a chain of copies."""
        while of := self.copy_of.get(file, ""):
            file = of
        return file

    def family(self, pair: Pair) -> bool:
        """True when both files come from one."""
        return len({self.root(file) for file in pair}) == 1


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    if not (folder / "index.csv").exists():
        print(f"no development documents at {folder}; nothing measured")
        return
    book = chamsae.in_memory(Settings(workers=2))
    book.archive.add(sorted(folder.glob("*.txt")), by="bench")
    book.read.run(by="bench")
    print_copies(book, index(folder))


def index(folder: Path) -> Index:
    """The index of a folder."""
    with (folder / "index.csv").open(encoding="utf-8", newline="") as stream:
        return Index({row["file"]: row["copy_of"] for row in csv.DictReader(stream)})


def print_copies(book: Casebook, told: Index) -> None:
    """Precision and recall of the relations of a casebook, with every pair."""
    names = {document.id: document.name for document in book.store.documents(text=False)}
    found = {frozenset((names[one.document], names[one.other])): one for one in book.store.relations()}
    joined = {pair: one for pair, one in found.items() if one.kind in DEPENDENT}
    cited = {pair: one for pair, one in found.items() if one.kind is RelationKind.CITES}
    right = joined.keys() & told.pairs
    family = {pair for pair in joined.keys() - right if told.family(pair)}
    print(
        f"copies: {len(told.pairs)} in the index; called one origin: {len(joined)}, listed {len(right)}, of one family"
        f" {len(family)}, invented {len(joined) - len(right) - len(family)}"
    )
    print(f"  precision {_share(len(right) + len(family), len(joined))}, recall {_share(len(right), len(told.pairs))}")
    print(f"  with citations proposed: recall {_share(len(told.pairs & found.keys()), len(told.pairs))}")
    for pair in sorted(found, key=sorted):
        if pair in joined or pair in cited:
            _line(found[pair], names, "right" if pair in told.pairs else "family" if told.family(pair) else "invented")
    for pair in sorted(told.pairs - joined.keys(), key=sorted):
        print(f"  missed{' (cited)' if pair in cited else ''}: {' and '.join(sorted(pair))}")


def _line(one: Relation, names: Mapping[str, str], verdict: str) -> None:
    print(f"  {verdict}: {names[one.document]} {one.kind.value} {names[one.other]}: {one.why}")


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.0%})" if whole else "none"


if __name__ == "__main__":
    main()
