"""The most reported single case, from real pages: one person of many documents, with her acts and kin.

The texts lie beside the repository, not in it.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.model.claim import Intervention, NameType
from chamsae.model.person import PersonFile

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "corpus-dev"
HERS = ("064", "094", "095", *(f"{number:03}" for number in range(97, 113)))
#: How her name is spelled in three scripts.
NAMES = {"Kim Cheol-ok", "김철옥", "金哲玉"}

pytestmark = pytest.mark.skipif(not DATA.exists(), reason=f"no real pages at {DATA}; nothing was tested")


@pytest.fixture(scope="module")
def book() -> Iterator[Casebook]:
    """Her documents, read; whoever is spelled with her whole name is judged to be she."""
    with chamsae.in_memory() as book:
        book.archive.add([DATA / f"{name}.txt" for name in HERS], by="Alice")
        book.read.run(by="Alice")
        book.link.run(by="Alice")
        hers = [
            record.id for record in book.store.records() if record.kind is NameType.PERSON and NAMES & {*record.names}
        ]
        for other in hers[1:]:
            if book.link.entity(hers[0]) != book.link.entity(other):
                book.link.must(hers[0], other, by="Alice", why="her whole name, and the same story")
        yield book


@pytest.fixture(scope="module")
def her(book: Casebook) -> PersonFile:
    first = next(record for record in book.store.records() if NAMES & {*record.names})
    return book.cases.person(first.id)


def test_she_is_one_person_of_many_documents_in_three_scripts(book: Casebook, her: PersonFile) -> None:
    documents = {book.store.record(id).document for id in her.records}
    assert len(documents) >= 8
    assert {*her.names} >= NAMES


def test_her_acts_are_few_and_each_rests_on_its_documents(book: Casebook, her: PersonFile) -> None:
    kinds = {act.violation for act in her.acts}
    assert "refoulement" in kinds or "handover" in kinds
    told = [act for act in her.acts if act.violation in {"refoulement", "handover"}]
    assert max(len({book.store.claim(id).document for id in act.claims}) for act in her.acts) >= 2
    assert len(told) <= 3


def test_her_kin_are_told_with_their_documents(her: PersonFile) -> None:
    assert {rival.code and rival.code.partition(".")[0] for rival in her.kin} & {"sibling", "child", "parent"}
    assert all(rival.documents for rival in her.kin)


def test_what_was_done_for_her_is_found_in_what_the_pages_tell(book: Casebook, her: PersonFile) -> None:
    done = {claim.value for claim in book.store.claims(ids=list(her.interventions))}
    told = {(one.type, one.party) for one in done if isinstance(one, Intervention)}
    assert told >= {
        ("letter", ""), ("un_communication", "TJWG"), ("un_communication", "The working group"), ("appeal", "WGAD"),
        ("inquiry", "WGEID"),
    }  # fmt: skip
