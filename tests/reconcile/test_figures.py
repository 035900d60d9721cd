"""Figures from claims: grouped, traced to their origins, settled."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.amount import Comparator
from chamsae.model.claim import Claim, Name, NameType
from chamsae.model.document import Relation, RelationKind
from chamsae.model.judgement import Status
from chamsae.model.settlement import FigureGroup
from chamsae.reconcile.figures import figures
from chamsae.reconcile.scope import DocumentFacts

from . import made

DOCUMENTS = {
    name: made.facts(name, date(2023, 11, 10 + number), f"Paper {name}") for number, name in enumerate("abcdef")
}
ABOUT, MORE = Comparator.ABOUT, Comparator.MORE_THAN


def only(
    *claims: Claim, relations: tuple[Relation, ...] = (), statuses: dict[str, Status] | None = None
) -> FigureGroup:
    (found,) = figures(claims, DOCUMENTS, relations, statuses)
    return found


def test_a_single_claim_is_a_figure_with_one_origin() -> None:
    found = only(made.figure("a", 600, ABOUT, when=made.day(10, 9)))
    assert (found.low, found.high, found.origins) == (600, 600, 1)
    assert found.reason == "600: about 600 (Paper a); one origin only."
    assert (found.scope.act, found.scope.counted, found.scope.place) == ("repatriated", "North Koreans", "cn")


def test_a_rewrite_repeats_the_claim_it_derives_from_even_where_the_speaker_is_lost() -> None:
    source = made.figure("a", 500, MORE, when=made.month(10), speaker="Hill Watch")
    copy = made.figure("b", 500, MORE, when=made.month(10), words="Reportedly over 500 were sent back.")
    found = only(source, copy, relations=(made.derives("b", "a"),))
    by_claim = {member.claim: member for member in found.members}
    assert by_claim[copy.id].copy_of == source.id
    assert by_claim[copy.id].origin == by_claim[source.id].origin == "speaker:hill watch"
    assert found.origins == 1


def test_a_rewrite_that_changed_the_number_adds_no_origin_and_no_width() -> None:
    source = made.figure("a", 620, when=made.day(10, 9))
    found = only(source, made.figure("b", 600, MORE, when=made.day(10, 9)), relations=(made.derives("b", "a"),))
    assert (found.low, found.high, found.origins) == (620, 620, 1)


def test_a_copy_of_a_copy_repeats_the_first() -> None:
    claims = [made.figure(name, 620, when=made.day(10, 9)) for name in "abc"]
    found = only(*claims, relations=(made.derives("b", "a"), made.derives("c", "b")))
    assert {member.copy_of for member in found.members} == {None, claims[0].id}
    assert found.reason == "620: 620 (Paper a); one origin only; 2 copies are not counted."


def test_a_rejected_relation_does_not_count() -> None:
    claims = [made.figure(name, 620, when=made.day(10, 9)) for name in "ab"]
    relation = made.derives("b", "a")
    found = only(*claims, relations=(relation,), statuses={relation.id: Status.REJECTED})
    assert (found.origins, found.origins_most) == (1, 2)


def test_a_shared_passage_is_no_dependence() -> None:
    claims = [made.figure(name, 620, when=made.day(10, 9)) for name in "ab"]
    found = only(*claims, relations=(made.derives("b", "a", RelationKind.SHARES_PASSAGE),))
    assert (found.origins, found.origins_most) == (1, 2)


def test_copies_in_a_circle_are_one_origin() -> None:
    claims = [made.figure(name, 620, when=made.day(10, 9)) for name in "abc"]
    circle = (made.derives("a", "b"), made.derives("b", "c"), made.derives("c", "a"))
    assert only(*claims, relations=circle).origins == 1


def test_of_two_undated_copies_one_is_taken_for_the_source() -> None:
    claims = [made.figure(name, 620, when=made.day(10, 9)) for name in "ab"]
    found = only(*claims, relations=(made.derives("a", "b", RelationKind.COPY, directed=False),))
    assert found.origins == 1
    assert [member.copy_of for member in found.members].count(None) == 1


def test_a_larger_document_repeats_only_what_stands_in_the_shared_passage() -> None:
    source = made.figure("a", 620, when=made.day(10, 9))
    inside, own = (made.figure("b", 620, when=made.day(10, 9), at=at) for at in (100, 900))
    relation = replace(made.derives("b", "a", RelationKind.CONTAINS), shared=((90, 300, 0, 210),))
    by_claim = {member.claim: member for member in only(source, inside, own, relations=(relation,)).members}
    assert by_claim[inside.id].copy_of == source.id
    assert by_claim[own.id].origin == "document:b"


def test_one_organisation_quoted_by_two_papers_is_one_origin() -> None:
    claims = [made.figure(name, 500, MORE, when=made.day(10, 9), speaker=who)
              for name, who in (("a", "Hill Watch"), ("b", "the Hill Watch"))]  # fmt: skip
    assert only(*claims).origins == 1


def test_names_judged_to_be_the_same_are_one_origin() -> None:
    claims = [made.figure(name, 500, MORE, when=made.day(10, 9), speaker=who)
              for name, who in (("a", "Hill Watch"), ("b", "힐워치"))]  # fmt: skip
    names = [
        replace(claim, id=f"n{claim.id}", value=Name(text=claim.speaker.text, type=NameType.ORGANISATION, entity="e1"))
        for claim in claims
        if claim.speaker
    ]
    assert only(*claims).origins == 2
    assert only(*claims, *names).origins == 1


def test_the_same_number_again_in_one_document_is_not_a_second_claim() -> None:
    first = made.figure("a", 600, ABOUT, when=made.day(10, 9))
    again = made.figure("a", 600, at=400, words="Asked about the 600, the ministry said nothing.")
    found = only(first, again)
    assert (found.origins, [member.copy_of for member in found.members].count(first.id)) == (1, 1)
    assert "about 600" in found.reason


def test_a_headline_repeats_what_its_document_says() -> None:
    body = made.figure("a", 340, when=made.day(10, 9), speaker="Hill Watch", at=300)
    headline = made.figure("a", 340, words="Families list 340 sent back")
    facts = {"a": replace(DOCUMENTS["a"], title="Families list 340 sent back")}
    (found,) = figures([body, headline], facts)
    assert {member.claim: member.copy_of for member in found.members} == {body.id: None, headline.id: body.id}
    assert found.reason == "340: 340 (Hill Watch); one origin only; 1 copy is not counted."


def test_a_paper_an_organisation_signs_is_that_organisation_speaking() -> None:
    quoted = made.figure("a", 300, MORE, when=made.day(10, 9), speaker="Hill Watch")
    own = made.figure("b", 300, MORE, when=made.day(10, 9))
    signed = DocumentFacts(id="b", authors=("Hill Watch",), title="The night")
    (found,) = figures([quoted, own], {"a": DOCUMENTS["a"], "b": signed})
    assert found.origins == 1
    assert "The night" not in found.reason


def test_rejected_and_superseded_claims_leave() -> None:
    kept, wrong = (made.figure(name, number, when=made.day(10, 9)) for name, number in (("a", 600), ("b", 6000)))
    right = replace(made.figure("b", 610, when=made.day(10, 9)), supersedes=wrong.id)
    assert {m.claim for m in only(kept, wrong, statuses={wrong.id: Status.REJECTED}).members} == {kept.id}
    assert {m.claim for m in only(kept, wrong, right).members} == {kept.id, right.id}


def test_a_group_keeps_its_id_when_a_claim_joins() -> None:
    first = made.figure("a", 600, when=made.day(10, 9))
    assert only(first).id == only(first, made.figure("b", 620, when=made.RECENTLY)).id


def test_every_member_says_in_words_why_it_is_there() -> None:
    found = only(made.figure("a", 600, when=made.day(10, 9)), made.figure("b", 500, when=made.month(10)))
    why = {member.why for member in found.members}
    scope = "“North Korean escapees” are North Koreans; it names China; it counts people as it happens to them"
    assert f"It is dated 2023-10-09; {scope}." in why
    assert f"It says “last month” (2023-10), and only the figure of 2023-10-09 fits; {scope}." in why


WHEN = st.sampled_from([made.day(10, 9), made.day(8, 29), made.month(10), made.RECENTLY, None])
CLAIMS = st.lists(
    st.builds(
        lambda document, number, comparator, when, speaker, at: made.figure(
            document, number, comparator, when=when, speaker=speaker, at=at
        ),
        st.sampled_from("abc"),
        st.sampled_from([80, 500, 600, 620]),
        st.sampled_from([Comparator.EXACT, ABOUT, MORE]),
        WHEN,
        st.sampled_from([None, "Hill Watch"]),
        st.integers(0, 5000),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda claim: claim.id,
)


@given(CLAIMS, st.randoms())
def test_the_order_of_arrival_changes_nothing(claims: list[Claim], luck: object) -> None:
    shuffled = list(claims)
    luck.shuffle(shuffled)  # type: ignore[attr-defined]
    relations = (made.derives("c", "b"), made.derives("b", "a"))
    assert figures(claims, DOCUMENTS, relations) == figures(shuffled, DOCUMENTS, relations[::-1])


@given(CLAIMS, st.data())
def test_a_copied_document_changes_no_range_and_adds_no_origin(claims: list[Claim], data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(sorted({claim.document for claim in claims})))
    copies = [
        replace(claim, id=f"copy-{claim.id}", document="f", speaker=data.draw(st.sampled_from([claim.speaker, None])))
        for claim in claims
        if claim.document == source
    ]
    kind = data.draw(st.sampled_from([RelationKind.IDENTICAL, RelationKind.COPY, RelationKind.REWRITE]))
    before = figures(claims, DOCUMENTS)
    after = figures([*claims, *copies], DOCUMENTS, (made.derives("f", source, kind),))
    assert [_said(group) for group in before] == [_said(group) for group in after]


def _said(group: FigureGroup) -> tuple[object, ...]:
    return group.id, group.low, group.high, group.origins, group.contradictory


def test_documents_nothing_is_known_of_are_no_obstacle() -> None:
    nothing: dict[str, DocumentFacts] = {}
    (found,) = figures([made.figure("a", 600)], nothing)
    assert found.reason == "600: 600 (a); one origin only."
