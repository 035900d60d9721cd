"""`chamsae interview`: consent, accounts from a file, versions, what they claim and how the witness knows."""

from pathlib import Path

import click

from chamsae.casebook.accounts import Change
from chamsae.casebook.interviews import Clash
from chamsae.cli.opening import casebook, person
from chamsae.cli.show import clip, json_option, records, say, table
from chamsae.errors import InputError
from chamsae.model.consent import Answer, Circumstances, Form, Giver, Purpose, asked
from chamsae.model.interview import Basis
from chamsae.read.told import passages

PURPOSES = [one.value for one in Purpose if one is not Purpose.INTERNAL]


@click.group()
def command() -> None:
    """Take down interviews: consent first, then the account, version by version.

    A witness is a code, never a name. Nothing is taken down before consent; what was not asked counts as no.
    """


@command.command("list")
@json_option
@click.pass_context
def every(context: click.Context, *, as_json: bool) -> None:
    """List interviews with how far they are."""
    found = casebook(context).interviews.all()
    if as_json:
        return records(found)
    rows = [
        (one.interview.subject, one.interview.witness, one.interview.language, one.stage.value, len(one.versions),
         one.interview.at.date())
        for one in found
    ]  # fmt: skip
    headers = ("", "witness", "language", "state", "versions", "begun")
    return table(headers, rows, empty="No interviews yet. `chamsae interview begin` begins one.")


@command.command()
@click.option("--language", default="ko", show_default=True, help="What the witness speaks.")
@click.option("--witness", default="", help="The code of a witness met before.")
@click.option("--interpreter", default="", help="Who interprets; no name that must not be read here.")
@click.pass_context
def begin(context: click.Context, language: str, witness: str, interpreter: str) -> None:
    """Begin an interview; prints its id and the witness's code."""
    book = casebook(context)
    begun = book.interviews.begin(language=language, witness=witness, interpreter=interpreter, by=person(context))
    say(f"{begun.subject}  {begun.witness}")
    say(f"Ask first, then: chamsae interview consent {begun.subject} --risks …")


@command.command()
@click.argument("id")
@click.option("--yes", "agreed", multiple=True, type=click.Choice(PURPOSES), help="Allowed for this; repeatable.")
@click.option("--no", "denied", multiple=True, type=click.Choice(PURPOSES), help="Refused for this; repeatable.")
@click.option("--refused", is_flag=True, help="The witness does not want to tell; nothing else is kept.")
@click.option("--risks", default="", help="Which risks were explained.")
@click.option("--form", type=click.Choice([one.value for one in Form]), default="oral", help="How it was given.")
@click.option("--giver", type=click.Choice([one.value for one in Giver]), default="self", help="Who gave it.")
@click.option("--guardian", default="", help="How the guardian or relative is related.")
@click.option("--language", default="", help="In which language it was explained.")
@click.option("--interpreter", default="", help="Who interpreted.")
@click.option("--only-to", multiple=True, help="To these recipients only; repeatable.")
@click.option("--conditions", default="", help="Under which conditions.")
@click.option("--ask-again", default="", help="Before what the witness wants to be asked again.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The last day it holds.")
@click.pass_context
def consent(context: click.Context, /, id: str, *, refused: bool, **given: object) -> None:
    """Record what the witness answered, purpose by purpose; what is not named counts as no."""
    book = casebook(context)
    told = circumstances(given)
    answers = [(Purpose(str(one)), Answer.YES) for one in given["agreed"]]  # type: ignore[attr-defined]  # of texts
    answers += [(Purpose(str(one)), Answer.NO) for one in given["denied"]]  # type: ignore[attr-defined]
    done = book.interviews.consent(id, asked(answers), told, refused=refused, by=person(context))
    say(f"Recorded: {done.decision.value}.")


def circumstances(given: dict[str, object]) -> Circumstances:
    """How consent was given, from the options of a command that records it."""
    until, recipients = given["until"], given["only_to"]
    return Circumstances(
        form=Form(str(given["form"])), giver=Giver(str(given["giver"])), guardian=str(given["guardian"]),
        language=str(given["language"]), interpreter=str(given["interpreter"]), risks=str(given["risks"]),
        recipients=tuple(map(str, recipients)),  # type: ignore[call-overload]  # repeatable: texts
        conditions=str(given["conditions"]), ask_again=str(given["ask_again"]),
        expires=until.date() if until else None,  # type: ignore[attr-defined]  # a day
    )  # fmt: skip


