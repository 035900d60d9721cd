"""Estimates that HRDAG computed for Colombia's Truth Commission and published with verdata, looked up without R.

They are files named by a hash: the SHA-1 that R's package digest takes of the table of patterns as R serialises it. So
the table is written here as R would, by R's published format of serialised objects (XDR, version 2).
"""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha1
from pathlib import Path
from string import ascii_lowercase

import numpy as np

from chamsae.errors import InputError
from chamsae.estimate.tables import without_empty
from chamsae.model.estimate import CaptureTable, Estimate, Method

#: What HRDAG ran all published estimates with: one chain of LCMCR.
SETTINGS: dict[str, str | int | float] = {
    "source": "verdata", "seed": 19481210, "burn_in": 10_000, "draws": 10_000, "every": 500, "kept": 10, "chains": 1,
}  # fmt: skip

# Types of R's objects, and what is added for objects with a class (0x100), attributes (0x200) and a name (0x400).
_SYMBOL, _PAIRS, _CHARS, _INTEGERS, _STRINGS, _LIST, _SEEN, _END = 1, 2, 9, 13, 16, 19, 255, 254
_CLASSED, _NAMED, _ASCII = 0x300, 0x400, 0x40000
_NOT_KNOWN = -(2**31)


def digest(table: CaptureTable) -> str:
    """The name of the table's published estimate: 40 hexadecimal digits.

    Lists with nobody are left out and the others called in_a, in_b, … in their order; patterns come in rising order.
    Raises InputError for more lists than there are letters.
    """
    kept = without_empty(table)
    if len(kept.lists) > len(ascii_lowercase):
        raise InputError(f"{len(kept.lists)} lists are more than verdata names", do="Give 26 lists at most.")
    return sha1(b"".join(_data_frame(kept)), usedforsecurity=False).hexdigest()


def lookup(table: CaptureTable, folder: Path, *, level: float = 0.95) -> Estimate | None:
    """The published estimate of this table in a folder of verdata's; None where there is none.

    Its draws are those of one chain, whose convergence was not published. Raises InputError where the folder is none or
    the file does not hold draws of the total.
    """
    if not folder.is_dir():
        raise InputError("there is no such folder", thing=str(folder), do="Unpack verdata's estimates and name it.")
    name = digest(table)
    path = folder / name[:2] / f"{name}.json"
    if not path.is_file():
        return None
    draws = _draws(path, table.n)
    tail = (1 - level) / 2
    low, median, high = (float(one) for one in np.quantile(draws, (tail, 0.5, 1 - tail)))
    return Estimate(
        method=Method.LATENT, model="verdata", n=table.n, median=median, low=low, high=high, level=level, draws=draws,
        settings=SETTINGS,
    )  # fmt: skip


def _draws(path: Path, n: int) -> tuple[int, ...]:
    try:
        held = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise _no_draws(path) from error
    if not isinstance(held, list) or not held or not all(type(one) is int and one >= n for one in held):
        raise _no_draws(path)
    return tuple(held)


def _no_draws(path: Path) -> InputError:
    return InputError("does not hold draws of the total", thing=str(path), do="Unpack verdata's estimates again.")


def _data_frame(table: CaptureTable) -> Iterator[bytes]:
    """A data frame of one factor per list and the integers `Freq`, without the header that digest leaves out."""
    rows = sorted(zip(table.patterns, table.counts, strict=True))
    names = [f"in_{letter}" for letter, _ in zip(ascii_lowercase, table.lists, strict=False)]
    yield _int(_LIST | _CLASSED, len(names) + 1)
    for at in range(len(names)):
        yield from _factor([pattern[at] + 1 for pattern, _ in rows], first=at == 0)
    yield from _integers([count for _, count in rows])
    yield _int(_PAIRS | _NAMED, _seen(2))
    yield from _strings(["data.frame"])
    yield _int(_PAIRS | _NAMED)
    yield from _symbol("row.names")
    yield from _integers([_NOT_KNOWN, -len(rows)])
    yield _int(_PAIRS | _NAMED)
    yield from _symbol("names")
    yield from _strings([*names, "Freq"])
    yield _int(_END)


def _factor(codes: Sequence[int], *, first: bool) -> Iterator[bytes]:
    """A factor of levels "0" and "1"; names of attributes are spelled out once and then referred to."""
    yield _int(_INTEGERS | _CLASSED, len(codes), *codes)
    for place, (name, values) in enumerate((("levels", ["0", "1"]), ("class", ["factor"])), start=1):
        yield _int(_PAIRS | _NAMED)
        yield from _symbol(name) if first else (_int(_seen(place)),)
        yield from _strings(values)
    yield _int(_END)


def _integers(values: Sequence[int]) -> Iterator[bytes]:
    yield _int(_INTEGERS, len(values), *values)


def _strings(values: Sequence[str]) -> Iterator[bytes]:
    yield _int(_STRINGS, len(values))
    for value in values:
        yield from _chars(value)


def _symbol(name: str) -> Iterator[bytes]:
    yield _int(_SYMBOL)
    yield from _chars(name)


def _chars(text: str) -> Iterator[bytes]:
    yield _int(_CHARS | _ASCII, len(text))
    yield text.encode("ascii")


def _seen(place: int) -> int:
    return place << 8 | _SEEN


def _int(*values: int) -> bytes:
    return b"".join(value.to_bytes(4, "big", signed=True) for value in values)
