"""A WACZ is taken only if every file in it is declared and every hash holds."""

import json
from pathlib import Path

import pytest

from chamsae.archive.item import Limits
from chamsae.model.source import How
from tests.archive.made import PAGE, gzip_bomb, only, patched, response, taken, wacz, zipped

PACKAGE = b'"path": "archive/data.warc.gz"'


def write(folder: Path, data: bytes) -> Path:
    path = folder / "site.wacz"
    path.write_bytes(data)
    return path


SIGNATURES = {
    "no digest": (wacz(digest=False), "unsigned: the WACZ carries no digest of its list of files"),
    "no signature": (wacz(), "unsigned: the WACZ carries no signature"),
    "signed": (wacz(signed=True), "WACZ signature not checked"),
}


@pytest.mark.parametrize(("data", "note"), SIGNATURES.values(), ids=SIGNATURES.keys())
def test_a_sound_wacz_gives_its_pages_and_says_whether_it_is_signed(tmp_path: Path, data: bytes, note: str) -> None:
    path = write(tmp_path, data)
    outer, page = only(path)
    assert (outer.name, page.name, page.how) == ("site.wacz", "a.html", How.WACZ)
    assert page.container
    assert page.notes == (note, "WARC digest matches")
    assert taken(path)[0] == {"site.wacz": data, "a.html": PAGE}


def package(text: str) -> bytes:
    return zipped({"datapackage.json": text.encode(), "archive/a.warc": b""})


REFUSED = {
    "md5": (wacz(algorithm="md5"), "no SHA-256"),
    "sha1": (wacz(algorithm="sha1"), "no SHA-256"),
    "undeclared": (wacz(extra={"archive/more.warc.gz": response("http://news.example/b", PAGE)}), "does not declare"),
    "undeclared without a dot": (wacz(extra={"README": b"x"}), "does not declare"),
    "changed WARC": (wacz(spoil=b"x"), "does not match its hash"),
    "changed list": (patched(wacz(), b'"profile"', b'"Profile"'), "damaged"),
    "declared but missing": (
        package(json.dumps({"resources": [{"path": "gone", "hash": "sha256:" + "0" * 64}]})),
        "does not declare|lacks the file",
    ),
    "declared twice": (
        package(json.dumps({"resources": [{"path": "a", "hash": "sha256:" + "0" * 64}] * 2})),
        "declares a file twice",
    ),
    "key twice": (package('{"resources": [], "resources": []}'), "a key stands twice"),
    "not JSON": (package("{"), "cannot be read"),
    "deep JSON": (package("[" * 100_000), "cannot be read"),
    "a list": (package("[]"), "no JSON object"),
    "no resources": (package("{}"), "without resources"),
    "odd resources": (package('{"resources": [1, null, {"path": 7}]}'), "without path"),
    "surrogate": (package('{"resources": [{"path": "\\ud800", "hash": 5}]}'), "no SHA-256"),
    "zip tricks": (wacz(extra={"../x": b""}), "points out of the ZIP"),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_a_wacz_that_does_not_hold_is_refused_whole_and_kept(tmp_path: Path, data: bytes, reason: str) -> None:
    found, (refusal,) = taken(write(tmp_path, data))
    assert found == {"site.wacz": data}
    assert refusal.name == "site.wacz"
    assert any(part in refusal.reason for part in reason.split("|")), refusal.reason
    refusal.reason.encode()


def test_a_digest_that_does_not_match_the_list_is_refused(tmp_path: Path) -> None:
    members = {"datapackage.json": b'{"resources": []}'}
    told = json.dumps({"path": "datapackage.json", "hash": "sha256:" + "0" * 64}).encode()
    _, (refusal,) = taken(write(tmp_path, zipped({**members, "datapackage-digest.json": told})))
    assert "does not match datapackage-digest.json" in refusal.reason


def test_a_bomb_within_its_warc_is_cut(tmp_path: Path) -> None:
    found, (refusal,) = taken(write(tmp_path, wacz(gzip_bomb(10 << 20))), Limits(total_bytes=1 << 20))
    assert list(found) == ["site.wacz"]
    assert refusal.reason
