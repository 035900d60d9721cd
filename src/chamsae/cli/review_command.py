"""`chamsae review`: judge proposed claims in the terminal, one question at a time."""

import sys
from typing import TYPE_CHECKING

import click

from chamsae import codec
from chamsae.cli.opening import casebook, person
from chamsae.cli.show import json_option, records, table
from chamsae.errors import NotFound
from chamsae.model.claim import Claim, ClaimKind
from chamsae.model.judgement import Status, Verdict
from chamsae.model.queue import Stage
from chamsae.text.normal import visible

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook

KEYS = {"y": Verdict.ACCEPTED, "n": Verdict.REJECTED, "u": Verdict.CANNOT_TELL, "w": Verdict.WITHHELD}
#: Why a claim is asked.
ASKED = {
    Stage.REREAD: "it was judged, and is read differently now",
    Stage.NAMED: "it names somebody to whom this was done",
    Stage.UNSOURCED: "it counts people, and nobody is named as saying so",
    Stage.GAP: "it is open who is meant, or on which day",
    Stage.CONTRADICTED: "sources differ on this figure",
    Stage.UNSURE: "the reader is not sure of it",
    Stage.KEY: "it says how many people, or what was done to them",
    Stage.REST: "everything of its kind is asked, in the order of the documents",
}
HELP = "y accept · n reject · u cannot tell · w withhold · z undo · j next · k back · q stop"


@click.command()
@click.option("--list", "as_list", is_flag=True, help="List what waits instead of asking.")
@click.option("--kind", type=click.Choice([kind.value for kind in ClaimKind]), help="Only claims of this kind.")
@click.option("--document", metavar="ID", help="Only claims of this document.")
@click.option("--language", metavar="TAG", help="Only claims of documents in this language: en, ko, zh.")
@click.option("--all", "every", type=click.Choice(["accept", "reject"]), help="Answer for all of --kind in --document.")
@click.option("--yes", is_flag=True, help="With --all: do not ask again.")
@click.option("--second", is_flag=True, help="Judge again, blind, what others have judged.")
@click.option("--agreement", "agreement_", is_flag=True, help="Say how far two readers agree, and where they differ.")
@click.option("--accept", metavar="ID", multiple=True, help="Accept a claim or relation.")
@click.option("--reject", metavar="ID", multiple=True, help="Reject a claim or relation.")
@click.option("--unsure", metavar="ID", multiple=True, help="Say that it cannot be told.")
@click.option("--withhold", metavar="ID", multiple=True, help="Accept it for the casebook only; it never leaves.")
@click.option("--undo", metavar="N|BATCH|last", help="Take back judgement N, a whole batch, or your last answer.")
@click.option("--last", is_flag=True, help="List the last answers that stand.")
@click.option("--why", default="", help="The reason, kept with the judgement.")
@json_option
@click.pass_context
def command(
    context: click.Context,
    kind: str | None,
    document: str | None,
    language: str | None,
    every: str | None,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    unsure: tuple[str, ...],
    withhold: tuple[str, ...],
    undo: str | None,
    why: str,
    *,
    as_list: bool,
    last: bool,
    yes: bool,
    second: bool,
    agreement_: bool,
    as_json: bool,
) -> None:
    """Judge proposed claims, what matters most first: what you judged and is read differently now, named
    victims, figures nobody is named for, what is open about who and when, figures on which sources
    differ, what the reader is unsure of, and then the rest in the order of the documents.

    In a terminal, one question at a time with single keys. Every answer is appended to the ledger with
    your name and the time; nothing is overwritten, everything can be undone. Editing is done in the
    browser (`chamsae serve`).

    --all shows what it covers before it asks, and one --undo last takes all of it back. --second shows
    claims somebody else has judged, without the answer; --agreement compares such answers.
    """
    if undo and undo != "last" and not undo.isdecimal() and not undo.startswith("b"):
        raise click.UsageError("--undo takes the number of a judgement, a batch, or “last”; --last lists them.")
    if every and not (kind and document):
        raise click.UsageError("--all needs --kind and --document.")
    book, by = casebook(context), person(context)
    answers = [(Verdict.ACCEPTED, accept), (Verdict.REJECTED, reject), (Verdict.CANNOT_TELL, unsure)]
    given = [(verdict, target) for verdict, targets in [*answers, (Verdict.WITHHELD, withhold)] for target in targets]
    for verdict, target in given:
        entry = book.review.judge(target, verdict, by=by, why=why, blind=second)
        click.echo(f"{entry.number}: {target} {verdict.value}")
    if undo:
        number, batch = int(undo) if undo.isdecimal() else None, undo if undo.startswith("b") else None
        click.echo(f"{undo} undone: {book.review.undo(by=by, number=number, batch=batch, why=why).target}")
    if last:
        _last(book, as_json=as_json)
    if given or undo or last:
        return
    chosen = ClaimKind(kind) if kind else None
    if agreement_ or every:
        _other(book, chosen, document or "", every, by=by, why=why, yes=yes, as_json=as_json)
        return
    from chamsae.casebook.agreement import for_second_reader

    waiting = (
        for_second_reader(book.store, by)
        if second
        else list(book.review.waiting(kind=chosen, document=document, language=language))
    )
    if as_list or as_json or not sys.stdin.isatty():
        _list(waiting, as_json=as_json)
    else:
        _ask(book, waiting, by, blind=second)


def _other(
    book: "Casebook", kind: ClaimKind | None, document: str, every: str | None, *, by: str, why: str, yes: bool,
    as_json: bool,
) -> None:  # fmt: skip
    from chamsae.cli import readers

    if every and kind:
        verdict = Verdict.ACCEPTED if every == "accept" else Verdict.REJECTED
        readers.judge_all(book, document, kind, verdict, by=by, why=why, yes=yes)
    else:
        readers.print_agreement(book, as_json=as_json)


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


def _ask(book: "Casebook", waiting: list[Claim], by: str, *, blind: bool) -> None:
    """The loop of questions; z undoes the last answer and asks it again."""
    at = 0
    while at < len(waiting):
        _show(book, waiting[at], at, len(waiting))
        key = click.getchar()
        if key == "q":
            return
        if key in KEYS:
            book.review.judge(waiting[at].id, KEYS[key], by=by, blind=blind)
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
    if book.store.statuses([claim.id]).get(claim.id) is Status.SUGGESTED and claim.supersedes:
        before = book.store.claim(claim.supersedes)
        click.echo(f"  judged before: {visible(before.trigger.exact)} — {_value(before)}; now: {_value(claim)}")
    stage = book.store.askings([claim.id])[claim.id].stage
    click.echo(f"  asked because {ASKED[stage]}")
    click.echo("".join(f"  · {visible(reason)}\n" for reason in claim.why) + click.style(HELP, dim=True))


def _value(claim: Claim) -> str:
    """What a claim says, as its fields have it: to see two readings of the same words side by side."""
    fields = codec.plain(claim.value)
    said = [f"{name} {value}" for name, value in fields.items() if value not in (None, [], "")]
    return visible(", ".join([*said, f"by {claim.speaker.text}" if claim.speaker else ""]).strip(", "))
