"""Learning how sure to be from what people decided: fitted on this computer, measured on decisions held back.

A decision is a proposal that somebody accepted, or rejected or corrected. The fitted scorer lies in the casebook's
folder, every version of it; it changes the order of the queue and the confidence shown, never a claim.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from chamsae.casebook.changes import FOREIGN
from chamsae.casebook.evidence import features
from chamsae.casebook.measured import Measures, measured
from chamsae.casebook.writing_out import writing
from chamsae.errors import InputError, NotFound
from chamsae.model.claim import Claim, ClaimKind
from chamsae.model.document import Document
from chamsae.model.judgement import STATUS_OF, WAITING, Judgement, Status, Verdict, standing
from chamsae.model.queue import Stage, asking
from chamsae.ports import Clock, Store
from chamsae.read.scorer import Features, Scorer, fit, from_json, to_json

#: The folder of fitted scorers in a casebook's folder, and the one in force.
FOLDER, IN_FORCE = "scorers", "confidence.json"
#: Decisions wanted before anything is fitted: in all, and of either answer.
ENOUGH, OF_EACH = 60, 12
#: Parts the decisions are cut into; each part is judged by a scorer that has not seen it.
FOLDS = 5
#: Features seen in fewer decisions than this are left out: they say more about one document than about readers.
SEEN = 3
#: How freely the weights may move (C of the logistic regression).
STRENGTH = 0.3
#: Claims put in their new place in the queue in one go.
MANY = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A proposal, whether it was right as it stood, and what was corrected in it."""

    claim: Claim
    document: Document
    right: bool
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What came of learning.

    `before` measures the readers' own confidence, `after` that of scorers on decisions they had not seen; by kind as
    well. `whole_documents` is False where there were too few to hold back whole ones. `kept` names the version kept,
    None when it was no better. `corrected` counts what people corrected.
    """

    decisions: int
    right: int
    before: Measures
    after: Measures
    kinds: Mapping[ClaimKind, tuple[Measures, Measures]]
    whole_documents: bool
    corrected: Mapping[str, int]
    kept: str | None

    @property
    def better(self) -> bool:
        """True when both losses on decisions held back are smaller than before."""
        return self.after.loss < self.before.loss and self.after.brier < self.before.brier


class Learning:
    """The learned confidence of one casebook; `folder` is the casebook's, None for one in memory."""

    def __init__(self, store: Store, clock: Clock, folder: Path | None) -> None:
        self._store, self._clock = store, clock
        self._folder = folder / FOLDER if folder else None

    def scorer(self) -> Scorer | None:
        """The scorer in force. Raises InputError when its file is damaged."""
        file = self._folder / IN_FORCE if self._folder else None
        if file is None or not file.is_file():
            return None
        return from_json(file.read_text("utf-8"), thing=str(file))

    def run(self, *, by: str, insist: bool = False) -> Learned:
        """Fit, measure, and keep the scorer if it is better on decisions held back, or if you `insist`.

        Raises InputError saying how many decisions are wanting, or for a casebook in memory, and MissingPart
        without scikit-learn.
        """
        if self._folder is None:
            raise InputError("a casebook in memory keeps no scorer", do="Open one in a folder.")
        decisions = list(self.decisions())
        _check_enough(decisions)
        rows = _rows(decisions)
        told, whole = _held_back(decisions, rows)
        right = [one.right for one in decisions]
        before = [(one.claim.confidence, one.right) for one in decisions]
        learned = Learned(
            decisions=len(decisions), right=sum(right), before=measured(before), after=measured(told),
            kinds=_by_kind(decisions, before, told), whole_documents=whole,
            corrected=Counter(field for one in decisions for field in one.corrected), kept=None,
        )  # fmt: skip
        if not (learned.better or insist):
            return learned
        return self._keep(learned, rows, right, by=by)

    def forget(self, *, by: str) -> None:
        """Go back to the readers' own confidence; fitted versions stay in the folder. Raises NotFound when none is."""
        file = self._folder / IN_FORCE if self._folder else None
        if file is None or not file.is_file():
            raise NotFound("nothing learned is in force")
        version = (self.scorer() or _NOTHING).version
        with self._store.transaction():
            self._apply(None)
            detail = {"version": version}
            self._store.append_log(at=self._clock(), actor=by, action="forget", subject="confidence", detail=detail)
            file.unlink()

    def decisions(self) -> Iterator[Decision]:
        """Proposals of readers that people decided on, in the order of the casebook; without what nobody could tell."""
        ledger = standing(self._store.judgements())
        last = {target: entries[-1] for target, entries in ledger.items()}
        documents = {document.id: document for document in self._store.documents(text=False)}
        held = {claim.id: claim for claim in self._store.claims(ids=list(last))}
        for claim in held.values():
            right = _right(last[claim.id])
            if right is not None and not claim.reader.startswith(FOREIGN[0]):
                better = held.get(last[claim.id].by_claim or "")
                corrected = tuple(_corrected(claim, better)) if better else ()
                yield Decision(claim=claim, document=documents[claim.document], right=right, corrected=corrected)

    def place(self, claims: Iterable[Claim], document: Document, *, reread: bool = False) -> None:
        """Give new claims their place in the queue, by the learned confidence where there is one."""
        scorer = self.scorer()
        if scorer is None and not reread:
            return  # the store has placed them by their content
        self._store.put_askings(
            asking(claim, sure=None if scorer is None else _sure(scorer, claim, document), reread=reread)
            for claim in claims
        )

    def _keep(self, learned: Learned, rows: Sequence[Features], right: Sequence[bool], *, by: str) -> Learned:
        assert self._folder
        versions = [int(path.stem.rpartition("-")[2]) for path in self._folder.glob("confidence-[0-9]*.json")]
        number = 1 + max(versions, default=0)
        trained = (
            f"{learned.decisions} decisions, {learned.right} right; on decisions held back log loss "
            f"{learned.after.loss:.3f} (readers alone {learned.before.loss:.3f}), "
            f"Brier {learned.after.brier:.3f} ({learned.before.brier:.3f})"
        )
        scorer = _fitted(rows, right, version=str(number), trained=trained)
        with self._store.transaction():
            self._apply(scorer)
            detail = {"version": scorer.version, "decisions": str(learned.decisions),
                      "sha256": hashlib.sha256(to_json(scorer).encode()).hexdigest()}  # fmt: skip
            self._store.append_log(at=self._clock(), actor=by, action="learn", subject="confidence", detail=detail)
            self._write(scorer, f"confidence-{number}.json")
        return replace(learned, kept=scorer.version)

    def _write(self, scorer: Scorer, name: str) -> None:
        assert self._folder
        with writing(self._folder):
            self._folder.mkdir(mode=0o700, exist_ok=True)
            for file in (self._folder / name, self._folder / IN_FORCE):
                aside = file.with_suffix(".tmp")
                aside.write_text(to_json(scorer), "utf-8")
                aside.replace(file)

    def _apply(self, scorer: Scorer | None) -> None:
        """Put every claim in the place this scorer gives it, some at a time."""
        documents = {document.id: document for document in self._store.documents(text=False)}
        states = self._store.statuses()
        some: list[Claim] = []
        for claim in self._store.claims():
            if states.get(claim.id, Status.PROPOSED) in WAITING:
                some.append(claim)
            if len(some) == MANY:
                self._put(some, documents, scorer)
                some = []
        self._put(some, documents, scorer)

    def _put(self, claims: Sequence[Claim], documents: Mapping[str, Document], scorer: Scorer | None) -> None:
        before = self._store.askings([claim.id for claim in claims])
        self._store.put_askings(
            asking(
                claim,
                contradicted=before[claim.id].stage is Stage.CONTRADICTED,
                reread=before[claim.id].stage is Stage.REREAD,
                sure=None if scorer is None else _sure(scorer, claim, documents[claim.document]),
            )
            for claim in claims
        )


