"""What the operating system says of a disk, in our words: what happened, to which file, what to do."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from chamsae.errors import StorageError, phrase

_FREE = phrase("Free some space and run the command again; what was added stays.")
_NO_RIGHT = (
    phrase("we have no permission to write here"),
    phrase("Give yourself the right to write in the casebook folder."),
)
_ADVICE = {
    errno.ENOSPC: (phrase("the disk is full"), _FREE),
    errno.EDQUOT: (phrase("the disk quota is used up"), _FREE),
    errno.EFBIG: (
        phrase("the file is larger than this system lets us write"),
        phrase("Raise the limit on file size (ulimit -f)."),
    ),
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: (phrase("the disk can only be read"), phrase("Mount it for writing, or move the casebook.")),
    errno.EIO: (
        phrase("the disk reports an error"),
        phrase("Check the disk and restore from a backup before going on."),
    ),
}


def storage_error(error: OSError, thing: str) -> StorageError:
    """Our sentence for what the operating system says about the disk."""
    other = phrase("the disk refused (%(error)s)", error=error.strerror or error), phrase("Check the disk.")
    what, do = _ADVICE.get(error.errno or 0, other)
    return StorageError(what, thing=thing, do=do)


@contextmanager
def disk_errors(thing: str) -> Iterator[None]:
    """Turn what the operating system says of the disk into our sentence, about the file it names or `thing`."""
    try:
        yield
    except OSError as error:
        named = error.filename if isinstance(error.filename, str) else thing
        raise storage_error(error, named) from error
