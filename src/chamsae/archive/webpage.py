"""A web page kept as a WARC: every request and answer on the way, what the page shows, and how it looked.

One file in the standard form (ISO 28500) with digests, so that any archive's tools replay it: the redirects, the page
with its headers, the pictures, styles and recordings it names and, where a browser is at hand, a picture of it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import BytesIO
from typing import BinaryIO, Protocol
from urllib.parse import urldefrag, urljoin

from chamsae.archive.fetched import Exchange, Fetched
from chamsae.archive.item import MB
from chamsae.errors import ChamsaeError

#: The most parts of a page that are had, and their bytes together.
MOST_PARTS = 100
MOST_BYTES = 128 * MB


class Fetching(Protocol):
    """Gets one address."""

    def fetch(self, address: str) -> Fetched:
        """The answer with all hops; raises InputError when it cannot be had."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """How a page looked: a PNG, and the program that drew it."""

    png: bytes
    by: str


#: Draws the page at an address; raises a ChamsaeError that says why not.
Draw = Callable[[str], Shot]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What was kept of a page: its final address, how many parts, and what was not captured and why."""

    address: str
    parts: int
    missing: tuple[str, ...]


def keep(address: str, out: BinaryIO, fetcher: Fetching, *, draw: Draw | None, now: datetime, software: str) -> Kept:
    """Write the page at an address, its parts and its picture into a gzipped WARC.

    Raises what the fetcher raises when the page itself cannot be had; a part that cannot be is named in `missing`.
    """
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415 - only where pages are kept

    page = fetcher.fetch(address)
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    writer.write_record(writer.create_warcinfo_record("", {"software": software, "format": "WARC File Format 1.1"}))
    _write(writer, page.exchanges)
    missing, parts, used = [], 0, len(page.body)
    for part in parts_of(page):
        if parts == MOST_PARTS or used > MOST_BYTES:
            missing.append(f"{part}: the page names more than we keep ({MOST_PARTS} parts, {MOST_BYTES >> 20} MB)")
            break
        try:
            got = fetcher.fetch(part)
        except ChamsaeError as error:
            missing.append(f"{part}: {error.what}")
            continue
        _write(writer, got.exchanges)
        parts, used = parts + 1, used + len(got.body)
    missing += _picture(writer, page.address, draw, now)
    return Kept(address=page.address, parts=parts, missing=tuple(missing))


def picture_in(warc: BinaryIO) -> bytes | None:
    """The picture of the page that lies in a WARC made by `keep`, if any; reads no other record's body."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - only where pages are kept

    for record in ArchiveIterator(warc):
        if str(record.rec_headers.get_header("WARC-Target-URI") or "").startswith("urn:screenshot:"):
            return bytes(record.content_stream().read(MOST_BYTES))
    return None


def parts_of(page: Fetched) -> Iterator[str]:
    """The addresses of what a page shows: pictures, styles, recordings, frames; each once, none inside the page."""
    if "html" not in _media_type(page.headers):
        return
    reader = _Parts()
    reader.feed(page.body.decode(_charset(page.headers), "replace"))
    seen = {page.address}
    for found in reader.found:
        try:
            part = urldefrag(urljoin(page.address, found.strip())).url
        except ValueError:
            continue
        if part.startswith(("http://", "https://")) and part not in seen:
            seen.add(part)
            yield part


def _picture(writer: "Writer", address: str, draw: Draw | None, now: datetime) -> Iterator[str]:
    """A record for the picture of the page; or why there is none."""
    if draw is None:
        yield "a picture of the page: it was not asked for"
        return
    try:
        shot = draw(address)
    except ChamsaeError as error:
        yield f"a picture of the page: {error.what}"
        return
    record = writer.create_warc_record(
        f"urn:screenshot:{address}",
        "resource",
        payload=BytesIO(shot.png),
        length=len(shot.png),
        warc_content_type="image/png",
        warc_headers_dict={"WARC-Date": _stamp(now), "X-Drawn-By": shot.by},
    )
    writer.write_record(record)


class Writer(Protocol):
    """What of warcio's writer is used here."""

    def create_warc_record(self, uri: str, record_type: str, **told: object) -> object:
        """A record."""
        ...

    def write_record(self, record: object) -> None:
        """Append it."""
        ...

    def write_request_response_pair(self, req: object, resp: object) -> None:
        """Append both, tied together."""
        ...


def _write(writer: Writer, exchanges: Iterable[Exchange]) -> None:
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415 - only where pages are kept

    for one in exchanges:
        told = {"WARC-Date": _stamp(one.at), "WARC-IP-Address": one.ip}
        path = re.sub(r"^https?://[^/]+", "", one.address) or "/"
        asked = StatusAndHeaders(f"GET {path} HTTP/1.1", list(one.request), is_http_request=True)
        answered = StatusAndHeaders(one.status_line, list(map(_as_kept, one.headers)), protocol="HTTP/1.1")
        response = writer.create_warc_record(
            one.address, "response", payload=BytesIO(one.raw), length=len(one.raw), http_headers=answered,
            warc_headers_dict=told,
        )  # fmt: skip
        request = writer.create_warc_record(one.address, "request", http_headers=asked, warc_headers_dict=told)
        writer.write_request_response_pair(request, response)


def _as_kept(header: tuple[str, str]) -> tuple[str, str]:
    """Chunks are put together already, so the header that tells of them goes under the name archives give it."""
    name, value = header
    return (f"X-Archive-Orig-{name}" if name.lower() == "transfer-encoding" else name, value)


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _media_type(headers: Iterable[tuple[str, str]]) -> str:
    return next((value.lower() for name, value in headers if name.lower() == "content-type"), "text/html")


def _charset(headers: Iterable[tuple[str, str]]) -> str:
    """For finding addresses, which are ASCII in all encodings that matter, a wrong guess does no harm."""
    told = re.search(r"charset=[\"']?([\w.-]{1,40})", _media_type(headers))
    try:
        return "".encode(told[1]).decode() or told[1] if told else "utf-8"
    except LookupError:
        return "utf-8"


class _Parts(HTMLParser):
    """Collects the addresses of a page's parts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value for name, value in attrs if value}
        if tag in ("img", "video", "audio", "source", "iframe", "embed"):
            self.found += [told[name] for name in ("src", "poster") if name in told]
            self.found += [part.split()[0] for part in told.get("srcset", "").split(",") if part.strip()]
        elif tag == "link" and {"stylesheet", "icon"} & set(told.get("rel", "").lower().split()) and "href" in told:
            self.found.append(told["href"])
