"""Annotated articles read in, what is learned from them, and how answers are marked."""

from datetime import date
from typing import Any

import pytest

from chamsae.read.english.article import prepare
from chamsae.read.incident import training
from chamsae.read.incident.annotated import annotated
from chamsae.read.incident.main import main_incident
from chamsae.read.incident.marks import Answer, Marks, answer_in, answer_of
from chamsae.read.incident.telling import telling
from chamsae.read.propose import propose


def item(**found: Any) -> dict[str, Any]:
    merged = {
        "perpetrator_mention": True,
        "perpetrator_type": "state actor",
        "violation_types": ["unknown", "arbitrary detention"],
        "year": "2021.0",
        "month": "03",
        "date": "2.0",
        "city": "None",
        "region": "n/a",
        "country": "Ghana",
        "victims": [{"victim_name": "Kofi Abeka "}, {"victim_name": None}],
    }
    sample = {
        "Input.GLOBALEVENTID": 7,
        "Input.title": "Baker arrested in Ghana",
        "Input.publish_date": "2021-03-05 00:00:00",
        "Input.article_interface": "<p>Police in Accra arrested Kofi Abeka, a baker &amp; critic, on Tuesday.</p>"
        "<p>Abeka was detained for a week, his lawyer said.</p>",
    }
    return {"sample": sample, "merged_sample": merged | found}


def test_an_article_keeps_its_paragraphs_and_its_date() -> None:
    article = annotated(item())
    assert (
        article.document.text.split("\n\n")[1] == "Police in Accra arrested Kofi Abeka, a baker & critic, on Tuesday."
    )
    assert article.document.published is not None
    assert article.document.published.start == date(2021, 3, 5)


def test_unknown_beside_a_type_and_words_for_nothing_are_dropped() -> None:
    article = annotated(item())
    assert article.types == {"arbitrary detention"}
    assert (article.city, article.region, article.country) == (None, None, "Ghana")
    assert (article.year, article.month, article.day) == (2021, 3, 2)
    assert annotated(item(violation_types=["unknown"])).types == {"unknown"}


@pytest.mark.parametrize(
    ("written", "month"),
    [("March", 3), ("Ocober", 10), ("Januay", 1), ("12", 12), ("13", None), ("2015", None), ("unknown", None)],
)
def test_months_are_read_however_they_are_written(written: str, month: int | None) -> None:
    assert annotated(item(month=written)).month == month


def test_the_right_answer_has_full_marks_and_an_empty_one_none() -> None:
    article = annotated(item())
    right, wrong = Marks(), Marks()
    right.add(
        article,
        Answer(types=article.types, victims=frozenset({"Kofi Abeka"}), country="GH", year=2021, month=3),
    )
    wrong.add(article, Answer())
    assert right.f1("type") == right.f1("victim") == (1, 1, 1)
    assert right.share("country") == right.share("month") == right.share("year") == (1, 1)
    assert wrong.f1("type")[2] == wrong.f1("victim")[2] == wrong.share("country")[0] == 0
    assert "type: precision 1.000" in right.text()


def test_what_the_annotator_left_open_is_right_when_left_open() -> None:
    marks = Marks()
    marks.add(annotated(item(month=None, country=None, violation_types=["unknown"], victims=[])), Answer())
    assert marks.share("month") == marks.share("country") == (1, 0)
    assert marks.f1("type")[2] == 1


def test_an_incident_and_its_claims_are_answers() -> None:
    article = annotated(item())
    likely = answer_of(main_incident(telling(prepare(article.document))))
    claimed = answer_in(propose(article.document))
    assert likely.types == claimed.types == {"arbitrary detention"}
    assert likely.victims == claimed.victims == {"Kofi Abeka"}
    assert likely.country == claimed.country == "GH"
    assert claimed.month == 3


def test_rows_say_what_the_annotator_chose() -> None:
    article = annotated(item())
    rows = list(training.rows(article, telling(prepare(article.document))))
    right = {row.scorer for row in rows if row.right}
    assert right >= {"incident_arbitrary_detention", "incident_state_actor", "incident_victim", "incident_country"}
    assert "incident_killing" not in right
    assert {"incident_month", "incident_year"} <= right


def test_the_words_of_a_type_weigh_more_in_its_own_scorer_only() -> None:
    features = {"log kill": 1.0, "log arrest": 1.0, "share killing": 1.0, "length": 1.0}
    emphasised = training.emphasised("incident_killing", features)
    assert emphasised == {"log kill": 2.0, "log arrest": 1.0, "share killing": 2.0, "length": 1.0}
    assert training.emphasised("incident_victim", features) == features
