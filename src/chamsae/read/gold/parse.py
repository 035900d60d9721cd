"""A gold file read strictly: whatever is wrong with it is an InputError that names the entry and the reason."""

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

import msgspec
from msgspec import Struct

from chamsae.errors import InputError
from chamsae.read.gold.shape import (
    Gold,
    GoldAct,
    GoldDate,
    GoldFigure,
    GoldName,
    GoldQuotation,
    Rejected,
    Span,
)
from chamsae.text.strict_json import strict

MEND = "Correct the entry; docs/reference/gold.md explains the format."
DIFFERS = "The text was changed or is another edition: offsets hold only for the very bytes that were annotated."


def parse(raw: bytes, *, thing: str = "gold") -> Gold:
    """The gold in these bytes, each id once, each document named; raises InputError with entry and reason."""
    plain = _strict_json(raw, thing)
    if not isinstance(plain, dict):
        raise InputError("is not a JSON object", thing=thing, do=MEND)
    try:
        gold = msgspec.convert(plain, type=Gold)
    except (msgspec.ValidationError, ValueError, OverflowError, RecursionError) as error:
        raise InputError(_in_words(str(error), plain), thing=thing, do=MEND) from error
    _check_ids(gold, thing)
    _check_documents(gold, thing)
    return gold


def encode(gold: Gold) -> bytes:
    """The file of a gold: indented JSON in UTF-8, what has its default left out."""
    return (json.dumps(msgspec.to_builtins(gold), ensure_ascii=False, indent=1) + "\n").encode()


def unknown(raw: bytes, gold: Gold) -> tuple[str, ...]:
    """Keys of the file that nothing reads, each once with its place: likely slips of the pen."""
    return tuple(dict.fromkeys(_unread(json.loads(raw.decode("utf-8-sig")), gold, "")))


def dangling(gold: Gold) -> tuple[str, ...]:
    """Ids the file points to and does not hold, each once, with the entry that names it first."""
    known = {one.id for of in (gold.figures, gold.acts) for one in of}
    known |= {one.id for of in (gold.people, gold.organisations, gold.places, gold.other_actors) for one in of}
    found: dict[str, str] = {}
    for entry, id in _pointers(gold):
        if id is not None and id not in known:
            found.setdefault(id, entry)
    return tuple(f"{entry} points to {id}, which is not there" for id, entry in found.items())


def check_text(gold: Gold, document: str, text: str, *, thing: str = "gold") -> None:
    """Raise InputError, naming entry and offsets, unless every span of the document holds in its text."""
    for entry, span in spans(gold):
        if span.doc != document:
            continue
        if not 0 <= span.start < span.end <= len(text):
            raise InputError(
                f"no words at {span.start}–{span.end}: the text has {len(text)} characters",
                thing=f"{thing}: {entry}", do=MEND,
            )  # fmt: skip
        if text[span.start : span.end] != span.text:
            raise InputError(
                f"the words at {span.start}–{span.end} are {_short(text[span.start : span.end])}, not "
                f"{_short(span.text)}",
                thing=f"{thing}: {entry}", do=MEND,
            )  # fmt: skip


def spans(gold: Gold) -> Iterator[tuple[str, Span]]:
    """Every span of a gold file with the name of its entry."""
    for document in gold.documents:
        yield from ((f"noise span of document {document.id}", span) for span in document.noise_spans)
    for kind, entries in entries_of(gold).items():
        for number, entry in enumerate(entries):
            name = f"{kind} {_name(entry, number)}"
            yield from ((name, span) for span in _spans_of(entry))


def entries_of(gold: Gold) -> Mapping[str, tuple[Struct, ...]]:
    """The lists of entries that stand in texts."""
    return {
        "figures": gold.figures, "people": gold.people, "organisations": gold.organisations, "places": gold.places,
        "dates": gold.dates, "acts": gold.acts, "quotations": gold.quotations, "rejected": gold.rejected,
    }  # fmt: skip


