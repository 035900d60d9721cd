"""What each method says, and what is said with one list left out, on one scale: a dot, and a line for its interval.

Methods that disagree say more about how far an estimate holds than the interval of any one of them.
"""

from chamsae.model.released_estimate import ReleasedNumber, ReleasedPart
from chamsae.publish.density_picture import Scale, scale
from chamsae.publish.estimate_words import least, persons, range_words, said
from chamsae.publish.palette import LIGHT, Palette
from chamsae.publish.svg import Sheet
from chamsae.publish.typeset import lines

WIDTH, MARGIN, NAMES, TOLD, ROW, LINE = 960.0, 28.0, 340.0, 180.0, 26.0, 15.0
#: Rows drawn at most in each group; the table has all.
MOST_ROWS = 12


def agreement_svg(part: ReleasedPart, language: str = "en", *, palette: Palette = LIGHT, id: str = "") -> str:
    """The picture; empty text where no number may be shown."""
    if part.answer is None:
        return ""
    groups = [
        ("agreement", (part.answer, *part.others)), ("without", part.without),
        ("alternatives", part.alternatives), ("priors", part.priors), ("linkages", part.linkages),
    ]  # fmt: skip
    every = [one for _, held in groups for one in held[:MOST_ROWS]]
    values = [value for one in every for value in (one.low, one.median, one.high) if value is not None]
    track = scale([*values, *([part.n] if part.n else [])], MARGIN + NAMES, WIDTH - MARGIN - TOLD)
    sheet = Sheet(WIDTH, 8)
    for name, held in groups:
        if held:
            sheet.paragraph(MARGIN, WIDTH - 2 * MARGIN, said(name, language), 14, palette.ink, weight=700)
            sheet.y += 4
        for one in held[:MOST_ROWS]:
            _row(sheet, one, track, palette, language)
        sheet.y += 6 if held else 0
    sheet.y += 4
    for value in track.ticks():
        x = track.at(value)
        sheet.shape("line", x1=x, x2=x, y1=sheet.y, y2=sheet.y + 5, stroke=palette.border)
        if len(track.ticks()) < 9 or str(f"{value:.0f}")[0] in "15":
            sheet.text(x, sheet.y + 20, f"{value:,.0f}", 11, palette.quiet, anchor="middle")
    sheet.y += 34
    told = "; ".join(f"{one.name}: {range_words(one, language)}" for one in every[:6])
    return sheet.finished(said("agreement", language), told, language, paper=palette.paper, id=id)


def _row(sheet: Sheet, one: ReleasedNumber, track: Scale, palette: Palette, language: str) -> None:
    """A floor is a line that goes on to the right; what is no answer by itself has an open dot."""
    names = lines(one.name, NAMES - 12, 13, 2) or [""]
    height = ROW + LINE * (len(names) - 1)
    y = sheet.y + height / 2
    for at, words in enumerate(names):
        sheet.text(MARGIN, y + 4 + LINE * (at - (len(names) - 1) / 2), words, 13, palette.ink, language=language)
    sheet.shape("line", x1=track.left, x2=track.right, y1=y, y2=y, stroke=palette.line)
    colour = palette.doubt if one.role == "floor" else palette.accent
    floor = one.role == "floor"
    low = least(one)
    middle = low if floor else one.median
    high = one.median if one.high is None else one.high
    right = track.right if floor else track.at(high)
    dash = {"stroke_dasharray": "6 3"} if floor else {}
    sheet.shape("line", x1=track.at(low), x2=right, y1=y, y2=y, stroke=colour, stroke_width=3, **dash)
    filled = one.role == "answer"
    sheet.shape("circle", cx=track.at(middle), cy=y, r=5, fill=colour if filled else palette.paper, stroke=colour,
                stroke_width=2)  # fmt: skip
    told = said("at-least", language, count=persons(low)) if floor else persons(one.median)
    if not floor and (one.low is not None or one.high is not None):
        told = f"{told}  ({range_words(one, language)})"
    sheet.text(WIDTH - MARGIN - TOLD + 14, y + 4, told, 12, palette.quiet, language=language)
    sheet.y += height
