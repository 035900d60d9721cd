"""Rows as they stand, for carrying them elsewhere."""

from threading import Thread

import pytest

from chamsae.errors import InputError
from chamsae.memory import MemoryStore
from chamsae.model.document import Sketch
from chamsae.model.ledger import Line, Written
from chamsae.model.log import Holder
from chamsae.ports import Store
from tests.contracts import material
from tests.contracts.material import NOON

ODD = Written(number=1, kind="unheard-of", subject="x1", data={"number": 1, "deep": {"하나": [1, None, "둘"]}})


def test_every_attempt_to_read_is_kept_beside_the_last(store: Store) -> None:
    obj = material.stored()
    store.add_object(obj)
    store.add_reading(material.reading(obj))
    store.add_reading(material.reading(obj))
    assert list(store.attempts()) == [material.reading(obj)] * 2
    assert list(store.readings()) == [material.reading(obj)]


def test_sketches_of_every_method_come_by_method_and_document(store: Store) -> None:
    for id in ("d2", "d1"):
        material.held(store, id)
        for method in ("old 1", "new 1"):
            store.put_sketch(Sketch(document=id, method=method, data=b"\x00"))
    told = [(sketch.method, sketch.document) for sketch in store.all_sketches()]
    assert told == [("new 1", "d2"), ("new 1", "d1"), ("old 1", "d2"), ("old 1", "d1")]


def test_an_entry_of_a_kind_nobody_knows_is_kept_as_it_is(store: Store) -> None:
    store.add_written(ODD)
    assert list(store.written()) == [ODD] and list(store.written(after=1)) == []
    assert list(store.lines()) == [Line(number=1, kind="unheard-of", subject="x1")]
    with pytest.raises(InputError, match="not the next"):
        store.add_written(ODD)


def test_the_log_of_another_store_is_taken_over_with_its_tree_and_opens_with_its_keys(store: Store) -> None:
    there = MemoryStore()
    for number in range(300):
        there.append_log(at=NOON, actor="하늘", action="add", subject=f"s{number}", detail={}, hidden={"name": "박"})
    with store.transaction():
        for entry in there.log():
            store.add_logged(entry)
        for key in there.all_keys():
            store.add_key(key)
    assert list(store.log()) == list(there.log())
    assert store.log_hashes(0, 0, 300) == there.log_hashes(0, 0, 300)
    assert store.log_hashes(8, 0, 1) == there.log_hashes(8, 0, 1)
    assert list(store.all_keys()) == list(there.all_keys())
    assert next(store.keys(Holder.ACTOR, "하늘")) == next(there.keys(Holder.ACTOR, "하늘"))
    with pytest.raises(InputError, match="not the next"):
        store.add_logged(entry)
    with pytest.raises(InputError, match="two"):
        store.add_key(key)


def test_what_others_write_during_a_snapshot_is_not_seen_in_it(store: Store) -> None:
    if isinstance(store, MemoryStore):
        pytest.skip("nobody else writes to a store in memory")
    store.add_object(material.stored("a"))
    with store.snapshot():
        assert len(list(store.objects())) == 1
        writer = Thread(target=lambda: store.add_object(material.stored("b")))
        writer.start()
        writer.join()
        assert len(list(store.objects())) == 1
    assert len(list(store.objects())) == 2
