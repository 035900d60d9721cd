"""What holds of origins whatever is said by whom: a copy adds none, order changes nothing, a rejection restores."""

from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.amount import Comparator
from chamsae.model.claim import Claim, Speaker, SpeakerKind
from chamsae.model.document import Relation, RelationKind
from chamsae.model.judgement import Status
from chamsae.model.origin import TieKind
from chamsae.model.settlement import FigureGroup
from chamsae.reconcile.figures import figures
from chamsae.reconcile.graph import graph
from chamsae.reconcile.scope import DocumentFacts

from . import made

DAY = made.day(10, 9)
PUBLISHERS = (
    "The Hill Daily",
    "Reuters",
    "자유아시아방송",
    "Human Rights Watch",
    "山城报",
    "강변신문 (연합뉴스)",
    None,
)
NAMED = ("Lake Families", "Human Rights Watch", "Reuters", "路透社", "강변시민연대", "RFA")
UNNAMED = ("a source in Jilin", "지린성 소식통", "消息人士", "rights groups", "an official", "단체들")
CHAINS = ((), ("Reuters",), ("RFA", "The Hill Daily"), ("연합뉴스", "강변신문"), ("the union", "Reuters"))
ROUNDING = (Comparator.EXACT, Comparator.ABOUT, Comparator.MORE_THAN)

speakers = st.one_of(
    st.just(Speaker(text="", kind=SpeakerKind.NARRATOR)),
    st.builds(Speaker, text=st.sampled_from(NAMED), kind=st.just(SpeakerKind.NAMED), entity=st.none()),
    st.builds(Speaker, text=st.sampled_from(UNNAMED), kind=st.just(SpeakerKind.UNNAMED), entity=st.none()),
)


@st.composite
def books(draw: st.DrawFn) -> tuple[dict[str, DocumentFacts], list[Claim]]:
    """Documents with their publishers and dates, and what they say of one figure."""
    names = [f"d{number}" for number in range(draw(st.integers(1, 6)))]
    facts = {
        name: made.facts(name, date(2023, 10, draw(st.integers(10, 30))), draw(st.sampled_from(PUBLISHERS)))
        for name in names
    }
    said = draw(st.lists(st.tuples(st.sampled_from(names), speakers, st.sampled_from(CHAINS)), min_size=1, max_size=9))
    claims = [
        replace(
            made.figure(
                name, draw(st.sampled_from((340, 345, 350))), draw(st.sampled_from(ROUNDING)), when=DAY, at=200 * at
            ),
            id=f"c{at}",
            speaker=speaker,
            via=via,
        )
        for at, (name, speaker, via) in enumerate(said)
    ]
    return facts, claims


def grouped(
    facts: dict[str, DocumentFacts],
    claims: list[Claim],
    relations: tuple[Relation, ...] = (),
    statuses: dict[str, Status] | None = None,
) -> FigureGroup:
    """The only figure."""
    (found,) = figures(claims, facts, relations, statuses)
    return found


def counted(group: FigureGroup) -> tuple[object, ...]:
    """What a copy must not change."""
    return group.low, group.high, group.origins, group.origins_most, group.contradictory


def copied(book: tuple[dict[str, DocumentFacts], list[Claim]], of: str, publisher: str | None) -> list[Claim]:
    """The claims of a document as its copy, with a publisher of its own, has them."""
    facts, claims = book
    facts["copy"] = made.facts("copy", date(2023, 11, 5), publisher)
    return [replace(claim, id=f"{claim.id}copy", document="copy") for claim in claims if claim.document == of]


COPYING = (RelationKind.COPY, RelationKind.IDENTICAL, RelationKind.REWRITE, RelationKind.RETELLING)


@given(books(), st.sampled_from(PUBLISHERS), st.sampled_from(COPYING), st.data())
def test_adding_a_copy_changes_no_range_and_no_count(
    book: tuple[dict[str, DocumentFacts], list[Claim]], publisher: str | None, kind: RelationKind, data: st.DataObject
) -> None:
    facts, claims = book
    before = grouped(facts, claims)
    of = data.draw(st.sampled_from(sorted({claim.document for claim in claims})))
    after = grouped(facts, [*claims, *copied(book, of, publisher)], (made.derives("copy", of, kind),))
    assert counted(before) == counted(after)


@given(books(), st.sampled_from(PUBLISHERS), st.data())
def test_a_copy_that_names_nobody_adds_no_origin(
    book: tuple[dict[str, DocumentFacts], list[Claim]], publisher: str | None, data: st.DataObject
) -> None:
    facts, claims = book
    before = grouped(facts, claims)
    of = data.draw(st.sampled_from(sorted({claim.document for claim in claims})))
    bare = [
        replace(one, speaker=Speaker(text="", kind=SpeakerKind.NARRATOR), via=()) for one in copied(book, of, publisher)
    ]
    after = grouped(facts, [*claims, *bare], (made.derives("copy", of),))
    assert (before.origins, before.origins_most) == (after.origins, after.origins_most)


@given(books(), st.sampled_from(PUBLISHERS), st.data())
def test_rejecting_a_relation_restores_what_was_counted_without_it(
    book: tuple[dict[str, DocumentFacts], list[Claim]], publisher: str | None, data: st.DataObject
) -> None:
    facts, claims = book
    of = data.draw(st.sampled_from(sorted({claim.document for claim in claims})))
    every = [*claims, *copied(book, of, publisher)]
    relation = made.derives("copy", of, RelationKind.COPY)
    assert grouped(facts, every, (relation,), {relation.id: Status.REJECTED}) == grouped(facts, every)


@given(books(), st.randoms())
def test_the_order_of_arrival_is_irrelevant(
    book: tuple[dict[str, DocumentFacts], list[Claim]],
    chance: Random,
) -> None:
    facts, claims = book
    relations = [made.derives("d1", "d0"), made.derives("d2", "d1", RelationKind.COPY)]
    before = grouped(facts, claims, tuple(relations))
    drawn = graph(before, {claim.id: claim for claim in claims}, facts, relations)
    mixed, turned, papers = list(claims), list(relations), list(facts.items())
    chance.shuffle(mixed)
    chance.shuffle(turned)
    chance.shuffle(papers)
    after = grouped(dict(papers), mixed, tuple(turned))
    assert after == before
    assert graph(after, {claim.id: claim for claim in mixed}, dict(papers), turned) == drawn


@given(books())
def test_a_graph_counts_what_the_figure_counts_and_every_claim_ends_at_an_origin(
    book: tuple[dict[str, DocumentFacts], list[Claim]],
) -> None:
    facts, claims = book
    relations = [made.derives("d1", "d0")]
    group = grouped(facts, claims, tuple(relations))
    found = graph(group, {claim.id: claim for claim in claims}, facts, relations)
    assert (found.least, found.most) == (group.origins, group.origins_most)
    assert 1 <= found.least <= found.most == len(found.origins)
    nodes = {node.id for node in found.nodes}
    assert {end for tie in found.ties for end in (tie.source, tie.target)} | set(found.origins) <= nodes
    assert {claim for node in found.nodes for claim in node.claims} == {member.claim for member in group.members}
    leads = {tie.source for tie in found.ties if tie.kind is not TieKind.MAY_BE}
    standing = {node.id for node in found.nodes if node.claims}
    assert standing <= leads | set(found.origins)
