"""A life is what is adopted, else what nobody contradicts; what contradicts itself is never silently one of both."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.claim import NameType
from chamsae.model.link import Record, Sex
from chamsae.model.when import When
from chamsae.reconcile.axes import DIFFERS, age_group
from chamsae.reconcile.lives import UNLISTED, Said, life


def record(document: str = "d1", **more: object) -> Record:
    fields: dict[str, object] = {
        "id": f"n-{document}", "kind": NameType.PERSON, "document": document, "names": ("한별",), "claims": ("c1",),
        "quotes": ((0, 1),),
    }  # fmt: skip
    return Record(**(fields | more))  # type: ignore[arg-type]  # fields of a record


def said(field: str, code: str | None = None, document: str = "d1", **more: object) -> Said:
    fields: dict[str, object] = {"document": document, "field": field, "text": code or "x", "code": code}
    return Said(**(fields | more))  # type: ignore[arg-type]  # fields of what is said


def year(first: int, last: int | None = None) -> When:
    return When(start=date(first, 1, 1), end=date(last or first, 12, 31))


def test_what_all_say_is_known_and_what_some_deny_is_told_differently() -> None:
    assert life([record(sex=Sex.WOMAN)], [said("sex", "woman", "d2")]).sex == "woman"
    assert life([record(sex=Sex.WOMAN)], [said("sex", "man", "d2")]).sex == DIFFERS
    assert life([], [said("sex", "woman"), said("sex", "man", "d2")]).sex == DIFFERS


def test_what_people_adopted_goes_before_all_else() -> None:
    told = [said("sex", "woman", adopted=True), said("sex", "man", "d2")]
    assert life([record(sex=Sex.MAN)], told).sex == "woman"
    told = [said("birth", when=year(1990), adopted=True), said("birth", document="d2", when=year(1980))]
    assert life([record(born=year(1970))], told).born == year(1990)


def test_a_refused_claim_takes_the_same_value_of_its_record_along() -> None:
    assert life([record(sex=Sex.WOMAN)], [said("sex", "woman", stands=False)]).sex is None
    assert life([record("d2", sex=Sex.WOMAN)], [said("sex", "woman", stands=False)]).sex == "woman"


def test_a_birth_lies_within_all_that_is_told_of_it() -> None:
    told = [said("birth", when=year(1988, 1992)), said("age", document="d2", text="30", when=year(2020))]
    assert life([], told).born == When(start=date(1989, 1, 2), end=date(1991, 12, 31))
    apart = life([], [said("birth", when=year(1990)), said("birth", document="d2", when=year(1992))])
    assert (apart.born, apart.differs) == (None, True)


def test_an_age_whose_words_count_birthdays_leaves_less_open() -> None:
    day = When.day(date(2020, 6, 30))
    (wide, narrow) = (life([], [said("age", text=words, when=day)]).born for words in ("30세", "만 30세"))
    assert wide == When(start=date(1989, 7, 1), end=date(1991, 12, 31))
    assert narrow is not None and (narrow.start, narrow.end) == (date(1989, 7, 1), date(1990, 6, 30))


def test_kinds_of_work_hold_side_by_side_and_words_of_no_list_name_nobody() -> None:
    told = [said("occupation", "farmer"), said("occupation", text="Han Sol's foreman")]
    assert life([record(work=("missionary",))], told).work == ("clergy", "farmer", UNLISTED)


@pytest.mark.parametrize(
    ("born", "at", "group"),
    [
        (year(1990), year(2010), "18-29"),
        (year(1980), year(2010), "18-29/30-44"),
        (year(1930, 1990), year(2010), "18-29/60+"),
        (year(1900, 2009), year(2010), ""),
        (None, year(2010), ""),
    ],
)
def test_an_age_that_may_lie_in_several_groups_says_in_which(born: When | None, at: When, group: str) -> None:
    assert age_group(born, at) == group


@given(st.lists(st.sampled_from(["woman", "man", "other"]), max_size=4))
def test_no_order_of_claims_changes_what_is_known(codes: list[str]) -> None:
    told = [said("sex", code, f"d{at}") for at, code in enumerate(codes)]
    assert life([], told).sex == life([], told[::-1]).sex
