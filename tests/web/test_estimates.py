"""The screen Estimates: lists, runs behind the screen, verdicts before numbers, files through a release."""

import time
from dataclasses import replace
from io import BytesIO

import pytest
from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.errors import StorageError
from chamsae.estimate.tables import table
from chamsae.model.estimate import CaptureTable
from chamsae.model.estimating import KeptEstimation
from chamsae.web import current

PATTERNS = ((1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 1, 1))
FILE = b"A,B,C,count\n" + b"\n".join(
    ",".join(map(str, (*pattern, count))).encode()
    for pattern, count in zip(PATTERNS, (400, 300, 200, 60, 40, 30, 12), strict=True)
)


def lists(*counts: int) -> CaptureTable:
    return table(("Alpha", "Beta", "Gamma"), PATTERNS, counts)


@pytest.fixture
def run(book: Casebook) -> KeptEstimation:
    """A kept run of three lists, quick."""
    made = book.estimate.run([lists(400, 300, 200, 60, 40, 30, 12)], seed=1, method="loglinear", depth="quick")
    return book.estimate.keep(made, "handovers <2027>", by="하늘")


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content[:500]
    return answer.content.decode()


def done() -> None:
    limit = time.monotonic() + 120
    while current.work().state().running:
        assert time.monotonic() < limit, "the work did not end"
        time.sleep(0.05)


def test_an_empty_casebook_is_told_what_lists_are(client: Client) -> None:
    assert "kept apart from each other" in page(client, "/estimates/")


def test_words_and_verdict_stand_before_the_number(client: Client, run: KeptEstimation) -> None:
    shown = page(client, f"/estimates/{run.number}/")
    assert "handovers &lt;2027&gt;" in shown
    assert shown.index("Documented persons: 1,042") < shown.index("<figure")
    assert shown.count("<figure") == 3 and "Alpha" in shown


def test_a_file_is_estimated_behind_the_screen_and_kept(client: Client, book: Casebook) -> None:
    file = BytesIO(FILE)
    file.name = "lists.csv"
    asked = {"name": "from a file", "seed": "7", "method": "graphs", "lists": file}
    assert client.post("/estimates/run/", asked).status_code == 302
    done()
    assert current.work().state().fault == ""
    (kept,) = book.estimate.kept("from a file")
    assert (kept.source, kept.seed, kept.estimations[0].table.n) == ("lists.csv", 7, 1042)
    assert "from a file" in page(client, "/estimates/")


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe\x01", b"A,B,C\n1,0,NaN\n", b"A,B,C,count\n1,1,0,-3\n"])
def test_a_hostile_file_is_refused_in_words(client: Client, book: Casebook, content: bytes) -> None:
    file = BytesIO(content or b" ")
    file.name = "=cmd.csv"
    answer = client.post("/estimates/run/", {"name": "x", "seed": "1", "lists": file})
    assert answer.status_code == 400
    assert "/tmp" not in answer.content.decode()
    assert book.estimate.kept() == []


@pytest.mark.parametrize(
    ("language", "content", "words"),
    [
        ("ko", b"A,B,C\n1,0,1\n1,0,NaN\n", "3행 “C” 열: 비어 있습니다."),
        ("zh-hans", b"A,B,C\n1,0,7\n", "第 2 行“C”列：“7”既不是 1 也不是 0。"),
        ("zh-hans", b"A,B,C,count\n1,1,0,-3\n", "第 2 行“count”列：“-3”是负数。请用数字写明人数。"),
        ("ko", b"A,B,C\n1,0\n", "2행: 칸이 2개인데 머리글은 3개입니다."),
        (
            "en",
            b"A,B,C\n0,0,0\n",
            "row 2: is on no list; how many are on none is what is to be estimated. Remove the row.",
        ),
    ],
)
def test_a_fault_of_a_file_is_told_in_the_language_of_the_reader(
    client: Client, book: Casebook, language: str, content: bytes, words: str
) -> None:
    client.cookies["chamsae_language"] = language
    file = BytesIO(content)
    file.name = "명단.csv"
    answer = client.post("/estimates/run/", {"name": "x", "seed": "1", "lists": file})
    assert answer.status_code == 400 and words in answer.content.decode()


def test_a_fault_behind_the_screen_is_told_in_the_language_of_the_reader(client: Client, book: Casebook) -> None:
    file = BytesIO(b"A,B,C,count\n" + b"1,0,1,5\n" * 300_000)
    file.name = "lists.csv"
    assert client.post("/estimates/run/", {"name": "x", "seed": "1", "lists": file}).status_code == 302
    done()
    client.cookies["chamsae_language"] = "ko"
    assert "3행: 2행의 조합이 다시 나옵니다." in page(client, "/estimates/")


