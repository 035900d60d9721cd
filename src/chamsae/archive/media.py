"""The media type of bytes, found in their content; the name only breaks ties.

Text of any encoding is told from other bytes by its lack of control characters, HTML by the rules
of the WHATWG MIME Sniffing Standard (7.1), the rest by signatures (puremagic).
"""

import re
import zlib
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

import puremagic

from chamsae.archive.zipdirectory import read_directory
from chamsae.errors import RefusedArchive

EMPTY, OCTETS, TEXT = "application/x-empty", "application/octet-stream", "text/plain"
HTML, XML, MARKDOWN, MAIL, MBOX = "text/html", "text/xml", "text/markdown", "message/rfc822", "application/mbox"
PDF, ZIP, GZIP = "application/pdf", "application/zip", "application/gzip"
WARC, WARC_GZIP, WACZ = "application/warc", "application/warc+gzip", "application/wacz"
_OFFICE = "application/vnd.openxmlformats-officedocument."
VTT, SRT, WHISPER = "text/vtt", "application/x-subrip", "application/x-whisper+json"
DOCX = _OFFICE + "wordprocessingml.document"

#: How many bytes from the start are enough to judge.
HEAD = 8192

_SIGNATURES = (
    (b"%PDF-", PDF),
    (b"WARC/", WARC),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"OggS\0", "audio/ogg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"\xff\xf1", "audio/aac"),
    (b"#!AMR", "audio/amr"),
)
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_PARTS = (
    ("word/document.xml", DOCX),
    ("xl/workbook.xml", _OFFICE + "spreadsheetml.sheet"),
    ("ppt/presentation.xml", _OFFICE + "presentationml.presentation"),
    ("datapackage.json", WACZ),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b")) + b"\x7f"
_PAGE = re.compile(r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.I)
_MARKUP = re.compile(
    r"(?:<!--.*?-->\s*)*<(?:script|iframe|h1|div|font|table|a|style|title|b|br|p|meta|article|section|ul|span)[\s/>]",
    re.I | re.S,
)
_CUE = re.compile(r"(?:\d+\s*\n)?\d{1,3}:\d\d:\d\d[,.]\d{1,3} --> \d")
_WHISPER = re.compile(r'\{\s*"(?:text|segments|language|transcription|systeminfo|duration)"')
_FIELD = re.compile(r"(From|To|Cc|Subject|Date|Message-ID|Received|MIME-Version|Return-Path|Delivered-To):", re.I)
_HEADER = re.compile(r"[!-9;-~]+:")


def media_type(name: str, head: bytes, *, members: Collection[str] = ()) -> str:
    """The media type of a file that starts with `head` (HEAD bytes or all of it).

    `members` are the names within, if it is a ZIP. Markdown and short mail are told from plain text by name.
    """
    if not head:
        return EMPTY
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_type(name, head, members)
    if head.startswith(b"\x1f\x8b"):
        return WARC_GZIP if _gunzipped_start(head).startswith(b"WARC/") else GZIP
    for signature, found in _SIGNATURES:
        if head.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(signature) and not _is_prose(signature, head):
            return found
    text = _as_text(head)
    return _text_type(name, text) if text is not None else _other_type(head)


def media_type_of(name: str, stream: BinaryIO) -> str:
    """The media type of a seekable stream, which is put back at its start; ZIPs are told apart by what they hold."""
    stream.seek(0)
    head = stream.read(HEAD)
    members = tuple(_member_names(stream)) if head.startswith(b"PK\x03\x04") else ()
    stream.seek(0)
    return media_type(name, head, members=members)


def _is_prose(signature: bytes, head: bytes) -> bool:
    # "BZh", "GIF8" and "WARC/" may begin a sentence; what follows them in a file may not.
    following = {
        b"BZh": rb"BZh[1-9]1AY&SY",
        b"GIF8": rb"GIF8[79]a",
        b"WARC/": rb"WARC/[01]\.\d+\r?\n",
    }
    pattern = following.get(signature)
    return pattern is not None and re.match(pattern, head) is None


def _member_names(stream: BinaryIO) -> Iterator[str]:
    try:
        entries = read_directory(stream, members=100_000).entries
    except (RefusedArchive, OSError):
        return
    for entry in entries:
        yield entry.raw.decode("utf-8", "replace")


def _zip_type(name: str, head: bytes, members: Collection[str]) -> str:
    if head[30:38] == b"mimetype":  # OpenDocument, EPUB and HWPX say it in a first, unpacked member
        told = re.match(rb"application/[\w.+-]{1,100}", head[38 : 38 + 120])
        if told:
            return told[0].decode("ascii").split("PK")[0]
    for part, found in _PARTS:
        if part in members and (found == WACZ or "[Content_Types].xml" in members):
            return found
    # A cut-off DOCX has no directory any more: its name and first member tell.
    cut = not members and b"[Content_Types].xml" in head[30:64]
    return DOCX if cut and _suffix(name) == ".docx" else ZIP


def _gunzipped_start(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, 64)
    except zlib.error:
        return b""


def _as_text(head: bytes) -> str | None:
    """The start of a text in whatever encoding, or None when the bytes are no text."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    if b"\0" in head:
        return _as_utf16(head)
    if sum(head.count(c) for c in _CONTROLS) * 100 > len(head):
        return None
    return head.decode("utf-8", "replace")


def _as_utf16(head: bytes) -> str | None:
    """UTF-16 without a mark: decodes, and is made of the letters people write."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = head[: len(head) // 2 * 2].decode(encoding, "replace")
        usual = sum(c in "\t\r\n" or " " <= c <= "~" or "가" <= c <= "힣" or "一" <= c <= "鿿" for c in text)
        if text and usual >= 0.9 * len(text) and any(c in " \n" for c in text):
            return text
    return None


def _text_type(name: str, text: str) -> str:
    start = text.lstrip("\ufeff \t\r\n")
    suffix = _suffix(name)
    if start.lower().startswith("<?xml"):
        return _xml_type(start)
    if _PAGE.match(start) or (start.startswith("<") and _PAGE.search(start)):
        return HTML
    if start.lower().startswith("<svg"):
        return "image/svg+xml"
    if suffix in (".md", ".markdown"):
        return MARKDOWN
    if _MARKUP.match(start):
        return HTML
    return _transcript_type(start, suffix) or _mail_type(start, suffix) or TEXT


def _transcript_type(start: str, suffix: str) -> str:
    """Subtitles say what they are; what a speech model writes is told from other JSON by its name and first key."""
    if re.match(r"WEBVTT(?:\s|$)", start):
        return VTT
    if _CUE.match(start.replace("\r\n", "\n")):
        return SRT
    return WHISPER if suffix == ".json" and _WHISPER.match(start) else ""


def _xml_type(start: str) -> str:
    if re.search(r"<html[\s>]", start, re.I):
        return HTML
    return "image/svg+xml" if re.search(r"<svg[\s>]", start, re.I) else XML


def _mail_type(start: str, suffix: str) -> str:
    """Mail begins with header lines, three of the well-known ones at least (one, if it is called .eml)."""
    lines = start.splitlines()
    if re.match(r"From \S+ .*\d\d:\d\d", lines[0] if lines else "") and len(lines) > 1 and _HEADER.match(lines[1]):
        return MBOX
    fields = set()
    for line in lines:
        if not line or not (_HEADER.match(line) or line[0] in " \t"):
            break
        if found := _FIELD.match(line):
            fields.add(found[1].lower())
    return MAIL if len(fields) >= (1 if suffix == ".eml" else 3) else ""


def _other_type(head: bytes) -> str:
    if b"\n%PDF-" in head[:1024] or b"%PDF-1." in head[:1024]:
        return PDF
    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return OCTETS
    # Two bytes are no signature; a match far from the start is often chance.
    sure = (m.mime_type for m in matches if m.mime_type and m.offset >= 0 and len(m.byte_match) >= 3)
    return next(sure, OCTETS)


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
