"""Family tracing: who seeks whom, what is said of them side by side, what was done; the machine tells nobody."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from chamsae.casebook.entering import enter
from chamsae.casebook.linking import Link
from chamsae.casebook.noting import Notes
from chamsae.casebook.review import Review, Saying
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.claim import Claim, Detail, Modality, Name, NameType, Speaker, SpeakerKind
from chamsae.model.consent import Answer, Circumstances, Consent, Decision, Permission, Purpose, in_force
from chamsae.model.interview import Basis
from chamsae.model.judgement import ABSENT
from chamsae.model.ledger import standing
from chamsae.model.link import Pair, Record
from chamsae.model.watch import Fate, News, Step, Tracing, TracingStep
from chamsae.ports import Clock, Store

#: The fact of a life that tells whether somebody is alive (resources/details.yml), and its term for each fate.
STATUS = "status"
_TERM: Mapping[Fate, str] = {Fate.ALIVE: "alive", Fate.FOUND: "alive", Fate.DEAD: "dead", Fate.UNKNOWN: "unknown"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What somebody says of the person sought: the entry, and the claim with its words."""

    news: News
    claim: Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Somebody in the casebook who may be the one sought, offered only; `step` is what a person made of it."""

    record: Record
    pair: Pair
    step: Step | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A request with the consent for sharing, all that is said of the one sought, and what was done, in order."""

    request: Tracing
    consent: Consent | None
    reports: tuple[Report, ...]
    steps: tuple[TracingStep, ...]

    @property
    def fates(self) -> frozenset[Fate]:
        """What is said, apart from that nothing is known; several contradict each other and none is chosen."""
        return frozenset(one.news.fate for one in self.reports) - {Fate.UNKNOWN}

    @property
    def is_open(self) -> bool:
        """False once it was closed and not opened again."""
        last = [one.step for one in self.steps if one.step in {Step.CLOSED, Step.REOPENED}]
        return not last or last[-1] is Step.REOPENED


