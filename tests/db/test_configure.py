"""Django set up by whichever door Chamsae came in."""

import subprocess
import sys

import pytest

BARE = """
from chamsae.db.configure import ready
from django.conf import settings
ready()
ready()
print(settings.INSTALLED_APPS)
"""

FOREIGN = """
from django.conf import settings
settings.configure(INSTALLED_APPS=[])
from chamsae.db.configure import ready
from chamsae.errors import CasebookError
try:
    ready()
except CasebookError as error:
    print(error)
"""


def said(program: str, settings: str | None = None) -> str:
    environment = {"DJANGO_SETTINGS_MODULE": settings} if settings else {}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout


def test_without_settings_the_rows_stand_alone() -> None:
    assert said(BARE) == "['chamsae.db']\n"


def test_the_settings_of_the_screens_are_used_as_they_are() -> None:
    pytest.importorskip("chamsae.web.settings")
    assert "chamsae.web" in said(BARE, "chamsae.web.settings")


def test_foreign_settings_without_the_rows_are_refused() -> None:
    assert "lack the app chamsae.db" in said(FOREIGN)
