"""One run over all strata: an estimation for each, several plausible linkages combined, and the same run again.

What is kept holds no draws; a digest over all of them tells whether another run said the same.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path

from chamsae.casebook.progress import heed
from chamsae.estimate import checks, methods
from chamsae.estimate.batch import Ask, Wishes, answer_each, estimate_each
from chamsae.estimate.combine import SHARES, Combined, over_linkages, summed
from chamsae.estimate.diagnostics import derived
from chamsae.estimate.journal import Sealed
from chamsae.estimate.priors import UNIFORM
from chamsae.estimate.pulse import pulse
from chamsae.estimate.run import Depth, Step, TwoLists
from chamsae.estimate.verdict import LIMITS, Limits
from chamsae.model.canonical import canonical
from chamsae.model.estimate import CaptureTable, Estimate, Estimation, Finding, Grade, Method
from chamsae.model.estimating import Beside, Compared, Differs, KeptEstimation, Linked
from chamsae.ports import Progress

#: Where the draws of the linkages begin among the seeds that follow from one.
LINKAGES = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What is asked of a run; the same with the same tables gives the same again."""

    seed: int
    method: Method | None = None
    level: float = 0.95
    two_lists: TwoLists = TwoLists.REFUSE
    depth: Depth = Depth.FULL
    chains: int = 16
    prior: tuple[float, float] | None = None
    limits: Limits = LIMITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """How the work is done, which changes no result: over how many processes, and where what is done is written down.

    With a journal a run that was stopped goes on where it was.
    """

    processes: int = 1
    journal: Path | Sealed | None = None


HERE = Batch()


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came of a run: estimations and linkages without draws, what is said of the sum, and the digest of all."""

    estimations: tuple[Estimation, ...]
    linkages: tuple[Linked, ...]
    total: Estimate | None
    findings: tuple[Finding, ...]
    result: str


def run(
    tables: Sequence[CaptureTable],
    linked: Sequence[tuple[CaptureTable, ...]],
    asked: Run,
    progress: Progress,
    batch: Batch = HERE,
) -> Came:
    """Estimate each table, and under each linkage its own; where linkages were drawn their draws are put together.

    `progress` is told each table and each linkage of one, or where there is one table alone what it is at; it may raise
    to stop, and one that is ports.Stoppable is asked between the rounds of whatever computes.
    """
    with pulse(partial(heed, progress)):
        made = _made(tables, asked, progress, batch)
        linkages = _under(linked, made, asked, progress, batch)
    progress.finish()
    joined = [over_linkages(one, [held.estimates[at] for held in linkages]) for at, one in enumerate(made)]
    said = summed(joined, seed=asked.seed, level=asked.level) if len(joined) > 1 else Combined(estimate=None)
    total = said.estimate
    digest = hashlib.sha256(canonical((tuple(joined), tuple(linkages), total)).encode()).hexdigest()
    return Came(
        estimations=tuple(map(_kept, joined)),
        linkages=tuple(replace(one, estimates=tuple(e and bare(e) for e in one.estimates)) for one in linkages),
        total=total and bare(total),
        findings=said.findings,
        result=digest,
    )


def asked_of(kept: KeptEstimation) -> Run:
    """What a kept run was asked, from the record of its first stratum."""
    held = dict(kept.estimations[0].record.settings) if kept.estimations else {}
    limits = {one.name: float(held[one.name]) for one in fields(Limits) if one.name in held}
    priors = {(one.record.settings.get("prior_a"), one.record.settings.get("prior_b")) for one in kept.estimations}
    a, b = priors.pop() if len(priors) == 1 else (None, None)
    return Run(
        seed=kept.seed,
        method=kept.method,
        level=float(held.get("level", 0.95)),
        two_lists=TwoLists(str(held.get("two_lists", TwoLists.REFUSE))),
        depth=Depth(str(held.get("depth", Depth.FULL))),
        chains=int(held.get("chains", 16)),
        prior=(float(a), float(b)) if a is not None and b is not None else None,
        limits=Limits(**limits),
    )


def beside(before: KeptEstimation, after: KeptEstimation) -> Compared:
    """Two runs beside each other, with every reason why they may differ."""
    old, new = _by_stratum(before), _by_stratum(after)
    strata = tuple(_pair(key, old.get(key), new.get(key)) for key in dict.fromkeys((*old, *new)))
    return Compared(identical=before.result == after.result, reasons=tuple(_reasons(before, after)), strata=strata)


def bare(estimate: Estimate) -> Estimate:
    """The estimate without its draws; of these the quantiles stay, where it had none of its own."""
    drawn = sorted(estimate.draws)
    held = estimate.quantiles or tuple((share, _quantile(drawn, share)) for share in SHARES if drawn)
    return replace(estimate, draws=(), quantiles=held)


def _made(tables: Sequence[CaptureTable], asked: Run, progress: Progress, batch: Batch) -> list[Estimation]:
    """An estimation of each table; of one alone its steps are told, of many how many are done."""
    alone = len(tables) == 1
    progress.start(None if alone else len(tables), "estimating")
    wishes = Wishes(
        method=asked.method, level=asked.level, two_lists=asked.two_lists, depth=asked.depth, prior=asked.prior,
        chains=asked.chains, limits=asked.limits,
    )  # fmt: skip
    return list(
        estimate_each(
            tables, seed=asked.seed, wishes=wishes, processes=batch.processes, journal=batch.journal,
            progress=None if alone else partial(_done, progress), seeds=lambda seed, _: seed,
            steps=partial(_tell, progress, " ".join(value for _, value in tables[0].stratum)) if alone else None,
        )
    )  # fmt: skip


def _tell(progress: Progress, name: str, step: Step) -> None:
    progress.step(" · ".join(filter(None, (name, step.phase.value, step.about))))


def _done(progress: Progress, done: int, of: int, table: CaptureTable) -> None:
    progress.step(" ".join(value for _, value in table.stratum) or f"{done}/{of}")


def _under(
    linked: Sequence[tuple[CaptureTable, ...]],
    made: Sequence[Estimation],
    asked: Run,
    progress: Progress,
    batch: Batch,
) -> list[Linked]:
    """The answer's method over the tables of each linkage, for each stratum of the run; None without a number."""
    asks = [_ask(tables, one, at, asked) for at, tables in enumerate(linked) for one in made]
    if linked:
        progress.start(sum(ask is not None for ask in asks), "linkages")
    answers = answer_each(
        [ask for ask in asks if ask is not None], processes=batch.processes, journal=batch.journal,
        progress=partial(_done, progress),
    )  # fmt: skip
    found = [None if ask is None else next(answers) for ask in asks]
    many = len(made)
    return [
        Linked(tables=tables, estimates=tuple(found[at * many : (at + 1) * many])) for at, tables in enumerate(linked)
    ]


