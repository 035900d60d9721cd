"""Who says what in Korean: quotations in any place, reported speech, the chain, interviews and signed accounts."""

from dataclasses import replace

import pytest

from chamsae.model.claim import Act, Claim, Statement
from chamsae.read.propose import propose
from tests.read.eastern import claims, document, figures


def statements(text: str) -> list[Claim]:
    return [claim for claim in claims(text, "ko") if isinstance(claim.value, Statement)]


def said(text: str) -> list[tuple[str, bool, str]]:
    """Speaker, directness and words of each statement."""
    return [
        (claim.speaker.text, claim.value.direct, claim.value.text)
        for claim in statements(text)
        if claim.speaker and isinstance(claim.value, Statement)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("통일부는 지난 9일 90명이 북송됐다고 밝혔다.", ("통일부", False, "90명이 북송됐다")),
        ("90명이 북송됐다고 들꽃연대가 10일 밝혔다.", ("들꽃연대", False, "90명이 북송됐다")),
        ("들꽃연대에 따르면 다리는 새벽에 열렸다.", ("들꽃연대", False, "다리는 새벽에 열렸다.")),
        ("국제사회는 90명이 북송된 것으로 보고 있다.", ("국제사회", False, "90명이 북송된 것")),
        ("홍길동 대표는 “우리는 잊지 않는다”고 말했다.", ("홍길동 대표", True, "우리는 잊지 않는다")),
        ("“우리는 잊지 않는다”고 홍길동 대표는 말했다.", ("홍길동 대표", True, "우리는 잊지 않는다")),
        ("“매일 밤 문을 봅니다.” 홍길동 씨의 말이다.", ("홍길동 씨", True, "매일 밤 문을 봅니다.")),
        ("홍길동 대표는 ”우리는 잊지 않는다“고 말했다.", ("홍길동 대표", True, "우리는 잊지 않는다")),
    ],
)
def test_words_have_their_speaker(text: str, expected: tuple[str, bool, str]) -> None:
    assert said(text) == [expected]


def test_who_tells_of_a_victim_is_not_the_victim() -> None:
    (found,) = said("지난달 박순이 씨가 온성에서 숨졌다고 가족이 전했다.")
    assert found[0] == "가족"


def test_two_quotations_of_a_sentence_are_of_one_speaker() -> None:
    found = said("홍길동 대표는 “우리는 잊지 않는다”며 “세계는 답하라”고 말했다.")
    assert found == [("홍길동 대표", True, "우리는 잊지 않는다"), ("홍길동 대표", True, "세계는 답하라")]


def test_a_quotation_goes_on_over_its_sentences() -> None:
    found = said("“그날 밤 트럭이 왔어요. 다들 울었습니다.”라고 성춘향 씨는 말했다.")
    assert found == [
        ("성춘향 씨", True, "그날 밤 트럭이 왔어요."),
        ("성춘향 씨", True, "다들 울었습니다."),
    ]


def test_an_orphan_quotation_goes_on_from_the_last_speaker() -> None:
    found = said("홍길동 대표는 강가에 섰다고 말했다.\n“바람이 몹시 찼습니다. 아무도 없었습니다.”")
    assert [speaker for speaker, direct, _ in found if direct] == ["홍길동 대표", "홍길동 대표"]


def test_a_term_in_marks_is_no_statement() -> None:
    assert said("홍길동 대표는 ‘참새’라는 이름과 “강”의 노래를 좋아한다.") == []


def test_whoever_is_quoted_says_it_and_the_paper_is_on_the_way() -> None:
    (claim,) = statements("바다신문은 13일 북쪽 소식통을 인용해 다리가 닫혔다고 보도했다.")
    assert claim.speaker is not None
    assert (claim.speaker.text, claim.via) == ("북쪽 소식통", ("바다신문", "The Border Post"))


def test_answers_of_an_interview_are_of_the_one_interviewed() -> None:
    found = said("구술자: 장미란\n문: 언제입니까?\n답: 겨울에 강을 건넜습니다.")
    assert found[-1] == ("장미란", False, "겨울에 강을 건넜습니다.")


def test_a_signed_account_is_its_tellers() -> None:
    letter = replace(document("나는 회령에서 살았다. 아버지는 봄에 숨졌다.\n— 최설화 씀", "ko"), publisher=None)
    speakers = {claim.speaker.text for claim in propose(letter) if isinstance(claim.value, Act) and claim.speaker}
    assert speakers == {"최설화"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("이 단체 하윤서 대표는 “그들은 밤에 끌려갔다”고 말했다.", ["하윤서 대표"]),
        ("국경감시의 마리트 베리스트룀 조사팀장은 “명단이 있다”고 말했다.", ["마리트 베리스트룀 조사팀장"]),
        ("북한인권자료실 제임스 리 소장은 다리가 열렸다고 밝혔다.", ["제임스 리 소장"]),
        ("서보배 씨는 체포됐다. 서 씨의 언니는 “소식을 모른다”고 말했다.", ["언니"]),
        ("당국자는 “안전이 우선”이라며 현재 억류된 인원은 확인이 어렵다고 말했다.", ["당국자", "당국자"]),
    ],
)
def test_the_speaker_is_the_one_who_says_so_not_who_stands_beside(text: str, expected: list[str]) -> None:
    assert [speaker for speaker, _, _ in said(text)] == expected


@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_numbers_that_only_go_on_are_of_who_spoke_before(gap: str) -> None:
    text = (
        f"통일부는 탈북민 105명이 입국했다고 9일 밝혔다. 여성이 95명, 남성이 10명이었다.{gap}"
        "누적 입국자는 3만4천200여 명이다."
    )
    found = figures(text, "ko")
    assert [figure.act for _, figure in found] == ["arrived"] * 4
    assert {claim.speaker.text for claim, _ in found if claim.speaker} == {"통일부"}
