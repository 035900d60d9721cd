"""The program that runs a speech model behind walls: a recording on standard input, JSON on standard output.

Started as a file by chamsae.read.listen with the model's folder and the search path; imports nothing of ours.
"""

import json
import sys
from io import BytesIO


def main(folder: str, path: str) -> None:
    """Load the model in the folder and write what it hears."""
    sys.path[:] = path.split("\n")
    from faster_whisper import WhisperModel  # type: ignore[import-not-found]  # noqa: PLC0415 - the user's own part

    model = WhisperModel(folder, device="cpu", compute_type="int8", local_files_only=True)
    segments, told = model.transcribe(BytesIO(sys.stdin.buffer.read()), word_timestamps=True)
    heard = [
        {
            "start": float(one.start),
            "end": float(one.end),
            "text": one.text,
            "avg_logprob": float(one.avg_logprob),
            "words": [{"probability": float(word.probability)} for word in one.words or ()],
        }
        for one in segments
    ]
    sys.stdout.write(json.dumps({"language": told.language, "segments": heard}, ensure_ascii=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
