"""Hostile ZIP files are refused as a whole, kept as they are, and never cost much."""

import io
import os
import resource
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chamsae.archive.intake import items
from chamsae.archive.item import Item, Limits, Refusal
from chamsae.errors import InputError
from tests.archive.made import lying_zip, only, patched, raw_zip, taken, zip_bomb, zipped

ANY = b"words"
SAMPLE = zipped({"a.txt": b"words " * 20, "나.txt": b"more"})


def kind_of(mode: int) -> bytes:
    info = zipfile.ZipInfo("link")
    info.create_system, info.external_attr = 3, mode << 16
    return zipped([(info, b"/etc/passwd")])


def doubled(name: str, other: str) -> bytes:
    """Two members; the second is renamed afterwards, since zipfile warns of doubles."""
    return raw_zip([(name.encode(), b"one"), (other.encode(), b"two")], flags=0x800)


def overlapping() -> bytes:
    """Two directory entries that share one place's bytes."""
    data = raw_zip([(b"a", b"x" * 100), (b"b", b"y" * 100)])
    second = data.index(b"PK\3\4", 4)
    return data.replace(struct.pack("<L", second) + b"b", struct.pack("<L", 20) + b"b")


def quoted() -> bytes:
    """A big file quoted by the one before it: the first member's data holds the second member whole."""
    inner = raw_zip([(b"b", b"y" * 100)])
    data = raw_zip([(b"a", inner[: inner.index(b"PK\1\2")]), (b"b", b"y" * 100)])
    second = data.index(b"PK\3\4b"[:4], 100)
    at = data.index(b"PK\3\4", 4)
    return data.replace(
        struct.pack("<L", data.index(b"PK\3\4", at + 4)) + b"b", struct.pack("<L", min(at, second)) + b"b"
    )


