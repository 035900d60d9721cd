"""Invented Chinese texts of several kinds, read whole: what was expected of each before it was read for the first time.

What the reader still misses in them is left out of the expectations; `docs/reference/readers.md` names the sorts.
"""

from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
import yaml

from chamsae.model.claim import Act, Claim, Figure, Name, NameType, Statement, Time, prove
from chamsae.model.document import Document
from chamsae.model.when import When
from chamsae.read.propose import propose
from chamsae.read.zones import furniture

T = TypeVar("T")
FOLDER = Path(__file__).parent / "texts"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yml"))


@cache
def expected(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return loaded


@cache
def read(name: str) -> tuple[Claim, ...]:
    given = expected(name)
    document = Document(
        id="d1", sha256="0" * 64, name=name, media_type="text/plain", text=given["text"], language=given["language"],
        reader="test", published=When.day(given["published"]), furniture=furniture(given["text"], given["language"]),
    )  # fmt: skip
    found = propose(document)
    for claim in found:
        prove(claim, given["text"])
    return found


def values(name: str, kind: type[T]) -> list[tuple[Claim, T]]:
    return [(claim, claim.value) for claim in read(name) if isinstance(claim.value, kind)]


@pytest.mark.parametrize("name", NAMES)
def test_persons_are_named_linked_and_none_invented(name: str) -> None:
    persons = [value for _, value in values(name, Name) if value.type is NameType.PERSON]
    clusters = [[str(one) for one in cluster] for cluster in expected(name)["persons"]]
    assert {value.text for value in persons} == {one for cluster in clusters for one in cluster}
    for cluster in clusters:
        entities = {value.entity for value in persons if value.text in cluster}
        assert len(entities) == 1, cluster


@pytest.mark.parametrize("name", NAMES)
def test_roles_are_told(name: str) -> None:
    told = {(value.text, role) for _, value in values(name, Name) for role in value.roles}
    assert set(expected(name)["roles"].items()) <= told


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["organisation", "facility", "place"])
def test_other_names_are_found(name: str, kind: str) -> None:
    found = {value.text for _, value in values(name, Name) if value.type == kind}
    assert set(expected(name)["facilities" if kind == "facility" else f"{kind}s"]) <= found


@pytest.mark.parametrize("name", NAMES)
def test_figures_have_comparator_act_and_speaker(name: str) -> None:
    found = values(name, Figure)
    for words, comparator, act, speaker in expected(name)["figures"]:
        same = [(claim, value) for claim, value in found if words in claim.trigger.exact]
        assert same, words
        claim, value = same[0]
        said = claim.speaker.text if claim.speaker else ""
        assert value.amount.comparator == comparator, words
        assert str(value.act) in str(act).replace("null", "None").split("|"), words
        assert speaker is None or any(who in said for who in str(speaker).split("|")), (words, said)


@pytest.mark.parametrize("name", NAMES)
def test_statements_have_their_speaker(name: str) -> None:
    found = values(name, Statement)
    entities = {value.text: value.entity for _, value in values(name, Name)}
    for words, speaker, how in expected(name)["quotes"]:
        said = [claim.speaker for claim, value in found if words in value.text and value.direct == (how == "direct")]
        assert said and said[0], words
        wanted = str(speaker).split("|")
        linked = [entities.get(who) for who in wanted if who in entities]
        assert any(who in said[0].text for who in wanted) or said[0].entity in linked, (words, said[0])


@pytest.mark.parametrize("name", NAMES)
def test_acts_have_their_parties(name: str) -> None:
    found = [value for _, value in values(name, Act)]
    for act, victim, actor in expected(name)["acts"]:
        same = [
            one
            for one in found
            if one.act in str(act).split("|")
            and any(who in (one.victim or "null") for who in str(victim or "null").split("|"))
        ]
        assert same, (act, victim)
        assert actor is None or any(any(who in (one.actor or "") for who in actor.split("|")) for one in same), same


@pytest.mark.parametrize("name", NAMES)
def test_times_are_worked_out(name: str) -> None:
    found = {claim.trigger.exact: value.when for claim, value in values(name, Time)}
    for words, span in expected(name)["times"].items():
        when = next((when for said, when in found.items() if words in said or said in words), None)
        start, _, end = str(span).partition("/")
        assert when is not None, words
        assert str(when.start).startswith(start) and str(when.end).startswith(end), (words, when)
