"""Copy detection over synthetic articles: documents a second, peak memory, recall and precision per kind.

    python bench/copies.py [--size 100000] [--script latin|hangul] [--peer 20000] [--seed 7]

The articles are made from a Zipf vocabulary in which each article has topic words of its own. To the
originals come reprints, near copies, abridged rewrites (sentences dropped, reordered, reworded, so that about
0.2 to 0.5 of their 5-grams remain), texts contained in longer ones, reports that share a press quote of 40 words
and are otherwise independent, and site furniture of 60 to 120 words under every article of a site. As a peer
datasketch's MinHashLSH at 0.5 reads the same articles (word 5-grams, 128 permutations).
"""

import argparse
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from datasketch import MinHash, MinHashLSH

from chamsae.model.document import DEPENDENT, Document, Relation, Sketch
from chamsae.reconcile.copies import compare, relations, sketch

WORDS = 400
Sentences = list[list[str]]


@dataclass
class Pile:
    """Articles, and for each pair that depends (or only shares a quote) the kind it was made as."""

    documents: list[Document] = field(default_factory=list)
    made: dict[tuple[str, str], str] = field(default_factory=dict)
    root: dict[str, str] = field(default_factory=dict)


class Writer:
    """Writes articles; all chance comes from one seed."""

    def __init__(self, seed: int, script: str) -> None:
        self.chance = np.random.default_rng(seed)
        self.gap = " "
        self.words = _words(self.chance, 30_000, script)
        weights = 1 / np.arange(1, len(self.words) + 1)
        self.cumulative = np.cumsum(weights / weights.sum())

    def article(self, count: int) -> Sentences:
        """Sentences of about 20 words, a third of them topic words of this article."""
        topic = self.chance.integers(500, len(self.words), 60)
        drawn = np.searchsorted(self.cumulative, self.chance.random(count))
        own = topic[np.minimum(self.chance.geometric(0.05, count) - 1, 59)]
        numbers = np.where(self.chance.random(count) < 0.33, own, np.minimum(drawn, len(self.words) - 1))
        words = [self.words[number] for number in numbers]
        cuts = np.cumsum(self.chance.integers(12, 29, count // 12 + 1))
        return [words[a:b] for a, b in zip([0, *cuts], cuts, strict=False) if words[a:b]]

    def reworded(self, sentence: list[str], share: float) -> list[str]:
        """The sentence with that share of its words replaced, dropped or moved."""
        found: list[str] = []
        for word, luck in zip(sentence, self.chance.random(len(sentence)), strict=True):
            if luck > share:
                found.append(word)
            elif luck > share / 3:
                found.append(self.words[int(self.chance.integers(0, 3000))])
        return found

    def rewrite(self, source: Sentences) -> Sentences:
        """Half the sentences, some reordered, most reworded: the strength of a machine rewrite."""
        keep = np.sort(self.chance.permutation(len(source))[: max(4, int(len(source) * self.chance.uniform(0.4, 0.7)))])
        found = []
        for number in keep:
            share = 0.02 if self.chance.random() < 0.12 else self.chance.uniform(0.12, 0.35)
            found.append(self.reworded(source[number], share))
        for _ in range(len(found) // 5):
            a, b = self.chance.integers(0, len(found), 2)
            found[a], found[b] = found[b], found[a]
        return found

    def near(self, source: Sentences) -> Sentences:
        """The source with a few words changed and a sentence of its own."""
        return [self.reworded(sentence, 0.01) for sentence in source] + self.article(20)[:1]


def _words(chance: np.random.Generator, count: int, script: str) -> list[str]:
    if script == "hangul":
        return [
            "".join(chr(0xAC00 + int(c)) for c in chance.integers(0, 11172, int(chance.integers(1, 5))))
            for _ in range(count)
        ]
    letters = "eationsrhldcumfpgwybvk"
    return [
        "".join(letters[int(c)] for c in chance.integers(0, len(letters), int(chance.integers(2, 10))))
        for _ in range(count)
    ]


def pile(size: int, seed: int, script: str) -> Pile:
    """`size` articles of which about a quarter derive from another, each on one of 50 sites with its own furniture."""
    writer, made = Writer(seed, script), Pile()
    length = WORDS if script == "latin" else WORDS // 2
    furniture = [" ".join(" ".join(s) for s in writer.article(int(writer.chance.integers(60, 121)))) for _ in range(50)]
    originals: list[tuple[str, Sentences]] = []
    while len(made.documents) < size:
        sentences = writer.article(int(writer.chance.normal(length, length / 8)))
        luck = writer.chance.random()
        if originals and luck < 0.25:
            _derive(made, writer, furniture, originals[int(writer.chance.integers(0, len(originals)))], luck)
        elif luck < 0.30:
            _quoting(made, writer, furniture, sentences, length)
        else:
            originals.append((_put(made, writer, furniture, sentences), sentences))
            originals = originals[-5000:]
    del made.documents[size:]
    return made


def _derive(made: Pile, writer: Writer, furniture: list[str], original: tuple[str, Sentences], luck: float) -> None:
    source, sentences = original
    kinds: list[tuple[float, str, Callable[[], Sentences]]] = [
        (0.04, "identical", lambda: sentences),
        (0.08, "near copy", lambda: writer.near(sentences)),
        (0.20, "rewrite", lambda: writer.rewrite(sentences)),
        (0.25, "contained", lambda: writer.article(500) + sentences + writer.article(300)),
    ]
    kind, make = next((name, make) for limit, name, make in kinds if luck < limit)
    name = _put(made, writer, furniture, make())
    made.made[(source, name)] = kind
    made.root[name] = source


def _quoting(made: Pile, writer: Writer, furniture: list[str], sentences: Sentences, length: int) -> None:
    """Three independent reports that share a quote of 40 words."""
    quote = [word for sentence in writer.article(60) for word in sentence][:40]
    names = []
    for _ in range(3):
        body = writer.article(length)
        body.insert(int(writer.chance.integers(0, len(body))), quote)
        names.append(_put(made, writer, furniture, body))
    for one in range(3):
        for two in range(one + 1, 3):
            made.made[(names[one], names[two])] = "quote"


def _put(made: Pile, writer: Writer, furniture: list[str], sentences: Sentences) -> str:
    site = int(writer.chance.zipf(1.3) - 1) % len(furniture)
    name = f"d{len(made.documents):06}"
    text = "\n".join(" ".join(sentence) + "." for sentence in sentences) + "\n" + furniture[site]
    made.documents.append(
        Document(
            id=name, sha256=name, name=name, media_type="text/plain", text=text, language="und", reader="bench",
            address=f"https://site{site}.example/{name}",
        )
    )  # fmt: skip
    made.root.setdefault(name, name)
    return name


def score(made: Pile, found: list[tuple[str, str, str]]) -> None:
    """Print recall per kind made and precision of what is called dependent."""
    present = {document.id for document in made.documents}
    truth = {pair: kind for pair, kind in made.made.items() if set(pair) <= present}
    families: dict[str, str] = {name: _family(made, name) for name in present}
    called = {tuple(sorted(pair[:2])): pair[2] for pair in found}
    dependent = {pair for pair, kind in called.items() if kind in DEPENDENT}
    right = sum(families[one] == families[two] for one, two in dependent)
    precision = right / max(1, len(dependent))
    print(f"  called dependent {len(dependent):,}, of one family {right:,}: precision {precision:.4f}")
    for kind in ("identical", "near copy", "rewrite", "contained", "quote"):
        pairs = [tuple(sorted(pair)) for pair, made_as in truth.items() if made_as == kind]
        answers = Counter(called.get(pair, "nothing") for pair in pairs)
        hit = sum(count for answer, count in answers.items() if answer in DEPENDENT)
        print(f"  {kind:10} {len(pairs):6,} made, {hit / max(1, len(pairs)):.4f} found dependent: {dict(answers)}")


def _family(made: Pile, name: str) -> str:
    while made.root[name] != name:
        name = made.root[name]
    return name


def run(made: Pile) -> float:
    """Read, compare and relate all articles; documents a second."""
    by_name = {document.id: document for document in made.documents}
    start = time.perf_counter()
    sketches = [sketch(document) for document in made.documents]
    sketched = time.perf_counter()
    pairs = compare(sketches)
    compared = time.perf_counter()
    found = relations(by_name.__getitem__, pairs)
    ended = time.perf_counter()
    kept = sum(len(one.data) for one in sketches)
    print(
        f"  sketch {sketched - start:.1f} s, compare {compared - sketched:.1f} s, relate {ended - compared:.1f} s;"
        f" sketches {kept / 2**20:.0f} MiB, peak memory {_peak():,} MiB (articles included)"
    )
    score(made, list(_triples(found)))
    late(sketches)
    return len(made.documents) / (ended - start)


def late(sketches: list[Sketch]) -> None:
    """Ten new documents against all others."""
    start = time.perf_counter()
    pairs = compare(sketches[-10:], sketches[:-10])
    print(f"  10 new against {len(sketches) - 10:,} old: {time.perf_counter() - start:.2f} s, {len(pairs)} pairs")


def _triples(found: tuple[Relation, ...]) -> Iterator[tuple[str, str, str]]:
    return ((one.document, one.other, one.kind.value) for one in found)


def peer(made: Pile, count: int) -> float:
    """datasketch MinHashLSH at 0.5 on the first `count` articles; documents a second."""
    start = time.perf_counter()
    index = MinHashLSH(threshold=0.5, num_perm=128)
    found: list[tuple[str, str, str]] = []
    for document in made.documents[:count]:
        words = document.text.lower().replace(".", " ").split()
        hashed = MinHash(num_perm=128)
        hashed.update_batch([" ".join(words[at : at + 5]).encode() for at in range(len(words) - 4)])
        found += [(document.id, str(other), "copy") for other in index.query(hashed)]
        index.insert(document.id, hashed)
    speed = count / (time.perf_counter() - start)
    present = {document.id for document in made.documents[:count]}
    few = Pile(made.documents[:count], made.made, {name: root for name, root in made.root.items() if name in present})
    score(few, found)
    return speed


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Run the bench as asked on the command line."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--size", type=int, default=100_000)
    ask.add_argument("--peer", type=int, default=20_000, help="articles the peer reads (0: none)")
    ask.add_argument("--script", choices=("latin", "hangul"), default="latin")
    ask.add_argument("--seed", type=int, default=7)
    given = ask.parse_args()
    made = pile(given.size, given.seed, given.script)
    print(f"{given.size:,} articles, {given.script}, peak memory before {_peak():,} MiB")
    speed = run(made)
    print(f"  chamsae: {speed:,.0f} documents a second")
    if given.peer:
        count = min(given.peer, given.size)
        print(f"datasketch MinHashLSH 0.5 on the first {count:,}:")
        other = peer(made, count)
        print(f"  datasketch: {other:,.0f} documents a second; chamsae reads {speed / other:.2f} times as many")


if __name__ == "__main__":
    main()
