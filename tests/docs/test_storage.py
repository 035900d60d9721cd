"""The pages on storage and log name every table, pragma, action and detail there is."""

import re
import wave
from importlib import import_module
from io import BytesIO, StringIO
from pathlib import Path

import pytest

import chamsae
from chamsae.archive.witness import Witness
from chamsae.casebook import learning
from chamsae.casebook.book import Casebook
from chamsae.casebook.evaluation import export_gold
from chamsae.casebook.outlet import PictureForm
from chamsae.casebook.review import fingerprint
from chamsae.model.claim import ClaimKind, Statement
from chamsae.model.judgement import Verdict
from chamsae.model.transcript import Maker
from chamsae.protect.release import Audience
from tests.docs.fenced import ROOT

STORAGE = (ROOT / "docs" / "reference" / "storage.md").read_text("utf-8")
LOG = (ROOT / "docs" / "reference" / "log.md").read_text("utf-8")

LETTER = """date: 2021-05-09

The lawyer Han Sora said that about 350 North Koreans were sent back from China on May 3, 2021.
"""


def recorded() -> bytes:
    stream = BytesIO()
    with wave.open(stream, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(800)
        sound.writeframes(bytes(800))
    return stream.getvalue()


def test_every_table_is_there_and_rightly_called_append_only() -> None:
    from chamsae.db.configure import ready

    ready()
    from chamsae.db import models

    guarded = (
        *import_module("chamsae.db.migrations.0002_append_only").TABLES,
        "chamsae_rereading",
        "chamsae_transcript",
        "chamsae_correction",
        "chamsae_translation",
        "chamsae_entry",
        "chamsae_tree",
    )
    for name in models.__all__:
        table = getattr(models, name)._meta.db_table
        row = next(line for line in STORAGE.splitlines() if line.startswith("| `") and f"`{table}`" in line)
        assert ("append-only" in row) == (table in guarded)


def test_every_pragma_is_there() -> None:
    from chamsae.db.configure import ready

    ready()
    from chamsae.db.sqlite.base import PRAGMAS, SAFE_WAL

    assert [pragma for pragma in PRAGMAS if f"`{pragma}`" not in STORAGE] == []
    assert ".".join(map(str, SAFE_WAL)) in STORAGE


def test_every_action_of_the_log_is_there_with_its_details(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "ENOUGH", 1)
    monkeypatch.setattr(learning, "OF_EACH", 1)
    monkeypatch.setattr(learning, "SEEN", 1)
    with chamsae.init(tmp_path / "book") as book:
        added = book.archive.add_bytes(BytesIO(LETTER.encode()), "letter.txt", by="Alice")
        book.archive.verify(added.id, by="Alice")
        book.read.run(by="Alice")
        (claim,) = book.store.claims(kind=ClaimKind.FIGURE)
        book.review.judge(claim.id, Verdict.ACCEPTED, by="Alice")
        book.review.make(claim.document, claim.quote.start, claim.quote.start + 3, claim.value, by="Alice")
        (group,) = book.store.groups()
        book.reconcile.settle(group.id, 350, 350, reason="One letter.", by="Alice")
        book.reconcile.correct(claim.id, place="cn", reason="It says so.", by="Alice")
        book.review.judge(claim.id, Verdict.REJECTED, by="Alice")
        book.reconcile.refresh(by="Alice")
        book.review.undo(by="Alice")
        book.reconcile.refresh(by="Alice")
        release = book.protect.release(title="Figures", audience=Audience.INTERNAL, by="Alice")
        book.publish.report(release, tmp_path / "report", by="Alice")
        one = book.protect.figure(group.id, title="", audience=Audience.INTERNAL, by="Alice")
        book.publish.drawn(one, PictureForm.SVG, by="Alice")
        book.publish.bundle(release, tmp_path / "bundle.zip", by="Alice")
        book.reconcile.withdraw(1, reason="A slip.", by="Alice")
        said_so = book.review.make(
            claim.document,
            claim.quote.start,
            claim.quote.end,
            Statement(text=claim.quote.exact, direct=False),
            by="Alice",
        )
        book.statements.translate(said_so.id, "ko", "그렇게 말했다", by="Alice")
        book.statements.take_back(1, by="Alice")
        book.reread.run(by="Alice")
        waiting = book.review.covered(claim.document, ClaimKind.TIME)
        seen = fingerprint(waiting)
        book.review.judge_all(claim.document, ClaimKind.TIME, Verdict.REJECTED, by="Alice", seen=seen)
        book.link.run(by="Alice")
        tape = book.archive.add_bytes(BytesIO(recorded()), "talk.wav", by="Alice")
        said = BytesIO(b"WEBVTT\n\n00:00.000 --> 00:01.000\nA word.\n")
        book.transcripts.add(tape, said, "talk.vtt", maker=Maker.PERSON, made_by="Bo", by="Alice")
        for at, each in enumerate(book.store.claims()):
            book.review.judge(each.id, Verdict.REJECTED if at % 2 else Verdict.ACCEPTED, by="Alice")
        book.reconcile.checks()
        book.learning.run(by="Alice", insist=True)
        book.learning.forget(by="Alice")
        handed_out(book, tmp_path)
        entries = list(book.store.log())
    shown = {line.split("`")[1]: line for line in LOG.splitlines() if line.startswith("| `") and line.count("|") == 5}
    source = "".join(path.read_text("utf-8") for path in (ROOT / "src" / "chamsae").rglob("*.py"))
    written = set(re.findall(r'action="([a-z_ ]+)"', source)) | {entry.action for entry in entries}
    assert written - set(shown) == set()
    assert [action for action in shown if f'"{action}"' not in source] == []
    for entry in entries:
        details = shown[entry.action].split("|")[4]
        assert [key for key in (*entry.detail, *entry.hidden) if f"`{key}`" not in details] == []
        assert entry.detail or "none" in details


def handed_out(book: Casebook, folder: Path) -> None:
    """Exports, and the log itself signed, witnessed, stamped and opened."""
    book.export.claims(StringIO(), by="Alice")
    book.export.texts(folder / "texts", by="Alice")
    export_gold(book.store, folder / "gold.json", by="Alice", at=book.clock())
    book.log.checkpoint(by="Alice")
    witness = Witness(folder / "witness", name="partner.example")
    signed = witness.cosign(str(book.log.request()).encode(), at=book.clock(), pinned=book.log.key)
    book.log.accept(str(signed).encode(), by="Alice", key=witness.key)
    book.log.stamp(b"no reply", by="Alice")
    book.log.disclose(1, "name", by="Alice")
    book.log.erase_key("s1", reason="She withdrew.", by="Alice")
