"""`chamsae redact`: copies of documents without the names the casebook knows, and files without metadata."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.show import Bar, clip, number, say, table

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook
    from chamsae.casebook.redaction_choices import Wishes
    from chamsae.model.redaction import PageBox


class _Box(click.ParamType["PageBox"]):
    """PAGE:LEFT,TOP,RIGHT,BOTTOM in hundredths of the page."""

    name = "box"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> "PageBox":
        from chamsae.model.locus import Box
        from chamsae.model.redaction import PageBox

        try:
            page, _, sides = value.partition(":")
            left, top, right, bottom = (float(side) / 100 for side in sides.split(","))
            if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
                raise ValueError(sides)
            return PageBox(page=int(page), box=Box(left=left, top=top, right=right, bottom=bottom))
        except ValueError:
            self.fail(f"{value!r} is not PAGE:LEFT,TOP,RIGHT,BOTTOM in hundredths of the page", param, ctx)


@click.command()
@click.argument("document", required=False)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the copy.")
@click.option("--pages", is_flag=True, help="Paint over the pages (PDF, scan, picture) instead of writing text.")
@click.option("--also", multiple=True, metavar="WORDS", help="Hide these words too; can be repeated.")
@click.option("--keep", multiple=True, metavar="NAME", help="Leave this name in: a public figure; can be repeated.")
@click.option("--box", "boxes", multiple=True, type=_Box(), metavar="PAGE:L,T,R,B",
              help="With --pages: paint over this part of a page, in hundredths of it; can be repeated.")  # fmt: skip
@click.option("--looked", multiple=True, type=int, metavar="PAGE",
              help="With --pages: you have looked at this page, a picture; can be repeated.")  # fmt: skip
@click.option("--clean", is_flag=True, help="DOCUMENT is an accession (s1): write it without metadata, names stay.")
@click.option("--names", is_flag=True, help="List the names that are hidden.")
@click.option("--preview", is_flag=True, help="List what would be hidden in the text, with why; nothing is made.")
@click.option("--remember", is_flag=True,
              help="Write --also, --keep, --box and --looked down for all copies of DOCUMENT; make none.")  # fmt: skip
@click.option("--choices", is_flag=True, help="List what was written down for the copies of DOCUMENT.")
@click.option("--take-back", type=int, metavar="NUMBER", help="Take back the choice of this number.")
@click.option("--copies", is_flag=True, help="List the copies that were made, of DOCUMENT or of all.")
@click.pass_context
def command(
    context: click.Context,
    /,
    document: str | None,
    output: Path | None,
    also: tuple[str, ...],
    keep: tuple[str, ...],
    boxes: tuple["PageBox", ...],
    looked: tuple[int, ...],
    take_back: int | None,
    *,
    pages: bool,
    clean: bool,
    **asked: bool,
) -> None:
    """Write a copy of DOCUMENT without the names of persons the casebook knows, each as [withheld].

    Names are found in every script and spelling, with particles, across line breaks. The original stays as it is. The
    copy is searched again before it is written; where a name still shows, nothing is. Look at it before it leaves:
    no program knows a name that is not in the casebook.

    \b
    chamsae redact d0a1b2c3d4e5f607 --preview
    chamsae redact d0a1b2c3d4e5f607 -o copy.txt
    chamsae redact d0a1b2c3d4e5f607 --pages --box 1:10,20,40,24 --looked 1 -o copy.pdf
    chamsae redact s1 --clean -o picture.png
    """
    from chamsae.casebook.redaction_choices import Wishes

    book, by = casebook(context), person(context)
    wishes = Wishes(also=also, keep=keep, boxes=boxes, looked=looked)
    if asked["names"]:
        table(("name",), [(one,) for one in book.redact.names()], empty="The casebook knows no name of a person.")
    elif asked["copies"]:
        _copies(book, document)
    elif document is None:
        raise click.UsageError("Name a document.")
    elif asked["preview"]:
        _preview(book, document, wishes)
    elif asked["remember"]:
        _remember(book, document, wishes, by)
    elif asked["choices"]:
        _choices(book, document)
    elif take_back is not None:
        book.redact.choices(document).take_back(take_back, by=by)
        say(f"Choice {take_back} is taken back.")
    elif output is None:
        raise click.UsageError("Say with -o where to write the copy.")
    elif clean:
        data, kind = book.redact.cleaned(document, by=by)
        output.write_bytes(data)
        say(f"{output} ({kind}), without metadata. Names in it stay.")
    else:
        made = book.redact
        copy = (
            made.pages(document, by=by, wishes=wishes, progress=Bar()) if pages
            else made.text(document, by=by, wishes=wishes)
        )  # fmt: skip
        output.write_bytes(copy.data)
        say(f"{output}: {number(copy.entry.hidden, 'place')} hidden; searched again: {', '.join(copy.entry.searched)}.")


def _preview(book: "Casebook", document: str, wishes: "Wishes") -> None:
    text = book.store.document(document).text
    rows = [(one.start, clip(text[one.start : one.end], 40), one.why.value, one.name)
            for one in book.redact.hidden(document, wishes=wishes)]  # fmt: skip
    table(("at", "words", "why", "known as"), rows, empty="Nothing would be hidden: the casebook knows no name in it.")


def _remember(book: "Casebook", document: str, wishes: "Wishes", by: str) -> None:
    """Each wish as a choice; raises InputError for words that do not stand in the text."""
    choices = book.redact.choices(document)
    for one in choices.of(wishes, by=by):
        done = choices.add(one)
        say(f"Choice {done.number}: {done.choosing.value}.")


def _choices(book: "Casebook", document: str) -> None:
    text = book.store.document(document).text
    rows = [(one.number, one.choosing.value, clip(text[one.start : one.end], 40) or f"page {one.page}", one.by,
             f"{one.at:%Y-%m-%d %H:%M}") for one in book.redact.choices(document).standing()]  # fmt: skip
    table(("number", "choice", "of", "by", "at"), rows, empty="Nothing was chosen for this document.")


def _copies(book: "Casebook", document: str | None) -> None:
    rows = [(one.number, one.subject, one.form.value, one.hidden, one.by, f"{one.at:%Y-%m-%d %H:%M}", one.made[:16])
            for one in book.redact.copies(document)]  # fmt: skip
    headers = ("number", "document", "form", "hidden", "by", "at", "SHA-256")
    table(headers, rows, empty="No redacted copy was made yet. `chamsae redact DOCUMENT -o FILE` makes one.")
