from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.document import Furniture, Page
from chamsae.model.locus import Box
from chamsae.read.parsed import Parsed
from chamsae.read.picture import Word
from chamsae.read.spotted import complete

BOX = Box(left=0.1, top=0.1, right=0.2, bottom=0.2)


def empty(pages: int, text: str = "", **more: object) -> Parsed:
    """A file whose pages are all still to be recognised."""
    spans = tuple(Page(number=number + 1, start=2 * number, end=2 * number) for number in range(pages))
    return Parsed(parser="scan", text=text or "\n\n" * (pages - 1), pages=spans, **more)  # type: ignore[arg-type]


def words(*lines: str, sure: float = 0.9) -> list[Word]:
    return [
        Word(text=text, line=number, box=BOX, confidence=sure)
        for number, line in enumerate(lines)
        for text in line.split()
    ]


def test_lines_become_a_paragraph_and_words_cut_at_the_margin_are_whole() -> None:
    done = complete(empty(1), {1: words("About ninety people were repatri-", "ated before dawn at the bridge.")})
    assert done.text == "About ninety people were repatriated before dawn at the bridge."
    assert [done.text[one.start : one.end] for one in done.spots][4:6] == ["repatri", "ated"]


def test_glued_pieces_and_chinese_have_no_spaces_between_them() -> None:
    korean = [Word(text=text, line=0, box=BOX, confidence=0.9, glued=glued)
              for text, glued in (("마", False), ("을에서", True), ("온", False), ("여성", False))]  # fmt: skip
    assert complete(empty(1), {1: korean}).text == "마을에서 온 여성"
    assert complete(empty(1), {1: words("村里的 一位 妇女说", "九十人")}).text == "村里的一位妇女说九十人"


def test_every_word_keeps_its_page_box_and_confidence() -> None:
    done = complete(empty(2), {1: words("They waited."), 2: words("Nobody came.", sure=0.4)})
    assert [(one.page, one.confidence) for one in done.spots] == [(1, 0.9), (1, 0.9), (2, 0.4), (2, 0.4)]
    assert [done.text[page.start : page.end] for page in done.pages] == ["They waited.", "Nobody came."]
    assert done.scanned == ()


def test_scanned_pages_take_their_place_between_those_with_text() -> None:
    text = "First page.\n\n\n\nThird page.\n\n"
    spans = (Page(number=1, start=0, end=11), Page(number=2, start=13, end=13), Page(number=3, start=15, end=26),
             Page(number=4, start=28, end=28))  # fmt: skip
    mark = Furniture(start=15, end=20, why="a header")
    parsed = Parsed(parser="pdf", text=text, pages=spans, furniture=(mark,), scanned=(2, 4))
    done = complete(parsed, {2: words("Second page."), 4: words("Last words.")})
    assert done.text == "First page.\n\nSecond page.\n\nThird page.\n\nLast words."
    assert [done.text[page.start : page.end] for page in done.pages] == [
        "First page.", "Second page.", "Third page.", "Last words.",
    ]  # fmt: skip
    assert [done.text[one.start : one.end] for one in done.furniture] == ["Third"]
    assert [(done.text[one.start : one.end], one.page) for one in done.spots] == [
        ("Second", 2), ("page.", 2), ("Last", 4), ("words.", 4),
    ]  # fmt: skip


def test_what_no_store_keeps_is_replaced() -> None:
    done = complete(empty(1), {1: [Word(text="a\0b\ud800", line=0, box=BOX, confidence=0.9)]})
    assert done.text == "a\ufffdb\ufffd"


def test_a_page_on_which_nothing_was_found_stays_empty() -> None:
    done = complete(empty(3), {1: words("One."), 2: (), 3: words("Three.")})
    assert [done.text[page.start : page.end] for page in done.pages] == ["One.", "", "Three."]


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=12)


@given(st.lists(st.lists(st.tuples(TEXT, st.integers(0, 1), st.booleans()), max_size=20), min_size=1, max_size=4))
def test_every_place_holds_a_word_of_its_page(pages: list[list[tuple[str, int, bool]]]) -> None:
    given_words: dict[int, list[Word]] = {}
    for number, page in enumerate(pages, start=1):
        line = 0
        for text, step, glued in page:
            line += step
            word = Word(text=text, line=line, box=BOX, confidence=0.5, glued=glued)
            given_words.setdefault(number, []).append(word)
        given_words.setdefault(number, [])
    done = complete(empty(len(pages)), given_words)
    for spot in done.spots:
        shown = done.text[spot.start : spot.end]
        page_words = {word.text for word in given_words[spot.page]}
        assert shown in page_words or any(word.rstrip("-\u2010") == shown for word in page_words)
        span = done.pages[spot.page - 1]
        assert span.start <= spot.start < spot.end <= span.end
    assert all(one.end <= other.start for one, other in zip(done.spots, done.spots[1:], strict=False))
