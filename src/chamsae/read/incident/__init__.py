"""The main incident of an English document: proposed by scorers learned from annotated news, claimed with quotes."""

from chamsae.read.english.article import Article
from chamsae.read.english.attribution import Attribution
from chamsae.read.incident.claims import READER, incident_claims
from chamsae.read.incident.main import Incident, main_incident
from chamsae.read.incident.telling import telling
from chamsae.read.making import Maker

__all__ = ["READER", "Incident", "main_incident", "propose_incident", "telling"]


def propose_incident(article: Article, attribution: Attribution, maker: Maker) -> None:
    """Add the main incident to the claims made so far: one reading of the document serves both readers."""
    incident_claims(main_incident(telling(article)), attribution, maker)
