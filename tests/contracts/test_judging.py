"""Judgements, figures and settlements, on every store."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chamsae.errors import InputError, NotFound
from chamsae.model.claim import Claim
from chamsae.model.judgement import Status, Verdict, fold
from chamsae.model.settlement import State
from chamsae.ports import Store
from tests.contracts.material import (
    aside,
    claim,
    correction,
    every_kind,
    group,
    held,
    judgement,
    relation,
    rereading,
    settlement,
)


@pytest.fixture
def claims(store: Store) -> list[Claim]:
    made = every_kind(held(store))
    store.add_claims(made)
    return made


def test_a_judgement_comes_back_with_its_number_and_every_field(store: Store, claims: list[Claim]) -> None:
    written = store.add_judgement(replace(judgement(claims[0].id, Verdict.SUPERSEDED), by_claim=claims[1].id))
    assert written.number == 1
    assert list(store.judgements()) == [written]
    assert written.by_claim == claims[1].id


def test_judgements_come_in_order_of_number_for_all_or_for_one(store: Store, claims: list[Claim]) -> None:
    targets = [claims[0].id, claims[1].id, claims[0].id]
    written = [store.add_judgement(judgement(target)) for target in targets]
    assert list(store.judgements()) == written
    assert list(store.judgements(target=claims[0].id)) == [written[0], written[2]]


def test_the_ledger_is_read_from_a_number_on_or_as_one_batch(store: Store, claims: list[Claim]) -> None:
    assert store.last_judgement() is None
    blind = replace(judgement(claims[1].id), blind=True)
    many = replace(judgement(claims[2].id), batch="b1")
    written = [store.add_judgement(one) for one in (judgement(claims[0].id), blind, many)]
    assert [one.blind for one in store.judgements()] == [False, True, False]
    assert list(store.judgements(after=1)) == written[1:]
    assert list(store.judgements(batch="b1")) == [written[2]]
    assert store.last_judgement() == written[2]


def test_nobody_judges_what_is_unknown(store: Store) -> None:
    with pytest.raises(NotFound):
        store.add_judgement(judgement("nobody"))
    assert list(store.judgements()) == []


@pytest.mark.parametrize(
    ("verdict", "status"),
    [
        (Verdict.ACCEPTED, Status.ACCEPTED),
        (Verdict.REJECTED, Status.REJECTED),
        (Verdict.CANNOT_TELL, Status.DISPUTED),
        (Verdict.SUPERSEDED, Status.REJECTED),
        (Verdict.WITHHELD, Status.WITHHELD),
        (Verdict.RETIRED, Status.RETIRED),
        (Verdict.SUGGESTED, Status.SUGGESTED),
    ],
)
def test_the_last_verdict_gives_the_status(store: Store, claims: list[Claim], verdict: Verdict, status: Status) -> None:
    store.add_judgement(judgement(claims[0].id))
    store.add_judgement(judgement(claims[0].id, verdict))
    assert store.statuses() == {claims[0].id: status}
    assert store.statuses([claims[0].id, claims[1].id, "nobody"]) == {claims[0].id: status}
    assert store.statuses([]) == {}


def test_undoing_gives_back_the_status_before(store: Store, claims: list[Claim]) -> None:
    target = claims[0].id
    first, second = store.add_judgement(judgement(target)), store.add_judgement(judgement(target, Verdict.REJECTED))
    store.add_judgement(judgement(target, Verdict.UNDONE, undoes=second.number))
    assert store.statuses() == {target: Status.ACCEPTED}
    store.add_judgement(judgement(target, Verdict.UNDONE, undoes=first.number))
    assert store.statuses() == {}
    assert len(list(store.judgements())) == 4


def test_relations_are_judged_like_claims(store: Store) -> None:
    held(store, "d1"), held(store, "d2")
    store.add_relations([relation("d1", "d2")])
    store.add_judgement(judgement("r1", Verdict.REJECTED))
    assert store.statuses() == {"r1": Status.REJECTED}


@given(moves=st.lists(st.tuples(st.integers(0, 4), st.sampled_from(Verdict), st.integers(1, 12)), max_size=12))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_statuses_are_the_fold_of_the_ledger(
    store: Store, claims: list[Claim], moves: list[tuple[int, Verdict, int]]
) -> None:
    for place, verdict, number in moves:
        undoes = number if verdict is Verdict.UNDONE else None
        store.add_judgement(judgement(claims[place].id, verdict, undoes))
    assert store.statuses() == fold(store.judgements())


def test_a_judgement_with_words_no_database_keeps_is_refused(store: Store, claims: list[Claim]) -> None:
    with pytest.raises(InputError):
        store.add_judgement(replace(judgement(claims[0].id), why="nul \0"))
    assert store.statuses() == {}


def test_a_new_grouping_takes_the_place_of_the_last(store: Store, claims: list[Claim]) -> None:
    store.replace_groups([group(claims, "g2"), group(claims[:1], "g1", contradictory=True)])
    store.replace_groups([group(claims[2:], "g3"), group(claims[1::-1], "g1")])
    assert list(store.groups()) == [group(claims[1::-1], "g1"), group(claims[2:], "g3")], "in order of their scope"
    assert store.group("g1") == group(claims[1::-1], "g1")
    with pytest.raises(NotFound):
        store.group("g2")
    store.replace_groups([])
    assert list(store.groups()) == []


def test_the_same_grouping_again_is_the_same(store: Store, claims: list[Claim]) -> None:
    for _ in range(2):
        store.replace_groups([group(claims)])
    assert list(store.groups()) == [group(claims)]


def test_settlements_are_numbered_and_outlive_the_grouping(store: Store, claims: list[Claim]) -> None:
    store.replace_groups([group(claims, "g1")])
    given = [settlement(claims, "g1"), settlement(claims, "g2", None), settlement(claims, "g1", 0.5)]
    written = [store.add_settlement(each) for each in given]
    assert written == [replace(each, number=number) for number, each in enumerate(given, 1)]
    store.replace_groups([])
    assert list(store.settlements()) == written
    assert list(store.settlements(group="g1")) == [written[0], written[2]]


def test_corrections_are_numbered_and_come_back_whole(store: Store, claims: list[Claim]) -> None:
    given = [correction(claims[0].id), correction(claims[1].id), correction(claims[0].id, undoes=1)]
    written = [store.add_correction(each) for each in given]
    assert written == [replace(each, number=number) for number, each in enumerate(given, 1)]
    assert list(store.corrections()) == written
    assert list(store.corrections(claim=claims[0].id)) == [written[0], written[2]]


def test_only_a_known_claim_is_corrected_and_only_in_words_that_can_be_kept(store: Store, claims: list[Claim]) -> None:
    with pytest.raises(NotFound):
        store.add_correction(correction("nobody"))
    with pytest.raises(InputError):
        store.add_correction(replace(correction(claims[0].id), reason="nul \0"))
    assert list(store.corrections()) == []


def test_a_settlement_rests_on_known_claims_only(store: Store, claims: list[Claim]) -> None:
    with pytest.raises(NotFound):
        store.add_settlement(replace(settlement(claims), claims=("nobody",)))
    with pytest.raises(NotFound):
        store.add_settlement(replace(settlement(claims), aside=(aside("nobody"),)))


def test_some_figures_are_put_beside_the_others_and_some_taken_out(store: Store, claims: list[Claim]) -> None:
    store.replace_groups([group(claims[:1], "g1"), group(claims[1:2], "g2"), group(claims[2:3], "g3")])
    store.put_groups([group(claims[1:2], "g0"), group(claims[2:4], "g3")], gone=["g2", "never"])
    assert list(store.groups()) == [group(claims[1:2], "g0"), group(claims[:1], "g1"), group(claims[2:4], "g3")]
    with pytest.raises(NotFound):
        store.group("g2")


def test_figures_are_found_by_state_and_by_claim(store: Store, claims: list[Claim]) -> None:
    settled, reopened = group(claims[:2], "g1"), group(claims[2:4], "g2", contradictory=True)
    store.replace_groups([settled, reopened])
    assert list(store.groups(state=State.REOPENED)) == [reopened]
    assert list(store.groups(state=State.OPEN)) == []
    assert store.groups_of([claims[0].id, claims[3].id, claims[4].id, "nobody"]) == {
        claims[0].id: "g1",
        claims[3].id: "g2",
    }


def test_counts_say_what_there_is_and_what_waits(store: Store, claims: list[Claim]) -> None:
    more = claim(held(store, "d2"))
    store.add_claims([more])
    store.add_relations([relation("d1", "d2")])
    store.add_judgement(judgement(claims[0].id))
    agreed = replace(group(claims, "g1"), state=State.SETTLED, contradictory=True)
    store.replace_groups([agreed, group([more], "g2", contradictory=True)])
    counts = store.counts()
    assert (counts.objects, counts.captures, counts.documents, counts.failed) == (2, 0, 2, 0)
    assert (counts.claims, counts.to_review, counts.relations) == (9, 8, 1)
    assert (counts.groups, counts.disputed, counts.judgements, counts.log) == (2, 1, 1, 0)


def test_what_reading_again_changed_is_kept_by_run_and_document(store: Store) -> None:
    held(store), held(store, "d2")
    assert store.last_rereading() is None
    first = store.add_rereading(rereading())
    assert first == replace(rereading(), number=1, run=1), "the first of a run names it"
    others = [store.add_rereading(one) for one in (rereading("d2", run=1), rereading("d2"))]
    assert [one.run for one in others] == [1, 3]
    assert list(store.rereadings()) == [first, *others]
    assert list(store.rereadings(run=1)) == [first, others[0]]
    assert list(store.rereadings(document="d2")) == others
    assert store.last_rereading() == others[1]
    with pytest.raises(NotFound):
        store.add_rereading(rereading("nobody"))
