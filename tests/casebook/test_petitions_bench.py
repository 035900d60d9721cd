"""A short run of bench/petitions.py: forms for everybody in one event, with progress, letter and register."""

import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

BENCH = Path(__file__).parents[2] / "bench" / "petitions.py"


@pytest.mark.parametrize("body", ["wgeid", "wgad"])
def test_everybody_in_an_event_gets_a_form_as_word_and_pdf(body: str, tmp_path: Path) -> None:
    command = [sys.executable, str(BENCH), "--persons", "3", "--to", body, "--folder", str(tmp_path / "forms")]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert "working 3 forms out" in done.stdout, done.stderr
    assert "writing forms: 3/3" in done.stderr
    kinds = sorted(one.suffix for one in (tmp_path / "forms").iterdir())
    assert kinds == [".csv", *[".docx"] * 4, *[".pdf"] * 3]
    pages = [page.extract_text() for page in pypdf.PdfReader(next((tmp_path / "forms").glob("*.pdf"))).pages]
    assert "인도됐다" in "".join(pages)
