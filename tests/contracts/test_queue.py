"""The order in which claims are asked, on every store."""

from dataclasses import replace

import pytest

from chamsae.errors import NotFound
from chamsae.model.claim import Act, Claim, ClaimKind, Name, NameType, SpeakerKind, settle_id
from chamsae.model.judgement import Verdict
from chamsae.model.queue import Asking, Stage
from chamsae.ports import Store
from tests.contracts.material import TEXT, claim, every_kind, held, judgement


@pytest.fixture
def claims(store: Store) -> list[Claim]:
    """Two documents, the later one with a victim's name and an unsourced figure."""
    first, second = held(store), held(store, "d2")
    figure = claim(second)
    assert figure.speaker
    unsourced = settle_id(replace(figure, speaker=replace(figure.speaker, kind=SpeakerKind.NARRATOR)))
    victim = claim(second, "Pak Nari", Name(text="Pak Nari", type=NameType.PERSON, roles=("victim",)))
    made = [*every_kind(first), victim, unsourced]
    store.add_claims(made)
    return made


def test_named_victims_come_first_then_unsourced_figures_then_gaps_then_the_rest(
    store: Store, claims: list[Claim]
) -> None:
    asked = list(store.waiting())
    assert asked[:2] == claims[-2:]
    stages = [store.askings([one.id])[one.id].stage for one in asked]
    assert stages == sorted(stages) and set(stages) >= {Stage.NAMED, Stage.UNSOURCED, Stage.GAP, Stage.REST}
    assert {one.id for one in asked} == {one.id for one in claims}
    in_text = [one for one in asked if store.askings([one.id])[one.id].stage is Stage.REST]
    assert in_text == sorted(in_text, key=lambda one: (one.quote.start, one.trigger.start))


def test_only_what_passes_the_filters_is_asked(store: Store, claims: list[Claim]) -> None:
    assert {one.kind for one in store.waiting(kind=ClaimKind.NAME)} == {ClaimKind.NAME}
    assert {one.document for one in store.waiting(document="d2")} == {"d2"}
    assert list(store.waiting(document="nobody")) == []
    assert len(list(store.waiting(language="en"))) == len(claims)
    assert list(store.waiting(language="ko")) == []
    assert list(store.waiting(stage=Stage.NAMED)) == [claims[-2]]


def test_what_is_judged_or_retired_is_not_asked_and_what_is_suggested_goes_first(
    store: Store, claims: list[Claim]
) -> None:
    for one, verdict in zip(claims, (Verdict.ACCEPTED, Verdict.RETIRED, Verdict.SUGGESTED), strict=False):
        store.add_judgement(judgement(one.id, verdict))
    asked = list(store.waiting())
    assert asked[0] == claims[2]
    assert not {claims[0].id, claims[1].id} & {one.id for one in asked}
    assert store.counts().to_review == len(asked) == len(claims) - 2


def test_a_claim_is_put_elsewhere_in_the_queue(store: Store, claims: list[Claim]) -> None:
    last = list(store.waiting())[-1]
    store.put_askings([Asking(claim=last.id, stage=Stage.NAMED, sure=0.25)])
    assert store.askings([last.id, "nobody"]) == {last.id: Asking(claim=last.id, stage=Stage.NAMED, sure=0.25)}
    assert last in list(store.waiting(stage=Stage.NAMED))
    with pytest.raises(NotFound):
        store.put_askings([Asking(claim="nobody", stage=Stage.REST)])


def test_who_walks_through_the_queue_may_answer_meanwhile(store: Store, claims: list[Claim]) -> None:
    store.add_claims([claim(held(store, f"e{n}", TEXT), "12 trucks", Act(act="seen")) for n in range(5)])
    walked = []
    for one in store.waiting():
        store.add_judgement(judgement(one.id))
        walked.append(one.id)
    assert len(walked) == len(set(walked)) == len(claims) + 5
