"""Cells: what a spreadsheet could run is held back, everything else goes out as it is."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from chamsae.text.cells import RUNS, harmless


@given(st.text())
@example(" =1")
@example("'+82")
@example("＝1")
@example("\t1")
def test_a_cell_is_held_back_where_the_pattern_says_so_and_never_twice(text: str) -> None:
    assert harmless(text) == (f"'{text}" if re.search(RUNS, text) else text)


def test_the_engine_of_lists_reads_the_pattern_as_we_do() -> None:
    import duckdb

    for text in ("=1", " +a", "'-b", "\t", "\r", "＠x", "a=1", "", "김", "\u3000@"):
        found = duckdb.execute("SELECT regexp_matches(?, ?)", [text, RUNS]).fetchone()
        assert found == (harmless(text) != text,)
