import hashlib

from django.test import Client

from chamsae.casebook.actors import actor
from chamsae.casebook.book import Casebook


def test_the_card_tells_where_the_bytes_come_from(client: Client, book: Casebook) -> None:
    capture = book.store.capture("s1")
    page = client.get("/sources/s1/").content.decode()
    assert capture.sha256 in page
    assert book.store.object(capture.sha256).sha512 in page
    assert "courier.txt" in page
    assert "added by Alice" in page
    assert "share button" in client.get("/sources/s1/text/").content.decode()


def test_the_original_is_saved_never_shown(client: Client, book: Casebook) -> None:
    answer = client.get("/sources/s3/original/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "utf-8''%ED%95%9C" in answer["Content-Disposition"].lower().replace("%ed%95%9c", "%ED%95%9C")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"
    assert "sandbox" in answer["Content-Security-Policy"]
    body = b"".join(answer)
    assert hashlib.sha256(body).hexdigest() == book.store.capture("s3").sha256
    answer.close()


def test_verifying_hashes_the_bytes_and_logs_it(client: Client, book: Casebook) -> None:
    answer = client.post("/sources/s1/verify/", follow=True)
    assert "Verified now" in answer.content.decode()
    last = book.store.last_log()
    assert last
    assert (last.action, last.subject, actor(book.store, last)) == ("verify", "s1", "Alice")


def test_changed_bytes_are_said_to_be_changed(client: Client, book: Casebook) -> None:
    sha256 = book.store.capture("s1").sha256
    assert book.path
    stored = next(file for file in book.path.rglob("*") if file.is_file() and sha256[-20:] in str(file))
    stored.chmod(0o600)
    stored.write_bytes(b"changed")
    assert client.post("/sources/s1/verify/").status_code == 409


def test_an_unknown_accession_is_a_plain_404(client: Client) -> None:
    for id in ("s99", "x", "s" + "9" * 40, "s-1"):
        assert client.get(f"/sources/{id}/").status_code == 404, id
