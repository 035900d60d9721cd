"""The English reader against people's annotation: found, missed, invented; its speed beside bare spaCy.

    python bench/read_gold.py [DATA]     DATA holds seeds/, seeds_gold.json, corpus-dev/ (default ../shared/data)

The sets are for development: figures from them say how the reader does on what it was built beside, no more.
"""

import csv
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from chamsae.model.claim import Claim, Figure, Name, NameType, Statement
from chamsae.model.document import Document
from chamsae.read import zones
from chamsae.read.lines import lines
from chamsae.read.propose import propose

CORE = ("core", "secondary")


def main() -> None:
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
    if not (data / "seeds_gold.json").exists():
        print(f"{data} holds no seeds_gold.json: nothing to measure against. Give the folder as the first argument.")
        return
    gold = json.loads((data / "seeds_gold.json").read_text(encoding="utf-8"))
    read = {d["id"]: claims_of(data / d["file"]) for d in gold["documents"]}
    score_figures(gold, read)
    score_people(gold, read)
    score_quotations(gold, read)
    score_corpus(data / "corpus-dev")
    score_speed(sorted((data / "seeds").glob("*.txt")))


def document_of(path: Path) -> Document:
    text = path.read_bytes().decode("utf-8")
    authors, published, publisher = zones.byline(text)
    return Document(
        id=path.stem,
        sha256="0" * 64,
        name=path.name,
        media_type="text/plain",
        text=text,
        language="en",
        reader="bench",
        authors=authors,
        published=published,
        publisher=publisher,
        furniture=zones.furniture(text, "en"),
    )


def claims_of(path: Path) -> tuple[Claim, ...]:
    return propose(document_of(path))


def figures_of(claims: tuple[Claim, ...]) -> list[tuple[Claim, Figure]]:
    return [(c, c.value) for c in claims if isinstance(c.value, Figure)]


def overlap(claim: Claim, start: int, end: int) -> bool:
    return claim.trigger.start < end and start < claim.trigger.end


def score_figures(gold: dict[str, Any], read: dict[str, tuple[Claim, ...]]) -> None:
    for importance in CORE:
        wanted = [f for f in gold["figures"] if f["importance"] == importance]
        tally: Counter[str] = Counter()
        for figure in wanted:
            score_figure(figure, read[figure["doc"]], tally)
        names = ("found", "comparator", "speaker", "date", "quote")
        print(
            f"figures, {importance}: {len(wanted)}; "
            + "; ".join(f"{n} {tally[n]}" + (f" of {tally[n + '?']}" if n != "found" else "") for n in names)
        )
    spans = [(f["doc"], f["number"]["start"], f["number"]["end"]) for f in gold["figures"]]
    extra = [
        (d, c)
        for d, claims in read.items()
        for c, _ in figures_of(claims)
        if not any(d == doc and overlap(c, a, b) for doc, a, b in spans)
    ]
    print(
        f"figures not in the annotation: {len(extra)}"
        + "".join(f"\n    {d}: {c.trigger.exact!r} in {c.quote.exact[:80]!r}" for d, c in extra)
    )
    traps = [f for f in gold["figures"] if f["importance"] == "noise"]
    acted = [
        f["id"]
        for f in traps
        if any(
            overlap(c, f["number"]["start"], f["number"]["end"]) and v.act and v.amount.unit == "person"
            for c, v in figures_of(read[f["doc"]])
        )
    ]
    print(f"traps counted as people under an act: {len(acted)} of {len(traps)} {acted or ''}")


def score_figure(figure: dict[str, Any], claims: tuple[Claim, ...], tally: Counter[str]) -> None:
    number = figure["number"]
    found = next(
        (
            pair
            for pair in figures_of(claims)
            if overlap(pair[0], number["start"], number["end"])
            and figure["value"] in (pair[1].amount.low, pair[1].amount.high)
        ),
        None,
    )
    if found is None:
        print(f"    missed {figure['id']}: {number['text']!r}")
        return
    claim, value = found
    speaker = claim.speaker.text if claim.speaker and claim.speaker.kind != "narrator" else None
    said_by = figure["said_by"]
    checks = {
        "comparator": value.amount.comparator == figure["comparator"]
        or (number["text"].startswith("nearly") and value.amount.comparator in ("about", "up_to")),
        "speaker": (speaker is None) == (said_by is None)
        and (
            not said_by
            or plain(said_by.split(" (")[0]) in plain(speaker or "")
            or plain(speaker or "") in plain(said_by)
        ),
        "quote": claim.quote.start <= number["start"] and number["end"] <= claim.quote.end,
    }
    date = figure["date"]
    if date and (date["from"] or date["to"]) and date["text"]:
        checks["date"] = (
            claim.when is not None
            and iso(claim.when.start) == date["from"]
            and (iso(claim.when.end) == date["to"] or date["precision"] == "vague" or "current" in date["precision"])
        )
    tally["found"] += 1
    for name, right in checks.items():
        tally[name + "?"] += 1
        tally[name] += right
        if not right:
            print(
                f"    {figure['id']} {number['text']!r} {name}: {value.amount.comparator} / {speaker!r} / {claim.when};"
                f" annotated {figure['comparator']} / {said_by!r} / {date and (date['text'], date['from'], date['to'])}"
            )


def iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def plain(words: str) -> str:
    return re.sub(r"^(the|a|an) ", "", words.lower()).strip()


