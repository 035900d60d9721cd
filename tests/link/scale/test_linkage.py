"""Lists in, entities out: in three scripts, with interruptions, additions and rows that cannot be read."""

import csv
import importlib.util
import sys
from collections import defaultdict
from pathlib import Path

import duckdb
import pytest

from chamsae.errors import InputError, MissingPart, NotFound
from chamsae.link.scale import Role, Summary, Wishes, add, cluster, judged, link, linkage, lists, outcome

ROOT = Path(__file__).resolve().parents[3]

KOREAN = """번호,성명,성별,생년월일,고향
k1,김선향,여,1975-03-02,회령
k2,리철수,남,1960년생,온성
k3,박영희,여,1980.1.5,무산
k4,김민수,남,1990-07-07,회령
"""
ENGLISH = """id,name,sex,dob,place
e1,Kim Son Hyang,F,1975,Hoeryong
e2,Ri Chol Su,M,1960-05-01,Onsong
e3,Pak Yong Hui,F,1980-01-05,Musan
"""
CHINESE = """姓名,性别,出生日期,出生地
金善香,女,1975-03-02,会宁
李哲洙,男,1960年,稳城
"""


def written(folder: Path) -> list[Path]:
    """The three lists, as offices save them: CP949, UTF-8 with a mark, GB 18030."""
    found = []
    for name, text, encoding in (
        ("korean.csv", KOREAN, "cp949"),
        ("english.csv", ENGLISH, "utf-8-sig"),
        ("chinese.csv", CHINESE, "gb18030"),
    ):
        (folder / name).write_text(text, encoding)
        found.append(folder / name)
    return found


def entities(folder: Path) -> dict[tuple[str, str], str]:
    with (folder / outcome.ROWS).open(encoding="utf-8", newline="") as file:
        return {(Path(row["file"]).name, row["line"]): row["entity"] for row in csv.DictReader(file)}


def together(folder: Path) -> set[frozenset[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row, entity in entities(folder).items():
        found[entity].add(row)
    return {frozenset(rows) for rows in found.values()}


def test_a_woman_in_three_scripts_is_one_entity_and_her_namesake_is_not(tmp_path: Path) -> None:
    done = link(written(tmp_path), tmp_path / "linked")
    assert together(tmp_path / "linked") == {
        frozenset({("korean.csv", "2"), ("english.csv", "2"), ("chinese.csv", "2")}),
        frozenset({("korean.csv", "3"), ("english.csv", "3"), ("chinese.csv", "3")}),
        frozenset({("korean.csv", "4"), ("english.csv", "4")}),
        frozenset({("korean.csv", "5")}),
    }
    assert (done.rows, done.entities, done.largest, done.refused) == (9, 4, 3, 0)


def test_only_the_one_who_linked_can_read_the_folder(tmp_path: Path) -> None:
    link(written(tmp_path), tmp_path / "linked")
    assert (tmp_path / "linked").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "linked").iterdir()} == {0o600}
    assert not list((tmp_path / "linked").glob("*utf-8*")), "the copies in UTF-8 are gone"


def test_further_rows_join_and_old_ids_stay(tmp_path: Path) -> None:
    korean, english, chinese = written(tmp_path)
    link([korean, english], tmp_path / "linked")
    before = entities(tmp_path / "linked")
    done = add([chinese], tmp_path / "linked")
    after = entities(tmp_path / "linked")
    assert {row: after[row] for row in before} == before
    assert after["chinese.csv", "2"] == before["korean.csv", "2"]
    assert (done.rows, done.entities) == (9, 4)


def test_a_new_row_never_joins_two_old_entities(tmp_path: Path) -> None:
    """A row without a date lies between two people; it may go to one of them."""
    (tmp_path / "old.csv").write_text("name,birth\n김선향,1975-03-02\n김선향,1999-03-02\n", "utf-8")
    (tmp_path / "new.csv").write_text("name,birth\nKim Son Hyang,\n", "utf-8")
    link([tmp_path / "old.csv"], tmp_path / "linked")
    before = entities(tmp_path / "linked")
    add([tmp_path / "new.csv"], tmp_path / "linked")
    after = entities(tmp_path / "linked")
    assert len(set(before.values())) == 2
    assert {row: after[row] for row in before} == before


