"""What a row of the table is, and what a test may ask of the casebook that took all files in."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.test import Client

from chamsae.archive.item import Refusal
from chamsae.casebook.book import Casebook
from chamsae.model.document import Document
from chamsae.model.source import Capture

#: The folder in which all files of the table are handed in.
INCOMING = "incoming"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The casebook after everything was added and read; `folder` holds it and what was handed in, `refused` by name."""

    book: Casebook
    client: Client
    folder: Path
    refused: tuple[Refusal, ...]

    def kept(self, name: str) -> Capture:
        """The accession of a file by its name."""
        found = [one for one in self.book.store.captures(name=name) if one.container is None]
        assert len(found) == 1, (name, found)
        return found[0]

    def members(self, name: str) -> list[Capture]:
        """What was taken out of a file."""
        return list(self.book.store.captures(container=self.kept(name).sha256))

    def reasons(self, name: str) -> list[str]:
        """Why a file, or something within it, was refused."""
        return [one.reason for one in self.refused if one.name == name or one.name.startswith(f"{name} › ")]

    def reason(self, name: str) -> str:
        """Why a file could not be read, or only in part; "" where it was."""
        reading = self.book.store.reading(self.kept(name).sha256)
        return (reading.reason or "") if reading else ""

    def document(self, name: str) -> Document:
        """What was read of a file."""
        reading = self.book.store.reading(self.kept(name).sha256)
        assert reading is not None
        assert reading.document is not None, reading.reason
        return self.book.store.document(reading.document)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file that is handed in, and what must come of it; it is always kept byte for byte.

    `refused` stands in the reason why what it holds is not taken out, `unread` in the reason why it has no text.
    `members` are the names taken out of it, `text` words that are read, `absent` what must not be among them, `notes`
    what its accession or document says.
    """

    name: str
    data: Callable[[], bytes]
    refused: str = ""
    unread: str = ""
    members: tuple[str, ...] = ()
    text: str = ""
    absent: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A hostile input: its number in the list, what it is, what is done against it, and how that is seen.

    `elsewhere` says what of it is tested in another place, or does not apply yet, and why.
    """

    number: int
    what: str
    done: str
    files: tuple[Given, ...] = ()
    check: Callable[[Held], None] | None = None
    elsewhere: str = ""
