"""Petitions as they may leave: what is told, with third persons hidden, once nothing stands in the way.

Nothing else in Chamsae constructs a Petition.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from chamsae.errors import Withheld, phrase
from chamsae.model.canonical import canonical
from chamsae.model.petition import (
    AskedSection,
    Draft,
    FilledField,
    FilledSection,
    Footnote,
    Petition,
    Sentence,
    Submitter,
    Told,
)
from chamsae.model.provision import ArticleAct, ChosenArticle
from chamsae.protect.known_names import KnownNames, bare, spellings
from chamsae.protect.redact_text import MARK
from chamsae.text.forms import state_name


def petition(draft: Draft, known: KnownNames, *, submitter: Submitter, made_at: datetime) -> Petition:
    """The petition as it may leave, its id following from its content.

    Every person but those the draft is about stands as [withheld], also in quotes and titles. Raises Withheld, naming
    each consent that is missing and how many claims nobody has checked, where something stands in the way. A required
    field nothing is told for stays empty and is listed: the body decides whether it can take the case.
    """
    refuse(draft)
    writer = _Writer(draft, known)
    sections = tuple(writer.section(one) for one in draft.form.sections)
    counted = (one for one, asked in zip(sections, draft.form.sections, strict=True) if asked.counted)
    made = Petition(
        id="", body=draft.form.body, person=draft.person, title=writer.clean(draft.title), label=draft.form.label,
        address=draft.form.address, procedure=draft.procedure, states=draft.states, sections=sections,
        footnotes=tuple(writer.notes.values()), missing=draft.missing, unverified=unverified(draft),
        way=draft.form.ways[draft.procedure.value]["en"], reminders=draft.form.reminders, signed=draft.form.signed,
        files=draft.form.files, words=_words(counted), most_words=draft.most_words, most_pages=draft.most_pages,
        deadline=draft.deadline, dated=draft.form.dated, made_at=made_at, cover=draft.form.cover, submitter=submitter,
        chosen=tuple(writer.chosen()),
    )  # fmt: skip
    return replace(made, id="p" + hashlib.sha256(canonical(made).encode()).hexdigest()[:15])


def refuse(draft: Draft) -> None:
    """Raise Withheld where something stands in the way of a draft, naming all of it."""
    if draft.lacks:
        raise Withheld(
            "; ".join(f"{one.what}: {one.because}" for one in draft.lacks),
            thing=phrase("%(body)s for %(person)s", body=draft.form.short, person=draft.person),
            do=phrase("Ask for the consent, check the claims, say why it goes to two bodies; nothing was written."),
        )  # fmt: skip


def unverified(draft: Draft) -> tuple[str, ...]:
    """The rules, fields and precedents of the form that nobody has checked against the body's own text."""
    form = draft.form
    fields = [one for section in form.sections for one in section.fields if not one.verified]
    found = [f"{one.label['en']}: {one.value} ({one.source})" for one in form.limits if not one.verified]
    if fields:
        found.append("wording of fields " + ", ".join(one.number for one in fields))
    told = " ".join(one.text for one in draft.material.get("precedents", ()))
    cited = [one.symbol for one in form.precedents if not one.verified and one.symbol in told]
    return (*found, *(["precedents " + ", ".join(cited)] if cited else []))


@dataclass(slots=True)
class _Writer:
    """Writes the sentences of one petition and numbers its footnotes."""

    draft: Draft
    known: KnownNames
    notes: dict[tuple[str, str], Footnote] = field(default_factory=dict)
    own: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.own = frozenset(spelling for name in self.draft.own for spelling in (*spellings(name), bare(name)))

    def section(self, asked: AskedSection) -> FilledSection:
        """A section with what is told for each of its fields."""
        fields = tuple(
            FilledField(
                number=one.number, label=one.label, required=one.required,
                sentences=tuple(self.sentence(told) for key in one.material for told in self.told(key)),
            )
            for one in asked.fields
        )  # fmt: skip
        return FilledSection(number=asked.number, label=asked.label, fields=fields)

    def chosen(self) -> Iterator[ChosenArticle]:
        """What people did to the list of articles, and why."""
        for one in self.draft.provisions:
            if one.choice is not None and one.act is not None:
                words = f"{_DONE[one.act]}: {state_name(one.state)}: {one.instrument}, article {one.article}. "
                yield ChosenArticle(entry=one.choice.number, text=self.clean(words + f"Reason: {one.choice.why}"))

    def told(self, key: str) -> tuple[Told, ...]:
        """What is told for one kind of material."""
        return self.draft.material.get(key, ())

    def sentence(self, told: Told) -> Sentence:
        """The sentence without other persons, with its footnotes."""
        notes = dict.fromkeys(self.note(claim) for claim in told.claims if claim in self.draft.sources)
        return Sentence(text=self.clean(told.text), notes=tuple(notes), typed=bool(told.typed))

    def note(self, claim: str) -> int:
        """The number of the footnote for a claim; claims on the same words of a source share one."""
        source = self.draft.sources[claim]
        key = (source.sha256, source.quote)
        held = self.notes.get(key)
        if held is None:
            clean = replace(source, quote=self.clean(source.quote), title=self.clean(source.title))
            self.notes[key] = Footnote(number=len(self.notes) + 1, source=clean, claims=(claim,))
        elif claim not in held.claims:
            self.notes[key] = replace(held, claims=(*held.claims, claim))
        return self.notes[key].number

    def clean(self, text: str) -> str:
        """The text with every person hidden whom the petition is not about."""
        parts, at = [], 0
        for start, end, name in self.known.spans(text):
            if bare(name) in self.own or bare(text[start:end]) in self.own:
                continue
            parts += [text[at:start], MARK]
            at = end
        return "".join((*parts, text[at:]))


#: How the last page tells of it.
_DONE: Mapping[ArticleAct, str] = {ArticleAct.STRUCK: "Struck out", ArticleAct.ADDED: "Added"}


def _words(sections: Iterable[FilledSection]) -> int:
    return sum(len(text.split()) for text in _texts(sections))


def _texts(sections: Iterable[FilledSection]) -> Iterator[str]:
    for section in sections:
        for one in section.fields:
            yield from (sentence.text for sentence in one.sentences)
