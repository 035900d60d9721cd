"""`chamsae read`: documents, claims, copies and figures from what was added."""

import sys
from pathlib import Path

import click

import chamsae
from chamsae.cli.opening import casebook, person
from chamsae.cli.show import Bar, number
from chamsae.errors import InputError


@click.command()
@click.option("--retry", is_flag=True, help="Try again what could not be read.")
@click.option("--again", is_flag=True, help="Read again, with the present readers, what was read before.")
@click.option("--document", metavar="ID", multiple=True, help="With --again: only this document (may be repeated).")
@click.option("--changes", is_flag=True, help="List what reading again has changed.")
@click.option("--take-back", metavar="N", type=int, help="Take back what reading again changed under this number.")
@click.option("--learn", is_flag=True, help="Learn from your judgements how sure to be of proposals.")
@click.option("--insist", is_flag=True, help="With --learn: keep what was learned even if it is no better.")
@click.option("--forget", is_flag=True, help="Go back to the readers' own confidence.")
@click.option(
    "--text",
    type=click.Path(path_type=Path, exists=True),
    help="Read this file or folder without a casebook and write its claims.",
)
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", help="With --text: what to write.")
@click.option("--output", type=click.Path(path_type=Path), help="With --text: where to write [default: the screen].")
@click.pass_context
def command(
    context: click.Context,
    document: tuple[str, ...],
    take_back: int | None,
    text: Path | None,
    form: str,
    output: Path | None,
    *,
    retry: bool,
    again: bool,
    changes: bool,
    learn: bool,
    insist: bool,
    forget: bool,
) -> None:
    """Read everything added and not yet read; propose claims; find copies; group figures.

    Each parser runs in its own process without network, with bounded time and memory. Every finished
    document is kept at once, so interrupted work resumes. Claims are proposals until you judge them.

    --again keeps what you have judged. Where the present readers read it differently, you are asked;
    proposals they no longer make are put aside. Interrupted, it goes on where it stopped.

    --learn fits, on this computer, how sure to be of a proposal to what people accepted and rejected, and
    says how much better that is on decisions held back. It changes the order of the queue, never a claim.

    \b
    chamsae read --text DIR --format jsonl
    writes the claims of a folder straight to the screen (format chamsae-claims/1), no casebook needed.
    """
    if text is not None:
        _straight(context, text, output)
        return
    if document and not again:
        raise click.UsageError("--document goes with --again.")
    if insist and not learn:
        raise click.UsageError("--insist goes with --learn.")
    if sum((again, changes, take_back is not None, learn, forget, retry)) > 1:
        raise click.UsageError("Choose one of --again, --changes, --take-back, --learn, --forget and --retry.")
    if again or changes or take_back is not None:
        _again(context, document, take_back, changes=changes)
        return
    if learn or forget:
        _learn(context, insist=insist, forget=forget)
        return
    book = casebook(context)
    failed = [r.sha256 for r in book.store.readings() if r.reason] if retry else None
    report = book.read.run(by=person(context), progress=Bar(), retry=failed)
    book.cases.refresh(Bar())
    counts = book.counts()
    click.echo(
        f"{number(report.read, 'document')} read, {len(report.failed):,} could not be; "
        f"{number(report.claims, 'new claim')}, {number(report.relations, 'new copy relation')}.\n"
        f"In all: {number(counts.documents, 'document')}, {number(counts.claims, 'claim')} "
        f"({counts.to_review:,} to review), {number(counts.groups, 'figure')}, "
        f"{counts.disputed:,} of them to decide. Next: chamsae figures"
    )
    if report.failed:
        context.exit(InputError.exit_code)


def _again(context: click.Context, documents: tuple[str, ...], take_back: int | None, *, changes: bool) -> None:
    from chamsae.cli import again

    book = casebook(context)
    if take_back is not None:
        again.take_back(book, take_back, by=person(context))
    elif changes:
        again.print_changes(book, list(book.store.rereadings()))
    elif not again.read_again(book, documents, by=person(context)):
        context.exit(InputError.exit_code)


def _learn(context: click.Context, *, insist: bool, forget: bool) -> None:
    from chamsae.cli import learned

    book = casebook(context)
    if forget:
        learned.forget(book, by=person(context))
    else:
        learned.learn(book, by=person(context), insist=insist)


def _straight(context: click.Context, folder: Path, output: Path | None) -> None:
    with chamsae.in_memory() as book:
        added = book.archive.add([folder], by=person(context), progress=Bar())
        report = book.read.run(by=person(context), progress=Bar())
        if output is None:
            book.export.claims(sys.stdout, by=person(context))
        else:
            with output.open("w", encoding="utf-8") as out:
                book.export.claims(out, by=person(context))
    if added.refused or report.failed:
        context.exit(InputError.exit_code)
