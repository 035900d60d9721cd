"""`chamsae custody`: head counts by place over time."""

from datetime import datetime

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.show import clip, json_option, number, records, say, table
from chamsae.model.amount import Comparator
from chamsae.model.interview import Basis
from chamsae.model.watch import Held, Movement, Shift
from chamsae.text.amounts import number_words

COUNTED = [one.value for one in (Comparator.EXACT, Comparator.ABOUT, Comparator.AT_LEAST, Comparator.UP_TO)]


@click.command()
@click.option("--place", help="Write down a head count: where.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="With --place: on which day.")
@click.option("--people", type=click.IntRange(0), help="With --place: how many.")
@click.option("--who", help="With --place: who says so.")
@click.option("--how-many", type=click.Choice(COUNTED), default="exact", help="With --place: how sure the number is.")
@click.option(
    "--moved",
    type=click.Choice([one.value for one in Movement]),
    default="held",
    help="With --place: held there, brought in or taken out.",
)
@click.option(
    "--known", type=click.Choice([one.value for one in Basis]), default="unknown", help="With --place: how they know."
)
@click.option("--remark", default="", help="With --place: anything else.")
@click.option("--language", type=click.Choice(["en", "ko", "zh"]), default="en", help="With --place: of the note.")
@click.option("--take-back", type=int, metavar="NUMBER", help="Take the head count of this number back.")
@json_option
@click.pass_context
def command(context: click.Context, /, take_back: int | None, *, as_json: bool, **given: object) -> None:
    """Show who is held where, the latest news first, with what changed; or write down a head count.

    A head count is kept as a hashed note with a figure claim on its number; figures of people held that you accepted in
    documents stand beside it.
    """
    book = casebook(context)
    if take_back is not None:
        book.custody.undo(take_back, by=person(context))
        say(f"Head count {take_back} is taken back.")
    elif given["place"]:
        _write(context, given)
    elif as_json:
        records(book.custody.now())
    else:
        _list(book.custody.now())


def _write(context: click.Context, given: dict[str, object]) -> None:
    day, people, who = given["day"], given["people"], given["who"]
    if not isinstance(day, datetime) or not isinstance(people, int) or not who:
        raise click.UsageError("A head count takes --place, --day, --people and --who.")
    done = casebook(context).custody.count(
        str(given["place"]), day.date(), people, who=str(who), comparator=Comparator(str(given["how_many"])),
        movement=Movement(str(given["moved"])), basis=Basis(str(given["known"])), remark=str(given["remark"]),
        language=str(given["language"]), by=person(context),
    )  # fmt: skip
    say(f"Written down as head count {done.number}.")


def _list(found: list[Held]) -> None:
    if not found:
        say("No head counts yet. `chamsae custody --place … --day … --people … --who …` writes one down.")
    for held in found:
        say(f"{held.place}: last news {number(held.age, 'day')} old", bold=True)
        shifts = {one.until: one for one in held.shifts}
        rows = [
            (one.day, one.movement.value, _span(one.amount.low, one.amount.high),
             _change(shifts.get(one.day)) if one.movement is Movement.HELD else "", clip(one.who, 30), one.basis.value,
             one.entry)
            for one in reversed(held.counts)
        ]  # fmt: skip
        table(("day", "", "people", "change", "who says so", "knows", "number"), rows, empty="")


def _span(low: int | float | None, high: int | float | None) -> str:
    if low is None or high is None:
        return f"up to {number_words(high or 0)}" if low is None else f"at least {number_words(low)}"
    return number_words(low) if low == high else f"{number_words(low)} to {number_words(high)}"


def _change(shift: Shift | None) -> str:
    if shift is None:
        return ""
    low, high = ("…" if one is None else f"{one:+,}" for one in (shift.low, shift.high))
    return low if low == high else f"{low} to {high}"
