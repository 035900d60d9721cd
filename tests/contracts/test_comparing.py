"""Checks, stances and translations of statements, on every store."""

from dataclasses import replace

import pytest

from chamsae.errors import InputError, NotFound
from chamsae.model.check import Check, CheckKind
from chamsae.model.claim import Claim
from chamsae.model.stance import Position, Stance
from chamsae.model.translation import Translation
from chamsae.ports import Store
from tests.contracts.material import NOON, document, every_kind, stored

CHECK = Check(
    id="k1", kind=CheckKind.BALANCE, holds=False, claims=("c1", "c2", "c3"), groups=("g1", "g2"), conflict=("c1", "c2"),
    why="351 held, 180 sent back, 190 left 🕊: 361 는 아니다.",
)  # fmt: skip
STANCE = Stance(
    group="g1", claim="c1", position=Position.DENIES, speaker="汪文斌", capacity="외교부 대변인",
    occasion="a regular briefing", why="it stands beside the figure",
)  # fmt: skip


@pytest.fixture
def claims(store: Store) -> list[Claim]:
    store.add_object(stored())
    held = document(stored())
    store.add_document(held)
    made = every_kind(held)
    store.add_claims(made)
    return made


def translated(claim: str, undoes: int | None = None, text: str = "모른다 🕊") -> Translation:
    return Translation(claim=claim, language="ko", text=text, by="하늘", at=NOON, undoes=undoes)


def test_checks_come_back_as_given_in_order_and_by_figure(store: Store) -> None:
    other = replace(CHECK, id="k0", holds=True, conflict=(), groups=("g2",))
    store.replace_checks([CHECK, other])
    assert list(store.checks()) == [CHECK, other]
    assert list(store.checks(group="g1")) == [CHECK]
    assert list(store.checks(group="g2")) == [CHECK, other]
    assert list(store.checks(group="g9")) == []


def test_new_checks_and_stances_take_the_place_of_the_old(store: Store) -> None:
    store.replace_checks([CHECK])
    store.replace_stances([STANCE])
    store.replace_checks([replace(CHECK, id="k2", groups=())])
    store.replace_stances([])
    assert [check.id for check in store.checks()] == ["k2"]
    assert list(store.stances()) == []


def test_stances_come_back_as_given_in_order_and_by_figure(store: Store) -> None:
    other = replace(STANCE, group="g2", position=Position.EVADES, capacity=None, occasion=None)
    store.replace_stances([STANCE, other, STANCE])
    assert list(store.stances()) == [STANCE, other, STANCE]
    assert list(store.stances(group="g2")) == [other]


def test_what_no_store_keeps_is_refused_and_changes_nothing(store: Store, claims: list[Claim]) -> None:
    store.replace_checks([CHECK])
    store.replace_stances([STANCE])
    with pytest.raises(InputError, match="half a character"):
        store.replace_checks([replace(CHECK, why="\ud800")])
    with pytest.raises(InputError, match="half a character"):
        store.replace_stances([replace(STANCE, speaker="\ud800")])
    with pytest.raises(InputError, match="NUL"):
        store.add_translation(translated(claims[0].id, text="\0"))
    assert list(store.checks()) == [CHECK]
    assert list(store.stances()) == [STANCE]
    assert list(store.translations()) == []


def test_translations_are_numbered_and_kept(store: Store, claims: list[Claim]) -> None:
    given = [translated(claims[0].id), translated(claims[1].id), translated(claims[0].id, undoes=1, text="")]
    written = [store.add_translation(each) for each in given]
    assert written == [replace(each, number=number) for number, each in enumerate(given, 1)]
    assert list(store.translations()) == written
    assert list(store.translations(claim=claims[0].id)) == [written[0], written[2]]


def test_a_translation_needs_its_claim(store: Store) -> None:
    with pytest.raises(NotFound):
        store.add_translation(translated("c9"))


def test_a_failed_transaction_takes_them_back(store: Store, claims: list[Claim]) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.replace_checks([CHECK])
        store.replace_stances([STANCE])
        store.add_translation(translated(claims[0].id))
        raise ZeroDivisionError
    assert list(store.checks()) == []
    assert list(store.stances()) == []
    assert list(store.translations()) == []
