"""`chamsae tracing`: who seeks whom, what is said of them, what was done."""

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.show import clip, json_option, records, say, table
from chamsae.model.consent import Answer, Circumstances
from chamsae.model.interview import Basis
from chamsae.model.watch import Fate, Step


@click.group()
def command() -> None:
    """Trace relatives: requests, rival news side by side, matches the casebook offers.

    Nobody is told by the machine. What stands here can put people in danger; each look at a request is logged.
    """


@command.command("list")
@click.pass_context
def every(context: click.Context) -> None:
    """List requests, open ones first."""
    rows = [
        (one.request.subject, clip(one.request.sought, 24), clip(one.request.seeker, 20),
         " / ".join(sorted(fate.value for fate in one.fates)) or "unknown", "open" if one.is_open else "closed")
        for one in casebook(context).tracing.all()
    ]  # fmt: skip
    table(("", "sought", "by", "said", ""), rows, empty="No requests yet. `chamsae tracing seek` writes one down.")


@command.command()
@click.argument("sought")
@click.option("--seeker", required=True, help="Who seeks.")
@click.option("--relation", default="", help="How they are related.")
@click.option("--last-known", default="", help="Where, when and how the person was last known.")
@click.option(
    "--share",
    type=click.Choice([one.value for one in Answer]),
    default="unknown",
    help="Whether what the seeker told may be shared to find the person.",
)
@click.option("--risks", default="", help="Which risks were explained.")
@click.pass_context
def seek(
    context: click.Context, sought: str, seeker: str, relation: str, last_known: str, share: str, risks: str
) -> None:
    """Write down who seeks SOUGHT."""
    done = casebook(context).tracing.seek(
        sought, seeker=seeker, relation=relation, last_known=last_known, share=Answer(share),
        circumstances=Circumstances(risks=risks), by=person(context),
    )  # fmt: skip
    say(done.subject)


@command.command()
@click.argument("id")
@json_option
@click.pass_context
def show(context: click.Context, id: str, *, as_json: bool) -> None:
    """Show a request: what is said, who it may be, what was done. The look is logged."""
    book = casebook(context)
    case = book.tracing.look(id, by=person(context))
    if as_json:
        return records([case])
    say(f"{case.request.sought}, sought by {case.request.seeker}", bold=True)
    for one in case.reports:
        who = one.claim.speaker.text if one.claim.speaker else ""
        say(f"  {one.news.number}  {one.news.fate.value}: “{clip(one.claim.quote.exact, 80)}” ({who})")
    if len(case.fates) > 1:
        say("These contradict each other; none is chosen.")
    for step in case.steps:
        say(f"  {step.number}  {step.step.value} {step.to or step.record}: {step.why}")
    matches = book.tracing.matches(id)
    if matches is None:
        return say("`chamsae link` looks through the casebook for this name.")
    for match in matches:
        part = ", part of a name only" if match.record.stub else ""
        say(f"  may be {match.record.id} {match.record.names[0]} ({match.pair.probability:.0%}{part})")
    return None


@command.command()
@click.argument("id")
@click.argument("fate", type=click.Choice([one.value for one in Fate]))
@click.option("--words", default="", help="What is said, in its words.")
@click.option("--who", default="", help="Who says so.")
@click.option("--known", type=click.Choice([one.value for one in Basis]), default="unknown", help="How they know.")
@click.option("--claim", help="Instead of --words: a claim of the casebook that says it.")
@click.option("--take-back", type=int, metavar="NUMBER", help="Take the news of this number back.")
@click.pass_context
def news(
    context: click.Context, id: str, fate: str, words: str, who: str, known: str, claim: str | None,
    take_back: int | None,
) -> None:  # fmt: skip
    """Write down what is said became of the person; it stands beside what others say."""
    tracing, by = casebook(context).tracing, person(context)
    if take_back is not None:
        tracing.unreport(id, take_back, by=by)
        return say("Taken back.")
    if claim:
        done = tracing.point(id, Fate(fate), claim, by=by)
    else:
        done = tracing.report(id, Fate(fate), words, who=who, basis=Basis(known), by=by)
    return say(f"Written down as news {done.number}.")


@command.command()
@click.argument("id")
@click.argument("step", type=click.Choice([one.value for one in Step]))
@click.option("--why", default="", help="On what ground.")
@click.option("--record", default="", help="Which match is meant.")
@click.option("--to", default="", help="Who was told.")
@click.option("--take-back", type=int, metavar="NUMBER", help="Take the step of this number back.")
@click.pass_context
def step(context: click.Context, id: str, step: str, why: str, record: str, to: str, take_back: int | None) -> None:
    """Write down what was done: a match likely or dismissed, somebody told, the request closed or reopened."""
    tracing, by = casebook(context).tracing, person(context)
    if take_back is not None:
        tracing.unstep(id, take_back, by=by)
        return say("Taken back.")
    done = tracing.step(id, Step(step), why=why, record=record, to=to, by=by)
    return say(f"Written down as step {done.number}.")
