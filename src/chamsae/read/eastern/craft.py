"""What a language reads in its own way over a whole document: names, voices, utterances, acts with their parties."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chamsae.model.claim import Modality
from chamsae.model.document import Document
from chamsae.model.when import When
from chamsae.read.eastern.names import Named
from chamsae.read.eastern.party import Party
from chamsae.read.eastern.scene import Scene
from chamsae.read.eastern.sentences import Sentence
from chamsae.read.eastern.tongue import ActWord, Tongue
from chamsae.read.eastern.voices import Heard, Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """Words somebody says, as offsets of their sentence; `direct` when in quotation marks."""

    start: int
    end: int
    direct: bool
    confidence: float
    why: str
    modality: Modality | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """An act with its parties, as far as the sentence names them; `open` when it surely befell somebody left out."""

    word: ActWord
    victim: Party | None = None
    actor: Party | None = None
    place: tuple[str, ...] = ()
    when: When | None = None
    confidence: float = 0.55
    why: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Craft:
    """How a language finds names (of all sentences at once), voices (likewise), utterances and acts with parties."""

    names: Callable[[Document, Sequence[Sentence], Tongue], list[list[Named]]]
    hear: Callable[[Telling, Sequence[Sentence], Sequence[Sequence[Named]]], list[Heard]]
    utterances: Callable[[Sentence, Heard], list[Utterance]]
    doings: Callable[[Scene, Sequence[Named]], list[Doing]]
