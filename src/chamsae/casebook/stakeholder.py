"""A stakeholder submission to the Universal Periodic Review: settled figures of a release beside recommendations."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from chamsae.casebook.actors import tree_head
from chamsae.casebook.entering import enter
from chamsae.casebook.outlet import figures_for
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.filing import Recommendation, Submission, SubmissionKept
from chamsae.model.ledger import standing
from chamsae.model.petition import Body, Draft, Missing, Procedure, Source, Submitter, Told
from chamsae.model.release import Release, ReleasedFigure
from chamsae.ports import Clock, Store
from chamsae.protect.release import Audience
from chamsae.text.amounts import range_words
from chamsae.text.forms import form, said


class Submissions:
    """Submissions to the Universal Periodic Review that are being written; every version is kept."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def kept(self) -> list[SubmissionKept]:
        """The last version of each, the latest first."""
        last = {one.subject: one for one in standing(self._store.entries(SubmissionKept))}
        return sorted(last.values(), key=lambda one: -one.number)

    def get(self, code: str) -> SubmissionKept:
        """The last version of one; raises NotFound."""
        found = next((one for one in self.kept() if one.subject == code), None)
        if found is None:
            raise NotFound(phrase("there is no submission %(code)s", code=code), do=phrase("`chamsae upr` lists them."))
        return found

    def keep(self, told: Submission, *, by: str, code: str = "") -> SubmissionKept:
        """Keep a version, of a new submission where no code is given.

        Raises NotFound for a code that is none, InputError for no State and for a number typed into the text.
        """
        if not told.state.strip():
            raise InputError(phrase("no State is named"), do=phrase("Name the key of its place: cn, kp."))
        check_typed(told)
        subject = self.get(code).subject if code else self._new(told.state)
        return enter(self._store, SubmissionKept(subject=subject, told=told, by=by, at=self._clock()))

    def undo(self, code: str, *, by: str) -> SubmissionKept:
        """Take the last version back; the one before stands again, or the submission is gone."""
        held = self.get(code)
        return enter(self._store, replace(held, number=0, undoes=held.number, by=by, at=self._clock()))

    def release(self, *, by: str) -> Release:
        """What the figures of this moment would let go to the public, to count and look at; nothing is logged."""
        at, head = self._clock(), tree_head(self._store)
        groups, settled = list(self._store.groups()), list(self._store.settlements())
        return figures_for(self._store, groups, settled, title="UPR", audience=Audience.PUBLIC, by=by, at=at, head=head)

    def _new(self, state: str) -> str:
        many = len({one.subject for one in self._store.entries(SubmissionKept)})
        return f"upr-{state.lower()}-{many + 1}"


def check_typed(told: Submission) -> None:
    """Raise InputError for a number in a typed paragraph: numbers come from figures alone."""
    for words in (*told.summary, *told.keywords):
        if any(char.isdigit() for char in words):
            raise InputError(
                phrase("a number is typed into the text"), thing=words[:60], do=phrase("Name the figure instead.")
            )


def counted(draft: Draft) -> int:
    """The words of the body of a draft, as the limit counts them."""
    sections = [one for one in draft.form.sections if one.counted]
    texts = (told.text for section in sections for one in section.fields for key in one.material
             for told in draft.material.get(key, ()))  # fmt: skip
    return sum(len(text.split()) for text in texts)


def stakeholder(release: Release, told: Submission, *, submitter: Submitter) -> Draft:
    """The draft of a submission from a release; numbers come from its figures alone.

    Raises InputError for a typed paragraph with a number in it, and for a figure the release does not hold.
    """
    asked = form(Body.UPR)
    figures = {one.id: one for one in release.figures if one.settlement is not None and not one.reopened}
    check_typed(told)
    answered = {id for one in told.recommendations for id in one.figures}
    material = {
        "submitter": tuple(_submitters(submitter, told.partners)),
        "keywords": (Told(text=", ".join(told.keywords), typed=submitter.name),) if told.keywords else (),
        "summary": tuple(Told(text=words, typed=submitter.name) for words in told.summary),
        "recommendations": tuple(_answered(told.recommendations, figures)),
        "figures": tuple(_sentence(one) for id, one in figures.items() if id not in answered),
    }
    held = {key: sentences for key, sentences in material.items() if sentences}
    words, pages = (
        int(asked.limit(f"{what}_{'joint' if told.partners else 'single'}").value) for what in ("words", "pages")
    )
    return Draft(
        form=asked, person="", states=(told.state,), procedure=Procedure.STANDARD, title=asked.label["en"],
        material=held, sources={one.claim: one for figure in figures.values() for one in _sources(figure)},
        own=(submitter.name, submitter.organisation, *told.partners), most_words=words, most_pages=pages,
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
                raise InputError(phrase("the release holds no settled figure of this id"), thing=id)
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
