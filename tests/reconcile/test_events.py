"""Which documents tell of one event."""

from datetime import date

from chamsae.model.document import Relation
from chamsae.reconcile.events import events
from chamsae.reconcile.figures import figures

from . import made

DAY = made.day(5, 3)


def told(*relations: Relation) -> dict[str, frozenset[str]]:
    """The events of three documents: two while it was news, one a year later; `d` has no figure."""
    claims = [made.figure(name, number, when=DAY) for name, number in (("a", 600), ("b", 500), ("late", 620))]
    out = {"a": date(2023, 5, 4), "b": date(2023, 5, 20), "late": date(2024, 5, 1), "d": date(2023, 5, 5)}
    facts = {name: made.facts(name, day) for name, day in out.items()}
    where = {claim.id: claim.document for claim in claims}
    return events(figures(claims, facts, relations), where, facts, relations)


def test_documents_that_report_a_figure_while_it_is_news_tell_of_one_event() -> None:
    found = told()
    assert found["a"] & found["b"]
    assert "late" not in found


def test_a_copy_tells_of_what_its_source_tells_of() -> None:
    found = told(made.derives("d", "a"))
    assert found["d"] & found["b"]


def test_copies_of_a_document_without_figures_tell_of_one_event() -> None:
    found = told(made.derives("x", "d"), made.derives("y", "d"))
    assert found["x"] & found["y"] & found["d"]
