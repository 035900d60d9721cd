"""Who speaks, as judged: names judged one are one, namesakes judged two are two; a merge never makes sources more."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.claim import Claim, Name, NameType, Speaker, SpeakerKind
from chamsae.reconcile.attribution import speaker_key
from chamsae.reconcile.judged import Voice, as_judged
from tests.reconcile import made

NAMES = ("Han Sora", "한소라", "Toft", "Mr. Kim")


def said(document: str, speaker: str, entity: str | None = None) -> Claim:
    return replace(
        made.figure(document, 40),
        id=f"c{document}{speaker}",
        speaker=Speaker(text=speaker, kind=SpeakerKind.NAMED, entity=entity),
    )


def named(document: str, name: str, entity: str) -> Claim:
    return replace(
        said(document, name), id=f"n{document}{name}", value=Name(text=name, type=NameType.PERSON, entity=entity)
    )


def voice(id: str, *spelled: tuple[str, str], apart: str = "") -> Voice:
    return Voice(id=id, spelled=spelled, apart=frozenset(apart.split()))


def sources(claims: list[Claim], *voices: Voice) -> int:
    """How many speakers the figures among the claims have, as judged."""
    told = [one for one in as_judged(claims, voices) if one.id.startswith("c")]
    return len({one.speaker and (one.speaker.entity or speaker_key(one.speaker.text)) for one in told})


def test_two_spellings_judged_one_are_one_source_also_where_nobody_judged() -> None:
    claims = [named("d1", "Han Sora", "e1"), said("d1", "Han Sora"), named("d2", "한소라", "e2"), said("d2", "한소라"),
              said("d3", "Ms. Han", "e1")]  # fmt: skip
    assert sources(claims) == 3
    assert sources(claims, voice("n1", ("d1", "Han Sora"), ("d2", "한소라"))) == 1


def test_namesakes_judged_two_are_two_sources_and_the_third_is_the_first() -> None:
    claims = [claim for document in ("d1", "d2", "d3")
              for claim in (named(document, "Toft", "e1"), said(document, "Toft", "e1"))]  # fmt: skip
    apart = voice("n1", ("d1", "Toft"), apart="n2"), voice("n2", ("d2", "Toft"), apart="n1")
    assert sources(claims) == 1
    assert sources(claims, *apart) == 2


def test_a_spelling_two_share_in_one_document_is_neither() -> None:
    claims = [said("d1", "Mr. Kim"), said("d2", "Han Sora")]
    both = voice("n1", ("d1", "Mr. Kim"), ("d2", "Han Sora")), voice("n2", ("d1", "Mr. Kim"), ("d3", "Toft"))
    assert sources(claims, *both) == 2


def test_without_judgements_the_claims_are_as_they_are() -> None:
    claims = [said("d1", "Toft"), named("d1", "Toft", "e1")]
    assert as_judged(claims, []) == claims


@given(st.lists(st.tuples(st.sampled_from("123456"), st.sampled_from(NAMES)), min_size=1, max_size=8, unique=True),
       st.sets(st.integers(0, 7), min_size=2))  # fmt: skip
def test_a_merge_never_makes_sources_more(spoken: list[tuple[str, str]], merged: set[int]) -> None:
    claims = [claim for document, name in spoken
              for claim in (named(f"d{document}", name, f"e{name}"), said(f"d{document}", name))]  # fmt: skip
    chosen = [(f"d{document}", name) for at, (document, name) in enumerate(spoken) if at in merged]
    if chosen:
        assert sources(claims, voice("n1", *chosen)) <= sources(claims)
