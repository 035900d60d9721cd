"""A document that mixes languages is read passage by passage, each by the reader of its language, in its place."""

import pytest

from chamsae.model.claim import Claim, Figure, Statement
from chamsae.read.passages import passages
from tests.read.eastern import claims, document

ENGLISH = "Friends of the River said on Friday that at least 70 North Koreans had been sent back from Tumen."
KOREAN = "통일부는 13일 북한 주민 80여 명이 북송된 것으로 보인다고 밝혔다."
SIMPLIFIED = "人权观察说，约有90名脱北者从图们被遣返。"
TRADITIONAL = "人權觀察說，約有90名脫北者從圖們被遣返。"
WROTE = "Kim Sun-hee, the sister of a detainee, wrote on social media:"
JAPANESE = "国連は13日、およそ60人が送還されたと発表した。"


def counted(text: str, language: str) -> dict[str, str]:
    """Each figure's number and the reader that saw it, without its version."""
    found = [claim for claim in claims(text, language) if isinstance(claim.value, Figure)]
    return {claim.trigger.exact: claim.reader.split()[0] for claim in found}


@pytest.mark.parametrize("own", ["en", "ko", "zh-Hans", "ja"])
def test_each_line_is_read_by_the_reader_of_its_language(own: str) -> None:
    text = f"{ENGLISH}\r\n\r\n{KOREAN}\n{TRADITIONAL}\n{JAPANESE}"
    assert counted(text, own) == {"at least 70": "english", "80여 명": "Korean", "約有90名": "Chinese"}


def test_a_quotation_in_another_language_is_read_and_said_by_whom_it_quotes() -> None:
    text = f"{ENGLISH}\n\n{WROTE} “우리 언니를 포함해 40명이 끌려갔다. 아무도 돌아오지 못했다.”"
    (claim,) = [claim for claim in claims(text, "en") if claim.trigger.exact == "40명"]
    assert claim.reader.startswith("Korean")
    assert claim.speaker is not None and "Kim Sun-hee" in claim.speaker.text
    assert claim.quote.exact == "우리 언니를 포함해 40명이 끌려갔다."
    assert claim.quote.prefix.endswith("social media: “")


def test_words_of_another_language_are_read_once() -> None:
    text = "韩国统一部引用一名家属的信：“우리 언니와 함께 40명이 끌려갔다고 들었습니다.”"
    assert counted(text, "zh-Hans") == {"40명": "Korean"}


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("金善香（김선향，Kim Sun-hyang）13日在首尔说，Human Rights Watch与UNHCR都知道此事。", "zh-Hans"),
        ("휴먼라이츠워치(Human Rights Watch)는 中國 公安이 70명을 넘겼다고 밝혔다.", "ko"),
        ("Kim Sun-hyang (김선향, 金善香) said that 70 North Koreans (탈북민) had been sent back.", "en"),
        (JAPANESE, "ja"),
        ("", "und"),
    ],
)
def test_names_and_terms_in_another_script_are_no_passage(text: str, own: str) -> None:
    assert passages(document(text, own)) == []


def test_a_line_of_furniture_is_no_passage() -> None:
    marked = document(f"{ENGLISH}\n{KOREAN}", "en")
    assert [(one.language, one.whole) for one in passages(marked)] == [("ko", True)]


def test_what_surrounds_a_passage_changes_none_of_its_claims_but_their_place() -> None:
    def kept(text: str, own: str) -> list[tuple[object, ...]]:
        found: list[Claim] = [claim for claim in claims(text, own) if claim.reader.startswith("Chinese")]
        at = text.index(SIMPLIFIED)
        return [(type(claim.value), claim.modality, claim.trigger.exact, claim.trigger.start - at) for claim in found]

    assert kept(SIMPLIFIED, "zh-Hans") == kept(f"{ENGLISH} 🕊️\n{SIMPLIFIED}\n{KOREAN}", "en")


def test_a_quotation_of_other_words_stays_a_statement_of_its_own_sentence() -> None:
    text = f"{ENGLISH}\n{WROTE} “아무도 돌아오지 못했다. 우리는 아직 기다린다.”"
    quoted = [
        claim.value.text for claim in claims(text, "en") if isinstance(claim.value, Statement) and claim.value.direct
    ]
    assert quoted == ["아무도 돌아오지 못했다. 우리는 아직 기다린다."]
