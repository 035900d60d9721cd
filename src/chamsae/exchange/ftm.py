"""A dossier as FollowTheMoney entities; ids are those of the casebook, so that writing again gives the same.

Persons and bodies become Person and Organization, places Address, acts and interventions Event, involvement
UnknownLink, documents Document; each claim with its quote a Note, each name a Mention.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from chamsae.exchange import told
from chamsae.model.claim import (
    Act,
    Claim,
    Detail,
    Figure,
    Intervention,
    Involvement,
    Name,
    NameType,
    Statement,
)
from chamsae.model.document import Document
from chamsae.model.exchange import Dossier, Going, Left, Someone
from chamsae.model.when import When

Entity = dict[str, Any]
FILE = "entities.ftm.json"

#: What a keyword says of an entity we wrote, so that reading it again knows what it was.
OURS = "chamsae"
SCHEMA = {NameType.PERSON: "Person", NameType.ORGANISATION: "Organization", NameType.FACILITY: "Organization",
          NameType.PLACE: "Address"}  # fmt: skip
#: Which details of a life stand in which property of a Person or Organization.
PROPERTY = {
    "sex": "gender", "birth": "birthDate", "birthplace": "birthPlace", "death": "deathDate", "position": "position",
    "occupation": "position", "residence": "address", "ethnicity": "ethnicity", "religion": "religion",
    "education": "education",
}  # fmt: skip
#: How sex is written there.
SEX = {"woman": "female", "man": "male", "female": "female", "male": "male", "other": "other"}
WHY = {"time": "a time of its own belongs to no event"}


def files(dossier: Dossier) -> tuple[dict[str, bytes], tuple[Left, ...]]:
    """The file of a dossier, a line for each entity, and what they cannot hold."""
    entities, left = write(dossier)
    lines = (json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n" for entity in entities)
    return {FILE: "".join(lines).encode()}, left


def write(dossier: Dossier) -> tuple[list[Entity], tuple[Left, ...]]:
    """The entities of a dossier, and what they cannot hold."""
    found: dict[str, Entity] = {}
    for document in dossier.documents.values():
        _add(found, _document(document))
    for someone in dossier.people.values():
        _add(found, _someone(someone))
    missed = []
    for going in dossier.claims:
        made = list(_claim(going, dossier))
        missed += [] if made else [going]
        for entity in made:
            _add(found, entity)
    return list(found.values()), told.left(missed, WHY)


def _add(found: dict[str, Entity], entity: Entity) -> None:
    """Put an entity beside the others; one with the same id gains properties."""
    held = found.setdefault(entity["id"], {"id": entity["id"], "schema": entity["schema"], "properties": {}})
    for name, values in entity["properties"].items():
        kept = held["properties"].setdefault(name, [])
        kept += [value for value in dict.fromkeys(values) if value and value not in kept]
        if not kept:
            del held["properties"][name]


def _entity(id: str, schema: str, **properties: Iterable[str | None]) -> Entity:
    return {"id": id, "schema": schema, "properties": {name: list(values) for name, values in properties.items()}}


def _document(document: Document) -> Entity:
    return _entity(
        document.id, "Document", fileName=[document.name], title=[document.title], sourceUrl=[document.address],
        publisher=[document.publisher], mimeType=[document.media_type], contentHash=[document.sha256],
        publishedAt=[told.precise(document.published) if document.published else None],
    )  # fmt: skip


def _someone(one: Someone) -> Entity:
    roles = [f"role: {role}" for role in one.roles]
    if one.type is NameType.PLACE:
        return _entity(one.id, "Address", name=one.names, full=one.names[:1], keywords=[OURS, *roles])
    return _entity(one.id, SCHEMA[one.type], name=one.names, keywords=[OURS, f"type: {one.type.value}", *roles])


def _claim(going: Going, dossier: Dossier) -> Iterator[Entity]:
    """The entities of a claim; none where the standard has no place for it."""
    match going.claim.value:
        case Name():
            yield from _mention(going, dossier)
        case Act() | Intervention():
            yield from _event(going)
        case Involvement() as value if value.act and going.by:
            yield _link(going.claim.id, going.by, value.act, value.degree or "involved", going)
            yield from _note(going, [])
        case Detail():
            yield from _detail(going, dossier)
        case Figure() | Statement() | Involvement():
            yield from _note(going, [])
        case _:
            return


def _mention(going: Going, dossier: Dossier) -> Iterator[Entity]:
    claim, one = going.claim, dossier.people.get(going.whom or "")
    assert isinstance(claim.value, Name)
    if one and one.type is not NameType.PLACE:
        yield _entity(claim.id, "Mention", document=[claim.document], name=[claim.value.text], resolved=[one.id],
                      detectedSchema=[SCHEMA[one.type]])  # fmt: skip
    yield from _note(going, [going.whom])


def _event(going: Going) -> Iterator[Entity]:
    claim = going.claim
    yield _entity(
        claim.id, "Event", name=[claim.trigger.exact], summary=[claim.quote.exact], location=claim.place,
        involved=[going.whom], proof=[claim.document], keywords=[OURS, f"kind: {claim.kind.value}"],
        notes=told.lines(going), **_dates(claim.when),
    )  # fmt: skip
    if going.whom:
        yield _link(
            f"{claim.id}-whom", going.whom, claim.id, "victim" if isinstance(claim.value, Act) else "about", going
        )
    if going.by:
        role = "perpetrator" if isinstance(claim.value, Act) else "party"
        yield _link(f"{claim.id}-by", going.by, claim.id, role, going)
    yield from _note(going, [going.whom, claim.id], bare=True)


def _link(id: str, subject: str, object: str, role: str, going: Going) -> Entity:
    return _entity(id, "UnknownLink", subject=[subject], object=[object], role=[role], proof=[going.claim.document])


def _detail(going: Going, dossier: Dossier) -> Iterator[Entity]:
    claim, one = going.claim, dossier.people.get(going.whom or "")
    assert isinstance(claim.value, Detail)
    value = _written(claim) if one and one.type is NameType.PERSON else None
    covers = ""
    if going.whom and value is not None:
        yield _entity(going.whom, "Person", **{PROPERTY[claim.value.field]: [value]})
        covers = f"{PROPERTY[claim.value.field]} {value}"
    yield from _note(going, [going.whom], covers=covers)


def _written(claim: Claim) -> str | None:
    """A detail as the standard's own property takes it; None where it takes none."""
    assert isinstance(claim.value, Detail)
    name = PROPERTY.get(claim.value.field)
    if name is None:
        return None
    if name.endswith("Date"):
        return told.precise(claim.when) if claim.when else None
    if name == "gender":
        return SEX.get(claim.value.code or claim.value.text)
    return claim.value.text


