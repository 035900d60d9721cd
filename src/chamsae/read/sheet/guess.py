"""A mapping guessed from the names of columns and from what their cells look like: a proposal, shown and corrected."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from chamsae.read.sheet.heads import JOIN, fingerprint
from chamsae.read.sheet.mapping import ActOf, Column, Kind, Part, Use
from chamsae.read.sheet.mapping import Mapping as ListMapping
from chamsae.read.sheet.notes import Note, Said, note
from chamsae.read.sheet.table import Row
from chamsae.read.sheet.values import Order, Refused, Writing, content, day, number
from chamsae.read.sheet.words import columns, fields, header, terms, words
from chamsae.text.normal import fold

#: Rows that are looked at.
LOOKED = 2000
#: The share of cells that must be of a kind for a column to count as of that kind.
LIKELY = 0.8
#: The share of cells that must be known words for a column to hold terms; the others are then refused.
HALF = 0.5
#: The share of rows that must have a number of their own for it to be the key.
UNIQUE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A proposed mapping, why each of its parts is proposed, and what only a person can answer."""

    mapping: ListMapping
    why: tuple[Note, ...] = ()
    questions: tuple[Note, ...] = ()


def guess(heads: Sequence[str], rows: Sequence[Row], *, name: str, keeper: str = "", epoch: int = 1900) -> Guess:
    """What the columns of a list probably mean; `rows` are its first ones. Columns nobody knows are left out."""
    looked = [row for row in islice(rows, LOOKED) if not row.fault and not row.empty]
    cells = {head: [row.cells[at] for row in looked] for at, head in enumerate(heads)}
    known = {head: _column(head, cells[head]) for head in heads}
    key = _key(heads, cells)
    taken = {head: column for head, column in known.items() if column is not None and head not in key}
    order, why, questions = _order([cells[head] for head, column in taken.items() if _is_date(column)], epoch)
    decimal = _decimal([cells[head] for head, column in taken.items() if column.kind is Kind.NUMBER])
    acts = dict.fromkeys(column.act for column in taken.values() if column.act)
    mapping = ListMapping(
        name=name, list=name, keeper=keeper or name, key=key, dates=order, decimal=decimal,
        headers=fingerprint(heads),
        columns=tuple(taken.get(head) or Column(column=head) for head in heads),
        acts=tuple(ActOf(name=act, act=act) for act in acts),
    )  # fmt: skip
    if not key:
        questions += (note(Said.ASK_KEY),)
    return Guess(mapping=mapping, why=why, questions=questions)


def chosen(head: str, code: str) -> Column:
    """A column as a person chose it: `code` of what it holds, as `code_of` writes it; left out for an unknown one."""
    use, _, rest = code.partition(":")
    if use == Use.DETAIL and rest in fields():
        kind = {"birth": "date", "death": "date", "age": "age"}.get(rest, "text")
        return Column(column=head, use=Use.DETAIL, field=rest, kind=Kind(kind), values=tuple(terms(rest).items()))
    if use == Use.ACT:
        act, _, part = rest.partition(":")
        if act in words("acts") and part in {one.value for one in Part}:
            return Column(column=head, use=Use.ACT, act=act, part=Part(part))
    if use == Use.NAME:
        return Column(
            column=head, use=Use.NAME, person=rest, role="" if rest else "victim", field="kin" if rest else ""
        )
    if use == Use.FIGURE:
        return Column(column=head, use=Use.FIGURE, act=rest, kind=Kind.NUMBER)
    return Column(column=head, use=Use.STATEMENT if use == Use.STATEMENT else Use.LEAVE)


def code_of(column: Column) -> str:
    """What a column holds in one word: "detail:sex", "act:arrested:when", "name:mother", "leave"."""
    said = {
        Use.DETAIL: f":{column.field}",
        Use.ACT: f":{column.act}:{column.part or ''}",
        Use.NAME: f":{column.person}" if column.person else "",
        Use.FIGURE: f":{column.act}",
    }
    return f"{column.use}{said.get(column.use, '')}"


def _column(head: str, cells: Sequence[str]) -> Column | None:
    """What a column of this name holds; None where its name says nothing."""
    for name in (head, *reversed(head.split(JOIN))):
        said = columns().get(header(name))
        if said is not None and (said["use"] != "act" or JOIN not in head):
            return None if said["use"] == "key" else _checked(_known(head, said), cells)
    found = _of_act(head)
    return None if found is None else _checked(found, cells)


def _known(head: str, said: Mapping[str, str]) -> Column:
    field = said.get("field", "")
    return Column(
        column=head, use=Use(said["use"]), field=field, role=said.get("role", ""), person=said.get("person", ""),
        act=said.get("act", ""), part=Part(said["part"]) if "part" in said else None,
        kind=_kind(said.get("kind", ""), field),
        values=tuple(terms(field).items()) if said["use"] == "detail" else (),
    )  # fmt: skip


