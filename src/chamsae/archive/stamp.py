"""RFC 3161 time stamps over a checkpoint: the request, and what is to be held of a reply.

A reply is kept whatever it is; it is judged anew each time it is asked about, against certificates pinned for each
authority. Requests carry no nonce: any stamp over the same bytes serves, and a request can be made again.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from chamsae.errors import InputError, phrase

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

#: The largest reply that is taken in, in bytes.
LARGEST = 1 << 20
#: By object identifier, how an authority may have hashed what it stamped.
HASHES = {"2.16.840.1.101.3.4.2.1": "sha256", "2.16.840.1.101.3.4.2.2": "sha384", "2.16.840.1.101.3.4.2.3": "sha512"}


class Standing(StrEnum):
    """What a reply is worth."""

    VALID = "valid"
    OTHER_HASH = "other hash"
    OTHER_AUTHORITY = "other authority"
    REFUSED = "refused"
    UNPARSABLE = "unparsable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a reply is worth, whose it is where that is known, the time it states, and what was found in words."""

    standing: Standing
    authority: str = ""
    at: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """An authority by name, with what is pinned of it: its own certificate, and those it stands on."""

    name: str
    certificate: "Certificate"
    chain: tuple["Certificate", ...]


def authority(name: str, pem: bytes) -> Authority:
    """An authority from a PEM file; the first certificate for time stamping is its own, the others its chain.

    Raises InputError where the file holds none.
    """
    from cryptography import x509  # noqa: PLC0415 - only where stamps are looked at

    try:
        found = x509.load_pem_x509_certificates(pem)
        own = next(one for one in found if _stamps(one))
    except (ValueError, StopIteration) as error:
        raise InputError(
            phrase("no certificate for time stamping is in it"),
            thing=name,
            do=phrase("Save the authority's certificate as PEM."),
        ) from error
    return Authority(name=name, certificate=own, chain=tuple(one for one in found if one != own) or (own,))


def pem(of: Authority) -> str:
    """What is pinned of an authority as PEM, its own certificate first, without what else its file says."""
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415 - as above

    return "".join(one.public_bytes(Encoding.PEM).decode() for one in dict.fromkeys((of.certificate, *of.chain)))


def request(data: bytes) -> bytes:
    """The request for a stamp over data (DER): SHA-512, certificates asked for, no nonce."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder  # noqa: PLC0415 - as above

    builder = TimestampRequestBuilder(data=data, hash_algorithm=HashAlgorithm.SHA512, nonce=False, cert_req=True)
    return builder.build().as_bytes()


def judged(reply: bytes, data: bytes, authorities: Sequence[Authority]) -> Verdict:
    """What a reply is worth as a stamp over data; never raises for what is wrong with it."""
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response  # noqa: PLC0415

    try:
        told = decode_timestamp_response(reply)
        if told.status != 0:
            return Verdict(standing=Standing.REFUSED, why="; ".join(told.status_string) or f"status {told.status}")
        at, digest = told.tst_info.gen_time.replace(tzinfo=UTC), _digest(told, data)
        if told.tst_info.message_imprint.message != digest:
            return Verdict(standing=Standing.OTHER_HASH, at=at, why="it stamps other bytes")
        why = "no authority is pinned"
        for one in authorities:
            try:
                builder = VerifierBuilder(tsa_certificate=one.certificate, roots=list(one.chain))
                builder.build().verify(told, digest)
                return Verdict(standing=Standing.VALID, authority=one.name, at=at)
            except VerificationError as error:
                why = str(error)
        return Verdict(standing=Standing.OTHER_AUTHORITY, at=at, why=why)
    except Exception as error:  # noqa: BLE001 - a hostile reply makes the library raise what it pleases; it is kept
        return Verdict(standing=Standing.UNPARSABLE, why=str(error).partition("\n")[0])


def _digest(told: "TimeStampResponse", data: bytes) -> bytes:
    name = HASHES.get(told.tst_info.message_imprint.hash_algorithm.dotted_string)
    if name is None:
        raise ValueError("it is made with a hash that is not accepted")
    return hashlib.new(name, data).digest()


def _stamps(certificate: "Certificate") -> bool:
    from cryptography import x509  # noqa: PLC0415 - as above
    from cryptography.x509.oid import ExtendedKeyUsageOID  # noqa: PLC0415

    try:
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return ExtendedKeyUsageOID.TIME_STAMPING in usage