_NOTHING = Scorer(name="confidence", version="0", trained="", bias=0.0, weights={})


def _sure(scorer: Scorer, claim: Claim, document: Document) -> float:
    return round(min(0.99, max(0.01, scorer.probability(features(claim, document)))), 3)


def _right(entry: Judgement) -> bool | None:
    """Whether the proposal was right as it stood; None where nobody could tell or no person said."""
    status = STATUS_OF[entry.verdict]
    if entry.verdict is Verdict.SUPERSEDED or status is Status.REJECTED:
        return False
    return True if status in {Status.ACCEPTED, Status.WITHHELD} else None


def _corrected(old: Claim, new: Claim) -> Iterator[str]:
    """What a person changed in a claim."""
    for name in ("value", "speaker", "via", "place", "when", "modality"):
        if getattr(old, name) != getattr(new, name):
            yield name


def _check_enough(decisions: Sequence[Decision]) -> None:
    right = sum(one.right for one in decisions)
    wrong = len(decisions) - right
    wanting = [
        f"{ENOUGH - len(decisions)} more in all" if len(decisions) < ENOUGH else "",
        f"{OF_EACH - right} more accepted" if right < OF_EACH else "",
        f"{OF_EACH - wrong} more rejected or corrected" if wrong < OF_EACH else "",
    ]
    if any(wanting):
        raise InputError(
            f"there are {len(decisions)} decisions to learn from, {right} accepted and {wrong} rejected or corrected",
            do=f"Needed: {', '.join(filter(None, wanting))}.",
        )


