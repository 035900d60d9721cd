"""`chamsae code`: code acts, blind where a second person does, and say how far coders agree."""

from typing import TYPE_CHECKING

import click

from chamsae.cli.opening import casebook
from chamsae.cli.opening import person as signature
from chamsae.cli.show import json_option, number, records, say, table
from chamsae.errors import InputError

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook
    from chamsae.model.claim import Claim


@click.command()
@click.argument("claim", required=False)
@click.argument("codes", nargs=-1)
@click.option("--none", is_flag=True, help="CLAIM is no violation at all.")
@click.option("--second", is_flag=True, help="As second coder, who has not seen what others coded.")
@click.option("--degree", metavar="CODE", help="The part of whoever did it (`chamsae terms --list degree`).")
@click.option("--note", default="", help="Why these terms: kept with the coding.")
@click.option("--undo", is_flag=True, help="Take back your last coding of CLAIM.")
@click.option("--disputed", is_flag=True, help="List the acts on which coders differ.")
@click.option(
    "--agreement", is_flag=True, help="How far coders agree, code by code: Cohen's kappa, Krippendorff's alpha."
)
@json_option
@click.pass_context
def command(
    context: click.Context,
    claim: str | None,
    codes: tuple[str, ...],
    *,
    none: bool,
    second: bool,
    degree: str | None,
    note: str,
    undo: bool,
    disputed: bool,
    agreement: bool,
    as_json: bool,
) -> None:
    """Code CLAIM (an act) under CODES of `chamsae terms`; without CLAIM, show the next act to code.

    With --second another person codes what others did, without seeing how; then --agreement says how far they agree,
    and --disputed lists what an open coding is to settle.
    """
    book, by = casebook(context), signature(context)
    if agreement:
        _agreement(book, as_json=as_json)
    elif disputed:
        _list(book.coding.disputed(), as_json=as_json)
    elif claim is None:
        _next(book, by, second=second, as_json=as_json)
    elif undo:
        book.coding.undo(claim, by=by)
        say("Taken back.")
    elif not codes and not none:
        raise InputError("no kind of violation is given", do="Give codes of `chamsae terms`, or --none.")
    else:
        book.coding.code(claim, codes, by=by, degree=degree, blind=second, note=note)
        say(f"Coded: {', '.join(codes) or 'no violation'}.")


def _next(book: "Casebook", by: str, *, second: bool, as_json: bool) -> None:
    from chamsae.casebook.coding import choices

    claim = book.coding.next(by=by, second=second)
    if claim is None:
        say("Nothing waits for a second coder." if second else "All acts are coded.")
    elif as_json:
        records([claim])
    else:
        say(claim.id, bold=True)
        say(f"  {claim.quote.exact}\n  the act: {claim.trigger.exact}")
        say(f"  likely: {', '.join(choices(claim)[:5])}")


def _list(claims: "list[Claim]", *, as_json: bool) -> None:
    if as_json:
        records(claims)
        return
    table(
        ("claim", "in the words"),
        [(one.id, one.quote.exact[:100]) for one in claims],
        empty="Coders differ on nothing.",
    )


def _agreement(book: "Casebook", *, as_json: bool) -> None:
    found = book.coding.agreement()
    if as_json:
        records([found])
        return
    rows = [
        (one.code, one.count, one.used, one.same, _share(one.kappa), _share(one.alpha))
        for one in (*found.codes, *([found.all] if found.all else []))
    ]
    table(("code", "coded twice", "given", "alike", "kappa", "alpha"), rows, empty="Nothing has been coded twice.")
    if found.all:
        say(f"Coders: {', '.join(found.people)}. {number(len(found.differing), 'act')} to settle.")


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
