"""Many tables: in order, kept as they go, taken up where they were, the same on one core or two."""

import multiprocessing
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from chamsae.errors import InputError, StorageError
from chamsae.estimate.batch import REPLICATE, Wishes, combined, estimate_each, seed_of
from chamsae.estimate.checks import Code
from chamsae.estimate.lines import from_line, to_line
from chamsae.estimate.pulse import pulse
from chamsae.estimate.run import Depth, estimate
from chamsae.estimate.simulate import DESIGNS, populations
from chamsae.estimate.tables import table
from chamsae.model.estimate import CaptureTable, Estimation, Finding, Grade, Method, Verdict
from tests.estimate.tables_here import SPINA

GRAPHS = Wishes(method=Method.GRAPHS, depth=Depth.QUICK)


def strata(many: int = 4, size: int = 800) -> list[CaptureTable]:
    drawn = populations(DESIGNS["IND4"], seed=6, size=size, many=many)
    return [replace(one, stratum=(("year", str(2010 + at)),)) for at, one in enumerate(drawn)]


def stopping(after: int) -> Callable[[int, int, CaptureTable], None]:
    def tell(done: int, _: int, table: CaptureTable) -> None:
        if done == after:
            raise KeyboardInterrupt

    return tell


def test_each_table_gets_what_it_gets_alone_in_its_order() -> None:
    tables = strata()
    found = list(estimate_each(tables, seed=3, wishes=GRAPHS))
    assert [one.table for one in found] == tables
    alone = estimate(
        tables[2], seed=seed_of(3, tables[2].stratum), method=Method.GRAPHS, depth=Depth.QUICK
    )  # fmt: skip
    assert found[2] == alone


@pytest.mark.slow
def test_one_process_and_two_give_the_same_to_the_last_draw() -> None:
    tables = strata(3, size=400)
    wishes = Wishes(method=Method.LATENT, depth=Depth.QUICK, chains=4)
    one, two = (list(estimate_each(tables, seed=3, wishes=wishes, processes=many)) for many in (1, 2))
    assert one == two


def test_who_stops_a_batch_over_processes_ends_them_in_the_midst_of_their_tables(tmp_path: Path) -> None:
    wishes = Wishes(method=Method.LATENT, depth=Depth.FULL)
    began = time.monotonic()

    def until() -> None:
        if time.monotonic() - began > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), pulse(until):
        list(estimate_each(strata(3, size=3000), seed=3, wishes=wishes, processes=2, journal=tmp_path / "run.jsonl"))
    assert multiprocessing.active_children() == [] and not (tmp_path / "run.jsonl").exists()


def test_an_interrupted_run_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables, journal = strata(), tmp_path / "run.jsonl"
    with pytest.raises(KeyboardInterrupt):
        list(estimate_each(tables, seed=3, wishes=GRAPHS, journal=journal, progress=stopping(2)))
    assert len(journal.read_text().splitlines()) == 2
    computed: list[CaptureTable] = []

    def counting(table: CaptureTable, **asked: object) -> Estimation:
        computed.append(table)
        return estimate(table, **asked)  # type: ignore[arg-type]

    monkeypatch.setattr("chamsae.estimate.batch.estimate", counting)
    again = list(estimate_each(tables, seed=3, wishes=GRAPHS, journal=journal))
    assert computed == tables[2:]
    assert again == list(estimate_each(tables, seed=3, wishes=GRAPHS))


def test_a_line_that_was_cut_off_is_computed_again(tmp_path: Path) -> None:
    tables, journal = strata(3), tmp_path / "run.jsonl"
    whole = list(estimate_each(tables, seed=3, wishes=GRAPHS, journal=journal))
    text = journal.read_text()
    journal.write_text(text[: len(text) - 200])
    assert list(estimate_each(tables, seed=3, wishes=GRAPHS, journal=journal)) == whole
    assert journal.read_text() == text


