"""The provenance of a release as W3C PROV-JSON (https://www.w3.org/submissions/prov-json/)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from chamsae.model.provenance import Deed, Provenance, Sort, Thing

#: What stands before the ids of this casebook's things.
PREFIX = {"chamsae": "urn:chamsae:"}
Fact = str | Mapping[str, str]
Record = Mapping[str, Fact]
#: The files made of the release, which travel with it.
PAGES = ("figures.csv", "index.html", "report.html")
PLACES = {Sort.ORIGINAL: "data/items/{}", Sort.TEXT: "data/texts/{}.txt", Sort.RELEASE: "data/release.json"}


def prov_json(told: Provenance, made_at: datetime) -> Mapping[str, Mapping[str, Fact | Record]]:
    """The graph as PROV-JSON; people are agents by token, programs by name and version."""
    tools = sorted({one.tool for one in told.things if one.tool} | {told.software})
    people = sorted({deed.agent for deed in told.deeds})
    release = next(_name(one.sort, one.id) for one in told.things if one.sort is Sort.RELEASE)
    pages = [f"chamsae:file-{page}" for page in PAGES]
    derived = [(_name(*one.made), _name(*one.of), one.entry) for one in told.derivations]
    derived += [(page, release, None) for page in pages]
    attributed = [(_name(one.sort, one.id), _tool(one.tool)) for one in told.things if one.tool]
    attributed += [(page, _tool(told.software)) for page in pages]
    return {
        "prefix": PREFIX,
        "entity": dict(map(_entity, told.things)) | {page: _page(page, made_at) for page in pages},
        "activity": {_deed(one.entry): _activity(one) for one in told.deeds},
        "agent": {f"chamsae:actor-{one}": {"prov:type": "prov:Person"} for one in people}
        | {_tool(one): {"prov:type": "prov:SoftwareAgent", "prov:label": one} for one in tools},
        "wasGeneratedBy": _numbered("g", _made(told.deeds)),
        "used": _numbered("u", _used(told.deeds)),
        "wasAssociatedWith": _numbered("a", _by_whom(told.deeds)),
        "wasAttributedTo": _numbered("t", ({"prov:entity": one, "prov:agent": tool} for one, tool in attributed)),
        "wasDerivedFrom": _numbered("d", map(_derived, derived)),
    }


def _entity(thing: Thing) -> tuple[str, Record]:
    facts = {"prov:type": f"chamsae:{thing.sort}"} | {f"chamsae:{name}": value for name, value in thing.facts}
    if thing.sort is Sort.ORIGINAL:
        facts["chamsae:sha256"] = thing.id
    if thing.sort in PLACES and facts.get("chamsae:inside") != "no":
        facts["prov:location"] = PLACES[thing.sort].format(thing.id)
    return _name(thing.sort, thing.id), facts


def _page(page: str, made_at: datetime) -> Record:
    name = page.removeprefix("chamsae:file-")
    return {"prov:type": "chamsae:file", "prov:location": f"data/{name}", "chamsae:of": _time(made_at)}


def _activity(deed: Deed) -> Record:
    at = {"prov:startTime": _time(deed.at), "prov:endTime": _time(deed.at)}
    told = {f"chamsae:{name}": value for name, value in deed.facts}
    return {"prov:type": f"chamsae:{deed.action}", "chamsae:entry": str(deed.entry)} | at | told


def _made(deeds: Sequence[Deed]) -> Iterator[Record]:
    for deed in deeds:
        for one in deed.made:
            yield {"prov:entity": _name(*one), "prov:activity": _deed(deed.entry), "prov:time": _time(deed.at)}


def _used(deeds: Sequence[Deed]) -> Iterator[Record]:
    for deed in deeds:
        for one in deed.used:
            yield {"prov:activity": _deed(deed.entry), "prov:entity": _name(*one)}


def _by_whom(deeds: Sequence[Deed]) -> Iterator[Record]:
    for deed in deeds:
        yield {"prov:activity": _deed(deed.entry), "prov:agent": f"chamsae:actor-{deed.agent}"}


def _derived(one: tuple[str, str, int | None]) -> Record:
    made, of, entry = one
    told = {"prov:generatedEntity": made, "prov:usedEntity": of}
    return told if entry is None else told | {"prov:activity": _deed(entry)}


def _numbered(letter: str, records: Iterator[Record]) -> dict[str, Record]:
    return {f"_:{letter}{number}": record for number, record in enumerate(records, start=1)}


def _name(sort: Sort, id: str) -> str:
    return f"chamsae:{sort}-{id}"


def _tool(tool: str) -> str:
    """A program's name as PROV may have it: no blanks, no commas; the label tells it as it is."""
    return "chamsae:tool-" + "".join(char if char.isalnum() and char.isascii() else "-" for char in tool)


def _deed(entry: int) -> str:
    return f"chamsae:entry-{entry}"


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
