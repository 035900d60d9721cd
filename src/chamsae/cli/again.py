"""What `chamsae read --again`, `--changes` and `--take-back` print."""

from typing import TYPE_CHECKING

import click

from chamsae.cli.show import Bar, number, say, table
from chamsae.model.rereading import Rereading

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook

#: Documents read again that are listed.
LISTED = 50


def read_again(book: "Casebook", documents: tuple[str, ...], *, by: str) -> bool:
    """Read these documents again, or all; say what changed. False when some could not be read."""
    report = book.reread.run(documents or None, by=by, progress=Bar())
    if report.resumed:
        click.echo(f"Went on after {number(report.resumed, 'document')} that an interrupted run had read.")
    told = report.documents
    click.echo(
        f"{number(len(told), 'document')} read again: {sum(one.kept for one in told):,} claims as before, "
        f"{sum(len(one.new) for one in told):,} new, {sum(len(one.retired) for one in told):,} put aside, "
        f"{sum(len(one.asked) for one in told):,} judged ones read differently now (they are asked first)."
    )
    print_changes(book, [one for one in told if _says_something(one)])
    return not any(one.reason for one in told)


def print_changes(book: "Casebook", told: list[Rereading]) -> None:
    """Documents read again, one a line."""
    names = {document.id: document.title or document.name for document in book.store.documents(text=False)}
    rows = [
        (one.number, one.at.strftime("%Y-%m-%d %H:%MZ"), one.kept, len(one.new), len(one.retired), len(one.changed),
         len(one.asked), len(one.missed), names.get(one.document, one.document), _remark(one))
        for one in told[-LISTED:]
    ]  # fmt: skip
    head = ("", "when", "as before", "new", "put aside", "changed", "to ask", "not read now", "document", "")
    table(head, rows, empty="Nothing else has changed.")
    if len(told) > LISTED:
        click.echo(f"The last {LISTED} are listed; `chamsae serve` shows all.")


def take_back(book: "Casebook", given: int, *, by: str) -> None:
    """Take back what reading a document again changed."""
    say(f"{number(book.reread.undo(given, by=by), 'claim')} back as before.")


def _says_something(told: Rereading) -> bool:
    return bool(told.new or told.retired or told.asked or told.missed or told.into or told.reason)


def _remark(told: Rereading) -> str:
    if told.into:
        return f"the text is read differently now, so it is a new document ({told.into}); the old one stays"
    return told.reason or ""
