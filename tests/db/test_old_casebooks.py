"""Casebooks written by earlier versions open, say what they said, and are sound.

`old/` holds the database of a small casebook (three invented texts, read, judged, settled, linked) as each version that
people may have used wrote it, named by its last migration. A new version adds its own; none is ever taken away.
"""

import gzip
import logging
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.db.migrations.recorder import MigrationRecorder

import chamsae
from chamsae.archive.objects import FolderObjects
from chamsae.casebook.book import Casebook
from chamsae.db.open import FILE
from chamsae.model.judgement import Status

OLD = sorted((Path(__file__).parent / "old").glob("*.sqlite3.gz"))
TEXTS = {
    "letter.txt": """title: A letter
publisher: The Lantern
date: 2021-05-09

The lawyer Han Sora said that about 350 North Koreans were sent back from China on May 3, 2021. \
Kim Yeong-hui was held at Onsong for two months.
""",
    "기사.txt": """title: 강제송환
publisher: 등불신문
date: 2021-05-12

등불회는 2021년 5월 3일 중국에서 약 350명이 강제 송환됐다고 밝혔다. \
김영희 씨는 온성 보위부에 두 달간 수감됐다.
""",
    "报道.txt": """title: 遣返
publisher: 灯笼报
date: 2021-05-15

灯笼会表示，2021年5月3日约有350名朝鲜人从中国被遣返。
""",
}


@pytest.fixture(params=OLD, ids=lambda path: path.name.partition(".")[0])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The folder of an old casebook."""
    place = tmp_path / "book"
    place.mkdir()
    (place / FILE).write_bytes(gzip.decompress(request.param.read_bytes()))
    (place / "settings.toml").write_text('name = "Old"\nworkers = 1\n', "utf-8")
    for text in TEXTS.values():
        FolderObjects(place / "objects").put(BytesIO(text.encode()))
    return place


@pytest.fixture
def old(folder: Path, caplog: pytest.LogCaptureFixture) -> Iterator[Casebook]:
    """The old casebook, opened by this version."""
    with caplog.at_level(logging.ERROR), chamsae.open(folder) as book:
        yield book


def test_it_holds_what_it_held_and_nothing_is_wrong(old: Casebook) -> None:
    assert sorted(capture.name for capture in old.store.captures()) == sorted(TEXTS)
    assert sorted(document.title or "" for document in old.store.documents()) == ["A letter", "遣返", "강제송환"]
    assert len(list(old.store.claims())) == 22
    assert old.doctor.check().findings == ()


def test_what_people_decided_stands(old: Casebook) -> None:
    statuses = list(old.store.statuses().values())
    assert (statuses.count(Status.ACCEPTED), statuses.count(Status.REJECTED)) == (5, 1)
    assert [judgement.by for judgement in old.store.judgements()] == ["하늘"] * 5 + ["Bora"]
    (settled,) = old.store.settlements()
    assert (settled.low, settled.high, settled.by) == (350, 350, "Alice")


def test_the_log_goes_on_from_where_it_was(old: Casebook) -> None:
    before = [(entry.number, entry.action, entry.hash) for entry in old.store.log()]
    assert len(before) >= 15
    assert all(hash for _, _, hash in before[:15])
    old.archive.add_bytes(BytesIO(b"And it goes on."), "new.txt", by="Alice")
    old.log.checkpoint(by="Alice")
    assert [(entry.number, entry.action, entry.hash) for entry in old.store.log()][: len(before)] == before
    assert old.doctor.check().sound


def test_it_is_searched_read_and_linked_as_a_new_one(old: Casebook) -> None:
    assert {hit.document for hit in old.search("온성")} == {d.id for d in old.store.documents() if "온성" in d.text}
    old.read.run(by="Alice")
    old.link.run(by="Alice")
    assert old.doctor.check().sound


def test_a_copy_of_the_old_tables_stays_beside(folder: Path) -> None:
    chamsae.open(folder).close()
    (kept,) = folder.glob("casebook.before-*.sqlite3")
    assert kept.stat().st_mode & 0o077 == 0
    held = {path.name for path in folder.iterdir()}
    chamsae.open(folder).close()
    assert {path.name for path in folder.iterdir()} == held


@pytest.mark.parametrize("after", [0, 1, 2, 4])
def test_whoever_is_stopped_while_tables_change_leaves_the_casebook_as_it_was(
    folder: Path, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrote, steps = MigrationRecorder.record_applied, iter(range(99))

    def stopped(recorder: MigrationRecorder, app: str, name: str) -> None:
        if next(steps) == after:
            raise KeyboardInterrupt
        wrote(recorder, app, name)

    with monkeypatch.context() as patch:
        patch.setattr(MigrationRecorder, "record_applied", stopped)
        with pytest.raises(KeyboardInterrupt):
            chamsae.open(folder)
    with chamsae.open(folder) as book:
        assert book.doctor.check().sound
        assert [one for one in book.link.listed("Kim Yeong-hui") if one.entity.kind == "person"]
