import json

import pytest

from chamsae.archive.media import media_type
from chamsae.errors import Unreadable
from chamsae.read import whisper

OPENAI = {
    "text": " They came at night. Nobody knows.",
    "segments": [
        {"id": 0, "seek": 0, "start": 0.0, "end": 2.5, "text": " They came at night.", "avg_logprob": -0.2231},
        {"id": 1, "seek": 0, "start": 2.5, "end": 4.0, "text": " Nobody knows.",
         "words": [{"word": " Nobody", "start": 2.5, "end": 3, "probability": 0.4},
                   {"word": " knows.", "start": 3, "end": 4, "probability": 0.6}]},
    ],
    "language": "en",
}  # fmt: skip
CPP = {"result": {"language": "ko"}, "transcription": [
    {"timestamps": {"from": "00:00:00,000", "to": "00:00:02,000"}, "offsets": {"from": 0, "to": 2000},
     "text": " 밤에 왔다."}
]}  # fmt: skip
X = {
    "segments": [
        {"start": 1, "end": 2, "text": "네.", "speaker": "SPEAKER_01", "words": [{"word": "네.", "score": 0.5}]}
    ]
}


def test_seconds_and_sureness_come_with_the_words() -> None:
    done = whisper.parse(json.dumps(OPENAI).encode(), "a.json")
    assert done.text == "They came at night. Nobody knows."
    assert done.language == "en"
    assert [(one.begins, one.ends, one.confidence) for one in done.moments] == [(0, 2.5, 0.8), (2.5, 4, 0.5)]


def test_what_whisper_cpp_and_whisperx_write_is_read_too() -> None:
    cpp = whisper.parse(json.dumps(CPP).encode(), "a.json")
    assert (cpp.text, cpp.moments[0].ends) == ("밤에 왔다.", 2)
    assert whisper.parse(json.dumps(X).encode(), "a.json").text == "SPEAKER_01: 네."


def test_other_json_is_the_text_it_is() -> None:
    for other in ({"text": "a letter"}, {"text": 5, "segments": "none"}, {"segments": [{"start": "x"}]}):
        data = json.dumps(other).encode()
        assert whisper.parse(data, "a.json").text == data.decode()


def test_hostile_json_is_refused_or_read_as_text() -> None:
    deep = b'{"segments":' + b"[" * 100_000
    assert whisper.parse(deep, "a.json").moments == ()
    endless = b'{"segments": [{"start": -1e308, "end": 1e308, "text": "x", "avg_logprob": -1e308}]}'
    (moment,) = whisper.parse(endless, "a.json").moments
    assert (moment.begins, moment.confidence) == (0, 0)
    with pytest.raises(Unreadable):
        whisper.parse(b'{"segments": [{"start": 0, "end": 1, "text": " "}]}', "a.json")


def test_it_is_known_by_name_and_first_key() -> None:
    assert media_type("a.json", json.dumps(OPENAI).encode()) == "application/x-whisper+json"
    assert media_type("a.txt", json.dumps(OPENAI).encode()) == "text/plain"
    assert media_type("a.json", b'{"name": 1}') == "text/plain"
