"""Files made to hurt, through the sandbox with all walls up: a reason comes back, and the next file is read."""

import zlib
from collections.abc import Iterator
from dataclasses import replace

import pytest

from chamsae.errors import Unreadable
from chamsae.read.parsed import Limits
from chamsae.read.sandbox import Sandbox
from tests.read import made

SMALL = Limits(memory=256 << 20, seconds=120, processor=15)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(SMALL) as one:
        yield one


def flate_bomb(size: int) -> bytes:
    """A PDF page whose content is zlib inside zlib."""
    packer = zlib.compressobj(9)
    inner = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(size >> 20)) + packer.flush()
    stream = zlib.compress(inner, 9)
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Filter[/FlateDecode/FlateDecode]/Length " + str(len(stream)).encode() + b">>stream\n" + stream +
        b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )  # fmt: skip


def deep_word() -> bytes:
    """A body of 100,000 controls, each inside the one before."""
    body = b"<w:body>" + b"<w:sdt>" * 100_000 + b"</w:sdt>" * 100_000 + b"</w:body>"
    space = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return b"<w:document xmlns:w='" + space + b"'>" + body + b"</w:document>"


HOSTILE = {
    "empty.txt": ("text/plain", b""),
    "empty.pdf": ("application/pdf", b""),
    "bomb.pdf": ("application/pdf", flate_bomb(1 << 30)),
    "locked.pdf": ("application/pdf", made.pdf([[made.ENGLISH]], password="secret")),
    "cut.pdf": ("application/pdf", made.pdf([[made.ENGLISH]])[:700]),
    "bomb.docx": (made.WORD, made.rezipped(made.word("Words."), {"word/a.xml": bytes(300 << 20)})),
    "laughs.docx": (
        made.WORD,
        made.rezipped(made.word("x"), {"word/document.xml": b"<!DOCTYPE x [<!ENTITY a 'ha'>]><x>&a;</x>"}),
    ),
    "deep.docx": (made.WORD, made.rezipped(made.word("x"), {"word/document.xml": deep_word()})),
    "deep.html": ("text/html", b"<div>" * 100_000 + b"words" + b"</div>" * 100_000),
    "deep.eml": (
        "message/rfc822",
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(5000)),
    ),
    "overlong.txt": ("text/plain", b"..\xc0\xaf..\xc0\xaf"),
    "picture.png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    "polyglot.html": ("text/html", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20 + b"<html><script>x</script>"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gives_a_reason_with_its_name_and_the_next_is_read(sandbox: Sandbox, name: str) -> None:
    media_type, data = HOSTILE[name]
    with pytest.raises(Unreadable) as refused:
        sandbox.read(data, media_type, name)
    assert str(refused.value).startswith(f"{name}: ")
    assert "crashed (signal 9)" not in str(refused.value)
    assert sandbox.read(made.KOREAN.encode(), "text/plain", "next.txt").text == made.KOREAN


def test_a_page_that_calls_out_is_read_without_a_call(sandbox: Sandbox) -> None:
    body = f"<img src='http://127.0.0.1:9/pixel'><iframe src='http://127.0.0.1:9/'></iframe><p>{made.ENGLISH * 4}</p>"
    head = "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'><style>@import 'http://127.0.0.1:9/x.css';</style>"
    assert "about 90" in sandbox.read(made.page(body, head=head), "text/html", "page.html").text


def test_every_kind_of_file_is_read_behind_the_walls(sandbox: Sandbox) -> None:
    limits = replace(SMALL, memory=512 << 20)
    files = {
        "application/pdf": made.pdf([[made.KOREAN * 4]], font="HYSMyeongJo-Medium"),
        made.WORD: made.word(made.KOREAN),
        "text/html; charset=utf-8": made.page(f"<article><p>{made.KOREAN * 4}</p></article>"),
        "text/plain": made.KOREAN.encode("euc-kr"),
        "text/markdown": made.KOREAN.encode(),
        "message/rfc822": b"Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + made.KOREAN.encode(),
    }
    for media_type, data in files.items():
        assert "약 90명" in sandbox.read(data, media_type, "file", limits).text
