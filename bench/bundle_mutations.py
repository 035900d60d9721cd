"""Change a bundle in 10,000 ways and have the verifier judge each; count what it takes for whole.

    python bench/bundle_mutations.py [--mutations 10000] [--seed 1] [--every-bit]

A casebook is gone through from fetching to release, with a witness and two checkpoints before the last, and bundled; so
are another release of it, another casebook, and a log that forks off under the same key. Each mutation has the faults
with which the verifier may name it; another one counts as misnamed. Four hands change the bundle:

- chance: bits of the file, cuts, what stands between and behind;
- a clumsy one: files changed, dropped, swapped, with a sound ZIP around them;
- a forger without the key: manifests made anew, the note's hashes too, all signed with a key of their own;
- an insider with the key, who signs a note that fits: then the proofs, hashes and quotes must tell.

What an insider can change unseen is what docs/reference/bundle.md says a bundle cannot show, and is not tried here.
`--every-bit` flips every single bit of the ZIP instead.
"""

import argparse
import random
import re
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bundle_mutations_ground import NOTE, Files, Ground, flipped, listed, plain, signed, tagged, unsigned, zipped

from chamsae.verifier import verify as verifier

ANY_FILE = r"(changed|missing|unlisted|unknown) file: "
FOLDERS = ("entries", "proofs", "items", "texts", "disclosed", "consistency")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """A changed bundle, what the reader of it knows besides, and how its fault may be named."""

    raw: bytes
    expected: str
    key: str | None = None
    seen: bytes | None = None


Change = Callable[[Ground, random.Random], Mutation]


# chance


def bits(ground: Ground, chance: random.Random) -> Mutation:
    """Bits of the ZIP."""
    return Mutation(raw=flipped(ground.raw, chance), expected="zip: ")


def truncation(ground: Ground, chance: random.Random) -> Mutation:
    """The end or the beginning cut off."""
    at = chance.randrange(len(ground.raw))
    return Mutation(raw=chance.choice((ground.raw[:at], ground.raw[at + 1 :])), expected="zip: ")


def stuffing(ground: Ground, chance: random.Random) -> Mutation:
    """Bytes before, between, behind; a comment; packed; out of order; a file twice."""
    raw, files = ground.raw, sorted(ground.files.items())
    at = chance.randrange(len(raw) + 1)
    extra = chance.randbytes(chance.randrange(1, 40))
    shuffled = chance.sample(files, len(files))
    ways = [
        raw[:at] + extra + raw[at:],
        raw[:-2] + len(extra).to_bytes(2, "little") + extra,
        zipped(ground.folder, files, method=zipfile.ZIP_DEFLATED),
        zipped(ground.folder, shuffled if shuffled != files else files[::-1]),
        zipped(ground.folder, sorted([*files, (files[at % len(files)][0] + "/", b"")])),
    ]
    return Mutation(raw=chance.choice(ways), expected="zip: |unknown file: ")


# a clumsy hand


def file_bits(ground: Ground, chance: random.Random) -> Mutation:
    """Bits of a file in a sound ZIP."""
    name = chance.choice(ground.names())
    return Mutation(raw=plain(ground, ground.files | {name: flipped(ground.files[name], chance)}), expected=ANY_FILE)


def dropped(ground: Ground, chance: random.Random) -> Mutation:
    """A file left out; without the note it is partial."""
    name = chance.choice(ground.names())
    files = {other: content for other, content in ground.files.items() if other != name}
    if name == NOTE:
        return Mutation(raw=plain(ground, tagged(files)), expected="PARTIAL")
    return Mutation(raw=plain(ground, files), expected="missing file: ")


def swapped(ground: Ground, chance: random.Random) -> Mutation:
    """Two files of a folder under each other's name."""
    return Mutation(raw=plain(ground, _swapped(ground, chance)), expected=ANY_FILE)


def added(ground: Ground, chance: random.Random) -> Mutation:
    """A file more, of another bundle or of any name."""
    other = chance.choice(ground.others)
    more = sorted(other.keys() - ground.files.keys())
    name = chance.choice([*more, "data/extra.html", "run.sh", "data/items/../../x", "data/entries/07.json"])
    return Mutation(raw=plain(ground, ground.files | {name: other.get(name, b"x")}), expected=ANY_FILE)


def mixed(ground: Ground, chance: random.Random) -> Mutation:
    """A file of another bundle in place of ours."""
    return Mutation(raw=plain(ground, _mixed(ground, chance)), expected=ANY_FILE)


def partial(ground: Ground, chance: random.Random) -> Mutation:
    """No note, and some entries gone with it: all the manifests fit."""
    gone = {NOTE, *chance.sample(ground.names("entries", "proofs"), chance.randrange(3))}
    files = {name: content for name, content in ground.files.items() if name not in gone}
    return Mutation(raw=plain(ground, tagged(listed(files))), expected="PARTIAL")