def _rows(decisions: Sequence[Decision]) -> list[Features]:
    """The features of each decision, without those seen in few."""
    rows = [features(one.claim, one.document) for one in decisions]
    seen = Counter(name for row in rows for name in row)
    return [{name: value for name, value in row.items() if seen[name] >= SEEN} for row in rows]


def _fitted(rows: Sequence[Features], right: Sequence[bool], *, version: str, trained: str) -> Scorer:
    given = zip(rows, right, strict=True)
    return fit(given, name="confidence", version=version, trained=trained, strength=STRENGTH)


def _held_back(decisions: Sequence[Decision], rows: Sequence[Features]) -> tuple[list[tuple[float, bool]], bool]:
    """What scorers said of decisions they had not seen; whole documents are held back where there are enough."""
    documents = len({one.document.id for one in decisions})
    whole = documents >= 2 * FOLDS
    name: Callable[[Decision], str] = (lambda one: one.document.id) if whole else (lambda one: one.claim.id)
    fold = [int(hashlib.sha256(name(one).encode()).hexdigest(), 16) % FOLDS for one in decisions]
    told = dict[int, tuple[float, bool]]()
    for part in range(FOLDS):
        seen = [at for at in range(len(decisions)) if fold[at] != part]
        answers = [decisions[at].right for at in seen]
        share = sum(answers) / len(answers) if answers else 0.5
        scorer = _fitted([rows[at] for at in seen], answers, version="0", trained="") if 0 < share < 1 else None
        for at in range(len(decisions)):
            if fold[at] == part:
                told[at] = (scorer.probability(rows[at]) if scorer else share, decisions[at].right)
    return [told[at] for at in range(len(decisions))], whole


def _by_kind(
    decisions: Sequence[Decision], before: Sequence[tuple[float, bool]], after: Sequence[tuple[float, bool]]
) -> dict[ClaimKind, tuple[Measures, Measures]]:
    found = {}
    for kind in ClaimKind:
        at = [place for place, one in enumerate(decisions) if one.claim.kind is kind]
        if at:
            found[kind] = (measured([before[place] for place in at]), measured([after[place] for place in at]))
    return found
