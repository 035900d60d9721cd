"""Fit the scorers of the incident reader anew: resources/scorers/incident_*.json.

    python tools/train_incident.py [TRAIN_JSON] [--check]

TRAIN_JSON is the training part of HRDsAttack (default ../shared/data/hrdsattack/train.json; MIT, third-party texts).
Only weights are written, never text. `--check` writes nothing: it scores ten-fold cross-validation with the marks of
bench/hrdsattack.py, each article read by scorers that never saw it.
"""

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from chamsae.read import scorer as scoring
from chamsae.read.english.article import prepare
from chamsae.read.incident import countries, occurred, people, perpetrators, training, violations
from chamsae.read.incident.annotated import Annotated, annotated
from chamsae.read.incident.main import main_incident
from chamsae.read.incident.marks import Marks, answer_of
from chamsae.read.incident.telling import Telling, telling
from chamsae.read.scorer import Scorer

TARGET = Path(__file__).parents[1] / "src" / "chamsae" / "resources" / "scorers"
FOLDS = 10
USERS = (violations, people, countries, occurred, perpetrators)


def main() -> None:
    """Fit and write the scorers, or check them."""
    paths = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    items: list[dict[str, Any]] = json.loads(
        Path(paths[0] if paths else "../shared/data/hrdsattack/train.json").read_text(encoding="utf-8")
    )
    articles = [annotated(item) for item in items]
    told = [telling(prepare(article.document)) for article in articles]
    found = [list(training.rows(*pair)) for pair in zip(articles, told, strict=True)]
    if "--check" in sys.argv:
        check(articles, told, found)
        return
    for name, scorer in fitted(found).items():
        (TARGET / f"{name}.json").write_text(scoring.to_json(scorer), encoding="utf-8")
        print(f"{name}: {len(scorer.weights)} weights")


def fitted(found: Iterable[list[training.Row]]) -> dict[str, Scorer]:
    """One scorer for each question, from the rows of some articles."""
    by_scorer: dict[str, list[training.Row]] = defaultdict(list)
    met: dict[str, Counter[str]] = defaultdict(Counter)
    known = list(found)
    for rows in known:
        seen: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            by_scorer[row.scorer].append(row)
            seen[row.scorer].update(row.features)
        for name, features in seen.items():
            met[name].update(features)
    trained = f"{len(known)} articles of HRDsAttack (arXiv 2306.17695, MIT); tools/train_incident.py"
    return {name: fitted_one(name, rows, met[name], trained) for name, rows in sorted(by_scorer.items())}


def fitted_one(name: str, rows: list[training.Row], met: Counter[str], trained: str) -> Scorer:
    """One scorer; its weights are for the features as they are, without the emphasis they were fitted with."""
    kept_rows = [(training.emphasised(name, kept(row, met)), row.right) for row in rows]
    scorer = scoring.fit(kept_rows, name=name, version="1", trained=trained, strength=training.strength(name))
    return replace(scorer, weights={key: round(w, 4) for key, w in training.emphasised(name, scorer.weights).items()})


def kept(row: training.Row, met: Counter[str]) -> dict[str, float]:
    """The features of a row that enough articles have."""
    return {name: value for name, value in row.features.items() if met[name] >= training.ARTICLES}


def check(articles: list[Annotated], told: list[Telling], found: list[list[training.Row]]) -> None:
    """Score each article with scorers fitted to the other folds."""
    order = list(range(len(articles)))
    random.Random(0).shuffle(order)
    marks = Marks()
    for fold in range(FOLDS):
        left_out = set(order[fold::FOLDS])
        scorers = fitted(rows for number, rows in enumerate(found) if number not in left_out)
        with_scorers(scorers, [(articles[number], told[number]) for number in sorted(left_out)], marks)
    print(marks.text())


def with_scorers(scorers: dict[str, Scorer], pairs: list[tuple[Annotated, Telling]], marks: Marks) -> None:
    """Score articles with these scorers in place of the shipped ones."""
    patches = [patch.object(user, "shipped", scorers.__getitem__) for user in USERS]
    for one in patches:
        one.start()
    for article, telling_of in pairs:
        marks.add(article, answer_of(main_incident(telling_of)))
    for one in patches:
        one.stop()


if __name__ == "__main__":
    main()