class Tracings:
    """The tracing requests of one casebook. Its answers can put people in danger: each look at one is logged."""

    def __init__(self, store: Store, clock: Clock, notes: Notes, *, review: Review, link: Link) -> None:
        self._store, self._clock, self._notes = store, clock, notes
        self._review, self._link = review, link

    def seek(
        self,
        sought: str,
        *,
        seeker: str,
        by: str,
        relation: str = "",
        last_known: str = "",
        share: Answer = Answer.UNKNOWN,
        circumstances: Circumstances | None = None,
    ) -> Tracing:
        """Take down who seeks whom: a note, hashed, with the name as a claim, so that linking finds who it may be.

        `share` is what the seeker answered when asked whether what they told may be shared to find the person.
        Raises InputError without a name sought or somebody who seeks.
        """
        if not sought.strip() or not seeker.strip():
            raise InputError(phrase("a request needs who is sought and who seeks"), do=phrase("Give both."))
        id = f"t{secrets.token_hex(6)}"
        lines = [sought, *(f"{one}" for one in (relation, last_known) if one.strip()), seeker]
        document = self._notes.write("\n".join(map(str.strip, lines)) + "\n", f"tracing {id}.txt", by=by)
        name = sought.strip()
        claim = self._review.make(document.id, 0, len(name), Name(text=name, type=NameType.PERSON), by=by)
        request = Tracing(
            subject=id, seeker=seeker.strip(), sought=name, relation=relation.strip(), last_known=last_known.strip(),
            document=document.id, claim=claim.id, by=by, at=self._clock(),
        )  # fmt: skip
        with self._store.transaction():
            self._consented(id, share, circumstances or Circumstances(), by)
            return enter(self._store, request)

    def all(self) -> list[Case]:
        """All requests, open ones first, the last taken down first."""
        found = [self._case(one) for one in reversed(list(self._store.entries(Tracing)))]
        return sorted(found, key=lambda one: not one.is_open)

    def look(self, id: str, *, by: str) -> Case:
        """One request with all that is said; that somebody looked is logged. Raises NotFound for none."""
        case = self._case(self._request(id))
        with self._store.transaction():
            self._store.append_log(at=self._clock(), actor=by, action="look", subject=id, detail={})
        return case

    def share(self, id: str, answer: Answer, circumstances: Circumstances, *, by: str) -> Consent:
        """Record what the seeker answers when asked again; the last answer stands."""
        self._request(id)
        return self._consented(id, answer, circumstances, by)

    def report(self, id: str, fate: Fate, words: str, *, who: str, by: str, basis: Basis = Basis.UNKNOWN) -> News:
        """Write down what somebody says became of the person: a note, hashed, with a claim in these words.

        It stands beside what others say; nothing is replaced. Raises InputError without words or who says so.
        """
        request = self._request(id)
        if not words.strip() or not who.strip():
            raise InputError(phrase("news needs its words and who says so"), thing=id, do=phrase("Give both."))
        text = f"{words.strip()}\n{who.strip()}\n{by}, {self._clock().isoformat(timespec='seconds')}\n"
        document = self._notes.write(text, f"tracing {id} {secrets.token_hex(4)}.txt", by=by)
        saying = Saying(
            speaker=Speaker(text=who.strip(), kind=SpeakerKind.NAMED),
            modality=Modality.HEARSAY if basis is Basis.HEARD else Modality.ASSERTED,
        )
        value = Detail(about=request.sought, field=STATUS, text=words.strip(), code=_TERM[fate])
        end = len(words.strip())
        claim = self._review.make(document.id, 0, end, value, by=by, saying=saying, quote=(0, end))
        return self.point(id, fate, claim.id, by=by)

    def point(self, id: str, fate: Fate, claim: str, *, by: str, why: str = "") -> News:
        """Say that a claim of the casebook tells what became of the person. Raises NotFound for no such claim."""
        self._request(id)
        self._store.claim(claim)
        return enter(self._store, News(subject=id, fate=fate, claim=claim, by=by, at=self._clock(), why=why))

    def unreport(self, id: str, number: int, *, by: str) -> News:
        """Take news back. Raises NotFound for none that stands."""
        found = next((one for one in self._news(id) if one.number == number), None)
        if found is None:
            raise NotFound(
                phrase("there is no news %(number)s of request %(id)s", number=number, id=id),
                do=phrase("`chamsae tracing show %(id)s` lists it.", id=id),
            )
        return enter(self._store, replace(found, number=0, undoes=number, by=by, at=self._clock()))

    def step(self, id: str, step: Step, *, by: str, why: str, record: str = "", to: str = "") -> TracingStep:
        """Write down what was done: a match found likely or dismissed, somebody told, the request closed or reopened.

        Raises InputError without a reason, without whom it was told to, or which match is meant.
        """
        case = self._case(self._request(id))
        if not why.strip():
            raise InputError(phrase("it is not said on what ground"), thing=id, do=phrase("Give the reason."))
        if step is Step.TOLD and not to.strip():
            raise InputError(phrase("it is not said who was told"), thing=id, do=phrase("Name them."))
        if step in {Step.LIKELY, Step.DISMISSED} and not record:
            raise InputError(phrase("it is not said which match is meant"), thing=id, do=phrase("Name its record."))
        if (step is Step.REOPENED) is case.is_open and step in {Step.CLOSED, Step.REOPENED}:
            raise InputError(phrase("that is so already"), thing=id)
        entry = TracingStep(
            subject=id, step=step, record=record, to=to.strip(), by=by, at=self._clock(), why=why.strip()
        )
        return enter(self._store, entry)

    def unstep(self, id: str, number: int, *, by: str) -> TracingStep:
        """Take a step back. Raises NotFound for none that stands."""
        found = next((one for one in self._steps(id) if one.number == number), None)
        if found is None:
            raise NotFound(
                phrase("there is no step %(number)s of request %(id)s", number=number, id=id),
                do=phrase("`chamsae tracing show %(id)s` lists them.", id=id),
            )
        return enter(self._store, replace(found, number=0, undoes=number, by=by, at=self._clock()))

    def matches(self, id: str) -> list[Match] | None:
        """Whom the casebook knows that it may be, likeliest first; None until `link.run` has gathered the name.

        Offers for a person to look at: none is joined, and nobody is told.
        """
        request = self._request(id)
        own = next((one.id for one in self._link.records().values() if request.claim in one.claims), None)
        if own is None:
            return None
        made = {one.record: one.step for one in self._steps(id) if one.step in {Step.LIKELY, Step.DISMISSED}}
        found = [
            Match(record=self._store.record(other), pair=pair, step=made.get(other))
            for pair in self._store.pairs(record=own)
            if pair.barred is None and (other := pair.right if pair.left == own else pair.left)
        ]
        return sorted(found, key=lambda one: (one.step is Step.DISMISSED, -one.pair.weight))

    def _case(self, request: Tracing) -> Case:
        id = request.subject
        return Case(
            request=request, consent=in_force(list(self._store.entries(Consent, subject=id))),
            reports=tuple(self._reports(self._news(id))), steps=tuple(self._steps(id)),
        )  # fmt: skip

    def _reports(self, news: Iterable[News]) -> Iterable[Report]:
        held = list(news)
        statuses = self._store.statuses([one.claim for one in held])
        for one in held:
            if statuses.get(one.claim) not in ABSENT:
                yield Report(news=one, claim=self._store.claim(one.claim))

    def _request(self, id: str) -> Tracing:
        found = next(self._store.entries(Tracing, subject=id), None)
        if found is None:
            raise NotFound(
                phrase("there is no tracing request %(id)s", id=id), do=phrase("`chamsae tracing list` lists them.")
            )
        return found

    def _news(self, id: str) -> list[News]:
        return standing(self._store.entries(News, subject=id))

    def _steps(self, id: str) -> list[TracingStep]:
        return standing(self._store.entries(TracingStep, subject=id))

    def _consented(self, id: str, answer: Answer, circumstances: Circumstances, by: str) -> Consent:
        decision = Decision.GIVEN if answer is Answer.YES else Decision.REFUSED
        entry = Consent(
            subject=id, decision=decision, permissions=(Permission(purpose=Purpose.TRACING, answer=answer),),
            covers=(id,), circumstances=circumstances, by=by, at=self._clock(),
        )  # fmt: skip
        return enter(self._store, entry)
