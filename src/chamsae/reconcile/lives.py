"""What the records of one person agree on: sex, birth, occupations."""

from collections.abc import Sequence

from chamsae.model.link import Record
from chamsae.model.when import When
from chamsae.reconcile.axes import Life


def life(records: Sequence[Record]) -> Life:
    """What is told of a person: the sex all records that give one agree on, the birth within all of them, all work.

    What contradicts itself is not known.
    """
    sexes = {one.sex for one in records if one.sex is not None}
    return Life(
        sex=next(iter(sexes)).value if len(sexes) == 1 else None,
        born=_within([one.born for one in records if one.born is not None and one.born.bounded]),
        work=tuple(sorted({key for one in records for key in one.work})),
    )


def _within(told: Sequence[When]) -> When | None:
    """The days all of them leave for it."""
    if not told:
        return None
    start, end = max(one.start for one in told if one.start), min(one.end for one in told if one.end)
    return When(start=start, end=end) if start <= end else None
