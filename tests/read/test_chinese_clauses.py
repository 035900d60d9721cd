"""Chinese figures take act, place, force and speaker from their own clause; parts go on from their wholes."""

from dataclasses import replace

import pytest

from chamsae.model.claim import Figure, Modality, Name, SpeakerKind, Statement
from chamsae.read.propose import propose
from tests.read.eastern import claims, document, figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("被关押的朝鲜人经大桥被移交朝方，人数达90人。", ["repatriated"]),
        ("该团体说，40人被捕，12人死亡。", ["arrested", "died"]),
        ("目前仍有40人未被遣返。", ["remaining"]),
        ("警方抓获12人，8人被送回朝鲜，4人下落不明。", ["arrested", "repatriated", "missing"]),
        ("遣返了90多人。", ["repatriated"]),
        ("根据四名证人的话，90人被遣返。", [None, "repatriated"]),
        ("出席50人，赞成40人，反对10人，通过反对遣返的决议。", [None, None, None]),
    ],
)
def test_the_act_of_a_number_is_the_predicate_of_its_clause(text: str, expected: list[str | None]) -> None:
    assert [figure.act for _, figure in figures(text, "zh-Hans")] == expected


def test_a_part_goes_on_with_people_and_place_of_its_whole() -> None:
    found = figures("图们看守所关押着90名朝鲜人，其中30人是妇女。", "zh-Hans")
    assert [(claim.place, figure.act, figure.counted) for claim, figure in found] == [
        (("图们看守所",), "detained", "朝鲜人"),
        (("图们看守所",), "detained", "妇女"),
    ]


def test_a_building_named_before_is_there() -> None:
    found = figures("梅花看守所在镇北。3月初该所关押90人，后来50人被带走。", "zh-Hans")
    assert [(claim.place, figure.act) for claim, figure in found] == [
        (("梅花看守所",), "detained"),
        (("梅花看守所",), "transferred"),
    ]


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("90人可能被遣返。", Modality.RISK),
        ("90人将被遣返。", Modality.PLANNED),
        ("昨天将90名朝鲜人遣返。", Modality.ASSERTED),
        ("据悉，90人被遣返。", Modality.HEARSAY),
        ("听说90人被遣返。", Modality.HEARSAY),
        ("我们认为90人被遣返。", Modality.ESTIMATE),
        ("我们没有说是90人。", Modality.DENIAL),
    ],
)
def test_force_is_read(text: str, force: Modality) -> None:
    ((claim, _),) = figures(text, "zh-Hans")
    assert claim.modality is force


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“江畔之友”公布的数字是90人。", "江畔之友"),
        ("90人是江畔家属会根据名单得出的。", "江畔家属会"),
        ("韩国民间团体“江畔之友”称，90人被遣返。", "江畔之友"),
        ("有人说90人被遣返。", "有人"),
        ("据报道，90人被遣返。", "据报道"),
        ("中方否认遣返90人。", "中方"),
    ],
)
def test_speakers_are_found_where_chinese_puts_them(text: str, who: str) -> None:
    ((claim, _),) = figures(text, "zh-Hans")
    assert claim.speaker is not None
    assert claim.speaker.text == who


def test_two_speakers_share_a_sentence() -> None:
    found = figures("江畔委员会称90人被遣返，统一部表示80人被遣返。", "zh-Hans")
    assert [claim.speaker.text for claim, _ in found if claim.speaker] == ["江畔委员会", "统一部"]


def test_an_outlet_quoting_somebody_is_part_of_the_way() -> None:
    ((claim, _),) = figures("韩联社援引知情人士的话报道，90人被遣返。", "zh-Hans")
    assert claim.speaker is not None
    assert (claim.speaker.text, claim.via) == ("知情人士", ("韩联社", "The Border Post"))


@pytest.mark.parametrize(
    ("text", "authors", "who", "kind"),
    [
        ("江畔观察\n本会认为90人被遣返。", ("江畔观察",), "江畔观察", SpeakerKind.NAMED),
        ("我是律师王建国，90人被遣返。", (), "王建国", SpeakerKind.NAMED),
        ("我只知道90人被遣返。\n孩子的母亲", (), "孩子的母亲", SpeakerKind.UNNAMED),
    ],
)
def test_whoever_signs_a_letter_says_it(text: str, authors: tuple[str, ...], who: str, kind: SpeakerKind) -> None:
    letter = replace(document(text, "zh-Hans"), publisher=None, authors=authors)
    (claim,) = [claim for claim in propose(letter) if isinstance(claim.value, Figure)]
    assert claim.speaker is not None
    assert (claim.speaker.text, claim.speaker.kind) == (who, kind)


