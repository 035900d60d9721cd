"""What the engine promises about two names: worked examples and properties over made names and arbitrary text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.text import names

FAMILIES = ("Kim", "Lee", "Park", "Koo", "Choi", "Namgung")
SYLLABLES = ("Seon", "Hyang", "Min", "Ho", "In", "Young", "Chol", "Ok", "Kyung", "Su")
HANGUL = ("김", "이", "박", "구", "최", "선", "향", "민", "호", "인", "영", "철", "옥")

made = st.builds(
    lambda family, first, second: (family, first, second),
    st.sampled_from(FAMILIES),
    st.sampled_from(SYLLABLES),
    st.sampled_from(SYLLABLES),
)
anything = st.text(max_size=30)
mixed = st.one_of(
    anything,
    made.map(" ".join),
    st.lists(st.sampled_from(HANGUL), min_size=2, max_size=3).map("".join),
    st.text(alphabet="abcdeghijklmnoprstuy -'ŏŭ", max_size=14),
    st.text(alphabet="кимченынпакглсоуырэ ", max_size=14),
    st.text(alphabet="金朴李善香明国王小", max_size=4),
    st.text(alphabet="キムジョンウンパクソン・", max_size=8),
)


def weight(left: str, right: str) -> float:
    return names.compare(left, right).weight


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Gu Min-ok", "구민옥"),
        ("Koo Minok", "Min-ok Gu"),
        ("Kim Sun-mi", "김선미"),
        ("Kim Sun-mi", "Kim Seon Mi"),
        ("金善美", "김선미"),
        ("金善美", "Kim Son Mi"),
        ("Jin Shanmei", "金善美"),
        ("Jin Shanmei", "Kim Sun-mi"),
        ("리룡남", "이용남"),
        ("Ri Ryong Nam", "이용남"),
        ("Yi Yong-nam", "리룡남"),
        ("Ким Сон Ми", "김선미"),
        ("キム・ソンミ", "김선미"),
        ("キム・ウニャン", "김은향"),
        ("Chŏn Yŏng-ch'ŏl", "전영철"),
        ("Cho'n Yo'ng-ch'o'l", "Jeon Young-chul"),
        ("Ch'en Wan-hsien", "陈婉娴"),
        ("Chan Yuen-han", "陳婉嫻"),
        ("Чэнь Ваньсянь", "陈婉娴"),
        ("시진핑", "习近平"),
        ("습근평", "习近平"),
        ("자오리젠", "Zhao Lijian"),
        ("가오샤오화", "高小华"),
        ("Kang Szokcsu", "강석주"),
        ("Nam Gung Min-su", "남궁민수"),
        ("Ms. Kim Sun-mi", "김선미 씨"),
        ("Anna Maria Schmidt", "Schmidt, Anna Maria"),
    ],
)
def test_spellings_of_one_name_are_above_the_threshold(left: str, right: str) -> None:
    assert weight(left, right) > names.THRESHOLD


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Kim Sun-mi", "Kim Sung Min"),
        ("김선미", "김성민"),
        ("Kim Min-su", "김민주"),
        ("金善美", "金善姬"),
        ("Jin Shanmei", "김성호"),
        ("Park Chol-su", "Kim Chol-su"),
        ("Kim Min-ho", "김호민"),
        ("Wang Xiaoming", "王小红"),
        ("John Smith", "김철수"),
        ("John Smith", "Jane Miller"),
    ],
)
def test_different_names_are_clearly_below_it(left: str, right: str) -> None:
    assert weight(left, right) < names.THRESHOLD - 2


def test_a_rare_family_name_in_common_weighs_more_than_a_common_one() -> None:
    assert weight("구민수", "Koo Min-su") > weight("김민수", "Kim Min-su")


def test_the_reasons_add_up_to_the_weight() -> None:
    comparison = names.compare("Gu Min-ok", "구민옥")
    assert sum(reason.bits for reason in comparison.reasons) == pytest.approx(comparison.weight)
    assert "family name 구: gu is written for it" in comparison.explain()


def test_the_best_match_is_found_among_others_or_nothing() -> None:
    found = names.best_match("Kim Sun-mi", ["김성민", "金善美", "Kim Sung Min"])
    assert found is not None
    assert found.right.text == "金善美"
    assert names.best_match("Kim Sun-mi", ["김성민", "Kim Sung Min"]) is None


@given(mixed, mixed)
def test_comparing_is_symmetric_and_never_raises(left: str, right: str) -> None:
    assert weight(left, right) == pytest.approx(weight(right, left))


@given(made, made)
def test_order_hyphen_and_space_change_nothing(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    family, first, second = one
    right = "{} {}-{}".format(*other)
    usual = weight(f"{family}, {first}-{second}", right)
    assert weight(f"{family.upper()} {first} {second}", right) == pytest.approx(usual)
    assert weight(f"{family}, {first} {second}", right) == pytest.approx(usual)


@given(mixed, mixed)
def test_no_name_is_nearer_to_a_name_than_itself(left: str, right: str) -> None:
    assert weight(left, right) <= weight(left, left) + 1e-9


@given(made, st.sampled_from(FAMILIES))
def test_a_different_family_name_never_raises_the_weight(one: tuple[str, str, str], family: str) -> None:
    given_only = f"{one[1]}-{one[2]}"
    full = " ".join(one)
    if family != one[0]:
        assert weight(full, f"{family} {given_only}") <= weight(full, given_only)


def test_the_weights_of_many_pairs_are_those_of_each() -> None:
    pairs = [("Gu Min-ok", "구민옥"), ("John Smith", "Smith John"), ("Kim Sun-mi", "Kim Sung Min")]
    assert names.weights(pairs) == [weight(*pair) for pair in pairs]
