"""`chamsae import table`, or `chamsae import FILE`: partners' lists."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.show import Bar, number
from chamsae.errors import InputError

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook
    from chamsae.casebook.import_report import ImportReport, Look, Past
    from chamsae.read.sheet.mapping import Mapping

#: Faults shown on the screen; all of them are in the report of bad rows.
SHOWN = 20


@click.command("table")
@click.argument("file", required=False)
@click.option(
    "--mapping",
    metavar="M",
    help='What the columns mean: a file, or the name of a mapping used before (NAME, or "NAME v1").',
)
@click.option(
    "--save-mapping", type=click.Path(path_type=Path), help="Write the mapping, to read and correct, and stop."
)
@click.option("--dry-run", is_flag=True, help="Say what would be new, changed, the same and refused; write nothing.")
@click.option(
    "--list",
    "list_name",
    metavar="NAME",
    help="Which list this is; later versions update it [default: the file's name].",
)
@click.option("--keeper", metavar="WHO", help="Whose list it is: who says so [default: the list's name].")
@click.option("--key", metavar="COLUMN", multiple=True, help="The list's own number of a row (may be repeated).")
@click.option(
    "--person",
    "person_columns",
    metavar="COLUMN",
    multiple=True,
    help="What names the person, where several rows tell of one.",
)
@click.option("--dates", type=click.Choice(["dmy", "mdy"]), help="Whether day or month comes first in 03/04/2011.")
@click.option("--sheet", metavar="S", default="", help="Which sheet of a workbook [default: the first that is shown].")
@click.option("--encoding", default="", help="The encoding of a text file [default: found].")
@click.option("--header-row", type=int, default=0, help="In which row the headers begin [default: found].")
@click.option("--header-rows", type=int, default=0, help="How many rows they take [default: found].")
@click.option("--strict", is_flag=True, help="Refuse the whole file where a row is bad.")
@click.option(
    "--bad-rows", type=click.Path(path_type=Path), help="Write the rows left out to this CSV, to mend and import."
)
@click.option("--history", is_flag=True, help="List all imports.")
@click.option("--undo", metavar="N", type=int, help="Take back import N, with all it brought.")
@click.option("--why", default="", help="With --undo: the reason.")
@click.pass_context
def import_table(
    context: click.Context,
    file: str | None,
    mapping: str | None,
    save_mapping: Path | None,
    list_name: str | None,
    keeper: str | None,
    key: tuple[str, ...],
    person_columns: tuple[str, ...],
    dates: str | None,
    sheet: str,
    encoding: str,
    header_row: int,
    header_rows: int,
    bad_rows: Path | None,
    undo: int | None,
    why: str,
    *,
    dry_run: bool,
    strict: bool,
    history: bool,
) -> None:
    """Import FILE, a partner's list (CSV, XLSX, XLS, ODS; or an accession, such as s12): its cells become claims of it.

    What the columns mean is guessed and told; --save-mapping writes it to be corrected, --mapping uses it. The
    same file again changes nothing; a later version adds what is new, sets what changed beside what it said, and
    never blanks anything. Bad rows are named and left out. Interrupted, it goes on where it stopped.

    \b
    chamsae import list.xlsx --save-mapping list.yml      guess, and look at it
    chamsae import list.xlsx --mapping list.yml --dry-run what would happen
    chamsae import list.xlsx --mapping list.yml           import
    chamsae import --undo 3                               take it back
    """
    from chamsae.casebook.import_source import Asked

    book = casebook(context)
    if history or undo is not None:
        _past(book, undo, by=person(context), why=why)
        return
    if file is None:
        raise click.UsageError("Name a file, or an accession.")
    asked = Asked(sheet=sheet, encoding=encoding, header_row=header_row, header_rows=header_rows)
    capture = _capture(book, file, by=person(context))
    look = book.importing.look(capture, asked, name=list_name or "", keeper=keeper or "")
    chosen = _chosen(book, look, mapping, dates, key, person_columns, list_name, keeper)
    if save_mapping is not None:
        _save(save_mapping, chosen, look)
        return
    _check_answered(look, chosen, given=mapping is not None)
    if dry_run:
        _told(book.importing.rehearse(capture, chosen, asked, progress=Bar()), chosen, dry=True)
        return
    report = book.importing.run(capture, chosen, asked, by=person(context), strict=strict, progress=Bar())
    _told(report, chosen, dry=False)
    _bad(book, report, bad_rows)
    if report.refused:
        context.exit(InputError.exit_code)


def _capture(book: "Casebook", file: str, *, by: str) -> str:
    """The accession a file becomes, or the one that is named."""
    path = Path(file)
    if not path.is_file() and file.startswith("s") and file[1:].isdigit():
        return book.store.capture(file).id
    if not path.is_file():
        raise InputError("there is no such file", thing=file, do="Check the spelling.")
    with path.open("rb") as stream:
        return book.archive.add_bytes(stream, path.name, by=by).id


def _chosen(
    book: "Casebook",
    look: "Look",
    given: str | None,
    dates: str | None,
    key: Sequence[str],
    people: Sequence[str],
    name: str | None,
    keeper: str | None,
) -> "Mapping":
    """The mapping given, else that last used for these headers, else the guess; what the options say goes before."""
    from dataclasses import replace

    from chamsae.read.sheet.values import Order

    chosen = _given(book, given) if given else look.known or look.guess.mapping
    return replace(
        chosen,
        dates=Order(dates) if dates else chosen.dates,
        key=tuple(key) or chosen.key,
        person=tuple(people) or chosen.person,
        list=name or chosen.list,
        keeper=keeper or chosen.keeper,
    )


def _given(book: "Casebook", given: str) -> "Mapping":
    from chamsae.read.sheet.mapping import from_yaml

    path = Path(given)
    if path.is_file():
        return from_yaml(_text(path), given)
    known = book.importing.mappings()
    if (found := known.get(given) or book.importing.versions().get(given)) is None:
        raise InputError("there is no such file, and no mapping of this name was used before", thing=given,
                         do=f"Known: {', '.join(known) or 'none yet'}.")  # fmt: skip
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("is no text in UTF-8", thing=str(path), do="Save the mapping as UTF-8.") from error


def _save(path: Path, mapping: "Mapping", look: "Look") -> None:
    from chamsae.read.sheet.mapping import to_yaml

    path.write_text(to_yaml(mapping), "utf-8")
    for line in (*look.remarks, *look.guess.why, *look.guess.questions):
        click.echo(f"· {line}")
    click.echo(f"The mapping stands in {path}: read it, correct it, then import with --mapping {path} --dry-run.")


def _check_answered(look: "Look", mapping: "Mapping", *, given: bool) -> None:
    """A guess with an open question about dates is not imported: nobody has said what they mean."""
    from chamsae.read.sheet.notes import Said

    asks = [question for question in look.guess.questions if question.said is Said.ASK_ORDER]
    if asks and mapping.dates is None and not given and look.known is None:
        raise InputError(str(asks[0]), do="Say it with --dates dmy or --dates mdy.")


def _told(report: "ImportReport", mapping: "Mapping", *, dry: bool) -> None:
    for line in report.remarks:
        click.echo(f"· {line}")
    for fault in report.refused[:SHOWN]:
        where = f"row {fault.row}" + (f", column {fault.column}" if fault.column else "")
        click.echo(f"{where}: “{fault.cell}” {fault.why}" if fault.cell else f"{where}: {fault.why}", err=True)
    if len(report.refused) > SHOWN:
        click.echo(f"… and {len(report.refused) - SHOWN:,} more; --bad-rows FILE writes them all.", err=True)
    if dry:
        width = max((len(head) for head, *_ in report.columns), default=0)
        for head, new, changed, same in report.columns:
            click.echo(f"  {head:{width}}  {new:>9,} new {changed:>9,} changed {same:>9,} the same")
        for claim in report.samples[:5]:
            click.echo(f"  {claim.kind.value}: {claim.trigger.exact}")
    head = "Would import" if dry else f"Import {report.number}"
    click.echo(
        f"{head}, list “{mapping.list}”: {number(report.rows, 'row')}; {report.new:,} claims new, "
        f"{report.changed:,} changed, {report.same:,} the same; {number(report.bad_rows, 'row')} refused."
    )
    if report.resumed:
        click.echo(f"{number(report.resumed, 'row')} of it had been done before it was interrupted.")
    if dry:
        click.echo("Nothing was written. Import it without --dry-run.")


def _bad(book: "Casebook", report: "ImportReport", path: Path | None) -> None:
    if path is not None and report.number is not None:
        path.write_text(book.importing.bad_rows(report.number), "utf-8", newline="")
        click.echo(f"The rows left out stand in {path}: mend them and import that file with the same mapping.")


def _past(book: "Casebook", undo: int | None, *, by: str, why: str) -> None:
    if undo is not None:
        gone = book.importing.undo(undo, by=by, why=why, progress=Bar())
        click.echo(f"Import {undo} is taken back: {number(gone, 'claim')} concerned. What you have judged since stays.")
        return
    past = book.importing.history()
    for one in past:
        state = _state(one)
        click.echo(
            f"{one.run.number:>6}  {one.run.at:%Y-%m-%d %H:%M}  {one.run.list}  {one.run.file}  "
            f"{one.run.mapping_name} v{one.run.mapping_version}  {one.rows:,} rows, {one.new:,} new, "
            f"{one.changed:,} changed, {one.bad_rows:,} refused  {state}  ({one.run.by})"
        )
    if not past:
        click.echo("Nothing has been imported yet.", file=sys.stderr)


def _state(past: "Past") -> str:
    """How an import of the past stands."""
    if past.half_back:
        return f"half taken back (finish it: chamsae import --undo {past.run.number})"
    if not past.stands:
        return "taken back"
    return past.ending.value if past.ending else "interrupted (the same command goes on)"
