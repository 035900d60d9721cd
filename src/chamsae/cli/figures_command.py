"""`chamsae figures`: figures side by side, and settling one."""

from typing import TYPE_CHECKING

import click

from chamsae.cli.correcting import correcting
from chamsae.cli.opening import casebook, person
from chamsae.cli.show import clip, json_option, records, say, table
from chamsae.errors import InputError
from chamsae.model.claim import Figure
from chamsae.model.settlement import FigureGroup
from chamsae.text import places
from chamsae.text.amounts import when_iso

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook


@click.command()
@click.argument("figure", required=False)
@click.option("--settle", nargs=2, metavar="LOW HIGH", help="Adopt this range for FIGURE; “-” leaves an end open.")
@click.option("--because", default="", help="With --settle or --correct: the reason, in a sentence.")
@click.option("--aside", multiple=True, metavar="ID", help="With --settle: a claim set aside.")
@json_option
@click.pass_context
@correcting
def command(
    context: click.Context,
    figure: str | None,
    settle: tuple[str, str] | None,
    because: str,
    aside: tuple[str, ...],
    *,
    as_json: bool,
) -> None:
    """Show all figures, or one FIGURE with every claim, who says so and why it belongs.

    Copies count once. The range is a proposal with its reason until a person settles it.
    """
    if (settle and figure is None) or ((because or aside) and not settle):
        raise click.UsageError(
            "Settling takes a FIGURE and --settle: chamsae figures ID --settle 500 620 --because WHY"
        )
    book = casebook(context)
    book.reconcile.refresh(by=person(context))
    if figure is None:
        _all(book, as_json=as_json)
        return
    group = book.store.group(figure)
    if settle:
        low, high = (_number(end) for end in settle)
        done = book.reconcile.settle(figure, low, high, aside=aside, reason=because, by=person(context))
        say(f"Settled as number {done.number}: {span(done.low, done.high)}. {done.reason}")
    elif as_json:
        records([group])
    else:
        _one(book, group)


def span(low: float | None, high: float | None) -> str:
    """A range in words: "620", "500 to 620", "more than 500" …"""
    if low is None and high is None:
        return "unknown"
    if high is None:
        return f"{low:,} or more"
    if low is None:
        return f"{high:,} or fewer"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _all(book: "Casebook", *, as_json: bool) -> None:
    groups = list(book.store.groups())
    if as_json:
        records(groups)
        return
    settled = {s.group: s for s in book.store.settlements()}
    rows = []
    for group in groups:
        done = settled.get(group.id)
        low, high = (done.low, done.high) if done else (group.low, group.high)
        state = "settled" if done else "contradictory" if group.contradictory else "proposed"
        what = clip(f"{group.scope.act or ''} · {group.scope.counted}", 40)
        where, when = places.name(group.scope.place), when_iso(group.scope.when)
        rows.append((group.id, span(low, high), what, where, when, len(group.members), group.origins, state))
    headers = ("", "range", "what", "place", "when", "claims", "origins", "state")
    table(headers, rows, empty="No figures yet. `chamsae read` finds them.")


def _one(book: "Casebook", group: FigureGroup) -> None:
    scope = group.scope
    what = (f"{scope.act or ''} · {scope.counted}", places.name(scope.place), when_iso(scope.when))
    say(f"{', '.join(filter(None, what))}: {span(group.low, group.high)}", bold=True)
    say(group.reason + "\n")
    for tie in book.reconcile.ties(group.id):
        wide = tie.narrow == group.id
        say(f"{'part of' if wide else 'holds'} {tie.wide if wide else tie.narrow}: {tie.why}")
    claims = {claim.id: claim for claim in book.store.claims(ids=[m.claim for m in group.members])}
    for member in group.members:
        claim = claims[member.claim]
        document = book.store.document(claim.document)
        speaker = claim.speaker.text if claim.speaker else "the document"
        copy = f" (repeats {member.copy_of})" if member.copy_of else ""
        assert isinstance(claim.value, Figure)
        say(f"{claim.id}  {claim.trigger.exact} — {speaker}, in {document.publisher or document.name}{copy}")
        say(f"    “{' '.join(claim.quote.exact.split())}”\n    {member.why}")


def _number(text: str) -> int | float | None:
    if text == "-":
        return None
    try:
        return int(text.replace(",", ""))
    except ValueError:
        raise InputError(f"“{text}” is not a whole number", do="Give digits, or “-” for an open end.") from None
