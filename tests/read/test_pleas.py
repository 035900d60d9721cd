"""What was done about a case, told of whoever stepped in and in headlines; and what only sounds like it."""

import pytest

from chamsae.read.pleas import pleas

#: Language, sentence, and each thing done with words of whoever did it ("" where nobody is told).
FIRST: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "UN experts urged Beijing on Tuesday to free Moon Ae-sook and two other women held in Yanji.",
        [("appeal", "UN experts")],
    ),
    ("The family’s appeal to the foreign minister to find Moon Ae-sook went unanswered.", [("appeal", "family")]),
    ("A petition was submitted to the National Assembly for Moon Ae-sook.", [("petition", "")]),
    ("Twelve civic groups have written to the president about Moon Ae-sook.", [("letter", "Twelve civic groups")]),
    (
        "Lantern Watch files complaint with UN body over arrest of Moon Ae-sook.",
        [("un_communication", "Lantern Watch")],
    ),
    (
        "In Opinion 12/2022 the Working Group on Arbitrary Detention found the detention of Moon Ae-sook arbitrary.",
        [("un_communication", "Working Group on Arbitrary Detention")],
    ),
    ("Canada’s parliament condemned the return of Moon Ae-sook to North Korea.", [("statement", "parliament")]),
    ("Relatives rallied outside the Chinese embassy on Friday for Moon Ae-sook.", [("gathering", "Relatives")]),
    ("Sister pleads for release of Moon Ae-sook.", [("appeal", "Sister")]),
    ("Open letter to the Chinese ambassador on the case of Moon Ae-sook.", [("letter", "")]),
    ("Moon Ae-sook told reporters that guards urged her to confess.", []),
    ("Moon Ae-sook wrote a letter to her daughter from the detention centre in Yanji.", []),
    ("Police said Moon Ae-sook appealed the sentence.", []),
    ("Moon Ae-sook was arrested after a rally of fans in Seoul.", []),
    ("유엔 전문가들은 문애숙 씨를 즉각 석방하라고 중국에 촉구했다.", [("appeal", "유엔 전문가들")]),
    ("문애숙 씨의 가족은 국회에 탄원서를 제출했다.", [("petition", "가족")]),
    ("등불회, 문애숙 씨 강제북송 규탄 집회", [("gathering", "등불회")]),
    ("문애숙 씨 언니, 유엔에 진정서 제출", [("un_communication", "언니")]),
    ("외교부는 문애숙 씨의 북송에 유감을 표명했다.", [("statement", "외교부")]),
    ("시민단체들이 중국대사관 앞에서 문애숙 씨의 석방을 요구하는 시위를 벌였다.", [("gathering", "시민단체들")]),
    (
        "자의적구금실무그룹은 문애숙 씨의 구금이 자의적이라는 의견을 채택했다.",
        [("un_communication", "자의적구금실무그룹")],
    ),
    ("문애숙 씨 사건 관련 대통령께 드리는 공개서한", [("letter", "")]),
    ("문애숙 씨는 집회에 나간 적이 없다고 말했다.", []),
    ("보위원은 문애숙 씨에게 자백하라고 요구했다.", []),
    ("문애숙 씨는 딸에게 편지를 썼다.", []),
    ("联合国专家呼吁中国立即释放文爱淑。", [("appeal", "联合国专家")]),
    ("文爱淑的家人向外交部递交请愿书。", [("petition", "家人")]),
    ("多个民间团体在中国使馆前集会，抗议遣返文爱淑。", [("gathering", "民间团体")]),
    ("任意拘留问题工作组认定对文爱淑的拘留属任意拘留。", [("un_communication", "任意拘留问题工作组")]),
    ("致总统的公开信：请营救文爱淑", [("letter", "")]),
    ("加拿大议会谴责遣返文爱淑。", [("statement", "议会")]),
    ("文爱淑的姐姐就此致函联合国。", [("letter", "姐姐")]),
    ("警察要求文爱淑写检讨。", []),
    ("文爱淑在看守所给女儿写信。", []),
    ("文爱淑说，集会那天她不在家。", []),
]
#: A second set, of other words.
SECOND: list[tuple[str, list[tuple[str, str]]]] = [
    ("Special Rapporteurs call on China to halt the deportation of Oh Min-jung.", [("appeal", "Special Rapporteurs")]),
    ("Brother’s plea: bring Oh Min-jung home.", [("appeal", "Brother")]),
    (
        "A letter signed by 40 lawmakers was sent to the Chinese president on behalf of Oh Min-jung.",
        [("letter", "40 lawmakers")],
    ),
    (
        "The UN Working Group on Enforced Disappearances asked Pyongyang for information on Oh Min-jung.",
        [("inquiry", "UN Working Group on Enforced Disappearances")],
    ),
    ("Students held a candlelight vigil for Oh Min-jung in Busan.", [("gathering", "Students")]),
    ("Harbour Rights submits petition for Oh Min-jung to UN working group.", [("un_communication", "Harbour Rights")]),
    ("Seoul’s unification ministry expressed regret over the return of Oh Min-jung.", [("statement", "ministry")]),
    ("The European Parliament adopted a resolution naming Oh Min-jung.", [("resolution", "European Parliament")]),
    ("Her daughter’s letter to the United Nations asks where Oh Min-jung is.", [("letter", "daughter")]),
    ("Oh Min-jung said officers called on her house twice.", []),
    ("Oh Min-jung signed a statement for the police.", []),
    ("The guards condemned Oh Min-jung as a traitor.", []),
    ("가족 “오민정을 돌려보내 달라” 호소", [("appeal", "가족")]),
    (
        "유엔 특별보고관들이 오민정 씨의 송환 중단을 요구하는 서한을 중국 정부에 보냈다.",
        [("letter", "유엔 특별보고관들")],
    ),
    ("탈북민 단체, 오민정 씨 석방 촉구 기자회견", [("gathering", "탈북민 단체")]),
    ("국회는 오민정 씨 송환 규탄 결의안을 채택했다.", [("resolution", "국회")]),
    ("오민정 씨 구명 청원에 3만 명이 서명했다.", [("petition", "")]),
    ("유엔, 북한에 오민정 씨 생사 확인 요청", [("inquiry", "유엔")]),
    ("통일부는 오민정 씨 북송을 규탄하는 성명을 냈다.", [("statement", "통일부")]),
    ("오민정 씨는 보안원의 요청을 거절했다.", []),
    ("오민정 씨는 살려 달라고 보위원에게 호소했다.", []),
    ("오민정 씨는 진술서를 제출했다.", []),
    ("姐姐恳求中国不要遣返吴敏贞", [("appeal", "姐姐")]),
    ("联合国强迫失踪问题工作组要求朝鲜提供吴敏贞的下落。", [("inquiry", "联合国强迫失踪问题工作组")]),
    ("韩国统一部对吴敏贞被遣返表示遗憾。", [("statement", "统一部")]),
    ("欧洲议会通过决议，点名吴敏贞案。", [("resolution", "欧洲议会")]),
    ("三十名议员联名致信中国大使，要求释放吴敏贞。", [("letter", "议员")]),
    ("脱北者团体在首尔举行记者会，呼吁释放吴敏贞。", [("gathering", "脱北者团体")]),
    ("吴敏贞拒绝在声明上签字。", []),
    ("狱警敦促吴敏贞认罪。", []),
    ("吴敏贞恳求看守给她水喝。", []),
]


@pytest.mark.parametrize(("sentence", "done"), [*FIRST, *SECOND])
def test_what_was_done_is_told_with_whoever_did_it(sentence: str, done: list[tuple[str, str]]) -> None:
    found = [
        (plea.type, sentence[slice(*plea.party)] if plea.party else "") for plea in pleas(sentence, people(sentence))
    ]
    assert bool(found) == bool(done), found
    for type_, party in done:
        assert any(type_ == told and party in who and bool(party) == bool(who) for told, who in found), found


def people(sentence: str) -> list[tuple[int, int]]:
    """Where the names of the persons of these sentences stand."""
    names = ("Moon Ae-sook", "문애숙", "文爱淑", "Oh Min-jung", "오민정", "吴敏贞")
    return [(sentence.index(name), sentence.index(name) + len(name)) for name in names if name in sentence]


def test_traditional_characters_are_read_like_simplified_ones() -> None:
    (plea,) = pleas("聯合國專家呼籲中國立即釋放文愛淑。")
    assert (plea.type, plea.party) == ("appeal", (0, 5))
