"""Labels of keys that only the casebook knows: titles of documents, events in words; for the public, numbers."""

from collections.abc import Callable, Iterator, Mapping

from chamsae.errors import NotFound
from chamsae.model.case import event_parts
from chamsae.model.table import OPEN, Dimension, Table
from chamsae.ports import Store
from chamsae.protect.known_names import KnownNames
from chamsae.protect.release import Audience
from chamsae.text import places

#: What an origin is called where titles stay inside.
ORIGIN = {"en": "origin %d", "ko": "원출처 %d", "zh": "原始出处%d"}


def key_names(
    store: Store, table: Table, audience: Audience, language: str, known: Callable[[], KnownNames]
) -> Mapping[str, str]:
    """The labels of a table's keys that no list has; documents stay numbers for the public, and where a title names
    somebody for all outside."""
    return dict(_names(store, table, audience, language, known))


def _names(
    store: Store, table: Table, audience: Audience, language: str, known: Callable[[], KnownNames]
) -> Iterator[tuple[str, str]]:
    for dimension, keys in zip(table.ask.axes, table.keys, strict=True):
        if dimension is Dimension.EVENT:
            yield from ((key, event_words(key, language)) for key in keys if key != OPEN)
        if dimension is Dimension.ORIGIN:
            for number, key in enumerate((key for key in keys if key != OPEN), 1):
                title = "" if audience is Audience.PUBLIC else _title(store, key)
                hidden = audience is not Audience.INTERNAL and bool(known().spans(title))
                yield key, ORIGIN[language] % number if hidden or not title else title


def event_words(id: str, language: str) -> str:
    """An event by its kind, day and place."""
    parts = event_parts(id)
    if parts is None:
        return id
    act, day, place = parts
    where = places.name(place, language) if place else None
    return ", ".join(part for part in (act.replace("_", " "), where, day.isoformat()) if part)


def _title(store: Store, document: str) -> str:
    try:
        found = store.document(document)
    except NotFound:
        return document
    return found.title or found.name
