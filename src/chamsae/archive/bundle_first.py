"""Reads bundles of the first version (`chamsae-bundle/1`): a ZIP with a manifest of hashes, without log or signature.

Nobody writes them any more. A verdict lists faults and never raises for bad input: hostile files are expected here.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import msgspec

from chamsae.archive.parcel import Parcel
from chamsae.archive.verdict import Findings, Verdict
from chamsae.errors import RefusedArchive, VerificationError
from chamsae.model.bundle import canonical, fingerprint
from chamsae.model.release import Citation, Release

#: Name and version of the format.
BUNDLE_FORMAT = "chamsae-bundle/1"

MANIFEST, RELEASE, REPORT, TABLE, README = "manifest.json", "release.json", "report.html", "figures.csv", "README.txt"

#: The only names a bundle may contain; no path of any other shape is ever opened or written.
MEMBER_NAME = re.compile(
    r"(?:manifest\.json|release\.json|report\.html|figures\.csv|README\.txt"
    r"|originals/[0-9a-f]{64}|texts/[A-Za-z0-9][A-Za-z0-9_-]{0,99}\.txt)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """One file of a bundle: its name inside, its size in bytes and two hashes in lower-case hex."""

    name: str
    size: int
    sha256: str
    sha512: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Every file of a bundle but the manifest itself, the release it carries and the log entry it stands on."""

    format: str
    release: str
    log_number: int
    log_hash: str
    files: tuple[Packed, ...]


def original_name(sha256: str) -> str:
    """Where the cited bytes with this hash lie in a bundle."""
    return f"originals/{sha256}"


def text_name(document: str) -> str:
    """Where the text of a document, as read, lies in a bundle."""
    return f"texts/{document}.txt"


def packed(name: str, content: bytes) -> Packed:
    """The manifest's line for a file of this content."""
    return Packed(
        name=name,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        sha512=hashlib.sha512(content).hexdigest(),
    )


T = TypeVar("T", Manifest, Release)
#: The citations of one document, each with the claim it belongs to.
Citations = list[tuple[str, Citation]]

LARGEST_MANIFEST = 64 * 2**20
LARGEST_RELEASE = 512 * 2**20
LARGEST_TEXT = 256 * 2**20

#: Why a bundle of this version is never whole.
UNSIGNED = "it is of the first version: nobody signed it, and nothing proves what was done to its documents"

#: Files no bundle is without.
ALWAYS = (README, TABLE, RELEASE, REPORT)


def verify_first(path: Path) -> Verdict:
    """Check one: framing, every file's size and hashes, nothing missing or added, the release's id, every quote.

    The verdict holds the manifest's SHA-256: only comparing it with one received by another way shows
    that nobody made the whole bundle anew.
    """
    check = _Check()
    try:
        with Parcel(path, allowed=MEMBER_NAME.fullmatch) as parcel:
            check.all(parcel)
    except (RefusedArchive, VerificationError) as error:
        check.findings.add(error.thing, error.what)
    except OSError as error:
        check.findings.add(path.name, f"cannot be read: {error.strerror or error}")
    return check.verdict()


