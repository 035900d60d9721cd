"""Printing: tables for people, JSON Lines for programs, a bar for long work."""

import json
import re
import sys
import time
import unicodedata
from collections.abc import Iterable, Sequence

import click

from chamsae import codec
from chamsae.text.normal import visible

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")


def records(nouns: Iterable[object]) -> None:
    """Nouns or plain values, one JSON object a line."""
    for noun in nouns:
        click.echo(_UNPRINTABLE.sub(_escaped, json.dumps(codec.plain(noun), ensure_ascii=False)))


def say(text: str, *, bold: bool = False, err: bool = False) -> None:
    """A line in which nothing that came from a source can command the terminal."""
    click.secho(visible(text), bold=bold or None, err=err)


def table(headers: Sequence[str], rows: Iterable[Sequence[object]], *, empty: str) -> None:
    """An aligned table, wide characters counted as two columns; `empty` is said when there are no rows."""
    cells = [[visible(str("" if cell is None else cell)).replace("\n", " ") for cell in row] for row in rows]
    if not cells:
        click.echo(empty)
        return
    widths = [max(columns(row[i]) for row in [headers, *cells]) for i in range(len(headers))]
    for row in [headers, *cells]:
        line = "  ".join(text + " " * (width - columns(text)) for text, width in zip(row, widths, strict=True))
        click.echo(line.rstrip())


def number(count: int, noun: str) -> str:
    """A count with its noun: "1 claim", "1,200 claims"."""
    return f"{count:,} {noun if count == 1 else noun + 's'}"


#: What JSON lets stand and a terminal obeys or cannot print.
_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def columns(text: str) -> int:
    """Terminal columns a text takes: Korean and Chinese characters take two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def clip(text: str, width: int) -> str:
    """The text cut to a width in columns, with … where it was cut."""
    kept = ""
    for character in text:
        if columns(kept + character) >= width:
            return kept + "…"
        kept += character
    return kept


class Bar:
    """Progress on standard error: count, share, time left; silent when nobody watches (a pipe)."""

    def __init__(self) -> None:
        self._on = sys.stderr.isatty()
        self._what, self._total, self._done, self._began, self._drawn = "", 0, 0, 0.0, 0.0

    def start(self, total: int | None, what: str) -> None:
        """Long work begins."""
        self._what, self._total, self._done = what, total or 0, 0
        self._began, self._drawn = time.monotonic(), 0.0

    def step(self, name: str, note: str = "") -> None:
        """One item is done; a note (a refusal, a failure) is printed on its own line, watched or not."""
        self._done += 1
        if note:
            self._clear()
            click.echo(f"{visible(name)}: {visible(note)}", err=True)
        if self._on and time.monotonic() - self._drawn > 0.1:
            self._draw(name)

    def reach(self, done: int) -> None:
        """So many items are done."""
        self._done = done
        if self._on:
            self._draw("")

    def finish(self) -> None:
        """Long work has ended."""
        self._clear()

    def _draw(self, name: str) -> None:
        self._drawn = time.monotonic()
        spent = self._drawn - self._began
        count = f"{self._done}"
        if self._total:
            left = spent / self._done * (self._total - self._done) if self._done else 0
            filled = 20 * self._done // self._total
            count = f"[{'█' * filled}{'·' * (20 - filled)}] {self._done} of {self._total}, {_spoken(left)} left"
        click.echo(f"\r\x1b[K{self._what} {count}  {clip(visible(name), 40)}", err=True, nl=False)

    def _clear(self) -> None:
        if self._on:
            click.echo("\r\x1b[K", err=True, nl=False)


def _spoken(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
