"""Every claim proves itself, whatever the text looks like; furniture alone yields nothing."""

import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chamsae.model.claim import prove
from chamsae.model.document import Document
from chamsae.read.propose import propose

PIECES = st.sampled_from(
    [
        "Over 500 people were sent back, said Zoë Brontë.",
        "“We saw at least 20 guards 🙂,” Mr. Kim said.",
        "김철수 wrote that 30 women fled.",
        "According to the café owner, 2,000 refugees were detained on Oct. 9.",
        "”Wrong way round,“ she said. ”About 40 died.“",
        "1. A list. 2. Another.",
        "“An open quotation with hundreds of prisoners",
        "北京 deported 12 defectors.",
        "👩‍👩‍👧 Around 90 families\u00a0left.",
        "",
        "   ",
        "Nothing.",
    ]
)
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", " ", "\t", "\u2028", "\u3000", " \u200b"])


def document(text: str) -> Document:
    return Document(id="d", sha256="0" * 64, name="d", media_type="text/plain", text=text, language="en", reader="test")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(PIECES, BREAKS), max_size=8), st.sampled_from(["NFC", "NFD", "NFKC"]))
def test_every_quote_is_literally_there(pieces: list[tuple[str, str]], form: str) -> None:
    text = unicodedata.normalize(form, "".join(piece + gap for piece, gap in pieces))  # type: ignore[arg-type]
    for claim in propose(document(text)):
        prove(claim, text)
        assert 0.0 < claim.confidence < 1.0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120))
def test_any_text_at_all_can_be_read(text: str) -> None:
    for claim in propose(document(text)):
        prove(claim, text)


FURNITURE = """World News

Leave a Reply
Your email address will not be published.
This site uses Akismet to reduce spam. Learn how your comment data is processed.
Share on Facebook
12 comments
Updated:
0:00
Ola Berg contributed to this report.
500 shares
(Jon Reed/Reuters)
Copyright 2020 The Gazette. All rights reserved.
"""


def test_a_document_of_furniture_only_yields_nothing() -> None:
    assert propose(document(FURNITURE)) == ()
