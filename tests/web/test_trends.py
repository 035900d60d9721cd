"""Beside each trend on a screen stands what it may be a trend of; beside a table by year the rate per interview."""

import pytest
from django.test import Client

from chamsae.casebook.book import Casebook
from tests.casebook.test_interview_volume import interview


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content[:500]
    return answer.content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "not of what happened"), ("ko", "일어난 일의 추세가 아닙니다"), ("zh-hans", "而不是所发生之事的趋势")],
)
def test_a_table_by_year_has_the_rate_per_interview_and_its_warning(
    client: Client, book: Casebook, language: str, words: str
) -> None:
    for day in (3, 4, 5):
        interview(book, f"I was repatriated on {day} March 2011.", at=2012)
    client.cookies["chamsae_language"] = language
    shown = page(client, "/tables/?rows=year")
    assert words in shown and 'id="per-interview"' in shown
    assert shown.index('id="per-interview"') < shown.index("100.0 (20.6–292.2)")
    assert 'id="per-interview"' not in page(client, "/tables/?rows=violation")
