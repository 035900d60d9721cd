import pytest

from chamsae.archive.media import media_type
from chamsae.errors import Unreadable
from chamsae.read import subtitles
from chamsae.read.sandbox import Sandbox

VTT = """WEBVTT - made by hand

NOTE nobody hears this

STYLE
::cue { color: red }

intro
00:01.000 --> 00:04.000 align:start
<v Pak Nari>They came <i>at night</i> &amp; left

01:00:04.000 --> 01:00:09.500
<v.loud Asker>Who?
<v Pak Nari>The <00:00:05.000><c>guards</c>.
"""
SRT = (
    "1\r\n00:00:01,000 --> 00:00:04,250\r\n{\\an8}강을 <b>건넜다</b>.\r\n\r\n"
    "2\r\n00:00:05,000 --> 00:00:06,000\r\n돌아오지 못했다.\r\n"
)


def test_webvtt_is_read_with_its_voices_and_without_its_tags() -> None:
    done = subtitles.parse(VTT.encode(), "a.vtt")
    assert done.text == "Pak Nari: They came at night & left\nAsker: Who?\nPak Nari: The guards."
    assert [(one.speaker, one.begins, one.ends) for one in done.moments] == [
        ("Pak Nari", 1, 4), ("Asker", 3604, 3609.5), ("Pak Nari", 3604, 3609.5),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_subrip_is_read_in_every_encoding(encoding: str) -> None:
    done = subtitles.parse(SRT.encode(encoding), "a.srt")
    assert done.text == "강을 건넜다. 돌아오지 못했다."
    assert [(one.begins, one.ends) for one in done.moments] == [(1, 4.25), (5, 6)]


def test_they_are_known_by_their_content() -> None:
    assert media_type("a", VTT.encode()) == "text/vtt"
    assert media_type("a", SRT.encode()) == "application/x-subrip"
    assert media_type("a", b"WEBVTTED is no word\n") == "text/plain"
    assert media_type("a", b"At 00:00:01,000 they came.\n") == "text/plain"


@pytest.mark.parametrize("data", [b"WEBVTT", b"WEBVTT\n\n00:01 --> x\nwords\n", b"1\n2\n3\n"])
def test_without_cues_there_is_nothing_to_read(data: bytes) -> None:
    with pytest.raises(Unreadable):
        subtitles.parse(data, "a.vtt")


HEAD = "WEBVTT\n\n00:01.000 --> 00:02.000\n"


@pytest.mark.parametrize(
    "body",
    ["<" * 100_000 + " w", "<v " * 50_000 + "w", "&" * 100_000, "w {\\" * 50_000, "w <c" * 50_000,
     "w\n\n00:01.000 --> 00:02.000\n" * 20_000],
)  # fmt: skip
def test_hostile_subtitles_are_read_or_refused_in_the_sandbox(body: str) -> None:
    with Sandbox() as sandbox:
        try:
            assert sandbox.read((HEAD + body).encode(), "text/vtt", "a.vtt").moments
        except Unreadable as error:
            assert "took more than" not in str(error)
