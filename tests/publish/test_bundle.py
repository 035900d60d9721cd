"""The bundle: the same bytes for the same release, complete, never half written."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from chamsae.errors import IntegrityError, StorageError
from chamsae.model.bundle import MANIFEST, MEMBER_NAME
from chamsae.protect.release import Audience
from chamsae.publish.bundle import bundle, rendered
from tests.protect.made import Made, casebook


def packed(book: Made) -> bytes:
    out = io.BytesIO()
    bundle(book.release(Audience.PUBLIC), book.original, book.text, out)
    return out.getvalue()


def test_it_holds_the_report_the_table_the_release_the_cited_bytes_and_texts() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(casebook()))) as archive:
        names = archive.namelist()
        assert all(map(MEMBER_NAME.fullmatch, names))
        assert {"texts/d1.txt", "texts/d2.txt", "texts/d3.txt", "texts/d5.txt"} < set(names)
        assert "texts/d4.txt" not in names
        originals = [name for name in names if name.startswith("originals/")]
        assert [hashlib.sha256(archive.read(name)).hexdigest() for name in originals] == [n[10:] for n in originals]


def test_the_manifest_lists_every_other_file_with_size_and_hashes() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(casebook()))) as archive:
        manifest = json.loads(archive.read(MANIFEST))
        assert manifest["format"] == "chamsae-bundle/1"
        assert manifest["log_number"] == 7
        for listed in manifest["files"]:
            content = archive.read(listed["name"])
            assert listed["size"] == len(content)
            assert listed["sha512"] == hashlib.sha512(content).hexdigest()
        assert {one["name"] for one in manifest["files"]} == set(archive.namelist()) - {MANIFEST}


def test_the_check_printed_in_the_readme_works_as_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(io.BytesIO(packed(casebook()))) as archive:
        archive.extractall(tmp_path)
    readme = (tmp_path / "README.txt").read_text(encoding="utf-8")
    script = readme.partition("In Python:\n")[2].partition("\nOn macOS")[0]
    code = "\n".join(line[7:] for line in script.splitlines())
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "readme", "exec"), {})
    (tmp_path / "texts/d2.txt").write_text("other", encoding="utf-8")
    with pytest.raises(AssertionError, match="c2"):
        exec(compile(code, "readme", "exec"), {})


def test_the_same_release_gives_the_same_bytes() -> None:
    assert packed(casebook()) == packed(casebook())


def test_the_report_says_the_manifests_hash() -> None:
    book, out = casebook(), io.BytesIO()
    made = bundle(book.release(Audience.PUBLIC), book.original, book.text, out)
    with zipfile.ZipFile(out) as archive:
        assert made.manifest_sha256 == hashlib.sha256(archive.read(MANIFEST)).hexdigest()
        assert made.files == len(archive.namelist())
        assert made.size == sum(info.file_size for info in archive.infolist())


def test_changed_bytes_in_storage_stop_the_bundle_and_leave_no_file(tmp_path: Path) -> None:
    book, target = casebook(), tmp_path / "out.zip"
    with pytest.raises(IntegrityError, match="not what they were"):
        bundle(book.release(Audience.PUBLIC), lambda _: b"other", book.text, target)
    assert not list(tmp_path.iterdir())


def test_a_changed_text_stops_the_bundle() -> None:
    book = casebook()
    with pytest.raises(IntegrityError, match="the words are not at"):
        bundle(book.release(Audience.PUBLIC), book.original, lambda _: "other", io.BytesIO())


def test_a_bundle_already_there_stays_when_the_new_one_fails(tmp_path: Path) -> None:
    book, target = casebook(), tmp_path / "out.zip"
    bundle(book.release(Audience.PUBLIC), book.original, book.text, target)
    before = target.read_bytes()
    with pytest.raises(IntegrityError):
        bundle(book.release(Audience.PUBLIC), lambda _: b"", book.text, target)
    assert target.read_bytes() == before == packed(book)


def test_a_folder_that_is_not_there_is_a_storage_error_naming_the_file(tmp_path: Path) -> None:
    book = casebook()
    with pytest.raises(StorageError, match=r"out\.zip"):
        bundle(book.release(Audience.PUBLIC), book.original, book.text, tmp_path / "no" / "out.zip")


def test_what_a_release_renders_to_is_what_the_bundle_holds() -> None:
    book = casebook()
    with zipfile.ZipFile(io.BytesIO(packed(book))) as archive:
        for name, content in rendered(book.release(Audience.PUBLIC)).items():
            assert archive.read(name) == content
