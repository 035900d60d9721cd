"""Whose evidence a claim is: copies followed back to where they come from, then one origin for one speaker.

A claim in a dependent document repeats the claim of its source that says the same number; where no such claim
stands in the source (a rewrite that changed it), it still counts as the source's. A claim of a larger document
that contains another repeats it only inside the passages they share. First form: a document put together from
several sources follows the first of them in which the number is found; two speakers are the same when their
entity or their words are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chamsae.model.amount import Comparator
from chamsae.model.claim import Claim, Figure, Name, Speaker, SpeakerKind
from chamsae.model.document import DEPENDENT, Relation, RelationKind
from chamsae.model.judgement import Status
from chamsae.reconcile.attribution import outlets, source_key, speaker_key
from chamsae.reconcile.independence import ends
from chamsae.reconcile.outlets import outlet, publisher
from chamsae.reconcile.scope import DocumentFacts
from chamsae.text.normal import fold

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document another derives from; `within` bounds a claim to shared passages (empty: the whole document)."""

    document: str
    within: Spans


Edge = tuple[int, float, str, str, Spans]
Parents = Mapping[str, Sequence[Source]]
#: Entities of speakers by document and folded name; under ANYWHERE for names that are one entity in all documents;
#: under SAME, for an entity, the one it is tied to.
Names = Mapping[tuple[str, str], str]
ANYWHERE, SAME = "*", "="


@dataclass(frozen=True, slots=True)
class Origin:
    """The independent origin of a claim, and the claim it repeats, if any."""

    name: str
    copy_of: str | None
    why: str = ""


def parents(
    relations: Iterable[Relation], documents: Mapping[str, DocumentFacts], statuses: Mapping[str, Status]
) -> dict[str, list[Source]]:
    """For each document those it derives from, the surest first; rejected relations do not count.

    A relation without direction is followed towards the document that came out earlier, else was captured
    earlier, else has the lower id: for counting origins either way is the same. One that would close a circle is
    left out.
    """
    edges = sorted(
        _edge(relation, documents)
        for relation in relations
        if relation.kind in DEPENDENT and statuses.get(relation.id) is not Status.REJECTED
    )
    found: dict[str, list[Source]] = {}
    for _, _, child, source, within in edges:
        if child not in _above(source, found):
            found.setdefault(child, []).append(Source(source, within))
    return found


def _edge(relation: Relation, documents: Mapping[str, DocumentFacts]) -> Edge:
    child, source, within = oriented(relation, documents)
    return _STRENGTH.index(relation.kind), -relation.score, child, source, within


def _above(document: str, found: Parents) -> set[str]:
    """The document and all it derives from so far."""
    met, waiting = {document}, [document]
    while waiting:
        for source in found.get(waiting.pop(), ()):
            if source.document not in met:
                met.add(source.document)
                waiting.append(source.document)
    return met


def oriented(relation: Relation, documents: Mapping[str, DocumentFacts]) -> tuple[str, str, Spans]:
    """The dependent document of a relation, its source, and the spans of it that the source covers (all: none)."""
    child, source, turned = relation.document, relation.other, False
    if not relation.directed and _age(documents, child) < _age(documents, source):
        child, source, turned = source, child, True
    if relation.kind is not RelationKind.CONTAINS:
        return child, source, ()
    own = [(span[2], span[3]) if turned else (span[0], span[1]) for span in relation.shared]
    return child, source, tuple(own)


def roots(above: Parents) -> dict[str, str]:
    """For each document that derives wholly from another the document at the head of its chain."""
    heads = {document: _head(document, above) for document in above}
    return {document: head for document, head in heads.items() if head != document}


def origins(
    members: Sequence[Claim], above: Parents, names: Names, documents: Mapping[str, DocumentFacts]
) -> dict[str, Origin]:
    """The origin of each claim of a group, by claim id. `names` gives the entities of speakers.

    A document's own voice is that of the organisation that publishes or signs it where another claim of the group
    names that organisation; a headline, and "hundreds" beside a number, repeat what their document says.
    """
    by_document: dict[str, list[Claim]] = {}
    for claim in sorted(members, key=_place):
        by_document.setdefault(claim.document, []).append(claim)
    group = Group(
        by_document, above, names, documents, _voices(members, names), _by_outlet(by_document, above, documents)
    )
    return {claim.id: _origin(claim, group) for claim in members}


