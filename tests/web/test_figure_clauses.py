import pytest
from django.utils.translation import override

from chamsae.web.reasons import reason_words


@pytest.mark.parametrize(("reason", "korean", "chinese"), [
    ("rounded and set aside: about 350 (곽동현), 200 to 999 (据报道).",
     "어림수라 제쳐 둠: 약 350 (곽동현), 200~999 (据报道).", "因是约数而搁置：约350 (곽동현), 200至999 (据报道)。"),
    ("at least 12 origins, at most 19: not all say where they have it from.",
     "출처 12~19곳: 어디서 들었는지 모두 밝히지는 않음.", "来源12至19个：并非都说明从何得知。"),
    ("It has the number from 하림워치.", "수를 하림워치에서 얻음.", "数字来自하림워치。"),
    ("214 held at Liuyan, less 131 gone, leaves 83; 83 are said to be left: these can all be true.",
     "갇혀 있던 214에서 떠난 131을(를) 빼면 83; 남았다고 하는 수는 83: 모두 참일 수 있음.",
     "关押214，减去离开的131，剩83；据说剩下83：这些可以同时为真。"),
    ("“Tuesday, 18 March 2025” (2025-03-18) is a Tuesday; its words say Sunday: these cannot all be true.",
     "“Tuesday, 18 March 2025”(2025년 3월 18일)은(는) 화요일; 원문의 요일은 일요일: 모두 참일 수는 없음.",
     "“Tuesday, 18 March 2025”（2025年3月18日）是星期二；原文写的是星期日：这些不能同时为真。"),
    ("A total that only grows was more than 50,000 on 2012-02-20 and is 40,000 on 2012-02-24.",
     "늘기만 하는 누계가 2012년 2월 20일에는 more than 50,000, 2012년 2월 24일에는 40,000.",
     "只增不减的累计在2012年2月20日是more than 50,000，在2012年2月24日却是40,000。"),
    ("“620” (주최 측): an origin not heard before says so, which lies in its range.",
     "“620” (주최 측): 전에 없던 출처의 말, 범위 안에 듦.", "“620” (주최 측)：新来源所说，在范围之内。"),
])  # fmt: skip
def test_what_is_said_of_figures_is_said_in_the_readers_language(reason: str, korean: str, chinese: str) -> None:
    for language, words in (("ko", korean), ("zh-hans", chinese)):
        with override(language):
            assert reason_words(reason) == words