def test_a_seed_that_is_no_number_and_a_run_without_a_name_are_refused(client: Client, book: Casebook) -> None:
    assert client.post("/estimates/run/", {"name": "x", "seed": "²"}).status_code == 400
    assert client.post("/estimates/run/", {"name": " ", "seed": "1"}).status_code == 400


def test_a_refusal_shows_its_reason_and_no_number(client: Client, book: Casebook) -> None:
    made = book.estimate.run([lists(100, 100, 100, 0, 0, 0, 0)], seed=1)
    kept = book.estimate.keep(made, "no overlap", by="하늘")
    shown = page(client, f"/estimates/{kept.number}/")
    assert "No person appears on two lists" in shown
    assert "estimate-answer" not in shown and "How likely each total is" not in shown


def test_beside_the_sum_stands_which_parts_carry_no_number_and_why(client: Client, book: Casebook) -> None:
    tables = [
        replace(lists(*counts), stratum=(("place", name),))
        for name, counts in (("Saebyeok", (400, 300, 200, 60, 40, 30, 12)), ("Noeul <1>", (100, 100, 100, 0, 0, 0, 0)))
    ]
    made = book.estimate.run(tables, seed=1, method="loglinear", depth="quick")
    kept = book.estimate.keep(made, "two places", by="하늘")
    shown = page(client, f"/estimates/{kept.number}/")
    assert "What must be known of the sum" in shown and "Noeul &lt;1&gt; (No overlap)" in shown
    anybody = client.post(f"/estimates/{kept.number}/preview/").content.decode()
    assert "part B" in anybody and "(No overlap)" not in anybody
    client.cookies["chamsae_language"] = "ko"
    assert "합계에 대해 알아야 할 것" in page(client, f"/estimates/{kept.number}/")


def test_running_again_says_identical(client: Client, run: KeptEstimation) -> None:
    client.post(f"/estimates/{run.number}/again/")
    done()
    shown = page(client, f"/estimates/{run.number}/")
    assert shown.index("Identical, digit for digit") < shown.index("Documented persons")


def test_two_runs_beside_each_other_say_what_differs(client: Client, book: Casebook, run: KeptEstimation) -> None:
    made = book.estimate.run([lists(400, 300, 200, 60, 40, 30, 19)], seed=2, method="graphs", depth="quick")
    later = book.estimate.keep(made, "later", by="하늘")
    shown = page(client, f"/estimates/{later.number}/?against={run.number}")
    assert "other data" in shown and "another method" in shown and "another seed" in shown


def test_anybody_sees_letters_and_no_small_number(client: Client, book: Casebook) -> None:
    made = book.estimate.run([lists(400, 300, 200, 60, 40, 30, 7)], seed=1, method="loglinear", depth="quick")
    kept = book.estimate.keep(made, "small", by="하늘")
    answer = client.post(f"/estimates/{kept.number}/out/", {"audience": "public", "form": "html"})
    assert answer.status_code == 302 and answer["Location"].startswith("/releases/R-1-")
    shown = client.get(f"{answer['Location']}file/en/estimate-1.html").content.decode()
    assert "Alpha" not in shown and "List A" in shown and ">7<" not in shown
    assert "Nothing has left yet" in client.post(f"/estimates/{kept.number}/preview/").content.decode()


@pytest.mark.parametrize(("language", "why"), [("ko", "작아서 특정인을 가리킬 수 있거나"), ("zh-hans", "可能指向个人")])
def test_why_a_number_is_held_back_is_said_in_the_language_of_the_reader(
    client: Client, book: Casebook, language: str, why: str
) -> None:
    made = book.estimate.run([lists(400, 300, 200, 60, 40, 30, 7)], seed=1, method="loglinear", depth="quick")
    kept = book.estimate.keep(made, "small", by="하늘")
    client.cookies["chamsae_language"] = language
    shown = client.post(f"/estimates/{kept.number}/preview/").content.decode()
    assert why in shown and "could point" not in shown


def test_a_run_is_taken_off_the_list(client: Client, book: Casebook, run: KeptEstimation) -> None:
    client.post(f"/estimates/{run.number}/forget/")
    assert book.estimate.kept() == []
    assert client.get(f"/estimates/{run.number}/").status_code == 404


