"""What speaks for one person besides the name: birth, kin, work, company; difference never adds, order is nothing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.link.candidates import candidates
from chamsae.link.compare import compare
from chamsae.link.records import records
from chamsae.model.claim import Claim, NameType
from chamsae.model.link import Candidate, Kin, Pair, Record, Sex
from chamsae.model.when import Precision, When
from tests.link.test_records import named

PUBLISHED = When.day(date(2024, 5, 1))


def told(text: str, *words: str, document: str = "d1", published: When | None = PUBLISHED) -> list[Record]:
    return records(named(text, *words, document=document), published=published)


def person(name: str, document: str = "d1", **more: object) -> Record:
    return replace(told(name, name, document=document)[0], **more)  # type: ignore[arg-type]


def pair(left: Record, right: Record) -> Pair:
    return compare(left, right, records=100, derived=False)


def bits(found: Pair, what: str) -> float:
    return sum(part.bits for part in found.parts if part.what == what)


def years(first: int, last: int) -> When:
    return When(start=date(first, 1, 1), end=date(last, 12, 31), precision=Precision.RANGE)


@pytest.mark.parametrize(("text", "name", "born"), [
    ("한소라(여, 34세)가", "한소라", (1989, 1991)), ("Han Sora, 34, was", "Han Sora", (1989, 1991)),
    ("Han Sora (aged 34) was", "Han Sora", (1989, 1991)), ("the 34-year-old weaver Han Sora", "Han Sora", (1989, 1991)),
    ("韩素拉34岁", "韩素拉", (1989, 1991)), ("韓素拉（女，34歲）", "韓素拉", (1989, 1991)),
    ("Han Sora, born in 1990, was", "Han Sora", (1990, 1990)), ("한소라 1990년생", "한소라", (1990, 1990)),
    ("韩素拉（生于1990年）", "韩素拉", (1990, 1990)), ("한소라(34·여)씨", "한소라", (1989, 1991)),
    ("한소라 씨(가명·34)", "한소라", (1989, 1991)), ("Han Sora, a 34-year-old weaver", "Han Sora", (1989, 1991)),
    ("1990년에 태어난 한소라", "한소라", (1990, 1990)), ("韩素拉，1990年出生", "韩素拉", (1990, 1990)),
])  # fmt: skip
def test_an_age_or_a_year_beside_the_name_bounds_the_birth(text: str, name: str, born: tuple[int, int]) -> None:
    found = told(text, name)[0].born
    assert found and found.start and found.end
    assert (found.start.year, found.end.year) == born


@pytest.mark.parametrize(
    "text", ["Han Sora and 34 others", "한소라 등 34명", "In 1998, at 15, Han Sora left", "Han Sora"]
)
def test_other_numbers_are_no_ages(text: str) -> None:
    assert told(text, text.partition(" 등")[0] if "등" in text else "Han Sora")[0].born is None


def test_without_a_date_of_publication_an_age_tells_no_birth() -> None:
    assert told("Han Sora, 34, was", "Han Sora", published=None)[0].born is None


def test_births_in_narrow_years_speak_for_one_person_and_far_ones_against() -> None:
    left = person("Han Sora", born=years(1990, 1990))
    told_ = [years(1990, 1990), years(1980, 1999), years(1992, 1992), years(1970, 1971)]
    same, wide, slip, far = (pair(left, person("Han Sora", "d2", born=born)) for born in told_)
    assert bits(same, "birth") > bits(wide, "birth") >= 0 > bits(slip, "birth") > bits(far, "birth")


@pytest.mark.parametrize(("text", "names", "kin"), [
    ("Her sister Gyu-ri looks for Han Sora.", ("Gyu-ri", "Han Sora"), "sibling"),
    ("Han Sora's younger sister Gyu-ri spoke.", ("Han Sora", "Gyu-ri"), "sibling"),
    ("Gyu-ri, sister of Han Sora, spoke.", ("Gyu-ri", "Han Sora"), "sibling"),
    ("규리 씨의 동생 한소라", ("규리", "한소라"), "sibling"), ("奎丽的姐姐韩素拉", ("奎丽", "韩素拉"), "sibling"),
    ("奎丽的妹妹韩素拉", ("奎丽", "韩素拉"), "sibling"),
    ("Choi Bora's husband Kim Dol", ("Choi Bora", "Kim Dol"), "spouse"),
])  # fmt: skip
def test_kin_is_told_on_both_sides(text: str, names: tuple[str, str], kin: str) -> None:
    left, right = sorted(told(text, *names), key=lambda record: names.index(record.names[0]))
    assert (left.kin, right.kin) == ((Kin(of=kin, name=names[1]),), (Kin(of=kin, name=names[0]),))
    assert pair(left, right).barred


def test_a_daughter_has_a_parent() -> None:
    mother, daughter = told("Han Mi-ok and her daughter Han Sora", "Han Mi-ok", "Han Sora")
    assert (mother.kin, daughter.kin) == ((Kin(of="parent", name="Han Sora"),), (Kin(of="child", name="Han Mi-ok"),))


def test_the_same_kin_to_the_same_name_speaks_for_one_also_where_elder_and_younger_are_confused() -> None:
    _, english = told("Gu Min-ok and her younger sister Han Sora", "Gu Min-ok", "Han Sora")
    _, korean = told("구민옥의 언니 한소라", "구민옥", "한소라", document="d2")
    _, chinese = told("具敏玉的姐姐韩素拉", "具敏玉", "韩素拉", document="d3")
    for other in (korean, chinese):
        assert bits(pair(english, other), "kin") > 0
        assert pair(english, other).weight > pair(english, replace(other, kin=())).weight


def test_who_is_kin_of_somebody_so_called_is_hardly_that_one() -> None:
    left = person("Han Sora", kin=(Kin(of="sibling", name="한소라"),))
    assert bits(pair(left, person("한소라", "d2")), "kin") < -3


@pytest.mark.parametrize(("text", "name", "work"), [
    ("missionary Han Dol", "Han Dol", "missionary"), ("한돌 선교사", "한돌", "missionary"),
    ("韩石传教士", "韩石", "missionary"),
    ("Han Dol, a lawyer", "Han Dol", "lawyer"), ("변호사 한돌", "한돌", "lawyer"), ("Han Dol", "Han Dol", None),
])  # fmt: skip
def test_work_beside_the_name_is_read(text: str, name: str, work: str | None) -> None:
    assert told(text, name)[0].work == ((work,) if work else ())


def test_company_is_known_across_scripts() -> None:
    left = person("Han Sora", beside=("Gu Min-ok", "HRW"))
    right = person("한소라", "d2", beside=("구민옥", "휴먼라이츠워치", "중국"))
    assert bits(pair(left, right), "beside") == 4


def test_a_country_beside_both_tells_nothing() -> None:
    assert bits(pair(person("Han Sora", beside=("China",)), person("한소라", "d2", beside=("중국",))), "beside") == 0


def test_places_near_each_other_speak_for_one_and_far_ones_say_nothing() -> None:
    left = person("Han Sora", places=("Tumen",))
    same, near, far, country = (bits(pair(left, person("Han Sora", "d2", places=(place,))), "place")
                                for place in ("도문", "남양", "Kunming", "China"))  # fmt: skip
    assert same > near > far == country == 0


def place(name: str, document: str, *chances: tuple[str, float], known: str | None = None) -> Record:
    candidates = tuple(Candidate(key=key, name=key, chance=chance, why="x") for key, chance in chances)
    return Record(id=f"n{document}", kind=NameType.PLACE, document=document, names=(name,), claims=(), quotes=(),
                  candidates=candidates, known=known)  # fmt: skip


def test_two_open_places_are_as_likely_one_as_their_candidates_agree() -> None:
    open_, same = (place("Nanping", d, ("cn-nanping", 0.9), ("g1799846", 0.1)) for d in ("d1", "d2"))
    other = place("Nanping", "d3", ("cn-nanping", 0.1), ("g1799846", 0.9))
    assert pair(open_, same).weight > pair(open_, other).weight


SEXES, BIRTHS = st.sampled_from([None, *Sex]), st.sampled_from([None, (1980, 1981), (1990, 1990), (1985, 1999)])
KINS = st.lists(
    st.builds(Kin, of=st.sampled_from(["sibling", "child"]), name=st.sampled_from(["Gu Min-ok", "구민옥", "Toft"])),
    max_size=2,
)
PEOPLE = st.builds(
    lambda name, sex, born, kin, work, beside: person(
        name, sex=sex, born=born and years(*born), kin=tuple(kin), work=tuple(work), beside=tuple(beside)
    ),
    st.sampled_from(["Han Sora", "한소라", "Sora", "Han So-ra", "Gu Min-ok"]),
    SEXES,
    BIRTHS,
    KINS,
    st.lists(st.sampled_from(["lawyer", "envoy"]), max_size=1),
    st.lists(st.sampled_from(["HRW", "Toft", "휴먼라이츠워치"]), max_size=2),
)


def as_of(record: Record, document: str) -> Record:
    return replace(record, document=document, id=f"n{document}")


@given(PEOPLE, PEOPLE)
def test_a_pair_is_the_same_whichever_side_comes_first(one: Record, other: Record) -> None:
    left, right = as_of(one, "d1"), as_of(other, "d2")
    assert pair(left, right) == pair(right, left)
    swapped = pair(as_of(one, "d2"), as_of(other, "d1"))
    assert swapped.weight == pytest.approx(pair(left, right).weight, abs=0.02), "ids tell nothing"


@given(PEOPLE, PEOPLE, st.sampled_from(["sex", "born", "work", "kin"]))
def test_evidence_of_difference_never_raises_the_score(one: Record, other: Record, what: str) -> None:
    left, right = as_of(one, "d1"), as_of(other, "d2")
    differing: dict[str, tuple[object, object]] = {
        "sex": (Sex.WOMAN, Sex.MAN), "born": (years(1950, 1950), years(2000, 2000)),
        "work": (("lawyer",), ("envoy",)),
        "kin": ((Kin(of="child", name="Seo Bom"),), (Kin(of="sibling", name="Seo Bom"),)),
    }  # fmt: skip
    untold = [replace(side, **{what: () if what in {"work", "kin"} else None}) for side in (left, right)]  # type: ignore[arg-type]
    told_ = [replace(side, **{what: value}) for side, value in zip(untold, differing[what], strict=True)]  # type: ignore[arg-type]
    assert pair(*told_).weight <= pair(*untold).weight


@given(st.permutations(range(4)))
def test_records_do_not_depend_on_the_order_of_claims(order: list[int]) -> None:
    text = "Ms. Kwak, sister of Han Sora, and Han Sora's lawyer Gu Min-ok met in Tumen."
    claims: list[Claim] = named(text, "Ms. Kwak", "Han Sora", "Gu Min-ok", "Tumen")
    assert records(claims) == records([claims[at] for at in order])


def test_two_whose_names_share_no_key_meet_by_the_same_kin() -> None:
    left = person("Han Sora", kin=(Kin(of="sibling", name="Gu Min-ok"),))
    right = person("Seo Bom", "d2", kin=(Kin(of="sibling", name="민옥"),))
    assert candidates([left, right]) == [(left, right)]
    assert candidates([left, replace(right, kin=())]) == []
