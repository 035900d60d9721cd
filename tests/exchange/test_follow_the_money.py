"""FollowTheMoney: what we write is valid there, and files of others are read."""

import json

import pytest

from chamsae.casebook.dossier import dossier
from chamsae.exchange import ftm, ftm_read
from chamsae.model.claim import Act, Detail, Name, NameType, Statement
from chamsae.model.when import Precision
from tests.exchange.made import book

FOREIGN = "\n".join(
    json.dumps(entity, ensure_ascii=index % 2 == 0)
    for index, entity in enumerate([
        {"id": "a", "schema": "Person", "properties": {"name": ["한별"], "alias": ["Han Byeol"], "birthDate": ["1990"],
         "nationality": ["kp"], "proof": ["doc"]}},
        {"id": "b", "schema": "Organization", "properties": {"name": ["Lantern"]}},
        {"id": "c", "schema": "Event", "properties": {"name": ["Arrest"], "startDate": ["2012-03-04"],
         "location": ["훈춘"], "involved": ["a"], "organizer": ["b"]}},
        {"id": "d", "schema": "Note", "properties": {"description": ["She was seen in 2013."], "entity": ["a"]}},
        {"id": "e", "schema": "Vessel", "properties": {"name": ["Heron"]}},
        {"id": "f", "schema": "Person", "properties": {"name": ["B"], "birthDate": ["long ago"]}},
    ])
)  # fmt: skip


def test_every_entity_written_is_valid_by_the_library() -> None:
    reason = "the package followthemoney is not installed (it needs ICU to build)"
    model = pytest.importorskip("followthemoney", reason=reason).model
    with book() as here:
        entities, _ = ftm.write(dossier(here.store, withheld=False))
    for entity in entities:
        schema = model.get(entity["schema"])
        schema.validate(entity)
        assert all(name in schema.properties for name in entity["properties"])


def test_every_claim_goes_with_its_id_its_quote_and_the_hash_of_its_document() -> None:
    with book() as here:
        entities, _ = ftm.write(dossier(here.store, withheld=False))
        notes = {one["id"]: one["properties"] for one in entities if one["schema"] == "Note"}
        documents = {one["id"]: one["properties"] for one in entities if one["schema"] == "Document"}
        for claim in here.store.claims():
            note = notes[f"note-{claim.id}"]
            assert note["description"] == [claim.quote.exact] and note["proof"] == [claim.document]
            sha256 = here.store.document(claim.document).sha256
            assert documents[claim.document]["contentHash"] == [sha256]


def test_a_file_of_somebody_else_is_read_and_what_is_not_is_named() -> None:
    found, faults = ftm_read.read(FOREIGN + "\nnot json\n" + '{"id": "g", "schema": "Person"}', "their.json")
    values = [one.value for one in found]
    assert Name(text="Han Byeol", type=NameType.PERSON, entity="a") in values
    birth = next(one for one in found if isinstance(one.value, Detail) and one.value.field == "birth")
    assert birth.when and birth.when.precision is Precision.YEAR  # a year, not its first of January
    arrest = next(one for one in found if isinstance(one.value, Act))
    assert (arrest.value.victim, arrest.value.actor, arrest.place) == ("한별", "Lantern", ("훈춘",))  # type: ignore[union-attr]
    assert arrest.when and arrest.when.end is None
    assert Statement(text="She was seen in 2013.", direct=False) in values
    assert [(fault.line, fault.property) for fault in faults] == [(7, ""), (8, ""), (5, "Vessel"), (6, "birthDate")]


def test_each_value_is_found_in_its_line() -> None:
    found, _ = ftm_read.read(FOREIGN, "their.json")
    for one in found:
        assert one.start <= one.trigger[0] < one.trigger[1] <= one.end
    name = next(one for one in found if one.value == Name(text="Han Byeol", type=NameType.PERSON, entity="a"))
    assert FOREIGN[slice(*name.trigger)] == "Han Byeol"
