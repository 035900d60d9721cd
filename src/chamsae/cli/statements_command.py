"""`chamsae statements`: the register of statements, and their translations."""

from collections import Counter
from datetime import datetime

import click

from chamsae.casebook.statements import Entry, table
from chamsae.cli.opening import casebook, person
from chamsae.cli.show import clip, json_option, records, say
from chamsae.cli.show import table as columns
from chamsae.reconcile.spokesmen import bodies, topics

STATES = [body.key for body in bodies() if body.key == body.state]


@click.command()
@click.option(
    "--government", type=click.Choice([*STATES, "any"]), help="Only of this state; “any”: of all who speak for one."
)
@click.option("--topic", type=click.Choice([topic.key for topic in topics()]), help="Only on this topic.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Only from this day on.")
@click.option("--by-government", is_flag=True, help="Group the list by government.")
@click.option("--csv", "as_csv", is_flag=True, help="As a table for a spreadsheet, all columns.")
@click.option("--translate", metavar="CLAIM", help="Write down the translation of this statement.")
@click.option("--language", help="With --translate: the language it is in (en, ko, zh …).")
@click.option("--text", help="With --translate: the words.")
@click.option("--take-back", type=int, metavar="NUMBER", help="Take the translation of this number back.")
@json_option
@click.pass_context
def command(
    context: click.Context,
    government: str | None,
    topic: str | None,
    since: datetime | None,
    translate: str | None,
    language: str | None,
    text: str | None,
    take_back: int | None,
    *,
    by_government: bool,
    as_csv: bool,
    as_json: bool,
) -> None:
    """List what is said, by whom, in which office, for which government, when, where and on what topic.

    Translations are those people wrote down, or of documents that are translations; no machine makes any.
    """
    book = casebook(context)
    if translate:
        if not language or not text:
            raise click.UsageError("A translation takes --language and --text.")
        done = book.statements.translate(translate, language, text, by=person(context))
        say(f"Written down as translation {done.number}.")
    elif take_back is not None:
        book.statements.take_back(take_back, by=person(context))
        say(f"Translation {take_back} is taken back.")
    else:
        found = book.statements.register(government=government, topic=topic, since=since.date() if since else None)
        if as_csv:
            click.echo(table(found), nl=False)
        elif as_json:
            records(found)
        else:
            _list(found, by_government=by_government)


def _list(found: list[Entry], *, by_government: bool) -> None:
    if not by_government or not found:
        _table(found)
        return
    names = {body.key: body.labels["en"] for body in bodies()}
    for state, count in sorted(
        Counter(one.government or "" for one in found).items(), key=lambda one: (not one[0], one)
    ):
        say(f"{names.get(state, 'no government')} ({count})", bold=True)
        _table([one for one in found if (one.government or "") == state])
        say("")


def _table(found: list[Entry]) -> None:
    rows = [
        (one.claim, one.day, clip(_who(one), 40), clip(one.occasion or "", 24), clip(" ".join(one.topics), 20),
         " ".join(sorted({stance.position.value for stance in one.stances})), clip(" ".join(one.text.split()), 60))
        for one in found
    ]  # fmt: skip
    headers = ("", "day", "who", "occasion", "topics", "of figures", "words")
    columns(headers, rows, empty="No statements yet. `chamsae read` finds them.")


def _who(one: Entry) -> str:
    named = one.capacity is None or one.capacity in one.speaker
    return one.speaker if named else f"{one.speaker}, {one.capacity}"
