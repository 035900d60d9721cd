"""`chamsae places`: where things are told to have happened, and which place a name means."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamsae.cli.journey_command import OUT, language_option
from chamsae.cli.opening import casebook, person
from chamsae.cli.show import clip, json_option, records, say

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook
    from chamsae.casebook.places import Open, PlaceFile, Told


@click.command()
@click.argument("place", required=False)
@click.option("--open", "open_", is_flag=True, help="Names of documents that may mean several places.")
@click.option("--mean", nargs=2, metavar="NAME KEY", help="State that the name with this id means the place KEY.")
@click.option("--take-back", type=int, metavar="NUMBER", help="Take a statement back by its number.")
@click.option("--why", default="", help="The reason, kept with a statement.")
@click.option("--map", "map_", type=OUT, help="Write the map of all places into FILE.svg.")
@language_option
@json_option
@click.pass_context
def command(
    context: click.Context,
    place: str | None,
    *,
    open_: bool,
    mean: tuple[str, str] | None,
    take_back: int | None,
    why: str,
    map_: Path | None,
    language: str,
    as_json: bool,
) -> None:
    """Show where things are told to have happened; with PLACE (a name or key) all that is told of one place.

    A name that several places bear (there are ten Nanpings) counts for none of them until the text around it or a
    person tells which is meant: `--open` lists such names with all they may mean, `--mean` answers for one, and
    `--take-back` undoes the answer. A map is a working copy, and is logged.
    """
    book = casebook(context)
    if mean is not None:
        said = book.places.mean(mean[0], book.places.find(mean[1]), by=person(context), why=why)
        say(f"{said.number}: {mean[0]} means {said.key}")
    elif take_back is not None:
        book.places.take_back(take_back, by=person(context), why=why)
        say(f"{take_back} is taken back")
    elif map_ is not None:
        _written(map_, book.places.map(by=person(context), language=language))
    elif open_:
        _many(book.places.open(), book, as_json=as_json)
    elif place is not None:
        _one(book.places.of(book.places.find(place)), book, as_json=as_json)
    else:
        _all(book.places.listed(), as_json=as_json)


def _written(out: Path, drawn: str) -> None:
    from chamsae.casebook.writing_out import writing

    with writing(out):
        out.write_text(drawn, encoding="utf-8")
    say(str(out))


def _all(told: "list[Told]", *, as_json: bool) -> None:
    from chamsae.text.gazetteer import title

    if as_json:
        records(told)
    elif not told:
        say("Nothing is told of any place yet.")
    for one in told if not as_json else ():
        say(f"{one.acts:>6} acts {one.figures:>6} figures {one.documents:>5} documents  {title(one.key)}  {one.key}")


def _many(found: "list[Open]", book: "Casebook", *, as_json: bool) -> None:
    if as_json:
        records(found)
    elif not found:
        say("No name of a place is open.")
    for one in found if not as_json else ():
        say(f"{one.record.id}  {one.record.names[0]}", bold=True)
        for claim in book.store.claims(ids=one.record.claims[:2]):
            say(f"    “{clip(' '.join(claim.quote.exact.split()), 120)}”")
        for candidate in one.candidates:
            say(f"    {candidate.chance:>6.1%}  {candidate.key}  {candidate.name}: {candidate.why}")


def _one(held: "PlaceFile", book: "Casebook", *, as_json: bool) -> None:
    from chamsae.text import places
    from chamsae.text.gazetteer import locate, title

    if as_json:
        records([held])
        return
    say(f"{title(held.key)}  {held.key}", bold=True)
    known = places.place(held.key) if places.listed(held.key) else None
    if known is not None:
        say("  spelled " + " · ".join((*known.names, *known.careful)))
        say("  lies in " + " · ".join(title(key) for key in (*known.within, *places.countries(held.key))))
    if (found := locate(held.key)) is not None:
        say(f"  at {found.at[0]:.4f}, {found.at[1]:.4f}, within {found.km:g} km ({found.source})")
    if held.namesakes:
        say("  others so called: " + " · ".join(title(key) for key in held.namesakes))
    for entity in held.held:
        say(f"  held there: {book.link.named(entity.id).names[0]}  {entity.id}")
    for claim in held.claims:
        say(f"  {claim.id}  “{clip(' '.join(claim.quote.exact.split()), 120)}”")
    for told in held.inside:
        say(f"  in it: {title(told.key)}, {told.acts} acts and {told.figures} figures")
    if not held.claims:
        say("  Nothing is told of this place itself.")
