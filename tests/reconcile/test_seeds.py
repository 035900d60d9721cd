"""The three real articles: who copies whom, and which figures stand together."""

from dataclasses import replace

from chamsae.model.document import DEPENDENT, RelationKind
from chamsae.model.settlement import FigureGroup
from chamsae.read.propose import propose
from chamsae.reconcile.copies import compare, relations, sketch
from chamsae.reconcile.figures import figures

from . import gold


@gold.needs_data
def test_the_rewrite_is_found_and_the_third_article_is_independent() -> None:
    for marked in (True, False):
        documents = gold.documents(marked=marked)
        found = relations(documents.__getitem__, compare([sketch(document) for document in documents.values()]))
        dependent = [relation for relation in found if relation.kind in DEPENDENT]
        assert [(r.document, r.other, r.kind) for r in dependent] == [("004", "000", RelationKind.REWRITE)]
        assert dependent[0].directed
        assert 0.25 < dependent[0].score < 0.40


def _groups() -> dict[str, FigureGroup]:
    """The group each annotated figure stands in."""
    documents, claims = gold.documents(), gold.claims()
    found = relations(documents.__getitem__, compare([sketch(document) for document in documents.values()]))
    by_claim = {m.claim: group for group in figures(claims.values(), gold.facts(), found) for m in group.members}
    return {name: by_claim[claim.id] for name, claim in claims.items() if claim.id in by_claim}


@gold.needs_data
def test_the_counts_of_the_mass_return_stand_in_one_group() -> None:
    groups = _groups()
    mass = {"F000-01", "F000-03", "F002-01", "F002-02", "F002-10", "F004-01", "F004-03"}
    assert {name for name, group in groups.items() if group == groups["F000-01"]} == mass
    assert (groups["F000-01"].low, groups["F000-01"].high) == (500, 620)
    # The paper's own "around 600" may be the lawyer's "more than 600" beside it.
    assert (groups["F000-01"].origins, groups["F000-01"].origins_most) == (3, 4)
    assert not groups["F000-01"].contradictory
    assert "3 copies are not counted" in groups["F000-01"].reason


@gold.needs_data
def test_those_held_in_china_stand_in_one_group_and_those_of_one_prison_apart() -> None:
    groups = _groups()
    assert groups["F000-04"] == groups["F002-09"]
    assert groups["F002-04"] != groups["F002-06"]
    alone = ("F002-04", "F002-05", "F002-06")
    assert [len(groups[name].members) for name in alone] == [1, 1, 1]


@gold.needs_data
def test_hostages_members_of_a_community_durations_and_denials_stand_in_none() -> None:
    groups = _groups()
    for name in ("F002-08", "F000-06", "F002-03", "F002-16", "F002-17", "F002-24", "F000-05", "F000-11"):
        assert name not in groups


@gold.needs_data
def test_what_the_reader_proposes_stands_together_the_same_way() -> None:
    facts = gold.facts()
    documents = {name: replace(one, published=facts[name].published) for name, one in gold.documents().items()}
    claims = [claim for document in documents.values() for claim in propose(document)]
    found = relations(documents.__getitem__, compare([sketch(document) for document in documents.values()]))
    numbers = {claim.id: (claim.document, claim.trigger.exact) for claim in claims}
    groups = [{numbers[member.claim] for member in group.members} for group in figures(claims, facts, found)]
    (mass,) = [group for group in groups if ("000", "620") in group]
    assert mass >= {("000", "over 500"), ("002", "around 600"), ("002", "more than 600"), ("004", "620")}
    assert not mass & {("002", "350"), ("002", "more than 170"), ("002", "more than 180")}
    together = {number for group in groups for number in group}
    assert not together & {("002", "over 200"), ("000", "500,000")}
