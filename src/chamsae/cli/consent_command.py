"""`chamsae consent`: what people allowed, whether something may be used, consent taken back and what follows."""

from enum import StrEnum

import click

from chamsae.cli.interview_command import circumstances
from chamsae.cli.opening import casebook, person
from chamsae.cli.show import clip, json_option, records, say, table
from chamsae.errors import InputError, Withheld
from chamsae.model.consent import Answer, Extent, Form, Giver, Purpose, asked
from chamsae.protect.may import Clearance, Field, FieldKind

PURPOSES = [one.value for one in Purpose]


class Remedy(StrEnum):
    """What else is done once consent was taken back."""

    RESTRICT = "restrict"
    PSEUDONYMISE = "pseudonymise"
    DESTROY = "destroy"


@click.group()
def command() -> None:
    """Record what people allow, ask whether something may be used, take consent back.

    PERSON is a witness's code, a record (`chamsae link who`) or a tracing request, never a name. Unknown is no.
    """


@command.command("list")
@click.option("--ending", type=click.IntRange(0), metavar="DAYS", help="Only those that end within so many days.")
@click.option(
    "--due",
    type=click.IntRange(0),
    metavar="DAYS",
    help="Only those to ask again: it has run out, will within so many days, or they wish it.",
)
@json_option
@click.pass_context
def every(context: click.Context, ending: int | None, due: int | None, *, as_json: bool) -> None:
    """List everybody who was asked, with what they allow today."""
    book = casebook(context)
    found = book.consent.due(due) if due is not None else book.consent.all()
    if ending is not None:
        found = book.consent.ending(ending)
    if as_json:
        return records([one.consent for one in found])
    rows = [
        (one.person, one.consent.number, one.consent.decision.value, one.ends or "", clip(_yes(one.answers), 60))
        for one in found
    ]
    return table(("person", "entry", "", "until", "allows"), rows, empty="Nobody was asked yet.")


def _yes(answers: object) -> str:
    return ", ".join(purpose.value for purpose, answer in dict(answers).items() if answer is Answer.YES)  # type: ignore[call-overload]  # a mapping


@command.command()
@click.argument("who", metavar="PERSON")
@json_option
@click.pass_context
def show(context: click.Context, who: str, *, as_json: bool) -> None:
    """Show every entry about PERSON, and what is allowed today."""
    book = casebook(context)
    found = book.consent.of(who)
    if as_json:
        return records(found)
    rows = [
        (one.number, one.at.date(), one.decision.value if one.undoes is None else f"takes {one.undoes} back",
         one.extent.value, one.circumstances.giver.value, " ".join(one.covers) or "everything",
         ", ".join(f"{told.purpose.value} {told.answer.value}" for told in one.permissions))
        for one in found
    ]  # fmt: skip
    table(("entry", "", "", "", "by", "covers", "answers"), rows, empty="Nobody asked this person yet.")
    return say(f"Today: {_yes(book.consent.answers(who)) or 'nothing'}")


@command.command()
@click.argument("who", metavar="PERSON")
@click.option("--yes", "agreed", multiple=True, type=click.Choice(PURPOSES), help="Allowed for this; repeatable.")
@click.option("--no", "denied", multiple=True, type=click.Choice(PURPOSES), help="Refused for this; repeatable.")
@click.option("--refused", is_flag=True, help="The person refuses altogether.")
@click.option("--part", is_flag=True, help="Only these answers are new; the others stay as they stood.")
@click.option("--covers", multiple=True, metavar="ITEM", help="Only about this interview, document …; repeatable.")
@click.option("--risks", default="", help="Which risks were explained.")
@click.option("--form", type=click.Choice([one.value for one in Form]), default="oral", help="How it was given.")
@click.option("--giver", type=click.Choice([one.value for one in Giver]), default="self", help="Who gave it.")
@click.option("--guardian", default="", help="How the guardian or relative is related.")
@click.option("--language", default="", help="In which language it was explained.")
@click.option("--interpreter", default="", help="Who interpreted.")
@click.option("--only-to", multiple=True, help="To these recipients only; repeatable.")
@click.option("--conditions", default="", help="Under which conditions.")
@click.option("--ask-again", default="", help="Before what the person wants to be asked again.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The last day it holds.")
@click.option("--why", default="", help="A note; say nothing that must not be read here.")
@click.pass_context
def record(context: click.Context, /, who: str, *, refused: bool, part: bool, why: str, **given: object) -> None:
    """Record what PERSON answered, purpose by purpose; what is not named is unknown, which counts as no."""
    book = casebook(context)
    answers = [(Purpose(str(one)), Answer.YES) for one in given["agreed"]]  # type: ignore[attr-defined]  # of texts
    answers += [(Purpose(str(one)), Answer.NO) for one in given["denied"]]  # type: ignore[attr-defined]
    covers = tuple(map(str, given["covers"]))  # type: ignore[call-overload]
    done = book.consent.record(
        who, asked(answers), circumstances(given), covers=covers, extent=Extent.PART if part else Extent.WHOLE,
        refused=refused, why=why, by=person(context),
    )  # fmt: skip
    say(f"Recorded as entry {done.number}: {done.decision.value}.")


