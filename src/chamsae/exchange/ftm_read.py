"""FollowTheMoney files read as claims: any file of the standard, and all that the writer put into one."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chamsae.exchange import told
from chamsae.exchange.ftm import OURS, PROPERTY
from chamsae.model.claim import Act, Detail, Intervention, Involvement, Name, NameType, Statement, Value
from chamsae.model.exchange import Coming, Fault
from chamsae.model.when import When
from chamsae.text.strict_json import strict

DETAIL = {name: key for key, name in PROPERTY.items()} | {"position": "occupation"}
NAMES = ("name", "alias", "previousName", "weakAlias")
#: Properties that repeat what others say, or are no words of the source.
QUIET = frozenset({"proof", "indexText", "modifiedAt", "retrievedAt", "createdAt", "namesMentioned", "topics"})
#: Schemata whose properties are facts of a person, a body or a place.
THINGS = {"Person": NameType.PERSON, "Organization": NameType.ORGANISATION, "LegalEntity": NameType.ORGANISATION,
          "Company": NameType.ORGANISATION, "PublicBody": NameType.ORGANISATION, "Address": NameType.PLACE}  # fmt: skip
#: Schemata that are read with others, or hold no claims.
WITH_OTHERS = frozenset({"Document", "Mention", "Pages", "PlainText", "HyperText", "Folder", "Table"})


@dataclass(frozen=True, slots=True)
class _Line:
    """An entity with its line: number, where it starts in the text, the line itself."""

    number: int
    start: int
    raw: str
    id: str
    schema: str
    properties: Mapping[str, list[str]]

    def all(self, name: str) -> list[str]:
        return self.properties.get(name, [])

    def first(self, name: str) -> str | None:
        return next(iter(self.all(name)), None)


def read(text: str, name: str) -> tuple[list[Coming], list[Fault]]:
    """The claims of a file, and its lines or properties that could not be taken."""
    del name
    faults: list[Fault] = []
    entities = list(_entities(text, faults))
    held = {entity.id: entity for entity in entities}
    links, covered = _links(entities), _covered(entities)
    found = [coming for entity in entities for coming in _read(entity, held, links, faults)]
    found = [one for one in found if (one.record, one.property, _value_of(one)) not in covered]
    return found, faults


def _entities(text: str, faults: list[Fault]) -> Iterator[_Line]:
    start = 0
    for number, raw in enumerate(text.split("\n"), 1):
        if raw.strip():
            try:
                yield _parsed(number, start, raw)
            except ValueError as error:
                faults.append(Fault(line=number, property="", words=raw[:80], why=str(error)))
        start += len(raw) + 1


def _parsed(number: int, start: int, raw: str) -> _Line:
    given = strict(raw.encode())
    if not isinstance(given, dict) or not isinstance(given.get("properties"), dict):
        raise ValueError("is no entity: it has no properties")
    id, schema = given.get("id"), given.get("schema")
    if not isinstance(id, str) or not isinstance(schema, str) or not id:
        raise ValueError("is no entity: it lacks an id or a schema")
    properties = {
        name: [one for one in _listed(values) if isinstance(one, str)] for name, values in given["properties"].items()
    }
    return _Line(number, start, raw, id, schema, properties)


def _listed(values: object) -> list[object]:
    return values if isinstance(values, list) else [values]


def _links(entities: Iterable[_Line]) -> dict[str, list[_Line]]:
    """Links to an event, by its id."""
    found: dict[str, list[_Line]] = {}
    for one in entities:
        if one.schema == "UnknownLink" and (target := one.first("object")):
            found.setdefault(target, []).append(one)
    return found


def _covered(entities: Iterable[_Line]) -> set[tuple[str, str, str]]:
    """Values of properties that notes of ours tell in the words of the source: entity, property, value."""
    found = set()
    for one in entities:
        for line in one.all("notes") if one.schema == "Note" and OURS in one.all("keywords") else []:
            if line.startswith("covers: ") and (about := one.first("entity")):
                name, _, value = line.removeprefix("covers: ").partition(" ")
                found.add((about, name, value))
    return found


def _value_of(one: Coming) -> str:
    return one.value.text if isinstance(one.value, Detail) else ""


def _read(
    one: _Line, held: Mapping[str, _Line], links: Mapping[str, list[_Line]], faults: list[Fault]
) -> Iterator[Coming]:
    try:
        if one.schema in THINGS:
            yield from _thing(one, faults)
        elif one.schema == "Event":
            yield from _occurred(one, held, links)
        elif one.schema == "UnknownLink":
            yield from _involved(one, held)
        elif one.schema == "Note":
            yield from _noted(one, held)
        elif one.schema not in WITH_OTHERS:
            why = "claims are not made of this schema; the line is kept with the file"
            faults.append(Fault(line=one.number, property=one.schema, words=one.raw[:80], why=why))
    except (ValueError, KeyError) as error:
        faults.append(Fault(line=one.number, property=one.schema, words=one.raw[:80], why=f"cannot be read: {error}"))


def _coming(one: _Line, property: str, words: str, value: Value, **more: Any) -> Coming:
    """The claim at its line; the trigger is the value as the line writes it, or the whole line."""
    start, end = one.start, one.start + len(one.raw)
    for written in (json.dumps(words, ensure_ascii=False)[1:-1], json.dumps(words)[1:-1]):
        at = one.raw.find(written) if written else -1
        if at >= 0:
            return Coming(line=one.number, start=start, end=end, trigger=(start + at, start + at + len(written)),
                          record=one.id, property=property, value=value, **more)  # fmt: skip
    return Coming(line=one.number, start=start, end=end, trigger=(start, end), record=one.id, property=property,
                  value=value, **more)  # fmt: skip


def _thing(one: _Line, faults: list[Fault]) -> Iterator[Coming]:
    keywords = _keywords(one)
    type_ = NameType(keywords["type"]) if keywords.get("type") in set(NameType) else THINGS[one.schema]
    roles = tuple(word.removeprefix("role: ") for word in one.all("keywords") if word.startswith("role: "))
    names = list(dict.fromkeys(name for property in NAMES for name in one.all(property)))
    full = [] if names else one.all("full")
    for name in (*names, *full):
        yield _coming(one, "name", name, Name(text=name, type=type_, entity=one.id, roles=roles))
    about = next(iter((*names, *full)), one.id)
    for property, values in one.properties.items():
        if property in (*NAMES, "full", "keywords", *QUIET):
            continue
        for words in values:
            yield from _fact(one, property, words, about, faults)


def _fact(one: _Line, property: str, words: str, about: str, faults: list[Fault]) -> Iterator[Coming]:
    when = None
    if property.endswith("Date"):
        try:
            when = told.when_of(words)
        except ValueError as error:
            faults.append(Fault(line=one.number, property=property, words=words, why=str(error)))
            return
    field = DETAIL.get(property, property)
    code = words if property == "gender" else None
    yield _coming(
        one, property, words, Detail(about=about, about_entity=one.id, field=field, text=words, code=code), when=when
    )


def _occurred(one: _Line, held: Mapping[str, _Line], links: Mapping[str, list[_Line]]) -> Iterator[Coming]:
    said = told.parsed(one.all("notes"))
    whom = _end(links.get(one.id, []), ("victim", "about")) or _only(one.all("involved"))
    by = _end(links.get(one.id, []), ("perpetrator", "party")) or _only(one.all("organizer"))
    words = one.first("name") or one.id
    common = {"when": _when(one, said), "place": tuple(one.all("location")), "modality": told.force(said),
              "speaker": told.speaker(said)}  # fmt: skip
    value: Value
    if _keywords(one).get("kind") == "intervention":
        value = Intervention(
            type=said.get("type", words), party=said.get("party") or _name(by, held) or words, party_entity=by,
            about=said.get("about") or _name(whom, held), about_entity=whom, response=said.get("response"),
            asked=tuple(filter(None, said.get("asked", "").split(" | "))), reply=said.get("reply"),
        )  # fmt: skip
    else:
        victim, actor = said.get("victim") or _name(whom, held), said.get("actor") or _name(by, held)
        value = Act(act=said.get("act", words), victim=victim, actor=actor, victim_entity=whom, actor_entity=by)
    yield _coming(one, "name", words, value, **common)


def _involved(one: _Line, held: Mapping[str, _Line]) -> Iterator[Coming]:
    subject, act, role = one.first("subject"), one.first("object"), one.first("role") or ""
    target = held.get(act or "")
    if role in ("victim", "about", "perpetrator", "party") or target is None or target.schema != "Event":
        return
    said = told.parsed(held[f"note-{one.id}"].all("notes")) if f"note-{one.id}" in held else {}
    actor = said.get("actor") or _name(subject, held) or one.id
    degree = said.get("degree") or (role if role != "involved" else None)
    value = Involvement(actor=actor, actor_entity=subject, act=act, degree=degree, type=said.get("type"))
    yield _coming(one, "role", role, value, modality=told.force(said), speaker=told.speaker(said))


def _noted(one: _Line, held: Mapping[str, _Line]) -> Iterator[Coming]:
    """A note of ours is the claim it was; anybody else's is a statement about whom it is attached to."""
    if OURS not in one.all("keywords"):
        words = one.first("description") or one.first("name") or ""
        if words:
            yield _coming(one, "description", words, Statement(text=words, direct=False))
        return
    said, kind = told.parsed(one.all("notes")), _keywords(one).get("kind")
    common = {"modality": told.force(said), "speaker": told.speaker(said)}
    words = one.first("description") or ""
    if kind == "figure":
        yield _coming(one, "description", words, told.figure(said), **common)
    elif kind == "statement":
        yield _coming(one, "description", words, told.statement(said), **common)
    elif kind == "detail":
        yield from _told_detail(one, held, common)