def entities(claims: Iterable[Claim]) -> dict[tuple[str, str], str]:
    """The entity of each name by document and folded name, from the name claims."""
    return {
        (claim.document, speaker_key(claim.value.text)): claim.value.entity
        for claim in sorted(claims, key=lambda claim: claim.id)
        if isinstance(claim.value, Name) and claim.value.entity
    }


@dataclass(frozen=True, slots=True)
class Group:
    """The claims of one figure by document, with what tells whose they are."""

    by_document: Mapping[str, list[Claim]]
    above: Parents
    names: Names
    documents: Mapping[str, DocumentFacts]
    voices: Mapping[str, str]
    by_outlet: Mapping[str, list[str]]


def _origin(claim: Claim, group: Group) -> Origin:
    source = _repeated(claim, group)
    if source is not None:
        why = "from which its document derives" if _derives(claim, source, group) else "whose outlet it names"
        there = _within(source, group)
        return Origin(there.name, there.copy_of or source.id, f"repeats {source.document}, {why}")
    return _within(claim, group)


def _within(claim: Claim, group: Group) -> Origin:
    """The origin of a claim that repeats none of another document."""
    head = _head(claim.document, group.above)
    if head != claim.document:
        return Origin(f"document:{head}", None, f"its document derives from {head}")
    beside = group.by_document[claim.document]
    if (said := _said_below(claim, beside, group.documents)) is not None:
        return Origin(_own(said, group), said.id, "says in the headline or in round words what its document says")
    own = _own(claim, group)
    first = next(one for one in beside if _same_number(one, claim) and _own(one, group) == own)
    if first.id != claim.id and not _headline(first, group.documents):
        return Origin(own, first.id, "says the same number again in the same document")
    return Origin(own, None)


def _said_below(claim: Claim, beside: Sequence[Claim], documents: Mapping[str, DocumentFacts]) -> Claim | None:
    """The claim of the same document that a headline, or "hundreds" in the document's own voice, only repeats."""
    headline, vague = _headline(claim, documents), _round(claim)
    narrated = claim.speaker is None or claim.speaker.kind is SpeakerKind.NARRATOR
    if not headline and not (vague and narrated):
        return None
    firm = (one for one in beside if not _round(one) and one.id != claim.id and not _headline(one, documents))
    return next((one for one in firm if (_holds(claim, one) if vague else _same_number(one, claim))), None)


def _headline(claim: Claim, documents: Mapping[str, DocumentFacts]) -> bool:
    facts = documents.get(claim.document)
    title = fold(facts.title).strip() if facts and facts.title else ""
    return bool(title) and fold(claim.quote.exact).strip() == title


def _round(claim: Claim) -> bool:
    assert isinstance(claim.value, Figure)
    return claim.value.amount.comparator is Comparator.VAGUE


def _holds(vague: Claim, one: Claim) -> bool:
    """True when the number lies where the round words allow."""
    assert isinstance(vague.value, Figure)
    low, high = vague.value.amount.bounds()
    return all(low <= (end or 0) <= high for end in ends(one))


def _voices(members: Iterable[Claim], names: Names) -> dict[str, str]:
    """The origins of speakers named in a group, by their words made comparable."""
    return {
        source_key(claim.speaker.text): _named(claim, names)
        for claim in sorted(members, key=lambda claim: claim.id)
        if claim.speaker and claim.speaker.kind is SpeakerKind.NAMED
    }


def _by_outlet(
    by_document: Iterable[str], above: Parents, documents: Mapping[str, DocumentFacts]
) -> dict[str, list[str]]:
    """The documents of a group by the outlet that publishes them; not those that derive from others."""
    found: dict[str, list[str]] = {}
    for document in sorted(name for name in by_document if name not in above):
        if (facts := documents.get(document)) and (own := publisher(facts.publisher)):
            found.setdefault(own.name, []).append(document)
    return found


def _repeated(claim: Claim, group: Group) -> Claim | None:
    """The claim at the end of the chain of those this one repeats; None when it repeats none.

    Of claims that name each other's outlets, in a circle, the first is the end.
    """
    chain = [claim]
    while (
        source := _nearest_source(chain[-1], group.by_document, group.above) or _cited(chain[-1], group)
    ) is not None:
        if source in chain:
            end = min(chain[chain.index(source) :], key=lambda one: (_age(group.documents, one.document), one.id))
            return None if end is claim else end
        chain.append(source)
    return chain[-1] if len(chain) > 1 else None


def _derives(claim: Claim, source: Claim, group: Group) -> bool:
    return source.document in _above(claim.document, group.above)


