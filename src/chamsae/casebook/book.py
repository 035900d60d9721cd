"""The casebook: one object whose namespaces are the verbs, over any store and any object storage."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from chamsae.casebook.accession import Archive
from chamsae.casebook.appeal_letters import Letters
from chamsae.casebook.appeal_replies import Replies
from chamsae.casebook.appeals import Appeals
from chamsae.casebook.asking import Ask
from chamsae.casebook.backing_up import Backup
from chamsae.casebook.cases import Cases
from chamsae.casebook.coding import CodingDesk
from chamsae.casebook.consents import Consents
from chamsae.casebook.custody import Custody
from chamsae.casebook.demands import Evidence
from chamsae.casebook.doctor import Doctor
from chamsae.casebook.drafts import Drafts
from chamsae.casebook.estimating import Estimate
from chamsae.casebook.exchange import Exchange
from chamsae.casebook.export import Export
from chamsae.casebook.hearing import Transcripts
from chamsae.casebook.importing import Importing
from chamsae.casebook.interviews import Interviews
from chamsae.casebook.journeys import Journeys
from chamsae.casebook.learning import Learning
from chamsae.casebook.linking import Link
from chamsae.casebook.logbook import Log
from chamsae.casebook.noting import Notes
from chamsae.casebook.originals import Originals
from chamsae.casebook.outlet import Protect, Publish
from chamsae.casebook.petitions import Petitions
from chamsae.casebook.places import Places
from chamsae.casebook.reading import Read
from chamsae.casebook.reconciling import Reconcile
from chamsae.casebook.redacting import Redact
from chamsae.casebook.releases_made import Preparing
from chamsae.casebook.releasing import Releases
from chamsae.casebook.rereading import Reread
from chamsae.casebook.review import Review
from chamsae.casebook.risks import Risks
from chamsae.casebook.statements import Statements
from chamsae.casebook.tabulating import Tables
from chamsae.casebook.tracing import Tracings
from chamsae.casebook.unfinished import Unfinished
from chamsae.casebook.vault import Vault
from chamsae.casebook.withdrawing import Withdrawals
from chamsae.model.when import utc_now
from chamsae.ports import Clock, Counts, Fetcher, Hit, Objects, Poster, Store
from chamsae.reconcile.rule import Rule
from chamsae.settings import Settings


class Casebook:
    """Everything one group holds; its namespaces are the verbs.

    Material: `.archive .read .reread .importing .ask .transcripts .originals .learning .review .link`. The case file:
    `.cases .coding .tables .places .journeys .interviews .consent .withdrawal .vault .custody .risks .tracing`.
    Figures: `.reconcile .statements .estimate`. What leaves: `.release .protect .redact .publish .export .exchange`;
    `.petitions .appeals` go to UN bodies and others.
    Evidence: `.log .doctor .evidence .backup`.

    Open one with `chamsae.open(folder)`; `with` closes it. `fetcher` gets web addresses; `spool` is the folder
    for members of archives while they are taken in (None: the system's). Methods raise the errors of chamsae.errors.
    """

    def __init__(
        self,
        store: Store,
        objects: Objects,
        settings: Settings,
        *,
        path: Path | None = None,
        fetcher: Fetcher | None = None,
        poster: Poster | None = None,
        spool: Path | None = None,
        clock: Clock = utc_now,
        key: Callable[[], bytes] | None = None,
    ) -> None:
        self.store, self.objects, self.settings, self.path, self.clock = store, objects, settings, path, clock
        self.reconcile = Reconcile(store, clock, Rule(settings.figure_rule))
        self.archive = Archive(store, objects, settings, clock, fetcher=fetcher, spool=spool)
        self.learning = Learning(store, clock, path)
        self.read = Read(store, objects, settings, clock, reconcile=self.reconcile, learning=self.learning)
        self.reread = Reread(store, objects, settings, clock, reconcile=self.reconcile, learning=self.learning)
        self.importing = Importing(store, objects, clock, archive=self.archive, reconcile=self.reconcile)
        self.ask = Ask(store, settings, clock, self.reconcile)
        self.transcripts = Transcripts(store, objects, settings, clock, archive=self.archive, read=self.read)
        self.originals = Originals(store, objects, settings, clock)
        self.review = Review(store, clock)
        self.interviews = Interviews(
            store, clock, Drafts(path, key), archive=self.archive, read=self.read, review=self.review
        )
        self.statements = Statements(store, clock, self.reconcile)
        self.link = Link(store, clock, self.review)
        self.consent = Consents(store, clock, self.link)
        self.vault = Vault(store, clock, self.consent)
        self.cases = Cases(store, clock, self.link)
        self.coding = CodingDesk(store, clock)
        self.tables = Tables(store, clock, self.cases, lambda: self._preparing.known())  # noqa: PLW0108 - made below, of these tables
        self.estimate = Estimate(store, clock, self.tables, self.cases, Unfinished(path, key))
        self.places = Places(store, clock, self.link)
        self.journeys = Journeys(store, clock, self.link, self.places)
        notes = Notes(store, clock, self.archive)
        self.custody = Custody(store, clock, notes, self.review)
        self.risks = Risks(store, clock)
        self.tracing = Tracings(store, clock, notes, review=self.review, link=self.link)
        self.protect = Protect(store, clock)
        self.redact = Redact(store, objects, settings, clock, self.consent)
        self.petitions = Petitions(store, clock, self.cases, self.consent, self.redact)
        replies = Replies(store, clock, notes, review=self.review, reconcile=self.reconcile, cases=self.cases)
        letters = Letters(store, clock, self.cases, self.consent, self.redact)
        self.appeals = Appeals(
            store, clock, archive=self.archive, consent=self.consent, replies=replies, letters=letters
        )
        self.log = Log(store, clock, path, poster)
        self.publish = Publish(store, objects, clock, archive=self.archive, log=self.log, consent=self.consent)
        self._preparing: Preparing = Preparing(
            store, objects, self.cases, self.tables, self.consent, self.redact, self.log, self.estimate
        )
        self.release = Releases(store, clock, settings, self._preparing)
        self.withdrawal = Withdrawals(
            store, objects, clock, consent=self.consent, interviews=self.interviews, review=self.review,
            cases=self.cases, vault=self.vault, release=self.release,
        )  # fmt: skip
        self.exchange = Exchange(store, objects, clock, self.archive)
        self.export = Export(store, objects, settings, clock, path)
        self.doctor = Doctor(store, objects, clock, self.log)
        self.evidence = Evidence(store, objects, clock)
        self.backup = Backup(store, objects, settings, clock, path=path)

    def search(self, query: str, *, limit: int = 50) -> list[Hit]:
        """Passages that hold all words of the query, in English, Korean and Chinese; best first."""
        return self.store.search(query, limit=limit)

    def counts(self) -> Counts:
        """How much the casebook holds, and what waits for a person."""
        return self.store.counts()

    def close(self) -> None:
        """Release files and connections."""
        self.originals.close()
        self.redact.close()
        self.store.close()

    def __enter__(self) -> "Casebook":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
