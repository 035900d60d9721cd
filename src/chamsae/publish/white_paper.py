"""All tables of a white paper on one page: method, limits, then each table with its chart and notes."""

from collections.abc import Mapping, Sequence

from chamsae.model.released_table import ReleasedTable
from chamsae.publish.page import safe
from chamsae.publish.table_page import page, table_part
from chamsae.text.table_words import paper_words


def white_paper_html(tables: Mapping[str, ReleasedTable], limits: Sequence[str], language: str) -> str:
    """The page, self-contained; the same tables give the same bytes. Raises ValueError without any table."""
    if not tables:
        raise ValueError("a white paper has tables")
    audience = next(iter(tables.values())).audience
    names = "".join(f'<li><a href="#{name}">{safe(paper_words(name, language))}</a></li>' for name in tables)
    parts = [
        f"<nav><ol>{names}</ol></nav>",
        f"<section><h2>{safe(paper_words('method', language))}</h2>",
        f"<p>{safe(paper_words('how', language))}</p></section>",
        f"<section><h2>{safe(paper_words('limits', language))}</h2>"
        + "".join(f"<p>{safe(sentence)}</p>" for sentence in limits)
        + "</section>",
        *(
            f'<div id="{name}"><h2>{at}. {safe(paper_words(name, language))}</h2>{table_part(table, language)}</div>'
            for at, (name, table) in enumerate(tables.items(), 1)
        ),
    ]
    return page(paper_words("title", language), parts, language, audience)
