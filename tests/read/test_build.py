import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.document import Document, Furniture
from chamsae.model.when import When
from chamsae.read import build
from chamsae.read.parsed import Parsed
from tests.read import made

SHA = "ab" * 32


def built(parsed: Parsed, *, address: str | None = None, reader: str = build.READER) -> Document:
    return build.document(parsed, name="a.txt", sha256=SHA, media_type="text/plain", address=address, reader=reader)


def test_the_id_follows_from_the_bytes_and_the_reader() -> None:
    parsed = Parsed(parser="plain 1", text=made.ENGLISH)
    first = built(parsed)
    assert first.id == built(parsed, address="https://example.org/").id
    assert first.id != built(parsed, reader="chamsae-read 2").id
    assert first.id.startswith("d")
    assert len(first.id) == 17


def test_language_parser_and_metadata_are_kept() -> None:
    moment = When.day(date(2023, 10, 12), "12 October 2023")
    parsed = Parsed(
        parser="plain 1", text=made.KOREAN, title=" Two\n lines ", authors=("A. Writer", " "), published=moment
    )
    document = built(parsed)
    assert (document.language, document.title, document.authors) == ("ko", "Two lines", ("A. Writer",))
    assert document.published == moment
    assert document.notes == ("read by plain 1",)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.rfa.org/english/news", "Radio Free Asia"),
        ("https://m.koreatimes.co.kr/a", "The Korea Times"),
        ("http://KOREAJOONGANGDAILY.joins.com/a", "Korea JoongAng Daily"),
        ("https://rfa.org.evil.example/a", None),
        ("https://notrfa.org/", None),
        ("https://[bad/", None),
        ("", None),
        (None, None),
    ],
)
def test_the_publisher_follows_from_the_host(address: str | None, name: str | None) -> None:
    assert build.publisher(address) == name


def test_what_the_material_says_of_its_publisher_comes_first() -> None:
    parsed = Parsed(parser="plain 1", text="Words.", publisher="A reprint")
    assert built(parsed, address="https://www.rfa.org/a").publisher == "A reprint"


def test_text_no_store_takes_is_replaced_one_for_one() -> None:
    parsed = Parsed(
        parser="x", text="a\0b\ud800c", title="t\ud800", furniture=(Furniture(start=2, end=5, why="caption"),)
    )
    document = built(parsed)
    assert (document.text, document.title) == ("a\ufffdb\ufffdc", "t\ufffd")
    assert document.text[2:5] == "b\ufffdc"


def test_decomposed_hangul_stays_decomposed() -> None:
    text = unicodedata.normalize("NFD", made.KOREAN)
    assert built(Parsed(parser="x", text=text)).text == text


def test_furniture_of_the_parser_and_of_the_zones_is_merged() -> None:
    parsed = Parsed(parser="x", text=made.ENGLISH, furniture=(Furniture(start=10, end=20, why="header"),))
    seen: list[tuple[str, str]] = []

    def mark(text: str, language: str) -> tuple[Furniture, ...]:
        seen.append((text, language))
        return (Furniture(start=5, end=25, why="caption"), Furniture(start=0, end=2, why="title"))

    document = build.document(parsed, name="a", sha256=SHA, media_type="text/plain", mark=mark)
    assert seen == [(made.ENGLISH, "en")]
    assert [(span.start, span.end, span.why) for span in document.furniture] == [
        (0, 2, "title"),
        (5, 10, "caption"),
        (10, 20, "header"),
        (20, 25, "caption"),
    ]


spans = st.lists(
    st.builds(
        lambda start, length: Furniture(start=start, end=start + length, why="x"), st.integers(0, 50), st.integers(0, 9)
    )
)


@given(spans, spans)
def test_merged_furniture_covers_the_same_and_never_overlaps(first: list[Furniture], second: list[Furniture]) -> None:
    merged = build.merge(first, second)
    covered = [place for span in merged for place in range(span.start, span.end)]
    assert covered == sorted({place for span in (*first, *second) for place in range(span.start, span.end)})


def test_every_publisher_is_named_once() -> None:
    names = build._publishers()
    assert all(host == host.lower() and "/" not in host for host in names)
    assert len(names) > 80


def test_a_header_in_english_does_not_make_a_short_korean_text_english() -> None:
    head = "publisher: The Example\nlanguage: ko\nform: abstract in our own words\n\n"
    parsed = Parsed(
        parser="x", text=head + "다리에서 넘겨졌다.", furniture=(Furniture(start=0, end=len(head), why="header block"),)
    )
    assert built(parsed).language == "ko"
