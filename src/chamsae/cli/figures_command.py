"""`chamsae figures`: figures side by side, and settling one."""

from typing import TYPE_CHECKING

import click

from chamsae.cli import figure_text
from chamsae.cli.correcting import correcting
from chamsae.cli.figure_text import span
from chamsae.cli.opening import casebook, person
from chamsae.cli.show import clip, json_option, records, say, table
from chamsae.errors import InputError
from chamsae.model.settlement import Aside, FigureGroup, Ground, State
from chamsae.text import places
from chamsae.text.amounts import when_iso

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook


@click.command()
@click.argument("figure", required=False)
@click.option("--settle", nargs=2, metavar="LOW HIGH", help="Adopt this range for FIGURE; “-” leaves an end open.")
@click.option("--because", default="", help="With --settle, --withdraw or --correct: the reason, in a sentence.")
@click.option("--aside", multiple=True, metavar="ID[=WHY]", help="With --settle: a claim set aside; can be repeated.")
@click.option("--withdraw", type=int, metavar="NUMBER", help="Take back this settlement, or what took one back.")
@click.option("--state", type=click.Choice([one.value for one in State]), help="Only figures that stand so.")
@click.option("--checks", is_flag=True, help="Show the arithmetic between claims, questions first.")
@json_option
@click.pass_context
@correcting
def command(
    context: click.Context,
    figure: str | None,
    settle: tuple[str, str] | None,
    because: str,
    aside: tuple[str, ...],
    withdraw: int | None,
    state: str | None,
    *,
    checks: bool,
    as_json: bool,
) -> None:
    """Show all figures, what waits for a person first, or one FIGURE: who says what, why it belongs, what was decided.

    Copies count once. The range is a proposal with its reason until a person settles it: “open” where sources differ,
    “proposed” where they agree, “settled”, and “reopened” when new evidence has come since. Nothing decided is erased.

    \b
    chamsae figures --state reopened
    chamsae figures ID
    chamsae figures ID --settle 500 620 --aside c123="He counted one crossing." --because "Two counts agree."
    chamsae figures --withdraw 3 --because "The list was a forgery."
    """
    _check(figure, settle, because, aside, withdraw)
    book = casebook(context)
    book.reconcile.refresh(by=person(context))
    if checks:
        _checks(book, figure, as_json=as_json)
        return
    if withdraw is not None:
        done = book.reconcile.withdraw(withdraw, by=person(context), reason=because)
        say(f"Settlement {withdraw} is taken back, by entry {done.number}. {done.reason}")
    elif figure is None:
        _all(book, State(state) if state else None, as_json=as_json)
    elif settle:
        low, high = (_number(end) for end in settle)
        out = [_aside(one) for one in aside]
        done = book.reconcile.settle(figure, low, high, aside=out, reason=because, by=person(context))
        say(f"Settled as number {done.number}: {span(done.low, done.high)}. {done.reason}")
    elif as_json:
        records([book.store.group(figure)])
    else:
        _one(book, book.store.group(figure))


def _check(
    figure: str | None,
    settle: tuple[str, str] | None,
    because: str,
    aside: tuple[str, ...],
    withdraw: int | None,
) -> None:
    """Refuse options that do not go together."""
    if (settle and figure is None) or (aside and not settle) or (because and not settle and withdraw is None):
        raise click.UsageError(
            "Settling takes a FIGURE and --settle: chamsae figures ID --settle 500 620 --because WHY"
        )
    if withdraw is not None and (settle or figure):
        raise click.UsageError("--withdraw takes the number of a settlement alone, and --because WHY.")


def _aside(given: str) -> str | Aside:
    """A claim set aside, with the person's reason where one is given."""
    claim, told, why = given.partition("=")
    return Aside(claim=claim, ground=Ground.PERSON, why=why) if told and why.strip() else claim


def _all(book: "Casebook", state: State | None, *, as_json: bool) -> None:
    groups = sorted(book.store.groups(state=state), key=lambda group: figure_text.ORDER.index(group.state))
    if as_json:
        records(groups)
        return
    settled = {one.number: one for one in book.store.settlements()}
    rows = []
    for group in groups:
        done = settled.get(group.settlement or 0)
        low, high = (done.low, done.high) if done else (group.low, group.high)
        what = clip(f"{group.scope.act or ''} · {group.scope.counted}", 40)
        where, when = places.name(group.scope.place), when_iso(group.scope.when)
        origins = f"{group.origins}" if group.origins == group.origins_most else f"{group.origins}–{group.origins_most}"
        stands = figure_text.state_words(group)
        rows.append((group.id, span(low, high), what, where, when, len(group.members), origins, stands))
    headers = ("", "range", "what", "place", "when", "claims", "origins", "state")
    empty = f"No figures that are {state.value}." if state else "No figures yet. `chamsae read` finds them."
    table(headers, rows, empty=empty)
    _lost(book, state)


def _lost(book: "Casebook", state: State | None) -> None:
    """Settlements whose claims are all gone, which no figure shows."""
    if state in (None, State.REOPENED):
        for one in book.reconcile.standings(state=State.REOPENED):
            if one.group is None and one.settlement:
                entry = one.settlement
                say(f"Settlement {entry.number} ({span(entry.low, entry.high)}) by {entry.by}: {one.reopened[0].why}")


def _one(book: "Casebook", group: FigureGroup) -> None:
    found = book.reconcile.standing(group.id)
    figure_text.head(group, found)
    for tie in book.reconcile.ties(group.id):
        wide = tie.narrow == group.id
        say(f"{'part of' if wide else 'holds'} {tie.wide if wide else tie.narrow}: {tie.why}")
    figure_text.claims(book, group, found)
    _beside(book, group.id)
    figure_text.history(found, book.reconcile.leaning(group.id))


def _beside(book: "Casebook", group: str) -> None:
    """What is said of a figure without a number, and the arithmetic it is in."""
    for stance in book.reconcile.stances(group):
        who = stance.speaker if not stance.capacity else f"{stance.speaker}, {stance.capacity}"
        say(f"{stance.position.value}: {who}{f' ({stance.occasion})' if stance.occasion else ''} — {stance.why}")
    for check in book.reconcile.checks(group):
        say(f"{'supported' if check.holds else 'questioned'}: {check.why}")


def _checks(book: "Casebook", figure: str | None, *, as_json: bool) -> None:
    found = book.reconcile.checks(figure)
    if as_json:
        records(found)
        return
    rows = [
        ("supported" if check.holds else "questioned", check.kind.value, " ".join(check.conflict), check.why)
        for check in found
    ]
    table(("", "kind", "cannot all hold", "what was compared"), rows, empty="No numbers that bear on one another.")


def _number(text: str) -> int | float | None:
    if text == "-":
        return None
    try:
        return int(text.replace(",", ""))
    except ValueError:
        raise InputError(f"“{text}” is not a whole number", do="Give digits, or “-” for an open end.") from None
