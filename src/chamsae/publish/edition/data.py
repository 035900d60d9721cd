"""The data of an edition: every table as CSV and JSON, a descriptor of all of them, and the spec of every picture.

The descriptor follows Data Package 1 (Frictionless), the specs Vega-Lite 5; neither names an address outside.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping

from chamsae.model.canonical import canonical
from chamsae.model.release import ReleasedFigure
from chamsae.model.released_package import ReleasedPackage
from chamsae.publish.edition.blocks import Picture
from chamsae.publish.edition.parts import table_title
from chamsae.publish.estimate_page import estimate_csv
from chamsae.publish.table import figures_csv, guarded
from chamsae.publish.table_csv import table_csv
from chamsae.text.amounts import range_words

_CASES = ("release", "case", "sex", "violation", "when", "place")


def data_files(made: ReleasedPackage) -> Iterator[tuple[str, str]]:
    """Every file of data by its path, in order; CSV for spreadsheets, JSON without loss."""
    if made.figures is not None:
        yield "data/figures.csv", figures_csv(made.figures)
        yield "data/figures.json", canonical(made.figures) + "\n"
    for at, table in enumerate(made.tables, 1):
        yield f"data/table-{at}.csv", table_csv(table, made.language)
        yield f"data/table-{at}.json", canonical(table) + "\n"
    if made.cases:
        yield "data/cases.csv", _cases(made)
        yield "data/cases.json", canonical(made.cases) + "\n"
    own = [one for one in made.estimations if one.language == made.language]
    for at, estimation in enumerate(own, 1):
        yield f"data/estimate-{at}.csv", estimate_csv(estimation)
        yield f"data/estimate-{at}.json", canonical(estimation) + "\n"
    yield from ((f"data/text-{one.code}.txt", one.text) for one in made.texts)


def descriptor(made: ReleasedPackage, data: Mapping[str, str]) -> str:
    """The Data Package that describes the CSV files: fields, sizes, hashes."""
    resources = [_resource(made, path, text) for path, text in data.items() if path.endswith(".csv")]
    package = {
        "profile": "tabular-data-package" if resources else "data-package",
        "name": f"release-{made.id}",
        "id": made.id,
        "title": made.title,
        "created": f"{made.day}T00:00:00Z",
        "keywords": ["human rights", made.audience],
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def spec(made: ReleasedPackage, picture: Picture, language: str) -> str:
    """What a picture was drawn from, so that anybody can draw it again: marks, scales and the numbers themselves."""
    kind, _, at = picture.name.partition("-")
    if kind == "figure":
        assert made.figures
        drawn = _figure_spec(made.figures.figures[int(at) - 1])
    else:
        table = made.tables[int(at) - 1]
        values = [
            {**dict(zip(table.axes, cell.keys, strict=True)), "count": cell.count}
            for cell in table.cells
            if None not in cell.keys
        ]
        first, *more = table.axes
        marks = {"type": "circle"} if kind == "map" else {"type": "bar"}
        drawn = {
            "data": {"values": values},
            "mark": marks,
            "encoding": {
                "y": {"field": first, "type": "nominal"},
                "x": {"field": "count", "type": "quantitative"},
                **({"color": {"field": more[0], "type": "nominal"}} if more else {}),
            },
        }
    told = {"usermeta": {"release": made.id, "picture": f"{language}/{picture.name}.svg"}, "title": picture.words}
    return json.dumps({**told, **drawn}, ensure_ascii=False, indent=1) + "\n"


def _figure_spec(figure: ReleasedFigure) -> dict[str, object]:
    values = [
        {"claim": one.id, "who": one.speaker, "low": one.low, "high": one.high, "comparator": one.comparator,
         "origin": one.origin, "aside": one.aside}
        for one in figure.claims
    ]  # fmt: skip
    band = {"low": figure.low, "high": figure.high, "words": range_words(figure.low, figure.high, figure.unit)}
    return {
        "layer": [
            {"data": {"values": [band]}, "mark": "rect",
             "encoding": {"x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}}},
            {"data": {"values": values}, "mark": {"type": "rule", "point": True},
             "encoding": {"x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"},
                          "y": {"field": "claim", "type": "nominal"}}},
        ]
    }  # fmt: skip


def _resource(made: ReleasedPackage, path: str, text: str) -> dict[str, object]:
    data = text.encode()
    rows = csv.reader(io.StringIO(text, newline=""))
    fields = [{"name": name, "type": _type(name)} for name in next(rows)]
    return {
        "name": path.rpartition("/")[2].removesuffix(".csv").lower(), "path": path, "title": _title(made, path),
        "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
        "schema": {"fields": fields, "missingValues": [""]},
    }  # fmt: skip


def _title(made: ReleasedPackage, path: str) -> str:
    name = path.rpartition("/")[2].removesuffix(".csv")
    kind, _, at = name.partition("-")
    return table_title(made, made.tables[int(at) - 1], made.language) if kind == "table" else name


def _type(name: str) -> str:
    """Whole numbers are counts; everything else is text, ranges and dates as written."""
    counts = {"acts_behind", "proposed", "disputed", "without", "groups", "log_number", "start", "end"}
    return "integer" if name in counts or name.startswith("count_of_") else "string"


def _cases(made: ReleasedPackage) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_CASES)
    for case in made.cases:
        for one in case.steps:
            row = (made.id, case.code, case.sex, one.violation, one.when, one.place)
            writer.writerow([guarded(cell) for cell in row])
    return out.getvalue()
