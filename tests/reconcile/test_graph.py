"""The origin graph of a figure, in invented reports: who has a number from whom, and how many origins there are."""

from dataclasses import replace
from datetime import date

from chamsae.model.claim import Claim, Speaker, SpeakerKind
from chamsae.model.document import Relation, RelationKind
from chamsae.model.judgement import Status
from chamsae.model.origin import NodeKind, OriginGraph, TieKind
from chamsae.reconcile.figures import figures
from chamsae.reconcile.graph import graph
from chamsae.reconcile.scope import DocumentFacts

from . import made

DAY = made.day(10, 9)


def paper(name: str, publisher: str, number: int) -> DocumentFacts:
    """A document of a publisher that came out on a day of October."""
    return made.facts(name, date(2023, 10, number), publisher)


def unnamed(claim: Claim, words: str) -> Claim:
    """The same claim of a source that is not named."""
    return replace(claim, id=f"{claim.id}u", speaker=Speaker(text=words, kind=SpeakerKind.UNNAMED))


def through(claim: Claim, *via: str) -> Claim:
    """The same claim through others, the outermost last."""
    return replace(claim, id=f"{claim.id}v", via=via)


def drawn(
    claims: list[Claim],
    documents: list[DocumentFacts],
    relations: tuple[Relation, ...] = (),
    statuses: dict[str, Status] | None = None,
) -> OriginGraph:
    """The graph of the only figure there is."""
    facts = {one.id: one for one in documents}
    (found,) = figures(claims, facts, relations, statuses)
    return graph(found, {claim.id: claim for claim in claims}, facts, relations, statuses)


def ties(found: OriginGraph) -> set[tuple[str, str, TieKind]]:
    """The ties by what they tie."""
    return {(tie.source, tie.target, tie.kind) for tie in found.ties}


def test_a_copy_and_a_translation_lead_to_the_document_they_derive_from() -> None:
    claims = [made.figure(name, 340, when=DAY) for name in "abc"]
    relations = (made.derives("b", "a", RelationKind.COPY), made.derives("c", "b", RelationKind.TRANSLATION))
    found = drawn(claims, [made.facts(name) for name in "abc"], relations)
    assert ties(found) == {
        ("document:b", "document:a", TieKind.COPY),
        ("document:c", "document:b", TieKind.TRANSLATION),
    }
    assert (found.origins, found.least, found.most) == (("document:a",), 1, 1)


def test_a_document_without_claims_through_which_a_number_came_is_in_the_graph() -> None:
    claims = [made.figure(name, 340, when=DAY) for name in "ac"]
    relations = (made.derives("b", "a", RelationKind.COPY), made.derives("c", "b", RelationKind.COPY))
    found = drawn(claims, [made.facts(name) for name in "abc"], relations)
    assert {node.id for node in found.nodes} == {"document:a", "document:b", "document:c"}
    assert found.origins == ("document:a",)


def test_a_rejected_relation_carries_nothing() -> None:
    claims = [
        made.figure("a", 340, when=DAY, speaker="Lake Families"),
        made.figure("b", 340, when=DAY, speaker="Hill Watch"),
    ]
    relation = made.derives("b", "a")
    apart = drawn(claims, [made.facts(name) for name in "ab"], (relation,), {relation.id: Status.REJECTED})
    together = drawn(claims, [made.facts(name) for name in "ab"], (relation,))
    assert (apart.least, together.least) == (2, 1)
    assert not [tie for tie in apart.ties if tie.kind is TieKind.REWRITE]


def test_the_report_of_the_outlet_that_is_named_is_found_by_its_number() -> None:
    claims = [
        made.figure("a", 340, when=DAY),
        replace(made.figure("b", 340, when=DAY), speaker=Speaker(text="자유아시아방송", kind=SpeakerKind.NAMED)),
        through(made.figure("c", 340, when=DAY), "RFA", "The Hill Daily"),
    ]
    documents = [paper("a", "Radio Free Asia", 11), paper("b", "강변신문", 12), paper("c", "The Hill Daily", 12)]
    found = drawn(claims, documents)
    assert ties(found) == {
        ("document:a", "speaker:radio free asia", TieKind.RELAYS),
        ("document:b", "document:a", TieKind.CITES),
        ("document:c", "document:a", TieKind.CITES),
    }
    assert (found.least, found.most) == (1, 1)


def test_an_outlet_that_is_named_and_not_here_is_one_origin_for_all_that_name_it() -> None:
    claims = [
        replace(made.figure("a", 340, when=DAY), speaker=Speaker(text="路透社", kind=SpeakerKind.NAMED)),
        through(made.figure("b", 345, when=DAY), "Reuters", "The Hill Daily"),
    ]
    found = drawn(claims, [paper("a", "山城报", 11), paper("b", "The Hill Daily", 12)])
    (outlet,) = [node for node in found.nodes if node.kind is NodeKind.OUTLET]
    assert (outlet.label, found.origins, found.least, found.most) == ("Reuters", (outlet.id,), 1, 1)


