"""The name engine on names of people in public life, five-fold by person, one threshold for all scripts; and others.

    python bench/names.py [DATA] [--alone] [--errors FILE]

DATA holds names/dev.csv and names/persons_dev.csv (default ../shared/data); nomenklatura is run beside, from an
environment made for it (not with --alone); FILE takes the rows on the wrong side of the threshold. The engine was built
beside these names: the figures say how it does on such names, those of other people are kept for judging. Counts and
threshold of each fold come from people of the other folds only, for both names of a pair. Rows whose kind begins with
`derived:` count for the slices alone.
"""

import argparse
import csv
import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from peers import interpreter
from rapidfuzz.distance import JaroWinkler

from chamsae.text import names
from chamsae.text.names import general, learn
from chamsae.text.names.engine import Engine

FOLDS = 5

#: What nomenklatura says of a pair, by name alone; runs under an interpreter of its own.
PEER = """
import json, sys, time
from followthemoney import model
from nomenklatura.matching import get_algorithm
from nomenklatura.matching.types import ScoringConfig
algorithm = get_algorithm(sys.argv[1])
def person(name):
    entity = model.make_entity("Person"); entity.id = name; entity.add("name", name); return entity
pairs = json.load(sys.stdin)
config = ScoringConfig.defaults() if hasattr(ScoringConfig, "defaults") else None
start = time.process_time()
scores = [algorithm.compare(person(a), person(b), config).score for a, b in pairs]
json.dump({"scores": scores, "seconds": time.process_time() - start}, sys.stdout)
"""

#: The slices the marks are set for, by the beginnings of their kinds; negatives join the slice of their scripts.
SLICES = {
    "Hangul-Latin, South": (("hangul-latin:sk",), (":hangul-latin",)),
    "Hangul-Latin, North and McCune-Reischauer": (("hangul-latin:nk", "hangul-latin:mr"), (":hangul-latin-mrnk",)),
    "Latin-Latin": (("latin-latin:",), (":latin-latin", ":latin-latin-nk")),
    "Hangul-Hanja": (("hangul-hanja",), (":hanja-hangul",)),
    "Hanja-Latin": (("hanja-latin",), (":hanja-latin",)),
    "pinyin of Korean names": (
        ("latin-pinyin_ko", "derived:hangul-pinyin_ko", "derived:latin-pinyin_ko", "derived:hanja-pinyin_ko"),
        (":pinyin",),
    ),
    "Wade-Giles and Cantonese": (("hanzi-latin:", "zhlatin-zhlatin"), (":hanzi-latin_zh", ":latin_zh-latin_zh")),
    "Cyrillic, kana": (("cyrillic-", "kana-", "hangul-kana"), ()),
    "other countries' spellings": (("hangul-latin_local", "latin-latin_local"), ()),
    "characters in variants": (("hanja-hanja:variant", "hanzi-hanzi:variant"), (":hanzi-hanzi",)),
}


@dataclass(frozen=True)
class Row:
    left: str
    right: str
    same: bool
    kind: str

    @property
    def counts(self) -> bool:
        return not self.kind.startswith("derived:")


@dataclass(frozen=True)
class Scored:
    row: Row
    score: float
    fold: int


People = dict[str, list[dict[str, str]]]


def main() -> None:
    asked = arguments()
    data = Path(asked.data) / "names"
    if not (data / "dev.csv").exists():
        print(f"{data} holds no dev.csv: nothing to measure against. Give the folder as the first argument.")
        return
    rows = [Row(r["left"], r["right"], r["same"] == "1", r["kind"]) for r in read(data / "dev.csv")]
    people: People = defaultdict(list)
    for line in read(data / "persons_dev.csv"):
        people[line["person"]].append(line)
    scored = five_fold(rows, people)
    print(f"{len(rows):,} pairs of {len(people):,} people\n")
    report("chamsae", scored)
    report_slices(scored)
    report_blocking(rows, people)
    speed = report_speed(rows)
    report_peers(rows, people, None if asked.alone else interpreter("nomenklatura"), speed)
    report("chamsae", scored)
    if asked.errors:
        write_errors(Path(asked.errors), scored)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", nargs="?", default="../shared/data")
    parser.add_argument("--alone", action="store_true", help="without nomenklatura, which takes a minute to install")
    parser.add_argument("--errors", help="a file for the rows on the wrong side of the threshold")
    return parser.parse_args()


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# Five folds by person


