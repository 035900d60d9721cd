"""Real input: three news pages with their furniture, from ../shared/data/seeds (not in the repository)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.model.claim import Claim, ClaimKind, Figure
from chamsae.model.document import Document, RelationKind
from chamsae.read.zones import left_out

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "data" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the seeds are not here: {SEEDS.name}")


@pytest.fixture(scope="module")
def book() -> Iterator[Casebook]:
    with chamsae.in_memory() as opened:
        opened.archive.add([SEEDS], by="Alice")
        report = opened.read.run(by="Alice")
        assert report.failed == ()
        yield opened


@pytest.fixture(scope="module")
def documents(book: Casebook) -> dict[str, Document]:
    return {document.name: document for document in book.store.documents()}


def _figures(book: Casebook, document: Document) -> dict[str, Claim]:
    claims = book.store.claims(document=document.id, kind=ClaimKind.FIGURE)
    found: dict[str, Claim] = {}
    for claim in claims:
        found.setdefault(claim.trigger.exact, claim)
    return found


@pytest.mark.parametrize(
    "expected",
    [
        ("000.txt", "620", "exact", "organizers of the protest"),
        ("000.txt", "over 500", "more_than", "Human Rights Watch"),
        ("000.txt", "around 2,000", "about", "Elizabeth Salmon"),
        ("002.txt", "around 600", "about", "The Epoch Times"),
        ("002.txt", "350", "exact", "The Epoch Times"),
        ("002.txt", "more than 180", "more_than", "The Epoch Times"),
        ("002.txt", "more than 170", "more_than", "Kim Tae-hoon"),
        ("002.txt", "over 2,000", "more_than", "Kim Tae-hoon"),
        ("002.txt", "more than 600", "more_than", "Kim Tae-hoon"),
        ("004.txt", "620", "exact", "organizers"),
    ],
)
def test_the_key_figures_come_out_with_comparator_speaker_and_quote(
    book: Casebook, documents: dict[str, Document], expected: tuple[str, str, str, str]
) -> None:
    name, words, comparator, speaker = expected
    claim = _figures(book, documents[name])[words]
    assert isinstance(claim.value, Figure)
    assert claim.value.amount.comparator.value == comparator
    assert claim.speaker and (speaker in claim.speaker.text or speaker == "The Epoch Times")
    assert words in claim.quote.exact
    assert claim.quote.holds_in(documents[name].text)


def test_the_rewrite_is_recognised_and_the_independent_article_is_not(
    book: Casebook, documents: dict[str, Document]
) -> None:
    derived = [r for r in book.store.relations() if r.kind is not RelationKind.SHARES_PASSAGE]
    assert [(r.document, r.other, r.kind) for r in derived] == [
        (documents["004.txt"].id, documents["000.txt"].id, RelationKind.REWRITE)
    ]


def test_repeated_captions_share_buttons_and_comment_notices_yield_no_claims(
    book: Casebook, documents: dict[str, Document]
) -> None:
    for document in documents.values():
        for claim in book.store.claims(document=document.id):
            zones = left_out(document.furniture)
            inside = [f for f in zones if f.start < claim.trigger.end and claim.trigger.start < f.end]
            assert not inside, (claim.trigger.exact, inside)
    marked = "".join(documents["004.txt"].text[f.start : f.end] for f in documents["004.txt"].furniture)
    assert "Leave a Reply" in marked
    assert "Akismet" in marked
    captions = "".join(documents["002.txt"].text[f.start : f.end] for f in documents["002.txt"].furniture)
    assert "Photo sheets of the North Korean refugees" in captions


def test_500_and_620_stand_in_one_group_and_the_hostages_in_none(
    book: Casebook, documents: dict[str, Document]
) -> None:
    members = [{m.claim for m in group.members} for group in book.store.groups()]
    first, second = _figures(book, documents["000.txt"]), _figures(book, documents["002.txt"])
    together = {first["620"].id, first["over 500"].id, second["around 600"].id, second["more than 600"].id}
    assert any(together <= group for group in members)
    grouped = set().union(*members)
    assert second["over 200"].id not in grouped
    assert first["500,000"].id not in grouped
    rivals = next(group for group in members if first["620"].id in group)
    assert not rivals & {second[words].id for words in ("350", "more than 180", "more than 170")}


def test_the_rewrite_adds_no_origin(book: Casebook, documents: dict[str, Document]) -> None:
    first, copy = _figures(book, documents["000.txt"]), _figures(book, documents["004.txt"])
    group = next(g for g in book.store.groups() if first["620"].id in {m.claim for m in g.members})
    origins = {m.claim: m.origin for m in group.members}
    if copy["620"].id in origins:
        assert origins[copy["620"].id] == origins[first["620"].id]
