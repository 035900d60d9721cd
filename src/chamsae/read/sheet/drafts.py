"""From a row to what it says: one draft for each cell or act, in the row's own words, or the faults that refuse it.

`Said.of(row)` is pure: exchange formats whose rows are made elsewhere use it as it is, with a mapping of their own.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from chamsae.model.claim import Act, Detail, Figure, Involvement, Modality, Name, NameType, Statement, Value
from chamsae.model.when import Precision, When
from chamsae.read.sheet.mapping import ActOf, Column, Kind, Mapping, Part, Use, slug
from chamsae.read.sheet.notes import Fault, Note, Said, note
from chamsae.read.sheet.table import Row, letter
from chamsae.read.sheet.values import Refused, Writing, age, amount, content, day, number
from chamsae.read.sheet.words import header, says_nothing, terms
from chamsae.text.normal import fold
from chamsae.text.violations import violation


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a row says in one place. `slot` is that place, the same in every row and version of the list.

    `cells` are the columns it is told by (from 0), the first of which carries it; `words` are those of them that do,
    where it is not the whole cell. `of` is the slot of the act an involvement belongs to.
    """

    slot: str
    cells: tuple[int, ...]
    words: str
    value: Value
    when: When | None = None
    place: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one row says: under which key, about which person, in which drafts."""

    row: Row
    key: str
    entity: str
    drafts: tuple[Draft, ...]


#: Characters of a cell that a message shows.
SHOWN = 80
#: Known words that a message names.
WORDS = 6


@dataclass(slots=True)
class Reading:
    """A mapping bound to the headers of a list, ready to read its rows."""

    mapping: Mapping
    heads: Sequence[str]
    writing: Writing
    _at: dict[str, int] = field(init=False)
    _terms: dict[str, dict[str, str]] = field(init=False)
    _acts: dict[str, list[tuple[int, Column]]] = field(init=False)
    _list: str = field(init=False)
    _said: list[tuple[int, Column]] = field(init=False)

    def __post_init__(self) -> None:
        self._at = {header(head): at for at, head in reversed(list(enumerate(self.heads)))}
        every = (*self.mapping.columns, *(part for one in self.mapping.columns for part in one.into))
        self._terms = {id_of(one): {fold(word): term for word, term in one.values} for one in every if one.values}
        self._acts = {act.name: [] for act in self.mapping.acts}
        for column in self.mapping.columns:
            if column.use is Use.ACT:
                self._acts[column.act].append((self._at[header(column.column)], column))
        self._list = slug(self.mapping.list)
        told = [column for column in self.mapping.columns if column.use in _SAID or column.into]
        self._said = [(self._at[header(column.column)], column) for column in told]

    @property
    def slots(self) -> tuple[str, ...]:
        """All slots a row can fill, in order."""
        found: dict[str, None] = {}
        for _, column in self._said:
            for one in column.into or (column,):
                if one.use in _SAID:
                    found.setdefault(_slot(one))
                    if _is_kin(one):
                        found.setdefault(f"detail:{one.person}:{one.field}")
        for act in self.mapping.acts:
            found.setdefault(f"act:{act.name}")
            found.setdefault(f"involvement:{act.name}")
        return tuple(found)

    def of(self, row: Row) -> Told | list[Fault]:
        """What a row says, or all that is wrong with it; a row that says nothing has no drafts."""
        if row.fault is not None:
            return [Fault(row=row.number, column="", cell=_shown(" | ".join(filter(None, row.cells))), note=row.fault)]
        faults: list[Fault] = []
        key, entity = self._named(row, self.mapping.key, faults), ""
        if self.mapping.person:
            entity = self._named(row, self.mapping.person, faults)
        entity = f"{self._list}#{entity or key}"
        about = self._about(row)
        drafts = [*self._cells(row, entity, about, faults), *self._told_acts(row, entity, about, faults)]
        return faults or Told(row=row, key=key, entity=entity, drafts=tuple(drafts))

    def key(self, row: Row) -> str:
        """The key of a row, "" where it has none."""
        faults: list[Fault] = []
        key = "" if row.fault is not None else self._named(row, self.mapping.key, faults)
        return "" if faults else key

    def with_actors(self, drafts: Sequence[Draft]) -> Iterator[Draft]:
        """The drafts, and for each act whose actor an earlier version named the actor's part in it."""
        yield from drafts
        there = {draft.slot for draft in drafts}
        by_slot = {f"act:{act.name}": act for act in self.mapping.acts}
        for draft in drafts:
            actor = draft.value.actor if isinstance(draft.value, Act) else None
            if actor is not None and f"involvement:{by_slot[draft.slot].name}" not in there:
                yield _involved(by_slot[draft.slot], actor, draft.cells[0])

    def _named(self, row: Row, columns: Sequence[str], faults: list[Fault]) -> str:
        """The values of key columns; of a list without a key all that the row says."""
        if not columns:
            said = "\x1f".join(cell.strip() for cell in row.cells)
            return f"row {hashlib.sha256(said.encode()).hexdigest()[:12]}"
        values = []
        for column in columns:
            at = self._at[header(column)]
            said = self._content(row, at, faults)
            if not said and not any(fault.column for fault in faults):
                faults.append(self._fault(row, at, note(Said.NO_KEY)))
            values.append(said)
        return " ".join(values)

    def _about(self, row: Row) -> dict[str, str]:
        """Whom a row names, in its words: "" is the person of the row."""
        named: dict[str, str] = {}
        for at, column in self._said:
            for one, words in _pieces(column, row.cells[at]):
                if one.use is Use.NAME and words and one.person not in named and not says_nothing(words):
                    named[one.person] = words
        return named

    def _cells(self, row: Row, entity: str, about: dict[str, str], faults: list[Fault]) -> Iterator[Draft]:
        for at, column in self._said:
            if not self._content(row, at, faults):
                continue
            try:
                for one, words in _pieces(column, row.cells[at]):
                    if one.use in _SAID and words:
                        yield from self._drafted(one, at, words, entity, about)
            except Refused as refused:
                faults.append(self._fault(row, at, refused.note))

    def _drafted(self, one: Column, at: int, words: str, entity: str, about: dict[str, str]) -> Iterator[Draft]:
        whom = entity if not one.person else f"{entity}/{one.person}"
        name = about.get(one.person) or about.get("") or entity.rpartition("#")[2]
        value, when = self._value(one, words, whom, name, about)
        yield Draft(slot=_slot(one), cells=(at,), words=words, value=value, when=when)
        if _is_kin(one):  # the column says by its name how the two are related
            code = terms(KIN).get(fold(one.person))
            kin = Detail(about=words, about_entity=whom, field=KIN, text=one.person, code=code,
                         other=about.get("") or None, other_entity=entity)  # fmt: skip
            yield Draft(slot=f"detail:{one.person}:{one.field}", cells=(at,), words=words, value=kin)

    def _value(self, one: Column, words: str, whom: str, name: str, about: dict[str, str]) -> tuple[Value, When | None]:
        match one.use:
            case Use.NAME:
                roles = (one.role,) if one.role else ()
                return Name(text=words, type=NameType.PERSON, entity=whom, roles=roles), None
            case Use.FIGURE:
                term = next((act.act for act in self.mapping.acts if act.name == one.act), one.act)
                return Figure(amount=amount(words, one.unit, self.writing), counted=words, act=term or None), None
            case Use.STATEMENT:
                return Statement(text=words, direct=False), None
        code, when = self._code(one, words)
        related = one.field == KIN and one.person != ""
        other, other_entity = (about.get("") or None, whom.rpartition("/")[0]) if related else (None, None)
        return Detail(about=name, about_entity=whom, field=one.field, text=words, code=code, other=other,
                      other_entity=other_entity), when  # fmt: skip

    def _code(self, one: Column, words: str) -> tuple[str | None, When | None]:
        """The term and the time a detail gives; raises Refused for words that are not of its kind."""
        if (known := self._terms.get(id_of(one))) is not None:
            if (term := known.get(fold(words))) is None:
                known_words = ", ".join(word for word, _ in one.values[:WORDS])
                raise Refused(note(Said.UNKNOWN_WORD, words=known_words))
            return term, None
        if one.kind is Kind.DATE:
            return None, day(words, self.writing)
        if one.kind is Kind.AGE:
            return str(age(words)), None
        if one.kind is Kind.NUMBER:
            return str(number(words, self.writing)), None
        return None, None

    def _told_acts(self, row: Row, entity: str, about: dict[str, str], faults: list[Fault]) -> Iterator[Draft]:
        for act in self.mapping.acts:
            found: dict[Part, tuple[int, str]] = {}
            places: list[str] = []
            for at, column in self._acts[act.name]:
                words = self._content(row, at, faults)
                if words and column.part is not None:
                    found.setdefault(column.part, (at, words))
                    places += [words] if column.part is Part.PLACE else []
            if not found and not act.always:
                continue
            try:
                yield from self._act(act, found, places=places, row=row, entity=entity, about=about)
            except Refused as refused:
                faults.append(self._fault(row, self._unread(found), refused.note))

    def _unread(self, found: dict[Part, tuple[int, str]]) -> int | None:
        """The column whose time cannot be read."""
        times = (one for part, one in found.items() if part in _TIMES)
        return next((at for at, words in times if not _reads(words, self.writing)), None)

    def _act(
        self, act: ActOf, found: dict[Part, tuple[int, str]], *, places: list[str], row: Row, entity: str,
        about: dict[str, str],
    ) -> Iterator[Draft]:  # fmt: skip
        cells = tuple(at for at, _ in found.values()) or (self._first(row),)
        actor = found[Part.ACTOR][1] if Part.ACTOR in found else act.actor or None
        when = self._when(act, {part: words for part, (_, words) in found.items() if part in _TIMES})
        value = Act(act=act.act, victim=about.get(""), victim_entity=entity, actor=actor,
                    violation=act.violation or None)  # fmt: skip
        coded = violation(act.violation)
        label = f" ({coded.label['en']})" if coded else ""
        why = (f"the list counts it as {act.violation}{label}",) if act.violation else ()
        slot = f"act:{act.name}"
        place = tuple(places) or ((act.place,) if act.place else ())
        yield Draft(slot=slot, cells=cells, words="", value=value, when=when, place=place, why=why)
        if actor is not None:
            carried = found[Part.ACTOR][0] if Part.ACTOR in found else cells[0]
            yield _involved(act, actor, carried)

    def _when(self, act: ActOf, told: dict[Part, str]) -> When | None:
        """The time of an act: one column, the span of two, or the one that holds for the whole list."""
        if Part.WHEN in told:
            return day(told[Part.WHEN], self.writing)
        if not told:
            return day(act.when, self.writing) if act.when else None
        begun, ended = (day(told[part], self.writing) if part in told else When() for part in (Part.FROM, Part.UNTIL))
        if begun.start and ended.end and begun.start > ended.end:
            raise Refused(note(Said.ENDS_FIRST, end=ended.end, start=begun.start))
        words = "–".join(told.get(part, "") for part in (Part.FROM, Part.UNTIL))
        return When(start=begun.start, end=ended.end, precision=Precision.RANGE, text=words)

    def _first(self, row: Row) -> int:
        """The column that carries what only the list as a whole says: the first that holds anything."""
        return next((at for at, cell in enumerate(row.cells) if cell.strip()), 0)

    def _content(self, row: Row, at: int, faults: list[Fault]) -> str:
        try:
            return content(row.cells[at])
        except Refused as refused:
            fault = self._fault(row, at, refused.note)
            if fault not in faults:
                faults.append(fault)
            return ""

    def _fault(self, row: Row, at: int | None, why: Note) -> Fault:
        if at is None:
            return Fault(row=row.number, column="", cell="", note=why)
        return Fault(row=row.number, column=f"{letter(at)} {self.heads[at]}", cell=_shown(row.cells[at]), note=why)