def _ask(tables: tuple[CaptureTable, ...], one: Estimation, at: int, asked: Run) -> Ask | None:
    """What is asked of a stratum under a linkage; None where its records carry no number."""
    table = {each.stratum: each for each in tables}.get(one.table.stratum)
    if table is None or one.answer is None:
        return None
    table, _ = checks.set_aside(table)
    if any(finding.grade is Grade.REFUSAL for finding in checks.findings(table)):
        return None
    a, b = one.record.settings.get("prior_a", UNIFORM[0]), one.record.settings.get("prior_b", UNIFORM[1])
    settings = methods.Settings(level=asked.level, chains=asked.chains, prior=(float(a), float(b)))
    return Ask(table=table, method=one.answer.method, seed=derived(asked.seed, LINKAGES, at), settings=settings)


def _quantile(drawn: Sequence[float], share: float) -> float:
    """The value below which this share lies, between the two nearest."""
    place = share * (len(drawn) - 1)
    under = int(place)
    over = min(under + 1, len(drawn) - 1)
    return float(drawn[under] + (drawn[over] - drawn[under]) * (place - under))


def _kept(made: Estimation) -> Estimation:
    """The estimation without draws."""
    return replace(
        made,
        answer=made.answer and bare(made.answer),
        others=tuple(map(bare, made.others)),
        without=tuple((name, bare(one)) for name, one in made.without),
        alternatives=tuple((name, bare(one)) for name, one in made.alternatives),
        withheld=tuple((name, size, bare(one)) for name, size, one in made.withheld),
        priors=tuple((name, bare(one)) for name, one in made.priors),
    )


def _by_stratum(kept: KeptEstimation) -> Mapping[tuple[tuple[str, str], ...], Estimation]:
    return {one.table.stratum: one for one in kept.estimations}


def _pair(stratum: tuple[tuple[str, str], ...], old: Estimation | None, new: Estimation | None) -> Beside:
    return Beside(
        stratum=stratum,
        before=old.answer if old else None,
        after=new.answer if new else None,
        n_before=old.table.n if old else None,
        n_after=new.table.n if new else None,
        verdict_before=old.verdict if old else None,
        verdict_after=new.verdict if new else None,
    )


def _reasons(before: KeptEstimation, after: KeptEstimation) -> Iterator[tuple[Differs, str, str]]:
    for why, told in (
        (Differs.LISTS, _lists), (Differs.DATA, _data), (Differs.LINKAGES, _linkages), (Differs.METHOD, _method),
        (Differs.SEED, lambda kept: str(kept.seed)),
    ):  # fmt: skip
        one, other = told(before), told(after)
        if one != other:
            yield why, one, other
    for why, held, holds in (
        (Differs.SETTINGS, _settings(before), _settings(after)),
        (Differs.VERSIONS, _versions(before), _versions(after)),
    ):
        moved = sorted(key for key in {*held, *holds} if held.get(key) != holds.get(key))
        if moved:
            yield why, _said(moved, held), _said(moved, holds)


def _said(keys: Sequence[str], held: Mapping[str, str]) -> str:
    return ", ".join(f"{key} {held.get(key, '–')}" for key in keys)


def _lists(kept: KeptEstimation) -> str:
    return "; ".join(dict.fromkeys(", ".join(one.table.lists) for one in kept.estimations))


def _data(kept: KeptEstimation) -> str:
    """The hashes of all tables as one, shortened, with how many are documented: what people would name it by."""
    whole = hashlib.sha256(" ".join(one.record.data for one in kept.estimations).encode()).hexdigest()
    return f"{whole[:12]} (n {sum(one.table.n for one in kept.estimations):,})"


def _linkages(kept: KeptEstimation) -> str:
    if not kept.linkages:
        return "0"
    tables = tuple(one.tables for one in kept.linkages)
    return f"{len(tables)} ({hashlib.sha256(canonical(tables).encode()).hexdigest()[:12]})"


def _method(kept: KeptEstimation) -> str:
    return ", ".join(dict.fromkeys(str(one.record.settings.get("method", "")) for one in kept.estimations))


def _settings(kept: KeptEstimation) -> Mapping[str, str]:
    """Those of all strata; where they differ among these, each of them."""
    names = {name for one in kept.estimations for name in one.record.settings} - {"method"}
    return {
        name: "/".join(dict.fromkeys(f"{one.record.settings.get(name, '')}" for one in kept.estimations))
        for name in names
    }


def _versions(kept: KeptEstimation) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for one in kept.estimations:
        found |= one.record.versions
    return found
