"""A whole casebook goes out and comes back the same, from and to every store, and what is hostile is refused."""

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import chamsae
from chamsae.archive.objects_memory import MemoryObjects
from chamsae.casebook.whole import Home, export_whole, import_whole, look
from chamsae.db.open import FILE, open_store
from chamsae.errors import CasebookError, ChamsaeError, InputError, IntegrityError, RefusedArchive
from chamsae.memory import MemoryStore
from chamsae.model.check import Check, CheckKind
from chamsae.model.claim import NameType
from chamsae.model.document import Sketch
from chamsae.model.judgement import Verdict
from chamsae.model.ledger import Entry
from chamsae.model.link import Pair, Part, Record, pair_id, record_id
from chamsae.model.queue import Asking, Stage
from chamsae.model.stance import Position, Stance
from chamsae.model.translation import Translation
from chamsae.ports import Store
from chamsae.settings import Settings
from tests.contracts import material
from tests.contracts.material import NOON

_numbers = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Entry):
    """A kind of entry that no part of the product knows."""

    kind: ClassVar[str] = "visit"
    note: str


def home(store: Store | None = None, objects: MemoryObjects | None = None) -> Home:
    return Home(store=store or MemoryStore(), objects=objects or MemoryObjects(), settings=Settings(name="참새 麻雀"))


def filled(words: tuple[str, ...] = ("first", "둘째", "第三")) -> Home:
    """A casebook with every table filled, once for each word."""
    made = home()
    for number, word in enumerate(words):
        _fill(made, f"d{number}", word)
    return made


def _fill(made: Home, id: str, word: str) -> None:
    store = made.store
    held = made.objects.put(BytesIO(f"{id} {word}".encode()))
    store.add_object(held)
    capture = store.add_capture(material.capture(held, f"{word}.html"))
    document = replace(material.document(held, id, f"{material.TEXT}\n{word}"), name=f"{word}.html")
    store.add_document(document)
    store.add_reading(material.reading(held))
    store.add_reading(replace(material.reading(held), reason=word))
    claims = material.every_kind(document)
    store.add_claims(claims)
    store.put_askings([Asking(claim=claims[0].id, stage=Stage.GAP, sure=0.25)])
    store.put_sketch(Sketch(document=id, method="old 1", data=b"\x00\xff"))
    store.put_sketch(Sketch(document=id, method="new 1", data=word.encode()))
    first = store.add_judgement(material.judgement(claims[0].id))
    store.add_judgement(material.judgement(claims[1].id, Verdict.WITHHELD))
    store.add_judgement(material.judgement(claims[0].id, Verdict.UNDONE, undoes=first.number))
    store.add_rereading(material.rereading(id))
    store.put_groups([material.group(claims[:3], f"g{id}")])
    store.add_settlement(material.settlement(claims, f"g{id}", low=600.0))
    store.add_correction(material.correction(claims[0].id))
    store.add_translation(Translation(claim=claims[0].id, language="ko", text=word, by="하늘", at=NOON))
    store.append(Visit(subject=id, by="하늘", at=NOON, note=word))
    store.append_log(at=NOON, actor="하늘", action="add", subject=capture.id, detail={"sha256": held.sha256, "b": word})
    store.append_log(at=NOON, actor="Alice", action="read", subject=id, detail={}, hidden={"name": word})
    _together(store, [one.id for one in store.documents(text=False)])


def _together(store: Store, documents: list[str]) -> None:
    records = [
        Record(id=record_id(NameType.PERSON, id, "e1"), kind=NameType.PERSON, document=id, names=(f"박나리{id}",),
               claims=(), quotes=((0, 3),))
        for id in documents
    ]  # fmt: skip
    store.replace_records(records)
    store.replace_checks([Check(id="k1", kind=CheckKind.SUM, holds=True, claims=(), groups=("gd0",), why="12 = 12")])
    stance = Stance(group="gd0", claim="c", position=Position.DENIES, speaker="the ministry", why="said so")
    store.replace_stances([stance, replace(stance, occasion="a briefing")])
    if len(documents) > 1:
        left, right = records[-2].id, records[-1].id
        part = Part(what="name", left="a", right="b", bits=-1.5, why="알 수 없다")
        store.add_pairs([Pair(id=pair_id(left, right), left=left, right=right, weight=2.0, parts=(part,))])
        store.add_relations([material.relation(documents[-2], documents[-1], f"r{len(documents)}")])


