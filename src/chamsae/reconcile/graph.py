"""The origin graph of a figure: its documents, outlets and speakers, and who took from whom, down to the origins."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from chamsae.model.claim import Claim
from chamsae.model.document import DEPENDENT, Relation, RelationKind
from chamsae.model.judgement import Status
from chamsae.model.origin import Node, NodeKind, OriginGraph, Tie, TieKind
from chamsae.model.settlement import FigureGroup, Member
from chamsae.reconcile.attribution import behind, links, source_key, speaker_key
from chamsae.reconcile.independence import Voice, independence, voice_id, voices
from chamsae.reconcile.lost import lost
from chamsae.reconcile.origins import oriented
from chamsae.reconcile.outlets import outlet
from chamsae.reconcile.scope import DocumentFacts


def graph(
    group: FigureGroup,
    claims: Mapping[str, Claim],
    documents: Mapping[str, DocumentFacts],
    relations: Iterable[Relation] = (),
    statuses: Mapping[str, Status] | None = None,
) -> OriginGraph:
    """Everything the claims of a figure come through; rejected relations carry nothing.

    `claims` holds the members by id, `documents` their documents and those these derive from, `relations` those of
    these documents. In whatever order they come, the graph is the same.
    """
    standing = statuses or {}
    members = [member for member in group.members if member.claim in claims]
    drawn = _Drawing(claims, documents, {member.claim: member for member in members})
    drawn.derives([one for one in relations if standing.get(one.id) is not Status.REJECTED])
    first = {member.claim: member.origin for member in members if member.copy_of not in claims}
    for member in members:
        if member.claim in first:
            drawn.says(member)
        elif member.copy_of:
            drawn.repeats(member, claims[member.copy_of])
    return drawn.done(voices([claims[id] for id in first], first, documents))


@dataclass(slots=True)
class _Drawing:
    """A graph while it is drawn."""

    claims: Mapping[str, Claim]
    documents: Mapping[str, DocumentFacts]
    members: Mapping[str, Member]
    nodes: dict[str, Node] = field(default_factory=dict)
    stand: dict[str, set[str]] = field(default_factory=dict)
    ties: dict[tuple[str, str, TieKind], Tie] = field(default_factory=dict)
    #: For each document those it derives from.
    above: dict[str, set[str]] = field(default_factory=dict)
    #: The source each voice says it has the number from.
    behind: dict[str, str] = field(default_factory=dict)

    def derives(self, relations: Iterable[Relation]) -> None:
        """The documents of the claims, those they derive from, and the relations between them."""
        for claim in self._own():
            self._put(_document(claim.document), NodeKind.DOCUMENT, self._title(claim.document), claim.id)
        edges: dict[str, list[tuple[str, Relation]]] = {}
        for relation in sorted(relations, key=lambda relation: relation.id):
            if relation.kind in DEPENDENT or relation.kind is RelationKind.CITES:
                child, source, _ = oriented(relation, self.documents)
                edges.setdefault(child, []).append((source, relation))
        waiting = [claim.document for claim in self._own()]
        while waiting:
            child = waiting.pop()
            if child in self.above:
                continue
            self.above[child] = {source for source, relation in edges.get(child, ()) if relation.kind in DEPENDENT}
            for source, relation in edges.get(child, ()):
                self._put(_document(source), NodeKind.DOCUMENT, self._title(source))
                self.tie(_document(child), _document(source), TieKind(relation.kind.value), relation.why)
                waiting.append(source)

    def repeats(self, member: Member, source: Claim) -> None:
        """A claim that repeats another one: of its document's source, of an outlet it names, or of its own document."""
        claim = self.claims[member.claim]
        child, parent = _document(claim.document), _document(source.document)
        end = self._voice(source, self.members[source.id].origin)
        if child == parent:
            self.stand[end].add(claim.id)
            return
        if not self._hangs(claim.document, source.document):
            why = f"It has the number from {self._publisher(source.document)}, whose report is here."
            self.tie(child, parent, TieKind.CITES, why, claim.id)
        if (words := lost(claim, source)) is not None:
            self.tie(child, end, TieKind.LOST, words, claim.id)

    def says(self, member: Member) -> None:
        """A claim that repeats none: its document, whoever passes it on, and who says so at the end of the chain."""
        claim = self.claims[member.claim]
        end = self._voice(claim, member.origin)
        self.stand[end].add(claim.id)
        if end.startswith("document:"):
            return
        at = _document(claim.document)
        for link in links(claim, self.documents.get(claim.document)):
            through = f"speaker:{link.key}"
            if through != end:
                self._put(through, NodeKind.OUTLET if link.outlet else NodeKind.SPEAKER, link.label, claim.id)
                self._passes(at, through, link.label, claim)
                at = through
        self._passes(at, end, _said_by(claim) if claim.speaker else self.nodes[end].label, claim)
        if (words := behind(claim)) is not None:
            source = f"unnamed:{end}:{speaker_key(words)}"
            self._put(source, NodeKind.UNNAMED, words, claim.id)
            self.tie(end, source, TieKind.RELAYS, f"{_said_by(claim)} has it from “{words}”.", claim.id)
            self.behind[end] = source

    def tie(self, source: str, target: str, kind: TieKind, why: str, claim: str | None = None) -> None:
        """Tie two nodes, once in a kind."""
        if source != target:
            self.ties.setdefault(
                (source, target, kind), Tie(source=source, target=target, kind=kind, why=why, claim=claim)
            )

    def done(self, said: Sequence[Voice]) -> OriginGraph:
        """The graph with nodes and ties in order; `said` are the voices of the claims that repeat none."""
        count = independence(said)
        for one, two in count.same:
            self.tie(one, two, TieKind.MAY_BE, "Nothing tells whether it has the number from there.")
        nodes = (replace(node, claims=tuple(sorted(self.stand[node.id]))) for node in self.nodes.values())
        return OriginGraph(
            nodes=tuple(sorted(nodes, key=lambda node: (list(NodeKind).index(node.kind), node.id))),
            ties=tuple(self.ties[key] for key in sorted(self.ties)),
            origins=tuple(sorted({self.behind.get(voice.id, voice.id) for voice in said})),
            least=count.least,
            most=count.most,
        )

    def _voice(self, claim: Claim, origin: str) -> str:
        """The node at which the way of a claim ends, put into the graph."""
        id = voice_id(claim, origin)
        if id.startswith("document:"):
            document = id.removeprefix("document:")
            self._put(id, NodeKind.DOCUMENT, self._title(document))
        elif id.startswith("unnamed:"):
            self._put(id, NodeKind.UNNAMED, _said_by(claim))
        else:
            known = outlet(_said_by(claim)) or outlet(origin.removeprefix("speaker:"))
            kind = NodeKind.OUTLET if known and not known.own else NodeKind.SPEAKER
            self._put(id, kind, known.name if known else _said_by(claim))
        return id

    def _put(self, id: str, kind: NodeKind, label: str, claim: str | None = None) -> None:
        known = self.nodes.get(id)
        self.nodes[id] = Node(id=id, kind=kind, label=min(known.label, label) if known else label)
        self.stand.setdefault(id, set()).update([claim] if claim else [])

    def _passes(self, at: str, through: str, words: str, claim: Claim) -> None:
        signs = at == _document(claim.document) and through in self._signers(claim.document)
        cites = self.nodes[through].kind is NodeKind.OUTLET and not signs
        why = f"It is signed by {words}." if signs else f"It has the number from {words}."
        self.tie(at, through, TieKind.CITES if cites else TieKind.RELAYS, why, claim.id)

    def _signers(self, document: str) -> set[str]:
        facts = self.documents.get(document)
        return (
            {f"speaker:{source_key(words)}" for words in (facts.publisher, *facts.authors) if words} if facts else set()
        )

    def _own(self) -> Iterable[Claim]:
        return (self.claims[id] for id in self.members)

    def _hangs(self, child: str, parent: str) -> bool:
        """True when a document derives from another, through others or not."""
        met, waiting = set[str](), [child]
        while waiting:
            at = waiting.pop()
            met.add(at)
            waiting += self.above.get(at, set()) - met
        return parent in met

    def _publisher(self, document: str) -> str:
        facts = self.documents.get(document)
        return facts.publisher if facts and facts.publisher else self._title(document)

    def _title(self, document: str) -> str:
        facts = self.documents.get(document)
        return (facts.title or facts.publisher or document) if facts else document


def _document(id: str) -> str:
    return f"document:{id}"


def _said_by(claim: Claim) -> str:
    return claim.speaker.text if claim.speaker else ""
