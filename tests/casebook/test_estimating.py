"""Estimates of a casebook: who stands on which lists as people judged, plausible linkages, runs kept and compared."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.errors import InputError, NotFound
from chamsae.estimate.tables import table
from chamsae.model.estimate import CaptureTable, Verdict
from chamsae.model.estimating import Differs, KeptEstimation
from chamsae.model.judgement import Verdict as Answer
from chamsae.protect.release import Audience

HEADS = "번호,성명,성별,생년월일,송환일\n"
FAMILY, GIVEN = "김박최한문서", ("새날", "여울", "하늘", "가람", "도담", "누리", "아라", "보람", "슬기", "다온")
PATTERNS = ((1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 1, 1))


def person(at: int) -> str:
    """A row about an invented person, the same on every list: sent back in 2010 or 2011."""
    name = FAMILY[at % len(FAMILY)] + GIVEN[at // len(FAMILY)]
    return f"{name},{'여' if at % 2 else '남'},{1950 + at}. 3. {at % 28 + 1}.,{2010 + at % 2}. 10. {at % 28 + 1}."


def listed(book: Casebook, name: str, persons: Iterable[int]) -> None:
    rows = "".join(f"{number},{person(at)}\n" for number, at in enumerate(persons, 1))
    id = book.archive.add_bytes(BytesIO((HEADS + rows).encode()), f"{name}.csv", by="Alice").id
    mapping = replace(book.importing.look(id).guess.mapping, list=name, keeper=name)
    report = book.importing.run(id, mapping, by="Alice")
    assert report.bad_rows == 0


@pytest.fixture(params=["memory", "file"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casebook]:
    """Three partners' lists of 24 persons, of whom 8 stand on two of them; nobody has judged who is who."""
    with chamsae.in_memory() if request.param == "memory" else chamsae.init(tmp_path / "book") as made:
        listed(made, "North", range(12))
        listed(made, "South", range(8, 20))
        listed(made, "East", range(16, 24))
        made.link.run(by="Alice")
        yield made


def counts(made: CaptureTable) -> dict[tuple[int, ...], int]:
    return dict(zip(made.patterns, made.counts, strict=True))


def judged(book: Casebook) -> None:
    """Say that everybody with one name and birth is one."""
    ids = [pair.id for pair in book.link.waiting() if pair.probability > 0.9]
    book.review.judge_these(ids, Answer.ACCEPTED, by="Alice")


def test_lists_are_those_that_were_imported_and_persons_as_they_are_judged(book: Casebook) -> None:
    (before,) = book.estimate.lists().tables
    assert before.lists == ("East", "North", "South") and before.n == 32
    judged(book)
    found = book.estimate.lists()
    (after,) = found.tables
    assert counts(after) == {(0, 1, 1): 4, (1, 0, 1): 4, (0, 1, 0): 8, (0, 0, 1): 4, (1, 0, 0): 4}
    assert (after.n, after.sizes, found.unlisted) == (24, (8, 12, 12), 0)


def test_persons_stand_apart_by_year_and_sex(book: Casebook) -> None:
    judged(book)
    by_year = book.estimate.lists(stratum="year")
    assert [(one.stratum, one.n) for one in by_year.tables] == [((("year", "2010"),), 12), ((("year", "2011"),), 12)]
    by_sex = book.estimate.lists(stratum="sex")
    assert sum(one.n for one in by_sex.tables) == 24


def test_named_lists_alone_count_and_the_others_are_said(book: Casebook) -> None:
    judged(book)
    found = book.estimate.lists(only=["North", "South"])
    assert found.tables[0].lists == ("North", "South") and found.left_out == (("East", 8),)
    with pytest.raises(InputError, match="no list “West”"):
        book.estimate.lists(only=["West"])
    with pytest.raises(InputError, match="makes no list"):
        book.estimate.lists(by=["colour"])


def test_what_is_judged_later_is_in_the_next_answer(book: Casebook) -> None:
    judged(book)
    assert book.estimate.lists().tables[0].n == 24 and book.estimate.ready()
    book.review.undo(by="Alice")
    assert book.estimate.lists().tables[0].n > 24


