"""Whether chains agree: rank-normalised R-hat and effective sample sizes (Vehtari et al. 2021), by arviz-stats."""

import math

import numpy as np
import numpy.typing as npt

from chamsae.model.estimate import Chains

#: Chains agree from here on: the greatest R-hat, and the least effective draws, bulk and tail.
RHAT, EFFECTIVE = 1.01, 1000.0
#: A total above so many times the documented is far beyond what lists show.
FAR = 20
#: Ends of the interval whose effective draws are "tail".
TAIL = (0.05, 0.95)


def diagnosed(totals: npt.NDArray[np.int64], n: int) -> Chains:
    """How far these chains (rows) agree on log N. Chains that stand still agree only where all are equal."""
    from arviz_stats.base import array_stats  # type: ignore[attr-defined]  # noqa: PLC0415 - heavy

    logs = np.log(totals.astype(np.float64))
    beyond = float((totals > FAR * n).mean())
    if np.ptp(logs) == 0.0:
        size = float(logs.size)
        return Chains(chains=len(logs), draws=logs.shape[1], rhat=1.0, bulk=size, tail=size, beyond=beyond)
    axes = {"chain_axis": 0, "draw_axis": 1}
    rhat = float(array_stats.rhat(logs, method="rank", **axes))  # type: ignore[no-untyped-call]
    bulk = float(array_stats.ess(logs, method="bulk", **axes))  # type: ignore[no-untyped-call]
    tail = float(array_stats.ess(logs, method="tail", prob=TAIL, **axes))  # type: ignore[no-untyped-call]
    return Chains(
        chains=len(logs),
        draws=logs.shape[1],
        rhat=rhat if math.isfinite(rhat) else math.inf,
        bulk=bulk if math.isfinite(bulk) else 0.0,
        tail=tail if math.isfinite(tail) else 0.0,
        beyond=beyond,
    )


def agreed(chains: Chains, effective: float = EFFECTIVE) -> bool:
    """Whether the chains may be believed: R-hat and both effective sizes at their bounds."""
    return chains.rhat < RHAT and min(chains.bulk, chains.tail) >= effective
