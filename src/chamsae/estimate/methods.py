"""Every method behind one call, with the settings that all share; the heavy ones are imported when asked for."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from chamsae.estimate.priors import CONCENTRATIONS, FEW_CLASSES, UNIFORM
from chamsae.estimate.tables import without_empty
from chamsae.model.estimate import CaptureTable, Estimate, Method, Role

#: Iterations of a chain of a run that only tries an answer: its median counts, not its last digit.
TRIAL_BUDGET = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is asked of the methods: the interval's level; for latent classes chains, classes (None: by the lists), the
    Beta prior of the chances, the gamma of alpha, and the most iterations of a chain (None: the sampler's own); for
    sparse lists the resamples.
    """

    level: float = 0.95
    chains: int = 16
    classes: int | None = None
    prior: tuple[float, float] = UNIFORM
    concentration: tuple[float, float] = FEW_CLASSES
    budget: int | None = None
    resamples: int = 200


def one(table: CaptureTable, method: Method, *, seed: int, settings: Settings | None = None) -> Estimate:
    """The estimate of one method, without any verdict: for comparing and trying, never for telling.

    Raises `InputError` where the method cannot be used on such a table. Lists without anybody are left out.
    """
    return _METHODS[method](without_empty(table), seed, settings or Settings())


def answered(
    table: CaptureTable, method: Method, *, seed: int, settings: Settings
) -> tuple[Estimate, tuple[tuple[tuple[float, float], Estimate | None], ...]]:
    """The estimate of `one`, and what its own draws say under each other gamma of alpha; None where they cannot tell.

    Only latent classes have such a prior.
    """
    if method is not Method.LATENT:
        return one(table, method, seed=seed, settings=settings), ()
    from chamsae.estimate.latent import latent_beside  # noqa: PLC0415 - each method is imported when asked for

    answer, told = latent_beside(
        without_empty(table), CONCENTRATIONS, seed=seed, classes=settings.classes, prior=settings.prior,
        concentration=settings.concentration, chains=settings.chains, budget=settings.budget, level=settings.level,
    )  # fmt: skip
    return answer, tuple(zip(CONCENTRATIONS, told, strict=True))


def trial(table: CaptureTable, method: Method, *, seed: int, settings: Settings) -> Estimate:
    """The method on a part of the table, or Chapman's estimate where fewer than three lists are left; a shorter run."""
    kept = without_empty(table)
    fits = method is Method.CHAPMAN or len(kept.lists) >= 3
    shorter = replace(settings, chains=min(settings.chains, 8), budget=TRIAL_BUDGET, resamples=50)
    return one(kept, method if fits else Method.CHAPMAN, seed=seed, settings=shorter)


def _chapman(table: CaptureTable, _: int, settings: Settings) -> Estimate:
    from chamsae.estimate.simple import chapman  # noqa: PLC0415 - each method is imported when asked for

    return chapman(table, level=settings.level)


def _chao(table: CaptureTable, _: int, settings: Settings) -> Estimate:
    from chamsae.estimate.simple import chao  # noqa: PLC0415 - as above

    return replace(chao(table, level=settings.level), role=Role.FLOOR)


def _loglinear(table: CaptureTable, _: int, settings: Settings) -> Estimate:
    from chamsae.estimate.loglinear import loglinear  # noqa: PLC0415 - as above

    return loglinear(table, level=settings.level)


def _sparse(table: CaptureTable, seed: int, settings: Settings) -> Estimate:
    from chamsae.estimate.sparse import sparse  # noqa: PLC0415 - as above

    return sparse(table, seed=seed, resamples=settings.resamples, level=settings.level)


def _graphs(table: CaptureTable, _: int, settings: Settings) -> Estimate:
    from chamsae.estimate.graphs import graphs  # noqa: PLC0415 - as above

    return graphs(table, level=settings.level)


def _latent(table: CaptureTable, seed: int, settings: Settings) -> Estimate:
    from chamsae.estimate.latent import latent  # noqa: PLC0415 - as above

    return latent(
        table,
        seed=seed,
        classes=settings.classes,
        prior=settings.prior,
        concentration=settings.concentration,
        chains=settings.chains,
        budget=settings.budget,
        level=settings.level,
    )


_METHODS: dict[Method, Callable[[CaptureTable, int, Settings], Estimate]] = {
    Method.CHAPMAN: _chapman,
    Method.CHAO: _chao,
    Method.LOGLINEAR: _loglinear,
    Method.SPARSE: _sparse,
    Method.GRAPHS: _graphs,
    Method.LATENT: _latent,
}
