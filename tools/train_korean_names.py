"""Train the Korean name reader and write its two files; the same data, seed and packages give the same files.

    python tools/train_korean_names.py [--data ../shared/data] [--dictionary FOLDER] [--out FOLDER] [--folds N]

Trains on all sentences of klue-ner/dev.tsv but the last 500, which bench/klue_ner.py measures on. With --folds
nothing is written: the sentences for training are split into N parts, the first --parts of which are each read by a
model trained on the others. Needs the extras `read` and `learn`, and python-mecab-ko-dic
(`pip install python-mecab-ko-dic==2.1.1.post2`) or the folder of its sys.dic.
"""

import argparse
import gzip
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from korean_lexicon import classes, dictionary, leanings, places, rows, syllables
from pycrfsuite import Tagger, Trainer

from chamsae.errors import MissingPart
from chamsae.read.entities.features import features
from chamsae.read.entities.labelled import Labelled, labels, read_tsv
from chamsae.read.entities.lexicon import Lexicon, read, write
from chamsae.read.entities.tagger import CRF, LEXICON, MODEL, Entity, spans
from chamsae.read.entities.units import Morpheme, morphemes, units

ROOT = Path(__file__).parents[1]
#: Sentences at the end of the file that are never trained on.
HELD_OUT = 500
SEED = 20231009
SETTINGS = {"c1": 0.05, "c2": 0.5, "max_iterations": 90, "feature.possible_transitions": True}

Read = tuple[Labelled, Sequence[Morpheme]]


def main() -> None:
    """Train and write, or cross-validate."""
    asked = _arguments()
    path = asked.data / "klue-ner" / "dev.tsv"
    sentences = read_tsv(path.read_text(encoding="utf-8"), thing=str(path))[:-HELD_OUT]
    known: list[Read] = [(one, morphemes(one.text)) for one in sentences]
    print(f"{len(known)} sentences")
    words = places(SEED)
    classed, names, usual = classes(words, SEED), dictionary(asked.dictionary), syllables(asked.data / "names")
    print(f"{len(words)} words in classes, {len(names)} names")

    def lexicon(seen: Sequence[Read]) -> bytes:
        return write(names, rows(classed, leanings(words, _seen(seen))), usual)

    if asked.folds:
        for part in range(asked.parts):
            _cross(known, asked.folds, part, lexicon(_but(known, asked.folds, part)))
        return
    content = lexicon(known)
    asked.out.mkdir(parents=True, exist_ok=True)
    (asked.out / LEXICON).write_bytes(content)
    train(known, read(content, thing=LEXICON), asked.out / CRF)
    for name in (LEXICON, CRF):
        print(f"{name}: {(asked.out / name).stat().st_size / 1e6:.1f} MB")


def train(sentences: Sequence[Read], lexicon: Lexicon, path: Path) -> None:
    """Fit the model to the sentences and write it."""
    trainer = Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params(SETTINGS)
    for labelled, found in sentences:
        made = units(labelled.text, found, lexicon)
        trainer.append(features(labelled.text, made, lexicon), labels(made, labelled.entities))
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/plain.crf")
        path.write_bytes(gzip.compress((Path(folder) / "plain.crf").read_bytes(), mtime=0))


def _cross(known: Sequence[Read], folds: int, part: int, content: bytes) -> None:
    lexicon = read(content, thing=LEXICON)
    asked = known[part::folds]
    with tempfile.TemporaryDirectory() as folder:
        train(_but(known, folds, part), lexicon, Path(folder) / CRF)
        weights = gzip.decompress((Path(folder) / CRF).read_bytes())
        size = (Path(folder) / CRF).stat().st_size / 1e6
        tagger = Tagger()
        tagger.open_inmemory(weights)
        found = [_read(tagger, lexicon, *one) for one in asked]
    kinds = sorted({entity.kind for one, _ in asked for entity in one.entities})
    pairs = [(frozenset(one.entities), got) for (one, _), got in zip(asked, found, strict=True)]
    told = " ".join(f"{kind} {_f1([_only(pair, kind) for pair in pairs]):.3f}" for kind in kinds)
    print(f"part {part}: F1 {_f1(pairs):.4f} {told}; {size:.1f} MB", flush=True)


Pair = tuple[frozenset[Entity], frozenset[Entity]]


def _only(pair: Pair, kind: str) -> Pair:
    wanted, got = pair
    return frozenset(one for one in wanted if one.kind == kind), frozenset(one for one in got if one.kind == kind)


def _f1(pairs: Sequence[Pair]) -> float:
    """Strict F1: the same stretch and the same kind."""
    right = sum(len(wanted & got) for wanted, got in pairs)
    return 2 * right / max(1, sum(len(wanted) + len(got) for wanted, got in pairs))


def _read(tagger: Tagger, lexicon: Lexicon, labelled: Labelled, found: Sequence[Morpheme]) -> frozenset[Entity]:
    made = units(labelled.text, found, lexicon)
    return frozenset(spans(made, tagger.tag(features(labelled.text, made, lexicon))))


def _but(known: Sequence[Read], folds: int, part: int) -> list[Read]:
    return [one for number, one in enumerate(known) if number % folds != part]


def _seen(sentences: Sequence[Read]) -> dict[tuple[str, str], Counter[str]]:
    """How often each word stood in an entity of which kind."""
    seen: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for labelled, found in sentences:
        for one in found:
            kind = next((e.kind for e in labelled.entities if e.start <= one.start < e.end), "O")
            seen[one.form, str(one.tag)][str(kind)] += 1
    return seen


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--dictionary", type=Path, default=None)
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "chamsae" / "resources" / MODEL)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--parts", type=int, default=1)
    asked = parser.parse_args()
    if asked.dictionary is None:
        spec = find_spec("mecab_ko_dic")
        if spec is None or not spec.submodule_search_locations:
            raise MissingPart("training needs the names of mecab-ko-dic", do="pip install python-mecab-ko-dic")
        asked.dictionary = Path(spec.submodule_search_locations[0]) / "dictionary"
    return asked


if __name__ == "__main__":
    main()
