"""What the columns of a list mean: a file people read, correct, keep and use again (docs/reference/mapping.md)."""

import re
from collections import abc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum

import yaml

from chamsae.errors import InputError, phrase
from chamsae.model.queue import LISTS
from chamsae.read.sheet import words
from chamsae.read.sheet.values import Order, Writing
from chamsae.read.sheet.words import header

#: What stands first in every file, so that a later program knows what it reads.
FORMAT = "chamsae-mapping/1"
EXPLAINED = phrase("docs/reference/mapping.md explains each.")


class Use(StrEnum):
    """What becomes of a cell."""

    NAME = "name"
    DETAIL = "detail"
    ACT = "act"
    FIGURE = "figure"
    STATEMENT = "statement"
    LEAVE = "leave"


class Part(StrEnum):
    """Which part of an act a column holds; `from` and `until` make one time, `place` may be told by several columns."""

    WHEN = "when"
    FROM = "from"
    UNTIL = "until"
    PLACE = "place"
    ACTOR = "actor"


class Kind(StrEnum):
    """What a cell must be."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    AGE = "age"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What one column holds, found by its header.

    `field` is a key of resources/details.yml; `act` names one of the mapping's acts and `part` what of it; `person`
    is "" for the person of the row, else who else it is about ("mother"). `values` turn words into terms, folded;
    a word that is not among them is refused. `split` cuts a cell into what `into` says of its pieces.
    """

    column: str = ""
    use: Use = Use.LEAVE
    field: str = ""
    role: str = ""
    person: str = ""
    act: str = ""
    part: Part | None = None
    kind: Kind = Kind.TEXT
    unit: str = "person"
    values: tuple[tuple[str, str], ...] = ()
    split: str = ""
    into: tuple["Column", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActOf:
    """An act a row tells of, with what holds for every row: a constant counts where no column says otherwise.

    `act` is a term of resources/acts.yml, `violation` one of resources/violations.yml. With `always` each row tells of
    it, else only rows in which one of its columns holds something. `degree` and `type` are terms of
    resources/involvement.yml for its actor.
    """

    name: str
    act: str
    violation: str = ""
    always: bool = False
    when: str = ""
    place: str = ""
    actor: str = ""
    degree: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """How a list is read. `name` and `version` are its own; `list` is which list: its later versions update it.

    `keeper` says so: whose list it is. `key` are the columns whose values together name a row for good, `person` those
    that name its person where several rows tell of one. Without a key a changed row is a new one. `header_row` and
    `header_rows` say where the headers stand (0: found). `reviewed_by` is who looked at it.
    """

    name: str
    version: int = 1
    list: str
    keeper: str
    reviewed_by: str = ""
    sheet: str = ""
    header_row: int = 0
    header_rows: int = 0
    key: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    dates: Order | None = None
    epoch: int = 0
    decimal: str = "."
    headers: str = ""
    columns: tuple[Column, ...] = ()
    acts: tuple[ActOf, ...] = ()

    @property
    def reader(self) -> str:
        """Under whose name its claims stand."""
        return f"{LISTS}{self.name} v{self.version}"

    def writing(self, epoch: int = 1900) -> Writing:
        """How its cells are written; `epoch` is that of the file where the mapping says nothing."""
        return Writing(order=self.dates, epoch=self.epoch or epoch, decimal=self.decimal)


def check(mapping: Mapping, heads: Sequence[str], name: str) -> None:
    """Raise InputError for what does not fit together, or does not fit a list with these headers."""
    for fault in (*_faults(mapping), *_missing(mapping, heads)):
        raise InputError(
            phrase("the mapping “%(name)s” %(why)s", name=mapping.name, why=fault),
            thing=name,
            do=phrase("Change the mapping. %(explained)s", explained=EXPLAINED),
        )


def _faults(mapping: Mapping) -> Iterator[str]:
    if not mapping.name.strip() or not mapping.list.strip() or not mapping.keeper.strip():
        yield phrase("needs a name, a list and a keeper")
    if mapping.epoch not in (0, 1900, 1904) or mapping.decimal not in (".", ","):
        yield phrase("needs 1900 or 1904 as epoch, and . or , as decimal")
    acts, known = {act.name for act in mapping.acts}, words.fields()
    for column in (*mapping.columns, *(part for one in mapping.columns for part in one.into)):
        if column.use is Use.ACT and (column.act not in acts or column.part is None):
            yield phrase(
                "must say for column “%(column)s” which of its acts, and which part (%(names)s)",
                column=column.column,
                names=", ".join(Part),
            )
        if column.use is Use.DETAIL and column.field not in known:
            yield phrase(
                "must say for column “%(column)s” which field it is, one of: %(names)s",
                column=column.column,
                names=", ".join(sorted(known)),
            )
        if bool(column.split) != bool(column.into):
            yield phrase("must say for column “%(column)s” what the pieces are (split and into)", column=column.column)
    if all(column.use is Use.LEAVE and not column.into for column in mapping.columns) and not mapping.acts:
        yield phrase("takes nothing from this list")


def _missing(mapping: Mapping, heads: Sequence[str]) -> Iterator[str]:
    known = set(map(header, heads))
    named = [column.column for column in mapping.columns if column.use is not Use.LEAVE or column.into]
    for name in (*mapping.key, *mapping.person, *named):
        if header(name) not in known:
            yield phrase(
                "speaks of a column “%(column)s”, but there are: %(names)s", column=name, names=", ".join(heads)
            )


def to_yaml(mapping: Mapping) -> str:
    """The mapping as a file; what is not said is left out."""
    plain = {"format": FORMAT, **_plain(mapping)}
    return str(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=120))


