"""`chamsae link`: who is who, in all spellings and scripts; a person decides."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.show import Bar, clip, json_option, number, records, say, table
from chamsae.model.judgement import Verdict
from chamsae.model.link import Pair, Record

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook

#: Pairs listed after linking.
LISTED = 20


@click.command()
@click.option("--list", "as_list", is_flag=True, help="List the pairs that wait, without comparing anew.")
@click.option("--people", is_flag=True, help="List people, each with all spellings.")
@click.option("--show", metavar="PAIR", help="Show what speaks for a pair and against it, in bits.")
@click.option("--same", metavar="PAIR", multiple=True, help="They are one.")
@click.option("--different", metavar="PAIR", multiple=True, help="They are two.")
@click.option("--unsure", metavar="PAIR", multiple=True, help="It cannot be told.")
@click.option("--must", metavar="A B", nargs=2, multiple=True, help="Two records that must be one; needs --why.")
@click.option("--never", metavar="A B", nargs=2, multiple=True, help="Two records that are never one; needs --why.")
@click.option("--why", default="", help="The reason, kept with the judgement.")
@click.option(
    "--evaluate",
    metavar="PAIRS.csv",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Measure the comparison of names on your own pairs (columns left, right, same); needs no casebook.",
)
@json_option
@click.pass_context
def command(
    context: click.Context,
    show: str | None,
    same: tuple[str, ...],
    different: tuple[str, ...],
    unsure: tuple[str, ...],
    must: tuple[tuple[str, str], ...],
    never: tuple[tuple[str, str], ...],
    why: str,
    evaluate: Path | None,
    *,
    as_list: bool,
    people: bool,
    as_json: bool,
) -> None:
    """Compare the names of all documents and list pairs that may be one person.

    Hangul, Hanja, Chinese characters, romanisations of North and South, pinyin, Cyrillic: each pair has a weight in
    bits with its reasons. Nobody is merged without a person; where several judge, a merge needs two. Every answer is
    appended to the ledger and can be undone (`chamsae review --undo last`). In the browser: People.
    """
    if evaluate is not None:
        _evaluate(evaluate)
        return
    book, by = casebook(context), person(context)
    for verdict, pairs in ((Verdict.ACCEPTED, same), (Verdict.REJECTED, different), (Verdict.CANNOT_TELL, unsure)):
        for pair in pairs:
            entry = book.review.judge(book.store.pair(pair).id, verdict, by=by, why=why)
            click.echo(f"{entry.number}: {pair} {verdict.value}")
    for state, stated in ((book.link.must, must), (book.link.never, never)):
        for left, right in stated:
            entry = state(left, right, by=by, why=why)
            click.echo(f"{entry.number}: {entry.target} {entry.verdict.value}")
    if show:
        _show(book, book.store.pair(show), as_json=as_json)
    if same or different or unsure or must or never or show:
        return
    if people:
        _people(book, as_json=as_json)
        return
    if not as_list:
        report = book.link.run(by=by, progress=Bar())
        say(
            f"{number(report.records, 'name')} compared, {number(report.pairs, 'pair')} that may be one; "
            f"{report.waiting:,} wait for an answer. Next: chamsae serve, People",
            err=as_json,
        )
    _list(book, by, as_json=as_json)


def _list(book: "Casebook", by: str, *, as_json: bool) -> None:
    waiting = book.link.waiting(by=by)
    if as_json:
        records(waiting)
        return
    held = book.link.records()
    rows = [(pair.id, f"{pair.weight:+.1f}", *_named(pair, held)) for pair in waiting[:LISTED]]
    table(("", "bits", "may be", ""), rows, empty="No pair waits for an answer.")
    if len(waiting) > LISTED:
        click.echo(f"… and {len(waiting) - LISTED:,} more")


def _named(pair: Pair, held: Mapping[str, Record]) -> tuple[str, str]:
    return tuple(clip(f"{held[id].names[0]} ({held[id].document})", 44) for id in (pair.left, pair.right))  # type: ignore[return-value]


def _people(book: "Casebook", *, as_json: bool) -> None:
    entities = book.link.entities()
    if as_json:
        records(entities)
        return
    held = book.link.records()
    rows = [
        (one.id, len(one.records), " · ".join(dict.fromkeys(name for id in one.records for name in held[id].names)))
        for one in sorted(entities, key=lambda one: -len(one.records))
    ]
    table(("", "documents", "names"), rows, empty="No names were compared yet: chamsae link")


def _show(book: "Casebook", pair: Pair, *, as_json: bool) -> None:
    if as_json:
        records([pair])
        return
    left, right = book.store.record(pair.left), book.store.record(pair.right)
    say(f"{' · '.join(left.names)}   |   {' · '.join(right.names)}", bold=True)
    for part in pair.parts:
        bar = ("█" if part.bits >= 0 else "░") * max(1, round(abs(part.bits)))
        say(f"{part.bits:+7.1f}  {bar:<16} {part.why}")
    say(
        f"{pair.weight:+7.1f}  in all" + (f"; but {pair.barred}" if pair.barred else f": {pair.probability:.0%} likely")
    )


def _evaluate(path: Path) -> None:
    from chamsae.link.labelled import measure, read_pairs

    say(measure(read_pairs(path)).words())
