"""Rows 1 to 18: ZIP, WACZ, WARC."""

import gzip
import io
import os
from functools import partial

from chamsae.archive.item import Limits
from tests.archive import made
from tests.archive.test_media import tar
from tests.archive.test_warc import LENGTHS
from tests.archive.test_zipped import REFUSED, SAMPLE
from tests.hostile.row import Given, Held, Row

LIMITS = Limits()


def of(name: str, *kinds: str) -> tuple[Given, ...]:
    """ZIPs that are refused whole, from the tests of ZIP files."""
    return tuple(
        Given(name=f"{name}-{at}.zip", data=partial(refused_zip, kind), refused=REFUSED[kind][1])
        for at, kind in enumerate(kinds)
    )


def refused_zip(kind: str) -> bytes:
    """One of the ZIPs that the tests of ZIP files refuse."""
    return REFUSED[kind][0]


def many() -> bytes:
    """100,000 empty members."""
    return made.zipped(((str(number), b"") for number in range(100_000)), packed=False)


def nested() -> bytes:
    """Ten ZIPs inside each other."""
    data = b"words"
    for depth in range(10):
        data = made.zipped({f"{depth}.zip": data})
    return data


def warc_bomb() -> bytes:
    """A record of half a gigabyte of zeros, gzipped to half a megabyte."""
    size, out = 500 << 20, io.BytesIO()
    head = made.record(b"", length=str(size)).partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    with gzip.GzipFile(fileobj=out, mode="wb") as file:
        file.write(head)
        for _ in range(size >> 20):
            file.write(bytes(1 << 20))
    return out.getvalue()


def bad_length(length: str | None) -> bytes:
    """Three records, the middle one with a length that cannot be right."""
    return made.record(b"first words") + made.record(b"second", length=length) + made.record(b"third")


def long_header() -> bytes:
    """A header line of 64 MB."""
    return made.record(b"x", more="X-Long: " + "a" * (64 << 20) + "\r\n")


def unsigned(held: Held) -> None:
    (page,) = held.members("unsigned.wacz")
    assert any("unsigned" in note for note in page.notes)


def one_level(held: Held) -> None:
    (inner,) = held.members("nested.zip")
    assert inner.media_type == "application/zip"
    assert not list(held.book.store.captures(container=inner.sha256))
    assert any(one.name == inner.name and "not opened" in one.reason for one in held.refused)


def stopped_at_the_bound(held: Held) -> None:
    assert all(one.size <= LIMITS.member_bytes for one in held.members("bomb.warc.gz"))
    assert sum(one.size for one in held.members("bomb.warc.gz")) <= LIMITS.ratio * held.kept("bomb.warc.gz").size


def dates_are_claims(held: Held) -> None:
    for name, year, note in (("future.warc", 2123, "in the future"), ("past.warc", 1601, "before 1990")):
        (page,) = held.members(name)
        assert page.claimed_at is not None
        assert page.claimed_at.year == year
        assert any(note in told for told in page.notes)