@pytest.mark.parametrize("language", ["ko", "zh-hans"])
def test_all_of_it_is_in_every_language(client: Client, run: KeptEstimation, language: str) -> None:
    client.cookies["chamsae_language"] = language
    for address in ("/estimates/", f"/estimates/{run.number}/"):
        assert "How likely" not in page(client, address) and "Estimate from" not in page(client, address)


def parted(*years: int) -> BytesIO:
    """A file of lists apart by year, as a browser sends it."""
    rows = (
        ",".join(map(str, (year, *pattern, count + year % 7))).encode()
        for year in years
        for pattern, count in zip(PATTERNS, (400, 300, 200, 60, 40, 30, 12), strict=True)
    )
    file = BytesIO(b"year,A,B,C,count\n" + b"\n".join(rows))
    file.name = "years.csv"
    return file


def asked(name: str) -> dict[str, object]:
    return {"name": name, "seed": "3", "method": "graphs", "parts": "year", "lists": parted(2014, 2015, 2016, 2017)}


def test_an_estimate_over_years_is_stopped_on_the_screen_and_goes_on_to_the_same_result(
    client: Client, book: Casebook
) -> None:
    client.post("/estimates/run/", asked("whole"))
    done()
    client.post("/estimates/run/", asked("halted"))
    limit = time.monotonic() + 120
    while (state := current.work().state()).what != "estimating" or state.done < 1:
        assert state.running and time.monotonic() < limit
        time.sleep(0.002)
    answer = client.post("/sources/stop/", {"back": "/estimates/"})
    assert (answer.status_code, answer["Location"]) == (303, "/estimates/")
    done()
    state = current.work().state()
    assert state.stopped and not book.estimate.kept("halted")
    shown = page(client, "/estimates/")
    assert "everything stored so far is kept" in shown and f"{state.done} of 4 done, {4 - state.done} left" in shown
    assert 'id="go-on-work"' in shown
    client.post("/sources/go-on/", {"back": "/estimates/"})
    done()
    (whole,), (halted,) = book.estimate.kept("whole"), book.estimate.kept("halted")
    assert halted.result == whole.result and halted.source == "years.csv"
    assert 'id="go-on-work"' not in page(client, "/estimates/")


def test_a_person_stops_with_the_keyboard_and_without_a_script(client: Client, book: Casebook) -> None:
    work = current.work()

    def job() -> None:
        work.start(3, "reading")
        while True:
            time.sleep(0.01)
            work.heed()

    work.job(book, job, by="Alice")
    shown = page(client, "/estimates/")
    assert '<button id="stop-work" data-key="x">' in shown and 'action="/sources/stop/"' in shown
    part = client.get("/sources/progress/", {"back": "/estimates/?a=1&b=2"}).content.decode()
    assert 'name="back" value="/estimates/?a=1&amp;b=2"' in part
    client.post("/sources/stop/", {"back": "https://elsewhere.example/"})
    done()
    client.cookies["chamsae_language"] = "ko"
    assert "작업을 멈추었습니다" in page(client, "/estimates/")
    client.post("/sources/seen/", {"back": "/estimates/"})
    assert not work.go_on() and "작업을 멈추었습니다" not in page(client, "/estimates/")


def test_lists_whose_gathering_was_stopped_are_not_gathered_again_unasked(
    client: Client, book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chamsae.web.views.estimates.SOON", -1)
    work = current.work()

    def gathering(*_: object, **__: object) -> None:
        while True:
            time.sleep(0.01)
            work.heed()

    monkeypatch.setattr(book.estimate, "of", gathering)
    assert "they come by themselves" in page(client, "/estimates/")
    client.post("/sources/stop/")
    done()
    assert work.state().stopped
    page(client, "/estimates/")
    assert not work.state().running and work.state().stopped


def test_lists_that_cannot_be_gathered_are_not_tried_for_ever(
    client: Client, book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def broken(*_: object, **__: object) -> None:
        tried.append(1)
        raise StorageError("the disk is full", do="Make room.")

    monkeypatch.setattr("chamsae.web.views.estimates.SOON", -1)
    monkeypatch.setattr(book.estimate, "of", broken)
    page(client, "/estimates/")
    done()
    shown = page(client, "/estimates/")
    assert "the disk is full" in shown and "Try again" in shown and "they come by themselves" not in shown
    assert len(tried) == 1
    client.post("/sources/seen/")
    page(client, "/estimates/")
    done()
    assert len(tried) == 2
