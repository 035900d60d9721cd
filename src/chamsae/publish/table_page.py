"""A released table as part of a page and as a page of its own: numbers, chart, and what must be known of them."""

import base64
import hashlib
from collections.abc import Iterator

from chamsae.model.released_table import ReleasedCell, ReleasedTable
from chamsae.publish.page import safe
from chamsae.publish.style import STYLE
from chamsae.publish.table_grid import STAMPS, Grid, grid, notes, number_words, words
from chamsae.publish.table_picture import table_svg
from chamsae.text.table_words import dimension_words, said, title_words

#: What tables have beyond the style of every published page.
TABLE_STYLE = """
td.n,th.n{text-align:end;white-space:nowrap}
tfoot th,tfoot td,td.sum,th.sum{font-weight:600}
.held{color:var(--withheld);border-block-end:1px dashed var(--edge)}
.unsure::after{content:" †";color:var(--disputed)}
figure{margin:1rem 0}
figure svg{max-width:100%;height:auto}
.notes{font-size:.9375rem;color:var(--quiet)}
.notes li{margin:.25rem 0;max-width:72ch}
""".strip()


def table_html(table: ReleasedTable, language: str = "en") -> str:
    """The page, self-contained, without script; the same table gives the same bytes."""
    return page(table.title or heading(table, language), [table_part(table, language)], language, table.audience)


def page(title: str, parts: list[str], language: str, audience: str) -> str:
    """A page of several parts, stamped where it is not for the public."""
    stamp = f'<p class="stamp">{safe(said(STAMPS[audience], language))}</p>' if audience in STAMPS else ""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    return "\n".join([
        "<!doctype html>",
        f'<html lang="{"zh-Hans" if language == "zh" else language}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{safe(title)}</title>",
        f"<style>{_style()}</style>",
        "</head>",
        "<body>",
        stamp,
        "<main>",
        f"<h1>{safe(title)}</h1>",
        *parts,
        "</main>",
        "</body>",
        "</html>",
        "",
    ])  # fmt: skip


def table_part(table: ReleasedTable, language: str) -> str:
    """Heading, chart, table and notes of one table."""
    head = f"<h2>{safe(heading(table, language))}</h2>"
    said_under = "".join(f"<li>{safe(note)}</li>" for note in notes(table, language))
    if not table.cells or not any(cell.acts or cell.count is None for cell in table.cells):
        return f'<section>{head}<p>{safe(said("nothing", language))}</p><ul class="notes">{said_under}</ul></section>'
    chart = table_svg(table, language, id=table.id[:9])
    laid = grid(table)
    blocks = "".join(_block(laid, layer, language) for layer in laid.layers)
    return f'<section>{head}<figure>{chart}</figure>{blocks}<ul class="notes">{said_under}</ul></section>'


def heading(table: ReleasedTable, language: str) -> str:
    """What the table shows, with its unit."""
    return title_words(table.axes, table.counting, language)


def _block(laid: Grid, layer: str | None, language: str) -> str:
    table = laid.table
    caption = heading(table, language)
    if len(table.axes) == 3:
        caption += f" · {dimension_words(table.axes[2], language)}: {words(table, 2, layer, language)}"
    columns = laid.columns if len(table.axes) > 1 else (None,)
    named = [words(table, 1, one, language) if len(table.axes) > 1 else said("all", language) for one in columns]
    head = "".join(f'<th scope="col" class="n">{safe(name)}</th>' for name in named)
    corner = safe(dimension_words(table.axes[0], language))
    body = "".join(_row(laid, row, columns, layer, language) for row in laid.rows[:-1] if _filled(laid, row, layer))
    foot = _row(laid, None, columns, layer, language)
    return (
        f'<div class="scroll" tabindex="0"><table><caption>{safe(caption)}</caption><thead><tr><th scope="col">{corner}'
        f"</th>{head}</tr></thead><tbody>{body}</tbody><tfoot>{foot}</tfoot></table></div>"
    )


def _filled(laid: Grid, row: str | None, layer: str | None) -> bool:
    cell = laid.cell(row, None, layer)
    return bool(cell.acts) or cell.count is None


def _row(laid: Grid, row: str | None, columns: tuple[str | None, ...], layer: str | None, language: str) -> str:
    name = safe(words(laid.table, 0, row, language))
    cells = "".join(_cells(laid, row, columns, layer, language))
    return f'<tr><th scope="row">{name}</th>{cells}</tr>'


def _cells(
    laid: Grid, row: str | None, columns: tuple[str | None, ...], layer: str | None, language: str
) -> Iterator[str]:
    for column in columns:
        cell = laid.cell(row, column, layer)
        yield f'<td class="{_look(cell, total=column is None)}">{safe(number_words(cell, laid.table, language))}</td>'


def _look(cell: ReleasedCell, *, total: bool) -> str:
    marks = ["n", *(["sum"] if total else [])]
    marks += ["held"] if cell.count is None else []
    return " ".join([*marks, *(["unsure"] if cell.disputed else [])])


def _style() -> str:
    return f"{STYLE}\n{TABLE_STYLE}"
