"""All files of an edition by their names: pages in three languages, pictures with their specs, data, sums.

The same release gives the same bytes, whatever the hour, place and language of the computer. What Word files, PDFs and
PNGs are made with may differ from one computer to the next; all others follow from the release alone.
"""

import hashlib
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from io import BytesIO
from types import MappingProxyType

from chamsae.model.canonical import canonical
from chamsae.model.released_package import ReleasedPackage
from chamsae.publish.edition import words
from chamsae.publish.edition.blocks import Link, Part, Picture
from chamsae.publish.edition.data import data_files, descriptor, spec
from chamsae.publish.edition.pages import choice_page, part_page, stamp
from chamsae.publish.edition.parts import cases, parts
from chamsae.publish.estimate_page import estimate_html

NOTHING: Mapping[str, bytes] = MappingProxyType({})
#: All members claim to be of this day.
_ALWAYS = (1980, 1, 1, 0, 0, 0)


def edition_files(made: ReleasedPackage, printed: Mapping[str, bytes] = NOTHING) -> dict[str, bytes]:
    """Every file by its path: pages, pictures and data, which signers look at and which are searched before they leave.

    `printed` are files for paper that go along; pages lead to them.
    """
    files = {name: text.encode() for name, text in _texts(made, printed)} | dict(printed)
    return dict(sorted((*files.items(), ("SHA256SUMS", _sums(files)))))


def printed_files(made: ReleasedPackage) -> dict[str, bytes]:
    """The same again for paper: the report and every case brief as DOCX and PDF, every picture as PNG.

    Raises MissingPart where this computer lacks what one of them needs.
    """
    return {name: data for language in words.TAGS for name, data in _printed(made, language)}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as one ZIP, in the order of their names, of one day, not compressed: equal files give equal bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name in sorted(files):
            member = zipfile.ZipInfo(name, _ALWAYS)
            member.external_attr, member.create_system = 0o644 << 16, 3
            packed.writestr(member, files[name])
    return out.getvalue()


def _texts(made: ReleasedPackage, printed: Collection[str]) -> Iterator[tuple[str, str]]:
    data = dict(data_files(made))
    yield from (("index.html", choice_page(made)), ("release.json", canonical(made) + "\n"))
    yield from data.items()
    yield "datapackage.json", descriptor(made, data)
    for language in words.TAGS:
        for part in parts(made, language):
            saved = [*_on_paper(part, language, printed), *_saved(made, part)]
            yield f"{language}/{part.name}.html", part_page(made, part, language, saved)
            for drawn in _pictures([part]):
                yield f"{language}/{drawn.name}.svg", drawn.svg
                yield f"{language}/{drawn.name}.spec.json", spec(made, drawn, language)
        own = (one for one in made.estimations if one.language == language)
        yield from ((f"{language}/estimate-{at}.html", estimate_html(one)) for at, one in enumerate(own, 1))


def _saved(made: ReleasedPackage, part: Part) -> list[Link]:
    """What can be saved from a page: data and pictures of a part, all of it from the contents."""
    if part.name == "index":
        names = [f"../{name}" for name in ("datapackage.json", "release.json", "SHA256SUMS")]
        data = [f"../{name}" for name, _ in data_files(made)]
        return [Link(text=name.rpartition("/")[2], href=name) for name in (*data, *names)]
    kind = part.name.partition("-")[0]
    held = {"table": part.name, "figure": "figures", "case": "cases"}.get(kind, "")
    found = [f"../data/{held}.{form}" for form in ("csv", "json") if held]
    drawn = [f"{one.name}.{form}" for one in _pictures([part]) for form in ("svg", "spec.json")]
    return [Link(text=name.rpartition("/")[2], href=name) for name in (*found, *drawn)]


def _on_paper(part: Part, language: str, printed: Collection[str]) -> list[Link]:
    """The files for paper that belong to a page: the report to the contents, the others to what they show."""
    stems = {"report"} if part.name == "index" else {part.name, *(one.name for one in _pictures([part]))}
    names = (f"{stem}.{form}" for stem in sorted(stems) for form in ("pdf", "docx", "png"))
    return [Link(text=name, href=name) for name in names if f"{language}/{name}" in printed]


def _pictures(parts: Sequence[Part]) -> Iterator[Picture]:
    yield from (block for part in parts for block in part.blocks if isinstance(block, Picture))


def _printed(made: ReleasedPackage, language: str) -> Iterator[tuple[str, bytes]]:
    from chamsae.publish.edition.docx import docx  # noqa: PLC0415 - of the extra `forms`
    from chamsae.publish.edition.pdf import pdf  # noqa: PLC0415 - the same
    from chamsae.publish.raster import png  # noqa: PLC0415 - of the extra `pictures`

    told, draw = stamp(made, language), cache(png)
    held = [part for part in parts(made, language) if part.of_report]
    for name, some, title in (
        ("report", held, made.title),
        *((one.name, [one], one.title) for one in cases(made, language)),
    ):
        yield f"{language}/{name}.docx", docx(made, some, title=title, stamp=told, language=language, draw=draw)
        yield f"{language}/{name}.pdf", pdf(made, some, title=title, stamp=told, language=language)
    yield from ((f"{language}/{one.name}.png", draw(one.svg)) for one in _pictures(held))


def _sums(files: Mapping[str, bytes]) -> bytes:
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    return "".join(lines).encode()