def _kind(kind: str, field: str) -> Kind:
    return Kind.AGE if field == "age" else Kind(kind or "text")


def _of_act(head: str) -> Column | None:
    """A column of an act by the words in its name: "체포 / 장소", "place of arrest"."""
    folded = header(head)
    act = _told(folded, "acts")
    part = _told(folded, "parts")
    return Column(column=head, use=Use.ACT, act=act, part=Part(part)) if act and part else None


def _told(folded: str, kind: str) -> str:
    """What the longest of the words in a header tells; the one that stands last counts of two as long."""
    found = [
        (len(word), folded.rfind(word), key)
        for key, said in words(kind).items()
        for word in said
        if (f" {word} " in f" {folded} " if word.isascii() else word in folded)
    ]
    return max(found)[2] if found else ""


def _checked(column: Column, cells: Sequence[str]) -> Column | None:
    """The column as its cells bear out: a place in a column called "arrest" is no day, unknown words are no terms."""
    said = [cell.strip() for cell in cells if _content(cell)]
    if not said:
        return column
    if column.values and sum(fold(cell) in dict(column.values) for cell in said) < HALF * len(said):
        return replace(column, values=())
    if column.part is Part.WHEN and _share(said, _reads_as_day) < 1 - LIKELY:
        return replace(column, part=Part.PLACE)
    if column.kind is Kind.DATE and _share(said, _reads_as_day) < 1 - LIKELY:
        return replace(column, kind=Kind.TEXT)
    if column.use is Use.FIGURE and _share(said, _reads_as_number) < LIKELY:
        return None
    return column


def _share(said: Sequence[str], reads: Callable[[str], bool]) -> float:
    some = said[:200]
    return sum(map(reads, some)) / len(some)


def _content(cell: str) -> str:
    try:
        return content(cell)
    except Refused:
        return ""


def _reads_as_day(cell: str) -> bool:
    try:
        day(cell, Writing(order=Order.DAY_FIRST))
    except Refused:
        return False
    return True


def _reads_as_number(cell: str) -> bool:
    try:
        number(cell, Writing())
    except Refused:
        return False
    return True


def _key(heads: Sequence[str], cells: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The first column called so whose cells are there and differ, but for a few that are bad rows."""
    for head in heads:
        said = columns().get(header(head))
        values = [cell.strip() for cell in cells[head]]
        if said is not None and said["use"] == "key" and len(set(filter(None, values))) > UNIQUE * len(values):
            return (head,)
    return ()


def _is_date(column: Column) -> bool:
    return column.kind is Kind.DATE or column.part in (Part.WHEN, Part.FROM, Part.UNTIL)


def _order(dated: Sequence[Sequence[str]], epoch: int) -> tuple[Order | None, tuple[Note, ...], tuple[Note, ...]]:
    """Whether day or month comes first, where a cell proves it; a question where cells leave it open."""
    proofs, open_cell = dict[Order, str](), ""
    for cell in (cell.strip() for cells in dated for cell in cells):
        for order in _proves(cell):
            proofs.setdefault(order, cell)
        open_cell = open_cell or _open(cell, epoch)
    if len(proofs) == 1:
        ((order, cell),) = proofs.items()
        said = Said.DAY_FIRST if order is Order.DAY_FIRST else Said.MONTH_FIRST
        return order, (note(said, cell=cell),), ()
    if not open_cell:
        return None, (), ()
    return None, (), (note(Said.ASK_ORDER, cell=open_cell),)


def _proves(cell: str) -> Iterator[Order]:
    for order, other in ((Order.DAY_FIRST, Order.MONTH_FIRST), (Order.MONTH_FIRST, Order.DAY_FIRST)):
        if _reads(cell, order) and not _reads(cell, other):
            yield order


def _reads(cell: str, order: Order) -> bool:
    try:
        day(cell, Writing(order=order))
    except Refused:
        return False
    return True


def _open(cell: str, epoch: int) -> str:
    try:
        day(cell, Writing(epoch=epoch))
    except Refused:
        return cell if _reads(cell, Order.DAY_FIRST) else ""
    return ""


def _decimal(numbers: Sequence[Sequence[str]]) -> str:
    """A comma where some number can only be read with a decimal comma, and none only with a point."""
    said = [cell.strip() for cells in numbers for cell in cells if _content(cell)]
    comma = [cell for cell in said if not _reads_as_number(cell)]
    return "," if comma and all(_with_comma(cell) for cell in said) else "."


def _with_comma(cell: str) -> bool:
    try:
        number(cell, Writing(decimal=","))
    except Refused:
        return False
    return True
