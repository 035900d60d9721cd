"""Claims of what someone said, in quotation marks and without."""

from chamsae.model.claim import Speaker, SpeakerKind, Statement
from chamsae.read.english.article import Article
from chamsae.read.english.attribution import Attribution
from chamsae.read.english.cues import Cue
from chamsae.read.english.indirect import Content
from chamsae.read.english.quotations import STATEMENT, Quotation
from chamsae.read.making import Maker, Said


def statement_claims(article: Article, attribution: Attribution, maker: Maker) -> None:
    """One claim for every quotation that is a statement, or that has a speaker; and for all speech without marks."""
    for quotation in article.quotations:
        said = attribution.quoted.get(quotation)
        words = article.document.text[quotation.start : quotation.end]
        if (
            words.strip()
            and not _taken_up(article, attribution, quotation)
            and (said is not None or len(words.split()) >= STATEMENT)
        ):
            _direct(article, maker, quotation, said)
    for number, handed in enumerate(attribution.contents):
        for cue, found in handed:
            if found is not None and not cue.sentence.heading and not _number(maker, found):
                _indirect(maker, cue, found, attribution.handed(number, cue))


#: So many words in quotation marks, within what is told without them, are only somebody's word for a thing.
_WORD = 1


def _taken_up(article: Article, attribution: Attribution, quotation: Quotation) -> bool:
    """ "said that the “migrants” came for money"."""
    if len(article.document.text[quotation.start : quotation.end].split()) > _WORD:
        return False
    handed = attribution.contents[article.number(quotation.start)]
    clauses = (found for _, found in handed if found is not None and found.clause)
    return any(found.start <= quotation.start and quotation.end <= found.end for found in clauses)


def _number(maker: Maker, found: Content) -> bool:
    """ "speaks of up to 600": a figure of theirs, and no statement."""
    return not found.clause and maker.document.text[found.end - 1].isdigit()


def _direct(article: Article, maker: Maker, quotation: Quotation, said: Said | None) -> None:
    first, last = article.number(quotation.start), article.number(quotation.end - 1)
    touching = [s for s in article.sentences[first : last + 1] if quotation.start < s.end]
    if not touching:
        return
    unknown = Speaker(text="unknown", kind=SpeakerKind.UNNAMED)
    maker.make(
        Statement(text=article.document.text[quotation.start : quotation.end], direct=True),
        (min(touching[0].start, quotation.start), max(touching[-1].end, quotation.end)),
        (quotation.start, quotation.end),
        said=said or Said(speaker=unknown, why=("no speaker found for these words",)),
        confidence=0.85 if said else 0.3,
        why=("words in quotation marks",),
    )


def _indirect(maker: Maker, cue: Cue, found: Content, said: Said) -> None:
    """What a cue hands over without quotation marks; less sure where no clause says it."""
    maker.make(
        Statement(text=" ".join(maker.document.text[found.start : found.end].split()), direct=False),
        (cue.sentence.start, cue.sentence.end),
        (found.start, found.end),
        said=said,
        confidence=0.75 if found.clause else 0.55,
        why=(f"handed over by {cue.words!r}, without quotation marks",),
    )
