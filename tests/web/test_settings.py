from django.test import Client

from chamsae.casebook.book import Casebook


def test_a_name_chosen_signs_the_answers(client: Client, book: Casebook) -> None:
    client.post("/settings/", {"person": "하늘", "theme": "dark", "keys": ""})
    page = client.get("/").content.decode()
    assert 'data-theme="dark"' in page
    assert 'data-keys="off"' in page
    claim = next(iter(book.store.claims())).id
    client.post("/answer/", {"target": claim, "verdict": "accepted"})
    assert next(iter(book.store.judgements())).by == "하늘"


def test_the_screens_change_their_language_and_stay_where_they_are(client: Client) -> None:
    for code, word in (("ko", "검토"), ("zh-hans", "审阅"), ("en", "Review")):
        answer = client.post("/settings/language/", {"language": code, "back": "/figures/"}, follow=True)
        assert word in answer.content.decode()
        assert answer.redirect_chain[-1][0] == "/figures/"
    assert "Review" in client.post("/settings/language/", {"language": "xx"}, follow=True).content.decode()


def test_dates_are_written_as_each_language_writes_them(client: Client) -> None:
    client.post("/settings/language/", {"language": "ko"})
    assert "년 " in client.get("/sources/s1/").content.decode()


def test_odd_cookies_count_as_not_chosen(client: Client) -> None:
    client.cookies["chamsae_theme"] = '"><script>'
    client.cookies["chamsae_person"] = "%00%ED%A0%80"
    client.cookies["chamsae_language"] = "../../etc"
    assert client.get("/settings/").status_code == 200
