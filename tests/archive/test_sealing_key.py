"""The key of sealed originals: under the passphrase, and under both while it is changed."""

import json
from pathlib import Path
from unicodedata import normalize

import pytest

from chamsae.archive.sealing_key import exchanged, make_key, sealing_key
from chamsae.errors import CasebookError

OLD, NEW = "참새가 방앗간을 그저 지나랴", "a hundred sparrows"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    make_key(tmp_path / "originals.key", OLD)
    return tmp_path / "originals.key"


def test_the_passphrase_opens_it_however_the_hangul_is_composed(file: Path) -> None:
    key = sealing_key(file, OLD)
    assert len(key) == 32 and key.hex() not in file.read_text()
    assert sealing_key(file, normalize("NFD", OLD)) == key
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CasebookError, match="another passphrase"):
        sealing_key(file, NEW)


def test_a_key_that_is_there_is_never_made_anew(file: Path) -> None:
    key = sealing_key(file, OLD)
    make_key(file, NEW)
    assert sealing_key(file, OLD) == key


def test_both_passphrases_open_it_while_one_takes_the_others_place(file: Path) -> None:
    key = sealing_key(file, OLD)
    with exchanged(file, OLD, NEW):
        assert sealing_key(file, OLD) == sealing_key(file, NEW) == key
    assert sealing_key(file, NEW) == key
    with pytest.raises(CasebookError):
        sealing_key(file, OLD)


def test_an_exchange_that_fails_leaves_the_old_one(file: Path) -> None:
    key = sealing_key(file, OLD)
    with pytest.raises(RuntimeError), exchanged(file, OLD, NEW):
        raise RuntimeError
    assert sealing_key(file, OLD) == key
    with pytest.raises(CasebookError):
        sealing_key(file, NEW)
    with pytest.raises(CasebookError), exchanged(file, NEW, OLD):
        raise AssertionError("nothing is begun with a wrong passphrase")


@pytest.mark.parametrize(
    "given", [b"", b"{}", b"[]", b"\xff", b'{"format": "chamsae-key/1", "scrypt": [65536, 8, 1], "under": [{}]}']
)
def test_a_file_that_holds_no_key_is_named(file: Path, given: bytes) -> None:
    file.write_bytes(given)
    with pytest.raises(CasebookError, match=r"originals\.key.*no key|no key"):
        sealing_key(file, OLD)


def test_the_costs_are_written_beside_it_and_others_are_refused(file: Path) -> None:
    told = json.loads(file.read_text())
    file.write_text(json.dumps({**told, "scrypt": [2, 1, 1]}))
    with pytest.raises(CasebookError):
        sealing_key(file, OLD)
