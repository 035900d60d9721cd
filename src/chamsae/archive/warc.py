"""WARC files (ISO 28500), plain or gzipped, read record by record within limits.

We frame the records ourselves, since a header line of 64 MB or a length of 10^20 must cost nothing;
warcio reads the headers from the bounded block. Responses and resources become items, their body
decoded as a browser would and checked against the digests the record carries.
"""

import base64
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import BinaryIO, cast
from urllib.parse import unquote, urlsplit

from warcio.statusandheaders import StatusAndHeadersParser

from chamsae.archive.decode import decoded, unchunked
from chamsae.archive.item import MB, Item, Limits, Refusal, doubts
from chamsae.archive.spool import blocks_of, capped, spool
from chamsae.errors import InputError, RefusedArchive, phrase
from chamsae.model.source import Hop, How

_VERSIONS = ["WARC/1.1", "WARC/1.0", "WARC/0.18", "WARC/0.17"]
_HEADER_BLOCK = 4  # a header block may be this many times as long as one line
_WEB = ("http://", "https://")
_PLACES = (*_WEB, "ftp://", "file:")
_ALGORITHMS = {"md5", "sha1", "sha256", "sha384", "sha512"}

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a WARC stands: its name, the SHA-256 of the file that is stored, and how its records came in."""

    name: str
    container: str
    how: How
    notes: tuple[str, ...] = ()


def warc_items(stream: BinaryIO, origin: Origin, *, limits: Limits, now: datetime) -> Iterator[Item | Refusal]:
    """Every response and resource of a WARC in its order; what cannot be used is refused with its reason.

    After a record whose length cannot be right nothing more can be found, so reading stops there.
    """
    number = 0
    try:
        for record in _records(stream, origin.name, limits):
            number += 1
            with record.block:
                yield from _items(record, number, origin, limits, now)
    except (RefusedArchive, EOFError, OSError, zlib.error) as error:
        reason = error.fault if isinstance(error, RefusedArchive) else phrase("is damaged (%(error)s)", error=error)
        yield Refusal(
            name=f"{origin.name} › record {number + 1}",
            reason=phrase("%(reason)s; the rest of the file is not read.", reason=reason),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    headers: Headers
    block: BinaryIO
    size: int

    def get(self, name: str) -> str:
        return _get(self.headers, name)


def _records(stream: BinaryIO, name: str, limits: Limits) -> Iterator[_Record]:
    packed = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    reader = _open(stream)
    most = min(limits.total_bytes, max(MB, limits.ratio * packed))
    used = 0
    while (head := _head(reader, limits)) is not None:
        headers = _parse(head, _VERSIONS)
        length = _length(_get(headers, "Content-Length"), limits)
        used += len(head) + length
        if used > most:
            raise RefusedArchive(phrase("unpacks to more than %(most)s bytes", most=f"{most:,}"), thing=name)
        block = spool(blocks_of(reader, length), limit=length, name=name, folder=limits.spool)
        if block.seek(0, io.SEEK_END) != length:
            block.close()
            raise RefusedArchive(phrase("is cut off within a record"), thing=name)
        block.seek(0)
        yield _Record(headers=headers, block=block, size=length)


def _open(stream: BinaryIO) -> BinaryIO:
    start = stream.read(2)
    stream.seek(-len(start), io.SEEK_CUR)
    return cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb")) if start == b"\x1f\x8b" else stream


def _head(reader: BinaryIO, limits: Limits) -> bytes | None:
    """The next header block, its blank line included; None at the end of the file."""
    lines, size = [], 0
    for _ in range(16):  # two blank lines follow a record; a few more do no harm
        line = _line(reader, limits)
        if line.strip():
            break
        if not line:
            return None
    while line.strip():
        lines.append(line)
        size += len(line)
        if size > _HEADER_BLOCK * limits.header_bytes:
            raise RefusedArchive(
                phrase(
                    "has headers of more than %(limit)s bytes",
                    limit=f"{_HEADER_BLOCK * limits.header_bytes:,}",
                )
            )
        line = _line(reader, limits)
    return b"".join([*lines, b"\r\n"])


def _line(reader: BinaryIO, limits: Limits) -> bytes:
    line = reader.readline(limits.header_bytes + 1)
    if len(line) > limits.header_bytes:
        raise RefusedArchive(phrase("has a header line of more than %(limit)s bytes", limit=f"{limits.header_bytes:,}"))
    return line


def _parse(head: bytes, versions: list[str]) -> Headers:
    if not head.upper().startswith(tuple(v.encode() for v in versions)):
        raise RefusedArchive(phrase("has no %(version)s header where one should be", version=versions[0]))
    parsed = StatusAndHeadersParser(versions).parse(io.BytesIO(head))
    return tuple((_shown(str(name)), _shown(str(value))) for name, value in parsed.headers)


def _get(headers: Headers, name: str) -> str:
    return next((value.strip() for key, value in headers if key.lower() == name.lower()), "")


def _length(value: str, limits: Limits) -> int:
    if not (value.isascii() and value.isdigit()):
        raise RefusedArchive(
            phrase("has a Content-Length of %(value)s", value=repr(value[:40]))
            if value
            else phrase("has no Content-Length")
        )
    if len(value) > 18 or int(value) > limits.member_bytes:
        raise RefusedArchive(
            phrase(
                "has a Content-Length of %(value)s, more than %(limit)s",
                value=value[:40],
                limit=f"{limits.member_bytes:,}",
            )
        )
    return int(value)


def _items(record: _Record, number: int, origin: Origin, limits: Limits, now: datetime) -> Iterator[Item | Refusal]:
    kind, address = record.get("WARC-Type"), record.get("WARC-Target-URI").strip("<>")
    thing = f"{origin.name} › record {number}" + (f" ({address[:200]})" if address else "")
    if kind in ("revisit", "continuation"):
        yield Refusal(
            name=thing,
            reason=phrase("is a %(kind)s record: its body, or part of it, stands in another record.", kind=kind),
        )
    if kind not in ("response", "resource") or not address.lower().startswith(_PLACES):
        return  # requests, dns answers, screenshots' metadata: the crawler's bookkeeping
    try:
        page = _page(record, address, limits)
        notes = (*origin.notes, _digest_note(record, page, limits), *_date_notes(record, now))
        body = _body(page, thing, limits)
    except InputError as error:
        yield Refusal.of(thing, error)
        return
    with body:
        yield Item(
            name=_last_part(address),
            how=origin.how,
            open=partial(_again, body),
            address=address,
            asked=address,
            container=origin.container,
            redirects=page.hops(record.get("WARC-IP-Address")),
            headers=page.headers,
            claimed_at=_date(record),
            notes=tuple(note for note in notes if note),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A block of `size` bytes taken apart: HTTP status (0 for a resource), headers, and where the body starts."""

    address: str
    status: int
    headers: Headers
    block: BinaryIO
    size: int
    start: int

    def hops(self, ip: str) -> tuple[Hop, ...]:
        return (Hop(address=self.address, status=self.status, ip=ip),) if self.status else ()

    def raw(self) -> Iterator[bytes]:
        """The body as it came over the wire."""
        self.block.seek(self.start)
        return blocks_of(self.block)

    def whole(self) -> Iterator[bytes]:
        """The body with its chunks put together."""
        self.block.seek(self.start)
        chunked = "chunked" in _get(self.headers, "Transfer-Encoding").lower()
        return unchunked(self.block) if chunked else blocks_of(self.block)


