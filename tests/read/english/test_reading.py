"""Reading invented English reports: who says how many of whom, what was done, where and when."""

from datetime import date

import pytest

from chamsae.model.amount import Comparator
from chamsae.model.claim import Act, Claim, Figure, Modality, Name, SpeakerKind, Statement
from chamsae.model.document import Document
from chamsae.model.when import When
from chamsae.read.propose import propose


def read(
    text: str, *, published: date | None = date(2021, 6, 10), publisher: str | None = "The Harbour Gazette"
) -> tuple[Claim, ...]:
    when = When.day(published) if published else None
    return propose(
        Document(
            id="d",
            sha256="0" * 64,
            name="d.txt",
            media_type="text/plain",
            text=text,
            language="en",
            reader="test",
            published=when,
            publisher=publisher,
        )
    )


def figures(text: str) -> list[tuple[Claim, Figure]]:
    return [(claim, claim.value) for claim in read(text) if isinstance(claim.value, Figure)]


def one(text: str, trigger: str) -> tuple[Claim, Figure]:
    [found] = [(claim, value) for claim, value in figures(text) if claim.trigger.exact == trigger]
    return found


@pytest.mark.parametrize(
    ("text", "trigger", "act", "counted"),
    [
        ("The army deported 70 refugees to the north.", "70", "repatriated", "refugees"),
        ("More than 90 villagers were sent back last winter.", "More than 90", "repatriated", "villagers"),
        ("Guards still hold at least 14 women in that cellar.", "at least 14", "detained", "women"),
        ("About 300 fishermen fled the island.", "About 300", "escaped", "fishermen"),
        ("Up to 25 inmates died in the camp.", "Up to 25", "died", "inmates"),
        ("The deportation of 120 families went unnoticed.", "120", "repatriated", "families"),
        ("There are some 40 escapees detained at the fort.", "some 40", "detained", "escapees"),
        ("Police arrested eleven smugglers on the bridge.", "eleven", "arrested", "smugglers"),
        (
            "In May 60 people who had crossed the river were handed over.",
            "60",
            "repatriated",
            "people who had crossed the river",
        ),
    ],
)
def test_the_act_and_the_counted_come_from_the_same_clause(text: str, trigger: str, act: str, counted: str) -> None:
    _, value = one(text, trigger)
    assert (value.act, value.counted) == (act, counted)
    assert value.amount.unit in ("person", "family")


def test_a_part_of_a_group_says_of_whom() -> None:
    claim, value = one("The boat carried over 80 refugees. Around 30 of them were arrested on the beach.", "Around 30")
    assert value.act == "arrested"
    assert "refugees" in value.counted
    assert claim.why


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        (
            "Around 600 sailors were detained, according to Amnesty International.",
            "Amnesty International",
            SpeakerKind.NAMED,
        ),
        ("According to Human Rights Watch, around 600 sailors were detained.", "Human Rights Watch", SpeakerKind.NAMED),
        (
            "The organizers of the vigil said around 600 sailors were detained.",
            "The organizers of the vigil",
            SpeakerKind.UNNAMED,
        ),
        (
            "Maria Lindqvist told the committee that around 600 sailors were detained.",
            "Maria Lindqvist",
            SpeakerKind.NAMED,
        ),
        (
            "“Around 600 sailors were detained in one night,” said Maria Lindqvist, a lawyer.",
            "Maria Lindqvist",
            SpeakerKind.NAMED,
        ),
        (
            "Maria Lindqvist, a lawyer, added: “Around 600 sailors were detained in one night.”",
            "Maria Lindqvist",
            SpeakerKind.NAMED,
        ),
        ("Rights groups estimate that around 600 sailors were detained.", "Rights groups", SpeakerKind.UNNAMED),
        ("Around 600 sailors were detained, two activists said.", "two activists", SpeakerKind.UNNAMED),
        ("Around 600 sailors were detained on the coast.", "The Harbour Gazette", SpeakerKind.NARRATOR),
    ],
)
def test_the_speaker_is_the_one_who_says_so(text: str, speaker: str, kind: SpeakerKind) -> None:
    claim, _ = one(text, next(t for t in ("Around 600", "around 600") if t in text))
    assert claim.speaker is not None
    assert (claim.speaker.text, claim.speaker.kind) == (speaker, kind)
    assert claim.via == ("The Harbour Gazette",)


