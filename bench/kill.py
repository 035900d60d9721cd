"""Kill adding, reading, judging, backing up and migrating with SIGKILL at random moments; count what was lost.

    python bench/kill.py [--kills 1000] [--seed 1]

Each round starts one of them on the same casebook in a child process (migrating on a copy of an old one), kills it
after a random time, and then checks: every accession, judgement and snapshot that a child had printed as taken is
there and whole, every row has its bytes, no object is torn, the log holds (`chamsae doctor`); an old casebook opens
with all that was in it. Bytes without a row (the moment between the rename and the commit) are counted and are no
fault: nothing refers to them and adding the same material again adopts them.
"""

import argparse
import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import chamsae
from chamsae.casebook.restoring import check, snapshots

CHILD = """
import sys, chamsae
from pathlib import Path
from chamsae.model.judgement import Verdict
folder, verb, start, stop = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
with chamsae.open(folder) as book:
    if verb == "read":
        with chamsae.in_memory() as warm:  # load the readers before the clock of the kill starts
            warm.archive.add([Path(folder).parent / "pile" / "0.txt"], by="bench")
            warm.read.run(by="bench")
    print("ready", flush=True)
    if verb == "read":
        book.read.run(by="bench")
    elif verb == "judge":
        for claim in list(book.store.waiting())[:400]:
            print("judged", book.review.judge(claim.id, Verdict.ACCEPTED, by="bench", why="seen").number, flush=True)
    elif verb == "backup":
        for n in range(20):
            done = book.backup.run(Path(folder).parent / "backup", by="bench", plain=True)
            print("snapshot", done.snapshot, flush=True)
    else:
        for n in range(start, stop):
            report = book.archive.add([Path(folder).parent / "pile" / f"{n}.txt"], by="bench")
            print("\\n".join(c.sha256 for c in report.added), flush=True)
print("done", flush=True)
"""

#: Opens an old casebook, which brings its tables up to date.
MIGRATE = """
import sys, chamsae, chamsae.casebook.book
from chamsae.db.configure import ready
ready()
import chamsae.db.store
print("ready", flush=True)
chamsae.open(sys.argv[1]).close()
print("done", flush=True)
"""
OLD = Path(__file__).resolve().parents[1] / "tests" / "db" / "old"

WORDS = "police sent back people across the river in October while families waited for news of them".split()  # noqa: SIM905 - a sentence reads better than a list


def main() -> None:
    """Run the rounds and print the tally; exit status 1 when anything acknowledged was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tally = rounds(Path(folder), options.kills, random.Random(options.seed))
    print(json.dumps(tally, indent=1))
    sys.exit(1 if tally["lost"] or tally["faults"] or tally["mixed"] else 0)


def rounds(folder: Path, kills: int, dice: random.Random) -> Counter[str]:
    """Kill that many children; the tally of what was acknowledged, lost and wrong."""
    book_folder, tally = folder / "book", Counter[str](lost=0, faults=0, mixed=0, leftovers=0)
    pile = _pile(folder / "pile", kills * 12, dice)
    with chamsae.init(book_folder):
        pass
    with (book_folder / "settings.toml").open("a") as settings:
        settings.write("workers = 1\n")  # so that the kill hits the reading and not the start of workers
    acknowledged: set[str] = set()
    next_file = 0
    began = time.monotonic()
    while tally["kills"] < kills:
        verb = dice.choices(("add", "read", "judge", "backup", "migrate"), (45, 20, 15, 10, 10))[0]
        if verb == "migrate":
            tally["kills"] += _migrated(folder, dice, tally)
            tally["migrate rounds"] += 1
            continue
        stop = min(next_file + 40, pile)
        said, killed = _one(book_folder, verb, next_file, stop, dice)
        acknowledged |= set(said)
        added = sum(" " not in one for one in said)
        next_file = (next_file + added) % max(1, pile - 40)
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
    killed = _kill(child, dice.expovariate(1 / (1.0 if verb == "read" else 0.15)))
    lines = child.stdout.read().split("\n")
    child.wait()
    child.stdout.close()
    whole = lines[:-1]  # a line cut short by the kill was not acknowledged
    return [line for line in whole if len(line) == 64 or line.startswith(("judged ", "snapshot "))], killed


def _kill(child: subprocess.Popen[str], after: float) -> bool:
    """Kill a child and its children after so many seconds; False when it was done before."""
    time.sleep(after)
    killed = child.poll() is None
    if killed:
        os.killpg(child.pid, signal.SIGKILL)
    return killed


def _migrated(folder: Path, dice: random.Random, tally: Counter[str]) -> bool:
    """Kill the opening of an old casebook, open it again: all that was in it must be there, in new tables."""
    place = folder / "old"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    image = gzip.decompress(dice.choice(sorted(OLD.glob("*.sqlite3.gz"))).read_bytes())
    (place / "casebook.sqlite3").write_bytes(image)
    (place / "settings.toml").write_text("workers = 1\n")
    child = subprocess.Popen(
        [sys.executable, "-c", MIGRATE, str(place)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert child.stdout is not None
    with child.stdout:
        child.stdout.readline()
        killed = _kill(child, dice.uniform(0, 0.6))
        child.wait()
    with chamsae.open(place) as book:
        counts = book.counts()
        whole = (counts.captures, counts.documents, counts.claims, counts.judgements) == (3, 3, 22, 6)
        faults = [one for one in book.doctor.check().findings if "bytes" not in one.what and "SHA" not in one.what]
    tally["mixed"] += not whole
    tally["faults"] += len(faults)
    return killed


def _examine(folder: Path, acknowledged: set[str], tally: Counter[str]) -> None:
    with chamsae.open(folder) as book:
        held = {capture.sha256 for capture in book.store.captures()}
        held |= {f"judged {judgement.number}" for judgement in book.store.judgements()}
        held |= {f"snapshot {name}" for name in _whole_snapshots(folder.parent / "backup")}
        tally["lost"] = len(acknowledged - held)
        health = book.doctor.check()
        tally["leftovers"] = len(health.leftovers)
        tally["faults"] += len(health.findings)
        for finding in health.findings:
            print(finding)
        read = sum(1 for _ in book.store.readings())
    tally["documents read"] = read
    print(f"{tally['kills']} kills: {len(held)} held, {read} read, {tally['faults']} faults", flush=True)


def _whole_snapshots(target: Path) -> list[str]:
    """The snapshots in a folder of backups whose every file is as listed."""
    if not target.exists():
        return []
    return [name for name in snapshots(target) if not check(target, snapshot=name).faults]


def _pile(folder: Path, count: int, dice: random.Random) -> int:
    folder.mkdir()
    for n in range(count):
        text = " ".join(dice.choices(WORDS, k=120)) + f". More than {dice.randrange(20, 900)} people were sent back.\n"
        (folder / f"{n}.txt").write_text(text)
    return count


if __name__ == "__main__":
    main()
