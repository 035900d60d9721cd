"""Whether the data carry a number: the rules, each a finding with its figures, and the verdict they add up to.

One refusal forbids the number, one warning makes it weak. Rules about the records alone are in `checks`; those here
look at what the methods made of them. The limits are in one place, `LIMITS`, so that a reader can quarrel with them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import comb, isfinite, log

from chamsae.estimate.checks import Code
from chamsae.estimate.classes import Told
from chamsae.estimate.diagnostics import covers, ratio, unseen_moved
from chamsae.estimate.priors import expansion_quantiles
from chamsae.model.estimate import CaptureTable, Estimate, Finding, Grade, Method, Model, Role, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """From where on a rule speaks."""

    #: Rank-normalised R-hat above which chains disagree and no number is given (Vehtari et al. 2021).
    rhat: float = 1.01
    #: Effective draws under which the ends of an interval are uncertain by themselves.
    draws: float = 400.0
    #: The largest total of the methods that fit, over the smallest.
    methods: float = 2.0
    #: By how much more BIC a log-linear model stops counting as one that fits (6: strong evidence, Raftery 1995).
    worse: float = 6.0
    #: The upper end of the interval over the lower.
    tail: float = 4.0
    #: The answer over the total without one list, or the other way, where neither interval holds the other's median.
    swing_ratio: float = 1.5
    #: How far another prior may move the answer, in halves of its interval.
    prior: float = 0.5
    #: The least share by which the records must narrow the prior of those on no list.
    contraction: float = 0.3
    #: The share of draws above twenty times the documented.
    beyond: float = 0.01
    #: The largest total of the stated alternatives over the smallest: above it the assumption says more than the lists.
    range: float = 4.0
    #: How seldom chance alone makes a check fail so often.
    chance: float = 0.05


LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that was computed about one table; what was not run is empty and is not judged.

    `needed` are lists without which the rest cannot tell the classes apart; `rehearsed` the within-list check on people
    made up after the fitted classes, run where the check itself fails; `without_tiny` the answer without the lists of
    next to nobody (`tiny`), whose number alone moves a prior.
    """

    table: CaptureTable
    answer: Estimate
    others: tuple[Estimate, ...] = ()
    without: tuple[tuple[str, Estimate], ...] = ()
    alternatives: tuple[tuple[str, Estimate], ...] = ()
    withheld: tuple[tuple[str, int, Estimate], ...] = ()
    prior: tuple[float, float] | None = None
    priors: tuple[tuple[str, Estimate], ...] = ()
    told: Told | None = None
    needed: frozenset[str] = frozenset()
    rehearsed: tuple[tuple[str, int, Estimate], ...] = ()
    tiny: tuple[str, ...] = ()
    without_tiny: Estimate | None = None


def verdict(findings: tuple[Finding, ...]) -> Verdict:
    """The verdict of some findings: a refusal refuses, a warning weakens, notes change nothing."""
    grades = {finding.grade for finding in findings}
    if Grade.REFUSAL in grades:
        return Verdict.REFUSED
    return Verdict.WEAK if Grade.WARNING in grades else Verdict.IDENTIFIED


def judged(evidence: Evidence, limits: Limits = LIMITS) -> tuple[Finding, ...]:
    """What is to be said of the estimates, gravest first."""
    found = [finding for rule in _RULES for finding in rule(evidence, limits)]
    return tuple(sorted(found, key=lambda finding: list(Grade).index(finding.grade)))


def _chains(evidence: Evidence, limits: Limits) -> Iterator[Finding]:
    chains = evidence.answer.chains
    if chains is None:
        return
    numbers = {"rhat": chains.rhat, "chains": chains.chains, "bulk": chains.bulk, "tail": chains.tail}
    if not chains.rhat <= limits.rhat:  # so that no number at all refuses too
        yield Finding(code=Code.CHAINS_DISAGREE, grade=Grade.REFUSAL, numbers=numbers)
    elif min(chains.bulk, chains.tail) < limits.draws:
        yield Finding(code=Code.FEW_DRAWS, grade=Grade.WARNING, numbers=numbers)


def _classes(evidence: Evidence, _: Limits) -> Iterator[Finding]:
    told = evidence.told
    if told is not None and told.more_needed:
        numbers = {"classes": told.most + 1, "most": told.most, "gain": told.gain, "lists": len(evidence.table.lists)}
        yield Finding(code=Code.CLASSES_BEYOND_LISTS, grade=Grade.WARNING, numbers=numbers)


