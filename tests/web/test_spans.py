from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.judgement import Status
from chamsae.web.spans import Mark, cut, first_words, last_words, parts

texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=120)


@given(texts, st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120), st.sampled_from(list(Status))), max_size=8))
def test_segments_put_together_are_the_text_and_claims_cover_whole_segments(
    text: str, given_marks: list[tuple[int, int, Status]]
) -> None:
    claims = [Mark(f"c{at}", min(a, b), max(a, b), status) for at, (a, b, status) in enumerate(given_marks) if a != b]
    pieces = list(cut(text, 0, len(text), claims))
    assert "".join(piece.text for piece in pieces) == text
    for mark in claims:
        covered = "".join(piece.text for piece in pieces if mark.claim in piece.claims)
        assert covered == text[mark.start : mark.end]


def test_what_waits_for_a_person_shows_where_claims_overlap() -> None:
    claims = [Mark("a", 0, 4, Status.ACCEPTED), Mark("b", 2, 6, Status.PROPOSED)]
    states = [piece.status for piece in cut("abcdefgh", 0, 8, claims)]
    assert states == [Status.ACCEPTED, Status.PROPOSED, Status.PROPOSED, None]


@given(texts, st.integers(2, 40))
def test_parts_cover_a_long_text_without_gap(text: str, size: int) -> None:
    pieces = parts(text, size)
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    assert all(piece.count == len(pieces) and 0 < piece.end - piece.start <= size for piece in pieces)


def test_what_stands_around_a_quote_is_cut_between_words() -> None:
    words = "one two three " * 40
    assert last_words(words, 100).startswith("… ") and last_words(words, 100).split()[1] in {"one", "two", "three"}
    assert first_words(words, 100).endswith(" …") and first_words(words, 100).split()[-2] in {"one", "two", "three"}
    assert last_words(f"{words}\n\nA line. ", 100) == "A line. "
    assert first_words("short\n\nnext", 100) == "short" and last_words("short", 100) == "short"
    han = "被遣返的人" * 100
    assert last_words(han, 100) == f"… {han[-100:]}" and first_words(han, 100) == f"{han[:100]} …"
