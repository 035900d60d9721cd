"""What index.csv and claims.csv of a corpus say, and how what we read is held against it.

A row of claims.csv is answered by one figure claim of its document that has its number. Rows are figures of one event
when they measure the same and their dates meet: the index puts a report on a person into that person's group though it
also counts those sent back on one day, so the group of the file is no event of the row.
"""

import calendar
import csv
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz

from chamsae.model.amount import Comparator
from chamsae.model.claim import Claim, Figure
from chamsae.model.when import When
from chamsae.reconcile.outlets import named
from chamsae.text.normal import fold

LANGUAGES = ("en", "ko", "zh")
#: What a qualifier says; 여 and 多 leave open whether the number itself is meant.
MORE, LEAST, LESS, MOST = Comparator.MORE_THAN, Comparator.AT_LEAST, Comparator.LESS_THAN, Comparator.UP_TO
QUALIFIERS: Mapping[str, frozenset[Comparator]] = {
    **dict.fromkeys(("more than", "over", "넘는"), frozenset({MORE})),
    **dict.fromkeys(("at least", "이상", "以上"), frozenset({LEAST})),
    **dict.fromkeys(("여", "여 명", "여 개", "여 장", "여 명 이상", "多"), frozenset({MORE, LEAST})),
    **dict.fromkeys(("up to", "as many as", "nearly", "近く"), frozenset({MOST, LESS})),
    **dict.fromkeys(("about", "around", "some", "약", "约", "約", "정도"), frozenset({Comparator.ABOUT})),
    **dict.fromkeys(("hundreds", "数百"), frozenset({Comparator.VAGUE})),
    **dict.fromkeys(("", "further", "총"), frozenset({Comparator.EXACT})),
}
#: Acts by what a row measures, the first that fits; what is not here has no scope of people to judge.
ACTS: Sequence[tuple[str, frozenset[str]]] = (
    (r"people returned|^from |received", frozenset({"repatriated"})),
    (r"people arrested", frozenset({"arrested", "detained"})),
    (r"people (?:still )?detained", frozenset({"detained", "remaining"})),
    (r"living in China", frozenset({"residing", "remaining"})),
    (r"^arrivals", frozenset({"arrived"})),
    (r"^signatures", frozenset({"signed"})),
)
#: Parts of what a measure says that make it another figure than the whole.
APART = r"via .+|since .+|Aug-Sep|in recent months|on two buses|^from .+|at .+|received|delivered"
#: How alike two names of a speaker must be, of 100.
ALIKE = 75
#: Days by which our time may be longer than that of the row.
LONGER = 31


@dataclass(frozen=True)
class Row:
    """A row of claims.csv that counts something, with the days it is about."""

    number: int
    file: str
    claimant: str
    measure: str
    low: float | None
    high: float | None
    qualifier: str
    when: When | None

    @property
    def expected(self) -> frozenset[Comparator]:
        """The comparators its qualifier allows."""
        return QUALIFIERS[self.qualifier]

    @property
    def value(self) -> float:
        """Its number; for a vague one the lower end."""
        found = self.low if self.low is not None else self.high
        assert found is not None
        return found

    @property
    def acts(self) -> frozenset[str]:
        """The acts it may be a figure of; empty where it counts no people."""
        return next((acts for pattern, acts in ACTS if re.search(pattern, self.measure)), frozenset())

    @property
    def topic(self) -> str:
        """What it measures, with what sets it apart from the whole."""
        apart = re.search(APART, self.measure)
        return f"{'/'.join(sorted(self.acts)) or self.measure} {apart[0] if apart else ''}".strip()

    def __str__(self) -> str:
        said = f"{self.qualifier} {self.value:g}".strip()
        return f"{self.file} {said} ({self.measure}, {self.claimant})"


@dataclass(frozen=True)
class File:
    """A row of index.csv."""

    name: str
    language: str
    event: str
    copies: str
    title: str


def files(folder: Path) -> dict[str, File]:
    """The documents of the index by file name."""
    return {
        row["file"]: File(row["file"], row["language"], row["same_event_group"], row["copy_of"], row["title"])
        for row in _rows(folder / "index.csv")
    }


def rows(folder: Path, index: Mapping[str, File]) -> list[Row]:
    """The rows that count something in a document of a language we read; ages and times of day are left out."""
    found = []
    for number, row in enumerate(_rows(folder / "claims.csv")):
        known = index.get(row["file"])
        counts = (row["low"] or row["high"]) and not re.search(r"^age |time", row["measure"])
        if known and known.language.partition("-")[0] in LANGUAGES and counts:
            found.append(_row(number, row))
    return found


