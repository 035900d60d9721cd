"""How well names of real abstracts are linked: proposed pairs held against a small judgement of our own.

    python bench/link_corpus.py [FOLDER]     default ../shared/data/corpus-dev

The texts go through the readers and `chamsae link` as anybody's do. `PEOPLE` and `BODIES` are judged by hand: records
(by their ids, which are hashes: no name of anybody stands here) that are one; every other pair of them is two. Ids
change when a reader takes other mentions together; such records are counted as lost. Of places with several bearers,
all in these texts mean the one of our gazetteer.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.link_learning import LIKELY
from chamsae.model.claim import NameType
from chamsae.model.link import Record

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "corpus-dev"

#: One line, one person: first records with the whole name, behind the bar those with a part or a misprint of it.
PEOPLE = """
nba86afe2c5b7223c n69937e712146a62f n64e8effcbb73fe4c n3382b0a21d36f7a6 nbcdd5af7991b9fe5 n041953e78bbbe428
  n93bfafaa447e5066 na078058629d5fd1d n22534e82aa276fe0 nee972c2071a29118
  | n9e2a2e165683b43a n1aba7c730e90afe5 n19c85e7aff9a8f2a n72f05495a571f9cf nbef0362f82e832cc n759eae1376d533c9
n97e5c4ca89ba91f7 n126d3dda060e9877 n2b651a7e1d4463af nf0fe37a0bf1b64e9 | n502d060c8db2e49e n58b8e6986e695993
n889a42a79b62883c n16391284445e2690 nae30420fc66f6611 ne9a11aeca86a2272 | na3f9c7b0996f5fad
nd05f9990bff4a9e2 n8e139ab29b57c73f n2ab85b1468475566
n4c6772387499aca9 n3601435f2792db50
n63262b2ef9c0872a nceb2a42388902a5c ne4ca7d6923d5f82b
nc56a8827524f4f69 ne8fe3269d812e290 n458751cb096d5d2f n32dca5328bad81c3
nc7df4a2d8ebacd0d nd48f3475f9e4c183
n2dbcb9737c608331 n83b18bb1863b8134
nd670ef20f0f7cd76 ncc5d33f288735bb0
n236d68847b915417 nda0a9daf33a55bcd
nda40b6c82056d74d n8740c9b09944910e
"""
#: Bodies and facilities that no list ties.
BODIES = """
n5bf511f9d4423cb9 nb73596fac5fd8ecf nb6a5c66c0089e665
n938fee4a054951c0 n49bfd0a9834ee969 nc2fdfcb06388c2e6
n7a25eedd89fa0a3b n9c23137a2c8a2436
nbea823f7becabada ne00e2a912c3867d0
nc1628373852ceb03 n367c6312434ae51b
"""


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    if not (folder / "index.csv").exists():
        print(f"no development documents at {folder}; nothing measured")
        return
    with chamsae.in_memory() as book:
        book.archive.add(sorted(folder.glob("*.txt")), by="bench")
        book.read.run(by="bench")
        report = book.link.run(by="bench")
        print(f"{report.records} records, {report.compared} pairs compared, {report.pairs} kept")
        judge("people, whole names", book, pairs_of(whole(PEOPLE)), stubs=False)
        judge("people, with parts of names", book, pairs_of(every(PEOPLE)), stubs=True)
        judge("unlisted bodies", book, pairs_of(every(BODIES)), stubs=True, kind=NameType.ORGANISATION)
        places(book.link.records())


def whole(judged: str) -> list[list[str]]:
    """The records of each line with the whole name."""
    return [line.partition("|")[0].split() for line in lines(judged)]


def every(judged: str) -> list[list[str]]:
    """All records of each line."""
    return [line.replace("|", " ").split() for line in lines(judged)]


def lines(judged: str) -> list[str]:
    return judged.replace("\n  ", " ").strip().splitlines()


def pairs_of(groups: Iterable[Sequence[str]]) -> set[frozenset[str]]:
    """The pairs within each group."""
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def judge(
    what: str, book: Casebook, same: set[frozenset[str]], *, stubs: bool, kind: NameType = NameType.PERSON
) -> None:
    """Print precision and recall of the questions put together, and of pairs at three weights."""
    held = {id: one for id, one in book.link.records().items() if one.kind is kind and (stubs or not one.stub)}
    lost = {id for pair in same for id in pair} - held.keys()
    asked = pairs_of([id for one in question for id in one.records if id in held] for question in book.link.together())
    listed = pairs_of([id for id in one.records if id in held] for one in book.link.entities())
    print(f"\n{what}: {len(same)} pairs are one" + (f" ({len(lost)} records lost)" if lost else ""))
    row("in one question", asked - listed, same)
    for bits in (LIKELY, 0.0, -6.6):
        found = {frozenset((p.left, p.right)) for p in book.store.pairs() if p.weight >= bits and p.barred is None}
        row(f"pairs from {bits:+.1f} bits", {pair for pair in found if pair <= held.keys()}, same)


def row(what: str, found: set[frozenset[str]], same: set[frozenset[str]]) -> None:
    right = len(found & same)
    precision, recall = right / max(1, len(found)), right / max(1, len(same))
    print(f"  {what:<24} {right:>4} of {len(found):>4} right   precision {precision:.3f}   recall {recall:.3f}")


def places(records: Mapping[str, Record]) -> None:
    """Print how many names of several places became clear, rightly or not."""
    several = [record for record in records.values() if record.candidates]
    clear = [record for record in several if record.known]
    wrong = [record for record in clear if record.known and record.known.startswith("g")]
    left = len(several) - len(clear)
    print(f"\nplaces with namesakes: {len(several)}, clear {len(clear)} ({len(wrong)} wrong), open {left}")


if __name__ == "__main__":
    main()