def test_he_and_she_are_the_last_person_who_fits() -> None:
    text = (
        "Lawyer Anders Holm met Ms. Vera Petrova in March.\n\n"
        "Mr. Holm spoke for an hour. “They hold more than 40 prisoners there,” he said.\n\n"
        "Ms. Petrova disagreed. “I counted at least 55 prisoners,” she said."
    )
    assert {c.trigger.exact: c.speaker.text for c, _ in figures(text) if c.speaker} == {
        "more than 40": "Anders Holm",
        "at least 55": "Vera Petrova",
    }


def test_the_group_is_the_organisation_named_before() -> None:
    text = (
        "The news came from Human Rights Watch on Monday. “At least 90 returnees were beaten,” the rights group said."
    )
    claim, value = one(text, "At least 90")
    assert claim.speaker is not None and claim.speaker.text == "Human Rights Watch"
    assert value.act == "tortured"


def test_an_outlet_that_quotes_others_is_a_channel() -> None:
    claim, _ = one("The Coast Times, citing fishermen, says the navy arrested 17 smugglers.", "17")
    assert claim.speaker is not None and claim.speaker.text == "fishermen"
    assert claim.via == ("The Coast Times", "The Harbour Gazette")


def test_a_quotation_over_two_sentences_and_one_after_it_have_one_speaker() -> None:
    text = (
        "“We walked for days. About 20 neighbours died on the way,” said Lena Brandt. “Nobody buried the 12 children.”"
    )
    said = {c.trigger.exact: c.speaker.text for c, _ in figures(text) if c.speaker}
    assert set(said.values()) == {"Lena Brandt"}
    assert sum(isinstance(c.value, Statement) for c in read(text)) == 2


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Reportedly 30 women were deported.", Modality.REPORTED),
        ("Some 30 women are believed to have been deported.", Modality.BELIEVED),
        ("Some 30 women will be deported.", Modality.PREDICTION),
        ("Rights groups estimate that 30 women were deported.", Modality.ESTIMATE),
        ("Allegedly 30 women were deported.", Modality.HEARSAY),
        ("Officers deported 30 women.", Modality.ASSERTED),
        ("The ministry says there are no refugees in the town.", Modality.DENIAL),
    ],
)
def test_the_force_of_a_figure_is_kept_apart(text: str, modality: Modality) -> None:
    [(claim, _)] = figures(text)
    assert claim.modality is modality


@pytest.mark.parametrize(
    "text",
    [
        "She was 34 when she left.",
        "A 14-year-old girl and Pavel Novak, 51, waited.",
        "Article 33 and Resolution 2397 forbid it.",
        "They met at 19:30 and again at 7 p.m. in Room 39.",
        "In 2014 and on March 3, 2015, nothing changed.",
        "The 3rd and 4th days were quiet.",
        "Call 02-5555-1234 for help.",
        "One of the women wept.",
        "The 1951 convention was signed.",
        "A 40-seat coach stood outside.",
    ],
)
def test_ages_dates_articles_and_telephones_are_no_figures(text: str) -> None:
    assert [claim.trigger.exact for claim, _ in figures(text)] == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("She was held for three months.", "month"),
        ("They paid $4,000 to a broker.", "money"),
        ("He received 20 kilograms of maize.", "kg"),
        ("There were six prisons in the valley.", "facility"),
        ("She escaped four times.", "time"),
        ("About 72 percent of the arrivals were women.", "percent"),
        ("He was sent to a 2-year labor program.", "year"),
    ],
)
def test_measures_keep_their_own_units(text: str, unit: str) -> None:
    [(_, value)] = figures(text)
    assert value.amount.unit == unit


def test_a_figure_takes_the_time_of_its_own_clause() -> None:
    claim, _ = one("On May 4, the minister said that guards had shot 9 prisoners on April 30.", "9")
    assert claim.when is not None and claim.when.start == date(2021, 4, 30)


def test_without_a_date_of_the_document_last_month_stays_open() -> None:
    [claim] = [c for c in read("Last month, 90 refugees were deported.", published=None) if isinstance(c.value, Figure)]
    assert claim.when is not None and not claim.when.bounded and claim.when.text == "Last month"
    assert any("lacks" in reason for reason in claim.why)


def test_names_are_clustered_by_family_name_and_title() -> None:
    text = "Kim Bo-ra and Kim Dae-jin spoke. Ms. Kim Bo-ra wept. Mr. Kim left. Ms. Kim stayed."
    people = {
        c.trigger.exact: c.value.text for c in read(text) if isinstance(c.value, Name) and c.value.type == "person"
    }
    assert people["Mr. Kim"] == "Kim Dae-jin"
    assert people["Ms. Kim"] == "Kim Bo-ra"


