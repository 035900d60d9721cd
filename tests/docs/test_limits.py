"""The page on limits says the numbers of the code, and leaves no cap of the code out."""

import os
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import timedelta
from importlib import import_module

import pytest

from chamsae.archive.fetch import FetchLimits
from chamsae.archive.item import Limits as ArchiveLimits
from chamsae.read.parsed import Limits as ParseLimits
from tests.docs.fenced import ROOT

PAGE = (ROOT / "docs" / "reference" / "limits.md").read_text("utf-8")
SOURCE = ROOT / "src" / "chamsae"
ROWS = [
    (found["limit"], found["name"])
    for found in re.finditer(r"^\| .+ \| (?P<limit>[^|]+) \| `(?P<name>[\w.]+)` \|$", PAGE, re.MULTILINE)
]
_NAMES = re.compile(r"^((?:[A-Z][A-Z_]+, )*[A-Z][A-Z_]+)(?:: [^=]+)? = ", re.MULTILINE)
_CAP = re.compile(r"(?:LARGEST|LONGEST|MOST|MAX)(?:_|$)|DATA_UPLOAD_MAX")
#: Caps that nobody meets: of a message between our own processes, of lines put together again, of a word looked up,
#: of names beside a pair that count as evidence, of numbers in an entry of the log and in its addresses, of persons
#: and leaps a sampler tries with.
INNER = {
    "read.zygote.MAX_ORDER",
    "read.lines.LONGEST",
    "web.stored_words.LONGEST",
    "read.entities.lexicon.LONGEST",
    "link.evidence.MOST_BESIDE",
    "link.organisations.MOST",
    "text.exact_json.MOST",
    "estimate.latent.choose.MOST_MISSED",
    "estimate.latent.gibbs.MOST_MISSED",
    "estimate.latent.tempered.LONGEST",
    "web.views.log.LONGEST",
}


@pytest.fixture(autouse=True)
def django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chamsae.web.settings")
    from chamsae.db.configure import ready

    ready()


@pytest.mark.parametrize(("limit", "name"), ROWS)
def test_a_limit_is_what_the_code_says(limit: str, name: str) -> None:
    assert limit.removesuffix(" bytes") in _sayings(_value(name))


def test_every_cap_of_the_code_is_there() -> None:
    told = {name for _, name in ROWS} | INNER
    assert [name for name in _caps() if name not in told and not any(one.startswith(f"{name}.") for one in told)] == []


def test_every_field_of_the_limits_is_there() -> None:
    told = {name for _, name in ROWS}
    places = {"archive.item.Limits": ArchiveLimits, "archive.fetch.FetchLimits": FetchLimits,
              "read.parsed.Limits": ParseLimits}  # fmt: skip
    named = [f"{place}.{one.name}" for place, kind in places.items() for one in fields(kind) if one.name != "spool"]
    assert [name for name in named if name not in told] == []


def _caps() -> Iterator[str]:
    for file in sorted(SOURCE.rglob("*.py")):
        module = ".".join(file.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        for names in _NAMES.findall(file.read_text("utf-8")):
            yield from (f"{module}.{name}" for name in names.split(", ") if _CAP.match(name))


def _value(name: str) -> object:
    """What a dotted name under chamsae holds: a constant, the default of a field, or an entry of a table."""
    parts = name.split(".")
    last = next(at for at, part in enumerate(parts) if part[0].isupper())
    found: object = import_module(".".join(("chamsae", *parts[:last])))
    for part in parts[last:]:
        if is_dataclass(found):
            found = next(one.default for one in fields(found) if one.name == part)
        else:
            found = found[part] if isinstance(found, dict) else getattr(found, part)
    return found


def _sayings(value: object) -> set[str]:
    """The ways in which the page may write a value."""
    if isinstance(value, timedelta):
        return {f"{value.days}"}
    assert isinstance(value, int | float)
    if isinstance(value, float):
        return {f"{value:g}"}
    return {f"{value:,}", f"{value >> 10} KB", f"{value >> 20} MB", f"{value >> 30:,} GB"}
