"""A dossier as CSV files for Uwazi, one for each template: person, organisation, act, source.

As Uwazi documents its import: `title`, several values with |, dates as YYYY-MM-DD, ranges as from:to, relationships by
title, places as latitude|longitude, languages as name__en. A date goes into `day` only where the day is known; Uwazi
reads a bare year as its first of January, so a year is written as a range.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping

from chamsae.exchange import told
from chamsae.model.claim import Act, Detail, Name, NameType
from chamsae.model.document import Document
from chamsae.model.exchange import Dossier, Going, Left, Someone
from chamsae.model.when import When
from chamsae.text import gazetteer, places
from chamsae.text.cells import harmless
from chamsae.text.violations import proposed

MANY = "|"
PERSON = ("title", "chamsae_id", "name", "other_names", "roles")
ACT = ("title", "chamsae_id", "act", "violation", "label__en", "label__ko", "label__zh", "victim", "perpetrator", "day",
       "period", "place", "location", "source", "quote", "remarks", "sha256")  # fmt: skip
SOURCE = ("title", "chamsae_id", "file_name", "address", "publisher", "published", "language", "sha256")
TEMPLATE = {NameType.PERSON: "person", NameType.ORGANISATION: "organisation", NameType.FACILITY: "organisation"}
WHY = {
    "name": "places are words in a property, not entities", "detail": "it is about nobody who is named",
    "figure": "no template is made for it", "statement": "no template is made for it",
    "time": "a time of its own belongs to no entity", "involvement": "a relationship of Uwazi has no degree",
    "intervention": "no template is made for it",
}  # fmt: skip


def files(dossier: Dossier) -> tuple[dict[str, bytes], tuple[Left, ...]]:
    """The files of a dossier by name, and what they cannot hold."""
    titles = _titles(dossier)
    people = {one.id: _someone(one, titles) for one in dossier.people.values() if one.type in TEMPLATE}
    acts, missed = [], []
    for going in dossier.claims:
        if isinstance(going.claim.value, Act):
            acts.append(_act(going, going.claim.value, titles, dossier))
        elif not _in_person(going, people):
            missed.append(going)
    sources = [_source(one, titles) for one in dossier.documents.values()]
    made = {"act.csv": _csv(ACT, acts), "source.csv": _csv(SOURCE, sources)}
    for template in sorted(set(TEMPLATE.values())):
        rows = [people[one.id] for one in dossier.people.values() if TEMPLATE.get(one.type) == template]
        extra = sorted({name for row in rows for name in row} - set(PERSON))
        made[f"{template}.csv"] = _csv((*PERSON, *extra), rows)
    return made, told.left(missed, WHY)


def _titles(dossier: Dossier) -> dict[str, str]:
    """A title for each entity; those that would share one carry their id, since Uwazi finds relationships by title."""
    plain = {one.id: one.names[0] for one in dossier.people.values()}
    plain |= {one.id: one.title or one.name for one in dossier.documents.values()}
    often = Counter(plain.values())
    return {id: _single(title if often[title] == 1 else f"{title} ({id})") for id, title in plain.items()}


def _someone(one: Someone, titles: Mapping[str, str]) -> dict[str, str]:
    return {"title": titles[one.id], "chamsae_id": one.id, "name": one.names[0], "other_names": _many(one.names[1:]),
            "roles": _many(one.roles)}  # fmt: skip


def _in_person(going: Going, people: Mapping[str, dict[str, str]]) -> bool:
    """True where the claim stands in the row of the person it is about, and puts it there."""
    claim, row = going.claim, people.get(going.whom or "")
    if row is None or not isinstance(claim.value, Name | Detail):
        return False
    if isinstance(claim.value, Detail):
        name = claim.value.field
        told_of = {"": claim.value.text, "_period": _period(claim.when), "_code": claim.value.code or ""}
        for tail, words in told_of.items():
            if words or tail:
                row[name + tail] = f"{row[name + tail]}{MANY}{_single(words)}" if name + tail in row else _single(words)
    return True


def _act(going: Going, value: Act, titles: Mapping[str, str], dossier: Dossier) -> dict[str, str]:
    claim = going.claim
    violation = next(iter(proposed(value.act)), None)
    label = violation.label if violation else {}
    exact = told.precise(claim.when) if claim.when else None
    return {
        "title": _single(f"{claim.trigger.exact} ({claim.id})"), "chamsae_id": claim.id, "act": value.act,
        "violation": violation.code if violation else "",
        **{f"label__{tag}": label.get(tag, value.act) for tag in LANGUAGES},
        "victim": titles.get(going.whom or "", ""), "perpetrator": titles.get(going.by or "", ""),
        "day": exact if exact and len(exact) == 10 else "", "period": _period(claim.when), "place": _many(claim.place),
        "location": _location(claim.place), "source": titles[claim.document], "quote": claim.quote.exact,
        "remarks": "\n".join(told.lines(going)), "sha256": dossier.documents[claim.document].sha256,
    }  # fmt: skip


LANGUAGES = ("en", "ko", "zh")


def _source(one: Document, titles: Mapping[str, str]) -> dict[str, str]:
    return {
        "title": titles[one.id], "chamsae_id": one.id, "file_name": one.name, "address": one.address or "",
        "publisher": one.publisher or "", "published": _period(one.published), "language": one.language,
        "sha256": one.sha256,
    }  # fmt: skip


def _period(when: When | None) -> str:
    """The interval as from:to; an end that is open stays empty."""
    if when is None or not (when.start or when.end):
        return ""
    return f"{when.start or ''}:{when.end or ''}"


def _location(words: Iterable[str]) -> str:
    """The point of the first place known by just this name, where it is its own and somebody has compared it."""
    for one in words:
        key = places.spelled(one)
        point = gazetteer.locate(key) if key else None
        if point and point.of == key and point.source is not gazetteer.Source.UNCHECKED:
            return f"{point.at[0]}|{point.at[1]}"
    return ""


def _many(values: Iterable[str]) -> str:
    return MANY.join(_single(value) for value in values)


def _single(value: str) -> str:
    """A value that is no list: the sign between values cannot stand in one."""
    return value.replace(MANY, "/")


def _csv(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    out = io.StringIO()
    names = list(columns)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([harmless(row.get(name, "")) for name in names])
    return out.getvalue().encode()
