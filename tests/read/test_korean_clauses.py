"""Korean figures take act, place, force and speaker from their own clause; parts go on from their wholes."""

from dataclasses import replace

import pytest

from chamsae.model.claim import Claim, Figure, Modality, Name, SpeakerKind, Statement
from chamsae.read.propose import propose
from tests.read.eastern import claims, document, figures


def acts(text: str) -> list[tuple[str, str | None]]:
    return [(claim.trigger.exact, figure.act) for claim, figure in figures(text, "ko")]


def voices(text: str) -> list[str]:
    return [claim.speaker.text for claim, _ in figures(text, "ko") if claim.speaker]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("70명이 어제 체포됐고 12명이 골짜기에 숨졌다.", ["arrested", "died"]),
        ("90명이 송환됐지만 45명은 풀려났다.", ["repatriated", "released"]),
        ("구금 중이던 탈북민 70명이 북송됐다.", ["repatriated"]),
        ("송환되지 않은 30명이 있다.", ["remaining"]),
        ("수용소에 30명이 아직 남아 있다.", ["remaining"]),
        ("여성 20명이 다리를 건너 북한으로 넘겨졌다.", ["repatriated"]),
        ("위원회는 법안을 소위에 넘겼고 위원 20명이 남았다.", ["remaining"]),
        ("강제 북송 규탄 집회에 60명이 왔다.", ["protested"]),
    ],
)
def test_the_act_of_a_number_is_the_predicate_of_its_clause(text: str, expected: list[str]) -> None:
    assert [act for _, act in acts(text)] == expected


def test_votes_count_votes() -> None:
    found = figures("국회는 북송 중단 촉구안을 재석 250명 중 찬성 240명, 기권 10명으로 채택했다.", "ko")
    assert [(figure.amount.unit, figure.act) for _, figure in found] == [("vote", None)] * 3


def test_a_part_goes_on_with_people_and_place_of_its_whole() -> None:
    text = "매화구류소에는 북한 주민 90명이 수감돼 있었다. 이 가운데 50명이 9일 북송됐고 40명이 건물에 남아 있다."
    found = figures(text, "ko")
    assert [figure.act for _, figure in found] == ["detained", "repatriated", "remaining"]
    assert {figure.counted for _, figure in found} == {"북한 주민"}
    assert {claim.place for claim, _ in found} == {("매화구류소",)}
    assert "like the 90" in " ".join(found[1][0].why)


def test_parts_of_a_number_in_its_sentence_take_its_act() -> None:
    text = "탈북민 90명이 북송됐다. 활동가는 “90명 가운데 여성이 60명, 어린이가 9명”이라고 말했다."
    assert [act for _, act in acts(text)] == ["repatriated"] * 4


def test_another_number_for_the_same_thing_takes_its_act() -> None:
    text = "가족들이 함께 붙잡힌 일이 많다. 탈북민 300명이 8일 북송됐다. 한솔워치는 320명 이상이라고 밝혔다."
    claim, figure = figures(text, "ko")[-1]
    assert (figure.act, figure.counted) == ("repatriated", "탈북민")
    assert claim.when is not None
    assert claim.speaker is not None
    assert claim.speaker.text == "한솔워치"


def test_a_number_of_members_is_no_other_number_for_them() -> None:
    assert acts("탈북민 300명이 북송됐다. 회원은 320명이다.")[-1] == ("320명", None)


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("30명이 곧 북송될 수 있다.", Modality.RISK),
        ("30명이 북송됐을 수 있다.", Modality.BELIEVED),
        ("30명이 북송될 것이라는 우려가 나온다.", Modality.RISK),
        ("30명이 다음 주 송환될 예정이다.", Modality.PLANNED),
        ("30명이 북송된 것으로 알려졌다.", Modality.HEARSAY),
        ("30명이 북송된 것으로 추정된다.", Modality.ESTIMATE),
        ("30명을 북송했다는 말은 사실이 아니다.", Modality.DENIAL),
        ("30명이 북송됐다.", Modality.ASSERTED),
        ("30명이 북송됐다는 명단을 만들었다.", Modality.ASSERTED),
    ],
)
def test_force_is_read(text: str, force: Modality) -> None:
    ((claim, _),) = figures(text, "ko")
    assert claim.modality is force