def _told_detail(one: _Line, held: Mapping[str, _Line], common: Mapping[str, Any]) -> Iterator[Coming]:
    lines = dict(line.split(": ", 1) for line in one.all("notes") if ": " in line)
    about = one.first("entity")
    if {"field", "text"} <= lines.keys():
        value = Detail(about=_name(about, held) or "", about_entity=about, field=lines["field"], text=lines["text"],
                       code=lines.get("code"), other=lines.get("other"))  # fmt: skip
        when = told.worded(told.of_interval(lines.get("when", "")), lines)
        yield _coming(one, "description", lines["text"], value, when=when, **common)


def _when(one: _Line, said: Mapping[str, str]) -> When | None:
    exact, start, end = one.first("date"), one.first("startDate") or "", one.first("endDate") or ""
    found = told.when_of(exact[:10]) if exact else told.between(start, end) if start or end else None
    return told.worded(found, said)


def _end(links: Iterable[_Line], roles: tuple[str, ...]) -> str | None:
    return next((one.first("subject") for one in links if one.first("role") in roles), None)


def _only(ids: list[str]) -> str | None:
    return ids[0] if len(ids) == 1 else None


def _name(id: str | None, held: Mapping[str, _Line]) -> str | None:
    return held[id].first("name") if id is not None and id in held else None


def _keywords(one: _Line) -> dict[str, str]:
    """Keywords of ours, "kind: act", as keys and values."""
    return dict(word.split(": ", 1) for word in one.all("keywords") if ": " in word)
