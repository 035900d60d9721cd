"""Whether an item would stand before a court: each demand of the Berkeley Protocol met, open or reasoned.

Everything is worked out from what the casebook holds. A blank is no answer: what was not captured stays open until
somebody says why.
"""

from collections.abc import Callable, Mapping

from chamsae.archive.webpage import picture_in
from chamsae.casebook.entering import enter
from chamsae.errors import InputError, phrase
from chamsae.model.backup import BackedUp
from chamsae.model.checkpoint import Checkpoint, Stamp
from chamsae.model.demand import Answer, Answered, Demand, NotCaptured
from chamsae.model.document import Document
from chamsae.model.ledger import standing
from chamsae.model.source import Capture, How
from chamsae.ports import Clock, Objects, Store
from chamsae.text.demands import demands

#: What a page kept whole says of a part it lacks.
LACKS = "not captured: "
Facts = tuple[str, ...]


class Evidence:
    """The demands on the items of one casebook; mounted as `casebook.evidence`."""

    def __init__(self, store: Store, objects: Objects, clock: Clock) -> None:
        self._store, self._objects, self._clock = store, objects, clock

    def demands(self, capture_id: str) -> list[Answered]:
        """Every demand with the answer of this accession, in the order of the Protocol; raises NotFound for none."""
        capture = self._store.capture(capture_id)
        said = {one.demand: one for one in standing(self._store.entries(NotCaptured, subject=capture.id))}
        item = _Item(self._store, self._objects, capture)
        return [
            _answered(demand, capture, item.facts(demand.key), said.get(demand.key)) for demand in demands().values()
        ]

    def not_captured(
        self, capture_id: str, demand: str, *, by: str, why: str, undoes: int | None = None
    ) -> NotCaptured:
        """Write down why something was not captured, or take that back; raises InputError without a reason."""
        self._store.capture(capture_id)
        if demand not in demands():
            raise InputError(
                phrase("“%(demand)s” is no demand", demand=demand),
                do=phrase("Use one of: %(names)s.", names=", ".join(demands())),
            )
        if not why.strip():
            raise InputError(
                phrase("a blank is no answer"),
                thing=capture_id,
                do=phrase("Say in a sentence why it was not captured."),
            )
        entry = NotCaptured(subject=capture_id, demand=demand, by=by, at=self._clock(), why=why.strip(), undoes=undoes)
        return enter(self._store, entry, detail={"demand": demand})


def _answered(demand: Demand, capture: Capture, facts: Facts, said: NotCaptured | None) -> Answered:
    if facts:
        return Answered(demand=demand, answer=Answer.MET, by=facts)
    if said is not None:
        return Answered(demand=demand, answer=Answer.NOT_CAPTURED, why=said.why, who=said.by)
    if demand.web and not of_the_web(capture):
        return Answered(demand=demand, answer=Answer.NOT_ASKED)
    told = "; ".join(note.removeprefix(LACKS) for note in capture.notes if note.startswith(LACKS))
    return Answered(demand=demand, answer=Answer.OPEN, why=told if demand.key in ("picture", "media") else "")


def of_the_web(capture: Capture) -> bool:
    """Whether it was taken from the web, by us or by whoever made the archive it lay in."""
    return capture.how in (How.WEB, How.WARC, How.WACZ)


