"""A stakeholder submission to the Universal Periodic Review: settled figures of a release beside recommendations."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chamsae.errors import InputError
from chamsae.model.petition import Body, Draft, Missing, Procedure, Source, Submitter, Told
from chamsae.model.release import Release, ReleasedFigure
from chamsae.text.amounts import range_words
from chamsae.text.forms import form, said


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """A recommendation of an earlier cycle, what the State said to it, and the figures (ids) that speak to it."""

    symbol: str
    text: str
    position: str
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What people write for a submission beside figures: one State, keywords, an introduction; `partners` join it."""

    state: str
    keywords: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    partners: tuple[str, ...] = ()


def stakeholder(release: Release, told: Submission, *, submitter: Submitter) -> Draft:
    """The draft of a submission from a release; numbers come from its figures alone.

    Raises InputError for a typed paragraph with a number in it, and for a figure the release does not hold.
    """
    asked = form(Body.UPR)
    figures = {one.id: one for one in release.figures if one.settlement is not None and not one.reopened}
    for words in (*told.summary, *told.keywords):
        if any(char.isdigit() for char in words):
            raise InputError("a number is typed into the text", thing=words[:60], do="Name the figure instead.")
    material = {
        "submitter": tuple(_submitters(submitter, told.partners)),
        "keywords": (Told(text=", ".join(told.keywords), typed=submitter.name),) if told.keywords else (),
        "summary": tuple(Told(text=words, typed=submitter.name) for words in told.summary),
        "recommendations": tuple(_answered(told.recommendations, figures)),
        "figures": tuple(map(_sentence, figures.values())),
    }
    held = {key: sentences for key, sentences in material.items() if sentences}
    limit = asked.limit("words_joint" if told.partners else "words_single").value
    return Draft(
        form=asked, person="", states=(told.state,), procedure=Procedure.STANDARD, title=asked.label["en"],
        material=held, sources={one.claim: one for figure in figures.values() for one in _sources(figure)},
        own=(submitter.name, submitter.organisation, *told.partners), most_words=int(limit),
        missing=tuple(
            Missing(field=one.number, label=one.label, screen=one.screen)
            for section in asked.sections
            for one in section.fields
            if one.required and not any(key in held for key in one.material)
        ),
    )  # fmt: skip


def _submitters(submitter: Submitter, partners: Sequence[str]) -> Iterator[Told]:
    if submitter.name or submitter.organisation:
        words = (submitter.organisation, *partners, submitter.name, submitter.email, submitter.description)
        yield Told(text=", ".join(filter(None, words)) + ".", typed=submitter.name or submitter.organisation)


def _answered(recommendations: Sequence[Recommendation], figures: dict[str, ReleasedFigure]) -> Iterator[Told]:
    """Each recommendation with the State's position, then what is documented."""
    for one in recommendations:
        text = said("recommendation", symbol=one.symbol, text=one.text, position=one.position)
        yield Told(text=text, typed="list of recommendations")
        for id in one.figures:
            if id not in figures:
                raise InputError("the release holds no settled figure of this id", thing=id)
            yield _sentence(figures[id])


def _sentence(figure: ReleasedFigure) -> Told:
    words = said(
        "figure", range=range_words(figure.low, figure.high, figure.unit), counted=figure.counted,
        act=figure.act or "no act named", when=figure.when or "no time named", place=figure.place or "no place named",
        origins=figure.origins, reason=figure.reason,
    )  # fmt: skip
    return Told(text=words.strip(), claims=tuple(claim.id for claim in figure.claims))


def _sources(figure: ReleasedFigure) -> Iterator[Source]:
    for claim in figure.claims:
        cited = claim.citation
        yield Source(
            claim=claim.id, quote=cited.quote, language=cited.language, title=cited.title, publisher=cited.publisher,
            published=cited.published, address=cited.address, sha256=cited.sha256, captured_at=cited.captured_at,
        )  # fmt: skip
