"""Scores on the screen and as JSON: shares with their counts and intervals, findings in their context."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

import click

from chamsae.casebook.evaluation import Evaluated
from chamsae.cli.show import number, say, table
from chamsae.read.gold.marks import FOUND, MISSES, RIGHT, Clusters, Finding, Scores, Share, What
from chamsae.read.gold.shape import KINDS, Importance, Kind

#: Version of the JSON written.
SCORES_FORMAT = "chamsae-scores/1"
#: Characters of the text shown on either side of a finding.
AROUND = 60
#: What was read and should not have been.
INVENTIONS = frozenset({What.INVENTED, What.REPEATED, What.TRAP, What.JOINED, What.MISREAD})

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class Shown(TypedDict):
    """A finding with the words around it, and what the readers took them for if not for the author's text."""

    before: str
    words: str
    after: str
    furniture: str


def summary(done: Evaluated) -> None:
    """All scores: found, precision, F1 by kind; aspects; importance; language; clusters; traps and inventions."""
    scores, gold = done.scores, done.gold
    asked = [kind for kind in KINDS if scores.share(kind).of or scores.share(kind, RIGHT).of]
    say(f"{number(len(gold.documents), 'document')}; readers: {', '.join(done.readers) or 'none'}", bold=True)
    rows = [
        (_name(kind), *_cells(scores.share(kind)), *_cells(scores.share(kind, RIGHT))[:2], _f1(scores, kind))
        for kind in asked
    ]
    table(("", "found", "", "95 %", "precision", "", "F1"), rows, empty="Nothing to measure: the gold has no entries.")
    for kind in asked:
        if of := [f"{aspect} {words(scores.share(kind, aspect))}" for aspect in scores.aspects(kind)]:
            say(f"{_name(kind)}, of those found: {'; '.join(of)}")
    _parts(scores, asked)
    for kind, clusters in (("people", scores.people), ("organisations", scores.organisations)):
        if clusters.pure.of:
            say(f"{kind} told apart: {_clusters(clusters)}")
    if scores.traps.of:
        say(f"traps taken: {words(scores.traps)}")
    say("invented: " + ", ".join(f"{_name(kind)} {scores.invented(kind)}" for kind in asked))
    for note in done.notes:
        say(f"note: {note}")


def findings(done: Evaluated, which: str) -> None:
    """What went wrong, document by document: the words in their context, what was read and what was wanted."""
    chosen = {"none": frozenset[What](), "misses": MISSES, "inventions": INVENTIONS, "all": frozenset(What)}[which]
    document = None
    for finding in done.scores.findings:
        if finding.what not in chosen:
            continue
        if finding.document != document:
            document = finding.document
            file = next(entry.file for entry in done.gold.documents if entry.id == document)
            say(f"\n{document} ({file})", bold=True)
        _show(finding, done)


def write_json(done: Evaluated, path: Path) -> None:
    """Scores and findings as one JSON object, format chamsae-scores/1."""
    text = json.dumps(_plain(done), ensure_ascii=False, indent=1)
    if str(path) == "-":
        click.echo(text)
    else:
        path.write_text(text + "\n", "utf-8")


def words(share: Share) -> str:
    """A share with its counts: "44 of 52 (85 %)"."""
    return f"{share.right} of {share.of}" + (f" ({share.value:.0%})" if share.value is not None else "")


def _parts(scores: Scores, asked: list[Kind]) -> None:
    parts: tuple[Importance, ...] = ("core", "secondary")
    for part in parts:
        if of := _found(scores, asked, importance=part):
            say(f"{part}: {'; '.join(of)}")
    languages = [language for language in scores.languages() if language != "all"]
    if len(languages) > 1:
        for language in languages:
            say(f"{language}: {'; '.join(_found(scores, asked, language=language))}")


def _found(
    scores: Scores, asked: list[Kind], *, importance: Importance | None = None, language: str | None = None
) -> list[str]:
    chosen = ("core", "secondary") if importance is None else (importance,)
    shares = {kind: scores.share(kind, importance=chosen, language=language) for kind in asked}
    return [f"{_name(kind)} {words(share)}" for kind, share in shares.items() if share.of]


def _cells(share: Share) -> tuple[str, str, str]:
    interval = share.interval()
    if interval is None or share.value is None:
        return "–", "", ""
    return f"{share.right} of {share.of}", f"{share.value:.0%}", f"{interval[0]:.0%}–{interval[1]:.0%}"


