"""Every public verb that changes or hands out something leaves an entry in the log."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest

import chamsae
from chamsae.archive.witness import Witness
from chamsae.casebook import learning
from chamsae.casebook.book import Casebook
from chamsae.casebook.outlet import PictureForm
from chamsae.casebook.review import fingerprint
from chamsae.model.claim import ClaimKind, Name, Statement
from chamsae.model.judgement import Verdict
from chamsae.model.transcript import Maker
from chamsae.protect.release import Audience
from tests.casebook.test_hearing import tape
from tests.docs.test_storage import LETTER

#: The namespaces of which this module uses every verb that says by whom.
WALKED = ("archive", "read", "reread", "transcripts", "learning", "review", "statements", "link", "reconcile",
          "protect", "publish", "export", "log")  # fmt: skip
#: What must be told by whom it is done and tells nothing itself, with the reason.
SILENT = {
    "protect.preview": "nothing leaves: it shows what would",
    "link.second": "a look at the queue",
    "reconcile.refresh": "tells only where something had changed",
}
#: Verbs that need what a test cannot bring, or that others here stand for.
ELSEWHERE = {
    "archive.add_stream": "as add",
    "archive.keep_page": "as add, from the web (tests/archive/test_capture.py)",
    "link.join": "judges pairs, as review.judge",
    "link.must": "judges a pair, as review.judge",
    "link.never": "judges a pair, as review.judge",
    "log.note_passphrase": "as chamsae.change_passphrase (tests/db/test_rekeying.py)",
    "log.ask": "needs an authority on a network (tests/archive/test_fetch.py)",
    "reread.undo": "judges claims, as review.undo",
    "transcripts.make": "needs a speech model (tests/casebook/test_hearing.py)",
}


class Watched:
    """Notes for every verb that says by whom whether the log had grown when it returned."""

    def __init__(self, book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
        self.verbs: set[str] = set()
        self.grew: dict[str, bool] = {}
        self._book = book
        for space in WALKED:
            held = getattr(book, space)
            for name, verb in inspect.getmembers(type(held), inspect.isfunction):
                if not name.startswith("_") and _by_whom(verb):
                    self.verbs.add(f"{space}.{name}")
                    monkeypatch.setattr(held, name, self._noting(f"{space}.{name}", getattr(held, name)))

    def _noting(self, name: str, verb: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*given: Any, **named: Any) -> Any:
            before = self._size()
            done = verb(*given, **named)
            self.grew[name] = self.grew.get(name, False) or self._size() > before
            return done

        return noted

    def _size(self) -> int:
        last = self._book.store.last_log()
        return last.number if last else 0


def _by_whom(verb: Callable[..., Any]) -> bool:
    """Whether it must be said who does it; what can be asked by nobody only looks."""
    by = inspect.signature(verb).parameters.get("by")
    return by is not None and by.default is inspect.Parameter.empty


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Casebook]:
    for name in ("ENOUGH", "OF_EACH", "SEEN"):
        monkeypatch.setattr(learning, name, 1)
    with chamsae.init(tmp_path / "book") as made:
        yield made


@pytest.mark.slow
def test_every_verb_that_changes_or_hands_out_is_told(
    book: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Watched(book, monkeypatch)
    walk(book, tmp_path)
    assert sorted(name for name, grew in watched.grew.items() if not grew and name not in SILENT) == []
    assert sorted(watched.verbs - watched.grew.keys() - SILENT.keys() - ELSEWHERE.keys()) == []


def test_what_hands_out_says_by_whom(book: Casebook) -> None:
    for space in ("export", "publish"):
        for name, verb in inspect.getmembers(type(getattr(book, space)), inspect.isfunction):
            if not name.startswith("_") and name not in ("lines", "check"):  # these only look
                assert "by" in inspect.signature(verb).parameters, name


@pytest.mark.slow
def test_every_entry_has_an_actor_a_time_and_its_reason_where_one_was_given(book: Casebook, tmp_path: Path) -> None:
    walk(book, tmp_path)
    for told in book.log.told(count=1_000):
        assert told.entry.at.utcoffset() is not None
        assert told.by == "Alice"
        assert "Alice" not in book.log.raw(told.entry.number).decode()
    given = {one.value for told in book.log.told(count=1_000) for one in told.opened if one.field == "reason"}
    assert {"One letter.", "It says so.", "A slip.", "Not here.", "She withdrew."} <= given


def walk(book: Casebook, folder: Path) -> None:
    """One use of every verb."""
    (folder / "letter.txt").write_text(LETTER)
    (added,) = book.archive.add([folder / "letter.txt"], by="Alice").added
    book.archive.verify(added.id, by="Alice")
    book.read.run(by="Alice")
    (claim,) = book.store.claims(kind=ClaimKind.FIGURE)
    judged(book, claim.id)
    released(book, folder)
    book.reconcile.withdraw(1, reason="A slip.", by="Alice")
    said = Statement(text=claim.quote.exact, direct=False)
    made = book.review.make(claim.document, claim.quote.start, claim.quote.end, said, by="Alice")
    book.statements.translate(made.id, "ko", "그렇게 말했다", by="Alice")
    book.statements.take_back(1, by="Alice")
    book.reread.run(by="Alice")
    tape_of = book.archive.add_bytes(BytesIO(tape()), "talk.wav", by="Alice")
    heard = BytesIO(b"WEBVTT\n\n00:00.000 --> 00:01.000\nA word.\n")
    book.transcripts.add(tape_of, heard, "talk.vtt", maker=Maker.PERSON, made_by="Bo", by="Alice")
    book.link.run(by="Alice")
    for at, each in enumerate(book.store.claims()):
        book.review.judge(each.id, Verdict.REJECTED if at % 2 else Verdict.ACCEPTED, by="Alice")
    book.learning.run(by="Alice", insist=True)
    book.learning.forget(by="Alice")
    signed(book, folder)


def judged(book: Casebook, claim: str) -> None:
    """Answers, corrections, a settlement."""
    book.review.judge(claim, Verdict.REJECTED, by="Alice", why="Not here.")
    book.review.undo(by="Alice")
    book.review.judge(claim, Verdict.ACCEPTED, by="Alice")
    document = book.store.claim(claim).document
    waiting = book.review.covered(document, ClaimKind.TIME)
    book.review.judge_all(document, ClaimKind.TIME, Verdict.REJECTED, by="Alice", seen=fingerprint(waiting))
    (group,) = book.store.groups()
    book.reconcile.settle(group.id, 350, 350, reason="One letter.", by="Alice")
    book.reconcile.correct(claim, place="cn", reason="It says so.", by="Alice")
    book.reconcile.refresh(by="Alice")
    book.reconcile.run(by="Alice")
    others = [one.id for one in book.store.claims(kind=ClaimKind.NAME)]
    book.review.judge_these(others, Verdict.ACCEPTED, by="Alice", why="All of them.")
    found = next(book.store.claims(kind=ClaimKind.NAME))
    assert isinstance(found.value, Name)
    book.review.edit(found.id, by="Alice", value=replace(found.value, text="the lawyer"))


def released(book: Casebook, folder: Path) -> None:
    """Everything that leaves."""
    release = book.protect.release(title="Figures", audience=Audience.INTERNAL, by="Alice")
    book.publish.report(release, folder / "report", by="Alice")
    book.publish.bundle(release, folder / "bundle.zip", by="Alice")
    (group,) = book.store.groups()
    book.protect.preview(group.id, title="", audience=Audience.INTERNAL, by="Alice")
    one = book.protect.figure(group.id, title="", audience=Audience.INTERNAL, by="Alice")
    book.publish.drawn(one, PictureForm.SVG, by="Alice")
    book.publish.picture(one, PictureForm.CSV, folder / "one.csv", by="Alice")
    book.export.claims(StringIO(), by="Alice")
    book.export.texts(folder / "texts", by="Alice")
    book.export.casebook(folder / "whole.zip", by="Alice")


def signed(book: Casebook, folder: Path) -> None:
    """The log itself."""
    book.log.checkpoint(by="Alice")
    witness = Witness(folder / "witness", name="partner.example")
    cosigned = witness.cosign(str(book.log.request()).encode(), at=book.clock(), pinned=book.log.key)
    book.log.accept(str(cosigned).encode(), by="Alice", key=witness.key)
    book.log.stamp(b"no reply", by="Alice")
    book.log.disclose(1, "name", by="Alice")
    book.log.erase_key("s1", reason="She withdrew.", by="Alice")
