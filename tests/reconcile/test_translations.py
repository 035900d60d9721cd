"""Translations are proposed where numbers, days and places follow each other in step."""

from dataclasses import replace
from datetime import date

from chamsae.model.document import Document, RelationKind
from chamsae.model.when import When
from chamsae.reconcile.landmarks import quick_anchors
from chamsae.reconcile.translations import translations

from . import made

KOREAN = """지난 10월 9일 밤 도문과 단동에서 북한이탈주민 620명이 버스에 실려 나갔다고 강언덕회가 11월 14일 밝혔다.
이 단체는 훈춘에서 240명, 장백에서 85명이 같은 날 넘겨졌다고 전했다. 8월 29일에는 단동에서 80명이 먼저 보내졌다.
남은 사람은 1,750명으로 추산되며 백산에 170명이 있다고 한다. 단체는 10월 24일 성명을 냈다."""
ENGLISH = """On the night of October 9, 620 North Koreans were taken away in buses from Tumen and Dandong, the River
Hill Society said on Nov. 14. The group said 240 from Hunchun and 85 from Changbai were handed over the same day.
On Aug. 29 already 80 had been sent back through Dandong. It puts those left at 1,750, with 170 of them in Baishan.
The group had issued a statement on Oct. 24."""
OTHER = """Officials would not say how many were taken over the bridge on Oct. 9. Two mothers in Seoul told us of sons
who called from Yanji in August. A pastor who ran a shelter for 12 of them thinks that 500 or 600 are gone, some through
Tumen. In Dandong the customs yard was closed on Oct. 10, and buses came again on Oct. 13, drivers said."""


def papers(english: str, *, korean_day: int = 15, english_day: int = 16) -> list[Document]:
    korean = made.document("k", KOREAN, language="ko", published=When.day(date(2023, 11, korean_day)))
    return [korean, made.document("e", english, published=When.day(date(2023, 11, english_day)))]


def test_an_english_edition_of_a_korean_report_is_proposed_with_direction_by_date() -> None:
    (found,) = translations(papers(ENGLISH))
    assert (found.document, found.other, found.kind, found.directed) == ("e", "k", RelationKind.TRANSLATION, True)
    assert found.score > 0.6
    for start, end, other_start, other_end in found.shared:
        assert ENGLISH[start:end]
        assert KOREAN[other_start:other_end]


def test_another_report_of_the_same_event_is_not() -> None:
    assert translations(papers(OTHER)) == ()


SHORT_KOREAN = "지난 3월 4일 투먼에서 29명이 북송됐다고 강언덕회가 밝혔다. 이 가운데 14명은 여성이다."
SHORT_ENGLISH = "The River Hill Society says 29 people were sent back through Tumen on March 4, 14 of them women."
SHORT_OTHER = "On March 4 some 30 people crossed at Tumen, drivers say. A guard counted 17 on one bus of two."


def _short(english: str) -> list[Document]:
    out = When.day(date(2024, 3, 6))
    return [made.document("k", SHORT_KOREAN, language="ko", published=out), made.document("e", english, published=out)]


def test_a_short_text_that_says_it_is_a_translation_is_one_when_nearly_all_is_in_step() -> None:
    (found,) = translations(_short(f"{SHORT_ENGLISH} Translated from Korean."))
    assert (found.document, found.other, found.kind) == ("e", "k", RelationKind.TRANSLATION)


def test_a_short_text_is_none_where_nothing_says_so_or_it_tells_more() -> None:
    assert translations(_short(SHORT_ENGLISH)) == ()
    assert translations(_short(f"{SHORT_OTHER} Translated from a letter.")) == ()


def test_documents_long_apart_are_not_compared() -> None:
    assert translations(papers(ENGLISH, korean_day=1, english_day=29)) == ()


def test_only_pairs_with_a_new_document_are_proposed() -> None:
    assert translations(papers(ENGLISH), new={"x"}) == ()
    for name in ("e", "k"):
        assert translations(papers(ENGLISH), new={name}) == translations(papers(ENGLISH))
    undated = [replace(document, published=None) for document in papers(ENGLISH)]
    assert len(translations(undated, new={"e"})) == 1


def test_days_and_numbers_have_one_form_in_three_languages() -> None:
    for text in ("On October 9, 2,600 left.", "10월 9일 2천600명", "10月9日2600人", "on 9 October 2,600"):
        keys = {anchor.key for anchor in quick_anchors(text)}
        assert "day 10-9" in keys, text
    assert "2600" in {anchor.key for anchor in quick_anchors("2,600 left")}
