"""The parts of an edition in one language, from a release alone: contents, figures, tables, cases, method."""

from collections.abc import Iterator

from chamsae.model.release import ReleasedClaim, ReleasedFigure
from chamsae.model.released_package import ReleasedCase, ReleasedPackage, ReleasedStep, ReleasedText
from chamsae.model.released_table import ReleasedTable
from chamsae.publish.edition import words
from chamsae.publish.edition.blocks import (
    Block,
    Cell,
    Facts,
    Grid,
    Heading,
    Link,
    Listing,
    Look,
    Paragraph,
    Part,
    Picture,
    Quote,
)
from chamsae.publish.edition.tabled import grids, map_of
from chamsae.publish.estimate_page import stratum_words
from chamsae.publish.estimate_words import number_words as estimate_number
from chamsae.publish.figure_picture import figure_svg
from chamsae.publish.figure_words import in_order
from chamsae.publish.table_grid import notes
from chamsae.publish.table_picture import table_svg
from chamsae.text import places
from chamsae.text.table_words import key_words, paper_words, title_words
from chamsae.text.violations import violation

#: Steps and rules a case brief shows at most, so that it stays on one page.
MOST_STEPS, MOST_RULES = 14, 6


def parts(made: ReleasedPackage, language: str) -> tuple[Part, ...]:
    """All parts in the order of the report, the contents first."""
    found = (*figures(made, language), *tables(made, language), *cases(made, language), *texts(made, language))
    return (home(made, language), *found, method(made, language))


def home(made: ReleasedPackage, language: str) -> Part:
    """What is documented in a few numbers, and where everything stands."""
    blocks = (*_key_numbers(made, language), *_contents(made, language))
    return Part(name="index", title=made.title, blocks=blocks, of_report=False)


def figures(made: ReleasedPackage, language: str) -> Iterator[Part]:
    """Every figure with the claims it rests on: its evidence."""
    for at, figure in enumerate(made.figures.figures if made.figures else (), 1):
        title = words.heading(figure, language, made.places.get(figure.id, ""))
        yield Part(name=f"figure-{at}", title=title, blocks=tuple(_figure(made, figure, at, language)))


def tables(made: ReleasedPackage, language: str) -> Iterator[Part]:
    """Every table with its chart, its map where it has places, and what must be known to read it."""
    for at, table in enumerate(made.tables, 1):
        title = table_title(made, table, language)
        yield Part(name=f"table-{at}", title=title, blocks=tuple(_table(table, at, language)))


def cases(made: ReleasedPackage, language: str) -> Iterator[Part]:
    """Every case as a brief of one page."""
    for case in made.cases:
        title = words.said("case", language, code=case.code)
        yield Part(name=f"case-{case.code}", title=title, blocks=tuple(_case(made, case, language)))


def texts(made: ReleasedPackage, language: str) -> Iterator[Part]:
    """Every narrative in its own language."""
    for one in made.texts:
        title = words.said("text", language, code=one.code)
        yield Part(name=f"text-{one.code}", title=title, blocks=tuple(_text(one, language)), of_report=False)


def method(made: ReleasedPackage, language: str) -> Part:
    """How the numbers came about, how far they go, what stays inside, how to check it."""
    title = words.said("method", language)
    return Part(name="method", title=title, blocks=tuple(_method(made, language)))


def table_title(made: ReleasedPackage, table: ReleasedTable, language: str) -> str:
    """What a table is called: its name in the white paper, the title it was given, or what it counts."""
    if table.id in made.paper:
        return paper_words(made.paper[table.id], language)
    return (table.title if language == made.language else "") or title_words(table.axes, table.counting, language)


def true_of(made: ReleasedPackage, language: str) -> str:
    """Which state of the casebook a release is true of."""
    return words.said("as-of", language, number=made.log_number, hash=made.log_hash[:16], day=made.day, id=made.id)


# The first page


def _key_numbers(made: ReleasedPackage, language: str) -> Iterator[Block]:
    shown = made.figures.figures if made.figures else ()
    if not shown:
        return
    rows = tuple(
        (
            Cell(text=words.heading(one, language, made.places.get(one.id, "")), href=f"figure-{at}.html"),
            Cell(text=words.number_range(one.low, one.high, one.unit, language), bold=True),
            Cell(text=words.origins(one), number=True),
        )
        for at, one in enumerate(shown, 1)
    )
    yield Heading(text=words.said("numbers", language))
    yield Paragraph(text=words.said("figure-note", language), look=Look.QUIET)
    head = [Cell(text=words.said(name, language)) for name in ("of", "number")]
    last = Cell(text=words.said("origins", language), number=True)
    yield Grid(caption=words.said("figures", language), head=(*head, last), rows=rows)


