"""What the tests on invented texts share: the texts with what should be found, read once, and what touches words."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from chamsae.model.claim import Claim
from chamsae.model.document import Document
from chamsae.read import zones
from chamsae.read.propose import propose

Entry = dict[str, Any]
V = TypeVar("V")
#: Tags of the languages as documents carry them.
TAGS = {"en": "en", "ko": "ko", "zh": "zh-Hans"}


@cache
def read(name: str) -> tuple[tuple[Entry, tuple[Claim, ...]], ...]:
    """The texts of a file with what should be found in each and the claims proposed."""
    entries = yaml.safe_load(Path(__file__).with_name(f"{name}.yml").read_text(encoding="utf-8"))
    return tuple((entry, propose(document(entry["text"], TAGS[entry["language"]]))) for entry in entries)


def document(text: str, tag: str) -> Document:
    authors, published, publisher = zones.byline(text)
    return Document(
        id="d", sha256="0" * 64, name="d.txt", media_type="text/plain", text=text, language=tag, reader="test",
        authors=authors, published=published, publisher=publisher, furniture=zones.furniture(text, tag),
    )  # fmt: skip


def touching(words: str, text: str, claims: Iterable[Claim]) -> list[Claim]:
    """The claims whose words touch any printing of these."""
    spans = [match.span() for match in re.finditer(re.escape(words), text)]
    assert spans, words
    return [one for one in claims if any(one.trigger.start < end and start < one.trigger.end for start, end in spans)]


def of(kind: type[V], claims: Iterable[Claim]) -> Iterator[tuple[Claim, V]]:
    """The claims whose value is of a kind, with it."""
    return ((one, one.value) for one in claims if isinstance(one.value, kind))
