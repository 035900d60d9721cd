"""What a reader is given of an object: its bytes, if they are what was taken in, and what its accession says."""

import hashlib

from chamsae.casebook.reader import Task
from chamsae.errors import ChamsaeError
from chamsae.model.source import Capture, StoredObject
from chamsae.ports import Objects
from chamsae.read.parsed import Limits


def task(objects: Objects, obj: StoredObject, capture: Capture) -> Task:
    """The task to read an object under the name and address of an accession; without its bytes, it says why."""
    data, reason = _bytes(objects, obj)
    return Task(
        sha256=obj.sha256,
        name=capture.name,
        media_type=capture.media_type,
        address=capture.address,
        data=data,
        reason=reason,
    )


def _bytes(objects: Objects, obj: StoredObject) -> tuple[bytes | None, str]:
    """The bytes, if they are what was taken in and can be read; else the reason."""
    if obj.size > Limits().input:
        return None, "too large to be read; the bytes are kept"
    try:
        data = objects.read(obj.sha256)
    except ChamsaeError as error:
        return None, f"{error.what}; run `chamsae doctor`"
    if hashlib.sha256(data).hexdigest() != obj.sha256:
        return None, "the stored bytes have changed; run `chamsae doctor`"
    return data, ""
