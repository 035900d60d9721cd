"""Django made ready once per process, whichever way Chamsae was started."""

import os

import django
from django.apps import apps
from django.conf import settings

from chamsae.errors import CasebookError


def ready() -> None:
    """Set Django up if nobody has; safe to call again.

    A settings module already named in DJANGO_SETTINGS_MODULE (the web app's) is used as it is;
    without one the smallest settings that carry the rows are made. Databases are added when a
    casebook is opened, none is needed here. Raises CasebookError when settings made elsewhere
    lack the app `chamsae.db`.
    """
    if apps.ready:
        return _check()
    if not settings.configured and not os.environ.get("DJANGO_SETTINGS_MODULE"):
        settings.configure(
            INSTALLED_APPS=["chamsae.db"],
            DATABASES={},
            USE_TZ=True,
            TIME_ZONE="UTC",
            DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
            LOGGING_CONFIG=None,
        )
    django.setup()
    return _check()


def _check() -> None:
    if not apps.is_installed("chamsae.db"):
        raise CasebookError(
            "Django runs with settings that lack the app chamsae.db",
            do="Add it to INSTALLED_APPS or leave DJANGO_SETTINGS_MODULE unset.",
        )
