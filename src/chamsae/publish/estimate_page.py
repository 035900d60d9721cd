"""A released estimation as a page of its own and as numbers: the words first, then what they rest on."""

import csv
import io
from collections.abc import Iterator

from chamsae.model.released_estimate import ReleasedEstimation, ReleasedFinding, ReleasedNumber, ReleasedPart
from chamsae.publish.agreement_picture import agreement_svg
from chamsae.publish.density_picture import density_svg
from chamsae.publish.estimate_words import documented, number_words, said, term
from chamsae.publish.page import safe
from chamsae.publish.table_page import page
from chamsae.publish.upset_picture import upset_svg

#: What makes a spreadsheet take a cell for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: Axes of the casebook and columns of files along which parts make a trend.
TIMES = frozenset((
    "year", "half-year", "month", "연도", "년도", "월", "年", "年份", "月", "月份", "yy_hecho",
))  # fmt: skip
#: As printed in protect, by the key of its words.
BECAUSE = {
    "small number: could point at persons": "small",
    "they are small and could point at persons, or would give away a small one": "too-small",
    "it would give away a small number in it": "small-in",
}


def estimate_html(made: ReleasedEstimation) -> str:
    """The page, self-contained, without script; the same estimation gives the same bytes."""
    language = made.language
    title = made.title or said("title", language)
    parts = [_part(one, language, f"e{at}") for at, one in enumerate(made.parts)]
    if made.total is not None:
        parts.append(f"<p>{safe(total_words(made))}</p>")
    parts.append(_list("sum-findings", [_told(one) for one in made.findings], language))
    if trend := trend_words(made):
        parts.insert(0, f'<p class="range">{safe(trend)}</p>')
    return page(title, [*parts, _foot(made)], language, made.audience)


def estimate_csv(made: ReleasedEstimation) -> str:
    """One row for each number of each stratum; a refused one has a row with its verdict and no number."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("stratum", "documented", "verdict", "group", "name", "method", "role", "median", "low", "high"))
    for part in made.parts:
        for group, one in _numbers(part):
            numbers = (one.median, one.low, one.high) if one else (None, None, None)
            named = (one.name, one.method, one.role) if one else ("", "", "")
            row = (stratum_words(part, made.language), part.n, part.verdict, group, *named, *map(_whole, numbers))
            writer.writerow([_harmless(cell) for cell in row])
    return out.getvalue()


def stratum_words(part: ReleasedPart, language: str) -> str:
    """What part of the people it is, all of them where there is one part only."""
    return ", ".join(value for _, value in part.stratum) or said("all", language)


def total_words(made: ReleasedEstimation) -> str:
    """The sum over all parts, empty where there is none."""
    if made.total is None:
        return ""
    return said("sum", made.language, told=number_words(made.total, made.language))


def trend_words(made: ReleasedEstimation) -> str:
    """What must stand beside estimates by time, empty where parts are no times."""
    times = sum(bool(one.stratum) and one.stratum[0][0] in TIMES for one in made.parts)
    return said("trend", made.language) if times > 1 else ""


def withheld_words(made: ReleasedEstimation) -> Iterator[str]:
    """What was held back and why, a sentence each."""
    for one in made.withheld:
        kind, why = term("kinds", one.kind, made.language), BECAUSE.get(one.because)
        because = term("because", why, made.language) if why else one.because
        yield said("withheld", made.language, count=one.count, kind=kind, because=because)


def _part(part: ReleasedPart, language: str, id: str) -> str:
    head = f"<h2>{safe(stratum_words(part, language))}</h2>" if part.stratum else ""
    told = f'<p class="range">{safe(part.verdict_words)}</p><p>{safe(part.words)}</p>'
    if part.answer is not None:
        told += f'<p class="range">{safe(number_words(part.answer, language, part.level))}</p>'
    told += f'<p class="quiet">{safe(documented(part, language))}</p>'
    pictures = (
        density_svg(part, language, id=f"{id}d"), agreement_svg(part, language, id=f"{id}a"),
        upset_svg(part, language, id=f"{id}u"),
    )  # fmt: skip
    drawn = "".join(f'<figure class="scroll" tabindex="0">{one}</figure>' for one in pictures if one)
    found = _list("findings", [_told(one) for one in part.findings], language)
    return f"<section>{head}{told}{found}{drawn}{_list('assumptions', part.assumptions, language)}</section>"


def _told(one: ReleasedFinding) -> str:
    return " ".join(filter(None, (f"{one.label}.", one.words, one.do)))


def _list(head: str, lines: "list[str] | tuple[str, ...]", language: str) -> str:
    if not lines:
        return ""
    items = "".join(f"<li>{safe(one)}</li>" for one in lines)
    return f'<h3>{safe(said(head, language))}</h3><ul class="notes">{items}</ul>'


def _foot(made: ReleasedEstimation) -> str:
    rows = [(term("record", name, made.language), words) for name, words in made.record.items()]
    data = ", ".join(dict.fromkeys(one.data for one in made.parts if one.data))
    rows += [(term("record", "data", made.language), data)] if data else []
    items = "".join(f"<div><dt>{safe(name)}</dt><dd><code>{safe(words)}</code></dd></div>" for name, words in rows)
    held = "".join(f"<p>{safe(one)}</p>" for one in withheld_words(made))
    day = f'<p class="quiet">{safe(said("made", made.language, day=made.day))}</p>'
    return f"<footer><h2>{safe(said('record', made.language))}</h2><dl>{items}</dl>{held}{day}</footer>"


def _numbers(part: ReleasedPart) -> Iterator[tuple[str, ReleasedNumber | None]]:
    yield "answer", part.answer
    for group, held in (("method", part.others), ("without", part.without), ("alternative", part.alternatives),
                        ("prior", part.priors), ("linkage", part.linkages)):  # fmt: skip
        yield from ((group, one) for one in held)


def _whole(number: float | None) -> int | None:
    return None if number is None else round(number)


def _harmless(cell: object) -> object:
    """Text that a spreadsheet would run gets an apostrophe in front."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip().startswith(FORMULA) else cell
