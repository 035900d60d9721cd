"""Time stamps: judged by us, and judged a second time by the openssl program."""

import shutil
from pathlib import Path

import pytest

from chamsae.archive import stamp
from chamsae.archive.stamp import Standing
from chamsae.errors import InputError
from tests.archive.tsa import Tsa

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="the openssl program is not installed")
DATA = b"example.org/log\n3\nAAAA\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("authorities")


@pytest.fixture(scope="module")
def one(folder: Path) -> Tsa:
    return Tsa(folder, "one")


@pytest.fixture(scope="module")
def two(folder: Path) -> Tsa:
    return Tsa(folder, "two")


def pinned(*authorities: Tsa) -> list[stamp.Authority]:
    return [stamp.authority(tsa.name, tsa.pem) for tsa in authorities]


def test_a_stamp_is_valid_for_us_and_for_openssl(one: Tsa, two: Tsa) -> None:
    reply = one.reply(stamp.request(DATA))
    verdict = stamp.judged(reply, DATA, pinned(two, one))
    assert (verdict.standing, verdict.authority) == (Standing.VALID, "one")
    assert verdict.at and verdict.at.utcoffset() is not None
    assert one.holds(reply, DATA)


def test_a_stamp_over_other_bytes_is_named(one: Tsa) -> None:
    reply = one.reply(stamp.request(DATA + b"!"))
    assert stamp.judged(reply, DATA, pinned(one)).standing is Standing.OTHER_HASH
    assert not one.holds(reply, DATA)


def test_a_stamp_of_an_authority_not_pinned_is_named(one: Tsa, two: Tsa) -> None:
    reply = one.reply(stamp.request(DATA))
    assert stamp.judged(reply, DATA, pinned(two)).standing is Standing.OTHER_AUTHORITY
    assert stamp.judged(reply, DATA, []).standing is Standing.OTHER_AUTHORITY
    assert not two.holds(reply, DATA)


def test_a_refusal_and_what_is_no_reply_are_named(one: Tsa) -> None:
    assert stamp.judged(REFUSAL, DATA, pinned(one)).standing is Standing.REFUSED
    for raw in (b"", b"no stamp", b"\x30\x80", bytes(300), one.reply(stamp.request(DATA))[:-1]):
        assert stamp.judged(raw, DATA, pinned(one)).standing is Standing.UNPARSABLE


#: PKIStatusInfo: rejection (2), badAlg.
REFUSAL = bytes.fromhex("3009300702010203020780")


def test_no_changed_bit_makes_another_time_or_hash(one: Tsa) -> None:
    reply = one.reply(stamp.request(DATA))
    true = stamp.judged(reply, DATA, pinned(one))
    accepted = 0
    for at in range(0, len(reply) * 8, 7):
        changed = bytearray(reply)
        changed[at // 8] ^= 1 << at % 8
        verdict = stamp.judged(bytes(changed), DATA, pinned(one))
        if verdict.standing is Standing.VALID:
            accepted += 1
            assert verdict == true
    assert accepted < 20  # bits the signature does not cover and nothing depends on


def test_a_file_without_a_certificate_for_stamping_is_refused(one: Tsa) -> None:
    for pem in (b"", b"no certificate", (one.folder / "root.pem").read_bytes()):
        with pytest.raises(InputError, match="no certificate"):
            stamp.authority("one", pem)
