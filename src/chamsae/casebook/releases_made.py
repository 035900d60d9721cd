"""A draft put together: what it would let out now, what of it stays inside, and what each check found."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from chamsae.archive.merkle import Tree
from chamsae.casebook.cases import Cases
from chamsae.casebook.consents import Consents
from chamsae.casebook.estimating import Estimate
from chamsae.casebook.lives import Lives
from chamsae.casebook.logbook import Log
from chamsae.casebook.outlet import figures_for
from chamsae.casebook.redacting import Redact
from chamsae.casebook.tabulating import Tables, last_counting
from chamsae.casebook.white_paper import holdings, paper_names, paper_parts, standard
from chamsae.errors import ChamsaeError, InputError, NotFound, Withheld, phrase
from chamsae.model.case import CodedAct, Wanted
from chamsae.model.checkpoint import Stamp
from chamsae.model.claim import NAMELESS
from chamsae.model.consent import Purpose
from chamsae.model.document import Document
from chamsae.model.judgement import ABSENT, Status
from chamsae.model.link import Sex
from chamsae.model.log import TreeHead
from chamsae.model.release import Release
from chamsae.model.released_estimate import ReleasedEstimation
from chamsae.model.released_package import ReleasedCase, ReleasedPackage, ReleasedText
from chamsae.model.releasing import Check, Draft, Remark, Ticked
from chamsae.model.when import When
from chamsae.ports import Objects, Store
from chamsae.protect.candidates import Traces
from chamsae.protect.checklist import Found, search, ticked
from chamsae.protect.known_names import KnownNames, bare, spellings
from chamsae.protect.may import Field, FieldKind
from chamsae.protect.package import Happened, package, release_case, release_text
from chamsae.protect.pseudonyms import codes, release_key
from chamsae.protect.release import Audience, is_published
from chamsae.protect.roll import simulated
from chamsae.protect.tables import Leaving, Part
from chamsae.publish.edition.site import edition_files
from chamsae.reconcile.axes import Life
from chamsae.text import places
from chamsae.text.names import romanise_words
from chamsae.text.scripts import is_hangul
from chamsae.text.table_words import LANGUAGES

#: For which purpose a thing leaves, by audience: numbers, then what is told of single persons.
PURPOSES: Mapping[Audience, tuple[Purpose, Purpose]] = {
    Audience.INTERNAL: (Purpose.INTERNAL, Purpose.INTERNAL),
    Audience.CONFIDENTIAL: (Purpose.UN_CONFIDENTIAL, Purpose.UN_CONFIDENTIAL),
    Audience.PUBLIC: (Purpose.AGGREGATE, Purpose.ANONYMISED),
}
#: Whether a sex, as lives tell it, is that of women.
_FEMALE: dict[str, bool] = {Sex.WOMAN: True, Sex.MAN: False}
#: Why something stays inside, as printed.
NOTHING = phrase("no act of it is accepted")
NO_CONSENT = "no consent for this use is recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A draft as it would leave now: the package with its files, the tables with what they hide, and the checklist.

    `concerned` are the persons (ids) told of singly, for the group alone.
    """

    draft: Draft
    package: ReleasedPackage
    files: Mapping[str, bytes]
    tables: tuple[Leaving, ...]
    checklist: tuple[Ticked, ...]
    concerned: tuple[str, ...]


@dataclass(slots=True)
class Preparing:
    """Everything a draft is put together from."""

    store: Store
    objects: Objects
    cases: Cases
    tables: Tables
    consents: Consents
    redact: Redact
    log: Log
    estimate: Estimate
    lives: Lives = field(init=False)
    _known: tuple[tuple[str, ...], KnownNames] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """The lives of persons are read from the same store."""
        self.lives = Lives(self.store)

    def known(self) -> KnownNames:
        """The names that may not be read, made anew where one has come or gone: that takes seconds for thousands."""
        names = self.redact.names()
        if self._known is None or self._known[0] != names:
            self._known = (names, KnownNames(_in_letters(names)))
        return self._known[1]

    def prepared(self, draft: Draft, now: datetime) -> Prepared:
        """The draft as it would leave at this moment; reads, changes nothing."""
        return _Desk(self, draft, now).prepared()


