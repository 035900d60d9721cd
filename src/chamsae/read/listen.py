"""A transcript by a speech model the user has on this computer: found in a folder, never downloaded, off by default.

The model runs in a process of its own behind walls (chamsae.read.program), for a recording is as
hostile as any file.
"""

import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from chamsae.errors import MissingPart
from chamsae.read.parsed import Limits
from chamsae.read.program import run

#: What one recording may cost: models and long recordings are large.
LIMITS = Limits(seconds=6 * 3600, processor=24 * 3600, memory=16 << 30)
LIBRARY = "faster_whisper"


def listen(recording: BinaryIO, model: str, limits: Limits = LIMITS) -> bytes:
    """What the model hears, as JSON in the form of Whisper; raises MissingPart where there is none, Unreadable."""
    folder = Path(model).expanduser()
    if not model or not folder.exists():
        raise MissingPart(
            "no speech model is set" if not model else f"there is no speech model at {folder}",
            do="Put the folder of a Whisper model into settings.toml (whisper_model), or add a transcript.",
        )
    if find_spec(LIBRARY) is None:
        raise MissingPart("faster-whisper is not installed", do="Install it: pip install faster-whisper.")
    program = Path(__file__).with_name("listening.py")
    command = (sys.executable, "-I", "-S", "-B", str(program), str(folder), "\n".join(filter(None, sys.path)))
    return run(command, recording, limits, folders=(folder, Path(sys.executable).parent), what="the speech model")


def heard_by(model: str) -> str:
    """Program, version and model, as a transcript carries them."""
    try:
        number = version("faster-whisper")
    except PackageNotFoundError:
        number = "of unknown version"
    return f"faster-whisper {number}, model {Path(model).name}"
