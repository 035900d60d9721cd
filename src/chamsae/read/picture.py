"""A page as plain pixels that we wrote ourselves: all that leaves the walls of what was once a hostile file."""

from dataclasses import dataclass, replace

from chamsae.model.locus import Box

#: Values of pixels that count as paper.
_LIGHT = bytes(range(200, 256))


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Which page is wanted (from 1), and how: at most `longest` pixels on a side, or in the size that suits OCR.

    `bare` leaves out what others have put on the page (annotations), and tells where its letters stand.
    """

    page: int
    longest: int | None = None
    colour: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Pixels row by row, a byte each for grey (0 is black) or three for red, green and blue.

    Raises ValueError where the bytes are not as many as the size asks.
    """

    width: int
    height: int
    pixels: bytes
    colour: bool = False

    def __post_init__(self) -> None:
        if min(self.width, self.height) < 1 or len(self.pixels) != self.width * self.height * (3 if self.colour else 1):
            raise ValueError(f"{len(self.pixels)} bytes are no picture of {self.width} × {self.height}")

    @property
    def blank(self) -> bool:
        """Whether hardly anything on it is darker than light grey."""
        return len(self.pixels.translate(None, _LIGHT)) < len(self.pixels) / 5000

    def turned(self, quarters: int) -> "Picture":
        """The grey picture turned clockwise by so many quarters of a circle; raises ValueError for a coloured one."""
        if self.colour:
            raise ValueError("only grey pictures are turned")
        turned = self
        for _ in range(quarters % 4):
            rows = (turned.pixels[x :: turned.width][::-1] for x in range(turned.width))
            turned = Picture(width=turned.height, height=turned.width, pixels=b"".join(rows))
        return turned

    def pnm(self) -> bytes:
        """The picture as a PGM or PPM file, which every program reads and none can misread."""
        return b"P%d %d %d 255\n" % (6 if self.colour else 5, self.width, self.height) + self.pixels


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word (or, where a script has no spaces, a run of characters) recognised in a picture.

    `line` numbers the lines of the page in reading order; a gap of more than one parts blocks.
    `glued` words stand without a space after the one before them.
    """

    text: str
    line: int
    box: Box
    confidence: float
    glued: bool = False

    def turned_back(self, quarters: int) -> "Word":
        """The word found in a picture turned clockwise by so many quarters, with its box in the picture as it was."""
        box = self.box
        for _ in range(quarters % 4):
            box = Box(left=box.top, top=round(1 - box.right, 4), right=box.bottom, bottom=round(1 - box.left, 4))
        return replace(self, box=box)
