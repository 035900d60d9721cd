"""What `chamsae estimate` prints: the words first, then the numbers, what they rest on, and how to repeat them."""

import csv
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from chamsae.cli.show import records, say, table
from chamsae.model.estimate import CaptureTable, Estimate, Grade, Verdict
from chamsae.protect.release import Audience

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chamsae.casebook.book import Casebook
    from chamsae.estimate.batch import Result
    from chamsae.model.estimating import Compared, KeptEstimation
    from chamsae.model.released_estimate import ReleasedEstimation, ReleasedFinding, ReleasedNumber, ReleasedPart

#: Combinations of lists shown; --json has all.
COMBINATIONS = 15


def shown(run: "KeptEstimation", language: str, *, as_csv: bool, as_json: bool) -> None:
    """A run: its strata one after the other, then the record."""
    if as_json:
        records(run.estimations)
        return
    made = _released(run, language)
    if as_csv:
        from chamsae.publish.estimate_page import estimate_csv

        click.echo(estimate_csv(made), nl=False)
        return
    for part in made.parts:
        _part(part, language)
    _record(made)


def overlaps(tables: tuple[CaptureTable, ...], *, as_json: bool) -> None:
    """Who stands on which lists, stratum by stratum."""
    if as_json:
        records(tables)
        return
    for one in tables:
        say(f"{_stratum(one.stratum)}: {one.n:,} documented", bold=True)
        table(("list", "persons"), [(name, f"{size:,}") for name, size in zip(one.lists, one.sizes, strict=True)],
              empty="No lists.")  # fmt: skip
        _combinations([(p, c) for p, c in zip(one.patterns, one.counts, strict=True)], one.lists)
    if not tables:
        say("Nobody stands on any list. Import partners' lists with `chamsae import`, or give a CSV file.")


def replicates(found: "Sequence[Result]", language: str, *, as_csv: bool, as_json: bool) -> None:
    """What the replicates of each stratum say together: the verdict, the number, why, and how many went in."""
    from chamsae.estimate import words

    if as_json:
        records({"stratum": dict(one.stratum), "verdict": one.verdict.value, "findings": one.findings,
                 "estimate": one.estimate and replace(one.estimate, draws=()), "replicates": len(one.runs)}
                for one in found)  # fmt: skip
        return
    if as_csv:
        _replicates_csv(found)
        return
    for one in found:
        label, sentence = words.verdict(one.verdict, language)
        say(f"{_stratum(one.stratum)} · {label}", bold=True)
        say(f"  {sentence}")
        if one.estimate is not None and one.verdict is not Verdict.REFUSED:
            say(f"  {_number(one.estimate, one.verdict)} · {one.estimate.n:,} documented, {len(one.runs)} replicates")
        for finding in one.findings:
            say(f"  {'!' if finding.grade != Grade.NOTE else '·'} {words.say(finding, language)}")
        click.echo()


def _replicates_csv(found: "Sequence[Result]") -> None:
    out = csv.writer(sys.stdout, lineterminator="\n")
    names = [name for name, _ in found[0].stratum] if found else []
    out.writerow((*names, "verdict", "replicates", "documented", "estimate", "low", "high", "reasons"))
    for one in found:
        told = one.estimate if one.verdict is not Verdict.REFUSED else None
        numbers = (
            [told.n, round(told.median), told.low and round(told.low), told.high and round(told.high)]
            if told
            else [""] * 4
        )
        out.writerow((*(value for _, value in one.stratum), one.verdict.value, len(one.runs), *numbers,
                      " ".join(finding.code for finding in one.findings if finding.grade != Grade.NOTE)))  # fmt: skip


def kept(book: "Casebook", *, as_json: bool) -> None:
    """The runs that are kept."""
    found = book.estimate.kept()
    if as_json:
        records(found)
        return
    rows = [(one.number, one.subject, one.source or "casebook", len(one.estimations), _told(one), one.at.date(), one.by)
            for one in found]  # fmt: skip
    table(("", "name", "lists of", "parts", "answer", "kept on", "by"), rows,
          empty="No runs are kept. Keep one with --keep NAME.")  # fmt: skip


