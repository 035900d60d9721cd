"""Serving a casebook to browsers on this computer, let in by a link that works once.

Importing this module names our settings to Django, so import it before a casebook is opened.
"""

import logging
import os
import sys
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chamsae.web.settings")

from chamsae.casebook.book import Casebook
from chamsae.errors import CasebookError, InputError, StorageError

#: Requests answered side by side, and the most bytes one may carry.
THREADS, LARGEST = 8, 2 * 1024 * 1024 * 1024
#: What these warn of (no such address, a form refused, a busy moment) is answered on screen, not in a terminal.
QUIET = ("django.request", "django.security", "waitress.queue")


def serve(
    book: Casebook,
    *,
    person: str = "",
    host: str = "127.0.0.1",
    port: int = 8765,
    open_browser: bool = True,
    say: Callable[[str], object] = print,
) -> None:
    """Answer browsers until Ctrl-C; print the one-time address. Refuses any host but loopback (InputError).

    `person` signs answers until somebody chooses another name.
    """
    from waitress.server import create_server  # noqa: PLC0415 - after the settings are known

    from chamsae.web import current  # noqa: PLC0415 - as above

    loopback(host)
    application = prepare(book, person=person)
    try:
        server: Any = create_server(
            application, host=host, port=port, threads=THREADS, max_request_body_size=LARGEST, ident=None
        )
    except OSError as error:
        raise StorageError(
            f"cannot listen: {error.strerror}", thing=f"{host}:{port}", do="Choose another --port, or 0 for a free one."
        ) from error
    address = entrance(host, server.effective_port)
    say(f"Open this address; it works once, for one browser on this computer:\n\n    {address}\n\nStop with Ctrl-C.")
    sys.stdout.flush()
    if open_browser:
        with suppress(webbrowser.Error):
            webbrowser.open(address)
    with suppress(KeyboardInterrupt):
        server.run()
    server.close()
    current.work().close()


def prepare(book: Casebook, *, person: str = "") -> Callable[..., Any]:
    """The WSGI application for a casebook; raises CasebookError when Django was set up for something else."""
    from django.conf import settings  # noqa: PLC0415
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    from chamsae.db.configure import ready  # noqa: PLC0415
    from chamsae.web import behind, current  # noqa: PLC0415

    ready()
    if getattr(settings, "ROOT_URLCONF", "") != "chamsae.web.urls":
        raise CasebookError("Django was set up without our screens", do="Import chamsae.web.serve before opening one.")
    current.hold(book, person=person)
    book.cases.impatient(behind.MOST)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)
    return get_wsgi_application()


def entrance(host: str, port: int) -> str:
    """A fresh one-time address."""
    from chamsae.web.access import DOOR  # noqa: PLC0415

    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/open?token={DOOR.issue()}"


def loopback(host: str) -> None:
    """Raise InputError unless the host is this computer alone."""
    with suppress(ValueError):
        if host == "localhost" or ip_address(host).is_loopback:
            return
    raise InputError(
        "only this computer may be served", thing=host, do="Use 127.0.0.1, ::1 or localhost; accounts come later."
    )
