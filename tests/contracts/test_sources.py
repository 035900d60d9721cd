"""Objects and accessions, on every store."""

from dataclasses import replace

import pytest

from chamsae.errors import InputError, NotFound
from chamsae.ports import Store
from tests.contracts.material import capture, stored


def test_an_object_is_remembered_once_and_comes_back_whole(store: Store) -> None:
    assert store.add_object(stored("a"))
    assert not store.add_object(stored("a"))
    assert store.object(stored("a").sha256) == stored("a")


def test_objects_come_in_order_of_arrival(store: Store) -> None:
    seeds = [stored(seed) for seed in "qwertz"]
    for obj in seeds:
        store.add_object(obj)
    assert list(store.objects()) == seeds


def test_an_unknown_object_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        store.object(stored("nobody").sha256)


def test_a_capture_comes_back_with_every_field_and_its_number(store: Store) -> None:
    store.add_object(stored())
    written = store.add_capture(capture(stored()))
    assert written.id == "s1"
    assert store.capture("s1") == written
    assert written == replace(capture(stored()), id="s1")


def test_accession_numbers_count_on_without_gaps(store: Store) -> None:
    store.add_object(stored())
    store.add_capture(capture(stored()))
    with pytest.raises(KeyError), store.transaction():
        store.add_capture(capture(stored()))
        raise KeyError
    assert store.add_capture(capture(stored())).id == "s2"


def test_the_same_bytes_twice_are_one_object_and_two_accessions(store: Store) -> None:
    for seed in ("a", "b"):
        store.add_object(stored(seed))
    first, _, third = (store.add_capture(capture(stored(seed))) for seed in ("a", "b", "a"))
    assert list(store.captures(sha256=stored("a").sha256)) == [first, third]
    assert [c.id for c in store.captures()] == ["s1", "s2", "s3"]


def test_accessions_are_found_by_object_and_name(store: Store) -> None:
    for seed in ("a", "b"):
        store.add_object(stored(seed))
    given = [("a", "one.txt"), ("a", "한글.txt"), ("b", "one.txt"), ("a", "one.txt")]
    first, second, third, fourth = (store.add_capture(capture(stored(seed), name)) for seed, name in given)
    assert list(store.captures(sha256=stored("a").sha256, name="one.txt")) == [first, fourth]
    assert list(store.captures(name="one.txt")) == [first, third, fourth]
    assert list(store.captures(name="한글.txt")) == [second]


def test_a_capture_needs_its_object(store: Store) -> None:
    with pytest.raises(NotFound):
        store.add_capture(capture(stored("nobody")))


@pytest.mark.parametrize("id", ["s1", "1", "", "s", "s-1", "s١", "s99999999999999999999999", "'; --"])
def test_an_accession_number_nobody_has_is_not_found(store: Store, id: str) -> None:
    with pytest.raises(NotFound):
        store.capture(id)


@pytest.mark.parametrize("name", ["가" * 90, "🕊\u202etxt.exe", "a\r\nb", "", "x" * 100_000])
def test_any_name_is_kept_exactly(store: Store, name: str) -> None:
    store.add_object(stored())
    assert store.capture(store.add_capture(capture(stored(), name)).id).name == name


@pytest.mark.parametrize("name", ["nul\0.txt", "half \ud800.txt"])
def test_what_no_database_can_keep_is_refused_and_nothing_is_written(store: Store, name: str) -> None:
    store.add_object(stored())
    with pytest.raises(InputError):
        store.add_capture(capture(stored(), name))
    assert list(store.captures()) == []
