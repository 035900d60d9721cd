"""The passphrase of an encrypted casebook changed: every page is encrypted anew, in one transaction.

SQLCipher does it with a rollback journal. A process killed in the middle leaves that journal, and the casebook opens
with the old passphrase as it was; once the journal is gone it opens with the new one. There is no third state.
"""

from pathlib import Path
from typing import Any

from chamsae.db.locked import is_locked, raw_key
from chamsae.db.sqlite.base import Database, unlock
from chamsae.errors import CasebookError, InputError, StorageError

#: Milliseconds to wait for somebody who is just reading.
PATIENCE = 2_000


def rekey(file: Path, old: str, new: str) -> None:
    """Encrypt the file under another passphrase; nobody else may have it open meanwhile.

    Raises InputError for an empty passphrase, CasebookError for a file that is not encrypted or another passphrase,
    StorageError where somebody has it open or the disk will not take it: then it opens with the old one.
    """
    if not new.strip():
        raise InputError("a passphrase is not empty", do="Choose a long sentence you can remember.")
    if not is_locked(file):
        raise CasebookError("it is not encrypted", thing=str(file), do="Export it, and import it with a passphrase.")
    keys = raw_key(file, old), raw_key(file, new)
    connection = Database.connect(str(file), isolation_level=None)
    try:
        _rekey(connection, file, *keys)
    finally:
        connection.close()


def _rekey(connection: Any, file: Path, old: str, new: str) -> None:
    unlock(connection, old)
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    try:
        connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    except Database.DatabaseError as error:
        raise CasebookError("the passphrase does not open it", thing=str(file), do="Give the present one.") from error
    try:
        # Only who is alone with the file can leave the write-ahead log; others would go on with the old key.
        mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA synchronous = EXTRA")
        if mode != "delete":
            raise StorageError("somebody has it open", thing=str(file), do=CLOSE)
        connection.execute(f'PRAGMA rekey = "{new}"')
        connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    except Database.OperationalError as error:
        raise StorageError(f"the passphrase was not changed: {error}", thing=str(file), do=CLOSE) from error


CLOSE = "Close every window and command that works with this casebook, then try again."