def _contents(made: ReleasedPackage, language: str) -> Iterator[Block]:
    for name, found in (("tables", tables), ("cases", cases), ("texts", texts)):
        listed = tuple(Paragraph(text="", links=(Link(text=one.title, href=f"{one.name}.html"),))
                       for one in found(made, language))  # fmt: skip
        if listed:
            yield Heading(text=words.said(name, language))
            yield Listing(items=listed)
    yield from _estimates(made, language)
    yield Heading(text=words.said("method", language))
    yield Paragraph(text="", links=(Link(text=words.said("method", language), href="method.html"),))
    yield from _withheld(made, language)


def _estimates(made: ReleasedPackage, language: str) -> Iterator[Block]:
    found = [one for one in made.estimations if one.language == language]
    if not found:
        return
    yield Heading(text=words.said("estimates", language))
    for at, one in enumerate(found, 1):
        for part in one.parts:
            told = estimate_number(part.answer, language, part.level) if part.answer else part.verdict_words
            more = (Link(text=words.said("evidence", language), href=f"estimate-{at}.html"),)
            yield Paragraph(text=f"{stratum_words(part, language)}: {told}", links=more)


# Figures


def _figure(made: ReleasedPackage, figure: ReleasedFigure, at: int, language: str) -> Iterator[Block]:
    assert made.figures
    yield Paragraph(text=words.number_range(figure.low, figure.high, figure.unit, language), look=Look.RANGE)
    yield Paragraph(text=figure.reason, language=_own(figure.reason, language))
    yield Paragraph(text=words.standing(figure, language), look=Look.QUIET)
    picture = figure_svg(made.figures, figure, language=language, place=made.places.get(figure.id, ""))
    yield Picture(name=f"figure-{at}", svg=picture, words=words.heading(figure, language))
    yield Heading(text=words.said("evidence-of", language), level=3, anchor="evidence")
    for number, claim in enumerate(in_order(figure), 1):
        yield from _claim(claim, figure, number, language)


def _claim(claim: ReleasedClaim, figure: ReleasedFigure, number: int, language: str) -> Iterator[Block]:
    chain = [name for name in claim.via if name != claim.speaker]
    through = f" ({words.said('through', language, names=', '.join(chain))})" if chain else ""
    told = f"[{number}] {words.amount(claim, figure.unit, language)} · {claim.speaker}{through}"
    yield Heading(text=told, level=4)
    yield Paragraph(text=" · ".join(_notes(claim, language)), look=Look.QUIET)
    yield Quote(text=claim.citation.quote, language=claim.citation.language)
    yield Facts(rows=tuple(_cited(claim, language)))


def _notes(claim: ReleasedClaim, language: str) -> Iterator[str]:
    yield words.said("origin", language, number=claim.origin)
    if claim.repeats:
        yield words.said("repeats", language)
    if claim.modality != "asserted":
        yield words.modality(claim.modality, language)
    if claim.status in {"proposed", "disputed"}:
        yield words.said("unchecked" if claim.status == "proposed" else "cannot-tell", language)
    if claim.aside:
        yield words.said("aside", language) + (f": {claim.because}" if claim.because else "")


def _cited(claim: ReleasedClaim, language: str) -> Iterator[tuple[str, str]]:
    cited = claim.citation
    unknown = words.said("not-stated", language)
    yield words.said("document", language), cited.title
    yield words.said("publisher", language), cited.publisher or unknown
    yield words.said("published", language), words.when(cited.published, language) if cited.published else unknown
    stated = f" ({words.said('file-says', language)})" if cited.address and cited.address_stated else ""
    yield words.said("address", language), (cited.address or words.said("a-file", language)) + stated
    yield words.said("captured", language), words.day(cited.captured_at, language)
    yield words.said("hash", language), cited.sha256
    yield words.said("where", language), words.said("characters", language, start=cited.start, end=cited.end)


def _own(text: str, language: str) -> str:
    """English where it says so by its letters and the page is of another language."""
    return "en" if language != "en" and text.isascii() else ""


# Tables


