"""Many tables: strata and their replicates over the cores, each kept as soon as it is done, so that a run can go on.

Every table has its own random streams, by the seed and its stratum; so a result does not hang on how many processes
there are, on the order in which they end, or on a run having been cut off.
"""

import json
import multiprocessing
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import blake2b, sha256
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from chamsae.errors import InputError
from chamsae.estimate import methods
from chamsae.estimate.checks import Code
from chamsae.estimate.combine import combine
from chamsae.estimate.journal import Journal, Sealed
from chamsae.estimate.methods import Settings
from chamsae.estimate.pulse import beat
from chamsae.estimate.run import Depth, Step, TwoLists, estimate, versions
from chamsae.estimate.snapshot import content_hash
from chamsae.estimate.verdict import LIMITS, Limits, verdict
from chamsae.model.estimate import CaptureTable, Estimate, Estimation, Finding, Grade, Method, Verdict

#: The name of the part of a stratum that tells imputed replicates of the same people apart.
REPLICATE = "replicate"
#: Seconds between two beats of the pulse while other processes compute.
LOOK = 0.2
Stratum = tuple[tuple[str, str], ...]
Work = TypeVar("Work")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What every table of a batch is asked; as for `estimate` of one."""

    method: Method | None = None
    level: float = 0.95
    two_lists: TwoLists = TwoLists.REFUSE
    depth: Depth = Depth.QUICK
    prior: tuple[float, float] | None = None
    chains: int = 16
    limits: Limits = LIMITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A single method's answer for a table that is wanted, as for `methods.one`."""

    table: CaptureTable
    method: Method
    seed: int
    settings: Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a stratum's replicates say together: a number or the reasons why not, and every run that went in."""

    stratum: Stratum
    verdict: Verdict
    findings: tuple[Finding, ...]
    estimate: Estimate | None
    runs: tuple[Estimation, ...]


def seed_of(seed: int, stratum: Stratum) -> int:
    """The seed of a stratum's run: with it, `estimate` gives alone what the batch gave."""
    text = json.dumps([seed, stratum], separators=(",", ":"))
    return int.from_bytes(blake2b(text.encode(), digest_size=7).digest(), "big")


def estimate_each(
    tables: Sequence[CaptureTable],
    *,
    seed: int,
    wishes: Wishes | None = None,
    processes: int = 1,
    journal: Path | Sealed | None = None,
    progress: Callable[[int, int, CaptureTable], object] | None = None,
    steps: Callable[[Step], object] | None = None,
    seeds: Callable[[int, Stratum], int] = seed_of,
) -> Iterator[Estimation]:
    """The estimation of each table, in their order, as they are ready; each is what `estimate` gives for it alone.

    With a `journal` every result is written there as one line, and those that are there already, of the same data,
    seed, wishes and versions, are not computed again: an interrupted batch goes on where it was. `progress` is told how
    many are done, of how many, and which, `steps` what is done with one, where this process does it; they may raise to
    stop, and so may the pulse. Other processes end then. `seeds` says which seed a stratum runs with. Raises
    `InputError` for two tables of the same stratum.
    """
    asked, kept = wishes or Wishes(), Journal(journal)
    _check(tables)
    work = [(table, seeds(seed, table.stratum)) for table in tables]
    keys = [_key(table, own, asked) for table, own in work]
    known = [kept.estimation(key) for key in keys]
    fresh = _over_cores(
        [each for each, held in zip(work, known, strict=True) if held is None], partial(_one, wishes=asked), processes,
        partial(_one, wishes=asked, steps=steps),
    )  # fmt: skip
    for done, (table, key, held) in enumerate(zip(tables, keys, known, strict=True), start=1):
        found = held or next(fresh)
        if held is None:
            kept.keep(key, found)
        if progress:
            progress(done, len(tables), table)
        yield found


def answer_each(
    asks: Sequence[Ask],
    *,
    processes: int = 1,
    journal: Path | Sealed | None = None,
    progress: Callable[[int, int, CaptureTable], object] | None = None,
) -> Iterator[Estimate]:
    """What each method gives for its table, without verdicts, in their order; journal and progress as above."""
    kept = Journal(journal)
    keys = [_key_of(ask) for ask in asks]
    known = [kept.estimate(key) for key in keys]
    fresh = _over_cores([ask for ask, held in zip(asks, known, strict=True) if held is None], _answer, processes)
    for done, (ask, key, held) in enumerate(zip(asks, keys, known, strict=True), start=1):
        found = held or next(fresh)
        if held is None:
            kept.keep(key, found)
        if progress:
            progress(done, len(asks), ask.table)
        yield found


def combined(estimations: Sequence[Estimation], *, level: float = 0.95) -> tuple[Result, ...]:
    """The replicates of each stratum as one, by verdata's rule; a stratum without replicates stays as it is.

    A stratum is refused where half or more of its replicates are, for the reasons most of these give; replicates that
    carry no number are otherwise left out, with a warning. It is no better than most of its replicates.
    """
    groups: dict[Stratum, list[Estimation]] = {}
    for one in estimations:
        groups.setdefault(tuple(part for part in one.table.stratum if part[0] != REPLICATE), []).append(one)
    return tuple(_together(stratum, tuple(runs), level) for stratum, runs in groups.items())