def from_yaml(text: str, name: str = "the mapping") -> Mapping:
    """The mapping in a file; raises InputError naming what is wrong in it and where."""
    try:
        given = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as error:
        raise InputError(
            phrase("is no YAML: %(error)s", error=str(error).splitlines()[0]),
            thing=name,
            do=phrase("Correct the line."),
        ) from error
    if not isinstance(given, dict) or given.pop("format", None) != FORMAT:
        raise InputError(
            phrase("does not begin with “format: %(format)s”", format=FORMAT),
            thing=name,
            do=phrase("Is it a mapping? %(explained)s", explained=EXPLAINED),
        )
    return _mapping(given, name)


def next_version(mapping: Mapping, before: Sequence[Mapping]) -> Mapping:
    """The mapping with the number its content asks for: that of the one before that says just this, or the next."""
    for one in before:
        if replace(mapping, version=one.version, reviewed_by=one.reviewed_by) == one:
            return replace(mapping, version=one.version)
    last = max((one.version for one in before), default=0)
    return replace(mapping, version=max(mapping.version, last + 1) if before else mapping.version)


def _plain(noun: Mapping | Column | ActOf) -> dict[str, object]:
    kept: dict[str, object] = {}
    for key, default in ((field.name, field.default) for field in fields(noun)):
        value = getattr(noun, key)
        if value == default:
            continue
        if key in ("columns", "acts", "into"):
            kept[key] = [_plain(one) for one in value]
        elif key == "values":
            kept[key] = dict(value)
        else:
            kept[key] = str(value) if isinstance(value, StrEnum) else list(value) if isinstance(value, tuple) else value
    return kept


def _mapping(given: abc.Mapping[object, object], name: str) -> Mapping:
    columns = tuple(_column(one, f"{name}, column {at}") for at, one in enumerate(_list(given, "columns", name), 1))
    acts = tuple(_act(one, f"{name}, act {at}") for at, one in enumerate(_list(given, "acts", name), 1))
    rest = {str(key): value for key, value in given.items() if key not in ("columns", "acts")}
    _only(rest, {field.name for field in fields(Mapping)}, name)
    lists = {key: tuple(map(str, _list(rest, key, name))) for key in ("key", "person") if key in rest}
    texts = {key: str(rest.get(key) or "") for key in ("name", "list", "keeper", "reviewed_by", "sheet", "headers")}
    numbers = {
        key: _number(rest, key, name) for key in ("version", "header_row", "header_rows", "epoch") if key in rest
    }
    dates = Order(str(rest["dates"])) if rest.get("dates") in ("dmy", "mdy") else None
    if rest.get("dates") and dates is None:
        raise InputError(phrase("dates must be dmy or mdy"), thing=name, do=EXPLAINED)
    decimal = str(rest.get("decimal", "."))
    return Mapping(columns=columns, acts=acts, dates=dates, decimal=decimal, **texts, **lists, **numbers)  # type: ignore[arg-type]  # each checked above


def _column(given: object, name: str) -> Column:
    one = _dict(given, name)
    _only(one, {field.name for field in fields(Column)}, name)
    said = {key: str(one[key] if one[key] is not None else "") for key in
            ("column", "field", "role", "person", "act", "unit", "split") if key in one}  # fmt: skip
    values = _dict(one.get("values", {}), f"{name}, values")
    return Column(
        use=Use(_one_of(one.get("use", "leave"), Use, f"{name}, use")),
        part=Part(_one_of(one["part"], Part, f"{name}, part")) if one.get("part") else None,
        kind=Kind(_one_of(one.get("kind", "text"), Kind, f"{name}, kind")),
        values=tuple((str(word), str(term)) for word, term in values.items()),
        into=tuple(_column(part, f"{name}, into") for part in _list(one, "into", name)),
        **said,
    )


def _act(given: object, name: str) -> ActOf:
    one = _dict(given, name)
    _only(one, {field.name for field in fields(ActOf)}, name)
    if not one.get("name") or not one.get("act"):
        raise InputError(phrase("an act needs a name and a kind (act)"), thing=name, do=EXPLAINED)
    said = {key: str(value) for key, value in one.items() if key != "always"}
    return ActOf(always=one.get("always") is True, **said)


def _only(given: abc.Mapping[str, object], known: set[str], name: str) -> None:
    if odd := sorted(given.keys() - known):
        raise InputError(
            phrase("nothing is called “%(name)s” there", name=odd[0]),
            thing=name,
            do=phrase("Known: %(names)s.", names=", ".join(sorted(known))),
        )


def _one_of(given: object, kinds: type[StrEnum], name: str) -> str:
    if str(given) not in {kind.value for kind in kinds}:
        raise InputError(
            phrase("“%(given)s” is none of %(names)s", given=given, names=", ".join(kinds)), thing=name, do=EXPLAINED
        )
    return str(given)


def _number(given: abc.Mapping[str, object], key: str, name: str) -> int:
    if not isinstance(given[key], int):
        raise InputError(phrase("“%(key)s” must be a whole number", key=key), thing=name, do=EXPLAINED)
    return int(str(given[key]))


def _list(given: abc.Mapping[object, object] | abc.Mapping[str, object], key: str, name: str) -> Sequence[object]:
    found = given.get(key) or []
    if isinstance(found, str | int):
        return [found]
    if not isinstance(found, list):
        raise InputError(phrase("“%(key)s” must be a list", key=key), thing=name, do=EXPLAINED)
    return found


def _dict(given: object, name: str) -> dict[str, object]:
    if not isinstance(given, dict):
        raise InputError(phrase("must be written as “key: value”"), thing=name, do=EXPLAINED)
    return {str(key): value for key, value in given.items()}


def slug(text: str) -> str:
    """The name of a list as its id: folded, words joined by hyphens."""
    return re.sub(r"[^\w]+", "-", header(text)).strip("-")
