"""The articles of petitions on the command line: listed with the acts behind them, struck out, added."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from chamsae.cli.show import clip, say, table
from chamsae.model.petition import Body

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook
    from chamsae.model.petition import Draft
    from chamsae.model.provision import Provision


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is done to the list of articles: one is struck out, one added (State, treaty, article), why, by whom."""

    body: Body
    strike: tuple[str, str, str] | None
    add: tuple[str, str, str] | None
    why: str
    claims: tuple[str, ...]
    by: str


def choose(book: "Casebook", persons: Sequence[str], chosen: Chosen) -> None:
    """Strike out or add an article of the petitions of each of these persons."""
    if not chosen.why.strip():
        raise click.UsageError("Say --why an article is struck out or added.")
    articles = book.petitions.articles
    for person in persons:
        if chosen.strike:
            done = articles.strike(person, chosen.body, *chosen.strike, why=chosen.why, by=chosen.by)
            say(f"{done.subject}: struck out as entry {done.number}. `--take-back {done.number}` undoes it.")
        if chosen.add:
            done = articles.add(person, chosen.body, *chosen.add, why=chosen.why, by=chosen.by, claims=chosen.claims)
            say(f"{done.subject}: added as entry {done.number}. `--take-back {done.number}` undoes it.")


def show_articles(draft: "Draft") -> None:
    """Each article with the acts it rests on, since when it binds the State, and what somebody made of it."""
    say(f"{draft.form.short} against {', '.join(draft.states).upper()}", bold=True)
    rows = [
        (one.state, one.treaty, one.article, str(one.since or ""), clip(_acts(one), 50), _made(one))
        for one in draft.provisions
    ]
    table(("State", "treaty", "article", "since", "acts", "chosen"), rows, empty="The form names no articles here.")


def _acts(one: "Provision") -> str:
    return "; ".join(f"{act.violation} {act.when.start if act.when else ''}".strip() for act in one.acts)


def _made(one: "Provision") -> str:
    if one.choice is None or one.act is None:
        return ""
    return f"{one.act.value} by {one.choice.by} (entry {one.choice.number}): {one.choice.why}"
