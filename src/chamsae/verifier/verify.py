#!/usr/bin/env python3
"""Verify a Chamsae bundle: python3 verify.py BUNDLE [--key KEY] [--seen CHECKPOINT]

Python 3.8 or newer and this file. Written from docs/reference/bundle.md and log.md, shares no code with the maker.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import json
import re
import struct
import sys
import unicodedata
from pathlib import Path
from typing import Any, Iterator  # noqa: UP035 - where Python 3.8 has it

TAGS = ("README.txt", "bag-info.txt", "bagit.txt", "manifest-sha256.txt", "manifest-sha512.txt", "verify.py")
LISTS = ("tagmanifest-sha256.txt", "tagmanifest-sha512.txt")
PATHS = re.compile(
    r"README\.txt|bag-info\.txt|bagit\.txt|(tag)?manifest-sha(256|512)\.txt|verify\.py|bundle\.note|data/(index\.html"
    r"|report\.html|figures\.csv|release\.json|checkpoint|key|provenance\.json|withheld\.json|items/[0-9a-f]{64}"
    r"|texts/[A-Za-z0-9][A-Za-z0-9_-]*\.txt|entries/[1-9][0-9]*\.json|proofs/[1-9][0-9]*\.tlog-proof"
    r"|disclosed/[1-9][0-9]*-[A-Za-z_]+\.json|consistency/(0|[1-9][0-9]*)|stamps/[1-9][0-9]*\.(tsr|pem))"
)
NEEDED = (*TAGS[1:5], *LISTS, *("data/" + name for name in ("release.json", "checkpoint", "key", "withheld.json")))


class Broken(Exception):
    """The first fault."""


class Partial(Exception):
    """What is there holds together, and nobody says that it is all."""


def need(held: object, fault: str) -> None:
    """Stop at the first thing that does not hold."""
    if not held:
        raise Broken(fault)


# Ed25519 (RFC 8032, 5.1.7), in extended coordinates.

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """The sum of two points."""
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n: int, point: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """A point added to itself so many times."""
    sum_ = (0, 1, 1, 0)
    while n:
        sum_, point, n = add(sum_, point) if n & 1 else sum_, add(point, point), n >> 1
    return sum_


def unpacked(raw: bytes) -> tuple[int, int, int, int] | None:
    """The point a public key or signature names; None where it is on no curve, or written otherwise."""
    y, sign = int.from_bytes(raw, "little") & (1 << 255) - 1, raw[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = unpacked((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")) or (0, 1, 1, 0)


def signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether this is the signature of the holder of the key under the message."""
    point, r, s = unpacked(public), unpacked(signature[:32]), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or point is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = times(s, BASE), add(r, times(h, point))
    return not ((left[0] * right[2] - right[0] * left[2]) % P or (left[1] * right[2] - right[1] * left[2]) % P)


def unzipped(raw: bytes) -> dict[str, bytes]:
    """The members of a ZIP that is written in the one way; name to content."""
    files: dict[str, bytes] = {}
    at, central = 0, b""
    while raw[at : at + 4] == b"PK\3\4":
        head = raw[at : at + 30]
        need(len(head) == 30, "zip: it is cut off")
        packed, size, length = struct.unpack("<IIH", head[18:28])
        name, content = raw[at + 30 : at + 30 + length], raw[at + 30 + length : at + 30 + length + size]
        middle = struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 33, binascii.crc32(content), size, size, length, 0)
        need(head == b"PK\3\4" + middle and packed == size == len(content), f"zip: odd header at byte {at}")
        central += b"PK\1\2" + struct.pack("<H", 3 << 8 | 20) + middle
        central += struct.pack("<HHHII", 0, 0, 0, 0o600 << 16, at) + name
        path = name.decode("ascii", "replace")
        need(path not in files and all(path > other for other in list(files)[-1:]), f"zip: odd order at {path}")
        files[path], at = content, at + 30 + length + size
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, len(files), len(files), len(central), at, 0)
    need(raw[at:] == central + end, "zip: what follows the members is not their list")
    return files


def opened(path: Path) -> tuple[str | None, dict[str, bytes]]:
    """Every file of a bundle by its path, and the name of its folder."""
    if path.is_dir():
        inside = [one for one in path.rglob("*") if one.is_symlink() or not one.is_dir()]
        need(not any(one.is_symlink() for one in inside), "unknown file: a link")
        return None, {one.relative_to(path).as_posix(): one.read_bytes() for one in inside}
    files = unzipped(path.read_bytes())
    folders = {name.partition("/")[0] for name in files}
    need(len(folders) == 1 and re.fullmatch("r[0-9a-f]{32}", min(folders)), "zip: not one folder with the release's id")
    return min(folders), {name.partition("/")[2]: content for name, content in files.items()}