class _Item:
    """What the casebook holds of one accession; each fact is looked up when its demand asks for it."""

    def __init__(self, store: Store, objects: Objects, capture: Capture) -> None:
        self._store, self._objects, self._capture = store, objects, capture
        self._log = list(store.log(subject=capture.id))
        self._within = self._container()

    def facts(self, key: str) -> Facts:
        """What meets a demand; nothing where it is not met."""
        return _FACTS[key](self)

    def _container(self) -> Capture | None:
        """The accession of the file it lay in."""
        if self._capture.container is None:
            return None
        return next(self._store.captures(sha256=self._capture.container), None)

    def _document(self) -> Document | None:
        reading = self._store.reading(self._capture.sha256)
        return self._store.document(reading.document) if reading and reading.document else None

    def _added(self) -> int | None:
        return next((entry.number for entry in self._log if entry.action == "add"), None)

    def authenticity(self) -> Facts:
        """The first checkpoint that holds the log entry of its intake."""
        added = self._added()
        sizes = [one.size for one in self._store.entries(Checkpoint) if added is not None and one.size >= added]
        return (f"SHA-256 {self._capture.sha256}", f"log {added}", f"checkpoint {min(sizes)}") if sizes else ()

    def availability(self) -> Facts:
        """The last backup made after it came."""
        made = [one for one in self._store.entries(BackedUp) if one.at >= self._capture.captured_at]
        return (made[-1].snapshot,) if made and self._objects.has(self._capture.sha256) else ()

    def identity(self) -> Facts:
        """Its number, which is never given again, and its hash."""
        return self._capture.id, f"SHA-256 {self._capture.sha256}"

    def persistence(self) -> Facts:
        """When its bytes were last hashed anew and held; at intake they were read back from the disk."""
        times = [entry.at for entry in self._log if entry.action in ("add", "verify")]
        return (f"{max(times):%Y-%m-%d %H:%MZ}",) if times else ()

    def renderability(self) -> Facts:
        """The text as read, or transcripts."""
        found = self._document()
        transcripts = [one.made_by for one in self._store.transcripts(recording=self._capture.sha256)]
        return (found.id, *transcripts) if found else tuple(transcripts)

    def understandability(self) -> Facts:
        """Language, title, publisher and date, where all are known."""
        found = self._document()
        if found is None or not (found.title and found.publisher and found.published):
            return ()
        return found.language, found.title, found.publisher, found.published.text or str(found.published.start)

    def custody(self) -> Facts:
        """The entries of the log about it."""
        return tuple(f"log {entry.number} {entry.action}" for entry in self._log)

    def derivation(self) -> Facts:
        """What was made of it, with the program and its version; where nothing was, the original alone."""
        found = self._document()
        made = [f"{one.text[:16]} {one.made_by}" for one in self._store.transcripts(recording=self._capture.sha256)]
        return (f"{found.id} {found.reader}", *made) if found else (*made, self._capture.id)

    def address(self) -> Facts:
        """Where it was, with every step there."""
        steps = tuple(hop.address for hop in self._capture.redirects)
        return tuple(dict.fromkeys(filter(None, (self._capture.asked, *steps, self._capture.address))))

    def source(self) -> Facts:
        """The bytes as the server sent them."""
        return (f"{self._capture.media_type} {self._capture.size:,} B",) if of_the_web(self._capture) else ()

    def picture(self) -> Facts:
        """The picture in the WARC it lies in, or is."""
        whole = self._within or self._capture
        if whole.how is not How.WEB or "warc" not in whole.media_type or not self._objects.has(whole.sha256):
            return ()
        with self._objects.open(whole.sha256) as warc:
            return (whole.id,) if picture_in(warc) else ()

    def media(self) -> Facts:
        """What came in out of the same archive."""
        whole = self._within or self._capture
        parts = [one.id for one in self._store.captures(container=whole.sha256) if one.id != self._capture.id]
        lacking = any(note.startswith(LACKS + "http") for note in whole.notes)
        return (f"{whole.id}: {', '.join(parts)}",) if parts and not lacking else ()

    def metadata(self) -> Facts:
        """Headers as received; those of a file lie in its bytes, which are kept."""
        told = (f"{len(self._capture.headers)} headers",) if self._capture.headers else ()
        return told or (() if of_the_web(self._capture) else (f"SHA-256 {self._capture.sha256}",))

    def collector(self) -> Facts:
        """Who took it in."""
        return (self._capture.added_by,) if self._capture.added_by else ()

    def hash(self) -> Facts:
        """Both, taken as it came in."""
        stored = self._store.object(self._capture.sha256)
        return f"SHA-256 {stored.sha256}", f"SHA-512 {stored.sha512}"

    def time(self) -> Facts:
        """The stamps on checkpoints that hold the log entry of its intake."""
        added = self._added()
        held = {str(one.number) for one in self._store.entries(Checkpoint) if added is not None and one.size >= added}
        return tuple(
            f"stamp {one.number} {one.sha256[:16]}" for one in self._store.entries(Stamp) if one.subject in held
        )

    def nothing(self) -> Facts:
        """What the casebook never captures by itself."""
        return ()


_FACTS: Mapping[str, Callable[[_Item], Facts]] = {
    "authenticity": _Item.authenticity,
    "availability": _Item.availability,
    "identity": _Item.identity,
    "persistence": _Item.persistence,
    "renderability": _Item.renderability,
    "understandability": _Item.understandability,
    "custody": _Item.custody,
    "derivation": _Item.derivation,
    "address": _Item.address,
    "source": _Item.source,
    "picture": _Item.picture,
    "media": _Item.media,
    "metadata": _Item.metadata,
    "context": _Item.nothing,
    "collector": _Item.collector,
    "place": _Item.nothing,
    "hash": _Item.hash,
    "time": _Item.time,
}
