"""Invented reports in three languages, some of which retell others, and what is expected of each pair."""

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from chamsae.model.document import Document, RelationKind, Sketch
from chamsae.model.when import When
from chamsae.read.propose import propose
from chamsae.reconcile.retelling import retellings
from chamsae.reconcile.traits import traits

HERE = Path(__file__).parent / "reports"


def pile(name: str) -> dict[str, Document]:
    """The reports of a file by id."""
    rows = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    return {row["id"]: _document(row) for row in rows}


@cache
def sketches(name: str) -> tuple[Sketch, ...]:
    """The traits of the reports of a file, read as `chamsae read` reads them."""
    return tuple(traits(document, propose(document)) for document in pile(name).values())


def found(kept: Sequence[Sketch], kind: RelationKind) -> set[tuple[str, str]]:
    """The pairs found of one kind."""
    return {(relation.document, relation.other) for relation in retellings(kept) if relation.kind is kind}


def _document(row: dict[str, str]) -> Document:
    return Document(
        id=row["id"],
        sha256=row["id"],
        name=row["id"],
        media_type="text/plain",
        text=row["text"],
        language=row["language"],
        reader="made",
        title=row["title"],
        publisher=row["publisher"],
        address=row["address"],
        published=When.day(date.fromisoformat(row["date"])),
    )
