"""Bad inputs, all made on the spot: what a careless or an ill-meaning sender puts into a pile."""

import gzip
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from tests.archive.made import gzip_bomb, raw_zip, response, wacz, zip_bomb, zipped
from tests.read import made

GOOD = "More than 340 people were sent back at the bridge, a clerk said. "
#: 90 syllables are 270 bytes of UTF-8: more than a file name may have on most disks.
LONG = "증언" * 45 + ".txt"
SCRIPTED = (
    "<!doctype html><html><head><title>Notice <script>steal(1)</script></title><script>var stolen='secret-in-script'"
    "</script><style>@import 'http://127.0.0.1:9/x.css'</style></head><body onload=\"steal('secret-in-onload')\">"
    "<article><h1>Notice</h1>" + f"<p>{GOOD * 3}</p>" * 3 + "<a href=\"javascript:steal('secret-in-link')\">more</a>"
    "<iframe srcdoc='<script>secret-in-frame</script>'></iframe><svg><script>secret-in-svg</script></svg>"
    '<math><mi><mglyph><style><img src=x onerror="secret-in-math"></style></mglyph></mi></math>'
    "<noscript>secret-in-noscript</noscript><template><p>secret-in-template</p></template></article></body></html>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """One bad input and what is to become of it.

    `kept`: how many items are held afterwards. `refused`: words of the reason why (part of) it was not
    taken in. `unread`: words of the reason why it has no text. Empty: nothing is to be said.
    """

    name: str
    make: Callable[[], bytes]
    kept: int = 1
    refused: str = ""
    unread: str = ""


def bad(name: str, data: bytes | Callable[[], bytes], kept: int = 1, *, refused: str = "", unread: str = "") -> Bad:
    """One row of the table."""
    return Bad(name=name, make=data if callable(data) else lambda: data, kept=kept, refused=refused, unread=unread)


def two_of_one_name() -> bytes:
    """A ZIP with one name twice; which one is the evidence?"""
    return raw_zip([(b"a.txt", b"first"), (b"a.txt", b"second")])


def locked_zip() -> bytes:
    """A ZIP whose one member is marked as encrypted."""
    return zipped({"secret.txt": b"x" * 40}).replace(b"PK\3\4\x14\0\0\0", b"PK\3\4\x14\0\1\0").replace(
        b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0"
    )  # fmt: skip


def nested_zip() -> bytes:
    """A ZIP in a ZIP in a ZIP, ten deep."""
    data = zipped({"a.txt": GOOD.encode()})
    for depth in range(10):
        data = zipped({f"{depth}.zip": data}, packed=False)
    return data


def lying_zip() -> bytes:
    """A member that says it unpacks to 4 GB."""
    data = zipped({"a.txt": b"a" * 4000})
    return data.replace(struct.pack("<L", 4000), struct.pack("<L", 0xFFFF_FFF0))


def laughs() -> bytes:
    """A Word file whose XML grows a billion times."""
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{lines}]><x>&l9;</x>'
    return made.rezipped(made.word("x"), {"word/document.xml": text.encode()})


def outside_entity() -> bytes:
    """A Word file whose XML asks for a file of ours."""
    text = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'
    return made.rezipped(made.word("x"), {"word/document.xml": text.encode()})


def word_bomb() -> bytes:
    """A Word file with 600 MB of nothing in it."""
    return made.rezipped(made.word("x"), {"word/document.xml": b" " * (600 << 20)})


def cyclic_pdf() -> bytes:
    """A PDF whose page tree is its own child."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1000000>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


def active_pdf() -> bytes:
    """A PDF that wants to run a script and a program when it is opened."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))/Next<</S/Launch/F"
        b"(/bin/sh)>>>>>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 14400 14400]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


def nested_mail() -> bytes:
    """A letter of 10,000 parts, each within the one before."""
    parts = (b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(10_000))
    return b"Subject: deep\r\nMIME-Version: 1.0\r\n" + b"".join(parts) + b"\r\nwords"


def warc_with(length: bytes) -> bytes:
    """A WARC record that lies about its length, and a good one after it."""
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://news.example/a\r\nContent-Length: "
    return head + length + b"\r\n\r\nHTTP/1.1 200 OK\r\n\r\nwords\r\n\r\n" + response("http://news.example/b", b"words")


def warc_bomb() -> bytes:
    """A gzipped WARC whose one record has 1 GB of zeros."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://news.example/a\r\nContent-Length: "
    out = BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb") as file:
        file.write(head + str(len(http) + (1 << 30)).encode() + b"\r\n\r\n" + http)
        for _ in range(1 << 10):
            file.write(bytes(1 << 20))
    return out.getvalue()


def spreadsheet() -> bytes:
    """An office file that is no Word file."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return stream.getvalue()


def picture(width: int, height: int) -> bytes:
    """A PNG that says it has so many pixels."""
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(b"")))
    chunks = (struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
              for kind, data in (*parts, (b"IEND", b"")))  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def cues() -> bytes:
    """Subtitles without end, each with a number that counts nothing."""
    return b"1000000000\n00:00:01,000 --> 00:00:02,000\nx\n\n" * 100_001


#: Every row goes in with good documents before and after it.
TABLE = (
    bad("empty.txt", b"", unread="empty"),
    bad("empty.pdf", b"", unread="empty"),
    bad("cut.pdf", lambda: made.pdf([[made.ENGLISH]])[:700], unread="no PDF at all"),
    bad("garbage.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 64, unread="no PDF at all"),
    bad("cyclic.pdf", cyclic_pdf, unread="at most 5,000"),
    bad("active.pdf", active_pdf, unread="its pages are empty"),
    bad("locked.pdf", lambda: made.pdf([[made.ENGLISH]], password="secret"), unread="password"),
    bad("bomb.zip", lambda: zip_bomb(1 << 30), refused="would unpack to more than"),
    bad("lying size.zip", lying_zip, refused="would unpack to more than"),
    bad("climbing.zip", lambda: zipped({"../../climbed.txt": b"x"}), refused="../../climbed.txt"),
    bad("absolute.zip", lambda: zipped({"/etc/absolute.txt": b"x"}), refused="absolute.txt"),
    bad("backslash.zip", lambda: raw_zip([(b"a\\..\\w.txt", b"x")]), refused="w.txt"),
    bad("twice.zip", two_of_one_name, refused="two members of one name"),
    bad("locked.zip", locked_zip, refused="is encrypted"),
    bad("nested.zip", nested_zip, 2, refused="an archive within an archive"),
    bad("long name.zip", lambda: zipped({LONG: GOOD.encode()}), 2),
    bad("opaque.7z", b"7z\xbc\xaf\x27\x1c" + bytes(range(256)), unread="no reader"),
    bad("opaque.rar", b"Rar!\x1a\x07\x01\x00" + bytes(range(256)), unread="no reader"),
    bad("overlong.txt", b"..\xc0\xaf..\xc0\xaf" * 20, unread="in no encoding"),
    bad("noise.txt", bytes(range(128, 256)) * 40, unread="in no encoding"),
    bad("deep.html", b"<div>" * 100_000 + b"words" + b"</div>" * 100_000, unread="nested more than"),
    bad("deep.json", b"[" * 100_000),
    bad("half.json", b'{"text": "\\ud800", "n": NaN}'),
    bad("laughs.docx", laughs, unread="declares XML entities"),
    bad("outside.docx", outside_entity, unread="declares XML entities"),
    bad("bomb.docx", word_bomb, unread="a bomb"),
    bad("cut.docx", lambda: made.word("x")[:-40], unread="damaged or cut short"),
    bad("sheet.xlsx", spreadsheet, unread="no workbook"),
    bad("deep.eml", nested_mail, unread="nested too deep"),
    bad("huge length.warc", lambda: warc_with(b"1" + b"0" * 20), refused="Content-Length"),
    bad("negative length.warc", lambda: warc_with(b"-5"), refused="Content-Length"),
    bad("bomb.gz", lambda: gzip_bomb(1 << 30), unread="no reader"),
    bad("bomb.warc.gz", warc_bomb, refused="more than"),
    bad("md5.wacz", lambda: wacz(algorithm="md5"), refused="no SHA-256"),
    bad("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(64), unread="no picture of a kind that is read"),
    bad("huge.png", lambda: picture(2**31 - 1, 2**31 - 1), unread="too many pixels"),
    bad("cut.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xdb", unread="damaged"),
    bad("many.srt", cues, unread="at most 100,000"),
    bad("back.vtt", b"WEBVTT\n\n-00:01.000 --> 00:-2.000\nx\n\n00:05.000 --> 00:01.000\n<v <b>X</b>>Back\n"),
    bad("polyglot.html", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 9 + b"<html><script>x</script>", unread="damaged"),
    bad("-rf", b"", unread="empty"),
    bad("CON.txt", b"", unread="empty"),
    bad("\u202efdp.exe.txt", b"", unread="empty"),
    bad("line\nend.txt", b"", unread="empty"),
    bad(unicodedata.normalize("NFD", "김정은.txt"), b"", unread="empty"),
)  # fmt: skip
