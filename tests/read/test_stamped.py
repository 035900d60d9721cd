"""Old reports under a new date: the text's own day goes before a page date that is more than a month later."""

from datetime import date

import pytest

from chamsae.model.when import When
from chamsae.read.stamped import own_date


@pytest.mark.parametrize(
    ("text", "page", "told"),
    [
        ("SEOUL, Nov. 6 (Yonhap) -- Some 300 people were handed over.", date(2031, 2, 3), date(2030, 11, 6)),
        ("HARIM BAY, March 2 (Reuters) - Nobody answered.", date(2031, 9, 1), date(2031, 3, 2)),
        ("新华社北京11月6日电 记者从有关部门获悉", date(2031, 2, 3), date(2030, 11, 6)),
        ("A site of recipes stamps 9 May 2031 on a wire story of Tuesday 4 March.", date(2031, 5, 9), date(2031, 3, 4)),
        ("An agency report dated 4 March 2030, re-dated to May.", date(2031, 5, 9), date(2030, 3, 4)),
    ],
)
def test_the_day_a_report_tells_of_itself_goes_before_a_stamp(text: str, page: date, told: date) -> None:
    found = own_date(text, When.day(page))
    assert found is not None
    assert found.start == told


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("SEOUL, Nov. 6 (Yonhap) -- Some 300 people were handed over.", date(2030, 11, 8)),
        ("It cites a report of 4 March 2030 by the council.", date(2031, 5, 9)),
        ("A story about the river.", date(2031, 5, 9)),
        ("HARIM BAY, Feb. 31 (Reuters) - No such day.", date(2031, 9, 1)),
    ],
)
def test_a_report_out_within_the_month_and_a_report_cited_change_nothing(text: str, page: date) -> None:
    assert own_date(text, When.day(page)) is None


def test_a_page_without_a_date_gets_none() -> None:
    assert own_date("SEOUL, Nov. 6 (Yonhap) --", None) is None
