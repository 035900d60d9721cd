"""A bundle as it is made: whole for the independent verifier and for `bagit`, the same each time, silent on people."""

import base64
import hashlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from unicodedata import normalize

import bagit
import pytest

import chamsae.verifier.verify as independent
from chamsae.archive import log
from chamsae.archive.verify import Worth, verify_bundle
from chamsae.errors import InputError
from chamsae.model.log import LogEntry
from chamsae.model.source import Capture, How
from chamsae.protect.release import Audience
from tests.archive.tsa import Tsa
from tests.verifier.made import NOON, PAGES, SECRETS, WORKERS, Small, opened, released, small, witnessed

SOURCE = Path(independent.__file__)
openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="the openssl program is not installed")


@pytest.fixture(scope="module")
def made() -> Small:
    return small()


@pytest.fixture(scope="module")
def raw(made: Small) -> bytes:
    return made.bundle()


@pytest.fixture
def path(raw: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "bundle.zip"
    path.write_bytes(raw)
    return path


def inside(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def test_a_stranger_finds_it_whole_as_a_file_and_unpacked(made: Small, path: Path, tmp_path: Path) -> None:
    verdict = verify_bundle(path, key=str(made.book.log.key))
    assert (verdict.worth, verdict.faults) == (Worth.WHOLE, ())
    assert (verdict.originals, verdict.documents, verdict.quotes) == (2, 2, 2)
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "out")
    assert verify_bundle(tmp_path / "out" / made.release.id).worth is Worth.WHOLE


def test_the_verifier_inside_is_ours_and_needs_nothing_but_python(made: Small, path: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        (tmp_path / "alone").mkdir()
        verifier = tmp_path / "alone" / "verify.py"
        verifier.write_bytes(archive.read(f"{made.release.id}/verify.py"))
    assert verifier.read_bytes() == SOURCE.read_bytes()
    command = [sys.executable, "-I", "-S", str(verifier), str(path), "--key", str(made.book.log.key)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=120, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "WHOLE")


def test_bagit_finds_the_bag_valid(path: Path, made: Small, tmp_path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path)
    bag = bagit.Bag(str(tmp_path / made.release.id))
    assert bag.is_valid()
    assert bag.info["External-Identifier"] == made.release.id
    (tmp_path / made.release.id / "data" / "index.html").write_text("other")
    assert not bag.is_valid()


def test_the_same_release_and_log_give_the_same_bytes(made: Small, raw: bytes) -> None:
    size = made.book.log.head().size
    assert made.bundle() == raw
    assert made.book.log.head().size == size + 1, "only that it was bundled"
    assert made.bundle("ko") != raw


def test_it_holds_what_is_about_cited_things_and_nothing_else(made: Small, raw: bytes) -> None:
    files = inside(raw)
    entries = [json.loads(files[name]) for name in files if name.startswith("data/entries/")]
    actions = sorted(entry["action"] for entry in entries)
    assert actions == ["add", "add", "judge", "judge", "read", "read", "release", "settle"]
    cited = {claim.citation.sha256 for figure in made.release.figures for claim in figure.claims}
    assert {name.rpartition("/")[2] for name in files if name.startswith("data/items/")} == cited
    withheld = {one["what"]: one["count"] for one in json.loads(files["data/withheld.json"])}
    size = int(files["data/checkpoint"].split(b"\n")[1])
    assert withheld["claim"] == 2
    assert withheld["log entry"] == size - len(entries)
    hidden = sum(len(entry["hidden"]) for entry in entries)
    assert withheld["hidden value"] == hidden - sum(name.startswith("data/disclosed/") for name in files)


def test_only_what_the_release_shows_is_disclosed(made: Small, raw: bytes) -> None:
    files = inside(raw)
    told = [json.loads(files[name]) for name in files if name.startswith("data/disclosed/")]
    release = files["data/release.json"].decode()
    assert {one["field"] for one in told} == {"name", "address", "title", "reason"}
    assert all(json.dumps(one["value"], ensure_ascii=False) in release for one in told)
    last = list(made.book.store.log(subject=made.release.id))
    assert len(last[-1].detail["disclosed"].split()) == len(told)


@pytest.mark.parametrize("language", ["en", "ko", "zh"])
def test_nobody_at_work_and_nothing_withheld_stands_in_it(made: Small, language: str) -> None:
    raw = made.bundle(language)
    letters = [one for one in made.book.store.documents() if one.name == SECRETS[0]]
    kept_claims = {claim.id for one in letters for claim in made.book.store.claims(document=one.id)}
    ids = {one.sha256 for one in letters} | {one.id for one in letters} | kept_claims
    assert len(ids) > 2
    for secret in (*WORKERS, *SECRETS, *ids):
        for form in ("NFC", "NFD"):
            for encoding in ("utf-8", "utf-16-le", "utf-16-be", "unicode_escape"):
                plain = normalize(form, secret).encode(encoding)
                assert plain not in raw, secret
                for shift in range(3):
                    assert _in_base64(plain, shift) not in raw, secret
        assert hashlib.sha256(secret.encode()).hexdigest().encode() not in raw, secret


def _in_base64(plain: bytes, shift: int) -> bytes:
    """The letters of base64 that follow from these bytes alone, wherever they stand: fewer could be there by chance."""
    return base64.b64encode(b"\0" * shift + plain)[(0, 2, 3)[shift] : (shift + len(plain)) * 8 // 6]


def test_who_worked_is_named_to_the_team_only_as_the_release_names_them(tmp_path: Path) -> None:
    files = inside(small(Audience.INTERNAL).bundle())
    shown = {"data/release.json", "data/report.html", "data/figures.csv"}
    for name, content in files.items():
        assert name in shown or not any(worker.encode() in content for worker in WORKERS), name


def test_every_text_claim_and_figure_says_what_it_was_made_of(made: Small, raw: bytes) -> None:
    told = json.loads(inside(raw)["data/provenance.json"])
    derived = {(one["prov:generatedEntity"], one["prov:usedEntity"]) for one in told["wasDerivedFrom"].values()}
    for figure in made.release.figures:
        assert (f"chamsae:release-{made.release.id}", f"chamsae:figure-{figure.id}") in derived
        for claim in figure.claims:
            text = f"chamsae:text-{claim.citation.document}"
            assert (f"chamsae:figure-{figure.id}", f"chamsae:claim-{claim.id}") in derived
            assert (f"chamsae:claim-{claim.id}", text) in derived
            assert (text, f"chamsae:original-{claim.citation.sha256}") in derived
    tools = {one["prov:label"] for one in told["agent"].values() if "prov:label" in one}
    assert {"chamsae-read 1"} <= {one.partition(" with")[0] for one in tools}
    texts = [one for one in told["entity"].values() if one["prov:type"] == "chamsae:text"]
    assert len(texts) == 2 and all("trafilatura" in one["chamsae:parser"] for one in texts)
    known = {*told["entity"], *told["activity"], *told["agent"]}
    for relation in ("wasGeneratedBy", "used", "wasAssociatedWith", "wasAttributedTo", "wasDerivedFrom"):
        for one in told[relation].values():
            assert {value for name, value in one.items() if name != "prov:time"} <= known


@pytest.mark.parametrize(("language", "heading"), [("en", "Evidence"), ("ko", "증거"), ("zh", "证据")])
def test_the_index_speaks_the_language_asked_and_runs_nothing(made: Small, language: str, heading: str) -> None:
    page = inside(made.bundle(language))["data/index.html"].decode()
    assert f"<h1>{heading}" in page
    assert "<script" not in page and "default-src 'none'" in page
    assert str(made.book.log.key) in page


def test_a_release_that_was_never_decided_is_not_bundled(made: Small) -> None:
    group = next(iter(made.book.store.groups()))
    preview = made.book.protect.preview(group.id, title="Not yet", audience=Audience.INTERNAL, by=WORKERS[0])
    with pytest.raises(InputError, match="no such release"):
        made.book.publish.bundle(preview, io.BytesIO(), by=WORKERS[0])


def test_a_checkpoint_seen_before_is_found_again(made: Small, path: Path) -> None:
    for one in made.book.log.checkpoints():
        seen = one.checkpoint.note.encode()
        assert verify_bundle(path, seen=seen).worth is Worth.WHOLE
    other = small()
    fault = verify_bundle(path, seen=other.book.log.checkpoints()[-1].checkpoint.note.encode()).faults[0]
    assert fault.startswith(("forked log", "other key", "bad signature"))


@openssl
def test_cosignatures_and_stamps_travel_along_and_are_judged(tmp_path: Path) -> None:
    made, tsa = small(), Tsa(tmp_path, "one")
    witnessed(made, tmp_path)
    made.book.log.stamp(tsa.reply(made.book.log.stamp_request()), by=WORKERS[0])
    made.book.log.stamp(b"not a reply", by=WORKERS[0])
    path = tmp_path / "bundle.zip"
    path.write_bytes(made.bundle())
    files = inside(path.read_bytes())
    assert b"partner.example" in files["data/checkpoint"]
    assert [name for name in files if name.startswith("data/stamps/")] == ["data/stamps/1.tsr"]
    verdict = verify_bundle(path)
    assert verdict.worth is Worth.WHOLE
    assert "data/stamps/1.tsr: other authority" in verdict.notes[-1]


def test_entries_that_name_people_in_the_clear_stay_inside_and_their_bytes_are_hashed_anew(tmp_path: Path) -> None:
    book, previous = opened(), log.GENESIS
    for number, (address, page) in enumerate(PAGES.items(), start=1):
        stored = book.objects.put(io.BytesIO(page.encode()))
        book.store.add_object(stored)
        capture = book.store.add_capture(
            Capture(
                sha256=stored.sha256, size=stored.size, name=f"{number}.html", how=How.WEB, media_type="text/html",
                captured_at=NOON, added_by="Old Hand", address=address,
            )
        )  # fmt: skip
        entry = log.chained(
            LogEntry(
                number=number, at=NOON, actor="Old Hand", action="add", subject=capture.id, previous=previous,
                detail={"sha256": stored.sha256},
            )
        )  # fmt: skip
        book.store.add_logged(entry)
        previous = entry.hash
    made = released(book)
    path = tmp_path / "bundle.zip"
    path.write_bytes(made.bundle())
    assert verify_bundle(path).worth is Worth.WHOLE
    assert b"Old Hand" not in path.read_bytes()
    entries = [json.loads(content) for name, content in inside(path.read_bytes()).items() if "/entries/" in name]
    assert [entry["action"] for entry in entries].count("verify") == 2
    assert all(entry["format"] == 2 for entry in entries)
    assert made.bundle() == path.read_bytes(), "they are hashed anew once"


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"[" * 100_000, b'{"figures": 1}'])
def test_what_is_partial_and_hostile_is_a_fault_and_no_traceback(raw: bytes, tmp_path: Path, content: bytes) -> None:
    files = {name: data for name, data in inside(raw).items() if name != "bundle.note"} | {"data/release.json": content}
    for manifest, tags in (("manifest", False), ("tagmanifest", True)):
        for kind in ("sha256", "sha512"):
            names = [one for one in sorted(files) if one.startswith("data/") != tags and "tagmanifest" not in one]
            lines = (f"{hashlib.new(kind, files[one]).hexdigest()}  {one}\n" for one in names)
            files[f"{manifest}-{kind}.txt"] = "".join(lines).encode()
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    verdict = verify_bundle(tmp_path)
    assert verdict.worth is Worth.BROKEN and verdict.faults[0].startswith("unreadable")