def _table(table: ReleasedTable, at: int, language: str) -> Iterator[Block]:
    chart = table_svg(table, language, id=f"t{at}{table.id[:9]}")
    said = title_words(table.axes, table.counting, language)
    if any(cell.acts or cell.count is None for cell in table.cells):
        yield Picture(name=f"table-{at}", svg=chart, words=said)
        if drawn := map_of(table, language, id=f"m{at}"):
            yield Picture(name=f"map-{at}", svg=drawn, words=words.said("map", language, title=said))
        yield from grids(table, language)
    else:
        yield Paragraph(text=words.said("open", language))
    yield Listing(items=tuple(Paragraph(text=_translated(note, table, language), look=Look.QUIET)
                              for note in notes(table, language)))  # fmt: skip
    yield Heading(text=words.said("evidence", language), level=3, anchor="evidence")
    yield Paragraph(text=words.said("aggregate", language, number=table.log_number), look=Look.QUIET)


def _translated(note: str, table: ReleasedTable, language: str) -> str:
    """A note with kinds and grounds of what stays inside in the reader's language."""
    for item in table.withheld:
        note = note.replace(item.because, words.because(item.because, language))
        if language != "en":
            note = note.replace(f"{item.kind} ", f"{words.kind(item.kind, language)} ")
    return note


# Cases and narratives


def _case(made: ReleasedPackage, case: ReleasedCase, language: str) -> Iterator[Block]:
    rows = [(words.said("code", language), case.code)]
    rows += [(words.said("sex", language), key_words("sex", case.sex, language))] if case.sex else []
    yield Facts(rows=tuple(rows))
    open_ = words.said("open", language)
    steps = tuple(
        (
            Cell(text=key_words("violation", one.violation or "", language)),
            Cell(text=words.when(one.when, language) if one.when else open_, quiet=not one.when),
            Cell(text=_place(one, language) or open_, quiet=not one.place),
        )
        for one in case.steps[:MOST_STEPS]
    )
    head = tuple(Cell(text=words.said(name, language)) for name in ("what", "when", "place"))
    yield Grid(caption=words.said("brief", language), head=head, rows=steps)
    if (more := len(case.steps) - MOST_STEPS) > 0:
        yield Paragraph(text=words.said("more-steps", language, count=more, file="cases.csv"), look=Look.QUIET)
    if rules := _rules(case):
        yield Heading(text=words.said("rules", language), level=3)
        yield Listing(items=tuple(Paragraph(text=one, language="en") for one in rules))
    for name in ("codes", "coarse", "brief-basis"):
        yield Paragraph(text=words.said(name, language), look=Look.QUIET)
    yield Paragraph(text=true_of(made, language), look=Look.QUIET)


def _place(step: ReleasedStep, language: str) -> str:
    return (places.name(step.key, language) if step.key else None) or step.place or ""


def _rules(case: ReleasedCase) -> list[str]:
    terms = [violation(one.violation) for one in case.steps if one.violation]
    return list(dict.fromkeys(element.source for term in terms if term for element in term.elements))[:MOST_RULES]


def _text(one: ReleasedText, language: str) -> Iterator[Block]:
    yield Paragraph(text=words.said("no-names", language), look=Look.QUIET)
    for told in filter(str.strip, one.text.splitlines()):
        yield Paragraph(text=told, language=one.language)


# Method


def _method(made: ReleasedPackage, language: str) -> Iterator[Block]:
    yield Heading(text=words.said("method-head", language))
    yield Paragraph(text=words.said("how-made", language))
    if made.tables:
        yield from (Paragraph(text=paper_words("how", language)), Paragraph(text=words.said("how-small", language)))
    if made.holdings:
        yield Heading(text=words.said("limits", language))
        yield Paragraph(text=paper_words("holds", language, **made.holdings))
        yield Paragraph(text=paper_words("shares", language, **made.holdings))
        yield Paragraph(text=paper_words("bias", language))
    if made.cases or made.texts:
        yield from (Paragraph(text=words.said(name, language)) for name in ("codes", "coarse"))
    yield from _withheld(made, language)
    yield Heading(text=words.said("check", language))
    yield Paragraph(text=words.said("how-check", language))
    if made.figures and made.figures.figures:
        yield Paragraph(text=words.said("how-claims", language))
    yield Paragraph(text=true_of(made, language), look=Look.QUIET)


def _withheld(made: ReleasedPackage, language: str) -> Iterator[Block]:
    yield Heading(text=words.said("withheld", language), anchor="withheld")
    if not made.withheld:
        yield Paragraph(text=words.said("nothing-withheld", language))
        return
    yield Listing(items=tuple(Paragraph(text=words.withheld(one, language)) for one in made.withheld))
