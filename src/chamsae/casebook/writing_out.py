"""Files that leave, written where somebody wants them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from chamsae.errors import InputError, StorageError, phrase


def write_out(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write files into a folder, some of them in folders below it. Raises StorageError."""
    paths = [folder / name for name in files]
    with writing(folder):
        for path, data in zip(paths, files.values(), strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return paths


@contextmanager
def writing(out: object) -> Iterator[None]:
    """Raise StorageError, naming what was to be written, where the disk does not take it."""
    try:
        yield
    except OSError as error:
        raise StorageError(phrase("cannot be written: %(error)s", error=error.strerror), thing=str(out)) from error


def check_empty(folder: Path) -> None:
    """Raise InputError for a folder that holds something."""
    if folder.exists() and any(folder.iterdir()):
        do = phrase("Name an empty or a new one.")
        raise InputError(phrase("the folder holds something already"), thing=str(folder), do=do)