# a forger without the key


def relisted(ground: Ground, chance: random.Random) -> Mutation:
    """A file changed, dropped, swapped or of another bundle, all manifests made anew, the note left as it was."""
    files = _changed(ground, chance)
    return Mutation(raw=plain(ground, tagged(listed(files))), expected=_FORGED)


def renoted(ground: Ground, chance: random.Random) -> Mutation:
    """The same, the note's hashes and counts made anew under the old signature."""
    return Mutation(raw=plain(ground, unsigned(_changed(ground, chance))), expected="bad signature: |other key: ")


def other_signature(ground: Ground, chance: random.Random) -> Mutation:
    """The same, signed with another key under our key or theirs; the reader knows ours."""
    files = _changed(ground, chance)
    if chance.random() < 0.5:
        files |= {"data/key": f"{ground.stranger.verifier}\n".encode()}
    raw = plain(ground, signed(files, ground.stranger))
    return Mutation(raw=raw, expected="bad signature: |other key: ", key=ground.key)


def other_casebook(ground: Ground, chance: random.Random) -> Mutation:
    """A whole bundle of somebody else, who signs with a key of their own; the reader knows ours."""
    files = ground.others[2]
    release = files[NOTE].split(b"\n")[1].split(b" ")[1].decode()
    return Mutation(raw=zipped(release, sorted(files.items())), expected="other key: ", key=ground.key)


# an insider with the key


def rewritten(ground: Ground, chance: random.Random) -> Mutation:
    """Bits of what is proved otherwise than by the signature; who has seen an older checkpoint judges its proof."""
    name = chance.choice([*ground.names("entries", "proofs", "items", "disclosed", "consistency"), "data/release.json",
                          "data/checkpoint", "data/key"])  # fmt: skip
    files = ground.files | {name: flipped(ground.files[name], chance)}
    folder, _, old = name.removeprefix("data/").partition("/")
    seen = ground.older[int(old)] if folder == "consistency" else None
    return Mutation(raw=plain(ground, signed(files, ground.signing)), expected=_INSIDE[folder], seen=seen)


def reordered(ground: Ground, chance: random.Random) -> Mutation:
    """Entries, proofs, items, texts, disclosures or consistency proofs under each other's name, signed."""
    folder = chance.choice(("entries", "proofs", "items", "texts", "disclosed", "consistency"))
    files = _swapped(ground, chance, folder)
    return Mutation(raw=plain(ground, signed(files, ground.signing)), expected=_INSIDE[folder])


def lessened(ground: Ground, chance: random.Random) -> Mutation:
    """An entry, its proof, an item or a text gone, all signed; of both entry and proof only the count still tells."""
    name = chance.choice(ground.names("entries", "proofs", "items", "texts"))
    files = {other: content for other, content in ground.files.items() if other != name}
    if name.startswith("data/entries/") and chance.random() < 0.5:
        del files[f"data/proofs/{name[13:-5]}.tlog-proof"]
        return Mutation(
            raw=plain(ground, signed(files, ground.signing, counted=ground.files)), expected="dropped entry: "
        )
    counted = chance.choice((files, ground.files))
    return Mutation(raw=plain(ground, signed(files, ground.signing, counted=counted)), expected=_LESS)


def transplanted(ground: Ground, chance: random.Random) -> Mutation:
    """Entries with their proofs, a checkpoint, a release of another bundle, signed with our key."""
    other = chance.choice(ground.others)
    name = chance.choice([one for one in other if one.startswith(("data/entries/", "data/checkpoint", "data/release"))])
    files = ground.files | {name: other[name]}
    if name.startswith("data/entries/"):
        proof = f"data/proofs/{name[13:-5]}.tlog-proof"
        files |= {proof: other[proof]}
    if files == ground.files:
        return bits(ground, chance)
    return Mutation(raw=plain(ground, signed(files, ground.signing)), expected=_TRANSPLANTED)


def older(ground: Ground, chance: random.Random) -> Mutation:
    """The bundle as it is, for a reader who has seen a longer log."""
    return Mutation(raw=ground.raw, expected="older checkpoint: ", seen=ground.newest)


def forked(ground: Ground, chance: random.Random) -> Mutation:
    """The bundle as it is, for a reader who has seen a log of the same key that says otherwise."""
    return Mutation(raw=ground.raw, expected="forked log: |older checkpoint: ", seen=chance.choice(ground.forks))


