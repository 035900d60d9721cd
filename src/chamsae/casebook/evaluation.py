"""The readers held against gold: a gold file with its texts, or what people decided in a casebook."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

import msgspec

from chamsae.casebook.progress import Silent
from chamsae.casebook.reader import Outcome, Task
from chamsae.casebook.workers import workers
from chamsae.errors import InputError
from chamsae.model.claim import Claim, ClaimKind
from chamsae.model.document import Document, Relation
from chamsae.model.judgement import Status
from chamsae.model.when import When
from chamsae.ports import Progress, Store
from chamsae.read.gold.judged import gold_of
from chamsae.read.gold.marks import Scores
from chamsae.read.gold.parse import DIFFERS, MEND, check_text, dangling, encode, parse, unknown
from chamsae.read.gold.score import score
from chamsae.read.gold.shape import Gold, GoldDocument, Told
from chamsae.read.propose import propose
from chamsae.reconcile.copies import compare, relations, sketch
from chamsae.reconcile.translations import translations
from chamsae.settings import Settings

#: What people decide with their answers; disputed and withheld claims are not handed on.
DECIDED = frozenset({Status.ACCEPTED, Status.REJECTED})
#: The largest gold file that is read.
LARGEST = 1 << 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluated:
    """The scores of a run, with the documents (under the ids of the gold) its findings point into, and notes."""

    gold: Gold
    scores: Scores
    documents: Mapping[str, Document]
    readers: tuple[str, ...]
    notes: tuple[str, ...] = ()


def evaluate(
    path: Path, *, texts: Path | None = None, settings: Settings | None = None, progress: Progress | None = None
) -> Evaluated:
    """Read the texts of a gold file as `chamsae read` would and score what is proposed.

    Texts lie in `texts`, else beside the gold file. Raises InputError, naming file, entry and reason, for a gold file
    that does not hold, and for a text that is missing or not the one that was annotated. Needs no casebook.
    """
    raw = _limited(path)
    gold = parse(raw, thing=str(path))
    folder = texts or path.parent
    tasks = [_task(document, folder, str(path)) for document in gold.documents]
    watch = progress or Silent()
    watch.start(len(tasks), "reading")
    read: dict[str, Document] = {}
    claims: dict[str, tuple[Claim, ...]] = {}
    notes = [*(f"nothing reads the key {key}" for key in unknown(raw, gold)), *dangling(gold)]
    with workers(settings or Settings(), len(tasks)) as work:
        for entry, done in zip(gold.documents, work(tasks), strict=True):
            watch.step(done.name, done.reason or "")
            notes += [f"{entry.file}: {done.reason}"] if done.reason else []
            if done.document is not None:
                check_text(gold, entry.id, done.document.text, thing=str(path))
                read[entry.id], claims[entry.id] = _under(entry, done)
    watch.finish()
    return _evaluated(gold, read, claims, notes)


def evaluate_casebook(store: Store, *, progress: Progress | None = None) -> Evaluated:
    """Read the documents of a casebook anew, changing nothing, and score the proposals against what people decided.

    Raises InputError when nobody has judged anything yet.
    """
    gold, documents = _judged(store)
    watch = progress or Silent()
    watch.start(len(documents), "reading")
    claims = {}
    for id, document in documents.items():
        claims[id] = propose(document)
        watch.step(document.name)
    watch.finish()
    return _evaluated(gold, documents, claims, [])


def export_gold(store: Store, path: Path, *, by: str, at: datetime) -> Gold:
    """Write what people decided as a gold file, the texts beside it in a folder of the file's name; logged.

    Withheld and undecided claims are left out. The texts are the casebook's own: hand them on only as you may hand
    on the documents. Raises InputError when nobody has judged anything yet.
    """
    gold, documents = _judged(store)
    folder = path.with_name(f"{path.stem}-texts")
    folder.mkdir(parents=True, exist_ok=True)
    named = []
    for entry in gold.documents:
        data = documents[entry.id].text.encode()
        (folder / f"{entry.id}.txt").write_bytes(data)
        file = f"{folder.name}/{entry.id}.txt"
        named.append(msgspec.structs.replace(entry, file=file, sha256=hashlib.sha256(data).hexdigest()))
    written = msgspec.structs.replace(gold, documents=tuple(named))
    raw = encode(written)
    path.write_bytes(raw)
    detail = {"documents": str(len(named)), "sha256": hashlib.sha256(raw).hexdigest()}
    with store.transaction():
        store.append_log(at=at, actor=by, action="export_gold", subject="casebook", detail=detail)
    return written


def _judged(store: Store) -> tuple[Gold, dict[str, Document]]:
    """What was accepted and rejected, as gold, and the documents it stands in."""
    statuses = store.statuses()
    claims = list(store.claims())
    superseded = {claim.supersedes for claim in claims}
    decided = [claim for claim in claims if claim.id not in superseded and statuses.get(claim.id) in DECIDED]
    if not decided:
        raise InputError(
            "nobody has accepted or rejected a claim yet", do="Judge some: `chamsae review`, then measure again."
        )
    documents = {id: store.document(id) for id in dict.fromkeys(claim.document for claim in decided)}
    accepted = frozenset(claim.id for claim in decided if statuses[claim.id] is Status.ACCEPTED)
    return gold_of(documents.values(), decided, accepted), documents


def _limited(path: Path) -> bytes:
    if path.stat().st_size > LARGEST:
        raise InputError(f"larger than {LARGEST >> 20} MiB", thing=str(path), do="Split it into several gold files.")
    return path.read_bytes()


def _task(document: GoldDocument, folder: Path, thing: str) -> Task:
    """The document's text to be read; the file must be the one that was annotated, and lie in the folder."""
    entry = f"{thing}: document {document.id}"
    named = PurePosixPath(document.file)
    if named.is_absolute() or ".." in named.parts or "\0" in document.file:
        raise InputError(f"the file {document.file} lies outside the folder", thing=entry, do=MEND)
    try:
        data = (folder / named).read_bytes()
    except OSError as error:
        raise InputError(
            f"the text {folder / named} cannot be read ({error.strerror})", thing=entry,
            do="Put it there, or name its folder with --texts DIR.",
        ) from error  # fmt: skip
    found = hashlib.sha256(data).hexdigest()
    if found != document.sha256:
        raise InputError(f"{folder / named} has SHA-256 {found}, not {document.sha256}", thing=entry, do=DIFFERS)
    return Task(sha256=found, name=named.name, media_type="text/plain", address=None, data=data)


