import pytest
from django.utils.translation import override

from chamsae.web.reasons import documents_in, reason_words

RANGE = (
    "Between 280 and 350: at least 280 (A United Nations expert), 340 (강변가족연대), about 350 (곽동현) and 11 more;"
    " 12 copies are not counted; no one number satisfies all."
)
MEMBER = (
    "It names no time (taken as 2024-11-22 to 2025-03-22), and only the figure of 2025-03-18 fits;"
    " repeats dcbe94e049d6ed8a1, from which its document derives."
)


@pytest.mark.parametrize(("reason", "korean", "chinese"), [
    ("no speaker named: it is 곽동현 who writes",
     "말한 사람이 밝혀지지 않음: 글쓴이는 곽동현", "未指明说话人：作者是곽동현"),
    ("verb 'handed over' is the act 'repatriated'", "“handed over”: ‘송환됨’ 행위", "“handed over”即行为“被遣返”"),
    ("handed over by 'said', without quotation marks", "“said”(으)로 전한 말, 따옴표 없음", "由“said”转述，无引号"),
    ("'feared' makes it a risk", "“feared”: 위험으로서 한 말", "“feared”：作为风险说的"),
    ("하림워치 is an organisation by how its name ends",
     "하림워치: 이름의 끝말로 보아 단체", "하림워치：按名称结尾是组织"),
    ("'I' taken for 'Bang Mi-ran', whose words these are",
     "“I”: 이 말을 한 Bang Mi-ran(으)로 봄", "“I”视为说这些话的Bang Mi-ran"),
    ("'64' counts 'them', taken for 'people'",
     "“64”은(는) “them”의 수, people(으)로 봄", "“64”是“them”的数量，视为people"),
    ("worked out from 2025-03-21", "2025년 3월 21일에서 셈함", "由2025年3月21日推算"),
    ("'could' makes it risk", "“could”: 위험으로서 한 말", "“could”：作为风险说的"),
    (RANGE,
     "280~350: 최소 280 (A United Nations expert), 340 (강변가족연대), 약 350 (곽동현) 외 11곳;"
     " 베낀 것 12건은 세지 않음; 모두에 맞는 수는 없음.",
     "280至350：至少280 (A United Nations expert), 340 (강변가족연대), 约350 (곽동현)，另有11处；12处转抄不计入；"
     "没有一个数字能与各方都相符。"),
])  # fmt: skip
def test_fixed_sentences_are_said_in_the_readers_language(reason: str, korean: str, chinese: str) -> None:
    for language, words in (("ko", korean), ("zh-hans", chinese)):
        with override(language):
            assert reason_words(reason) == words


def test_a_document_in_a_reason_is_named_by_its_title() -> None:
    assert documents_in(MEMBER) == ["dcbe94e049d6ed8a1"]
    with override("en"):
        told = "It names no time (taken as 22 November 2024 to 22 March 2025), and only the figure of 18 March 2025"
        assert reason_words(MEMBER, {"dcbe94e049d6ed8a1": "Many sent back"}) == (
            f"{told} fits; repeats “Many sent back”, from which its document derives."
        )
        assert "repeats “another document”" in reason_words(MEMBER)


def test_a_clause_we_do_not_know_stays_as_it_is_beside_those_we_know() -> None:
    with override("ko"):
        assert reason_words("a denial; something new, 100% so") == "부인하는 말; something new, 100% so"
        assert reason_words("it says “soon; or later”; a denial") == "“soon; or later”(이)라고 함; 부인하는 말"
        assert reason_words("") == ""
        assert reason_words("worked out from 2025-02-30") == "2025-02-30에서 셈함"


SCOPE = (
    "“sent back” in its sentence tells the act; “탈북민” are North Koreans; “Jilin” places it in China;"
    " it counts people as it happens to them; Alice put it right: place Tumen (The annex, correction 3)."
)


def test_why_a_claim_has_its_scope_is_said_in_the_readers_language() -> None:
    for language, words in (
        ("ko", "같은 문장의 “sent back”이(가) 행위를 말한다; “탈북민”은(는) 북한 사람이다; “Jilin”에 따라 China에 둔다;"
               " 일을 당한 사람 수를 센다; Alice이(가) 바로잡음: place Tumen (The annex, 정정 3)."),
        ("zh-hans", "句中的“sent back”说明行为；“탈북민”是朝鲜人；据“Jilin”归于China；计算一段时间内遭遇此事的人数；"
                    "Alice更正：place Tumen（The annex，更正3）。"),
    ):  # fmt: skip
        with override(language):
            assert reason_words(SCOPE) == words
