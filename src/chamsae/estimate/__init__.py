"""Multiple systems estimation: how many stand on no list, and whether the lists can say so at all.

    from chamsae import estimate

    (table,) = estimate.read_csv("lists.csv")
    found = estimate.estimate(table, seed=1)
    print(found.verdict, found.answer)

Names are imported when they are first asked for, so that this package costs nothing until used. Single methods are
in the modules of their names (`chamsae.estimate.latent`, `.graphs`, `.loglinear`, `.sparse`, `.simple`).
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chamsae.estimate.batch import Result, Wishes, combined, estimate_each
    from chamsae.estimate.methods import Settings, one
    from chamsae.estimate.priors import expansion_quantiles, prior_for
    from chamsae.estimate.replicates import published, read_replicates
    from chamsae.estimate.run import Depth, Phase, Step, TwoLists, estimate
    from chamsae.estimate.simulate import DESIGNS, Design, populations
    from chamsae.estimate.snapshot import content_hash, freeze, thaw
    from chamsae.estimate.tables import from_rows, merged, read_csv, table, together, without_list
    from chamsae.estimate.verdict import LIMITS, Limits
    from chamsae.estimate.words import paragraph, say
    from chamsae.model.estimate import CaptureTable, Estimate, Estimation, Finding, Grade, Method, Verdict

_HOMES = {
    "batch": ("Result", "Wishes", "combined", "estimate_each"),
    "methods": ("Settings", "one"),
    "priors": ("expansion_quantiles", "prior_for"),
    "replicates": ("published", "read_replicates"),
    "run": ("Depth", "Phase", "Step", "TwoLists", "estimate"),
    "simulate": ("DESIGNS", "Design", "populations"),
    "snapshot": ("content_hash", "freeze", "thaw"),
    "tables": ("from_rows", "merged", "read_csv", "table", "together", "without_list"),
    "verdict": ("LIMITS", "Limits"),
    "words": ("paragraph", "say"),
}
_NOUNS = ("CaptureTable", "Estimate", "Estimation", "Finding", "Grade", "Method", "Verdict")
_WHERE = {name: f"chamsae.estimate.{home}" for home, names in _HOMES.items() for name in names}
_WHERE |= dict.fromkeys(_NOUNS, "chamsae.model.estimate")

__all__ = [
    "DESIGNS", "LIMITS", "CaptureTable", "Depth", "Design", "Estimate", "Estimation", "Finding", "Grade", "Limits",
    "Method", "Phase", "Result", "Settings", "Step", "TwoLists", "Verdict", "Wishes", "combined", "content_hash",
    "estimate", "estimate_each",
    "expansion_quantiles", "freeze", "from_rows", "merged", "one", "paragraph", "populations", "prior_for", "published",
    "read_csv", "read_replicates", "say", "table", "thaw", "together", "without_list",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """What the public names are, imported when first asked for."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
