"""Facts of lives, parts in acts and interventions told beside names, in three languages; and what tells none."""

from datetime import date

import pytest

from chamsae.model.claim import Claim, Detail, Intervention, Involvement
from chamsae.model.document import Document
from chamsae.model.when import When
from chamsae.read.propose import propose


def read(language: str, text: str) -> list[Claim]:
    source = Document(
        id="d1", sha256="0" * 64, name="note.txt", media_type="text/plain", text=text, language=language,
        reader="hand 1", published=When.day(date(2024, 5, 1)),
    )  # fmt: skip
    return [one for one in propose(source) if isinstance(one.value, Detail | Involvement | Intervention)]


def told(language: str, text: str) -> set[tuple[str, str, str]]:
    found = set()
    for claim in read(language, text):
        value = claim.value
        if isinstance(value, Detail):
            found.add((value.about, value.field, value.code or value.text))
        elif isinstance(value, Involvement):
            found.add((value.actor, "part", value.degree or ""))
        elif isinstance(value, Intervention):
            found.add((value.party, "done", value.type))
    return found


@pytest.mark.parametrize(
    ("language", "text", "facts"),
    [
        ("en", "Ms. Seo Na-ri, 42, a former nurse from Hoeryong, was arrested in Tumen last March.",
         {("Seo Na-ri", "age", "42"), ("Seo Na-ri", "occupation", "medical"), ("Seo Na-ri", "birthplace", "Hoeryong")}),
        ("en", "Jo Myong-su (b. 1965) and his wife, Ra Sun-hui, were sent back in 2009.",
         {("Jo Myong-su", "birth", "1965"), ("Ra Sun-hui", "kin", "spouse.wife")}),
        ("en", "Seo Na-ri was arrested. Her younger brother, Seo Jun-ho, said he had heard nothing.",
         {("Seo Jun-ho", "kin", "sibling.brother")}),
        ("ko", "회령 출신 서나리(42·여) 씨는 지난해 3월 투먼에서 체포됐다.",
         {("서나리", "birthplace", "회령"), ("서나리", "age", "42"), ("서나리", "sex", "woman")}),
        ("ko", "35세 교사 엄혜진 씨는 엄태송 씨의 딸이다.",
         {("엄혜진", "age", "35"), ("엄혜진", "occupation", "teacher"), ("엄혜진", "kin", "child.daughter")}),
        ("ko", "백옥희 씨는 1978년 청진에서 태어났다.",
         {("백옥희", "birth", "1978년"), ("백옥희", "birthplace", "청진")}),
        ("zh", "白玉姬，女，1978年出生于清津，曾是护士。",
         {("白玉姬", "sex", "woman"), ("白玉姬", "birth", "1978年"), ("白玉姬", "birthplace", "清津"),
          ("白玉姬", "occupation", "medical")}),
        ("zh", "徐娜莉（42岁）去年三月在图们被捕。徐娜莉的弟弟徐俊浩说，此后再无消息。",
         {("徐娜莉", "age", "42"), ("徐俊浩", "kin", "sibling.brother")}),
    ],
)  # fmt: skip
def test_facts_beside_a_name_are_its_own(language: str, text: str, facts: set[tuple[str, str, str]]) -> None:
    assert facts <= told(language, text)


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        ("en", "Guards beat Paek Ok-hui on the orders of Major Cha Il-nam.", ("Cha Il-nam", "part", "ordered")),
        ("en", "Human Rights Watch issued a statement on the return.", ("Human Rights Watch", "done", "statement")),
        ("en", "Amnesty International urged Beijing to release her.", ("Amnesty International", "done", "appeal")),
        ("ko", "등불회는 중국 외교부에 서한을 보냈다.", ("등불회", "done", "letter")),
        ("ko", "백옥희 씨는 차일남 소좌의 지시로 구타를 당했다.", ("차일남", "part", "ordered")),
        ("zh", "人权观察发表声明，呼吁释放白玉姬。", ("人权观察", "done", "statement")),
    ],
)
def test_parts_and_interventions_name_who(language: str, text: str, fact: tuple[str, str, str]) -> None:
    assert fact in told(language, text)


def test_another_persons_age_is_not_taken() -> None:
    found = told("en", "Seo Na-ri and Om Hye-jin, 35, were sent back.")
    assert ("Om Hye-jin", "age", "35") in found
    assert not any(about == "Seo Na-ri" for about, _, _ in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Seo Na-ri walked 42 kilometres with a nurse. Her brother stayed."),
        ("ko", "서나리 씨는 42km를 걸었다. 간호사가 도왔다."),
        ("zh", "徐娜莉走了42公里。一名护士帮助了她。"),
    ],
)
def test_numbers_and_words_that_are_nobodys_are_left(language: str, text: str) -> None:
    assert told(language, text) == set()


def test_every_fact_proves_its_quote_and_its_words() -> None:
    text = "회령 출신 서나리(42·여) 씨는 체포됐다. 서나리 씨의 남동생 서준호 씨는 소식을 모른다."
    found = read("ko", text)
    assert found
    for claim in found:
        assert text[claim.quote.start : claim.quote.end] == claim.quote.exact
        assert text[claim.trigger.start : claim.trigger.end] == claim.trigger.exact
