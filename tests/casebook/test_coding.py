"""Two coders, blind: what is next, how far they agree, code by code, and what is to be settled."""

import pytest

from chamsae.casebook.book import Casebook
from chamsae.casebook.coding import choices
from chamsae.errors import InputError, NotFound
from chamsae.model.claim import Act, Claim
from tests.casebook.test_cases import book_of, told

TEXT = "They were beaten there. They were sent back. They were tortured. They were searched."
ACTS = (("beaten", "tortured"), ("sent back", "repatriated"), ("tortured", "tortured"), ("searched", "searched"))


@pytest.fixture
def made() -> tuple[Casebook, list[Claim]]:
    """Four acts told of unnamed people."""
    book = book_of(TEXT)
    return book, [told(book, 0, words, Act(act=act, victim="they")) for words, act in ACTS]


def test_acts_of_several_possible_kinds_are_asked_first_and_each_once(made: tuple[Casebook, list[Claim]]) -> None:
    book, claims = made
    asked = []
    while claim := book.coding.next(by="Alice"):
        asked.append(claim.id)
        book.coding.code(claim.id, [choices(claim)[0]], by="Alice")
    assert sorted(asked) == sorted(claim.id for claim in claims)
    assert asked[-1] == claims[3].id


def test_a_second_coder_is_given_what_others_coded_and_not_their_own(made: tuple[Casebook, list[Claim]]) -> None:
    book, claims = made
    book.coding.code(claims[0].id, ["torture"], by="Alice")
    assert book.coding.next(by="Alice", second=True) is None
    second = book.coding.next(by="Bora", second=True)
    assert second is not None and second.id == claims[0].id
    with pytest.raises(InputError):
        book.coding.code(claims[0].id, ["torture"], by="Alice", blind=True)


def test_blind_coders_who_differ_leave_the_act_to_be_settled_and_an_open_coding_settles_it(
    made: tuple[Casebook, list[Claim]],
) -> None:
    book, claims = made
    book.coding.code(claims[0].id, ["torture"], by="Alice", blind=True)
    book.coding.code(claims[0].id, ["ill_treatment"], by="Bora", blind=True)
    assert [claim.id for claim in book.coding.disputed()] == [claims[0].id]
    book.coding.code(claims[0].id, ["ill_treatment"], by="Chae", note="no purpose is told")
    assert book.coding.disputed() == []
    assert {act.violation for act in book.cases.acts() if claims[0].id in act.claims} == {"ill_treatment"}
    book.coding.undo(claims[0].id, by="Chae")
    assert [claim.id for claim in book.coding.disputed()] == [claims[0].id]


def test_agreement_is_measured_code_by_code_with_counts(made: tuple[Casebook, list[Claim]]) -> None:
    pytest.importorskip("nltk")
    book, claims = made
    alice = (["torture"], ["refoulement"], ["torture"], ["invasive_search"])
    bora = (["ill_treatment"], ["refoulement"], ["torture"], ["invasive_search"])
    for claim, one, other in zip(claims, alice, bora, strict=True):
        book.coding.code(claim.id, one, by="Alice", blind=True)
        book.coding.code(claim.id, other, by="Bora", blind=True)
    found = book.coding.agreement()
    assert found.people == ("Alice", "Bora") and found.differing == (claims[0].id,)
    assert found.all is not None and (found.all.count, found.all.same) == (4, 3)
    by_code = {one.code: one for one in found.codes}
    torture = by_code["torture"]
    assert (torture.count, torture.used, torture.same) == (4, 2, 3)
    # Two of four against one of four, three alike: chance 1/2, so kappa (0.75 - 0.5) / 0.5. Alpha after Krippendorff
    # (2004): observed 1/4, expected (2 * 3 * 5) / (8 * 7) = 15/28.
    assert torture.kappa == pytest.approx(0.5)
    assert torture.alpha == pytest.approx(1 - (1 / 4) / (15 / 28))
    assert by_code["invasive_search"].kappa == pytest.approx(1)


def test_what_is_no_act_or_no_code_is_refused(made: tuple[Casebook, list[Claim]]) -> None:
    book, claims = made
    for codes, degree in ((["nonsense"], None), ([], "nonsense")):
        with pytest.raises(InputError):
            book.coding.code(claims[0].id, codes, by="Alice", degree=degree)
    with pytest.raises(NotFound):
        book.coding.undo(claims[0].id, by="Alice")


def test_without_coders_there_is_no_agreement(made: tuple[Casebook, list[Claim]]) -> None:
    book, _ = made
    assert book.coding.agreement().all is None
