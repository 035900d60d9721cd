"""`chamsae review`: judge proposed claims in the terminal, one question at a time."""

import sys
from typing import TYPE_CHECKING

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.show import json_option, records, table
from chamsae.errors import NotFound
from chamsae.model.claim import Claim, ClaimKind
from chamsae.model.judgement import Verdict
from chamsae.text.normal import visible

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook

KEYS = {"y": Verdict.ACCEPTED, "n": Verdict.REJECTED, "u": Verdict.CANNOT_TELL, "w": Verdict.WITHHELD}
HELP = "y accept · n reject · u cannot tell · w withhold · z undo · j next · k back · q stop"


@click.command()
@click.option("--list", "as_list", is_flag=True, help="List what waits instead of asking.")
@click.option("--kind", type=click.Choice([kind.value for kind in ClaimKind]), help="Only claims of this kind.")
@click.option("--accept", metavar="ID", multiple=True, help="Accept a claim or relation.")
@click.option("--reject", metavar="ID", multiple=True, help="Reject a claim or relation.")
@click.option("--unsure", metavar="ID", multiple=True, help="Say that it cannot be told.")
@click.option("--withhold", metavar="ID", multiple=True, help="Accept it for the casebook only; it never leaves.")
@click.option("--undo", metavar="N|last", help="Take back judgement N, or your last one.")
@click.option("--last", is_flag=True, help="List the last answers that stand.")
@click.option("--why", default="", help="The reason, kept with the judgement.")
@json_option
@click.pass_context
def command(
    context: click.Context,
    kind: str | None,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    unsure: tuple[str, ...],
    withhold: tuple[str, ...],
    undo: str | None,
    why: str,
    *,
    as_list: bool,
    last: bool,
    as_json: bool,
) -> None:
    """Judge proposed claims: figures first, then the rest, the surest first.

    In a terminal, one question at a time with single keys. Every answer is appended to the ledger with
    your name and the time; nothing is overwritten, everything can be undone. Editing is done in the
    browser (`chamsae serve`).
    """
    if undo and undo != "last" and not undo.isdecimal():
        raise click.UsageError("--undo takes the number of a judgement, or “last”; --last lists them.")
    book, by = casebook(context), person(context)
    answers = [(Verdict.ACCEPTED, accept), (Verdict.REJECTED, reject), (Verdict.CANNOT_TELL, unsure)]
    given = [(verdict, target) for verdict, targets in [*answers, (Verdict.WITHHELD, withhold)] for target in targets]
    for verdict, target in given:
        entry = book.review.judge(target, verdict, by=by, why=why)
        click.echo(f"{entry.number}: {target} {verdict.value}")
    if undo:
        number = None if undo == "last" else int(undo)
        click.echo(f"{undo} undone: {book.review.undo(by=by, number=number, why=why).target}")
    if last:
        _last(book, as_json=as_json)
    if given or undo or last:
        return
    waiting = list(book.review.waiting(kind=ClaimKind(kind) if kind else None))
    if as_list or as_json or not sys.stdin.isatty():
        _list(waiting, as_json=as_json)
    else:
        _ask(book, waiting, by)


def _last(book: "Casebook", *, as_json: bool) -> None:
    entries = book.review.last()
    if as_json:
        records(entries)
        return
    rows = [(e.number, e.at.strftime("%Y-%m-%d %H:%MZ"), e.by, e.verdict.value, e.target, e.why) for e in entries]
    table(("", "when", "who", "answer", "about", "why"), rows, empty="Nothing has been judged yet.")


def _list(waiting: list[Claim], *, as_json: bool) -> None:
    if as_json:
        records(waiting)
        return
    rows = [(c.id, c.kind.value, f"{c.confidence:.2f}", c.trigger.exact, c.document) for c in waiting]
    table(("", "kind", "sure", "words", "document"), rows, empty="Nothing waits for review.")


def _ask(book: "Casebook", waiting: list[Claim], by: str) -> None:
    """The loop of questions; z undoes the last answer and asks it again."""
    at = 0
    while at < len(waiting):
        _show(book, waiting[at], at, len(waiting))
        key = click.getchar()
        if key == "q":
            return
        if key in KEYS:
            book.review.judge(waiting[at].id, KEYS[key], by=by)
            at += 1
        elif key == "z":
            at = _undo(book, waiting, at, by)
        elif key in "jk":
            at = max(0, at + (1 if key == "j" else -1))
        else:
            click.echo(HELP)
    click.echo("Nothing more waits for review.")


def _undo(book: "Casebook", waiting: list[Claim], at: int, by: str) -> int:
    try:
        target = book.review.undo(by=by).target
    except NotFound as error:
        click.echo(str(error))
        return at
    ids = [claim.id for claim in waiting]
    return ids.index(target) if target in ids else at


def _show(book: "Casebook", claim: Claim, at: int, total: int) -> None:
    document = book.store.document(claim.document)
    low, high = claim.trigger.start - claim.quote.start, claim.trigger.end - claim.quote.start
    exact = claim.quote.exact
    words = visible(exact[:low]) + click.style(visible(exact[low:high]), reverse=True) + visible(exact[high:])
    click.echo(f"\n{at + 1} of {total}  {visible(document.title or document.name)}\n\n  {words}\n")
    speaker = claim.speaker.text if claim.speaker else "the document"
    through = f", through {' ← '.join(reversed(claim.via))}" if claim.via else ""
    click.echo(f"  {claim.kind.value}: {visible(claim.trigger.exact)} — {visible(speaker)} says so{visible(through)}")
    click.echo("".join(f"  · {visible(reason)}\n" for reason in claim.why) + click.style(HELP, dim=True))
