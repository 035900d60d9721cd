"""Lists and estimations as lines of a screen: words, pictures in the colours of the page, runs beside each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from chamsae.estimate import words
from chamsae.model.estimate import Estimate, Grade, Method, Verdict
from chamsae.model.estimating import INTERVIEWS, Compared, Differs, KeptEstimation, Listing, Lists, ListsAsked
from chamsae.model.released_estimate import ReleasedEstimation, ReleasedFinding, ReleasedNumber, ReleasedPart
from chamsae.model.table import Dimension
from chamsae.protect.estimates import release_table
from chamsae.publish.agreement_picture import agreement_svg
from chamsae.publish.density_picture import density_svg
from chamsae.publish.estimate_page import stratum_words, withheld_words
from chamsae.publish.estimate_words import documented, number_words, persons, said, term
from chamsae.publish.palette import TOKENS
from chamsae.publish.upset_picture import upset_svg
from chamsae.text.table_words import dimension_words, key_words
from chamsae.web.table_lines import language

#: Parts of the people and combinations of lists on one screen; the CSV has all.
MOST_PARTS, MOST_COMBINATIONS = 24, 20
#: By what persons may be told apart on the screen; the command takes every axis of tables.
STRATA = (
    Dimension.YEAR, Dimension.PROVINCE, Dimension.COUNTY, Dimension.PLACE, Dimension.SEX, Dimension.AGE,
    Dimension.VIOLATION, Dimension.STATE,
)  # fmt: skip
LISTINGS: Mapping[Listing, "str | Promise"] = {
    Listing.IMPORTED: _("partners' lists, as imported"),
    Listing.INTERVIEWS: _("interviews taken down here, as one list"),
    Listing.PUBLISHER: _("who published the document"),
    Listing.ORIGIN: _("the document that a copy goes back to"),
}
REASONS: Mapping[Differs, "str | Promise"] = {
    Differs.LISTS: _("other lists"),
    Differs.DATA: _("other data"),
    Differs.LINKAGES: _("other linkages"),
    Differs.METHOD: _("another method"),
    Differs.SETTINGS: _("other settings"),
    Differs.SEED: _("another seed"),
    Differs.VERSIONS: _("other versions"),
}
#: The colour of a verdict and of a finding, of those the screens have for states.
STYLE = {
    Verdict.IDENTIFIED: "accepted", Verdict.WEAK: "proposed", Verdict.REFUSED: "rejected",
    Grade.REFUSAL: "rejected", Grade.WARNING: "proposed", Grade.NOTE: "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One stratum of a run: its name, verdict and words, its numbers in words, its pictures."""

    name: str
    part: ReleasedPart
    style: str
    answer: str
    documented: str
    findings: tuple[tuple[str, str, str, str], ...]
    density: SafeString
    agreement: SafeString
    upset: SafeString
    numbers: tuple[tuple[str, str, str], ...]
    overlaps: tuple[tuple[str, str], ...]


def part_lines(made: ReleasedEstimation) -> list[Part]:
    """The strata of a run, at most MOST_PARTS."""
    return [_part(one, f"p{at}") for at, one in enumerate(made.parts[:MOST_PARTS])]


def finding_lines(findings: Iterable[ReleasedFinding]) -> tuple[tuple[str, str, str, str], ...]:
    """What was found: the colour of its grade, its name, what it means, what to do."""
    return tuple((STYLE[Grade(one.grade)], one.label, one.words, one.do) for one in findings)


def list_lines(lists: Lists) -> list[tuple[str, ReleasedPart, SafeString, tuple[tuple[str, str], ...]]]:
    """Who stands on which lists, stratum by stratum, with the picture."""
    tongue, found = language(), []
    for at, one in enumerate(lists.tables[:MOST_PARTS]):
        stratum = tuple((axis, key_words(axis, key, tongue)) for axis, key in one.stratum)
        part = release_table(replace(one, stratum=stratum), {name: list_name(name) for name in one.lists})
        drawn = _safe(upset_svg(part, tongue, palette=TOKENS, id=f"l{at}"))
        found.append((stratum_words(part, tongue), part, drawn, tuple(_overlaps(part))))
    return found


def list_name(name: str) -> str:
    """A list as it is shown."""
    return said("interviews", language()) if name == INTERVIEWS else name


def kept_lines(kept: Sequence[KeptEstimation]) -> list[tuple[KeptEstimation, str, str, str]]:
    """The kept runs, the last first, each with its answer in words, its verdict and the colour of that."""
    return [(one, _told(one), *_verdict(one)) for one in reversed(kept)]


