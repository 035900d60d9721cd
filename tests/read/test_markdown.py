from datetime import date

import pytest

from chamsae.errors import Unreadable
from chamsae.read import markdown
from tests.read import made


def test_the_text_is_the_source_itself() -> None:
    source = f"# A *heading*\n\n{made.KOREAN}\n\n- one\n- two\n"
    parsed = markdown.parse(source.encode(), "note.md")
    assert (parsed.text, parsed.title) == (source, "A heading")


def test_front_matter_is_understood_and_marked() -> None:
    front = '---\ntitle: "다리에서"\ndate: 2023-10-12\nauthor: A. Writer; 김하늘\ntags: [a, b]\n---\n'
    parsed = markdown.parse((front + "# Another\n\nWords.").encode(), "note.md")
    assert (parsed.title, parsed.authors) == ("다리에서", ("A. Writer", "김하늘"))
    assert parsed.published is not None
    assert parsed.published.start == date(2023, 10, 12)
    assert [parsed.text[span.start : span.end] for span in parsed.furniture] == [front]


@pytest.mark.parametrize(
    "source", ["[" * 50_000, "> " * 20_000 + "x", "*a_" * 20_000, "`" * 30_000, "---\n" * 5000, "\t- " * 5000]
)
def test_sources_made_to_tire_a_parser_are_read(source: str) -> None:
    assert markdown.parse(source.encode(), "note.md").text == source


def test_nothing_says_so() -> None:
    with pytest.raises(Unreadable, match="empty"):
        markdown.parse(b"", "note.md")
