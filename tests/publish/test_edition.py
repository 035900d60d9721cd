"""An edition: the same bytes everywhere, nothing from outside, every link there, every number to its evidence."""

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from posixpath import join, normpath
from types import MappingProxyType

import pypdfium2
import pytest
from docx import Document

from chamsae.model.release import ReleasedFigure
from chamsae.protect.release import Audience
from chamsae.publish.edition import words
from chamsae.publish.edition.blocks import Cell, Grid
from chamsae.publish.edition.laid_out import MOST_COLUMNS, fitting
from chamsae.publish.edition.site import edition_files, printed_files, zipped
from chamsae.text import places
from tests.publish.made_edition import everything

#: Elements that have no end.
VOID = {"meta", "br", "hr", "img", "input", "link"}
ROOT = Path(__file__).resolve().parents[2]


@cache
def plain(audience: Audience = Audience.PUBLIC) -> Mapping[str, bytes]:
    return MappingProxyType(edition_files(everything(audience, recipient="WGEID" * (audience == "confidential"))))


@cache
def printed() -> Mapping[str, bytes]:
    return MappingProxyType(printed_files(everything()))


def pages(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: data.decode() for name, data in files.items() if name.endswith(".html")}


class Page(HTMLParser):
    """A page read strictly: every element ends where it must, no id stands twice."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(html)
        self.faults += [f"never ended: {tag}" for tag in self.open]
        self.faults += [f"twice: {one}" for one in {one for one in self.ids if self.ids.count(one) > 1}]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        names = [name for name, _ in attrs]
        self.faults += [f"{tag} has {name} twice" for name in {one for one in names if names.count(one) > 1}]
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.links += [value or "" for name, value in attrs if tag == "a" and name == "href"]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"ends {tag} inside {self.open[-3:]}")
        else:
            self.open.pop()


def test_every_page_is_well_formed_and_says_its_language() -> None:
    for name, html in pages(plain()).items():
        page = Page(html)
        assert page.faults == [], name
        assert html.startswith("<!doctype html>") and html.count("<h1>") == 1
        tag = words.TAGS[name.partition("/")[0]] if "/" in name else "en"
        assert f'<html lang="{tag}">' in html and "<title>" in html


def test_no_page_runs_or_loads_anything_or_names_anybody_elses_address() -> None:
    cited = {claim.citation.address for one in _figures() for claim in one.claims}
    for name, html in pages(plain()).items():
        page = Page(html)
        assert not page.tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "image", "use"}
        assert not [one for one in page.attributes if one[1].startswith("on") or one[1] in {"src", "srcset", "action"}]
        outside = {one for one in page.links if "://" in one}
        assert outside <= cited, f"{name}: only what a claim cites, and only to be followed by hand"
        assert "default-src 'none'" in html and not re.search(r"url\((?!#)|@import|javascript:", html)


def test_every_link_leads_to_a_file_of_the_edition() -> None:
    made = everything()
    files = edition_files(made, printed())
    for name, html in pages(files).items():
        for link in (one for one in Page(html).links if "://" not in one):
            path, _, anchor = link.partition("#")
            to = normpath(join(name.rpartition("/")[0], path)) if path else name
            assert to in files, f"{name} → {link}"
            assert not anchor or f'id="{anchor}"' in files[to].decode()


def test_every_number_on_the_first_page_leads_to_its_evidence() -> None:
    (figure,) = _figures()
    for language in words.TAGS:
        assert 'href="figure-1.html"' in plain()[f"{language}/index.html"].decode()
        page = plain()[f"{language}/figure-1.html"].decode()
        for claim in figure.claims:
            assert claim.citation.sha256 in page
    assert "경유" not in plain()["en/figure-1.html"].decode()
    for language in words.TAGS:
        assert words.said("aggregate", language, number=9) in plain()[f"{language}/table-1.html"].decode()


def test_each_language_says_it_in_its_own_words() -> None:
    for language in words.TAGS:
        said = places.name("cn-tumen", language) or ""
        assert said in plain()[f"{language}/figure-1.html"].decode(), "the place of a figure"
        assert said in plain()[f"{language}/case-BTX-KQD-MGR.html"].decode(), "the place of a step"
        held = words.because("no person has checked it", language)
        assert held in plain()[f"{language}/index.html"].decode()
    assert "no person has checked it" not in plain()["ko/index.html"].decode()
    assert not re.search("[가-힣]", plain()["zh/method.html"].decode().replace("한국어", ""))


def test_what_is_not_for_everybody_says_so_on_every_page_and_in_every_file_for_paper() -> None:
    for audience in (Audience.INTERNAL, Audience.CONFIDENTIAL):
        for name, html in pages(plain(audience)).items():
            language = name.partition("/")[0] if "/" in name else "en"
            assert words.said(audience.value, language) in html, name
            assert ("WGEID" in html) is (audience is Audience.CONFIDENTIAL)
    assert "not for handing out" not in "".join(pages(plain()).values())


def test_the_same_release_gives_the_same_bytes_whatever_the_hour_zone_and_language_of_the_computer() -> None:
    found = set()
    for zone, language, seed in (("Asia/Seoul", "ko_KR.UTF-8", "1"), ("America/Lima", "C", "2")):
        told = {"TZ": zone, "LC_ALL": language, "LANG": language, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-m", "tests.publish.made_edition"], cwd=ROOT, env={**os.environ, **told}, check=True,
            capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        found.add(done.stdout)
    assert len(found) == 1 and len(found.pop().splitlines()) == 2


def test_a_zip_holds_the_files_in_order_and_tells_no_moment() -> None:
    made = zipped(plain())
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert packed.namelist() == sorted(plain())
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert packed.read("release.json") == plain()["release.json"]


def test_sums_name_every_file() -> None:
    files = edition_files(everything(), printed())
    lines = {line[66:]: line[:64] for line in files["SHA256SUMS"].decode().splitlines()}
    assert lines.keys() == files.keys() - {"SHA256SUMS"}
    assert all(hashlib.sha256(files[name]).hexdigest() == sum_ for name, sum_ in lines.items())


def test_the_descriptor_describes_the_data_as_it_is() -> None:
    described = json.loads(plain()["datapackage.json"])
    paths = {one["path"] for one in described["resources"]}
    assert paths == {name for name in plain() if name.endswith(".csv")} and len(paths) == 4
    for one in described["resources"]:
        data = plain()[one["path"]]
        assert one["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}" and one["bytes"] == len(data)
        head, *rows = csv.reader(io.StringIO(data.decode(), newline=""))
        assert [field["name"] for field in one["schema"]["fields"]] == head and rows
        for at, field in enumerate(one["schema"]["fields"]):
            assert field["type"] == "string" or all(not row[at] or row[at].isdecimal() for row in rows)
        assert re.fullmatch(r"[a-z0-9._-]+", one["name"])


def test_a_spec_holds_the_numbers_of_its_picture() -> None:
    drawn = [name for name in plain() if name.endswith(".svg")]
    assert {name.rpartition("/")[2] for name in drawn} == {"figure-1.svg", "table-1.svg", "map-1.svg", "table-2.svg"}
    for name in drawn:
        spec = json.loads(plain()[name.replace(".svg", ".spec.json")])
        assert spec["usermeta"]["picture"] == name and "http" not in json.dumps(spec["usermeta"])
    table = json.loads(plain()["en/table-2.spec.json"])
    assert [(one["violation"], one["count"]) for one in table["data"]["values"]] == [
        ("handover", 40),
        ("detention", 25),
    ]


def test_a_case_brief_is_one_page_whatever_the_case_holds() -> None:
    for language in words.TAGS:
        with pypdfium2.PdfDocument(printed()[f"{language}/case-BTX-KQD-MGR.pdf"]) as paper:
            assert len(paper) == 1
            assert "BTX-KQD-MGR" in paper[0].get_textpage().get_text_range()


def test_the_report_holds_the_same_on_paper_as_on_the_screen() -> None:
    (figure,) = _figures()
    for language in words.TAGS:
        with pypdfium2.PdfDocument(printed()[f"{language}/report.pdf"]) as paper:
            told = "".join(page.get_textpage().get_text_range() for page in paper)
        document = Document(io.BytesIO(printed()[f"{language}/report.docx"]))
        written = "\n".join(one.text for one in document.paragraphs)
        for word in (figure.claims[0].citation.sha256[:12], words.said("method-head", language)):
            assert word in re.sub(r"\s", "", told) or word in told
            assert word in written
        assert not document.core_properties.author and not document.core_properties.last_modified_by
        assert len(document.inline_shapes) == 4


def test_a_table_too_wide_for_paper_is_told_in_parts_that_lose_nothing() -> None:
    cells = tuple(Cell(text=str(at)) for at in range(20))
    told = list(fitting(Grid(caption="t", head=cells, rows=(cells,)), "en"))
    assert [len(one.head) - 1 for one in told] == [MOST_COLUMNS, MOST_COLUMNS, 5]
    assert [cell.text for one in told for cell in one.rows[0][1:]] == [str(at) for at in range(1, 20)]
    assert all(one.rows[0][0].text == "0" for one in told) and "part 2 of 3" in told[1].caption


@pytest.mark.parametrize("language", list(words.TAGS))
def test_nothing_an_edition_says_lacks_its_words_in_a_language(language: str) -> None:
    table = words._table()
    for group in ("said", "kinds", "because", "acts", "units", "amounts", "modality", "comparators"):
        for key, told in table[group].items():
            assert told[language], f"{group} {key}"
            assert _put(told[language]) == _put(told["en"]), f"{group} {key}"


def _put(words_: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)", words_))


def _figures() -> tuple[ReleasedFigure, ...]:
    made = everything().figures
    assert made
    return made.figures
