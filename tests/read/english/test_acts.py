"""Acts told without figures: who did what to whom, in the forms English has for it."""

import pytest

from chamsae.model.claim import Act, Claim, Modality, Name
from tests.read.english.test_reading import one, read


def acts(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(value.act, value.victim, value.actor) for _, value in told(text)]


def told(text: str) -> list[tuple[Claim, Act]]:
    return [(claim, claim.value) for claim in read(text) if isinstance(claim.value, Act)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police arrested the two nuns.", ("arrested", "the two nuns", "Police")),
        ("Mira Castell was beaten by guards and jailed.", ("tortured", "Mira Castell", "guards")),
        ("Mira Castell was beaten by guards and jailed.", ("detained", "Mira Castell", None)),
        ("The women whom the army deported were nuns.", ("repatriated", "The women", "the army")),
        ("Prisoners beaten by guards could not walk.", ("tortured", "Prisoners", "guards")),
        ("The arrest of the two nuns shocked the town.", ("arrested", "the two nuns", None)),
        ("Mira Castell spoke of the arrest of her brother.", ("arrested", "her brother", None)),
        ("Eleven people reported having been tortured there.", ("tortured", "Eleven people", None)),
        ("After a month of detention, Mira Castell was deported.", ("detained", "Mira Castell", None)),
        ("The returnees suffered torture.", ("tortured", "The returnees", None)),
        ("The guards made the prisoners carry logs.", ("forced_labour", "the prisoners", "The guards")),
        ("The prisoners were forced to kneel.", ("coerced", "The prisoners", None)),
        ("The women were denied food by the guards.", ("deprived", "The women", "the guards")),
        ("Mira Castell was put in a cell.", ("detained", "Mira Castell", None)),
        ("Mira Castell was sent to Oakport concentration camp.", ("detained", "Mira Castell", None)),
        ("The police took Mira Castell to the station.", ("arrested", "Mira Castell", "The police")),
        ("Mira Castell, an escapee detained in Oakport, is ill.", ("detained", "Mira Castell", None)),
        ("Mira Castell was arrested along with four nuns.", ("arrested", "four nuns", None)),
        ("Mira Castell fled in May.", ("escaped", "Mira Castell", None)),
    ],
)
def test_each_form_of_an_act_tells_whom_it_befell_and_who_did_it(
    text: str, expected: tuple[str, str, str | None]
) -> None:
    assert expected in acts(text)


@pytest.mark.parametrize(
    ("text", "trigger", "force"),
    [
        ("Mira Castell was not released.", "released", Modality.DENIAL),
        ("It is feared that Mira Castell will be deported.", "deported", Modality.RISK),
        ("The union urged the state to release Mira Castell.", "release", Modality.HYPOTHETICAL),
        ("The army plans to deport the refugees.", "deport", Modality.PLANNED),
        ("Mira Castell was reportedly beaten.", "beaten", Modality.REPORTED),
        ("Rumours that the refugees had been killed could not be checked.", "killed", Modality.HEARSAY),
        ("Nothing has been heard from the nuns since their arrest.", "arrest", Modality.ASSERTED),
    ],
)
def test_what_was_not_done_is_kept_apart_from_what_was(text: str, trigger: str, force: Modality) -> None:
    [found] = {claim.modality for claim, _ in told(text) if claim.trigger.exact == trigger}
    assert found is force


@pytest.mark.parametrize(
    "text",
    [
        "The death penalty is cruel to nobody here.",
        "The storm hit the coast and the boats returned.",
        "The captain put the boats on the beach.",
    ],
)
def test_things_suffer_no_acts(text: str) -> None:
    assert acts(text) == []


def test_i_in_a_testimony_is_whose_testimony_it_is() -> None:
    text = "Testimony of Seo Mi-kyung\n\nThe soldiers arrested me at dawn.\n"
    assert acts(text) == [("arrested", "Seo Mi-kyung", "The soldiers")]


def test_me_in_a_quotation_is_its_speaker() -> None:
    assert ("tortured", "Mira Castell", "The guards") in acts("“The guards beat me every night,” said Mira Castell.")


def test_her_is_not_the_one_who_sells_her() -> None:
    found = acts("Mira Castell left home in May. A trafficker sold her in Oakport.")
    assert ("trafficked", "Mira Castell", "A trafficker") in found


def test_whom_the_sentence_makes_a_victim_has_that_role() -> None:
    claims = read("Guards tortured Mira Castell in Oakport.")
    [name] = [c.value for c in claims if isinstance(c.value, Name) and c.value.text == "Mira Castell"]
    assert "victim" in name.roles


def test_a_number_set_beside_another_counts_the_same_act_at_its_own_time() -> None:
    text = "In 2018 the office recorded 96 arrests, up from 71 the year before."
    claim, figure = one(text, "71")
    assert figure.act == "arrested"
    assert claim.when is not None and claim.when.start is not None and claim.when.start.year == 2017


def test_a_part_of_a_figure_shares_its_act() -> None:
    _, figure = one("The office counted 214 cases of forcible return, of which 131 concerned women.", "131")
    assert figure.act == "repatriated"


def test_what_is_done_to_a_brother_is_not_done_to_whose_brother_he_is() -> None:
    assert [victim for _, victim, _ in acts("Mira Castell wept. Police arrested her brother.")] == ["her brother"]