def _tails(evidence: Evidence, limits: Limits) -> Iterator[Finding]:
    answer = evidence.answer
    if answer.low and answer.high and answer.high / answer.low > limits.tail:
        numbers = {"low": answer.low, "high": answer.high, "ratio": answer.high / answer.low}
        yield Finding(code=Code.HEAVY_TAIL, grade=Grade.WARNING, numbers=numbers)
    if answer.chains is not None and answer.chains.beyond > limits.beyond:
        yield Finding(code=Code.BEYOND_20N, grade=Grade.WARNING, numbers={"share": answer.chains.beyond})


def _methods(evidence: Evidence, limits: Limits) -> Iterator[Finding]:
    """Methods that fit the records and yet differ; what fits far worse than classes do is told, and does not count."""
    answer, worse = evidence.answer, _misfits(evidence, limits)
    apart = [one for one in evidence.others if one.role is not Role.FLOOR and isfinite(one.median)]
    beside = [answer, *(one for one in apart if one.method not in worse)]
    floors = [one for one in evidence.others if one.role is Role.FLOOR and isfinite(one.median)]
    broken = any(answer.high is not None and floor.low is not None and floor.low > answer.high for floor in floors)
    if ratio(beside) > limits.methods or broken or answer.method in worse:
        medians = [one.median for one in (*beside, *(floors if broken else ()))]
        numbers = {"low": min(medians), "high": max(medians), "ratio": max(medians) / max(min(medians), 1.0)}
        yield Finding(code=Code.METHODS_DISAGREE, grade=Grade.WARNING, numbers=numbers)
    elif ratio([answer, *apart]) > limits.methods:
        medians = [one.median for one in (answer, *apart)]
        yield Finding(
            code=Code.METHODS_FIT_WORSE, grade=Grade.NOTE, numbers={"low": min(medians), "high": max(medians)}
        )


def _misfits(evidence: Evidence, limits: Limits) -> frozenset[Method]:
    """The methods built of log-linear models, where the best of these costs far more than classes do (BIC)."""
    fits = [one for one in (evidence.answer, *evidence.others) if one.method is Method.LOGLINEAR]
    costs = [_cost(model, evidence.table) for one in fits for model in one.models]
    best = min((cost for cost in costs if cost is not None), default=None)
    if evidence.told is None or best is None or best - evidence.told.best.cost <= limits.worse:
        return frozenset()
    return frozenset((Method.LOGLINEAR, Method.GRAPHS, Method.SPARSE))


def _cost(model: Model, table: CaptureTable) -> float | None:
    """BIC less that of a model with a parameter for every pattern; None for models that are not averaged."""
    if model.deviance is None or model.freedom is None or model.weight is None or not model.exists:
        return None
    return model.deviance - model.freedom * log(table.n)


def _graphs(evidence: Evidence, _: Limits) -> Iterator[Finding]:
    for estimate in (evidence.answer, *evidence.others):
        share = estimate.settings.get("saturated")
        if estimate.method is Method.GRAPHS and isinstance(share, float) and share > 0.5:
            grade = Grade.WARNING if estimate is evidence.answer else Grade.NOTE
            yield Finding(code=Code.GRAPHS_SATURATED, grade=grade, numbers={"share": share})


def _without(evidence: Evidence, limits: Limits) -> Iterator[Finding]:
    """Lists whose absence moves the answer, but for those without which the rest cannot tell the classes apart."""
    answer, far = evidence.answer, []
    for name, other in evidence.without:
        apart = not (covers(answer, other.median) or covers(other, answer.median))
        apart = apart and ratio((answer, other)) > limits.swing_ratio
        if apart and name not in evidence.needed:
            far.append((name, other.median))
    if far:
        medians = [median for _, median in far]
        numbers = {"low": min(*medians, answer.median), "high": max(*medians, answer.median), "answer": answer.median}
        lists = tuple(name for name, _ in far)
        yield Finding(code=Code.LEAVE_ONE_OUT_SWING, grade=Grade.WARNING, lists=lists, numbers=numbers)


def _withheld(evidence: Evidence, limits: Limits) -> Iterator[Finding]:
    """Lists whose size the others miss, a warning where they are more than chance and the rehearsal explain."""
    missed, tried = misses(evidence.withheld), len(evidence.withheld)
    if not tried:
        return
    numbers: dict[str, float] = {"missed": len(missed), "tried": tried}
    chance = 1 - evidence.answer.level
    if evidence.rehearsed:
        numbers["rehearsed"] = len(misses(evidence.rehearsed))
        chance = max(chance, (numbers["rehearsed"] + 0.5) / (len(evidence.rehearsed) + 1))
    grave = bool(missed) and at_least(len(missed), tried, chance) < limits.chance
    failed = Code.WITHIN_LIST_FAILS if grave or not evidence.rehearsed else Code.WITHIN_LIST_UNSURE
    code = failed if missed else Code.WITHIN_LIST_HOLDS
    yield Finding(code=code, grade=Grade.WARNING if grave else Grade.NOTE, lists=missed, numbers=numbers)