def test_an_outlet_does_not_stand_for_its_report_of_another_number_or_a_later_day() -> None:
    named = Speaker(text="Reuters", kind=SpeakerKind.NAMED)
    other = [made.figure("a", 300, when=DAY), replace(made.figure("b", 340, when=DAY), speaker=named)]
    assert not _cites(drawn(other, [paper("a", "Reuters", 11), paper("b", "The Hill Daily", 12)]), "document:a")
    later = [made.figure("a", 340, when=DAY), replace(made.figure("b", 340, when=DAY), speaker=named)]
    assert not _cites(drawn(later, [paper("a", "Reuters", 15), paper("b", "The Hill Daily", 12)]), "document:a")


def _cites(found: OriginGraph, target: str) -> bool:
    return any(tie.kind is TieKind.CITES and tie.target == target for tie in found.ties)


def test_a_chain_runs_from_the_paper_over_those_who_pass_it_on_to_who_said_it() -> None:
    words = "The union counted 340 people, citing two ferrymen across the river, the agency wrote."
    claim = through(made.figure("a", 340, when=DAY, speaker="Lake Families", words=words), "Reuters", "The Hill Daily")
    found = drawn([claim], [paper("a", "The Hill Daily", 12)])
    assert ties(found) == {
        ("document:a", "speaker:reuters", TieKind.CITES),
        ("speaker:reuters", "speaker:lake families", TieKind.RELAYS),
        ("speaker:lake families", "unnamed:speaker:lake families:two ferrymen across river", TieKind.RELAYS),
    }
    assert found.origins == ("unnamed:speaker:lake families:two ferrymen across river",)
    assert (found.least, found.most) == (1, 1)


def test_sources_not_named_may_be_one_where_nothing_tells_them_apart() -> None:
    sources = ["a source in Jilin", "지린성 현지 소식통", "消息人士"]
    claims = [unnamed(made.figure(name, 340 + at, when=DAY), sources[at]) for at, name in enumerate("abc")]
    found = drawn(claims, [paper("a", "One", 11), paper("b", "둘", 12), paper("c", "三", 13)])
    assert (found.least, found.most, len(found.origins)) == (1, 3, 3)
    assert [tie.kind for tie in found.ties if tie.target.startswith("unnamed:")].count(TieKind.MAY_BE) == 2


def test_sources_of_two_provinces_of_one_document_or_of_other_months_are_two() -> None:
    two = ["a source in Jilin", "a source in Liaoning"]
    claims = [unnamed(made.figure(name, 340 + at, when=DAY), two[at]) for at, name in enumerate("ab")]
    assert drawn(claims, [paper("a", "One", 11), paper("b", "Two", 12)]).least == 2
    beside = [
        unnamed(made.figure("a", 340, when=DAY), "a source"),
        unnamed(made.figure("a", 350, when=DAY, at=200), "a local insider"),
    ]
    assert drawn(beside, [paper("a", "One", 11)]).least == 2
    late = [unnamed(made.figure(name, 340 + at, when=DAY), "a source") for at, name in enumerate("ab")]
    months = [paper("a", "One", 11), made.facts("b", date(2024, 3, 1), "Two")]
    assert drawn(late, months).least == 2


def test_a_paper_that_says_the_number_of_another_may_have_it_from_there() -> None:
    claims = [made.figure("a", 340, when=DAY, speaker="Lake Families"), made.figure("b", 340, when=DAY)]
    found = drawn(claims, [paper("a", "One", 11), paper("b", "Two", 12)])
    assert (found.least, found.most) == (1, 2)
    assert ("document:b", "speaker:lake families", TieKind.MAY_BE) in ties(found)


def test_an_organisation_that_publishes_its_own_count_is_an_origin() -> None:
    claims = [made.figure("a", 340, when=DAY, speaker="Lake Families"), made.figure("b", 340, when=DAY)]
    found = drawn(claims, [paper("a", "One", 11), paper("b", "Human Rights Watch", 12)])
    assert (found.least, found.most) == (2, 2)


def test_a_rewrite_that_drops_who_said_so_still_points_there() -> None:
    words = "Human Rights Watch said that 340 North Koreans were sent back."
    first = made.figure("a", 340, when=DAY, speaker="Human Rights Watch", words=words)
    found = drawn(
        [first, made.figure("b", 340, when=DAY)], [made.facts("a"), made.facts("b")], (made.derives("b", "a"),)
    )
    (tie,) = [tie for tie in found.ties if tie.kind is TieKind.LOST]
    assert (tie.source, tie.target) == ("document:b", "speaker:human rights watch")
    assert "Human Rights Watch said that 340" in tie.why
    assert (found.least, found.most) == (1, 1)


def test_a_rewrite_that_names_the_same_speaker_has_lost_nothing() -> None:
    claims = [made.figure(name, 340, when=DAY, speaker="Lake Families") for name in "ab"]
    found = drawn(claims, [made.facts("a"), made.facts("b")], (made.derives("b", "a"),))
    assert not [tie for tie in found.ties if tie.kind is TieKind.LOST]


def test_two_papers_that_name_each_other_are_one_origin() -> None:
    named = {"a": "Reuters", "b": "Yonhap"}
    claims = [
        replace(made.figure(name, 340, when=DAY), id=name, speaker=Speaker(text=other, kind=SpeakerKind.NAMED))
        for name, other in (("a", "Yonhap"), ("b", "Reuters"))
    ]
    found = drawn(claims, [paper(name, named[name], 11) for name in "ab"])
    assert (found.least, found.most, len(found.origins)) == (1, 1, 1)
