"""Speakers that are one: by their words everywhere, by a translation."""

from dataclasses import replace

from chamsae.model.claim import Speaker, SpeakerKind
from chamsae.model.document import RelationKind
from chamsae.model.judgement import Status
from chamsae.reconcile.figures import figures

from . import made

DAY = made.day(10, 9)
FACTS = {name: made.facts(name) for name in "abc"}
KOREAN = made.figure("a", 340, when=DAY, speaker="강가족모임")
ENGLISH = made.figure("b", 340, when=DAY, speaker="Lake Families")
ELSEWHERE = made.figure("c", 345, when=DAY, speaker="Lake Families")
TRANSLATION = made.derives("b", "a", RelationKind.TRANSLATION)


def test_a_name_and_its_translation_are_one_speaker_in_every_document() -> None:
    (found,) = figures([KOREAN, ENGLISH, ELSEWHERE], FACTS, (TRANSLATION,))
    assert found.origins == 1
    (apart,) = figures([KOREAN, ENGLISH, ELSEWHERE], FACTS, (made.derives("b", "a", RelationKind.REWRITE),))
    assert apart.origins == 2


def test_a_rejected_translation_ties_no_names() -> None:
    (found,) = figures([KOREAN, ENGLISH], FACTS, (TRANSLATION,), {TRANSLATION.id: Status.REJECTED})
    assert found.origins == 2


def test_a_number_two_speakers_give_ties_no_names() -> None:
    other = made.figure("a", 340, when=DAY, speaker="힐워치", at=200)
    (found,) = figures([KOREAN, other, ENGLISH, ELSEWHERE], FACTS, (TRANSLATION,))
    assert found.origins == 3


def test_a_name_with_an_entity_in_one_document_has_it_in_all() -> None:
    known = Speaker(text="Lake Families", kind=SpeakerKind.NAMED, entity="e1")
    (found,) = figures([replace(ENGLISH, speaker=known), ELSEWHERE], FACTS)
    assert found.origins == 1
