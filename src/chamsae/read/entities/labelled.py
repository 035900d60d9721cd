"""Sentences with their entities, as KLUE-NER writes them, and the labels that training and measuring need."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chamsae.errors import InputError
from chamsae.read.entities.tagger import Entity, EntityKind
from chamsae.read.entities.units import Unit


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence and its entities."""

    text: str
    entities: tuple[Entity, ...]


def read_tsv(content: str, *, thing: str) -> list[Labelled]:
    """The sentences of a file with one character and its label a line; raises InputError naming `thing`."""
    found = []
    for block in content.split("\n\n"):
        rows = [line.rpartition("\t") for line in block.split("\n") if line and not line.startswith("##")]
        if any(len(char) != 1 for char, _, _ in rows):
            raise InputError("a line is not one character, a tab and a label", thing=thing, do="Check the file.")
        if rows:
            text, labels = "".join(char for char, _, _ in rows), [label for _, _, label in rows]
            found.append(Labelled(text, tuple(_entities(labels))))
    return found


def labels(made: Sequence[Unit], wanted: Iterable[Entity]) -> list[str]:
    """The label of each unit: B- and I- for those that lie in an entity, or more than half in it."""
    given = ["O"] * len(made)
    for entity in wanted:
        lead = "B"
        for at, unit in enumerate(made):
            inside = min(unit.end, entity.end) - max(unit.start, entity.start)
            if 2 * inside > unit.end - unit.start:
                given[at], lead = f"{lead}-{entity.kind}", "I"
    return given


def _entities(labels: Sequence[str]) -> Iterable[Entity]:
    begun = 0
    for at, label in enumerate(labels):
        if label[0] == "B":
            begun = at
        if label != "O" and (at + 1 == len(labels) or labels[at + 1] != f"I-{label[2:]}"):
            yield Entity(begun, at + 1, EntityKind(label[2:]))