def _page(record: _Record, address: str, limits: Limits) -> _Page:
    is_http = record.get("Content-Type").lower().startswith("application/http") or not record.get("Content-Type")
    if record.get("WARC-Type") == "resource" or not is_http or not address.lower().startswith(_WEB):
        headers: Headers = (("Content-Type", record.get("Content-Type")),)
        return _Page(address=address, status=0, headers=headers, block=record.block, size=record.size, start=0)
    head = _head(record.block, limits)
    if head is None:
        raise RefusedArchive(phrase("holds no HTTP answer"))
    headers = _parse(head, ["HTTP/"])
    status = head.split(b" ", 2)[1][:3] if b" " in head[:20] else b""
    if not status.isdigit():
        raise RefusedArchive(phrase("holds an HTTP answer without status"))
    if not status.startswith(b"2"):
        raise RefusedArchive(phrase("the server answered %(status)s, not with the page", status=status.decode()))
    start = record.block.tell()
    return _Page(
        address=address, status=int(status), headers=headers, block=record.block, size=record.size, start=start
    )


def _body(page: _Page, thing: str, limits: Limits) -> BinaryIO:
    encoding = _get(page.headers, "Content-Encoding") if page.status else ""
    body = decoded(page.whole(), encoding, name=thing)
    return spool(body, limit=_most(page, limits), name=thing, folder=limits.spool)


