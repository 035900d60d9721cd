"""Uwazi: files as its own documentation describes them, and odd ones."""

import csv
import io
from datetime import date

import pytest

from chamsae.casebook.dossier import dossier
from chamsae.errors import InputError
from chamsae.exchange import uwazi, uwazi_read
from chamsae.model.claim import Act, Detail, Name, NameType
from chamsae.model.when import Precision, When
from tests.exchange.made import book

THEIRS = """title__en;title__ko;Date of birth;Residence;Other names;Where
Han Byeol;한별;1990;"Musan, ""old"" town|온성";Star|별;42.1|129.8
;;;;;
Row;too;short
"""


def rows(name: str) -> list[dict[str, str]]:
    with book() as here:
        files, _ = uwazi.files(dossier(here.store, withheld=False))
    return list(csv.DictReader(io.StringIO(files[name].decode())))


def test_only_a_known_day_is_a_date_and_everything_else_a_range() -> None:
    told = {row["chamsae_id"]: (row["day"], row["period"]) for row in rows("act.csv")}
    assert ("2010-10-13", "2010-10-13:2010-10-13") in told.values()
    assert ("", "2012-01-01:2012-12-31") in told.values()
    assert ("", "") in told.values()


def test_acts_name_their_victims_by_title_have_labels_in_three_languages_and_a_place_on_the_map() -> None:
    people = {row["title"] for row in rows("person.csv")}
    handed = next(row for row in rows("act.csv") if row["place"] == "도문")
    assert handed["victim"] in people
    assert all(handed[f"label__{language}"] for language in ("en", "ko", "zh"))
    latitude, longitude = map(float, handed["location"].split("|"))
    assert 42 < latitude < 44 and 129 < longitude < 131


def test_a_file_of_somebody_else_is_read_with_its_languages_and_values() -> None:
    found, faults = uwazi_read.read(THEIRS, "person.csv")
    values = [one.value for one in found]
    assert Name(text="Han Byeol", type=NameType.PERSON, entity="Han Byeol") in values
    assert Name(text="한별", type=NameType.PERSON, entity="Han Byeol") in values
    birth = next(one for one in found if isinstance(one.value, Detail) and one.value.field == "date_of_birth")
    assert birth.when == When(start=date(1990, 1, 1), end=date(1990, 12, 31), precision=Precision.YEAR)
    homes = [value.text for value in values if isinstance(value, Detail) and value.field == "residence"]
    assert homes == ['Musan, "old" town', "온성"]
    assert [value.text for value in values if isinstance(value, Detail) and value.field == "where"] == ["42.1|129.8"]
    assert [(fault.line, fault.why) for fault in faults] == [(4, "has 3 cells, not 6")]


def test_each_cell_is_quoted_from_its_row() -> None:
    found, _ = uwazi_read.read(THEIRS, "person.csv")
    for one in found:
        assert one.start <= one.trigger[0] < one.trigger[1] <= one.end
        assert THEIRS[one.start : one.end].startswith("Han Byeol;")


def test_acts_of_somebody_else_keep_their_words() -> None:
    text = "title,victim,perpetrator,period,place\nArrest,한별,guards,2010-10-13:,훈춘|도문\n"
    (act,), faults = uwazi_read.read(text, "act.csv")
    assert faults == []
    assert act.value == Act(act="Arrest", victim="한별", actor="guards", victim_entity="한별", actor_entity="guards")
    assert act.place == ("훈춘", "도문") and act.when is not None and act.when.end is None


def test_a_file_without_titles_is_refused() -> None:
    with pytest.raises(InputError, match="title"):
        uwazi_read.read("a,b\n1,2\n", "person.csv")
