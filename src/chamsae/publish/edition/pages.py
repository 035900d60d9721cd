"""A part of an edition as a page: no script, no other file but pages beside it, nothing from anybody else."""

import base64
import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from chamsae.model.released_package import ReleasedPackage
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
from chamsae.publish.edition.parts import true_of
from chamsae.publish.page import link, safe
from chamsae.publish.style import STYLE

#: What an edition has beyond the style of every published page.
EDITION_STYLE = """
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem}
.bar{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;justify-content:space-between;max-width:60rem;margin-inline:auto;
padding:.75rem 1rem;border-block-end:1px solid var(--line);font-size:.9375rem}
.bar ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;margin:0;padding:0}
.bar [aria-current]{font-weight:700;color:var(--ink);text-decoration:none}
.bar ul{align-items:baseline}.bar,.bar :lang(ko),.bar :lang(zh){line-height:1.5}
.bar a,.bar span,.files a,.contents a{padding-block:.25rem;display:inline-block}
h1{text-wrap:balance}h3{font-size:1.0625rem;margin:1.5rem 0 .5rem}h4{font-size:1rem;margin:1.25rem 0 .25rem}
section+section{margin-block-start:2rem}
figure{margin:1rem 0}figure svg{max-width:100%;height:auto;background:#FFF;border-radius:4px}
td.n,th.n{text-align:end}tbody td.n{white-space:nowrap}thead th,thead th.n{white-space:normal;vertical-align:bottom}
thead th.n{min-width:4.5rem;hyphens:auto}
td.b,th.b{font-weight:700}.q{color:var(--quiet)}td.c{font-size:1.125rem}
.notes,.contents{padding-inline-start:1.25rem}
.notes li{margin:.25rem 0;max-width:72ch;font-size:.9375rem;color:var(--quiet)}
.lead{font-size:1.3125rem;font-weight:700}
.files{font-size:.9375rem}.files ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0;margin:0}
footer{font-size:.9375rem;color:var(--quiet)}
@media (prefers-color-scheme:dark){figure svg{padding:.25rem}}
@media (max-width:30rem){h1{font-size:1.5rem}th,td{padding-inline-end:.5rem}
.picture{overflow-x:auto}.picture svg{min-width:34rem}}
@media print{.bar,.files,.skip{display:none}main{padding:0;max-width:none}h2,h3,h4{break-after:avoid}
figure,blockquote{break-inside:avoid}a{text-decoration:none;color:inherit}@page{margin:16mm 14mm}}
""".strip()
_ALL_STYLE = f"{STYLE}\n{EDITION_STYLE}"
_DIGEST = base64.b64encode(hashlib.sha256(_ALL_STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_DIGEST}'; img-src data:; base-uri 'none'; form-action 'none'"


def part_page(made: ReleasedPackage, part: Part, language: str, files: Sequence[Link]) -> str:
    """A page of a part, with the way to the contents, to the other languages and to its files."""
    bar = _bar(part, language)
    saved = _files(files, language)
    body = [*_blocks(part.blocks), saved, f"<footer><p>{safe(true_of(made, language))}</p></footer>"]
    return _page(made, part.title, bar, body, language)


def choice_page(made: ReleasedPackage) -> str:
    """The page that whoever opens the folder finds first: the languages."""
    items = "".join(
        f'<li><a href="{language}/index.html" lang="{tag}" hreflang="{tag}">{words.own_name(language)}</a></li>'
        for language, tag in words.TAGS.items()
    )
    body = [f'<ul class="contents">{items}</ul>', f"<footer><p>{safe(true_of(made, made.language))}</p></footer>"]
    return _page(made, made.title, "", body, made.language)


def stamp(made: ReleasedPackage, language: str) -> str:
    """What stands across every page that is not for everybody, "" for the public."""
    if made.audience == "public":
        return ""
    told = words.said(made.audience, language)
    return f"{told} · {words.said('for', language, recipient=made.recipient)}" if made.recipient else told


def _page(made: ReleasedPackage, title: str, bar: str, body: Sequence[str], language: str) -> str:
    told = stamp(made, language)
    stamped = f'<p class="stamp" role="note">{safe(told)}</p>' if told else ""
    return "\n".join([
        "<!doctype html>",
        f'<html lang="{words.TAGS[language]}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{safe(title)}</title>",
        f"<style>{_ALL_STYLE}</style>",
        "</head>",
        "<body>",
        f'<a class="skip" href="#content">{safe(words.said("skip", language))}</a>',
        stamped,
        bar,
        '<main id="content">',
        f"<h1>{safe(title)}</h1>",
        *body,
        "</main>",
        "</body>",
        "</html>",
        "",
    ])  # fmt: skip


def _bar(part: Part, language: str) -> str:
    home = words.said("home", language)
    back = f'<a href="index.html">{safe(home)}</a>' if part.name != "index" else f"<span>{safe(home)}</span>"
    others = "".join(f"<li>{_language(part, one, language)}</li>" for one in words.TAGS)
    named = safe(words.said("languages", language))
    navs = f'<nav aria-label="{safe(home)}">{back}</nav><nav aria-label="{named}"><ul>{others}</ul></nav>'
    return f'<div class="bar">{navs}</div>'


def _language(part: Part, one: str, language: str) -> str:
    tag, name = words.TAGS[one], words.own_name(one)
    if one == language:
        return f'<span aria-current="true" lang="{tag}">{name}</span>'
    return f'<a href="../{one}/{part.name}.html" lang="{tag}" hreflang="{tag}">{name}</a>'


def _files(files: Sequence[Link], language: str) -> str:
    if not files:
        return ""
    items = "".join(f"<li>{_link(one)}</li>" for one in files)
    return f'<section class="files"><h2>{safe(words.said("downloads", language))}</h2><ul>{items}</ul></section>'


def _blocks(blocks: Sequence[Block]) -> list[str]:
    """The blocks; each heading of the second level begins a section."""
    found: list[str] = []
    is_open = False
    for one in blocks:
        if isinstance(one, Heading) and one.level == 2:
            found += ["</section>", "<section>"] if is_open else ["<section>"]
            is_open = True
        found.append(_DRAWN[type(one)](one))
    return [*found, "</section>"] if is_open else found


def _heading(one: Heading) -> str:
    anchor = f' id="{safe(one.anchor)}"' if one.anchor else ""
    return f"<h{one.level}{anchor}>{safe(one.text)}</h{one.level}>"


def _paragraph(one: Paragraph) -> str:
    kinds = {Look.QUIET: ' class="quiet"', Look.RANGE: ' class="lead"'}
    return f"<p{kinds.get(one.look, '')}{_lang(one.language)}>{_inline(one)}</p>"


def _inline(one: Paragraph) -> str:
    return " ".join(filter(None, (safe(one.text), *map(_link, one.links))))


def _listing(one: Listing) -> str:
    kind = "notes" if any(item.look is Look.QUIET for item in one.items) else "contents"
    items = "".join(f"<li{_lang(item.language)}>{_inline(item)}</li>" for item in one.items)
    return f'<ul class="{kind}">{items}</ul>'


def _grid(one: Grid) -> str:
    head = "".join(f'<th scope="col"{_kind(cell)}>{safe(cell.text)}</th>' for cell in one.head)
    rows = "".join(f"<tr>{_row(row)}</tr>" for row in one.rows)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{safe(one.caption)}"><table>'
        f"<caption>{safe(one.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(row: Sequence[Cell]) -> str:
    first, *others = row
    told = f'<th scope="row"{_kind(first)}>{_cell(first)}</th>'
    return told + "".join(f"<td{_kind(cell)}>{_cell(cell)}</td>" for cell in others)


def _cell(cell: Cell) -> str:
    return f'<a href="{safe(cell.href)}">{safe(cell.text)}</a>' if cell.href else safe(cell.text)


def _kind(cell: Cell) -> str:
    marks = [name for name, true in (("n", cell.number), ("b", cell.bold), ("q", cell.quiet)) if true]
    return f' class="{" ".join(marks)}"' if marks else ""


def _picture(one: Picture) -> str:
    return f'<figure class="picture" tabindex="0">{one.svg[one.svg.index("<svg") :].rstrip()}</figure>'


def _quote(one: Quote) -> str:
    return f'<blockquote{_lang(one.language)} dir="auto">{safe(one.text)}</blockquote>'


def _facts(one: Facts) -> str:
    rows = "".join(f"<div><dt>{safe(name)}</dt><dd>{_fact(value)}</dd></div>" for name, value in one.rows)
    return f"<dl>{rows}</dl>"


def _fact(value: str) -> str:
    return link(value) if value.startswith(("http://", "https://")) and " " not in value else safe(value)


def _link(one: Link) -> str:
    return f'<a href="{safe(one.href)}">{safe(one.text)}</a>'


def _lang(language: str) -> str:
    return f' lang="{safe(language)}"' if language and language != "und" else ""


_DRAWN: Mapping[type[Block], Callable[[Any], str]] = {
    Heading: _heading, Paragraph: _paragraph, Listing: _listing, Grid: _grid, Picture: _picture, Quote: _quote,
    Facts: _facts,
}  # fmt: skip
