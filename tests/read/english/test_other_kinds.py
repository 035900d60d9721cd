"""Texts with ways of their own: hearings, briefings, lists, cells, datelines; and what only looks like people."""

import pytest

from chamsae.model.amount import Comparator
from chamsae.model.claim import Modality, Name, NameType, SpeakerKind, Statement
from tests.read.english.test_reading import figures, one, read

HEARING = """Chairman POE. Where did they hold you?

Ms. HA. In a cellar. There were thirty women in one room. They took us out at night.

Chairman POE. And then?

Ms. HA. Over twenty of them died in the spring.
"""
BRIEFING = """Question: Can you confirm that up to 80 fishermen were deported?

Deputy Spokesperson: I cannot. Our colleagues have met the families of 12 people.

Question: Thank you.
"""


def speakers(text: str) -> list[tuple[str, str]]:
    return [(claim.trigger.exact, claim.speaker.text if claim.speaker else "") for claim, _ in figures(text)]


def test_in_a_hearing_each_figure_is_said_by_whose_turn_it_is() -> None:
    assert speakers(HEARING) == [("thirty", "Ms. HA"), ("Over twenty", "Ms. HA")]


def test_in_a_briefing_the_label_speaks_without_a_name() -> None:
    claim, _ = one(BRIEFING, "12")
    assert claim.speaker is not None
    assert (claim.speaker.text, claim.speaker.kind) == ("Deputy Spokesperson", SpeakerKind.UNNAMED)


def test_a_single_label_opens_no_conversation() -> None:
    claim, _ = one("Background: The camp is old.\n\nIt held 90 prisoners in May.", "90")
    assert claim.speaker is not None and claim.speaker.kind is SpeakerKind.NARRATOR


def test_people_in_a_quotation_do_not_say_it_themselves() -> None:
    claims = read("“These forty people asked for nothing but a boat,” said Mira Castell, head of the fund.")
    [said] = [claim for claim in claims if isinstance(claim.value, Statement)]
    assert said.speaker is not None and said.speaker.text == "Mira Castell"


def test_the_place_of_a_dateline_is_nobody_who_speaks() -> None:
    claim, _ = one("SEAPORT, June 9 (Coastwire) - Guards deported about 70 refugees, two observers said.", "about 70")
    assert claim.speaker is not None and claim.speaker.text == "two observers"


def test_putting_people_on_buses_is_no_way_of_saying_how_many() -> None:
    claim, figure = one(
        "Island police put about 70 refugees on buses at the Harbour crossing late, two groups said.", "about 70"
    )
    assert claim.speaker is not None and claim.speaker.text == "two groups"
    assert figure.act is None


def test_a_surname_that_is_also_an_exclamation_speaks() -> None:
    text = "“We counted them,” said Oh Min-su, the director. Fewer than 20 of the refugees were let in, Oh said."
    claim, _ = one(text, "Fewer than 20")
    assert claim.speaker is not None and claim.speaker.text == "Oh Min-su"


def test_each_entry_of_a_list_is_read_by_itself() -> None:
    text = (
        "• Confirmed deaths in the northern camps: 6\n• Still detained on the island at the end of May: at least 85\n"
        "• Executions that were reported by two sources: 3\n• Interviews carried out in the year of the report: 11\n"
    )
    assert not [figure.counted for _, figure in figures(text) if "•" in figure.counted]


@pytest.mark.parametrize(
    "text",
    [
        "Refugees were deported. Average age of returnees: 34",
        "The refugees need you. Anyone who wants to help can call 555-0117.",
        "The refugees need you. Phone 2155 5142 for the office.",
        "The refugees wept. Eastport\t52\t24%",
    ],
)
def test_ages_telephones_and_cells_count_no_people(text: str) -> None:
    assert [figure.amount for _, figure in figures(text) if figure.amount.unit not in ("percent", "money")] == []


def test_a_currency_in_letters_is_money() -> None:
    _, figure = one("The refugees paid USD 12,000 each.", "USD 12,000")
    assert figure.amount.unit == "money"


def test_them_are_the_things_counted_last() -> None:
    _, figure = one("The refugees left in nine buses, three of them escorted.", "three")
    assert (figure.amount.unit, figure.counted) == ("vehicle", "nine buses")


def test_the_year_before_is_not_what_is_counted() -> None:
    _, figure = one("The office says 236 escapees reached the island in 2020, up from 196 the year before.", "196")
    assert figure.amount.unit == "person"


def test_of_a_number_of_people_people_are_counted() -> None:
    _, figure = one("The group interviewed 63 refugees. Fifty-one of the 63 had been beaten.", "Fifty-one")
    assert figure.amount.unit == "person" and figure.amount.comparator is Comparator.EXACT


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("A petition signed by 8,200 people was handed in.", "signed"),
        ("More than 90 refugees remain in custody.", "detained"),
    ],
)
def test_signers_behind_by_and_those_who_remain_in_custody(text: str, act: str) -> None:
    assert [figure.act for _, figure in figures(text)] == [act]


def test_the_day_of_a_meeting_is_no_part_of_its_place() -> None:
    claims = read("Neighbours met outside the Milltown Church on Friday.")
    names = [c.value.text for c in claims if isinstance(c.value, Name) and c.value.type is NameType.ORGANISATION]
    assert not [name for name in names if "Friday" in name]


def test_an_entry_of_a_list_tells_the_act_before_its_colon() -> None:
    text = (
        "• Forced returns recorded: 214 persons (2021: 97)\n• Deaths in custody: 6\n• Still detained: at least 85\n"
        "• Interviews carried out: 118"
    )
    found = [(claim.trigger.exact, figure.act) for claim, figure in figures(text) if figure.act]
    assert found == [("214", "repatriated"), ("6", "died"), ("at least 85", "detained")]


@pytest.mark.parametrize("body", ["fund", "institute", "charity"])
def test_funds_institutes_and_charities_can_say_something(body: str) -> None:
    claim, _ = one(f"The {body} says 310 people are still held on the island.", "310")
    assert claim.speaker is not None and claim.speaker.text == f"The {body}"


@pytest.mark.parametrize("verb", ["has asked for", "called for", "demanded"])
def test_people_whose_release_is_demanded_are_not_free(verb: str) -> None:
    claim, figure = one(f"The embassy {verb} the release of 14 missionaries.", "14")
    assert (figure.act, claim.modality) == ("released", Modality.HYPOTHETICAL)
