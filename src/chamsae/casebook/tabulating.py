"""Tables over the acts of one casebook: asked for, opened, kept, set beside a later one, and let out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from chamsae.archive.merkle import Tree
from chamsae.casebook.cases import Cases
from chamsae.casebook.entering import enter
from chamsae.casebook.gate import check_left
from chamsae.casebook.table_changes import Changes
from chamsae.casebook.writing_out import writing
from chamsae.errors import InputError, MissingPart, NotFound, phrase
from chamsae.model.case import CodedAct, Counting, Wanted
from chamsae.model.ledger import standing
from chamsae.model.log import LogEntry
from chamsae.model.released_table import ReleasedTable, TableOut
from chamsae.model.table import Ask, Difference, Dimension, Filter, KeptTable, Placed, Provenance, Spread, Table
from chamsae.ports import Clock, Progress, Store
from chamsae.protect.known_names import KnownNames
from chamsae.protect.release import Audience
from chamsae.protect.tables import Leaving, Part, allowed, part, release_tables
from chamsae.publish.raster import png
from chamsae.publish.table_csv import table_csv
from chamsae.publish.table_page import table_html
from chamsae.publish.table_picture import table_svg
from chamsae.text.table_words import LANGUAGES
from chamsae.text.violations import version

if TYPE_CHECKING:
    from chamsae.casebook.tabulated import Tabulated
    from chamsae.reconcile.tally import Counted, Sufferers

K = TypeVar("K", bound=StrEnum)
#: What a `where` is given as: the keys of a dimension, by its name.
Where = Mapping[str, str | Sequence[str]]
#: Entries of the log that say what left or was looked at; they change nothing that is counted.
OUTPUT = frozenset(
    {
        "draft",
        "sign",
        "release",
        "report",
        "picture",
        "estimate",
        "bundle",
        "table",
        "look",
        "open",
        "save",
        "export",
        "backup",
        "verify",
        "checkpoint",
    }
)
#: As what file a table leaves.
FORMS = ("html", "csv", "svg", "png")


class Tables:
    """Counts acts, persons, events or cases; nothing is counted that people rejected or withheld."""

    def __init__(
        self, store: Store, clock: Clock, cases: Cases, known: Callable[[], KnownNames] = lambda: KnownNames(())
    ) -> None:
        self._store, self._clock, self._cases, self._known = store, clock, cases, known
        self._held: Tabulated | None = None
        self._changes = Changes(store)

    def table(
        self,
        *,
        rows: str,
        columns: str | None = None,
        layers: str | None = None,
        counting: str = Counting.ACTS,
        where: Where | None = None,
        spread: str = Spread.APART,
    ) -> Table:
        """A table by one to three axes; raises InputError for an axis, unit or filter that is not known."""
        return self.of(asked(rows, columns, layers, counting=counting, where=where, spread=spread))

    def of(self, ask: Ask) -> Table:
        """The answer to a question, with the state of the casebook it is true of."""
        return self._answered(ask, self._columns().tally(ask))

    def _outside(self, ask: Ask) -> Table:
        """The same for people outside: bodies and sources that name a person are one row."""
        known = self._known()
        return self._answered(ask, self._columns().outside(ask, lambda words: bool(known.spans(words))))

    def _answered(self, ask: Ask, counted: "Counted") -> Table:
        return Table(
            ask=ask,
            keys=counted.keys,
            cells=counted.cells,
            overlapping=counted.overlapping,
            provenance=self._provenance(counted.standing),
        )

    def acts(self, ask: Ask, *keys: str | None) -> list[CodedAct]:
        """The acts of a cell (None for all of an axis), or of the whole table, by their first day."""
        ids = [one.act for one in self._columns().members(ask, keys)]
        return list(self._store.coded_acts(Wanted(ids=tuple(ids))))

    def units(self, ask: Ask, *keys: str | None) -> tuple[str, ...]:
        """The persons, events, cases or acts (ids) that are counted in a cell, or in the whole table."""
        found = self._columns().members(ask, keys)
        return tuple(sorted({unit for one in found for unit in one.units}))

    def ready(self) -> bool:
        """True when acts stand in columns already, so that the next table comes at once; raises MissingPart."""
        return self._columns().ready()

    def gather(self, *, progress: Progress | None = None) -> None:
        """Put acts in columns ahead of the next table, which in a large casebook takes a while; raises MissingPart."""
        self._columns().current(progress)

    def sufferers(self, ask: Ask) -> "Sufferers":
        """Who suffered the acts of a table, by its first axis, in columns of numbers; raises MissingPart."""
        return self._columns().sufferers(ask)

    # kept tables

    def keep(self, ask: Ask, name: str, *, by: str, why: str = "") -> KeptTable:
        """Keep a table under a name, with every act in it, to be set beside a later one.

        Raises InputError for an empty name.
        """
        if not name.strip():
            raise InputError(phrase("a kept table needs a name"), do=phrase("Name it, for example “report 2027”."))
        found = self._columns().members(ask)
        of = {act.id: act for act in self._store.coded_acts()}
        placed = tuple(
            Placed(
                act=one.act,
                cells=one.cells,
                units=one.units,
                claims=of[one.act].claims,
                document=of[one.act].document,
                status=of[one.act].status.value,
            )
            for one in found
        )
        entry = KeptTable(subject=name.strip(), by=by, at=self._clock(), why=why, table=self.of(ask), placed=placed)
        return self._store.append(entry)

    def kept(self, name: str | None = None) -> list[KeptTable]:
        """The tables that are kept, or those under one name, in order; what was taken back is not among them."""
        return standing(self._store.entries(KeptTable, subject=name))

    def forget(self, number: int, *, by: str, why: str = "") -> KeptTable:
        """Take a kept table off the list, by one more entry; the entry stays. Raises NotFound for no such number."""
        found = self._numbered(number)
        gone = KeptTable(
            subject=found.subject, by=by, at=self._clock(), why=why, undoes=number, table=found.table, placed=()
        )
        return self._store.append(gone)

    def difference(self, before: str | int, after: str | int | None = None) -> Difference:
        """A kept table (its name, the last of that name, or its number) beside a later one, or beside the same now.

        Raises NotFound for no such table, InputError where the two ask different questions.
        """
        old = self._found(before)
        new = self._found(after) if after is not None else self._now(old)
        if old.table.ask != new.table.ask:
            raise InputError(
                phrase("the two tables ask different questions"),
                thing=f"{before}, {after}",
                do=phrase("Choose two alike."),
            )
        return self._changes.between(old, new)

    # what leaves

    def preview(self, ask: Ask, *, title: str = "", audience: Audience, language: str = "en") -> ReleasedTable:
        """The table as it could leave for this audience, to look at; not logged, since nothing leaves."""
        return self.together([self.part(ask, title=title, audience=audience, language=language)], audience)[0].table

    def part(self, ask: Ask, *, title: str = "", audience: Audience, language: str = "en") -> Part:
        """The table as it is counted for this audience, nothing held back in it yet."""
        from chamsae.casebook.table_names import key_names  # noqa: PLC0415 - only what leaves needs names

        counted = self.of(ask) if audience is Audience.INTERNAL else self._outside(allowed(ask, audience))
        whole = self.of(ask).total.acts if audience is not Audience.INTERNAL else counted.total.acts
        names = key_names(self._store, counted, audience, language, self._known)
        return part(counted, title=title, names=names, unjudged=max(0, whole - counted.total.acts))

    def together(self, parts: Sequence[Part], audience: Audience) -> tuple[Leaving, ...]:
        """Tables as they may leave together, after all that has left; raises Withheld where they may not."""
        return release_tables(parts, audience=audience, before=self._store.entries(TableOut))

    def release(self, ask: Ask, *, title: str = "", audience: Audience, by: str, language: str = "en") -> ReleasedTable:
        """The table for the team, logged; for people outside it leaves through a release: raises Withheld."""
        check_left(self._store, audience=audience.value, id="the table", how=f"--table {_given(ask)}")
        with self._store.transaction():
            (made,) = self.together([self.part(ask, title=title, audience=audience, language=language)], audience)
            self.leave([made], by=by)
        return made.table

    def leave(self, made: Iterable[Leaving], *, by: str) -> None:
        """Log tables that leave; those for people outside are kept with what is held back, once each."""
        for one in made:
            told = {"audience": one.table.audience, "table": " ".join(one.table.axes)}
            known = any(self._store.entries(TableOut, subject=one.table.id))
            if one.table.audience == Audience.INTERNAL or known:
                self._logged("release", one.table.id, by, told)
                continue
            entry = TableOut(subject=one.table.id, by=by, at=self._clock(), table=one.table, held=one.held)
            enter(self._store, entry, action="release", detail=told)

    def drawn(self, table: ReleasedTable, form: str, *, by: str, language: str = "en", excel: bool = False) -> bytes:
        """A released table as a file (one of FORMS); logged.

        Raises Withheld for a table for people outside that has not left through a release (casebook.release),
        MissingPart where no PNG can be drawn here.
        """
        check_left(
            self._store, audience=table.audience, id=table.id, how=f"--table {','.join(table.axes)}:{table.counting}"
        )
        made = _drawn(table, form, language, excel=excel)
        self._logged("table", table.id, by, {"form": form, "language": language})
        return made

    def write(self, table: ReleasedTable, out: Path, *, by: str, language: str = "en", excel: bool = False) -> None:
        """What `drawn` gives for the ending of the file's name; raises InputError for others, StorageError."""
        made = self.drawn(table, out.suffix.removeprefix(".").lower(), by=by, language=language, excel=excel)
        with writing(out):
            out.write_bytes(made)

    def white_paper(
        self, folder: Path, *, by: str, audience: Audience = Audience.INTERNAL, language: str = "en"
    ) -> list[Path]:
        """The standard tables of a report with charts, method and limits, as HTML, CSV and SVG; logged.

        The same files byte for byte while nothing that is counted has changed. For the team: for people outside it
        is part of a release. Raises Withheld, StorageError.
        """
        check_left(self._store, audience=audience.value, id="white-paper", how="--white-paper")
        from chamsae.casebook.white_paper import write_white_paper  # noqa: PLC0415 - a set that one command needs

        paths = write_white_paper(self, self._store, folder, audience=audience, by=by, language=language)
        self._logged("table", "white-paper", by, {"audience": audience.value, "language": language})
        return paths

    def _provenance(self, standing: int) -> Provenance:
        last = last_counting(self._store)
        return Provenance(
            log_number=last.number if last else 0,
            log_hash=Tree(last.number, self._store.log_hashes).root().hex() if last else "",
            at=last.at if last else self._clock(),
            acts=standing,
            vocabulary=version(),
        )

    def _columns(self) -> "Tabulated":
        """The acts in columns; raises MissingPart without NumPy."""
        if self._held is None:
            try:
                from chamsae.casebook.tabulated import Tabulated  # noqa: PLC0415 - NumPy, only where tables are counted
            except ImportError as error:
                raise MissingPart(
                    phrase("tables need NumPy"), thing="tables", do=phrase("Install chamsae[reconcile].")
                ) from error
            self._held = Tabulated(self._store, self._cases)
        return self._held

    def _found(self, which: str | int) -> KeptTable:
        """By number, or the last of a name; a name that is a number (“2027”) goes before."""
        if isinstance(which, int):
            return self._numbered(which)
        found = self.kept(which)
        if not found and which.isdecimal():
            return self._numbered(int(which))
        if not found:
            raise NotFound(
                phrase("no table is kept as %(which)s", which=which), do=phrase("`chamsae tables --kept` lists them.")
            )
        return found[-1]

    def _numbered(self, number: int) -> KeptTable:
        found = next((one for one in self.kept() if one.number == number), None)
        if found is None:
            raise NotFound(
                phrase("no kept table has the number %(number)s", number=number),
                do=phrase("`chamsae tables --kept` lists them."),
            )
        return found

    def _now(self, old: KeptTable) -> KeptTable:
        ask = old.table.ask
        placed = tuple(
            Placed(act=one.act, cells=one.cells, units=one.units, claims=(), document="", status="")
            for one in self._columns().members(ask)
        )
        return KeptTable(subject=old.subject, by=old.by, at=self._clock(), table=self.of(ask), placed=placed)

    def _logged(self, action: str, subject: str, by: str, detail: Mapping[str, str]) -> None:
        with self._store.transaction():
            self._store.append_log(at=self._clock(), actor=by, action=action, subject=subject, detail=detail)


