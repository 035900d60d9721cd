"""How much of what a careful reader finds in the sample is found, missed and invented.

    python bench/sample.py [--list]

Reads sample/sources as `make demo` does and compares with sample/expected.yml: copies, the claims of the main
figure (bounds, comparator, speaker), the one building, traps. With --list every miss is named.
"""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.model.claim import Claim, ClaimKind, Figure
from chamsae.model.document import RelationKind

ROOT = Path(__file__).resolve().parent.parent
EXPECTED = ROOT / "sample" / "expected.yml"
SOURCES = ROOT / "sample" / "sources"


@dataclass(slots=True)
class Score:
    """One line of the table: how many of how many, and which not."""

    found: int = 0
    total: int = 0
    missed: list[str] = field(default_factory=list)

    def count(self, what: str, *, hit: bool) -> None:
        """Count one thing looked for."""
        self.total += 1
        self.found += hit
        if not hit:
            self.missed.append(what)


def main() -> None:
    """Read the sample and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    with chamsae.in_memory() as book:
        book.archive.add([SOURCES], by="bench")
        book.read.run(by="bench")
        for name, score in compare(book).items():
            print(f"{name:44} {score.found:3} of {score.total:3}")
            for miss in score.missed if options.list else ():
                print(f"    {miss}")


def compare(book: Casebook) -> dict[str, Score]:
    """The scores of a casebook that has read the sample."""
    expected: dict[str, Any] = yaml.safe_load(EXPECTED.read_text("utf-8"))
    ids = {document.address or document.name: document.id for document in book.store.documents()}
    ids |= {document.name: document.id for document in book.store.documents()}
    claims = _by_document(book.store.claims(kind=ClaimKind.FIGURE))
    scores = {"copies with kind and direction": Score(), "independent documents left apart": Score()}
    related = {(r.document, r.other): r.kind for r in book.store.relations()}
    for pair in expected["copies"]:
        kind = related.get((ids[pair["document"]], ids[pair["other"]]))
        hit = kind is not None and kind.value == pair["kind"]
        scores["copies with kind and direction"].count(f"{pair['document']} → {pair['other']}: {kind}", hit=hit)
    for one, two in expected["independent"]:
        kinds = {related.get((ids[one], ids[two])), related.get((ids[two], ids[one]))} - {None}
        apart = not kinds - {RelationKind.SHARES_PASSAGE}
        scores["independent documents left apart"].count(f"{one} – {two}: {kinds}", hit=apart)
    return scores | _main_figure(expected, ids, claims, book)


def _main_figure(
    expected: Mapping[str, Any], ids: Mapping[str, str], claims: Mapping[str, list[Claim]], book: Casebook
) -> dict[str, Score]:
    bounds, comparator, speaker, together, part = Score(), Score(), Score(), Score(), Score()
    groups = [{member.claim for member in group.members} for group in book.store.groups()]
    hits = []
    for given in expected["main_figure"]["claims"]:
        what = f"{given['document']}: {given['quote']}"
        claim = _matching(claims.get(ids[given["document"]], []), given)
        bounds.count(what, hit=claim is not None)
        if claim is not None:
            hits.append(claim)
            assert isinstance(claim.value, Figure)
            said = claim.value.amount.comparator.value
            comparator.count(f"{what}: {said}", hit=said == given["comparator"])
            if given["speaker"]:
                voice = claim.speaker.text if claim.speaker else ""
                named = given["speaker"].split()[-1] in voice or voice in given["speaker"]
                speaker.count(f"{what}: {voice!r} for {given['speaker']!r}", hit=bool(voice) and named)
    main = max(groups, key=lambda group: len(group & {claim.id for claim in hits}))
    for claim in hits:
        together.count(f"{claim.document} {claim.trigger.exact!r} {claim.place} {claim.value}", hit=claim.id in main)
    for claim in book.store.claims(ids=main):
        expected_one = claim.id in {hit.id for hit in hits} or _repeats(claim, hits)
        part.count(f"{claim.trigger.exact!r} in “{claim.quote.exact[:120]}”", hit=expected_one)
    return {
        "claims of the main figure, with bounds": bounds,
        "… with the right comparator": comparator,
        "… with the right speaker": speaker,
        "… in one group": together,
        "members of that group that belong there": part,
    }


def _matching(claims: Iterable[Claim], given: Mapping[str, Any]) -> Claim | None:
    wanted = (given["low"], given["high"])
    words = "".join(given["quote"].split())
    for claim in claims:
        assert isinstance(claim.value, Figure)
        amount = claim.value.amount
        if (amount.low, amount.high) == wanted and words in "".join(claim.quote.exact.split()):
            return claim
    return None


def _repeats(claim: Claim, hits: Iterable[Claim]) -> bool:
    """The same number on the same thing said again (a headline, a reprint)."""
    return any(_ends(claim) == _ends(hit) for hit in hits)


def _ends(claim: Claim) -> tuple[float | None, float | None]:
    assert isinstance(claim.value, Figure)
    return claim.value.amount.low, claim.value.amount.high


def _by_document(claims: Iterator[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.document, []).append(claim)
    return found


if __name__ == "__main__":
    main()