def test_open_pairs_are_drawn_by_their_probability(book: Casebook) -> None:
    lists = book.estimate.lists()
    assert lists.uncertain >= 8
    run = book.estimate.run(lists, seed=3, method="graphs", depth="quick", linkages=6)
    assert len(run.linkages) == 6
    for one in run.linkages:
        assert 24 <= one.tables[0].n <= 32
    assert {one.tables[0].n for one in run.linkages} != {32}, "somebody is drawn to be one"
    again = book.estimate.run(lists, seed=3, method="graphs", depth="quick", linkages=6, processes=2)
    assert again.linkages == run.linkages and again.result == run.result


def test_every_linkage_that_is_drawn_is_told(book: Casebook) -> None:
    watch = Watch()
    book.estimate.run(book.estimate.lists(), seed=3, method="graphs", depth="quick", linkages=4, progress=watch)
    assert watch.totals[0] == 4 and watch.told[:4] == ["1/4", "2/4", "3/4", "4/4"]
    with pytest.raises(Stopped):
        book.estimate.run(book.estimate.lists(), seed=3, linkages=4, progress=Watch(until=2))


def test_where_nothing_is_open_no_linkage_is_drawn(book: Casebook) -> None:
    judged(book)
    for pair in book.link.waiting():
        book.review.judge(pair.id, Answer.REJECTED, by="Alice")
    assert book.estimate.run(book.estimate.lists(), seed=1, method="graphs", depth="quick").linkages == ()


# runs, of any lists


def lists(*numbers: int) -> CaptureTable:
    return table(("A", "B", "C"), PATTERNS, numbers)


