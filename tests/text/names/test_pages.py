"""The pages on names show what the engine says, and name everything it offers."""

import contextlib
import io
from itertools import pairwise

import pytest

from chamsae.text import names
from chamsae.text.names import model, weigh
from tests.docs.fenced import ROOT, blocks

EXPLAINED, REFERENCE = "docs/explain/names.md", "docs/reference/names.md"


@pytest.mark.parametrize("page", [EXPLAINED, REFERENCE])
def test_the_examples_print_what_the_page_shows(page: str) -> None:
    known: dict[str, object] = {}
    examples = [(code.body, shown.body) for code, shown in pairwise(blocks(page)) if code.kind == "python"]
    assert examples
    for code, shown in examples:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(code, known)
        assert printed.getvalue() == shown


def test_the_reference_names_every_class_and_function() -> None:
    page = (ROOT / REFERENCE).read_text("utf-8")
    missing = [name for name in names.__all__ if f"`{name}`" not in page and f"`{name}(" not in page]
    assert missing == []
    assert [ground for ground in names.Ground if f"`{ground}`" not in page] == []


def test_the_explanation_gives_the_numbers_the_engine_works_with() -> None:
    page = (ROOT / EXPLAINED).read_text("utf-8")
    shares = (weigh.RANDOM, weigh.ONE_PART, weigh.GIVEN_NAME)
    assert "−log2( {:.2f} · Π 1/ratio  +  {:.2f} · mean of doubt/ratio  +  {:.2f} · Π".format(*shares) in page
    assert f"(1 in {1 / model.SLIP:.0f})" in page
    assert f"(1 in {1 / model.DOUBT:.0f})" in page
    assert f"the threshold of {names.THRESHOLD} bits" in page