def _spans_of(entry: Struct) -> Iterator[Span]:
    match entry:
        case GoldDate() | Rejected():
            yield entry
        case GoldFigure(number=number, quote=quote):
            yield from filter(None, (number, quote))
        case GoldAct(trigger=trigger, quote=quote):
            yield from filter(None, (trigger, quote))
        case GoldName(mentions=mentions, nominal_mentions=nominal):
            yield from (*mentions, *nominal)
        case GoldQuotation(segments=segments, cue=cue):
            yield from filter(None, (*segments, cue))


def _pointers(gold: Gold) -> Iterator[tuple[str, str | None]]:
    yield from (("keep_apart", id) for group in gold.keep_apart for id in group)
    for figure in gold.figures:
        yield from ((f"figures {figure.id}", id) for id in (figure.act, figure.said_by_id))
    for act in gold.acts:
        ids = (act.actor_id, act.source_id, act.figure_id, *act.target_ids, *act.place_ids)
        yield from ((f"acts {act.id}", id) for id in ids)
    yield from ((f"quotations {quotation.id}", quotation.speaker_id) for quotation in gold.quotations)


def _check_ids(gold: Gold, thing: str) -> None:
    """Ids are unique in their list, and among all who can speak or act."""
    actors = (*gold.people, *gold.organisations, *gold.places, *gold.other_actors)
    lists: dict[str, Iterable[Any]] = {
        "documents": gold.documents, "figures": gold.figures, "acts": gold.acts, "quotations": gold.quotations,
        "people, organisations, places, other_actors": actors, "rejected": gold.rejected,
    }  # fmt: skip
    for kind, entries in lists.items():
        seen: set[str] = set()
        for entry in entries:
            if entry.id in seen:
                raise InputError(f"the id {entry.id} stands twice", thing=f"{thing}: {kind}", do=MEND)
            seen.add(entry.id)


def _check_documents(gold: Gold, thing: str) -> None:
    """Every span names a known document, the one of its entry where that names one."""
    known = {document.id for document in gold.documents}
    if not known:
        raise InputError("names no documents", thing=thing, do=MEND)
    for name, span in spans(gold):
        if span.doc not in known:
            raise InputError(f"there is no document {span.doc}", thing=f"{thing}: {name}", do=MEND)
    for kind in ("figures", "acts", "quotations"):
        for entry in entries_of(gold)[kind]:
            if any(span.doc != cast(GoldFigure, entry).doc for span in _spans_of(entry)):
                raise InputError(
                    "has words of another document", thing=f"{thing}: {kind} {cast(GoldFigure, entry).id}", do=MEND
                )


def _name(entry: Struct, number: int) -> str:
    return str(getattr(entry, "id", f"[{number}]"))


def _short(words: str) -> str:
    return f"“{words[:60]}{'…' if len(words) > 60 else ''}”"


def _in_words(reason: str, plain: dict[str, object]) -> str:
    """msgspec's reason with the id of the entry it means: "at `$.figures[3].value`" becomes "figures F3, value"."""
    words, _, path = reason.rpartition(" - at `$")
    if not words:
        return reason
    kind, bracket, rest = path.rstrip("`").lstrip(".").partition("[")
    number, _, inner = rest.partition("]")
    entries = plain.get(kind)
    if bracket and number.isdigit() and isinstance(entries, list) and int(number) < len(entries):
        entry = entries[int(number)]
        id = entry.get("id") if isinstance(entry, dict) else None
        return f"{kind} {id or f'[{number}]'}{', ' + inner.lstrip('.') if inner else ''}: {words}"
    return f"{path.rstrip('`').lstrip('.')}: {words}"


def _unread(plain: object, part: object, where: str) -> Iterator[str]:
    if isinstance(plain, list) and isinstance(part, tuple):
        for one, its in zip(plain, part, strict=False):
            yield from _unread(one, its, where)
    elif isinstance(plain, dict) and isinstance(part, Struct):
        names = dict(zip(part.__struct_encode_fields__, part.__struct_fields__, strict=True))
        for key, value in plain.items():
            if key not in names:
                yield f"{where}.{key}".lstrip(".")
            else:
                yield from _unread(value, getattr(part, names[key]), f"{where}.{key}")


def _strict_json(raw: bytes, thing: str) -> object:
    try:
        return strict(raw.removeprefix(codecs.BOM_UTF8))
    except ValueError as error:
        raise InputError(str(error), thing=thing, do=MEND) from error
