"""The main incident of invented articles: what is proposed, what is left open, and how it joins the other claims."""

import unicodedata
from datetime import date
from functools import cache
from typing import Literal

import pytest

from chamsae.model.claim import Act, Claim, Name, NameType, prove
from chamsae.model.document import Document
from chamsae.model.when import When
from chamsae.read.english.article import prepare
from chamsae.read.incident.claims import READER
from chamsae.read.incident.main import Incident, main_incident
from chamsae.read.incident.telling import telling
from chamsae.read.propose import propose
from tests.read.incident.articles import INCIDENTS, OTHERS, Article

#: Whose type of violation is missed: enforced disappearances are rare in what the scorers learned from.
TYPE_LEFT_OPEN = "student disappeared"


def document(text: str, *, published: date = date(2021, 3, 5)) -> Document:
    return Document(
        id="d",
        sha256="0" * 64,
        name="d.txt",
        media_type="text/plain",
        text=text,
        language="en",
        reader="test",
        published=When.day(published),
    )


@cache
def incident(article: Article) -> Incident:
    return main_incident(telling(prepare(article.document())))


@cache
def claims(article: Article) -> tuple[Claim, ...]:
    return propose(article.document())


def acts(found: tuple[Claim, ...]) -> list[tuple[Claim, Act]]:
    return [(claim, claim.value) for claim in found if isinstance(claim.value, Act) and claim.reader == READER]


def named(article: Article) -> str:
    return article.name


@pytest.mark.parametrize("article", INCIDENTS, ids=named)
def test_victims_country_and_month_are_those_an_annotator_finds(article: Article) -> None:
    found = incident(article)
    assert {person.name for person in found.victims} == article.victims
    assert found.where is not None
    assert found.where.code == article.country
    assert found.month is not None
    assert found.month.period.month == article.month
    assert found.month.period.year == article.published.year


@pytest.mark.parametrize("article", INCIDENTS, ids=named)
def test_the_types_of_violation_are_those_an_annotator_finds_or_left_open(article: Article) -> None:
    assert set(incident(article).types) == (set() if article.name == TYPE_LEFT_OPEN else article.types)


@pytest.mark.parametrize("article", OTHERS, ids=named)
def test_no_act_is_added_where_no_incident_is_told(article: Article) -> None:
    assert not acts(claims(article))
    assert not [c for c in claims(article) if isinstance(c.value, Name) and "victim" in c.value.roles]


@pytest.mark.parametrize("article", INCIDENTS, ids=named)
def test_a_claim_of_the_incident_has_its_quote_a_reason_with_its_chance_and_no_double(article: Article) -> None:
    found = claims(article)
    for claim, _ in acts(found):
        prove(claim, article.text)
        assert any("with a chance of" in reason for reason in claim.why)
    places = [(c.trigger.start, c.value.act, c.value.victim) for c in found if isinstance(c.value, Act)]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("article", [one for one in INCIDENTS if one.victims and one.types], ids=named)
def test_each_victim_has_the_role_where_the_name_stands(article: Article) -> None:
    if article.name == TYPE_LEFT_OPEN:
        assert not acts(claims(article))
        return
    names = [c.value for c in claims(article) if isinstance(c.value, Name) and "victim" in c.value.roles]
    assert {name.text for name in names} == article.victims
    assert all(name.type is NameType.PERSON for name in names)


def test_an_act_claimed_already_is_filled_in_and_not_claimed_again() -> None:
    [article] = [one for one in INCIDENTS if one.name == "union leader shot"]
    [(claim, act)] = acts(claims(article))
    assert (act.act, act.victim, claim.place) == ("killed", "Rodrigo Salcedo", ("Colombia",))
    same = [c for c in claims(article) if isinstance(c.value, Act) and c.trigger == claim.trigger]
    assert same == [claim]


def test_a_time_that_stands_elsewhere_is_not_given_to_a_later_act() -> None:
    text = """Baker arrested

Police in Ghana arrested Kofi Abeka, a baker, in Accra on 2 March 2021. He was detained for a week.

His cousin Yaw Abeka had been tortured by soldiers.
"""
    later = [claim for claim, act in acts(propose(document(text))) if act.victim == "Yaw Abeka"]
    assert all(claim.when is None for claim in later)


def test_the_country_is_not_given_to_an_act_of_a_sentence_that_names_another() -> None:
    text = """Editor jailed in Belarus

A court in Minsk, Belarus, sentenced Alena Karpuk, an editor, to three years in prison on Monday. Belarus has jailed \
many journalists. Karpuk was detained in Belarus in January, and the Belarusian authorities closed her paper.

Her colleague Ihar Savich was arrested by Polish police last year.
"""
    [claim] = [claim for claim in propose(document(text)) if "Polish police" in claim.quote.exact
               and isinstance(claim.value, Act)]  # fmt: skip
    assert "Belarus" not in claim.place


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_offsets_hold_beside_emoji_hangul_and_han(form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(
        form,
        "Reporter held in Kenya 🇰🇪 김철수 記者\n\n"
        "Police in Nairobi 🚓 arrested the reporter Amina Wekesa (아미나) on Tuesday, her paper in Kenya said. "
        "Wekesa was detained 拘留 and beaten in custody.\n",
    )
    found = acts(propose(document(text)))
    assert found
    for claim, _ in found:
        prove(claim, text)


@pytest.mark.parametrize("text", ["", "\n\n", "12", "Contents\n\nPage 3\n", "Share this\n\nComments\n"])
def test_a_document_of_nothing_has_no_incident(text: str) -> None:
    found = main_incident(telling(prepare(document(text))))
    assert not found.types
    assert not found.victims
    assert found.where is None
    assert not acts(propose(document(text)))
