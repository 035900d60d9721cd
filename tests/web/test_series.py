"""Totals over time: points with their intervals on a chart, what is odd, and the same as a table."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from chamsae.casebook.book import Casebook
from chamsae.model.amount import Amount, Comparator
from chamsae.model.series import Doubt, Point, Series
from chamsae.web.series_chart import HEIGHT, series_chart


def point(day: date, number: int, comparator: Comparator = Comparator.EXACT, **more: object) -> Point:
    low = None if comparator is Comparator.UP_TO else number
    high = None if comparator is Comparator.MORE_THAN else number
    amount = Amount(low=low, high=high, comparator=comparator, unit="signature")
    return Point(claim=f"c{number}", day=day, amount=amount, who="River Watch", why="it says so", **more)  # type: ignore[arg-type]


def series(*points: Point, grows: bool = True) -> Series:
    return Series(
        id="t1", of="petition at petition.example", unit="person", act=None, place=None, grows=grows, points=points
    )


PETITION = series(
    point(date(2012, 2, 15), 1000),
    point(date(2012, 2, 20), 50_000, Comparator.MORE_THAN),
    point(date(2012, 2, 24), 40_000, doubt=Doubt.FALLS, question="A total that only grows was more.", against="c50000"),
    point(date(2012, 2, 27), 150_000, Comparator.ABOUT),
)


def test_points_stand_in_order_of_their_days_and_numbers() -> None:
    dots = series_chart(PETITION).dots
    assert [dot.x for dot in dots] == sorted(dot.x for dot in dots)
    assert dots[0].y > dots[2].y > dots[1].y > dots[3].y
    assert [(dot.up, dot.end) for dot in dots] == [(False, "dot"), (True, "ring"), (False, "dot"), (False, "blur")]


@given(
    st.lists(st.tuples(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 10**9)), min_size=2, max_size=30)
)
def test_every_point_and_mark_lies_on_the_chart(given: list[tuple[date, int]]) -> None:
    points = [point(day, number) for day, number in sorted(given)]
    chart = series_chart(series(*points))
    assert all(0 <= dot.x <= 100 and 0 <= dot.top <= dot.bottom <= HEIGHT for dot in chart.dots)
    assert 1 <= len(chart.days) <= 8
    assert all(0 <= mark.at <= 100 for mark in chart.days)


def test_only_a_running_total_is_joined_by_a_line() -> None:
    assert len(series_chart(PETITION).ways) == 3
    assert series_chart(series(*PETITION.points, grows=False)).ways == ()


@pytest.fixture
def told(book: Casebook) -> str:
    """Four invented letters about one petition, read; the id of its series."""
    for number, text in enumerate(LETTERS):
        book.archive.add_bytes(BytesIO(text.encode()), f"petition {number}.txt", by="Alice")
    book.read.run(by="Alice")
    (found,) = book.reconcile.series()
    return found.id


LETTERS = (
    "date: 2012-02-16\npublisher: Courier\n\n"
    "As of 15 February 2012 the petition at petition.example.org had 1,000 signatures.\n",
    "date: 2012-02-21\npublisher: World Brief\n\n"
    "The petition at petition.example.org had gathered more than 50,000 signatures as of 20 February 2012.\n",
    "date: 2012-02-24\npublisher: Lantern\n\n"
    "As of 24 February 2012 the petition at petition.example.org had 40,000 signatures.\n",
    "date: 2012-02-28\npublisher: 새벽신문\n\n27일 현재 petition.example.org 청원에 약 15만 명이 서명했다.\n",
)


def test_the_screen_shows_chart_questions_and_table(client: Client, told: str) -> None:
    assert f'href="/figures/series/{told}/"' in client.get("/figures/series/").content.decode()
    shown = client.get(f"/figures/series/{told}/").content.decode()
    assert "totals as they were told" in shown
    assert shown.count('class="doubtful"') == 2  # the point, and the legend
    assert "a total cannot fall" in shown
    assert 'href="#point-2">[2]</a>' in shown
    assert shown.count('<tr id="point-') == 4
    assert '<blockquote lang="ko">27일 현재' in shown
    table = client.get(f"/figures/series/{told}/?format=csv").content.decode("utf-8-sig").splitlines()
    assert len(table) == 5
    assert ",falls," in table[3]


@pytest.mark.usefixtures("client")
def test_a_stock_is_named_in_the_language_in_use_and_a_running_total_by_its_text() -> None:
    from chamsae.web.views.series import series_words  # views want the settings that a client brings

    held = replace(
        series(grows=False), of="North Koreans still held, detained, China", act="detained", place="cn", unit="person"
    )
    with override("ko"):
        assert series_words(held) == "아직 갇혀 있는 북한 사람 · 구금됨 · 중국 (명)"
        assert series_words(PETITION) == "petition at petition.example (명)"


def test_without_totals_it_says_what_a_series_is(client: Client) -> None:
    assert "No series yet" in client.get("/figures/series/").content.decode()
    assert client.get("/figures/series/none/").status_code == 404
