"""`chamsae evidence`: what the Berkeley Protocol asks of an item, and how it answers."""

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.show import json_option, records, say, table
from chamsae.model.demand import Answer

ANSWER = {Answer.MET: "met", Answer.OPEN: "open", Answer.NOT_ASKED: "–", Answer.NOT_CAPTURED: "not captured"}


@click.command()
@click.argument("capture")
@click.option("--not-captured", metavar="DEMAND", help="Write down why this was not captured; with --why.")
@click.option("--why", default="", help="The reason.")
@click.option("--undo", type=int, metavar="N", help="Take back what was written down as entry N.")
@json_option
@click.pass_context
def command(
    context: click.Context, capture: str, *, not_captured: str | None, why: str, undo: int | None, as_json: bool
) -> None:
    """Show what the Berkeley Protocol asks of accession CAPTURE (s1), demand by demand: met, open, or why not.

    Everything is worked out from what the casebook holds: hashes, log, checkpoints, stamps, backups, headers, pictures.
    A blank is no answer: what was not captured stays open until somebody says why.

    \b
    chamsae evidence s1
    chamsae evidence s1 --not-captured place --why "The collector's network address would endanger her."
    """
    book = casebook(context)
    if not_captured is not None:
        written = book.evidence.not_captured(capture, not_captured, by=person(context), why=why, undoes=undo)
        say(f"Written down as entry {written.number}.", err=True)
    answers = book.evidence.demands(capture)
    if as_json:
        records(answers)
        return
    rows = [
        (
            one.demand.key,
            ANSWER[one.answer],
            "; ".join(one.by) or one.why or (one.answer is Answer.OPEN and one.demand.open["en"]) or "",
        )
        for one in answers
    ]
    table(("demand", "answer", "by what, or why not"), rows, empty="")