def asked(
    rows: str,
    columns: str | None = None,
    layers: str | None = None,
    *,
    counting: str = Counting.ACTS,
    where: Where | None = None,
    spread: str = Spread.APART,
) -> Ask:
    """A question from plain words; raises InputError naming the one that is not known."""
    axes = tuple(_one_of(Dimension, one, phrase("axis")) for one in (rows, columns, layers) if one)
    if len(set(axes)) != len(axes):
        raise InputError(phrase("an axis stands twice"), thing=", ".join(axes), do=phrase("Choose different ones."))
    return Ask(
        axes=axes,
        counting=_one_of(Counting, counting, phrase("unit")),
        where=tuple(_filters(where or {})),
        spread=_one_of(Spread, spread, phrase("way to show times")),
    )


def _given(ask: Ask) -> str:
    """A question as `chamsae release draft --table` takes it."""
    where = "".join(f";{one.dimension.value}={','.join(one.keys)}" for one in ask.where)
    return f"{','.join(one.value for one in ask.axes)}:{ask.counting.value}{where}"


def last_counting(store: Store) -> LogEntry | None:
    """The last entry of the log that can have changed what is counted: nothing that left or was looked at."""
    last = store.last_log()
    far = 64
    while last is not None and last.action in OUTPUT:
        tail = [one for one in store.log(after=max(0, last.number - far)) if one.action not in OUTPUT]
        if tail:
            return tail[-1]
        if far >= last.number:
            return None
        far *= 8
    return last


