"""Kinds of places of custody and their authorities: told apart by their words, left open where a word is of both."""

import pytest

from chamsae.text.custody import authorities, bodies, chain, facilities, kinds


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("온성 보위부 집결소", ["kp-jipkyulso"]),
        ("白山市看守所", ["cn-kanshousuo"]),
        ("a border guard station near the bridge", ["cn-border-station"]),
        ("图们边防拘留审查所", ["cn-border-station"]),
        ("요덕 정치범수용소", ["kp-kwanliso"]),
        ("a labor training camp", ["kp-rodong-danryeondae"]),
        ("a hospital", []),
        ("the captain", []),
    ],
)
def test_words_tell_the_kind_of_place(words: str, keys: list[str]) -> None:
    assert [one.key for one in kinds(words)] == keys


def test_a_word_of_both_countries_is_decided_by_the_state_alone() -> None:
    for word in ("拘留所", "전거리 교화소", "구류장"):
        assert sorted(one.state for one in kinds(word)) == ["cn", "kp"], word
        assert [one.state for one in kinds(word, "kp")] == ["kp"], word
    assert kinds("관리소", "cn") == ()


def test_every_kind_and_body_has_words_in_three_languages_and_stands_under_somebody() -> None:
    for one in facilities():
        assert set(one.label) == set(one.definition) == {"en", "ko", "zh"}, one.key
        assert all(chain(key)[-1].key == one.state for key in one.authorities), one.key
    for body in authorities().values():
        assert set(body.label) == {"en", "ko", "zh"}, body.key
        assert chain(body.key)[-1].under is None and set(body.confused_with) <= set(authorities()), body.key


def test_a_body_is_known_by_its_earlier_name_and_leads_up_to_its_state() -> None:
    assert [one.key for one in bodies("당시 국가안전보위부")] == ["kp-mss"]
    assert [one.key for one in chain("cn-psb")] == ["cn-psb", "cn-mps", "cn"]
    assert chain("nobody") == () and bodies("nobody") == ()
