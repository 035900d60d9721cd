"""WACZ 1.1/1.2: a ZIP of WARCs whose `datapackage.json` lists every file with its SHA-256.

The whole package is refused unless every file is declared, every declared file is there, and every
hash is SHA-256 and holds. Then the records of its WARCs become items. A package nobody signed is
taken, and says so.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from chamsae.archive.item import Item, Limits, Refusal
from chamsae.archive.warc import Origin, warc_items
from chamsae.archive.zipdirectory import refused
from chamsae.archive.zipped import CheckedZip, Member
from chamsae.errors import RefusedArchive, phrase
from chamsae.model.source import How

_PACKAGE, _DIGEST = "datapackage.json", "datapackage-digest.json"
_JSON_BYTES = 16 << 20


def wacz_items(
    stream: BinaryIO, name: str, *, container: str, limits: Limits, now: datetime
) -> Iterator[Item | Refusal]:
    """The records of all WARCs of a package, in order of their names, or one refusal of the whole."""
    try:
        checked = CheckedZip(stream, name, limits)
        members = {member.name: member for member in checked.members}
        notes = _verify(checked, members)
        for warc in sorted(member for member in members if _is_warc(member)):
            origin = Origin(name=f"{name} › {warc}", container=container, how=How.WACZ, notes=notes)
            with checked.open(members[warc]) as file:
                yield from warc_items(file, origin, limits=limits, now=now)
    except RefusedArchive as error:
        yield Refusal.of(name, error)


def _is_warc(member: str) -> bool:
    return member.startswith("archive/") and member.lower().endswith((".warc", ".warc.gz"))


def _verify(checked: CheckedZip, members: dict[str, Member]) -> tuple[str, ...]:
    """Check every hash of the package; what there is to say about its signature."""
    package = _load(checked, members, _PACKAGE)
    declared = _declared(package, checked.name)
    for path in sorted(declared.keys() | members.keys() - {_PACKAGE, _DIGEST}):
        if path not in declared:
            raise refused(
                phrase(
                    "holds a file %(path)s that its %(package)s does not declare", path=repr(path), package=_PACKAGE
                ),
                checked.name,
            )
        if path not in members:
            raise refused(
                phrase("lacks the file %(path)s that its %(package)s declares", path=repr(path), package=_PACKAGE),
                checked.name,
            )
        if _sha256(checked, members[path]) != declared[path]:
            raise refused(phrase("has a file %(path)s that does not match its hash", path=repr(path)), checked.name)
    return (_signature_note(checked, members),)


def _declared(package: dict[str, object], name: str) -> dict[str, str]:
    """Path to SHA-256 of every file the package declares."""
    resources = package.get("resources")
    if not isinstance(resources, list):
        raise refused(phrase("has a %(package)s without resources", package=_PACKAGE), name)
    declared: dict[str, str] = {}
    for resource in resources:
        path, told = (resource.get("path"), resource.get("hash")) if isinstance(resource, dict) else (None, None)
        if not isinstance(path, str) or path in declared:
            raise refused(
                phrase("has a %(package)s that declares a file twice or without path", package=_PACKAGE), name
            )
        declared[path] = _hash_of(told, path, name)
    return declared


def _hash_of(told: object, path: str, name: str) -> str:
    kind, _, value = told.partition(":") if isinstance(told, str) else ("", "", "")
    if kind != "sha256" or len(value) != 64:
        raise refused(
            phrase("gives no SHA-256 for its file %(path)s (other hashes can be forged)", path=repr(path)), name
        )
    return value.lower()


def _signature_note(checked: CheckedZip, members: dict[str, Member]) -> str:
    if _DIGEST not in members:
        return "unsigned: the WACZ carries no digest of its list of files"
    digest = _load(checked, members, _DIGEST)
    if _hash_of(digest.get("hash"), _PACKAGE, checked.name) != _sha256(checked, members[_PACKAGE]):
        raise refused(
            phrase("has a %(package)s that does not match %(digest)s", package=_PACKAGE, digest=_DIGEST), checked.name
        )
    return "WACZ signature not checked" if digest.get("signedData") else "unsigned: the WACZ carries no signature"


def _load(checked: CheckedZip, members: dict[str, Member], path: str) -> dict[str, object]:
    """A JSON object of the package, in which no key may stand twice."""
    if path not in members or members[path].entry.size > _JSON_BYTES:
        raise refused(phrase("has no usable %(path)s", path=path), checked.name)
    with checked.open(members[path]) as file:
        data = file.read()
    try:
        loaded = json.loads(data, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise refused(
            phrase("has a %(path)s that cannot be read (%(error)s)", path=path, error=error), checked.name
        ) from error
    if not isinstance(loaded, dict):
        raise refused(phrase("has a %(path)s that is no JSON object", path=path), checked.name)
    return loaded


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def _sha256(checked: CheckedZip, member: Member) -> str:
    digest = hashlib.sha256()
    with checked.stream(member) as blocks:
        for block in blocks:
            digest.update(block)
    return digest.hexdigest()
