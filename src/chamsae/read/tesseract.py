"""Words from the picture of a page through Tesseract, an external program that is found or politely missed."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from pathlib import Path

from chamsae.errors import Unreadable
from chamsae.model.locus import Box
from chamsae.read.parsed import Limits
from chamsae.read.picture import Picture, Word
from chamsae.read.program import run

#: What to do where it is missing.
INSTALL = (
    "Install Tesseract (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-kor tesseract-ocr-chi-sim "
    "tesseract-ocr-chi-tra; macOS: brew install tesseract tesseract-lang), then run `chamsae read --retry`."
)
#: How sure, by its own measure, Tesseract must be before a page is turned.
SURE_OF_TURN = 2.0
#: Columns of its table.
_COLUMNS = 12


class Layout(StrEnum):
    """How Tesseract takes a page: it finds the blocks of text itself, or all of it is one block."""

    FOUND = "3"
    BLOCK = "6"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a page looks like: its script (Latin, Korean, Han …; "" unknown), and the quarters to turn it clockwise."""

    script: str = ""
    quarters: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tesseract:
    """An installed Tesseract: where it is, its version, and the languages it has (eng, kor, chi_sim …)."""

    path: str
    version: str
    languages: frozenset[str]

    @property
    def name(self) -> str:
        """Name with version, as documents carry it."""
        return f"tesseract {self.version}"

    def words(
        self, picture: Picture, languages: tuple[str, ...], limits: Limits, *, layout: Layout = Layout.FOUND
    ) -> tuple[Word, ...]:
        """The words of a page in reading order; languages it lacks are left out. Raises Unreadable."""
        had = [one for one in languages if one in self.languages] or ["eng"]
        # The table says where words stand; only the text says where Korean words end.
        both = ("-c", "preserve_interword_spaces=1", "tsv", "txt")
        told = self._run(picture, limits, "-l", "+".join(had), "--psm", layout, *both)
        return _words(told.decode("utf-8", "replace"), picture)

    def look(self, picture: Picture, limits: Limits) -> Look:
        """The script of a page and how it lies, as far as Tesseract can tell from its letters."""
        if "osd" not in self.languages:
            return Look()
        try:
            told = self._run(picture, limits, "-l", "osd", "--psm", "0").decode("utf-8", "replace")
            said = {key: value.strip() for key, _, value in (line.partition(":") for line in told.splitlines())}
            sure = float(said.get("Orientation confidence", "0")) >= SURE_OF_TURN
            return Look(script=said.get("Script", ""), quarters=int(said.get("Rotate", "0")) // 90 if sure else 0)
        except (Unreadable, ValueError):  # too few letters to tell
            return Look()

    def _run(self, picture: Picture, limits: Limits, *arguments: str) -> bytes:
        command = (self.path, "-", "-", "--dpi", "300", *arguments)
        return run(command, picture.pnm(), limits, folders=(Path(self.path).parent,), what="Tesseract")


def find(path: str = "") -> Tesseract | None:
    """The Tesseract at a path, or else on PATH; None where there is none that works."""
    place = shutil.which(path or "tesseract")
    if place is None:
        return None
    try:
        version, languages = (_told(place, asked) for asked in ("--version", "--list-langs"))
    except (OSError, subprocess.SubprocessError):
        return None
    told = re.match(r"tesseract v?([\d.]+)", version)
    return Tesseract(
        path=str(Path(place).resolve()),
        version=told[1] if told else "of unknown version",
        languages=frozenset(languages.split("\n", 1)[-1].split()),
    )


def _told(place: str, asked: str) -> str:
    """What the program the user has says of itself."""
    done = subprocess.run([place, asked], capture_output=True, check=True, timeout=20)  # noqa: S603
    return done.stdout.decode("utf-8", "replace")


def _words(told: str, picture: Picture) -> tuple[Word, ...]:
    """The words of Tesseract's table, glued where the text below it has no space between two of them."""
    split = told.split("\n")
    rows = [line.split("\t") for line in takewhile(_is_row, split)]
    text, at = "\n".join(split[len(rows) :]), 0
    words: list[Word] = []
    line, place = 0, [""] * 3
    for row in rows:
        word, here = row[-1].strip(), row[1:5]
        if row[0] != "5" or not word:
            continue
        if here != place:
            line += 1 if here[:2] == place[:2] else 2
            place = here
        found = text.find(word, at, at + len(word) + 40)
        glued = found == at > 0 and bool(words)
        at = found + len(word) if found >= 0 else at
        words.append(Word(text=word, line=line, box=_box(row, picture), confidence=_sure(row[-2]), glued=glued))
    return tuple(words)


def _is_row(line: str) -> bool:
    return line.count("\t") == _COLUMNS - 1


def _box(row: list[str], picture: Picture) -> Box:
    left, top, width, height = map(int, row[6:10])
    return Box(
        left=round(left / picture.width, 4),
        top=round(top / picture.height, 4),
        right=round((left + width) / picture.width, 4),
        bottom=round((top + height) / picture.height, 4),
    )


def _sure(percent: str) -> float:
    return round(min(1.0, max(0.0, float(percent) / 100)), 2)
