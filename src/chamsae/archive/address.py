"""Which web addresses we connect to: public ones on the usual ports, each judged by the numbers it resolves to.

Python's `is_global` is not enough: 3.11 calls NAT64, 6to4 and fec0::/10 addresses global. So the
networks are listed here, after the IANA special-purpose registries (RFC 6890 and updates).
"""

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from chamsae.errors import InputError, RefusedAddress, phrase

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network
#: Host name and port to numeric addresses; OSError when there are none.
Resolver = Callable[[str, int], list[str]]

_CLOSED_4 = """
    0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 168.63.129.16/32 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24
    192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15
    198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
"""
# Of IPv6 only 2000::/3 is given out; these parts of it are special.
_CLOSED_6 = "2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20"
_OPEN_6 = ipaddress.ip_network("2000::/3")
_CLOSED: tuple[IPNetwork, ...] = tuple(ipaddress.ip_network(text) for text in (_CLOSED_4 + _CLOSED_6).split())

_INSIDE_NAMES = re.compile(
    r"(.*\.)?(localhost|localdomain|local|internal|intranet|lan|home|corp|private|home\.arpa|onion|test|invalid)"
    r"|metadata(\..*)?|instance-data(\..*)?|[^.]*"
)
_LONGEST = 8192


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressPolicy:
    """What may be connected to. `allow_networks` opens networks that are closed by default (for tests)."""

    ports: frozenset[int] = frozenset({80, 443, 8080, 8443})
    allow_networks: tuple[IPNetwork, ...] = ()

    def permits(self, ip: IPAddress) -> bool:
        """Whether a number belongs to the public internet (or to a network opened on purpose)."""
        if any(ip in network for network in self.allow_networks if network.version == ip.version):
            return True
        if isinstance(ip, ipaddress.IPv6Address) and (ip not in _OPEN_6 or ip.scope_id):
            return False
        return not any(ip in network for network in _CLOSED if network.version == ip.version)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An address taken apart and found harmless in form; `path` has the query."""

    address: str
    scheme: str
    host: str
    port: int
    path: str


def target(address: str, policy: AddressPolicy) -> Target:
    """Take an address apart; RefusedAddress when its form is odd (scheme, port, user, number tricks, inside names)."""
    parts = _split(address)
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https"):
        raise refused(
            address,
            phrase(
                "only http and https are fetched, not %(given)s", given=repr(scheme[:20] or "an address without scheme")
            ),
        )
    if parts.username is not None or parts.password is not None:
        raise refused(address, phrase("it carries a user name or password"))
    host = _host(parts, address)
    usual = 443 if scheme == "https" else 80
    port = _port(parts, address, usual)
    if port not in policy.ports:
        raise refused(address, phrase("port %(port)s is not one web pages are served on", port=port))
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{_quoted(parts.query)}" if parts.query else "")
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port == usual else f"{shown}:{port}"
    return Target(address=f"{scheme}://{netloc}{path}", scheme=scheme, host=host, port=port, path=path)


def resolve(found: Target, policy: AddressPolicy, resolver: Resolver) -> list[str]:
    """The numbers of a host, all of them checked; RefusedAddress when a single one is not public."""
    try:
        told = resolver(found.host, found.port)
    except (OSError, UnicodeError) as error:
        raise InputError(
            phrase("its name cannot be resolved"), thing=found.address, do=phrase("Check the spelling and the network.")
        ) from error
    for number in told:
        if not policy.permits(ipaddress.ip_address(number)):
            raise refused(
                found.address, phrase("it leads to %(number)s, which is not on the public internet", number=number)
            )
    if not told:
        raise InputError(phrase("its name has no address"), thing=found.address, do=phrase("Check the spelling."))
    return list(dict.fromkeys(told))


def system_resolver(host: str, port: int) -> list[str]:
    """What the operating system says of a host."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def refused(address: str, reason: str) -> RefusedAddress:
    """The refusal of an address, with its reason."""
    return RefusedAddress(
        phrase("not fetched: %(reason)s", reason=reason),
        thing=address[:300],
        do=phrase("Open it in a browser, save the page and add the file."),
    )


def _split(address: str) -> SplitResult:
    if len(address) > _LONGEST or re.search(r"[\x00-\x20\x7f\\]", address):
        raise refused(address, phrase("it is too long, or holds spaces, control characters or backslashes"))
    try:
        address.encode()
        return urlsplit(address)
    except (ValueError, UnicodeError) as error:
        raise refused(ascii(address), phrase("it is no address (%(error)s)", error=error)) from error


def _host(parts: SplitResult, address: str) -> str:
    """The host in the form it is asked for; names that mean something inside are refused."""
    host = (parts.hostname or "").rstrip(".")
    if "%" in host:
        raise refused(address, phrase("its host names a network interface or is escaped"))
    if ":" in host:
        return str(_literal(host, address))
    try:
        host = host.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError as error:
        raise refused(address, phrase("its host name is malformed")) from error
    if re.fullmatch(r"(.*\.)?([0-9]+|0x[0-9a-f]*)", host):  # what inet_aton takes for a number (WHATWG URL, 3.5)
        return str(_literal(host, address))
    if _INSIDE_NAMES.fullmatch(host) or not re.fullmatch(r"[a-z0-9._-]{1,253}", host):
        raise refused(address, phrase("its host %(host)s is not a public name", host=repr(host[:80])))
    return host


def _literal(host: str, address: str) -> IPAddress:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        raise refused(address, phrase("its host is a number in disguise")) from None


def _port(parts: SplitResult, address: str, usual: int) -> int:
    try:
        return usual if parts.port is None else parts.port
    except ValueError as error:
        raise refused(address, phrase("its port is no number")) from error


def _quoted(query: str) -> str:
    return quote(query, safe="/?%:@!$&'()*+,;=~-._[]")
