"""Signed notes: the vectors others have published, and every changed bit refused."""

import pytest

from chamsae.archive import note
from chamsae.errors import InputError, VerificationError

#: c2sp.org/signed-note.
SPEC_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
SPEC_NOTE = (
    "This is an example message.\n\n— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
#: golang.org/x/mod/sumdb/note.
GO_PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
GO_PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
GO_LINE = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
#: c2sp.org/tlog-cosignature; it publishes no key.
SPEC_CHECKPOINT = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "— witness.example.com/w1 "
    "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
)
#: RFC 8032, 7.1: secret, public key, message, signature of tests 1 and 2.
RFC_8032 = (
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
)


def test_the_note_of_the_standard_holds() -> None:
    key = note.verifier_key(SPEC_KEY)
    assert (key.name, key.id.hex(), str(key)) == ("example.com/foo", "530d903a", SPEC_KEY)
    assert note.signed_by(note.parsed(SPEC_NOTE.encode()), key) is not None


def test_the_note_of_go_is_signed_alike() -> None:
    key = note.signing_key(GO_PRIVATE)
    assert (str(key.verifier), key.text()) == (GO_PUBLIC, GO_PRIVATE)
    assert note.sign(GO_TEXT, key).line == GO_LINE


@pytest.mark.parametrize(("secret", "public", "message", "signature"), RFC_8032)
def test_signatures_are_those_of_rfc_8032(secret: str, public: str, message: str, signature: str) -> None:
    key = note.SigningKey(name="rfc", kind=note.PLAIN, seed=bytes.fromhex(secret))
    assert key.verifier.public.hex() == public
    assert note.sign(bytes.fromhex(message).decode(), key).signed.hex() == signature


def test_the_checkpoint_of_the_standard_is_read_with_the_time_of_its_cosignature() -> None:
    read = note.parsed(SPEC_CHECKPOINT.encode())
    assert (note.head(read).origin, note.head(read).size) == ("example.com/behind-the-sofa", 20852163)
    assert note.checkpoint_text(note.head(read)) == read.text
    assert read.signatures[1].time == 1679315147
    assert str(read) == SPEC_CHECKPOINT


def test_a_cosignature_covers_its_time() -> None:
    witness = note.new_key("partner.example", note.TIMED)
    text = note.checkpoint_text(note.Head(origin="o", size=3, root=bytes(32)))
    signature = note.sign(text, witness, time=1679315147)
    signed = note.Note(text=text, signatures=(signature,))
    assert note.signed_by(signed, witness.verifier) == signature
    later = note.Signature(name=signature.name, id=signature.id, signed=(1).to_bytes(8) + signature.signed[8:])
    with pytest.raises(VerificationError):
        note.signed_by(note.Note(text=text, signatures=(later,)), witness.verifier)


def test_one_key_signs_apart_as_log_and_as_witness() -> None:
    log = note.new_key("one", note.PLAIN)
    witness = note.SigningKey(name="one", kind=note.TIMED, seed=log.seed)
    assert log.verifier.id != witness.verifier.id
    signed = note.Note(text="text\n", signatures=(note.sign("text\n", log),))
    assert note.signed_by(signed, witness.verifier) is None


def test_no_changed_bit_of_a_note_is_accepted() -> None:
    key, raw = note.verifier_key(SPEC_KEY), SPEC_NOTE.encode()
    for at in range(len(raw) * 8):
        changed = bytearray(raw)
        changed[at // 8] ^= 1 << at % 8
        try:
            accepted = note.signed_by(note.parsed(bytes(changed)), key)
        except VerificationError:
            accepted = None
        assert accepted is None, changed


@pytest.mark.parametrize(
    "raw",
    [b"", b"\n\n", b"a\n\n", b"a\n\n\xe2\x80\x94 n AAAA", b"a\r\n\n\xe2\x80\x94 n AAAAAAA=\n", b"a\n\nn AAAAAAA=\n",
     b"a\n\n\xe2\x80\x94 n AAAAAAB=\n", b"a\n\n\xe2\x80\x94 n+m AAAAAAA=\n", b"\xff\n\n\xe2\x80\x94 n AAAAAAA=\n",
     b"a\n\n" + b"\xe2\x80\x94 n AAAAAAA=\n" * 101],
)  # fmt: skip
def test_what_is_no_note_is_refused(raw: bytes) -> None:
    with pytest.raises(VerificationError):
        note.parsed(raw)


@pytest.mark.parametrize(
    "text", ["a\n1\n", "\n1\nAA==\n", "a\n01\n" + "A" * 43 + "=\n", "a\n1\n" + "A" * 43 + "=\n\nb\n"]
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(VerificationError):
        note.head(note.Note(text=text, signatures=()))


@pytest.mark.parametrize("text", ["", "a+b", "PRIVATE+KEY+a+00000000+AAAA", GO_PRIVATE.replace("c74f", "c74e")])
def test_what_is_no_key_is_refused_and_not_shown(text: str) -> None:
    with pytest.raises(InputError) as refused:
        note.signing_key(text)
    assert "AYEK" not in str(refused.value)
    with pytest.raises(InputError):
        note.verifier_key(text)
    with pytest.raises(InputError):
        note.new_key("a b", note.PLAIN)