@command.command()
@click.argument("name")
@click.argument("level", type=click.Choice([one.name.lower() for one in Clearance]))
@click.option("--why", default="", help="Why.")
@click.pass_context
def clear(context: click.Context, name: str, level: str, why: str) -> None:
    """Clear NAME, as they sign, for LEVEL: team (numbers), case (what happened) or identity (who people are).

    While nobody was ever cleared or admitted to the vault, everybody is cleared for all; then the list counts.
    """
    casebook(context).consent.clearances.clear(name, Clearance[level.upper()], by=person(context), why=why)
    say("Cleared.")


@command.command()
@click.option("--undo", "number", type=int, metavar="NUMBER", help="Take this entry back.")
@click.pass_context
def cleared(context: click.Context, number: int | None) -> None:
    """List who is cleared for what."""
    book = casebook(context)
    if number is not None:
        book.consent.clearances.undo(number, by=person(context))
        return say("Taken back.")
    rows = [(one.number, one.name, one.level, one.at.date(), one.why) for one in book.consent.clearances.all()]
    return table(("entry", "", "cleared for", "since", ""), rows, empty="Nobody was cleared yet.")


@command.command()
@click.argument("witness")
@click.argument("record", required=False)
@click.option("--undo", "back", is_flag=True, help="Take it back.")
@click.option("--why", default="", help="How you know; say nothing that must not be read here.")
@click.pass_context
def tie(context: click.Context, witness: str, record: str | None, why: str, *, back: bool) -> None:
    """Say that the WITNESS of a code is the person of RECORD: their consents and accounts are one person's from now on.

    It undoes within the group what the code hides; do it where both must be treated as one, as when consent is taken
    back.
    """
    book = casebook(context)
    if back:
        book.consent.untie(witness, by=person(context), why=why)
        return say("Taken back.")
    if not record:
        raise InputError("it is not said whose record it is", do="Name the record (`chamsae link who`).")
    book.consent.tie(witness, record, by=person(context), why=why)
    return say(f"Tied: {', '.join(book.consent.ids(witness))} are one person.")


@command.command()
@click.argument("number", type=int)
@click.option("--why", default="", help="What was wrong with it.")
@click.pass_context
def undo(context: click.Context, number: int, why: str) -> None:
    """Take entry NUMBER back, which was a slip; for consent taken back by the person there is `withdraw`."""
    casebook(context).consent.undo(number, by=person(context), why=why)
    say("Taken back: it never was.")


@command.command()
@click.argument("who", metavar="PERSON")
@click.argument("purpose", type=click.Choice(PURPOSES))
@click.option("--to", "recipient", default="", help="Whom it would go to; “public” for anybody [default: nobody].")
@click.option(
    "--field", "kind", type=click.Choice([one.value for one in FieldKind]), default="case", help="What would be used."
)
@click.option("--item", default="", help="The interview, document … it stands in.")
@click.pass_context
def may(context: click.Context, who: str, purpose: str, recipient: str, kind: str, item: str) -> None:
    """Say whether something of PERSON may be used for PURPOSE now, and on which ground; exit code 8 for no."""
    book = casebook(context)
    field = Field(kind=FieldKind(kind), item=item)
    right = book.consent.may(book.vault.actor(person(context)), Purpose(purpose), recipient, field, person=who)
    entry = f" (entry {right.entry})" if right.entry is not None else ""
    if not right:
        raise Withheld(f"{right.ground.value}{entry}", thing=f"{who}, {purpose}")
    say(f"Yes{entry}.")


@command.command()
@click.argument("who", metavar="PERSON")
@click.option("--why", default="", help="What the person said; sealed under the person's key.")
@click.option("--covers", multiple=True, metavar="ITEM", help="Only for this interview, document …; repeatable.")
@click.option(
    "--then", "remedy", type=click.Choice([one.value for one in Remedy]), help="Do this as well; it needs --why."
)
@click.pass_context
def withdraw(context: click.Context, who: str, why: str, covers: tuple[str, ...], remedy: str | None) -> None:
    """Take consent back, at once: every answer is no from now on; then list what has left and cannot be called back.

    `--then restrict` withholds every claim that tells of the person; `pseudonymise` destroys the details of identity
    and withholds names and traits; `destroy` withholds all and destroys every key under which something is hidden.
    """
    book, by = casebook(context), person(context)
    done = book.withdrawal.take_back(who, by=by, why=why, covers=covers)
    say(f"Taken back. {done.withheld} claims are withheld.")
    for draft in done.drafts:
        say(f"Draft {draft.subject} told of this person: look at its checklist again.")
    if remedy:
        act = {
            Remedy.RESTRICT: book.withdrawal.restrict,
            Remedy.PSEUDONYMISE: book.withdrawal.pseudonymise,
            Remedy.DESTROY: book.withdrawal.destroy,
        }[Remedy(remedy)]
        say(f"{remedy}: {act(who, by=by, why=why)}")
    _left(context, who)


@command.command()
@click.argument("who", metavar="PERSON")
@json_option
@click.pass_context
def left(context: click.Context, who: str, *, as_json: bool) -> None:
    """List what has left that tells of PERSON, or may: about them, resting on what they told, or everything."""
    if as_json:
        return records(casebook(context).withdrawal.left(who))
    return _left(context, who)


def _left(context: click.Context, who: str) -> None:
    rows = [
        (one.number, one.at.date(), one.action, one.subject, one.held.value, one.to)
        for one in casebook(context).withdrawal.left(who)
    ]
    table(("log", "", "what", "of", "tells", "to"), rows, empty="Nothing that tells of this person has left.")
