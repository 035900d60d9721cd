"""Painted pixels hold nothing of what was under them, and files hold nothing but pixels."""

import pytest

from chamsae.errors import InputError
from chamsae.model.locus import Box
from chamsae.protect.redact_image import Pixels, in_lines, painted, png
from chamsae.protect.redact_pdf import STRANGE, image_pdf

WHITE = Pixels(width=400, height=200, data=b"\xff" * 80_000)


def dark(picture: Pixels, row: int) -> int:
    return picture.data[row * picture.width : (row + 1) * picture.width].count(0)


def test_boxes_of_names_of_different_length_are_equally_wide() -> None:
    short = painted(WHITE, [Box(left=0.4, top=0.4, right=0.45, bottom=0.5)])
    longer = painted(WHITE, [Box(left=0.4, top=0.4, right=0.55, bottom=0.5)])
    assert dark(short, 90) == dark(longer, 90) > 60


def test_a_box_at_the_edge_stays_on_the_page() -> None:
    done = painted(WHITE, [Box(left=0.98, top=0.9, right=1.0, bottom=1.0)])
    assert dark(done, 190) > 0
    assert len(done.data) == len(WHITE.data)


def test_a_png_holds_only_its_pixels() -> None:
    data = png(WHITE)
    assert data.startswith(b"\x89PNG")
    assert all(word not in data for word in (b"tEXt", b"eXIf", b"iCCP", b"tIME", b"pHYs"))


def test_a_pdf_holds_only_pictures_and_the_same_pixels_give_the_same_bytes() -> None:
    data = image_pdf([WHITE, WHITE])
    assert data == image_pdf([WHITE, WHITE])
    assert not [word for word in STRANGE if word in data]


def test_a_pdf_of_no_pages_is_refused() -> None:
    with pytest.raises(InputError):
        image_pdf([])


def test_letters_of_a_line_become_one_box_and_empty_ones_none() -> None:
    letters = [Box(left=x / 10, top=0.1, right=x / 10 + 0.05, bottom=0.2) for x in range(3)]
    below = Box(left=0.1, top=0.5, right=0.2, bottom=0.6)
    empty = Box(left=0.1, top=0.1, right=0.1, bottom=0.1)
    assert in_lines([*letters, empty, below]) == [Box(left=0.0, top=0.1, right=0.25, bottom=0.2), below]
