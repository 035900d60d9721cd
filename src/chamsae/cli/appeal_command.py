"""`chamsae appeal`: the register of letters and submissions for people, and what came of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.show import clip, json_option, number, records, say, table
from chamsae.model.appeal import Addressee, AddresseeKind, DeadlineKind, Publisher
from chamsae.model.consent import Purpose

if TYPE_CHECKING:
    from chamsae.model.appeal import Course, ReplyRate

_DAY = click.DateTime(["%Y-%m-%d"])
#: Addressees of letters; a mechanism has a form of its own, and its petitions are registered.
_KINDS = click.Choice([one.value for one in AddresseeKind if one is not AddresseeKind.MECHANISM])
#: What a day is the last one for, in a table.
_DUE = {DeadlineKind.SEND: "to send", DeadlineKind.REPLY: "reply", DeadlineKind.FOLLOW_UP: "reply to follow-up"}
on_option = click.option("--on", "on", type=_DAY, metavar="DATE", help="The day it happened [default: today].")
reply_by_option = click.option("--reply-by", type=_DAY, metavar="DATE", help="The last day for a reply.")
paper_option = click.option(
    "--paper", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A file that shows it; kept."
)


@click.group()
def command() -> None:
    """Keep the register of appeals: letters and submissions for people, each known by a code that names nobody.

    Who asked for it, who sends it and who is concerned are three. Nothing is sent from here: what was sent is entered
    with the paper that shows it, and only where the consent ledger allows it. Whether a reply is due, late or has not
    come is worked out from days.
    """


@command.command()
@click.argument("persons", nargs=-1, required=True, metavar="PERSON...")
@click.option("--to", "name", required=True, help="To whom, as consents name the recipient.")
@click.option("--kind", required=True, type=_KINDS, help="What the addressee is.")
@click.option("--address", default="", help="Where it goes.")
@click.option("--country", default="", metavar="KEY", help="The State the addressee belongs to (kr).")
@click.option("--requester", required=True, help="Who asked for it: a code, or what they are to the person.")
@click.option("--sender", required=True, help="Who signs and sends it.")
@click.option("--asks", default="", help="What is asked of the addressee, in a sentence.")
@click.option("--purpose", type=click.Choice([one.value for one in Purpose]), help="For which purpose consent is asked "
              "[default: name].")  # fmt: skip
@click.option("--reply-days", type=click.IntRange(1), help="Within how many days a reply is to come.")
@click.option("--send-by", type=_DAY, metavar="DATE", help="The last day to send it.")
@click.pass_context
def new(
    context: click.Context, /, persons: tuple[str, ...], name: str, kind: str, address: str, country: str,
    purpose: str | None, send_by: datetime | None, **told: Any,
) -> None:  # fmt: skip
    """Begin an appeal for PERSONs (ids of `chamsae link --people`, witnesses' codes, tracing requests)."""
    to = Addressee(kind=AddresseeKind(kind), name=name, address=address, state=country)
    done = casebook(context).appeals.new(
        persons, to, purpose=Purpose(purpose) if purpose else None, send_by=_date(send_by), by=person(context), **told
    )
    say(done.subject)


@command.command()
@click.argument("petitions", nargs=-1, metavar="[PETITION]...")
@click.option("--all", "every", is_flag=True, help="Every petition that is in no appeal yet.")
@click.option("--requester", required=True, help="Who asked for it: a code, or what they are to the person.")
@click.option("--sender", required=True, help="Who signs and sends it.")
@click.pass_context
def register(context: click.Context, petitions: tuple[str, ...], requester: str, sender: str, *, every: bool) -> None:
    """Begin an appeal of each PETITION that was written (`chamsae petition --register` lists them)."""
    book, by = casebook(context), person(context)
    chosen = [one.petition for one in reversed(book.appeals.unregistered())] if every else list(petitions)
    if not chosen and not every:
        raise click.UsageError("Name a PETITION, or --all.")
    for one in chosen:
        done = book.appeals.register(one, requester=requester, sender=sender, by=by)
        say(f"{done.subject}  {one}")
    if every:
        say(f"{number(len(chosen), 'appeal')} begun.")


@command.command()
@click.argument("code")
@click.pass_context
def check(context: click.Context, code: str) -> None:
    """Ask the consent ledger whether it may be sent; says whose consent for what is missing."""
    done = casebook(context).appeals.check(code, by=person(context))
    say(f"It may be sent, by consent {', '.join(map(str, done.consents))}.")


@command.command()
@click.argument("code")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="A new folder for the files.")
@click.option(
    "--form", "forms", multiple=True, type=click.Choice(["docx", "pdf", "txt"]), help="Only this kind of file."
)
@click.option("--state", "states", multiple=True, metavar="KEY", help="Against this State (cn, kp); can be repeated.")
@click.pass_context
def letter(
    context: click.Context, code: str, output: Path | None, forms: tuple[str, ...], states: tuple[str, ...]
) -> None:
    """Draft the letter from the case, or write it as files with -o: facts with their quotes, and a covering letter.

    Who submits is whoever `chamsae petition --keep-submitter` kept. Files are written only with consent, and from
    claims somebody has accepted. Names of others stand as [withheld].
    """
    from chamsae.casebook.appeal_letters import LetterForm

    book, by = casebook(context), person(context)
    submitter, letters = book.petitions.submitter(), book.appeals.letters
    if output:
        kinds = tuple(map(LetterForm, forms))
        made = letters.write(code, output, submitter=submitter, by=by, states=states, forms=kinds)
        return say(f"{output}: {number(len(made), 'letter')}, with a covering letter.")
    for draft in letters.drafts(code, submitter=submitter, by=by, states=states):
        fields = [one for section in draft.form.sections for one in section.fields]
        told = [(one, told) for one in fields for key in one.material for told in draft.material.get(key, ())]
        rows = [
            (one.number, clip(one.label["en"], 30), clip(said.text, 80), " ".join(said.claims[:2]))
            for one, said in told
        ]
        table(("", "field", "told", "claims"), rows, empty="Nothing is told.")
        for missing in draft.missing:
            say(f"Required and not told: {missing.field} {missing.label['en']}.")
        for lack in draft.lacks:
            say(f"Stands in the way: {lack.what}: {lack.because}.")
    return None


