"""`chamsae link-lists`: partners' lists, up to ten million rows, linked on this computer."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamsae.cli.show import Bar, json_option, number, records, say
from chamsae.errors import InputError

if TYPE_CHECKING:
    from chamsae.link.scale import Role, Summary

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.argument("lists", nargs=-1, required=True, type=_FILE)
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, file_okay=False), help="The folder to make, or to go on in."
)
@click.option(
    "--add", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Add the rows to this linkage instead."
)
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="WHAT=COLUMN",
    help="Which column holds name, family, given, sex, birth, place, mother, extra or key.",
)
@click.option(
    "--gazetteer", type=_FILE, help="Places of your own: CSV with id, within, names (a|b), latitude, longitude."
)
@click.option("--judged", type=_FILE, help="Pairs known to be one or two: CSV with left, right, same (1 or 0).")
@click.option("--once", multiple=True, type=_FILE, help="In this list each person stands once.")
@click.option(
    "--false-per-row",
    type=click.FloatRange(0, 1),
    default=0.02,
    show_default=True,
    help="False partners a row may have on the average; the threshold follows.",
)
@click.option("--memory", default="4GB", show_default=True, help="Memory the database may use; the rest goes to disk.")
@json_option
def command(
    lists: tuple[Path, ...],
    out: Path | None,
    add: Path | None,
    columns: tuple[str, ...],
    gazetteer: Path | None,
    judged: Path | None,
    once: tuple[Path, ...],
    false_per_row: float,
    memory: str,
    *,
    as_json: bool,
) -> None:
    """Link the rows of LISTS: which of them are one person, in all spellings, scripts and calendars.

    \b
    chamsae link-lists ours.csv theirs.csv -o linked     rows.csv: an entity for every row
    chamsae link-lists new.csv --add linked              further rows; old ids stay
    chamsae link-lists a.csv -o linked --map name=성명 --map birth=생년월일

    A list is CSV (UTF-8, UTF-16, CP949 or GB 18030) or Parquet. Needed is a column of names; sex, birth date (day,
    month, year, 1970-1975, 음력), place and mother's name help. FOLDER then holds rows.csv, look.csv (pairs worth a
    look, with reasons), refused.csv (rows that could not be read) and the database. An interrupted run goes on where it
    was. What comes out is proposed: nobody in a casebook is merged by it. More: docs/howto/link-lists.md
    """
    from chamsae.link.scale import Wishes
    from chamsae.link.scale import add as add_lists
    from chamsae.link.scale import link as link_lists

    if (out is None) == (add is None):
        raise click.UsageError("Name either -o FOLDER or --add FOLDER.")
    wishes = Wishes(
        columns=_mapped(columns),
        gazetteer=gazetteer,
        judged=judged,
        once=once,
        false_per_row=false_per_row,
        memory=memory,
    )
    progress = _Progress()
    done = add_lists(lists, add, wishes, progress) if add else link_lists(lists, out or Path(), wishes, progress)
    progress.finish()
    if as_json:
        records([done])
        return
    _tell(done)


def _tell(done: "Summary") -> None:
    measured = (
        f"measured with {done.decoys:,} made-up rows" if done.decoys else "too few rows to measure: the usual one"
    )
    say(f"{number(done.rows, 'row')}, {done.entities:,} entities; {done.together:,} of them have "
        f"several rows, the largest {done.largest:,}. Threshold {done.threshold:+.1f} bits ({measured}).")  # fmt: skip
    if done.refused:
        click.echo(f"{number(done.refused, 'row')} with something that could not be read: {done.folder}/refused.csv")
    click.echo(f"{done.folder}/rows.csv holds the entity of every row; {done.folder}/look.csv the pairs worth a look.")


def _mapped(columns: tuple[str, ...]) -> "dict[Role, str]":
    from chamsae.link.scale import Role

    found: dict[Role, str] = {}
    for given in columns:
        what, divider, column = given.partition("=")
        if not divider or what not in list(Role):
            raise InputError(
                f"--map {given} is not understood", do=f"Write WHAT=COLUMN; WHAT is one of {', '.join(Role)}."
            )
        found[Role(what)] = column
    return found


class _Progress:
    """Steps of a linkage drawn as one bar after another."""

    def __init__(self) -> None:
        self._bar, self._what = Bar(), ""

    def __call__(self, what: str, done: int, total: int) -> None:
        if what != self._what:
            self.finish()
            self._what = what
            self._bar.start(total, what)
        self._bar.reach(done)

    def finish(self) -> None:
        """Long work has ended."""
        self._bar.finish()
