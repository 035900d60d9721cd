"""`chamsae release`: the one way out. Draft, check, look at, sign, let out."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.show import json_option, records, say, table
from chamsae.cli.tables_command import LANGUAGES
from chamsae.protect.release import Audience

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook
    from chamsae.casebook.releases_made import Prepared
    from chamsae.model.releasing import Chosen
    from chamsae.model.table import Ask


@click.group()
def command() -> None:
    """Let figures, tables, cases and documents out: draft, checklist, preview, signatures, publication.

    Nothing leaves while a line of the checklist fails; what left can never be changed.
    """


def _choices(function: "click.decorators.FC") -> "click.decorators.FC":
    for option in reversed(
        (
            click.option("--figure", "figures", multiple=True, metavar="FIGURE", help="Its id; can be repeated."),
            click.option(
                "--table", "tables", multiple=True, metavar="AXES",
                help="Axes, then the unit: “violation,year:persons”, then filters: “;place=cn”. Can be repeated.",
            ),
            click.option("--case", "cases", multiple=True, metavar="PERSON", help="A person's id; can be repeated."),
            click.option("--document", "documents", multiple=True, metavar="ID", help="Its id; can be repeated."),
            click.option("--all-figures", is_flag=True, help="Every figure a person has settled."),
            click.option("--white-paper", is_flag=True, help="The standard tables of a report, method and limits."),
            click.option(
                "--estimation", "estimations", multiple=True, type=int, metavar="NUMBER",
                help="A kept estimation; can be repeated.",
            ),
            click.option("--list-names", is_flag=True, help="With --estimation: lists by their names, not as letters."),
            click.option("--why", default="", help="Why; kept in the ledger."),
        )
    ):  # fmt: skip
        function = option(function)
    return function


@command.command()
@click.argument("title")
@click.option(
    "--audience", type=click.Choice([one.value for one in Audience]), default=Audience.PUBLIC.value, show_default=True
)
@click.option("--recipient", default="", help="To whom it goes, where it is confidential.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Of its words.")
@_choices
@click.pass_context
def draft(
    context: click.Context,
    /,
    title: str,
    audience: str,
    recipient: str,
    language: str,
    why: str,
    **given: Any,
) -> None:
    """Begin a release under a TITLE, and show its checklist."""
    book, by = casebook(context), person(context)
    made = book.release.draft(
        title, _chosen(book, given), audience=Audience(audience), by=by, recipient=recipient, language=language, why=why
    )
    say(f"{made.subject}  {made.title}", bold=True)
    _show(book.release.prepared(made.subject))


@command.command()
@click.argument("id")
@_choices
@click.pass_context
def change(
    context: click.Context,
    /,
    id: str,
    why: str,
    **given: Any,
) -> None:
    """Choose other things for draft ID in place of all it has; who signed must sign again."""
    book = casebook(context)
    book.release.change(id, _chosen(book, given), by=person(context), why=why)
    _show(book.release.prepared(id))


@command.command()
@click.argument("id")
@click.option("--why", default="", help="Why; kept in the ledger.")
@click.pass_context
def drop(context: click.Context, id: str, why: str) -> None:
    """Put draft ID away; the ledger keeps it."""
    casebook(context).release.drop(id, by=person(context), why=why)
    say(f"{id} is put away.")


@command.command(name="list")
@json_option
@click.pass_context
def list_(context: click.Context, *, as_json: bool) -> None:
    """List open drafts and all that left, the last first."""
    book = casebook(context)
    if as_json:
        records([*book.release.drafts(), *book.release.published()])
        return
    rows = [
        (one.subject, "draft", one.audience, one.recipient, one.title, one.at.date()) for one in book.release.drafts()
    ]
    rows += [
        (one.subject, "left", one.package.audience, one.package.recipient, one.package.title, one.at.date())
        for one in book.release.published()
    ]
    table(("", "", "for", "to", "title", "on"), rows, empty="No release yet. Begin one: chamsae release draft TITLE")


@command.command()
@click.argument("id")
@json_option
@click.pass_context
def check(context: click.Context, id: str, *, as_json: bool) -> None:
    """Show the checklist of draft ID as it stands now: what fails, on what, and what it would take."""
    made = casebook(context).release.prepared(id)
    if as_json:
        records(made.checklist)
        return
    _show(made)


@command.command()
@click.argument("id")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.pass_context
def preview(context: click.Context, id: str, folder: Path) -> None:
    """Write draft ID into FOLDER as its reader would get it. It has not left: look at it, then delete it."""
    from chamsae.casebook.writing_out import write_out

    for path in write_out(casebook(context).release.prepared(id).files, folder):
        click.echo(path)
    say("This is a preview for those who sign. It has not left.")


@command.command()
@click.argument("id")
@click.option("--content", default="", help="The id that was looked at; refused if the draft has changed since.")
@click.option("--why", default="", help="Kept in the ledger.")
@click.pass_context
def sign(context: click.Context, id: str, content: str, why: str) -> None:
    """Sign draft ID as it is now."""
    book, by = casebook(context), person(context)
    made = book.release.sign(id, by=by, content=content, why=why)
    signed = len(book.release.signers(id, made.content))
    say(f"{id} is signed by {signed} of {book.settings.release_signatures}.")


@command.command()
@click.argument("id")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.pass_context
def out(context: click.Context, id: str, folder: Path) -> None:
    """Let draft ID out and write its files into FOLDER. It can never be changed or called back."""
    book, by = casebook(context), person(context)
    made = book.release.release(id, by=by)
    for path in book.release.write(id, folder, by=by):
        click.echo(path)
    say(f"{id} has left: {made.package.id}", bold=True)
    for item in made.package.withheld:
        click.echo(f"withheld: {item.count} {item.kind}, because {item.because}", err=True)


@command.command()
@click.argument("id")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.pass_context
def write(context: click.Context, id: str, folder: Path) -> None:
    """Write the files of what left as ID into FOLDER once more; logged."""
    for path in casebook(context).release.write(id, folder, by=person(context)):
        click.echo(path)


@command.command()
@click.argument("id")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--plain", is_flag=True, help="Pages, pictures and data alone: no DOCX, PDF or PNG.")
@click.pass_context
def edition(context: click.Context, id: str, out: Path, *, plain: bool) -> None:
    """Write what left as ID for handing over, into the folder OUT or one file OUT.zip; logged.

    Pages in English, Korean and Chinese that need no network, the report and every case as DOCX and PDF, pictures as
    SVG and PNG with what they were drawn from, data as CSV and JSON. The same release gives the same bytes.
    """
    from chamsae.casebook.releasing import Printing

    printing = Printing.PAGES if plain else Printing.PAPER
    for path in casebook(context).release.hand_over(id, out, by=person(context), printing=printing):
        click.echo(path)


@command.command()
@click.argument("earlier")
@click.argument("later")
@click.pass_context
def compare(context: click.Context, earlier: str, later: str) -> None:
    """Show what changed between two releases that left."""
    found = casebook(context).release.compare(earlier, later)
    rows = [
        *(("-", one) for one in found.gone),
        *(("+", one) for one in found.come),
        *(("", one) for one in found.both),
    ]
    table(("", "what"), rows, empty="Neither holds anything that can be compared.")


@command.command()
@click.argument("person_id", metavar="PERSON")
@click.pass_context
def about(context: click.Context, person_id: str) -> None:
    """List what has left that tells of PERSON singly, and to whom. It cannot be called back."""
    rows = [
        (one.subject, one.package.audience, one.package.recipient, one.package.title, one.at.date())
        for one in casebook(context).release.about(person_id)
    ]
    table(("", "for", "to", "title", "on"), rows, empty="Nothing that has left tells of this person singly.")


def _chosen(book: "Casebook", given: Mapping[str, Any]) -> "Chosen":
    from chamsae.model.releasing import Chosen

    settled = [one.id for one in book.store.groups() if one.settlement] if given["all_figures"] else []
    return Chosen(
        figures=tuple(dict.fromkeys((*given["figures"], *settled))),
        tables=tuple(map(_ask, given["tables"])),
        cases=given["cases"],
        documents=given["documents"],
        white_paper=given["white_paper"],
        estimations=given["estimations"],
        list_names=given["list_names"],
    )


def _ask(given: str) -> "Ask":
    from chamsae.casebook.tabulating import asked

    words, *filters = given.split(";")
    axes, _, unit = words.partition(":")
    where: dict[str, tuple[str, ...]] = {}
    for one in filters:
        name, told, keys = one.partition("=")
        if not told:
            raise click.UsageError(f"--table takes filters as AXIS=KEY, not “{one}”: “violation,year;place=cn”")
        where[name.strip()] = tuple(key.strip() for key in keys.split(","))
    rows, *more = (axis.strip() for axis in axes.split(","))
    if len(more) > 2:
        raise click.UsageError("A table has one to three axes.")
    columns, layers = [*more, None, None][:2]
    return asked(rows, columns, layers, counting=unit.strip() or "acts", where=where)


MARKS = {"passed": "✓", "failed": "✗", "not_applicable": "–"}


def _show(made: "Prepared") -> None:
    for one in made.checklist:
        say(f"{MARKS[one.outcome.value]} {one.check.value}: {one.outcome.value.replace('_', ' ')}")
        for named in one.named:
            say(f"    {named}")
        if one.takes:
            say(f"    → {one.takes}")
    say(f"content {made.package.id}")
