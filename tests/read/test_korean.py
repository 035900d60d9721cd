"""The Korean reader proposes figures with who, what, where, when and who says so, and proves every quote."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chamsae.model.claim import Act, Modality, SpeakerKind, Statement, Time
from chamsae.model.document import Furniture
from tests.read.eastern import claims, figures, names, only


def test_a_figure_has_its_number_noun_act_place_day_and_speaker() -> None:
    text = "국경의 한 소식통은 지난 9일 훈춘과 도문 세관으로 탈북민 약 70명이 북송됐다고 말했다."
    claim, figure = only(text, "ko")
    assert claim.trigger.exact == "약 70명"
    assert claim.quote.exact == text
    assert (figure.amount.low, figure.amount.high, figure.amount.comparator) == (70, 70, "about")
    assert (figure.counted, figure.act, figure.amount.unit) == ("탈북민", "repatriated", "person")
    assert claim.place == ("훈춘", "도문")
    assert claim.when is not None
    assert claim.when.start == date(2023, 10, 9)
    assert claim.speaker is not None
    assert (claim.speaker.text, claim.speaker.kind) == ("국경의 한 소식통", SpeakerKind.UNNAMED)
    assert claim.via == ("The Border Post",)
    assert claim.modality is Modality.ASSERTED
    assert claim.why


@pytest.mark.parametrize(
    ("text", "who", "kind"),
    [
        ("통일부에 따르면 모두 30명이 입국했다.", "통일부", SpeakerKind.NAMED),
        ("홍길동 대표는 30명이 북송됐다고 밝혔다.", "홍길동 대표", SpeakerKind.NAMED),
        ("휴먼라이츠워치는 30명이 북송됐다고 전했다.", "휴먼라이츠워치", SpeakerKind.NAMED),
        ("현지 활동가는 30명이 체포됐다고 했다.", "현지 활동가", SpeakerKind.UNNAMED),
        ("그 단체의 보고서에 따르면 30명이 숨졌다.", "그 단체의 보고서", SpeakerKind.DOCUMENT),
        ("30명이 북송됐다.", "The Border Post", SpeakerKind.NARRATOR),
    ],
)
def test_who_says_so_is_found_in_the_common_forms(text: str, who: str, kind: SpeakerKind) -> None:
    claim, _ = only(text, "ko")
    assert claim.speaker is not None
    assert (claim.speaker.text, claim.speaker.kind) == (who, kind)


def test_a_speaker_goes_on_in_the_next_sentence() -> None:
    text = "홍길동 목사는 겨울이 길었다고 말했다. 그해 12명이 숨졌다고 덧붙였다."
    claim, _ = only(text, "ko")
    assert claim.speaker is not None
    assert claim.speaker.text == "홍길동 목사"


def test_an_act_goes_on_to_the_parts_of_its_number() -> None:
    text = "모두 90명이 북송됐다. 회령 40명, 온성 50명이다. 서명은 5000명이다."
    assert [figure.act for _, figure in figures(text, "ko")] == ["repatriated"] * 3 + ["signed"]


def test_the_act_before_a_number_describes_it() -> None:
    _, figure = only("체포된 탈북민 24명의 송환이 임박했다.", "ko")
    assert figure.act == "arrested"


def test_a_list_of_places_is_one_place_of_the_figure() -> None:
    claim, _ = only("훈춘과 도문, 난핑 등 다섯 곳에서 600명가량이 북송됐다.", "ko")
    assert claim.place == ("훈춘", "도문", "난핑")


def test_money_ages_lengths_and_ordinals_are_no_figures() -> None:
    text = "15살 소녀는 3000위안을 내고 이틀 동안 20km를 걸어 두 번째 시도 끝에 3개월 뒤 제134차 회의에 왔다."
    assert figures(text, "ko") == []


def test_opposing_an_act_is_not_telling_of_it() -> None:
    _, figure = only("송환을 반대하는 300명이 모였다.", "ko")
    assert figure.act is None


def test_signatures_are_counted_as_signatures() -> None:
    _, figure = only("청원은 하루 만에 4만을 넘었다.", "ko")
    assert (figure.amount.low, figure.amount.high, figure.counted) == (40_000, None, "청원")


def test_an_act_is_proposed_with_the_figure_that_counts_its_victims() -> None:
    found = claims("탈북민 70명이 북송됐다.", "ko")
    (act,) = [claim for claim in found if isinstance(claim.value, Act)]
    assert isinstance(act.value, Act)
    assert act.trigger.exact == "북송"
    assert act.value.figure in {claim.id for claim in found}


def test_persons_are_named_in_safe_forms_only() -> None:
    found = names("홍길동·성춘향 선교사와 임꺽정씨가 유엔에 왔다. 한국 대표, 김씨, 주유엔 대사, 민주당 대표.", "ko")
    assert [name for name, kind in found.items() if kind == "person"] == ["홍길동", "성춘향", "임꺽정", "김"]
    assert found["유엔"] == "organisation"


def test_furniture_yields_no_claims() -> None:
    text = "탈북민 70명이 북송됐다.\n기사제보 500명"
    marked = (Furniture(start=text.index("기사"), end=len(text), why="notice"),)
    assert {claim.trigger.exact for claim in claims(text, "ko", marked)} == {"70명", "북송"}


def test_decomposed_hangul_is_read_and_quoted_as_it_stands() -> None:
    text = unicodedata.normalize("NFD", "🕊️ 소식통은 지난 9일 탈북민 600여 명이 북송됐다고 말했다.")
    claim, figure = only(text, "ko")
    assert claim.trigger.exact == unicodedata.normalize("NFD", "600여 명")
    assert (figure.amount.low, figure.act) == (600, "repatriated")
    assert claim.speaker is not None


def test_times_are_proposed_with_their_words() -> None:
    (claim,) = [claim for claim in claims("그는 2019년 3월 말에 떠났다.", "ko") if isinstance(claim.value, Time)]
    assert claim.trigger.exact == "2019년 3월 말"


def test_quoted_words_are_a_statement_of_their_speaker() -> None:
    found = claims("홍길동 대표는 “우리는 그들을 잊지 않을 것”이라고 말했다. “참새”라는 이름은 새에서 왔다.", "ko")
    (claim,) = [claim for claim in found if isinstance(claim.value, Statement)]
    assert claim.trigger.exact == "우리는 그들을 잊지 않을 것"
    assert claim.speaker is not None
    assert claim.speaker.text == "홍길동 대표"


PIECES = st.sampled_from(
    [
        "탈북민 ",
        "600여 명",
        "이 북송됐다고 ",
        "말했다",
        ". ",
        "\n",
        "소식통은 ",
        "지난 9일 ",
        "“",
        "🕊️",
        "\u0301",
        "\ud83d",
        "북",
        "약 ",
    ]
)


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=20), st.booleans())
def test_every_quote_stands_in_any_text(pieces: list[str], decomposed: bool) -> None:
    text = "".join(pieces)
    claims(unicodedata.normalize("NFD", text) if decomposed else text, "ko")
