"""Together or not at all, on every store, the log among it."""

from dataclasses import replace

import pytest

from chamsae.archive.log import check
from chamsae.errors import InputError
from chamsae.ports import Store
from tests.contracts.material import (
    NOON,
    capture,
    correction,
    every_kind,
    group,
    held,
    judgement,
    rereading,
    settlement,
    stored,
    transcript,
)


def write_everything(store: Store) -> None:
    """One of each thing a store takes."""
    claims = every_kind(held(store))
    store.add_capture(capture(stored("d1")))
    store.add_claims(claims)
    store.add_judgement(judgement(claims[0].id))
    store.replace_groups([group(claims)])
    store.add_settlement(settlement(claims))
    store.add_correction(correction(claims[0].id))
    store.add_rereading(rereading())
    store.add_transcript(transcript(stored("d1"), stored("d1")))
    note(store)


def note(store: Store, subject: str = "s1", **detail: str) -> None:
    store.append_log(at=NOON, actor="하늘", action="add", subject=subject, detail=detail)


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    before = store.counts()
    with pytest.raises(KeyError), store.transaction():
        write_everything(store)
        raise KeyError
    assert store.counts() == before
    assert store.search("lantern") == []
    assert list(store.settlements()) == []
    assert list(store.corrections()) == []
    write_everything(store)
    assert store.counts() != before


def test_nested_transactions_join_the_outer_one(store: Store) -> None:
    with pytest.raises(KeyError), store.transaction():
        with store.transaction():
            store.add_object(stored("a"))
        raise KeyError
    assert list(store.objects()) == []
    with store.transaction(), store.transaction():
        store.add_object(stored("a"))
    assert list(store.objects()) == [stored("a")]


def test_what_is_refused_inside_a_transaction_does_not_spoil_the_rest(store: Store) -> None:
    with store.transaction():
        store.add_object(stored("a"))
        with pytest.raises(InputError):
            store.add_capture(capture(stored("a"), "nul \0"))
        store.add_capture(capture(stored("a")))
    assert [c.id for c in store.captures()] == ["s1"]


def test_the_log_goes_on_after_a_failed_transaction(store: Store) -> None:
    note(store)
    with pytest.raises(KeyError), store.transaction():
        note(store)
        raise KeyError
    note(store)
    assert check(store.log()) == 2


def test_the_log_keeps_time_to_the_microsecond_whatever_the_zone(store: Store) -> None:
    from datetime import timedelta, timezone

    seoul = NOON.astimezone(timezone(timedelta(hours=9)))
    entry = store.append_log(at=seoul, actor="a", action="add", subject="s1", detail={})
    assert entry.at == NOON
    assert check(store.log()) == 1


def test_a_log_entry_no_database_keeps_is_refused(store: Store) -> None:
    with pytest.raises(InputError):
        note(store, why="nul \0")
    assert store.last_log() is None


def test_a_written_entry_is_not_changed_by_changing_what_was_given(store: Store) -> None:
    detail = {"count": "1"}
    entry = store.append_log(at=NOON, actor="a", action="add", subject="s1", detail=detail)
    detail["count"] = "2"
    assert list(store.log()) == [replace(entry, detail={"count": "1"})]
