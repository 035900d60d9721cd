"""The page on readers names every parser, reader and version, and counts the word lists rightly."""

from importlib.resources import files

import yaml

from chamsae.read import (
    chinese,
    docx,
    english,
    html,
    korean,
    language,
    mail,
    markdown,
    pdf,
    plain,
    scan,
    subtitles,
    whisper,
)
from chamsae.read.build import READER
from chamsae.read.choose import PARSER_OF
from chamsae.read.propose import READERS
from chamsae.read.sheet import xlsx
from tests.docs.fenced import ROOT

PAGE = (ROOT / "docs" / "reference" / "readers.md").read_text("utf-8")


def test_every_parser_is_named_with_its_version_and_library() -> None:
    modules = {"html": html, "pdf": pdf, "docx": docx, "mail": mail, "markdown": markdown, "plain": plain,
               "scan": scan, "sheet.xlsx": xlsx, "subtitles": subtitles, "whisper": whisper}  # fmt: skip
    assert sorted(modules) == sorted(set(PARSER_OF.values()))
    for module in modules.values():
        name, _, library = module.VERSION.partition(", ")
        assert f"| `{name}` " in PAGE
        assert not library or f"`{name}` ({library.split()[0]})" in PAGE


def test_every_claims_reader_is_named_with_its_version() -> None:
    versions = {"en": english.READER, "ko": korean.KOREAN.reader, "zh": chinese.CHINESE.reader}
    assert sorted(versions) == sorted(READERS)
    assert all(f"| `{version}` |" in PAGE for version in versions.values())
    assert f"`{READER}`" in PAGE


def test_the_word_lists_are_as_long_as_the_page_says() -> None:
    for name, words in (("acts", "acts"), ("places", "places"), ("organisations", "organisations"),
                        ("publishers", "publishers")):  # fmt: skip
        entries = yaml.safe_load(files("chamsae.resources").joinpath(f"{name}.yml").read_text("utf-8"))
        assert f"{len(entries)} {words}" in " ".join(PAGE.split())


def test_the_languages_told_apart_are_counted_rightly() -> None:
    assert f"{len(language.CANDIDATES)} others" in " ".join(PAGE.split())