def matched(wanted: Sequence[Row], claims: Mapping[str, Sequence[Claim]], groups: Collection[str]) -> dict[int, Claim]:
    """The claim that answers each row, by row number: of several the one with the right comparator, then one that is
    in a figure (`groups` has the ids of these), then the first.
    """
    found: dict[int, Claim] = {}
    taken: set[str] = set()
    for strict in (True, False):
        for row in wanted:
            if row.number in found:
                continue
            for claim in sorted(claims.get(row.file, ()), key=lambda claim: claim.id not in groups):
                if claim.id not in taken and _answers(claim, row, strict=strict):
                    found[row.number] = claim
                    taken.add(claim.id)
                    break
    return found


def events(wanted: Sequence[Row]) -> dict[int, int]:
    """The event of each row, by row number: the lowest number of a row of its topic whose dates meet its own."""
    event = {row.number: row.number for row in wanted}

    def head(number: int) -> int:
        while event[number] != number:
            number = event[number]
        return number

    for at, one in enumerate(wanted):
        for other in wanted[:at]:
            if one.topic == other.topic and one.when and other.when and one.when.overlaps(other.when):
                first, second = sorted((head(one.number), head(other.number)))
                event[second] = first
    return {number: head(number) for number in event}


def same_speaker(claim: Claim, claimant: str) -> bool:
    """True when one of the names of who says so is the row's claimant: words of the one in the other, or nearly."""
    told = [claim.speaker.text if claim.speaker else "", *claim.via]
    return any(_alike(name, claimant) for name in told if name)


def same_time(when: When | None, row: Row) -> bool:
    """True when a time meets that of the row and is at most LONGER days longer."""
    if row.when is None or when is None or when.start is None or when.end is None:
        return row.when is None
    assert row.when.start is not None
    assert row.when.end is not None
    longer = (when.end - when.start).days - (row.when.end - row.when.start).days
    return when.overlaps(row.when) and longer <= LONGER


def right_comparator(claim: Claim, row: Row) -> bool:
    """True when the words around the number were read as the qualifier has them."""
    assert isinstance(claim.value, Figure)
    return claim.value.amount.comparator in row.expected


def right_interval(claim: Claim, row: Row) -> bool:
    """True when both ends are those of the row; the words for a vague number allow what lies in its range."""
    assert isinstance(claim.value, Figure)
    amount = claim.value.amount
    if Comparator.VAGUE in row.expected:
        return (row.low or 0) <= (amount.low or 0) and (amount.high or 0) <= (row.high or 0)
    floor = None if row.expected <= {MOST, LESS} else row.value
    ceiling = None if row.expected <= {MORE, LEAST} else row.value
    return (amount.low, amount.high) == (floor, ceiling)


def _answers(claim: Claim, row: Row, *, strict: bool) -> bool:
    assert isinstance(claim.value, Figure)
    amount = claim.value.amount
    if Comparator.VAGUE in row.expected:
        return amount.comparator is Comparator.VAGUE
    return row.value in (amount.low, amount.high) and (amount.comparator in row.expected or not strict)


def _alike(one: str, two: str) -> bool:
    if set(named(one)) & set(named(two)):
        return True  # one organisation in two languages
    first, second = _plain(one), _plain(two)
    if not first or not second:
        return False
    return first in second or second in first or fuzz.token_set_ratio(first, second) >= ALIKE


def _plain(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(words)))


def _row(number: int, row: Mapping[str, str]) -> Row:
    low, high = (float(row[name]) if row[name] else None for name in ("low", "high"))
    return Row(
        number, row["file"], row["claimant"], row["measure"], low, high, row["qualifier"],
        _when(row["as_of_or_event_date"]),
    )  # fmt: skip


def _when(words: str) -> When | None:
    """A day, month, year, or two of these with a slash between; a true date in brackets goes before a false one."""
    true = re.search(r"true ([\d-]+)", words)
    words = true[1] if true else words
    between = re.sub(r"^(\d{4})-(\d{4})$", r"\1/\2", words.partition(" ")[0])
    parts = [part for part in between.split("/") if part]
    spans = [_days(part.partition("T")[0]) for part in parts]
    return When(start=spans[0][0], end=spans[-1][1]) if spans else None


def _days(words: str) -> tuple[date, date]:
    year, *rest = (int(part) for part in words.split("-"))
    if not rest:
        return date(year, 1, 1), date(year, 12, 31)
    if len(rest) == 1:
        return date(year, rest[0], 1), date(year, rest[0], calendar.monthrange(year, rest[0])[1])
    return date(year, rest[0], rest[1]), date(year, rest[0], rest[1])


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)
