"""The media type follows from the bytes, whatever the name says."""

import gzip
import io
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.archive.media import HEAD, media_type, media_type_of
from tests.archive.made import PAGE, response, wacz, zipped

KOREAN = "북한 주민 약 600명이 강제로 송환됐다고 이 단체는 말했다.\n둘째 줄.\n"
CHINESE = "据该组织称，约有六百人被强制遣返。\n第二行。\n"
MAIL = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: =?utf-8?b?7ZWc?=\r\n\r\nHello"
OOXML = "application/vnd.openxmlformats-officedocument."


def tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = 5
        archive.addfile(info, io.BytesIO(b"words"))
    return out.getvalue()


def office(part: str) -> bytes:
    return zipped({"[Content_Types].xml": b"<x/>", "docProps/app.xml": b"x" * 9000, part: b"<x/>"})


def open_document() -> bytes:
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}, packed=False)


TYPES = [
    ("a.txt", b"", "application/x-empty"),
    ("a.pdf", b"", "application/x-empty"),
    ("a.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "application/pdf"),
    ("a", b"\xef\xbb\xbf\n%PDF-1.4\n", "application/pdf"),
    ("a", b"\x00junk before\n%PDF-1.4\n\x00\x01", "application/pdf"),
    ("a.txt", b"We saw %PDF-1.4 files there, she said.", "text/plain"),
    ("a.txt", PAGE, "text/html"),
    ("a", b"  <HTML lang=ko><body>x", "text/html"),
    ("a", b"<!-- saved --><div>x</div>", "text/html"),
    ("a", b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="x">', "text/html"),
    ("a", b'<?xml version="1.0"?><rss/>', "text/xml"),
    ("a", b"<svg xmlns='x'><script/></svg>", "image/svg+xml"),
    ("a.html", b"no tags in here", "text/plain"),
    ("a.txt", b"<3 is a heart, <nothing> more", "text/plain"),
    ("a.md", b"# Title\n", "text/markdown"),
    ("a.md", b"<p align=center>logo</p>\n\n# Title", "text/markdown"),
    ("a.md", b"<!doctype html><p>", "text/html"),
    ("a.md", b"\x00\x01\x02\x03" * 10, "application/octet-stream"),
    ("a", MAIL, "message/rfc822"),
    ("a.eml", b"Subject: one\n\nx", "message/rfc822"),
    ("a.txt", b"Subject: one\n\nx", "text/plain"),
    ("a.txt", b"From: the committee\nTo: whom it may concern\n\nDear all", "text/plain"),
    ("a", b"From a@b.example Mon Oct  9 10:00:00 2023\nFrom: a@b.example\n\nx", "application/mbox"),
    ("a.txt", KOREAN.encode(), "text/plain"),
    ("a.txt", KOREAN.encode("euc-kr"), "text/plain"),
    ("a.txt", KOREAN.encode("cp949") * 500, "text/plain"),
    ("a.txt", KOREAN.encode("utf-16"), "text/plain"),
    ("a.txt", KOREAN.encode("utf-16-le"), "text/plain"),
    ("a.txt", KOREAN.encode("utf-16-be"), "text/plain"),
    ("a.txt", CHINESE.encode("gb18030"), "text/plain"),
    ("a.txt", CHINESE.encode("big5", "ignore"), "text/plain"),
    ("a.txt", b"words \xc0\xaf and \xff more words", "text/plain"),
    ("a.txt", b"+AGEAYg- utf-7", "text/plain"),
    ("a.txt", b"BZh is how his name began, he said", "text/plain"),
    ("a.txt", b"GIF89 is a format", "text/plain"),
    ("a.txt", b"WARC/1.0 is a format", "text/plain"),
    ("a.txt", b"BM is a town", "text/plain"),
    ("a", b"WARC/1.1\r\nWARC-Type: warcinfo\r\n", "application/warc"),
    ("a", response("http://news.example/", PAGE), "application/warc+gzip"),
    ("a.warc.gz", gzip.compress(b"other"), "application/gzip"),
    ("a", b"\x1f\x8b", "application/gzip"),
    ("a.docx", zipped({"a.txt": b"x"}), "application/zip"),
    ("a.zip", office("word/document.xml"), OOXML + "wordprocessingml.document"),
    ("a.zip", office("xl/workbook.xml"), OOXML + "spreadsheetml.sheet"),
    ("a.zip", office("ppt/presentation.xml"), OOXML + "presentationml.presentation"),
    ("a.zip", zipped({"notes.txt": b"see word/document.xml"}, packed=False), "application/zip"),
    ("a.docx", office("word/document.xml")[:500], OOXML + "wordprocessingml.document"),
    ("a.zip", wacz(), "application/wacz"),
    ("a", open_document(), "application/vnd.oasis.opendocument.text"),
    ("a.zip", zipped({}), "application/zip"),
    ("a", tar(), "application/x-tar"),
    ("a", b"7z\xbc\xaf\x27\x1c\x00\x04", "application/x-7z-compressed"),
    ("a", b"Rar!\x1a\x07\x01\x00", "application/vnd.rar"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "application/x-ole-storage"),
    ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(20), "image/png"),
    ("a", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(50) + PAGE + zipped({"a": b"b"}), "image/jpeg"),
    ("a", bytes(range(256)) * 4, "application/octet-stream"),
    ("a", bytes(1000), "application/octet-stream"),
]


@pytest.mark.parametrize(("name", "data", "expected"), TYPES, ids=range(len(TYPES)))
def test_the_type_follows_from_the_content(name: str, data: bytes, expected: str) -> None:
    stream = io.BytesIO(data)
    assert media_type_of(name, stream) == expected
    assert stream.tell() == 0


@given(data=st.binary(max_size=300), name=st.text(max_size=10))
def test_any_bytes_have_a_type(data: bytes, name: str) -> None:
    assert "/" in media_type(name, data)


@given(text=st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"]), min_size=1), more=st.text(max_size=5))
def test_any_words_in_utf_8_are_some_text(text: str, more: str) -> None:
    data = f"word {text}".encode()
    assert media_type(more, data).startswith(("text/", "message/"))


@pytest.mark.parametrize("cut", range(HEAD - 3, HEAD + 1))
def test_a_character_cut_at_the_end_of_the_head_does_not_hide_a_text(cut: int) -> None:
    assert media_type("a", (KOREAN * 1000).encode()[:cut]) == "text/plain"


def test_a_zip_of_a_million_members_is_told_cheaply() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", b"x")
    data = out.getvalue()
    assert media_type_of("a", io.BytesIO(data[:-14] + b"\xff\xff\xff\xff" + data[-10:])) == "application/zip"
