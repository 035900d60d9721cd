"""What `chamsae link` shows besides pairs: places that stay open, with all they may be, and events."""

from typing import TYPE_CHECKING

from chamsae.cli.show import clip, records, table

if TYPE_CHECKING:
    from chamsae.casebook.book import Casebook

#: Candidates printed of one open place; `--json` has all.
LISTED = 3


def print_open(book: "Casebook", *, as_json: bool) -> None:
    """Names of places that the text does not settle."""
    left = [record for record in book.link.records().values() if record.candidates and record.known is None]
    if as_json:
        records(left)
        return
    rows = [
        (
            record.id,
            f"{clip(record.names[0], 24)} ({record.document})",
            len(record.candidates),
            " · ".join(f"{one.name} {one.chance:.0%}" for one in record.candidates[:LISTED]),
        )
        for record in left
    ]
    table(("", "place", "so called", "may be"), rows, empty="No place name is open.")


def print_events(book: "Casebook", *, as_json: bool) -> None:
    """Acts of one kind, on one day, at one place."""
    from chamsae.text.places import name

    found = book.link.events()
    if as_json:
        records(found)
        return
    rows = [(one.day.isoformat(), one.act, name(one.place) or "", len(one.claims), len(one.documents)) for one in found]
    table(("day", "act", "place", "acts", "documents"), rows, empty="No two acts of one kind are told of one day.")
