"""The English reader: sentences and names by spaCy, figures, times, speakers and acts by rules on its parse."""

from chamsae.model.claim import Claim
from chamsae.model.document import Document
from chamsae.read.making import Maker

READER = "english 2.0"


def propose(document: Document) -> tuple[Claim, ...]:
    """The claims of an English document, by place; each quote has been proved against the text."""
    from chamsae.read.english.acts import act_claims  # noqa: PLC0415
    from chamsae.read.english.article import prepare  # noqa: PLC0415 (spaCy is heavy: loaded with the first document)
    from chamsae.read.english.attribution import attribute  # noqa: PLC0415
    from chamsae.read.english.figures import figures  # noqa: PLC0415
    from chamsae.read.english.mentions import name_claims, time_claims  # noqa: PLC0415
    from chamsae.read.english.statements import statement_claims  # noqa: PLC0415
    from chamsae.read.incident import propose_incident  # noqa: PLC0415

    maker = Maker(document, READER)
    article = prepare(document)
    attribution = attribute(article)
    figures(article, attribution, maker)
    statement_claims(article, attribution, maker)
    act_claims(article, attribution, maker)
    name_claims(article, attribution, maker)
    time_claims(article, maker)
    propose_incident(article, attribution, maker)
    return maker.claims()
