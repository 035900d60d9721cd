"""Known names are found in every script, spelling, normal form and spacing, and ordinary words are left alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.protect.known_names import KnownNames, bare

KNOWN = KnownNames(["한설아", "Pyo Geun-tae", "王素琴", "Daniel Okafor"])


def hits(text: str, known: KnownNames = KNOWN) -> list[str]:
    return [text[start:end] for start, end, _ in known.spans(text)]


@pytest.mark.parametrize(
    "written",
    [
        "한설아", "韓雪娥", "Han Seol-a", "HAN SEOL A", "Seol-a Han", "Han Sol-a", "han seola", "한 설 아", "한\n설아",
        "한·설·아", "한\u200b설아", "H a n  S e o l a", "Han\u00a0Seol\u2011A", "Han, Seol-a", "\uff28an Seol-a",
        "표근태", "Pyo Keun-tae", "PYO GEUNTAE", "Geun-tae Pyo", "Wang Suqin", "王 素琴", "韓 雪 娥", "韓·雪娥",
        "Daniel OKAFOR", "Okafor, Daniel", "Dаniel Okafor",
    ],
)  # fmt: skip
def test_a_name_is_found_as_it_may_be_written(written: str) -> None:
    assert bare("".join(hits(f"그날 {written}, 1"))) == bare(written)


@pytest.mark.parametrize("particle", ["은", "이", "을", "에게", "와", "의", "씨는", "라는", "이라고"])
def test_particles_stay_and_the_name_goes(particle: str) -> None:
    assert hits(f"어제 한설아{particle} 보았다") == ["한설아"]


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_every_normal_form_is_found(form: str) -> None:
    text = unicodedata.normalize(form, "강가에서 한설아를 보았다")  # type: ignore[arg-type]
    assert len(hits(text)) == 1


def test_a_name_inside_an_address_and_glued_to_other_words_is_found() -> None:
    assert hits("see https://example.org/geuntaepyo2019") == ["geuntaepyo"]
    assert hits("탈북민한설아씨") == ["한설아"]


def test_a_given_name_alone_is_found_where_somebody_is_called_by_it() -> None:
    assert hits("설아 씨가 울었다") == ["설아"]
    assert hits("Geun-tae wept.") == ["Geun-tae"]


def test_names_to_keep_stay_in_the_text() -> None:
    known = KnownNames(["한설아", "Pyo Geun-tae"], keep=["표근태"])
    assert hits("Pyo Geun-tae met 한설아", known) == ["한설아"]


@pytest.mark.parametrize(
    "text",
    [
        "The guards took them across the bridge before dawn, and nobody asked why.",
        "국경에서 사람들이 다리를 건너는 것을 보았다고 마을 주민이 말했다.",
        "他们在桥边等了一整天，没有任何消息。",
        "In October 2023 about 500 people were sent back through Tumen, Dandong and Hunchun.",
    ],
)
def test_ordinary_words_stay(text: str) -> None:
    assert hits(text) == []


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_name_is_found_whatever_stands_around_it(before: str, after: str) -> None:
    spans = KNOWN.spans(f"{before} 한설아 {after}")
    at = len(before) + 1
    assert any(start <= at and end >= at + 3 for start, end, _ in spans)


@given(st.text(max_size=120))
def test_spans_are_in_order_and_inside_the_text(text: str) -> None:
    edges = [edge for start, end, _ in KNOWN.spans(text) for edge in (start, end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
