"""Words on their way into PostgreSQL's text search."""

from hypothesis import given
from hypothesis import strategies as st

from chamsae.db.fields import LAST_POSITION, LONGEST_WORD, quoted, vector
from chamsae.db.store.search import fts5, tsquery
from chamsae.text.terms import Phrase, Query


def test_words_carry_their_places() -> None:
    assert vector("강을 건너 강을") == "'강을':1 '건너':2 '강을':3"
    assert vector("") == ""


def test_what_a_tsvector_cannot_hold_is_left_out_or_counted_at_the_last_place() -> None:
    assert vector("a" * (LONGEST_WORD + 1)) == ""
    assert vector("a " * (LAST_POSITION + 5)).endswith(f"'a':{LAST_POSITION}")


@given(st.text())
def test_nothing_in_a_word_ends_its_literal(word: str) -> None:
    inside = quoted(word)[1:-1]
    assert inside.replace("\\\\", "").replace("''", "").count("'") == 0
    assert not inside.replace("\\\\", "").endswith("\\")


def test_a_query_becomes_each_engines_own() -> None:
    asked = Query((Phrase(("sent", "back")), Phrase(("boat",), prefix=True)))
    assert fts5(asked) == '"sent back" AND "boat"*'
    assert tsquery(asked) == "('sent' <-> 'back') & ('boat':*)"
