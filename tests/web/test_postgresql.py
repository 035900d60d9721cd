from pathlib import Path

import pytest

from chamsae.web import current
from chamsae.web.serve import prepare
from tests.web import made
from tests.web.conftest import inside

SCREENS = ("/", "/sources/", "/sources/?state=queued", "/sources/s3/", "/review/", "/review/?kind=copies", "/figures/",
           "/figures/?q=people", "/figures/g1/", "/search/?q=송환", "/sources/?format=csv")  # fmt: skip


@pytest.mark.postgres
def test_every_screen_reads_from_postgresql_too(
    tmp_path: Path, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHAMSAE_DATABASE_URL", postgresql_url)
    with made.book(tmp_path / "book") as book:
        prepare(book, person="Alice")
        browser = inside()
        document = next(iter(book.store.documents())).id
        claim = next(iter(book.store.claims())).id
        for address in (*SCREENS, f"/read/{document}/", f"/claims/{claim}/edit/"):
            assert browser.get(address).status_code == 200, address
        assert browser.post("/answer/", {"target": claim, "verdict": "accepted"}).status_code == 303
        assert browser.post("/undo/").status_code == 303
        assert "organisers" in browser.get("/search/?q=organisers").content.decode()
        current.release()
