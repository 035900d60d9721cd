"""Many tables at once: replicates that follow the first of their stratum, cut anywhere, on one core or two."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from chamsae.estimate.latent import latent, latent_batch
from chamsae.estimate.tables import table
from chamsae.model.estimate import CaptureTable, Estimate

ALL = [pattern for pattern in product((1, 0), repeat=3) if any(pattern)]
COUNTS = (8, 12, 16, 48, 22, 40, 64)


def replicates(year: str, many: int, counts: tuple[int, ...] = COUNTS) -> list[CaptureTable]:
    numbers = np.random.default_rng(int(year))
    moved = [[count + int(numbers.integers(-1, 2)) for count in counts] for _ in range(many)]
    return [table("ABC", ALL, one, (("year", year), ("replicate", str(at)))) for at, one in enumerate(moved, start=1)]


def batch(tables: list[CaptureTable], threads: int = 1) -> list[Estimate]:
    return list(latent_batch(tables, seed=1, classes=3, threads=threads))


def test_replicates_that_follow_agree_with_chains_of_their_own() -> None:
    tables = replicates("2001", 5)
    for one, found in zip(tables, batch(tables), strict=True):
        alone = latent(one, seed=2, classes=3)
        assert found.chains is not None
        assert found.chains.rhat < 1.01
        assert min(found.chains.bulk, found.chains.tail) >= 1000
        assert found.median == pytest.approx(alone.median, rel=0.03)
        assert found.low == pytest.approx(alone.low or 0.0, rel=0.04)
        assert found.high == pytest.approx(alone.high or 0.0, rel=0.08)


def test_only_the_first_of_a_stratum_starts_by_itself() -> None:
    first, *others = batch([*replicates("2001", 3), *replicates("2002", 2)])
    assert "start" not in first.settings
    assert [one.settings.get("start") for one in others] == ["first replicate"] * 2 + [None, "first replicate"]
    assert others[0].settings["iterations"] < first.settings["iterations"]  # type: ignore[operator]


def test_draws_are_each_replicates_own() -> None:
    one = replicates("2001", 1)[0]
    same = [replace(one, stratum=(("year", "2001"), ("replicate", str(at)))) for at in range(3)]
    found = batch(same)
    assert len({each.draws[:50] for each in found}) == 3
    joint = np.corrcoef([each.draws[:1000] for each in found])
    assert np.abs(joint[np.triu_indices(3, 1)]).max() < 0.15


def test_a_batch_is_the_same_on_two_cores_and_cut_between_strata() -> None:
    tables = [*replicates("2001", 2), *replicates("2002", 2), *replicates("2003", 1)]
    whole = batch(tables)
    assert whole == batch(tables, threads=2)
    assert whole[2:] == batch(tables[2:])


def test_a_batch_goes_on_in_the_midst_of_a_stratum() -> None:
    tables = replicates("2001", 4)
    whole = batch(tables)
    held = dict(zip(tables[:2], whole[:2], strict=True))
    asked: list[CaptureTable] = []

    def kept(one: CaptureTable) -> Estimate | None:
        asked.append(one)
        return held.get(one)

    assert list(latent_batch(tables, seed=1, classes=3, kept=kept)) == whole
    assert asked == tables


def test_a_replicate_of_other_lists_starts_by_itself() -> None:
    here = replicates("2001", 1)[0]
    other = table("ABD", ALL, COUNTS, (("year", "2001"), ("replicate", "9")))
    assert batch([here, other])[1] == batch([other])[0]


def test_few_persons_on_one_list_are_dealt_to_classes() -> None:
    (found,) = latent_batch([table("ABC", [(1, 0, 0)], [54])], seed=1, classes=5)
    assert found.chains is not None
    assert found.chains.rhat < 1.01
    assert found.settings["sampler"] in {"flights", "gibbs"}


def test_a_replicate_gives_the_same_among_others_and_without_them() -> None:
    tables = replicates("2001", 6)
    whole = batch(tables)
    assert batch([tables[0], tables[3]])[1] == whole[3]
    assert batch([tables[0], *tables[3:]])[1:] == whole[3:]


def test_a_pattern_that_others_have_changes_nothing() -> None:
    first, second, third = replicates("2001", 3)
    without = table("ABC", ALL[1:], second.counts[1:], second.stratum)
    assert batch([first, without])[1] == batch([first, without, third])[1]
    gone = replace(first, patterns=first.patterns[1:], counts=first.counts[1:])
    assert batch([gone, without])[1] == batch([gone, without, third])[1]