def record_lines(made: ReleasedEstimation) -> list[tuple[str, str]]:
    """What repeats the run."""
    data = ", ".join(dict.fromkeys(one.data for one in made.parts if one.data))
    rows = [(term("record", name, language()), told) for name, told in made.record.items()]
    return [*rows, (term("record", "data", language()), data)] if data else rows


def withheld_lines(made: ReleasedEstimation) -> list[str]:
    """What is held back, and why."""
    return list(withheld_words(made))


def beside_lines(found: Compared) -> dict[str, object]:
    """Two runs beside each other: identical or not, the reasons, each stratum before and after."""
    return {
        "identical": found.identical,
        "reasons": [(REASONS[why], before, after) for why, before, after in found.reasons],
        "strata": [
            (", ".join(value for _, value in one.stratum) or said("all", language()),
             _number(one.before, one.verdict_before), _number(one.after, one.verdict_after))
            for one in found.strata
        ],
    }  # fmt: skip


def chosen(asked: ListsAsked) -> dict[str, object]:
    """What the form offers, and what of it is chosen."""
    tongue = language()
    return {
        "listings": [(one.value, label, one in asked.by) for one, label in LISTINGS.items()],
        "strata": [(one.value, dimension_words(one.value, tongue), one is asked.stratum) for one in STRATA],
        "axes": [(one.value, dimension_words(one.value, tongue)) for one in Dimension],
        "only": asked.only,
        "methods": [(one.value, words.method(one, tongue).name) for one in Method if one is not Method.CHAO],
    }


def filters(asked: ListsAsked) -> list[tuple[str, str]]:
    """What leaves acts out, in words, with what the form carries on."""
    return [
        (f"{dimension_words(one.dimension.value, language())}: {key_words(one.dimension.value, key, language())}",
         f"{one.dimension.value}:{key}")
        for one in asked.where for key in one.keys
    ]  # fmt: skip


def _part(part: ReleasedPart, id: str) -> Part:
    tongue = language()
    return Part(
        name=stratum_words(part, tongue) if part.stratum else "",
        part=part,
        style=STYLE[Verdict(part.verdict)],
        answer=number_words(part.answer, tongue, part.level) if part.answer else "",
        documented=documented(part, tongue),
        findings=finding_lines(part.findings),
        density=_safe(density_svg(part, tongue, palette=TOKENS, id=f"{id}d")),
        agreement=_safe(agreement_svg(part, tongue, palette=TOKENS, id=f"{id}a")),
        upset=_safe(upset_svg(part, tongue, palette=TOKENS, id=f"{id}u")),
        numbers=tuple(_row(one, part.level) for one in _every(part)),
        overlaps=tuple(_overlaps(part)),
    )


def _every(part: ReleasedPart) -> Iterable[ReleasedNumber]:
    yield from part.others
    yield from part.without
    yield from part.alternatives
    yield from part.priors


def _row(one: ReleasedNumber, level: float) -> tuple[str, str, str]:
    return one.name, term("roles", one.role, language()), number_words(one, language(), level)


def _overlaps(part: ReleasedPart) -> Iterable[tuple[str, str]]:
    """The combinations of lists with most persons, in words."""
    ordered = sorted(part.overlaps, key=lambda one: -(one.count or 0))
    for one in ordered[:MOST_COMBINATIONS]:
        named = " · ".join(name for name, on in zip(part.lists, one.pattern, strict=True) if on)
        yield named, said("held", language()) if one.count is None else f"{one.count:,}"


def _told(run: KeptEstimation) -> str:
    if len(run.estimations) != 1:
        return " · ".join(filter(None, (_number(one.answer, None) for one in run.estimations[:4])))
    return _number(run.estimations[0].answer, run.estimations[0].verdict)


def _verdict(run: KeptEstimation) -> tuple[str, str]:
    """The gravest verdict of its strata, in words, and its colour."""
    order = list(Verdict)
    gravest = max((one.verdict for one in run.estimations), key=order.index, default=Verdict.REFUSED)
    return words.verdict(gravest, language())[0], STYLE[gravest]


def _number(one: Estimate | None, verdict: Verdict | None) -> str:
    if one is None or verdict is Verdict.REFUSED:
        return words.verdict(verdict, language())[0] if verdict else "–"
    if one.low is None or one.high is None:
        return persons(one.median)
    return f"{persons(one.median)} ({said('range', language(), low=persons(one.low), high=persons(one.high))})"


def _safe(drawn: str) -> SafeString:
    return mark_safe(drawn)  # noqa: S308 - every word of it was made safe where it was drawn
