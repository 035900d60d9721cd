"""Uploads as they come: spooled to veiled temporary files, with the whole original name kept beside.

Django's own handlers cut names at 255 characters and put their extension on a path; a Korean name
in decomposed form is longer than that.
"""

from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from chamsae.archive.veiled import veiled


class Upload(UploadedFile):  # type: ignore[type-arg]  # generic to mypy only
    """A file as uploaded; `original_name` is its name, whole."""

    def __init__(self, file: IO[bytes], name: str, size: int) -> None:
        super().__init__(file=file, name=name, size=size)
        self.original_name = name


class WholeNames(FileUploadHandler):
    """Writes each file of a form to a temporary file whose bytes nobody can read on the disk."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins."""
        super().new_file(*args, **kwargs)
        self._spool = veiled()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep the bytes; nothing is passed on to other handlers."""
        self._spool.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> Upload:
        """The file, ready to be read from its beginning."""
        self._spool.seek(0)
        return Upload(self._spool, self.file_name or "", file_size)