def _f1(scores: Scores, kind: Kind) -> str:
    f1 = scores.f1(kind)
    return "–" if f1 is None else f"{f1:.2f}"


def _clusters(clusters: Clusters) -> str:
    joined = f"; {clusters.joined.right} of {clusters.joined.of} pairs to be kept apart joined"
    return (
        f"{words(clusters.pure)} of the readers' entities pure; B-cubed precision {clusters.precision or 0:.2f}, "
        f"recall {clusters.recall or 0:.2f}" + (joined if clusters.joined.of else "")
    )


def _name(kind: Kind) -> str:
    return {"document_relations": "copies"}.get(kind, kind)


def _show(finding: Finding, done: Evaluated) -> None:
    shown = _context(finding, done)
    what = f"{finding.what.value} {_name(finding.kind)}"
    head = " ".join(filter(None, (what, finding.aspect or "", finding.entry or "", finding.importance or "")))
    say(f"  {head}")
    if shown["words"]:
        say(f"    …{shown['before']}[{shown['words']}]{shown['after']}…")
    for label, said in (("read", finding.read), ("wanted", finding.wanted), ("furniture", shown["furniture"])):
        if said:
            say(f"    {label}: {said}")


def _context(finding: Finding, done: Evaluated) -> Shown:
    document = done.documents.get(finding.document)
    text = document.text if document else ""
    start, end = finding.start, finding.end
    taken = (zone.why for zone in document.furniture if zone.start <= start < zone.end) if document else iter(())
    return Shown(
        before=_line(text[max(0, start - AROUND) : start]),
        words=_line(text[start:end]),
        after=_line(text[end : end + AROUND]),
        furniture=next(taken, ""),
    )


def _line(words: str) -> str:
    return " ".join(words.split("\n"))


def _plain(done: Evaluated) -> dict[str, Json]:
    scores = done.scores
    return {
        "format": SCORES_FORMAT,
        "documents": [{"id": d.id, "file": d.file, "language": d.language} for d in done.gold.documents],
        "readers": list(done.readers),
        "kinds": {kind: _kind(scores, kind) for kind in KINDS},
        "traps": _share(scores.traps),
        "people": _clusters_plain(scores.people),
        "organisations": _clusters_plain(scores.organisations),
        "findings": list(_findings(done)),
        "notes": list(done.notes),
    }


def _kind(scores: Scores, kind: Kind) -> dict[str, Json]:
    importance: dict[str, Json] = {
        part: _share(scores.share(kind, importance=(part,))) for part in ("core", "secondary")
    }
    return {
        FOUND: _share(scores.share(kind)),
        "precision": _share(scores.share(kind, RIGHT)),
        "f1": scores.f1(kind),
        "invented": scores.invented(kind),
        "aspects": {
            aspect: {
                "all": _share(scores.share(kind, aspect)),
                "core": _share(scores.share(kind, aspect, importance=("core",))),
            }
            for aspect in scores.aspects(kind)
        },
        "importance": importance,
        "languages": {
            language: {
                FOUND: _share(scores.share(kind, language=language)),
                "precision": _share(scores.share(kind, RIGHT, language=language)),
                "f1": scores.f1(kind, language),
            }
            for language in scores.languages()
        },
    }


def _share(share: Share) -> dict[str, Json]:
    interval = share.interval()
    return {
        "right": share.right,
        "of": share.of,
        "share": share.value,
        "interval": None if interval is None else list(interval),
    }


def _clusters_plain(clusters: Clusters) -> dict[str, Json]:
    return {
        "pure": _share(clusters.pure),
        "b_cubed_precision": clusters.precision,
        "b_cubed_recall": clusters.recall,
        "joined": _share(clusters.joined),
    }


def _findings(done: Evaluated) -> Iterator[dict[str, Json]]:
    for finding in done.scores.findings:
        shown = _context(finding, done)
        yield {
            "what": finding.what.value,
            "kind": finding.kind,
            "aspect": finding.aspect,
            "entry": finding.entry,
            "importance": finding.importance,
            "document": finding.document,
            "start": finding.start,
            "end": finding.end,
            "before": shown["before"],
            "words": shown["words"],
            "after": shown["after"],
            "furniture": shown["furniture"] or None,
            "read": finding.read,
            "wanted": finding.wanted,
        }
