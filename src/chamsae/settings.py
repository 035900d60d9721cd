"""One frozen Settings, read from settings.toml in the casebook folder and the environment."""

import json
import os
import re
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from chamsae.errors import CasebookError, InputError, StorageError, phrase

FILE = "settings.toml"

#: Environment variables that go before the file.
ENVIRONMENT = {"database_url": "CHAMSAE_DATABASE_URL", "person": "CHAMSAE_PERSON"}

#: The key of a language model's server stands in the environment only, so that it is never written into a folder.
MODEL_KEY = "CHAMSAE_MODEL_KEY"

#: So do the passphrase of an encrypted casebook, and the name of a file that holds it.
PASSPHRASE, PASSPHRASE_FILE = "CHAMSAE_PASSPHRASE", "CHAMSAE_PASSPHRASE_FILE"
PASSPHRASE_FILES = {False: PASSPHRASE_FILE, True: "CHAMSAE_NEW_PASSPHRASE_FILE"}

#: The largest number a field may hold; the smallest is 1.
LARGEST = {
    "object_limit": 1 << 40, "parse_seconds": 3600, "parse_megabytes": 1 << 16, "workers": 256, "model_seconds": 3600,
    "page_seconds": 3600, "release_signatures": 9,
}  # fmt: skip
#: The only texts some fields may hold.
CHOICES = {"ocr": ("auto", "tesseract", "rapidocr", "off"), "figure_rule": ("specific", "hull", "middle")}
#: What a field may hold, in words.
KINDS: dict[type, str] = {str: phrase("a text in quotes"), int: phrase("a whole number")}
EXPLAINED = phrase("Correct the line; docs/reference/settings.md explains each.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How one casebook behaves. Every field may stand in settings.toml.

    `name` is the casebook's name on screens. `person` signs judgements where nobody else is named.
    `database_url` puts the rows in PostgreSQL. `object_limit` is the most bytes one item may have.
    `parse_seconds` and `parse_megabytes` bound a parser process; `workers` read side by side.
    `model_address` and `model_name` name a language model that may be asked (none unless set), `model_seconds` the
    longest wait for one answer. `ocr` says what recognises pages that are pictures, `tesseract` where that program is
    if not on PATH, `ocr_languages` what it expects on every page ("kor+eng") instead of judging by the script, and
    `page_seconds` what one page may take. `whisper_model` is the folder of a model that may write transcripts.
    `figure_rule` names the rule by which ranges of figures are proposed. `second_copy` is a folder, best on another
    disk, that holds every original a second time.
    `release_signatures` is how many different people must sign a release before it leaves.
    `stamp_addresses` are time-stamping authorities that `chamsae log stamp --ask` asks, parted by blanks.
    """

    name: str = "Casebook"
    person: str = ""
    database_url: str = field(default="", repr=False)  # may hold a password
    object_limit: int = 512 * 1024 * 1024
    parse_seconds: int = 30
    parse_megabytes: int = 1024
    workers: int = 2
    model_address: str = ""
    model_name: str = ""
    model_seconds: int = 300
    ocr: str = "auto"
    tesseract: str = ""
    ocr_languages: str = ""
    page_seconds: int = 120
    whisper_model: str = ""
    figure_rule: str = "specific"
    stamp_addresses: str = ""
    second_copy: str = ""
    release_signatures: int = 1


def load(folder: Path) -> Settings:
    """Settings of a casebook folder; raises CasebookError naming the line or field that is wrong."""
    path = folder / FILE
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        given = {}
    except (ValueError, RecursionError) as error:
        raise CasebookError(
            phrase("not valid TOML: %(error)s", error=error), thing=str(path), do=phrase("Correct the line.")
        ) from error
    except OSError as error:
        raise StorageError(
            phrase("cannot be read: %(error)s", error=error.strerror),
            thing=str(path),
            do=phrase("Check its permissions."),
        ) from error
    for name, variable in ENVIRONMENT.items():
        if os.environ.get(variable):
            given[name] = os.environ[variable]
    return _checked(given, path)


def passphrase(*, new: bool = False) -> str:
    """The passphrase in the environment, or in the file named there (its first line); "" where neither is.

    With `new` the one it is to be changed to, which stands in a file alone. Raises StorageError for a file that cannot
    be read, InputError for one that holds none.
    """
    variable = PASSPHRASE_FILES[new]
    if not new and (told := os.environ.get(PASSPHRASE)):
        return told
    if not (name := os.environ.get(variable)):
        return ""
    try:
        lines = Path(name).read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise StorageError(
            phrase("cannot be read: %(error)s", error=error.strerror),
            thing=name,
            do=phrase("Correct %(variable)s.", variable=variable),
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            phrase("holds no passphrase in UTF-8"), thing=name, do=phrase("Correct %(variable)s.", variable=variable)
        ) from error
    if not lines or not lines[0]:
        raise InputError(
            phrase("holds no passphrase in its first line"),
            thing=name,
            do=phrase("Correct %(variable)s.", variable=variable),
        )
    return lines[0]


def _checked(given: dict[str, object], path: Path) -> Settings:
    known = {field.name: type(field.default) for field in fields(Settings)}
    for key, value in given.items():
        if key not in known:
            raise CasebookError(
                phrase("no setting is called “%(key)s”", key=key),
                thing=str(path),
                do=phrase("Known: %(names)s.", names=", ".join(known)),
            )
        if type(value) is not known[key]:
            raise CasebookError(
                phrase("“%(key)s” must be %(kinds)s", key=key, kinds=KINDS[known[key]]), thing=str(path), do=EXPLAINED
            )
        if type(value) is int and not 1 <= value <= LARGEST[key]:
            raise CasebookError(
                phrase("“%(key)s” must lie between 1 and %(most)s", key=key, most=f"{LARGEST[key]:,}"),
                thing=str(path),
                do=EXPLAINED,
            )
        if value not in CHOICES.get(key, (value,)):
            raise CasebookError(
                phrase("“%(key)s” must be one of %(names)s", key=key, names=", ".join(CHOICES[key])),
                thing=str(path),
                do=EXPLAINED,
            )
    return Settings(**given)  # type: ignore[arg-type]  # checked field by field above


def write(folder: Path, name: str, *, database_url: str = "") -> None:
    """Write a first settings.toml that explains itself; with an address, rows are looked for there.

    Raises InputError for an address with a password, which is never written.
    """
    if holds_password(database_url):
        raise InputError(
            phrase("an address with a password would be kept in a file and seen in the list of processes"),
            thing="the database address",
            do=phrase("Leave the password out; give it in PGPASSWORD, ~/.pgpass or CHAMSAE_DATABASE_URL."),
        )
    lines = TEMPLATE.format(name=_quoted(name))
    if database_url:
        lines = ADDRESS_LINE.sub(lambda _: f"database_url = {_quoted(database_url)}", lines)
    (folder / FILE).write_text(lines, "utf-8")


def holds_password(url: str) -> bool:
    """True for a database address that says a password, before the host or behind the question mark."""
    try:
        parts = urlsplit(url)
        return parts.password is not None or "password" in parse_qs(parts.query, keep_blank_values=True)
    except ValueError:
        return True  # what cannot be read may hold one


def _quoted(text: str) -> str:
    """A TOML string: it knows the escapes of JSON, and wants DEL escaped too; half characters no file can hold."""
    storable = text.encode(errors="replace").decode()
    return json.dumps(storable, ensure_ascii=False).replace("\x7f", "\\u007f")


#: The line of the template that says where rows are.
ADDRESS_LINE = re.compile(r"^# database_url = .*$", re.MULTILINE)

TEMPLATE = """\
# Settings of this casebook. Lines without a # are in force; docs/reference/settings.md explains each.
name = {name}
# person = "Your name"            # signs judgements; the environment variable CHAMSAE_PERSON goes before it
# database_url = "postgresql://…" # rows in PostgreSQL instead of casebook.sqlite3; CHAMSAE_DATABASE_URL goes before it
# object_limit = 536870912        # the most bytes one item may have
# parse_seconds = 30              # a parser process is stopped after this time
# parse_megabytes = 1024          # and never gets more memory than this
# workers = 2                     # documents read side by side
# model_address = "http://127.0.0.1:11434/v1" # a language model `chamsae ask` may ask; it gets the documents' text
# model_name = "…"                # the model's name there
# model_seconds = 300             # the longest wait for one answer
# ocr = "auto"                    # what recognises pages that are pictures: auto, tesseract, rapidocr, off
# tesseract = "/usr/bin/tesseract" # where Tesseract is, if not on PATH
# ocr_languages = "kor+eng"       # what Tesseract expects on every page, instead of judging by the script
# page_seconds = 120              # recognising a page is stopped after this time
# whisper_model = "/models/…"     # the folder of a speech model that may write transcripts; nothing is downloaded
# second_copy = "/media/usb/copy" # a folder on another disk that holds every original a second time
# release_signatures = 2          # how many different people must sign a release before it leaves
# stamp_addresses = "https://…"   # time-stamping authorities that `chamsae log stamp --ask` asks
"""
