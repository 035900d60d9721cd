"""Asking a language model for claims, where the user has named one: off unless set, resumable, told in the log."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from chamsae import codec
from chamsae.casebook.language_model import Destination, LanguageModel, destination
from chamsae.casebook.progress import Silent, awaited
from chamsae.casebook.reconciling import Reconcile
from chamsae.errors import CasebookError, InputError, phrase
from chamsae.model.claim import Claim
from chamsae.model.document import Document
from chamsae.model.judgement import Status
from chamsae.ports import Clock, Progress, Store
from chamsae.settings import MODEL_KEY, Settings

#: What the log calls it.
ACTION = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskReport:
    """What came of asking: documents asked, claims only the model saw, how many the readers had, what was refused.

    `refused` are pairs of a document's name and the reason; `held_back` names documents that were not sent.
    """

    asked: int = 0
    claims: int = 0
    known: int = 0
    refused: tuple[tuple[str, str], ...] = ()
    held_back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What asking would send: which documents, how many characters, where to; what is held back."""

    where: Destination
    documents: tuple[str, ...]
    characters: int
    held_back: tuple[str, ...]


class Ask:
    """The language model of one casebook."""

    def __init__(self, store: Store, settings: Settings, clock: Clock, reconcile: Reconcile) -> None:
        self._store, self._settings, self._clock, self._reconcile = store, settings, clock, reconcile

    def where(self) -> Destination | None:
        """Where text would go; None while no model is set. Raises CasebookError for an address that will not do."""
        return destination(self._settings.model_address) if self._settings.model_address else None

    def plan(self, documents: Iterable[str] | None = None) -> Plan:
        """What `run` would send. Raises CasebookError while no model is set, NotFound for a document that is not there.

        Without `documents`: all that this model was not asked about. A document with a withheld claim never leaves
        this computer.
        """
        model = self._model()
        chosen = [self._store.document(id) for id in documents] if documents is not None else list(self._unasked())
        held = set() if model.where.here else self._withheld()
        sent = [one for one in chosen if one.id not in held]
        return Plan(
            where=model.where,
            documents=tuple(one.id for one in sent),
            characters=sum(len(one.text) for one in sent),
            held_back=tuple(one.name for one in chosen if one.id in held),
        )

    def run(self, documents: Iterable[str] | None = None, *, by: str, progress: Progress | None = None) -> AskReport:
        """Ask about each document, passage by passage; what holds becomes proposals marked as seen by a model only.

        Each document is committed as it is finished, so interrupted work resumes. Raises ServerError when the model
        does not answer; what was found before is kept.
        """
        model, plan, watch = self._model(), self.plan(documents), progress or Silent()
        report = AskReport(held_back=plan.held_back)
        watch.start(len(plan.documents), "asking")
        try:
            for id in plan.documents:
                report = _added(report, self._document(model, self._store.document(id), by, watch))
        finally:
            watch.finish()
            if report.claims:
                self._reconcile.run(by=by, progress=watch)
        return report

    def _model(self) -> LanguageModel:
        where = self.where()
        if where is None or not self._settings.model_name:
            raise CasebookError(
                phrase("no language model is set"),
                do=phrase("Name one in settings.toml: model_address and model_name (docs/howto/language-model.md)."),
            )
        key = os.environ.get(MODEL_KEY, "")
        return LanguageModel(where=where, name=self._settings.model_name, key=key, seconds=self._settings.model_seconds)

    @property
    def _reader(self) -> str:
        from chamsae.read.ask import QUESTION  # noqa: PLC0415 - readers are heavy, and mostly no model is set

        return f"model {self._settings.model_name} {QUESTION}"

    def _unasked(self) -> Iterator[Document]:
        reader = self._reader
        asked = {e.subject for e in self._store.log(actions=(ACTION,)) if e.detail.get("reader") == reader}
        return (one for one in self._store.documents() if one.id not in asked)

    def _withheld(self) -> set[str]:
        held = [target for target, status in self._store.statuses().items() if status is Status.WITHHELD]
        return {claim.document for claim in self._store.claims(ids=held)}

    def _document(self, model: LanguageModel, document: Document, by: str, watch: Progress) -> AskReport:
        from chamsae.read.ask import Answer, kept, messages, passages  # noqa: PLC0415 - see above

        schema, found, refused, known = codec.schema(Answer), list[Claim](), list[str](), 0
        standing = tuple(self._store.claims(document=document.id))
        for passage in passages(document):
            try:
                said = awaited(partial(model.answer, messages(document, passage), schema), watch)
                answer = codec.from_json(Answer, said)
            except InputError as error:
                refused.append(phrase("at %(place)s: %(why)s", place=f"{passage.start:,}", why=error.fault))
                continue
            held = kept(document, passage, answer, (*standing, *found), reader=self._reader)
            found += held.claims
            refused += held.refused
            known += held.known
        with self._store.transaction():
            new = self._store.add_claims(found)
            detail = {"reader": self._reader, "to": str(model.where), "claims": str(new), "refused": str(len(refused))}
            self._store.append_log(at=self._clock(), actor=by, action=ACTION, subject=document.id, detail=detail)
        watch.step(document.name)
        return AskReport(asked=1, claims=new, known=known, refused=tuple((document.name, why) for why in refused))


def _added(one: AskReport, other: AskReport) -> AskReport:
    return replace(
        one,
        asked=one.asked + other.asked,
        claims=one.claims + other.claims,
        known=one.known + other.known,
        refused=(*one.refused, *other.refused),
    )