def fold(person: str) -> int:
    return crc32(person.encode()) % FOLDS


def folds_of(people: People) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for person, lines in people.items():
        for line in lines:
            found[line["name"]].add(fold(person))
    return found


def five_fold(rows: Sequence[Row], people: People) -> list[Scored]:
    """Each pair by an engine that has counted no person with either name."""
    of_name = folds_of(people)
    engines: dict[frozenset[int], Engine] = {}
    found = []
    for row in rows:
        away = frozenset(of_name[row.left] | of_name[row.right])
        if away not in engines:
            kept = (lines for person, lines in people.items() if fold(person) not in away)
            counted = [[line["name"] for line in lines if line["derived"] == "0"] for lines in kept]
            engines[away] = Engine(learn.count(counted))
        found.append(Scored(row, engines[away].weights([(row.left, row.right)])[0], min(of_name[row.left])))
    return found


def shifted(scored: Sequence[Scored]) -> list[tuple[float, bool]]:
    """Scores less the threshold that is best on the other folds."""
    found = []
    for own in range(FOLDS):
        at = best_threshold([(s.score, s.row.same) for s in scored if s.fold != own and s.row.counts])
        found += [(s.score - at, s.row.same) for s in scored if s.fold == own and s.row.counts]
    return found


def best_threshold(items: Iterable[tuple[float, bool]]) -> float:
    """The middle of the widest step among those with the highest F1."""
    ordered = sorted(items, reverse=True)
    total = sum(same for _, same in ordered)
    best, at, right = -1.0, 0.0, 0
    for number, (score, same) in enumerate(ordered, 1):
        right += same
        value = 2 * right / (number + total)
        if value > best:
            following = ordered[number][0] if number < len(ordered) else score
            best, at = value, (score + following) / 2
    return at


def f1(items: Iterable[tuple[float, bool]]) -> float:
    kept = list(items)
    right = sum(same for score, same in kept if score >= 0)
    wrong = sum(not same for score, same in kept if score >= 0)
    missed = sum(same for score, same in kept if score < 0)
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def recall_at(items: Iterable[tuple[float, bool]], precision: float) -> float:
    ordered = sorted(items, key=lambda item: (-item[0], item[1]))
    total = sum(same for _, same in ordered)
    right = best = 0
    for number, (_, same) in enumerate(ordered, 1):
        right += same
        if right >= precision * number:
            best = right
    return best / total


def report(name: str, scored: Sequence[Scored], pairs: float = 0.0, ours: float = 0.0) -> None:
    items = shifted(scored)
    recall = recall_at([(s.score, s.row.same) for s in scored if s.row.counts], 0.95)
    speed = f"; {pairs:,.0f} pairs a second, chamsae {ours / pairs:.2f} times as many" if pairs else ""
    print(f"{name:42} F1 {f1(items):.3f}; recall at precision 0.95 {recall:.3f}{speed}")


def report_slices(scored: Sequence[Scored]) -> None:
    at = best_threshold([(s.score, s.row.same) for s in scored if s.row.counts])
    print(f"\none threshold, {at:.2f} bits:")
    for name, (positive, negative) in SLICES.items():
        kept = [s for s in scored if in_slice(s.row, positive, negative)]
        same = [s for s in kept if s.row.same]
        recall = sum(s.score >= at for s in same) / len(same)
        apart = [s for s in kept if not s.row.same]
        told = f"{sum(s.score < at for s in apart) / len(apart):.3f} of {len(apart)}" if apart else "-"
        value = f1((s.score - at, s.row.same) for s in kept)
        print(f"  {name:42} F1 {value:.3f}; same {recall:.3f} of {len(same)}, different {told}")


def in_slice(row: Row, positive: tuple[str, ...], negative: tuple[str, ...]) -> bool:
    if row.same:
        return row.kind.startswith(positive)
    return bool(negative) and row.kind.startswith("neg:") and row.kind.endswith(negative)


# Candidates and speed


def report_blocking(rows: Sequence[Row], people: People) -> None:
    """How often the other spelling is among the ten first candidates by key, of all names of all people."""
    index = names.index({line["name"] for lines in people.values() for line in lines})
    asked = [way for r in rows if r.same and r.counts for way in ((r.left, r.right), (r.right, r.left))]
    found = sum(any(c.right.text == b for c in candidates(index, a)) for a, b in asked)
    print(f"\nblocking: the other spelling among the first 10 by key {found / len(asked):.3f} of {len(asked):,}")


