import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from chamsae.web.tables import FORMULA, csv_response, safe_cell


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_no_cell_can_be_taken_for_a_formula(text: str) -> None:
    cell = str(safe_cell(text))
    assert not cell.startswith(FORMULA)
    assert not cell.lstrip().startswith(FORMULA)
    assert cell.endswith(text)


def test_cells_come_back_whole() -> None:
    rows = [("한국어, “quoted”", 'a "b"\nc', -3, None)]
    answer = csv_response("list", ("a", "b", "c", "d"), rows)
    back = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert back[1] == ["한국어, “quoted”", 'a "b"\nc', "-3", ""]
    assert answer["Content-Disposition"] == 'attachment; filename="list.csv"'
