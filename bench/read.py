"""All marks set for reading, each with what was reached, in one run; then how fast, beside the bare libraries.

    python bench/read.py [DATA] [--list]     DATA holds seeds/, seeds_gold.json, corpus-dev/, hrdsattack/, klue-ner/
                                             (default ../shared/data); --list shows what was missed or invented

The sets are for development: figures from them say how the readers do on what they were built beside, no more.
What cannot be measured here is said. Precision of acts and of indirect quotations is a lower bound: the seeds
annotate what happened, not every word for it.
"""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import corpus_dev
import read_speed

from chamsae.casebook.evaluation import Evaluated, evaluate
from chamsae.cli.scores import findings, summary
from chamsae.read.gold.marks import Scores, Share
from chamsae.read.gold.shape import Kind

#: Benches of their own, which print their marks themselves, and the data each takes.
OTHERS = {"hrdsattack": "hrdsattack/dev.json", "klue_ner": "."}


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, the mark, what was reached."""

    what: str
    mark: str
    reached: str
    good: bool


def main() -> None:
    given = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    data = Path(given[0]) if given else read_speed.DATA
    if not (data / "seeds_gold.json").exists():
        print(f"{data} holds no seeds_gold.json: nothing to measure against. Give the folder as the first argument.")
        return
    seeds = evaluate(data / "seeds_gold.json")
    summary(seeds)
    if "--list" in sys.argv:
        findings(seeds, "all")
    rows = [*of_seeds(seeds), *of_corpus(data / "corpus-dev")]
    for name, file in OTHERS.items():
        other(name, data / file)
    rows += of_speed(data)
    width = max(len(row.what) for row in rows)
    print("\nMarks for reading")
    for row in rows:
        state = "" if row.mark == "none" else "reached" if row.good else "MISSED"
        print(f"  {row.what:{width}}  mark {row.mark:8} {state:8} {row.reached}")


def of_seeds(done: Evaluated) -> Iterator[Row]:
    """The marks on the annotated articles; core entries, as the marks say."""
    scores = done.scores
    core = {
        "found": core_share(scores, "figures", "found"),
        "comparator": core_share(scores, "figures", "comparator"),
        "speaker": core_share(scores, "figures", "speaker"),
        "date": core_share(scores, "figures", "date", "date, inferred"),
    }
    for (name, share), mark in zip(core.items(), (1.0, 1.0, 0.95, 0.90), strict=True):
        yield at_least(f"seeds, core figures: {name}", share, mark)
    told = core_share(scores, "figures", "date")
    yield Row("  … of these the document itself tells", "none", f"{told.right} of {told.of}", good=True)
    taken, invented = scores.traps, scores.invented("figures")
    yield Row("seeds, traps taken", "0", f"{taken.right} of {taken.of}", taken.right == 0)
    yield Row("seeds, figures of people invented", "0", str(invented), invented == 0)
    quoted = scores.share("quotations", "direct, right speaker")
    yield at_least("seeds, direct quotations with the right speaker", quoted, 0.98)
    yield at_least("seeds, persons: mentions found", scores.share("people"), 0.97)
    yield at_least("seeds, persons: entities pure", scores.people.pure, 1.0)
    yield at_least("seeds, core acts", core_share(scores, "acts", "found"), 0.85)


def core_share(scores: Scores, kind: Kind, *aspects: str) -> Share:
    shares = [scores.share(kind, aspect, importance=("core",)) for aspect in aspects]
    return Share(sum(share.right for share in shares), sum(share.of for share in shares))


def of_corpus(folder: Path) -> Iterator[Row]:
    """The marks on the corpus: numbers found with bounds and comparator, by language."""
    outcomes = list(corpus_dev.judge(folder))
    for language, name in corpus_dev.LANGUAGES.items():
        results = [outcome.result == "found" for outcome in outcomes if outcome.language == language]
        yield at_least(f"corpus-dev, {name}: bounds and comparator", Share(sum(results), len(results)), 0.85)


def other(name: str, file: Path) -> None:
    """Run a bench of its own and show what it prints."""
    bench = Path(__file__).with_name(f"{name}.py")
    if not bench.exists():
        print(f"\n{name}: there is no {bench.name} yet; not measured")
        return
    print(f"\n{name}", flush=True)
    subprocess.run([sys.executable, bench, file], check=False, timeout=1800)


def of_speed(data: Path) -> Iterator[Row]:
    """The marks on speed, start-up and workers; memory stands with them, without a mark."""
    for language, name in corpus_dev.LANGUAGES.items():
        found = read_speed.pace(data, language)
        words = read_speed.pace_words(language, found).partition(": ")[2]
        mark = ">= 0.60" if language == "en" else "none"
        yield Row(f"speed, {name}", mark, words, language != "en" or found.ratio >= 0.6)
        yield Row(f"memory, {name}", "none", f"{read_speed.memory(data, language):,.0f} MB at the peak", good=True)
    pool = read_speed.pool(data)
    yield Row("speed, two workers against one", ">= 1.80", read_speed.pool_words(pool), pool.ratio >= 1.8)
    spent = read_speed.start_up()
    yield Row("start-up of chamsae --help", "< 0.2 s", f"{spent:.3f} s", spent < 0.2)


def at_least(what: str, share: Share, mark: float) -> Row:
    """A share against the least it should be; nothing to count is not reached."""
    interval = share.interval()
    value = share.value if share.value is not None else 0.0
    words = f"{share.right} of {share.of} ({value:.0%})"
    if interval is not None:
        words += f"; 95 %: {interval[0]:.0%} to {interval[1]:.0%}"
    return Row(what, f">= {mark:.0%}", words, share.of > 0 and value >= mark)


if __name__ == "__main__":
    main()
