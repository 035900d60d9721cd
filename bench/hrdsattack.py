"""The incident reader against people's annotation of news on attacks on human-rights defenders (HRDsAttack).

    python bench/hrdsattack.py [FILE]     in the form of HRDsAttack (default ../shared/data/hrdsattack/dev.json)

How it is scored, after the authors' own definitions (arXiv 2306.17695):

- violation type: micro F1 over (article, type) pairs; no type proposed counts as proposing "unknown"; "unknown"
  annotated beside another type is dropped.
- victim: micro F1 over (article, name) pairs, the name exactly as annotated (white space made single, punctuation at
  the ends left out); victims annotated without a name do not count, names that stand nowhere in the text do.
- country, region, city, year, month, perpetrator: share of all articles answered right, an open answer being right
  where the annotator gave none; the second figure is the share among articles whose annotator gave one. A country is
  right when both names mean the same state ("USA", "United States"; England is in the United Kingdom, Hong Kong in
  China); "same words" counts equal strings only. Months written as words or digits are the same. The perpetrator is
  scored coarsely: of a state, another, or not said.

Two lists are printed: what the reader thinks likely enough, and what its claims say, which need words to quote.
"""

import json
import sys
import time
from pathlib import Path

from chamsae.read.english.article import prepare
from chamsae.read.incident.annotated import annotated
from chamsae.read.incident.main import main_incident
from chamsae.read.incident.marks import Marks, answer_in, answer_of
from chamsae.read.incident.telling import telling
from chamsae.read.propose import propose

#: What is to be reached: F1 for types and names, share right of all articles for the others.
MARKS = {"type": 0.72, "victim": 0.50, "country": 0.70, "month": 0.40}


def main() -> None:
    path = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data/hrdsattack/dev.json")
    if not path.exists():
        print(f"{path} is absent: nothing to measure against. Give the file as the first argument.")
        return
    likely, claimed = Marks(), Marks()
    reading = proposing = 0.0
    for item in json.loads(path.read_text(encoding="utf-8")):
        article = annotated(item)
        started = time.process_time()
        claims = propose(article.document)
        reading += time.process_time() - started
        told = prepare(article.document)
        started = time.process_time()
        incident = main_incident(telling(told))
        proposing += time.process_time() - started
        likely.add(article, answer_of(incident))
        claimed.add(article, answer_in(claims))
    print(f"What is likely enough to propose:\n{likely.text()}")
    for what, mark in MARKS.items():
        reached = likely.f1(what)[2] if what in ("type", "victim") else likely.share(what)[0]
        print(f"  {what}: mark >= {mark:.2f}  {'reached' if reached >= mark else 'MISSED '}  {reached:.3f}")
    print("\nWhat the claims say (each has a quote):")
    print("\n".join(line for line in claimed.text().splitlines() if not line.startswith(("region", "city", "perp"))))
    print(f"\nFinding the incident takes {proposing / reading:.1%} of the reading")


if __name__ == "__main__":
    main()
