"""The screen of the log: what is signed, witnessed and stamped, and the entries by page."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chamsae.archive import note, proof
from chamsae.archive.witness import Witness
from chamsae.casebook.book import Casebook


def page(client: Client, address: str = "/log/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def saved(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    return answer.content


def sent(client: Client, address: str, content: bytes, **more: str) -> str:
    file = SimpleUploadedFile("file", content)
    return client.post(address, {"file": file, **more}, follow=True).content.decode()


@pytest.mark.parametrize(("language", "words"), [("en", "Checkpoints"), ("ko", "검사점"), ("zh-hans", "检查点")])
def test_the_screen_speaks_three_languages(client: Client, book: Casebook, language: str, words: str) -> None:
    client.post("/settings/language/", {"language": language, "back": "/log/"})
    assert words in page(client)


def test_an_empty_log_says_what_it_is_for(client: Client, book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book.store, "last_log", lambda: None)
    assert "Nothing was done yet" in page(client)


def test_a_checkpoint_is_signed_witnessed_and_stamped_by_files(client: Client, book: Casebook, tmp_path: Path) -> None:
    assert "not signed yet" in page(client)
    assert "Signed: " in client.post("/log/checkpoint/", follow=True).content.decode()
    assert "not stamped yet" in page(client)
    witness = Witness(tmp_path / "witness", name="partner.example")
    request = saved(client, "/log/checkpoint.txt")
    assert proof.growth(request).old == proof.growth(saved(client, "/log/checkpoint.txt?since=0")).old == 0
    cosigned = str(witness.cosign(request, at=datetime.now(UTC), pinned=book.log.key)).encode()
    assert "no witness known here" in sent(client, "/log/accept/", cosigned)
    assert "1 new cosignature." in sent(client, "/log/accept/", cosigned, key=str(witness.key))
    assert "partner.example" in page(client)
    assert saved(client, "/log/checkpoint.tsq")[0] == 0x30
    assert "cannot be read; kept" in sent(client, "/log/stamp/", b"no reply")
    made = proof.inclusion(saved(client, "/log/1.tlog-proof"))
    assert note.signed_by(made.checkpoint, witness.key)
    assert client.post("/log/stamp/", {}).status_code == 400


def test_entries_are_listed_by_page_with_names_until_these_are_forgotten(client: Client, book: Casebook) -> None:
    with book.store.transaction():
        for n in range(60):
            book.store.append_log(
                at=book.clock(), actor="은주", action="look", subject=f"x{n}", detail={}, hidden={"reason": f"why {n}"}
            )
    shown = page(client)
    last = book.store.last_log()
    assert last
    assert "은주" in shown
    assert "why 59" in shown
    assert "why 5<" not in shown
    older = f"/log/?before={last.number - 49}"
    assert older in shown
    assert "why 5<" in page(client, older)
    book.log.erase_key("은주", reason="asked", by="Alice")
    book.log.erase_key("x59", reason="asked", by="Alice")
    shown = page(client)
    assert "은주" not in shown
    assert "why 59" not in shown
    assert "closed for ever" in shown