def test_an_acronym_is_the_organisation_it_stands_for() -> None:
    text = "The Coastal Rescue Association of Norway (CRAN) wrote a letter. CRAN wants an answer."
    entities = {c.value.entity for c in read(text) if isinstance(c.value, Name) and "CRAN" in c.trigger.exact}
    assert len(entities) == 1


def test_a_facility_is_a_facility_and_a_role_comes_from_the_words_beside() -> None:
    text = "Defector Ri Sol-mi was held at Hamheung Detention Center. Anders Holm, a lawyer, wrote to her."
    names = {c.trigger.exact: c.value for c in read(text) if isinstance(c.value, Name)}
    assert names["Hamheung Detention Center"].type == "facility"
    assert "victim" in names["Ri Sol-mi"].roles
    assert "lawyer" in names["Anders Holm"].roles


def test_an_act_has_a_victim_an_actor_and_the_figure_that_counts_them() -> None:
    text = "Border guards arrested Ri Sol-mi in May. The navy deported 15 refugees."
    claims = read(text)
    acts = {c.value.act: c.value for c in claims if isinstance(c.value, Act)}
    assert (acts["arrested"].victim, acts["arrested"].actor) == ("Ri Sol-mi", "Border guards")
    [figure] = [c for c in claims if isinstance(c.value, Figure)]
    assert acts["repatriated"].figure == figure.id


def test_a_story_told_in_the_third_person_belongs_to_its_teller() -> None:
    text = (
        "A Crossing\n\nRi Sol-mi escaped the camp two times.\n\n"
        "Ms. Ri was arrested in March 2015. She was kept in a cell for 40 days.\n\n"
        "“I thought that my life was over,” she said."
    )
    claim, _ = one(text, "40")
    assert claim.speaker is not None and claim.speaker.text == "Ri Sol-mi"
    assert any("story" in reason for reason in claim.why)


def test_reading_twice_gives_the_same_claims() -> None:
    text = "Officials said that 30 women were deported on May 4."
    assert read(text) == read(text)


def test_a_language_nobody_reads_gives_nothing() -> None:
    assert (
        propose(
            Document(
                id="d",
                sha256="0" * 64,
                name="d",
                media_type="text/plain",
                text="Hundert Leute.",
                language="de",
                reader="t",
            )
        )
        == ()
    )


def test_the_comparator_is_part_of_the_trigger() -> None:
    claim, value = one("No fewer than 18 children starved.", "No fewer than 18")
    assert value.amount.comparator is Comparator.AT_LEAST
    assert claim.quote.exact == "No fewer than 18 children starved."


def test_an_envoy_who_said_she_feared_is_not_the_last_person_named() -> None:
    text = "Anders Holm spoke first. The special envoy said last week she feared 40 more refugees could be sent back."
    claim, value = one(text, "40")
    assert claim.speaker is not None and claim.speaker.text == "The special envoy"
    assert (claim.modality, value.act) == (Modality.RISK, "repatriated")


def test_what_befell_a_part_did_not_befall_all() -> None:
    _, value = one("About a third of the roughly 900 prisoners died.", "roughly 900")
    assert value.act is None


def test_years_of_a_range_count_nobody() -> None:
    assert figures("In the years 2010-2015 people kept silent.") == []


def test_a_sum_named_by_its_currency_is_money() -> None:
    _, value = one("Brokers charge up to 20 million won a head.", "up to 20 million")
    assert (value.amount.unit, value.amount.high) == ("money", 20_000_000)


def test_two_numbers_of_one_noun_both_count_it() -> None:
    counted = {
        claim.trigger.exact: value.counted
        for claim, value in figures("They handed over groups of 150 and 210 refugees.")
    }
    assert counted["150"] == counted["210"] == "refugees"


RETURN = "More than 300 refugees were deported over the Oldmill Bridge on 8 June, the Hill Association said. "


def test_a_figure_put_higher_is_a_number_for_the_same_people_act_and_day() -> None:
    text = RETURN + "The Lake Network put the figure higher. It had reached 340 names by Wednesday."
    claim, value = one(text, "340")
    first, _ = one(text, "More than 300")
    assert (value.act, value.amount.unit, claim.when) == ("repatriated", "person", first.when)


def test_the_actual_number_is_that_of_those_counted_before() -> None:
    claim, value = one(RETURN + "Ms. Lee, a lawyer, said she believed the actual number to be about 350.", "about 350")
    assert (value.act, value.counted, claim.place) == ("repatriated", "refugees", ("Oldmill Bridge",))


