from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from chamsae.model.amount import Amount, Comparator
from chamsae.model.canonical import canonical
from chamsae.model.claim import Act, content, settle_id
from chamsae.model.when import When
from tests.casebook.made import document, figure


@dataclass(frozen=True)
class Before:
    text: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class After:
    text: str
    roles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = field(default_factory=tuple)
    age: int | None = None


def test_a_noun_that_gains_a_field_with_a_default_is_written_as_before() -> None:
    assert canonical(Before("은주")) == canonical(After("은주"))
    assert canonical(After("은주", age=0)) != canonical(After("은주"))


def test_the_form_is_fixed() -> None:
    amount = Amount(low=500.0, high=None, comparator=Comparator.MORE_THAN, unit="person")
    assert canonical(amount) == '{"comparator":"more_than","high":null,"low":500,"unit":"person"}'
    assert canonical(When.day(date(2023, 10, 9))) == '{"end":"2023-10-09","precision":"day","start":"2023-10-09"}'
    assert canonical(("김", 1.5, True, None)) == '["\\uae40",1.5,true,null]'


def test_what_nouns_are_not_made_of_is_refused() -> None:
    with pytest.raises(TypeError, match="set has no canonical form"):
        canonical({1})


def test_a_newer_reader_that_reads_the_same_makes_the_same_claim() -> None:
    claim = figure(document(), "more than 40", 40)
    newer = settle_id(replace(claim, reader="hand 2", confidence=0.9, why=("seen better",)))
    assert newer.id == claim.id
    assert content(newer) == content(claim)


def test_another_value_place_or_force_makes_another_claim() -> None:
    claim = figure(document(), "more than 40", 40)
    changes: list[dict[str, Any]] = [
        {"via": ("The Lantern",)}, {"place": ("cn",)}, {"value": Act(act="repatriated")}, {"supersedes": "c0"},
    ]  # fmt: skip
    others = [figure(document(), "more than 40", 41), *(replace(claim, **change) for change in changes)]
    assert len({settle_id(one).id for one in (claim, *others)}) == 6
