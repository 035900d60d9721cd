"""What the scorers of incidents are fitted to: one row for each type, person, country, month and year of an article."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chamsae.read.incident import countries, occurred, people, perpetrators, violations
from chamsae.read.incident.annotated import Annotated
from chamsae.read.incident.telling import Telling
from chamsae.read.scorer import Features

#: The penalty (scikit-learn's C) each kind of scorer is fitted with, chosen by cross-validation.
STRENGTH: Mapping[str, float] = {"victim": 0.1, "country": 0.1, "month": 0.3, "year": 0.3}
#: For types of violation and kinds of perpetrator.
STRENGTH_OF_TYPES = 0.02
#: How much more than others the features of a type's own words may weigh: killing is told by words for killing.
EMPHASIS = 2.0
#: A feature met in fewer articles is left out: it would be about those articles.
ARTICLES = 8


@dataclass(frozen=True, slots=True)
class Row:
    """The features of one candidate of an article, and whether the annotator chose it."""

    scorer: str
    features: Features
    right: bool


def rows(article: Annotated, telling: Telling) -> Iterator[Row]:
    """Every candidate of one article, for every scorer."""
    known = violations.features(telling)
    for kind in violations.TYPES:
        yield Row(violations.scorer_name(kind), known, kind in article.types)
    doer = perpetrators.kind_of(article.perpetrator) if article.perpetrator else None
    for actor in perpetrators.Kind:
        yield Row(perpetrators.scorer_name(actor), known, actor is doer)
    yield from _people(article, telling)
    yield from _places_and_times(article, telling)


def strength(scorer: str) -> float:
    """The penalty a scorer is fitted with."""
    return STRENGTH.get(scorer.removeprefix("incident_"), STRENGTH_OF_TYPES)


def emphasised(scorer: str, features: Features) -> dict[str, float]:
    """The features as the scorer of a type is fitted to them: those of its own words enlarged."""
    own = _own_words(scorer)
    return {name: value * (EMPHASIS if name.partition(" ")[2] in own else 1) for name, value in features.items()}


def same_name(name: str) -> str:
    """A name for comparison: white space single, no punctuation at the ends."""
    return " ".join(name.split()).strip(" .,;")


def _own_words(scorer: str) -> frozenset[str]:
    kinds = [kind for kind in violations.TYPES if violations.scorer_name(kind) == scorer]
    return frozenset(name for kind in kinds for name in (kind, *violations.groups_of(kind)))


def _people(article: Annotated, telling: Telling) -> Iterator[Row]:
    wanted = {same_name(victim) for victim in article.victims}
    for name, known in people.features(telling, people.people(telling)).items():
        yield Row("incident_victim", known, same_name(name) in wanted)


def _places_and_times(article: Annotated, telling: Telling) -> Iterator[Row]:
    country = countries.code_of(article.country) if article.country else None
    for code, known in countries.candidates(telling, tuple(countries.places(telling))).items():
        yield Row("incident_country", known, code == country)
    for months, scorer in ((True, "incident_month"), (False, "incident_year")):
        wanted = occurred.Period(article.year or 0, article.month if months else None)
        for period, (known, _mentions) in occurred.candidates(telling, months=months).items():
            yield Row(scorer, known, period == wanted)
