"""Names, times and quantities in Korean sentences nobody trained on: strict F1 beside a plain character model.

    python bench/klue_ner.py [DATA]     DATA holds klue-ner/dev.tsv (default ../shared/data)

Judged on the last 500 sentences of dev.tsv: an entity counts when its stretch and its kind are right. The peer is a
conditional random field over characters and their neighbours, trained in this run on the same first 3,500 sentences,
without morphemes, dictionaries or classes of words. Speed is beside Kiwi alone on the same sentences.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pycrfsuite import Tagger, Trainer

from chamsae.read.entities import Entity, EntityKind, entities
from chamsae.read.entities.labelled import Labelled, read_tsv
from chamsae.read.entities.units import kiwi, morphemes

DATA = Path(__file__).parents[2] / "shared" / "data"
HELD_OUT = 500
NAMES = {
    EntityKind.PERSON: "persons", EntityKind.PLACE: "places", EntityKind.ORGANISATION: "organisations",
    EntityKind.DAY: "days", EntityKind.HOUR: "hours", EntityKind.QUANTITY: "quantities",
}  # fmt: skip
MARKS = {"all": 0.82, EntityKind.PERSON: 0.85}

Pair = tuple[frozenset[Entity], frozenset[Entity]]


def main(data: Path) -> None:
    path = data / "klue-ner" / "dev.tsv"
    if not path.exists():
        print(f"no labelled sentences at {path}; nothing measured")
        return
    sentences = read_tsv(path.read_text(encoding="utf-8"), thing=str(path))
    trained, held = sentences[:-HELD_OUT], sentences[-HELD_OUT:]
    ours = [(frozenset(one.entities), frozenset(entities(one.text))) for one in held]
    peer = [(frozenset(one.entities), found) for one, found in zip(held, characters(trained, held), strict=True)]
    print(f"strict F1 on {len(held)} sentences, {sum(len(one.entities) for one in held)} entities")
    print(f"{'':14} {'mark':>6} {'ours':>7} {'right of found':>15} {'characters alone':>17}")
    line("all", MARKS["all"], ours, peer)
    for kind, name in NAMES.items():
        line(name, MARKS.get(kind), [only(one, kind) for one in ours], [only(one, kind) for one in peer])
    speed(held)


def line(name: str, mark: float | None, ours: Sequence[Pair], peer: Sequence[Pair]) -> None:
    right = sum(len(wanted & found) for wanted, found in ours)
    precision = right / max(1, sum(len(found) for _, found in ours))
    shown = f"{mark:.2f}" if mark else ""
    print(f"{name:14} {shown:>6} {f1(ours):7.4f} {precision:15.4f} {f1(peer):17.4f}")


def only(pair: Pair, kind: EntityKind) -> Pair:
    wanted, found = pair
    return frozenset(one for one in wanted if one.kind is kind), frozenset(one for one in found if one.kind is kind)


def f1(pairs: Sequence[Pair]) -> float:
    right = sum(len(wanted & found) for wanted, found in pairs)
    return 2 * right / max(1, sum(len(wanted) + len(found) for wanted, found in pairs))


def characters(trained: Sequence[Labelled], held: Sequence[Labelled]) -> Iterator[frozenset[Entity]]:
    """What a plain character model finds."""
    trainer = Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params({"c1": 0.1, "c2": 0.05, "max_iterations": 80})
    for one in trained:
        trainer.append(list(windows(one.text)), labels(one))
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/characters.crf")
        tagger = Tagger()
        tagger.open(f"{folder}/characters.crf")
        for one in held:
            yield frozenset(spans(tagger.tag(list(windows(one.text)))))


def windows(text: str) -> Iterator[list[str]]:
    """Each character with two neighbours on either side, alone and joined."""
    wide = f"<<{text}>>"
    for at in range(2, len(wide) - 2):
        found = [f"{step}{wide[at + step]}" for step in range(-2, 3)]
        found += [f"{step}|{wide[at + step : at + step + 2]}" for step in range(-2, 2)]
        found += [f"{step}/{wide[at + step : at + step + 3]}" for step in range(-2, 1)]
        yield found


def labels(one: Labelled) -> list[str]:
    given = ["O"] * len(one.text)
    for entity in one.entities:
        given[entity.start : entity.end] = [f"I-{entity.kind}"] * (entity.end - entity.start)
        given[entity.start] = f"B-{entity.kind}"
    return given


def spans(given: Sequence[str]) -> Iterator[Entity]:
    begun = 0
    for at, label in enumerate(given):
        if label[0] == "B" or (label[0] == "I" and (at == 0 or given[at - 1][2:] != label[2:])):
            begun = at
        if label != "O" and (at + 1 == len(given) or given[at + 1] != f"I-{label[2:]}"):
            yield Entity(begun, at + 1, EntityKind(label[2:]))


def speed(held: Sequence[Labelled]) -> None:
    """Characters a second: Kiwi alone, and with names found."""
    texts = [one.text for one in held]
    bare = rate(lambda text: kiwi().tokenize(text), texts)
    morphemes.cache_clear()
    with_names = rate(entities, texts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"characters a second: Kiwi alone {bare:,.0f}, with names {with_names:,.0f} ({with_names / bare:.2f})")
    print(f"memory of this run, the peer's training in it: {peak:.0f} MB")


def rate(read: Callable[[str], object], texts: Sequence[str]) -> float:
    begun = time.perf_counter()
    for text in texts:
        read(text)
    return sum(map(len, texts)) / (time.perf_counter() - begun)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
