"""Who says what in Chinese, with quotation marks and without; every claim takes speaker and chain from it."""

from dataclasses import replace

import pytest

from chamsae.model.claim import Claim, Figure, Modality, SpeakerKind, Statement
from chamsae.read.propose import propose
from tests.read.eastern import claims, document


def statements(text: str, language: str = "zh-Hans") -> list[tuple[str, str, bool]]:
    """What is said, by whom, and whether in quotation marks."""
    found = [claim for claim in claims(text, language) if isinstance(claim.value, Statement)]
    return [
        (told.text, claim.speaker.text if claim.speaker else "", told.direct)
        for claim in found
        if (told := value(claim))
    ]


def value(claim: Claim) -> Statement:
    assert isinstance(claim.value, Statement)
    return claim.value


@pytest.mark.parametrize(
    ("text", "said", "who", "direct"),
    [
        ("尹女士说：“我以为要死了。”", "我以为要死了。", "尹女士", True),
        ("會長沈載浩表示：「沒有人敢開口。」", "沒有人敢開口。", "會長沈載浩", True),
        ("「我們問過『為什麼』。」沈載浩補充說。", "我們問過『為什麼』。", "沈載浩", True),
        ("“她们手上绑着绳子，”车明洙说。", "她们手上绑着绳子", "车明洙", True),
        ("统一部发言人具炳国表示，政府正在核实情况。", "政府正在核实情况", "统一部发言人具炳国", False),
        ("一名官员告诉记者，首尔已提出交涉。", "首尔已提出交涉", "一名官员", False),
        ("据江畔委员会统计，去年有90人被遣返。", "去年有90人被遣返", "江畔委员会", False),
        ("申孝貞稱，被捕者分屬三個家庭。", "被捕者分屬三個家庭", "申孝貞", False),
        ("曾在图们被关押五个月的尹春姬（化名）回忆，门口有狗。", "门口有狗", "尹春姬", False),
        ("哥哥崔永男（化名，34歲）透過翻譯劉美玲說，妹妹走了三天。", "妹妹走了三天", "哥哥崔永男", False),
        ("来文方称，至少有90人被关押。", "至少有90人被关押", "来文方", False),
    ],
)
def test_what_somebody_says_is_a_statement(text: str, said: str, who: str, direct: bool) -> None:
    assert (said, who, direct) in statements(text)


def test_a_quotation_over_several_sentences_is_of_one_speaker() -> None:
    found = statements("朴女士说：“我等了三天。没有人来。后来门开了。”")
    assert [(said, who) for said, who, _ in found] == [
        ("我等了三天。", "朴女士"),
        ("没有人来。", "朴女士"),
        ("后来门开了。", "朴女士"),
    ]


def test_a_quotation_cut_in_two_by_its_speaker_is_one_speakers() -> None:
    found = statements("“她们手上绑着绳子，”负责人车明洙说，“没有人告诉她们去哪里。”")
    assert {who for _, who, _ in found} == {"负责人车明洙"}
    assert len(found) == 2


def test_a_quotation_that_stands_alone_is_of_the_last_speaker() -> None:
    found = statements("朴女士透露，嫂子住在牡丹江。\n“她没有偷，没有抢，只是想活下去。”")
    assert found[-1] == ("她没有偷，没有抢，只是想活下去。", "朴女士", True)


def test_a_quotation_behind_a_name_alone_is_of_that_person() -> None:
    found = statements("电话那头是她失散八年的女儿李英淑。\n“妈，他们要把我送走了。”")
    assert found == [("妈，他们要把我送走了。", "李英淑", True)]


@pytest.mark.parametrize(
    "text", ["他们是所谓的“非法经济移民”。", "韩国民间团体“河岸见证之友会”来了。", "代号为「黎明前的長夜」的行動。"]
)
def test_terms_and_names_in_marks_are_no_speech(text: str) -> None:
    assert [said for said, _, direct in statements(text) if direct] == []


def test_turns_of_a_briefing_are_of_whom_their_labels_name() -> None:
    text = "韩联社记者：有报道称，上周又遣返了90人，能否证实？\n毛文宁：我不了解你说的情况。中方一贯依法处理。"
    found = [(said, who) for said, who, _ in statements(text)]
    assert ("我不了解你说的情况", "毛文宁") in found
    assert ("中方一贯依法处理", "毛文宁") in found


def test_answers_of_an_interview_are_of_the_one_interviewed() -> None:
    text = "本刊记者赵小雨在首尔采访了吴成哲。\n问：当时关在哪里？\n答：先在派出所，两天以后送到图们。"
    assert ("先在派出所，两天以后送到图们", "吴成哲") in [(said, who) for said, who, _ in statements(text)]


def test_what_another_told_the_teller_goes_through_the_teller() -> None:
    text = "证人：吴成哲，男，52岁\n我在村里长大。我弟弟吴成国告诉我，有90人被遣返。"
    letter = replace(document(text, "zh-Hans"), publisher="江边出版社")
    (claim,) = [claim for claim in propose(letter) if isinstance(claim.value, Figure)]
    assert claim.speaker is not None and claim.speaker.text == "我弟弟吴成国"
    assert claim.via == ("吴成哲", "江边出版社")


def test_an_account_is_the_witnesss_whoever_publishes_it() -> None:
    text = "證人：韓玉子，女，1971年生\n我第一次過江時，村裡餓死了三十個人。"
    (claim,) = [claim for claim in claims(text, "zh-Hant") if isinstance(claim.value, Figure)]
    assert claim.speaker is not None
    assert (claim.speaker.text, claim.speaker.kind, claim.via) == ("韓玉子", SpeakerKind.NAMED, ("The Border Post",))


def test_that_organisation_is_the_one_named_last() -> None:
    text = "「燈塔觀察」會長沈載浩到場。據該團體的紀錄，有90人被遣返。"
    (claim,) = [claim for claim in claims(text, "zh-Hant") if isinstance(claim.value, Figure)]
    assert claim.speaker is not None and claim.speaker.text == "燈塔觀察"


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("外交部发言人林剑尧否认有关报道。", Modality.DENIAL),
        ("李明说，他们怕被遣返的人会更多。", Modality.RISK),
        ("李明說，我以為他們已經走了。", Modality.BELIEVED),
        ("邓肯说：“每一次否认都是一次许可。”", Modality.ASSERTED),
    ],
)
def test_what_is_said_has_a_force(text: str, force: Modality) -> None:
    found = [claim.modality for claim in claims(text, "zh-Hans") if isinstance(claim.value, Statement)]
    assert found == [force]
