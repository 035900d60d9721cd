"""One released figure as a picture that explains itself: range, reason, claims on one axis, footnotes.

The same release gives the same bytes. Nothing in it names who made or settled it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from chamsae.model.amount import Amount, Comparator
from chamsae.model.release import Release, ReleasedClaim, ReleasedFigure
from chamsae.publish.axis import Axis, Bar, axis, band, bar
from chamsae.publish.edition.words import comparator_words, said
from chamsae.publish.figure_words import (
    aside_words,
    claim_words,
    foot_words,
    footnote,
    heading,
    in_order,
    only_figure,
    range_of,
    settled_words,
    who_says,
)
from chamsae.publish.report import STAMPS
from chamsae.publish.svg import ACCENT, INK, LINE, QUIET, SOFT, STAMP, Sheet
from chamsae.publish.typeset import lines

#: Width of the picture, of its margin, and of its columns: who says so, the axis, in which words.
WIDTH, MARGIN, WHO, TRACK, SAID = 1000.0, 40.0, 270.0, 430.0, 190.0
ROOM = WIDTH - 2 * MARGIN
#: Footnotes show so many lines of each quote; the CSV of the release has all of it.
QUOTE_LINES = 4


def figure_svg(release: Release, figure: ReleasedFigure | None = None, *, language: str = "en", place: str = "") -> str:
    """The picture of a figure of a release (its only one where none is named); `place` is the key of its place.

    Raises InputError where none is named and it holds none or several.
    """
    figure = figure or only_figure(release)
    sheet = Sheet(WIDTH, MARGIN)
    named = heading(figure, language, place)
    _head(sheet, release, figure, named, language)
    claims = in_order(figure)
    _chart(sheet, figure, claims, language)
    _footnotes(sheet, claims, language)
    _foot(sheet, release, language)
    return sheet.finished(range_of(figure, language), f"{named}. {figure.reason}", language)


@dataclass(frozen=True, slots=True)
class _Track:
    """Where the axis lies on the page."""

    left: float
    width: float

    def at(self, share: float) -> float:
        """The place of a share in per cent."""
        return self.left + share / 100 * self.width


AXIS = _Track(MARGIN + WHO + 15, TRACK)


def _head(sheet: Sheet, release: Release, figure: ReleasedFigure, named: str, language: str) -> None:
    if release.audience in STAMPS:
        sheet.paragraph(MARGIN, ROOM, said(release.audience, language), 16, STAMP, weight=700)
    sheet.paragraph(MARGIN, ROOM, release.title, 15, QUIET)
    sheet.paragraph(MARGIN, ROOM, range_of(figure, language), 34, weight=700)
    sheet.paragraph(MARGIN, ROOM, named, 18, most=3)
    sheet.y += 8
    sheet.paragraph(MARGIN, ROOM, figure.reason, 16)
    sheet.paragraph(MARGIN, ROOM, settled_words(figure, language), 13, QUIET)
    sheet.y += 18


def _chart(sheet: Sheet, figure: ReleasedFigure, claims: Sequence[ReleasedClaim], language: str) -> None:
    """Rows under one axis; band and grid are put under them, so that nothing lies on a claim."""
    amounts = [_amount(claim, figure) for claim in claims]
    scale = axis(amounts, (figure.low, figure.high))
    top, under = sheet.y, len(sheet.shapes)
    places: dict[str, float] = {}
    for number, (claim, amount) in enumerate(zip(claims, amounts, strict=True), 1):
        _row(sheet, _Line(claim, number, claim_words(claim, figure, language), language), bar(amount, scale), places)
    rows = sheet.shapes[under:]
    del sheet.shapes[under:]
    _ground(sheet, scale, band(figure.low, figure.high, scale), top)
    sheet.shapes += rows
    _legend(sheet, {claim.comparator for claim in claims}, language)


def _amount(claim: ReleasedClaim, figure: ReleasedFigure) -> Amount:
    return Amount(low=claim.low, high=claim.high, comparator=Comparator(claim.comparator), unit=figure.unit)


@dataclass(frozen=True, slots=True)
class _Line:
    """A claim with its number and its words in a language."""

    claim: ReleasedClaim
    number: int
    words: str
    language: str


def _row(sheet: Sheet, line: _Line, drawn: Bar | None, places: dict[str, float]) -> None:
    """A claim: who says so, its interval, its words; paler where it is repeated or set aside."""
    claim = line.claim
    inset, pale = (22.0 if claim.repeats else 0.0), bool(claim.aside or claim.repeats)
    fill, top = QUIET if pale else INK, sheet.y
    sheet.y += 5
    who = f"{who_says(claim, line.language)} [{line.number}]"
    sheet.paragraph(MARGIN + inset, WHO - inset, who, 13, fill, most=3, language=claim.citation.language)
    if claim.aside:
        because = aside_words(claim, line.language)
        sheet.paragraph(MARGIN + inset, WHO - inset, because, 11.5, QUIET, most=3)
    sheet.y = max(sheet.y + 5, top + 30)
    middle = (top + sheet.y) / 2
    told = lines(line.words, SAID, 13, 2)
    for at, one in enumerate(told):
        sheet.text(AXIS.at(100) + 15, middle + 5 + (at - (len(told) - 1) / 2) * 17, one, 13, fill)
    if drawn:
        _interval(sheet, drawn, AXIS, middle, 0.45 if pale else 1.0)
    _elbow(sheet, places.get(claim.repeats or ""), middle)
    places[claim.id] = sheet.y - 3


def _elbow(sheet: Sheet, start: float | None, middle: float) -> None:
    """An arrow from the claim that is repeated to the one that repeats it."""
    if start is not None:
        x = MARGIN + 5
        sheet.shape("path", d=f"M{x:g} {start:.1f}V{middle:.1f}H{x + 9:g}", stroke=QUIET, fill="none")
        sheet.shape("path", d=f"M{x + 14:g} {middle:.1f}l-7-4v8z", fill=QUIET)


def _ground(sheet: Sheet, scale: Axis, stripe: tuple[float, float] | None, top: float) -> None:
    bottom = sheet.y
    if stripe:
        left, right = AXIS.at(stripe[0]), AXIS.at(sum(stripe))
        sheet.shape("rect", x=left, y=top, width=right - left, height=bottom - top, fill=SOFT)
        for edge in (left, right):
            sheet.shape("line", x1=edge, x2=edge, y1=top, y2=bottom, stroke=ACCENT)
    for tick in scale.ticks:
        x = AXIS.at(tick.at)
        sheet.shape("line", x1=x, x2=x, y1=top, y2=bottom, stroke=LINE)
        sheet.text(x, bottom + 18, tick.label, 12, QUIET, anchor="middle")
    sheet.shape("line", x1=MARGIN, x2=WIDTH - MARGIN, y1=bottom, y2=bottom, stroke=QUIET)
    sheet.y += 30


def _interval(sheet: Sheet, drawn: Bar, track: _Track, y: float, strength: float) -> None:
    """A claim's interval; its ends say what the words around the number do to it."""
    left, right = track.at(drawn.left), track.at(drawn.right)
    if left != right:
        line: dict[str, str | float] = {"stroke_dasharray": "3 5"} if drawn.loose else {}
        sheet.shape("line", x1=left, x2=right, y1=y, y2=y, stroke=INK, stroke_width=2, opacity=strength, **line)
    _end(sheet, drawn.first, (left, y), 1, strength)
    _end(sheet, drawn.last, (right, y), -1, strength)