@command.command()
@click.argument("id")
@click.option("--why", default="", help="What the witness said.")
@click.pass_context
def withdraw(context: click.Context, id: str, why: str) -> None:
    """Record that consent was taken back; what was told is withheld from then on."""
    casebook(context).interviews.withdraw(id, why=why, by=person(context))
    say("Recorded. What was told is withheld.")


@command.command()
@click.argument("id")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--why", default="", help="Why the witness changed the account.")
@click.pass_context
def tell(context: click.Context, id: str, file: Path, why: str) -> None:
    """Take an account down from FILE, finish it and read it: version 1, or one more beside those before.

    Passages stand apart by an empty line. One that begins with “Q:”, “I:” or “N:” is a question, the interpreter's
    words or a note of the interviewer's; any other is the witness's. A time mark (0:12:34) may stand on a line above.
    """
    book, by = casebook(context), person(context)
    draft = book.interviews.draft(id)
    told = passages(file.read_text("utf-8"))
    saved = book.interviews.save(id, told, base=draft.version if draft else 0, by=by)
    if isinstance(saved, Clash):
        raise InputError("somebody else is writing this account down", thing=id, do="Look at it, then try again.")
    account = book.interviews.finish(id, why=why, by=by)
    say(f"Version {account.version}: " + ", ".join(one.document or "not read" for one in account.parts))


@command.command()
@click.argument("id")
@click.pass_context
def discard(context: click.Context, id: str) -> None:
    """Throw away what was typed and not finished; it is wiped."""
    casebook(context).interviews.discard(id, by=person(context))
    say("Thrown away.")


@command.command()
@click.argument("id")
@json_option
@click.pass_context
def acts(context: click.Context, id: str, *, as_json: bool) -> None:
    """List what the last version claims, with how the witness knows; judge with `chamsae review`."""
    book = casebook(context)
    held = book.interviews.one(id)
    claims = book.interviews.accounts.claims(held.versions[-1]) if held.versions else []
    known = [book.interviews.accounts.knowing(held.versions[-1], one) for one in claims]
    if as_json:
        return records(known)
    rows = [
        (one.id, one.kind.value, how.basis.value, clip(how.source, 20), how.entry.number if how.entry else "",
         clip(" ".join(one.quote.exact.split()), 60))
        for one, how in zip(claims, known, strict=True)
    ]  # fmt: skip
    return table(("", "kind", "knows", "from", "entry", "words"), rows, empty="Nothing is claimed here yet.")


@command.command()
@click.argument("claim")
@click.argument("basis", type=click.Choice([one.value for one in Basis]))
@click.option("--source", default="", help="From whom it was heard.")
@click.pass_context
def know(context: click.Context, claim: str, basis: str, source: str) -> None:
    """Say how the witness knows what CLAIM says; `chamsae interview unknow NUMBER` takes it back."""
    done = casebook(context).interviews.accounts.know(claim, Basis(basis), source=source, by=person(context))
    say(f"Written down as entry {done.number}.")


@command.command()
@click.argument("number", type=int)
@click.pass_context
def unknow(context: click.Context, number: int) -> None:
    """Take back what entry NUMBER says of how a witness knows."""
    casebook(context).interviews.accounts.unknow(number, by=person(context))
    say("Taken back.")


@command.command()
@click.argument("id")
@click.option("--older", type=click.IntRange(1), help="The earlier version [default: the one before the last].")
@click.option("--newer", type=click.IntRange(1), help="The later version [default: the last].")
@click.pass_context
def versions(context: click.Context, id: str, older: int | None, newer: int | None) -> None:
    """Show what changed between two versions: the words, and the claims that fall, are new and stay."""
    book = casebook(context)
    held = book.interviews.one(id)
    last = newer or len(held.versions)
    first = older or max(1, last - 1)
    if max(last, first) > len(held.versions) or not held.versions:
        raise InputError(f"there are {len(held.versions)} versions", thing=id, do="`chamsae interview list` tells.")
    signs = {Change.SAME: " ", Change.GONE: "-", Change.NEW: "+"}
    for one in book.interviews.accounts.difference(held.versions[first - 1], held.versions[last - 1]):
        say(f"{one.part.voice.value}, {one.part.language}: version {first} to {last}", bold=True)
        for piece in one.pieces:
            for line in filter(str.strip, piece.text.splitlines()):
                say(f"{signs[piece.change]} {line}")
        say(f"Claims: {len(one.fall)} fall, {len(one.new)} are new, {len(one.stay)} stay.")
