"""What screens keep goes with the casebook it is of: the next one that is served shows nothing of the last."""

from collections.abc import Collection, Iterator
from dataclasses import is_dataclass
from importlib import import_module
from io import BytesIO
from pathlib import Path
from pkgutil import walk_packages

import chamsae
from chamsae import web
from chamsae.model.petition import Body
from chamsae.web import current
from chamsae.web.serve import prepare
from tests.web.conftest import inside

#: What is of the server and not of a casebook; Django's settings are filled where a casebook is opened.
OF_THE_SERVER = {"chamsae.web.access.DOOR", "chamsae.web.current._kept", "chamsae.web.settings.DATABASES"}


def kept() -> Iterator[str]:
    """Names in modules of screens that hold what may change while the server runs."""
    for found in walk_packages(web.__path__, "chamsae.web."):
        module = import_module(found.name)
        for name, value in vars(module).items():
            if name.startswith("__") or isinstance(value, type):
                continue
            made = type(value)
            ours = made.__module__.startswith("chamsae.web") and made.__module__ == module.__name__
            still = is_dataclass(value) and made.__dataclass_params__.frozen
            empty = isinstance(value, (dict, list, set, bytearray)) and not value
            if empty or (ours and not still and not isinstance(value, Collection)):
                yield f"{module.__name__}.{name}"


def test_no_screen_keeps_anything_beside_the_casebook_that_is_served() -> None:
    assert set(kept()) <= OF_THE_SERVER


def test_nothing_of_a_batch_or_a_bundle_is_shown_by_another_casebook(tmp_path: Path) -> None:
    from chamsae.web.views import petition_batch, release_bundle

    with chamsae.init(tmp_path / "one") as one, chamsae.init(tmp_path / "other") as other:
        prepare(one, person="Alice")
        batch, bundle = current.kept(petition_batch.Held), current.kept(release_bundle.Held)
        batch.asked, batch.written, batch.data = petition_batch.Asked(event="e1", body=Body.WGAD), 1, b"PK"
        bundle.id, bundle.file, bundle.size = "r1", BytesIO(b"PK"), 2
        assert inside().get("/petitions/batch/file/").status_code == 200
        prepare(other, person="Alice")
        client = inside()
        assert client.get("/petitions/batch/").status_code == 200
        assert client.get("/petitions/batch/file/").status_code == 404
        assert client.get("/releases/r1/bundle/file/").status_code == 404
        current.release()


def test_the_batch_screen_opens_though_the_event_of_the_last_batch_is_gone(tmp_path: Path) -> None:
    from chamsae.web.views import petition_batch

    with chamsae.init(tmp_path / "one") as one:
        prepare(one, person="Alice")
        current.kept(petition_batch.Held).asked = petition_batch.Asked(event="e1", body=Body.WGAD)
        assert inside().get("/petitions/batch/").status_code == 200
        assert inside().get("/petitions/batch/?event=e1").status_code == 404
        current.release()
