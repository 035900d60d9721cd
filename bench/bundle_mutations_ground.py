"""What bench/bundle_mutations.py changes and mixes, and a forger's tools: ZIPs, manifests, notes, signatures."""

import hashlib
import random
import sys
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.verifier.made import let_out, small, witnessed

from chamsae.archive import note
from chamsae.archive.note import SigningKey

Files = dict[str, bytes]
TAGS = ("README.txt", "bag-info.txt", "bagit.txt", "manifest-sha256.txt", "manifest-sha512.txt", "verify.py")
NOTE = "bundle.note"


class Ground:
    """The bundles that are changed and mixed."""

    def __init__(self, folder: Path) -> None:
        made = small()
        witnessed(made, folder)
        self.raw, self.key = made.bundle(), str(made.book.log.key)
        self.signing: SigningKey = made.book.log._key
        self.older = {one.checkpoint.size: one.checkpoint.note.encode() for one in made.book.log.checkpoints()}
        made.book.log.checkpoint(by="bench")
        again = let_out(made.book, title="Another")
        later = replace(made, release=again).bundle()
        self.newest = made.book.log.checkpoints()[0].checkpoint.note.encode()
        fork, stranger = small(title="Forked", key=self.signing), small()
        self.forks = [one.checkpoint.note.encode() for one in fork.book.log.checkpoints()]
        self.stranger: SigningKey = stranger.book.log._key
        self.others = [unzipped(one)[1] for one in (later, fork.bundle(), stranger.bundle())]

    @cached_property
    def files(self) -> Files:
        """The files of the bundle."""
        return unzipped(self.raw)[1]

    @cached_property
    def folder(self) -> str:
        """The release's id."""
        return unzipped(self.raw)[0]

    def names(self, *folders: str) -> list[str]:
        """The files in these folders of data/; all of the bundle where none is named."""
        wanted = tuple(f"data/{one}/" for one in folders) or ("",)
        return [name for name in sorted(self.files) if name.startswith(wanted)]


def unzipped(raw: bytes) -> tuple[str, Files]:
    """The folder in a bundle, and its files."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        names = archive.namelist()
        return names[0].partition("/")[0], {name.partition("/")[2]: archive.read(name) for name in names}


def zipped(folder: str, files: Iterable[tuple[str, bytes]], *, method: int = zipfile.ZIP_STORED) -> bytes:
    """Files as a ZIP written in the way of bundles, in the order given."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files:
            info = zipfile.ZipInfo(f"{folder}/{name}", (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr, info.compress_type = 3, 0o600 << 16, method
            archive.writestr(info, content)
    return out.getvalue()


def plain(ground: Ground, files: Mapping[str, bytes]) -> bytes:
    """These files in a sound ZIP."""
    return zipped(ground.folder, sorted(files.items()))


def listed(files: Files) -> Files:
    """The payload manifests made anew."""
    data = sorted(name for name in files if name.startswith("data/"))
    return files | {f"manifest-{kind}.txt": manifest(files, data, kind) for kind in ("sha256", "sha512")}


def tagged(files: Files) -> Files:
    """The tag manifests made anew."""
    tags = sorted(name for name in files if not name.startswith(("data/", "tagmanifest")))
    return files | {f"tagmanifest-{kind}.txt": manifest(files, tags, kind) for kind in ("sha256", "sha512")}


def manifest(files: Files, names: Iterable[str], kind: str) -> bytes:
    """Hashes of these files."""
    return "".join(f"{hashlib.new(kind, files[name]).hexdigest()}  {name}\n" for name in names).encode()


def noted(files: Files, counted: Files) -> str:
    """The text of the note with the hashes of these files, and how many of those are counted."""
    head = files[NOTE].decode().split("\n")[:6]
    for at, part in ((3, "entries"), (4, "items")):
        head[at] = f"{part} {sum(name.startswith(f'data/{part}/') for name in counted)}"
    lines = [f"file {name} {hashlib.sha256(files[name]).hexdigest()}" for name in TAGS]
    return "\n".join([*head, *lines, ""])


def signed(files: Files, key: SigningKey, *, counted: Files | None = None) -> Files:
    """Everything made anew, and signed with a key."""
    files = listed(files)
    text = noted(files, counted or files)
    return tagged(files | {NOTE: str(note.Note(text=text, signatures=(note.sign(text, key),))).encode()})


def unsigned(files: Files) -> Files:
    """Everything made anew under the old signature."""
    files = listed(files)
    kept = files[NOTE].rpartition(b"\n\n")[2]
    return tagged(files | {NOTE: noted(files, files).encode() + b"\n" + kept})


def flipped(content: bytes, chance: random.Random) -> bytes:
    """One to eight bits of it turned round, never none."""
    changed = bytearray(content)
    for at in chance.sample(range(len(content) * 8), min(chance.choice((1, 1, 1, 2, 8)), len(content) * 8)):
        changed[at // 8] ^= 1 << at % 8
    return bytes(changed)
