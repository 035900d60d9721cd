"""Agreement with a corpus's index: events, copies, figures, conflicts; against two plain ways; misses listed.

    python bench/settle.py [FOLDER]     default ../shared/data/corpus-dev

The texts go through `archive.add` and `read.run` of a casebook in memory; nothing else is told to it. Counted are

- documents of one event: two documents agree when the index puts them into one `same_event_group`; ours are those with
  an event in common by `reconcile.events()`. The index puts a document into one group, though it may count several
  events, and groups by person, petition and treaty too, which no figure tells.
- figures of one event: pairs of rows of claims.csv (settle_gold says which are of one event) whose claims stand in one
  figure. A row nobody read is in no figure, and its pairs are missed.
- figures: rows whose number was read; of these the share with the right comparator, interval, scope (the figure it
  stands in has its act and time) and speaker, each of all rows, so that what is not read is never right.
- conflicts: events with different numbers, found when one figure holds two of them; invented where a figure
  holds different numbers of rows of different events.
- copies: see bench/settle_copies.py, which is part of this one.

The plain ways: claims with equal number and equal day; documents by TF-IDF of character 2- to 4-grams, cosine,
average linkage (scikit-learn), at the threshold that is best for it.
"""

import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import settle_copies
import settle_gold as gold
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.model.claim import Claim, ClaimKind, Figure
from chamsae.model.settlement import FigureGroup
from chamsae.settings import Settings

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "corpus-dev"
Pairs = set[tuple[str, str]]


@dataclass(frozen=True)
class Held:
    """What a casebook holds of the corpus: claims and texts by file name, the figure of each claim by its id."""

    book: Casebook
    claims: Mapping[str, Sequence[Claim]]
    texts: Mapping[str, str]
    files: Mapping[str, str]
    groups: Mapping[str, FigureGroup]


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    if not (folder / "index.csv").exists():
        print(f"no development documents at {folder}; nothing measured")
        return
    index = gold.files(folder)
    held = read(sorted(folder.glob("*.txt")))
    rows = gold.rows(folder, index)
    found = gold.matched(rows, held.claims, held.groups)
    print_documents(index, held)
    print_claims(rows, found, held)
    print_figures(rows, found, held)
    print_conflicts(rows, found, held)
    settle_copies.print_copies(held.book, settle_copies.index(folder))


def read(paths: Sequence[Path]) -> Held:
    """A casebook in memory that has read these files."""
    book = chamsae.in_memory(Settings(workers=2))
    book.archive.add(paths, by="bench")
    book.read.run(by="bench")
    files = {document.id: document.name for document in book.store.documents()}
    claims: dict[str, list[Claim]] = {name: [] for name in files.values()}
    for claim in book.store.claims(kind=ClaimKind.FIGURE):
        claims[files[claim.document]].append(claim)
    groups = {member.claim: group for group in book.store.groups() for member in group.members}
    texts = {document.name: document.text for document in book.store.documents()}
    return Held(book, claims, texts, files, groups)


def print_documents(index: Mapping[str, gold.File], held: Held) -> None:
    """Documents of one event, ours against TF-IDF."""
    inside = [name for name in sorted(index) if index[name].event and name in held.texts]
    right = pairs_of({name: index[name].event for name in inside})
    told = {held.files[id]: events for id, events in held.book.reconcile.events().items()}
    met = {pair for pair in combinations(inside, 2) if told.get(pair[0], set()) & told.get(pair[1], set())}
    peer, threshold = best_peer(inside, held.texts, right)
    ours = score("documents of one event", right, met, listed=True)
    theirs = score(f"the same by TF-IDF and average linkage (its best threshold, {threshold:.2f})", right, peer)
    print(f"  ratio of F1: {ours / theirs:.2f}\n")


def print_claims(rows: Sequence[gold.Row], found: Mapping[int, Claim], held: Held) -> None:
    """Figures of one event, ours against equal number and day."""
    events = gold.events(rows)
    named = {row.number: str(row) for row in rows}
    right = {tuple(sorted(p)) for p in _pairs({n: str(event) for n, event in events.items()}, named)}
    grouped = {n: held.groups[claim.id].id for n, claim in found.items() if claim.id in held.groups}
    ours_pairs = {tuple(sorted(p)) for p in _pairs(grouped, named)}
    ours = score("figures of one event", right, ours_pairs, listed=True)  # type: ignore[arg-type]
    plain = {n: f"{_number(claim)} {claim.when and (claim.when.start, claim.when.end)}" for n, claim in found.items()}
    theirs = score(
        "the same by equal number and day",
        right,  # type: ignore[arg-type]
        {tuple(sorted(p)) for p in _pairs(plain, named)},  # type: ignore[misc]
    )
    print(f"  ratio of F1: {ours / theirs:.2f}\n")


