"""Given names and relatives alone are stubs, in all three languages; the machine never joins them."""

from collections.abc import Iterator
from io import BytesIO

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.link.stubs import is_stub
from chamsae.model.claim import Name, NameType


@pytest.mark.parametrize(
    "name",
    ["Yong-hui", "Mr. Kim", "Sun-hui's mother", "Sun-hui’s mother", "the mother of Sun-hui", "my aunt", "Aunt Kim",
     "영희", "순희 어머니", "순희네 엄마", "김순희의 딸", "이모", "英姬", "顺姬的母亲", "順姬媽媽", "金顺姬的女儿"],
)  # fmt: skip
def test_a_part_of_a_name_or_a_relative_alone_is_a_stub(name: str) -> None:
    assert is_stub(name)


@pytest.mark.parametrize(
    "name", ["Kim Yong-hui", "김영희", "金英姬", "Pak Nari", "남궁선향", "이동생", "Mary Aunton", "欧阳英姬", "리명옥"]
)
def test_a_whole_name_is_none(name: str) -> None:
    assert not is_stub(name)


TEXTS = {
    "en": ("Yong-hui was arrested in Yanji on 3 May 2012.\n", "Kim Yong-hui was arrested in Yanji on 3 May 2012.\n"),
    "ko": ("영희 씨는 2012년 5월 3일 옌지에서 체포되었다.\n", "김영희 씨는 2012년 5월 3일 옌지에서 체포되었다.\n"),
    "zh": ("英姬于2012年5月3日在延吉被捕。\n", "金英姬于2012年5月3日在延吉被捕。\n"),
}


@pytest.fixture
def book() -> Iterator[Casebook]:
    with chamsae.in_memory() as one:
        yield one


@pytest.mark.parametrize("language", TEXTS)
def test_a_given_name_is_never_joined_by_the_machine(book: Casebook, language: str) -> None:
    part, whole = TEXTS[language]
    for at, text in enumerate((part, part + "\n", whole)):
        document = book.archive.add_bytes(BytesIO(text.encode()), f"{at}.txt", by="Alice")
        book.read.run(by="Alice")
        reading = book.store.reading(document.sha256)
        assert reading and reading.document
        _named(book, reading.document, {"en": "Yong-hui", "ko": "영희", "zh": "英姬"}[language], text)
    book.link.run(by="Alice")
    people = [one for one in book.link.records().values() if one.kind is NameType.PERSON]
    assert sum(one.stub for one in people) == 2
    assert all(len(one.records) == 1 for one in book.link.entities() if one.kind is NameType.PERSON)
    assert [one for one in book.link.together() if one[0].kind is NameType.PERSON] == []
    stubs = {one.id for one in people if one.stub}
    assert all(pair.weight <= 0 for pair in book.store.pairs() if {pair.left, pair.right} & stubs)


def _named(book: Casebook, document: str, name: str, text: str) -> None:
    """The name marked by hand where the reader did not see it."""
    if any(
        isinstance(one.value, Name) and one.value.type is NameType.PERSON
        for one in book.store.claims(document=document)
    ):
        return
    at = text.index(name)
    book.review.make(document, at, at + len(name), Name(text=name, type=NameType.PERSON), by="Alice")
