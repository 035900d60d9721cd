import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.read.language import language
from tests.read import made


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (made.ENGLISH, "en"),
        (made.ENGLISH * 2000, "en"),
        ("They were sent back.", "en"),
        (made.KOREAN, "ko"),
        (unicodedata.normalize("NFD", made.KOREAN), "ko"),
        ("北韓人權團體는 脫北者 送還을 糾彈했다", "ko"),
        (made.SIMPLIFIED, "zh-Hans"),
        (made.TRADITIONAL, "zh-Hant"),
        (made.JAPANESE, "ja"),
        ("北朝鮮へ送還された人々の証言", "ja"),
        (made.ENGLISH * 3 + "김하늘", "en"),
        (made.KOREAN + " UNHCR, Human Rights Watch", "ko"),
        ("La mujer dijo que unas noventa personas fueron entregadas en el puente antes del amanecer.", "es"),
        ("Женщина сказала, что около девяноста человек передали на мосту до рассвета.", "ru"),
        ("사진=연합뉴스", "ko"),
        ("(서울=연합뉴스) 홍길동 기자", "ko"),
        ("UN 인권이사회 Human Rights Council", "ko"),
        ("图/新华社", "zh-Hans"),
        ("圖／路透社", "zh-Hant"),
        ("中国政府强制遣返脱北者", "zh-Hans"),
        ("中國政府強制遣返脫北者", "zh-Hant"),
        ("穏城和会宁的看守所里关押着许多人", "zh-Hans"),
        ("人权观察、UNHCR、Human Rights Watch、Amnesty International都表示关切", "zh-Hans"),
        ("強制北送 反對 國際連帶는 聲明을 냈다", "ko"),
        ("対北朝鮮制裁", "ja"),
        ("帰国事業と労働党", "ja"),
        ("Stop forced repatriation of North Korean refugees", "en"),
        ("", "und"),
        ("1234 — 567", "und"),
        ("👩‍👧", "und"),
        ("Kim", "und"),
    ],
)
def test_language_of_a_text(text: str, tag: str) -> None:
    assert language(text) == tag


@given(st.text())
def test_any_text_has_a_tag(text: str) -> None:
    assert language(text)
