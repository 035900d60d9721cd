"""Fetching one address with as much care as an open network needs.

Every hop is judged anew: form, name, and all numbers it resolves to; we connect only to a number
that was judged. Nothing is sent but the request: no cookies, no credentials, no proxy from the
environment. (requests-hardened judges one number of several, and lets fec0::/10 and odd ports pass.)
"""

import http.client
import io
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from urllib.parse import urldefrag, urljoin

import certifi

from chamsae.archive.address import AddressPolicy, Resolver, Target, refused, resolve, system_resolver, target
from chamsae.archive.connection import CheckedConnection, Deadline
from chamsae.archive.decode import decoded
from chamsae.archive.fetched import Exchange, Fetched
from chamsae.archive.item import MB
from chamsae.errors import InputError, phrase
from chamsae.model.source import Hop

USER_AGENT = "Chamsae/0.1 (documentation of human rights violations)"
_REQUEST = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "gzip, deflate", "Connection": "close"}
_REDIRECTS = {301, 302, 303, 307, 308}
_STEP = 1 << 16
_NUMBERS_TRIED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """Caps of one fetch with all its redirects: bytes over the wire, bytes decoded, bytes of headers, seconds, hops."""

    wire_bytes: int = 64 * MB
    decoded_bytes: int = 128 * MB
    header_bytes: int = 256 * 1024
    seconds: float = 60.0
    redirects: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    raw: bytes = b""

    def get(self, name: str) -> str:
        return ", ".join(value for key, value in self.headers if key.lower() == name)


