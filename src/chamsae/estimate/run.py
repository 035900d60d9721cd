"""One table in, an answer with its verdict out: what is to be said of the records first, then a number, or why not.

A refusal ends the work where it falls: no method is run on records that cannot carry a number, and none of the numbers
of a refused run are handed on.
"""

import platform
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from math import isfinite

from chamsae.errors import InputError, phrase
from chamsae.estimate.alternatives import alternatives
from chamsae.estimate.checks import TINY, Code, set_aside
from chamsae.estimate.checks import findings as first_findings
from chamsae.estimate.classes import Told, told_apart
from chamsae.estimate.diagnostics import Ask, can_be_asked, derived, leaving_out, rehearsed, tried, withheld
from chamsae.estimate.methods import Settings, answered, one, trial
from chamsae.estimate.priors import EXTREMES, MANY_LISTS, UNIFORM, prior_for
from chamsae.estimate.snapshot import content_hash
from chamsae.estimate.tables import without_empty, without_list
from chamsae.estimate.verdict import LIMITS, Evidence, Limits, at_least, judged, misses, verdict
from chamsae.model.estimate import CaptureTable, Estimate, Estimation, Finding, Grade, Method, RunRecord, Verdict


class TwoLists(StrEnum):
    """Whether two lists may give a number: their independence, on which it rests, cannot be tested."""

    REFUSE = "refuse"
    ALLOW = "allow"


class Depth(StrEnum):
    """How much is tried: the answer and what is quick beside it, or also the runs that repeat it on other tables."""

    QUICK = "quick"
    FULL = "full"


