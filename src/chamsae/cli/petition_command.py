"""`chamsae petition`: submissions to UN bodies, for one person or for everybody in an event."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.petition_articles import Chosen, choose, show_articles
from chamsae.cli.show import Bar, clip, json_option, number, records, say, table
from chamsae.model.petition import Body, Submitter

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook
    from chamsae.model.petition import Draft


@click.command()
@click.argument("persons", nargs=-1, metavar="[PERSON]...")
@click.option("--to", "body", type=click.Choice([one.value for one in Body if one not in {Body.UPR, Body.LETTER}]),
              help="To whom: WGEID, WGAD or the Special Procedures.")  # fmt: skip
@click.option("--event", help="Everybody named in this event (`chamsae cases --events`).")
@click.option("--state", "states", multiple=True, metavar="KEY", help="Against this State (cn, kp); can be repeated.")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path),
              help="A new folder for the files, the letter and the register.")  # fmt: skip
@click.option("--form", "forms", multiple=True, type=click.Choice(["docx", "pdf"]), help="Only this kind of file.")
@click.option("--name", default="", help="Who submits.")
@click.option("--organisation", default="", help="Of which organisation.")
@click.option("--relation", default="", help="What the submitter is to the person.")
@click.option("--email", default="", help="Where the body can answer.")
@click.option("--address", default="", help="Postal address.")
@click.option("--telephone", default="", help="Telephone number.")
@click.option("--open-submitter", is_flag=True, help="The submitter's identity need not be kept confidential.")
@click.option("--follows-up", is_flag=True, help="News of the Government can be carried to the family and back.")
@click.option("--answer", nargs=2, metavar="FIELD TEXT", help="Type for PERSON what no claim tells (why_no_steps …).")
@click.option(
    "--claim", "claims", multiple=True, metavar="ID", help="A claim an answer or an added article rests on; repeatable."
)
@click.option("--despite", metavar="WHY", default="",
              help="Why the case goes to this body although another has it; written down for each PERSON.")  # fmt: skip
@click.option("--articles", is_flag=True, help="List the articles each petition names, with the acts behind them.")
@click.option("--strike", nargs=3, metavar="STATE TREATY ARTICLE", help="Strike an article out, for each PERSON.")
@click.option("--add-article", nargs=3, metavar="STATE TREATY ARTICLE",
              help="Add one that bound the State on the day, for each PERSON; --claim: on which acts.")  # fmt: skip
@click.option("--why", default="", help="The reason for --strike or --add-article; on the submitter's page.")
@click.option("--take-back", type=int, metavar="NUMBER", help="Take back the answer, reason or article of this number.")
@click.option(
    "--not-sent", type=int, metavar="NUMBER", help="The petition of this number on the register was never sent."
)
@click.option("--keep-submitter", is_flag=True, help="Keep who submits, so that it need not be named again.")
@click.option("--register", is_flag=True, help="List the petitions that were written.")
@json_option
@click.pass_context
def command(
    context: click.Context,
    /,
    persons: tuple[str, ...],
    body: str | None,
    event: str | None,
    states: tuple[str, ...],
    output: Path | None,
    forms: tuple[str, ...],
    answer: tuple[str, str] | None,
    claims: tuple[str, ...],
    despite: str,
    strike: tuple[str, str, str] | None,
    add_article: tuple[str, str, str] | None,
    why: str,
    take_back: int | None,
    not_sent: int | None,
    *,
    register: bool,
    articles: bool,
    keep_submitter: bool,
    as_json: bool,
    **told: str | bool,
) -> None:
    """Draft a submission about PERSON (an id of `chamsae link --people`), or write it as files with -o.

    Everything is worked out from the case: each sentence prints the quotes it rests on. A draft tells which required
    field is empty and which screen fills it, which consent is missing, and whether the case is before another body.
    Files are written only with consent, and from claims somebody has accepted. Names of others stand as [withheld].

    \b
    chamsae petition n1a2b3c4d5e6f7081 --to wgeid --state cn
    chamsae petition --event e-repatriated-2026-10-09-cn-tumen --to wgeid -o forms --name "…" --email "…"
    chamsae petition n1a2b3c4d5e6f7081 --to wgad --articles
    chamsae petition n1a2b3c4d5e6f7081 --to wgad --strike cn udhr 6 --why "Nothing is told of it."
    chamsae petition n1a2b3c4d5e6f7081 --answer why_no_steps "The family fears reprisals."
    """
    book = casebook(context)
    by = person(context)
    if register:
        _register(book, as_json=as_json)
    elif take_back is not None or not_sent is not None:
        _undo(book, take_back, not_sent, by)
    elif answer:
        _answer(book, persons, answer, claims, by)
    elif keep_submitter:
        book.petitions.keep_submitter(_submitter(told), by=by)
        say("Kept. It is put into every form until another is kept.")
    else:
        if body is None or not (persons or event):
            raise click.UsageError("Name a PERSON or an --event, and --to whom.")
        if strike or add_article:
            chosen = Chosen(Body(body), strike, add_article, why, claims, by)
            choose(book, persons or book.petitions.people(event), chosen)
            return
        submitter = _submitter(told) if told["name"] or told["organisation"] else book.petitions.submitter()
        if output:
            _write(book, Body(body), persons, event, states, submitter, by, output, forms, despite)
            return
        for one in persons or book.petitions.people(event):
            if despite:
                _despite(book, one, Body(body), despite, by)
            for draft in book.petitions.drafts(one, Body(body), submitter=submitter, by=by, states=states):
                show = show_articles if articles else _show
                records(draft.provisions if articles else [draft]) if as_json else show(draft)


def _undo(book: "Casebook", take_back: int | None, not_sent: int | None, by: str) -> None:
    if take_back is not None:
        book.petitions.take_back(take_back, by=by)
        say(f"Entry {take_back} is taken back.")
    if not_sent is not None:
        book.petitions.not_sent(not_sent, by=by)
        say(f"Taken off the register: petition {not_sent} was never sent.")


def _answer(book: "Casebook", persons: Sequence[str], answer: tuple[str, str], claims: Sequence[str], by: str) -> None:
    if len(persons) != 1:
        raise click.UsageError("An answer is typed for one PERSON.")
    done = book.petitions.answer(persons[0], *answer, by=by, claims=claims)
    say(f"Written down as answer {done.number}.")


def _submitter(told: dict[str, str | bool]) -> Submitter:
    words = {key: str(told[key]) for key in ("name", "organisation", "relation", "email", "address", "telephone")}
    return Submitter(**words, confidential=not told["open_submitter"], follows_up=bool(told["follows_up"]))


def _write(
    book: "Casebook",
    body: Body,
    persons: tuple[str, ...],
    event: str | None,
    states: tuple[str, ...],
    submitter: Submitter,
    by: str,
    output: Path,
    forms: tuple[str, ...],
    despite: str,
) -> None:
    from chamsae.casebook.petition_files import FileForm
    from chamsae.errors import Withheld

    batch = book.petitions.batch(
        body, submitter=submitter, by=by, event=event, persons=persons, states=states, despite=despite, progress=Bar()
    )
    for refused, why in batch.refused:
        say(f"{refused}: {why}", err=True)
    if not batch.petitions:
        raise Withheld("no petition may be written", thing=body.value, do="See above what is missing.")
    chosen = tuple(FileForm(one) for one in forms)
    book.petitions.files(batch.petitions, output, by=by, forms=chosen, progress=Bar())
    say(f"{output}: {number(len(batch.petitions), 'petition')}, letter.docx, register.csv.")


def _despite(book: "Casebook", person: str, body: Body, why: str, by: str) -> None:
    done = book.petitions.despite(person, body, why=why, by=by)
    told = number(len(done.conflicts), "conflict")
    say(f"Written down as answer {done.number}: why it goes to {body.value} in spite of {told}.")


def _show(draft: "Draft") -> None:
    until = f", urgent until {draft.deadline}" if draft.deadline else ""
    say(f"{draft.form.short} against {', '.join(draft.states).upper()} ({draft.procedure.value}{until})", bold=True)
    rows = []
    for section in draft.form.sections:
        for one in section.fields:
            told = [sentence for key in one.material for sentence in draft.material.get(key, ())]
            empty = "— required —" if one.required else ""
            rows += [(one.number, clip(one.label["en"], 30), clip(told.text, 80), " ".join(told.claims[:2]))
                     for told in told] or [(one.number, clip(one.label["en"], 30), empty, "")]  # fmt: skip
    table(("", "field", "told", "claims"), rows, empty="The form has no fields.")
    for missing in draft.missing:
        say(f"Required and not told: {missing.field} {missing.label['en']}. Screen: /{missing.screen}")
    for lack in draft.lacks:
        say(f"Stands in the way: {lack.what}: {lack.because}.")
    for conflict in draft.conflicts:
        say(f"Already before {conflict.body} ({conflict.on or 'day not known'}): {conflict.because}.")


def _register(book: "Casebook", *, as_json: bool) -> None:
    written = book.petitions.register()
    if as_json:
        records(written)
        return
    rows = [(one.number, one.petition, one.body.value, one.subject, " ".join(one.states), one.procedure.value,
             len(one.choices), f"{one.at:%Y-%m-%d}", one.by) for one in written]  # fmt: skip
    headers = ("number", "petition", "to", "person", "States", "procedure", "articles chosen", "written", "by")
    table(headers, rows, empty="No petition was written yet. `chamsae petition PERSON --to wgeid` drafts one.")