def print_figures(rows: Sequence[gold.Row], found: Mapping[int, Claim], held: Held) -> None:
    """Rows read, and of all rows those with the right comparator, interval, scope and speaker."""
    print(f"figures: {len(found)} of {len(rows)} rows read")
    for row in rows:
        if row.number not in found:
            print(f"  not read: {row}")
    scoped = [row for row in rows if row.acts]
    checks: Sequence[tuple[str, Sequence[gold.Row], Callable[[gold.Row, Claim], bool]]] = (
        ("comparator", rows, lambda row, claim: gold.right_comparator(claim, row)),
        ("interval", rows, lambda row, claim: gold.right_interval(claim, row)),
        ("scope", scoped, lambda row, claim: right_scope(row, held.groups.get(claim.id))),
        ("speaker", rows, lambda row, claim: gold.same_speaker(claim, row.claimant)),
    )
    for what, wanted, check in checks:
        right = [row for row in wanted if row.number in found and check(row, found[row.number])]
        print(f"right {what}: {len(right)} of {len(wanted)} ({len(right) / len(wanted):.0%})")
        for row in wanted:
            if row.number in found and row not in right:
                print(f"  wrong {what}: {row}: {_read(found[row.number], held, what)}")
    print()


def right_scope(row: gold.Row, group: FigureGroup | None) -> bool:
    """True when the figure a claim stands in has the act and the time of the row."""
    return group is not None and group.scope.act in row.acts and gold.same_time(group.scope.when, row)


def print_conflicts(rows: Sequence[gold.Row], found: Mapping[int, Claim], held: Held) -> None:
    """Events with different numbers: found, missed, invented."""
    events, by_number = gold.events(rows), {row.number: row for row in rows}
    together = pairs_of({str(n): held.groups[c.id].id for n, c in found.items() if c.id in held.groups})
    differing = [(int(a), int(b)) for a, b in together if _value(by_number[int(a)]) != _value(by_number[int(b)])]
    seen = {events[a] for a, b in differing if events[a] == events[b]}
    values: dict[int, set[float]] = {}
    for row in rows:
        values.setdefault(events[row.number], set()).add(_value(row))
    real = {event for event, several in values.items() if len(several) > 1}
    invented = {held.groups[found[a].id].id for a, b in differing if events[a] != events[b]}
    print(f"conflicting figures: {len(real & seen)} found, {len(real - seen)} missed, {len(invented)} invented")
    for event in sorted(real - seen):
        numbers = ", ".join(f"{value:g}" for value in sorted(values[event]))
        print(f"  missed: {by_number[event].topic}, {by_number[event].when}: {numbers}")
    for group in sorted(invented):
        print(f"  invented: {held.book.store.group(group).scope} {held.book.store.group(group).reason}")


def score(what: str, right: Pairs, ours: Pairs, *, listed: bool = False) -> float:
    """Print precision, recall and F1 of pairs, and those missed and invented when listed; F1."""
    hits = len(right & ours)
    precision, recall = hits / max(1, len(ours)), hits / max(1, len(right))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{what}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} ({hits} of {len(right)} pairs)")
    for word, pairs in (("missed", right - ours), ("invented", ours - right)) if listed else ():
        for one, two in sorted(pairs):
            print(f"  {word}: {one} = {two}")
    return f1


def pairs_of(labels: Mapping[str, str]) -> Pairs:
    """Pairs of names with one label."""
    by_label: dict[str, list[str]] = {}
    for name, label in labels.items():
        by_label.setdefault(label, []).append(name)
    return {pair for names in by_label.values() for pair in combinations(sorted(names), 2)}


def best_peer(names: Sequence[str], texts: Mapping[str, str], right: Pairs) -> tuple[Pairs, float]:
    """TF-IDF clusters of the texts at the threshold with the best F1."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        matrix = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True).fit_transform(
            [texts[name] for name in names]
        )
    best: tuple[float, Pairs, float] = (-1.0, set(), 0.0)
    for step in range(30, 100, 2):
        model = AgglomerativeClustering(
            n_clusters=None, distance_threshold=step / 100, metric="cosine", linkage="average"
        )
        labels = model.fit_predict(matrix.toarray())
        found = pairs_of({name: str(label) for name, label in zip(names, labels, strict=True)})
        hits = len(found & right)
        f1 = 2 * hits / max(1, len(found) + len(right))
        if f1 > best[0]:
            best = f1, found, step / 100
    return best[1], best[2]


def _pairs(labels: Mapping[int, str], named: Mapping[int, str]) -> Pairs:
    return {(named[int(a)], named[int(b)]) for a, b in pairs_of({str(n): label for n, label in labels.items()})}


def _read(claim: Claim, held: Held, what: str) -> str:
    assert isinstance(claim.value, Figure)
    amount, group = claim.value.amount, held.groups.get(claim.id)
    if what == "speaker":
        return f"read {claim.speaker.text if claim.speaker else 'nobody'}, via {', '.join(claim.via)}"
    if what != "scope":
        return f"read {amount.comparator.value} {amount.low} to {amount.high}"
    if group is None:
        return f"in no figure (act {claim.value.act}, counts “{claim.value.counted}”, {claim.modality.value})"
    when = group.scope.when
    return f"{group.scope.act}, {group.scope.place}, {when.start if when else None} to {when.end if when else None}"


def _number(claim: Claim) -> object:
    assert isinstance(claim.value, Figure)
    return claim.value.amount.low if claim.value.amount.low is not None else claim.value.amount.high


def _value(row: gold.Row) -> float:
    return row.value


if __name__ == "__main__":
    main()
