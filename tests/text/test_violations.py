"""The vocabulary of violations and the register of instruments: whole, tied together, right on the day."""

from datetime import date
from importlib.resources import files

import pytest
import yaml

from chamsae.model.term import InstrumentKind
from chamsae.text import places
from chamsae.text.instruments import instruments, obligations, unbound
from chamsae.text.violations import narrower, proposed, violation, violations

LANGUAGES = {"en", "ko", "zh"}


def test_every_kind_of_violation_has_words_in_three_languages_a_rule_an_example_and_elements() -> None:
    for term in violations():
        assert set(term.label) == set(term.definition) == LANGUAGES, term.code
        assert term.rule and term.example and term.elements, term.code
        assert term.esf is None or (len(term.esf) == 12 and term.esf.isdigit()), term.code


def test_what_readers_call_acts_leads_to_kinds_of_violations() -> None:
    acts = yaml.safe_load(files("chamsae.resources").joinpath("acts.yml").read_text(encoding="utf-8"))
    assert {act for term in violations() for act in term.acts} <= set(acts)
    assert [term.code for term in proposed("repatriated")] == ["handover", "refoulement"]
    wide = ["killing.infanticide", "killing", "killing.execution", "killing.execution.sentenced"]
    assert [term.code for term in narrower("killing")] == wide


def test_a_narrower_term_names_its_wider_one() -> None:
    execution = violation("killing.execution")
    assert execution is not None and execution.wider == "killing"
    assert all(violation(term.wider) for term in violations() if term.wider)
    assert violation("no such") is None


def test_the_register_speaks_of_known_states_and_known_violations() -> None:
    codes = {term.code for term in violations()}
    for one in instruments():
        assert {code for duty in one.duties for code in duty.codes} <= codes, one.key
        states = {party.state for party in one.parties} | set(one.not_party)
        assert all(places.place(state).level is places.Level.COUNTRY for state in states), one.key
        assert all(party.since >= one.in_force for party in one.parties), one.key
        assert set(one.label) == LANGUAGES, one.key
        assert all(set(duty.text) == LANGUAGES for duty in one.duties), one.key
        assert one.parties or (one.kind is InstrumentKind.CUSTOMARY and one.everyone), one.key


@pytest.mark.parametrize(
    ("state", "day", "instrument", "bound"),
    [
        ("cn", date(2023, 10, 9), "cat", True),
        ("cn", date(1988, 10, 4), "cat", False),  # thirty days after ratification
        ("cn", date(2023, 10, 9), "iccpr", False),
        ("kp", date(2023, 10, 9), "iccpr", True),
        ("kp", date(1998, 1, 1), "iccpr", True),  # its withdrawal was not accepted
        ("kp", date(2000, 1, 1), "cedaw", False),
        ("kp", date(2023, 10, 9), "refugee-convention", False),
        ("vn", date(2023, 10, 9), "non-refoulement", True),
    ],
)
def test_what_binds_a_state_depends_on_the_day(state: str, day: date, instrument: str, *, bound: bool) -> None:
    assert (instrument in {duty.instrument for duty in obligations(state, day)}) is bound


def test_duties_may_be_asked_for_one_violation() -> None:
    found = obligations("cn", date(2023, 10, 9), "refoulement")
    assert {("refugee-convention", "33"), ("cat", "3")} <= {(one.instrument, one.duty.article) for one in found}
    assert all("refoulement" in one.duty.codes for one in found)


def test_what_did_not_bind_a_state_is_told_with_why() -> None:
    told = {one.key: why for one, why in unbound("cn", date(2023, 10, 9))}
    assert "never ratified" in told["iccpr"]
    assert {one.key: why for one, why in unbound("kp", date(2000, 1, 1))}["cedaw"] == "bound only since 29 March 2001"
