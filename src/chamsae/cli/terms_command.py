"""`chamsae terms`: the vocabulary of violations, and what bound a State on a day."""

from datetime import datetime

import click

from chamsae.cli import terms_lists
from chamsae.cli.show import json_option, records, say, table
from chamsae.errors import NotFound
from chamsae.model.term import Instrument, Obligation, Violation
from chamsae.text import places
from chamsae.text.custody import hands, kinds
from chamsae.text.instruments import instruments, obligations, unbound
from chamsae.text.violations import version, violation, violations

LANGUAGES = ("en", "ko", "zh")


@click.command()
@click.argument("code", required=False)
@click.option("--state", metavar="STATE", help="What bound this State (cn, kp, kr … or a name in any language).")
@click.option(
    "--on", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="With --state: on this day (default: today)."
)
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Labels in this language."
)
@click.option("--lists", is_flag=True, help="Name the lists of terms beside violations, and the facts of a life.")
@click.option("--list", "key", metavar="LIST", help="The terms of one list (kin, degree, intervention, chain, nkdb …).")
@click.option("--place", metavar="WORDS", help="What kind of place of custody WORDS name, and under whom it stands.")
@json_option
def command(
    code: str | None,
    state: str | None,
    day: datetime | None,
    language: str,
    place: str | None,
    key: str | None,
    *,
    lists: bool,
    as_json: bool,
) -> None:
    """List the kinds of violations, or show one CODE: definition, coding rule, example, what must be shown in law.

    With --state: the duties that bound a State on a day, article by article, and what did not bind it and why.
    `chamsae terms refoulement --state cn --on 2023-10-09` keeps to the duties that speak to one kind.
    With --place: whether 집결소, 看守所 or "labour training camp" is a place of questioning, transit, labour or
    sentence, of which State, under which authority; a word of both countries gives both.
    With --lists and --list: all other lists (kin, degrees of involvement, interventions, how events hang together),
    each term with its HURIDOCS code where that is known, and NKDB's categories as far as they are public.
    """
    if day is not None and state is None:
        raise click.UsageError("--on takes --state: chamsae terms --state cn --on 2023-10-09")
    known = _known(code) if code else None
    if lists or key is not None:
        terms_lists.show(key, language, as_json=as_json)
    elif place is not None:
        _custody(place, language, as_json=as_json)
    elif state is not None:
        _bound(_state(state), day or datetime.now(), known, language, as_json=as_json)  # noqa: DTZ005 - the user's day
    elif as_json:
        records([known] if known else violations())
    elif known is not None:
        _one(known, language)
    else:
        table(("code", "", ""), [(one.code, one.label[language], one.esf or "") for one in violations()], empty="")
        say(f"\nVersion {version()}. The last column is the HURIDOCS code where there is one.")


def _known(code: str) -> Violation:
    if (found := violation(code)) is None:
        raise NotFound(f"there is no kind of violation {code}", do="`chamsae terms` lists them.")
    return found


def _state(words: str) -> str:
    """The key of a State, from its key or any of its names."""
    keys = {party.state for one in instruments() for party in one.parties} | {"kp"}
    if words in keys:
        return words
    found = places.country_and_key(words)
    if found is None or found[0] not in keys:
        raise NotFound(f"the register has no State “{words}”", do=f"It has: {', '.join(sorted(keys))}.")
    return found[0]


def _one(term: Violation, language: str) -> None:
    say(f"{term.code}: {term.label[language]}", bold=True)
    click.echo("  " + "  ·  ".join(term.label[other] for other in LANGUAGES if other != language))
    say(f"\n{term.definition[language]}\n")
    say(f"Coding rule: {term.rule}\nExample (invented): {term.example}\n\nWhat must be shown:")
    for element in term.elements:
        say(f"  - {element.text} ({element.source})")
    if term.esf:
        say(f"\nHURIDOCS type of act: {term.esf}{', the nearest there is' if term.esf_near else ''}")


def _bound(state: str, day: datetime, term: Violation | None, language: str, *, as_json: bool) -> None:
    found = obligations(state, day.date(), term.code if term else None)
    if as_json:
        records(found)
        return
    labels = {one.key: one for one in instruments()}
    what = f" as to {term.label[language]}" if term else ""
    say(f"{places.name(state)}, {day:%Y-%m-%d}{what}:", bold=True)
    for key in dict.fromkeys(one.instrument for one in found):
        _instrument(labels[key], [one for one in found if one.instrument == key], language)
    if not found:
        say("  Nothing in the register bound it.")
    for instrument, why in unbound(state, day.date()):
        click.echo(click.style(f"  not bound: {instrument.label[language]}: {why}", dim=True))
    if not all(labels[one.instrument].checked for one in found):
        say("\nThe days were not compared with the depositary's list: do so before you rely on one in a filing.")


def _custody(words: str, language: str, *, as_json: bool) -> None:
    found = kinds(words)
    if as_json:
        records(found)
        return
    if not found:
        raise NotFound(f"no kind of place of custody is named in “{words}”", do="Give the word for the place alone.")
    for one in found:
        say(f"{one.label[language]}: {places.name(one.state)}, {one.stage}", bold=True)
        say(f"  {one.definition[language]}")
        for bodies in hands(one, language):
            say(f"  under: {bodies}")
    if len({one.state for one in found}) > 1:
        say("The word is used in both countries: keep the country with it.")


def _instrument(instrument: Instrument, duties: list[Obligation], language: str) -> None:
    say(f"  {instrument.label[language]}, since {duties[0].since:%Y-%m-%d}")
    if duties[0].note:
        click.echo(f"    {duties[0].note}")
    for one in duties:
        text = one.duty.text[language]
        click.echo(f"    Art. {one.duty.article}: {text}" if one.duty.article else f"    {text}")
