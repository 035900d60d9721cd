"""Settlements: adopted, taken back, reopened by new evidence; what leans on them is known."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.errors import InputError, NotFound
from chamsae.model.amount import Amount, Comparator
from chamsae.model.claim import Claim, Figure, Speaker, SpeakerKind, settle_id
from chamsae.model.document import Document, Relation, RelationKind
from chamsae.model.judgement import Verdict
from chamsae.model.quote import cut, point
from chamsae.model.settlement import Aside, FigureGroup, Ground, State
from chamsae.model.standing import Cause
from chamsae.model.when import Precision, When
from chamsae.protect.release import Audience

DAY = When.day(date(2024, 11, 6))


def told(book: Casebook, name: str, number: int, speaker: str, *, day: When = DAY, more: str = "") -> Claim:
    """A document of its own in which somebody says how many were sent back."""
    text = f"{speaker} said that {number} North Koreans were sent back from China.{more}"
    capture = book.archive.add_bytes(BytesIO(text.encode()), name, by="Alice")
    document = Document(
        id=f"d{capture.sha256[:16]}", sha256=capture.sha256, name=name, media_type="text/plain", text=text,
        language="en", reader="hand 1", published=When.day(date(2024, 11, 9)),
    )  # fmt: skip
    book.store.add_document(document)
    start = text.index(str(number))
    claim = settle_id(
        Claim(
            id="",
            document=document.id,
            quote=cut(text, 0, text.index(".") + 1),
            trigger=point(text, start, start + len(str(number))),
            value=Figure(
                amount=Amount(low=number, high=number, comparator=Comparator.EXACT, unit="person"),
                counted="North Koreans",
                act="repatriated",
            ),
            reader="hand 1",
            speaker=Speaker(text=speaker, kind=SpeakerKind.NAMED),
            place=("China",),
            when=day,
        )
    )
    book.store.add_claims([claim])
    with book.store.transaction():
        book.store.append_log(at=book.clock(), actor="Alice", action="make", subject=claim.id, detail={})
    return claim


def copied(book: Casebook, claim: Claim, other: Claim) -> Relation:
    """A relation by which the document of `claim` derives from that of `other`."""
    made = Relation(
        id=f"r{claim.id}", document=claim.document, other=other.document, kind=RelationKind.COPY, score=1.0,
        directed=True, why="",
    )  # fmt: skip
    book.store.add_relations([made])
    with book.store.transaction():
        book.store.append_log(at=book.clock(), actor="Alice", action="read", subject="", detail={})
    return made


@pytest.fixture
def book() -> Casebook:
    made = chamsae.in_memory()
    for name, number, speaker in (("a.txt", 300, "Harim Watch"), ("b.txt", 320, "River Families")):
        told(made, name, number, speaker)
    made.reconcile.refresh(by="Alice")
    return made


def only(book: Casebook) -> FigureGroup:
    book.reconcile.refresh(by="Bo")
    (group,) = book.store.groups()
    return group


def causes(book: Casebook, group: str) -> list[Cause]:
    return [one.cause for one in book.reconcile.standing(group).reopened]


def claim_of(book: Casebook, number: int) -> Claim:
    return next(claim for claim in book.store.claims() if claim.trigger.exact == str(number))


def figure_of(claim: Claim) -> Figure:
    assert isinstance(claim.value, Figure)
    return claim.value


def settle(book: Casebook) -> str:
    group = only(book)
    book.reconcile.settle(group.id, 300, 320, reason="Both counted at the gate.", by="Alice")
    return group.id


def test_a_figure_is_open_where_sources_differ_and_proposed_where_they_agree(book: Casebook) -> None:
    assert only(book).state is State.OPEN
    assert book.reconcile.standing(only(book).id).state is State.OPEN
    book.review.judge(claim_of(book, 320).id, Verdict.REJECTED, by="Alice")
    assert only(book).state is State.PROPOSED


def test_a_settlement_keeps_the_rule_the_ground_of_what_is_set_aside_and_how_origins_were_counted(
    book: Casebook,
) -> None:
    copy = told(book, "c.txt", 300, "Harim Watch", more=" It was late.")
    copied(book, copy, claim_of(book, 320))
    group = only(book)
    done = book.reconcile.settle(
        group.id, 300, 300, [claim_of(book, 300).id], [Aside(claim=claim_of(book, 320).id, ground=Ground.PERSON,
        why="counted at noon only")], "The gate.", by="Alice",
    )  # fmt: skip
    assert done.rule == group.rule == "specific 2"
    assert {(one.ground, one.why) for one in done.aside} == {
        (Ground.PERSON, "counted at noon only"),
        (Ground.COPY, next(one.why for one in group.aside)),
    }
    assert {frozenset(same) for same in done.origins} >= {frozenset({claim_of(book, 300).id})}
    assert only(book).state is State.SETTLED
    assert only(book).settlement == done.number


def test_what_is_used_cannot_be_set_aside_as_well(book: Casebook) -> None:
    group, claim = only(book), claim_of(book, 300).id
    with pytest.raises(InputError, match="both used and set aside"):
        book.reconcile.settle(group.id, 300, 320, [claim], [claim], "So.", by="Alice")


@pytest.mark.parametrize(("low", "high"), [(-5, 300), (None, -1), (300, float("inf")), (float("nan"), 300)])
def test_an_end_that_counts_nothing_is_refused(book: Casebook, low: float | None, high: float) -> None:
    with pytest.raises(InputError, match="counts nothing"):
        book.reconcile.settle(only(book).id, low, high, reason="So.", by="Alice")


def test_a_copy_that_comes_in_reopens_nothing(book: Casebook) -> None:
    group = settle(book)
    copy = told(book, "c.txt", 300, "Harim Watch", more=" It was late.")
    copied(book, copy, claim_of(book, 320))
    assert only(book).state is State.SETTLED
    assert causes(book, group) == []


def test_an_origin_not_heard_before_reopens_and_is_named(book: Casebook) -> None:
    group = settle(book)
    told(book, "c.txt", 350, "The Ministry")
    assert only(book).state is State.REOPENED
    (found,) = book.reconcile.standing(group).reopened
    assert (found.cause, found.why) == (
        Cause.NEW_ORIGIN,
        "“350” (The Ministry): an origin not heard before says so",
    )
    assert [entry.detail for entry in book.store.log() if entry.action == "reopen"] == [
        {"settlement": "1", "causes": "new_origin"}
    ]
    told(book, "d.txt", 310, "The Union")
    only(book)
    assert "which lies in its range" in book.reconcile.standing(group).reopened[1].why
    assert [entry.action for entry in book.store.log()].count("reopen") == 1


def test_a_known_origin_that_gives_another_number_reopens(book: Casebook) -> None:
    group = settle(book)
    told(book, "c.txt", 350, "Harim Watch")
    only(book)
    assert causes(book, group) == [Cause.NEW_NUMBER]


def test_a_rejected_claim_reopens_and_undoing_the_answer_lets_the_settlement_stand(book: Casebook) -> None:
    group = settle(book)
    book.review.judge(claim_of(book, 320).id, Verdict.REJECTED, by="Bo")
    assert only(book).state is State.REOPENED
    assert book.reconcile.standing(group).reopened[0].why == "“320” (River Families), on which it rests, was rejected"
    book.review.undo(by="Bo")
    assert only(book).state is State.SETTLED


def test_undoing_a_judgement_reopens_what_leaned_on_it(book: Casebook) -> None:
    told(book, "c.txt", 3200, "River Families", more=" So it was told.")
    book.review.judge(claim_of(book, 3200).id, Verdict.REJECTED, by="Bo")
    group = settle(book)
    assert only(book).state is State.SETTLED
    book.review.undo(by="Bo")
    assert only(book).state is State.REOPENED
    assert causes(book, group) == [Cause.NEW_NUMBER]


def test_a_corrected_claim_reopens_and_the_settlement_follows_it(book: Casebook) -> None:
    group = settle(book)
    old = claim_of(book, 320)
    new = book.review.edit(old.id, by="Bo", value=replace(figure_of(old), act="detained"), why="They were held.")
    assert sorted(one.state for one in _groups(book)) == [State.PROPOSED, State.REOPENED]
    assert causes(book, group) == [Cause.CORRECTED, Cause.MOVED]
    assert book.reconcile.standing(group).reopened[0].claims == (old.id, new.id)


def test_a_settlement_follows_its_claims_where_the_figure_gets_another_id(book: Casebook) -> None:
    group = settle(book)
    earlier = When(start=date(2024, 11, 5), end=date(2024, 11, 6), precision=Precision.RANGE)
    told(book, "c.txt", 305, "The Union", day=earlier)
    found = only(book)
    assert found.id != group
    assert (found.state, found.settlement) == (State.REOPENED, 1)
    assert [one.number for one in book.reconcile.standing(found.id).history] == [1]


def test_two_settled_figures_that_become_one_are_reopened(book: Casebook) -> None:
    settle(book)
    told(book, "c.txt", 305, "The Union", day=When.day(date(2024, 11, 8)))
    later = next(group for group in _groups(book) if group.settlement is None)
    book.reconcile.settle(later.id, 305, 305, reason="The only source.", by="Bo")
    told(
        book,
        "d.txt",
        306,
        "The Ministry",
        day=When(start=date(2024, 11, 6), end=date(2024, 11, 8), precision=Precision.RANGE),
    )
    found = book.reconcile.standing(only(book).id)
    assert [one.number for one in found.history] == [1, 2]
    assert Cause.MERGED in {one.cause for one in found.reopened}


def test_a_copy_found_to_be_none_and_an_origin_found_to_be_a_copy_reopen(book: Casebook) -> None:
    copy = told(book, "c.txt", 330, "The Union")
    relation = copied(book, copy, claim_of(book, 320))
    group = settle(book)
    book.review.judge(relation.id, Verdict.REJECTED, by="Bo")
    only(book)
    assert causes(book, group) == [Cause.PARTED]
    book.reconcile.settle(group, 300, 330, reason="Three sources.", by="Bo")
    assert only(book).state is State.SETTLED
    book.review.undo(by="Bo")
    only(book)
    assert causes(book, group) == [Cause.JOINED]


def test_a_settlement_whose_claims_are_all_gone_is_still_listed(book: Casebook) -> None:
    settle(book)
    for number in (300, 320):
        book.review.judge(claim_of(book, number).id, Verdict.REJECTED, by="Bo")
    assert _groups(book) == []
    for _ in range(2):
        (lost,) = book.reconcile.standings()
        assert (lost.group, lost.state) == (None, State.REOPENED)
        assert lost.settlement is not None
        book.reconcile.run(by="Bo")
    assert [entry.action for entry in book.store.log()].count("reopen") == 1


def test_a_figure_of_the_same_id_keeps_a_settlement_none_of_whose_claims_is_left(book: Casebook) -> None:
    group = settle(book)
    for number in (300, 320):
        book.review.judge(claim_of(book, number).id, Verdict.REJECTED, by="Bo")
    _groups(book)
    told(book, "c.txt", 310, "The Union")
    assert (only(book).id, only(book).state) == (group, State.REOPENED)
    assert book.reconcile.standing(group).state is State.REOPENED
    told(book, "d.txt", 311, "The Press")
    assert only(book).state is State.REOPENED


def test_what_was_settled_is_superseded_and_can_be_taken_back_by_an_entry(book: Casebook) -> None:
    group = settle(book)
    book.reconcile.settle(group, 310, 320, reason="Better so.", by="Bo")
    taken = book.reconcile.withdraw(2, by="Bo", reason="A slip of the pen.")
    found = book.reconcile.standing(group)
    assert (found.low, found.settlement and found.settlement.number, found.withdrawn) == (300, 1, (2,))
    assert [(one.number, one.undoes) for one in found.history] == [(1, None), (2, None), (3, 2)]
    with pytest.raises(InputError, match="taken back already"):
        book.reconcile.withdraw(2, by="Bo", reason="Again.")
    book.reconcile.withdraw(taken.number, by="Bo", reason="It was right.")
    assert book.reconcile.standing(group).low == 310
    book.reconcile.withdraw(2, by="Bo", reason="No.")
    book.reconcile.withdraw(1, by="Bo", reason="No.")
    assert (only(book).state, only(book).settlement) == (State.OPEN, None)
    with pytest.raises(NotFound):
        book.reconcile.withdraw(99, by="Bo", reason="What?")
    with pytest.raises(InputError, match="needs its reason"):
        book.reconcile.withdraw(3, by="Bo", reason=" ")


def test_states_are_listed_with_what_waits_first(book: Casebook) -> None:
    settle(book)
    told(book, "c.txt", 40, "The Union", day=When.day(date(2024, 12, 24)))
    only_new = next(group for group in _groups(book) if group.settlement is None)
    assert book.reconcile.standings()[0].group == only_new.id
    assert [one.state for one in book.reconcile.standings(state=State.SETTLED)] == [State.SETTLED]
    assert book.reconcile.standings(state=State.OPEN) == []
    told(book, "d.txt", 900, "The Ministry")
    _groups(book)
    assert [one.state for one in book.reconcile.standings()] == [State.REOPENED, State.PROPOSED]


def test_what_was_handed_out_with_a_settlement_leans_on_it(book: Casebook) -> None:
    group = settle(book)
    release = book.protect.release(title="Counts", audience=Audience.INTERNAL, by="Alice")
    (lean,) = book.reconcile.leaning(group)
    assert (lean.action, lean.subject, lean.settlement, lean.outdated) == ("release", release.id, 1, False)
    told(book, "c.txt", 350, "The Ministry")
    only(book)
    (lean,) = book.reconcile.leaning(group)
    assert lean.outdated, "the figure was reopened since"
    book.reconcile.settle(group, 300, 350, reason="All three.", by="Bo")
    book.protect.release(title="Counts", audience=Audience.INTERNAL, by="Alice")
    assert [(one.settlement, one.outdated) for one in book.reconcile.leaning(group)] == [(1, True), (2, False)]


def _groups(book: Casebook) -> list[FigureGroup]:
    book.reconcile.refresh(by="Bo")
    return list(book.store.groups())