ROWS = (
    Row(
        number=1, what="ZIP with one member of 1 GB of zeros",
        done="nothing is unpacked: refused by its declared size and by more than 200 bytes out for one in",
        files=(Given(name="bomb.zip", data=made.zip_bomb, refused="would unpack to more than"),
               Given(name="ratio.zip", data=partial(refused_zip, "bomb"), refused="more than 200 to one"),
               Given(name="lies.zip", data=made.lying_zip, refused="damaged within the ZIP")),
    ),
    Row(
        number=2, what="ZIP with 100,000 members", done="refused: at most 10,000",
        files=(Given(name="many.zip", data=many, refused="100,000 members"),),
    ),
    Row(
        number=3, what="ZIP whose members share bytes", done="refused whole",
        files=of("overlap", "overlap", "quoted"),
    ),
    Row(
        number=4, what="ten ZIPs inside each other", done="one level is opened; the inner one is kept, with a word",
        files=(Given(name="nested.zip", data=nested, members=("9.zip",)),), check=one_level,
    ),
    Row(
        number=5, what="member named ../../x, /abs, a\\..\\w, C:x, or with NUL", done="the whole ZIP is refused",
        files=of("path", "parent", "parent within", "absolute", "backslash", "drive", "nul"),
    ),
    Row(
        number=6, what="member that is a symbolic link, device or pipe", done="the whole ZIP is refused",
        files=of("link", "symlink", "device", "pipe"),
    ),
    Row(
        number=7, what="two members of one name", done="the whole ZIP is refused: which one would be evidence?",
        files=of("twins", "two of one name", "a file and a folder"),
    ),
    Row(
        number=8, what="members equal but for case or Unicode form", done="the whole ZIP is refused",
        files=of("alike", "two but for case", "two but for NFC"),
    ),
    Row(
        number=9, what="ZIP that says otherwise at the member than in its directory", done="the whole ZIP is refused",
        files=of("local", "other local name", "count too small", "bytes before"),
    ),
    Row(
        number=10, what="encrypted ZIP", done="kept; each locked member is named, with how to add it",
        files=(Given(name="locked.zip", data=lambda: made.raw_zip([(b"a.txt", b"\x99" * 30)], flags=1),
                     refused="encrypted"),),
    ),
    Row(
        number=11, what="tar, 7z, rar", done="kept as it is, never unpacked",
        files=(Given(name="a.tar", data=tar, unread="no reader for"),
               Given(name="a.7z", data=lambda: b"7z\xbc\xaf\x27\x1c\0\4" + bytes(64), unread="no reader for"),
               Given(name="a.rar", data=lambda: b"Rar!\x1a\x07\x01\0" + bytes(64), unread="no reader for")),
    ),
    Row(
        number=12, what="WACZ without digest", done="taken, and said to be unsigned",
        files=(Given(name="unsigned.wacz", data=lambda: made.wacz(digest=False), members=("a.html",)),), check=unsigned,
    ),
    Row(
        number=13, what="WACZ whose manifest has MD5", done="refused: SHA-256 only",
        files=(Given(name="md5.wacz", data=lambda: made.wacz(algorithm="md5"), refused="no SHA-256"),),
    ),
    Row(
        number=14, what="WACZ with a file it does not declare", done="refused, also where the name has no dot",
        files=(Given(name="extra.wacz", data=lambda: made.wacz(extra={"README": b"x"}), refused="does not declare"),),
    ),
    Row(
        number=15, what="gzip bomb in a WARC (0.5 MB for 500 MB)", done="streamed, and cut at the limit",
        files=(Given(name="bomb.warc.gz", data=warc_bomb, refused="unpacks to more than"),), check=stopped_at_the_bound,
    ),
    Row(
        number=16, what="WARC record of length 10^20, −5, none, or in words",
        done="that record is refused, what stands before it is taken, the file is kept",
        files=tuple(
            Given(name=f"length-{at}.warc", data=partial(bad_length, length),
                  refused="Content-Length", members=("a.txt",))
            for at, length in enumerate(LENGTHS.values())
        ),
    ),
    Row(
        number=17, what="WARC header line of 64 MB", done="refused beyond 64 kB, before it is parsed",
        files=(Given(name="long.warc", data=long_header, refused="header"),),
    ),
    Row(
        number=18, what="WARC dated 2123 or 1601", done="kept as the claim it is, with a note",
        files=(Given(name="future.warc", data=lambda: made.record(b"Words.", date="2123-01-01T00:00:00Z"),
                     members=("a.txt",)),
               Given(name="past.warc", data=lambda: made.record(os.urandom(8) + b"!", date="1601-01-01T00:00:00Z"),
                     members=("a.txt",))),
        check=dates_are_claims,
    ),
)  # fmt: skip

#: A ZIP without any fault, to see that the rows are refused for theirs.
SOUND = Given(name="sound.zip", data=lambda: SAMPLE, members=("a.txt", "나.txt"))
