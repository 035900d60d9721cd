"""A whole casebook out into one ZIP or folder, and back into a new, empty one: exported again, the same bytes.

Format chamsae-casebook/1 (docs/reference/casebook-format.md). What follows from the rest (the search index, the tree
over the log, who is whom by the judgements) is not carried but worked out anew.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from chamsae import codec
from chamsae.archive.crate import Counted, Crate, Packer, packing, unpacking
from chamsae.archive.log import Recount
from chamsae.archive.spool import blocks_of
from chamsae.casebook.forgetting import erased
from chamsae.casebook.progress import Silent
from chamsae.casebook.tables import KEYS, LOG, TABLES, Table
from chamsae.errors import ChamsaeError, InputError, IntegrityError, RefusedArchive
from chamsae.model.erasure import Erasure
from chamsae.model.source import StoredObject
from chamsae.model.whole import (
    WHOLE_FORMAT,
    WHOLE_MANIFEST,
    Part,
    WholeManifest,
    object_member,
    scorer_member,
    table_member,
)
from chamsae.ports import Objects, Progress, Store
from chamsae.settings import Settings
from chamsae.text.strict_json import strict

#: Settings that mean the same on every computer and tell nothing that is secret.
CARRIED_SETTINGS = (
    "name", "object_limit", "parse_seconds", "parse_megabytes", "ocr", "ocr_languages", "page_seconds", "figure_rule",
)  # fmt: skip
#: The longest line of a table, and the largest manifest and scorer.
LINE_BYTES, SMALL_BYTES = 1 << 30, 1 << 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What was exported or imported: rows by table, stored files and their bytes, the state of the log."""

    rows: Mapping[str, int]
    objects: int
    object_bytes: int
    log_size: int
    log_root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A casebook as far as it is carried: rows, bytes, settings, and the files of its fitted scorers."""

    store: Store
    objects: Objects
    settings: Settings
    scorers: Path | None = None


def export_whole(home: Home, out: Path, *, keys: bool, progress: Progress | None = None) -> Carried:
    """Write everything a casebook holds; with `keys` also what opens the names in the log.

    Rows are of one moment, whatever others write meanwhile; nobody is kept from writing. An interrupted export into a
    folder goes on with the stored files still missing. Raises CasebookError where `out` is there already,
    IntegrityError when the log or a stored file is damaged.
    """
    watch = progress or Silent()
    with packing(out) as packer:
        recount = Recount()
        watch.start(len(TABLES), "tables")
        with home.store.snapshot():
            parts = {table.name: _pack(packer, table, home.store, recount, watch) for table in _wanted(keys=keys)}
        watch.finish()
        known = parts["objects"].rows
        packed, size = _pack_objects(packer, home, known, watch)
        head = recount.head()
        manifest = WholeManifest(
            format=WHOLE_FORMAT, tables=parts, objects=packed, object_bytes=size, log_size=head.size,
            log_root=head.root, keys=keys, scorers=_pack_scorers(packer, home.scorers),
            settings=_settings(home.settings),
        )  # fmt: skip
        with packer.put(WHOLE_MANIFEST, packed=True) as stream:
            stream.write(msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=1) + b"\n")
    return _carried(manifest)


def look(given: Path, *, spool: Path | None = None) -> WholeManifest:
    """What an exported casebook says it holds; raises InputError where it is none, or of another version."""
    with unpacking(given, spool) as crate:
        return _manifest(crate)


def import_objects(crate: Crate, manifest: WholeManifest, objects: Objects, watch: Progress) -> None:
    """Take in the stored files, those that are there already left alone; each must be what its row says.

    Those the ledger calls erased have none.
    """
    watch.start(manifest.objects, "files")
    gone = {one.subject for one in _rows(crate, manifest, _table("ledger")) if one.kind == Erasure.kind}
    for row in _rows(crate, manifest, _table("objects")):
        if row.sha256 not in gone and not objects.has(row.sha256):
            _take_object(crate, row, objects)
        watch.step(row.sha256[:12])
    watch.finish()


def import_rows(crate: Crate, manifest: WholeManifest, store: Store, watch: Progress) -> None:
    """Write all rows into an empty store, in one transaction: all of them or none.

    Every table must be as the manifest says, the log must hold and have the root told, every file belong to a row.
    """
    watch.start(len(manifest.tables), "tables")
    recount = Recount()
    with store.transaction():
        if store.last_log() is not None or next(store.objects(), None) is not None:
            raise InputError("a whole casebook goes into an empty one only", do="Name a new folder.")
        for table in _wanted(keys=manifest.keys):
            rows = _rows(crate, manifest, table)
            table.write(store, _recounted(rows, recount) if table.name == LOG else rows)
            watch.step(table.name)
        head = recount.head()
        if (head.size, head.root) != (manifest.log_size, manifest.log_root):
            raise IntegrityError("the log is not the one the manifest tells of", thing=crate.name, do=ANEW)
    watch.finish()


def import_scorers(crate: Crate, manifest: WholeManifest, folder: Path) -> None:
    """Write the files of the fitted scorers."""
    for name, part in manifest.scorers.items():
        data = b"".join(_whole_member(crate, scorer_member(name), part))
        folder.mkdir(mode=0o700, exist_ok=True)
        (folder / name).write_bytes(data)


def import_whole(given: Path, home: Home, *, progress: Progress | None = None, spool: Path | None = None) -> Carried:
    """Take an exported casebook into an empty one.

    Raises InputError, RefusedArchive or IntegrityError and writes no row. Stored files taken in before a fault stay:
    run again, it does not copy them again.
    """
    watch = progress or Silent()
    with unpacking(given, spool) as crate:
        manifest = _manifest(crate)
        import_objects(crate, manifest, home.objects, watch)
        import_rows(crate, manifest, home.store, watch)
        if home.scorers:
            import_scorers(crate, manifest, home.scorers)
    return _carried(manifest)


ANEW = "Export it anew, or ask its sender for another copy."


def _wanted(*, keys: bool) -> Sequence[Table[Any]]:
    return [table for table in TABLES if keys or table.name != KEYS]


def _table(name: str) -> Table[Any]:
    return next(table for table in TABLES if table.name == name)


def _pack(packer: Packer, table: Table[Any], store: Store, recount: Recount, watch: Progress) -> Part:
    rows = 0
    with packer.put(table_member(table.name), packed=True) as stream:
        counted = Counted(stream)
        for row in table.read(store):
            if table.name == LOG:
                recount.add(row)
            counted.write(table.line(row))
            rows += 1
    watch.step(table.name, f"{rows:,}")
    return Part(sha256=counted.sha256, size=counted.size, rows=rows)


def _pack_objects(packer: Packer, home: Home, known: int, watch: Progress) -> tuple[int, int]:
    """Pack the stored files in order of arrival, those of the snapshot only; how many, and their bytes.

    Of what was erased there is nothing to pack.
    """
    watch.start(known, "files")
    gone, packed, size = erased(home.store), 0, 0
    for row in islice(home.store.objects(), known):
        watch.step(row.sha256[:12])
        if row.sha256 in gone:
            continue
        if not packer.holds(object_member(row.sha256), row.sha256):
            _pack_object(packer, row, home.objects)
        packed, size = packed + 1, size + row.size
    watch.finish()
    return packed, size


def _pack_object(packer: Packer, row: StoredObject, objects: Objects) -> None:
    with objects.open(row.sha256) as source, packer.put(object_member(row.sha256), packed=False) as stream:
        counted = Counted(stream)
        for block in blocks_of(source):
            counted.write(block)
    if counted.sha256 != row.sha256:
        raise IntegrityError("the stored bytes have changed", thing=row.sha256, do="Run `chamsae doctor`.")


def _pack_scorers(packer: Packer, folder: Path | None) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    for path in sorted(folder.glob("*.json")) if folder and folder.is_dir() else []:
        data = path.read_bytes()
        parts[path.name] = Part(sha256=hashlib.sha256(data).hexdigest(), size=len(data))
        with packer.put(scorer_member(path.name), packed=True) as stream:
            stream.write(data)
    return parts


def _settings(settings: Settings) -> dict[str, str | int]:
    """The settings that are carried, as far as they are not as they come."""
    plain = Settings()
    given = {name: getattr(settings, name) for name in CARRIED_SETTINGS}
    return {name: value for name, value in given.items() if value != getattr(plain, name)}


def _carried(manifest: WholeManifest) -> Carried:
    return Carried(
        rows={name: part.rows for name, part in manifest.tables.items()},
        objects=manifest.objects,
        object_bytes=manifest.object_bytes,
        log_size=manifest.log_size,
        log_root=manifest.log_root,
    )


def _manifest(crate: Crate) -> WholeManifest:
    """The manifest, when it is one of this version and tells of every member there is and of no other."""
    if WHOLE_MANIFEST not in crate.sizes:
        raise InputError("is no exported casebook: it has no manifest.json", thing=crate.name, do=ANEW)
    if crate.sizes[WHOLE_MANIFEST] > SMALL_BYTES:
        raise RefusedArchive("has a manifest larger than any of ours", thing=crate.name, do=ANEW)
    with crate.blocks(WHOLE_MANIFEST) as blocks:
        raw = b"".join(blocks)
    try:
        given = strict(raw)
    except ValueError as error:
        raise InputError(f"its manifest {error}", thing=crate.name, do=ANEW) from error
    if not isinstance(given, dict) or given.get("format") != WHOLE_FORMAT:
        raise InputError(f"its format is not {WHOLE_FORMAT}", thing=crate.name, do="Upgrade Chamsae to import it.")
    manifest = codec.from_plain(WholeManifest, given)
    _check_members(crate, manifest)
    return manifest


def _check_members(crate: Crate, manifest: WholeManifest) -> None:
    wanted = {table.name for table in _wanted(keys=manifest.keys)}
    if wanted != manifest.tables.keys():
        other = min(wanted ^ manifest.tables.keys())
        raise InputError(f"has, or lacks, a table “{other}”", thing=crate.name, do="Upgrade Chamsae to import it.")
    sizes = {table_member(name): part.size for name, part in manifest.tables.items()}
    sizes |= {scorer_member(name): part.size for name, part in manifest.scorers.items()}
    told = {**sizes, WHOLE_MANIFEST: crate.sizes[WHOLE_MANIFEST]}
    found = {name: size for name, size in crate.sizes.items() if not name.startswith("objects/")}
    if told != found:
        odd = min(name for name in {*told, *found} if told.get(name) != found.get(name))
        raise InputError(
            f"its member {odd} is missing, too much, or of another size than told", thing=crate.name, do=ANEW
        )
    files = [size for name, size in crate.sizes.items() if name.startswith("objects/")]
    if (len(files), sum(files)) != (manifest.objects, manifest.object_bytes):
        raise InputError("has other stored files than its manifest tells", thing=crate.name, do=ANEW)


def _rows(crate: Crate, manifest: WholeManifest, table: Table[Any]) -> Iterator[Any]:
    """The rows of a table; what is wrong is said with the line. The table must be as the manifest says."""
    part, number = manifest.tables[table.name], 0
    for number, line in enumerate(_lines(crate, table_member(table.name), part), 1):
        try:
            yield table.row(line)
        except InputError as error:
            raise _at(error, crate, table, number) from error
    if number != part.rows:
        raise IntegrityError(f"has {number:,} rows, not {part.rows:,}", thing=table_member(table.name), do=ANEW)


def _at(error: ChamsaeError, crate: Crate, table: Table[Any], line: int) -> InputError:
    return InputError(error.what, thing=f"{crate.name} › {table_member(table.name)} line {line:,}", do=error.do or ANEW)


def _lines(crate: Crate, member: str, part: Part) -> Iterator[bytes]:
    """The lines of a member; a line longer than any of ours is not held in memory."""
    rest = bytearray()
    for block in _whole_member(crate, member, part):
        *whole, last = block.split(b"\n")
        for piece in whole:
            yield bytes(rest) + piece
            rest.clear()
        rest += last
        if len(rest) > LINE_BYTES:
            raise RefusedArchive(f"holds a line of more than {LINE_BYTES:,} bytes", thing=f"{crate.name} › {member}")
    if rest:
        raise IntegrityError("its last line is not complete", thing=f"{crate.name} › {member}", do=ANEW)


def _whole_member(crate: Crate, member: str, part: Part) -> Iterator[bytes]:
    """The bytes of a member; at its end they must have been those the manifest tells of."""
    digest, size = hashlib.sha256(), 0
    with crate.blocks(member) as blocks:
        for block in blocks:
            digest.update(block)
            size += len(block)
            yield block
    if (size, digest.hexdigest()) != (part.size, part.sha256):
        raise IntegrityError("its bytes are not those the manifest tells of", thing=f"{crate.name} › {member}", do=ANEW)


def _take_object(crate: Crate, row: StoredObject, objects: Objects) -> None:
    member = object_member(row.sha256)
    if crate.sizes.get(member) != row.size:
        raise IntegrityError("is missing or of another size than told", thing=f"{crate.name} › {member}", do=ANEW)
    with crate.open(member) as stream:
        if objects.put(stream, limit=row.size) != row:
            raise IntegrityError("is not what its name says", thing=f"{crate.name} › {member}", do=ANEW)


def _recounted(rows: Iterator[Any], recount: Recount) -> Iterator[Any]:
    for row in rows:
        recount.add(row)
        yield row
