"""The only way out: decides what may leave, for whom, and says what stays inside and on what ground.

Nothing else in Chamsae constructs a Release. Whatever is not certain to be allowed is withheld.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from unicodedata import normalize

from chamsae.errors import InputError, IntegrityError, phrase
from chamsae.model.bundle import fingerprint
from chamsae.model.claim import Claim, Figure, prove
from chamsae.model.document import Document
from chamsae.model.judgement import Status
from chamsae.model.release import Citation, Release, ReleasedClaim, ReleasedFigure, WithheldItem
from chamsae.model.settlement import Aside, FigureGroup, Member, Settlement, State
from chamsae.model.settlement import Ground as Aground
from chamsae.model.source import Capture
from chamsae.protect.risk import points_at_persons
from chamsae.text import places
from chamsae.text.amounts import amount_words, when_iso


class Audience(StrEnum):
    """Who a release is for: the team itself, a recipient who keeps it to themselves, or anybody."""

    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    PUBLIC = "public"


class Ground(StrEnum):
    """Why something stays inside, as printed."""

    REJECTED = "a person judged it wrong or replaced it"
    WITHHELD = "a person withheld it"
    UNJUDGED = "no person has checked it"
    DISPUTED = "a person could not tell whether it is right"
    NOT_PUBLIC = "no consent is recorded for material that was never public"
    SMALL = "small number: could point at persons"
    UNSETTLED = "no person has settled the figure"
    UNSUPPORTED = "the claims it rests on are withheld"
    REOPENED = "new evidence has reopened it since it was settled"
    REGROUPED = "its claims have been grouped anew since it was settled"


#: Statuses whose claims never leave, whoever asks.
NEVER: Mapping[Status, Ground] = {
    Status.REJECTED: Ground.REJECTED,
    Status.WITHHELD: Ground.WITHHELD,
    Status.RETIRED: Ground.UNJUDGED,
    Status.SUGGESTED: Ground.UNJUDGED,
}
#: Statuses whose claims may be seen on the working table and nowhere else.
INSIDE: Mapping[Status, Ground] = {Status.PROPOSED: Ground.UNJUDGED, Status.DISPUTED: Ground.DISPUTED}
#: Stands for a reason that names somebody whose claim stays inside.
HELD_REASON = "The reason is held back: it names a source that is withheld."
#: Stands in public for the name of who settled a figure or made the release: they have not agreed to be named.
UNNAMED_REVIEWER = "a reviewer of this casebook"


def release(
    *,
    title: str,
    audience: Audience,
    made_by: str,
    made_at: datetime,
    log_number: int,
    log_hash: str,
    groups: Iterable[FigureGroup],
    settlements: Iterable[Settlement],
    claims: Iterable[Claim],
    documents: Iterable[Document],
    captures_by_sha: Mapping[str, Sequence[Capture]],
    statuses: Mapping[str, Status],
) -> Release:
    """What may leave for this audience, its id following from its content.

    Settlements are the whole ledger; each group names the one that stands for it. Statuses of judged claims;
    others count as proposed. Raises IntegrityError when a group names what is not there,
    QuoteMismatch when a quote does not stand in its text (nothing unproven leaves) and InputError
    for a title that is not Unicode or a time without zone.
    """
    desk = _Desk(
        audience=audience,
        settled=_in_force(settlements),
        claims={claim.id: claim for claim in claims},
        documents={document.id: document for document in documents},
        captures=captures_by_sha,
        statuses=statuses,
    )
    figures = tuple(figure for group in groups if (figure := desk.figure(group)))
    desk.count_regrouped()
    unsigned = Release(
        id="",
        title=title,
        audience=audience.value,
        made_at=made_at,
        made_by=made_by if audience is Audience.INTERNAL else UNNAMED_REVIEWER,
        log_number=log_number,
        log_hash=log_hash,
        figures=figures,
        withheld=desk.withheld(),
    )
    try:
        return replace(unsigned, id=fingerprint(unsigned))
    except ValueError as error:
        raise InputError(
            phrase("cannot be written down: %(error)s", error=error),
            thing="release",
            do=phrase("Correct the title or time."),
        ) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A group's member with its claim, both allowed out."""

    member: Member
    claim: Claim
    value: Figure


