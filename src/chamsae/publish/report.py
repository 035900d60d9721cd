"""The settled figures as one printable page: every number opens to its quote, document, address and hash.

The page holds everything it shows: no script, no other file, no third party. The same release gives
the same bytes.
"""

import base64
import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime

from chamsae.model.release import Citation, Release, ReleasedClaim, ReleasedFigure
from chamsae.publish.edition.words import origins
from chamsae.publish.page import link, safe
from chamsae.publish.style import STYLE
from chamsae.publish.table import figures_csv
from chamsae.text.amounts import iso_words, range_words

__all__ = ["figures_csv", "figures_html"]

#: What the stamp across a page for the team says.
INTERNAL_STAMP = "Internal, not for handing out"
#: What is stamped on what is not for everybody, by its audience.
STAMPS = {
    "internal": INTERNAL_STAMP,
    "confidential": "Confidential: for the recipient only, not for publication",
}

#: What a claim's status is called on the page; anything accepted needs no word.
STATUS_WORDS = {
    "proposed": "proposed, not yet checked",
    "disputed": "a person could not tell",
}

#: How a claim is made, where it is not simply asserted.
MODALITY_WORDS = {
    "reported": "as reported",
    "estimate": "an estimate",
    "believed": "as believed",
    "risk": "at risk",
    "prediction": "a prediction",
    "planned": "planned",
    "hypothetical": "hypothetical",
    "denial": "a denial",
    "hearsay": "hearsay",
}


def figures_html(release: Release) -> str:
    """The page, self-contained; give it to a browser as UTF-8."""
    return "\n".join([*_head(release), *_body(release), "</html>", ""])


def _head(release: Release) -> list[str]:
    policy = f"default-src 'none'; style-src 'sha256-{_style_hash()}'; base-uri 'none'; form-action 'none'"
    return [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{safe(release.title)}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
    ]


def _style_hash() -> str:
    return base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()


def _body(release: Release) -> list[str]:
    return [
        f'<body class="{safe(release.audience)}">',
        *_stamp(release),
        "<main>",
        f"<h1>{safe(release.title)}</h1>",
        *_overview(release),
        *(line for figure in _foremost(release) for line in _figure(figure)),
        *_withheld(release),
        *_colophon(release),
        "</main>",
        "</body>",
    ]


def _stamp(release: Release) -> list[str]:
    stamp = STAMPS.get(release.audience)
    return [f'<p class="stamp" role="note">{stamp}</p>'] if stamp else []


def _overview(release: Release) -> list[str]:
    if not release.figures:
        return ["<p>No figure may leave in this release. What stays inside, and why, is listed below.</p>"]
    columns = "".join(
        f'<th scope="col"{kind}>{name}</th>'
        for name, kind in (("Figure", ""), ("Range", ""), ("Origins", ' class="n"'), ("Claims", ' class="n"'))
    )
    return [
        '<div class="scroll" tabindex="0" role="region" aria-labelledby="figures">',
        '<table><caption id="figures">Figures, each opening to its claims</caption>',
        f"<thead><tr>{columns}</tr></thead><tbody>",
        *map(_overview_row, _foremost(release)),
        "</tbody></table></div>",
    ]


def _foremost(release: Release) -> list[ReleasedFigure]:
    """Settled figures first, then reopened ones, then those of most origins and claims."""
    return sorted(
        release.figures, key=lambda one: (one.settled_by is None, one.reopened, -one.origins, -len(one.claims))
    )


def _overview_row(figure: ReleasedFigure) -> str:
    name = f'<th scope="row"><a href="#{_anchor("f", figure.id)}">{safe(_heading(figure))}</a></th>'
    numbers = f'<td class="n">{origins(figure)}</td><td class="n">{len(figure.claims)}</td>'
    word = "reopened" if figure.reopened else "" if figure.settled_by else "proposed"
    note = f' <span class="state proposed">{word}</span>' if word else ""
    return f'<tr>{name}<td><a href="#{_anchor("f", figure.id)}">{safe(_range(figure))}</a>{note}</td>{numbers}</tr>'


def _figure(figure: ReleasedFigure) -> list[str]:
    anchor = _anchor("f", figure.id)
    return [
        f'<section id="{anchor}" aria-labelledby="{anchor}-h">',
        f'<h2 id="{anchor}-h">{safe(_heading(figure))}</h2>',
        f'<p class="range">{safe(_range(figure))}</p>',
        f"<p>{safe(figure.reason)}</p>",
        f'<p class="quiet">{safe(_settled(figure))}</p>',
        '<ol class="claims">',
        *map(_claim, figure.claims),
        "</ol>",
        "</section>",
    ]