def test_force_stays_in_its_clause() -> None:
    found = figures("9일 80명을 북한으로 돌려보냈는데, 남은 20명도 북송될 수 있다는 우려가 나온다.", "ko")
    assert [claim.modality for claim, _ in found] == [Modality.ASSERTED, Modality.RISK]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("8일 밤 90명이 북송된 것으로 나타났다고 들꽃연대가 10일 밝혔다.", "들꽃연대"),
        ("국제사회는 적어도 90명이 북송된 것으로 보고 있다.", "국제사회"),
        ("한솔워치는 90명이 북송됐다고 전했다.", "한솔워치"),
        ("동해시에 본부를 둔 들꽃연대는 90명이 북송됐다고 주장했다.", "들꽃연대"),
        ("들꽃연대는 명단을 냈다고 말했다. 연대에 따르면 90명이 북송됐다.", "들꽃연대"),
        ("민간단체가 주장하는 90명은 확인되지 않았다.", "민간단체"),
        ("[홍길동/들꽃연대 대표] “90명이 북송됐습니다.”", "홍길동/들꽃연대 대표"),
        ("답: 방에 90명이 있었습니다.", "답"),
    ],
)
def test_speakers_stand_before_behind_and_within(text: str, who: str) -> None:
    assert voices(text)[-1] == who


def test_two_speakers_share_a_sentence() -> None:
    assert voices("들꽃연대는 90명이 북송됐다고 밝혔고 통일부는 80명이 북송됐다고 말했다.") == ["들꽃연대", "통일부"]


def test_an_outlet_quoting_somebody_is_part_of_the_way() -> None:
    ((claim, _),) = figures("바다신문은 소식통을 인용해 90명이 북송됐다고 보도했다.", "ko")
    assert claim.speaker is not None
    assert (claim.speaker.text, claim.via) == ("소식통", ("바다신문", "The Border Post"))


@pytest.mark.parametrize(
    ("text", "authors", "who"),
    [
        ("저는 가족들을 돕는 변호사 홍길동입니다. 90명이 북송됐습니다.", (), "홍길동"),
        ("저희는 기다립니다. 90명이 북송됐습니다.\n들꽃연대 드림", (), "들꽃연대"),
        ("들꽃연대\n90명이 북송됐습니다.", ("들꽃연대",), "들꽃연대"),
    ],
)
def test_whoever_signs_a_statement_says_it(text: str, authors: tuple[str, ...], who: str) -> None:
    letter = replace(document(text, "ko"), publisher=None, authors=authors)
    (claim,) = [claim for claim in propose(letter) if isinstance(claim.value, Figure)]
    assert claim.speaker is not None
    assert (claim.speaker.text, claim.speaker.kind) == (who, SpeakerKind.NAMED)
    assert claim.speaker.entity


def test_a_document_without_a_name_speaks_for_itself() -> None:
    ((claim, _),) = figures("90명이 북송됐다.", "ko")
    assert claim.speaker is not None
    assert claim.speaker.kind is SpeakerKind.NARRATOR


def test_what_is_denied_is_a_statement() -> None:
    (claim,) = [one for one in claims("중국 외교부는 탈북자라는 말은 없다고 밝혔다.", "ko") if is_statement(one)]
    assert claim.modality is Modality.DENIAL


