"""Pages as a scanner or a telephone gives them: invented words, drawn with a system font for Korean and Chinese."""

import random
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

#: A font collection with all our scripts, as Debian installs it, and the place of each language in it.
NOTO = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
FACES = {"ko": 1, "zh-Hans": 2, "zh-Hant": 3}
A4 = (1654, 2339)  # 200 dots per inch

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@cache
def font(language: str, size: int) -> Font | None:
    """A font for a language: Pillow's own for English; None where the system has none for the others."""
    if language == "en":
        return ImageFont.load_default(size)
    return ImageFont.truetype(str(NOTO), size, index=FACES[language]) if NOTO.exists() else None


def sheet(lines: Sequence[str], language: str = "en", *, size: tuple[int, int] = A4, points: int = 34) -> Image.Image:
    """A white page with lines of black type."""
    page = Image.new("L", size, 255)
    draw = ImageDraw.Draw(page)
    face = font(language, points)
    assert face is not None
    for number, line in enumerate(lines):
        draw.text((160, 200 + int(points * 1.7) * number), line, font=face, fill=15)
    return page


def noisy(page: Image.Image, *, seed: int = 7) -> Image.Image:
    """The page as a poor copy: grey, grainy, a little out of focus."""
    dim = page.filter(ImageFilter.GaussianBlur(1.1)).point(lambda value: 30 + value * 0.8)
    mixed = Image.blend(dim, grain(page.size, 60, seed=seed), 0.22)
    draw = ImageDraw.Draw(mixed)
    dice = random.Random(seed)
    for _ in range(400):
        x, y = dice.randrange(page.width), dice.randrange(page.height)
        draw.ellipse((x, y, x + 3, y + 3), fill=60)
    return mixed


def grain(size: tuple[int, int], spread: float, *, seed: int = 7) -> Image.Image:
    """Noise about a middle grey, the same each time; Pillow's own goes on from whatever was drawn before."""
    values = np.random.default_rng(seed).normal(128, spread, (size[1], size[0]))
    return Image.fromarray(values.clip(0, 255).astype(np.uint8))


def skewed(page: Image.Image, degrees: float = 2.0) -> Image.Image:
    """The page laid down askew."""
    return page.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)


def shaded(page: Image.Image) -> Image.Image:
    """The page photographed with the light from one side."""
    light = Image.linear_gradient("L").rotate(90).resize(page.size).point(lambda value: 150 + value * 0.4)
    return ImageChops.multiply(page, light)


def encoded(page: Image.Image, form: str = "PNG", **more: object) -> bytes:
    """The page as a file."""
    stream = BytesIO()
    page.save(stream, form, **more)
    return stream.getvalue()


def pdf(pages: Sequence[Image.Image]) -> bytes:
    """A PDF whose pages are pictures, as scanners make them."""
    return encoded(pages[0], "PDF", save_all=True, append_images=list(pages[1:]), resolution=200)
