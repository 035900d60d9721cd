"""What a language reads in its own way over a whole document; what it does not bring is done as for any other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chamsae.model.claim import Modality
from chamsae.model.document import Document
from chamsae.model.when import When
from chamsae.read.eastern.force import denied
from chamsae.read.eastern.names import Named, names
from chamsae.read.eastern.scene import Scene
from chamsae.read.eastern.sentences import Sentence
from chamsae.read.eastern.tongue import ActWord, Tongue
from chamsae.read.eastern.voices import Heard, Telling, is_attributed, quotations


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """Words somebody says, as offsets of their sentence; `direct` when in quotation marks."""

    start: int
    end: int
    direct: bool
    confidence: float
    why: str
    modality: Modality | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Who does an act or suffers it, in the words of the sentence; `entity` where it is a name.

    `speaks` is true of whoever says the sentence (我).
    """

    text: str
    entity: str | None = None
    speaks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """An act with its parties, as far as the sentence names them."""

    word: ActWord
    victim: Party | None = None
    actor: Party | None = None
    place: tuple[str, ...] = ()
    when: When | None = None
    confidence: float = 0.55
    why: str = ""


def _each_alone(document: Document, sentences: Sequence[Sentence], tongue: Tongue) -> list[list[Named]]:
    return [names(sentence.text, tongue) for sentence in sentences]


def _one_by_one(telling: Telling, sentences: Sequence[Sentence], named: Sequence[Sequence[Named]]) -> list[Heard]:
    pairs = zip(sentences, named, strict=True)
    return [telling.hear(sentence.text, sentence.paragraph, here) for sentence, here in pairs]


def _quoted_or_denied(sentence: Sentence, heard: Heard) -> list[Utterance]:
    """Words in quotation marks, where the sentence says whose they are; and what somebody denies."""
    quoted = [
        Utterance(start=start, end=end, direct=True, confidence=0.65, why="words in quotation marks")
        for start, end in quotations(sentence.text)
    ]
    denials = [
        Utterance(start=start, end=end, direct=False, confidence=0.6, why="a denial", modality=Modality.DENIAL)
        for start, end in denied(sentence.text, heard.tongue)
    ]
    return [one for one in (*quoted, *denials) if is_attributed(heard.at(one.start))]


def _no_doings(scene: Scene, named: Sequence[Named]) -> list[Doing]:
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Craft:
    """How a language finds names (of all sentences at once), voices (likewise), utterances and acts with parties."""

    names: Callable[[Document, Sequence[Sentence], Tongue], list[list[Named]]] = _each_alone
    hear: Callable[[Telling, Sequence[Sentence], Sequence[Sequence[Named]]], list[Heard]] = _one_by_one
    utterances: Callable[[Sentence, Heard], list[Utterance]] = _quoted_or_denied
    doings: Callable[[Scene, Sequence[Named]], list[Doing]] = _no_doings
