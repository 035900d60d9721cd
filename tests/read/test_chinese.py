"""The Chinese reader proposes figures from simplified and traditional text alike, and proves every quote."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chamsae.model.claim import Modality, SpeakerKind
from tests.read.eastern import claims, entities, figures, names, only


@pytest.mark.parametrize(
    ("language", "text", "counted", "place"),
    [
        ("zh-Hans", "人权观察说，10月9日约有70名脱北者从图们被遣返。", "脱北者", "图们"),
        ("zh-Hant", "人權觀察說，10月9日約有70名脫北者從圖們被遣返。", "脫北者", "圖們"),
    ],
)
def test_a_figure_is_read_from_both_ways_of_writing(language: str, text: str, counted: str, place: str) -> None:
    claim, figure = only(text, language)
    assert (figure.amount.low, figure.amount.high, figure.amount.comparator) == (70, 70, "about")
    assert (figure.counted, figure.act, figure.amount.unit) == (counted, "repatriated", "person")
    assert claim.place == (place,)
    assert claim.when is not None
    assert claim.when.start == date(2023, 10, 9)
    assert claim.quote.exact == text


@pytest.mark.parametrize(
    ("text", "who", "kind"),
    [
        ("据统一部统计，共有300人抵达。", "统一部", SpeakerKind.NAMED),
        ("知情人士透露，数十人被捕。", "知情人士", SpeakerKind.UNNAMED),
        ("传教士约翰·李表示，30人被送回。", "传教士约翰·李", SpeakerKind.NAMED),
        ("统一部11日说，30人被送回。", "统一部", SpeakerKind.NAMED),
        ("（首尔电）统一部发言人13日在会上说，30人被送回。", "统一部发言人", SpeakerKind.NAMED),
        ("30人被送回。", "The Border Post", SpeakerKind.NARRATOR),
    ],
)
def test_who_says_so_is_found_in_the_common_forms(text: str, who: str, kind: SpeakerKind) -> None:
    claim, _ = only(text, "zh-Hans")
    assert claim.speaker is not None
    assert (claim.speaker.text, claim.speaker.kind) == (who, kind)


def test_ages_money_distance_and_ordinals_are_no_figures() -> None:
    assert figures("她15岁时走了20公里，付了3000元，见第四条，14号管理所，三个月后。", "zh-Hans") == []


def test_an_estimate_says_so() -> None:
    claim, figure = only("据估计，超过两千人被关押。", "zh-Hans")
    assert claim.modality is Modality.ESTIMATE
    assert (figure.amount.low, figure.amount.high, figure.act) == (2000, None, "detained")


def test_opposing_an_act_is_not_telling_of_it() -> None:
    _, figure = only("三百人集会，反对强制遣返。", "zh-Hans")
    assert figure.act == "protested"


def test_persons_are_named_in_safe_forms_only() -> None:
    found = names("李明先生和传教士约翰·李在首尔说，韩联社记者提问。", "zh-Hans")
    assert found == {"李明": "person", "约翰·李": "person", "首尔": "place", "韩联社": "organisation"}


def test_a_place_is_one_entity_in_both_languages() -> None:
    assert entities("图们下雪。", "zh-Hans") == entities("圖們下雪。", "zh-Hant") == entities("도문에 눈이 왔다.", "ko")


PIECES = st.sampled_from(
    [
        "人权观察说，",
        "约有",
        "500多名",
        "脱北者",
        "被遣返",
        "。",
        "\n",
        "10月9日",
        "“",
        "𠮷",
        "🕊️",
        "\u0301",
        "\udc00",
        "据",
        "五",
    ]
)


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=20))
def test_every_quote_stands_in_any_text(pieces: list[str]) -> None:
    claims("".join(pieces), "zh-Hans")
