"""Chinese testimony in the first person: who tells, what befell them, and acts whose subject is left out."""

import pytest

from chamsae.model.claim import Act, Claim, Modality, SpeakerKind
from tests.read.eastern import claims, only


def acts(text: str, language: str = "zh-Hans") -> list[tuple[Claim, Act]]:
    return [(claim, claim.value) for claim in claims(text, language) if isinstance(claim.value, Act)]


@pytest.mark.parametrize(
    ("text", "who", "act"),
    [
        ("我是尹美善，今年三十八岁。我们在延吉被抓。", "尹美善", "arrested"),
        ("我的名字叫朴贞兰。我被卖到山东。", "朴贞兰", "trafficked"),
        ("我叫李順愛（化名），來自茂山。我在集結所被強迫墮胎。", "李順愛", "forced_abortion"),
        ("我是脱北者金顺姬（化名）。我在沈阳被抓。", "金顺姬", "arrested"),
        ("本人名叫卢贞淑。他们逼我堕胎。", "卢贞淑", "forced_abortion"),
        ("我叫安素英（化名）。在一个汽车站被逮捕。", "安素英", "arrested"),
    ],
)
def test_who_says_their_name_tells_the_document_through_its_publisher(text: str, who: str, act: str) -> None:
    claim, value = acts(text)[-1]
    assert value.act == act
    assert claim.speaker is not None
    assert (claim.speaker.text, claim.speaker.kind) == (who, SpeakerKind.NAMED)
    assert claim.via == ("The Border Post",)


def test_what_somebody_is_is_not_their_name() -> None:
    claim, _ = acts("我是高中生，住在延吉。我们被逮捕。")[-1]
    assert claim.speaker is not None
    assert claim.speaker.kind is SpeakerKind.NARRATOR


def test_a_passive_without_subject_stands_with_nobody_named() -> None:
    ((claim, act),) = acts("去年六月在延吉一个市场被捕。")
    assert (act.act, act.victim) == ("arrested", None)
    assert claim.confidence < 0.5


def test_who_says_that_there_are_none_denies_that_they_are_sent_back() -> None:
    claim, act = acts("发言人韩雪松说，中国没有所谓“脱北者”。上月有90名脱北者被遣返。")[0]
    assert (act.act, claim.modality) == ("repatriated", Modality.DENIAL)


def test_what_is_issued_is_no_speaker() -> None:
    claim, figure = only("人权组织“北方守望”星期三发布报告称，200名妇女被强迫堕胎。", "zh-Hans")
    assert claim.speaker is not None
    assert (claim.speaker.text, figure.act) == ("北方守望", "forced_abortion")