@command.command()
@click.argument("code")
@click.option("--proof", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="The paper that shows it: a receipt, the letter as sent. It is kept.")  # fmt: skip
@on_option
@reply_by_option
@click.pass_context
def sent(context: click.Context, code: str, proof: Path, on: datetime | None, reply_by: datetime | None) -> None:
    """Enter that it was sent. Consent is asked for again; without it nothing is entered."""
    with _paper(proof) as paper:
        done = casebook(context).appeals.sent(
            code, paper, on=_date(on), reply_by=_date(reply_by), by=person(context)
        )  # fmt: skip
    say(f"Entered as step {done.number}; proof {done.proof}; " + (f"reply due by {done.due}." if done.due else
        "no period is known for a reply (--reply-by names a day)."))  # fmt: skip


@command.command()
@click.argument("code")
@click.option("--reference", default="", help="The number the addressee gave it.")
@on_option
@paper_option
@click.pass_context
def acknowledged(context: click.Context, code: str, reference: str, on: datetime | None, paper: Path | None) -> None:
    """Enter that the addressee says it has come."""
    with _paper(paper) as kept:
        done = casebook(context).appeals.acknowledged(
            code, reference=reference, on=_date(on), paper=kept, by=person(context)
        )
    say(f"Entered as step {done.number}.")


@command.command()
@click.argument("code")
@click.option("--words", default="", help="The reply in its words.")
@click.option("--who", default="", help="Who says so.")
@click.option("--statement", help="Instead of --words: a statement of the casebook (a claim) that is the reply.")
@click.option("--denies", multiple=True, metavar="CLAIM", help="A claim it denies; repeatable.")
@on_option
@paper_option
@click.pass_context
def reply(
    context: click.Context, code: str, words: str, who: str, statement: str | None, denies: tuple[str, ...],
    on: datetime | None, paper: Path | None,
) -> None:  # fmt: skip
    """Enter a reply as a statement, tied to the claims it denies. In time or late follows from its day."""
    appeals, by = casebook(context).appeals, person(context)
    with _paper(paper) as kept:
        if statement:
            done = appeals.tied(code, statement, denies=denies, on=_date(on), paper=kept, by=by)
        else:
            done = appeals.replied(code, words, who=who, denies=denies, on=_date(on), paper=kept, by=by)
    say(f"Entered as step {done.number}; statement {done.statement}; {appeals.look(code).outcome}.")


@command.command()
@click.argument("code")
@click.option("--where", required=True, help="The address or document where anybody can read it.")
@click.option("--publisher", type=click.Choice([one.value for one in Publisher]), default="sender", show_default=True,
              help="Who made it public; us only with consent.")  # fmt: skip
@on_option
@click.pass_context
def public(context: click.Context, code: str, where: str, publisher: str, on: datetime | None) -> None:
    """Enter that it is public."""
    done = casebook(context).appeals.public(code, where, Publisher(publisher), on=_date(on), by=person(context))
    say(f"Entered as step {done.number}.")


@command.command()
@click.argument("code")
@click.option("--why", required=True, help="What was done.")
@on_option
@reply_by_option
@paper_option
@click.pass_context
def follow(
    context: click.Context, code: str, why: str, on: datetime | None, reply_by: datetime | None, paper: Path | None
) -> None:
    """Enter that it was followed up: a reminder, an answer to a reply."""
    with _paper(paper) as kept:
        done = casebook(context).appeals.follow(
            code, why=why, on=_date(on), reply_by=_date(reply_by), paper=kept, by=person(context)
        )
    say(f"Entered as step {done.number}.")


@command.command()
@click.argument("code")
@click.option("--why", required=True, help="The reason.")
@click.pass_context
def close(context: click.Context, code: str, why: str) -> None:
    """Close it."""
    say(f"Entered as step {casebook(context).appeals.close(code, why=why, by=person(context)).number}.")


