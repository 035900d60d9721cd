"""`chamsae redact`: copies of documents without the names the casebook knows, and files without metadata."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.show import Bar, number, say, table

if TYPE_CHECKING:
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
@click.pass_context
def command(
    context: click.Context,
    document: str | None,
    output: Path | None,
    also: tuple[str, ...],
    keep: tuple[str, ...],
    boxes: tuple["PageBox", ...],
    looked: tuple[int, ...],
    *,
    pages: bool,
    clean: bool,
    names: bool,
) -> None:
    """Write a copy of DOCUMENT without the names of persons the casebook knows, each as [withheld].

    Names are found in every script and spelling, with particles, across line breaks. The original stays as it is. The
    copy is searched again before it is written; where a name still shows, nothing is. Look at it before it leaves:
    no program knows a name that is not in the casebook.

    \b
    chamsae redact d0a1b2c3d4e5f607 -o copy.txt
    chamsae redact d0a1b2c3d4e5f607 --pages --box 1:10,20,40,24 --looked 1 -o copy.pdf
    chamsae redact s1 --clean -o picture.png
    """
    book = casebook(context)
    if names:
        table(("name",), [(one,) for one in book.redact.names()], empty="The casebook knows no name of a person.")
        return
    if document is None or output is None:
        raise click.UsageError("Name a document and, with -o, where to write the copy.")
    if clean:
        data, kind = book.redact.cleaned(document, by=person(context))
        output.write_bytes(data)
        say(f"{output} ({kind}), without metadata. Names in it stay.")
        return
    from chamsae.casebook.redaction_choices import Wishes

    wishes = Wishes(also=also, keep=keep, boxes=boxes, looked=looked)
    if pages:
        copy = book.redact.pages(document, by=person(context), wishes=wishes, progress=Bar())
    else:
        copy = book.redact.text(document, by=person(context), wishes=wishes)
    output.write_bytes(copy.data)
    say(f"{output}: {number(copy.entry.hidden, 'place')} hidden; searched again: {', '.join(copy.entry.searched)}.")
