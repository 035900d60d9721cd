"""Kill `chamsae add` and `chamsae read` with SIGKILL at random moments; count what was lost.

    python bench/kill.py [--kills 300] [--seed 1]

Each round starts `add` or `read` on the same casebook in a child process, kills it after a random
time, and then checks: every accession that a child had printed as taken is there, every row has its
bytes, no object is torn, the log chain holds (`chamsae doctor`). Bytes without a row (the moment
between the rename and the commit) are counted and are no fault: nothing refers to them and adding the
same material again adopts them.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import chamsae

CHILD = """
import sys, chamsae
from pathlib import Path
folder, verb, start, stop = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
with chamsae.open(folder) as book:
    if verb == "read":
        with chamsae.in_memory() as warm:  # load the readers before the clock of the kill starts
            warm.archive.add([Path(folder).parent / "pile" / "0.txt"], by="bench")
            warm.read.run(by="bench")
    print("ready", flush=True)
    if verb == "read":
        book.read.run(by="bench")
    else:
        for n in range(start, stop):
            report = book.archive.add([Path(folder).parent / "pile" / f"{n}.txt"], by="bench")
            print("\\n".join(c.sha256 for c in report.added), flush=True)
print("done", flush=True)
"""

WORDS = "police sent back people across the river in October while families waited for news of them".split()  # noqa: SIM905 - a sentence reads better than a list


def main() -> None:
    """Run the rounds and print the tally; exit status 1 when anything acknowledged was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tally = rounds(Path(folder), options.kills, random.Random(options.seed))
    print(json.dumps(tally, indent=1))
    sys.exit(1 if tally["lost"] or tally["faults"] else 0)


def rounds(folder: Path, kills: int, dice: random.Random) -> Counter[str]:
    """Kill that many children; the tally of what was acknowledged, lost and wrong."""
    book_folder, tally = folder / "book", Counter[str](lost=0, faults=0, leftovers=0)
    pile = _pile(folder / "pile", kills * 12, dice)
    with chamsae.init(book_folder):
        pass
    with (book_folder / "settings.toml").open("a") as settings:
        settings.write("workers = 1\n")  # so that the kill hits the reading and not the start of workers
    acknowledged: set[str] = set()
    next_file = 0
    began = time.monotonic()
    while tally["kills"] < kills:
        verb = "read" if dice.random() < 0.3 else "add"
        stop = min(next_file + 40, pile)
        said, killed = _one(book_folder, verb, next_file, stop, dice)
        acknowledged |= set(said)
        next_file = (next_file + len(said)) % max(1, pile - 40)
        tally["kills"] += killed
        tally[f"{verb} rounds"] += 1
        if tally["kills"] % 25 == 0 or tally["kills"] == kills:
            _examine(book_folder, acknowledged, tally)
    tally["acknowledged"] = len(acknowledged)
    tally["seconds"] = round(time.monotonic() - began)
    return tally


def _one(folder: Path, verb: str, start: int, stop: int, dice: random.Random) -> tuple[list[str], bool]:
    command = [sys.executable, "-c", CHILD, str(folder), verb, str(start), str(stop)]
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    )
    assert child.stdout is not None
    child.stdout.readline()
    time.sleep(dice.expovariate(1 / (0.15 if verb == "add" else 1.0)))
    killed = child.poll() is None
    if killed:
        os.killpg(child.pid, signal.SIGKILL)
    lines = child.stdout.read().split("\n")
    child.wait()
    child.stdout.close()
    whole = lines[:-1]  # a line cut short by the kill was not acknowledged
    return [line for line in whole if len(line) == 64], killed


def _examine(folder: Path, acknowledged: set[str], tally: Counter[str]) -> None:
    with chamsae.open(folder) as book:
        held = {capture.sha256 for capture in book.store.captures()}
        tally["lost"] = len(acknowledged - held)
        health = book.doctor.check()
        tally["leftovers"] = len(health.leftovers)
        tally["faults"] += len(health.findings)
        for finding in health.findings:
            print(finding)
        read = sum(1 for _ in book.store.readings())
    tally["documents read"] = read
    print(f"{tally['kills']} kills: {len(held)} accessions, {read} read, {tally['faults']} faults", flush=True)


def _pile(folder: Path, count: int, dice: random.Random) -> int:
    folder.mkdir()
    for n in range(count):
        text = " ".join(dice.choices(WORDS, k=120)) + f". More than {dice.randrange(20, 900)} people were sent back.\n"
        (folder / f"{n}.txt").write_text(text)
    return count


if __name__ == "__main__":
    main()
