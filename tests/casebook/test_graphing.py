"""Following a figure to its origins in a casebook that has read its documents."""

from io import BytesIO

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.errors import NotFound
from chamsae.model.judgement import Verdict
from chamsae.model.origin import TieKind
from chamsae.model.settlement import FigureGroup
from chamsae.settings import Settings

REPORTS = {
    "agency": (
        "Police take 56 off trains",
        "2032-05-20",
        "Reuters",
        "Human Rights Watch says that 56 North Koreans were repatriated from China on May 19, 2032. They had been"
        " held in a sports hall in Chenggong since May 11, when rail staff counted 4 who needed a doctor.",
    ),
    "delta": (
        "Dozens removed from night trains",
        "2032-05-21",
        "The Delta Times",
        "KUNMING (Reuters) - China repatriated 56 North Koreans on May 19, 2032. They had been kept in a hall in"
        " Chenggong from May 11 on, and 4 of them were ill.",
    ),
    "field": (
        "Families wait",
        "2032-05-25",
        "The Field",
        "Lake Families says that about 60 North Koreans were repatriated from China on May 19, 2032.",
    ),
}


@pytest.fixture
def book() -> Casebook:
    """A casebook that has read three reports, the second a retelling of the first that names nobody."""
    made = chamsae.in_memory(Settings(workers=1))
    for name, (title, day, publisher, text) in REPORTS.items():
        page = f"title: {title}\ndate: {day}\npublisher: {publisher}\n\n{text}\n"
        made.archive.add_bytes(BytesIO(page.encode()), f"{name}.txt", by="하늘")
    made.read.run(by="하늘")
    return made


def only(book: Casebook) -> FigureGroup:
    """The figure of those sent back."""
    (found,) = [group for group in book.store.groups() if len(group.members) == len(REPORTS)]
    return found


def test_a_retelling_that_drops_who_said_so_leads_to_whoever_did(book: Casebook) -> None:
    group = only(book)
    graph = book.reconcile.graph(group.id)
    assert (graph.least, graph.most) == (group.origins, group.origins_most) == (2, 2)
    ids = {document.name: f"document:{document.id}" for document in book.store.documents(text=False)}
    kinds = {(tie.source, tie.target): tie.kind for tie in graph.ties}
    assert kinds[ids["delta.txt"], ids["agency.txt"]] is TieKind.RETELLING
    (lost,) = [tie for tie in graph.ties if tie.kind is TieKind.LOST]
    assert lost.source == ids["delta.txt"] and lost.target in graph.origins
    assert "Human Rights Watch" in lost.why


def test_rejecting_the_retelling_makes_the_count_a_range_and_taking_that_back_restores_it(book: Casebook) -> None:
    before = book.reconcile.graph(only(book).id)
    (relation,) = book.store.relations()
    rejected = book.review.judge(relation.id, Verdict.REJECTED, by="하늘")
    book.reconcile.refresh(by="하늘")
    apart = book.reconcile.graph(only(book).id)
    assert (apart.least, apart.most) == (2, 3)
    assert not [tie for tie in apart.ties if tie.kind in (TieKind.RETELLING, TieKind.LOST)]
    book.review.undo(by="하늘", number=rejected.number)
    book.reconcile.refresh(by="하늘")
    assert book.reconcile.graph(only(book).id) == before


def test_an_unknown_figure_has_no_graph(book: Casebook) -> None:
    with pytest.raises(NotFound):
        book.reconcile.graph("g0")