def contents(out: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def empties(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, Callable[[], Store]]]:
    """Makers of empty stores, by kind."""
    template = request.getfixturevalue("sqlite_template")
    opened: list[Store] = []

    def sqlite() -> Store:
        folder = tmp_path / f"sqlite{next(_numbers)}"
        folder.mkdir()
        shutil.copy(template, folder / FILE)
        opened.append(open_store(folder))
        return opened[-1]

    def postgresql() -> Store:
        opened.append(open_store(tmp_path, database_url=request.getfixturevalue("casebook_url")))
        return opened[-1]

    yield {"memory": MemoryStore, "sqlite": sqlite, "postgresql": postgresql}
    for store in opened:
        store.close()


KINDS = ["memory", "sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_casebook_with_every_table_filled_comes_back_the_same_on_every_store(
    kind: str, empties: dict[str, Callable[[], Store]], tmp_path: Path
) -> None:
    done = export_whole(filled(), tmp_path / "a.zip", keys=True)
    assert all(done.rows[table] for table in done.rows if table != "transcripts")
    there = home(empties[kind]())
    assert import_whole(tmp_path / "a.zip", there) == done
    export_whole(there, tmp_path / "b.zip", keys=True)
    assert contents(tmp_path / "b.zip") == contents(tmp_path / "a.zip")
    assert (tmp_path / "b.zip").read_bytes() == (tmp_path / "a.zip").read_bytes()


CHARACTERS = st.characters(codec="utf-8", exclude_characters="\0")
WORDS = st.lists(st.text(CHARACTERS, max_size=12), max_size=4)


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(words=WORDS)
def test_any_casebook_comes_back_the_same(kind: str, empties: dict[str, Callable[[], Store]], words: list[str]) -> None:
    with TemporaryDirectory() as folder:
        first, second = Path(folder, "a.zip"), Path(folder, "b.zip")
        export_whole(filled(tuple(words)), first, keys=True)
        there = home(empties[kind]())
        import_whole(first, there)
        export_whole(there, second, keys=True)
        assert first.read_bytes() == second.read_bytes()


def test_entries_of_a_kind_that_was_imported_are_read_as_their_noun(tmp_path: Path) -> None:
    export_whole(filled(), tmp_path / "a.zip", keys=False)
    there = home()
    import_whole(tmp_path / "a.zip", there)
    assert [visit.note for visit in there.store.entries(Visit)] == ["first", "둘째", "第三"]


def test_keys_stay_unless_they_are_asked_for(tmp_path: Path) -> None:
    made = filled()
    export_whole(made, tmp_path / "a.zip", keys=False)
    secrets = [key.secret for key in made.store.all_keys()]
    assert secrets and "keys" not in look(tmp_path / "a.zip").tables
    there = home()
    import_whole(tmp_path / "a.zip", there)
    assert list(there.store.all_keys()) == []
    assert [entry.sealed for entry in there.store.log()] == [entry.sealed for entry in made.store.log()]


def test_a_folder_holds_the_same_tables_and_an_interrupted_export_goes_on(tmp_path: Path) -> None:
    made, out = filled(), tmp_path / "out"
    export_whole(made, tmp_path / "a.zip", keys=True)
    export_whole(made, out, keys=True)
    (out / "manifest.json").unlink()
    held = next(path for path in out.glob("objects/*/*/*"))
    before = held.stat().st_mtime_ns
    export_whole(made, out, keys=True)
    assert held.stat().st_mtime_ns == before
    found = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert found == contents(tmp_path / "a.zip")
    there = home()
    import_whole(out, there)
    assert there.store.counts() == made.store.counts()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    export_whole(filled(), tmp_path / "a.zip", keys=False)
    for out in (tmp_path / "a.zip", tmp_path):
        with pytest.raises(CasebookError):
            export_whole(home(), out, keys=False)
    with pytest.raises(InputError, match="empty"):
        import_whole(tmp_path / "a.zip", filled())


