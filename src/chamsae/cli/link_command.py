"""`chamsae link`: who is who, in all spellings and scripts; a person decides."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.show import Bar, json_option, number, say
from chamsae.model.judgement import Judgement, Verdict

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook


@click.command()
@click.option("--list", "as_list", is_flag=True, help="List the pairs that wait, without comparing anew.")
@click.option("--people", is_flag=True, help="List people, each with all spellings.")
@click.option("--open-places", is_flag=True, help="List place names that several places bear and no text settles.")
@click.option("--events", is_flag=True, help="List acts of one kind, on one day, at one place, over all documents.")
@click.option("--show", metavar="PAIR", help="Show what speaks for a pair and against it, in bits, and in which words.")
@click.option("--svg", type=click.Path(path_type=Path, dir_okay=False), help="With --show: write it as a picture.")
@click.option("--romanise", is_flag=True, help="Show names in Hangul and Chinese characters in letters, too.")
@click.option("--same", metavar="PAIR", multiple=True, help="They are one.")
@click.option("--different", metavar="PAIR", multiple=True, help="They are two.")
@click.option("--unsure", metavar="PAIR", multiple=True, help="It cannot be told.")
@click.option("--must", metavar="A B", nargs=2, multiple=True, help="Two records that must be one; needs --why.")
@click.option("--never", metavar="A B", nargs=2, multiple=True, help="Two records that are never one; needs --why.")
@click.option("--why", default="", help="The reason, kept with the judgement.")
@click.option("--second", is_flag=True, help="List, or answer blind, the pairs that others have judged.")
@click.option("--disputed", is_flag=True, help="List the pairs on which people differ.")
@click.option("--agreement", is_flag=True, help="Say how far two readers agree on pairs, and where they differ.")
@click.option("--learn", is_flag=True, help="Learn from your answers how much each kind of evidence says.")
@click.option(
    "--from", "since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="With --learn: only answers since then."
)
@click.option("--insist", is_flag=True, help="With --learn: use what was learned even if it is not clearly better.")
@click.option("--forget", is_flag=True, help="Go back to the shipped weights of evidence.")
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
    /,
    show: str | None,
    svg: Path | None,
    same: tuple[str, ...],
    different: tuple[str, ...],
    unsure: tuple[str, ...],
    must: tuple[tuple[str, str], ...],
    never: tuple[tuple[str, str], ...],
    why: str,
    since: datetime | None,
    evaluate: Path | None,
    **flags: bool,
) -> None:
    """Compare the names of all documents and list pairs that may be one person.

    Hangul, Hanja, Chinese characters, romanisations of North and South, pinyin, Cyrillic: each pair has a weight in
    bits with its reasons. Nobody is merged without a person; where several judge, a merge needs two. Every answer is
    appended to the ledger and can be undone (`chamsae review --undo last`). In the browser: People.

    --learn fits the weights of evidence to your answers, says how precision and recall change on people held back,
    and uses the new weights where they are clearly better; --forget takes them back.
    """
    if svg and not show:
        raise click.UsageError("--svg needs --show PAIR.")
    if evaluate is not None:
        _evaluate(evaluate, as_json=flags["as_json"])
        return
    book, by = casebook(context), person(context)
    given = [*_answered(book, (same, different, unsure), by=by, why=why, blind=flags["second"])]
    for state, stated in ((book.link.must, must), (book.link.never, never)):
        given += [state(left, right, by=by, why=why) for left, right in stated]
    for entry in given:
        click.echo(f"{entry.number}: {entry.target} {entry.verdict.value}")
    if show:
        _show(book, show, svg, as_json=flags["as_json"], romanise=flags["romanise"])
    if not (given or show):
        _other(book, by, since, flags)


def _answered(book: "Casebook", pairs: Sequence[tuple[str, ...]], *, by: str, why: str, blind: bool) -> list[Judgement]:
    verdicts = (Verdict.ACCEPTED, Verdict.REJECTED, Verdict.CANNOT_TELL)
    return [
        book.review.judge(book.store.pair(pair).id, verdict, by=by, why=why, blind=blind)
        for verdict, some in zip(verdicts, pairs, strict=True)
        for pair in some
    ]


def _other(book: "Casebook", by: str, since: datetime | None, flags: Mapping[str, bool]) -> None:
    """What is asked for without naming a pair."""
    from chamsae.cli import link_measures, link_pairs, link_views

    as_json, romanise = flags["as_json"], flags["romanise"]
    if flags["learn"]:
        link_measures.learn(book, by=by, since=since.date() if since else None, insist=flags["insist"], as_json=as_json)
    elif flags["forget"]:
        link_measures.forget(book, by=by)
    elif flags["agreement"]:
        link_measures.agreement(book, as_json=as_json)
    elif flags["open_places"]:
        link_views.print_open(book, as_json=as_json)
    elif flags["events"]:
        link_views.print_events(book, as_json=as_json)
    elif flags["people"]:
        link_pairs.print_people(book, as_json=as_json, romanise=romanise)
    elif flags["second"] or flags["disputed"]:
        some = book.link.second(by=by) if flags["second"] else book.link.disputed()
        empty = "No pair is to be read a second time." if flags["second"] else "No pair is in dispute."
        link_pairs.print_pairs(book, some, empty, as_json=as_json, romanise=romanise)
    else:
        if not flags["as_list"]:
            _compare(book, by, as_json=as_json)
        waiting = book.link.waiting(by=by)
        link_pairs.print_pairs(book, waiting, "No pair waits for an answer.", as_json=as_json, romanise=romanise)


def _compare(book: "Casebook", by: str, *, as_json: bool) -> None:
    report = book.link.run(by=by, progress=Bar())
    book.cases.refresh(Bar())
    say(
        f"{number(report.records, 'name')} compared, {number(report.pairs, 'pair')} that may be one; "
        f"{report.waiting:,} wait for an answer. Next: chamsae serve, People",
        err=as_json,
    )


def _show(book: "Casebook", pair: str, svg: Path | None, *, as_json: bool, romanise: bool) -> None:
    from chamsae.cli import link_pairs

    found = book.store.pair(pair)
    if svg is not None:
        svg.write_text(link_pairs.drawn(book, found), "utf-8")
        click.echo(f"{svg}: the evidence as a picture, for those who judge.", err=True)
    link_pairs.print_pair(book, found, as_json=as_json, romanise=romanise)


def _evaluate(path: Path, *, as_json: bool) -> None:
    from chamsae.cli.link_measures import evaluate

    evaluate(path, as_json=as_json)
