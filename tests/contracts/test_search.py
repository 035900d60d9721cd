"""Full-text search in three languages, on every store."""

import unicodedata

import pytest

from chamsae.ports import Store
from tests.contracts.material import TEXT, held


def found(store: Store, query: str) -> list[str]:
    """The words marked by the hits of a query."""
    texts = {d.id: d.text for d in store.documents()}
    return [texts[hit.document][a:b] for hit in store.search(query) for a, b in hit.matches]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("lantern", ["lantern"]),
        ("LANTERN river", ["lantern", "river"]),
        ("등불회", ["등불회"]),
        ("돌려보내진", ["돌려보내진"]),
        ("灯笼会", ["灯笼会"]),
        ("遣送", ["遣送"]),
        ('"sent back"', ["sent back"]),
        ("600명", ["600명"]),
    ],
)
def test_words_of_three_languages_are_found_where_they_stand(store: Store, query: str, words: list[str]) -> None:
    held(store)
    assert found(store, query) == words


@pytest.mark.parametrize("query", ["lantern giraffe", "기린", "长颈鹿", "", "   ", "!!!", "\ud800", "\0"])
def test_what_is_not_there_is_not_found(store: Store, query: str) -> None:
    held(store)
    assert store.search(query) == []


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
@pytest.mark.parametrize("text_form", ["NFC", "NFD"])
def test_composed_and_decomposed_hangul_are_the_same(store: Store, form: str, text_form: str) -> None:
    text = unicodedata.normalize(text_form, "어머니는 강을 건너 돌아오지 못했다.")  # type: ignore[arg-type]
    held(store, "d1", text)
    (hit,) = store.search(unicodedata.normalize(form, "돌아오지"))  # type: ignore[arg-type]
    ((a, b),) = hit.matches
    assert unicodedata.normalize("NFC", text[a:b]) == "돌아오지"


@pytest.mark.parametrize(
    "query",
    ['"', '"lantern', "lantern AND", "NEAR(lantern", "lantern*", "lantern -river", "terms:lantern", "' OR 1=1 --",
     "lantern:*", "(lantern", "lantern & | !", "\\", "'", "^lantern", "*" * 10_000, "lantern " * 2_000],
)  # fmt: skip
def test_no_query_is_syntax(store: Store, query: str) -> None:
    held(store)
    assert isinstance(store.search(query), list)


def test_the_passage_of_a_hit_holds_its_matches(store: Store) -> None:
    held(store, "d1", "\n\n".join([f"Paragraph {n} tells of boats. " * 30 for n in range(20)] + [TEXT]))
    (hit,) = store.search("lantern")
    assert all(hit.start <= a < b <= hit.end for a, b in hit.matches)
    assert hit.end - hit.start < 2_000


def test_a_limit_is_kept(store: Store) -> None:
    for n in range(12):
        held(store, f"d{n}", f"A boat crosses. Number {n}.")
    assert len(store.search("boat")) == 12
    assert len(store.search("boat", limit=5)) == 5


def test_the_passage_that_says_it_most_comes_first(store: Store) -> None:
    held(store, "d1", "One boat among many other words that speak of bread, rain, roads and letters.")
    held(store, "d2", "Boat upon boat upon boat.")
    assert [hit.document for hit in store.search("boat")] == ["d2", "d1"]


def test_han_beyond_the_first_plane_is_found(store: Store) -> None:
    held(store, "d1", "他叫𠀀𪛖，住在河边。")
    assert found(store, "𠀀𪛖") == ["𠀀𪛖"]