def candidates(index: names.Index, text: str) -> list[names.Comparison]:
    return [c for c in index.candidates(text, 11) if c.right.text != text][:10]


def report_speed(rows: Sequence[Row]) -> float:
    """Prints the speeds; the one with parsing is what others are compared with."""
    texts = list(dict.fromkeys(text for row in rows for text in (row.left, row.right)))
    engine = Engine()
    engine.compare("Kim Min-su", "김민수")
    fresh = timed(lambda: [engine.parse(text) for text in texts])
    parse = timed(lambda: [engine.parse(text) for text in texts])
    parsed = {text: engine.parse(text) for text in texts}
    pairs = [(parsed[row.left], parsed[row.right]) for row in rows]
    first = timed(lambda: engine.weights(pairs))
    compare = timed(lambda: engine.weights(pairs))
    print(f"speed, one core: parsing {len(texts) / parse:,.0f} names a second (new words: {len(texts) / fresh:,.0f});")
    print(
        f"  comparing {len(pairs) / compare:,.0f} pairs a second (new pairs of syllables: {len(pairs) / first:,.0f});"
    )
    print(
        f"  with parsing: {len(pairs) / (compare + parse):,.0f}, each name in {2 * len(pairs) / len(texts):.1f} pairs;"
    )
    linked = 20 * len(texts) / (parse + compare * 20 * len(texts) / len(pairs))
    print(f"  {linked:,.0f} where each name is in 40 pairs, as in linking")
    return len(pairs) / (compare + parse)


def timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


# Others


def report_peers(rows: Sequence[Row], people: People, python: str | None, ours: float) -> None:
    of_name = folds_of(people)
    pairs = [(row.left, row.right) for row in rows]
    print("\nothers, with thresholds found the same way:")
    for name, method in (
        ("rapidfuzz Jaro-Winkler, as written", plain),
        ("rapidfuzz Jaro-Winkler, transliterated", transliterated),
    ):
        start = time.process_time()
        scores = method(pairs)
        seconds = time.process_time() - start
        report(name, scored_as(rows, scores, of_name), len(pairs) / seconds, ours)
    report("always the same", scored_as(rows, [1.0] * len(rows), of_name))
    for algorithm in ("name-based", "logic-v2") if python else ():
        scores, seconds = nomenklatura(python or "", algorithm, pairs)
        report(f"nomenklatura {algorithm}", scored_as(rows, scores, of_name), len(pairs) / seconds, ours)
    if not python:
        print("  (without nomenklatura)")


def scored_as(rows: Sequence[Row], scores: Sequence[float], of_name: dict[str, set[int]]) -> list[Scored]:
    return [Scored(row, score, min(of_name[row.left])) for row, score in zip(rows, scores, strict=True)]


def plain(pairs: Sequence[tuple[str, str]]) -> list[float]:
    return [JaroWinkler.similarity(a.lower(), b.lower()) for a, b in pairs]


def transliterated(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """Hangul letter by letter, characters in pinyin, Cyrillic in Latin; words in order of the alphabet."""
    return [JaroWinkler.similarity(" ".join(general.words(a)), " ".join(general.words(b))) for a, b in pairs]


def nomenklatura(python: str, algorithm: str, pairs: Sequence[tuple[str, str]]) -> tuple[list[float], float]:
    done = subprocess.run(
        [python, "-c", PEER, algorithm], input=json.dumps(pairs), capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stderr.splitlines()[-1], file=sys.stderr)
        return [0.0] * len(pairs), float("inf")
    result = json.loads(done.stdout)
    return result["scores"], result["seconds"]


def write_errors(path: Path, scored: Sequence[Scored]) -> None:
    at = best_threshold([(s.score, s.row.same) for s in scored if s.row.counts])
    wrong = [s for s in scored if (s.score >= at) != s.row.same]
    wrong.sort(key=lambda s: (s.row.kind, s.score))
    lines = (f"{s.score - at:7.1f} {s.row.same:d} {s.row.kind:34} {s.row.left} | {s.row.right}" for s in wrong)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
