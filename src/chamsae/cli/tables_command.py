"""`chamsae tables`: count acts, persons, events or cases by any one to three axes."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.report_command import audience_option
from chamsae.cli.show import json_option, number, records, say, table
from chamsae.model.case import Counting
from chamsae.model.table import Ask, Dimension, Spread
from chamsae.protect.release import Audience

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook
    from chamsae.model.table import Change, Difference

AXES = [one.value for one in Dimension]
LANGUAGES = ("en", "ko", "zh")
language_option = click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Of the words."
)
PAPER = "white-paper"


@click.command()
@click.argument("what", required=False, metavar="[white-paper]")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--rows", type=click.Choice(AXES), help="The first axis.")
@click.option("--columns", type=click.Choice(AXES), help="The second axis.")
@click.option("--layers", type=click.Choice(AXES), help="The third axis: a table for each of its keys.")
@click.option(
    "--counting", type=click.Choice([one.value for one in Counting]), default=Counting.ACTS.value, show_default=True,
    help="What is counted.",
)  # fmt: skip
@click.option(
    "--where", multiple=True, metavar="AXIS=KEY[,KEY]", help="Only acts with one of these keys; can be repeated."
)
@click.option(
    "--spread", type=click.Choice([one.value for one in Spread]), default=Spread.APART.value, show_default=True,
    help="Times over several years: in a row of their own, or counted in each year.",
)  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write FILE.html, .csv, .svg or .png.")
@click.option("--excel", is_flag=True, help="With --out FILE.csv: begin with a byte order mark, for spreadsheets.")
@click.option("--acts", "acts_of", metavar="KEY[,KEY]", help="List the acts of a cell; “*” is any key, “-” not told.")
@click.option("--keep", metavar="NAME", help="Keep the table under a name, to set it beside a later one.")
@click.option("--kept", is_flag=True, help="List the kept tables.")
@click.option("--forget", type=int, metavar="NUMBER", help="Take a kept table off the list.")
@click.option("--differ", metavar="NAME", help="What has changed since a kept table, act by act, and why.")
@click.option("--against", metavar="NAME", help="With --differ: beside this kept table instead of today.")
@audience_option
@language_option
@json_option
@click.pass_context
def command(
    context: click.Context,
    what: str | None,
    folder: Path | None,
    rows: str | None,
    columns: str | None,
    layers: str | None,
    counting: str,
    where: tuple[str, ...],
    spread: str,
    out: Path | None,
    acts_of: str | None,
    keep: str | None,
    forget: int | None,
    differ: str | None,
    against: str | None,
    audience: str,
    language: str,
    *,
    excel: bool,
    kept: bool,
    as_json: bool,
) -> None:
    """Count acts, persons, events or cases by violation, place, time, perpetrator, victim or source.

    The unit is always named; persons in several cells are one in the totals. “chamsae tables white-paper FOLDER” writes
    the standard tables of a report with charts, method and limits.

    \b
    chamsae tables --rows violation --columns year --counting persons --where place=cn
    chamsae tables --rows violation --columns year --acts handover,2021
    chamsae tables --rows violation --columns year --keep "report 2027"
    chamsae tables --differ "report 2027"
    """
    if what not in (None, PAPER) or (what == PAPER) != (folder is not None):
        raise click.UsageError("Write: chamsae tables --rows AXIS …, or chamsae tables white-paper FOLDER")
    book, by = casebook(context), person(context)
    if folder is not None:
        for path in book.tables.white_paper(folder, by=by, audience=Audience(audience), language=language):
            click.echo(path)
    elif forget is not None:
        say(f"Kept table {forget} is taken off the list, by entry {book.tables.forget(forget, by=by).number}.")
    elif kept:
        _kept(book, as_json=as_json)
    elif differ is not None:
        _difference(book.tables.difference(differ, against), as_json=as_json)
    elif rows is None:
        raise click.UsageError("Name what the rows are: --rows violation")
    else:
        from chamsae.casebook.tabulating import asked

        ask = asked(rows, columns, layers, counting=counting, where=_where(where), spread=spread)
        if keep is not None:
            say(f"Kept as number {book.tables.keep(ask, keep, by=by).number}: {keep}")
        elif acts_of is not None:
            _acts(book, ask, acts_of, as_json=as_json)
        elif out is not None:
            _write(book, ask, out, Audience(audience), by, language, excel=excel)
        else:
            _show(book, ask, language, as_json=as_json)


def _where(given: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in given:
        name, told, keys = one.partition("=")
        if not told:
            raise click.UsageError(f"--where takes AXIS=KEY, not “{one}”: --where place=cn")
        found[name] = (*found.get(name, ()), *(_key(key) for key in keys.split(",")))
    return found


def _key(given: str) -> str:
    return "" if given.strip() == "-" else given.strip()


def _show(book: "Casebook", ask: Ask, language: str, *, as_json: bool) -> None:
    from chamsae.publish.table_grid import grid, notes, words
    from chamsae.text.table_words import title_words

    if as_json:
        records([book.tables.of(ask)])
        return
    shown = book.tables.preview(ask, audience=Audience.INTERNAL, language=language)
    laid = grid(shown)
    for layer in laid.layers:
        title = title_words(shown.axes, shown.counting, language)
        say(f"{title} · {words(shown, 2, layer, language)}" if len(shown.axes) == 3 else title, bold=True)
        heads = [words(shown, 1, one, language) for one in laid.columns] if len(shown.axes) > 1 else [shown.counting]
        lines = [
            (words(shown, 0, row, language), *(_number(laid.cell(row, one, layer).count) for one in laid.columns))
            for row in laid.rows
            if laid.cell(row, None, layer).acts
        ]
        table(("", *heads), lines, empty="No acts of this kind. `chamsae read` finds acts.")
        click.echo()
    for note in notes(shown, language):
        say(f"  {note}")
    _volume(book, ask, language)


def _volume(book: "Casebook", ask: Ask, language: str) -> None:
    """Beside a table by year: acts per interview, and what must stand beside each trend."""
    from chamsae.casebook.interview_volume import volume

    found = volume(book.store, book.tables, ask)
    if found is None:
        return
    from chamsae.estimate import words

    click.echo()
    say(f"Per hundred interviews, of {number(found.interviews, 'interview')} taken down here", bold=True)
    rows = [(one.year, one.cases, words.share(one.told), "–" if one.rate is None else
             f"{one.rate:,.1f} ({one.low:,.1f}–{one.high:,.1f})") for one in found.rates]  # fmt: skip
    table(("", "acts told", "told so far", "per hundred (95%)"), rows, empty="")
    for one in found.findings:
        say(f"  ! {words.say(one, language)}")


def _number(count: int | None) -> str:
    return "·" if not count else f"{count:,}"


def _acts(book: "Casebook", ask: Ask, cell: str, *, as_json: bool) -> None:
    given = cell.split(",")
    if len(given) != len(ask.axes):
        raise click.UsageError(f"--acts takes {len(ask.axes)} keys, one for each axis, “*” for any.")
    found = book.tables.acts(ask, *(None if key.strip() == "*" else _key(key) for key in given))
    if as_json:
        records(found)
        return
    rows = [
        (act.id, act.violation or "not coded", act.victim_text or "", act.place or act.place_text or "",
         act.when.start if act.when else "", act.status.value)
        for act in found
    ]  # fmt: skip
    table(("", "violation", "victim", "place", "from", "judged"), rows, empty="No acts in this cell.")


def _write(book: "Casebook", ask: Ask, out: Path, audience: Audience, by: str, language: str, *, excel: bool) -> None:
    made = book.tables.release(ask, audience=audience, by=by, language=language)
    book.tables.write(made, out, by=by, language=language, excel=excel)
    click.echo(out)
    for item in made.withheld:
        click.echo(f"withheld: {item.count} {item.kind}, because {item.because}", err=True)


def _kept(book: "Casebook", *, as_json: bool) -> None:
    found = book.tables.kept()
    if as_json:
        records(found)
        return
    rows = [
        (one.number, one.subject, " by ".join((one.table.ask.counting.value, ", ".join(one.table.ask.axes))),
         one.table.total.count, one.at.date(), one.by)
        for one in found
    ]  # fmt: skip
    table(("", "name", "table", "total", "kept on", "by"), rows, empty="No tables are kept. Keep one with --keep NAME.")


def _difference(found: "Difference", *, as_json: bool) -> None:
    if as_json:
        records([found])
        return
    cells = [(_keys(one.keys), one.before, one.after) for one in found.cells]
    table(("cell", "before", "after"), cells, empty="No number has changed.")
    click.echo()
    table(("act", "", "before", "after", "because"), map(_change, found.changes), empty="No act came, went or moved.")


def _change(one: "Change") -> tuple[str, ...]:
    before, after = ("; ".join(map(_keys, cells)) for cells in (one.before, one.after))
    entries = f" ({', '.join(map(str, one.entries))})" if one.entries else ""
    return one.act, one.moved.value, before, after, ", ".join(one.because) + entries


def _keys(keys: tuple[str | None, ...]) -> str:
    return " × ".join("all" if key is None else key or "not told" for key in keys)