def altered(given: Path, out: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    members = contents(given)
    change(members)
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out


def _drop_a_line(members: dict[str, bytes]) -> None:
    members["tables/claims.jsonl"] = b"".join(members["tables/claims.jsonl"].splitlines(keepends=True)[1:])


def _change_a_word(members: dict[str, bytes]) -> None:
    members["tables/log.jsonl"] = members["tables/log.jsonl"].replace(b'"read"', b'"redo"', 1)


def _lie_about_a_table(members: dict[str, bytes]) -> None:
    _change_a_word(members)
    _tell(members, "log")


def _add_a_field(members: dict[str, bytes]) -> None:
    members["tables/claims.jsonl"] = members["tables/claims.jsonl"].replace(
        b'{"confidence"', b'{"aura":1,"confidence"', 1
    )
    _tell(members, "claims")


def _swap_bytes(members: dict[str, bytes]) -> None:
    name = next(name for name in members if name.startswith("objects/"))
    members[name] = bytes(len(members[name]))


def _climb_out(members: dict[str, bytes]) -> None:
    members["../evil.txt"] = b"x"


def _smuggle(members: dict[str, bytes]) -> None:
    members["tables/more.jsonl"] = b"{}\n"


def _repeat_a_row(members: dict[str, bytes]) -> None:
    lines = members["tables/documents.jsonl"].splitlines(keepends=True)
    members["tables/documents.jsonl"] = b"".join([*lines, lines[0]])
    _tell(members, "documents", rows=len(lines) + 1)


def _newer(members: dict[str, bytes]) -> None:
    members["manifest.json"] = members["manifest.json"].replace(b"chamsae-casebook/1", b"chamsae-casebook/9")


def _no_manifest(members: dict[str, bytes]) -> None:
    del members["manifest.json"]


def _tell(members: dict[str, bytes], table: str, rows: int | None = None) -> None:
    """Make the manifest agree with a table that was changed."""
    import hashlib

    manifest = json.loads(members["manifest.json"])
    data, part = members[f"tables/{table}.jsonl"], manifest["tables"][table]
    part |= {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "rows": rows or part["rows"]}
    members["manifest.json"] = json.dumps(manifest).encode()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_drop_a_line, "size"),
        (_change_a_word, "not those the manifest tells"),
        (_lie_about_a_table, "not the one the manifest tells"),
        (_add_a_field, "would be lost"),
        (_swap_bytes, "not what its name says"),
        (_climb_out, "points out"),
        (_smuggle, "too much"),
        (_repeat_a_row, "does not fit"),
        (_newer, "format"),
        (_no_manifest, "no manifest"),
    ],
)
def test_what_is_damaged_or_hostile_is_refused_and_no_row_is_written(
    change: Callable[[dict[str, bytes]], None], says: str, tmp_path: Path
) -> None:
    export_whole(filled(), tmp_path / "a.zip", keys=False)
    there = home()
    with pytest.raises(ChamsaeError, match=says) as caught:
        import_whole(altered(tmp_path / "a.zip", tmp_path / "b.zip", change), there)
    assert isinstance(caught.value, (InputError, IntegrityError, RefusedArchive))
    assert there.store.counts() == MemoryStore().counts()


def test_a_link_in_a_folder_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    export_whole(filled(), out, keys=False)
    (out / "tables" / "log.jsonl").rename(tmp_path / "log.jsonl")
    (out / "tables" / "log.jsonl").symlink_to(tmp_path / "log.jsonl")
    with pytest.raises(RefusedArchive, match="link"):
        import_whole(out, home())


def test_a_folder_becomes_a_casebook_only_when_everything_is_in_it(tmp_path: Path) -> None:
    with chamsae.init(tmp_path / "one", name="참새") as book:
        book.archive.add_bytes(BytesIO("세 사람이 강을 건넜다.".encode()), "a.txt", by="하늘")
        book.read.run(by="하늘")
        book.export.casebook(tmp_path / "a.zip", by="하늘", keys=True)
        assert book.store.last_log() and [e.action for e in book.store.log()][-1] == "export"
    two = tmp_path / "two"
    bad = altered(tmp_path / "a.zip", tmp_path / "bad.zip", _swap_bytes)
    with pytest.raises(IntegrityError):
        chamsae.import_casebook(bad, two)
    with pytest.raises(CasebookError):
        chamsae.open(two)
    export_whole(filled(), tmp_path / "other.zip", keys=False)
    with pytest.raises(CasebookError, match="not empty"):
        chamsae.import_casebook(tmp_path / "other.zip", two)  # what is left there is of another import
    with chamsae.import_casebook(tmp_path / "a.zip", two) as book:
        assert book.doctor.check().sound and book.settings.name == "참새"
        book.export.casebook(tmp_path / "b.zip", by="하늘", keys=True)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_an_import_that_was_interrupted_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with chamsae.init(tmp_path / "one") as book:
        for word in ("one", "two", "셋"):
            book.archive.add_bytes(BytesIO(word.encode()), f"{word}.txt", by="하늘")
        book.export.casebook(tmp_path / "a.zip", by="하늘")
    with monkeypatch.context() as patched:
        patched.setattr("chamsae.casebook.whole.import_rows", _stop)
        with pytest.raises(KeyboardInterrupt):
            chamsae.import_casebook(tmp_path / "a.zip", tmp_path / "two")
    kept = {path: path.stat().st_mtime_ns for path in (tmp_path / "two" / "objects").rglob("*") if path.is_file()}
    assert len(kept) == 3
    with chamsae.import_casebook(tmp_path / "a.zip", tmp_path / "two") as book:
        assert book.doctor.check().sound and book.counts().objects == 3
    assert all(path.stat().st_mtime_ns == when for path, when in kept.items())


def _stop(*_: object) -> None:
    raise KeyboardInterrupt
