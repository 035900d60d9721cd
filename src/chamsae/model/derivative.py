"""What was made of an original: never the original itself, and always with what made it and how."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chamsae.model.document import Document

#: A parameter of a tool and its value.
Parameter = tuple[str, str]

_BY, _WITH = "read by ", "read with "
_PROGRAM = re.compile(r"(?P<tool>\S.*?)\s+(?P<version>v?\d[^\s,]*|of unknown version)(?:[\s,].*)?")


class Made(StrEnum):
    """What kind of thing was made: a file taken out of an archive, a text, the picture of a page …"""

    MEMBER = "member"
    TEXT = "text"
    PICTURE = "picture"
    TRANSCRIPT = "transcript"
    TRANSLATION = "translation"
    REDACTED = "redacted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivative:
    """A working copy: `made` (an object's SHA-256, a document's id, …) came `of` another such thing.

    `tool` and `version` name what made it ("" where a person did); `parameters` are the choices the result depends on.
    `at` is aware UTC, None where nobody wrote it down; `by` the token in the log of who did it, "" where the log does
    not tell.
    """

    made: str
    kind: Made
    of: str
    tool: str = ""
    version: str = ""
    parameters: tuple[Parameter, ...] = ()
    at: datetime | None = None
    by: str = ""


def making_notes(parser: str, parameters: Iterable[Parameter]) -> tuple[str, ...]:
    """The notes under which a document keeps what read it and with which parameters; `parameters_of` reads them."""
    told = "; ".join(f"{name}: {_plain(value)}" for name, value in parameters)
    return (f"{_BY}{parser}", *([_WITH + told] if told else []))


def parameters_of(document: Document) -> tuple[Parameter, ...]:
    """The parser, the libraries and programs under it, and the parameters with which a document was read."""
    parser = next((note.removeprefix(_BY) for note in document.notes[::-1] if note.startswith(_BY)), "")
    told = next((note.removeprefix(_WITH) for note in document.notes[::-1] if note.startswith(_WITH)), "")
    pairs = (part.partition(": ") for part in told.split("; ") if part)
    return (*([("parser", parser)] if parser else []), *((name, value) for name, _, value in pairs))


def program(named: str) -> tuple[str, str]:
    """Tool and version of a program as it is named ("chamsae-read 1 with …", "tesseract 5.3.0"); "" for no version."""
    found = _PROGRAM.fullmatch(named.strip())
    return (found["tool"], found["version"]) if found else (named.strip(), "")


def _plain(value: str) -> str:
    return value.replace(";", ",")
