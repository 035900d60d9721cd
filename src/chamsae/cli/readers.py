"""What `chamsae review --all` and `--agreement` print."""

from typing import TYPE_CHECKING

import click

from chamsae.casebook.agreement import Agreement, Compared, compared
from chamsae.casebook.review import fingerprint
from chamsae.cli.show import number, records, say, table
from chamsae.model.claim import ClaimKind
from chamsae.model.judgement import Verdict

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook


def judge_all(
    book: "Casebook", document: str, kind: ClaimKind, verdict: Verdict, *, by: str, why: str, yes: bool
) -> None:
    """Show what one answer would cover, ask, and answer."""
    title = book.store.document(document)
    claims = book.review.covered(document, kind)
    rows = [(claim.id, f"{claim.confidence:.2f}", claim.trigger.exact, claim.quote.exact) for claim in claims]
    say(f"{title.title or title.name}: {number(len(claims), kind.value)}", bold=True)
    table(("", "sure", "words", "quote"), rows, empty="None of this kind waits in this document.")
    if claims and (yes or click.confirm(f"All of them {verdict.value}?")):
        given = book.review.judge_all(document, kind, verdict, by=by, why=why, seen=fingerprint(claims))
        click.echo(
            f"{number(len(given), 'answer')} given at once; `chamsae review --undo {given[0].batch}` takes all back."
        )


def print_agreement(book: "Casebook", *, as_json: bool) -> None:
    """How far two readers agree, and the claims to settle."""
    found = compared(book.store)
    if as_json:
        records(
            {"claim": one.claim.id, "first": one.first, "second": one.second, "open": one.open}
            for one in found.differing
        )
        return
    if found.all is None:
        click.echo(
            "Nothing has been judged twice. `chamsae --by NAME review --second` judges blind what others judged."
        )
        return
    say(f"Readers: {', '.join(found.people)}")
    rows = [(kind.value, *_line(one)) for kind, one in found.kinds.items()]
    table(
        ("", "judged twice", "alike", "share", "kappa", "95 % interval"), [*rows, ("all", *_line(found.all))], empty=""
    )
    _print_differing(found)


def _line(one: Agreement) -> tuple[object, ...]:
    if one.kappa is None or one.interval is None:
        return one.count, one.same, f"{one.raw:.0%}", "–", "chance alone would agree"
    low, high = one.interval
    return one.count, one.same, f"{one.raw:.0%}", f"{one.kappa:.2f}", f"{low:.2f} to {high:.2f}"


def _print_differing(found: Compared) -> None:
    rows = [
        (one.claim.id, "to settle" if one.open else "settled", one.claim.kind.value, one.claim.trigger.exact,
         f"{one.first.by}: {one.first.verdict.value}", f"{one.second.by}: {one.second.verdict.value}")
        for one in found.differing
    ]  # fmt: skip
    click.echo("")
    table(("", "", "kind", "words", "first", "second"), rows, empty="The readers never differed.")
