"""Speech without quotation marks: which words hand it over, what is said, who says it and through whom."""

from datetime import date

import pytest

from chamsae.model.claim import Claim, Modality, Statement
from chamsae.read.english.clues import likelihood
from chamsae.read.english.cues import LIKELY
from chamsae.read.english.sentences import sentences
from tests.read.english.test_reading import figures, one, read


def said(text: str, *, publisher: str | None = None) -> list[tuple[str, str]]:
    """The statements of a text without quotation marks, each with its speaker."""
    claims = read(text, publisher=publisher)
    return [(c.trigger.exact, speaker(c)) for c in claims if isinstance(c.value, Statement) and not c.value.direct]


def speaker(claim: Claim) -> str:
    return claim.speaker.text if claim.speaker else ""


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Mira Castell told the Gazette that the boats had left.", "the boats had left", "Mira Castell"),
        ("The boats had left, two fishermen said.", "The boats had left", "two fishermen"),
        ("According to Mira Castell, the boats had left.", "the boats had left", "Mira Castell"),
        ("The boats, her father says, had left.", "had left", "her father"),
        ("The jail was empty, the Evening Post wrote on Friday.", "The jail was empty", "Evening Post"),
        ("The council accused the guards of beating two boys.", "beating two boys", "The council"),
        ("The union urged the state not to send anyone back.", "not to send anyone back", "The union"),
        ("The ministry's answer was that talks had begun.", "talks had begun", "The ministry"),
        ("In her opinion, the true figure is far higher, Mira Castell said.", "the true figure", "Mira Castell"),
        ("An official was quoted as saying that nobody would be told.", "nobody would be told", "An official"),
    ],
)
def test_what_is_handed_over_is_a_statement_of_its_speaker(text: str, words: str, who: str) -> None:
    assert any(words in read and who in told for read, told in said(text))


@pytest.mark.parametrize(
    "text",
    [
        "The guards forced the prisoners to kneel until dawn.",
        "He continued to carry the list with him.",
        "The camp was built in the war and has been a jail since.",
        "The ice meant that the boats could not leave.",
    ],
)
def test_what_nobody_says_is_no_statement(text: str) -> None:
    assert said(text) == []


def test_verbs_of_no_list_hand_over_speech_by_the_clause_beside_them() -> None:
    [sentence] = sentences("The bishop bleated that the boats had left.")
    [verb] = [token for token in sentence.span if token.text == "bleated"]
    assert likelihood(verb, ()) >= LIKELY


def test_a_semicolon_parts_what_two_people_say() -> None:
    told = dict(said("Nine men were beaten, the nurse said; four women described the cell as a cage."))
    assert any("nurse" in who and "cage" not in words for words, who in told.items())


def test_the_outlet_that_was_told_is_a_channel_and_the_one_who_told_it_the_speaker() -> None:
    claims = read("Mira Castell told the Korean edition of The Harbour Times that the boats had left.", publisher=None)
    [claim] = [c for c in claims if isinstance(c.value, Statement)]
    assert (speaker(claim), claim.via) == ("Mira Castell", ("Korean edition of The Harbour Times",))


def test_a_denial_is_the_statement_of_what_is_denied() -> None:
    claims = read("The ministry denied that any refugees had been returned.")
    [claim] = [c for c in claims if isinstance(c.value, Statement)]
    assert claim.modality is Modality.DENIAL


def test_i_is_whose_turn_it_is_whoever_tells_a_testimony_and_else_the_author() -> None:
    testimony = "Testimony of Seo Mi-kyung\n\nI heard that forty people were deported with her.\n"
    [claim] = [c for c, _ in figures(testimony)]
    assert speaker(claim) == "Seo Mi-kyung"
    assert claim.modality is Modality.HEARSAY


def test_still_in_somebodys_mouth_means_the_day_they_spoke() -> None:
    text = (
        "On June 2, lawyers met at a rally in Oakport. Mira Castell told the rally that the list was long.\n\n"
        "“There are still 90 women detained there,” Ms. Castell said."
    )
    claim, _ = one(text, "90")
    assert claim.when is not None and claim.when.end == date(2021, 6, 2)


def test_a_figure_that_a_cue_only_speaks_of_is_still_its_speakers() -> None:
    claim, _ = one("The union called on the state to name the 26 prisoners.", "26")
    assert "union" in speaker(claim)


def test_one_word_in_marks_within_what_is_told_is_no_statement_of_its_own() -> None:
    text = "Mira Castell said that the “migrants” had come for money. She called it “nonsense”."
    claims = read(text)
    assert [c.trigger.exact for c in claims if isinstance(c.value, Statement) and c.value.direct] == ["nonsense"]


def test_a_bare_number_spoken_of_is_no_statement() -> None:
    assert said("The ministry speaks of around 90.") == []
