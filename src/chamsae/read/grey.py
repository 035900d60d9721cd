"""From any picture Pillow opens to plain pixels of a bounded size; runs behind the walls, but for `smoothed`."""

from dataclasses import replace

from PIL import Image, ImageChops, ImageFilter, ImageOps

from chamsae.errors import Unreadable
from chamsae.read.picture import Picture, View

#: Pixels of one page, at most: an A3 page at 600 dots per inch has 70 million.
MAX_PIXELS = 80_000_000
#: Pixels handed to OCR, at most: beyond, letters get larger and no clearer.
MOST_FOR_OCR = 24_000_000
#: A page with fewer pixels than this on its longer side is enlarged for OCR.
FEWEST_FOR_OCR = 1800

#: Paper that differs by more than this in brightness, of 255, is lit unevenly.
SHADED = 40

_DEEP = ("I", "I;16", "I;16L", "I;16B", "I;16N", "F")


def check_size(width: int, height: int, name: str) -> None:
    """Raise Unreadable for a page no machine should unpack, before it is unpacked."""
    if width * height > MAX_PIXELS:
        raise Unreadable(
            f"a page of {width:,} × {height:,} pixels; at most {MAX_PIXELS:,} are read",
            thing=name,
            do="Make it smaller. The bytes are kept.",
        )


def picture(image: Image.Image, view: View) -> Picture:
    """The picture upright, without transparency, in the colours and size of the view."""
    flat = _flat(ImageOps.exif_transpose(image), colour=view.colour)
    width, height = _size(flat.width, flat.height, view.longest)
    if (width, height) != flat.size:
        flat = flat.resize((width, height), Image.Resampling.LANCZOS)
    if view.longest is None and not view.colour:
        flat = _evenly_lit(flat)
    return Picture(width=width, height=height, pixels=flat.tobytes(), colour=view.colour)


def smoothed(page: Picture) -> Picture:
    """A grey picture of ours without grain and specks, at the cost of fine strokes."""
    image = Image.frombytes("L", (page.width, page.height), page.pixels)
    return replace(page, pixels=image.filter(ImageFilter.MedianFilter(5)).tobytes())


def _flat(image: Image.Image, *, colour: bool) -> Image.Image:
    if image.mode in _DEEP:
        image = _shallow(image)
    if image.has_transparency_data:
        sheet = Image.new("RGBA", image.size, "white")
        sheet.alpha_composite(image.convert("RGBA"))
        image = sheet
    return image.convert("RGB" if colour else "L")


def _evenly_lit(page: Image.Image) -> Image.Image:
    """The page as if lit evenly: programs that tell ink from paper by one threshold lose what lies in the shade."""
    small = page.resize((max(1, page.width // 16), max(1, page.height // 16)), Image.Resampling.BOX)
    paper = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(4))
    darkest, lightest = paper.getextrema()
    assert isinstance(darkest, int | float)
    assert isinstance(lightest, int | float)
    if lightest - darkest < SHADED:
        return page
    full = paper.resize(page.size, Image.Resampling.BICUBIC)
    return ImageChops.invert(ImageChops.subtract(full, page))


def _shallow(image: Image.Image) -> Image.Image:
    """16 bits and more per pixel, as 8."""
    extrema = image.getextrema()
    highest = extrema[1]
    assert isinstance(highest, int | float)
    if highest <= 255:
        return image.convert("L")
    scale = 255 / max(65535, highest)
    return image.point(lambda value: value * scale).convert("L")


def _size(width: int, height: int, longest: int | None) -> tuple[int, int]:
    if longest is not None:
        scale = min(1.0, longest / max(width, height))
    elif width * height > MOST_FOR_OCR:
        scale = (MOST_FOR_OCR / (width * height)) ** 0.5
    else:
        scale = 2.0 if max(width, height) < FEWEST_FOR_OCR else 1.0
    return max(1, int(width * scale)), max(1, int(height * scale))
