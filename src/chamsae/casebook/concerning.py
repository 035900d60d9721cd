"""What an entry of the log is about: the documents whose claims it brought, the claims and pairs it judged.

Whatever is derived from claims and kept (acts, columns of tables) follows the log by these.
"""

from collections.abc import Iterator
from contextlib import suppress
from itertools import takewhile

from chamsae.casebook.entering import confirmed
from chamsae.casebook.judging_many import JUDGE_MANY
from chamsae.errors import NotFound
from chamsae.model.importing import ImportPart
from chamsae.model.log import LogEntry
from chamsae.ports import Store

#: Actions that bring claims, or change which of a document's stand.
BRINGING = frozenset({"read", "read_again", "ask", "import", "import_part", "restore"})
#: Actions about one claim or pair, the subject.
JUDGING = frozenset({"judge", "make", "code"})


def documents(store: Store, entry: LogEntry) -> Iterator[str]:
    """The documents (ids) whose claims an entry brought or changed."""
    if entry.action not in BRINGING:
        return
    if entry.action == "import_part":
        numbers = confirmed(entry.detail)
        for part in store.entries(ImportPart, subject=entry.subject, after=numbers.start - 1):
            if part.number in numbers and part.document is not None:
                yield part.document
        return
    reading = store.reading(entry.subject) if entry.action == "read" else None
    for id in (reading.document if reading else None, entry.detail.get("into"), entry.subject):
        with suppress(NotFound):
            if id:
                yield store.document(id).id


def judged(store: Store, entry: LogEntry) -> Iterator[str]:
    """The claims and pairs (ids) an entry judged, made or coded."""
    if entry.action in JUDGING:
        yield entry.subject
    elif entry.action == JUDGE_MANY:
        first, last = _range(entry)
        given = store.judgements(after=first - 1)
        yield from (one.target for one in takewhile(lambda one: one.number <= last, given))


def weight(entry: LogEntry) -> int:
    """How many claims an entry is about, as far as it tells; one where it does not."""
    if entry.action == JUDGE_MANY:
        first, last = _range(entry)
        return last - first + 1
    return int(entry.detail["claims"]) if entry.action == "import_part" else 1


def _range(entry: LogEntry) -> tuple[int, int]:
    first, _, last = entry.detail["judgements"].partition("-")
    return int(first), int(last)
