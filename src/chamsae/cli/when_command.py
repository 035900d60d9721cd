"""`chamsae when`: what days some words for a time mean."""

import click

from chamsae.cli.show import json_option, records, say
from chamsae.errors import InputError
from chamsae.model.when import When
from chamsae.text.amounts import when_iso
from chamsae.text.reckoning import reckon


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--said", metavar="DATE", help="When the words were said, for “last year”: 2023-10-09, 2023-10 or 2023.")
@click.option("--born", metavar="DATE", help="When the person was born, for “when I was 22”.")
@json_option
def command(words: tuple[str, ...], said: str | None, born: str | None, *, as_json: bool) -> None:
    """Work out which days WORDS mean, in English, Korean or Chinese, and how.

    \b
    chamsae when about two weeks after Chuseok 2009
    chamsae when 화폐개혁 전
    chamsae when 农历2009年八月十五
    chamsae when 스물두 살 때 --born 1988-03

    Feasts and lunar dates, events everybody remembers, Juche years, ages by birthdays and by Korean counting. What is
    told roughly stays rough. No casebook is needed.
    """
    asked = " ".join(words)
    found = reckon(asked, published=_date(said), born=_date(born))
    if found is None:
        raise InputError(
            f"no time is found in “{asked}”",
            do="Name a date, a year with a feast, or a known event; an age needs --born, and “last year” needs --said.",
        )
    if as_json:
        records([found])
    else:
        say(when_iso(found.when) or "", bold=True)
        say(found.why)


def _date(words: str | None) -> When | None:
    if words is None:
        return None
    found = reckon(words)
    if found is None or not found.when.bounded:
        raise InputError(f"“{words}” is no date", do="Write 1988-03-09, March 1988 or 1988.")
    return found.when
