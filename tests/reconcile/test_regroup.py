"""Figures held while people judge: always what grouping everything anew would give."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from chamsae.model.amount import Comparator
from chamsae.model.claim import Claim, settle_id
from chamsae.model.document import Relation, RelationKind
from chamsae.model.judgement import Status
from chamsae.model.scoping import ScopeCorrection
from chamsae.model.settlement import FigureGroup
from chamsae.model.when import Precision, When, utc_now
from chamsae.reconcile.anchors import Cluster, clusters
from chamsae.reconcile.figures import figures
from chamsae.reconcile.regroup import Material, Moved, Regroup
from chamsae.reconcile.stretches import stretches

from . import made

START = date(2023, 1, 1)
DOCUMENTS = {
    name: made.facts(name, START + timedelta(days=60 * at), f"Paper {name}") for at, name in enumerate("abcde")
}
DOCUMENTS["x"] = made.facts("x")


def whens() -> st.SearchStrategy[When | None]:
    days = st.integers(0, 420).map(lambda number: START + timedelta(days=number))
    return st.one_of(
        st.none(),
        st.just(made.RECENTLY),
        days.map(When.day),
        st.builds(_range, days, st.sampled_from([1, 2, 6, 9, 40, 400])),
        days.map(lambda day: _range(day.replace(day=1), 27, Precision.MONTH)),
        days.map(lambda day: When(start=day, precision=Precision.VAGUE, text="since then")),
        days.map(lambda day: When(end=day, precision=Precision.VAGUE, text="by then")),
    )


def _range(day: date, length: int, precision: Precision = Precision.RANGE) -> When:
    return When(start=day, end=day + timedelta(days=length), precision=precision, text="then")


def claims(documents: str, most: int) -> st.SearchStrategy[list[Claim]]:
    return st.lists(
        st.builds(
            lambda document, number, comparator, when, speaker, at, place, act: made.figure(
                document, number, comparator, when=when, speaker=speaker, at=at, place=place, act=act
            ),
            st.sampled_from(documents),
            st.sampled_from([80, 500, 600, 620]),
            st.sampled_from([Comparator.EXACT, Comparator.ABOUT, Comparator.MORE_THAN]),
            whens(),
            st.sampled_from([None, "Hill Watch", "River Families"]),
            st.integers(0, 5000),
            st.sampled_from([(), ("China",), ("Tumen",), ("the border",)]),
            st.sampled_from(["repatriated", "detained"]),
        ),
        min_size=1,
        max_size=most,
        unique_by=lambda claim: claim.id,
    )


@given(claims("abcdex", 14))
@settings(max_examples=300, deadline=None)
def test_what_stretches_give_is_what_the_whole_cell_gives(found: list[Claim]) -> None:
    same = sorted(found, key=lambda claim: claim.id)
    heads = {"b": "a"}
    parts = stretches(same, DOCUMENTS, heads)
    assert sorted(claim.id for part in parts for claim in part) == [claim.id for claim in same]
    together = [cluster for part in parts for cluster in clusters(part, DOCUMENTS, heads)]
    assert _told(together) == _told(clusters(same, DOCUMENTS, heads))


def _told(found: list[Cluster]) -> dict[str, tuple[When, frozenset[tuple[str, str]]]]:
    told = {one.key: (one.window, frozenset((claim.id, why) for claim, why in one.members)) for one in found}
    assert len(told) == len(found)
    return told


RELATIONS = (
    made.derives("b", "a"),
    made.derives("c", "b", RelationKind.COPY, directed=False),
    made.derives("e", "d", RelationKind.IDENTICAL),
)


@given(claims("abcde", 12), st.data())
@settings(max_examples=120, deadline=None)
def test_judgements_and_corrections_move_what_grouping_anew_would_move(found: list[Claim], data: st.DataObject) -> None:
    """Random judgements on claims, edits and copies, and random corrections of scope, in any order."""
    edits = [settle_id(replace(claim, supersedes=claim.id, when=None)) for claim in found[:3]]
    every = [*found, *edits]
    statuses: dict[str, Status] = {edit.id: Status.REJECTED for edit in edits}
    corrections: list[ScopeCorrection] = []
    held = Regroup(Material(claims=every, documents=DOCUMENTS, relations=RELATIONS, statuses=statuses))
    now = {group.id: group for group in held.figures()}
    targets = st.sampled_from([claim.id for claim in every] + [relation.id for relation in RELATIONS])
    for _ in range(data.draw(st.integers(1, 6))):
        if data.draw(st.booleans()):
            target, status = data.draw(targets), data.draw(st.sampled_from([None, *Status]))
            statuses = {id: one for id, one in {**statuses, target: status}.items() if one is not None}
            assert held.can(target)
            moved = held.judged({target: status})
        else:
            corrections.append(_correction(len(corrections) + 1, data.draw(st.sampled_from(every)), data))
            moved = held.corrected(corrections)
        now = _applied(now, moved)
        anew = figures(every, DOCUMENTS, RELATIONS, statuses, corrections)
        assert len({group.id for group in anew}) == len(anew)
        assert now == {group.id: group for group in held.figures()} == {group.id: group for group in anew}


def _correction(number: int, claim: Claim, data: st.DataObject) -> ScopeCorrection:
    undoes = data.draw(st.sampled_from([None, None, max(1, number - 1)]))
    return ScopeCorrection(
        number=number, claim=claim.id, place=data.draw(st.sampled_from([None, "Tumen", "Nowhere Bridge"])),
        when=made.day(10, 9), out=data.draw(st.booleans()), undoes=undoes, reason="So.", by="Bo", at=utc_now(),
    )  # fmt: skip


def _applied(now: dict[str, FigureGroup], moved: Moved) -> dict[str, FigureGroup]:
    """The figures as a store has them after a change: only what has moved is written."""
    assert not {group.id for group in moved.put} & set(moved.gone)
    assert set(moved.gone) <= now.keys()
    assert all(now.get(group.id) != group for group in moved.put)
    return {**{id: group for id, group in now.items() if id not in moved.gone}, **{g.id: g for g in moved.put}}


def test_a_judgement_moves_only_the_stretch_of_time_it_is_about() -> None:
    old, new = made.figure("a", 600, when=made.day(1, 9)), made.figure("b", 620, when=made.day(10, 9))
    held = Regroup(Material(claims=[old, new], documents=DOCUMENTS))
    moved = held.judged({new.id: Status.REJECTED})
    assert (moved.put, len(moved.gone), moved.claims) == ((), 1, frozenset({new.id}))
    assert held.judged({new.id: Status.REJECTED}) == Moved((), (), frozenset())


def test_a_translation_asks_for_all_figures_since_it_ties_names_everywhere() -> None:
    tie: Relation = made.derives("b", "a", RelationKind.TRANSLATION)
    held = Regroup(Material(claims=[made.figure("a", 600)], documents=DOCUMENTS, relations=[tie]))
    assert not held.can(tie.id)
    assert not held.can("nobody")
