"""Names of a Chinese document: persons with what they are called later, roles, organisations, facilities, places."""

from dataclasses import replace

import pytest

from chamsae.model.claim import Name, NameType
from chamsae.read.propose import propose
from tests.read.eastern import claims, document


def named(text: str, language: str = "zh-Hans") -> list[Name]:
    return [claim.value for claim in claims(text, language) if isinstance(claim.value, Name)]


def persons(text: str, language: str = "zh-Hans") -> dict[str, str | None]:
    return {name.text: name.entity for name in named(text, language) if name.type is NameType.PERSON}


def of_type(text: str, kind: NameType, language: str = "zh-Hans") -> list[str]:
    return [name.text for name in named(text, language) if name.type is kind]


def roles(text: str, language: str = "zh-Hans") -> dict[str, tuple[str, ...]]:
    return {name.text: name.roles for name in named(text, language) if name.type is NameType.PERSON}


@pytest.mark.parametrize(
    ("text", "language", "full", "short"),
    [
        ("朴善英在仁川生活。朴女士说她很想家。", "zh-Hans", "朴善英", "朴女士"),
        ("會長沈載浩證實此事。沈會長還透露細節。", "zh-Hant", "沈載浩", "沈會長"),
        ("律师玛丽亚·科恩在场。科恩说，门开着。", "zh-Hans", "玛丽亚·科恩", "科恩"),
        ("律師瑪麗亞·科恩在場。科恩說，門開著。", "zh-Hant", "瑪麗亞·科恩", "科恩"),
        ("她的女儿李英淑失踪了。英淑那年十九岁。", "zh-Hans", "李英淑", "英淑"),
        ("负责人车明洙说，大家等着。那天车明洙没有说话。", "zh-Hans", "车明洙", "车明洙"),
    ],
)
def test_a_short_name_is_that_of_the_full_one(text: str, language: str, full: str, short: str) -> None:
    found = persons(text, language)
    assert found[full] == found[short]


def test_title_and_gender_tell_two_of_one_surname_apart() -> None:
    found = persons("母亲金顺姬和牧师金大成一起来了。金女士先说话，金牧师后来也说了。")
    assert found["金女士"] == found["金顺姬"]
    assert found["金牧师"] == found["金大成"]
    assert found["金女士"] != found["金牧师"]


def test_who_is_known_by_surname_only_is_nobody_of_another_document() -> None:
    first = document("看守李某打了她。", "zh-Hans")
    both = [claim.value for one in (first, replace(first, id="d2")) for claim in propose(one)]
    entities = [value.entity for value in both if isinstance(value, Name)]
    assert len(entities) == 2
    assert entities[0] != entities[1]


def test_a_pseudonym_is_not_the_person_who_bears_that_name() -> None:
    assert persons("尹春姬（化名）回忆往事。")["尹春姬"] != persons("尹春姬回忆往事。")["尹春姬"]
    assert roles("尹春姬（化名）回忆往事。")["尹春姬"] == ("pseudonym",)


def test_a_person_is_one_in_both_ways_of_writing() -> None:
    assert set(persons("申熙锡在首尔说。").values()) == set(persons("申熙錫在首爾說。", "zh-Hant").values())


@pytest.mark.parametrize(
    ("text", "who", "role"),
    [
        ("统一部发言人具炳国表示遗憾。", "具炳国", "spokesperson"),
        ("我妻子李顺玉以为我死了。", "李顺玉", "relative"),
        ("她的嫂子名叫金蕙兰，今年39岁。", "金蕙兰", "relative"),
        ("證人：韓玉子，女，1971年生", "韓玉子", "witness"),
        ("他透過翻譯劉美玲說，妹妹走了。", "劉美玲", "translator"),
        ("本刊记者赵小雨在首尔采访了他。", "赵小雨", "reporter"),
        ("前外交官盧偉明撰文。", "盧偉明", "official"),
        ("作者何家铭为人权律师。", "何家铭", "lawyer"),
        ("徐志远律师没有回答。", "徐志远", "lawyer"),
        ("1. 金永姬，女，38岁，2021年4月在长春被捕", "金永姬", "victim"),
        ("狱警把朴光日从牢房带走。", "朴光日", "victim"),
        ("保衛部的審問官李某用木棍打我的背。", "李某", "official"),
    ],
)
def test_words_and_acts_beside_a_name_give_its_role(text: str, who: str, role: str) -> None:
    assert role in roles(text)[who]


@pytest.mark.parametrize(
    "text",
    [
        "韩联社记者提问。",
        "至少60名被关押的韩裔获释。",
        "高级研究员没有来。",
        "🕊️𠮷",
        "她说，安东下雪了。",
        "论坛有4000余名代表参会。",
    ],
)
def test_what_is_no_person_is_none(text: str) -> None:
    assert persons(text) == {}


def test_organisations_keep_country_and_short_forms() -> None:
    text = "北韓難民援助聯盟（簡稱「援盟」）今日證實此事。援盟秘書長林淑芬說，韓國統一部沒有回覆。"
    found = {name.text: name.entity for name in named(text, "zh-Hant") if name.type is NameType.ORGANISATION}
    assert set(found) == {"北韓難民援助聯盟", "援盟", "韓國統一部"}
    assert found["援盟"] == found["北韓難民援助聯盟"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("韩国民间团体“河岸见证”公布了数字。", "河岸见证"),
        ("「自由橋樑」總幹事申孝貞見記者。", "自由橋樑"),
        ("南韓媒體《漢江日報》報導了此事。", "漢江日報"),
        ("据自由亚洲电台报道，桥封了。", "自由亚洲电台"),
    ],
)
def test_organisations_are_found_in_marks_and_without(text: str, name: str) -> None:
    assert of_type(text, NameType.ORGANISATION) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("她被关在图们看守所。", "图们看守所"),
        ("他死在全巨里教化所。", "全巨里教化所"),
        ("我们被押送到清津的集结所。", "清津的集结所"),
        ("他在14号管理所出生。", "14号管理所"),
        ("她被移交新义州市保卫部。", "新义州市保卫部"),
        ("我被判勞動鍛鍊隊六個月。", "勞動鍛鍊隊"),
        ("阿順在南寧一間拘留所被扣留。", None),
        ("他给看守所的警员塞过钱。", None),
    ],
)
def test_facilities_have_the_place_that_makes_them_one(text: str, name: str | None) -> None:
    assert of_type(text, NameType.FACILITY) == ([name] if name else [])


def test_a_place_does_not_begin_with_and() -> None:
    assert of_type("他們關在圖們和龍井。", NameType.PLACE, "zh-Hant") == ["圖們", "龍井"]


def test_places_no_list_knows_are_found() -> None:
    assert "青岛" in of_type("她在青岛被带走。", NameType.PLACE)
