"""Gold measured through the same parser and readers as a casebook's documents; nothing stored is changed."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from chamsae.casebook.evaluation import evaluate, evaluate_casebook, export_gold
from chamsae.casebook.workers import workers
from chamsae.errors import InputError
from chamsae.model.judgement import Verdict
from chamsae.read.gold.marks import Share
from chamsae.settings import Settings
from tests.casebook import made as small
from tests.read.gold import made

LAST_MONTH = "River Watch said last month more than 340 North Koreans were sent back from China."


class Watch:
    """Progress that remembers."""

    def __init__(self) -> None:
        self.total: int | None = None
        self.steps: list[str] = []
        self.ended = False

    def start(self, total: int | None, what: str) -> None:
        self.total = total

    def step(self, name: str, note: str = "") -> None:
        self.steps.append(name)

    def finish(self) -> None:
        self.ended = True


def single(folder: Path, text: str, **told: str) -> Path:
    """A gold file with one figure that was sent back last month."""
    (folder / "note.txt").write_text(text, "utf-8")
    start = text.index("more than 340")
    plain: dict[str, Any] = {
        "documents": [
            {"id": "n", "file": "note.txt", "sha256": hashlib.sha256(text.encode()).hexdigest(), "language": "en"}
        ],
        "figures": [
            {"id": "F", "doc": "n", "number": {"doc": "n", "start": start, "end": start + 13, "text": "more than 340"},
             "value": 340, "comparator": "more_than", "unit": "persons", "importance": "core",
             "date": {"text": "last month", "from": "2021-04-01", "to": "2021-04-30", "precision": "month"}}
        ],
    }  # fmt: skip
    if told:
        plain["documents"][0]["told"] = told
    path = folder / "gold.json"
    path.write_text(json.dumps(plain), "utf-8")
    return path


def test_progress_tells_every_document(tmp_path: Path) -> None:
    watch = Watch()
    evaluate(made.written(tmp_path), progress=watch)
    assert (watch.total, watch.steps, watch.ended) == (3, ["en.txt", "ko.txt", "zh.txt"], True)


def test_worker_processes_change_no_score(tmp_path: Path) -> None:
    plain = made.plain()
    for number in range(3):
        copy = f"en{number}"
        (tmp_path / f"{copy}.txt").write_text(made.TEXTS["en"], "utf-8")
        plain["documents"].append({**plain["documents"][0], "id": copy, "file": f"{copy}.txt"})
    path = made.written(tmp_path, plain)
    alone, together = (evaluate(path, settings=Settings(workers=count)) for count in (1, 2))
    assert alone.scores == together.scores
    assert alone.readers == together.readers != ()


def test_a_date_the_text_lacks_is_known_when_it_is_told(tmp_path: Path) -> None:
    silent = evaluate(single(tmp_path, LAST_MONTH)).scores
    assert silent.share("figures", "date") == Share(0, 1)
    told = evaluate(single(tmp_path, LAST_MONTH, published="2021-05-09")).scores
    assert told.share("figures", "date") == Share(1, 1)


def test_what_the_text_itself_says_goes_before_what_is_told(tmp_path: Path) -> None:
    dated = f"date: 2021-05-09\ntitle: Sent back\n\n{LAST_MONTH}"
    scores = evaluate(single(tmp_path, dated, published="1999-01-01")).scores
    assert scores.share("figures", "date") == Share(1, 1)


def test_copies_are_asked_for_as_a_casebook_finds_them(tmp_path: Path) -> None:
    long = " ".join(f"Paragraph {n} tells how family number {n} waited at the {n}th bridge." for n in range(60))
    plain: dict[str, Any] = {"documents": [], "document_relations": [{"a": "b", "b": "a", "relation": "derived_from"}]}
    for id, text in (("a", long), ("b", f"Seen in the a paper. {long[: len(long) // 2]}")):
        (tmp_path / f"{id}.txt").write_text(text)
        digest = hashlib.sha256(text.encode()).hexdigest()
        plain["documents"].append({"id": id, "file": f"{id}.txt", "sha256": digest, "language": "en"})
    (tmp_path / "gold.json").write_text(json.dumps(plain))
    scores = evaluate(tmp_path / "gold.json").scores
    assert scores.share("document_relations") == Share(1, 1)


def test_a_text_that_was_changed_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    path, watch = made.written(tmp_path), Watch()
    (tmp_path / "zh.txt").write_text("另一篇")
    with pytest.raises(InputError, match=r"gold\.json: document zh: .*zh\.txt has SHA-256"):
        evaluate(path, progress=watch)
    assert watch.steps == []


def test_unknown_keys_are_noted(tmp_path: Path) -> None:
    plain = made.plain(("en",))
    plain["figures"][0]["comparater"] = "exact"
    assert evaluate(made.written(tmp_path, plain)).notes == ("nothing reads the key figures.comparater",)


def test_measuring_a_casebook_changes_nothing_in_it() -> None:
    with small.book(made.TEXTS["en"]) as book:
        (document,) = book.store.documents()
        start = document.text.index("more than 340")
        claim = small.figure(document, "more than 340", 340)
        book.store.add_claims([claim])
        with pytest.raises(InputError, match="nobody has accepted or rejected"):
            evaluate_casebook(book.store)
        book.review.judge(claim.id, Verdict.ACCEPTED, by="Alice")
        before = (book.counts(), list(book.store.claims()))
        done = evaluate_casebook(book.store)
        assert (book.counts(), list(book.store.claims())) == before
    assert done.scores.share("figures") == Share(1, 1)
    assert done.documents[document.id].text[start : start + 13] == "more than 340"


def test_withheld_and_undecided_claims_are_not_exported(tmp_path: Path) -> None:
    with small.book(made.TEXTS["en"]) as book:
        (document,) = book.store.documents()
        kept, secret = small.figure(document, "more than 340", 340), small.figure(document, "12 days", 12)
        waiting = small.figure(document, "9,000", 9000)
        book.store.add_claims([kept, secret, waiting])
        book.review.judge(kept.id, Verdict.ACCEPTED, by="Alice")
        book.review.judge(secret.id, Verdict.WITHHELD, by="Alice")
        written = export_gold(book.store, tmp_path / "mine.json", by="Alice", at=book.clock())
    assert [figure.id for figure in written.figures] == [kept.id]
    assert written.rejected == ()
    assert evaluate(tmp_path / "mine.json").scores.share("figures") == Share(1, 1)


def test_a_corrected_claim_stands_as_corrected(tmp_path: Path) -> None:
    with small.book(made.TEXTS["en"]) as book:
        (document,) = book.store.documents()
        wrong, right = small.figure(document, "more than 340", 34), small.figure(document, "more than 340", 340)
        book.store.add_claims([wrong])
        book.review.edit(wrong.id, by="Alice", value=right.value)
        written = export_gold(book.store, tmp_path / "mine.json", by="Alice", at=book.clock())
    assert [figure.value for figure in written.figures] == [340]
    assert written.rejected == ()


def test_outcomes_come_in_the_order_of_tasks_though_the_first_takes_longest() -> None:
    from chamsae.casebook.reader import Task

    texts = [made.TEXTS["en"] * 200, *(made.TEXTS["en"] for _ in range(20))]
    tasks = [
        Task(sha256=f"{n:064}", name=str(n), media_type="text/plain", address=None, data=text.encode())
        for n, text in enumerate(texts)
    ]
    with workers(Settings(workers=2), len(tasks)) as work:
        assert [done.name for done in work(iter(tasks))] == [str(n) for n in range(len(tasks))]
