"""The three real articles and what a person found in them, where the data beside the repository is there."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chamsae.model.amount import Amount, Comparator
from chamsae.model.claim import Claim, Figure, Modality, Speaker, SpeakerKind, settle_id
from chamsae.model.document import Document, Furniture
from chamsae.model.quote import cut, point
from chamsae.model.when import Precision, When
from chamsae.reconcile.scope import DocumentFacts

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
GOLD = DATA / "seeds_gold.json"

needs_data = pytest.mark.skipif(not GOLD.exists(), reason="needs ../shared/data beside the repository")

#: Speakers whom the articles do not name.
UNNAMED = {"The organizers of the protest", "The organizers"}
ACTS = {
    "repatriated": "repatriated", "detained": "detained", "arrived_south_korea": "arrived", "famine_deaths": "died",
    "famine_or_camp_toll": "died", "protesters": "protested", "off_topic": "detained", "escaped": "escaped",
    "denial": "detained", "planned": "protested", "organisation_size": None,
}  # fmt: skip
UNITS = {"persons": "person", "cases": "case"}


def gold() -> dict[str, Any]:
    """The annotation."""
    found: dict[str, Any] = json.loads(GOLD.read_text(encoding="utf-8"))
    return found


def documents(*, marked: bool = True) -> dict[str, Document]:
    """The articles, with or without their furniture marked."""
    return {row["id"]: _document(row, marked) for row in gold()["documents"]}


def _document(row: Mapping[str, Any], marked: bool) -> Document:
    spans = [Furniture(start=one["start"], end=one["end"], why=one["kind"]) for one in row["noise_spans"]]
    return Document(
        id=row["id"],
        sha256=row["sha256"],
        name=Path(row["file"]).name,
        media_type="text/plain",
        text=(DATA / row["file"]).read_bytes().decode(),
        language="en",
        reader="gold",
        title=row["title"],
        publisher=row["outlet"],
        furniture=tuple(spans) if marked else (),
    )


def facts() -> dict[str, DocumentFacts]:
    """Publisher and date of each article; the third is not dated."""
    out = {
        "000": When(start=date(2023, 11, 15), end=date(2023, 11, 30), precision=Precision.RANGE),
        "002": When.day(date(2023, 10, 27)),
    }
    return {
        row["id"]: DocumentFacts(id=row["id"], publisher=row["outlet"], published=out.get(row["id"]), language="en")
        for row in gold()["documents"]
    }


def claims() -> dict[str, Claim]:
    """The annotated figures as claims, by the annotation's id."""
    texts = {name: document.text for name, document in documents().items()}
    return {row["id"]: _claim(row, texts[row["doc"]]) for row in gold()["figures"]}


def _claim(row: Mapping[str, Any], text: str) -> Claim:
    number, quote, said = row["number"], row["quote"], row["said_by"]
    kind = SpeakerKind.UNNAMED if said in UNNAMED else SpeakerKind.NAMED if said else SpeakerKind.NARRATOR
    return settle_id(
        Claim(
            id="",
            document=row["doc"],
            quote=cut(text, quote["start"], quote["end"]),
            trigger=point(text, number["start"], number["end"]),
            value=Figure(amount=_amount(row), counted=row["counts"], act=ACTS.get(row["category"])),
            reader="gold",
            speaker=Speaker(text=said or "", kind=kind),
            place=tuple(row["place"]),
            when=_when(row["date"]),
            modality=Modality(row["modality"]),
        )
    )


def _amount(row: Mapping[str, Any]) -> Amount:
    comparator, low, high = Comparator(row["comparator"]), row["value"], row["value_max"] or row["value"]
    if comparator is Comparator.MORE_THAN:
        high = None
    if comparator is Comparator.UP_TO:
        low = None
    return Amount(low=low, high=high, comparator=comparator, unit=UNITS.get(row["unit"], row["unit"]))


def _when(row: Mapping[str, Any] | None) -> When | None:
    if row is None:
        return None
    start, end = (date.fromisoformat(row[key]) if row[key] else None for key in ("from", "to"))
    known = row["precision"] in {"day", "month", "year", "range"}
    return When(
        start=start, end=end, precision=Precision(row["precision"]) if known else Precision.VAGUE, text=row["text"]
    )
