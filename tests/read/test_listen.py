"""A speech model the user has: here a small package of the same form that stands in for it."""

import sys
import wave
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from chamsae.errors import MissingPart, Unreadable
from chamsae.read import whisper
from chamsae.read.listen import heard_by, listen
from chamsae.read.parsed import Limits

MODEL = '''
import socket
import wave
from dataclasses import dataclass, field


@dataclass
class Word:
    probability: float


@dataclass
class Segment:
    start: float
    end: float
    text: str
    avg_logprob: float
    words: list = field(default_factory=list)


@dataclass
class Told:
    language: str


class WhisperModel:
    """Hears as many words as the recording has seconds, in the language its folder names."""

    def __init__(self, folder, device, compute_type, local_files_only):
        assert local_files_only
        self.language = open(folder + "/language").read()

    def transcribe(self, recording, word_timestamps):
        with wave.open(recording) as sound:
            seconds = sound.getnframes() // sound.getframerate()
        if seconds == 13:
            socket.create_connection(("127.0.0.1", 9), 1)
        return (Segment(n, n + 1.0, " bridge", -0.1, [Word(0.5)]) for n in range(seconds)), Told(self.language)
'''
LIMITS = Limits(seconds=120, processor=20, memory=1 << 30)


def tape(seconds: int) -> BytesIO:
    stream = BytesIO()
    with wave.open(stream, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(800)
        sound.writeframes(bytes(1600 * seconds))
    stream.seek(0)
    return stream


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A model's folder, with the package that loads it on the path."""
    package = tmp_path / "site-packages" / "faster_whisper"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(MODEL)
    monkeypatch.syspath_prepend(str(package.parent))
    folder = tmp_path / "tiny-model"
    folder.mkdir()
    (folder / "language").write_text("en")
    yield folder
    sys.modules.pop("faster_whisper", None)


def file_of(stream: BytesIO, folder: Path) -> Path:
    (folder / "tape.wav").write_bytes(stream.getvalue())
    return folder / "tape.wav"


def test_what_the_model_hears_is_a_transcript(model: Path, tmp_path: Path) -> None:
    with file_of(tape(3), tmp_path).open("rb") as recording:
        heard = listen(recording, str(model), LIMITS)
    done = whisper.parse(heard, "tape.json")
    assert (done.text, done.language) == ("bridge bridge bridge", "en")
    assert [(one.begins, one.confidence) for one in done.moments] == [(0, 0.5), (1, 0.5), (2, 0.5)]
    assert heard_by(str(model)) == "faster-whisper of unknown version, model tiny-model"


def test_it_reaches_no_network_and_a_broken_recording_is_told(model: Path, tmp_path: Path) -> None:
    for given in (tape(13), BytesIO(b"RIFF broken")):
        with (
            file_of(given, tmp_path).open("rb") as recording,
            pytest.raises(Unreadable, match="the speech model failed"),
        ):
            listen(recording, str(model), LIMITS)


def test_without_a_model_or_its_library_it_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingPart, match="whisper_model"):
        listen(tape(1), "")
    with pytest.raises(MissingPart, match="there is no speech model at /nowhere"):
        listen(tape(1), "/nowhere")
    with pytest.raises(MissingPart, match="faster-whisper is not installed"):
        listen(tape(1), str(tmp_path))