def _cited(claim: Claim, group: Group) -> Claim | None:
    """The claim of an outlet that this one is passed on from: of the same number, in a document that is no later."""
    for name in outlets(claim, group.documents.get(claim.document)):
        there = [document for document in group.by_outlet.get(name, ()) if _no_later(document, claim.document, group)]
        said = (one for document in there for one in group.by_document[document] if _same_number(one, claim))
        if (found := next(said, None)) is not None:
            return found
    return None


def _no_later(document: str, than: str, group: Group) -> bool:
    """True for another document that came out on the same day or before, as far as that is known."""
    one, two = (facts.published if (facts := group.documents.get(name)) else None for name in (document, than))
    later = one is not None and two is not None and one.start and two.end and one.start > two.end
    return document != than and not later


def _nearest_source(claim: Claim, by_document: Mapping[str, list[Claim]], above: Parents) -> Claim | None:
    """The claim that says the same number in the nearest document above; else the closest one of the first above."""
    closest: Claim | None = None
    met: set[str] = set()
    waiting = [source for source in above.get(claim.document, ()) if _covers(source, claim)]
    while waiting:
        source = waiting.pop(0)
        if source.document in met:
            continue
        met.add(source.document)
        there = by_document.get(source.document, [])
        if there:
            best = min(there, key=lambda one: (_distance(one, claim), *_place(one)))
            if _same_number(best, claim):
                return best
            closest = closest or (best if not source.within else None)
        waiting += [more for more in above.get(source.document, ()) if not more.within]
    return closest


def _head(document: str, above: Parents) -> str:
    """The document at the head of the chain a document wholly derives from; itself when it derives from none."""
    while source := next((one for one in above.get(document, ()) if not one.within), None):
        document = source.document
    return document


def _age(documents: Mapping[str, DocumentFacts], name: str) -> tuple[bool, str, bool, str, str]:
    """Sorts documents by when they came out, then by when they were captured, then by id; unknown times last."""
    facts = documents.get(name)
    out = facts.published.start if facts and facts.published else None
    seen = facts.first_captured if facts else None
    return out is None, f"{out}", seen is None, f"{seen}", name


def _covers(source: Source, claim: Claim) -> bool:
    spot = claim.trigger.start
    return not source.within or any(start <= spot < end for start, end in source.within)


def _own(claim: Claim, group: Group) -> str:
    """The speaker when named (or a document cited), else the outlet it is passed on from, else who signs, else it."""
    speaker = claim.speaker
    if speaker is not None and speaker.kind in (SpeakerKind.NAMED, SpeakerKind.DOCUMENT):
        return _named(claim, group.names)
    facts = group.documents.get(claim.document)
    if passed := outlets(claim, facts):
        return _tied(source_key(passed[0]), group.names)
    narrates = facts is not None and (speaker is None or speaker.kind is SpeakerKind.NARRATOR)
    signed = [facts.publisher or "", *facts.authors] if facts is not None and narrates else []
    return next((group.voices[key] for key in map(source_key, signed) if key in group.voices), _document(claim))


def _document(claim: Claim) -> str:
    return f"document:{claim.document}"


def _named(claim: Claim, names: Names) -> str:
    assert claim.speaker is not None
    return _tied(speaker_name(claim.speaker, claim.document, names), names)


def speaker_name(speaker: Speaker, document: str, names: Names) -> str:
    """A speaker by entity, else by words made comparable; a known outlet by its name, whatever the language."""
    known = outlet(speaker.text)
    if known is not None and not known.own:
        return source_key(known.name)
    key = speaker_key(speaker.text)
    found = speaker.entity or names.get((document, key)) or names.get((ANYWHERE, key))
    return found or source_key(speaker.text)


def _tied(name: str, names: Names) -> str:
    return f"speaker:{names.get((SAME, name), name)}"


def _same_number(one: Claim, two: Claim) -> bool:
    return ends(one) == ends(two)


def _distance(one: Claim, two: Claim) -> float:
    pairs = zip(ends(one), ends(two), strict=True)
    return sum(abs((first or 0) - (second or 0)) for first, second in pairs)


def _place(claim: Claim) -> tuple[int, int, str]:
    return claim.quote.start, claim.trigger.start, claim.id


_STRENGTH = (
    RelationKind.IDENTICAL,
    RelationKind.COPY,
    RelationKind.TRANSLATION,
    RelationKind.REWRITE,
    RelationKind.RETELLING,
    RelationKind.CONTAINS,
)
