import struct
import zlib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from chamsae.errors import Unreadable
from chamsae.read import grey, pdf, scan
from chamsae.read.picture import Picture, View
from chamsae.read.sandbox import Sandbox
from tests.read import made, scans

WORDS = ["They waited at the bridge.", "Nobody came back."]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as one:
        yield one


def png_of(width: int, height: int, *, depth: int = 1) -> bytes:
    """A PNG that unpacks to that many black pixels from next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\0" + bytes((width * depth + 7) // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row * 1000) for _ in range(height // 1000)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def small() -> Image.Image:
    return scans.sheet(WORDS, size=(900, 600), points=30)


def drawn(data: bytes, page: int = 1, **more: object) -> Picture:
    return scan.picture(data, "page", View(page=page, longest=900, **more))  # type: ignore[arg-type]


def refusal(data: bytes, work: Callable[[bytes, str], object] = scan.parse) -> str:
    with pytest.raises(Unreadable) as refused:
        work(data, "page.png")
    return str(refused.value)


@pytest.mark.parametrize("form", scan.FORMATS)
def test_a_picture_is_a_page_to_recognise_and_no_text(form: str) -> None:
    parsed = scan.parse(scans.encoded(small(), form), "page")
    assert (parsed.text, parsed.scanned, [page.number for page in parsed.pages]) == ("", (1,), [1])


def test_the_pages_of_a_tiff_are_pages() -> None:
    data = scans.encoded(small(), "TIFF", save_all=True, append_images=[small().rotate(180), small()])
    assert scan.parse(data, "fax.tif").scanned == (1, 2, 3)
    assert drawn(data, 2).pixels == drawn(data, 1).pixels[::-1]
    assert drawn(data, 3) == drawn(data, 1)


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_of_pictures_that_move_the_first_is_read(form: str) -> None:
    data = scans.encoded(small(), form, save_all=True, append_images=[Image.new("L", (900, 600), 80)])
    parsed = scan.parse(data, "moving")
    assert parsed.scanned == (1,)
    assert parsed.notes == ("it moves: only the first of 2 pictures is read",)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "CMYK", "YCbCr"])
def test_every_kind_of_colour_becomes_dark_ink_on_light_paper(mode: str) -> None:
    form = {"1": "PNG", "P": "PNG", "CMYK": "JPEG", "YCbCr": "JPEG"}.get(mode, "PNG")
    _ink_on_paper(drawn(scans.encoded(small().convert(mode), form)))


@pytest.mark.parametrize("mode", ["I;16", "I", "F"])
def test_deep_pictures_keep_their_greys(mode: str) -> None:
    deep = Image.new("I", small().size)
    deep.paste(small().convert("I").point(lambda value: value * 257))
    _ink_on_paper(drawn(scans.encoded(deep.convert(mode) if mode != "I" else deep, "TIFF")))


def test_what_shines_through_is_paper() -> None:
    clear = Image.merge("LA", (Image.new("L", small().size, 0), small().point(lambda value: 255 - value)))
    _ink_on_paper(drawn(scans.encoded(clear, "PNG")))
    _ink_on_paper(drawn(scans.encoded(clear.convert("RGBA"), "WEBP", lossless=True)))


def test_a_photograph_is_turned_as_its_camera_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held on its side
    upright = drawn(scans.encoded(small(), "JPEG"))
    turned = drawn(scans.encoded(small(), "JPEG", exif=exif))
    assert (turned.width, turned.height) == (upright.height, upright.width)


def test_a_page_in_colour_keeps_its_colours() -> None:
    red = drawn(scans.encoded(Image.new("RGB", (200, 100), (200, 10, 10)), "PNG"), colour=True)
    assert red.pixels[:3] == bytes((200, 10, 10))


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a\0\0\0\0", b"II*\0\xff\xff\xff\xff"]
)
def test_rubbish_is_refused(data: bytes) -> None:
    assert "damaged" in refusal(data) or "empty" in refusal(data)


@pytest.mark.parametrize(
    "data", [b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 99 99\n", b"<svg/>", made.typed([["x"]])]
)
def test_formats_that_could_run_something_are_never_opened(data: bytes) -> None:
    assert "no picture of a kind that is read" in refusal(data)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    for data in (png_of(30_000, 30_000), png_of(12_000, 12_000)):
        assert len(data) < 120_000
        assert "pixels" in refusal(data)


def test_a_page_behind_the_first_may_be_no_bomb_either(monkeypatch: pytest.MonkeyPatch) -> None:
    data = scans.encoded(small(), "TIFF", save_all=True, append_images=[Image.new("1", (3000, 3000))])
    monkeypatch.setattr(grey, "MAX_PIXELS", 1_000_000)
    assert drawn(data, 1).width == 900
    assert "at most 1,000,000" in refusal(data, lambda given, name: scan.picture(given, name, View(page=2)))


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "MAX_PAGES", 2)
    data = scans.encoded(small(), "TIFF", save_all=True, append_images=[small(), small()])
    assert "3 pages; at most 2 are read" in refusal(data)


def test_an_icon_is_no_page() -> None:
    assert "too small for a page" in refusal(scans.encoded(Image.new("L", (400, 32))))


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_of_a_picture_cut_short_is_drawn_what_is_there(form: str) -> None:
    whole = scans.encoded(small(), form)
    assert drawn(whole[: len(whole) * 2 // 3]).height == 600


def test_there_is_no_page_beyond_the_last() -> None:
    assert "damaged" in refusal(scans.encoded(small()), lambda given, name: scan.picture(given, name, View(page=2)))


def test_a_page_as_large_as_a_house_is_drawn_within_bounds() -> None:
    house = made.typed([["Words."]]).replace(b"/MediaBox [ 0 0 595.2756 841.8898 ]", b"/MediaBox [ 0 0 14400 14400 ]")
    assert b"14400" in house
    page = pdf.picture(house, "house.pdf", View(page=1))
    assert page.width * page.height <= grey.MOST_FOR_OCR
    assert max(pdf.picture(house, "house.pdf", View(page=1, longest=500)).width, 1) <= 500


def test_a_page_that_is_not_there_is_not_drawn() -> None:
    with pytest.raises(Unreadable, match="there is no page 2"):
        pdf.picture(made.typed([["Words."]]), "one.pdf", View(page=2))


def test_small_pages_are_enlarged_for_ocr_and_large_ones_made_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    assert scan.picture(scans.encoded(small()), "page", View(page=1)).width == 1800
    monkeypatch.setattr(grey, "MOST_FOR_OCR", 100_000)
    page = scan.picture(scans.encoded(scans.sheet(WORDS)), "page", View(page=1))
    assert page.width * page.height <= 100_000


def test_pictures_are_drawn_behind_the_walls(sandbox: Sandbox) -> None:
    data = scans.encoded(small())
    assert sandbox.draw(data, "image/png", "page.png", View(page=1, longest=900)) == drawn(data)
    with pytest.raises(Unreadable, match=r"bomb\.png: a picture of too many pixels|bomb\.png: a page of"):
        sandbox.draw(png_of(30_000, 30_000), "image/png", "bomb.png", View(page=1))
    with pytest.raises(Unreadable, match="no pages that can be drawn"):
        sandbox.draw(b"words", "text/plain", "a.txt", View(page=1))


@given(st.data())
def test_a_damaged_picture_is_drawn_or_refused_and_nothing_else(data: st.DataObject) -> None:
    whole = bytearray(scans.encoded(Image.new("L", (120, 120), 90), data.draw(st.sampled_from(scan.FORMATS))))
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=6)):
        whole[at] = data.draw(st.integers(0, 255))
    try:
        scan.parse(bytes(whole), "page")
        scan.picture(bytes(whole), "page", View(page=1, longest=200))
    except Unreadable:
        return


def _ink_on_paper(page: Picture) -> None:
    assert (page.width, page.height) == (900, 600)
    assert page.pixels[0] > 230
    assert min(page.pixels) < 60
    assert not page.blank
