"""What holds of every reader whatever it reads: quotes stand, offsets survive, furniture is silent."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chamsae.model.claim import Act, Claim, prove
from chamsae.model.document import Furniture
from chamsae.read.propose import propose
from chamsae.read.zones import furniture
from tests.read.eastern import document

LANGUAGES = ("en", "ko", "zh-Hans", "zh-Hant")
SENTENCES = {
    "en": (
        "Human Rights Watch said on 10 October that more than 70 North Koreans had been sent back from Tumen.",
        "“They took my sister away,” Kim Sun-hee said.",
        "At least three women died in a detention center in Onsong last month.",
        "Park Yong-chol, a broker, denied the report.",
    ),
    "ko": (
        "휴먼라이츠워치는 10월 9일 탈북민 70여 명이 도문에서 북송됐다고 밝혔다.",
        "김순희 씨는 “언니가 끌려갔다고 들었습니다”라고 말했다.",
        "지난달 온성 구류장에서 적어도 3명이 숨졌다.",
        "통일부 대변인은 이를 부인했다.",
    ),
    "zh-Hans": (
        "人权观察说，10月9日约有70名脱北者从图们被遣返。",
        "朴善英说：“姐姐被带走了。没有人告诉我们去哪里。”",
        "上个月在稳城看守所至少有3人死亡。",
        "外交部发言人林剑尧否认有关报道。",
    ),
    "zh-Hant": (
        "人權觀察說，10月9日約有70名脫北者從圖們被遣返。",
        "朴善英說：「姐姐被帶走了。沒有人告訴我們去哪裡。」",
        "上個月在穩城看守所至少有3人死亡。",
        "外交部發言人林劍堯否認有關報導。",
    ),
}
#: What stands between sentences and must not matter to anything but offsets.
BETWEEN = (
    "\n", "\r\n", "\n\n", "\r\n\r\n", "\n🕊️👩‍👧\n", "\n𠮷\n", "\n\u1112\u1161\u11ab\n", "\n\ufffd\n",
    "\n\u200b\ufeff\n", "\n｡･ﾟ\n",
)  # fmt: skip
#: Words before a document that make no claim.
PREFACES = ("\n", "🕊️\r\n\r\n", "— — —\n", "𠮷𠮷\n\n", "\ufeff", "* * *\r\n")
FURNITURE = {
    "en": (
        "Share on Facebook", "Print", "By Jane Doe", "Photo: Yonhap", "Comments (12)", "Read more: 500 sent back",
        "Subscribe",
    ),
    "ko": (
        "공유하기", "기사 프린트", "홍길동 기자 hong@example.org", "사진=연합뉴스", "댓글 12", "관련기사",
        "무단 전재 및 재배포 금지",
    ),
    "zh-Hans": ("分享到微信", "打印", "责任编辑：李明", "图/新华社", "评论（12）", "相关阅读", "版权所有 不得转载"),
    "zh-Hant": ("分享到臉書", "列印", "責任編輯：李明", "圖／路透社", "留言（12）", "相關新聞", "版權所有 不得轉載"),
}  # fmt: skip

languages = st.sampled_from(LANGUAGES)
pieces = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(BETWEEN)), min_size=1, max_size=4)


def written(language: str, chosen: list[tuple[int, str]]) -> str:
    return "".join(SENTENCES[language][which] + between for which, between in chosen)


def read(text: str, language: str) -> tuple[Claim, ...]:
    """The claims of a text, each proved against it."""
    found = propose(document(text, language))
    for claim in found:
        prove(claim, text)
        before = text[max(0, claim.quote.start - 32) : claim.quote.start]
        assert claim.quote.prefix == before
        assert claim.quote.suffix == text[claim.quote.end : claim.quote.end + 32]
    return found


def content(claims: tuple[Claim, ...], shift: int = 0) -> list[tuple[object, ...]]:
    """Claims without their ids, moved back by `shift`, in an order that does not hang on ids, which hang on offsets."""
    return sorted((_content(claim, shift) for claim in claims), key=repr)


def _content(claim: Claim, shift: int) -> tuple[object, ...]:
    value = replace(claim.value, figure=None) if isinstance(claim.value, Act) else claim.value
    offsets = (claim.trigger.start, claim.trigger.end, claim.quote.start, claim.quote.end)
    said = (claim.speaker, claim.via, claim.place, claim.when, claim.modality, claim.confidence)
    return (value, *(offset - shift for offset in offsets), *said)


@settings(max_examples=30)
@given(languages, pieces)
@example("en", [(0, "\n한\n"), (1, "\n")])
def test_every_quote_stands_in_composed_and_decomposed_text(language: str, chosen: list[tuple[int, str]]) -> None:
    text = written(language, chosen)
    composed, decomposed = (
        [(claim.kind, unicodedata.normalize("NFC", claim.trigger.exact)) for claim in read(form, language)]
        for form in (unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text))
    )
    assert composed == decomposed
    assert composed != []


@settings(max_examples=30)
@given(languages, pieces, st.sampled_from(PREFACES))
def test_words_put_before_shift_all_offsets_and_change_nothing_else(
    language: str, chosen: list[tuple[int, str]], preface: str
) -> None:
    text = written(language, chosen)
    assert content(read(text, language)) == content(read(preface + text, language), len(preface))


@settings(max_examples=20)
@given(languages, st.lists(st.integers(0, 3), min_size=1, max_size=4))
def test_line_ends_of_any_sort_give_the_same_claims(language: str, chosen: list[int]) -> None:
    unix, windows = (written(language, [(which, end) for which in chosen]) for end in ("\n", "\r\n"))
    assert [one.trigger.exact for one in read(unix, language)] == [one.trigger.exact for one in read(windows, language)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("between", ["\n", "\r\n\r\n"])
def test_a_document_of_furniture_only_says_nothing(language: str, between: str) -> None:
    text = between.join(FURNITURE[language])
    assert propose(replace(document(text, language), furniture=furniture(text, language))) == ()


@settings(max_examples=20)
@given(languages, pieces)
def test_what_is_marked_as_furniture_makes_no_claim(language: str, chosen: list[tuple[int, str]]) -> None:
    text = written(language, chosen)
    marked = (Furniture(start=0, end=len(text), why="test"),)
    assert propose(document(text, language, marked)) == ()


@settings(max_examples=40)
@given(
    languages,
    st.lists(
        st.one_of(st.sampled_from([s for of in SENTENCES.values() for s in of]), st.text(max_size=12)), max_size=6
    ),
)
def test_any_mixture_is_read_and_proved(language: str, parts: list[str]) -> None:
    read("".join(parts), language)


@settings(max_examples=15)
@given(languages, pieces)
def test_reading_twice_gives_the_same_claims(language: str, chosen: list[tuple[int, str]]) -> None:
    text = written(language, chosen)
    assert read(text, language) == read(text, language)
