"""Places of words in originals, and transcripts of recordings, on every store."""

from dataclasses import replace

import pytest

from chamsae.errors import NotFound
from chamsae.model.document import Document
from chamsae.model.locus import Box, Moment, Spot
from chamsae.ports import Store
from tests.contracts.material import document, stored, transcript

SPOTS = (
    Spot(start=0, end=3, page=1, box=Box(left=0.0814, top=0.075, right=0.2, bottom=0.1), confidence=0.93),
    Spot(start=4, end=11, page=2, box=Box(left=0.0, top=0.0, right=1.0, bottom=1.0), confidence=0.4),
)
MOMENTS = (
    Moment(start=0, end=4, begins=0.0, ends=2.5, speaker="면담자", confidence=0.71),
    Moment(start=5, end=11, begins=3661.125, ends=3662.0),
)


def placed(store: Store) -> Document:
    store.add_object(stored())
    made = replace(document(stored()), spots=SPOTS, moments=MOMENTS)
    store.add_document(made)
    return made


def test_places_come_back_with_their_document(store: Store) -> None:
    given = placed(store)
    assert store.document("d1") == given
    assert list(store.documents()) == [given]


def test_a_document_without_its_text_has_no_places(store: Store) -> None:
    given = placed(store)
    assert list(store.documents(text=False)) == [replace(given, text="", spots=(), moments=())]


def test_a_transcript_belongs_to_its_recording(store: Store) -> None:
    for seed in ("tape", "text", "other"):
        store.add_object(stored(seed))
    first = store.add_transcript(transcript(stored("tape"), stored("text")))
    second = store.add_transcript(transcript(stored("other"), stored("text")))
    assert first == replace(transcript(stored("tape"), stored("text")), number=1)
    assert list(store.transcripts()) == [first, second]
    assert list(store.transcripts(recording=stored("tape").sha256)) == [first]
    assert list(store.transcripts(text=stored("text").sha256)) == [first, second]
    assert list(store.transcripts(recording=stored("text").sha256)) == []


def test_a_transcript_is_attached_once(store: Store) -> None:
    store.add_object(stored())
    first = store.add_transcript(transcript(stored(), stored()))
    again = store.add_transcript(replace(transcript(stored(), stored()), made_by="somebody else"))
    assert again == first
    assert list(store.transcripts()) == [first]


def test_a_transcript_needs_its_objects(store: Store) -> None:
    store.add_object(stored())
    for pair in ((stored(), stored("nobody")), (stored("nobody"), stored())):
        with pytest.raises(NotFound):
            store.add_transcript(transcript(*pair))
    assert list(store.transcripts()) == []
