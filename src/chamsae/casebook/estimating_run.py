"""One run over all strata: an estimation for each, several plausible linkages combined, and the same run again.

What is kept holds no draws; a digest over all of them tells whether another run said the same.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from statistics import median

from chamsae.estimate import checks, methods
from chamsae.estimate.combine import SHARES, stacked, summed
from chamsae.estimate.diagnostics import derived
from chamsae.estimate.priors import UNIFORM
from chamsae.estimate.run import Depth, Step, TwoLists, estimate
from chamsae.estimate.verdict import LIMITS, Limits
from chamsae.model.canonical import canonical
from chamsae.model.estimate import CaptureTable, Estimate, Estimation, Grade, Method, Verdict
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
class Came:
    """What came of a run: estimations and linkages without draws, and the digest of all with them."""

    estimations: tuple[Estimation, ...]
    linkages: tuple[Linked, ...]
    total: Estimate | None
    result: str


def run(
    tables: Sequence[CaptureTable], linked: Sequence[tuple[CaptureTable, ...]], asked: Run, progress: Progress
) -> Came:
    """Estimate each table, and under each linkage its own; where linkages were drawn their draws are put together."""
    progress.start(None, "estimating")
    made = [_one(one, asked, progress) for one in tables]
    linkages = [_linkage(one, at, made, asked, progress) for at, one in enumerate(linked)]
    joined = [_joined(one, [held.estimates[at] for held in linkages]) for at, one in enumerate(made)]
    total = summed(joined, seed=asked.seed, level=asked.level).estimate if len(joined) > 1 else None
    progress.finish()
    digest = hashlib.sha256(canonical((tuple(joined), tuple(linkages), total)).encode()).hexdigest()
    return Came(
        estimations=tuple(map(_kept, joined)),
        linkages=tuple(replace(one, estimates=tuple(e and bare(e) for e in one.estimates)) for one in linkages),
        total=total and bare(total),
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


def _one(table: CaptureTable, asked: Run, progress: Progress) -> Estimation:
    name = " ".join(value for _, value in table.stratum)
    return estimate(
        table,
        seed=asked.seed,
        method=asked.method,
        level=asked.level,
        two_lists=asked.two_lists,
        depth=asked.depth,
        chains=asked.chains,
        prior=asked.prior,
        limits=asked.limits,
        progress=partial(_tell, progress, name),
    )


def _tell(progress: Progress, name: str, step: Step) -> None:
    progress.step(" · ".join(filter(None, (name, step.phase.value, step.about))))


def _linkage(
    tables: tuple[CaptureTable, ...], at: int, made: Sequence[Estimation], asked: Run, progress: Progress
) -> Linked:
    """The answer's method over the tables of one linkage, for each stratum of the run."""
    held = {one.stratum: one for one in tables}
    found: list[Estimate | None] = []
    for one in made:
        progress.step(f"linkage {at + 1}")
        table = held.get(one.table.stratum)
        found.append(_answer(table, one.answer.method, asked, at) if table and one.answer else None)
    return Linked(tables=tables, estimates=tuple(found))


def _answer(table: CaptureTable, method: Method, asked: Run, at: int) -> Estimate | None:
    """None where the records of this linkage carry no number."""
    if any(finding.grade is Grade.REFUSAL for finding in checks.findings(table)):
        return None
    settings = methods.Settings(level=asked.level, chains=asked.chains, prior=asked.prior or UNIFORM)
    return methods.one(table, method, seed=derived(asked.seed, LINKAGES, at), settings=settings)


def _joined(made: Estimation, linked: Sequence[Estimate | None]) -> Estimation:
    """The estimation with an answer over all linkages; weak where one of them carries no number."""
    told = [one for one in linked if one is not None]
    if made.answer is None or not told:
        return made
    whole = len(told) == len(linked)
    verdict = made.verdict if whole or made.verdict is Verdict.REFUSED else Verdict.WEAK
    return replace(made, answer=_stacked(made.answer, told), verdict=verdict)


def _stacked(answer: Estimate, told: Sequence[Estimate]) -> Estimate:
    """The estimates of several linkages as one: each counts alike, and what parts them widens the interval."""
    if all(one.draws for one in told):
        return replace(stacked(told, level=answer.level), n=answer.n)
    lows, highs = [one.low for one in told if one.low is not None], [one.high for one in told if one.high is not None]
    return replace(
        answer,
        median=median(one.median for one in told),
        low=min(lows) if len(lows) == len(told) else None,
        high=max(highs) if len(highs) == len(told) else None,
        draws=(),
        quantiles=(),
        settings={**answer.settings, "linkages": len(told)},
    )


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
