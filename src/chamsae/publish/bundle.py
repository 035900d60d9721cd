"""A release as one ZIP that a stranger can check: report, table, cited originals, texts and a manifest of hashes.

The same release and the same originals give the same bytes: fixed order, fixed dates.
"""

import hashlib
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from chamsae.errors import IntegrityError, StorageError
from chamsae.model.bundle import (
    BUNDLE_FORMAT,
    MANIFEST,
    MEMBER_NAME,
    README,
    RELEASE,
    REPORT,
    TABLE,
    Manifest,
    Packed,
    canonical,
    original_name,
    packed,
    text_name,
)
from chamsae.model.release import Citation, Release
from chamsae.publish.report import figures_csv, figures_html

#: ZIP knows no earlier date; a real one would make two bundles of one release differ.
EPOCH = (1980, 1, 1, 0, 0, 0)

#: Content that shrinks more than this is stored as it is: what shrinks too well looks like a bomb.
MOST_SHRUNK = 100

#: Bundles are read without ZIP64, so that nothing needs more than the plainest unpacker.
LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundled:
    """What was packed: the manifest's SHA-256 (to be passed on by another way), files and bytes of content."""

    manifest_sha256: str
    files: int
    size: int


def bundle(
    release: Release, originals: Callable[[str], bytes], texts: Callable[[str], str], out: Path | BinaryIO
) -> Bundled:
    """Pack the release with the cited bytes (by SHA-256) and texts (by document) into `out`.

    Raises IntegrityError when bytes are not what their hash says or a quote is not at its place, and
    StorageError when the disk will not take it; a path is replaced whole or not touched.
    """
    with tempfile.TemporaryFile() as draft:
        made = _pack(release, originals, texts, draft)
        if draft.tell() > LARGEST:
            raise StorageError("more than 2 GiB", thing=release.title, do="Release fewer figures at a time.")
        draft.seek(0)
        with _opened(out) as target:
            shutil.copyfileobj(draft, target)
    return made


def rendered(release: Release) -> dict[str, bytes]:
    """The files that follow from the release alone, by name: what this version of Chamsae makes of it."""
    return {
        README: READ_ME.encode(),
        TABLE: figures_csv(release).encode(),
        RELEASE: canonical(release),
        REPORT: figures_html(release).encode(),
    }


def _pack(release: Release, originals: Callable[[str], bytes], texts: Callable[[str], str], draft: BinaryIO) -> Bundled:
    listed: list[Packed] = []
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _contents(release, originals, texts):
            _write(archive, name, content)
            listed.append(packed(name, content))
        manifest = canonical(_manifest(release, listed))
        _write(archive, MANIFEST, manifest)
    return Bundled(
        manifest_sha256=hashlib.sha256(manifest).hexdigest(),
        files=len(listed) + 1,
        size=sum(one.size for one in listed) + len(manifest),
    )


def _manifest(release: Release, listed: list[Packed]) -> Manifest:
    return Manifest(
        format=BUNDLE_FORMAT,
        release=release.id,
        log_number=release.log_number,
        log_hash=release.log_hash,
        files=tuple(sorted(listed, key=lambda one: one.name)),
    )


def _contents(
    release: Release, originals: Callable[[str], bytes], texts: Callable[[str], str]
) -> Iterator[tuple[str, bytes]]:
    """Every file but the manifest, in order; one original or text in memory at a time."""
    yield from sorted(rendered(release).items())
    citations = [claim.citation for figure in release.figures for claim in figure.claims]
    for sha256 in sorted({cited.sha256 for cited in citations}):
        yield original_name(sha256), _proved(originals(sha256), sha256)
    for document in sorted({cited.document for cited in citations}):
        text = texts(document)
        _prove_quotes(text, [cited for cited in citations if cited.document == document])
        yield text_name(document), text.encode()


def _proved(content: bytes, sha256: str) -> bytes:
    if hashlib.sha256(content).hexdigest() != sha256:
        raise IntegrityError("the stored bytes are not what they were", thing=sha256, do="Run `chamsae doctor`.")
    return content


def _prove_quotes(text: str, cited: list[Citation]) -> None:
    for one in cited:
        if text[one.start : one.end] != one.quote:
            raise IntegrityError(
                f"the words are not at {one.start} to {one.end} of {one.document}",
                thing=f"claim {one.claim}",
                do="Run `chamsae doctor`.",
            )


def _write(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    if not MEMBER_NAME.fullmatch(name):
        raise IntegrityError("this name cannot stand in a bundle", thing=name, do="Run `chamsae doctor`.")
    info = zipfile.ZipInfo(name, EPOCH)
    info.create_system, info.external_attr = 3, 0o644 << 16
    shrinks_too_well = len(zlib.compress(content)) * MOST_SHRUNK < len(content)
    info.compress_type = zipfile.ZIP_STORED if shrinks_too_well else zipfile.ZIP_DEFLATED
    archive.writestr(info, content)


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
        part.unlink(missing_ok=True)
        raise StorageError(
            f"could not be written: {error.strerror}", thing=str(out), do="Choose another place."
        ) from error


READ_ME = """\
What this is

A table of figures with the evidence it rests on, packed so that anybody can check it.

  report.html     the figures; every number opens to the words it comes from
  figures.csv     the same as a table, one line for each claim (UTF-8, no byte order mark)
  release.json    the same for programs, exact to the character
  originals/      the cited documents as they were received; each is named by its SHA-256
  texts/          the text read from each document; quotes are at character offsets of these
  manifest.json   size, SHA-256 and SHA-512 of every other file

How to check it with Chamsae

  chamsae verify FILE.zip

It prints the SHA-256 of manifest.json. Compare that with the one you were given by another way
(by telephone, on paper): whoever changes a file and its line in the manifest cannot change that.

How to check it without Chamsae

  1. Unpack the file and open a terminal in the folder.
  2. sha256sum manifest.json           compare with the hash you were given
  3. sha256sum originals/*             each hash must equal the name of its file
  4. sha256sum report.html figures.csv release.json README.txt texts/*
                                       compare with manifest.json
  5. A quote stands in its text from character "start" to character "end" (not bytes), counting
     from nought. In Python:

       import json
       from pathlib import Path
       release = json.loads(Path("release.json").read_bytes())
       for figure in release["figures"]:
           for claim in figure["claims"]:
               cited = claim["citation"]
               text = Path("texts/" + cited["document"] + ".txt").read_bytes().decode()
               assert text[cited["start"]:cited["end"]] == cited["quote"], claim["id"]

On macOS `shasum -a 256` does what `sha256sum` does; on Windows `certutil -hashfile NAME SHA256`.
"""