def test_results_of_another_seed_or_other_wishes_or_other_data_are_not_taken(tmp_path: Path) -> None:
    tables, journal = strata(2), tmp_path / "run.jsonl"
    list(estimate_each(tables, seed=3, wishes=GRAPHS, journal=journal))
    list(estimate_each(tables, seed=4, wishes=GRAPHS, journal=journal))
    list(estimate_each(tables, seed=3, wishes=replace(GRAPHS, level=0.9), journal=journal))
    more = replace(tables[0], counts=(tables[0].counts[0] + 1, *tables[0].counts[1:]))
    list(estimate_each([more], seed=3, wishes=GRAPHS, journal=journal))
    assert len(journal.read_text().splitlines()) == 7


@pytest.mark.parametrize("text", ["these are my notes\nof long ago\n", "one line\nand half", "notes", "12"])
def test_a_journal_that_is_something_else_is_refused_and_left_as_it_was(tmp_path: Path, text: str) -> None:
    other = tmp_path / "notes.txt"
    other.write_text(text)
    with pytest.raises(InputError, match="no estimation"):
        list(estimate_each(strata(1), seed=3, wishes=GRAPHS, journal=other))
    assert other.read_text() == text


def test_a_journal_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be written"):
        list(estimate_each(strata(1), seed=3, wishes=GRAPHS, journal=tmp_path / "no" / "run.jsonl"))


def test_two_tables_of_one_stratum_are_refused() -> None:
    with pytest.raises(InputError, match="same stratum"):
        list(estimate_each([SPINA, SPINA], seed=1))


def test_an_estimation_comes_back_from_its_line_as_it_was() -> None:
    (drawn,) = populations(DESIGNS["IND4"], seed=2, size=600)
    full = estimate(drawn, seed=1, method=Method.GRAPHS)
    assert from_line(to_line("k", full)) == ("k", full)
    latent = estimate(SPINA, seed=1, chains=4, depth=Depth.QUICK)
    assert from_line(to_line("k", latent)) == ("k", latent)
    infinite = replace(latent, findings=(Finding(code="x", grade=Grade.NOTE, numbers={"a": float("inf")}),))
    assert from_line(to_line("k", infinite)) == ("k", infinite)


@pytest.mark.parametrize("line", ["", "{", "[]", "3", '{"format":1}', '{"format":2,"key":"a","estimation":{}}'])
def test_what_is_no_line_is_refused(line: str) -> None:
    with pytest.raises(InputError):
        from_line(line)


def _replicates(years: int, many: int) -> list[CaptureTable]:
    drawn = list(populations(DESIGNS["IND4"], seed=6, size=800, many=years * many))
    return [
        replace(one, stratum=(("year", str(2010 + at // many)), (REPLICATE, f"R{at % many}")))
        for at, one in enumerate(drawn)
    ]


def test_replicates_of_a_stratum_become_one_number_with_its_interval() -> None:
    wishes = Wishes(chains=4, depth=Depth.QUICK)
    runs = list(estimate_each(_replicates(1, 3), seed=3, wishes=wishes))
    assert all(run.answer is not None for run in runs)
    (result,) = combined(runs)
    assert result.stratum == (("year", "2010"),)
    assert result.estimate is not None and result.estimate.low is not None and result.estimate.high is not None
    assert result.estimate.low < 800 < result.estimate.high
    assert Code.FEW_REPLICATES in [one.code for one in result.findings]
    assert result.verdict is Verdict.WEAK


def test_a_stratum_is_refused_with_the_reason_where_most_of_its_replicates_are() -> None:
    apart = table("ABC", [(1, 0, 0), (0, 1, 0), (0, 0, 1)], [40, 40, 40])
    tables = [replace(apart, stratum=(("year", "2010"), (REPLICATE, f"R{at}"))) for at in range(3)]
    (result,) = combined(list(estimate_each(tables, seed=1, wishes=GRAPHS)))
    assert (result.verdict, result.estimate) == (Verdict.REFUSED, None)
    assert [one.code for one in result.findings] == [Code.NO_OVERLAP]


def test_a_stratum_without_replicates_stays_as_it_is() -> None:
    (run,) = estimate_each(strata(1), seed=3, wishes=GRAPHS)
    (result,) = combined([run])
    assert (result.verdict, result.estimate, result.findings) == (run.verdict, run.answer, run.findings)