_FORGED = r"(changed|missing) file: |bad signature: |other key: |dropped (entry|item)|unreadable: "
_LOST = "swapped entry: |entry not in the log: |missing proof: "
_INSIDE = {
    "entries": _LOST + "|unlogged item: ",
    "proofs": _LOST,
    "items": "changed item: ",
    "texts": "false quote: ",
    "disclosed": "false disclosure: |unknown file: ",
    "consistency": "forked log: ",
    "release.json": "other release: |false quote: |unreadable: ",
    "checkpoint": "bad signature: data/checkpoint|other checkpoint: |entry not in the log: ",
    "key": "other key: |bad signature: ",
}
_LESS = "dropped entry: |dropped item: |missing proof: |unlogged item: |false quote: |false disclosure: |missing file: "
_TRANSPLANTED = _LOST + "|other checkpoint: |bad signature: |other release: |false quote: |unlogged item: |other key: "
_TRANSPLANTED += "|false disclosure: |uncited file: "


def _swapped(ground: Ground, chance: random.Random, folder: str = "") -> Files:
    names = ground.names(folder or chance.choice(FOLDERS))
    one, two = chance.sample(names, 2)
    return ground.files | {one: ground.files[two], two: ground.files[one]}


def _mixed(ground: Ground, chance: random.Random) -> Files:
    while True:
        other = chance.choice(ground.others)
        name = chance.choice(sorted(other.keys() & ground.files.keys()))
        if other[name] != ground.files[name]:
            return ground.files | {name: other[name]}


def _changed(ground: Ground, chance: random.Random) -> Files:
    """The files of data/ changed in one way."""
    name = chance.choice([one for one in ground.names() if one.startswith("data/")])
    way = chance.randrange(4)
    if way == 0:
        return _swapped(ground, chance)
    if way == 1 and name.split("/")[1] in FOLDERS:
        return {other: content for other, content in ground.files.items() if other != name}
    if way == 2:
        files = _mixed(ground, chance)
        if all(one.startswith("data/") for one in files if files[one] != ground.files[one]):
            return files
    return ground.files | {name: flipped(ground.files[name], chance)}


CHANGES: tuple[Change, ...] = (
    bits, truncation, stuffing, file_bits, dropped, swapped, added, mixed, partial, relisted, renoted, other_signature,
    other_casebook, rewritten, reordered, lessened, transplanted, older, forked,
)  # fmt: skip


def judged(mutation: Mutation, path: Path) -> str:
    """What the verifier says: WHOLE, PARTIAL, or the fault."""
    path.write_bytes(mutation.raw)
    try:
        verifier.verify(path, mutation.key, mutation.seen)
    except verifier.Broken as fault:
        return str(fault)
    except verifier.Partial:
        return "PARTIAL"
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        return f"unreadable: {type(fault).__name__}: {fault}"
    return "WHOLE"


def mutate(folder: Path, count: int, chance: random.Random) -> Counter[tuple[str, str]]:
    """That many mutations, judged: how often which change was named (its word), misnamed, or taken for whole."""
    ground, tally = Ground(folder), Counter[tuple[str, str]]()
    assert judged(Mutation(raw=ground.raw, expected="", key=ground.key), folder / "mutation.zip") == "WHOLE"
    for number in range(count):
        change = CHANGES[number % len(CHANGES)]
        mutation = change(ground, chance)
        said = judged(mutation, folder / "mutation.zip")
        if said == "WHOLE":
            tally[change.__name__, "WHOLE"] += 1
        elif re.match(mutation.expected, said):
            tally[change.__name__, said.partition(":")[0]] += 1
        else:
            tally[change.__name__, f"misnamed {said[:100]}"] += 1
    return tally


def every_bit(folder: Path) -> Counter[tuple[str, str]]:
    """Every single bit of the ZIP, one at a time."""
    ground, tally = Ground(folder), Counter[tuple[str, str]]()
    for at in range(len(ground.raw) * 8):
        changed = bytearray(ground.raw)
        changed[at // 8] ^= 1 << at % 8
        said = judged(Mutation(raw=bytes(changed), expected="zip: "), folder / "mutation.zip")
        tally["bit", said.partition(":")[0] if re.match("zip: |WHOLE", said) else f"misnamed {said[:100]}"] += 1
    return tally


def main() -> int:
    """Run it and print what each change came to; 1 where anything was taken for whole or misnamed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutations", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every-bit", action="store_true")
    told = parser.parse_args()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        if told.every_bit:
            tally = every_bit(Path(folder))
        else:
            tally = mutate(Path(folder), told.mutations, random.Random(told.seed))
    for (change, word), count in sorted(tally.items()):
        print(f"{change:16} {count:6} {word}")
    whole = sum(count for (_, word), count in tally.items() if word == "WHOLE")
    misnamed = sum(count for (_, word), count in tally.items() if word.startswith("misnamed"))
    seconds = time.perf_counter() - start
    print(f"{tally.total():,} mutations in {seconds:.0f} s: {whole} taken for whole, {misnamed} misnamed")
    return 1 if whole or misnamed else 0


if __name__ == "__main__":
    sys.exit(main())