def misses(withheld: tuple[tuple[str, int, Estimate], ...]) -> tuple[str, ...]:
    """The lists whose known size lies outside the interval that the others gave."""
    return tuple(name for name, size, estimate in withheld if not covers(estimate, size))


def _priors(evidence: Evidence, limits: Limits) -> Iterator[Finding]:
    answer = evidence.answer
    if any(unseen_moved(answer, other) > limits.prior for _, other in evidence.priors):
        medians = [answer.median, *(one.median for _, one in evidence.priors)]
        numbers = {"low": min(medians), "high": max(medians), "answer": answer.median}
        yield Finding(code=Code.PRIOR_SENSITIVE, grade=Grade.WARNING, numbers=numbers)
    elif (narrowed := contraction(evidence)) is not None and narrowed < limits.contraction:
        yield Finding(code=Code.PRIOR_NOT_NARROWED, grade=Grade.WARNING, numbers={"share": narrowed})


def contraction(evidence: Evidence) -> float | None:
    """By what share the records narrowed the prior of log unseen per documented (1: wholly, 0: not at all).

    None where the answer has no prior. The prior of one class is taken, at the level of the answer's interval.
    """
    answer = evidence.answer
    if evidence.prior is None or answer.low is None or answer.high is None or not evidence.table.lists:
        return None
    tail = (1 - answer.level) / 2
    ends = expansion_quantiles(len(evidence.table.lists), evidence.prior, at=(tail, 1 - tail))
    before = log(max(ends[1][1] - 1, 1e-9) / max(ends[0][1] - 1, 1e-9))
    after = log(max(answer.high - answer.n, 0.5) / max(answer.low - answer.n, 0.5))
    return 1 - after / before if before > 0 else None


def _alternatives(evidence: Evidence, limits: Limits) -> Iterator[Finding]:
    """The range under the stated alternatives is always said; it refuses where classes outrun lists and it is wide."""
    moved = [one for name, one in evidence.alternatives if not name.startswith("independent:")]
    if not moved:
        return
    totals = [one.median for one in (evidence.answer, *moved)]
    wide = max(totals) / max(min(totals), 1.0)
    lost = evidence.told is not None and evidence.told.more_needed
    grade = (Grade.REFUSAL if lost else Grade.WARNING) if wide > limits.range else Grade.NOTE
    numbers = {"low": min(totals), "high": max(totals), "ratio": wide}
    yield Finding(code=Code.NOT_IDENTIFIED_RANGE, grade=grade, numbers=numbers)


def _noise(evidence: Evidence, limits: Limits) -> Iterator[Finding]:
    answer, other = evidence.answer, evidence.without_tiny
    if other is not None and unseen_moved(answer, other) > limits.prior:
        numbers = {"with": answer.median, "without": other.median}
        yield Finding(code=Code.NOISE_LISTS, grade=Grade.WARNING, lists=evidence.tiny, numbers=numbers)


def _existence(evidence: Evidence, _: Limits) -> Iterator[Finding]:
    """Log-linear models without an estimate are common where overlaps are empty; they are grave only if they answer."""
    for estimate in (evidence.answer, *evidence.others):
        lost = sum(not model.exists for model in estimate.models)
        numbers = {"models": lost, "of": len(estimate.models)}
        if estimate is evidence.answer and not isfinite(estimate.median):
            yield Finding(code=Code.NO_EXISTENCE, grade=Grade.REFUSAL, numbers=numbers)
        elif estimate.method in {Method.LOGLINEAR, Method.SPARSE} and lost and not estimate.models[0].exists:
            grade = Grade.WARNING if estimate is evidence.answer else Grade.NOTE
            yield Finding(code=Code.NO_EXISTENCE, grade=grade, numbers=numbers)


def at_least(hits: int, tried: int, chance: float) -> float:
    """The chance of so many hits or more in so many tries."""
    return sum(comb(tried, k) * chance**k * (1 - chance) ** (tried - k) for k in range(hits, tried + 1))


_RULES: tuple[Callable[[Evidence, Limits], Iterator[Finding]], ...] = (
    _chains, _classes, _alternatives, _methods, _priors, _noise, _withheld, _without, _tails, _graphs,
    _existence,
)  # fmt: skip