@dataclass(slots=True, kw_only=True)
class _Desk:
    """What one release is made from, and the tally of what stays inside."""

    audience: Audience
    settled: Mapping[int, Settlement]
    claims: Mapping[str, Claim]
    documents: Mapping[str, Document]
    captures: Mapping[str, Sequence[Capture]]
    statuses: Mapping[str, Status]
    kept: Counter[tuple[str, str]] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)

    def figure(self, group: FigureGroup) -> ReleasedFigure | None:
        """The figure as it may leave, or None and a line in the tally."""
        settlement = self.settled.get(group.settlement) if group.settlement is not None else None
        self.seen |= {group.id} if settlement is None else {group.id, settlement.group}
        shown = list(self.allowed(group))
        ground = self.ground_for_figure(group, settlement, shown)
        if ground:
            self.kept["figure", ground] += 1
            return None
        return self.released(group, settlement, shown)

    def allowed(self, group: FigureGroup) -> Iterator[_Shown]:
        """The members that may be shown; the others are counted with their ground."""
        for member in group.members:
            claim = self.claims.get(member.claim)
            if claim is None or not isinstance(claim.value, Figure):
                raise IntegrityError(
                    phrase("it names claim %(claim)s, which is not a figure of this casebook", claim=member.claim),
                    thing=phrase("figure %(id)s", id=group.id),
                    do=phrase("Run `chamsae read` to group the claims anew."),
                )
            ground = self.ground_for_claim(claim, claim.value, group)
            if ground:
                self.kept["claim", ground] += 1
            else:
                yield _Shown(member=member, claim=claim, value=claim.value)

    def ground_for_claim(self, claim: Claim, value: Figure, group: FigureGroup) -> Ground | None:
        """Why this claim stays inside, or None when it may be shown."""
        status = self.statuses.get(claim.id, Status.PROPOSED)
        if status in NEVER:
            return NEVER[status]
        if self.audience is Audience.INTERNAL:
            return None
        if status in INSIDE:
            return INSIDE[status]
        if not is_published(self.capture_of(claim)):
            return Ground.NOT_PUBLIC
        amount, where = value.amount, group.scope.place
        return Ground.SMALL if points_at_persons(amount.low, amount.high, amount.unit, where) else None

    def ground_for_figure(
        self, group: FigureGroup, settlement: Settlement | None, shown: Sequence[_Shown]
    ) -> Ground | None:
        """Why this figure stays inside, or None when it may leave with the claims shown."""
        if not shown:
            return Ground.UNSUPPORTED
        if self.audience is Audience.INTERNAL:
            return None
        if settlement is None:
            return Ground.UNSETTLED
        if group.state is State.REOPENED:
            return Ground.REOPENED
        if points_at_persons(settlement.low, settlement.high, group.scope.unit, group.scope.place):
            return Ground.SMALL
        rests_on = {one.claim.id for one in shown} & set(settlement.claims)
        return None if rests_on else Ground.UNSUPPORTED

    def released(self, group: FigureGroup, settlement: Settlement | None, shown: Sequence[_Shown]) -> ReleasedFigure:
        """The figure with the claims shown; its range is the person's, or the proposed one on the working table."""
        standing = settlement or group
        secret = self.secret_names(group, shown)
        asides = {one.claim: _said_aside(one, secret) for one in standing.aside if one.ground is not Aground.COPY}
        origins = _numbered(one.member.origin for one in shown)
        counted = {one.member.origin for one in shown if one.claim.id not in asides}
        ids = frozenset(one.claim.id for one in shown)
        return ReleasedFigure(
            id=group.id,
            act=group.scope.act,
            counted=group.scope.counted,
            unit=group.scope.unit,
            place=places.name(group.scope.place),
            when=when_iso(group.scope.when),
            low=standing.low,
            high=standing.high,
            settled_by=self.named(settlement),
            settled_at=settlement.at if settlement else None,
            reason=HELD_REASON if _names_any(standing.reason, secret) else standing.reason,
            origins_least=_least(group, len(counted)),
            origins=len(counted),
            contradictory=group.contradictory and len(counted) > 1,
            settlement=settlement.number if settlement else None,
            reopened=group.state is State.REOPENED,
            claims=tuple(self.released_claim(one, ids, origins, asides) for one in shown),
        )

    def secret_names(self, group: FigureGroup, shown: Sequence[_Shown]) -> frozenset[str]:
        """Who says what stays inside and nothing that is shown: a reason may not name them."""
        known = frozenset(name for one in shown for name in self.names(one.claim))
        ids = {one.claim.id for one in shown}
        hidden = (self.claims[member.claim] for member in group.members if member.claim not in ids)
        return frozenset(name for claim in hidden for name in self.names(claim)) - known

    def names(self, claim: Claim) -> Iterator[str]:
        """What a claim's source is called: speaker, those who pass it on, publisher, title and name of the document."""
        document = self.document_of(claim)
        named = (claim.speaker.text if claim.speaker else "", *claim.via, document.publisher, document.title)
        yield from (folded for name in (*named, document.name) if (folded := _folded(name or "")))

    def released_claim(
        self, one: _Shown, ids: frozenset[str], origins: Mapping[str, str], asides: Mapping[str, str | None]
    ) -> ReleasedClaim:
        """One claim with its citation; what it repeats is named only when that is shown as well."""
        claim, amount = one.claim, one.value.amount
        citation = self.citation(claim)
        return ReleasedClaim(
            id=claim.id,
            words=amount_words(amount),
            low=amount.low,
            high=amount.high,
            comparator=amount.comparator.value,
            speaker=_speaker(claim, citation),
            via=claim.via,
            modality=claim.modality.value,
            status=self.statuses.get(claim.id, Status.PROPOSED).value,
            origin=origins[one.member.origin],
            repeats=one.member.copy_of if one.member.copy_of in ids else None,
            aside=claim.id in asides,
            because=asides.get(claim.id),
            citation=citation,
        )

    def citation(self, claim: Claim) -> Citation:
        """Where the claim stands, once its quote has been proved against the text."""
        document = self.document_of(claim)
        prove(claim, document.text)
        capture = self.capture_of(claim)
        return Citation(
            claim=claim.id,
            quote=claim.quote.exact,
            language=document.language,
            document=document.id,
            title=document.title or capture.name,
            publisher=document.publisher,
            published=when_iso(document.published),
            address=capture.address or document.address,
            address_stated=not capture.address and bool(document.address),
            name=capture.name,
            captured_at=capture.captured_at,
            sha256=document.sha256,
            media_type=document.media_type,
            start=claim.quote.start,
            end=claim.quote.end,
        )

    def document_of(self, claim: Claim) -> Document:
        """The document the claim stands in."""
        document = self.documents.get(claim.document)
        if document is None:
            raise IntegrityError(
                phrase("its document is not there"),
                thing=phrase("claim %(id)s", id=claim.id),
                do=phrase("Run `chamsae doctor`."),
            )
        return document

    def capture_of(self, claim: Claim) -> Capture:
        """The first capture with a web address, or the first at all."""
        captures = self.captures.get(self.document_of(claim).sha256, ())
        if not captures:
            raise IntegrityError(
                phrase("nothing says how it came in"), thing=claim.document, do=phrase("Run `chamsae doctor`.")
            )
        return next(filter(is_published, captures), captures[0])

    def named(self, settlement: Settlement | None) -> str | None:
        """Who settled the figure, as this audience may know it."""
        if settlement is None:
            return None
        return settlement.by if self.audience is Audience.INTERNAL else UNNAMED_REVIEWER

    def count_regrouped(self) -> None:
        """Count settlements whose group no longer exists: the person's decision is kept, the figure is not shown."""
        gone = {settlement.group for settlement in self.settled.values()} - self.seen
        if gone:
            self.kept["figure", Ground.REGROUPED] += len(gone)

    def withheld(self) -> tuple[WithheldItem, ...]:
        """The tally, in a fixed order."""
        return tuple(
            WithheldItem(kind=kind, count=count, because=str(because))
            for (kind, because), count in sorted(self.kept.items())
        )