@dataclass(slots=True)
class _Check:
    """One bundle being checked: what was found so far."""

    findings: Findings = field(default_factory=Findings)
    sound: set[str] = field(default_factory=set)
    quotes: int = 0
    manifest: Manifest | None = None
    manifest_sha256: str | None = None

    def all(self, parcel: Parcel) -> None:
        """Every check in order; what cannot be gone on from raises VerificationError."""
        self.manifest = self.read_manifest(parcel)
        self.compare_names(parcel, self.manifest)
        for listed in self.manifest.files:
            if listed.name in parcel.members:
                self.check_file(parcel, listed)
        if RELEASE in self.sound:
            self.check_release(parcel, self.manifest)

    def read_manifest(self, parcel: Parcel) -> Manifest:
        """The manifest, spelled the only way it may be spelled."""
        if MANIFEST not in parcel.members:
            raise VerificationError("is missing", thing=MANIFEST)
        content = parcel.read(MANIFEST, limit=LARGEST_MANIFEST)
        self.manifest_sha256 = hashlib.sha256(content).hexdigest()
        manifest = _decoded(Manifest, content, MANIFEST)
        names = [one.name for one in manifest.files]
        if manifest.format != BUNDLE_FORMAT:
            raise VerificationError(f"is of format {manifest.format!r}, not {BUNDLE_FORMAT}", thing=MANIFEST)
        if names != sorted(set(names)) or MANIFEST in names:
            raise VerificationError("lists a file twice, out of order, or itself", thing=MANIFEST)
        return manifest

    def compare_names(self, parcel: Parcel, manifest: Manifest) -> None:
        """Nothing missing, nothing added."""
        listed = {one.name for one in manifest.files}
        for name in sorted({*listed, *ALWAYS} - parcel.members.keys()):
            self.findings.add(name, "is missing")
        for name in sorted(parcel.members.keys() - listed - {MANIFEST}):
            self.findings.add(name, "is not in the manifest: it was added")

    def check_file(self, parcel: Parcel, listed: Packed) -> None:
        """Size and both hashes; an original's hash is its name as well."""
        try:
            actual = _hashed(parcel, listed.name)
        except RefusedArchive as error:
            self.findings.add(error.thing, error.what)
            return
        if actual.size != listed.size:
            self.findings.add(listed.name, f"has {actual.size} bytes, the manifest says {listed.size}")
        elif actual != listed:
            self.findings.add(listed.name, f"has been changed: its SHA-256 is {actual.sha256}")
        elif listed.name.startswith("originals/") and listed.name != original_name(actual.sha256):
            self.findings.add(listed.name, f"is not the bytes its name says: SHA-256 {actual.sha256}")
        else:
            self.sound.add(listed.name)

    def check_release(self, parcel: Parcel, manifest: Manifest) -> None:
        """The release's own id, its agreement with the manifest, and its evidence."""
        release = _decoded(Release, parcel.read(RELEASE, limit=LARGEST_RELEASE), RELEASE)
        if fingerprint(release) != release.id:
            self.findings.add(RELEASE, "its id does not follow from its content")
        same = (manifest.release, manifest.log_number, manifest.log_hash)
        if same != (release.id, release.log_number, release.log_hash):
            self.findings.add(MANIFEST, "names another release or log entry than release.json")
        self.check_evidence(parcel, _by_document(release))

    def check_evidence(self, parcel: Parcel, cited: Mapping[str, Citations]) -> None:
        """Each citation has its original and its quote; no original or text is there that nothing cites."""
        wanted = {text_name(document): document for document in cited}
        for claim, citation in (pair for citations in cited.values() for pair in citations):
            original = original_name(citation.sha256)
            wanted[original] = claim
            if original not in parcel.members:
                self.findings.add(original, f"is missing: claim {claim} cites it")
        for document, citations in sorted(cited.items()):
            self.check_quotes(parcel, document, citations)
        for name in sorted(parcel.members.keys() - wanted.keys()):
            if "/" in name:
                self.findings.add(name, "is cited by no claim")

    def check_quotes(self, parcel: Parcel, document: str, citations: Citations) -> None:
        """Each quote stands literally at its offsets of the document's text."""
        name = text_name(document)
        if name not in parcel.members:
            self.findings.add(name, f"is missing: claim {citations[0][0]} quotes it")
        if name not in self.sound:
            return
        text = _text(parcel, name)
        for claim, cited in citations:
            self.quotes += 1
            if cited.claim != claim:
                self.findings.add(RELEASE, f"claim {claim} carries the citation of {cited.claim}")
            if not 0 <= cited.start < cited.end or text[cited.start : cited.end] != cited.quote:
                self.findings.add(name, f"the words of claim {claim} are not at {cited.start} to {cited.end}")

    def verdict(self) -> Verdict:
        """What was found, as a value."""
        manifest = self.manifest
        return Verdict(
            kind="bundle",
            lacks=UNSIGNED,
            faults=tuple(self.findings.faults),
            files=len(self.sound) + (manifest is not None),
            originals=sum(name.startswith("originals/") for name in self.sound),
            documents=sum(name.startswith("texts/") for name in self.sound),
            claims=self.quotes,
            quotes=self.quotes,
            release=manifest.release if manifest else None,
            manifest_sha256=self.manifest_sha256,
            log_number=manifest.log_number if manifest else None,
            log_hash=manifest.log_hash if manifest else None,
        )


def _decoded(type_: type[T], content: bytes, name: str) -> T:
    """The noun from JSON that is spelled canonically; any other spelling could hide something."""
    try:
        noun = msgspec.json.decode(content, type=type_)
        spelled = canonical(noun)
    except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError) as error:
        raise VerificationError(f"is not readable: {error}", thing=name) from error
    if spelled != content:
        raise VerificationError("is not spelled as Chamsae writes it: it was changed", thing=name)
    return noun


def _hashed(parcel: Parcel, name: str) -> Packed:
    sha256, sha512, size = hashlib.sha256(), hashlib.sha512(), 0
    for chunk in parcel.chunks(name):
        sha256.update(chunk)
        sha512.update(chunk)
        size += len(chunk)
    return Packed(name=name, size=size, sha256=sha256.hexdigest(), sha512=sha512.hexdigest())


def _text(parcel: Parcel, name: str) -> str:
    try:
        return parcel.read(name, limit=LARGEST_TEXT).decode()
    except UnicodeDecodeError as error:
        raise VerificationError("is not UTF-8", thing=name) from error


def _by_document(release: Release) -> dict[str, Citations]:
    """Each document's citations with the claim they belong to."""
    grouped: dict[str, Citations] = {}
    for figure in release.figures:
        for claim in figure.claims:
            grouped.setdefault(claim.citation.document, []).append((claim.id, claim.citation))
    return grouped
