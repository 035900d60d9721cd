"""How many were never documented: what lists recorded whom, estimates from their overlaps, and how far these hold.

A number never stands alone: an `Estimation` holds the verdict first, then what was found about the data, then the
estimates. Where the verdict is `REFUSED` no number is given as the answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureTable:
    """How many persons stand on which lists: per capture pattern, never per person.

    `patterns` hold 1 where the list in that place of `lists` has the persons, else 0; none is all zeros, none comes
    twice, and they are sorted from many ones to few as text, so equal data are equal tables. `counts` are persons.
    `stratum` says which part of the people it is ("year" → "2010"); empty for all of them.
    """

    lists: tuple[str, ...]
    patterns: tuple[tuple[int, ...], ...]
    counts: tuple[int, ...]
    stratum: tuple[tuple[str, str], ...] = ()

    @property
    def n(self) -> int:
        """Persons documented on at least one list."""
        return sum(self.counts)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Persons on each list."""
        pairs = list(zip(self.patterns, self.counts, strict=True))
        return tuple(sum(count for pattern, count in pairs if pattern[at]) for at in range(len(self.lists)))


class Method(StrEnum):
    """Ways to estimate; each has its source and its assumptions in words (resources/estimate.yml)."""

    CHAPMAN = "chapman"
    CHAO = "chao"
    LOGLINEAR = "loglinear"
    SPARSE = "sparse"
    GRAPHS = "graphs"
    LATENT = "latent"


class Role(StrEnum):
    """What a number may be used for: a floor is said as "at least", a sensitivity is no answer by itself."""

    ANSWER = "answer"
    FLOOR = "floor"
    SENSITIVITY = "sensitivity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One model of several that a method compared: its fit and what it says.

    `terms` as the method writes them ("AB, C"); `total` persons, `error` its standard error. `weight` is the model's
    share where models are averaged (posterior probability), else None. `exists` is False where the estimate does not
    exist (Fienberg and Rinaldo 2012).
    """

    terms: str
    total: float | None = None
    error: float | None = None
    deviance: float | None = None
    freedom: int | None = None
    aic: float | None = None
    bic: float | None = None
    weight: float | None = None
    exists: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Chains:
    """How far the chains of a sampler agree.

    Rank-normalised split R-hat and effective sample sizes of log total, bulk and tail (Vehtari et al. 2021).
    `beyond` is the share of draws above twenty times the documented.
    """

    chains: int
    draws: int
    rhat: float
    bulk: float
    tail: float
    beyond: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What one method says of the total (documented and not), with the interval of `level`.

    `median` is the posterior median or the point estimate; None for each end that the method does not give.
    `quantiles` pair a probability with persons, for pictures; `draws` are persons, for sums and combinations.
    """

    method: Method
    role: Role = Role.ANSWER
    model: str = ""
    n: int
    median: float
    low: float | None = None
    high: float | None = None
    level: float = 0.95
    models: tuple[Model, ...] = ()
    chains: Chains | None = None
    quantiles: tuple[tuple[float, float], ...] = ()
    draws: tuple[int, ...] = ()
    settings: Mapping[str, str | int | float] = field(default_factory=dict)


class Grade(StrEnum):
    """How grave a finding is: a refusal forbids a number, a warning stands beside it, a note explains."""

    REFUSAL = "refusal"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something about the data or the estimates that their reader must know.

    `code` names it (resources/estimate.yml has its words in three languages); `lists` are those it is about, `numbers`
    what its words mention.
    """

    code: str
    grade: Grade
    lists: tuple[str, ...] = ()
    numbers: Mapping[str, float] = field(default_factory=dict)


class Verdict(StrEnum):
    """Whether the data carry a number."""

    IDENTIFIED = "identified"
    WEAK = "weak"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """What makes a run repeatable: the data's hash, the seed, the settings, the versions of all that computed."""

    data: str
    seed: int
    settings: Mapping[str, str | int | float] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimation:
    """The answer for one table: verdict, findings, the estimate if there is one, what other methods say, the record.

    `answer` is None where the verdict is `REFUSED`. `without` are estimates with one list left out, by its name;
    `alternatives` under other assumptions than the answer's, by their name; `withheld` each list's own size estimated
    from the others (within-list check, after Binette and Steorts 2021): the true size and the estimate. `priors` are
    the answer under other priors, by their name: "chances:a, b" for the Beta of the chances to be on a list, "alpha:a,
    b" for the gamma by which the classes get their shares.
    """

    table: CaptureTable
    verdict: Verdict
    findings: tuple[Finding, ...]
    answer: Estimate | None
    others: tuple[Estimate, ...] = ()
    without: tuple[tuple[str, Estimate], ...] = ()
    alternatives: tuple[tuple[str, Estimate], ...] = ()
    withheld: tuple[tuple[str, int, Estimate], ...] = ()
    priors: tuple[tuple[str, Estimate], ...] = ()
    record: RunRecord
