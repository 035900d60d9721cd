"""`chamsae risk`: persons at risk, with the day to look again."""

from datetime import datetime
from pathlib import Path

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.show import clip, json_option, records, say, table
from chamsae.model.watch import Danger


@click.command()
@click.option(
    "--person", "subject", help="Write down a review: of whom (an id of `chamsae link --people`, or a witness's code)."
)
@click.option("--level", type=click.Choice([one.value for one in Danger]), help="With --person: how great it is.")
@click.option("--why", default="", help="With --person: what the danger is.")
@click.option("--again", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="With --person: when to look again.")
@click.option("--responsible", default="", help="With --person: who looks again [default: you].")
@click.option("--take-back", type=int, metavar="NUMBER", help="Take the review of this number back.")
@click.option("--over", is_flag=True, help="List those too whose danger has passed.")
@click.option("--calendar", type=click.Path(dir_okay=False, path_type=Path), help="Write the days as iCalendar.")
@json_option
@click.pass_context
def command(
    context: click.Context,
    subject: str | None,
    level: str | None,
    why: str,
    again: datetime | None,
    responsible: str,
    take_back: int | None,
    calendar: Path | None,
    *,
    over: bool,
    as_json: bool,
) -> None:
    """List persons at risk, the longest overdue first; or write down a review. The calendar file names nobody."""
    book = casebook(context)
    if take_back is not None:
        book.risks.undo(take_back, by=person(context))
        say(f"Review {take_back} is taken back.")
    elif subject:
        if level is None:
            raise click.UsageError("A review takes --person, --level, --why and --again.")
        done = book.risks.review(
            subject, Danger(level), why=why, next_review=again.date() if again else None, responsible=responsible,
            by=person(context),
        )  # fmt: skip
        say(f"Written down as review {done.number}.")
    elif calendar:
        calendar.write_text(book.risks.calendar(), "utf-8", newline="")
        say(f"{calendar}")
    elif as_json:
        records(book.risks.all(over=over))
    else:
        rows = [
            (one.subject, clip(one.name, 24), one.review.level.value, one.review.next_review, _due(one.overdue),
             one.review.responsible, one.review.number, clip(one.review.why, 50))
            for one in book.risks.all(over=over)
        ]  # fmt: skip
        headers = ("", "name", "danger", "look again", "", "who", "number", "why")
        table(headers, rows, empty="Nobody is marked as at risk. `chamsae risk --person … --level …` marks somebody.")


def _due(overdue: int | None) -> str:
    if overdue is None or overdue < 0:
        return "" if overdue is None else f"in {-overdue} d"
    return f"{overdue} d overdue" if overdue else "due today"
