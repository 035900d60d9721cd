"""The process that runs a speech model behind walls: a recording on standard input, JSON on standard output."""

import sys
from io import BytesIO

import msgspec


def main() -> None:
    """Load the model in the folder of the first argument and write what it hears."""
    from faster_whisper import WhisperModel  # type: ignore[import-not-found]  # noqa: PLC0415 - the user's own part

    model = WhisperModel(sys.argv[1], device="cpu", compute_type="int8", local_files_only=True)
    segments, told = model.transcribe(BytesIO(sys.stdin.buffer.read()), word_timestamps=True)
    heard = [
        {
            "start": one.start,
            "end": one.end,
            "text": one.text,
            "avg_logprob": one.avg_logprob,
            "words": [{"probability": word.probability} for word in one.words or ()],
        }
        for one in segments
    ]
    sys.stdout.buffer.write(msgspec.json.encode({"language": told.language, "segments": heard}))
