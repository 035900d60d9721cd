"""500 invented identities in the vault: none on a screen, in an error page, a suggestion, a log, a header."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

import chamsae
from chamsae.archive.backup.sealing import new_identity
from chamsae.casebook.book import Casebook
from chamsae.model.vault import Particular, ParticularKind
from chamsae.web import current
from chamsae.web.serve import prepare
from tests.casebook.test_canary import identities, seen_in
from tests.told import told
from tests.web.conftest import inside

pytestmark = pytest.mark.slow

SCREENS = (
    "/", "/sources/", "/review/", "/people/", "/events/", "/places/", "/figures/", "/tables/", "/interviews/",
    "/consent/", "/vault/", "/custody/", "/risks/", "/tracing/", "/appeals/", "/petitions/", "/redactions/", "/log/",
    "/releases/", "/exports/", "/settings/", "/keys/", "/statements/", "/estimates/", "/coding/",
)  # fmt: skip
#: Where somebody may type a name: into an address, a search, a form.
ADDRESSES = ("/people/{}/", "/consent/{}/", "/vault/{}/", "/read/{}/", "/petitions/{}/", "/tracing/{}/", "/{}/")
SEARCHES = ("/search/?q={}", "/people/?q={}", "/consent/?person={}", "/statements/?q={}", "/places/?q={}")
FORMS = (
    ("/vault/clear/", "level"), ("/risks/", "level"), ("/releases/", "audience"), ("/interviews/begin/", "language"),
)  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    """Ten witnesses in whose vault fifty identities each are sealed."""
    folder: Path = tmp_path_factory.mktemp("canary") / "book"
    with chamsae.init(folder, passphrase="") as made:
        prepare(told(made, "박새봄 씨는 2011년 3월 3일 투먼에서 북송되었다."), person="기록자")
        made.vault.admit(new_identity()[1], "기록자", by="기록자")
        for at in range(0, 500, 50):
            witness = made.interviews.begin(language="ko", by="기록자").witness
            sealed = (Particular(kind=ParticularKind.NAME, text=name) for name in identities()[at : at + 50])
            made.vault.keep(witness, sealed, by="기록자")
        yield made
        current.release()


@pytest.fixture
def client(book: Casebook) -> Client:
    browser = inside()
    browser.raise_request_exception = False
    return browser


def headers(answer: object) -> bytes:
    return repr([*answer.headers.items(), *answer.cookies.items()]).encode()  # type: ignore[attr-defined]  # a response


def test_no_screen_and_no_suggestion_tells_what_only_the_vault_holds(book: Casebook, client: Client) -> None:
    witnesses = [one.person for one in book.vault.all()]
    record = next(one.id for one in book.store.records())
    beginnings = {name[: len(name) - 1] for name in identities()[:20]} | {name[0] for name in identities()}
    asked = [
        *SCREENS,
        *(f"/{screen}/{one}/" for one in witnesses for screen in ("consent", "vault")),
        *(search.format(part) for search in SEARCHES for part in sorted(beginnings)[:30]),
        f"/people/{record}/?with={identities()[0][:2]}",
    ]
    for address in asked:
        answer = client.get(address)
        shown = answer.content.decode().replace(address, "").encode()
        assert seen_in(shown) | seen_in(headers(answer)) == set(), address


def test_what_is_typed_into_addresses_and_forms_stays_out_of_logs_headers_and_the_evidence_log(
    book: Casebook, client: Client, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.INFO)  # as the server runs
    statuses = set()
    for name in identities()[:10]:
        answers = [client.get(one.format(name)) for one in (*ADDRESSES, *SEARCHES) if "?person" not in one]
        answers += [client.post(address, {"name": name, "title": name, field: name}) for address, field in FORMS]
        statuses |= {one.status_code for one in answers}
        for answer in answers:
            assert seen_in(headers(answer)) == set()
    assert {200, 404} <= statuses and 500 not in statuses
    assert seen_in(caplog.text.encode()) | seen_in("".join(capsys.readouterr()).encode()) == set()
    assert seen_in("\n".join(repr(one) for one in book.store.log()).encode()) == set()


def test_a_fault_of_ours_shows_nothing_of_what_was_asked(
    book: Casebook, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    name = identities()[7]
    monkeypatch.setattr(type(book.vault), "all", lambda _: dict[str, str]()[name])  # a mistake whose words hold a name
    answer = client.get("/vault/")
    assert answer.status_code == 500
    assert seen_in(answer.content) | seen_in(headers(answer)) == set()
