"""Small files that must be whole: signing keys, and what a witness remembers."""

import os
from pathlib import Path

from chamsae.archive.disk import storage_error
from chamsae.archive.note import SigningKey, new_key, signing_key
from chamsae.errors import ChamsaeError, InputError, StorageError, phrase


def signing_key_in(path: Path, *, name: str, kind: int) -> SigningKey:
    """The key in the file; made under this name where there is no file, for its owner's eyes only (mode 0600).

    Raises StorageError when the file cannot be read or written, InputError when it holds no key.
    """
    if not path.exists():
        write_whole(path, f"{new_key(name, kind).text()}\n".encode(), anew=True)
    key = read_key(path)
    if key.kind != kind:
        raise InputError(
            phrase("this key signs something else"), thing=str(path), do=phrase("Restore the file from a backup.")
        )
    return key


def read_key(path: Path) -> SigningKey:
    """The key in a file that is there."""
    try:
        return signing_key(path.read_text("utf-8"))
    except OSError as error:
        raise storage_error(error, str(path)) from error
    except UnicodeDecodeError as error:
        raise InputError(
            phrase("this is no signing key"), thing=str(path), do=phrase("Restore the file from a backup.")
        ) from error
    except ChamsaeError as error:
        raise InputError(error.fault, thing=str(path), do=error.do) from error


def write_whole(path: Path, content: bytes, *, anew: bool = False) -> None:
    """Write a file so that it is there whole or not at all, readable by its owner only.

    With `anew` one that is there already, as when two make it at once, is left as it is. Raises StorageError.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if anew:
            _link(draft, path)
        else:
            draft.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise StorageError(
            phrase("cannot be written: %(error)s", error=error.strerror),
            thing=str(path),
            do=phrase("Check the folder's permissions."),
        ) from error


def _link(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