def _claim(claim: ReleasedClaim) -> str:
    chain = [name for name in claim.via if name != claim.speaker]
    through = f", through {safe(', '.join(chain))}" if chain else ""
    notes = "".join(f' <span class="state {kind}">{safe(words)}</span>' for kind, words in _notes(claim))
    said = f'<b class="words">{safe(claim.words)}</b> <span class="who">{safe(claim.speaker)}{through}</span>{notes}'
    summary = f"<summary>{said}</summary>"
    return f'<li id="{_anchor("c", claim.id)}"><details>{summary}{_citation(claim.citation)}</details></li>'


def _notes(claim: ReleasedClaim) -> Iterable[tuple[str, str]]:
    yield "origin", f"origin {claim.origin}"
    if claim.repeats:
        yield "repeats", "repeats another claim"
    if claim.modality in MODALITY_WORDS:
        yield "modality", MODALITY_WORDS[claim.modality]
    if claim.status in STATUS_WORDS:
        yield claim.status, STATUS_WORDS[claim.status]
    if claim.aside:
        yield "aside", "set aside"


def _citation(cited: Citation) -> str:
    rows = [
        ("Document", f"<cite{_lang(cited)}>{safe(cited.title)}</cite>"),
        ("Publisher", safe(cited.publisher or "not stated")),
        ("Published", safe(iso_words(cited.published or "not stated"))),
        ("Address", _address(cited)),
        ("Name", safe(cited.name)),
        ("Captured", _time(cited.captured_at)),
        ("Type", safe(cited.media_type)),
        ("SHA-256", f"<code>{safe(cited.sha256)}</code>"),
        ("Place", f"characters {cited.start} to {cited.end} of the text of <code>{safe(cited.document)}</code>"),
    ]
    listed = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in rows)
    return f"<blockquote{_lang(cited)}>{safe(cited.quote)}</blockquote><dl>{listed}</dl>"


def _address(cited: Citation) -> str:
    if not cited.address:
        return "none: a file"
    return link(cited.address) + (" (as the file itself says)" if cited.address_stated else "")


def _withheld(release: Release) -> list[str]:
    if not release.withheld:
        return []
    rows = [
        f'<tr><th scope="row">{safe(item.kind)}</th><td class="n">{item.count}</td><td>{safe(item.because)}</td></tr>'
        for item in release.withheld
    ]
    columns = '<th scope="col">What</th><th scope="col" class="n">How many</th><th scope="col">Because</th>'
    return [
        '<section aria-labelledby="withheld"><h2 id="withheld">What stays inside</h2>',
        f"<table><thead><tr>{columns}</tr></thead><tbody>",
        *rows,
        "</tbody></table></section>",
    ]


def _colophon(release: Release) -> list[str]:
    return [
        '<footer><h2>How to check this page</h2><dl class="wide">',
        f"<div><dt>Release</dt><dd><code>{safe(release.id)}</code></dd></div>",
        f"<div><dt>Made</dt><dd>{_time(release.made_at)} by {safe(release.made_by)}</dd></div>",
        f"<div><dt>Log entry</dt><dd>{release.log_number}, <code>{safe(release.log_hash)}</code></dd></div>",
        "</dl>",
        "<p>Every claim above names the SHA-256 of the bytes it was read from. Have somebody else hash their copy "
        "and compare. Claims of one origin count once.</p></footer>",
    ]


def _heading(figure: ReleasedFigure) -> str:
    what = f"{figure.counted}: {figure.act}" if figure.act else figure.counted
    parts = [what, figure.place, iso_words(figure.when or "")]
    return ", ".join(part for part in parts if part)


def _range(figure: ReleasedFigure) -> str:
    return range_words(figure.low, figure.high, figure.unit)


def _settled(figure: ReleasedFigure) -> str:
    sources = f"Independent origins: {origins(figure)}."
    disagree = " No single number satisfies all claims." if figure.contradictory else ""
    if not figure.settled_by:
        return f"Proposed, not settled by a person. {sources}{disagree}"
    at = f" on {iso_words(figure.settled_at.astimezone(UTC).date().isoformat())}" if figure.settled_at else ""
    number = f" (settlement {figure.settlement})" if figure.settlement else ""
    again = " Reopened: its evidence has changed since." if figure.reopened else ""
    return f"Settled by {figure.settled_by}{at}{number}.{again} {sources}{disagree}"


def _time(at: datetime) -> str:
    moment = at.astimezone(UTC)
    return f'<time datetime="{moment.isoformat()}">{moment:%Y-%m-%d %H:%M:%S} UTC</time>'


def _lang(cited: Citation) -> str:
    return "" if cited.language == "und" else f' lang="{safe(cited.language)}" dir="auto"'


def _anchor(kind: str, id_: str) -> str:
    """An id for the page: whatever the casebook's id holds, letters and digits only."""
    return f"{kind}-{hashlib.sha256(id_.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