def _under(entry: GoldDocument, done: Outcome) -> tuple[Document, tuple[Claim, ...]]:
    """Document and claims under the gold's id; read again with what the gold tells besides the text, if it does."""
    assert done.document is not None
    if entry.told is None:
        return replace(done.document, id=entry.id), _of(entry.id, done.claims)
    told = _told(done.document, entry.told)
    return replace(told, id=entry.id), _of(entry.id, propose(told))


def _told(document: Document, told: Told) -> Document:
    published = When.day(told.published) if told.published else None
    return replace(
        document,
        published=document.published or published,
        publisher=document.publisher or told.publisher,
        language=told.language or document.language,
    )


def _of(id: str, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    return tuple(replace(claim, document=id) for claim in claims)


def _evaluated(
    gold: Gold, documents: Mapping[str, Document], claims: Mapping[str, tuple[Claim, ...]], notes: Sequence[str]
) -> Evaluated:
    related = _relations(documents, claims) if gold.document_relations else None
    scores = score(gold, claims, related)
    return Evaluated(
        gold=gold,
        scores=scores,
        documents=documents,
        readers=tuple(sorted({claim.reader for of in claims.values() for claim in of})),
        notes=(*notes, *scores.noted),
    )


def _relations(documents: Mapping[str, Document], claims: Mapping[str, tuple[Claim, ...]]) -> list[Relation]:
    """Copies among the texts, and translations where there are several languages, as a casebook would find them."""
    pairs = compare([sketch(document) for document in documents.values()])
    found = [*relations(documents.__getitem__, pairs)]
    if len({document.language.partition("-")[0] for document in documents.values()}) > 1:
        figures = [claim for of in claims.values() for claim in of if claim.kind is ClaimKind.FIGURE]
        found += translations(list(documents.values()), figures, set(documents))
    return found
