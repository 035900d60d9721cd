"""`chamsae log`: signed, witnessed, stamped and proved from the command line."""

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import chamsae
from chamsae.archive import note, proof
from chamsae.archive.merkle import check_inclusion, leaf_hash
from chamsae.cli.main import cli
from chamsae.errors import InputError, NotFound, VerificationError
from tests.archive.tsa import Tsa


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with chamsae.init(tmp_path / "book") as book:
        (tmp_path / "letter.txt").write_text("A letter.")
        book.archive.add([tmp_path / "letter.txt"], by="은주")
    return tmp_path


def log(folder: Path, *words: str) -> Result:
    """`chamsae log …` in the casebook."""
    given = ["-C", str(folder / "book"), "--by", "은주", "log", *words]
    return CliRunner().invoke(cli, given, catch_exceptions=True)


def said(folder: Path, *words: str) -> str:
    result = log(folder, *words)
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


def test_a_witness_signs_what_grows_and_refuses_what_does_not(folder: Path) -> None:
    request, witness = folder / "request", str(folder / "witness")
    key = re.findall(r"Key: (\S+)", said(folder, "checkpoint", "--out", str(request)))[0]
    first = request.read_bytes()
    told = said(folder, "cosign", str(request), "--witness", witness, "--name", "partner.example", "--key", key)
    ours = re.findall(r"Our key: (\S+)", told)[0]
    cosigned = f"{request}.cosigned"
    assert isinstance(log(folder, "accept", cosigned).exception, InputError)
    assert "1 new" in said(folder, "accept", cosigned, "--key", ours)
    assert "partner.example (" in said(folder, "show")
    (folder / "more.txt").write_text("More.")
    with chamsae.open(folder / "book") as book:
        book.archive.add([folder / "more.txt"], by="은주")
    said(folder, "checkpoint", "--out", str(request))
    said(folder, "cosign", str(request), "--witness", witness)
    assert "1 new" in said(folder, "accept", cosigned)
    request.write_bytes(first)
    assert isinstance(log(folder, "cosign", str(request), "--witness", witness).exception, VerificationError)


def test_the_last_entries_are_shown_with_names_and_hidden_values(folder: Path) -> None:
    shown = said(folder, "show")
    assert "Entries: 1, root " in shown
    assert "은주" in shown
    assert "name=letter.txt" in shown
    (line,) = said(folder, "show", "s1", "--json").splitlines()
    told = json.loads(line)
    assert told["by"] == "은주"
    assert told["entry"]["subject"] == "s1"
    assert said(folder, "show", "s9") == "No entries.\n"


def test_an_entry_is_proved_by_two_files(folder: Path) -> None:
    assert isinstance(log(folder, "prove", "1").exception, InputError)
    said(folder, "checkpoint")
    for which in ("1", "s1"):
        said(folder, "prove", which, "--out", str(folder / "proofs"))
        made = proof.inclusion((folder / "proofs" / "1.tlog-proof").read_bytes())
        head = note.head(made.checkpoint)
        leaf = leaf_hash((folder / "proofs" / "1.json").read_bytes())
        check_inclusion(leaf, 0, head.size, made.path, head.root)
    assert "c2sp.org/tlog-proof@v1" in said(folder, "prove", "1")
    assert said(folder, "consistency", "1").startswith("old 1\n")
    assert said(folder, "consistency", "0", "1").startswith("old 0\n")
    assert isinstance(log(folder, "prove", "s9").exception, InputError)


def test_a_value_is_opened_and_then_closed_for_ever(folder: Path) -> None:
    told = json.loads(said(folder, "disclose", "1", "name"))
    assert (told["field"], told["value"]) == ("name", "letter.txt")
    assert log(folder, "erase", "s1", "--reason", "She withdrew.").exit_code == 1  # not confirmed
    said(folder, "erase", "s1", "--reason", "She withdrew.", "--yes")
    assert isinstance(log(folder, "disclose", "1", "name").exception, NotFound)
    assert "name closed" in said(folder, "show", "s1")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="the openssl program is not installed")
def test_a_stamp_travels_as_files(folder: Path) -> None:
    tsa = Tsa(folder, "office")
    (folder / "book" / "authorities").mkdir()
    (folder / "book" / "authorities" / "office.pem").write_bytes(tsa.pem)
    said(folder, "checkpoint")
    assert log(folder, "stamp").exit_code == 2
    said(folder, "stamp", "--request", str(folder / "out.tsq"))
    (folder / "in.tsr").write_bytes(tsa.reply((folder / "out.tsq").read_bytes()))
    assert ": valid. office at " in said(folder, "stamp", "--reply", str(folder / "in.tsr"))
    (folder / "in.tsr").write_bytes(b"no reply")
    assert ": unparsable." in said(folder, "stamp", "--reply", str(folder / "in.tsr"))
    assert "stamped: office, unparsable" in said(folder, "show")


def test_nothing_is_sent_to_an_address_inside(folder: Path) -> None:
    said(folder, "checkpoint")
    refused = log(folder, "stamp", "--url", "http://127.0.0.1:1/tsr")
    assert isinstance(refused.exception, InputError)
    assert "stamped: not yet" in said(folder, "show")
