"""Labelled sentences are read as KLUE writes them, and units are labelled by the entities they lie in."""

import pytest

from chamsae.errors import InputError
from chamsae.read.entities import Entity, EntityKind
from chamsae.read.entities.labelled import labels, read_tsv
from chamsae.read.entities.tagger import spans
from chamsae.read.entities.units import Unit

TSV = "## a-1\t<홍:PS>씨 <강 가:LC>\n홍\tB-PS\n씨\tO\n \tO\n강\tB-LC\n \tI-LC\n가\tI-LC\n\n## a-2\n새\tO\n"


def unit(start: int, end: int) -> Unit:
    return Unit(start, end, "가" * (end - start), "NNG", "S", "", None)


def test_sentences_come_with_their_entities() -> None:
    first, second = read_tsv(TSV, thing="a.tsv")
    assert first.text == "홍씨 강 가"
    assert first.entities == (Entity(0, 1, EntityKind.PERSON), Entity(3, 6, EntityKind.PLACE))
    assert (second.text, second.entities) == ("새", ())


def test_a_line_of_several_characters_is_refused() -> None:
    with pytest.raises(InputError, match=r"a\.tsv"):
        read_tsv("홍길\tB-PS\n", thing="a.tsv")


def test_units_are_labelled_and_labels_give_the_entities_back() -> None:
    made = [unit(0, 1), unit(1, 2), unit(3, 4), unit(4, 6)]
    wanted = (Entity(0, 1, EntityKind.PERSON), Entity(3, 6, EntityKind.PLACE))
    given = labels(made, wanted)
    assert given == ["B-PS", "O", "B-LC", "I-LC"]
    assert tuple(spans(made, given)) == wanted


def test_a_unit_more_than_half_outside_is_not_part() -> None:
    assert labels([unit(0, 5)], [Entity(0, 2, EntityKind.PERSON)]) == ["O"]


def test_a_label_that_goes_on_from_another_kind_begins_anew() -> None:
    found = list(spans([unit(0, 1), unit(1, 2)], ["B-PS", "I-LC"]))
    assert [(one.start, one.kind) for one in found] == [(0, EntityKind.PERSON), (1, EntityKind.PLACE)]