def score_people(gold: dict[str, Any], read: dict[str, tuple[Claim, ...]]) -> None:
    """Mentions outside furniture; a cluster is pure when all its mentions are of one person."""
    found = missed = 0
    clusters: dict[str, set[str]] = {}
    for person in gold["people"]:
        for mention in person["mentions"]:
            if person["importance"] == "metadata" or in_furniture(gold, mention):
                continue
            hit = next(
                (
                    c
                    for c in read[mention["doc"]]
                    if isinstance(c.value, Name)
                    and c.value.type is NameType.PERSON
                    and overlap(c, mention["start"], mention["end"])
                ),
                None,
            )
            found, missed = found + bool(hit), missed + (not hit)
            if hit and isinstance(hit.value, Name):
                clusters.setdefault(str(hit.value.entity), set()).add(person["id"])
            else:
                print(f"    missed person {mention['doc']}: {mention['text']!r}")
    spans = [(m["doc"], m["start"], m["end"]) for p in gold["people"] for m in p["mentions"]]
    extra = [
        (d, c.trigger.exact)
        for d, claims in read.items()
        for c in claims
        if isinstance(c.value, Name)
        and c.value.type is NameType.PERSON
        and not any(d == doc and overlap(c, a, b) for doc, a, b in spans)
    ]
    print(
        f"persons: {found} of {found + missed} mentions found; "
        f"clusters pure {sum(len(c) == 1 for c in clusters.values())} of {len(clusters)}; not annotated: {extra}"
    )


def in_furniture(gold: dict[str, Any], mention: dict[str, Any]) -> bool:
    claims = FURNITURE.setdefault(
        mention["doc"], [(s.start, s.end) for s in zones.furniture(text_of(gold, mention["doc"]), "en")]
    )
    return any(a <= mention["start"] < b for a, b in claims)


FURNITURE: dict[str, list[tuple[int, int]]] = {}


def text_of(gold: dict[str, Any], doc: str) -> str:
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
    return next(str((data / d["file"]).read_bytes(), "utf-8") for d in gold["documents"] if d["id"] == doc)


def score_quotations(gold: dict[str, Any], read: dict[str, tuple[Claim, ...]]) -> None:
    right = total = 0
    for quotation in (q for q in gold["quotations"] if q["kind"] != "indirect"):
        for segment in quotation["segments"]:
            total += 1
            hit = next(
                (
                    c
                    for c in read[quotation["doc"]]
                    if isinstance(c.value, Statement)
                    and c.value.direct
                    and overlap(c, segment["start"], segment["end"])
                ),
                None,
            )
            said = plain(hit.speaker.text) if hit and hit.speaker else ""
            good = bool(said) and (said in plain(quotation["speaker"]) or plain(quotation["speaker"]) in said)
            right += good
            if not good:
                print(f"    {quotation['id']} {segment['text'][:50]!r}: {said!r}; annotated {quotation['speaker']!r}")
    print(f"direct quotations with the right speaker: {right} of {total}")


BOUNDS = {
    "more than": "more_than",
    "over": "more_than",
    "at least": "at_least",
    "up to": "up_to",
    "as many as": "up_to",
    "some": "about",
    "around": "about",
    "about": "about",
    "": "exact",
    "further": "exact",
    "nearly": "up_to",
    "hundreds": "vague",
}


def score_corpus(folder: Path) -> None:
    """Share of numbers of claims.csv found in the English reports with right bounds and comparator."""
    languages = {row["file"]: row["language"] for row in csv.DictReader((folder / "index.csv").open(encoding="utf-8"))}
    found = right = total = 0
    for row in csv.DictReader((folder / "claims.csv").open(encoding="utf-8")):
        if languages.get(row["file"]) != "en" or not (row["low"] or row["high"]):
            continue
        total += 1
        number, comparator = float(row["low"] or row["high"]), BOUNDS.get(row["qualifier"], row["qualifier"])
        values = [v.amount for _, v in figures_of(claims_of(folder / row["file"]))]
        same = [a for a in values if number in (a.low, a.high) or (comparator == "vague" and a.comparator == "vague")]
        good = any(a.comparator == comparator for a in same)
        found, right = found + bool(same), right + good
        if not good:
            print(
                f"    {row['file']} {row['measure']} {row['qualifier']} {number:g}: "
                f"{[(a.low, a.high, a.comparator.value) for a in (same or values)]}"
            )
    print(f"corpus-dev, English: {found} of {total} numbers found, {right} with bounds and comparator")


def score_speed(paths: list[Path]) -> None:
    """Characters a second, beside the bare language model on the same text in the same run."""
    from chamsae.read.english.sentences import parser  # noqa: PLC0415

    documents = [document_of(path) for path in paths] * 3
    kept = [line for d in documents for line in left_of(d)]
    size = sum(map(len, kept))
    bare = ours = 0.0
    for _ in range(3):
        started = time.process_time()
        for _doc in parser().pipe(kept):
            pass
        bare += time.process_time() - started
        started = time.process_time()
        for document in documents:
            propose(document)
        ours += time.process_time() - started
    size *= 3
    print(
        f"speed: {size / ours:,.0f} characters a second; bare spaCy {size / bare:,.0f}; ours is {bare / ours:.2f} of it"
    )


def left_of(document: Document) -> list[str]:
    """The lines that are read: the same text for both, furniture left out."""
    marked = {zone.start for zone in document.furniture}
    return [line.text for line in lines(document.text) if line.start not in marked]


if __name__ == "__main__":
    main()