def _together(stratum: Stratum, runs: tuple[Estimation, ...], level: float) -> Result:
    if len(runs) == 1 and not any(name == REPLICATE for name, _ in runs[0].table.stratum):
        (one,) = runs
        return Result(stratum=stratum, verdict=one.verdict, findings=one.findings, estimate=one.answer, runs=runs)
    carried = [run.answer for run in runs if run.answer is not None]
    refused = len(runs) - len(carried)
    if 2 * refused >= len(runs):
        shared = _shared(runs, Grade.REFUSAL)
        return Result(stratum=stratum, verdict=Verdict.REFUSED, findings=shared, estimate=None, runs=runs)
    said = combine(carried, level=level)
    findings = (*said.findings, *_left_out(runs, refused), *_shared(runs, Grade.WARNING), *_shared(runs, Grade.NOTE))
    return Result(stratum=stratum, verdict=verdict(findings), findings=findings, estimate=said.estimate, runs=runs)


def _left_out(runs: tuple[Estimation, ...], refused: int) -> Iterator[Finding]:
    if refused:
        names = tuple(dict(run.table.stratum).get(REPLICATE, "") for run in runs if run.answer is None)
        numbers = {"replicates": len(runs), "refused": refused}
        yield Finding(code=Code.REPLICATES_REFUSED, grade=Grade.WARNING, lists=names, numbers=numbers)


def _shared(runs: tuple[Estimation, ...], grade: Grade) -> tuple[Finding, ...]:
    """Findings of a grade that half the replicates have, or of refusals the commonest; as the first of them says it."""
    first: dict[str, Finding] = {}
    many: Counter[str] = Counter()
    for run in runs:
        for finding in {one.code: one for one in run.findings if one.grade is grade}.values():
            first.setdefault(finding.code, finding)
            many[finding.code] += 1
    least = max(many.values(), default=0) if grade is Grade.REFUSAL else len(runs) / 2
    return tuple(first[code] for code, count in many.items() if count >= least)


def _over_cores(
    work: Sequence[Work], one: Callable[[Work], Made], processes: int, here: Callable[[Work], Made] | None = None
) -> Iterator[Made]:
    """The results in order; with several processes, a few pieces ahead. `here` is what does `one` in this process."""
    if processes <= 1 or len(work) < 2:
        yield from map(here or one, work)
        return
    waiting: deque[Future[Made]] = deque()
    spawned = multiprocessing.get_context("spawn")
    theirs, ours = spawned.Pipe(duplex=False)
    pool = ProcessPoolExecutor(min(processes, len(work)), spawned, initializer=_enter, initargs=(theirs,))
    try:
        for each in work:
            waiting.append(pool.submit(one, each))
            if len(waiting) >= 4 * processes:
                yield _awaited(waiting.popleft())
        while waiting:
            yield _awaited(waiting.popleft())
    except BaseException:
        ours.close()  # the others end at once, in the midst of what they compute
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        ours.close()
        theirs.close()


def _awaited(future: Future[Made]) -> Made:
    while not wait([future], LOOK).done:
        beat()
    return future.result()


def _enter(line: Connection) -> None:
    """A worker process: Ctrl-C is its parent's to answer, and it lives as long as the line to it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with, args=(line,), daemon=True).start()


def _leave_with(line: Connection) -> None:
    line.poll(None)  # nothing is ever sent: it was closed, or the parent was killed
    os._exit(1)


def _one(
    work: tuple[CaptureTable, int], *, wishes: Wishes, steps: Callable[[Step], object] | None = None
) -> Estimation:
    table, seed = work
    return estimate(
        table,
        seed=seed,
        method=wishes.method,
        level=wishes.level,
        two_lists=wishes.two_lists,
        depth=wishes.depth,
        prior=wishes.prior,
        chains=wishes.chains,
        limits=wishes.limits,
        progress=steps,
    )


def _answer(ask: Ask) -> Estimate:
    return methods.one(ask.table, ask.method, seed=ask.seed, settings=ask.settings)


def _key(table: CaptureTable, seed: int, wishes: Wishes) -> str:
    """What makes two runs the same: data, seed, wishes, versions."""
    return _hashed([content_hash((table,)), seed, asdict(wishes), versions()])


def _key_of(ask: Ask) -> str:
    return _hashed([content_hash((ask.table,)), ask.seed, ask.method, asdict(ask.settings), versions()])


def _hashed(told: list[object]) -> str:
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _check(tables: Sequence[CaptureTable]) -> None:
    twice = [stratum for stratum, many in Counter(table.stratum for table in tables).items() if many > 1]
    if twice:
        name = ", ".join(f"{key} {value}" for key, value in twice[0]) or "all"
        raise InputError("two tables are of the same stratum", thing=name, do="Give each table a stratum of its own.")