def _end(sheet: Sheet, end: str, at: tuple[float, float], way: int, strength: float) -> None:
    """One end; `way` is 1 where the interval goes on to the right of it, else -1."""
    x, y = at
    if end == "dot":
        sheet.shape("circle", cx=x, cy=y, r=5, fill=INK, opacity=strength)
    elif end == "ring":
        sheet.shape("circle", cx=x, cy=y, r=4.5, fill="#FFFFFF", stroke=INK, stroke_width=2, stroke_opacity=strength)
    elif end == "blur":
        for radius in (12, 8):
            sheet.shape("circle", cx=x, cy=y, r=radius, fill=INK, opacity=0.14)
        sheet.shape("circle", cx=x, cy=y, r=4, fill=INK, opacity=strength)
    elif end == "arrow":
        sheet.shape("path", d=f"M{x:.1f} {y:.1f}l{9 * way}-5v10z", fill=INK, opacity=strength)


#: Each comparator with an interval that shows it.
LEGEND = (
    (Comparator.EXACT, Bar(50, 50, "dot", "none")),
    (Comparator.ABOUT, Bar(50, 50, "blur", "none")),
    (Comparator.MORE_THAN, Bar(20, 100, "ring", "arrow")),
    (Comparator.AT_LEAST, Bar(20, 100, "dot", "arrow")),
    (Comparator.LESS_THAN, Bar(0, 80, "arrow", "ring")),
    (Comparator.UP_TO, Bar(0, 80, "arrow", "dot")),
    (Comparator.RANGE, Bar(15, 85, "dot", "dot")),
    (Comparator.VAGUE, Bar(0, 100, "none", "none", True)),
)


def _legend(sheet: Sheet, used: set[str], language: str) -> None:
    sheet.y += 12
    x = MARGIN
    for comparator, example in LEGEND:
        if comparator.value in used:
            _interval(sheet, example, _Track(x, 36), sheet.y, 1.0)
            sheet.text(x + 44, sheet.y + 4, comparator_words(comparator, language), 12, QUIET)
            x += 125
    sheet.y += 16


def _footnotes(sheet: Sheet, claims: Sequence[ReleasedClaim], language: str) -> None:
    sheet.y += 10
    sheet.paragraph(MARGIN, ROOM, said("who-says", language), 15, weight=700)
    for number, claim in enumerate(claims, 1):
        cited = claim.citation
        sheet.y += 5
        sheet.text(MARGIN, sheet.y + 14, str(number), 12, QUIET)
        sheet.paragraph(MARGIN + 28, ROOM - 28, f"“{cited.quote}”", 12.5, most=QUOTE_LINES, language=cited.language)
        sheet.paragraph(MARGIN + 28, ROOM - 28, footnote(cited, language), 12, QUIET, most=3)


def _foot(sheet: Sheet, release: Release, language: str) -> None:
    sheet.y += 16
    sheet.shape("line", x1=MARGIN, x2=WIDTH - MARGIN, y1=sheet.y, y2=sheet.y, stroke=LINE)
    sheet.y += 8
    for sentence in foot_words(release, language):
        sheet.paragraph(MARGIN, ROOM, sentence, 12, QUIET)
    sheet.y += MARGIN / 2
