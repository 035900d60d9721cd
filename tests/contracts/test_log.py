"""The log on every store: entries, the tree over them, keys and what they hide."""

import hashlib
from dataclasses import replace

import pytest

from chamsae.archive.log import canonical, check, leaf, opened, opened_actor
from chamsae.archive.merkle import Frontier, Tree, check_inclusion
from chamsae.errors import InputError, IntegrityError
from chamsae.model.log import Holder, LogEntry
from chamsae.ports import Store
from tests.contracts.material import NOON


def note(store: Store, subject: str = "s1", **hidden: str) -> LogEntry:
    return store.append_log(at=NOON, actor="하늘", action="add", subject=subject, detail={"수": "둘"}, hidden=hidden)


def test_entries_come_back_as_they_were_written(store: Store) -> None:
    assert store.last_log() is None
    entries = [note(store, f"s{n}", name=f"편지 {n}.pdf") for n in range(1, 6)]
    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5]
    assert list(store.log()) == entries
    assert list(store.log(after=3)) == entries[3:]
    assert list(store.log(after=9)) == []
    assert store.last_log() == entries[-1]
    assert check(store.log()) == 5


def test_the_tree_grows_with_the_log(store: Store) -> None:
    frontier = Frontier()
    with store.transaction():
        for n in range(600):
            frontier.append(leaf(note(store, f"s{n}")))
    tree = Tree(600, store.log_hashes)
    assert tree.root() == frontier.root()
    for index in (0, 255, 256, 599):
        (entry, *_) = store.log(after=index)
        check_inclusion(leaf(entry), index, 600, tree.inclusion(index), frontier.root())


def test_what_is_undone_leaves_no_hash_behind(store: Store) -> None:
    with store.transaction():
        for n in range(255):
            note(store, f"s{n}")
    with pytest.raises(KeyError), store.transaction():
        note(store, "gone", name="gone.txt")
        raise KeyError
    assert list(store.keys(Holder.THING, "gone")) == []
    last = note(store, "kept")
    frontier = Frontier()
    for entry in store.log():
        frontier.append(leaf(entry))
    assert (last.number, Tree(256, store.log_hashes).root()) == (256, frontier.root())


def test_an_entry_names_nobody_and_tells_no_hidden_value(store: Store) -> None:
    entry = note(store, name="김영희의 편지.pdf", address="https://example.org/kim")
    raw = canonical(entry).decode()
    assert not any(word in raw for word in ("하늘", "김영희", "example.org"))
    assert set(entry.hidden) == {"name", "address"}
    assert entry.actor == note(store).actor != store.append_log(
        at=NOON, actor="바다", action="add", subject="s1", detail={}
    ).actor  # fmt: skip
    key = store.find_key(token=entry.actor)
    assert key and (key.holder, key.name) == (Holder.ACTOR, "하늘")
    told = opened_actor(entry, key)
    assert hashlib.sha256(bytes.fromhex(told.salt) + told.value.encode()).hexdigest() == entry.actor


def test_a_hidden_value_opens_with_its_key_and_with_no_other(store: Store) -> None:
    entry, other = note(store, "s1", name="편지.pdf"), note(store, "s2", name="편지.pdf")
    assert entry.hidden["name"] != other.hidden["name"]
    (key,) = store.keys(Holder.THING, "s1")
    assert opened(entry, "name", key).value == "편지.pdf"
    for wrong in ((other, "name"), (entry, "address")):
        with pytest.raises(IntegrityError):
            opened(*wrong, key)
    with pytest.raises(IntegrityError):
        opened(replace(entry, hidden={"name": "0" * 64}), "name", key)


def test_a_destroyed_key_is_gone_and_a_new_one_has_another_token(store: Store) -> None:
    entry = note(store, name="편지.pdf")
    (key,) = store.keys(Holder.THING, "s1")
    store.destroy_key(key.token)
    store.destroy_key(entry.actor)
    assert list(store.keys(Holder.THING, "s1")) == []
    assert store.find_key(token=key.token) is None
    assert store.find_key(token=entry.actor) is None
    again = note(store, name="편지.pdf")
    assert again.actor != entry.actor
    assert again.sealed["name"].key != key.token
    assert check(store.log()) == 2


def test_a_value_can_lie_under_another_key_than_the_subjects(store: Store) -> None:
    entry = store.append_log(
        at=NOON, actor="하늘", action="erase", subject="s1", detail={}, hidden={"reason": "asked"}, under="하늘"
    )
    assert entry.sealed["reason"].key == entry.actor
    entry = store.append_log(
        at=NOON, actor="하늘", action="judge", subject="c1", detail={}, hidden={"reason": "seen"}, under="s1"
    )
    (key,) = store.keys(Holder.THING, "s1")
    assert opened(entry, "reason", key).value == "seen"


@pytest.mark.parametrize("reason", ["nul \0", "half \ud800"])
def test_what_cannot_be_kept_is_refused_hidden_or_not(store: Store, reason: str) -> None:
    with pytest.raises(InputError):
        note(store, reason=reason)
    assert store.last_log() is None


def test_the_log_of_one_thing_is_told_in_order(store: Store) -> None:
    first, _, last = note(store, "s1"), note(store, "s2"), note(store, "s1")
    assert list(store.log(subject="s1")) == [first, last]
    assert list(store.log(subject="s1", after=first.number)) == [last]
    assert list(store.log(subject="s9")) == []
