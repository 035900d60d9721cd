"""Entities as a fold over the ledger: joins, separations, two people, undo, ids that stay."""

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from chamsae.link.cluster import decisions
from chamsae.link.cluster import entities as entities_of
from chamsae.model.claim import NameType
from chamsae.model.judgement import Judgement, Verdict
from chamsae.model.link import Entity, Pair, Record, pair_id, record_id

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def entities(records: Sequence[Record], pairs: Mapping[str, Pair], ledger: Sequence[Judgement]) -> list[Entity]:
    """What follows from a ledger."""
    return entities_of(records, pairs, decisions(ledger, pairs))


def record(name: str, kind: NameType = NameType.PERSON) -> Record:
    return Record(id=name, kind=kind, document=f"d{name}", names=(name,), claims=(), quotes=())


def pair(left: str, right: str, *, barred: str | None = None) -> Pair:
    return Pair(id=pair_id(left, right), left=left, right=right, weight=0, parts=(), barred=barred)


def ledger(*answers: tuple[str, str, str] | int) -> list[Judgement]:
    """Answers as (pair of letters, verdict, person); a number undoes the judgement of that number."""
    entries: list[Judgement] = []
    for number, answer in enumerate(answers, 1):
        if isinstance(answer, int):
            target = entries[answer - 1].target
            entries.append(
                Judgement(number=number, target=target, verdict=Verdict.UNDONE, by="Alice", at=NOW, undoes=answer)
            )
            continue
        letters, verdict, by = answer
        target = pair_id(*letters)
        entries.append(Judgement(number=number, target=target, verdict=Verdict(verdict), by=by, at=NOW))
    return entries


def fold(letters: str, *answers: tuple[str, str, str] | int, barred: tuple[str, ...] = ()) -> list[Entity]:
    pairs = [
        pair(one, other, barred="two people in one sentence" if one + other in barred else None)
        for at, one in enumerate(letters)
        for other in letters[at + 1 :]
    ]
    return entities([record(letter) for letter in letters], {one.id: one for one in pairs}, ledger(*answers))


def groups(*given: object, **more: object) -> list[str]:
    return ["".join(one.records) for one in fold(*given, **more)]  # type: ignore[arg-type]


def test_what_nobody_judged_stays_apart() -> None:
    assert groups("abc") == ["a", "b", "c"]


def test_same_joins_and_the_first_record_names_the_entity() -> None:
    found = fold("abcd", ("bd", "accepted", "Alice"), ("cd", "accepted", "Alice"))
    assert [(one.id, one.records) for one in found] == [("a", ("a",)), ("b", ("b", "c", "d"))]


def test_an_undone_merge_is_a_split_and_everything_else_stays() -> None:
    assert groups("abcd", ("ab", "accepted", "Alice"), ("cd", "accepted", "Alice"), 1) == ["a", "b", "cd"]


def test_what_was_judged_not_the_same_stays_apart_also_through_others() -> None:
    found = fold("abc", ("ab", "accepted", "Alice"), ("ac", "rejected", "Alice"), ("bc", "accepted", "Alice"))
    assert [one.records for one in found] == [("a", "b"), ("c",)]
    assert [one.conflicts for one in found] == [(pair_id("b", "c"),)] * 2


def test_two_people_in_one_sentence_are_two_whatever_is_judged() -> None:
    assert groups("abc", ("ac", "accepted", "Alice"), ("bc", "accepted", "Alice"), barred=("ab",)) == ["ac", "b"]


def test_who_says_that_two_of_one_sentence_are_one_is_believed() -> None:
    assert groups("abc", ("ab", "accepted", "Alice"), barred=("ab",)) == ["ab", "c"]
    assert groups("abc", ("ab", "accepted", "Alice"), 1, barred=("ab",)) == ["a", "b", "c"]


def test_where_two_people_judge_a_merge_needs_both() -> None:
    one, both = ("ab", "accepted", "Alice"), ("ab", "accepted", "Bob")
    assert groups("abc", one) == ["ab", "c"]
    assert groups("abc", ("bc", "cannot_tell", "Bob"), one) == ["a", "b", "c"]
    assert groups("abc", ("bc", "cannot_tell", "Bob"), one, both) == ["ab", "c"]
    assert groups("abc", one, ("bc", "cannot_tell", "Bob")) == ["ab", "c"], "a merge made alone stays"


def test_two_who_differ_leave_the_pair_open() -> None:
    assert groups("ab", ("ab", "accepted", "Alice"), ("ab", "rejected", "Bob")) == ["a", "b"]
    answers = (("ab", "accepted", "Alice"), ("ab", "rejected", "Bob"), ("ab", "accepted", "Bob"))
    assert groups("ab", *answers) == ["ab"]


def test_records_that_are_gone_take_their_pairs_with_them() -> None:
    pairs = {one.id: one for one in (pair("a", "x"), pair("a", "b"))}
    answers = ledger(("ax", "accepted", "Alice"), ("ab", "accepted", "Alice"))
    assert [one.records for one in entities([record("a"), record("b")], pairs, answers)] == [("a", "b")]


def test_a_person_and_an_organisation_never_join() -> None:
    kinds = [record("a"), record("b", NameType.ORGANISATION)]
    found = entities(kinds, {(one := pair("a", "b")).id: one}, ledger(("ab", "accepted", "Alice")))
    assert [one.records for one in found] == [("a",), ("b",)]


def test_ids_do_not_depend_on_which_side_comes_first() -> None:
    assert pair_id("a", "b") == pair_id("b", "a")
    assert record_id(NameType.PERSON, "d1", "x") != record_id(NameType.ORGANISATION, "d1", "x")


ANSWERS = st.lists(
    st.tuples(st.sampled_from(["ab", "ac", "ad", "bc", "bd", "cd"]),
              st.sampled_from(["accepted", "rejected", "cannot_tell"]), st.just("Alice")),
    max_size=12,
)  # fmt: skip


@given(ANSWERS)
def test_every_record_is_in_one_entity_and_no_separated_pair_is_joined(answers: list[tuple[str, str, str]]) -> None:
    found = fold("abcd", *answers)
    assert sorted(id for one in found for id in one.records) == list("abcd")
    last = {letters: verdict for letters, verdict, _ in answers}
    for one in found:
        for letters, verdict in last.items():
            assert not (verdict == "rejected" and set(letters) <= set(one.records))


@given(ANSWERS, st.data())
def test_undoing_an_answer_is_as_if_it_had_never_been_given(
    answers: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    if not answers:
        return
    undone = data.draw(st.integers(1, len(answers)))
    without = answers[: undone - 1] + answers[undone:]
    assert groups("abcd", *answers, undone) == groups("abcd", *without)


def test_ten_thousand_judgements_fold_to_the_people_they_say() -> None:
    shuffled = random.Random(4)
    people = [[f"r{person}_{at}" for at in range(4)] for person in range(4000)]
    chosen = [tuple(shuffled.sample(person, 2)) for person in people for _ in range(3)][:10_000]
    pairs = {one.id: one for one in (pair(left, right) for left, right in chosen)}
    answers = [
        Judgement(number=number, target=pair_id(left, right), verdict=Verdict.ACCEPTED, by="Alice", at=NOW)
        for number, (left, right) in enumerate(chosen, 1)
    ]
    found = entities([record(id) for person in people for id in person], pairs, answers)
    assert all(len({id.split("_")[0] for id in one.records}) == 1 for one in found)