def is_statement(claim: Claim) -> bool:
    return isinstance(claim.value, Statement)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("중국에서 북한으로 90명이 북송됐다.", ("중국", "북한")),
        ("서울에 본부를 둔 단체는 훈춘에서 90명이 체포됐다고 했다.", ("훈춘",)),
        ("서울 강당에서 기자회견을 열고 90명이 체포됐다고 했다.", ()),
        ("북한 주민 90명이 체포됐다.", ()),
        ("매화 제3구류소에 90명이 갇혀 있다.", ("매화 제3구류소",)),
        ("강제노동수용소에 90명이 갇혀 있다.", ()),
        ("지린성 감옥에 90명이 갇혀 있다.", ("지린성",)),
    ],
)
def test_the_place_is_where_the_act_happens(text: str, place: tuple[str, ...]) -> None:
    ((claim, _),) = figures(text, "ko")
    assert claim.place == place


@pytest.mark.parametrize("text", ["방에 몇 명이 있었습니까?", "한 명도 북송되지 않았다."])
def test_questions_and_nobody_are_no_figures(text: str) -> None:
    assert figures(text, "ko") == []


def test_a_noun_no_list_knows_is_what_is_counted() -> None:
    ((_, figure),) = figures("탈북민의 소식은 없다. 선원 15명이 구조됐다.", "ko")
    assert figure.counted == "선원"


def test_people_handed_over_are_no_number_exceeded() -> None:
    ((_, figure),) = figures("131명이 넘어갔다.", "ko")
    assert (figure.amount.low, figure.amount.high) == (131, 131)


def test_names_have_the_roles_their_neighbours_give() -> None:
    found = claims("변호사 홍길동 씨와 남궁선(51) 씨, 여동생 성춘향 씨가 왔다.", "ko")
    roles = {claim.value.text: claim.value.roles for claim in found if isinstance(claim.value, Name)}
    assert roles == {"홍길동": ("lawyer",), "남궁선": (), "성춘향": ("relative",)}


def test_how_long_somebody_was_held_is_a_figure() -> None:
    found = figures("석 달 조금 넘게 갇혀 있었다. 이틀 동안 걸었다.", "ko")
    assert [(figure.amount.unit, figure.act) for _, figure in found] == [("month", "detained")]


def test_people_counted_in_a_prison_are_held_there() -> None:
    ((claim, figure),) = figures("매화구류소의 경우 이송 전 90명, 그뿐이다.", "ko")
    assert (figure.act, claim.place) == ("detained", ("매화구류소",))
    assert "a place of detention" in " ".join(claim.why)


def test_those_asked_are_no_place() -> None:
    text = "매화구류소에 30명이 남아 있다. 남은 30명을 보내지 말라고 중국 정부에 요구한다."
    assert [claim.place for claim, _ in figures(text, "ko")] == [("매화구류소",)] * 2


def test_another_group_that_estimates_speaks_for_itself() -> None:
    text = (
        "오세진 대표는 “최소 40명은 어린이였다”고 말했다. 또 다른 단체인 국경장부는 북송 인원을 120∼150명으로 추산했다."
    )
    told = [claim.speaker.text if claim.speaker else "" for claim, _ in figures(text, "ko")]
    assert told[-1] == "국경장부"


def test_plain_words_for_dying_are_an_act() -> None:
    [(_, figure)] = figures("봄이 되기 전에 탈북민 마흔 명 넘게 죽었어요.", "ko")
    assert figure.act == "died"


def test_a_fund_speaks_and_still_is_nobody_counted() -> None:
    found = figures("한강기금은 중국 당국이 탈북민 80명을 북송했다고 밝혔다. 단둥에는 아직 31명이 구금돼 있다.", "ko")
    assert [claim.speaker.text if claim.speaker else "" for claim, _ in found][:1] == ["한강기금"]
    assert found[1][1].counted != "아직"


def test_people_whose_release_is_demanded_are_not_free() -> None:
    [(claim, _)] = figures("정부는 선교사 4명의 석방도 요구했다.", "ko")
    assert claim.modality is Modality.HYPOTHETICAL