@pytest.fixture(params=["memory", "file"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casebook]:
    with chamsae.in_memory() if request.param == "memory" else chamsae.init(tmp_path / "book") as made:
        yield made


def kept(book: Casebook, name: str, *numbers: int, seed: int = 1) -> KeptEstimation:
    run = book.estimate.run([lists(*numbers)], seed=seed, method="graphs", depth="quick")
    return book.estimate.keep(run, name, by="하늘")


GOOD = (400, 300, 200, 60, 40, 30, 12)


def test_a_run_comes_back_from_the_ledger_as_it_was_kept(empty: Casebook) -> None:
    one = kept(empty, "first", *GOOD)
    (back,) = empty.estimate.kept()
    assert back == one and back.estimations[0].answer is not None
    assert empty.estimate.found("first") == empty.estimate.found(one.number) == one
    with pytest.raises(NotFound):
        empty.estimate.found("second")


def test_a_kept_run_is_repeated_digit_for_digit_from_its_own_tables(empty: Casebook) -> None:
    run = empty.estimate.run([lists(*GOOD)], seed=5, depth="quick")
    one = empty.estimate.keep(run, "latent", by="하늘")
    found = empty.estimate.again(one.number)
    assert found.identical and found.reasons == ()


def test_a_run_by_other_versions_says_so(empty: Casebook) -> None:
    run = empty.estimate.run([lists(*GOOD)], seed=1, method="graphs", depth="quick")
    (made,) = run.estimations
    older = replace(made, record=replace(made.record, versions={**made.record.versions, "numpy": "1.0"}))
    one = empty.estimate.keep(replace(run, estimations=(older,), result="0" * 64), "older", by="하늘")
    found = empty.estimate.again(one.number)
    assert not found.identical
    assert [(why, before) for why, before, _ in found.reasons] == [(Differs.VERSIONS, "numpy 1.0")]


def test_two_runs_differ_by_what_was_changed(empty: Casebook) -> None:
    one, other = kept(empty, "one", *GOOD), kept(empty, "other", *GOOD[:-1], 20, seed=2)
    found = empty.estimate.compare(one.number, other.number)
    assert [why for why, _, _ in found.reasons] == [Differs.DATA, Differs.SEED]
    assert (found.strata[0].n_before, found.strata[0].n_after) == (1042, 1050)
    assert empty.estimate.compare("one", "one").identical


def test_a_run_taken_off_the_list_stays_in_the_ledger(empty: Casebook) -> None:
    one = kept(empty, "one", *GOOD)
    empty.estimate.forget(one.number, by="하늘", why="a slip")
    assert empty.estimate.kept() == []
    assert len(list(empty.store.entries(KeptEstimation))) == 2


def test_the_log_does_not_say_what_a_run_is_called(empty: Casebook) -> None:
    kept(empty, "Han Byeol's village", *GOOD)
    assert all("Byeol" not in f"{entry.subject} {entry.detail}" for entry in empty.store.log())


def test_several_parts_have_a_total_and_a_refused_part_makes_it_a_floor(empty: Casebook) -> None:
    parts = [
        replace(lists(*GOOD), stratum=(("year", "2010"),)),
        replace(lists(9, 8, 7, 0, 0, 0, 0), stratum=(("year", "2011"),)),
    ]
    run = empty.estimate.run(parts, seed=1, method="graphs", depth="quick")
    assert [one.verdict is Verdict.REFUSED for one in run.estimations] == [False, True]
    assert run.total is not None and run.total.role == "floor"
    (finding,) = [one for one in run.findings if one.code == "strata_refused"]
    assert finding.lists == ("2011",) and finding.numbers == {"strata": 2, "persons": 24}
    one = empty.estimate.keep(run, "parts", by="하늘")
    assert empty.estimate.found(one.number).findings == run.findings


def parts(*numbers: tuple[int, ...]) -> list[CaptureTable]:
    """A stratum for each, by invented places."""
    names = ("Saebyeok", "Noeul", "Byeolbit")
    return [replace(lists(*one), stratum=(("place", name),)) for one, name in zip(numbers, names, strict=False)]


APART = (100, 100, 100, 0, 0, 0, 0)


@pytest.mark.parametrize(("language", "why"), [("en", "Noeul (No overlap)"), ("ko", "Noeul(겹치는 사람이 없음)"),
                                               ("zh", "Noeul（没有重叠）")])  # fmt: skip
def test_the_team_is_told_which_parts_carry_no_number_and_why(empty: Casebook, language: str, why: str) -> None:
    run = empty.estimate.run(parts(GOOD, APART), seed=1, method="graphs", depth="quick")
    told = empty.estimate.preview(run, language=language).findings
    assert [one.grade for one in told][:1] == ["warning"] and why in told[0].words
    assert "300" in told[0].words and told[0].do


def test_others_are_told_of_parts_by_letters_and_of_no_small_number(empty: Casebook) -> None:
    run = empty.estimate.run(parts(GOOD, APART), seed=1, method="graphs", depth="quick")
    made = empty.estimate.preview(run, audience=Audience.PUBLIC)
    assert "part B" in made.findings[0].words and "Noeul" not in made.findings[0].words
    assert "part B" in empty.estimate.preview(run, audience=Audience.PUBLIC, naming="names").findings[0].words
    few = empty.estimate.run(parts(GOOD, APART, (2, 2, 1, 0, 0, 0, 0)), seed=1, method="graphs",
                             depth="quick")  # fmt: skip
    held = empty.estimate.preview(few, audience=Audience.PUBLIC)
    assert len(held.parts) == 2 and held.findings[0].label == "Parts without a number"
    assert held.findings[0].words == held.findings[0].do == "", "305 less 300 would be five persons"
    assert "sentence" in {item.kind for item in held.withheld}


class Stopped(Exception):
    """What somebody's wish to stop raises."""


class Watch:
    """Progress that remembers what it was told, and stops before so many steps."""

    def __init__(self, until: int = 99) -> None:
        self.until = until
        self.told: list[str] = []
        self.totals: list[int | None] = []

    def start(self, total: int | None, what: str) -> None:
        self.totals.append(total)

    def step(self, name: str, note: str = "") -> None:
        self.told.append(name)
        if len(self.told) >= self.until:
            raise Stopped

    def finish(self) -> None:
        pass


def test_a_run_over_strata_is_stopped_and_goes_on_where_it_was(empty: Casebook, tmp_path: Path) -> None:
    parts = [replace(lists(*GOOD[:-1], 10 + at), stratum=(("year", str(2010 + at)),)) for at in range(4)]
    journal = tmp_path / "run.jsonl"
    whole = empty.estimate.run(parts, seed=1, method="graphs", depth="quick")
    stop, on = Watch(until=2), Watch()
    with pytest.raises(Stopped):
        empty.estimate.run(parts, seed=1, method="graphs", depth="quick", journal=journal, progress=stop)
    written = journal.read_text("utf-8").splitlines()
    assert len(written) == 2 and stop.told == ["2010", "2011"] and stop.totals == [4]
    again = empty.estimate.run(parts, seed=1, method="graphs", depth="quick", journal=journal, progress=on)
    assert again.result == whole.result
    assert journal.read_text("utf-8").splitlines()[:2] == written
    assert len(journal.read_text("utf-8").splitlines()) == 4 and on.told == ["2010", "2011", "2012", "2013"]


def test_strata_over_two_processes_give_the_same(empty: Casebook) -> None:
    parts = [replace(lists(*GOOD[:-1], 10 + at), stratum=(("year", str(2010 + at)),)) for at in range(3)]
    one, two = (
        empty.estimate.run(parts, seed=1, method="graphs", depth="quick", processes=many).result for many in (1, 2)
    )
    assert one == two


def test_the_tables_of_a_run_are_frozen_as_a_file(empty: Casebook, tmp_path: Path) -> None:
    from chamsae.estimate.snapshot import thaw

    one = kept(empty, "one", *GOOD)
    hash = empty.estimate.snapshot(one.number, tmp_path / "lists.parquet")
    frozen = thaw(tmp_path / "lists.parquet")
    assert frozen.hash == hash == one.estimations[0].record.data and frozen.tables == (lists(*GOOD),)


# what leaves


def test_a_small_combination_is_held_back_with_another_so_that_nothing_gives_it_away(empty: Casebook) -> None:
    one = kept(empty, "one", *GOOD[:-1], 7)
    made = empty.estimate.preview(one.number, audience=Audience.PUBLIC)
    (part,) = made.parts
    hidden = [over.pattern for over in part.overlaps if over.count is None]
    assert hidden == [(1, 1, 1), (0, 1, 1)] and part.n == 1037
    assert part.sizes == (None, None, None)
    assert part.lists == ("List A", "List B", "List C")
    assert {item.kind for item in made.withheld} == {"number", "total"}


def test_a_refused_estimation_leaves_its_reason_and_no_number(empty: Casebook) -> None:
    run = empty.estimate.run([lists(100, 90, 80, 0, 0, 0, 0)], seed=1)
    one = empty.estimate.keep(run, "none", by="하늘")
    (part,) = empty.estimate.preview(one.number, audience=Audience.PUBLIC).parts
    assert part.verdict == "refused" and "No person appears on two lists" in part.words
    assert part.answer is None and (part.others, part.without, part.alternatives, part.quantiles) == ((), (), (), ())


def test_a_part_of_few_persons_does_not_leave_at_all(empty: Casebook) -> None:
    run = empty.estimate.run([lists(2, 2, 1, 1, 0, 0, 0)], seed=1)
    made = empty.estimate.preview(empty.estimate.keep(run, "few", by="하늘"), audience=Audience.PUBLIC)
    assert made.parts == () and made.withheld[0].kind == "stratum"


def test_the_same_run_leaves_as_the_same_bytes(empty: Casebook, tmp_path: Path) -> None:
    one = kept(empty, "one", *GOOD)
    pages = []
    for name in ("one.html", "two.html"):
        made = empty.estimate.release(one.number, audience=Audience.INTERNAL, by="하늘", language="ko")
        empty.estimate.write(made, tmp_path / name, by="하늘")
        pages.append((tmp_path / name).read_bytes())
    assert pages[0] == pages[1] and b"<script" not in pages[0]
    with pytest.raises(InputError, match="html, csv"):
        empty.estimate.drawn(made, "docx", by="하늘")