REFUSED = {
    "parent": (zipped({"../../x": ANY}), "points out of the ZIP"),
    "parent within": (zipped({"a/../../x": ANY}), "points out of the ZIP"),
    "absolute": (zipped({"/etc/x": ANY}), "absolute path"),
    "backslash": (patched(zipped({"a/b": ANY}), b"a/b", b"a\\b"), "backslash"),
    "drive": (patched(zipped({"C-x": ANY}), b"C-x", b"C:x"), "absolute path"),
    "nul": (patched(zipped({"a-b.txt": ANY}), b"a-b.txt", b"a\0b.txt"), "NUL"),
    "no name": (raw_zip([(b"", ANY)]), "no name"),
    "symlink": (kind_of(stat.S_IFLNK | 0o777), "link or device"),
    "device": (kind_of(stat.S_IFCHR | 0o666), "link or device"),
    "pipe": (kind_of(stat.S_IFIFO | 0o666), "link or device"),
    "two of one name": (doubled("a.txt", "a.txt"), "two members of one name"),
    "two but for case": (doubled("Testimony.txt", "testimony.TXT"), "two members of one name"),
    "two but for NFC": (doubled("증언.txt", "증언.txt"), "two members of one name"),
    "a file and a folder": (doubled("a", "a/"), "two members of one name"),
    "bomb": (zip_bomb(64 << 20), "more than 200 to one"),
    "overlap": (overlapping(), "calls a member|overlap"),
    "quoted": (quoted(), "overlap"),
    "other local name": (raw_zip([(b"a.txt", ANY)], local=b"b.txt"), "otherwise at its place"),
    "false utf-8": (raw_zip([(b"\xb1\xe8", ANY)], flags=0x800), "not the UTF-8"),
    "bytes before": (b"PK\3\4junk" + zipped({"a": ANY}), "not where it says"),
    "bytes after": (zipped({"a": ANY}) + b"more", "bytes after its end"),
    "cut off": (zipped({"a": os.urandom(3000)})[:-30], "its end is missing"),
    "only a start": (b"PK\3\4", "its end is missing"),
    "count too small": (
        patched(zipped({"a": ANY, "b": ANY}), struct.pack("<2H", 2, 2), struct.pack("<2H", 1, 1)),
        "another number",
    ),
    "count too large": (
        patched(zipped({"a": ANY, "b": ANY}), struct.pack("<2H", 2, 2), struct.pack("<2H", 3, 3)),
        "another number",
    ),
    "several disks": (zipped({"a": ANY})[:-18] + b"\1\0" + zipped({"a": ANY})[-16:], "one part of several"),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_a_zip_that_could_mislead_is_refused_whole_and_kept(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "from a partner.zip"
    path.write_bytes(data)
    found, refused = taken(path)
    assert found == {"from a partner.zip": data}
    (refusal,) = refused
    assert refusal.name == "from a partner.zip"
    assert any(part in refusal.reason for part in reason.split("|")), refusal.reason


def test_more_than_ten_thousand_members_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    path.write_bytes(raw_zip((b"%d" % number, b"") for number in range(10_001)))
    found, (refusal,) = taken(path)
    assert list(found) == ["many.zip"]
    assert "10,001 members" in refusal.reason


def test_a_gigabyte_packed_to_one_megabyte_is_refused_without_unpacking(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    path.write_bytes(zip_bomb())
    assert path.stat().st_size < 2 << 20
    before = resource.getrusage(resource.RUSAGE_SELF)
    found = list(items(path))
    after = resource.getrusage(resource.RUSAGE_SELF)
    assert [type(item) for item in found] == [Item, Refusal]
    assert after.ru_maxrss - before.ru_maxrss < 50_000  # kB
    assert after.ru_utime - before.ru_utime < 2  # nothing was inflated: that alone takes longer


@pytest.mark.parametrize(
    ("limits", "fits"),
    [
        (Limits(member_bytes=999), False),
        (Limits(member_bytes=1000), True),
        (Limits(total_bytes=1999), False),
        (Limits(total_bytes=2000), True),
        (Limits(members=1), False),
    ],
)
def test_the_caps_hold_to_the_byte(tmp_path: Path, limits: Limits, fits: bool) -> None:
    path = tmp_path / "two.zip"
    path.write_bytes(zipped({"a": os.urandom(1000), "b": os.urandom(1000)}))
    found, refused = taken(path, limits)
    assert (len(found), len(refused)) == ((3, 0) if fits else (1, 1))


def test_a_member_larger_than_it_says_is_cut_off_and_refused(tmp_path: Path) -> None:
    path = tmp_path / "lies.zip"
    path.write_bytes(lying_zip())
    opened = items(path)
    next(opened)
    member = next(opened)
    assert isinstance(member, Item)
    with pytest.raises(InputError, match=r"lies\.zip › zeros\.txt: is damaged within the ZIP"):
        member.open()


def test_a_damaged_member_does_not_keep_the_others_out(tmp_path: Path) -> None:
    data = raw_zip([(b"a", b"first words"), (b"b", b"second words")]).replace(b"first words", b"First words")
    (tmp_path / "x.zip").write_bytes(data)
    results = []
    for item in items(tmp_path / "x.zip"):
        assert isinstance(item, Item)
        try:
            with item.open() as stream:
                results.append(stream.read())
        except InputError as error:
            results.append(str(error).encode())
    assert b"is damaged" in results[1]
    assert results[2] == b"second words"


def test_an_encrypted_member_stays_in_its_zip_with_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "locked.zip"
    path.write_bytes(raw_zip([(b"secret.txt", b"\x99" * 30)], flags=1))
    found, (refusal,) = taken(path)
    assert list(found) == ["locked.zip"]
    assert refusal.name == "locked.zip › secret.txt"
    assert "encrypted" in refusal.reason


def test_a_zip_within_a_zip_is_an_item_and_not_opened(tmp_path: Path) -> None:
    data = ANY
    for depth in range(10):
        data = zipped({f"{depth}.zip": data})
    (tmp_path / "deep.zip").write_bytes(data)
    found, refused = taken(tmp_path / "deep.zip")
    assert list(found) == ["deep.zip", "9.zip"]
    assert not refused


def test_members_carry_the_hash_of_their_zip_and_come_in_its_order(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"b/나.txt": b"2", "a.txt": b"1", "b/": b""}))
    outer, *members = only(path)
    assert outer.container is None
    assert [member.name for member in members] == ["b/나.txt", "a.txt"]
    assert {len(member.container or "") for member in members} == {64}
    assert [item.name for item in only(path)] == [item.name for item in only(path)]


NAMES = {
    "Korean Windows": (["증언/김 씨 면담.txt", "기사 모음.txt"], "cp949"),
    "Chinese Windows": (["证词/访谈记录.txt", "遣返新闻.txt"], "gb18030"),
    "UTF-8 without the flag": (["증언.txt", "证词.txt"], "utf-8"),
    "plain": (["a.txt"], "ascii"),
}


@pytest.mark.parametrize(("names", "encoding"), NAMES.values(), ids=NAMES.keys())
def test_names_from_korean_and_chinese_windows_are_read_rightly(
    tmp_path: Path, names: list[str], encoding: str
) -> None:
    path = tmp_path / "names.zip"
    path.write_bytes(raw_zip([(name.encode(encoding), name.encode()) for name in names]))
    found, refused = taken(path)
    assert list(found) == ["names.zip", *names]
    assert not refused


def test_a_name_in_no_encoding_we_know_still_comes_in(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(raw_zip([(b"\xff\xfe\x80.txt", ANY)]))
    found, refused = taken(tmp_path / "x.zip")
    assert len(found) == 2
    assert not refused


def test_files_of_the_operating_system_are_skipped_with_a_word(tmp_path: Path) -> None:
    (tmp_path / "mac.zip").write_bytes(zipped({"a.txt": ANY, "__MACOSX/._a.txt": ANY, ".DS_Store": ANY}))
    found, refused = taken(tmp_path / "mac.zip")
    assert list(found) == ["mac.zip", "a.txt"]
    assert len(refused) == 2


def test_a_docx_is_an_item_and_not_a_container(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}))
    found, refused = taken(tmp_path / "letter.docx")
    assert list(found) == ["letter.docx"]
    assert not refused


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_changed_byte_makes_a_zip_crash_us_or_lose_the_file(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "fuzzed"
    path.write_bytes(whole)
    for number, item in enumerate(items(path)):
        if isinstance(item, Item):
            try:
                with item.open() as stream:
                    assert number or stream.read() == whole
            except InputError as error:
                assert number
                assert error.thing


def with_long_end(data: bytes, count: int) -> bytes:
    """The same ZIP with a 64-bit end before the short one, as Info-ZIP writes it for a stream."""
    short = data[-22:]
    size, start = struct.unpack("<2L", short[12:20])
    long = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, start)
    return data[:-22] + long + struct.pack("<4sLQL", b"PK\6\7", 0, len(data) - 22, 1) + short


@pytest.mark.parametrize(("count", "members"), [(2, 2), (1, 0), (3, 0)])
def test_a_64_bit_end_is_read_and_must_agree_with_the_short_one(tmp_path: Path, count: int, members: int) -> None:
    (tmp_path / "x.zip").write_bytes(with_long_end(zipped({"a": ANY, "b": ANY}), count))
    found, refused = taken(tmp_path / "x.zip")
    assert len(found) == 1 + members
    assert bool(refused) is not bool(members)


def test_a_64_bit_zip_is_read(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, archive.open("a.txt", "w", force_zip64=True) as member:
        member.write(ANY)
    (tmp_path / "wide.zip").write_bytes(out.getvalue())
    found, refused = taken(tmp_path / "wide.zip")
    assert found["a.txt"] == ANY
    assert not refused
