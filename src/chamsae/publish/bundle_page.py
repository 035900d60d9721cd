"""The index of a bundle, for people: what is inside, what was done to it, what is not here. Without script."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache

from chamsae.model.bundle import Parcel
from chamsae.model.provenance import Deed, Sort
from chamsae.model.release import Citation
from chamsae.publish.page import safe
from chamsae.publish.table_page import page
from chamsae.text.shipped import shipped


def index_html(parcel: Parcel) -> str:
    """The page in the parcel's language, self-contained; documents are named, not opened: they are as received."""
    language = parcel.language
    title = _said("page", "heading", language, title=parcel.release.title)
    parts = [*_overview(parcel), *_figures(language), *_documents(parcel), *_deeds(parcel), *_withheld(parcel)]
    return page(title, parts, language, parcel.release.audience)


def inside(parcel: Parcel) -> Iterator[tuple[str, int, str]]:
    """What is not in the bundle, how many, why: what the release held back, and what of the log stays inside."""
    yield from ((one.kind, one.count, one.because) for one in parcel.release.withheld)
    if parcel.size > len(parcel.entries):
        yield "log entry", parcel.size - len(parcel.entries), "it is about nothing that is cited here"
    if parcel.hidden:
        yield "hidden value", parcel.hidden, "the release does not show it"


def _overview(parcel: Parcel) -> Iterator[str]:
    language, signatures = parcel.language, parcel.checkpoint.rpartition("\n\n")[2].count("\n")
    log = {"size": f"{parcel.size:,}", "count": f"{len(parcel.entries):,}"}
    others = {"count": signatures - 1, "stamps": len(parcel.stamps)}
    yield _paragraph("what", language, day=f"{parcel.release.made_at:%Y-%m-%d}")
    yield _paragraph("log", language, **log)
    yield _paragraph("witnesses", language, **others)
    yield _paragraph("check", language)
    yield f"<p><code>python3 verify.py . --key {safe(parcel.key)}</code></p>"


def _figures(language: str) -> Iterator[str]:
    yield f"<section><h2>{_word('figures', language)}</h2>"
    for name, words in (("report.html", "report"), ("figures.csv", "table")):
        yield f'<p><a href="{name}">{_word(words, language)}</a></p>'
    yield "</section>"


def _documents(parcel: Parcel) -> Iterator[str]:
    cited = {claim.citation.document: claim.citation for figure in parcel.release.figures for claim in figure.claims}
    rows = (_document(cited[one]) for one in sorted(cited))
    yield from _table("documents", ("document", "came", "original", "text"), rows, parcel.language)


def _document(cited: Citation) -> Iterator[str]:
    yield f'<th scope="row">{safe(cited.title)}</th>'
    yield f"<td>{_time(cited.captured_at)}</td>"
    yield f"<td><code>items/{cited.sha256}</code></td>"
    yield f'<td><a href="texts/{safe(cited.document)}.txt">{safe(cited.document)}</a></td>'


def _deeds(parcel: Parcel) -> Iterator[str]:
    rows = (_deed(one, parcel.language) for one in parcel.provenance.deeds)
    yield from _table("entries", ("number", "time", "action", "about"), rows, parcel.language)


def _deed(deed: Deed, language: str) -> Iterator[str]:
    about = dict.fromkeys(f"{sort} {id[:16]}" for sort, id in (*deed.used, *deed.made) if sort is not Sort.FIGURE)
    yield f'<th scope="row"><a href="entries/{deed.entry}.json">{deed.entry}</a></th>'
    yield f"<td>{_time(deed.at)}</td>"
    yield f"<td>{safe(_known('actions', deed.action, language))}</td>"
    yield f"<td><code>{safe(', '.join(about))}</code></td>"


def _withheld(parcel: Parcel) -> Iterator[str]:
    language, rows = parcel.language, list(inside(parcel))
    if not rows:
        yield f"<section><h2>{_word('withheld', language)}</h2>{_paragraph('nothing', language)}</section>"
        return
    cells = (_held(*row, language) for row in rows)
    yield from _table("withheld", ("kind", "count", "why"), cells, language)


def _held(what: str, count: int, why: str, language: str) -> Iterator[str]:
    yield f'<th scope="row">{safe(_known("kinds", what, language))}</th>'
    yield f'<td class="n">{count:,}</td>'
    yield f"<td>{safe(_known('reasons', why, language))}</td>"


def _table(name: str, columns: Iterable[str], rows: Iterable[Iterable[str]], language: str) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{_word(one, language)}</th>' for one in columns)
    yield f'<section aria-labelledby="{name}"><h2 id="{name}">{_word(name, language)}</h2>'
    yield f'<div class="scroll" tabindex="0" role="region" aria-labelledby="{name}">'
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    yield from (f"<tr>{''.join(row)}</tr>" for row in rows)
    yield "</tbody></table></div></section>"


def _paragraph(key: str, language: str, **put: object) -> str:
    return f"<p>{safe(_said('page', key, language, **put))}</p>"


def _word(key: str, language: str) -> str:
    return safe(_said("page", key, language))


def _time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M}"


def _known(group: str, key: str, language: str) -> str:
    """The words for a term; the term itself where there are none yet."""
    words = _words()[group].get(key)
    return words[language] if words else key


def _said(group: str, key: str, language: str, **put: object) -> str:
    words = _words()[group][key][language]
    return words % put if put else words


@cache
def _words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    table: Mapping[str, Mapping[str, Mapping[str, str]]] = shipped("bundle")
    return table
