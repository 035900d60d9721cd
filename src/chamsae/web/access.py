"""Who may look: a one-time link, as Jupyter gives, turns into a signed cookie; without it every screen is closed."""

import hashlib
import secrets
import time
from threading import Lock

from django.core import signing
from django.http import HttpRequest, HttpResponseBase

#: Seconds since the last visit after which a browser must come with a new link.
IDLE = 24 * 3600
#: Seconds for which a link made on screen stays good; the one printed at the start waits until used.
LINK_LIFE = 600
_SALT = "chamsae.web.access"
_OPEN_PATHS = ("/open", "/settings/language/")


class Door:
    """The links not yet used. Only their hashes are kept."""

    def __init__(self) -> None:
        self._waiting: dict[str, float | None] = {}
        self._lock = Lock()

    def issue(self, *, seconds: float | None = None) -> str:
        """A new token, good once, for `seconds` or until used."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._waiting[_digest(token)] = None if seconds is None else time.monotonic() + seconds
        return token

    def redeem(self, token: str) -> bool:
        """True the first time a good token is shown; it is used up by that."""
        with self._lock:
            if (key := _digest(token)) not in self._waiting:
                return False
            until = self._waiting.pop(key)
        return until is None or time.monotonic() < until


DOOR = Door()


def is_public(path: str) -> bool:
    """True for the few addresses that answer without the cookie: the door itself."""
    return path in _OPEN_PATHS


def is_known(request: HttpRequest) -> bool:
    """True when the request carries a cookie this server signed and that was used within IDLE seconds."""
    try:
        signing.TimestampSigner(salt=_SALT).unsign(request.COOKIES.get(cookie_name(request), ""), max_age=IDLE)
    except signing.BadSignature:
        return False
    return True


def welcome(request: HttpRequest, response: HttpResponseBase) -> None:
    """Set or renew the cookie: HttpOnly, SameSite=Strict, gone when the browser closes."""
    value = signing.TimestampSigner(salt=_SALT).sign("open")
    response.set_cookie(cookie_name(request), value, httponly=True, samesite="Strict", path="/")


def cookie_name(request: HttpRequest) -> str:
    """One name per port: browsers share the cookies of all servers on 127.0.0.1."""
    return f"chamsae_{request.get_port()}"


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
