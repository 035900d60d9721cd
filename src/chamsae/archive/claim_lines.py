"""Checks a claims file (chamsae-claims/1, one JSON object a line) against the text files it speaks of."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from chamsae.archive.claim_shape import (
    ActValue,
    ClaimLine,
    DocumentLine,
    FigureValue,
    Line,
    Period,
    TimeValue,
    parse_line,
)
from chamsae.archive.verdict import Findings, Verdict
from chamsae.errors import VerificationError
from chamsae.model.amount import Number

#: A longer line is no claim, a longer text no document.
LONGEST_LINE = 16 * 2**20
LARGEST_TEXT = 256 * 2**20

#: Types whose text is the file itself.
PLAIN = ("text/plain", "text/markdown")

AnyClaim = ClaimLine[object, object]


def verify_claims(path: Path, folder: Path) -> Verdict:
    """Check every line: JSON, keys and their order, known values, hashes, each quote and trigger at its offsets.

    A document's text is the file of its name (or hash) under `folder`; for documents that are not
    plain text it is `<id>.txt` there. Quotes whose text is not at hand count as unchecked, with a note.
    """
    check = _Check(path.name, folder)
    try:
        for number, raw in _lines(path):
            check.line(number, raw)
    except OSError as error:
        check.findings.add(path.name, f"cannot be read: {error.strerror or error}")
    check.references()
    return check.verdict()


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Lines end with LF only: VT, FF or U+2028 inside a string must not end one."""
    number = 0
    with path.open("rb") as file:
        while raw := file.readline(LONGEST_LINE + 1):
            number += 1
            yield number, raw
            if len(raw) > LONGEST_LINE:
                return


@dataclass(slots=True)
class _Check:
    """One claims file being checked."""

    name: str
    folder: Path
    findings: Findings = field(default_factory=Findings)
    lines: dict[str, str] = field(default_factory=dict)
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    wanted: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    by_hash: dict[str, Path] | None = None
    claims: int = 0
    quotes: int = 0
    unchecked: int = 0

    def line(self, number: int, raw: bytes) -> None:
        """Check one line; every fault names it."""
        thing = f"{self.name} line {number}"
        try:
            if len(raw) > LONGEST_LINE:
                raise VerificationError(f"is longer than {LONGEST_LINE} bytes; what follows was not read")
            self.content(thing, parse_line(raw))
        except VerificationError as error:
            self.findings.add(thing, error.what)

    def content(self, thing: str, line: Line) -> None:
        """Check a well-formed line by itself and against its document."""
        if line.id in self.lines:
            raise VerificationError(f"the id {line.id} was given to another line before")
        self.lines[line.id] = line.kind
        for fault in _contradictions(line):
            self.findings.add(thing, fault)
        if isinstance(line, DocumentLine):
            self.document(thing, line)
        else:
            self.claim(thing, line)

    def document(self, thing: str, line: DocumentLine) -> None:
        """Find the document's text and check the hash and the stretches marked in it."""
        self.wanted += [(thing, other.document, "document") for other in line.derived_from]
        self.texts[line.id] = ()
        self.texts[line.id] = texts = self.find(line)
        if texts and any(span.end > max(map(len, texts)) for span in line.furniture):
            self.findings.add(thing, "marks furniture beyond the end of the text")
        if not texts:
            self.notes.append(f"{line.name}: its text is not in the folder as {line.id}.txt, its quotes are unchecked")

    def claim(self, thing: str, line: AnyClaim) -> None:
        """Check quote, context and trigger, literally."""
        if self.lines.get(line.document) != "document":
            raise VerificationError(f"its document {line.document} stands on no line before it")
        self.claims += 1
        if isinstance(line.value, ActValue) and line.value.figure:
            self.wanted.append((thing, line.value.figure, "figure"))
        texts = self.texts[line.document]
        if not texts:
            self.unchecked += 1
        elif faults := min((_misquotes(line, text) for text in texts), key=len):
            self.findings.add(thing, faults[0])
        else:
            self.quotes += 1

    def references(self) -> None:
        """Check that what lines point at is there and of the right kind."""
        for thing, id_, kind in self.wanted:
            if self.lines.get(id_) != kind:
                self.findings.add(thing, f"points at {kind} {id_}, which is not there")

    def find(self, line: DocumentLine) -> tuple[str, ...]:
        """The document's text in every reading its bytes allow; empty when it is not at hand."""
        relative = PurePosixPath(line.name)
        if line.media_type not in PLAIN:
            return _decoded(_within(self.folder, PurePosixPath(f"{line.id}.txt")) or b"")
        if relative.is_absolute() or ".." in relative.parts:
            raise VerificationError("its name leads out of the folder")
        content = _within(self.folder, relative)
        if content is None or _sha256(content) != line.sha256:
            other = self.same_bytes(line.sha256)
            if other is None:
                raise VerificationError(
                    f"{line.name} is not in the folder" if content is None else f"{line.name} has other bytes now"
                )
            content = other.read_bytes()
        return _decoded(content)

    def same_bytes(self, sha256: str) -> Path | None:
        """A file anywhere in the folder with this hash."""
        if self.by_hash is None:
            files = [one for one in sorted(self.folder.rglob("*")) if one.is_file() and not one.is_symlink()]
            small = [one for one in files if one.stat().st_size <= LARGEST_TEXT]
            self.by_hash = {_sha256(one.read_bytes()): one for one in small}
        return self.by_hash.get(sha256)

    def verdict(self) -> Verdict:
        """What was found, as a value."""
        return Verdict(
            kind="claims",
            faults=tuple(self.findings.faults),
            notes=tuple(self.notes),
            documents=len(self.texts),
            claims=self.claims,
            quotes=self.quotes,
            unchecked=self.unchecked,
        )