@command.command()
@click.argument("code")
@click.argument("step", type=int, required=False)
@click.option("--why", default="", help="The reason.")
@click.pass_context
def undo(context: click.Context, code: str, step: int | None, why: str) -> None:
    """Take back STEP (its number; none given: the last), or an appeal without steps."""
    casebook(context).appeals.undo(code, number=step, why=why, by=person(context))
    say("Taken back.")


@command.command("list")
@click.option("--state", help="Only those in this state.")
@json_option
@click.pass_context
def every(context: click.Context, state: str | None, *, as_json: bool) -> None:
    """List appeals, the first due first, closed ones last."""
    appeals = casebook(context).appeals
    found = [one for one in appeals.all() if state in {None, one.state.value}]
    if as_json:
        return records(_told(one) for one in found)
    rows = [
        (one.appeal.subject, one.state.value, *_next(one), clip(one.appeal.addressee.name, 28),
         clip(", ".join(map(appeals.called, one.appeal.persons)), 28), clip(one.appeal.sender, 20))
        for one in found
    ]  # fmt: skip
    headers = ("", "state", "day", "", "to", "for", "sender")
    return table(headers, rows, empty="No appeals yet. `chamsae appeal new` or `register` begins one.")


@command.command()
@click.argument("code")
@json_option
@click.pass_context
def show(context: click.Context, code: str, *, as_json: bool) -> None:
    """Show an appeal: who asked, who sends, who is concerned, its steps, and what its replies deny."""
    appeals = casebook(context).appeals
    course = appeals.look(code)
    if as_json:
        return records([_told(course)])
    told = course.appeal
    say(f"{told.subject}  {course.state.value}", bold=True)
    say(f"  to {told.addressee.name}, asked for by {told.requester}, sent by {told.sender}")
    say(f"  for {', '.join(f'{appeals.called(one)} ({one})' for one in told.persons)}")
    if told.asks:
        say(f"  asks: {told.asks}")
    if told.period:
        checked = "" if told.period.verified else ", not checked"
        say(f"  reply within {told.period.days} days ({told.period.source}{checked})")
    for lack in course.lacking:
        say(f"  consent missing: {lack.person}, {lack.purpose.value} to “{lack.recipient}”: {lack.because}")
    for step in course.steps:
        parts = (step.why, step.reference, f"due {step.due}" if step.due else "", step.proof, step.statement)
        say(f"  {step.number}  {step.on}  {step.act.value}  {'; '.join(filter(None, parts))}".rstrip())
    for denial in appeals.denials(code):
        for claim in denial.claims:
            say(f"  {denial.statement.id} denies {claim.id}: “{clip(claim.quote.exact, 80)}”")
        for figure in denial.figures:
            say(f"  {denial.statement.id} denies figure {figure}")
    if course.next:
        say(f"{_DUE[course.next.kind]}: {course.next.day}")
    return None


@command.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.ics")
@click.option(
    "--language", type=click.Choice(["en", "ko", "zh"]), default="en", show_default=True, help="Of its words."
)
@click.pass_context
def calendar(context: click.Context, file: Path, language: str) -> None:
    """Write the days to keep as iCalendar. It tells codes only, for calendars travel; write it again to renew it."""
    file.write_text(casebook(context).appeals.calendar(language=language), "utf-8", newline="")
    say(f"{file}")


@command.command()
@json_option
@click.pass_context
def rates(context: click.Context, *, as_json: bool) -> None:
    """Say how each addressee replies: of those whose last day has passed, how many were answered in time or late."""
    found = casebook(context).appeals.rates()
    if as_json:
        return records(found)
    rows = [
        (clip(one.addressee, 34), one.kind.value, one.sent, one.due, one.replied, one.late, one.none,
         _share(one), one.early, one.waiting, one.undated)
        for one in found
    ]  # fmt: skip
    headers = ("", "", "sent", "due", "in time", "late", "none", "answered", "early", "waiting", "no day")
    return table(headers, rows, empty="Nothing was sent yet.")


@contextmanager
def _paper(file: Path | None) -> Iterator[Any]:
    """A file as what shows a step; None for none."""
    from chamsae.casebook.appeals import Paper

    if file is None:
        yield None
        return
    with file.open("rb") as stream:
        yield Paper(name=file.name, stream=stream)


def _date(given: datetime | None) -> date | None:
    return given.date() if given else None


def _next(course: "Course") -> tuple[str, str]:
    if course.next is None:
        return "", ""
    left = (course.next.day - course.today).days
    away = f"{-left} d overdue" if left < 0 else f"in {left} d" if left else "today"
    return str(course.next.day), f"{_DUE[course.next.kind]}, {away}"


def _share(one: "ReplyRate") -> str:
    return "–" if one.rate is None else f"{one.answered} of {one.due} ({one.rate:.0%})"


def _told(course: "Course") -> dict[str, object]:
    """What is written for programs: the course with what is worked out from it."""
    return {
        "code": course.appeal.subject, "state": course.state, "outcome": course.outcome, "next": course.next,
        "appeal": course.appeal, "steps": course.steps, "lacking": course.lacking,
    }  # fmt: skip
