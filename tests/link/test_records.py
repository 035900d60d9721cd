"""Records from name claims: spellings, sex, stubs, brackets, company; and pairs of them with their evidence."""

import pytest

from chamsae.link.candidates import candidates
from chamsae.link.compare import compare
from chamsae.link.records import records
from chamsae.model.claim import Claim, Name, NameType, settle_id
from chamsae.model.link import Pair, Record, Sex
from chamsae.model.quote import cut, point


def named(text: str, *words: str, document: str = "d1", roles: tuple[str, ...] = ()) -> list[Claim]:
    """A name claim on each of these words, the whole text as its quote; `words=full` gives the reader's form."""
    made = []
    for word in words:
        written, _, full = word.partition("=")
        start = text.index(written)
        value = Name(text=full or written, type=NameType.PERSON, entity=full or written, roles=roles)
        trigger = point(text, start, start + len(written))
        claim = Claim(
            id="", document=document, quote=cut(text, 0, len(text)), trigger=trigger, value=value, reader="h 1"
        )
        made.append(settle_id(claim))
    return made


def one(text: str, word: str) -> Record:
    return records(named(text, word))[0]


def pair(left: Record, right: Record) -> Pair:
    return compare(left, right, records=100, derived=False)


@pytest.mark.parametrize(
    ("text", "name", "sex"),
    [
        ("Ms. Han spoke.", "Han", Sex.WOMAN), ("Mr. Han spoke.", "Han", Sex.MAN), ("Han spoke.", "Han", None),
        ("Mr. Han spoke.", "Mr. Han=Han", Sex.MAN), ("sms. Han", "Han", None),
        ("한소라(여, 34세)가", "한소라", Sex.WOMAN),
        ("韩素拉女士说", "韩素拉", Sex.WOMAN), ("朴某先生说", "朴某", Sex.MAN), ("여성 한소라 씨", "한소라", Sex.WOMAN),
        ("Han Sora, a woman from Musan", "Han Sora", Sex.WOMAN),
    ],
)  # fmt: skip
def test_words_beside_a_name_tell_the_sex(text: str, name: str, sex: Sex | None) -> None:
    assert one(text, name).sex is sex


def test_words_that_disagree_tell_nothing() -> None:
    claims = [*named("Ms. Han spoke.", "Han"), *named("Mr. Han spoke.", "Han")]
    assert records(claims)[0].sex is None


@pytest.mark.parametrize("name", ["선향", "Sun-hyang", "Ms. Kwak", "Toft"])
def test_a_part_of_a_name_is_a_stub(name: str) -> None:
    assert one(f"{name} came.", name).stub


@pytest.mark.parametrize("name", ["김선향", "Kim Sun-hyang", "金善香", "Anneliese Toft", "Jin Shanxiang"])
def test_a_full_name_is_none(name: str) -> None:
    assert not one(f"{name} came.", name).stub


def test_spellings_and_company_are_gathered_and_the_record_is_the_same_when_read_again() -> None:
    claims = named("Ms. Kwak and Han Sora met.", "Ms. Kwak=Kwak Dong-hyun", "Han Sora")
    first, second = records(claims)
    assert first.names == ("Kwak Dong-hyun", "Ms. Kwak")
    assert first.beside == ("Han Sora",)
    assert records(claims) == [first, second]


def test_two_people_in_one_sentence_are_two() -> None:
    left, right = records(named("Moon Seo-yeon met Moon Seo-youn.", "Moon Seo-yeon", "Moon Seo-youn"))
    assert pair(left, right).barred == "both are named in one sentence"
    assert pair(left, right).probability == 0


@pytest.mark.parametrize(
    "text", ["문서연(Moon Seo-yeon) 씨", "문서연（Moon Seo-yeon）", "문서연 (born 1990; Moon Seo-yeon)"]
)
def test_a_spelling_in_brackets_is_no_second_person(text: str) -> None:
    left, right = records(named(text, "문서연", "Moon Seo-yeon"))
    found = pair(left, right)
    assert found.barred is None
    assert "brackets" in {part.what for part in found.parts}
    assert found.probability > 0.99


def test_several_spellings_in_one_pair_of_brackets_are_one_person() -> None:
    made = records(named("Mun Seo-yeon (Moon Seo-yeon; 文瑞妍)", "Mun Seo-yeon", "Moon Seo-yeon", "文瑞妍"))
    pairs = [pair(left, right) for at, left in enumerate(made) for right in made[at + 1 :]]
    assert len(pairs) == 3
    assert all(one.barred is None for one in pairs)


def test_another_name_in_brackets_is_a_second_person() -> None:
    left, right = records(named("문서연(김철수)", "문서연", "김철수"))
    assert pair(left, right).barred


def test_a_pair_is_the_same_whichever_side_comes_first_and_its_parts_sum_to_it() -> None:
    left, right = one("Ms. Moon Seo-yeon", "Moon Seo-yeon"), records(named("文瑞妍女士", "文瑞妍", document="d2"))[0]
    assert pair(left, right) == pair(right, left)
    assert pair(left, right).weight == round(sum(part.bits for part in pair(left, right).parts), 2)


def test_more_records_make_each_pair_less_likely_and_a_copy_more() -> None:
    left, right = one("문서연 씨", "문서연"), records(named("문서연 씨는", "문서연", document="d2"))[0]
    few, many = (compare(left, right, records=number, derived=False).weight for number in (10, 10_000))
    assert few > many
    assert compare(left, right, records=10, derived=True).weight > few


def test_candidates_meet_across_scripts_and_only_with_what_is_new() -> None:
    texts = (("d1", "Jin Shanxiang"), ("d2", "김선향"), ("d3", "金善香"), ("d4", "Kwak Dong-hyun"))
    held = [records(named(name, name, document=document))[0] for document, name in texts]
    met = {(left.names[0], right.names[0]) for left, right in candidates(held)}
    assert met == {("Jin Shanxiang", "김선향"), ("Jin Shanxiang", "金善香"), ("김선향", "金善香")}
    fresh = {(left.names[0], right.names[0]) for left, right in candidates(held, [held[2].id])}
    assert fresh == {("Jin Shanxiang", "金善香"), ("김선향", "金善香")}
