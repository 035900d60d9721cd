"""What `chamsae link --learn`, `--agreement` and `--evaluate` print: precision and recall with their intervals."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamsae.cli.show import clip, number, records, say, table
from chamsae.errors import InputError

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook
    from chamsae.casebook.link_learning import Foreseen, LinkLearned
    from chamsae.link.labelled import Counted, Measure, PairsFile, Wrong
    from chamsae.read.gold.marks import Share

#: Rows named that were answered wrongly.
NAMED = 40


def learn(book: "Casebook", *, by: str, since: date | None, insist: bool, as_json: bool) -> None:
    """Learn, and say how much better it foresees answers about people it had not seen."""
    found = book.link.learning.run(by=by, since=since, insist=insist)
    if as_json:
        records([found])
        return
    apart = found.answers - found.same
    say(f"{number(found.answers, 'answer')}: {found.same:,} the same, {apart:,} not the same.")
    say("Measured on answers about people that the weights had not seen:\n")
    rows = [row for bits in found.before.precision for row in _measured(found, bits)]
    table(("", "shipped", "", "learned", ""), rows, empty="")
    drop, error = found.gain
    say(f"\nlog loss {found.before.loss:.3f} → {found.after.loss:.3f} (down {drop:.3f} ± {error:.3f}), "
        f"Brier {found.before.brier:.3f} → {found.after.brier:.3f}")  # fmt: skip
    for kind, factor in sorted(found.weights.factors.items()):
        say(f"  {kind}: counts {factor:.2f} times as much")
    say(f"  every pair: {found.weights.offset:+.2f} bits")
    say(_outcome(found))


def forget(book: "Casebook", *, by: str) -> None:
    """Go back to the shipped weights."""
    book.link.learning.forget(by=by)
    click.echo("Forgotten: the shipped weights are in force again. Learned versions stay in the log.")


def agreement(book: "Casebook", *, as_json: bool) -> None:
    """How far two people agree on pairs, and where they differ."""
    found = book.link.agreement()
    if as_json:
        records(
            {"pair": one.pair.id, "first": one.first, "second": one.second, "open": one.open} for one in found.differing
        )
        return
    if found.all is None:
        click.echo(
            "No pair was judged twice. `chamsae --by NAME link --second` lists what others judged, to answer blind."
        )
        return
    kappa = "–" if found.all.kappa is None else f"{found.all.kappa:.2f}"
    spread = "" if found.all.interval is None else " (95 % interval {:.2f} to {:.2f})".format(*found.all.interval)
    say(f"Readers: {', '.join(found.people)}")
    say(f"{found.all.same} of {found.all.count} pairs answered alike ({found.all.raw:.0%}); kappa {kappa}{spread}")
    rows = [
        (one.pair.id, "to settle" if one.open else "settled", f"{one.first.by}: {one.first.verdict.value}",
         f"{one.second.by}: {one.second.verdict.value}")
        for one in found.differing
    ]  # fmt: skip
    table(("", "", "first", "second"), rows, empty="The readers never differed.")


def evaluate(path: Path, *, as_json: bool) -> None:
    """Precision, recall and F1 on labelled pairs, by script and kind; rows answered wrongly; rows that are no pairs.

    Raises InputError at the end where some rows could not be used; the others are measured all the same.
    """
    from chamsae.link.labelled import measure, read_pairs

    given = read_pairs(path)
    found = measure(given.pairs)
    if as_json:
        records([{"file": str(path), "measure": found, "faults": given.faults}])
    else:
        _print(found, given, path)
    if given.faults:
        rows = ", ".join(str(one.row) for one in given.faults[:5]) + (" …" if len(given.faults) > 5 else "")
        what = f"{number(len(given.faults), 'row')} could not be used (row {rows})"
        raise InputError(what, thing=str(path), do="Mend or remove them; the others were measured.")


def _print(found: "Measure", given: "PairsFile", path: Path) -> None:
    rows = [_row("all", found.all)]
    rows += [_row(name, one) for name, one in found.scripts.items()]
    rows += [_row(f"kind {name}", one) for name, one in found.slices.items()]
    table(("", "pairs", "precision", "recall", "F1", "wrong"), rows, empty="")
    say(f"threshold {found.threshold:+.1f} bits; recall at a precision of 0.95: {found.recall_at_95:.3f}")
    if found.wrong:
        say(f"\n{number(len(found.wrong), 'row')} answered otherwise than labelled:")
        table(("row", "bits", "labelled", "left", "right"), map(_wrong, found.wrong[:NAMED]), empty="")
        if len(found.wrong) > NAMED:
            click.echo(f"… and {len(found.wrong) - NAMED:,} more (--json lists all)")
    for fault in given.faults:
        say(f"{path}, row {fault.row}: {fault.reason}", err=True)


def _row(name: str, one: "Counted") -> tuple[object, ...]:
    """A slice without a pair that is the same has no precision or recall; how many were wrong says all."""
    shares = (one.precision, one.recall, one.f1)
    told = [f"{share:.3f}" if one.found + one.missed else "–" for share in shares]
    return name, f"{one.pairs:,}", *told, f"{one.wrong + one.missed:,}"


def _wrong(one: "Wrong") -> tuple[object, ...]:
    label = "same" if one.pair.same else "different"
    return one.pair.row, f"{one.weight:+.1f}", label, clip(one.pair.left, 36), clip(one.pair.right, 36)


def _measured(found: "LinkLearned", bits: float) -> list[tuple[object, ...]]:
    where = "likelier one than two" if bits == 0 else "nine in ten likely"

    def cells(of: "Foreseen", name: str) -> tuple[str, str]:
        share: Share = (of.precision if name == "precision" else of.recall)[bits]
        return _share(share)

    return [
        (f"{name}, {where}", *cells(found.before, name), *cells(found.after, name)) for name in ("precision", "recall")
    ]


def _share(share: "Share") -> tuple[str, str]:
    interval = share.interval()
    if share.value is None or interval is None:
        return "–", ""
    return f"{share.value:.0%}", f"{share.right} of {share.of}, 95 % {interval[0]:.0%}–{interval[1]:.0%}"


def _outcome(found: "LinkLearned") -> str:
    if found.kept and found.better:
        return (
            f"Clearly better: in force as version {found.kept} for pairs nobody has judged. `--forget` takes it back."
        )
    if found.kept:
        return f"Not clearly better, in force all the same as version {found.kept}; `--forget` takes it back."
    return "Not clearly better than the shipped weights: they stay. `--insist` uses what was learned all the same."
