"""Korean testimony in the first person: who tells, what befell them, and acts whose subject is left out."""

from dataclasses import replace

import pytest

from chamsae.model.claim import Act, Claim, Modality, Name, NameType, SpeakerKind
from chamsae.read.propose import propose
from tests.read.eastern import claims, document, figures

_ACCOUNT = (
    "저는 문가람(가명)입니다. 2011년 겨울 혜산에서 강을 건넜습니다. 브로커가 저를 쉰 살 농부에게 팔았습니다. "
    "이듬해 투먼에서 공안에 체포됐습니다. 온성 보위부로 넘겨졌습니다. 간수들이 우리를 몽둥이로 때렸습니다. "
    "감방에는 여자 40명이 갇혀 있었습니다."
)


def acts(text: str) -> list[tuple[Claim, Act]]:
    return [(claim, claim.value) for claim in claims(text, "ko") if isinstance(claim.value, Act)]


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(act.act, act.victim, act.actor) for _, act in acts(text)]


def people(text: str) -> list[str]:
    found = (claim.value for claim in claims(text, "ko"))
    return [name.text for name in found if isinstance(name, Name) and name.type is NameType.PERSON]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("저는 문가람(가명)입니다. 강을 건넜습니다.", "문가람"),
        ("제 이름은 표단비입니다. 저는 두 번 북송됐습니다.", "표단비"),
        ("저는 무산에서 온 탈북민 길초롱이라고 합니다. 우리는 지린에서 체포됐습니다.", "길초롱"),
        ("내 이름은 선우별(가명)이다. 나는 이듬해 체포됐다.", "선우별"),
    ],
)
def test_who_says_their_name_tells_the_document_through_its_publisher(text: str, who: str) -> None:
    assert who in people(text)
    found = acts(text)
    assert found
    for claim, _ in found:
        assert claim.speaker is not None
        assert (claim.speaker.text, claim.speaker.kind) == (who, SpeakerKind.NAMED)
        assert claim.via == ("The Border Post",)


@pytest.mark.parametrize("text", ["저는 변호사입니다. 강을 건넜습니다.", "저는 한국인입니다.", "저는 유학생입니다."])
def test_what_somebody_is_is_not_their_name(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“저는 문가람입니다.” 한 여성이 마이크를 잡았다. 그해 40명이 북송됐다.",
        "저는 문가람입니다. 저는 표단비입니다. 그해 40명이 북송됐다.",
    ],
)
def test_in_a_quotation_or_where_several_do_nobody_tells_the_document(text: str) -> None:
    ((claim, _),) = figures(text, "ko")
    assert claim.speaker is not None
    assert claim.speaker.kind is SpeakerKind.NARRATOR


def test_what_befell_the_teller_is_told_of_the_teller() -> None:
    found = told(_ACCOUNT)
    assert ("escaped", "문가람", None) in found
    assert ("trafficked", "저", "브로커") in found
    assert ("arrested", "문가람", "공안") in found
    assert ("repatriated", "문가람", None) in found
    assert ("tortured", "우리", "간수들") in found
    (entity,) = {act.victim_entity for _, act in acts(_ACCOUNT) if act.victim in ("문가람", "저")}
    assert entity is not None
    ((claim, figure),) = figures(_ACCOUNT, "ko")
    assert (figure.act, claim.speaker.text if claim.speaker else None) == ("detained", "문가람")


def test_who_is_sold_off_is_trafficked() -> None:
    assert told("브로커는 길초롱 씨를 남자들에게 팔아넘겼습니다.") == [("trafficked", "길초롱", "브로커")]


def test_things_are_sold_without_an_act() -> None:
    assert told("저는 길초롱입니다. 어머니는 집을 팔았습니다.") == []


def test_a_reporter_is_no_victim_of_what_they_write() -> None:
    written = replace(
        document("길초롱 기자\n\n지난 6월 옌지의 한 시장에서 체포됐다.", "ko"), publisher=None, authors=("길초롱",)
    )
    (act,) = [claim.value for claim in propose(written) if isinstance(claim.value, Act)]
    assert act.victim is None


def test_what_is_done_to_a_part_is_done_to_whose_it_is() -> None:
    assert told("저는 길초롱입니다. 보위원이 제 머리를 때렸습니다.") == [("tortured", "제", "보위원")]


def test_a_clause_without_subject_is_of_the_person_before_else_of_nobody_named() -> None:
    assert told("도이슬 씨는 강을 건넜다. 다음 날 기차역에서 체포됐다.")[-1] == ("arrested", "도이슬", None)
    ((claim, act),) = acts("지난 6월 옌지의 한 시장에서 체포됐다.")
    assert (act.act, act.victim) == ("arrested", None)
    assert claim.confidence < 0.5


@pytest.mark.parametrize(
    "text",
    ["안옥주 씨는 낙태를 강요당했다.", "안옥주 씨는 강제로 낙태를 당했습니다.", "안옥주 씨는 강제 낙태를 당했다."],
)
def test_a_forced_abortion_is_an_act_of_its_own(text: str) -> None:
    assert told(text) == [("forced_abortion", "안옥주", None)]


@pytest.mark.parametrize(
    "text",
    [
        "들꽃연대는 중국이 탈북민 30명을 북송했다고 했다. 길초롱 대변인은 중국에는 탈북자가 없다고 주장했다.",
        "중국 당국은 10월에 여성들을 북송했다는 보도를 부인했다.",
        "영사관은 탈북민을 강제로 송환한 적이 없다고 말했다.",
    ],
)
def test_a_denial_is_an_act_denied(text: str) -> None:
    claim, act = acts(text)[-1]
    assert (act.act, claim.modality) == ("repatriated", Modality.DENIAL)


def test_without_returns_told_nobody_denies_them() -> None:
    assert told("길초롱 대변인은 마을에 탈북자가 없다고 말했다.") == []
