"""Pages that are pictures, to text: drawn behind the walls, recognised by what is installed, the surer result kept."""

from collections.abc import Collection, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from chamsae.errors import MissingPart, Unreadable
from chamsae.read import rapid, spotted, tesseract
from chamsae.read.columns import has_columns
from chamsae.read.mending import is_doubtful, mended
from chamsae.read.parsed import Limits, Parsed
from chamsae.read.picture import Picture, View, Word
from chamsae.read.sandbox import Sandbox
from chamsae.read.tesseract import Layout

#: From this mean confidence on, nobody else is asked about a page.
GOOD = 0.85
#: Below this mean confidence what was found on a page are no words: a photograph, a stamp, dirt.
POOR = 0.4
#: Fewer letters than this are no text either.
FEWEST = 3
#: How much more must be found on a page taken as one block, which puts columns out of order.
BETTER = 1.02
#: Pages of one document that are recognised, at most; the others stay pictures, and a note says so.
MOST_PAGES = 500

#: Tesseract's languages for the scripts it tells apart; for any other, those of `_UNSURE`.
_LANGUAGES = {
    "Latin": (("eng",), ("kor", "eng")),  # unsure of English: a page of both is taken for Latin
    "Korean": (("kor", "eng"),),
    "Hangul": (("kor", "eng"),),
    "Han": (("chi_sim", "eng"), ("chi_tra", "eng")),
}
_UNSURE = (("kor", "eng"),)
#: What recognising one page may cost where nothing else is said.
PAGE = Limits(seconds=120, processor=120, memory=2 << 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which programs may recognise: `engine` is auto, tesseract, rapidocr or off.

    `path` is where Tesseract is, if not on PATH. `languages` (Tesseract's names, joined by +) go
    before what the script of a page suggests. `limits` hold for one page.
    """

    engine: str = "auto"
    path: str = ""
    languages: str = ""
    limits: Limits = PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What one program found on a page, told to expect these languages, and how sure it was on average, by letters."""

    program: str
    words: tuple[Word, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def mean(self) -> float:
        """Mean confidence over all letters; 0 where there are none."""
        return sum(len(word.text) * word.confidence for word in self.words) / max(1, self.letters)

    @property
    def letters(self) -> int:
        """How many letters were found."""
        return sum(len(word.text) for word in self.words)

    @property
    def worth(self) -> float:
        """Surer and more letters are better: guesses at random count against."""
        return sum(len(word.text) * (word.confidence - POOR) for word in self.words)


class Ocr:
    """The programs that recognise pages; a context manager, for it may keep a helper process."""

    def __init__(self, choice: Choice | None = None) -> None:
        self.choice = choice or Choice()
        self._open = ExitStack()
        self._rapid: Sandbox | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the helper process; another is started when it is needed."""
        self._open.close()
        self._rapid = None

    def complete(self, parsed: Parsed, data: bytes | Path, media_type: str, name: str, sandbox: Sandbox) -> Parsed:
        """The parsed file with its pictures of pages recognised; `recognised_by` names the programs that did.

        Empty pages stay empty; what else could not be recognised is told in a note, and pages left for
        want of a program stay in `scanned`. Raises Unreadable when the file holds no text at all.
        """
        found: dict[int, Attempt] = {}
        notes: list[str] = []
        lacking: list[int] = []
        for page in parsed.scanned[:MOST_PAGES]:
            try:
                found |= self._page(page, sandbox.draw(data, media_type, name, View(page=page)))
            except MissingPart:
                lacking.append(page)
            except Unreadable as error:
                notes.append(f"page {page}: {error.what}" if len(parsed.pages) > 1 else error.what)
        if len(parsed.scanned) > MOST_PAGES:
            notes.append(f"only the first {MOST_PAGES} pages without a text layer were recognised")
        if lacking:
            notes.append(self._missing())
        if not found and not parsed.text.strip():
            raise Unreadable("; ".join(notes[-3:]) or "its pages are empty", thing=name)
        complete = _put_together(parsed, found, notes, lacking)
        return replace(complete, parameters=(*parsed.parameters, *self._parameters(found.values())))

    def words(self, picture: Picture) -> Attempt:
        """What the surest program reads on a grey picture of ours; raises MissingPart where there is no program."""
        return Attempt(program="") if picture.blank else self._recognised(picture)

    def _parameters(self, found: Collection[Attempt]) -> Iterator[tuple[str, str]]:
        """What the words of recognised pages depend on beside their pictures."""
        if found:
            yield "OCR engine", self.choice.engine
            languages = {"+".join(attempt.languages) for attempt in found if attempt.languages}
            yield "OCR languages", ", ".join(sorted(languages)) or "those of the program"
            yield "dots per inch", "300"

    def _page(self, page: int, picture: Picture) -> dict[int, Attempt]:
        """What is on a page, nothing if it is empty; raises Unreadable, and MissingPart where there is no program."""
        if picture.blank:
            return {}
        if self._tesseract is None and self._rapid_name is None:
            raise MissingPart(self._missing())
        best = self._recognised(picture)
        if best.mean < POOR or best.letters < FEWEST:
            raise Unreadable("a picture in which no words were found")
        return {page: best}

    def _missing(self) -> str:
        """Which program is missing and how to get it."""
        if self.choice.engine == "off":
            return "pages that are pictures are not read: OCR is off in the settings"
        install = rapid.INSTALL if self.choice.engine == "rapidocr" else tesseract.INSTALL
        return f"pages that are pictures need a program that is not there. {install}"

    def _recognised(self, picture: Picture) -> Attempt:
        """What is found on the page as it is; and without its grain, if that is poor or its script looks like none."""
        look = self._look(picture)
        grainy = look.script != "" and look.script not in _LANGUAGES
        best = Attempt(program="") if grainy else self._best(picture, look)
        if best.mean >= GOOD:
            return best
        from chamsae.read.grey import smoothed  # noqa: PLC0415 - Pillow is needed by few pages

        smooth = smoothed(picture)
        return max(best, self._best(smooth, self._look(smooth)), key=lambda one: one.worth)

    def _best(self, picture: Picture, look: tesseract.Look) -> Attempt:
        """The best of what the programs find, asked in turn until one is sure enough."""
        upright = picture.turned(look.quarters)
        best = Attempt(program="")
        failure: Exception | None = None
        programs = list(self._programs(look.script))
        if not programs:
            raise MissingPart(self._missing())
        for program, languages in programs:
            try:
                attempt = self._ask(program, languages, upright)
            except (Unreadable, ValueError) as error:  # it failed, or wrote what is no table
                failure = error
                continue
            best = max(best, attempt, key=lambda one: one.worth)
            if attempt.mean >= GOOD:
                break
        if failure is not None and not best.words:
            raise failure if isinstance(failure, Unreadable) else Unreadable(f"the reader gave no table ({failure})")
        return replace(best, words=tuple(word.turned_back(look.quarters) for word in best.words))

    def _look(self, picture: Picture) -> tesseract.Look:
        found = self._tesseract
        return found.look(picture, self.choice.limits) if found else tesseract.Look()

    def _programs(self, script: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Whom to ask about a page in this script, the likeliest first, with the languages to expect."""
        asked = (tuple(self.choice.languages.split("+")),) if self.choice.languages else None
        had = self._tesseract.languages if self._tesseract else frozenset()
        tries = [("tesseract", some) for some in asked or _LANGUAGES.get(script, _UNSURE) if some[0] in had]
        other = [("rapidocr", ())] if self._rapid_name and script not in {"Korean", "Hangul"} else []
        # Where the script cannot be told, the page may well be Chinese.
        known = asked is not None or (script in _LANGUAGES and script != "Han")
        yield from (*tries, *other) if known else (*other, *tries)

    def _ask(self, program: str, languages: tuple[str, ...], picture: Picture) -> Attempt:
        if program == "rapidocr":
            if self._rapid is None:
                self._rapid = self._open.enter_context(Sandbox(helper=rapid.HELPER))
            words = self._rapid.recognise(picture, rapid.RECOGNISER, self.choice.limits)
            return Attempt(program=self._rapid_name or "", words=words)
        return self._ask_tesseract(languages, picture)

    def _ask_tesseract(self, languages: tuple[str, ...], picture: Picture) -> Attempt:
        """A page is laid out in two ways in scripts other than Latin: looking for blocks, letters get lost."""
        found, limits = self._tesseract, self.choice.limits
        assert found is not None
        words = found.words(picture, languages, limits)
        best, layout = Attempt(program=found.name, words=words, languages=languages), Layout.FOUND
        if languages == ("eng",):
            return best
        block = replace(best, words=found.words(picture, languages, limits, layout=Layout.BLOCK))
        if block.worth > best.worth * BETTER and not has_columns([word.box for word in block.words]):
            best, layout = block, Layout.BLOCK
        if len(languages) > 1 and is_doubtful(best.words):  # a second language tempts it to see its letters
            alone = found.words(picture, languages[:1], limits, layout=layout)
            best = replace(best, words=mended(best.words, alone))
        return best

    @cached_property
    def _tesseract(self) -> tesseract.Tesseract | None:
        return tesseract.find(self.choice.path) if self.choice.engine in {"auto", "tesseract"} else None

    @cached_property
    def _rapid_name(self) -> str | None:
        return rapid.name() if self.choice.engine in {"auto", "rapidocr"} else None


def _put_together(parsed: Parsed, found: dict[int, Attempt], notes: list[str], lacking: list[int]) -> Parsed:
    words = {page: found[page].words if page in found else () for page in parsed.scanned}
    programs = sorted({attempt.program for attempt in found.values()})
    return replace(
        spotted.complete(parsed, words),
        parser=", ".join((parsed.parser, *programs)),
        recognised_by=tuple(programs),
        scanned=tuple(lacking),
        notes=(*parsed.notes, *notes),
    )
