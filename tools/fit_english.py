"""Fit the scorer of English cues of speech, and say how it does on sentences it has not seen.

    python tools/fit_english.py [--articles ../shared/data/hrdsattack/train.json]

Sentences come from tools/english/cues.txt. Articles, where given, teach which verbs stand beside quotations: such a
verb counts as a cue with the quotation left out of its features; verbs of no known kind with no clause and no
quotation count as none. Only weights are kept. Needs the extra `learn`.
"""

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Token

from chamsae.read.english.clues import SCORER, candidate, features
from chamsae.read.english.cues import LIKELY
from chamsae.read.english.quotations import STATEMENT, quotations
from chamsae.read.english.sentences import Sentence, sentences
from chamsae.read.scorer import Features, Scorer, fit, to_json
from chamsae.read.words import wordset

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/chamsae/resources/scorers" / f"{SCORER}.json"
#: A written sentence weighs as much as this many verbs of articles.
WEIGHT = 12

#: With one of these a verb of an article may hand over speech, quotation or not: it teaches nothing.
SAYING = frozenset({"clause", "clause beside", "that-clause", "communicates"})

Row = tuple[Features, bool]


def main() -> None:
    """Fit, measure on what was held out, write the weights."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--articles", type=Path, default=Path("../shared/data/hrdsattack/train.json"))
    articles = options.parse_args().articles
    text = (HERE / "english/cues.txt").read_text(encoding="utf-8")
    fitted, held = (list(rows(part)) for part in text.split("# held out"))
    weak = list(weak_rows(articles)) if articles.exists() else []
    plain = fit(fitted, name=SCORER, version="1", trained="")
    print(f"before, word lists: {score(listed(part) for part in text.split('# held out')[1].splitlines())}")
    print(f"written sentences only ({len(fitted)} words): {judge(plain, held)}")
    scorer = fit(fitted * WEIGHT + weak, name=SCORER, version="1", trained=trained(len(fitted), len(weak)))
    print(f"with {len(weak)} verbs of articles: {judge(scorer, held)}")
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(to_json(scorer), encoding="utf-8")
    for row in held:
        if (scorer.probability(row[0]) >= LIKELY) != row[1]:
            print("   ", "missed" if row[1] else "invented", *row[0])


def trained(written: int, weak: int) -> str:
    """On what the scorer was fitted, in words."""
    return f"{written} words of invented sentences (tools/english/cues.txt), {weak} verbs of HRDsAttack articles"


def rows(text: str) -> Iterator[Row]:
    """Each candidate word of the starred sentences, and whether it stands between stars."""
    for line in filter(None, text.splitlines()):
        if not line.startswith("#"):
            yield from ((features(token, quoted), answer) for token, quoted, answer in marked(line))


def marked(line: str) -> Iterator[tuple[Token, tuple[tuple[int, int], ...], bool]]:
    """The candidates of one starred sentence outside its quotations."""
    words, stars = unstarred(line)
    quoted = tuple((q.start - 1, q.end + 1) for q in quotations(words))
    for sentence in sentences(words):
        for token in outside(sentence, quoted):
            yield token, quoted, any(start <= token.idx < end for start, end in stars)


def unstarred(line: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence without its stars, and where what stood between them begins and ends."""
    words, stars = "", []
    for number, part in enumerate(line.strip().split("*")):
        stars += [(len(words), len(words) + len(part))] if number % 2 else []
        words += part
    return words, stars


def outside(sentence: Sentence, quoted: tuple[tuple[int, int], ...]) -> Iterator[Token]:
    """The candidates of a sentence that no quotation holds."""
    for token in sentence.span:
        at = sentence.place(token)[0]
        if candidate(token) and not any(start <= at < end for start, end in quoted):
            yield token


def weak_rows(path: Path) -> Iterator[Row]:
    """Verbs of articles: cues beside a quotation; none where of no known kind, without clause and quotation."""
    for entry in json.loads(path.read_text(encoding="utf-8")):
        text = re.sub(r"<[^>]+>", "\n", entry["sample"]["Input.article_interface"])[:6000]
        for sentence in sentences(text):
            quoted = tuple(
                (q.start - 1 - sentence.base, q.end + 1 - sentence.base)
                for q in quotations(text, sentence.start, sentence.end)
                if len(text[q.start : q.end].split()) >= STATEMENT
            )
            for token in sentence.span:
                if candidate(token) and not any(start <= token.idx < end for start, end in quoted):
                    yield from weak_row(token, quoted)


def weak_row(token: Token, quoted: tuple[tuple[int, int], ...]) -> Iterator[Row]:
    """The verb as a row without its quotation, or nothing where it teaches nothing."""
    named = features(token, quoted)
    if "quotation beside" in named:
        if not named.keys() & {"subject:none", "subject:thing", "passive"}:
            yield {name: value for name, value in named.items() if name != "quotation beside"}, True
    elif not quoted and not named.keys() & SAYING and token.pos_ == "VERB":
        yield named, False


def listed(line: str) -> Iterator[tuple[bool, bool]]:
    """What the word lists alone would say of each candidate, and what is right."""
    if line and not line.startswith("#"):
        for token, _, answer in marked(line):
            clause = any(child.dep_ in ("ccomp", "parataxis") for child in token.children)
            lemma = token.lemma_.lower()
            speech = lemma in wordset("english", "speech")
            yield speech or (clause and lemma not in wordset("english", "not_speech")), answer


def judge(scorer: Scorer, held: list[Row]) -> str:
    """How the scorer does on rows it has not seen."""
    return score([((scorer.probability(named) >= LIKELY, answer) for named, answer in held)])


def score(groups: Iterable[Iterable[tuple[bool, bool]]]) -> str:
    """Pairs of what was said and what is right, counted in words."""
    pairs = [pair for group in groups for pair in group]
    hits, said, right = (
        sum(found and answer for found, answer in pairs),
        sum(found for found, _ in pairs),
        sum(answer for _, answer in pairs),
    )
    return f"{hits} of {right} cues found, {said - hits} invented, {len(pairs)} words"


if __name__ == "__main__":
    main()
