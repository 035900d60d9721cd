"""Decisions as gold: what was accepted is wanted with all its parts, what was rejected must not be read again."""

import hashlib

import pytest

from chamsae.model.claim import Act, Detail, Intervention, NameType
from chamsae.model.document import Document
from chamsae.read.gold.judged import gold_of
from chamsae.read.gold.marks import RIGHT, Share
from chamsae.read.gold.parse import check_text, dangling, encode, parse
from chamsae.read.gold.score import score
from chamsae.read.gold.shape import KINDS
from chamsae.read.propose import propose
from tests.read.gold import made


def document(language: str) -> Document:
    text = made.TEXTS[language]
    return Document(
        id=language, sha256=hashlib.sha256(text.encode()).hexdigest(), name=language, media_type="text/plain",
        text=text, language=made.TAGS[language], reader="hand 1",
    )  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ko", "zh"])
def test_a_reader_agrees_with_itself_in_every_part(language: str) -> None:
    read = document(language)
    claims = propose(read)
    gold = parse(encode(gold_of([read], claims, {claim.id for claim in claims})))
    check_text(gold, language, read.text)
    scores = score(gold, {language: claims})
    assert scores.share("figures").of >= 1
    for kind in KINDS:
        for aspect in ("found", RIGHT, *scores.aspects(kind)):
            assert scores.share(kind, aspect).value in (1.0, None), (kind, aspect, scores.findings)


@pytest.mark.parametrize("language", ["en", "ko", "zh"])
def test_what_was_rejected_is_wrong_when_it_is_read_again(language: str) -> None:
    read = document(language)
    claims = propose(read)
    gold = gold_of([read], claims, accepted=())
    assert len(gold.rejected) == sum(not isinstance(one.value, Detail | Intervention) for one in claims)
    scores = score(gold, {language: claims})
    assert sum(scores.invented(kind) for kind in KINDS) >= 1
    assert sum(scores.share(kind).of for kind in KINDS) == 0
    assert score(gold, {language: ()}).findings == ()


def test_one_entity_as_two_types_of_name_stays_two_entries() -> None:
    names = [made.name("en", "China", "e1", kind) for kind in (NameType.ORGANISATION, NameType.PLACE)]
    gold = parse(encode(gold_of([document("en")], names, {claim.id for claim in names})))
    assert [entry.id for entry in (*gold.organisations, *gold.places)] == ["e1", "e1 places"]
    scores = score(gold, {"en": names})
    assert scores.share("organisations") == scores.share("places") == Share(1, 1)


def test_who_acts_and_suffers_is_known_by_id() -> None:
    act = Act(act="repatriated", actor="Beijing", actor_entity="e5", victim="the girls", victim_entity="e6")
    gold = gold_of([document("en")], [claim := made.claim("en", "sent back", act)], {claim.id})
    assert [(other.id, other.name) for other in gold.other_actors] == [("e5", "Beijing"), ("e6", "the girls")]
    assert dangling(gold) == ()


def test_nothing_counts_as_annotated_in_full() -> None:
    gold = gold_of([document("en")], made.right("en")[:1], {made.right("en")[0].id})
    assert gold.documents[0].complete == ()
    assert score(gold, {"en": made.right("en")}).findings == ()
