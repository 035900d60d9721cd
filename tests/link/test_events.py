"""Events: acts of one kind on one day at one place, over all documents; what tells no single day makes none."""

from dataclasses import replace
from datetime import date

from chamsae.link.events import events
from chamsae.model.claim import Act, Claim, settle_id
from chamsae.model.when import Precision, When
from tests.reconcile import made

DAY = When.day(date(2021, 5, 3))


def act(
    document: str, *place: str, kind: str = "repatriated", when: When | None = DAY, victim: str | None = None
) -> Claim:
    claim = made.figure(document, 40, place=place, when=when)
    return settle_id(replace(claim, value=Act(act=kind, victim_entity=victim)))


def test_acts_of_one_day_and_place_are_one_event_in_all_spellings() -> None:
    told = [act("d1", "Tumen", victim="e1"), act("d2", "도문"), act("d3", "图们", victim="e3")]
    (event,) = events(told, {("d1", "e1"): "n1", ("d3", "e3"): "n1"})
    assert (event.act, event.day, event.place) == ("repatriated", date(2021, 5, 3), "cn-tumen")
    assert (event.documents, event.people) == (("d1", "d2", "d3"), ("n1",))


def test_a_larger_place_and_no_place_belong_to_the_only_one_within() -> None:
    (event,) = events([act("d1", "Tumen"), act("d2", "China"), act("d3")], {})
    assert event.place == "cn-tumen"
    assert len(event.claims) == 3


def test_between_two_places_what_tells_neither_stays_apart() -> None:
    found = events(
        [act("d1", "Tumen"), act("d2", "Tumen"), act("d3", "Dandong"), act("d4", "Dandong"), act("d5"), act("d6")], {}
    )
    assert [(one.place, len(one.claims)) for one in found] == [(None, 2), ("cn-dandong", 2), ("cn-tumen", 2)]


def test_other_acts_and_days_are_other_events_and_one_act_alone_is_none() -> None:
    later = When.day(date(2021, 5, 4))
    assert events([act("d1", "Tumen"), act("d2", "Tumen", kind="arrested"), act("d3", "Tumen", when=later)], {}) == []


def test_a_month_or_no_time_makes_no_event() -> None:
    month = When(start=date(2021, 5, 1), end=date(2021, 5, 31), precision=Precision.MONTH)
    assert events([act(f"d{at}", "Tumen", when=when) for at, when in enumerate((month, month, None, None))], {}) == []


def test_the_order_of_claims_changes_nothing() -> None:
    told = [act("d1", "Tumen"), act("d2", "도문"), act("d3")]
    assert events(told, {}) == events(reversed(told), {})