def _within(folder: Path, relative: PurePosixPath) -> bytes | None:
    """The bytes of a regular file that really lies under the folder, None when there is none."""
    try:
        path = (folder / relative).resolve()
        inside = path.is_relative_to(folder.resolve()) and path.is_file()
        return path.read_bytes() if inside and path.stat().st_size <= LARGEST_TEXT else None
    except (OSError, ValueError):
        return None


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _decoded(content: bytes) -> tuple[str, ...]:
    """UTF-8 with its byte order mark and without; older Korean and Chinese encodings only where UTF-8 fails."""
    for encodings in (("utf-8", "utf-8-sig"), ("cp949", "gb18030", "utf-16")):
        readings = tuple(dict.fromkeys(text for name in encodings if (text := _reading(content, name))))
        if readings:
            return readings
    return ()


def _reading(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _contradictions(line: Line) -> Iterator[str]:
    """What is wrong within the line itself."""
    if isinstance(line, DocumentLine):
        periods: list[Period | None] = [line.published]
        if any(span.start >= span.end for span in line.furniture):
            yield "marks furniture that ends before it starts"
    else:
        value = line.value
        periods = [line.when, value if isinstance(value, TimeValue) else None]
        if isinstance(value, FigureValue) and _backwards(value.low, value.high):
            yield f"its value runs from {value.low} down to {value.high}"
    if any(period and period.start and period.end and period.start > period.end for period in periods):
        yield "a time ends before it starts"


def _backwards(low: Number | None, high: Number | None) -> bool:
    return low is not None and high is not None and low > high


def _misquotes(line: AnyClaim, text: str) -> list[str]:
    """Why quote, context or trigger do not stand in this text; empty when they do."""
    quote, trigger = line.quote, line.trigger
    tests = {
        f"the quote is not at {quote.start} to {quote.end}": text[quote.start : quote.end] == quote.exact != "",
        "the words before the quote are others": text.endswith(quote.prefix, 0, quote.start),
        "the words after the quote are others": text.startswith(quote.suffix, quote.end),
        f"the trigger is not at {trigger.start} to {trigger.end}": (
            text[trigger.start : trigger.end] == trigger.exact != ""
        ),
        "the trigger is not inside the quote": quote.start <= trigger.start < trigger.end <= quote.end,
    }
    return [fault for fault, holds in tests.items() if not holds]
