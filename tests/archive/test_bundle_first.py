"""A bundle of the first version, changed in any way, is refused by name; hostile files are faults, never tracebacks."""

import io
import json
import random
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from chamsae.archive.bundle_first import (
    BUNDLE_FORMAT,
    MANIFEST,
    RELEASE,
    Manifest,
    original_name,
    packed,
    verify_first,
)
from chamsae.archive.verify import Verdict, Worth, verify_bundle
from chamsae.model.bundle import canonical, fingerprint
from chamsae.model.release import Release
from chamsae.protect.release import Audience
from tests.archive.first_bundle import first_bundle
from tests.protect.made import casebook

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def raw() -> bytes:
    """A good bundle."""
    return first_bundle(casebook())


@pytest.fixture
def check(tmp_path: Path) -> Callable[[bytes], Verdict]:
    """Verify these bytes as a file."""

    def run(content: bytes) -> Verdict:
        path = tmp_path / "bundle.zip"
        path.write_bytes(content)
        return verify_first(path)

    return run


def files(raw: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(content: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return out.getvalue()


def remade(content: Files, release: Release | None = None) -> bytes:
    """A forger's bundle: the manifest made anew so that every hash fits."""
    told = release or casebook().release(Audience.PUBLIC)
    if release:
        content = {**content, RELEASE: canonical(release)}
    listed = tuple(packed(name, data) for name, data in sorted(content.items()) if name != MANIFEST)
    manifest = Manifest(
        format=BUNDLE_FORMAT, release=told.id, log_number=told.log_number, log_hash=told.log_hash, files=listed
    )
    return zipped({**content, MANIFEST: canonical(manifest)})


def test_a_good_bundle_holds_and_says_how_much_was_checked(check: Callable[[bytes], Verdict], raw: bytes) -> None:
    verdict = check(raw)
    assert verdict.ok and not verdict.faults
    assert (verdict.files, verdict.originals, verdict.documents, verdict.quotes) == (13, 4, 4, 4)
    assert verdict.release == casebook().release(Audience.PUBLIC).id
    assert (verdict.log_number, verdict.log_hash) == (7, "ab" * 32)
    assert verdict.manifest_sha256 and len(verdict.manifest_sha256) == 64


def test_it_is_partial_at_best_for_nobody_signed_it(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(raw)
    verdict = verify_bundle(path)
    assert verdict.worth is Worth.PARTIAL and "first version" in verdict.lacks


def test_packed_again_by_another_program_it_still_holds(check: Callable[[bytes], Verdict], raw: bytes) -> None:
    assert check(zipped(files(raw), zipfile.ZIP_STORED)).ok


def test_thousands_of_random_changes_are_refused_or_change_no_content(
    check: Callable[[bytes], Verdict], raw: bytes
) -> None:
    whole, chance = files(raw), random.Random(20231009)
    let_through = 0
    for _ in range(3000):
        content = bytearray(raw)
        for _ in range(chance.choice((1, 1, 1, 2, 8))):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        if check(bytes(content)).ok:
            let_through += 1
            assert files(bytes(content)) == whole
    assert let_through < 600


def test_no_bit_of_any_file_can_be_changed_unseen(check: Callable[[bytes], Verdict], raw: bytes) -> None:
    whole, chance = files(raw), random.Random(4)
    for name, data in whole.items():
        for _ in range(60):
            changed = bytearray(data)
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
            verdict = check(zipped({**whole, name: bytes(changed)}))
            assert not verdict.ok
            assert verdict.faults[0].startswith((f"{name}:", "manifest.json:")) or name == MANIFEST


@pytest.mark.parametrize("length", [0, 1, 21, 100, -1, -22, -500])
def test_a_truncated_bundle_is_refused(check: Callable[[bytes], Verdict], raw: bytes, length: int) -> None:
    assert not check(raw[:length]).ok


def test_any_cut_short_is_refused(check: Callable[[bytes], Verdict], raw: bytes) -> None:
    assert not any(check(raw[:length]).ok for length in range(0, len(raw), 97))


def test_bytes_before_after_and_between_are_refused(check: Callable[[bytes], Verdict], raw: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        start = archive.start_dir
    assert not check(b"MZ" + raw).ok
    assert not check(raw + b"\0").ok
    assert not check(raw[:start] + b"hidden" + raw[start:]).ok


def test_each_file_dropped_is_named(check: Callable[[bytes], Verdict], raw: bytes) -> None:
    whole = files(raw)
    for name in whole:
        verdict = check(zipped({other: data for other, data in whole.items() if other != name}))
        assert verdict.faults[0] == f"{name}: is missing"


@pytest.mark.parametrize("name", ["texts/extra.txt", f"originals/{'0' * 64}"])
def test_an_added_file_is_named(check: Callable[[bytes], Verdict], raw: bytes, name: str) -> None:
    verdict = check(zipped({**files(raw), name: b"more"}))
    assert verdict.faults == (f"{name}: is not in the manifest: it was added",
                              f"{name}: is cited by no claim")  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["../x", "/etc/x", "a\\b", "texts/../x", "C:x", "texts/.txt", "texts/a.b", "run.sh", "originals/X", "texts/é.txt",
     "REPORT.HTML", "texts/", "originals/" + "A" * 64],
)  # fmt: skip
def test_no_other_name_is_let_in(check: Callable[[bytes], Verdict], raw: bytes, name: str) -> None:
    verdict = check(zipped({**files(raw), name: b"x"}))
    assert len(verdict.faults) == 1
    assert "no such name belongs" in verdict.faults[0]


def test_two_files_of_one_name_are_refused(check: Callable[[bytes], Verdict], raw: bytes) -> None:
    out = io.BytesIO(raw)
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("report.html", b"another")
    assert "twice" in check(out.getvalue()).faults[0]


def test_names_that_differ_in_case_only_are_refused(check: Callable[[bytes], Verdict], raw: bytes) -> None:
    verdict = check(zipped({**files(raw), "texts/D1.txt": b"x"}))
    assert "twice" in verdict.faults[0]


def test_two_originals_swapped_are_both_named(check: Callable[[bytes], Verdict], raw: bytes) -> None:
    whole = files(raw)
    one, two = [name for name in sorted(whole) if name.startswith("originals/")][:2]
    faults = check(zipped({**whole, one: whole[two], two: whole[one]})).faults
    assert {fault.partition(":")[0] for fault in faults} == {one, two}


def test_swapped_originals_are_found_even_when_the_manifest_was_made_anew(
    check: Callable[[bytes], Verdict], raw: bytes
) -> None:
    whole = files(raw)
    one, two = [name for name in sorted(whole) if name.startswith("originals/")][:2]
    faults = check(remade({**whole, one: whole[two], two: whole[one]})).faults
    assert "is not the bytes its name says" in faults[0]


def test_a_changed_text_is_found_even_when_the_manifest_was_made_anew(
    check: Callable[[bytes], Verdict], raw: bytes
) -> None:
    whole = files(raw)
    longer = b" " + whole["texts/d2.txt"]
    faults = check(remade({**whole, "texts/d2.txt": longer})).faults
    assert faults == ("texts/d2.txt: the words of claim c2 are not at 0 to 26",)


def test_a_changed_number_is_found_even_when_the_manifest_was_made_anew(
    check: Callable[[bytes], Verdict], raw: bytes
) -> None:
    release = casebook().release(Audience.PUBLIC)
    more = replace(release, figures=(replace(release.figures[0], high=4000),))
    assert check(remade(files(raw), more)).faults == ("release.json: its id does not follow from its content",)


def test_a_quote_invented_with_a_new_id_is_not_in_the_text(check: Callable[[bytes], Verdict], raw: bytes) -> None:
    release = casebook().release(Audience.PUBLIC)
    figure = release.figures[0]
    first = figure.claims[0]
    invented = replace(first, citation=replace(first.citation, quote=first.citation.quote.replace("340", "940")))
    forged = replace(release, figures=(replace(figure, claims=(invented, *figure.claims[1:])),))
    forged = replace(forged, id=fingerprint(forged))
    faults = check(remade(files(raw), forged)).faults
    assert faults == ("texts/d1.txt: the words of claim c1 are not at 0 to 77",)


def test_a_cited_original_left_out_is_found_even_when_the_manifest_was_made_anew(
    check: Callable[[bytes], Verdict], raw: bytes
) -> None:
    whole = files(raw)
    name = original_name(casebook().documents["d1"].sha256)
    faults = check(remade({other: data for other, data in whole.items() if other != name})).faults
    assert faults == (f"{name}: is missing: claim c1 cites it",)


@pytest.mark.parametrize(
    "spelling",
    [
        b"", b"{}", b"[]", b"null", b"NaN", b"[" * 100_000, b'{"format":"\\ud800"}', b"\xff\xfe", b"1" * 10_000,
        b'{"format": "chamsae-bundle/1", "format": "x"}', b'{"a":' * 50_000,
    ],
)  # fmt: skip
def test_a_strange_manifest_or_release_is_a_fault(
    check: Callable[[bytes], Verdict], raw: bytes, spelling: bytes
) -> None:
    whole = files(raw)
    assert check(zipped({**whole, MANIFEST: spelling})).faults[0].startswith("manifest.json:")
    assert check(remade({**whole, RELEASE: spelling})).faults[0].startswith("release.json:")


def test_a_manifest_spelled_otherwise_is_refused(check: Callable[[bytes], Verdict], raw: bytes) -> None:
    whole = files(raw)
    for spelled in (
        json.dumps(json.loads(whole[MANIFEST])).encode(),
        whole[MANIFEST] + b"\n",
        whole[MANIFEST].replace(b'"files"', b'"hidden": 1,\n "files"'),
    ):
        assert "not spelled as Chamsae writes it" in check(zipped({**whole, MANIFEST: spelled})).faults[0]


@pytest.mark.parametrize("change", [{"format": "chamsae-bundle/2"}, {"release": "r0"}, {"log_number": 8}])
def test_a_manifest_of_something_else_is_refused(
    check: Callable[[bytes], Verdict], raw: bytes, change: dict[str, str | int]
) -> None:
    whole = files(raw)
    plain = {**json.loads(whole[MANIFEST]), **change}
    spelled = json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"
    assert check(zipped({**whole, MANIFEST: spelled})).faults[0].startswith("manifest.json:")


def test_a_bomb_is_refused_before_it_is_unpacked(check: Callable[[bytes], Verdict], raw: bytes) -> None:
    verdict = check(zipped({**files(raw), "texts/bomb.txt": bytes(50 * 2**20)}))
    assert "unpack to far more" in verdict.faults[0]


def test_a_member_that_lies_about_its_size_is_refused(check: Callable[[bytes], Verdict], raw: bytes) -> None:
    content = bytearray(raw)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        info = archive.getinfo("report.html")
    for offset in (info.header_offset + 22, raw.index(b"PK\x01\x02") + 24):
        struct.pack_into("<I", content, offset, 10)
    assert not check(bytes(content)).ok


def test_a_header_that_disagrees_with_the_directory_is_refused(check: Callable[[bytes], Verdict], raw: bytes) -> None:
    content = bytearray(raw)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        offset = archive.getinfo("texts/d1.txt").header_offset
    content[offset + 30 : offset + 42] = b"texts/d9.txt"
    assert "disagree" in check(bytes(content)).faults[0]


def test_an_encrypted_or_oddly_packed_member_is_refused(check: Callable[[bytes], Verdict], raw: bytes) -> None:
    assert "packed in a way" in check(zipped(files(raw), zipfile.ZIP_LZMA)).faults[0]


def test_a_file_that_is_not_there_or_a_folder_is_a_fault(tmp_path: Path) -> None:
    assert "cannot be read" in verify_first(tmp_path / "none.zip").faults[0]
    assert "cannot be read" in verify_first(tmp_path).faults[0]


def test_hostile_names_are_shown_harmlessly(check: Callable[[bytes], Verdict], raw: bytes) -> None:
    verdict = check(zipped({**files(raw), "texts/\u202egpj.\x1b[31m": b"x"}))
    assert verdict.faults[0].isprintable()


def test_random_bytes_are_a_fault(check: Callable[[bytes], Verdict]) -> None:
    chance = random.Random(7)
    for _ in range(200):
        assert not check(b"PK\x03\x04" + chance.randbytes(chance.randrange(400))).ok


def test_a_verdict_is_a_plain_value(check: Callable[[bytes], Verdict], raw: bytes) -> None:
    assert asdict(check(raw))["kind"] == "bundle"
