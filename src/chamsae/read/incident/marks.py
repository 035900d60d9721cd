"""Marks of proposed incidents against people's annotation, by the definitions of HRDsAttack's authors."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from chamsae.model.claim import Act, Claim, Name
from chamsae.read.incident.annotated import Annotated
from chamsae.read.incident.claims import AS_VICTIM, READER
from chamsae.read.incident.countries import code_of, name_of
from chamsae.read.incident.deeds import kind_of
from chamsae.read.incident.main import Incident
from chamsae.read.incident.perpetrators import Kind
from chamsae.read.incident.perpetrators import kind_of as perpetrator_of
from chamsae.read.incident.training import same_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found in one article: `country` is an ISO code; what is open is None or empty."""

    types: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()
    country: str | None = None
    region: str | None = None
    city: str | None = None
    year: int | None = None
    month: int | None = None
    perpetrator: Kind | None = None


def answer_of(incident: Incident) -> Answer:
    """What the reader thinks likely enough to propose."""
    return Answer(
        types=frozenset(incident.types),
        victims=frozenset(person.name for person in incident.victims),
        country=incident.where.code if incident.where else None,
        region=incident.division.text if incident.division else None,
        city=incident.town.text if incident.town else None,
        year=incident.year.period.year if incident.year else None,
        month=incident.month.period.month if incident.month else None,
        perpetrator=incident.perpetrator[0] if incident.perpetrator else None,
    )


def answer_in(claims: Iterable[Claim]) -> Answer:
    """What the claims of an article say of its main incident: fewer things, each with its quote."""
    known = list(claims)
    acts = [claim for claim in known if claim.reader == READER and isinstance(claim.value, Act)]
    places = Counter(code for claim in acts for place in claim.place if (code := code_of(place)))
    dated = next((claim.when.start for claim in acts if claim.when and claim.when.start), None)
    return Answer(
        types=frozenset(kind for claim in acts if (kind := kind_of(claim))),
        victims=frozenset(
            same_name(claim.value.text)
            for claim in known
            if isinstance(claim.value, Name) and any(AS_VICTIM in reason for reason in claim.why)
        ),
        country=places.most_common(1)[0][0] if places else None,
        year=dated.year if dated else None,
        month=dated.month if dated else None,
    )


@dataclass(slots=True)
class Marks:
    """Counts over articles; `text` words them. A field left open is right where the annotator left it open."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, article: Annotated, answer: Answer) -> None:
        """Count one article."""
        self.counts["articles"] += 1
        self._sets("type", article.types, answer.types or frozenset({"unknown"}))
        self._sets("victim", frozenset(map(same_name, article.victims)), answer.victims)
        wanted = (code_of(article.country) or article.country) if article.country else None
        self._one("country", wanted, answer.country)
        self._one("country, same words", article.country, name_of(answer.country) if answer.country else None)
        self._one("region", article.region, answer.region)
        self._one("city", article.city, answer.city)
        self._one("year", article.year, answer.year)
        self._one("month", article.month, answer.month)
        doer = perpetrator_of(article.perpetrator) if article.perpetrator else None
        self._one("perpetrator", doer, answer.perpetrator)

    def f1(self, what: str) -> tuple[float, float, float]:
        """Precision, recall and F1 over all articles together."""
        right, proposed, wanted = (self.counts[f"{what} {part}"] for part in ("right", "proposed", "wanted"))
        return right / max(proposed, 1), right / max(wanted, 1), 2 * right / max(proposed + wanted, 1)

    def share(self, what: str) -> tuple[float, float]:
        """Share of articles answered right; and of those whose annotator gave an answer."""
        given = max(self.counts[f"{what} given"], 1)
        return self.counts[f"{what} right"] / max(self.counts["articles"], 1), self.counts[
            f"{what} given right"
        ] / given

    def text(self) -> str:
        """The marks, a line each."""
        lines = [f"articles: {self.counts['articles']}"]
        for what in ("type", "victim"):
            lines.append("{}: precision {:.3f}, recall {:.3f}, F1 {:.3f}".format(what, *self.f1(what)))
        for what in ("country", "country, same words", "region", "city", "year", "month", "perpetrator"):
            lines.append("{}: right {:.3f}; where the annotator gave one {:.3f}".format(what, *self.share(what)))
        return "\n".join(lines)

    def _sets(self, what: str, wanted: frozenset[str], proposed: frozenset[str]) -> None:
        self.counts[f"{what} right"] += len(wanted & proposed)
        self.counts[f"{what} wanted"] += len(wanted)
        self.counts[f"{what} proposed"] += len(proposed)

    def _one(self, what: str, wanted: object, proposed: object) -> None:
        self.counts[f"{what} right"] += wanted == proposed
        self.counts[f"{what} given"] += wanted is not None
        self.counts[f"{what} given right"] += wanted is not None and wanted == proposed
