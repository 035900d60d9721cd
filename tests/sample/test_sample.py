"""The sample: all invented and saying so, as many documents as told, every expectation literally there."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from warcio.archiveiterator import ArchiveIterator

from chamsae.read import docx, html, mail, markdown, pdf, plain
from chamsae.read.language import language

ROOT = Path(__file__).parents[2] / "sample"
SOURCES = ROOT / "sources"
PARSERS = {
    ".html": html.parse, ".pdf": pdf.parse, ".docx": docx.parse, ".eml": mail.parse, ".md": markdown.parse,
    ".txt": plain.parse,
}  # fmt: skip
NOTICE = re.compile(r"invented for the Chamsae sample|참새 예제로 지어낸 것|“参雀”示例虚构")


def expected() -> dict[str, Any]:
    """What a careful reader finds."""
    told = yaml.safe_load((ROOT / "expected.yml").read_text(encoding="utf-8"))
    assert isinstance(told, dict)
    return told


def raw_documents() -> Iterator[tuple[str, str, bytes]]:
    """Name or address, ending, bytes of each document."""
    for path in sorted(SOURCES.rglob("*")):
        if path.name.endswith(".warc.gz"):
            for record in ArchiveIterator(io.BytesIO(path.read_bytes())):
                yield record.rec_headers.get_header("WARC-Target-URI"), ".html", record.content_stream().read()
        elif path.is_file():
            yield path.relative_to(SOURCES).as_posix(), path.suffix, path.read_bytes()


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The text of each document as its parser reads it."""
    return {name: PARSERS[suffix](raw, name).text for name, suffix, raw in raw_documents()}


def squeezed(text: str) -> str:
    """Without spaces and emphasis, which PDF lines and Markdown move about."""
    return re.sub(r"[\s*]+", "", text)


def test_it_holds_as_many_documents_as_it_says(texts: dict[str, str]) -> None:
    assert len(texts) == expected()["documents"] >= 24
    assert {language(text) for text in texts.values()} == {"en", "ko", "zh-Hans"}


def test_every_document_says_that_it_is_invented() -> None:
    for path in [*SOURCES.rglob("*"), *(ROOT / "made").rglob("*")]:
        if path.suffix in (".html", ".md", ".txt", ".eml"):
            assert NOTICE.search(path.read_text(encoding="utf-8")), path


def test_every_address_is_one_nobody_can_own() -> None:
    for path in [*SOURCES.rglob("*"), *(ROOT / "made").rglob("*")]:
        if path.suffix in (".html", ".md", ".txt", ".eml"):
            hosts = re.findall(r"(?:https?://|@)([\w.-]+\.\w+)", path.read_text(encoding="utf-8"))
            assert all(host.endswith(".example") for host in hosts), (path, hosts)


def test_every_expected_quote_stands_in_its_document(texts: dict[str, str]) -> None:
    told = expected()
    figure = told["main_figure"]
    for claim in (*figure["claims"], *figure["denials"]):
        assert squeezed(claim["quote"]) in squeezed(texts[claim["document"]]), claim
    for time in (*told["times"], *told["durations"]):
        assert squeezed(time["text"]) in squeezed(texts[time["document"]]), time


def test_every_person_is_spelled_in_every_expected_way_somewhere(texts: dict[str, str]) -> None:
    everything = "\n".join(texts.values())
    for person in expected()["people"]:
        assert [name for name in person["names"] if name not in everything] == []


def test_every_document_named_is_there(texts: dict[str, str]) -> None:
    told = expected()
    named = {one for pair in told["independent"] for one in pair} | set(told["one_building"]["said_in"])
    named |= {pair[side] for pair in told["copies"] for side in ("document", "other")}
    named |= {trap["document"] for trap in told["traps"]}
    assert named <= texts.keys()


def test_the_numbers_of_the_one_building_add_up() -> None:
    parts = expected()["one_building"]["arithmetic"]
    assert parts["held"] - parts["sent_back"] == parts["remaining"]


def test_it_is_small() -> None:
    assert sum(path.stat().st_size for path in ROOT.rglob("*") if path.is_file()) < 1_500_000
