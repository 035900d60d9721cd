"""Replicates in a folder: CSV and Parquet alike, put together by verdata's rule, or published draws instead."""

import json
from pathlib import Path

import pytest

from chamsae.errors import InputError
from chamsae.estimate.batch import Wishes, combined, estimate_each
from chamsae.estimate.checks import Code
from chamsae.estimate.replicates import published, read_replicates
from chamsae.estimate.run import Depth
from chamsae.estimate.verdata import digest
from chamsae.model.estimate import Method, Verdict

MSE = Path(__file__).resolve().parents[3] / "shared" / "data" / "mse"
HEADER = "match_group_id,replica,in_1,in_2,in_3,in_4,sexo,yy_hecho\n"


def rows(replicate: str, *, women: int = 0) -> str:
    """Invented people on three lists of four; `women` are told otherwise by this imputation."""
    cells = [("1,0,0,0", 300), ("0,1,0,0", 250), ("0,0,1,0", 200), ("1,1,0,0", 60), ("1,0,1,0", 50), ("0,1,1,0", 40),
             ("1,1,1,0", 15)]  # fmt: skip
    lines, number = [], 0
    for marks, many in cells:
        for _ in range(many):
            number += 1
            sex = "MUJER" if number % 2 == 0 or number <= women else "HOMBRE"
            lines.append(f"m{number},{replicate},{marks},{sex},{1999 + number % 2}\n")
    return HEADER + "".join(lines)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in (1, 2, 10):
        (tmp_path / f"verdata-hecho-R{number}.csv").write_text(rows(f"R{number}", women=2 * number), "utf-8")
    return tmp_path


def test_each_file_is_a_replicate_and_lists_are_the_columns_in_(folder: Path) -> None:
    tables = read_replicates(folder)
    assert [one.stratum for one in tables] == [(("replicate", f"R{at}"),) for at in (1, 2, 10)]
    assert [one.n for one in tables] == [915] * 3
    assert tables[0].lists == ("in_1", "in_2", "in_3"), "a list with nobody is left out"
    by_sex = read_replicates(folder, by=["sexo"])
    assert [dict(one.stratum) for one in by_sex[:4]] == [
        *({"sexo": "HOMBRE", "replicate": f"R{at}"} for at in (1, 2, 10)), {"sexo": "MUJER", "replicate": "R1"},
    ]  # fmt: skip
    assert [one.n for one in by_sex] == [457, 456, 448, 458, 459, 467]


def test_parquet_says_the_same_and_goes_before_csv(folder: Path) -> None:
    import duckdb

    before = read_replicates(folder, by=["yy_hecho"])
    for path in folder.glob("*.csv"):
        duckdb.sql(f"COPY (SELECT * FROM '{path}') TO '{path.with_suffix('.parquet')}'")
        path.write_text("no list at all")
    assert read_replicates(folder, by=["yy_hecho"]) == before


def test_without_a_column_the_name_of_the_file_tells_the_replicate(tmp_path: Path) -> None:
    for name in ("lists-R7", "lists-R8"):
        (tmp_path / f"{name}.csv").write_text("A,B,count\n1,1,4\n1,0,9\n", "utf-8")
    assert [dict(one.stratum)["replicate"] for one in read_replicates(tmp_path)] == ["R7", "R8"]


def test_what_is_wrong_in_a_file_is_named_with_its_row_and_column(folder: Path) -> None:
    (folder / "verdata-hecho-R2.csv").write_text(HEADER + "m1,R2,1,,0,0,HOMBRE,1999\n", "utf-8")
    with pytest.raises(InputError, match=r"R2\.csv: row 2, column “in_2”: holds nothing"):
        read_replicates(folder)
    with pytest.raises(InputError, match="no column “etnia”"):
        read_replicates(folder, by=["etnia"])


def test_one_file_is_no_folder_of_replicates(tmp_path: Path) -> None:
    (tmp_path / "R1.csv").write_text(rows("R1"), "utf-8")
    with pytest.raises(InputError, match="fewer than two replicates"):
        read_replicates(tmp_path)
    with pytest.raises(InputError, match="no such folder"):
        read_replicates(tmp_path / "R1.csv")


def test_replicates_of_a_stratum_are_one_number_with_what_they_warn_of(folder: Path) -> None:
    wishes = Wishes(method=Method.LATENT, depth=Depth.QUICK, chains=4)
    (one,) = combined(list(estimate_each(read_replicates(folder), seed=1, wishes=wishes)))
    assert one.stratum == () and len(one.runs) == 3
    assert Code.FEW_REPLICATES in {finding.code for finding in one.findings} and one.verdict is Verdict.WEAK
    assert one.estimate is not None and one.estimate.low is not None and one.estimate.low > 915


def test_published_draws_stand_in_and_say_of_how_many_chains_they_are(folder: Path, tmp_path: Path) -> None:
    tables, fits = read_replicates(folder, by=["sexo"]), tmp_path / "fits"
    for at, one in enumerate(tables[:3]):
        name = digest(one)
        (fits / name[:2]).mkdir(parents=True, exist_ok=True)
        (fits / name[:2] / f"{name}.json").write_text(json.dumps([one.n + 300 + 10 * at + step for step in range(50)]))
    men, women = combined(list(published(tables, fits)))
    assert men.estimate is not None and men.verdict is Verdict.WEAK
    assert {Code.ONE_CHAIN, Code.FEW_REPLICATES} == {finding.code for finding in men.findings}
    assert women.estimate is None and [finding.code for finding in women.findings] == [Code.NOT_PUBLISHED]


@pytest.mark.skipif(not MSE.exists(), reason="the Truth Commission's tables are not beside this repository")
def test_two_published_replicates_have_the_names_their_estimates_were_published_under(tmp_path: Path) -> None:
    for name in ("R1", "R2"):
        (tmp_path / f"{name}.csv").write_text((MSE / f"verdata_reclutamiento_{name}_hombre1999.csv").read_text("utf-8"))
    tables = read_replicates(tmp_path)
    assert [(one.n, digest(one)[:8]) for one in tables] == [(982, "5743e343"), (1045, "a069cdd0")]
    draws = {
        line.split(",", 1)[0]: [int(one) for one in line.split(",")[2:]]
        for line in (MSE / "verdata_combine_fixture.csv").read_text("utf-8").splitlines()[1:]
    }
    for one, name in zip(tables, ("R1", "R2"), strict=True):
        (tmp_path / digest(one)[:2]).mkdir()
        (tmp_path / digest(one)[:2] / f"{digest(one)}.json").write_text(json.dumps(draws[name]))
    (found,) = combined(list(published(tables, tmp_path)))
    assert found.estimate is not None and found.estimate.n == round((982 + 1045) / 2)
