"""A draft of a petition as the screen shows it: sentences with their evidence, what is empty, what is in the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from chamsae.casebook.book import Casebook
from chamsae.model.claim import Claim
from chamsae.model.filing import ConflictAnswer
from chamsae.model.judgement import Status
from chamsae.model.petition import AskedField, Conflict, Draft, PetitionAnswer, Source, Told, Words
from chamsae.web import labels
from chamsae.web.petition_articles import Chosen, StateLines, chosen, state_lines
from chamsae.web.petition_words import lack, typed_by


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim with where it stands and what people think of it."""

    claim: Claim
    source: Source
    status: Status


@dataclass(frozen=True, slots=True)
class SentenceLine:
    """A sentence with its evidence; `answer` is the entry that typed it, where it can be taken back."""

    told: Told
    evidence: tuple[Evidence, ...]
    answer: int = 0

    @property
    def source(self) -> str:
        """Where a sentence without claims comes from, in words."""
        return typed_by(self.told.typed) if self.told.typed else ""


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field of the form; `material` is what an answer typed for it fills, "" where none can."""

    asked: AskedField
    label: str
    sentences: tuple[SentenceLine, ...]
    material: str = ""


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """Another body that has the case, with the reason that was given, if one was."""

    conflict: Conflict
    answer: ConflictAnswer | None


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in words; `left` counts the days of the urgent procedure that are left."""

    draft: Draft
    states: tuple[str, ...]
    sections: tuple[tuple[str, tuple[FieldLine, ...]], ...]
    missing: tuple[tuple[str, str, str], ...]
    lacks: tuple[str, ...]
    unchecked: tuple[Claim, ...]
    conflicts: tuple[ConflictLine, ...]
    exhibits: tuple[tuple[Source, str], ...]
    articles: tuple[StateLines, ...]
    chosen: Chosen
    left: int | None

    @property
    def ready(self) -> bool:
        """Whether it may be written."""
        return not self.draft.lacks

    @property
    def can_add_articles(self) -> bool:
        """Whether there is an instrument of which an article can be added."""
        return any(state.addable for state in self.articles)

    @property
    def open_conflicts(self) -> bool:
        """Whether some conflict has no reason yet."""
        return any(one.answer is None for one in self.conflicts)


def draft_line(
    book: Casebook,
    draft: Draft,
    *,
    typed: Sequence[PetitionAnswer],
    reasons: Sequence[ConflictAnswer],
    today: date,
    by: str = "",
) -> DraftLine:
    """A draft in words; `by` is at work, where the form names articles."""
    claims = {claim.id: claim for claim in book.store.claims(ids=list(draft.sources))} if draft.sources else {}
    statuses = book.store.statuses(list(claims)) if claims else {}
    shown = _Shown(draft, claims, statuses, {(one.material, one.text): one.number for one in typed})
    given = {because: one for one in reasons for because in one.conflicts}
    return DraftLine(
        draft=draft,
        states=tuple(labels.place(state) or state.upper() for state in draft.states),
        sections=tuple((f"{one.number} {worded(one.label)}", tuple(map(shown.field, one.fields)))
                       for one in draft.form.sections),
        missing=tuple((one.field, worded(one.label), _address(one.screen)) for one in draft.missing),
        lacks=tuple(lack(one.what, one.because) for one in draft.lacks),
        unchecked=tuple(one for id, one in claims.items() if statuses.get(id) is not Status.ACCEPTED),
        conflicts=tuple(ConflictLine(one, given.get(one.because)) for one in draft.conflicts),
        exhibits=tuple(_exhibits(draft, claims)),
        articles=state_lines(book, draft, by=by),
        chosen=chosen(one.act for one in draft.provisions),
        left=(draft.deadline - today).days if draft.deadline else None,
    )  # fmt: skip


def worded(label: Words) -> str:
    """A label of a form in the language of the screen."""
    return label.get(labels.tongue()) or label["en"]


@dataclass(frozen=True, slots=True)
class _Shown:
    """Puts the fields of one draft in words."""

    draft: Draft
    claims: Mapping[str, Claim]
    statuses: Mapping[str, Status]
    answers: Mapping[tuple[str, str], int]

    def field(self, asked: AskedField) -> FieldLine:
        """A field with its sentences."""
        told = [(key, one) for key in asked.material for one in self.draft.material.get(key, ())]
        material = asked.material[0] if asked.material and not _worked_out(asked.material[0]) else ""
        return FieldLine(
            asked, worded(asked.label), tuple(self.sentence(key, one) for key, one in told), material
        )  # fmt: skip

    def sentence(self, material: str, told: Told) -> SentenceLine:
        """A sentence with its evidence."""
        evidence = tuple(
            Evidence(self.claims[id], self.draft.sources[id], self.statuses.get(id, Status.PROPOSED))
            for id in told.claims
            if id in self.claims
        )
        return SentenceLine(told, evidence, self.answers.get((material, told.text), 0))


def _worked_out(material: str) -> bool:
    """What is worked out from the consent ledger, the submitter or the law cannot be typed."""
    return material.endswith("_consent") or material.startswith("submitter") or material in _NEVER_TYPED


_NEVER_TYPED = {"articles", "not_bound", "precedents", "mandates", "follow_up", "clock", "one_person", "elsewhere"}


def _exhibits(draft: Draft, claims: Mapping[str, Claim]) -> Iterator[tuple[Source, str]]:
    """The documents that are cited, each once, with their ids."""
    seen = {source.sha256: (source, claims[id].document) for id, source in draft.sources.items() if id in claims}
    yield from seen.values()


def _address(screen: str) -> str:
    """Where something is told; who submits is told on a screen of its own."""
    return reverse("petition-submitter") if screen.startswith("settings") else f"/{screen}"
