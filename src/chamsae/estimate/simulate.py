"""Populations of a known size, caught on lists by a stated design: what a method says of them can be held to the truth.

The designs are the published ones: five lists of Manrique-Vallier (2016) and those of Aleshin-Guendel, Sadinle and
Wakefield (arXiv 2101.09304), beside four independent lists and four of which two lean the same way. A design of one's
own shows, before any list is made, whether lists like these could carry a number.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chamsae.errors import InputError
from chamsae.estimate.tables import table
from chamsae.model.estimate import CaptureTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """How persons come onto lists: `shares` of the people by class, and per class the chance to be on each list.

    Within a class the lists are independent; over the classes they are as dependent as the chances differ. `carries`
    is whether the data can tell the size (what a verdict should find), `says` the reason in a few words.
    """

    name: str
    shares: tuple[float, ...]
    chances: tuple[tuple[float, ...], ...]
    carries: bool = True
    says: str = ""

    @property
    def lists(self) -> tuple[str, ...]:
        """The lists' names: A, B, C …, after Z by number."""
        return tuple(chr(65 + at) if at < 26 else f"L{at + 1}" for at in range(len(self.chances[0])))


def populations(design: Design, *, seed: int, size: int = 2000, many: int = 1) -> Iterator[CaptureTable]:
    """Capture tables of `many` populations of `size` persons each; each has its own random stream, by its place.

    The stratum says design and place, so that population 17 is the same whether 20 or 500 were asked for.
    """
    _check(design)
    seen, chances = cells(design)
    for place in range(many):
        drawn = np.random.default_rng([seed, place]).multinomial(size, chances)
        names = (("design", design.name), ("population", str(place)))
        caught = [(tuple(map(int, row)), int(count)) for row, count in zip(seen, drawn, strict=True)][1:]
        there = [pair for pair in caught if pair[1]]
        yield table(design.lists, [row for row, _ in there], [count for _, count in there], stratum=names)


def cells(design: Design) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """All 2^J patterns, that of nobody's list first, and the chance of each."""
    shares, chances = np.array(design.shares), np.array(design.chances)
    many = chances.shape[1]
    seen = (np.arange(2**many)[:, None] >> np.arange(many - 1, -1, -1)) & 1
    within = np.prod(np.where(seen[None, :, :] == 1, chances[:, None, :], 1 - chances[:, None, :]), axis=2)
    together = shares @ within
    return seen, together / together.sum()


def _check(design: Design) -> None:
    widths = {len(row) for row in design.chances}
    values = [value for row in design.chances for value in row]
    fine = len(widths) == 1 and len(design.shares) == len(design.chances) and abs(sum(design.shares) - 1) < 1e-9
    if not fine or not 1 <= min(widths) <= 20 or not all(0 <= value <= 1 for value in values):
        raise InputError(
            "classes, their shares and the chances on the lists do not fit each other",
            thing=f"design {design.name}",
            do="Give one row of chances (0 to 1, at most 20 lists) per class, and shares that add up to 1.",
        )


_RARE, _OFTEN = (0.033, 0.033, 0.099, 0.132, 0.033), (0.66, 0.825, 0.759, 0.99, 0.693)
#: The third class that example 4c of Aleshin-Guendel, Sadinle and Wakefield adds to Manrique-Vallier's two.
_BETWEEN = (0.275, 0.25, 0.2, 0.3, 0.325)
#: Their counterexample for two lists: chances 1/4 and 3/4 of .99, with which another mixture gives the same data.
_QUARTER = 0.25 * 0.99

#: Published designs by name; what a test or a bench is held to.
DESIGNS = {
    design.name: design
    for design in (
        Design(name="IND4", shares=(1.0,), chances=((0.20, 0.25, 0.30, 0.15),), says="four independent lists"),
        Design(
            name="COR4",
            shares=(0.5, 0.5),
            chances=((0.05, 0.05, 0.30, 0.15), (0.35, 0.45, 0.30, 0.15)),
            says="lists A and B find the same people more often than chance (odds ratio about 2.5)",
        ),
        Design(name="MV5", shares=(0.9, 0.1), chances=(_RARE, _OFTEN), says="five lists, two classes"),
        Design(name="AS3b", shares=(0.9, 0.1), chances=(_RARE[1:], _OFTEN[1:]), says="lists 2 to 5 of MV5"),
        Design(
            name="AS3a",
            shares=(0.9, 0.1),
            chances=(_RARE[1:4], _OFTEN[1:4]),
            carries=False,
            says="lists 2 to 4 of MV5: two classes, but three lists tell no more than one apart",
        ),
        Design(
            name="AS4c",
            shares=(0.7, 0.2, 0.1),
            chances=(_RARE, _BETWEEN, _OFTEN),
            carries=False,
            says="three classes, but five lists tell no more than two apart",
        ),
        Design(
            name="AS1",
            shares=(0.5, 0.5),
            chances=((_QUARTER, _QUARTER), (3 * _QUARTER, 3 * _QUARTER)),
            carries=False,
            says="two lists, two classes",
        ),
        Design(
            name="AS2", shares=(0.9, 0.1), chances=(_RARE[2:4], _OFTEN[2:4]), carries=False, says="lists 3 and 4 of MV5"
        ),
    )
}
