"""Partners' lists: each cell a claim, the same again nothing, a later version beside, all of it taken back."""

import csv
import importlib.util
import io
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.import_report import ImportReport
from chamsae.casebook.import_source import Asked
from chamsae.casebook.progress import Silent
from chamsae.errors import InputError, NotFound
from chamsae.model.claim import Act, Detail, Figure, Name, prove
from chamsae.model.judgement import ABSENT, Status, Verdict
from chamsae.model.queue import Stage
from chamsae.read.sheet.mapping import ActOf, Column, Mapping, Use, from_yaml, to_yaml

HEADS = "번호,성명,성별,생년월일,체포일,체포장소,체포기관,송환일,인원\n"
FIRST = HEADS + (
    "1,김새날,여,1975. 3. 2.,2010. 10. 13.,장백,변방대,'10.12,\n"
    "2,박여울,남,미상,2011년 봄,,,,3\n"
    "3,최하늘,Q,1980-02-30,,,,,\n"
)


@pytest.fixture(params=["memory", "file"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casebook]:
    with chamsae.in_memory() if request.param == "memory" else chamsae.init(tmp_path / "book") as made:
        yield made


def capture(book: Casebook, text: str, name: str = "list.csv") -> str:
    return book.archive.add_bytes(BytesIO(text.encode()), name, by="Alice").id


def guessed(book: Casebook, id: str) -> Mapping:
    return replace(book.importing.look(id).guess.mapping, list="Partner list", keeper="Partner")


def imported(book: Casebook, text: str, mapping: Mapping | None = None) -> ImportReport:
    id = capture(book, text)
    return book.importing.run(id, mapping or guessed(book, id), by="Alice")


def said(book: Casebook) -> set[tuple[str, str, str]]:
    """What the list says now: whom, what, in which words."""
    absent = {id for id, status in book.store.statuses().items() if status in ABSENT}
    found = set()
    for claim in book.store.claims():
        match claim.value:
            case _ if claim.id in absent:
                continue
            case Name(text=text, entity=entity):
                found.add((entity or "", "name", text))
            case Detail(about_entity=entity, field=field, text=text):
                found.add((entity or "", field, text))
            case Act(victim_entity=entity, act=act):
                found.add((entity or "", act, f"{claim.when.text if claim.when else ''}@{';'.join(claim.place)}"))
            case _:
                found.add(("", claim.kind, claim.trigger.exact))
    return found


def test_each_cell_becomes_a_claim_of_the_list_with_its_quote(book: Casebook) -> None:
    report = imported(book, FIRST)
    assert (report.rows, report.bad_rows) == (2, 1)
    assert said(book) >= {
        ("partner-list#1", "name", "김새날"), ("partner-list#1", "sex", "여"),
        ("partner-list#1", "birth", "1975. 3. 2."),
        ("partner-list#1", "arrested", "2010. 10. 13.@장백"), ("partner-list#1", "repatriated", "'10.12@"),
        ("partner-list#2", "arrested", "2011년 봄@"),
    }  # fmt: skip
    claims = list(book.store.claims())
    assert len(claims) == report.new
    for claim in claims:
        prove(claim, book.store.document(claim.document).text)
        assert claim.speaker is not None
        assert (claim.speaker.text, claim.reader) == ("Partner", "import list v1")
    assert all(one.stage is Stage.REST for one in book.store.askings([claim.id for claim in claims]).values())
    (figure,) = (claim.value for claim in claims if isinstance(claim.value, Figure))
    assert (figure.amount.low, figure.act) == (3, "repatriated")


def test_bad_rows_are_named_with_row_column_cell_and_what_to_do(book: Casebook) -> None:
    faults = imported(book, FIRST).refused
    assert {(fault.row, fault.column, fault.cell) for fault in faults} == {
        (4, "C 성별", "Q"),
        (4, "D 생년월일", "1980-02-30"),
    }
    assert all("Mend" in fault.why for fault in faults)


def test_the_same_file_again_changes_nothing(book: Casebook) -> None:
    imported(book, FIRST)
    before = (book.counts(), len(list(book.store.log())))
    again = imported(book, FIRST)
    assert (again.known, again.new, again.changed) == (True, 0, 0)
    assert (book.counts(), len(list(book.store.log()))) == before


def test_a_later_version_adds_changes_and_never_blanks(book: Casebook) -> None:
    mapping = guessed(book, capture(book, FIRST))
    imported(book, FIRST, mapping)
    later = HEADS + (
        "1,김새날,,1976. 3. 2.,2010. 10. 14.,,,'10.12,\n"
        "2,박여울,남,미상,2011년 봄,투먼,,,3\n"
        "4,한별님,여,,,,,,\n"
    )  # fmt: skip
    report = imported(book, later, mapping)
    assert (report.rows, report.changed) == (3, 3 + 1)
    now = said(book)
    assert ("partner-list#1", "sex", "여") in now
    assert ("partner-list#1", "birth", "1976. 3. 2.") in now
    assert ("partner-list#1", "birth", "1975. 3. 2.") not in now
    assert ("partner-list#1", "arrested", "2010. 10. 14.@장백") in now
    assert ("partner-list#2", "arrested", "2011년 봄@투먼") in now
    assert ("partner-list#4", "name", "한별님") in now


def test_a_value_that_comes_back_stands_again_without_a_second_claim(book: Casebook) -> None:
    mapping = guessed(book, capture(book, FIRST))
    imported(book, FIRST, mapping)
    first, many = said(book), book.counts().claims
    imported(book, FIRST.replace("1975. 3. 2.", "1976. 3. 2."), mapping)
    imported(book, FIRST, mapping)
    assert said(book) == first
    assert book.counts().claims == many + 1


def test_what_a_person_judged_is_not_replaced_but_asked(book: Casebook) -> None:
    mapping = guessed(book, capture(book, FIRST))
    imported(book, FIRST, mapping)
    birth = next(c for c in book.store.claims() if isinstance(c.value, Detail) and c.value.field == "birth")
    book.review.judge(birth.id, Verdict.ACCEPTED, by="Bora")
    imported(book, FIRST.replace("1975. 3. 2.", "1976. 3. 2."), mapping)
    new = next(c for c in book.store.claims() if c.supersedes == birth.id)
    assert book.store.statuses([birth.id, new.id]) == {birth.id: Status.ACCEPTED, new.id: Status.SUGGESTED}


def test_an_import_is_taken_back_with_what_it_replaced(book: Casebook) -> None:
    mapping = guessed(book, capture(book, FIRST))
    one = imported(book, FIRST, mapping)
    first = said(book)
    two = imported(book, FIRST.replace("1975. 3. 2.", "1976. 3. 2.").replace("박여울", "박여름"), mapping)
    assert one.number is not None
    assert two.number is not None
    with pytest.raises(InputError, match="rests on it"):
        book.importing.undo(one.number, by="Alice")
    book.importing.undo(two.number, by="Alice")
    assert said(book) == first
    with pytest.raises(InputError, match="taken back already"):
        book.importing.undo(two.number, by="Alice")
    book.importing.undo(one.number, by="Alice")
    assert said(book) == set()
    assert [past.stands for past in book.importing.history()] == [False, False]
    imported(book, FIRST, mapping)
    assert said(book) == first
    assert book.doctor.check().sound
    with pytest.raises(NotFound):
        book.importing.undo(999, by="Alice")


def test_a_rehearsal_tells_all_and_writes_nothing(book: Casebook) -> None:
    id = capture(book, FIRST)
    before = (book.counts(), len(list(book.store.log())))
    dry = book.importing.rehearse(id, guessed(book, id))
    assert (book.counts(), len(list(book.store.log()))) == before
    done = book.importing.run(id, guessed(book, id), by="Alice")
    assert (dry.rows, dry.new, dry.refused, dry.columns) == (done.rows, done.new, done.refused, done.columns)


def test_strict_refuses_the_whole_file(book: Casebook) -> None:
    id = capture(book, FIRST)
    with pytest.raises(InputError, match="row 4"):
        book.importing.run(id, guessed(book, id), by="Alice", strict=True)
    assert book.counts().claims == 0


def test_bad_rows_come_back_mended_by_themselves(book: Casebook) -> None:
    spoiled = FIRST.replace("3,최하늘", "3,=cmd()").replace("Q", "?!")
    report = imported(book, spoiled)
    assert report.number is not None
    table = book.importing.bad_rows(report.number)
    (head, row) = csv.reader(io.StringIO(table.removeprefix("\ufeff")))
    assert row[1] == "'=cmd()"
    assert head[-2:] == ["chamsae: row", "chamsae: what is wrong"]
    mended = table.replace("?!", "여").replace("1980-02-30", "1980-02-03")
    assert imported(book, mended, guessed(book, capture(book, FIRST))).rows == 1
    assert ("partner-list#3", "name", "=cmd()") in said(book)
    assert ("partner-list#1", "name", "김새날") in said(book)


def test_one_key_twice_is_refused_unless_the_person_is_named_apart(book: Casebook) -> None:
    twice = (
        "case,person,name,arrested on\nA1,P1,Kim Saenal,2010-10-13\nA2,P1,Kim Saenal,2012-01-02\nA2,P2,Pak Yeoul,2012\n"
    )
    id = capture(book, twice)
    mapping = replace(guessed(book, id), key=("case",), person=("person",))
    report = book.importing.run(id, mapping, by="Alice")
    assert [(fault.row, "row 3" in fault.why) for fault in report.refused] == [(4, True)]
    assert {entity for entity, what, _ in said(book) if what == "arrested"} == {"partner-list#P1"}


def test_a_list_without_a_key_takes_a_changed_row_for_a_new_one(book: Casebook) -> None:
    text = "name,remark,town\nKim Saenal,came back,Tumen\nKim Saenal,came back,Tumen\n"
    assert imported(book, text).new == 2 + 0
    assert imported(book, text.replace("Tumen\n", "Tumen\n", 1) + "Pak Yeoul,,\n").rows == 2


def test_constants_split_cells_and_acts_of_every_row(book: Casebook) -> None:
    id = capture(book, "no,who\n1,Kim Saenal / daughter\n")
    columns = (Column(column="who", split="/", into=(
        Column(use=Use.NAME, person="child", role="victim"),
        Column(use=Use.DETAIL, field="kin", person="child"),
    )),)  # fmt: skip
    mapping = Mapping(
        name="split", list="Split", keeper="Partner", key=("no",), columns=columns,
        acts=(ActOf(name="all", act="repatriated", violation="refoulement", always=True, when="2013", place="단둥"),),
    )  # fmt: skip
    assert from_yaml(to_yaml(mapping)) == mapping
    book.importing.run(id, mapping, by="Alice")
    assert said(book) == {
        ("split#1/child", "name", "Kim Saenal"), ("split#1/child", "kin", "daughter"),
        ("split#1", "repatriated", "2013@단둥"),
    }  # fmt: skip
    act = next(claim for claim in book.store.claims() if isinstance(claim.value, Act))
    assert "refoulement" in " ".join(act.why)


def test_an_act_is_coded_as_the_list_counts_it_until_a_coder_says_otherwise(book: Casebook) -> None:
    id = capture(book, "no,who\n1,Kim Saenal\n")
    mapping = Mapping(
        name="counted", list="Counted", keeper="Partner", key=("no",),
        columns=(Column(column="who", use=Use.NAME, role="victim"),),
        acts=(ActOf(name="all", act="repatriated", violation="torture", always=True, when="2013", place="단둥"),),
    )  # fmt: skip
    book.importing.run(id, mapping, by="Alice")
    book.cases.refresh()
    (act,) = book.store.coded_acts()
    assert act.violation == "torture"
    book.coding.code(act.claims[0], ["refoulement"], by="Bora")
    book.cases.refresh()
    (act,) = book.store.coded_acts()
    assert act.violation == "refoulement"


def test_a_stopped_import_goes_on_where_it_stopped(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chamsae.casebook.importing.ROWS", 2)
    text = "번호,성명\n" + "".join(f"{at},김새날\n" for at in range(1, 8))
    id = capture(book, text)
    stopped = book.importing.run(id, guessed(book, id), by="Alice", stop=lambda: True)
    assert (stopped.finished, stopped.rows) == (False, 2)
    done = book.importing.run(id, guessed(book, id), by="Alice")
    assert (done.resumed, done.rows, done.number) == (2, 5, stopped.number)
    assert len(said(book)) == 7


def test_a_mapping_is_known_again_by_the_headers_and_refused_where_it_does_not_fit(book: Casebook) -> None:
    imported(book, FIRST)
    later = capture(book, FIRST + "9,한별님,여,,,,,,\n", "other.csv")
    known = book.importing.look(later).known
    assert known is not None
    assert known.list == "Partner list"
    other = capture(book, "이름,나이\n김새날,20\n", "third.csv")
    assert book.importing.look(other).known is None
    with pytest.raises(InputError, match="speaks of a column"):
        book.importing.run(other, known, by="Alice")


def test_dates_that_can_be_read_in_two_ways_are_asked(book: Casebook) -> None:
    id = capture(book, "no,name,arrested on\n1,Kim Saenal,03/04/2011\n2,Pak Yeoul,05/06/2011\n")
    (question,) = book.importing.look(id).guess.questions
    assert "03/04/2011" in str(question)
    proved = capture(book, "no,name,arrested on\n1,Kim Saenal,03/04/2011\n2,Pak Yeoul,25/06/2011\n", "b.csv")
    found = book.importing.look(proved).guess
    assert (found.questions, found.mapping.dates) == ((), "dmy")


def test_lists_are_not_compared_for_copies_nor_read_again(book: Casebook) -> None:
    imported(book, FIRST)
    assert book.read.run(by="Alice").read == 0
    assert list(book.store.sketches("none")) == []
    assert book.reread.run(by="Alice").documents == ()


def test_a_short_bench_names_every_bad_row_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    spec = importlib.util.spec_from_file_location("bench_import_rows", root / "bench" / "import_rows.py")
    assert spec
    assert spec.loader
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    spoiled = bench.write(tmp_path / "list.csv", 1500, 0.02, 3)
    with chamsae.init(tmp_path / "book") as book:
        first, again = bench._imported(book, tmp_path / "list.csv"), bench._imported(book, tmp_path / "list.csv")
    assert len({fault.row for fault in first.refused}) == spoiled > 10
    assert (first.rows, again.new, again.changed) == (1500 - spoiled, 0, 0)


def test_a_sheet_can_be_asked_for_only_where_there_is_one(book: Casebook) -> None:
    with pytest.raises(InputError, match="no table"):
        book.importing.look(capture(book, "<html><body><p>x</p></body></html>", "x.html"), Asked())


def test_a_changed_mapping_is_the_next_version_and_claims_say_which_made_them(book: Casebook) -> None:
    mapping = guessed(book, capture(book, FIRST))
    imported(book, FIRST, mapping)
    changed = replace(mapping, columns=tuple(replace(one, use=Use.STATEMENT) if one.column == "인원" else one
                                             for one in mapping.columns))  # fmt: skip
    imported(book, FIRST, changed)
    assert {claim.reader for claim in book.store.claims() if claim.value.__class__.__name__ == "Statement"} == {
        "import list v2"
    }
    first, second = (one.run for one in reversed(book.importing.history()))
    assert (first.mapping_version, second.mapping_version) == (1, 2)
    assert set(book.importing.versions()) == {"list v1", "list v2"}
    assert book.importing.mappings()["list"].version == 2


def test_an_older_import_is_repeated_with_its_own_version(book: Casebook) -> None:
    mapping = guessed(book, capture(book, FIRST))
    imported(book, FIRST, mapping)
    imported(book, FIRST, replace(mapping, decimal=","))
    old = book.importing.versions()["list v1"]
    later = FIRST.replace("박여울", "박여름")
    report = imported(book, later, old)
    assert report.changed == 1
    assert book.importing.history()[0].run.mapping_version == 1
    (renamed,) = (claim for claim in book.store.claims() if claim.trigger.exact == "박여름")
    assert renamed.reader == "import list v1"
    assert book.importing.numbered(replace(mapping, decimal=",", version=9)).version == 2
    assert book.importing.numbered(replace(mapping, key=())).version == 3


def test_taking_back_that_was_broken_off_is_gone_on_with(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chamsae.casebook.importing.ROWS", 2)
    text = "번호,성명\n" + "".join(f"{at},김새날\n" for at in range(1, 8))
    id = capture(book, text)
    mapping = guessed(book, id)
    number = book.importing.run(id, mapping, by="Alice").number
    assert number is not None

    class Broken(Silent):
        def step(self, item: str, note: str = "") -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        book.importing.undo(number, by="Alice", progress=Broken())
    assert 0 < len(said(book)) < 7
    (past,) = book.importing.history()
    assert (past.stands, past.half_back) == (False, True)
    with pytest.raises(InputError, match="half taken back"):
        book.importing.run(id, mapping, by="Alice")
    assert book.importing.undo(number, by="Alice") == 5
    assert said(book) == set()
    (past,) = book.importing.history()
    assert (past.stands, past.half_back) == (False, False)
    assert book.importing.run(id, mapping, by="Alice").rows == 7
    assert len(said(book)) == 7
    assert book.doctor.check().sound
