"""`chamsae journey`: one person's way, step by step."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamsae.cli.opening import casebook
from chamsae.cli.opening import person as signature
from chamsae.cli.show import clip, json_option, records, say
from chamsae.model.journey import Gap, Journey, Span, Step, StepKind, Untold
from chamsae.publish import journey_words as words
from chamsae.text import places
from chamsae.text.custody import facility, hands

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook
    from chamsae.casebook.journeys import JourneyForm


#: A file to be written.
OUT = click.Path(path_type=Path, dir_okay=False)
language_option = click.option(
    "--language", type=click.Choice(["en", "ko", "zh"]), default="en", show_default=True, help="Of what is written."
)

UNTOLD: Mapping[Untold, str] = {
    Untold.PLACE: "where is not told",
    Untold.DAY: "when is not told",
    Untold.OUTCOME: "what became of the person is not told",
}


@click.command()
@click.argument("person")
@click.option("--unbroken", is_flag=True, help="Assume that whoever is held stays held until something else is told.")
@click.option("--map", "map_", type=OUT, help="Write the map into FILE.svg or FILE.png.")
@click.option("--html", type=OUT, help="Write a page that prints on A4: strip, map, table, the words of every step.")
@click.option("--csv", type=OUT, help="Write the table of steps.")
@language_option
@json_option
@click.pass_context
def command(
    context: click.Context,
    person: str,
    *,
    unbroken: bool,
    map_: Path | None,
    html: Path | None,
    csv: Path | None,
    language: str,
    as_json: bool,
) -> None:
    """Show the way of PERSON (a name as spelled in the documents, or an id of `chamsae link --people`).

    Flight, arrest, each custody with its place and authority, the handover, what was done, the outcome: each step with
    the days that everything told leaves for it, the days between steps, the words of the sources, what nobody has told,
    and which claims cannot all be true. It follows from the claims and from who was judged to be one person; run
    `chamsae link` first.

    A file is a working copy: it names persons, says that it is not for release, leaves out what was withheld, and is
    logged.
    """
    book = casebook(context)
    found = book.journeys.find(person).id
    wanted = _wanted(map_, html, csv)
    for form, out in wanted:
        signed = signature(context)
        book.journeys.write(found, out, form=form, by=signed, language=language, unbroken=unbroken)
        say(str(out))
    if wanted:
        return
    journey = book.journeys.of(found, unbroken=unbroken)
    if as_json:
        records([journey])
    else:
        _show(book, journey)


def _wanted(map_: Path | None, html: Path | None, csv: Path | None) -> "list[tuple[JourneyForm, Path]]":
    """The files asked for with their forms; a map is drawn as its name ends."""
    from chamsae.casebook.journeys import JourneyForm

    if map_ is not None and map_.suffix.lower() not in {".svg", ".png"}:
        raise click.UsageError(f"A map is written as .svg or .png, not “{map_.name}”.")
    drawn = JourneyForm.PNG if map_ is not None and map_.suffix.lower() == ".png" else JourneyForm.SVG
    given = ((drawn, map_), (JourneyForm.HTML, html), (JourneyForm.CSV, csv))
    return [(form, out) for form, out in given if out is not None]


def _show(book: "Casebook", journey: Journey) -> None:
    numbers = {step.id: str(at) for at, step in enumerate(journey.steps, 1)}
    gaps = {gap.after: gap for gap in journey.gaps}
    if not journey.steps:
        say("No document tells what happened to this person.")
    for step, span in zip(journey.steps, journey.spans, strict=True):
        _step(book, step, span, numbers)
        if step.id in gaps:
            say(f"      … {_gap(gaps[step.id])}")
    if journey.unbroken and journey.steps:
        say("\nAssumed: whoever is held stays held until something else is told.")
    for conflict in journey.conflicts:
        say("\nThese cannot all be true; their times were left out:", bold=True)
        for claim in book.store.claims(ids=list(conflict)):
            say(f"  {claim.id}  “{clip(' '.join(claim.quote.exact.split()), 140)}”")
    for doubt in journey.doubts:
        say("\nThese lengths of time do not add up:", bold=True)
        say(f"  {doubt.why}")
        for claim in book.store.claims(ids=list(doubt.claims)):
            say(f"  {claim.id}  “{clip(' '.join(claim.quote.exact.split()), 140)}”")
    if journey.missing:
        told = [f"{numbers[one.step]}: {UNTOLD[one.what]}" if one.step else UNTOLD[one.what] for one in journey.missing]
        say("\nNot told: " + "; ".join(told) + ".")


def _step(book: "Casebook", step: Step, span: Span, numbers: dict[str, str]) -> None:
    inside = "      " if step.kind is StepKind.ABUSE else ""
    what = ", ".join(act.replace("_", " ") for act in step.acts) or "held"
    where = "; ".join(_where(step))
    say(f"{inside}{numbers[step.id]:>3}  {_days(span)}  {what}" + (f"  ({where})" if where else ""), bold=not inside)
    for length in step.lengths:
        most = "" if length.high is None else f" to {length.high:.0f}"
        say(f"{inside}       lasted {length.low:.0f}{most} days, as told: {length.words}")
    for reason in step.why:
        say(f"{inside}       {reason}")
    quoted: dict[str, list[str]] = {}
    for claim in book.store.claims(ids=list(step.claims)):
        quoted.setdefault(clip(" ".join(claim.quote.exact.split()), 120), []).append(claim.id)
    for sentence, ids in quoted.items():
        say(f"{inside}       “{sentence}”  {' '.join(ids)}")


def _where(step: Step) -> list[str]:
    """The kind of place, the place, and in whose hands: the authorities of the kind, else the State alone."""
    kind = facility(step.facility)
    under = " or ".join(hands(kind, "en")) if kind else places.name(step.state)
    named = words.place(step, "en")
    return [told for told in (kind.label["en"] if kind else None, named, under) if told]


def _days(span: Span) -> str:
    """The days left for a step: a day, a range, or how far they are known."""
    first = _between(span.earliest_start, span.latest_start)
    last = _between(span.earliest_end, span.latest_end)
    return first if first == last else f"from {first} until {last}"


def _between(low: object, high: object) -> str:
    if low == high:
        return f"{low or 'unknown'}"
    return f"{low or '…'}/{high or '…'}"


def _gap(gap: Gap) -> str:
    if gap.high is None:
        return f"{gap.low:,} days or more of which nothing is told" if gap.low else "some time of which nothing is told"
    return f"{gap.low:,} to {gap.high:,} days of which nothing is told" if gap.low != gap.high else f"{gap.low:,} days"
