"""Words from the picture of a page through RapidOCR (Chinese and Latin letters), in a helper process of its own.

`recognise` asks a sandbox whose helper is this module; its models are inside the installed package.
"""

import socket
import sys
from importlib.metadata import version
from importlib.util import find_spec

from chamsae.model.locus import Box
from chamsae.read import walls
from chamsae.read.columns import reading_order
from chamsae.read.picture import Word

HELPER = "chamsae.read.rapid"
RECOGNISER = "rapidocr"

#: What to do where it is missing.
INSTALL = "Install it: pip install 'chamsae[ocr]', then run `chamsae read --retry`."


def name() -> str | None:
    """Name with version, as documents carry it; None where it is not installed."""
    return f"rapidocr {version('rapidocr-onnxruntime')}" if find_spec("rapidocr_onnxruntime") else None


def main() -> None:
    """Load the models, then serve pictures on the socket given as the last argument until it is closed."""
    from chamsae.read import zygote  # noqa: PLC0415 - the caller of `name` needs none of it

    walls.leave_network()
    zygote.serve(socket.socket(fileno=int(sys.argv[-1])), {RECOGNISER: _recogniser()})


def _recogniser() -> "zygote.Parse":  # type: ignore[name-defined]  # noqa: F821
    import numpy as np  # noqa: PLC0415 - heavy, and only in the helper
    from rapidocr_onnxruntime import RapidOCR  # noqa: PLC0415 - heavy, and only in the helper

    # One thread each: the process is forked for every page, and threads do not survive that.
    engine = RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)

    def recognise(data: bytes, _name: str) -> tuple[Word, ...]:
        head, pixels = data.split(b" 255\n", 1)
        _, width, height = head.split()
        grey = np.frombuffer(pixels, np.uint8).reshape(int(height), int(width))
        found, _times = engine(np.stack([grey] * 3, axis=-1))
        return _words(found or [], int(width), int(height))

    return recognise


def _words(found: list[tuple[list[list[float]], str, float]], width: int, height: int) -> tuple[Word, ...]:
    """Each line found is one run of characters; columns are read one after the other."""
    boxes = [_box(corners, width, height) for corners, _, _ in found]
    words = []
    for line, at in reading_order(boxes):
        _, text, sure = found[at]
        if text.strip():
            words.append(Word(text=text.strip(), line=line, box=boxes[at], confidence=round(float(sure), 2)))
    return tuple(words)


def _box(corners: list[list[float]], width: int, height: int) -> Box:
    across, down = [x / width for x, _ in corners], [y / height for _, y in corners]
    return Box(
        left=round(max(0.0, min(across)), 4),
        top=round(max(0.0, min(down)), 4),
        right=round(min(1.0, max(across)), 4),
        bottom=round(min(1.0, max(down)), 4),
    )
