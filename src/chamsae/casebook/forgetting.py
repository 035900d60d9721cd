"""What somebody told, made as if never written down: blanks in its place, its bytes wiped, what followed from it gone.

The ledger and the log stay whole: entries keep what was decided, the log confirms them, and who reads them learns that
somebody told something, which was erased. Copies made before, and what has left, are not reached.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from chamsae.casebook.deriving import Deriving
from chamsae.casebook.entering import enter
from chamsae.casebook.log_health import kinds
from chamsae.casebook.who import Who
from chamsae.model.case import Wanted
from chamsae.model.claim import Claim
from chamsae.model.erasure import Blanked, Erasure, blank_claim, blank_document, blank_entry
from chamsae.model.ledger import Entry
from chamsae.model.settlement import FigureGroup
from chamsae.ports import Objects, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """How much was erased: documents, claims and entries blanked, originals wiped."""

    documents: int
    claims: int
    entries: int
    originals: int


def forget(store: Store, *, documents: Collection[str], things: Collection[str]) -> Forgotten:
    """Blank documents with all they claim, and every entry about `things` (persons, interviews, claims …).

    Call it within the transaction that says why; the originals are wiped by `wipe_originals` once that stands.
    """
    held = [store.document(one) for one in sorted(documents)]
    claims = list(store.claims(documents=documents)) if documents else []
    about = {*things, *(one.id for one in claims)}
    blanked = Blanked(
        documents=tuple(map(blank_document, held)), claims=tuple(map(blank_claim, claims)),
        entries=tuple(_blanked_entries(store, about)),
    )  # fmt: skip
    with store.transaction():
        _unfollow(store, claims)
        store.overwrite(blanked)
    return Forgotten(documents=len(held), claims=len(claims), entries=len(blanked.entries), originals=0)


def note_erased(store: Store, originals: Iterable[str], *, by: str, at: datetime) -> None:
    """Write down which originals are erased, each once: the doctor expects no bytes of them."""
    known = erased(store)
    for sha256 in sorted({*originals} - known):
        enter(store, Erasure(subject=sha256, by=by, at=at), action="erase_original")


def wipe_originals(objects: Objects, originals: Iterable[str]) -> int:
    """Wipe the bytes; how many originals there were. It can be done again where it was interrupted."""
    there = [one for one in sorted(originals) if objects.has(one)]
    for sha256 in there:
        objects.erase(sha256)
    return len(there)


def erased(store: Store) -> frozenset[str]:
    """The originals (by hash) of which no bytes are held any more."""
    return frozenset(one.subject for one in store.entries(Erasure))


def follow(store: Store) -> None:
    """Work out anew what rested on what was erased: who is who, and the acts."""
    Who(store).current()
    Deriving(store).refresh()


def _blanked_entries(store: Store, about: Collection[str]) -> Iterator[Entry]:
    """Entries about these things that hold words of anybody, in blanks."""
    named = {line.kind: set[str]() for line in store.lines()}
    for line in store.lines():
        if line.subject in about:
            named[line.kind].add(line.subject)
    for kind in kinds(Entry):
        for subject in sorted(named.get(kind.kind, ())):
            for entry in store.entries(kind, subject=subject):
                if (blanked := blank_entry(entry)) != entry:
                    yield blanked


def _unfollow(store: Store, claims: Collection[Claim]) -> None:
    """Take these claims out of all that was worked out from them and names them."""
    ids = {one.id for one in claims}
    if not ids:
        return
    figures = [store.group(one) for one in sorted(set(store.groups_of(ids).values()))]
    left = {one.id: _without(one, ids) for one in figures}
    empty = [id for id, one in left.items() if not one.members]
    store.put_groups([one for id, one in left.items() if id not in empty], gone=empty)
    store.replace_checks([one for one in store.checks() if ids.isdisjoint(one.claims)])
    store.replace_stances([one for one in store.stances() if one.claim not in ids])
    acts = [one.id for one in store.coded_acts(Wanted(claims=tuple(sorted(ids))))]
    store.put_coded((), gone=acts)


def _without(figure: FigureGroup, claims: Collection[str]) -> FigureGroup:
    return replace(figure, members=tuple(one for one in figure.members if one.claim not in claims))