def compared(found: "Compared", *, as_json: bool) -> None:
    """Two runs beside each other."""
    if as_json:
        records([found])
        return
    say("Identical." if found.identical else "Not identical.", bold=True)
    if not found.identical and not found.reasons:
        say("Data, method, settings, seed and versions are the same: the computation was not repeated as it should be.")
    rows = [(why.value, before, after) for why, before, after in found.reasons]
    if rows:
        table(("what differs", "before", "after"), rows, empty="")
    strata = [(_stratum(one.stratum), one.n_before, _number(one.before, one.verdict_before), one.n_after,
               _number(one.after, one.verdict_after)) for one in found.strata]  # fmt: skip
    table(("", "documented", "before", "documented", "after"), strata, empty="Neither has a part.")


def _released(run: "KeptEstimation", language: str) -> "ReleasedEstimation":
    from chamsae.casebook.estimating_words import of_sum, worded
    from chamsae.protect.estimates import Naming, release_estimation

    parts = worded(run, language, Naming.NAMES, Audience.INTERNAL)
    return release_estimation(run, parts, audience=Audience.INTERNAL, language=language,
                              findings=of_sum(run, language, Audience.INTERNAL))  # fmt: skip


def _part(part: "ReleasedPart", language: str) -> None:
    from chamsae.publish.estimate_page import stratum_words
    from chamsae.publish.estimate_words import documented, number_words, said, term

    say(f"{stratum_words(part, language)} · {part.verdict_words}", bold=True)
    say(part.words)
    for one in part.findings:
        say(f"  {_mark(one)} {one.label}: {one.do or one.words}")
    say(f"  {documented(part, language)}")
    if part.answer is not None:
        say(f"  {part.answer.name}: {number_words(part.answer, language, part.level)}", bold=True)
        rows: list[tuple[str, str, str]] = [_row(one, language) for one in part.others]
        rows += [_row(one, language) for one in (*part.without, *part.alternatives, *part.priors)]
        table((said("agreement", language), "", ""), rows, empty="")
    click.echo()
    table((said("list", language), said("count", language)),
          [(name, f"{size:,}" if size is not None else "") for name, size in zip(part.lists, part.sizes, strict=True)],
          empty="")  # fmt: skip
    _combinations([(one.pattern, one.count or 0) for one in part.overlaps], part.lists)
    for words in part.assumptions:
        say(f"  {term('record', 'method', language)}: {words}")
    click.echo()


def _mark(one: "ReleasedFinding") -> str:
    return "·" if one.grade == Grade.NOTE else "!"


def _row(one: "ReleasedNumber", language: str) -> tuple[str, str, str]:
    from chamsae.publish.estimate_words import number_words, term

    return one.name, term("roles", one.role, language), number_words(one, language)


def _combinations(found: "list[tuple[tuple[int, ...], int]]", lists: tuple[str, ...]) -> None:
    """The combinations of lists with most persons, a line each."""
    ordered = sorted(found, key=lambda pair: -pair[1])
    for pattern, count in ordered[:COMBINATIONS]:
        named = " & ".join(name for name, on in zip(lists, pattern, strict=True) if on)
        say(f"  {count:>9,}  {named}")
    if len(ordered) > COMBINATIONS:
        say(f"  … {len(ordered) - COMBINATIONS} more combinations: --json")
    click.echo()


def _record(made: "ReleasedEstimation") -> None:
    from chamsae.publish.estimate_page import total_words, trend_words

    if trend := trend_words(made):
        say(f"! {trend}")
    if made.total is not None:
        say(total_words(made), bold=True)
    for one in made.findings:
        say(f"{_mark(one)} {one.label}: {one.words} {one.do}")
    for name, words in made.record.items():
        say(f"{name}: {words}")
    for part in made.parts:
        say(f"data: {part.data}")


def _told(run: "KeptEstimation") -> str:
    if len(run.estimations) != 1:
        refused = sum(one.verdict is Verdict.REFUSED for one in run.estimations)
        return f"{len(run.estimations) - refused} with a number, {refused} refused"
    return _number(run.estimations[0].answer, run.estimations[0].verdict)


def _number(one: Estimate | None, verdict: Verdict | None) -> str:
    if one is None:
        return verdict.value if verdict else "–"
    ends = [f"{end:,.0f}" if end is not None else "…" for end in (one.low, one.high)]
    return f"{one.median:,.0f} [{ends[0]}, {ends[1]}]"


def _stratum(stratum: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{name} {key or 'not told'}" for name, key in stratum) or "all"
