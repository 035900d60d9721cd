"""Many tables: strata and their replicates over the cores, each kept as soon as it is done, so that a run can go on.

Every table has its own random streams, by the seed and its stratum; so a result does not hang on how many processes
there are, on the order in which they end, or on a run having been cut off.
"""

import json
import multiprocessing
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import blake2b, sha256
from pathlib import Path

from chamsae.errors import InputError, StorageError
from chamsae.estimate.checks import Code
from chamsae.estimate.combine import combine
from chamsae.estimate.lines import START, from_line, to_line
from chamsae.estimate.run import Depth, TwoLists, estimate, versions
from chamsae.estimate.snapshot import content_hash
from chamsae.estimate.verdict import LIMITS, Limits, verdict
from chamsae.model.estimate import CaptureTable, Estimate, Estimation, Finding, Grade, Method, Verdict

#: The name of the part of a stratum that tells imputed replicates of the same people apart.
REPLICATE = "replicate"
Stratum = tuple[tuple[str, str], ...]


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
class Result:
    """What a stratum's replicates say together: a number or the reasons why not, and every run that went in."""

    stratum: Stratum
    verdict: Verdict
    findings: tuple[Finding, ...]
    estimate: Estimate | None
    runs: tuple[Estimation, ...]


def estimate_each(
    tables: Sequence[CaptureTable],
    *,
    seed: int,
    wishes: Wishes | None = None,
    processes: int = 1,
    journal: Path | None = None,
    progress: Callable[[int, int, CaptureTable], object] | None = None,
) -> Iterator[Estimation]:
    """The estimation of each table, in their order, as they are ready; each is what `estimate` gives for it alone.

    With a `journal` every result is written there as one line, and those that are there already, of the same data,
    seed, wishes and versions, are not computed again: an interrupted batch goes on where it was. `progress` is told how
    many are done, of how many, and which. Raises `InputError` for two tables of the same stratum.
    """
    asked = wishes or Wishes()
    _check(tables)
    keys = [_key(table, seed, asked) for table in tables]
    known = _kept(journal) if journal else {}
    work = [table for table, key in zip(tables, keys, strict=True) if key not in known]
    fresh = _computed(work, partial(_one, seed=seed, wishes=asked), processes)
    for done, (table, key) in enumerate(zip(tables, keys, strict=True), start=1):
        found = known[key] if key in known else next(fresh)
        if journal and key not in known:
            _keep(journal, to_line(key, found))
        if progress:
            progress(done, len(tables), table)
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


def seed_of(seed: int, stratum: Stratum) -> int:
    """The seed of a stratum's run: with it, `estimate` gives alone what the batch gave."""
    text = json.dumps([seed, stratum], separators=(",", ":"))
    return int.from_bytes(blake2b(text.encode(), digest_size=7).digest(), "big")


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


def _computed(
    tables: Sequence[CaptureTable], one: Callable[[CaptureTable], Estimation], processes: int
) -> Iterator[Estimation]:
    """The results in order; with several processes, a few tables ahead."""
    if processes <= 1 or len(tables) < 2:
        yield from map(one, tables)
        return
    waiting: deque[Future[Estimation]] = deque()
    pool = ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"))
    try:
        for table in tables:
            waiting.append(pool.submit(one, table))
            if len(waiting) >= 4 * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _one(table: CaptureTable, *, seed: int, wishes: Wishes) -> Estimation:
    return estimate(
        table,
        seed=seed_of(seed, table.stratum),
        method=wishes.method,
        level=wishes.level,
        two_lists=wishes.two_lists,
        depth=wishes.depth,
        prior=wishes.prior,
        chains=wishes.chains,
        limits=wishes.limits,
    )


def _key(table: CaptureTable, seed: int, wishes: Wishes) -> str:
    """What makes two runs the same: data, seed, wishes, versions."""
    told = [content_hash((table,)), seed, asdict(wishes), versions()]
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _kept(journal: Path) -> Mapping[str, Estimation]:
    """What a journal holds; a last line that was cut off is taken away, so that the next one stands alone."""
    if not journal.exists():
        return {}
    text = journal.read_text("utf-8")
    whole, _, rest = text.rpartition("\n")
    kept = dict(from_line(line) for line in whole.splitlines() if line)
    if rest and not START.startswith(rest[: len(START)]):
        from_line(rest)  # something else than a line of ours that was cut off: say so, and leave it
    if rest:
        journal.write_text(whole + "\n" if whole else "", "utf-8")
    return kept


def _keep(journal: Path, line: str) -> None:
    try:
        with journal.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
    except OSError as error:
        raise StorageError(f"cannot be written ({error})", thing=str(journal),
                           do="Name a file in a folder that can be written to.") from error  # fmt: skip


def _check(tables: Sequence[CaptureTable]) -> None:
    twice = [stratum for stratum, many in Counter(table.stratum for table in tables).items() if many > 1]
    if twice:
        name = ", ".join(f"{key} {value}" for key, value in twice[0]) or "all"
        raise InputError("two tables are of the same stratum", thing=name, do="Give each table a stratum of its own.")
