"""Hostile and harmless containers, made on the spot: no binaries are committed."""

import gzip
import hashlib
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from chamsae.archive.intake import items
from chamsae.archive.item import Item, Limits, Refusal

PAGE = "<!doctype html><title>강제북송</title><p>Around 600 people were sent back.".encode()


def zipped(
    members: Mapping[str, bytes] | Iterable[tuple[str | zipfile.ZipInfo, bytes]], *, packed: bool = True
) -> bytes:
    """A plain ZIP of the members in the order given."""
    out = io.BytesIO()
    pairs = members.items() if isinstance(members, Mapping) else members
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, data in pairs:
            archive.writestr(name, data)
    return out.getvalue()


def raw_zip(members: Iterable[tuple[bytes, bytes]], *, flags: int = 0, local: bytes | None = None) -> bytes:
    """A stored ZIP with names as raw bytes, as foreign tools write them; `local` is a name for the places only."""
    body, directory, count = b"", b"", 0
    for name, data in members:
        here = name if local is None else local
        sums = struct.pack("<3L", zlib.crc32(data), len(data), len(data))
        place = len(body)
        body += struct.pack("<4s5H", b"PK\3\4", 20, flags, 0, 0, 33) + sums + struct.pack("<2H", len(here), 0)
        body += here + data
        directory += struct.pack("<4s6H", b"PK\1\2", 20, 20, flags, 0, 0, 33) + sums
        directory += struct.pack("<5H2L", len(name), 0, 0, 0, 0, 0, place) + name
        count += 1
    return body + directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)


def patched(data: bytes, before: bytes, after: bytes) -> bytes:
    """The same bytes with one thing put in place of another of the same length, everywhere."""
    assert before in data
    assert len(before) == len(after)
    return data.replace(before, after)


def zip_bomb(size: int = 1 << 30) -> bytes:
    """One member of zeros, packed about a thousand to one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("zeros.txt", "w") as member:
        for _ in range(size >> 20):
            member.write(bytes(1 << 20))
    return out.getvalue()


def lying_zip(size: int = 8 << 20, told: int = 1000) -> bytes:
    """A ZIP that says its member unpacks to `told` bytes, while it holds `size` zeros."""
    return patched(zipped({"zeros.txt": bytes(size)}), struct.pack("<L", size), struct.pack("<L", told))


class _Writer(WARCWriter):  # type: ignore[misc]  # warcio is untyped
    _create_temp_file = staticmethod(io.BytesIO)  # its own temporary files are never closed


def response(address: str, body: bytes, headers: Iterable[tuple[str, str]] = (), status: str = "200 OK") -> bytes:
    """One gzipped WARC record as warcio writes it, digests included."""
    out = io.BytesIO()
    writer = _Writer(out, gzip=True)
    told = StatusAndHeaders(status, [("Content-Type", "text/html; charset=utf-8"), *headers], protocol="HTTP/1.1")
    record = writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=told)
    writer.write_record(record)
    return out.getvalue()


def record(
    body: bytes, *, kind: str = "resource", length: str | None = "", date: str = "2023-10-10T03:00:00Z", more: str = ""
) -> bytes:
    """One plain WARC record written by hand; `length` None leaves Content-Length out."""
    told = "" if length is None else f"Content-Length: {length or len(body)}\r\n"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://news.example/a.txt\r\nWARC-Date: {date}\r\n"
        f"Content-Type: text/plain\r\n{more}{told}\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def wacz(
    warc: bytes | None = None,
    *,
    digest: bool = True,
    signed: bool = False,
    algorithm: str = "sha256",
    extra: Mapping[str, bytes] | None = None,
    spoil: bytes = b"",
) -> bytes:
    """A WACZ; `extra` members are not declared, `spoil` is appended to the WARC after it was hashed."""
    files = {"archive/data.warc.gz": warc or response("http://news.example/a.html", PAGE), "pages/pages.jsonl": b"{}\n"}
    resources = [
        {"name": name.split("/")[-1], "path": name, "hash": f"{algorithm}:{hashlib.new(algorithm, data).hexdigest()}"}
        for name, data in files.items()
    ]
    package = json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}).encode()
    members = {**files, "datapackage.json": package, **(extra or {})}
    members["archive/data.warc.gz"] += spoil
    if digest:
        told: dict[str, object] = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
        if signed:
            told["signedData"] = {"signature": "abc"}
        members["datapackage-digest.json"] = json.dumps(told).encode()
    return zipped(members, packed=False)


def gzip_bomb(size: int) -> bytes:
    """Zeros, gzipped."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb") as file:
        for _ in range(size >> 20):
            file.write(bytes(1 << 20))
    return out.getvalue()


def taken(path: Path, limits: Limits | None = None) -> tuple[dict[str, bytes], list[Refusal]]:
    """What intake makes of a path: name to bytes, and the refusals."""
    found: dict[str, bytes] = {}
    refused: list[Refusal] = []
    for item in items(path, limits):
        if isinstance(item, Refusal):
            refused.append(item)
        else:
            assert item.name not in found
            with item.open() as stream:
                found[item.name] = stream.read()
    return found, refused


def only(path: Path, limits: Limits | None = None) -> list[Item]:
    """The items without refusals; each is good until the next, so do not open them."""
    return [item for item in items(path, limits) if isinstance(item, Item)]
