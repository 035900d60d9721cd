"""Rows 19 to 33 and 61: PDF, pictures, recordings, Word files, XML, encodings."""

import re
import struct
import zlib
from collections.abc import Callable
from functools import partial
from io import BytesIO

from PIL import Image, PngImagePlugin

from chamsae.casebook.originals import LONGEST_SIDE
from chamsae.model.document import Document, Page
from chamsae.read.grey import MOST_FOR_OCR
from chamsae.read.picture import View
from chamsae.read.sandbox import Sandbox
from tests.archive.made import zipped
from tests.hostile.row import Given, Held, Row
from tests.read import made
from tests.read.test_hostile_files import flate_bomb

SECRET = b"Pentax-serial-0457"
WORDS = "Words that are all there."
ELSEWHERE = "http://127.0.0.1:9/pixel"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pages(count: int) -> bytes:
    """A PDF that names one page again and again."""
    kids = b"3 0 R " * count
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count " + str(count).encode() + b"/Kids[" + kids + b"]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )  # fmt: skip


def cyclic() -> bytes:
    """A tree of pages that holds itself."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


def scripted() -> bytes:
    """A PDF that would run a script, start a program and call out."""
    script = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /URI << /Base (" + ELSEWHERE.encode() + b") >> "
    launch = b"/AA << /O << /S /Launch /F (calc.exe) >> >> /Type /Catalog"
    return re.sub(rb"/Type\s*/Catalog", lambda _: script + launch, made.typed([[WORDS]]))


def house() -> bytes:
    """A page as large as a house."""
    return re.sub(rb"/MediaBox\s*\[[^\]]*\]", b"/MediaBox [0 0 14400 14400]", made.typed([[WORDS]]))


def png(width: int, height: int) -> bytes:
    """A white picture of so many pixels, a bit each, in few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = b"\0" + b"\xff" * -(-width // 8)
    packed = b"".join(packer.compress(row * 100) for _ in range(height // 100)) + packer.flush()
    head = struct.pack(">2I5B", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def photograph() -> bytes:
    """A JPEG that says where and with which camera it was taken, and keeps a comment."""
    out, exif = BytesIO(), Image.Exif()
    exif[0xA431] = exif[0x013B] = SECRET.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (41.0, 58.0, 0.0), 3: "E", 4: (126.0, 24.0, 0.0), 29: SECRET.decode()})
    Image.new("RGB", (200, 300), "white").save(out, "JPEG", exif=exif, comment=SECRET)
    return out.getvalue()


def noted() -> bytes:
    """A PNG with a note inside."""
    out, told = BytesIO(), PngImagePlugin.PngInfo()
    told.add_text("Author", SECRET.decode())
    Image.new("RGB", (200, 300), "white").save(out, "PNG", pnginfo=told)
    return out.getvalue()


def polyglot() -> bytes:
    """A JPEG that is a ZIP and a page with a script as well."""
    return photograph() + b"<html><script>alert(1)</script>" + zipped({"a.txt": b"words"})


def film(frames: int) -> bytes:
    """A GIF of many tiny pictures."""
    head = b"GIF89a" + struct.pack("<2H3B", 200, 200, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x2c" + struct.pack("<4HB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return head + frame * frames + b";"


def tiff_loop() -> bytes:
    """A TIFF whose first directory says that it follows itself."""
    out = BytesIO()
    Image.new("L", (200, 200), 255).save(out, "TIFF")
    data = bytearray(out.getvalue())
    start = struct.unpack_from("<L", data, 4)[0]
    count = struct.unpack_from("<H", data, start)[0]
    struct.pack_into("<L", data, start + 2 + 12 * count, start)
    return bytes(data)


def recorded() -> bytes:
    """An MP4 that begins by saying where it was made."""

    def box(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data) + 8) + kind + data

    place = box(b"\xa9xyz", struct.pack(">2H", 18, 0x15C7) + b"+41.9667+126.4000/")
    return box(b"ftyp", b"isom\0\0\2\0isomiso2") + box(b"moov", box(b"udta", place)) + box(b"mdat", bytes(64))


def tracked() -> bytes:
    """A Word file with words taken out and put in, and a template that lies on another machine."""
    body = (
        f"<w:document xmlns:w='{W}'><w:body><w:p><w:r><w:t>{WORDS}</w:t></w:r>"
        "<w:del w:author='A. Writer'><w:r><w:delText>struck out</w:delText></w:r></w:del>"
        "<w:ins w:author='A. Writer'><w:r><w:t> And more.</w:t></w:r></w:ins></w:p></w:body></w:document>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    relations = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        f"<Relationship Id='rId1' Type='{kind}' Target='{ELSEWHERE}.dotm' TargetMode='External'/></Relationships>"
    )
    changes = {"word/document.xml": body.encode(), "word/_rels/settings.xml.rels": relations.encode()}
    return made.rezipped(made.word("x"), changes)


def declaring(doctype: str, body: str = "&a;") -> bytes:
    """A Word file whose words stand in an entity."""
    words = f"<w:body><w:p><w:r><w:t>{body}</w:t></w:r></w:p></w:body>"
    text = f"<!DOCTYPE x [{doctype}]><w:document xmlns:w='{W}'>{words}</w:document>"
    return made.rezipped(made.word("x"), {"word/document.xml": text.encode()})


DRAWING = f"<svg xmlns='x' onload='x()'><script>x</script><image href='{ELSEWHERE}'/></svg>"
LAUGHS = "<!ENTITY z 'ha'>" + "".join(
    f"<!ENTITY {name} '{f'&{before};' * 10}'>"
    for before, name in zip("zyxwvutsrqponmlkjb", "yxwvutsrqponmlkjba", strict=True)
)


def page_with_entity(address: str) -> bytes:
    """A page that would show a file of ours, in words enough to be read."""
    text = f"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a SYSTEM '{address}'>]>"
    return f"{text}<html><body><article><p>{made.ENGLISH * 4}</p><p>&a;</p></article></body></html>".encode()


def drawn_within_bounds(held: Held) -> None:
    document = held.document("house.pdf")
    shown = held.book.originals.page(document, 1)
    assert max(shown.width, shown.height) <= LONGEST_SIDE
    with Sandbox() as sandbox:
        drawn = sandbox.draw(house(), "application/pdf", "house.pdf", View(page=1))
    assert drawn.width * drawn.height <= MOST_FOR_OCR * 1.01


def only_pixels_leave(held: Held) -> None:
    """The page shown is drawn by us, and nothing of what the file says of itself is in it."""
    for name in ("photograph.jpg", "noted.png"):
        kept = held.kept(name)
        document = Document(id=f"d{kept.id}", sha256=kept.sha256, name=name, media_type=kept.media_type, text="A page.",
                            language="en", reader="hand 1", pages=(Page(number=1, start=0, end=7),))  # fmt: skip
        held.book.store.add_document(document)
        answer = held.client.get(f"/read/{document.id}/page/1.png")
        assert answer.status_code == 200
        assert SECRET not in answer.content
        image = Image.open(BytesIO(answer.content))
        assert not image.getexif()
        assert set(image.info) == {"Software", "Source", "Description"}


def never_shown(*names: str) -> Callable[[Held], None]:
    """The screens hand these out only as bytes to be saved."""

    def check(held: Held) -> None:
        for name in names:
            answer = held.client.get(f"/sources/{held.kept(name).id}/original/")
            assert answer["Content-Type"] == "application/octet-stream"
            assert answer["Content-Disposition"].startswith("attachment")
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert "sandbox" in answer["Content-Security-Policy"]
            answer.close()

    return check


KOREAN = "북한 주민 약 600명이 강제로 송환됐다고 이 단체는 말했다.\n둘째 줄.\n"

ROWS = (
    Row(
        number=19, what="PDF of 50,000 pages", done="kept, not read: at most 5,000 pages",
        files=(Given(name="pages.pdf", data=lambda: pages(50_000), unread="50,000 pages"),),
    ),
    Row(
        number=20, what="PDF page of 14,400 points a side",
        done="the size is worked out first: drawn with at most 24 million pixels, 1,600 a side for screens",
        files=(Given(name="house.pdf", data=house, text=WORDS),), check=drawn_within_bounds,
    ),
    Row(
        number=21, what="PDF stream packed twice, 1 GB of it",
        done="the process that reads it may use so much memory and time and no more; kept, with the reason",
        files=(Given(name="flate.pdf", data=lambda: flate_bomb(1 << 30), unread="more than|its pages are empty"),),
    ),
    Row(
        number=22, what="PDF cut short, of rubbish, or with pages in a circle", done="kept, with the reason",
        files=(Given(name="cut.pdf", data=lambda: made.pdf([[made.ENGLISH]])[:700], unread="damaged"),
               Given(name="rubbish.pdf", data=lambda: b"%PDF-1.4\n" + bytes(range(256)) * 20, unread="damaged"),
               Given(name="cyclic.pdf", data=cyclic, unread="damaged")),
    ),
    Row(
        number=23, what="PDF with script, launch, address",
        done="nothing is run or fetched; the screens show pixels only",
        files=(Given(name="script.pdf", data=scripted, text=WORDS),), check=never_shown("script.pdf"),
    ),
    Row(
        number=24, what="locked PDF", done="kept; an unlocked copy is asked for",
        files=(Given(name="locked.pdf", data=lambda: made.pdf([[made.ENGLISH]], password="secret"),
                     unread="locked with a password"),),
    ),
    Row(
        number=25, what="JPEG that is a ZIP and a web page as well",
        done="the type follows from its beginning; it is saved, never shown: octet-stream, nosniff, sandboxed",
        files=(Given(name="polyglot.html", data=polyglot, unread="its pages are empty"),),
        check=never_shown("polyglot.html"),
    ),
    Row(
        number=26, what="picture of 30,000 × 30,000 or 12,000 × 12,000 pixels in few bytes",
        done="not unpacked: at most 80 million pixels",
        files=(Given(name="large.png", data=lambda: png(30_000, 30_000), unread="pixels"),
               Given(name="larger.png", data=lambda: png(12_000, 12_000), unread="pixels")),
    ),
    Row(
        number=27, what="GIF of 100,000 pictures; TIFF whose directories go round",
        done="of a GIF the first picture is read, of a TIFF each directory once, at most 500",
        files=(Given(name="film.gif", data=lambda: film(100_000), unread="its pages are empty|pages that are pictures"),
               Given(name="loop.tif", data=tiff_loop, unread="its pages are empty|pages that are pictures")),
    ),
    Row(
        number=28, what="SVG with script, foreign object, outer reference", done="kept, not read, never shown",
        files=(Given(name="drawing.svg", unread="no reader for image/svg+xml", data=DRAWING.encode),),
        check=never_shown("drawing.svg"),
    ),
    Row(
        number=29, what="picture with GPS, owner, serial number, comment",
        done="kept as it is; a page shown is drawn anew and has none of it",
        files=(Given(name="photograph.jpg", data=photograph, unread="its pages are empty"),
               Given(name="noted.png", data=noted, unread="its pages are empty")),
        check=only_pixels_leave,
        elsewhere="files that leave the group are cleaned where they leave (publishing), which is not built yet",
    ),
    Row(
        number=30, what="MP4 with GPS, subtitles, cover", done="kept as it is, played within the casebook only",
        files=(Given(name="film.mp4", data=recorded, unread="a recording"),),
        elsewhere="recordings are not handed out yet; they are to be cleaned where they leave (publishing)",
    ),
    Row(
        number=31, what="Word file with tracked changes, authors, a template elsewhere",
        done="read as if changes were accepted, with a note; nothing is fetched",
        files=(Given(name="tracked.docx", data=tracked, text=f"{WORDS} And more.", absent="struck out",
                     notes="tracked changes"),),
    ),
    Row(
        number=32, what="XML that grows without end (billion laughs)", done="not opened: it declares entities",
        files=(Given(name="laughs.docx", data=lambda: declaring(LAUGHS), unread="declares XML entities"),
               Given(name="laughs.xml", data=f"<?xml version='1.0'?><!DOCTYPE x [{LAUGHS}]><x>&a;</x>".encode,
                     unread="no reader for text/xml")),
    ),
    Row(
        number=33, what="XML that asks for file:/// or http:// (XXE)", done="never resolved",
        files=(Given(name="outer.docx", data=lambda: declaring("<!ENTITY a SYSTEM 'file:///etc/passwd'>"),
                     unread="declares XML entities"),
               Given(name="outer.html", data=lambda: page_with_entity("file:///etc/passwd"), text="about 90",
                     absent="root:"),
               Given(name="outer-2.html", data=lambda: page_with_entity(ELSEWHERE), text="about 90", absent="pixel")),
    ),
    Row(
        number=61, what="EUC-KR taken for UTF-8, overlong UTF-8, UTF-7",
        done="read rightly with the encoding noted, or kept as bytes with the reason; UTF-7 is never decoded",
        files=(Given(name="euc-kr.txt", data=partial(KOREAN.encode, "cp949"), text="약 600명", notes="encoding cp949"),
               Given(name="overlong.txt", data=lambda: b"..\xc0\xaf..\xc0\xaf", unread="no encoding|in no encoding"),
               Given(name="utf-7.txt", data=lambda: b"Words. +ADw-script+AD4-", text="+ADw-script+AD4-",
                     absent="<script>")),
    ),
)  # fmt: skip
