from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.web.access import DOOR
from tests.web.conftest import inside


def stranger() -> Client:
    return Client(SERVER_NAME="127.0.0.1", SERVER_PORT="8765")


def test_without_a_link_every_screen_is_closed_and_says_how_to_get_one(book: Casebook) -> None:
    for address in ("/", "/sources/", "/figures/g1/", "/sources/s1/original/", "/nothing/"):
        answer = stranger().get(address)
        assert answer.status_code == 403
        assert "chamsae serve" in answer.content.decode()
        assert "Hundreds" not in answer.content.decode()


def test_a_link_works_once(book: Casebook) -> None:
    token = DOOR.issue()
    first, second = stranger(), stranger()
    assert first.get("/open", {"token": token}).status_code == 200
    assert first.get("/").status_code == 200
    assert second.get("/open", {"token": token}).status_code == 403
    assert second.get("/").status_code == 403


def test_a_wrong_or_old_link_lets_nobody_in(book: Casebook) -> None:
    for token in ("", "guess", "\udcff", DOOR.issue(seconds=-1)):
        assert stranger().get("/open", {"token": token.encode("utf-8", "replace")}).status_code == 403


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: Client) -> None:
    cookie = client.cookies["chamsae_80"]  # the port of the test client
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"


def test_the_cookie_of_another_port_opens_nothing(client: Client) -> None:
    assert client.get("/", SERVER_PORT="8766").status_code == 403


def test_a_link_leads_on_only_within_the_casebook(book: Casebook) -> None:
    for given, reached in (("/review/", "/review/"), ("//evil.example/", "/"), ("https://evil.example", "/")):
        answer = stranger().get("/open", {"token": DOOR.issue(), "next": given}).content.decode()
        assert f'content="0; url={reached}"' in answer
        assert "evil" not in answer


def test_other_host_names_are_refused(client: Client) -> None:
    assert client.get("/", SERVER_NAME="evil.example").status_code == 400
    assert client.get("/", HTTP_HOST="192.168.1.4:8765").status_code == 400


def test_a_form_from_elsewhere_changes_nothing(book: Casebook) -> None:
    browser = Client(enforce_csrf_checks=True, SERVER_NAME="127.0.0.1", SERVER_PORT="8765")
    browser.get("/open", {"token": DOOR.issue()})
    claim = next(iter(book.store.claims())).id
    assert browser.post("/answer/", {"target": claim, "verdict": "accepted"}).status_code == 403
    assert not list(book.store.judgements())


def test_someone_inside_can_make_a_link_for_another_browser(book: Casebook) -> None:
    page = inside().post("/settings/link/").content.decode()
    token = page.split("token=")[1].split("<")[0]
    assert stranger().get("/open", {"token": token}).status_code == 200
