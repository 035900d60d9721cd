"""A PostgreSQL server that will not have us: what is said, and that no password ever is."""

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import chamsae
from chamsae.db.open import open_store
from chamsae.errors import CasebookError, InputError, MissingPart, StorageError
from tests.contracts.material import stored
from tests.postgresql import Server, programs

pytestmark = pytest.mark.postgres

SECRET = "right-horse"


@pytest.fixture(scope="module")
def guarded() -> Iterator[Server]:
    """A server that asks for a password."""
    found = programs()
    if found is None:
        pytest.skip("no PostgreSQL has programs for this platform")
    with Server(found, password=SECRET) as server:
        server.run("CREATE DATABASE cases")
        yield server


@pytest.mark.parametrize(
    ("user", "database", "advice"),
    [
        ("chamsae:wrong-horse", "cases", "Check the user's name and password"),
        ("chamsae", "cases", "Give the password in PGPASSWORD"),
        (f"chamsae:{SECRET}", "absent", "Make the database first"),
    ],
)
def test_a_refused_connection_says_what_to_do_and_no_password(
    guarded: Server, tmp_path: Path, user: str, database: str, advice: str
) -> None:
    with pytest.raises(StorageError, match=advice) as caught:
        open_store(tmp_path, database_url=f"postgresql://{user}@/{database}?host={guarded.folder}", create=True)
    assert "horse" not in str(caught.value)


def test_a_user_the_server_does_not_know_is_told(postgresql_server: Server, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="Make the user first"):
        open_store(tmp_path, database_url=f"postgresql://nobody@/postgres?host={postgresql_server.folder}")


def test_the_password_may_come_from_the_environment_and_is_kept_nowhere(
    guarded: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", SECRET)
    folder = tmp_path / "book"
    with chamsae.init(folder, database_url=guarded.url("cases")) as book:
        book.archive.add([Path(__file__)], by="Alice")
        told = [str(entry) for entry in book.store.log()]
    assert not (folder / "casebook.sqlite3").exists()
    assert SECRET not in (folder / "settings.toml").read_text() + "".join(told)
    with chamsae.open(folder) as again:
        assert again.counts().captures == 1


@pytest.mark.parametrize("url", [f"postgresql://a:{SECRET}@host/db", f"postgresql://a@host/db?password={SECRET}"])
def test_an_address_with_a_password_is_not_written_into_a_folder(tmp_path: Path, url: str) -> None:
    with pytest.raises(InputError, match="PGPASSWORD") as caught:
        chamsae.init(tmp_path / "book", database_url=url)
    assert SECRET not in str(caught.value)
    assert list((tmp_path / "book").iterdir()) == []


def test_a_server_that_may_only_be_read_says_so(postgresql_server: Server, casebook_url: str, tmp_path: Path) -> None:
    name = urlsplit(casebook_url).path.lstrip("/")
    postgresql_server.run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    store = open_store(tmp_path, database_url=casebook_url)
    assert store.counts().objects == 0
    with pytest.raises(StorageError, match="may only be read"):
        store.add_object(stored("a"))
    store.close()


def test_a_database_that_cannot_hold_every_script_is_refused(postgresql_server: Server, tmp_path: Path) -> None:
    postgresql_server.run("CREATE DATABASE ascii ENCODING 'SQL_ASCII' TEMPLATE template0")
    try:
        with pytest.raises(CasebookError, match="SQL_ASCII, which cannot hold every script"):
            open_store(tmp_path, database_url=postgresql_server.url("ascii"), create=True)
    finally:
        postgresql_server.run("DROP DATABASE ascii WITH (FORCE)")


def test_without_its_driver_it_is_said_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingPart, match=r"chamsae\[server\]"):
        open_store(tmp_path, database_url="postgresql://a@host/db")