def _involved(act: ActOf, actor: str, cell: int) -> Draft:
    """The part somebody had in an act, carried by a column."""
    part = Involvement(actor=actor, degree=act.degree or None, type=act.type or None)
    return Draft(slot=f"involvement:{act.name}", cells=(cell,), words="", value=part, of=f"act:{act.name}")


def filled(draft: Draft, old: Draft) -> Draft:
    """An act as its row says it, with what an earlier version said where cells are empty now: nothing is blanked."""
    if not isinstance(draft.value, Act) or not isinstance(old.value, Act):
        return draft
    value = replace(draft.value, actor=draft.value.actor or old.value.actor)
    return replace(draft, value=value, when=draft.when or old.when, place=draft.place or old.place)


def wants(draft: Draft) -> bool:
    """True for an act of which something is left open, that an earlier version may have said."""
    return isinstance(draft.value, Act) and (draft.when is None or not draft.place or draft.value.actor is None)


#: The field of details.yml that says what somebody is to another.
KIN = "kin"
#: The force of what a list says.
FORCE = Modality.ASSERTED
_SAID = frozenset({Use.NAME, Use.DETAIL, Use.FIGURE, Use.STATEMENT})
_TIMES = (Part.WHEN, Part.FROM, Part.UNTIL)


def id_of(column: Column) -> str:
    """What a column is known by within its mapping; pieces of one are told apart by what they hold."""
    return f"{column.column}:{_slot(column)}"


def _slot(one: Column) -> str:
    """`name:`, `detail:mother:birth_date`, `figure::repatriated`, `statement::증언`."""
    if one.use is Use.DETAIL:
        return f"detail:{one.person}:{one.field}"
    if one.use is Use.FIGURE:
        return f"figure::{one.act or one.column}"
    if one.use is Use.STATEMENT:
        return f"statement::{header(one.column)}"
    return f"name:{one.person}"


def _pieces(column: Column, cell: str) -> Iterator[tuple[Column, str]]:
    """What a cell holds: itself, or the pieces it is split into, those that are missing left out."""
    if not column.into:
        yield column, cell.strip()
        return
    for one, piece in zip(column.into, cell.split(column.split, len(column.into) - 1), strict=False):
        yield one, piece.strip()


def _is_kin(one: Column) -> bool:
    return one.use is Use.NAME and one.person != "" and one.field == KIN


def _reads(words: str, writing: Writing) -> bool:
    try:
        day(words, writing)
    except Refused:
        return False
    return True


def _shown(cell: str) -> str:
    said = " ".join(cell.split())
    return said if len(said) <= SHOWN else f"{said[: SHOWN - 1]}…"