def test_what_is_denied_is_a_statement() -> None:
    found = claims("外交部发言人李明表示，中国没有所谓的“脱北者”。", "zh-Hans")
    (claim,) = [claim for claim in found if isinstance(claim.value, Statement)]
    assert claim.modality is Modality.DENIAL
    assert claim.speaker is not None
    assert claim.speaker.text.endswith("李明")


def test_a_noun_no_list_knows_is_what_is_counted() -> None:
    assert [figure.counted for _, figure in figures("61名船员被劫持。", "zh-Hans")] == ["船员"]


@pytest.mark.parametrize("text", ["多少人被遣返？", "没有一名脱北者被遣返。"])
def test_questions_and_nobody_are_no_figures(text: str) -> None:
    assert figures(text, "zh-Hans") == []


def test_names_have_the_roles_their_neighbours_give() -> None:
    found = claims("护士文美善，女，住在江边。负责人：南宫明", "zh-Hans")
    roles = {claim.value.text: claim.value.roles for claim in found if isinstance(claim.value, Name)}
    assert roles == {"文美善": (), "南宫明": ("spokesperson",)}


def test_no_fewer_than_is_at_least() -> None:
    ((_, figure),) = figures("被遣返者不少于280人。", "zh-Hans")
    assert (figure.amount.low, figure.amount.high, figure.amount.comparator) == (280, None, "at_least")


def test_how_long_somebody_was_held_is_a_figure() -> None:
    ((_, figure),) = figures("她被关押了40天。", "zh-Hans")
    assert (figure.amount.unit, figure.act) == ("day", "detained")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("该组织负责人吴世真（52岁）说：“我们相信至少有40名儿童。”", "该组织负责人吴世真"),
        ("韩国统一部的数据显示，共有236名脱北者抵达韩国。", "韩国统一部"),
        ("两个监察团体周五表示，约70名脱北者被遣返。", "两个监察团体"),
        ("一名幸存者告诉本报：“车上有二十八个人，手都被绑着。”", "一名幸存者"),
    ],
)
def test_age_and_weekday_are_no_part_of_a_speaker_and_data_speak(text: str, speaker: str) -> None:
    told = [
        claim.speaker.text
        for claim, figure in figures(text, "zh-Hans")
        if claim.speaker and figure.amount.unit == "person"
    ]
    assert told == [speaker]


def test_hostages_and_staff_are_no_escapees() -> None:
    found = figures("90名脱北者被遣返。\n目前仍有19名人质被扣押，已有300多人死亡。\n本会有义工四十多名。", "zh-Hans")
    assert [figure.counted for _, figure in found] == ["脱北者", "人质", "人", "义工"]
    assert found[-1][1].act is None


def test_what_is_left_of_a_number_is_no_surname() -> None:
    found = claims("论坛有4000余名代表参会。", "zh-Hans")
    assert not [claim for claim in found if isinstance(claim.value, Name)]


def test_the_day_of_a_dispatch_is_not_that_of_the_act() -> None:
    [(claim, _)] = figures("【海港社首尔13日电】警方周二深夜遣返约70名朝鲜人。", "zh-Hans")
    assert claim.when is not None and str(claim.when.start) == "2023-10-10"


def test_a_diplomat_speaks_and_a_fund_holds_no_surname() -> None:
    found = claims("基金会负责人称有事。一名驻沈阳的外交官估计人数为50至60人。", "zh-Hans")
    told = [claim.speaker.text for claim in found if isinstance(claim.value, Figure) and claim.speaker]
    assert told == ["一名驻沈阳的外交官"]
    assert "金会" not in [claim.value.text for claim in found if isinstance(claim.value, Name)]


def test_people_whose_release_is_demanded_are_not_free() -> None:
    [(claim, _)] = figures("政府还要求释放4名传教士。", "zh-Hans")
    assert claim.modality is Modality.HYPOTHETICAL
