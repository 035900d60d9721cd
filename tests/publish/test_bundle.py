"""Packing a bundle: complete, the same bytes for the same parcel, never half written."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from chamsae.errors import IntegrityError, StorageError
from chamsae.model.bundle import Attested, Parcel, Stamped
from chamsae.model.log import Disclosure
from chamsae.model.provenance import Provenance, Sort, Thing
from chamsae.model.release import Release
from chamsae.protect.release import Audience
from chamsae.publish import bundle as packing
from chamsae.publish.bundle import bundle
from tests.protect.made import Made, casebook


def parcel(release: Release, **more: object) -> Parcel:
    """A parcel as the casebook makes it, its log invented: nothing here looks into it."""
    given: dict[str, object] = {
        "release": release,
        "language": "en",
        "key": "chamsae/1+00000000+AAAA",
        "checkpoint": "chamsae/1\n9\ncm9vdA==\n\n— chamsae/1 AAAA\n",
        "entries": (Attested(number=3, entry=b"{}", proof="a proof\n"),),
        "provenance": Provenance(
            things=(Thing(sort=Sort.RELEASE, id=release.id),), deeds=(), derivations=(), software="chamsae 1"
        ),
    }
    return Parcel(**(given | more))  # type: ignore[arg-type]


def sign(text: str) -> str:
    return f"{text}\n— chamsae/1 signature\n"


def packed(book: Made, **more: object) -> bytes:
    out = io.BytesIO()
    bundle(parcel(book.release(Audience.PUBLIC), **more), book.original, book.text, sign, out)
    return out.getvalue()


def files(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def test_it_holds_the_release_the_cited_bytes_and_texts_and_nothing_else_of_the_casebook() -> None:
    held = files(packed(casebook()))
    texts = {name for name in held if name.startswith("data/texts/")}
    assert texts == {f"data/texts/{one}.txt" for one in ("d1", "d2", "d3", "d5")}
    for name, content in held.items():
        if name.startswith("data/items/"):
            assert hashlib.sha256(content).hexdigest() == name.rpartition("/")[2]
    assert held["data/entries/3.json"] == b"{}" and held["data/proofs/3.tlog-proof"] == b"a proof\n"
    assert json.loads(held["data/release.json"])["title"] == "Returned in the spring"


def test_the_manifests_and_the_note_cover_every_file() -> None:
    held = files(packed(casebook()))
    payload = {name for name in held if name.startswith("data/")}
    for algorithm in ("sha256", "sha512"):
        for manifest, covered in (("manifest", payload), ("tagmanifest", held.keys() - payload)):
            lines = held[f"{manifest}-{algorithm}.txt"].decode().splitlines()
            listed = {line.partition("  ")[2]: line.partition("  ")[0] for line in lines}
            assert list(listed) == sorted(name for name in covered if not name.startswith("tagmanifest"))
            assert all(hashlib.new(algorithm, held[name]).hexdigest() == digest for name, digest in listed.items())
    note = held["bundle.note"].decode()
    assert note.startswith(
        f"chamsae-bundle/2\nrelease {casebook().release(Audience.PUBLIC).id}\ncheckpoint 9 cm9vdA==\n"
    )
    for name in ("README.txt", "manifest-sha256.txt", "manifest-sha512.txt", "bagit.txt", "bag-info.txt", "verify.py"):
        assert f"file {name} {hashlib.sha256(held[name]).hexdigest()}\n" in note


def test_it_says_what_is_not_in_it_and_why() -> None:
    release = casebook().release(Audience.PUBLIC)
    told = json.loads(files(packed(casebook(), hidden=4))["data/withheld.json"])
    assert [(one["what"], one["count"]) for one in told] == [
        *((one.kind, one.count) for one in release.withheld), ("log entry", 8), ("hidden value", 4)
    ]  # fmt: skip
    assert b"withheld 3\n" in files(packed(casebook(), hidden=4))["bundle.note"]


def test_disclosures_and_stamps_lie_under_their_numbers() -> None:
    told = Disclosure(number=3, field="name", salt="ab", value="편지.pdf")
    stamps = (Stamped(reply=b"\x30one", certificates=""), Stamped(reply=b"\x30two", certificates="PEM\n"))
    held = files(packed(casebook(), disclosed=(told,), stamps=stamps))
    assert held["data/disclosed/3-name.json"].decode() == '{"field":"name","number":3,"salt":"ab","value":"편지.pdf"}'
    found = {name: content for name, content in held.items() if name.startswith("data/stamps/")}
    assert found == {
        "data/stamps/1.tsr": b"\x30one", "data/stamps/2.tsr": b"\x30two", "data/stamps/2.pem": b"PEM\n"
    }  # fmt: skip


def test_no_bit_of_the_zip_is_without_meaning() -> None:
    raw = packed(casebook())
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        infos = archive.infolist()
    assert [info.filename for info in infos] == sorted(info.filename for info in infos)
    for info in infos:
        assert (info.compress_type, info.flag_bits, info.extra, info.comment) == (zipfile.ZIP_STORED, 0, b"", b"")
        assert (info.create_version, info.create_system, info.extract_version) == (20, 3, 20)
        assert (info.date_time, info.external_attr, info.internal_attr) == ((1980, 1, 1, 0, 0, 0), 0o600 << 16, 0)


def test_the_check_printed_in_the_readme_works_as_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, content in files(packed(casebook())).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    readme = (tmp_path / "README.txt").read_text(encoding="utf-8")
    script = readme.partition("In Python:\n")[2].partition("\nOn macOS")[0]
    code = "\n".join(line[7:] for line in script.splitlines())
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "readme", "exec"), {})
    (tmp_path / "data/texts/d2.txt").write_text("other", encoding="utf-8")
    with pytest.raises(AssertionError, match="c2"):
        exec(compile(code, "readme", "exec"), {})


def test_the_same_parcel_gives_the_same_bytes() -> None:
    assert packed(casebook()) == packed(casebook())


def test_it_says_what_was_packed() -> None:
    book, out = casebook(), io.BytesIO()
    made = bundle(parcel(book.release(Audience.PUBLIC)), book.original, book.text, sign, out)
    assert (made.files, made.size) == (len(files(out.getvalue())), len(out.getvalue()))


@pytest.mark.parametrize(
    ("originals", "texts", "fault"),
    [
        (lambda _: b"other", casebook().text, "not what they were"),
        (casebook().original, lambda _: "other", "the words are not at"),
    ],
)
def test_changed_bytes_or_texts_stop_it_and_what_was_there_stays(
    originals: Callable[[str], bytes], texts: Callable[[str], str], fault: str, tmp_path: Path
) -> None:
    book, target = casebook(), tmp_path / "out.zip"
    made = parcel(book.release(Audience.PUBLIC))
    bundle(made, book.original, book.text, sign, target)
    before = target.read_bytes()
    with pytest.raises(IntegrityError, match=fault):
        bundle(made, originals, texts, sign, target)
    assert [one.name for one in tmp_path.iterdir()] == ["out.zip"]
    assert target.read_bytes() == before


def test_what_no_plain_zip_can_hold_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    book = casebook()
    for limit, small in (("LARGEST", 5000), ("MOST_FILES", 20)):
        with monkeypatch.context() as patch:
            patch.setattr(packing, limit, small)
            with pytest.raises(StorageError, match="at most"):
                bundle(parcel(book.release(Audience.PUBLIC)), book.original, book.text, sign, tmp_path / "out.zip")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_a_storage_error_naming_the_file(tmp_path: Path) -> None:
    book = casebook()
    made = parcel(book.release(Audience.PUBLIC))
    with pytest.raises(StorageError, match=r"out\.zip"):
        bundle(made, book.original, book.text, sign, tmp_path / "no" / "out.zip")