class _Desk:
    """One draft being put together."""

    def __init__(self, around: Preparing, draft: Draft, now: datetime) -> None:
        self._around, self._store, self._draft, self._now = around, around.store, draft, now
        self._audience, self._found = Audience(draft.audience), Found()
        self._outside = self._audience is not Audience.INTERNAL
        self._withheld: list[tuple[str, str]] = []
        self._concerned: list[str] = []
        self._names = around.known()
        self._codes = codes(self._key(), (*draft.chosen.cases, *draft.chosen.documents))

    def prepared(self) -> Prepared:
        figures, tables, estimations = self._figures(), self._tables(), tuple(self._estimations())
        cases, texts = tuple(self._cases()), tuple(self._texts())
        last = last_counting(self._store)
        made = package(
            title=self._draft.title, audience=self._audience.value, recipient=self._draft.recipient,
            language=self._draft.language, day=(last.at if last else self._draft.at).date().isoformat(),
            log_number=last.number if last else 0, log_hash=self._head().root, figures=figures,
            tables=[one.table for one in tables], cases=cases, texts=texts, withheld=self._withheld,
            paper=self._paper(tables), holdings=self._holdings(tables), where=self._places(figures),
            estimations=estimations,
        )  # fmt: skip
        files = edition_files(made)
        self._stamps(made.log_number)
        self._search(files)
        return Prepared(
            draft=self._draft, package=made, files=files, tables=tables, checklist=ticked(self._found),
            concerned=tuple(sorted(set(self._concerned))),
        )  # fmt: skip

    def _key(self) -> bytes:
        """The key of this release's codes: of the secret outside the database, the draft, its salt and its reader."""
        draft = self._draft
        master = self._around.log.secret("pseudonyms")
        return release_key(master, release=f"{draft.subject} {draft.salt}", recipient=draft.recipient)

    def _head(self) -> TreeHead:
        """The state of the log that the content is of: writing drafts and signatures does not change it."""
        last = last_counting(self._store)
        size = last.number if last else 0
        return TreeHead(size=size, root=Tree(size, self._store.log_hashes).root().hex())

    def _figures(self) -> Release | None:
        if not self._draft.chosen.figures:
            return None
        groups = [self._store.group(id) for id in self._draft.chosen.figures]
        numbers = {one.settlement for one in groups}
        settled = [one for one in self._store.settlements() if one.number in numbers]
        made = figures_for(
            self._store, groups, settled, title=self._draft.title, audience=self._audience, by=self._draft.by,
            at=self._draft.at, head=self._head(),
        )  # fmt: skip
        for document in sorted({claim.citation.document for one in made.figures for claim in one.claims}):
            self._proved(self._store.document(document))
        if made.figures:
            self._found.look(Check.CELLS, len(made.figures))
        for item in made.withheld:
            self._withheld += [(item.kind, item.because)] * item.count
        return made

    def _tables(self) -> tuple[Leaving, ...]:
        named = [*self._asked()]
        parts = [one for _, one in named]
        if not parts:
            return ()
        if self._outside:
            self._counted()
        try:
            made = self._around.tables.together(parts, self._audience)
        except Withheld as error:
            self._found.fail(Check.CELLS, Remark.EXPOSED, named=error.what.rpartition(": ")[2])
            self._withheld += [("table", "small numbers could be worked out from it")] * len(parts)
            return ()
        self._found.look(Check.CELLS, len(made))
        for at, one in enumerate(made, 1):
            if one.held:
                self._found.note(Check.CELLS, Remark.HELD, table=at, count=len(one.held))
        return made

    def _asked(self) -> Iterator[tuple[str, Part]]:
        """The tables asked for, then those of the white paper, each with its name there."""
        language, chosen = self._draft.language, self._draft.chosen
        for ask in chosen.tables:
            yield "", self._around.tables.part(ask, audience=self._audience, language=language)
        if chosen.white_paper:
            yield from paper_parts(self._around.tables, self._audience, language)

    def _paper(self, tables: tuple[Leaving, ...]) -> Mapping[str, str]:
        """The names of the tables of the white paper by their ids."""
        if not self._draft.chosen.white_paper or not tables:
            return {}
        asked = len(self._draft.chosen.tables)
        return {one.table.id: name for one, name in zip(tables[asked:], paper_names(), strict=True)}

    def _holdings(self, tables: tuple[Leaving, ...]) -> Mapping[str, str]:
        if not self._draft.chosen.white_paper or not tables:
            return {}
        return holdings(self._around.tables, self._store, self._audience)

    def _places(self, figures: Release | None) -> Mapping[str, str]:
        """Where the figures that leave are, as keys of the gazetteer; a place in words of its source has none."""
        scopes = {one.id: self._store.group(one.id).scope.place for one in (figures.figures if figures else ())}
        return {id: key for id, key in scopes.items() if key and places.listed(key)}

    def _estimations(self) -> Iterator[ReleasedEstimation]:
        chosen = self._draft.chosen
        naming = "names" if chosen.list_names else "letters"
        for number in chosen.estimations:
            self._found.look(Check.CELLS)
            for language in LANGUAGES:
                yield self._around.estimate.preview(number, audience=self._audience, language=language, naming=naming)

    def _counted(self) -> None:
        """Everybody whose own testimony is counted must allow to be one of a number."""
        told = self._around.consents.tellers()
        chosen = self._draft.chosen
        asks = (*chosen.tables, *(standard().values() if chosen.white_paper else ()))
        counted = {act.document for ask in asks for act in self._around.tables.acts(ask)}
        for witness, interview in sorted({told[one] for one in counted & told.keys()}):
            self._may(witness, FieldKind.COUNT, interview, PURPOSES[self._audience][0])

    def _may(self, person: str, kind: FieldKind, item: str, purpose: Purpose) -> bool:
        """Whether a person allows it; unknown is no."""
        recipient = {Audience.PUBLIC: "public", Audience.INTERNAL: ""}.get(self._audience, self._draft.recipient)
        actor = self._around.consents.actor(self._draft.by)
        right = self._around.consents.may(actor, purpose, recipient, Field(kind=kind, item=item), person=person)
        if right:
            self._found.look(Check.CONSENT)
        else:
            named = {"about": person, "purpose": purpose.value, "ground": right.ground.value}
            self._found.fail(Check.CONSENT, Remark.RIGHT, **named)
        return bool(right)

    def _cases(self) -> Iterator[ReleasedCase]:
        for person in self._draft.chosen.cases:
            self._concerned.append(person)
            if not self._may(person, FieldKind.CASE, "", PURPOSES[self._audience][1]):
                self._withheld.append(("case", NO_CONSENT))
                continue
            try:
                yield self._case(person)
                self._found.look(Check.TELLTALE)
            except Withheld as error:
                self._found.fail(Check.TELLTALE, Remark.INSIDE, about=person, ground=error.what)
                self._withheld.append(("case", error.what))

    def _case(self, person: str) -> ReleasedCase:
        records = self._around.consents.ids(person)
        life = next(iter(self._lives_of(records).values()), Life())
        acts = [one for one in self._acts(records) if not self._outside or one.status is Status.ACCEPTED]
        if not acts:
            raise Withheld(NOTHING, thing=person, do=phrase("Review the acts of the person first."))
        steps = [Happened(violation=one.violation, traces=_traces(one, life)) for one in acts]
        sex = life.sex if life.sex in _FEMALE else None
        made = release_case(steps, simulated(), code=self._codes[person], sex=sex, language=self._draft.language)
        for told in made.coarser:
            self._coarser(person, told)
        return made

    def _coarser(self, about: str, told: str) -> None:
        """Note what was made coarser, from the words that leave with it ("date: 2013, since fewer …")."""
        detail, _, after = told.partition(": ")
        remark = {"place": Remark.PLACE, "group": Remark.GROUP}.get(detail, Remark.DATE)
        self._found.note(Check.TELLTALE, remark, about=about, after=after.partition(", since ")[0])

    def _lives_of(self, records: tuple[str, ...]) -> Mapping[str, Life]:
        return self._around.lives.of(records)

    def _acts(self, records: tuple[str, ...]) -> list[CodedAct]:
        found = self._around.cases.acts(Wanted(records=records))
        kept = (one for one in found if one.status not in ABSENT and one.status is not Status.WITHHELD)
        return sorted(kept, key=lambda one: (str(one.when.start if one.when else "9"), one.id))

    def _texts(self) -> Iterator[ReleasedText]:
        for id in self._draft.chosen.documents:
            document = self._store.document(id)
            if not self._allowed(document):
                self._withheld.append(("document", NO_CONSENT))
                continue
            self._proved(document)
            try:
                made = release_text(
                    document.text, simulated(), self._names, code=self._codes[id], language=document.language or "en"
                )
            except Withheld as error:
                of = Check.TELLTALE if "returned" in error.what else Check.REDACTION
                self._found.fail(of, Remark.INSIDE, about=id, ground=error.what)
                self._withheld.append(("document", error.what))
                continue
            self._found.look(Check.TELLTALE)
            for told in made.coarser:
                self._coarser(id, told)
            yield made

    def _allowed(self, document: Document) -> bool:
        """A testimony by its witness's consent; what was public anyway without; anything else has nobody's."""
        teller = self._around.consents.teller(document.id)
        if teller:
            self._concerned.append(teller[0])
            return self._may(teller[0], FieldKind.CASE, teller[1], PURPOSES[self._audience][1])
        if not self._outside or any(map(is_published, self._store.captures(sha256=document.sha256))):
            return True
        self._found.fail(Check.CONSENT, Remark.NEVER_PUBLIC, about=document.id)
        return False

    def _proved(self, document: Document) -> None:
        """The bytes a quote stands in are those that came in."""
        try:
            found = hashlib.sha256(self._around.objects.read(document.sha256)).hexdigest()
        except ChamsaeError:
            found = ""
        if found == document.sha256:
            self._found.look(Check.QUOTES)
        else:
            self._found.fail(Check.QUOTES, Remark.BYTES, about=document.id)

    def _stamps(self, upto: int) -> None:
        newest = self._around.log.newest()
        if newest is None or newest.size < upto:
            self._found.fail(Check.STAMPS, Remark.NO_CHECKPOINT, number=upto)
            return
        self._found.look(Check.STAMPS)
        if next(iter(self._store.entries(Stamp, subject=str(newest.number))), None) is None:
            self._found.note(Check.STAMPS, Remark.UNSTAMPED)

    def _search(self, files: Mapping[str, bytes]) -> None:
        """Search what would leave. Sources of published figures are named in them; those we protect are not."""
        cited = {"figures", "figure", "release", "index"}
        persons = [*self._draft.chosen.cases, *(told.person for told in self._around.consents.all())]
        protected = KnownNames(_in_letters({name for id in persons for name in self._called(id)}))
        work = sorted(
            {one.by for one in self._store.entries(Draft, subject=self._draft.subject)} if self._outside else ()
        )
        parts = ((protected, True), (self._names, False))
        for known, of in parts:
            search(
                {name: data for name, data in files.items() if (_kind(name) in cited) == of}, known, work, self._found
            )

    def _called(self, person: str) -> Iterator[str]:
        try:
            for record in self._around.consents.ids(person):
                held = self._store.record(record)
                yield from held.names[:1] if NAMELESS in held.roles else held.names  # "her mother" is no name
        except (NotFound, InputError):  # a witness's code stands for nobody's name here
            return


