"""The steps of a way as bars on one axis of time: when each may have been, and when it certainly was."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from chamsae.model.journey import Journey, Span, StepKind
from chamsae.publish import journey_words as words
from chamsae.publish.palette import LIGHT, Palette
from chamsae.publish.svg import Sheet
from chamsae.publish.typeset import lines

#: Width of the picture, of the column of words, and the height of a step.
WIDTH, WORDS, ROW = 1000.0, 330.0, 30.0


@dataclass(frozen=True, slots=True)
class TimeBar:
    """Where a step may lie on the axis, in per cent: `left` to `right`; `sure` is the part it certainly covers."""

    left: float
    right: float
    sure: tuple[float, float] | None
    open_left: bool
    open_right: bool


@dataclass(frozen=True, slots=True)
class Year:
    """A line of the axis at the beginning of a year."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The first and last day shown."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day lies, in per cent."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(2 + max(0.0, min(1.0, share)) * 96, 2)


def scale(spans: Sequence[Span]) -> Scale | None:
    """From the first to the last day that any step names; None where none does."""
    days = [
        day
        for span in spans
        for day in (span.earliest_start, span.latest_start, span.earliest_end, span.latest_end)
        if day is not None
    ]
    return Scale(min(days), max(days)) if days else None


def years(shown: Scale | None) -> tuple[Year, ...]:
    """Lines of the axis, about six at most."""
    if shown is None:
        return ()
    every = range(shown.first.year + 1, shown.last.year + 1)
    step = max(1, len(every) // 6)
    return tuple(Year(shown.at(date(year, 1, 1)), str(year)) for year in every[::step])


def bar(span: Span, shown: Scale) -> TimeBar:
    """When a step may have been; a time known to a month or year is a line of that length, never its first day."""
    sure = None
    if span.latest_start and span.earliest_end and span.latest_start <= span.earliest_end:
        sure = (shown.at(span.latest_start), shown.at(span.earliest_end))
    return TimeBar(
        left=shown.at(span.earliest_start or shown.first),
        right=shown.at(span.latest_end or shown.last),
        sure=sure,
        open_left=span.earliest_start is None,
        open_right=span.latest_end is None,
    )


def strip_svg(journey: Journey, language: str = "en", colours: Palette = LIGHT) -> str:
    """The strip as a picture: number and words at the left, bars at the right, years below."""
    sheet, shown = Sheet(WIDTH, 8.0), scale(journey.spans)
    top = sheet.y
    for number, (step, span) in enumerate(zip(journey.steps, journey.spans, strict=True), 1):
        inset = 18.0 if step.kind is StepKind.ABUSE else 0.0
        place = words.named_place(step.place, language)
        told = lines(
            " · ".join(filter(None, (f"{number}  {words.what(step, language)}", place))), WORDS - 20 - inset, 13, 1
        )
        sheet.text(8 + inset, sheet.y + 19, told[0] if told else str(number), 13, colours.ink)
        if shown is not None:
            _drawn(sheet, bar(span, shown), sheet.y + ROW / 2, colours)
        sheet.y += ROW
    sheet.shapes[:0] = _grid(shown, top, sheet.y, colours)
    for year in years(shown):
        sheet.text(_at(year.at), sheet.y + 14, year.label, 12, colours.quiet, anchor="middle")
    sheet.y += 24
    title = words.said("page", "strip", language)
    told_all = "; ".join(
        f"{number}: {words.what(step, language)}, {words.days(span, language)}"
        for number, (step, span) in enumerate(zip(journey.steps, journey.spans, strict=True), 1)
    )
    return sheet.finished(title, told_all, language, paper=colours.paper, id="strip")


def _grid(shown: Scale | None, top: float, bottom: float, colours: Palette) -> Iterator[str]:
    grid = Sheet(WIDTH)
    for year in years(shown):
        x = _at(year.at)
        grid.shape("line", x1=x, x2=x, y1=top, y2=bottom, stroke=colours.line)
    yield from grid.shapes


def _drawn(sheet: Sheet, one: TimeBar, y: float, colours: Palette) -> None:
    left, right = _at(one.left), _at(one.right)
    dash = "4 4" if one.open_left or one.open_right else "none"
    sheet.shape("line", x1=left, x2=right, y1=y, y2=y, stroke=colours.quiet, stroke_width=2, stroke_dasharray=dash)
    if one.left == one.right:
        sheet.shape("circle", cx=left, cy=y, r=5, fill=colours.accent)
    elif one.sure:
        sheet.shape("line", x1=_at(one.sure[0]), x2=_at(one.sure[1]), y1=y, y2=y, stroke=colours.accent, stroke_width=9)


def _at(share: float) -> float:
    return WORDS + (WIDTH - WORDS) * share / 100
