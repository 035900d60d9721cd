"""An estimation in words, stratum by stratum, with the names of lists that may be shown."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from string import ascii_uppercase

from chamsae.estimate import words
from chamsae.model.estimate import Estimate, Estimation, Finding, Grade
from chamsae.model.estimating import INTERVIEWS, KeptEstimation
from chamsae.protect.estimates import FindingWords, Named, Naming, Worded, of_few, renamed
from chamsae.protect.release import Audience
from chamsae.protect.tables import LEAST
from chamsae.publish.estimate_words import said
from chamsae.text.table_words import dimension_words, key_words


def worded(kept: KeptEstimation, language: str, naming: Naming, audience: Audience) -> list[Worded]:
    """Every stratum of a run in a language; one list has one name in all of them."""
    lists = list(dict.fromkeys(name for one in kept.estimations for name in one.table.lists))
    names = {name: _name(at, name, language, naming) for at, name in enumerate(lists)}
    least = LEAST[audience]
    return [
        _worded(_placed(renamed(one, names), kept, language), kept, at, language, least)
        for at, one in enumerate(kept.estimations)
    ]


def of_sum(kept: KeptEstimation, language: str, audience: Audience) -> list[tuple[Finding, FindingWords]]:
    """What stands beside the sum over the strata of a run, in a language.

    For the team each stratum is named, with the reason where it carries no number; for others it goes by a letter.
    """
    names = {" ".join(value for _, value in one.table.stratum): one for one in kept.estimations}
    shown = {
        name: _stratum(one, kept, at, language, audience) for at, (name, one) in enumerate(names.items())
    }  # fmt: skip
    told = [replace(one, lists=tuple(shown.get(name, name) for name in one.lists)) for one in kept.findings]
    return [(one, _found(one, language)) for one in told]


def _stratum(one: Estimation, kept: KeptEstimation, at: int, language: str, audience: Audience) -> str:
    """A stratum as it is named beside the sum."""
    if audience is not Audience.INTERNAL:
        return said("part-letter", language, letter=_letter(at))
    name = ", ".join(value for _, value in _placed(one, kept, language).table.stratum)
    why = words.listed(
        [words.told(found, language).label for found in one.findings if found.grade is Grade.REFUSAL], language
    )
    return said("why", language, name=name, why=why) if why else name


def _worded(one: Estimation, kept: KeptEstimation, at: int, language: str, least: int) -> Worded:
    shown = replace(one, findings=tuple(found for found in one.findings if not of_few(found, least)))
    return Worded(
        estimation=one,
        stratum=one.table.stratum,
        verdict=words.verdict(one.verdict, language)[0],
        words=words.paragraph(shown, language),
        findings=tuple((found, _found(found, language)) for found in one.findings),
        answer=_method(one.answer, language) if one.answer else None,
        others=tuple(_method(other, language) for other in one.others),
        without=tuple((said("without-list", language, list=name), other) for name, other in one.without),
        alternatives=tuple((words.alternative(name, language), other) for name, other in one.alternatives),
        priors=tuple((words.prior(name, language), other) for name, other in one.priors),
        linkages=tuple(_linkages([linked.estimates[at] for linked in kept.linkages], language)),
        assumptions=words.method(one.answer.method, language).assumes if one.answer else (),
    )


def _found(finding: Finding, language: str) -> FindingWords:
    told = words.told(finding, language)
    return FindingWords(label=told.label, means=told.means, do=told.do)


def _method(one: Estimate, language: str) -> Named:
    return words.method(one.method, language).name, one


def _placed(one: Estimation, kept: KeptEstimation, language: str) -> Estimation:
    """The estimation with its stratum in words: an axis of the casebook has some, a column of a file has not."""
    if kept.asked is None:
        return one
    stratum = tuple(
        (dimension_words(axis, language), key_words(axis, key, language)) for axis, key in one.table.stratum
    )
    return replace(one, table=replace(one.table, stratum=stratum))


def _linkages(linked: Sequence[Estimate | None], language: str) -> Iterator[Named]:
    for at, one in enumerate(linked, 1):
        if one is not None:
            yield said("linkage", language, number=at), one


def _name(at: int, name: str, language: str, naming: Naming) -> str:
    if naming is Naming.LETTERS:
        return said("letter", language, letter=_letter(at))
    return said("interviews", language) if name == INTERVIEWS else name


def _letter(at: int) -> str:
    return ascii_uppercase[at % 26] + (str(at // 26) if at >= 26 else "")