def test_an_interrupted_run_goes_on_and_does_nothing_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = written(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(linkage, "cluster", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            link(paths, tmp_path / "linked")
    steps: list[str] = []
    done = link(paths, tmp_path / "linked", progress=lambda what, *_: steps.append(what))
    assert done.entities == 4
    assert "names" not in steps
    assert "entities" in steps


def _interrupted(*_: object) -> int:
    raise KeyboardInterrupt


def test_an_addition_that_is_interrupted_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    korean, english, chinese = written(tmp_path)
    link([korean, english], tmp_path / "linked")
    before = entities(tmp_path / "linked")
    with monkeypatch.context() as patch:
        patch.setattr(linkage, "cluster", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            add([chinese], tmp_path / "linked")
    assert entities(tmp_path / "linked") == before
    assert add([chinese], tmp_path / "linked").rows == 9


def test_a_folder_of_other_lists_is_left_alone(tmp_path: Path) -> None:
    korean, english, _ = written(tmp_path)
    link([korean], tmp_path / "linked")
    with pytest.raises(InputError, match="other lists"):
        link([english], tmp_path / "linked")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(InputError, match="holds no linkage"):
        link([korean], tmp_path / "mine")
    with pytest.raises(NotFound, match="no linkage"):
        add([english], tmp_path / "nowhere")


def test_rows_that_cannot_be_read_are_set_aside_with_file_line_and_reason(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('name,birth,place\n김선향,1975,회령\n,,\n박영희,헛소리,무산\n"broken,1\n', "utf-8")
    done = link([path], tmp_path / "linked")
    with (tmp_path / "linked" / outcome.REFUSED).open(encoding="utf-8", newline="") as file:
        refused = {row["line"]: row["reason"] for row in csv.DictReader(file)}
    assert done.rows == 2
    assert refused["3"] == "the row names nobody"
    assert "birth date" in refused["4"]
    assert "5" in refused


def test_a_row_keeps_its_line_behind_rows_that_are_empty_or_refused(tmp_path: Path) -> None:
    rows = ["name,birth,id", "Kim A,1970,a", "", "bad,row,too,many", "Kim B,1971,b", "", "", '"Kim', "", 'C",1972,c',
            "short", ",,", "Kim E,1980,e", ""]  # fmt: skip
    path = tmp_path / "list.csv"
    path.write_text("\r\n".join(rows), "utf-8", newline="")
    done = link([path], tmp_path / "linked")
    with (tmp_path / "linked" / outcome.ROWS).open(encoding="utf-8", newline="") as file:
        assert {row["key"]: row["line"] for row in csv.DictReader(file)} == {"a": "2", "b": "5", "c": "8", "e": "11"}
    with (tmp_path / "linked" / outcome.REFUSED).open(encoding="utf-8", newline="") as file:
        refused = [(row["line"], row["reason"]) for row in csv.DictReader(file)]
    assert refused == [
        ("4", "the row has more cells than the header"),
        ("9", "the row has fewer cells than the header"),
        ("10", "the row names nobody"),
    ]
    assert done.refused == 3


def test_no_cell_that_is_written_runs_in_a_spreadsheet(tmp_path: Path) -> None:
    for name in ("ours", "theirs"):
        (tmp_path / f"{name}.csv").write_text(
            "id,name,birth,sex\n" + "".join(f'"{key}",=Kim Sun-hyang,=1+1,F\n' for key in ("=1", "@x", " +a", "\t-b")),
            "utf-8",
        )
    link([tmp_path / "ours.csv", tmp_path / "theirs.csv"], tmp_path / "linked")
    cells = []
    for written in (outcome.ROWS, outcome.LOOK, outcome.REFUSED):
        with (tmp_path / "linked" / written).open(encoding="utf-8", newline="") as file:
            cells += [cell for row in csv.DictReader(file) for name, cell in row.items() if name not in _NUMBERS]
    assert any("=" in cell for cell in cells)
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]


_NUMBERS = {"score", "bits"}


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    (tmp_path / "none.csv").touch()
    with pytest.raises(InputError, match="is empty"):
        link([tmp_path / "none.csv"], tmp_path / "linked")


def test_what_people_said_before_holds(tmp_path: Path) -> None:
    paths = written(tmp_path)
    pairs = tmp_path / "judged.csv"
    pairs.write_text("left,right,same\nk1,english.csv:2,0\nk4,k3,1\n", "utf-8")
    link(paths, tmp_path / "linked", Wishes(judged=pairs))
    found = entities(tmp_path / "linked")
    assert found["korean.csv", "2"] != found["english.csv", "2"]
    assert found["korean.csv", "5"] == found["korean.csv", "4"]


def test_a_judged_pair_of_an_unknown_row_is_named(tmp_path: Path) -> None:
    pairs = tmp_path / "judged.csv"
    pairs.write_text("left,right,same\nk1,nobody,1\n", "utf-8")
    with pytest.raises(InputError, match="row 2: no row is called nobody"):
        link(written(tmp_path), tmp_path / "linked", Wishes(judged=pairs))


def test_in_a_list_in_which_each_stands_once_nobody_is_joined(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,birth,place\n김선향,1975-03-02,회령\nKim Son Hyang,1975-03-02,Hoeryong\n", "utf-8")
    assert link([path], tmp_path / "one").entities == 1
    assert link([path], tmp_path / "two", Wishes(once=[path])).entities == 2


def test_columns_that_no_header_tells_are_named_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("wer;geboren\n김선향;1975-03-02\nKim Son Hyang;1975-03-02\n", "utf-8")
    with pytest.raises(InputError, match="no column for names among: wer, geboren"):
        link([path], tmp_path / "linked")
    wishes = Wishes(columns={Role.NAME: "wer", Role.BIRTH: "geboren"})
    assert link([path], tmp_path / "named", wishes).rows == 2


def test_family_and_given_name_in_two_columns_are_one_name(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("surname,first name,dob\nKim,Son Hyang,1975-03-02\n김,선향,1975-03-02\n", "utf-8")
    assert link([path], tmp_path / "linked").entities == 1


def test_without_splink_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "splink", None)
    with pytest.raises(MissingPart, match=r"pip install 'chamsae\[link\]'"):
        link(written(tmp_path), tmp_path / "linked")


def test_an_amount_of_memory_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="4GB or 800MB"):
        link(written(tmp_path), tmp_path / "linked", Wishes(memory="much"))


def test_added_rows_know_the_places_of_the_gazetteer_the_linkage_was_begun_with(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text(
        "id,within,names,latitude,longitude\nv,p,Upper Village|윗마을,41.5,129.5\np,,Province|도,,\n", "utf-8"
    )
    (tmp_path / "old.csv").write_text("name,place\n명옥란,윗마을\n", "utf-8")
    (tmp_path / "new.csv").write_text("name,place\nMyong Ok Ran,Upper Village\n", "utf-8")
    link([tmp_path / "old.csv"], tmp_path / "linked", Wishes(gazetteer=tmp_path / "places.csv"))
    (tmp_path / "places.csv").unlink()
    assert add([tmp_path / "new.csv"], tmp_path / "linked").entities == 1


# With enough rows to learn from


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    """Six thousand records of people made up, linked."""
    folder = tmp_path_factory.mktemp("people")
    spec = importlib.util.spec_from_file_location("generate_people", ROOT / "bench" / "generate_people.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["generate_people"] = module
    spec.loader.exec_module(module)
    module.make(folder, 6_000, 11)
    wishes = Wishes(gazetteer=folder / "places.csv", columns={Role.FAMILY: "", Role.GIVEN: ""}, processes=1)
    return folder, link([folder / "people.parquet"], folder / "linked", wishes)


def test_people_made_up_are_found_again_in_three_scripts(learned: tuple[Path, Summary]) -> None:
    folder, _ = learned
    cells = duckdb.sql(
        f"""SELECT p.entity, o.entity AS said, count(*) AS many FROM '{folder}/people.parquet' p
            JOIN '{folder}/linked/rows.csv' o ON o.key = p.id GROUP BY ALL"""
    )
    assert cells is not None
    of: dict[int, dict[object, int]] = {0: defaultdict(int), 1: defaultdict(int)}
    both = 0
    for person, said, many in cells.fetchall():
        both += many * (many - 1)
        of[0][person] += many
        of[1][said] += many
    true, found = (sum(many * (many - 1) for many in side.values()) for side in of.values())
    assert both / found > 0.98
    assert both / true > 0.92


def test_the_threshold_is_measured_and_follows_what_is_allowed(learned: tuple[Path, Summary]) -> None:
    folder, done = learned
    assert done.decoys == done.rows // 5
    wishes = Wishes(
        gazetteer=folder / "places.csv", columns={Role.FAMILY: "", Role.GIVEN: ""}, processes=1, false_per_row=0.0005
    )
    strict = link([folder / "people.parquet"], folder / "strict", wishes)
    assert strict.threshold > done.threshold + 2
    assert strict.entities > done.entities


def test_pairs_worth_a_look_have_reasons_in_words(learned: tuple[Path, Summary]) -> None:
    folder, done = learned
    with (folder / "linked" / outcome.LOOK).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert all(abs(float(row["bits"]) - done.threshold) <= outcome.NEAR + 0.1 or row["linked"] == "no" for row in rows)
    assert any("name" in row["reasons"] and "born" in row["reasons"] for row in rows)


def test_headers_in_three_languages_are_known() -> None:
    for headers in (["성명", "성별", "생년월일"], ["姓名", "性别", "出生日期"], ["Full_Name", "Sex", "Date of birth"]):
        found = lists._columns(Path("list.csv"), headers, {})
        assert found == dict(zip((Role.NAME, Role.SEX, Role.BIRTH), headers, strict=True))


def test_rows_that_must_be_one_are_grouped_through_each_other() -> None:
    assert judged._groups([(1, 2), (5, 4), (2, 4)]) == {1: 1, 2: 1, 4: 1, 5: 1}
    assert cluster.UNSEEN > 0
