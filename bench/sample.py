"""How much of what a careful reader finds in the sample is found, missed and invented.

    python bench/sample.py [--list]

Reads sample/sources as `make demo` does and compares with sample/expected.yml: copies, the claims of the main
figure (bounds, comparator, speaker), the one building, traps, times and durations. With --list every miss is named.
"""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.model.amount import Comparator
from chamsae.model.claim import Claim, ClaimKind, Figure, Modality, Time
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
    main = _main(expected, ids, claims, book)
    return (
        scores
        | _main_figure(expected, ids, claims, book, main)
        | _one_building(expected["one_building"], ids, claims, book, main)
        | _traps(expected["traps"], ids, book, main)
        | _times(expected, ids, book)
    )


def _main(
    expected: Mapping[str, Any], ids: Mapping[str, str], claims: Mapping[str, list[Claim]], book: Casebook
) -> frozenset[str]:
    """The group that holds most of the claims of the main figure."""
    given = expected["main_figure"]["claims"]
    hits = {found.id for one in given if (found := _matching(claims.get(ids[one["document"]], []), one))}
    groups = [frozenset(member.claim for member in group.members) for group in book.store.groups()]
    return max(groups, key=lambda group: len(group & hits), default=frozenset())


def _main_figure(
    expected: Mapping[str, Any],
    ids: Mapping[str, str],
    claims: Mapping[str, list[Claim]],
    book: Casebook,
    main: frozenset[str],
) -> dict[str, Score]:
    bounds, comparator, speaker, together, part = Score(), Score(), Score(), Score(), Score()
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
    for claim in hits:
        together.count(f"{claim.document} {claim.trigger.exact!r} {claim.place} {claim.value}", hit=claim.id in main)
    for claim in book.store.claims(ids=main):
        expected_one = claim.id in {hit.id for hit in hits} or _repeats(claim, hits) or _witness(claim)
        part.count(f"{claim.trigger.exact!r} in “{claim.quote.exact[:120]}”", hit=expected_one)
    return {
        "claims of the main figure, with bounds": bounds,
        "… with the right comparator": comparator,
        "… with the right speaker": speaker,
        "… in one group": together,
        "members of that group that belong there": part,
    }


def _one_building(
    given: Mapping[str, Any],
    ids: Mapping[str, str],
    claims: Mapping[str, list[Claim]],
    book: Casebook,
    main: frozenset[str],
) -> dict[str, Score]:
    """The arithmetic of the one building: its numbers found where they are said, never in the main figure."""
    found, apart, placed = Score(), Score(), Score()
    grouped = {m.claim: group for group in book.store.groups() for m in group.members}
    numbers = given["arithmetic"].values()
    wanted = [(path, number, number) for path in given["said_in"] for number in numbers]
    wanted += [(one["document"], one["low"], one["high"]) for one in given["otherwise"]]
    for path, low, high in wanted:
        same = [claim for claim in claims.get(ids[path], []) if _ends(claim) == (low, high)]
        found.count(f"{path}: {low}–{high}", hit=bool(same))
        for claim in same:
            apart.count(f"{path}: {claim.trigger.exact!r} in the main figure", hit=claim.id not in main)
            group = grouped.get(claim.id)
            told = group is not None and (group.scope.place or "") not in ("", "cn")
            placed.count(f"{path}: {claim.trigger.exact!r} {claim.value}", hit=told)
    return {
        "numbers of the one building": found,
        "… kept out of the main figure": apart,
        "… in a figure of a place": placed,
    }


def _traps(
    given: Iterable[Mapping[str, Any]], ids: Mapping[str, str], book: Casebook, main: frozenset[str]
) -> dict[str, Score]:
    """Numbers that look like the figure and are not."""
    score = Score()
    claims = list(book.store.claims(ids=main))
    for trap in given:
        inside = [c for c in claims if c.document == ids[trap["document"]] and trap["number"] in _ends(c)]
        score.count(f"{trap['document']}: {trap['number']} ({trap['is']})", hit=not inside)
    return {"traps kept out of the main figure": score}


def _times(expected: Mapping[str, Any], ids: Mapping[str, str], book: Casebook) -> dict[str, Score]:
    """Times that need the document's date, with both ends; and durations."""
    times, durations = Score(), Score()
    for given in expected["times"]:
        read = [c.value.when for c in book.store.claims(document=ids[given["document"]]) if isinstance(c.value, Time)]
        near = [when for when in read if when.text and (when.text in given["text"] or given["text"] in when.text)]
        hit = any((f"{when.start}", f"{when.end}") == (given["start"], given["end"]) for when in near)
        times.count(f"{given['document']}: {given['text']}: {[(str(w.start), str(w.end)) for w in near]}", hit=hit)
    for given in expected["durations"]:
        figures = book.store.claims(document=ids[given["document"]], kind=ClaimKind.FIGURE)
        hit = any(
            isinstance(c.value, Figure)
            and c.value.amount.unit in DURATIONS
            and given["text"] in c.quote.exact
            and c.trigger.exact in given["text"]
            for c in figures
        )
        durations.count(f"{given['document']}: {given['text']}", hit=hit)
    return {"times worked out": times, "durations": durations}


DURATIONS = frozenset({"hour", "day", "week", "month", "year"})


def _witness(claim: Claim) -> bool:
    """Round words and hearsay may stand beside the figure: they widen nothing."""
    assert isinstance(claim.value, Figure)
    return claim.value.amount.comparator is Comparator.VAGUE or claim.modality is Modality.HEARSAY


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
