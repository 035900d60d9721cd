"""`chamsae figures --correct`: say what a claim counts, or take that back."""

from collections.abc import Callable
from functools import wraps

import click

from chamsae.cli.opening import casebook, person
from chamsae.cli.show import say
from chamsae.errors import InputError
from chamsae.model.when import Precision, When
from chamsae.read import published

Command = Callable[..., None]

OPTIONS = (
    click.option("--correct", metavar="CLAIM", help="Say what CLAIM counts: --because and some of the next."),
    click.option("--act", help="With --correct: the act (repatriated, detained, arrested …)."),
    click.option("--counted", help="With --correct: who is counted, in words (women, families …)."),
    click.option("--place", help="With --correct: the place, by name or key."),
    click.option("--when", metavar="DATE", help="With --correct: 2023-10-09, 2023-10, 2023, or two of these with “/”."),
    click.option("--out", is_flag=True, help="With --correct: take it out of all figures; it counts something else."),
    click.option("--undo", type=int, metavar="NUMBER", help="With --correct: take back the correction of this number."),
)


def correcting(command: Command) -> Command:
    """Give a command the options of a correction; with `--correct` it corrects and does nothing else."""

    @wraps(command)
    def wrapped(
        context: click.Context,
        /,
        correct: str | None,
        act: str | None,
        counted: str | None,
        place: str | None,
        when: str | None,
        undo: int | None,
        *,
        out: bool,
        **rest: object,
    ) -> None:
        given = (act, counted, place, when, undo, out or None)
        if correct is None:
            if any(one is not None for one in given):
                raise click.UsageError("Correcting takes a claim: chamsae figures --correct CLAIM --place WHERE …")
            command(context, **rest)
            return
        done = casebook(context).reconcile.correct(
            correct,
            by=person(context),
            reason=str(rest.get("because") or ""),
            act=act,
            place=place,
            when=_when(when),
            counted=counted,
            out=out,
            undoes=undo,
        )
        back = f"; correction {done.undoes} is taken back" if done.undoes else ""
        say(f"Noted as correction {done.number}{back}. Figures follow.")

    for option in reversed(OPTIONS):
        wrapped = option(wrapped)
    return wrapped


def _when(words: str | None) -> When | None:
    """A date, month or year, or the time from one to another."""
    if words is None:
        return None
    ends = [published.when(part) for part in words.split("/")]
    first, last = ends[0], ends[-1]
    if first is None or last is None or len(ends) > 2 or None in (first.start, last.end):
        raise InputError(f"“{words}” is no date", do="Write 2023-10-09, 2023-10, 2023, or 2023-10-08/2023-10-09.")
    if len(ends) == 1:
        return When(start=first.start, end=first.end, precision=first.precision)
    if first.start and last.end and first.start > last.end:
        raise InputError(f"“{words}” ends before it starts", do="Give the earlier date first.")
    return When(start=first.start, end=last.end, precision=Precision.RANGE)