def test_people_taken_from_a_prison_are_returned_where_returns_are_spoken_of() -> None:
    taken = "About 120 people were taken from the building."
    assert one(RETURN + taken, "About 120")[1].act == "repatriated"
    assert one(taken, "About 120")[1].act is None


def test_people_counted_in_a_prison_are_held_there() -> None:
    assert one("In the Oldmill Detention Station 214 people were counted in May.", "214")[1].act == "detained"


def test_those_of_whom_some_were_returned_are_held() -> None:
    text = (
        "Refugees are detained there. We speak of over 900 individuals, with 70 of them already forcibly repatriated."
    )
    assert one(text, "over 900")[1].act == "detained"
    assert one(text, "70")[1].act == "repatriated"


def test_the_seat_of_an_organisation_is_not_where_it_happened() -> None:
    text = "Some 70 refugees were deported, according to Hill Watch, a Seoul-based rights group."
    assert one(text, "Some 70")[0].place == ()


def test_who_voices_concern_at_reports_says_what_they_say() -> None:
    text = "An independent expert expressed concern at credible reports that 70 refugees were deported on 8 June."
    claim, _ = one(text, "70")
    assert claim.speaker
    assert (claim.speaker.text, claim.modality) == ("An independent expert", Modality.REPORTED)


def test_so_called_reports_are_denied() -> None:
    claim, _ = one("Some groups spread so-called reports about the deportation of 70 refugees.", "70")
    assert claim.modality is Modality.DENIAL


def test_he_is_the_one_without_a_name_spoken_of_just_before() -> None:
    text = "Ms. Lee said 90 were deported. A former guard gave another account. He said that 70 refugees were deported."
    claim, _ = one(text, "70")
    assert claim.speaker
    assert claim.speaker.text == "A former guard"


def test_a_paper_without_publisher_speaks_for_who_signs_it() -> None:
    document = Document(
        id="d", sha256="0" * 64, name="d", media_type="text/plain", language="en", reader="test",
        title="The night", authors=("Hill Watch",), text="In May 70 refugees were deported.",
    )  # fmt: skip
    (claim,) = (claim for claim in propose(document) if isinstance(claim.value, Figure))
    assert claim.speaker
    assert (claim.speaker.text, claim.speaker.kind) == ("Hill Watch", SpeakerKind.NARRATOR)


def test_how_many_children_somebody_has_is_no_figure_and_relatives_left_behind_suffer_no_act() -> None:
    assert figures("Ha Yong-sun, a mother of two, was arrested; so was a father of three boys.") == []
    for text, trigger in (
        ("Three relatives remain in Hoeryong.", "Three"),
        ("Two of her brothers still live in Musan.", "Two"),
    ):
        claims = read(text)
        [figure] = [c.value for c in claims if isinstance(c.value, Figure) and c.trigger.exact == trigger]
        assert figure.act is None
        assert not [c for c in claims if isinstance(c.value, Act)]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("One night they drove 26 of us to Dandong and handed us over.", "26"),
        ("The guards took 14 women to Tumen and sent them back.", "14"),
        ("The group says that 150 people were deported; the ministry speaks of up to 600.", "up to 600"),
    ],
)
def test_a_journey_that_ends_in_a_return_and_a_number_set_beside_one_are_returns(text: str, trigger: str) -> None:
    assert one(text, trigger)[1].act == "repatriated"


def test_a_number_that_somebody_speaks_of_is_theirs() -> None:
    claim, _ = one("The group says that 150 people were deported; the ministry speaks of up to 600.", "up to 600")
    assert claim.speaker is not None and claim.speaker.text == "the ministry"


@pytest.mark.parametrize(
    "text",
    [
        "If the authorities were to send back everyone now in custody, families would be torn apart.",
        "Should Beijing send back the women, they would suffer.",
    ],
)
def test_what_would_happen_if_they_were_sent_back_is_a_return_that_has_not_been_done(text: str) -> None:
    acts = [(c.value.act, c.modality) for c in read(text) if isinstance(c.value, Act)]
    assert acts == [("repatriated", Modality.HYPOTHETICAL)]


def test_a_sum_whose_currency_was_said_before_counts_nobody() -> None:
    text = (
        "More than 40 North Koreans are held in the border town. Brokers who charged 8 million won to bring one person "
        "across now ask for 30 million or more, and guards who took 500 yuan are paid 3,000 and upwards."
    )
    assert {(value.amount.low, value.amount.unit) for _, value in figures(text)} & {
        (30_000_000, "person"),
        (3000, "person"),
    } == set()
    assert any(value.amount.unit == "person" and value.amount.low == 40 for _, value in figures(text))
