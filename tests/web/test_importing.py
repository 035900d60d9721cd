"""The Import screen: choose, map, rehearse, import, take back."""

import time
from io import BytesIO

from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.web import current
from chamsae.web.import_choices import Files

LIST = """번호,성명,성별,체포일,체포장소,메모칸
1,김새날,여,2010. 10. 13.,장백,
2,박여울,남,2010-13-01,투먼,집에 있었다
"""


def upload(content: str, name: str = "partner.csv") -> BytesIO:
    file = BytesIO(content.encode())
    file.name = name
    return file


def taken(client: Client) -> str:
    return str(client.post("/sources/import/take/", {"list": upload(LIST)}).headers["Location"])


def form(client: Client, address: str, **given: str) -> dict[str, str]:
    held = current.kept(Files)[address.rstrip("/").rpartition("/")[2]]
    codes = ("key", "name", "detail:sex", "act:arrested:when", "act:arrested:place", "leave")
    mapping = held.mapping
    said = {"list": mapping.list, "name": mapping.name, "keeper": mapping.keeper, "dates": ""}
    return {**said, **{f"column-{at}": code for at, code in enumerate(codes)}, **given}


def finished() -> None:
    for _ in range(1200):
        if not current.work().state().running:
            assert not current.work().state().fault
            return
        time.sleep(0.05)
    raise AssertionError("the work does not end")


def test_without_imports_the_screen_says_what_to_do(client: Client) -> None:
    page = client.get("/sources/import/").content.decode()
    assert "Nothing has been imported yet" in page


def test_a_list_is_shown_with_a_mapping_before_anything_is_written(client: Client, book: Casebook) -> None:
    before = book.counts().claims
    page = client.get(taken(client)).content.decode()
    assert '<option value="act:arrested:when" selected>' in page
    assert "집에 있었다" in page
    assert book.counts().claims == before


def test_a_rehearsal_names_bad_rows_and_writes_nothing(client: Client, book: Casebook) -> None:
    address, before = taken(client), book.counts()
    client.get(address)
    assert client.post(address, form(client, address, do="rehearse")).status_code == 302
    finished()
    page = client.get(address).content.decode()
    assert "is no day of any calendar" in page
    assert book.counts().claims == before.claims


def test_a_changed_column_is_imported_as_chosen_and_can_be_taken_back(client: Client, book: Casebook) -> None:
    address = taken(client)
    client.get(address)
    client.post(address, form(client, address, do="run", **{"column-5": "statement"}))
    finished()
    (past,) = book.importing.history()
    assert (past.rows, past.bad_rows, past.run.by) == (1, 1, "Alice")
    assert "2010-13-01" in client.get(f"/sources/import/{past.run.number}/bad-rows.csv").content.decode()
    assert client.get("/sources/import/").content.decode().count("Take it back") == 1
    client.post(f"/sources/import/{past.run.number}/undo/")
    finished()
    assert "taken back" in client.get("/sources/import/").content.decode()


def test_the_mapping_is_taken_away_and_used_again(client: Client) -> None:
    address = taken(client)
    client.get(address)
    saved = client.post(address, form(client, address, do="save", keeper="Partner A")).content.decode()
    assert "keeper: Partner A" in saved
    current.kept(Files).clear()
    client.get(address)
    client.post(address, {"do": "apply", "mapping": upload(saved, "m.yml")})
    assert 'value="Partner A"' in client.get(address).content.decode()


def test_what_is_no_table_is_refused_in_words(client: Client) -> None:
    answer = client.post("/sources/import/take/", {"list": upload("<html><body>x</body></html>", "x.html")})
    page = client.get(answer.headers["Location"])
    assert page.status_code == 422
    assert "is no table" in page.content.decode()