def lines(content: bytes, fault: str) -> list[str]:
    """The lines of a text file, each with its end."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise Broken(fault) from None
    need(text.endswith("\n") and not any(unicodedata.category(c) == "Cc" and c != "\n" for c in text), fault)
    return text[:-1].split("\n")


def listed(files: dict[str, bytes], which: str, paths: list[str]) -> None:
    """Each list names exactly these files in order, with their hashes."""
    for kind in ("sha256", "sha512"):
        told, name = {}, f"{which}manifest-{kind}.txt"
        for line in lines(files[name], "changed file: " + name):
            digest, _, path = line.partition("  ")
            told[path] = digest
            need(path in files, "missing file: " + path)
            need(hashlib.new(kind, files[path]).hexdigest() == digest, "changed file: " + path)
        for path in paths:
            need(path in told, "unlisted file: " + path)
        whole = "".join(f"{told[path]}  {path}\n" for path in sorted(paths))
        need(files[name] == whole.encode(), "changed file: " + name)


def decoded(text: str, fault: str) -> bytes:
    """Base64 written the one right way."""
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        raise Broken(fault) from None
    need(base64.b64encode(raw).decode() == text, fault)
    return raw


def exact(raw: bytes, fault: str) -> dict[str, Any]:
    """The value of exact JSON: members sorted, no blanks, nothing twice, whole numbers below 2^53."""
    try:
        value: dict[str, Any] = json.loads(raw.decode("utf-8"))
        again = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    except (ValueError, RecursionError):
        raise Broken(fault) from None
    need(again == raw and isinstance(value, dict), fault)
    return value


def key_of(text: str, fault: str) -> tuple[str, bytes, bytes]:
    """A public key from the form name+id+base64: its name, its id, its bytes."""
    name, _, rest = text.partition("+")
    number, _, coded = rest.partition("+")
    raw = decoded(coded, fault)
    own = hashlib.sha256(name.encode() + b"\n" + raw).hexdigest()[:8]
    need(len(raw) == 33 and raw[0] == 1 and own == number, fault)
    return name, bytes.fromhex(number), raw[1:]


def note(content: bytes, key: tuple[str, bytes, bytes], fault: str) -> tuple[list[str], str]:
    """The text of a note under which the key's signature stands first; more may follow."""
    told = lines(content, fault)
    need("" in told, fault)
    text = "\n".join(told[: told.index("")]) + "\n"
    signatures = told[told.index("") + 1 :]
    head = f"\u2014 {key[0]} "
    need(signatures and signatures[0].startswith(head), fault)
    raw = decoded(signatures[0][len(head) :], fault)
    need(raw[:4] == key[1] and signed(key[2], text.encode(), raw[4:]), fault)
    for other in signatures[1:]:
        need(re.fullmatch("\u2014 [^ +]+ [A-Za-z0-9+/]+=*", other), fault)
        decoded(other.rpartition(" ")[2], fault)
    return text.split("\n")[:-1], "\n".join(told[: told.index("") + 2]) + "\n"


def checkpoint(content: bytes, key: tuple[str, bytes, bytes], fault: str) -> tuple[int, bytes, str]:
    """Size and root a checkpoint of this log states."""
    told, own = note(content, key, fault)
    need(len(told) == 3 and told[0] == key[0] and re.fullmatch("0|[1-9][0-9]*", told[1]), fault)
    need(len(root := decoded(told[2], fault)) == 32, fault)
    return int(told[1]), root, own


def node(left: bytes, right: bytes) -> bytes:
    """The hash above two hashes."""
    return hashlib.sha256(b"\1" + left + right).digest()