def _note(going: Going, about: Iterable[str | None], *, bare: bool = False, covers: str = "") -> Iterator[Entity]:
    """The claim with its quote. A `bare` one says what another entity says already and is not read again.

    `covers` is the property and value of the person that says the same, so that they are read as one.
    """
    claim = going.claim
    lines = [] if bare else told.lines(going)
    if isinstance(claim.value, Detail) and not bare:
        lines += _detail_lines(claim, claim.value, covers)
    yield _entity(
        f"note-{claim.id}", "Note", name=[f"{claim.kind.value} {claim.id}"], description=[claim.quote.exact],
        entity=[id for id in about if id], proof=[claim.document], keywords=[OURS, f"kind: {claim.kind.value}"],
        notes=[line for line in lines if not line.endswith(": ")],
    )  # fmt: skip


def _detail_lines(claim: Claim, value: Detail, covers: str) -> list[str]:
    when = told.interval(claim.when) if claim.when else ""
    said = {"field": value.field, "text": value.text, "code": value.code, "other": value.other, "when": when}
    return [f"{key}: {words}" for key, words in {**said, "covers": covers}.items() if words]


def _dates(when: When | None) -> dict[str, list[str]]:
    if when is None:
        return {}
    if exact := told.precise(when):
        return {"date": [exact]}
    return {
        "startDate": [when.start.isoformat()] if when.start else [],
        "endDate": [when.end.isoformat()] if when.end else [],
    }
