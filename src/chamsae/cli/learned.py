"""What `chamsae read --learn` and `--forget` print: before and after, on decisions held back."""

from typing import TYPE_CHECKING

import click

from chamsae.casebook.learning import Learned
from chamsae.casebook.measured import Band, Measures
from chamsae.cli.show import number, table
from chamsae.model.claim import ClaimKind

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook


def learn(book: "Casebook", *, by: str, insist: bool) -> None:
    """Fit, and say how much better it is."""
    found = book.learning.run(by=by, insist=insist)
    wrong = found.decisions - found.right
    held = "whole documents held back" if found.whole_documents else "claims held back; too few documents for more"
    click.echo(
        f"{number(found.decisions, 'decision')}: {found.right:,} accepted, {wrong:,} rejected or corrected.\n"
        f"Measured on decisions the scorer had not seen ({held}):\n"
    )
    lines = [("all", found.decisions, found.before, found.after)]
    lines += [(kind.value, _count(found, kind), *found.kinds[kind]) for kind in found.kinds]
    table(
        ("", "decisions", "log loss", "→", "Brier", "→", "AUC", "→", "accuracy", "→"),
        [(name, count, *_pairs(before, after)) for name, count, before, after in lines],
        empty="",
    )
    click.echo("\nWhat was said, and what people decided:")
    for band in found.after.bands:
        click.echo(f"  {_calibrated(band)}")
    if found.corrected:
        parts = ", ".join(f"{name} {count}" for name, count in sorted(found.corrected.items()))
        click.echo(f"People corrected: {parts}.")
    click.echo(_outcome(found))


def forget(book: "Casebook", *, by: str) -> None:
    """Go back to the readers' own confidence."""
    book.learning.forget(by=by)
    click.echo("Forgotten: the readers' own confidence is in force again. Fitted versions stay in scorers/.")


def _count(found: Learned, kind: ClaimKind) -> int:
    return sum(band.count for band in found.kinds[kind][0].bands)


def _pairs(before: Measures, after: Measures) -> tuple[str, ...]:
    def area(value: float | None) -> str:
        return "–" if value is None else f"{value:.3f}"

    return (
        f"{before.loss:.3f}", f"{after.loss:.3f}", f"{before.brier:.3f}", f"{after.brier:.3f}",
        area(before.area), area(after.area), f"{before.accuracy:.0%}", f"{after.accuracy:.0%}",
    )  # fmt: skip


def _calibrated(band: Band) -> str:
    said = f"{band.low:.0%} to {band.high:.0%} sure"
    return f"{said}: {band.right:,} of {band.count:,} accepted, {band.said:.0f} expected"


def _outcome(found: Learned) -> str:
    if found.kept and found.better:
        return f"Better: kept as version {found.kept}. It now orders the queue; `--forget` takes it back."
    if found.kept:
        return f"Not better, kept all the same as version {found.kept}; `--forget` takes it back."
    return "Not better than the readers alone: nothing was kept. `--insist` keeps it all the same."