def _filters(where: Where) -> Iterable[Filter]:
    for name, given in sorted(where.items()):
        keys = (given,) if isinstance(given, str) else tuple(given)
        yield Filter(dimension=_one_of(Dimension, name, phrase("axis")), keys=tuple(dict.fromkeys(keys)))


def _one_of(kinds: type[K], given: str, what: str) -> K:
    try:
        return kinds(given)
    except ValueError:
        known = ", ".join(one.value for one in kinds)
        raise InputError(phrase("“%(given)s” is no %(what)s of a table", given=given[:40], what=what),
                         do=phrase("Choose one of %(known)s.", known=known)) from None  # fmt: skip


def _drawn(table: ReleasedTable, form: str, language: str, *, excel: bool) -> bytes:
    if language not in LANGUAGES:
        raise InputError(
            phrase("no tables are written in %(language)s", language=language),
            do=phrase("Choose one of %(names)s.", names=", ".join(LANGUAGES)),
        )
    if form == "csv":
        return table_csv(table, language, excel=excel).encode()
    if form == "html":
        return table_html(table, language).encode()
    if form in {"svg", "png"}:
        drawn = table_svg(table, language)
        return drawn.encode() if form == "svg" else png(drawn)
    raise InputError(phrase("a table is written as %(names)s, not as “%(form)s”", names=", ".join(FORMS), form=form))
