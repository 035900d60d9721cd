from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.model.document import Reading, ReadState
from chamsae.model.when import utc_now


def test_today_lists_what_waits(client: Client, book: Casebook) -> None:
    capture = book.store.capture("s2")
    book.store.add_reading(
        Reading(sha256=capture.sha256, reader="r", state=ReadState.FAILED, at=utc_now(), reason="it is cut short")
    )
    page = client.get("/").content.decode()
    assert "more than 500 people" in page
    assert "501 to 620 people" in page
    assert "is a rewrite of" in page
    assert "it is cut short" in page
    assert "3 files held" in page
