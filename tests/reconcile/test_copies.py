"""Copies, rewrites, contained texts and shared passages are told apart."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chamsae.model.document import DEPENDENT, Document, Furniture, Relation, RelationKind
from chamsae.model.when import When
from chamsae.reconcile.copies import compare, relations, sketch

from . import made


def article(seed: int, count: int = 300, *, hangul: bool = False) -> list[str]:
    return made.words(seed, count, hangul=hangul)


def written(words: list[str]) -> str:
    return " ".join(words) + "."


def related(*documents: Document) -> tuple[Relation, ...]:
    by_id = {document.id: document for document in documents}
    return relations(by_id.__getitem__, compare([sketch(document) for document in documents]))


def rewritten(words: list[str], seed: int) -> list[str]:
    """Half of the text in runs of ten words, each run with a new word inside, out of order."""
    new = made.words(seed, 40)
    runs = [[*words[at : at + 10], new[at // 20]] for at in range(0, len(words), 20)]
    return [word for run in [*runs[4:], *runs[:4]] for word in run]


def kinds(found: tuple[Relation, ...]) -> list[RelationKind]:
    return [relation.kind for relation in found]


@pytest.mark.parametrize("hangul", [False, True])
def test_the_same_words_are_identical_whatever_their_spacing(hangul: bool) -> None:
    words = article(1, hangul=hangul)
    (found,) = related(made.document("a", written(words)), made.document("b", "\n".join(words)))
    assert (found.kind, found.score, found.directed) == (RelationKind.IDENTICAL, 1.0, False)


@pytest.mark.parametrize("hangul", [False, True])
def test_a_text_with_a_few_words_changed_is_a_copy(hangul: bool) -> None:
    words = article(2, hangul=hangul)
    changed = [*words[:100], "XX", *words[101:200], *words[202:]]
    (found,) = related(made.document("a", written(words)), made.document("b", written(changed)))
    assert found.kind is RelationKind.COPY


def test_an_abridged_and_reordered_text_is_a_rewrite() -> None:
    words = article(3)
    (found,) = related(made.document("a", written(words)), made.document("b", written(rewritten(words, 9))))
    assert found.kind is RelationKind.REWRITE
    assert (found.document, found.other) == ("b", "a")
    assert "5-grams" in found.why


def test_a_text_inside_a_larger_one_is_contained() -> None:
    words = article(4, 120)
    larger = [*article(5), *words, *article(6)]
    (found,) = related(made.document("a", written(words)), made.document("b", written(larger)))
    assert found.kind is RelationKind.CONTAINS
    assert found.score == 1.0


def test_two_reports_that_quote_one_statement_only_share_a_passage() -> None:
    quote = article(7, 40)
    one = [*article(8)[:150], *quote, *article(9)[:100]]
    two = [*article(10)[:60], *quote, *article(11)[:200]]
    (found,) = related(made.document("a", written(one)), made.document("b", written(two)))
    assert (found.kind, found.directed) == (RelationKind.SHARES_PASSAGE, False)
    start, end, *_ = found.shared[0]
    source = written(one) if found.document == "a" else written(two)
    assert source[start:end] == " ".join(quote)


def test_independent_texts_have_no_relation() -> None:
    assert related(made.document("a", written(article(12))), made.document("b", written(article(13)))) == ()


def test_texts_without_words_are_not_called_identical() -> None:
    assert related(made.document("a", "  "), made.document("b", "…")) == ()


def test_marked_furniture_is_left_out() -> None:
    share = "Share this story with your friends and leave a reply below to tell us what you think of it all " * 4
    documents = [
        replace(
            made.document(name, share + written(article(seed, 60))),
            furniture=(Furniture(start=0, end=len(share), why="share buttons"),),
        )
        for name, seed in (("a", 14), ("b", 15))
    ]
    assert related(*documents) == ()


def test_unmarked_furniture_of_a_site_is_left_out_once_several_articles_carry_it() -> None:
    notice = written(article(16, 80))
    documents = [
        made.document(f"d{seed}", f"{written(article(seed, 150))} {notice}", address=f"https://site.example/{seed}")
        for seed in range(20, 32)
    ]
    assert related(*documents) == ()


def test_a_report_reprinted_by_forty_sites_is_not_furniture() -> None:
    words = article(40)
    reprints = [
        made.document(f"r{seed:02}", written([*words, f"x{seed}"]), address=f"https://s{seed}.example/")
        for seed in range(40)
    ]
    rewrite = made.document("w", written(rewritten(words, 41)))
    found = related(*reprints, rewrite)
    tied = {relation.document for relation in found} | {relation.other for relation in found}
    assert tied == {document.id for document in [*reprints, rewrite]}
    assert RelationKind.REWRITE in kinds(found)


def test_old_documents_are_not_compared_with_each_other_again() -> None:
    words = article(42)
    old = [sketch(made.document(name, written(words))) for name in ("a", "b")]
    new = sketch(made.document("c", written([*words, "more"])))
    assert compare([], old) == ()
    pairs = compare([new], old)
    assert pairs
    assert all("c" in (pair.shorter, pair.longer) for pair in pairs)


def test_the_order_in_which_documents_come_changes_nothing() -> None:
    words = article(43)
    texts = [written(words), written(words[:280]), written(rewritten(words, 44)), written(article(45))]
    sketches = [sketch(made.document(f"d{number}", text)) for number, text in enumerate(texts)]
    assert compare(sketches) == compare(sketches[::-1])


def test_shared_passages_are_the_same_words_in_both() -> None:
    words = article(46)
    one, two = made.document("a", written(words)), made.document("b", written(rewritten(words, 47)))
    (found,) = related(one, two)
    by_id = {"a": one, "b": two}
    for start, end, other_start, other_end in found.shared:
        assert by_id[found.document].text[start:end] == by_id[found.other].text[other_start:other_end]


def test_a_relation_has_one_id_whichever_document_is_named_first() -> None:
    words = article(48)
    one = made.document("a", written(words), published=When.day(date(2023, 10, 12)))
    two = made.document("b", written(words), published=When.day(date(2023, 10, 14)))
    (later,) = related(one, two)
    (earlier,) = related(one, replace(two, published=When.day(date(2023, 10, 10))))
    assert (later.document, earlier.document) == ("b", "a")
    assert later.id == earlier.id


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000), st.floats(0, 0.5))
def test_a_relation_found_with_all_is_found_when_the_documents_come_one_by_one(seed: int, share: float) -> None:
    words = made.words(seed, 200)
    chance = np.random.default_rng(seed)
    other = [f"n{n}" if chance.random() < share else word for n, word in enumerate(words)]
    one, two = sketch(made.document("a", written(words))), sketch(made.document("b", written(other)))
    assert compare([one, two]) == compare([two], [one])


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000))
def test_unrelated_invented_texts_are_never_dependent(seed: int) -> None:
    one, two = made.document("a", written(article(seed))), made.document("b", written(article(seed + 5000)))
    assert not set(kinds(related(one, two))) & DEPENDENT
