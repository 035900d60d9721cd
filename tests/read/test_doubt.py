from dataclasses import replace

import pytest

from chamsae.model.claim import Claim
from chamsae.model.locus import Box, Moment, Spot
from chamsae.read.doubt import doubted
from tests.contracts.material import claim, document, stored

BOX = Box(left=0, top=0, right=1, bottom=1)


def asked(**places: object) -> tuple[Claim, Claim]:
    """A claim of confidence 0.8125 before and after its words' places are looked at."""
    whole = replace(document(stored()), **places)  # type: ignore[arg-type]
    before = claim(whole)
    return before, doubted(before, whole)


def spot(sure: float, *, at: int = 22) -> Spot:
    return Spot(start=at, end=at + 13, page=1, box=BOX, confidence=sure)


def test_a_claim_is_no_surer_than_its_least_sure_word() -> None:
    before, after = asked(spots=(spot(0.9), spot(0.5, at=30)))
    assert after.confidence == pytest.approx(before.confidence * 0.5, abs=0.01)
    assert after.why == (*before.why, "words read from a picture, 50% sure")
    assert after.id == before.id


def test_words_heard_by_a_program_lower_it_too() -> None:
    moments = (Moment(start=0, end=60, begins=0, ends=5, confidence=0.7),)
    assert asked(moments=moments)[1].why[-1] == "words heard by a program, 70% sure"


def test_other_words_and_people_change_nothing() -> None:
    for places in ({"spots": (spot(0.1, at=90),)}, {"moments": (Moment(start=0, end=60, begins=0, ends=5),)}, {}):
        before, after = asked(**places)
        assert after is before
