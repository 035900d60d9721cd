"""Who did what to whom in Chinese: active, passive, with 把, described, carried on from the clause before."""

import pytest

from chamsae.model.claim import Act, Modality
from tests.read.eastern import claims


def acts(text: str, language: str = "zh-Hans") -> list[Act]:
    return [claim.value for claim in claims(text, language) if isinstance(claim.value, Act)]


@pytest.mark.parametrize(
    ("text", "act", "victim", "actor"),
    [
        ("公安逮捕了金海月。", "arrested", "金海月", "公安"),
        ("狱警把朴女士从牢房带走。", "arrested", "朴女士", "狱警"),
        ("她的女儿被人贩子卖到黑龙江农村。", "trafficked", "她的女儿", "人贩子"),
        ("李贞爱在青岛被带走。", "arrested", "李贞爱", None),
        ("文成植，男，61岁，牧师，2019年8月在延吉失踪", "disappeared", "文成植", None),
        ("欧阳明玉2022年2月被判三年，关押在辽宁省女子监狱。", "detained", "欧阳明玉", None),
        ("曾在图们看守所被关押五个月的尹春姬来了。", "detained", "尹春姬", None),
        ("保卫部的审问官李某用木棍打我的背。", "tortured", "我", "李某"),
        ("工作组认为，对徐京姬的拘留没有依据。", "detained", "徐京姬", None),
        ("五名警察闯入她的家，将母女二人带走。", "arrested", "母女二人", "五名警察"),
        ("廣西警方上周截獲13名擬偷渡往越南的北韓人。", "arrested", "北韓人", "廣西警方"),
        ("上周中方又遣返了约90名朝鲜人。", "repatriated", "朝鲜人", "中方"),
        ("中國當局將逾三百名脫北者自琿春遣送回國。", "repatriated", "脫北者", "中國當局"),
        ("老朴和哥哥趁夜渡江，哥哥在岸边被抓，判了劳改，不到两年就死在教化所。", "died", "哥哥", None),
        ("边防人员查获九名企图出境的朝鲜人，押回沈阳。", "repatriated", "朝鲜人", None),
        ("他被保卫部的人毒打，三天后死去。", "died", "他", None),
    ],
)
def test_victim_and_actor_come_from_the_form_of_the_clause(text: str, act: str, victim: str, actor: str | None) -> None:
    assert (act, victim, actor) in [(one.act, one.victim, one.actor) for one in acts(text)]


def test_a_pronoun_is_the_one_person_named_before() -> None:
    (died,) = acts("金福順懷孕七個月。她後來在茂山去世。", "zh-Hant")
    assert (died.act, died.victim) == ("died", "她")
    assert died.victim_entity is not None


def test_i_am_whoever_tells() -> None:
    text = "證人：韓玉子，女，1971年生\n帶路的男人把我賣給黑龍江的一個農民。"
    (sold,) = acts(text, "zh-Hant")
    names = {claim.speaker.entity for claim in claims(text, "zh-Hant") if claim.speaker}
    assert (sold.act, sold.victim, sold.actor) == ("trafficked", "我", "男人")
    assert sold.victim_entity in names


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("李贞爱可能被遣返。", Modality.RISK),
        ("如果李贞爱被遣返，谁来负责。", Modality.HYPOTHETICAL),
        ("我怕李贞爱也会被遣返。", Modality.RISK),
        ("听说李贞爱被遣返。", Modality.HEARSAY),
        ("中方否认逮捕李贞爱。", Modality.DENIAL),
    ],
)
def test_an_act_that_did_not_surely_happen_says_so(text: str, force: Modality) -> None:
    found = [claim.modality for claim in claims(text, "zh-Hans") if isinstance(claim.value, Act)]
    assert found == [force]


@pytest.mark.parametrize(
    "text",
    [
        "李贞爱被捕了吗？",
        "不要把李贞爱送回朝鲜。",
        "他们反对遣返李贞爱。",
        "被捕者的名单公布了。",
        "遣返问题仍在讨论。",
        "仓库被关闭，货物被转移。",
    ],
)
def test_questions_wishes_and_things_are_no_acts(text: str) -> None:
    assert acts(text) == []