class SafeFetcher:
    """Gets public web pages. `policy` and `resolver` exist for tests; the defaults deny all that is not public."""

    def __init__(
        self,
        *,
        policy: AddressPolicy | None = None,
        limits: FetchLimits | None = None,
        resolver: Resolver = system_resolver,
        tls: ssl.SSLContext | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._policy, self._limits = policy or AddressPolicy(), limits or FetchLimits()
        self._resolver, self._given_tls, self._clock = resolver, tls, clock

    def fetch(self, address: str) -> Fetched:
        """Get the page at an address, following redirects.

        RefusedAddress when it or a redirect points inside or is odd; InputError when it cannot be
        had (no answer, too large, too slow, cut off, an error status).
        """
        hops: list[Hop] = []
        exchanges: list[Exchange] = []
        with Deadline(self._limits.seconds).running() as deadline:
            here = target(_joined("", address), self._policy)
            while True:
                answer, number = self._ask(here, deadline)
                hops.append(Hop(address=here.address, status=answer.status, ip=number))
                exchanges.append(self._exchange(here, answer, number))
                onward = answer.get("location") if answer.status in _REDIRECTS else ""
                if not onward:
                    break
                if len(hops) > self._limits.redirects:
                    raise refused(
                        address, phrase("it redirects more than %(redirects)s times", redirects=self._limits.redirects)
                    )
                here = target(_joined(here.address, onward), self._policy)
        if not 200 <= answer.status < 300:
            raise InputError(
                phrase("the server answered %(status)s", status=answer.status),
                thing=here.address,
                do=phrase("Look at it in a browser."),
            )
        return Fetched(
            address=here.address,
            body=answer.body,
            headers=answer.headers,
            hops=tuple(hops),
            at=self._clock(),
            exchanges=tuple(exchanges),
        )

    def post(self, address: str, body: bytes, media_type: str) -> Fetched:
        """Send bytes to an address and return the answer; a redirect is an error, nothing is sent onwards.

        Raises as `fetch` does.
        """
        with Deadline(self._limits.seconds).running() as deadline:
            here = target(_joined("", address), self._policy)
            answer, number = self._ask(here, deadline, body, media_type)
        if not 200 <= answer.status < 300:
            raise InputError(
                phrase("the server answered %(status)s", status=answer.status),
                thing=here.address,
                do=phrase("Check the address."),
            )
        hop = Hop(address=here.address, status=answer.status, ip=number)
        return Fetched(address=here.address, body=answer.body, headers=answer.headers, hops=(hop,), at=self._clock())

    def _exchange(self, here: Target, answer: _Answer, number: str) -> Exchange:
        return Exchange(
            address=here.address,
            ip=number,
            at=self._clock(),
            request=tuple(_REQUEST.items()),
            status_line=f"{answer.status} {answer.reason}",
            headers=answer.headers,
            raw=answer.raw,
        )

    def _ask(
        self, here: Target, deadline: Deadline, body: bytes | None = None, media_type: str = ""
    ) -> tuple[_Answer, str]:
        """The answer of the first number of a host that can be reached, and that number; with a body, to a POST."""
        numbers = resolve(here, self._policy, self._resolver)[:_NUMBERS_TRIED]
        try:
            with closing(self._connect(here, numbers, deadline)) as connection:
                answer = self._talk(connection, here, body, media_type)
        except (OSError, http.client.HTTPException) as error:
            raise _unreachable(here, deadline, error) from error
        except InputError as error:
            raise (_unreachable(here, deadline, error) if deadline.passed else error) from error.__cause__
        if deadline.passed:  # a body of no stated length that we cut off looks whole
            raise _unreachable(here, deadline, TimeoutError())
        return answer, connection.number

    def _connect(self, here: Target, numbers: list[str], deadline: Deadline) -> CheckedConnection:
        for number in numbers:
            connection = CheckedConnection(here, number, deadline, self._tls if here.scheme == "https" else None)
            try:
                connection.connect()
            except OSError:
                if number == numbers[-1] or deadline.passed:
                    raise
            else:
                return connection
        raise AssertionError("resolve gives at least one number")

    def _talk(self, connection: CheckedConnection, here: Target, body: bytes | None, media_type: str) -> _Answer:
        headers = dict(_REQUEST)
        if body is not None:
            headers["Content-Type"] = media_type
        connection.request("GET" if body is None else "POST", here.path, body=body, headers=headers)
        with closing(connection.getresponse()) as response:
            return self._answer(response, here)

    def _answer(self, response: http.client.HTTPResponse, here: Target) -> _Answer:
        told = tuple((name, value.replace("\0", "␀")) for name, value in response.getheaders())
        if sum(len(name) + len(value) for name, value in told) > self._limits.header_bytes:
            raise InputError(
                phrase(
                    "its headers are larger than %(header_bytes)s bytes", header_bytes=f"{self._limits.header_bytes:,}"
                ),
                thing=here.address,
            )
        answer = _Answer(status=response.status, reason=response.reason.replace("\0", "␀"), headers=told, body=b"")
        if not 200 <= response.status < 300:
            return answer
        raw = b"".join(self._wire(response, here))
        return replace(answer, body=self._body(raw, answer.get("content-encoding"), here), raw=raw)

    def _body(self, raw: bytes, encoding: str, here: Target) -> bytes:
        kept = io.BytesIO()
        for block in decoded(iter([raw]), encoding, name=here.address):
            kept.write(block)
            if kept.tell() > self._limits.decoded_bytes:
                raise _too_large(here, self._limits.decoded_bytes)
        return kept.getvalue()

    def _wire(self, response: http.client.HTTPResponse, here: Target) -> Iterator[bytes]:
        length, size = response.length, 0  # None when chunked or open-ended
        if length is not None and length > self._limits.wire_bytes:
            raise _too_large(here, self._limits.wire_bytes)
        while block := response.read(_STEP):
            size += len(block)
            if size > self._limits.wire_bytes:
                raise _too_large(here, self._limits.wire_bytes)
            yield block
        if length is not None and size < length:
            raise InputError(
                phrase(
                    "the server broke off after %(size)s of %(length)s bytes", size=f"{size:,}", length=f"{length:,}"
                ),
                thing=here.address,
                do=phrase("Retry."),
            )

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return self._given_tls or ssl.create_default_context(cafile=certifi.where())


def _joined(base: str, onward: str) -> str:
    with suppress(UnicodeError):  # http.client reads headers as Latin-1; servers send UTF-8
        onward = onward.encode("latin-1").decode("utf-8")
    try:
        return urldefrag(urljoin(base, onward.strip().replace(" ", "%20"))).url
    except ValueError as error:
        raise refused(onward, phrase("%(base)s redirects to what is no address", base=base)) from error


def _too_large(here: Target, limit: int) -> InputError:
    return InputError(
        phrase("is larger than %(limit)s bytes", limit=f"{limit:,}"),
        thing=here.address,
        do=phrase("Download it and add the file."),
    )


def _unreachable(here: Target, deadline: Deadline, error: Exception) -> InputError:
    if deadline.passed:
        what = phrase("took longer than %(seconds)s seconds", seconds=f"{deadline.seconds:g}")
    elif isinstance(error, ssl.SSLError):
        what = phrase("its certificate or encryption cannot be trusted (%(reason)s)", reason=error.reason or error)
    else:
        what = phrase("could not be fetched (%(reason)s)", reason=str(error)[:200] or type(error).__name__)
    return InputError(
        what, thing=here.address, do=phrase("Try again later, or save the page in a browser and add the file.")
    )