def _kind(name: str) -> str:
    """What a file tells of, by its name: "figure" of en/figure-1.html."""
    return name.rpartition("/")[2].partition(".")[0].partition("-")[0]


def _in_letters(known: Iterable[str]) -> list[str]:
    """Names, and of those in Hangul the spellings by sound that do not follow from their syllables (얼늪: eolleup)."""
    found = set(known)
    for name in [one for one in found if any(map(is_hangul, one))]:
        spelled, sounds = spellings(name), romanise_words("".join(name.split()))
        found |= {one for one in (sounds.revised, sounds.mccune) if one and bare(one) not in spelled}
    return sorted(filter(str.strip, found))


def _traces(act: CodedAct, life: Life) -> Traces:
    """What an act tells of who it was done to."""
    female = _FEMALE.get(life.sex or "")
    many = act.victims
    group = (int(many.low), int(many.high)) if many and many.low and many.high else None
    return Traces(
        when=act.when if act.when and act.when.bounded else None, place=act.place, female=female,
        ages=_ages(life.born, act.when), group=group,
    )  # fmt: skip


def _ages(born: When | None, at: When | None) -> tuple[int, int] | None:
    if not (born and at and born.start and born.end and at.start and at.end):
        return None
    return max(0, at.start.year - born.end.year - 1), at.end.year - born.start.year
