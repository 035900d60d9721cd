"""One person's way on paper: strip, map, table and the words of every step, as a page that prints on A4, or as a table.

It names persons and rests on claims nobody may have judged, and says so on top of every page: a working copy.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chamsae.model.journey import Journey, Span, Step, StepKind
from chamsae.publish import journey_words as words
from chamsae.publish.journey_strip import strip_svg
from chamsae.publish.map_way import Look, journey_map, stops
from chamsae.publish.page import safe
from chamsae.publish.style import STYLE
from chamsae.publish.table import guarded


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """The words of a claim: its sentence, where that begins in which document, and who says so, if anybody is named."""

    document: str
    start: int
    quote: str
    speaker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is printed: the journey, the words of its claims by id, `titles` (title, language) by document, the day.

    `entry` is the number of the log entry up to which it is true.
    """

    name: str
    journey: Journey
    sayings: Mapping[str, Saying]
    titles: Mapping[str, tuple[str, str]]
    made: date
    entry: int
    language: str = "en"


def journey_html(page: Page) -> str:
    """A page on its own: no script, no link, nothing fetched."""
    told, language = page.journey, page.language
    heading = words.said("page", "heading", language, name=page.name)
    stamp = words.said("page", "stamp", language)
    parts = [
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{safe(heading)}</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>{STYLE}{PAPER}{_on_every_sheet(stamp)}</style></head><body>",
        f'<p class="stamp">{safe(stamp)}</p><main><h1>{safe(heading)}</h1>',
        *(_told(page) if told.steps else (f"<p>{safe(words.said('page', 'nothing', language))}</p>",)),
        f"<footer>{_paragraph('page', 'made', page)}{_paragraph('map', 'credit', page)}</footer>",
        "</main></body></html>",
        "",
    ]
    return "\n".join(parts)


#: A4, nothing cut in two that can be read as one.
PAPER = """
@page{size:A4;margin:16mm 14mm 18mm}
figure{margin:1rem 0}figure svg{max-width:100%;height:auto;display:block}
figcaption{color:var(--quiet);font-size:.8125rem}
h3{font-size:1.0625rem;margin:1rem 0 .25rem}
.num{text-align:end;padding-inline-end:.75rem}
.inside td:nth-child(2){padding-inline-start:1.25rem}
@media print{main{max-width:none;padding:0}h2,h3{break-after:avoid}figure,blockquote,tr{break-inside:avoid}
table{font-size:8.5pt}blockquote{margin-block:.25rem .5rem}}
"""


def _on_every_sheet(stamp: str) -> str:
    """The stamp in the upper margin of every sheet of paper, where it covers nothing."""
    return f'@page{{@top-center{{content:"{stamp}";color:#9B2C2C;font:700 9pt sans-serif}}}}'


COLUMNS = ("step", "what", "where", "hands", "when", "length", "after")


def journey_csv(journey: Journey, language: str) -> str:
    """The steps as CSV (RFC 4180, UTF-8): the stamp above, a line for each step, no cell a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([words.said("page", "stamp", language)])
    writer.writerow([*(words.said("page", column, language) for column in COLUMNS), "claims"])
    for row, step in zip(_rows(journey, language), journey.steps, strict=True):
        writer.writerow([*map(guarded, row), " ".join(step.claims)])
    return out.getvalue()


def _rows(journey: Journey, language: str) -> Iterator[tuple[str, ...]]:
    """Each step as cells: number, what, where, in whose hands, when, how long, what comes after."""
    gaps = {gap.after: gap for gap in journey.gaps}
    for number, (step, span) in enumerate(zip(journey.steps, journey.spans, strict=True), 1):
        lengths = "; ".join(f"{words.length(one.low, one.high, language)} (“{one.words}”)" for one in step.lengths)
        yield (
            str(number),
            words.what(step, language),
            " · ".join(filter(None, (words.place(step, language), words.house(step, language)))),
            words.holders(step, language),
            _when(step, span, language),
            lengths,
            words.gap(gaps[step.id], language) if step.id in gaps else "",
        )


def _when(step: Step, span: Span, language: str) -> str:
    """The days left for the step, with the words that tell them."""
    said = "; ".join(dict.fromkeys(f"“{one.when.text}”" for one in step.dated if one.when.text))
    return " ".join(filter(None, (words.days(span, language), f"({said})" if said else "")))


def _told(page: Page) -> Iterator[str]:
    journey, language = page.journey, page.language
    if journey.unbroken:
        yield _paragraph("page", "unbroken", page)
    yield from _conflicts(page)
    yield f"<h2>{_said('strip', page)}</h2><figure>{_inline(strip_svg(journey, language))}"
    yield f"<figcaption>{_said('bars', page)}</figcaption></figure>"
    look = Look(language=language, id="way", inside=True)
    yield f"<figure>{_inline(journey_map(stops(journey, language), name=page.name, look=look))}</figure>"
    yield from _table(journey, page)
    missing = [f"<li>{safe(one)}</li>" for one in words.missing(journey, language)]
    if missing:
        yield f"<h2>{_said('missing', page)}</h2><ul>{''.join(missing)}</ul>"
    yield f"<h2>{_said('words', page)}</h2>"
    for number, step in enumerate(journey.steps, 1):
        yield f"<h3>{number} {safe(words.what(step, language))}</h3>"
        yield from _quotes(step.claims, page) if step.claims else (_paragraph("page", "untold", page),)


def _table(journey: Journey, page: Page) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{_said(column, page)}</th>' for column in COLUMNS)
    yield f'<h2>{_said("table", page)}</h2><div class="scroll" tabindex="0"><table>'
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for row, step in zip(_rows(journey, page.language), journey.steps, strict=True):
        inside = ' class="inside"' if step.kind is StepKind.ABUSE else ""
        cells = "".join(f"<td>{safe(cell)}</td>" for cell in row[1:])
        yield f'<tr{inside}><th scope="row" class="num">{row[0]}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _conflicts(page: Page) -> Iterator[str]:
    for conflict in page.journey.conflicts:
        yield f'<section class="conflict">{_paragraph("page", "conflict", page)}'
        yield from _quotes(conflict, page)
        yield "</section>"
    for doubt in page.journey.doubts:
        yield f'<section class="conflict"><p class="quiet">{_said("doubt", page)}</p><p>{safe(doubt.why)}</p>'
        yield from _quotes(doubt.claims, page)
        yield "</section>"


def _quotes(claims: Sequence[str], page: Page) -> Iterator[str]:
    """The words of claims with the document they stand in, each sentence once."""
    seen: set[tuple[str, int]] = set()
    for id in claims:
        one = page.sayings.get(id)
        if one is None or (one.document, one.start) in seen:
            continue
        seen.add((one.document, one.start))
        title, language = page.titles.get(one.document, ("", "und"))
        where = words.said("page", "document", page.language, document=one.document, claim=id)
        said_by = f"{safe(one.speaker)}, " if one.speaker else ""
        yield f'<blockquote lang="{safe(language)}">{safe(one.quote)}</blockquote>'
        yield f'<p class="who">{said_by}<cite>{safe(title)}</cite> <code>{safe(where)}</code></p>'


def _said(key: str, page: Page) -> str:
    return safe(words.said("page", key, page.language))


def _paragraph(group: str, key: str, page: Page) -> str:
    put = {"day": words.day(page.made, page.language), "entry": page.entry} if key == "made" else {}
    return f'<p class="quiet">{safe(words.said(group, key, page.language, **put))}</p>'


def _inline(svg: str) -> str:
    """A picture inside of a page: it may be as wide as the page."""
    return svg.strip()