def _in_force(ledger: Iterable[Settlement]) -> dict[int, Settlement]:
    """Settlements that nobody took back, by number; a withdrawal may be taken back as well."""
    entries = list(ledger)
    undone: set[int] = set()
    for entry in reversed(entries):
        if entry.undoes is not None and entry.number not in undone:
            undone.add(entry.undoes)
    return {entry.number: entry for entry in entries if entry.undoes is None and entry.number not in undone}


def is_published(capture: Capture) -> bool:
    """True when anybody could have read it on the web without a name and password in the address."""
    address = capture.address or ""
    host = address.partition("://")[2].partition("/")[0]
    return address.startswith(("http://", "https://")) and bool(host) and "@" not in host


def _least(group: FigureGroup, counted: int) -> int:
    """The least independent origins of those shown: each that is not shown or set aside may be one that counted."""
    gone = len({member.origin for member in group.members}) - counted
    return max(min(1, counted), min(counted, group.origins - gone))


def _numbered(origins: Iterable[str]) -> dict[str, str]:
    """Origins as "1", "2", … in order of appearance: their inner names may tell what is withheld."""
    return {origin: str(number) for number, origin in enumerate(dict.fromkeys(origins), start=1)}


def _said_aside(aside: Aside, secret: Iterable[str]) -> str | None:
    """Why a claim is set aside; nothing where no reason was given, or it names what is withheld."""
    return None if not aside.why or _names_any(aside.why, secret) else aside.why


def _names_any(reason: str, names: Iterable[str]) -> bool:
    folded = _folded(reason)
    return any(name in folded for name in names)


def _folded(text: str) -> str:
    """The text as names are compared in it: composed, without case, single spaces."""
    return " ".join(normalize("NFKC", text).casefold().split())


def _speaker(claim: Claim, citation: Citation) -> str:
    if claim.speaker and claim.speaker.text.strip():
        return claim.speaker.text
    return citation.publisher or citation.title
