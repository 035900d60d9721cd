"""What a person chose on the Import screen: a mapping put together from the form, and what was worked out with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chamsae.casebook.import_report import ImportReport, Look
from chamsae.read.sheet import words
from chamsae.read.sheet.guess import chosen, code_of
from chamsae.read.sheet.mapping import ActOf, Column, Part, Use
from chamsae.read.sheet.mapping import Mapping as ListMapping
from chamsae.read.sheet.values import Order
from chamsae.web import labels

#: Which column is the list's own number of a row.
KEY = "key"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing a column may hold: its code, what it is called."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Group:
    """Choices of one kind."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A column on the screen: its header, some of its cells, what it holds, and all that may be chosen."""

    at: int
    head: str
    cells: tuple[str, ...]
    code: str
    other: str = ""


@dataclass(slots=True)
class Held:
    """What is being done with one file: the mapping as chosen, and the last rehearsal."""

    mapping: ListMapping
    report: ImportReport | None = None


class Files(dict[str, Held]):
    """Files somebody is at work on, by accession; only as long as this server runs."""


def groups() -> list[Group]:
    """All that a column may hold, in the language of the screen."""
    tongue = (get_language() or "en").partition("-")[0]
    details = [Choice(f"detail:{key}", label[tongue]) for key, label in words.field_labels().items()]
    return [
        Group(_("The list"), (Choice("leave", _("leave out")), Choice(KEY, _("the list's own number (key)")))),
        Group(_("Names"), tuple(Choice(code, label) for code, label in _names())),
        Group(_("Facts of a life"), tuple(details)),
        *(Group(labels.act(act), tuple(_parts(act))) for act in words.acts()),
        Group(_("Other"), (Choice("statement", _("words said or noted")), *_figures())),
    ]


def _names() -> Iterator[tuple[str, str]]:
    yield "name", _("name of the person")
    yield "name:mother", _("name of the mother")
    yield "name:father", _("name of the father")


def _parts(act: str) -> Iterator[Choice]:
    said = {Part.WHEN: _("when"), Part.FROM: _("from"), Part.UNTIL: _("until"), Part.PLACE: _("where"),
            Part.ACTOR: _("by whom")}  # fmt: skip
    for part, label in said.items():
        yield Choice(f"act:{act}:{part}", f"{labels.act(act)}: {label}")


def _figures() -> Iterator[Choice]:
    for act in words.acts():
        yield Choice(f"figure:{act}", _("how many people: %s") % labels.act(act))


def lines(look: Look, mapping: ListMapping) -> list[Line]:
    """The columns of a file as the mapping takes them."""
    by_head = {words.header(column.column): column for column in mapping.columns}
    keys = set(map(words.header, mapping.key))
    known = {choice.code for group in groups() for choice in group.choices}
    found = []
    for at, head in enumerate(look.heads):
        column = by_head.get(words.header(head), Column(column=head))
        code = KEY if words.header(head) in keys else code_of(column)
        cells = tuple(dict.fromkeys(row.cells[at] for row in look.rows if row.cells[at].strip()))[:3]
        other = code if code not in known else ""
        found.append(Line(at=at, head=head, cells=cells, code=code, other=_("as in the mapping") if other else ""))
    return found


def mapping_of(look: Look, base: ListMapping, given: QueryDict) -> ListMapping:
    """The mapping as the form says; a column whose choice was not changed stays as it was, with its words and units."""
    by_head = {words.header(column.column): column for column in base.columns}
    columns, key = list[Column](), list[str]()
    for at, head in enumerate(look.heads):
        code = given.get(f"column-{at}", "leave")
        old = by_head.get(words.header(head), Column(column=head))
        key += [head] if code == KEY else []
        columns.append(old if code == code_of(old) else chosen(head, code))
    order = given.get("dates", "")
    return replace(
        base,
        list=given.get("list", "").strip()[:200] or base.list,
        name=given.get("name", "").strip()[:200] or base.name,
        keeper=given.get("keeper", "").strip()[:200] or base.keeper,
        key=tuple(key),
        dates=Order(order) if order in ("dmy", "mdy") else None,
        columns=tuple(columns),
        acts=_acts(columns, base.acts),
    )


def _acts(columns: Sequence[Column], before: Sequence[ActOf]) -> tuple[ActOf, ...]:
    """The acts that columns name, as they were before where they were there, and those that hold for every row."""
    old: Mapping[str, ActOf] = {act.name: act for act in before}
    named = dict.fromkeys(column.act for column in columns if column.use in (Use.ACT, Use.FIGURE) and column.act)
    kept = [act for act in before if act.always and act.name not in named]
    return (*(old.get(name) or ActOf(name=name, act=name) for name in named), *kept)
