"""Events Standard Formats: dates that are not known, terms of others, and XML that must not be taken."""

from datetime import date

import pytest

from chamsae.casebook.dossier import dossier
from chamsae.errors import InputError
from chamsae.exchange import esf, esf_read
from chamsae.model.claim import Act, Detail, Involvement, Name, NameType
from chamsae.model.when import Precision, When
from tests.exchange.made import book

THEIRS = """<?xml version="1.0"?>
<esf><record entity="person" id="P1"><field n="0903">한별 &amp; 딸</field><field n="0911">1990-01-01</field>
<field n="0911_1" term="030000000000"/><field n="0999">x</field></record>
<record entity="person" id="P2"><field n="0902" term="030000000000"/><field n="0903">Security office</field></record>
<record entity="act" id="A1"><field n="2102">P1</field><field n="2109" term="380101000000"/>
<field n="2111">2010-10-01</field><field n="2111_1" term="020000000000"/></record>
<record entity="involvement" id="I1"><field n="2402">P2</field><field n="2404">A1</field>
<field n="2409" term="010200000000"/></record>
<record entity="act" id="A2"><field n="2102">P1</field><field n="2109" term="030101000000">Arrest</field>
<field n="2111">2010-02-30</field></record></esf>
"""


def test_a_date_of_which_the_day_or_month_is_unknown_is_the_interval_it_may_be() -> None:
    found, faults = esf_read.read(THEIRS, "theirs.xml")
    act = next(one for one in found if isinstance(one.value, Act))
    assert act.when == When(start=date(2010, 10, 1), end=date(2010, 10, 31), precision=Precision.MONTH)
    birth = next(one for one in found if isinstance(one.value, Detail) and one.value.field == "birth")
    assert birth.when == When(start=date(1990, 1, 1), end=date(1990, 12, 31), precision=Precision.YEAR)
    assert [(fault.line, fault.property) for fault in faults] == [(2, "0999"), (9, "act")]


def test_terms_of_the_standard_become_ours() -> None:
    found, _ = esf_read.read(THEIRS, "theirs.xml")
    values = [one.value for one in found]
    assert Act(act="repatriated", victim="한별 & 딸", victim_entity="P1") in values
    assert Involvement(actor="Security office", actor_entity="P2", act="A1", degree="ordered") in values
    assert Name(text="Security office", type=NameType.ORGANISATION, entity="P2") in values


def test_places_in_the_text_are_right_behind_letters_of_several_bytes() -> None:
    found, _ = esf_read.read(THEIRS, "theirs.xml")
    for one in found:
        assert THEIRS[one.start : one.end].startswith("<record") and THEIRS[one.start : one.end].endswith("</record>")


def test_a_month_goes_out_without_a_day_and_with_its_type() -> None:
    with book() as here:
        records, _ = esf.write(dossier(here.store, withheld=False))
    fields = [field for record in records for field in record.fields if field[0].startswith("2111")]
    assert ("2111", "2010-11", "", "") in fields and ("2111_1", "month", "020000000000", "") in fields
    assert ("2111", "2012", "", "") in fields and ("2111_1", "year", "030000000000", "") in fields


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE esf [<!ENTITY a "aaaa">]><esf>&a;</esf>',
        "<html></html>",
        "<esf><record entity='person' id='P1'>",
        "<esf><record entity='ship' id='S1'></record></esf>",
        "not xml",
    ],
)
def test_what_is_no_such_xml_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no XML of this format"):
        esf_read.read(text, "x.xml")
