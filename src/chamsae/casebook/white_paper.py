"""The tables of a white paper in one go: each as HTML, CSV and SVG, and one page with all of them, method and limits.

Nothing in it depends on the moment it is written: the same state of the casebook gives the same bytes.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from chamsae.casebook.writing_out import write_out
from chamsae.errors import InputError, phrase
from chamsae.model.case import CodedAct
from chamsae.model.table import OPEN, Ask, Cell, Dimension, Filter
from chamsae.ports import Store
from chamsae.protect.release import Audience
from chamsae.protect.risk import SMALL
from chamsae.protect.tables import Part, allowed, counts_part
from chamsae.publish.table_csv import table_csv
from chamsae.publish.table_page import table_html
from chamsae.publish.table_picture import table_svg
from chamsae.publish.white_paper import white_paper_html
from chamsae.text.table_words import LANGUAGES, paper_words

if TYPE_CHECKING:
    from chamsae.casebook.tabulating import Tables

#: The violations by which somebody is returned, taken and held.
RETURNED, TAKEN, HELD = ("handover", "refoulement"), ("arrest",), ("detention", "incommunicado")
#: The first day of each length between arrest and handover.
LENGTHS = (0, 8, 31, 91, 366)


def standard(only: tuple[Filter, ...] = ()) -> Mapping[str, Ask]:
    """The questions of the set by name, in the order of the page."""
    from chamsae.casebook.tabulating import asked  # noqa: PLC0415 - which mounts this module

    where = {one.dimension.value: one.keys for one in only}
    return {
        "violations": asked("violation", where=where),
        "persons": asked("violation", counting="persons", where=where),
        "years": asked("year", "violation-group", where=where),
        "custody": asked("facility", "violation-group", where=where),
        "perpetrators": asked("body", where=where),
        "states": asked("state", "violation-group", where=where),
        "victims": asked("sex", "age", counting="persons", where=where),
        "returns": asked("year", "crossing", counting="persons", where={**where, "violation": RETURNED}),
        "detention": asked("year", "facility-kind", counting="persons", where={**where, "violation": HELD}),
        "sources": asked("source", where=where),
        "judged": asked("status", where=where),
    }


def paper_names() -> tuple[str, ...]:
    """The names of all tables of the set, in the order of `paper_parts`."""
    return tuple(one for name in standard() for one in ((name, "lengths") if name == "detention" else (name,)))


def write_white_paper(
    tables: "Tables", store: Store, folder: Path, *, audience: Audience, by: str, language: str
) -> list[Path]:
    """All files of the set in the folder; raises InputError for a language no table has, Withheld, StorageError."""
    if language not in LANGUAGES:
        raise InputError(
            phrase("no tables are written in %(language)s", language=language),
            do=phrase("Choose one of %(names)s.", names=", ".join(LANGUAGES)),
        )
    parts = dict(paper_parts(tables, audience, language))
    leaving = tables.together(list(parts.values()), audience)
    made = {name: one.table for name, one in zip(parts, leaving, strict=True)}
    files: dict[str, str] = {}
    for name, table in made.items():
        files[f"{name}.html"] = table_html(table, language)
        files[f"{name}.csv"] = table_csv(table, language)
        files[f"{name}.svg"] = table_svg(table, language)
    held = holdings(tables, store, audience)
    limits = (*(paper_words(name, language, **held) for name in ("holds", "shares")), paper_words("bias", language))
    files["white-paper.html"] = white_paper_html(made, limits, language)
    tables.leave(leaving, by=by)
    return write_out({name: files[name].encode() for name in sorted(files)}, folder)


def paper_parts(tables: "Tables", audience: Audience, language: str) -> Iterator[tuple[str, Part]]:
    """The tables of the set by name, counted for an audience; nothing is held back in them yet."""
    for name, ask in standard().items():
        title = paper_words(name, language)
        yield name, tables.part(ask, title=title, audience=audience, language=language)
        if name == "detention":
            counted = tables.of(allowed(Ask(axes=(Dimension.STATUS,)), audience))
            cells = lengths(_acts(tables, audience))
            yield (
                "lengths",
                counts_part(counted, "length", cells, title=paper_words("lengths", language)),
            )


def _acts(tables: "Tables", audience: Audience) -> list[CodedAct]:
    taken = Filter(dimension=Dimension.VIOLATION, keys=(*TAKEN, *RETURNED))
    return tables.acts(allowed(Ask(axes=(Dimension.STATUS,), where=(taken,)), audience))


def lengths(acts: list[CodedAct]) -> list[Cell]:
    """Cases by the days between the first arrest and the first handover after it, where all that is told agrees."""
    taken: dict[str, list[CodedAct]] = {}
    returned: dict[str, list[CodedAct]] = {}
    for act in acts:
        into = taken if (act.violation or "") in TAKEN else returned
        for case in act.cases:
            into.setdefault(case, []).append(act)
    counted = Counter(_length(taken[case], returned[case]) for case in taken.keys() & returned.keys())
    keys = [f"d{first}" for first in LENGTHS] + [OPEN]
    cells = [Cell(keys=(key,), count=counted[key], acts=counted[key]) for key in keys if counted[key]]
    return [*cells, Cell(keys=(None,), count=counted.total(), acts=counted.total())]


def _length(taken: list[CodedAct], returned: list[CodedAct]) -> str:
    first, then = _first(taken), _first(returned)
    if first is None or then is None or then[0] < first[1]:
        return OPEN
    least, most = ((then[0] - first[1]).days, (then[1] - first[0]).days)
    low, high = (max(at for at in LENGTHS if at <= days) for days in (least, most))
    return f"d{low}" if low == high else OPEN


def _first(acts: list[CodedAct]) -> tuple[date, date] | None:
    """The days within which the first of these acts happened."""
    ends = [(act.when.start, act.when.end) for act in acts if act.when and act.when.start and act.when.end]
    if len(ends) < len(acts) or not ends:
        return None
    return min(start for start, _ in ends if start), min(end for _, end in ends if end)


def holdings(tables: "Tables", store: Store, audience: Audience) -> Mapping[str, str]:
    """How much there is, and how much of it is open, as put into sentences; for those outside no exact small number."""
    outside = audience is not Audience.INTERNAL
    by_year = tables.table(rows="year")
    acts = by_year.total.acts
    unsure = sum(
        one.acts for one in by_year.cells if one.keys[0] is not None and ("/" in one.keys[0] or not one.keys[0])
    )
    counts = {
        "documents": sum(1 for _ in store.documents(text=False)), "origins": len(tables.table(rows="origin").keys[0]),
        "acts": acts, "persons": tables.table(rows="status", counting="persons").total.count,
        "cases": tables.table(rows="status", counting="cases").total.count,
    }  # fmt: skip
    place = tables.table(rows="place").cell(OPEN).acts
    shares = {"year": unsure, "place": place, "proposed": by_year.total.proposed, "disputed": by_year.total.disputed}
    told = {name: _told(number, outside=outside) for name, number in counts.items()}
    return told | {name: _share(number, acts, outside=outside) for name, number in shares.items()}


def _share(number: int, of: int, *, outside: bool) -> str:
    if outside:
        return f"{round(10 * number / of) * 10}%" if of else "0%"
    return f"{100 * number / of:.0f}% ({number:,})" if of else "0% (0)"


def _told(number: int, *, outside: bool) -> str:
    """A number of the whole casebook; those outside get it by tens, since it bounds what is held back in the tables."""
    return f"{number // SMALL * SMALL:,}+" if outside else f"{number:,}"


__all__ = ["holdings", "lengths", "paper_names", "paper_parts", "standard", "write_white_paper"]
