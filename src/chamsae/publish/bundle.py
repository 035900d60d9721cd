"""A release with its evidence as one ZIP that a stranger can check offline, in twenty years (`chamsae-bundle/2`).

A BagIt bag with a signed list of what is inside; the same parcel, bytes and signature give the same bytes. How each
file is written is told in docs/reference/bundle.md.
"""

import hashlib
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO

from chamsae.errors import IntegrityError, StorageError, phrase
from chamsae.model.bundle import BUNDLE_FORMAT, Parcel, canonical
from chamsae.model.log import Disclosure
from chamsae.model.release import Citation, Release
from chamsae.publish.bundle_page import index_html, inside
from chamsae.publish.bundle_readme import READ_ME
from chamsae.publish.provenance import prov_json
from chamsae.publish.report import figures_csv, figures_html
from chamsae.text.exact_json import exact

#: ZIP knows no earlier date; a real one would make two bundles of one release differ.
EPOCH = (1980, 1, 1, 0, 0, 0)

#: Bundles are written without ZIP64, so that nothing needs more than the plainest unpacker.
LARGEST = 2**31 - 1
MOST_FILES = 65_535

NOTE = "bundle.note"
Content = Callable[[], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundled:
    """What was packed: the release's id, how many files, bytes of the whole."""

    release: str
    files: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hashed:
    """What the manifests say of a file."""

    size: int
    sha256: str
    sha512: str


def bundle(
    parcel: Parcel,
    originals: Callable[[str], bytes],
    texts: Callable[[str], str],
    sign: Callable[[str], str],
    out: Path | BinaryIO,
) -> Bundled:
    """Pack a parcel with the cited bytes (by SHA-256) and texts (by document) into `out`.

    `sign` makes a signed note of a text. Raises IntegrityError when bytes are not what their hash says or a quote is
    not at its place, StorageError when it is too large or the disk will not take it; a path is replaced whole or not
    touched, a stream (an empty one that can be moved about in) may then hold a part.
    """
    payload = _payload(parcel, originals, texts)
    whole = payload | _tags(parcel, payload, sign)
    with _opened(out) as target:
        _zip(target, parcel.release.id, whole)
        size = target.tell()
    return Bundled(release=parcel.release.id, files=len(whole), size=size)


def _payload(parcel: Parcel, originals: Callable[[str], bytes], texts: Callable[[str], str]) -> dict[str, Content]:
    """Every file under data/, read when it is needed: one original or text in memory at a time."""
    held: dict[str, Content] = {f"data/{name}": _just(content) for name, content in _small(parcel)}
    for sha256 in sorted({cited.sha256 for cited in _citations(parcel.release)}):
        held[f"data/items/{sha256}"] = _original(originals, sha256)
    quoted: dict[str, list[Citation]] = defaultdict(list)
    for cited in _citations(parcel.release):
        quoted[cited.document].append(cited)
    for document, quotes in quoted.items():
        held[f"data/texts/{document}.txt"] = _text(texts, document, quotes)
    return held


def _small(parcel: Parcel) -> Iterator[tuple[str, bytes]]:
    """The files that follow from the parcel alone, by name."""
    release = parcel.release
    yield "index.html", index_html(parcel).encode()
    yield "report.html", figures_html(release).encode()
    yield "figures.csv", figures_csv(release).encode()
    yield "release.json", canonical(release)
    held = [{"what": what, "count": count, "why": why} for what, count, why in inside(parcel)]
    yield "withheld.json", canonical(held)
    yield "provenance.json", canonical(prov_json(parcel.provenance, release.made_at))
    yield "checkpoint", parcel.checkpoint.encode()
    yield "key", f"{parcel.key}\n".encode()
    for one in parcel.entries:
        yield f"entries/{one.number}.json", one.entry
        yield f"proofs/{one.number}.tlog-proof", one.proof.encode()
    for told in parcel.disclosed:
        yield f"disclosed/{told.number}-{told.field}.json", _disclosure(told)
    for grown in parcel.growth:
        yield f"consistency/{grown.old}", grown.proof.encode()
    for number, stamp in enumerate(parcel.stamps, start=1):
        yield f"stamps/{number}.tsr", stamp.reply
        if stamp.certificates:
            yield f"stamps/{number}.pem", stamp.certificates.encode()


def _disclosure(told: Disclosure) -> bytes:
    return exact({"field": told.field, "number": told.number, "salt": told.salt, "value": told.value})


def _tags(parcel: Parcel, payload: Mapping[str, Content], sign: Callable[[str], str]) -> dict[str, Content]:
    """Every file beside data/: the bag's own, the signed note, the verifier."""
    hashed = {name: _hash(content()) for name, content in payload.items()}
    tags = {
        "README.txt": READ_ME.encode(),
        "bag-info.txt": _bag_info(parcel, hashed).encode(),
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "manifest-sha256.txt": _manifest(hashed, "sha256"),
        "manifest-sha512.txt": _manifest(hashed, "sha512"),
        "verify.py": files("chamsae.verifier").joinpath("verify.py").read_bytes(),
    }
    tags[NOTE] = sign(_note(parcel, tags)).encode()
    marks = {name: _hash(content) for name, content in tags.items()}
    tags["tagmanifest-sha256.txt"] = _manifest(marks, "sha256")
    tags["tagmanifest-sha512.txt"] = _manifest(marks, "sha512")
    return {name: _just(content) for name, content in tags.items()}


def _bag_info(parcel: Parcel, payload: Mapping[str, _Hashed]) -> str:
    total = sum(one.size for one in payload.values())
    lines = {
        "Bagging-Date": f"{parcel.release.made_at:%Y-%m-%d}",
        "Payload-Oxum": f"{total}.{len(payload)}",
        "External-Identifier": parcel.release.id,
        "Bag-Software-Agent": parcel.provenance.software,
    }
    return "".join(f"{name}: {value}\n" for name, value in lines.items())


def _note(parcel: Parcel, tags: Mapping[str, bytes]) -> str:
    """The list that is signed: it covers every file, and counts what could be left out."""
    items = {cited.sha256 for cited in _citations(parcel.release)}
    head = [
        BUNDLE_FORMAT,
        f"release {parcel.release.id}",
        f"checkpoint {parcel.size} {parcel.root}",
        f"entries {len(parcel.entries)}",
        f"items {len(items)}",
        f"withheld {len(list(inside(parcel)))}",
    ]
    lines = [f"file {name} {hashlib.sha256(content).hexdigest()}" for name, content in sorted(tags.items())]
    return "\n".join([*head, *lines, ""])


def _manifest(hashed: Mapping[str, _Hashed], algorithm: str) -> bytes:
    return "".join(f"{getattr(one, algorithm)}  {name}\n" for name, one in sorted(hashed.items())).encode()


def _hash(content: bytes) -> _Hashed:
    return _Hashed(
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        sha512=hashlib.sha512(content).hexdigest(),
    )


def _citations(release: Release) -> Iterator[Citation]:
    return (claim.citation for figure in release.figures for claim in figure.claims)


def _just(content: bytes) -> Content:
    return lambda: content


def _original(originals: Callable[[str], bytes], sha256: str) -> Content:
    def proved() -> bytes:
        content = originals(sha256)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise IntegrityError(
                phrase("the stored bytes are not what they were"), thing=sha256, do=phrase("Run `chamsae doctor`.")
            )
        return content

    return proved


def _text(texts: Callable[[str], str], document: str, cited: list[Citation]) -> Content:
    def proved() -> bytes:
        text = texts(document)
        for one in cited:
            if text[one.start : one.end] != one.quote:
                raise IntegrityError(
                    phrase(
                        "the words are not at %(start)s to %(end)s of %(document)s",
                        start=one.start,
                        end=one.end,
                        document=one.document,
                    ),
                    thing=phrase("claim %(id)s", id=one.claim),
                    do=phrase("Run `chamsae doctor`."),
                )
        return text.encode()

    return proved


def _zip(draft: BinaryIO, folder: str, held: Mapping[str, Content]) -> None:
    if len(held) >= MOST_FILES:
        raise _too_large(folder)
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_STORED, allowZip64=False) as archive:
        for name in sorted(held):
            info = zipfile.ZipInfo(f"{folder}/{name}", EPOCH)
            info.create_system, info.external_attr = 3, 0o600 << 16
            content = held[name]()
            if draft.tell() + len(content) > LARGEST:
                raise _too_large(folder)
            archive.writestr(info, content)
    if draft.tell() > LARGEST:
        raise _too_large(folder)


def _too_large(release: str) -> StorageError:
    return StorageError(
        phrase("a bundle holds at most 2 GiB and %(most)s files", most=f"{MOST_FILES - 1:,}"),
        thing=release,
        do=phrase("Release fewer figures at once."),
    )


@contextmanager
def _opened(out: Path | BinaryIO) -> Iterator[BinaryIO]:
    """A path appears whole under its name or not at all; a stream is simply written to."""
    if not isinstance(out, Path):
        yield out
        return
    part = out.with_name(f"{out.name}.part")
    try:
        with part.open("wb") as target:
            yield target
        part.replace(out)
    except OSError as error:
        raise StorageError(
            phrase("could not be written: %(error)s", error=error.strerror),
            thing=str(out),
            do=phrase("Choose another place."),
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
