"""Pictures of pages (PNG, JPEG, TIFF, WebP, GIF, BMP): how many pages there are, and each as plain pixels."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import PIL
from PIL import Image, ImageFile, UnidentifiedImageError

from chamsae.errors import Unreadable
from chamsae.model.document import Page
from chamsae.read import grey
from chamsae.read.parsed import Parsed
from chamsae.read.picture import Picture, View

VERSION = f"scan 1, Pillow {PIL.__version__}"

#: The only formats that are opened; Pillow knows others that start programs or read other files.
FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP")
#: Pages of one picture file, at most.
MAX_PAGES = 500
#: A picture with fewer pixels than this on a side holds no page: an icon, a line, a counter.
SMALLEST = 100

_KEPT = "The bytes are kept."
Image.MAX_IMAGE_PIXELS = grey.MAX_PIXELS


def parse(data: bytes, name: str) -> Parsed:
    """Which pages there are to recognise; raises Unreadable for what is no picture, a bomb, or too small for a page."""
    with _damage_told(name), _open(data, name) as image:
        if min(image.size) < SMALLEST:
            raise Unreadable(
                f"a picture of {image.width} × {image.height} pixels: too small for a page", thing=name, do=_KEPT
            )
        pages, notes = _pages(image, name)
    return Parsed(
        parser=VERSION,
        text="\n\n" * (pages - 1),
        pages=tuple(Page(number=number + 1, start=2 * number, end=2 * number) for number in range(pages)),
        scanned=tuple(range(1, pages + 1)),
        notes=notes,
    )


def picture(data: bytes, name: str, view: View) -> Picture:
    """One page as plain pixels; of a picture that is cut short, what is there."""
    with _damage_told(name), _open(data, name) as image:
        image.seek(view.page - 1)
        grey.check_size(image.width, image.height, name)
        _load(image)
        return grey.picture(image, view)


def sample() -> bytes:
    """A picture of our own, to warm the library with."""
    stream = BytesIO()
    Image.new("L", (120, 120), 255).save(stream, "PNG")
    return stream.getvalue()


@contextmanager
def _damage_told(name: str) -> Iterator[None]:
    """Turn whatever Pillow raises into Unreadable: its plug-ins meet a damaged file with errors of every kind."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what they only warn of is checked here
            yield
    except (Unreadable, MemoryError):
        raise
    except UnidentifiedImageError as error:
        raise Unreadable("damaged, or no picture of a kind that is read", thing=name, do=_KEPT) from error
    except Image.DecompressionBombError as error:
        raise Unreadable("a picture of too many pixels", thing=name, do=f"Make it smaller. {_KEPT}") from error
    except Exception as error:
        raise Unreadable(f"the picture is damaged ({str(error)[:100]})", thing=name, do=_KEPT) from error


def _open(data: bytes, name: str) -> Image.Image:
    if not data:
        raise Unreadable("the file is empty (0 bytes)", thing=name, do="The entry is kept.")
    image = Image.open(BytesIO(data), formats=FORMATS)
    grey.check_size(image.width, image.height, name)
    return image


def _pages(image: Image.Image, name: str) -> tuple[int, tuple[str, ...]]:
    """How many pages to read, with notes: the pictures of a film are one page, those of a TIFF are pages."""
    frames = int(getattr(image, "n_frames", 1))
    if image.format != "TIFF":
        return 1, (f"it moves: only the first of {frames} pictures is read",) if frames > 1 else ()
    if frames > MAX_PAGES:
        raise Unreadable(f"{frames:,} pages; at most {MAX_PAGES:,} are read", thing=name, do=f"Split it. {_KEPT}")
    return frames, ()


def _load(image: Image.Image) -> None:
    """Decode; what is missing at the end of a picture cut short stays grey."""
    try:
        image.load()
    except OSError as error:
        if "truncated" not in str(error):
            raise
        ImageFile.LOAD_TRUNCATED_IMAGES = True  # this process reads this one picture and ends
        image.load()