def _most(page: _Page, limits: Limits) -> int:
    """How many bytes a body may decode to: a gzip bomb is cut here."""
    return min(limits.member_bytes, max(MB, limits.ratio * page.size))


def _again(body: BinaryIO) -> BinaryIO:
    """The spooled body once more from its start; closing what is returned leaves the spool open."""
    body.seek(0)
    return cast(BinaryIO, _Lent(body))


class _Lent(io.RawIOBase):
    """A view of a stream whose end of life is decided elsewhere."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # the stub's Buffer is private
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()


def _digest_note(record: _Record, page: _Page, limits: Limits) -> str:
    """What the digests of the record say; RefusedArchive when the bytes are not those that were archived."""
    block, payload = record.get("WARC-Block-Digest"), record.get("WARC-Payload-Digest")
    if not block and not payload:
        return "WARC carries no digest"
    if block:
        page.block.seek(0)
        _check(block, [blocks_of(page.block)])
    if payload:
        _check(payload, _payloads(page, limits))
    return "WARC digest matches"


def _payloads(page: _Page, limits: Limits) -> Iterator[Iterator[bytes]]:
    """Crawlers differ in what they call the payload: as sent, with the chunks joined, or decoded too."""
    yield page.raw()
    if page.status:
        yield page.whole()
        whole = decoded(page.whole(), _get(page.headers, "Content-Encoding"), name=page.address)
        yield capped(whole, limit=_most(page, limits), name=page.address)


def _check(told: str, candidates: "list[Iterator[bytes]] | Iterator[Iterator[bytes]]") -> None:
    algorithm, _, value = told.partition(":")
    algorithm = algorithm.lower().replace("-", "")
    if algorithm not in _ALGORITHMS:
        raise RefusedArchive(phrase("has a digest of unknown kind, %(told)s", told=repr(told[:40])))
    for candidate in candidates:
        digest = hashlib.new(algorithm, usedforsecurity=False)
        for part in candidate:
            digest.update(part)
        if value.strip() in _forms(digest.digest()) or value.strip().lower() == digest.hexdigest():
            return
    raise RefusedArchive(
        phrase("does not match its WARC digest: it was changed after it was archived"),
        do=phrase("Ask for the original."),
    )


def _forms(digest: bytes) -> set[str]:
    found = set()
    for encode in (base64.b32encode, base64.b64encode, base64.urlsafe_b64encode):
        text = encode(digest).decode("ascii")
        found |= {text, text.rstrip("="), text.rstrip("=").lower() if encode is base64.b32encode else text}
    return found


def _date(record: _Record) -> datetime | None:
    try:
        told = datetime.fromisoformat(record.get("WARC-Date"))
        return (told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _date_notes(record: _Record, now: datetime) -> tuple[str, ...]:
    found = _date(record)
    if found is None:
        return (f"WARC-Date cannot be read: {record.get('WARC-Date')[:40]!r}",)
    return doubts(found, now, "WARC-Date")


def _last_part(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return _shown(unquote(parts.path.rstrip("/").rsplit("/", 1)[-1])) or parts.netloc or address


def _shown(text: str) -> str:
    # No database takes a NUL in a text; its picture stands for it.
    return text.replace("\0", "\u2400")