def included(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes | None:
    """The root an audit path leads to (RFC 9162, 2.1.3.2), or None."""
    last = size - 1
    for step in path:
        if not last:
            return None
        if index & 1 or index == last:
            leaf = node(step, leaf)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            leaf = node(leaf, step)
        index, last = index >> 1, last >> 1
    return None if last else leaf


def grown(old: int, first: bytes, new: int, second: bytes, path: list[bytes]) -> bool:
    """Whether a log of `new` entries holds that of `old` (RFC 9162, 2.1.4.2)."""
    if old in (0, new):
        return not path and (old == 0 or first == second)
    steps, at, last = list(path), old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    if not steps or old > new:
        return False
    left = right = first if old & (old - 1) == 0 else steps.pop(0)
    for step in steps:
        if not last:
            return False
        if at & 1 or at == last:
            left, right = node(step, left), node(step, right)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            right = node(right, step)
        at, last = at >> 1, last >> 1
    return not last and left == first and right == second


def proved(files: dict[str, bytes], number: str, size: int, root: bytes) -> dict[str, Any]:
    """One entry: as its file is named, and in the log."""
    path, proof = f"data/entries/{number}.json", f"data/proofs/{number}.tlog-proof"
    entry = exact(files[path], "swapped entry: " + path)
    need(entry.get("number") == int(number), "swapped entry: " + path)
    need(proof in files, "missing proof: " + proof)
    fault = "entry not in the log: " + path
    head, _, under = files[proof].decode("utf-8", "replace").partition("\n\n")
    told = head.split("\n")
    need(told[:2] == ["c2sp.org/tlog-proof@v1", f"index {int(number) - 1}"], fault)
    steps = [decoded(line, fault) for line in told[2:]]
    need(under.encode() == files["data/checkpoint"] and all(len(step) == 32 for step in steps), fault)
    need(included(hashlib.sha256(b"\0" + files[path]).digest(), int(number) - 1, size, steps) == root, fault)
    return entry


def disclosed(files: dict[str, bytes], path: str, entries: dict[int, dict[str, Any]]) -> None:
    """A disclosure opens what its entry hides."""
    fault = "false disclosure: " + path
    told = exact(files[path], fault)
    need(set(told) == {"number", "field", "salt", "value"} and re.fullmatch("[0-9a-f]{64}", str(told["salt"])), fault)
    need(path == "data/disclosed/{}-{}.json".format(told["number"], told["field"]), fault)
    entry = entries.get(told["number"], {})
    hidden = entry.get("actor") if told["field"] == "actor" else entry.get("hidden", {}).get(told["field"])
    need(hashlib.sha256(bytes.fromhex(told["salt"]) + told["value"].encode()).hexdigest() == hidden, fault)


def quoted(files: dict[str, bytes], folder: str | None) -> str:
    """The release is the one named; every quote stands in its text; nothing is there that nothing cites."""
    release = json.loads(files["data/release.json"].decode("utf-8"))
    bare = json.dumps({**release, "id": ""}, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"
    whole = json.dumps(release, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"
    name = "r" + hashlib.sha256(bare).hexdigest()[:32]
    need(whole == files["data/release.json"] and release["id"] == name == (folder or name), "other release: " + name)
    used = set()
    for cited in [claim["citation"] for figure in release["figures"] for claim in figure["claims"]]:
        item, text = "data/items/" + cited["sha256"], "data/texts/{}.txt".format(cited["document"])
        used |= {item, text}
        need(item in files, "missing file: " + item)
        need(text in files, "missing file: " + text)
        there = files[text].decode("utf-8")[cited["start"] : cited["end"]]
        need(there and there == cited["quote"], "false quote: {} in {}".format(cited["claim"], text))
    for path in files:
        need(path in used or not path.startswith(("data/items/", "data/texts/")), "uncited file: " + path)
    return name


def verify(path: Path, given: str | None = None, seen: bytes | None = None) -> list[str]:
    """All that holds, in words; raises Broken with the first fault, or Partial."""
    folder, files = opened(path)
    for name in files:
        need(PATHS.fullmatch(name), "unknown file: " + name)
    for name in NEEDED:
        need(name in files, "missing file: " + name)
    listed(files, "tag", [name for name in files if not name.startswith("data/") and name not in LISTS])
    listed(files, "", [name for name in files if name.startswith("data/")])
    if "bundle.note" not in files:
        raise Partial("no signed list: nobody says that this is all")
    key_text = lines(files["data/key"], "other key: data/key")[0]
    key = key_of(key_text, "other key: data/key")
    told, _ = note(files["bundle.note"], key, "bad signature: bundle.note")
    need(given is None or given.strip() == key_text, "other key: signed by " + key_text)
    counts = {part: sum(name.startswith(f"data/{part}/") for name in files) for part in ("entries", "items")}
    size, root, own = checkpoint(files["data/checkpoint"], key, "bad signature: data/checkpoint")
    noted(files, told, counts)
    stated = f"checkpoint {size} {base64.b64encode(root).decode()}"
    need(told[2] == stated, "other checkpoint: the note tells of " + told[2])
    release = told[1].partition(" ")[2]
    entries = {}
    for name in files:
        if name.startswith("data/entries/"):
            entries[int(name[13:-5])] = proved(files, name[13:-5], size, root)
        if name.startswith("data/proofs/"):
            need(f"data/entries/{name[12:-11]}.json" in files, "dropped entry: " + name)
    added = {one["detail"].get("sha256") for one in entries.values() if one.get("action") in ("add", "verify")}
    for name in files:
        if name.startswith("data/items/"):
            need(hashlib.sha256(files[name]).hexdigest() == name[11:], "changed item: " + name)
            need(name[11:] in added, "unlogged item: " + name)
        if name.startswith("data/disclosed/"):
            disclosed(files, name, entries)
    older = dict(consistent(files, size))
    need(quoted(files, folder) == release, "other release: " + release)
    held = ["release " + release, stated, f"entries {len(entries)}, items {counts['items']}", "signed by " + key_text]
    return held + [known(seen, key, size, root, older) for _ in "1" if seen] + list(stamps(files, own))


def noted(files: dict[str, bytes], told: list[str], counts: dict[str, int]) -> None:
    """The note says how many there are of everything, and what the tag files are."""
    need(len(told) == 6 + len(TAGS) and told[0] == "chamsae-bundle/2", "changed file: bundle.note")
    for name, line in zip(TAGS, told[6:]):
        need(name in files, "missing file: " + name)
        need(line == f"file {name} {hashlib.sha256(files[name]).hexdigest()}", "changed file: " + name)
    there = {**counts, "withheld": len(json.loads(files["data/withheld.json"].decode("utf-8")))}
    for line, (what, number) in zip(told[3:6], there.items()):
        one = {"entries": "entry", "items": "item"}.get(what, what)
        need(line == f"{what} {number}", f"dropped {one}: {number} of {line.partition(' ')[2]}")


def consistent(files: dict[str, bytes], size: int) -> Iterator[tuple[int, list[bytes]]]:
    """The older logs this one is shown to hold: size to what was said of it."""
    for name in sorted(name for name in files if name.startswith("data/consistency/")):
        fault, old = "forked log: " + name, int(name[17:])
        head, _, under = files[name].decode("utf-8", "replace").partition("\n\n")
        told = head.split("\n")
        need(told[0] == f"old {old}" and under.encode() == files["data/checkpoint"] and old <= size, fault)
        yield old, [decoded(line, fault) for line in told[1:]]


def known(seen: bytes, key: tuple[str, bytes, bytes], size: int, root: bytes, older: dict[int, list[bytes]]) -> str:
    """How the log stands to a checkpoint the reader has seen before."""
    old, first, _ = checkpoint(seen, key, "other key: the checkpoint you have seen is of another log or key")
    need(old <= size, f"older checkpoint: you have seen {old} entries, this is of {size}")
    need(old != size or first == root, f"forked log: another root for {size} entries")
    if old < size and old not in older:
        return f"cannot compare with the checkpoint of {old} entries: no proof for it here"
    need(old == size or grown(old, first, size, root, older[old]), "forked log: it does not hold the one you have seen")
    return f"holds the log of {old} entries you have seen"


def stamps(files: dict[str, bytes], own: str) -> Iterator[str]:
    """What can be said of time stamps without certificates, and how to check them."""
    digest = hashlib.sha512(own.encode()).digest()
    for name in sorted(name for name in files if name.endswith(".tsr")):
        state = "names this checkpoint" if digest in files[name] else "DOES NOT NAME THIS CHECKPOINT"
        check = f"openssl ts -verify -digest {digest.hex()} -sha512 -in {name} -CAfile {name[:-3]}pem"
        yield f"{name} {state}; check: {check}"


def main() -> int:
    """Read the command line, say how it stands."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundle")
    parser.add_argument("--key", help="the log's public key, received by another way")
    parser.add_argument("--seen", help="a file with a checkpoint of this log seen before")
    told = parser.parse_args()
    try:
        print(*verify(Path(told.bundle), told.key, Path(told.seen).read_bytes() if told.seen else None), sep="\n")
    except Partial as lack:
        print(f"PARTIAL: {lack}")
        return 3
    except (Broken, OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
        print(f"BROKEN: {fault}" if isinstance(fault, Broken) else f"BROKEN: unreadable: {fault}")
        return 1
    print("WHOLE" if told.key else "WHOLE (compare the key with the one you have received by another way)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
