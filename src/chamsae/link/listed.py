"""Records of what a list holds: bodies under any of their names, places as their context tells, facilities we know."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from chamsae.link.organisations import kept
from chamsae.link.whereabouts import Around, resolve, sure
from chamsae.model.claim import Claim, NameType
from chamsae.model.link import Record
from chamsae.text import places


def listed(records: Sequence[Record], claims: Mapping[str, Claim]) -> list[Record]:
    """The records of one document with the key of what a list surely holds, else with all that it may be."""
    meant = _meant(records, claims, {})
    meant = _meant(records, claims, meant)  # what became clear is context for the rest
    return [_listed(record, records, claims, meant) for record in records]


def _listed(record: Record, records: Sequence[Record], claims: Mapping[str, Claim], meant: Mapping[str, str]) -> Record:
    match record.kind:
        case NameType.ORGANISATION:
            found = {name for one in record.names if (name := kept(one))}
            return replace(record, known=found.pop()) if len(found) == 1 else record
        case NameType.PLACE:
            candidates = resolve(record.names[0], _around(record, records, claims, meant))
            return replace(record, known=sure(candidates), candidates=candidates if len(candidates) > 1 else ())
        case NameType.FACILITY:
            return replace(record, known=_facility(record.names))
        case _:
            return record


def _facility(names: Iterable[str]) -> str | None:
    """The one facility of ours that these names are names of."""
    found = {key for name in names if (key := places.country_and_key(name)) and key[1] is places.Level.FACILITY}
    return found.pop()[0] if len(found) == 1 else None


def _meant(records: Sequence[Record], claims: Mapping[str, Claim], before: Mapping[str, str]) -> dict[str, str]:
    """The keys of the place names that are clear by what was clear before."""
    found: dict[str, str] = {}
    for record in records:
        if record.kind is NameType.PLACE and (
            key := sure(resolve(record.names[0], _around(record, records, claims, before)))
        ):
            found |= dict.fromkeys(record.names, key)
    return found


def _around(record: Record, records: Sequence[Record], claims: Mapping[str, Claim], meant: Mapping[str, str]) -> Around:
    """The other places of the document: in the same sentences, and elsewhere."""
    others = [one for one in records if one.id != record.id and one.kind in {NameType.PLACE, NameType.FACILITY}]
    near = [one.names[0] for one in others if {*one.quotes} & {*record.quotes}]
    told = (*near, *(words for words in record.places if words not in record.names))
    sentences = tuple(dict.fromkeys(claims[id].quote.exact for id in record.claims))
    far = tuple(one.names[0] for one in others if one.names[0] not in near)
    return Around(near=tuple(told), sentences=sentences, far=far, meant=meant)
