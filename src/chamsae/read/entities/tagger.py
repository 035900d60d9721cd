"""Entities of a Korean sentence: a conditional random field over units, trained by tools/train_korean_names.py."""

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from chamsae.errors import MissingPart
from chamsae.read.entities.features import features
from chamsae.read.entities.lexicon import Lexicon, read
from chamsae.read.entities.units import Unit, morphemes, units, whole

if TYPE_CHECKING:
    from pycrfsuite import Tagger

#: Where the trained files lie among the package's resources, and what they are called.
MODEL, CRF, LEXICON = "models/klue-ner", "names.crf.gz", "names.lexicon"


class EntityKind(StrEnum):
    """What an entity is, by the labels of KLUE-NER."""

    PERSON = "PS"
    PLACE = "LC"
    ORGANISATION = "OG"
    DAY = "DT"
    HOUR = "TI"
    QUANTITY = "QT"


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of a sentence, in code points, that names or counts something."""

    start: int
    end: int
    kind: EntityKind


def entities(text: str) -> tuple[Entity, ...]:
    """The entities of one sentence in order of place; raises MissingPart without kiwipiepy or python-crfsuite."""
    text, known = whole(text), lexicon()
    made = units(text, morphemes(text), known)
    return tuple(spans(made, _tagger().tag(features(text, made, known)))) if made else ()


def spans(made: Sequence[Unit], labels: Sequence[str]) -> Iterator[Entity]:
    """The entities that B- and I- labels of units mean; an I- that goes on from nothing begins one."""
    begun = 0
    for at, label in enumerate(labels):
        if label == "O":
            continue
        if at == 0 or label[0] == "B" or labels[at - 1][2:] != label[2:]:
            begun = at
        if at + 1 == len(labels) or labels[at + 1] != f"I-{label[2:]}":
            yield Entity(made[begun].start, made[at].end, EntityKind(label[2:]))


def is_trained() -> bool:
    """True when the trained files are there."""
    folder = files("chamsae.resources") / MODEL
    return all((folder / name).is_file() for name in (CRF, LEXICON))


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with Chamsae."""
    path = files("chamsae.resources") / MODEL / LEXICON
    return read(path.read_bytes(), thing=f"resources/{MODEL}/{LEXICON}")


@cache
def _tagger() -> "Tagger":
    try:
        from pycrfsuite import Tagger  # noqa: PLC0415 (an extra: loaded with the first Korean sentence)
    except ImportError as error:
        raise MissingPart(
            "names in Korean text need python-crfsuite", do="Install it: pip install 'chamsae[read]'."
        ) from error
    tagger = Tagger()
    tagger.open_inmemory(_weights())
    return tagger


@cache
def _weights() -> bytes:
    """The model's bytes, kept as long as the process: the tagger reads from them without a copy of its own."""
    return gzip.decompress((files("chamsae.resources") / MODEL / CRF).read_bytes())
