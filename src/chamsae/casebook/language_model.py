"""A language model behind an OpenAI-compatible address that the user named; nothing is sent anywhere else."""

import json
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from socket import SHUT_RDWR, socket
from threading import Event, Timer
from typing import Any
from urllib.parse import urlsplit

from chamsae.errors import CasebookError, InputError, ServerError, phrase

#: No answer to one passage is longer than this.
LARGEST = 4 << 20

EXPLAINED = phrase("docs/howto/language-model.md explains.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where text would go. `here` tells that it stays on this computer."""

    scheme: str
    host: str
    port: int
    path: str
    here: bool

    def __str__(self) -> str:
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{shown}:{self.port}{self.path}"


def destination(address: str) -> Destination:
    """Take the `model_address` apart; CasebookError unless it is https, or http to this very computer."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise CasebookError(
            phrase("this is no web address: %(error)s", error=error), thing=address, do=EXPLAINED
        ) from error
    here = _is_here(host)
    if not host or parts.scheme not in ("http", "https") or parts.username or parts.query or parts.fragment:
        raise CasebookError(
            phrase("model_address must read like http://127.0.0.1:11434/v1"), thing=address, do=EXPLAINED
        )
    if parts.scheme == "http" and not here:
        raise CasebookError(
            phrase("over http the text would cross the network in the clear"),
            thing=address,
            do=phrase("Use an https address, or a tunnel that ends on this computer."),
        )
    usual = 443 if parts.scheme == "https" else 80
    return Destination(scheme=parts.scheme, host=host, port=port or usual, path=parts.path.rstrip("/"), here=here)


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageModel:
    """One model at one address; `key` is sent as a bearer token, `seconds` is the longest wait for an answer."""

    where: Destination
    name: str
    key: str
    seconds: int

    def answer(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> str:
        """What the model says to one question, at temperature 0, in JSON of the schema where the server can hold it.

        A server that does not know `response_format` (400, 422) is asked once more without it. Raises ServerError when
        nothing answers, InputError when what answers is not of the interface.
        """
        asked = {"model": self.name, "messages": list(messages), "temperature": 0, "seed": 0, "stream": False}
        form = {"type": "json_schema", "json_schema": {"name": "claims", "schema": schema}}
        status, body = self._post({**asked, "response_format": form})
        if status in (400, 422):
            status, body = self._post(asked)
        if status != 200:
            raise ServerError(
                phrase("it answers %(status)s: %(body)s", status=status, body=_shown(body)),
                thing=str(self.where),
                do=EXPLAINED,
            )
        try:
            said = json.loads(body)["choices"][0]["message"]["content"]
        except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
            raise InputError(
                phrase("this is no chat completion: %(body)s", body=_shown(body)), thing=str(self.where)
            ) from error
        return said if isinstance(said, str) else ""

    def _post(self, asked: Mapping[str, object]) -> tuple[int, bytes]:
        connection, late = self._connection(), Event()
        head = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            head["Authorization"] = f"Bearer {self.key}"
        try:
            connection.connect()
            with _ended(connection.sock, self.seconds, late):
                connection.request("POST", f"{self.where.path}/chat/completions", json.dumps(asked).encode(), head)
                response = connection.getresponse()
                body = response.read(LARGEST + 1)
        except (OSError, HTTPException) as error:
            self._in_time(late)
            raise ServerError(
                phrase("nothing answers there: %(error)s", error=error), thing=str(self.where), do=EXPLAINED
            ) from error
        finally:
            connection.close()
        self._in_time(late)
        if len(body) > LARGEST:
            raise InputError(
                phrase("its answer is longer than %(most)s bytes", most=f"{LARGEST:,}"), thing=str(self.where)
            )
        return response.status, body

    def _in_time(self, late: Event) -> None:
        if late.is_set():
            raise ServerError(
                phrase("it did not answer within %(seconds)s s", seconds=self.seconds),
                thing=str(self.where),
                do=phrase("Raise model_seconds in settings.toml."),
            )

    def _connection(self) -> HTTPConnection:
        """A connection straight to the address: no proxy from the environment, no redirect is ever followed."""
        host, port, seconds = self.where.host, self.where.port, self.seconds
        if self.where.scheme == "https":
            return HTTPSConnection(host, port, timeout=seconds, context=ssl.create_default_context())
        return HTTPConnection(host, port, timeout=seconds)


@contextmanager
def _ended(sock: socket, seconds: int, late: Event) -> Iterator[None]:
    """Close the line after so many seconds in all: a socket counts anew with every byte that trickles in."""

    def end() -> None:
        late.set()
        with suppress(OSError):
            sock.shutdown(SHUT_RDWR)

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _shown(body: bytes) -> str:
    return repr(body[:200].decode(errors="replace"))
