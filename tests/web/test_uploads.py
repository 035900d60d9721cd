"""Uploads while they come: nothing of them can be read on the disk, and their names stay whole."""

import tempfile
import unicodedata
from pathlib import Path

import pytest
from django.http import HttpRequest

from chamsae.web.uploads import WholeNames
from tests.archive.test_veiled import LINUX, on_the_disk

CANARY = "그 여자의 이름은 리명순이다. ".encode()


@LINUX
def test_an_upload_is_a_file_to_us_and_noise_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    handler, name = WholeNames(HttpRequest()), unicodedata.normalize("NFD", "면담 " * 60 + ".txt")
    handler.new_file("file", name, "text/plain", None)
    for at in range(40):
        assert handler.receive_data_chunk(CANARY * 2000, at) is None
    held = on_the_disk(tmp_path)
    assert len(held) > 1_000_000 and CANARY not in held
    upload = handler.file_complete(40 * 2000 * len(CANARY))
    assert upload.original_name == name and upload.read() == CANARY * 80_000
    upload.close()
    assert on_the_disk(tmp_path) == b""