class Phase(StrEnum):
    """What a run is at."""

    CHECKS = "checks"
    ANSWER = "answer"
    OTHERS = "others"
    PRIORS = "priors"
    WITHOUT = "without"
    WITHHELD = "withheld"
    REHEARSED = "rehearsed"
    ALTERNATIVES = "alternatives"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a run is about to do: its phase, and what of it (a method, a list)."""

    phase: Phase
    about: str = ""


Progress = Callable[[Step], object]
#: What the answer's own draws say under other gammas of alpha; None where they cannot tell.
Weighted = tuple[tuple[tuple[float, float], Estimate | None], ...]
#: How the priors that are tried are named: that of the chances, that of alpha.
CHANCES, ALPHA = "chances", "alpha"


def estimate(
    table: CaptureTable,
    *,
    seed: int,
    method: Method | None = None,
    level: float = 0.95,
    two_lists: TwoLists = TwoLists.REFUSE,
    depth: Depth = Depth.FULL,
    prior: tuple[float, float] | None = None,
    chains: int = 16,
    limits: Limits = LIMITS,
    progress: Progress | None = None,
) -> Estimation:
    """How many there are in all, if the records carry it: verdict, findings, answer, what tries it, and the record.

    `method` is the one that answers (None: latent classes, or Chapman's for two lists); the others stand beside it.
    `prior` is the Beta prior of the chances to be on a list (`prior_for`); None takes the uniform one up to six lists
    and the expansion prior from seven on. Of many lists those of next to nobody are set aside first, with a warning
    that names them (`checks.set_aside`). The same table, seed and versions give the same estimation. Raises
    `InputError` for a level outside 0 to 1 and for a method that cannot be used on so many lists.
    """
    _check(level, chains, seed)
    used, aside = set_aside(table)
    run = _Run(
        whole=table,
        table=used,
        aside=aside,
        seed=seed,
        method=method or (Method.LATENT if len(without_empty(used).lists) > 2 else Method.CHAPMAN),
        settings=Settings(level=level, chains=chains, prior=prior or _prior(used)),
        two_lists=two_lists,
        depth=depth,
        limits=limits,
        progress=progress or (lambda _: None),
    )
    return run.estimation()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """One run with all it was asked for: the whole table, and the lists that are used of it."""

    whole: CaptureTable
    table: CaptureTable
    aside: Finding | None
    seed: int
    method: Method
    settings: Settings
    two_lists: TwoLists
    depth: Depth
    limits: Limits
    progress: Progress

    def estimation(self) -> Estimation:
        """The whole run, ended by the first refusal."""
        self.tell(Phase.CHECKS)
        before = (*map(self._allowed, first_findings(self.table)), *((self.aside,) if self.aside else ()))
        if verdict(before) is Verdict.REFUSED:
            return self._said(before)
        kept = without_empty(self.table)
        self.tell(Phase.ANSWER, self.method)
        answer, weighted = answered(kept, self.method, seed=self.seed, settings=self.settings)
        bare = Evidence(table=kept, answer=answer)
        first = judged(bare, self.limits)
        if verdict(first) is Verdict.REFUSED:
            return self._refused(before, first, bare)
        evidence = self._tried(bare, weighted)
        after = judged(evidence, self.limits)
        if verdict(after) is Verdict.REFUSED:
            return self._refused(before, after, evidence)
        return self._said((*after, *before), evidence)

    def tell(self, phase: Phase, about: str = "") -> None:
        """Say what comes next."""
        self.progress(Step(phase=phase, about=about))

    def _tried(self, bare: Evidence, weighted: Weighted) -> Evidence:
        """The answer with all that tries it; the runs that repeat it come last, and only where they were asked for."""
        kept = bare.table
        quick = replace(
            bare,
            others=tuple(self._others(kept)),
            told=self._told(kept),
            alternatives=self._alternatives(kept),
            priors=tuple((_named(ALPHA, gamma), told) for gamma, told in weighted if told),
        )
        if self.depth is Depth.QUICK or len(kept.lists) < 3:
            return quick
        ask = self._ask(self.settings)
        tiny = tuple(name for name, size in zip(kept.lists, kept.sizes, strict=True) if size < TINY)
        full = replace(
            quick,
            tiny=tiny,
            without_tiny=self._without(kept, tiny),
            prior=self.settings.prior if self.method is Method.LATENT else None,
            priors=(*self._priors(kept), *self._alphas(kept, weighted)),
            without=tuple(leaving_out(kept, ask, seed=self.seed, told=partial(self.tell, Phase.WITHOUT))),
            withheld=tuple(withheld(kept, ask, seed=self.seed, told=partial(self.tell, Phase.WITHHELD))),
        )
        return replace(full, needed=self._needed(full), rehearsed=tuple(self._rehearsed(full)))

    def _needed(self, evidence: Evidence) -> frozenset[str]:
        tables = ((name, without_list(evidence.table, name)) for name, _ in evidence.without)
        return frozenset(name for name, rest in tables if told_apart(rest, seed=self.seed).more_needed)

    def _rehearsed(self, evidence: Evidence) -> Iterator[tuple[str, int, Estimate]]:
        """The within-list check rehearsed, where it fails more often than chance lets it."""
        missed, tried = len(misses(evidence.withheld)), len(evidence.withheld)
        if evidence.told is None or at_least(missed, tried, 1 - self.settings.level) >= self.limits.chance:
            return
        self.tell(Phase.REHEARSED)
        yield from rehearsed(evidence.table, self._ask(self.settings), evidence.told.best, seed=self.seed)

    def _others(self, table: CaptureTable) -> Iterator[Estimate]:
        """The other methods that can be used here; those that want many fits only where all was asked for."""
        quick = (Method.CHAO, Method.LOGLINEAR, Method.GRAPHS)
        methods = quick if self.depth is Depth.QUICK else (*quick, Method.SPARSE, Method.LATENT)
        for place, method in enumerate(methods if len(table.lists) > 2 else ()):
            if method is not self.method:
                self.tell(Phase.OTHERS, method)
                seed = derived(self.seed, 3, place)
                try:
                    found = one(table, method, seed=seed, settings=self.settings)
                except InputError:
                    continue  # it is for other numbers of lists; the answer says which methods stand beside it
                if isfinite(found.median):
                    yield found

    def _priors(self, table: CaptureTable) -> Iterator[tuple[str, Estimate]]:
        """The answer under other priors of the chances: the expansion prior, the uniform one, and one for extremes."""
        if self.method is not Method.LATENT:
            return
        for place, prior in enumerate((prior_for(len(table.lists)), UNIFORM, EXTREMES)):
            if prior != self.settings.prior:
                self.tell(Phase.PRIORS, f"Beta({prior[0]:.3g}, {prior[1]:.3g})")
                found = tried(self._ask(replace(self.settings, prior=prior)), table, derived(self.seed, 4, place))
                if found:
                    yield _named(CHANCES, prior), found

    def _alphas(self, table: CaptureTable, weighted: Weighted) -> Iterator[tuple[str, Estimate]]:
        """The answer under other gammas of alpha: what its own draws say, and a run where they cannot tell."""
        for place, (gamma, told) in enumerate(weighted):
            if found := told or self._under(table, gamma, place):
                yield _named(ALPHA, gamma), found

    def _under(self, table: CaptureTable, gamma: tuple[float, float], place: int) -> Estimate | None:
        self.tell(Phase.PRIORS, f"Gamma({gamma[0]:.3g}, {gamma[1]:.3g})")
        ask = self._ask(replace(self.settings, concentration=gamma))
        return tried(ask, table, derived(self.seed, 8, place))

    def _without(self, table: CaptureTable, tiny: tuple[str, ...]) -> Estimate | None:
        """The answer without the tiny lists, under the prior that so many lists would have had."""
        rest = table
        for name in tiny:
            rest = without_list(rest, name)
        if not tiny or len(rest.lists) < 3 or not can_be_asked(rest):
            return None
        self.tell(Phase.WITHOUT, ", ".join(tiny))
        settings = replace(self.settings, prior=_prior(rest))
        return tried(self._ask(settings), rest, derived(self.seed, 5, 0))

    def _ask(self, settings: Settings) -> Ask:
        """The method of the answer with these settings, as a shorter run."""
        return lambda table, seed: trial(table, self.method, seed=seed, settings=settings)

    def _told(self, table: CaptureTable) -> Told | None:
        return told_apart(table, seed=self.seed) if len(table.lists) > 2 else None

    def _alternatives(self, table: CaptureTable) -> tuple[tuple[str, Estimate], ...]:
        self.tell(Phase.ALTERNATIVES)
        return alternatives(table, level=self.settings.level)

    def _allowed(self, finding: Finding) -> Finding:
        """Two lists are refused unless they were allowed, and then never without a warning."""
        allowed = finding.code == Code.TWO_LISTS and self.two_lists is TwoLists.ALLOW
        return replace(finding, grade=Grade.WARNING) if allowed else finding

    def _refused(self, before: tuple[Finding, ...], after: tuple[Finding, ...], evidence: Evidence) -> Estimation:
        """What is left of a refused run: why, what was found in the records, and a range where that is the reason."""
        refusals = tuple(finding for finding in after if finding.grade is Grade.REFUSAL)
        said = self._said((*refusals, *before))
        ranged = any(finding.code == Code.NOT_IDENTIFIED_RANGE for finding in refusals)
        return replace(said, alternatives=evidence.alternatives) if ranged else said

    def _said(self, findings: tuple[Finding, ...], evidence: Evidence | None = None) -> Estimation:
        ordered = tuple(sorted(findings, key=lambda finding: list(Grade).index(finding.grade)))
        return Estimation(
            table=self.whole,
            verdict=verdict(ordered),
            findings=ordered,
            answer=evidence.answer if evidence else None,
            others=evidence.others if evidence else (),
            without=evidence.without if evidence else (),
            alternatives=evidence.alternatives if evidence else (),
            withheld=evidence.withheld if evidence else (),
            priors=evidence.priors if evidence else (),
            record=self._record(),
        )

    def _record(self) -> RunRecord:
        a, b = self.settings.prior
        settings: dict[str, str | int | float] = {
            "method": self.method,
            "level": self.settings.level,
            "two_lists": self.two_lists,
            "depth": self.depth,
            "chains": self.settings.chains,
            "prior_a": a,
            "prior_b": b,
            "concentration_a": self.settings.concentration[0],
            "concentration_b": self.settings.concentration[1],
            **asdict(self.limits),
        }
        return RunRecord(data=content_hash((self.whole,)), seed=self.seed, settings=settings, versions=versions())


def versions() -> dict[str, str]:
    """The versions of everything that computed, for the record; what is not installed is left out."""
    return dict(_installed())


@cache
def _installed() -> tuple[tuple[str, str], ...]:
    """Looked up once: it takes longer than many a table."""
    found = [("python", platform.python_version())]
    for name in ("chamsae", "numpy", "scipy", "numba"):
        with suppress(PackageNotFoundError):
            found.append((name, version(name)))
    return tuple(found)


def _named(kind: str, prior: tuple[float, float]) -> str:
    return f"{kind}:{prior[0]:.3g}, {prior[1]:.3g}"


def _prior(table: CaptureTable) -> tuple[float, float]:
    lists = len(without_empty(table).lists)
    return prior_for(lists) if lists >= MANY_LISTS else UNIFORM


def _check(level: float, chains: int, seed: int) -> None:
    if seed < 0:
        raise InputError(phrase("%(seed)s is no seed", seed=seed), do=phrase("Give a whole number from 0 on."))
    if not 0 < level < 1:
        raise InputError(
            phrase("%(level)s is no level of an interval", level=level),
            do=phrase("Give a number between 0 and 1, as 0.95."),
        )
    if chains < 2:
        raise InputError(
            phrase("%(chains)s chains cannot be compared", chains=chains),
            do=phrase("Ask for two or more; 16 is usual."),
        )
