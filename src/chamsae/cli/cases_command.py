"""`chamsae cases`: acts as coded, events, and everything said of one person."""

from typing import TYPE_CHECKING

import click

from chamsae.cli.opening import casebook
from chamsae.cli.opening import person as signature
from chamsae.cli.show import Bar, clip, json_option, number, records, say, table
from chamsae.errors import NotFound
from chamsae.model.person import Fact, PersonFile
from chamsae.text import places
from chamsae.text.vocabulary import fields, label

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook


@click.command()
@click.option("--person", "who", metavar="NAME", help="Everything said of one person (a name or an id).")
@click.option("--place", metavar="WORDS", help="Acts at this place and all that lies in it.")
@click.option("--violation", metavar="CODE", help="Acts of this kind and narrower ones (`chamsae terms`).")
@click.option("--state", metavar="CODE", help="Acts for which this State answers (CN, KP …).")
@click.option("--event", metavar="ID", help="The acts of one event.")
@click.option("--events", is_flag=True, help="List events, the latest first.")
@click.option("--adopt", nargs=2, metavar="FIELD CLAIM", help="With --person: adopt the value that CLAIM gives.")
@click.option("--unadopt", metavar="FIELD", help="With --person: take back the value adopted.")
@click.option(
    "--tie", nargs=3, metavar="EVENT TYPE EVENT", help="Say how two events stand (precedes, contains, causes …)."
)
@click.option("--untie", type=int, metavar="NUMBER", help="Take back how two events were tied.")
@click.option("--why", default="", help="The reason, kept with what is adopted or tied.")
@click.option("--rebuild", is_flag=True, help="Derive all acts and events anew from claims and judgements.")
@click.option("--limit", type=click.IntRange(min=1), default=100, show_default=True, help="At most so many lines.")
@json_option
@click.pass_context
def command(
    context: click.Context,
    who: str | None,
    place: str | None,
    violation: str | None,
    state: str | None,
    event: str | None,
    *,
    events: bool,
    adopt: tuple[str, str] | None,
    unadopt: str | None,
    tie: tuple[str, str, str] | None,
    untie: int | None,
    why: str,
    rebuild: bool,
    limit: int,
    as_json: bool,
) -> None:
    """List acts as coded: what was done to whom, where, when, and who answers for it.

    Acts follow from claims and judgements: several claims of one act of one person are one act. With --person: facts
    with all rival values and who says so, kin, acts, what was done about it.
    """
    book, by = casebook(context), signature(context)
    if rebuild:
        book.cases.rebuild(Bar())
    if tie is not None:
        say(f"Kept as entry {book.cases.tie(*tie, by=by, why=why).number}.")
    elif untie is not None:
        book.cases.untie(untie, by=by, why=why)
        say("Taken back.")
    elif who is not None:
        _adopt(book, who, adopt, unadopt, by=by, why=why)
        _person(book, who, as_json=as_json)
    elif events:
        _events(book, limit, as_json=as_json)
    else:
        _acts(book, limit, {"place": _key(place), "violation": violation, "state": state, "event": event},
              as_json=as_json)  # fmt: skip


def _adopt(
    book: "Casebook", who: str, adopt: tuple[str, str] | None, unadopt: str | None, *, by: str, why: str
) -> None:
    person = book.journeys.find(who).id
    if adopt is not None:
        held = next((fact for fact in book.cases.person(person).facts if fact.field == adopt[0]), None)
        value = next((one for one in held.values if adopt[1] in one.claims), None) if held else None
        book.cases.adopt(person, adopt[0], value.claims if value else [adopt[1]], by=by, why=why)
    if unadopt is not None:
        book.cases.unadopt(person, unadopt, by=by, why=why)


def _acts(book: "Casebook", limit: int, asked: dict[str, str | None], *, as_json: bool) -> None:
    from chamsae.casebook.cases import wanted

    question = wanted(**asked)
    found = book.cases.acts(question, limit=limit)
    if as_json:
        records(found)
        return
    rows = [
        (one.violation or f"open: {one.act}", one.when.text or one.when.start if one.when else "",
         places.name(one.place) or one.place_text or "", clip(one.victim_text or ", ".join(one.persons), 30),
         ", ".join(dict.fromkeys(part.state or part.name for part in one.involved)), len(one.claims), one.id)
        for one in found
    ]  # fmt: skip
    table(("kind", "when", "where", "to whom", "by", "claims", "id"), rows, empty="No act is told.")
    many = book.cases.count(question)
    if many > len(found):
        say(f"{number(many, 'act')} in all; --limit shows more.")


def _events(book: "Casebook", limit: int, *, as_json: bool) -> None:
    found = book.cases.events(limit=limit)
    if as_json:
        records(found)
        return
    rows = [
        (one.day, one.act, places.name(one.place) or "", one.acts, one.persons, one.claims, one.id) for one in found
    ]
    table(("day", "what", "where", "acts", "named", "claims", "id"), rows, empty="No event is told by two claims.")


def _person(book: "Casebook", who: str, *, as_json: bool) -> None:
    file = book.cases.person(book.journeys.find(who).id)
    if as_json:
        records([file])
        return
    say(f"{file.id}: {' · '.join(file.names)}", bold=True)
    for fact in file.facts:
        _fact(fact)
    for kin in file.kin:
        relation = f"{label('kin', kin.code) or kin.text} of {kin.other or 'somebody'}"
        say(f"  {relation} ({number(len(kin.documents), 'document')})")
    _done(book, file)


def _fact(fact: Fact) -> None:
    field = fields().get(fact.field)
    rival = "  (sources differ)" if fact.rival else ""
    say(f"  {field.label['en'] if field else fact.field}:{rival}")
    for value in fact.values:
        coded = label(field.list, value.code) if field and field.list and value.code else ""
        adopted = " [adopted]" if value == fact.adopted else ""
        told = f"{number(len(value.documents), 'document')}, claims {', '.join(value.claims)}"
        say(f"    {coded or value.text}{adopted} ({told})")


def _done(book: "Casebook", file: PersonFile) -> None:
    for act in file.acts:
        where = places.name(act.place) or act.place_text or "place not told"
        day = (act.when.text or act.when.start) if act.when else "day not told"
        say(f"  {act.violation or act.act}: {day}, {where} ({number(len(act.claims), 'claim')}; {act.id})")
    for id in file.interventions:
        claim = book.store.claim(id)
        say(f"  done about it: {claim.trigger.exact} ({id})")


def _key(words: str | None) -> str | None:
    """The key of a place, from its key or any of its names."""
    known = places.keys()
    if words is None or words in known:
        return words
    found = places.country_and_key(words)
    if found is None:
        raise NotFound(f"the gazetteer has no place “{words}”", do="`chamsae places` lists places.")
    return found[0]
