"""Cells of tables that people open in spreadsheets: none may be run as a formula."""

import re

#: What a spreadsheet may run as a formula, full-width forms included, or take as the end of a cell.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: What may stand before such a start without stopping every program.
LEADING = "' \u00a0\u3000"
#: A cell that must not go out as it is, for engines that match patterns themselves.
RUNS = f"^[{LEADING}]*[{re.escape(''.join(FORMULA_STARTS))}]"


def harmless(text: str) -> str:
    """The text with one apostrophe in front where a spreadsheet could run it; taking it away gives the text back."""
    return f"'{text}" if text.lstrip(LEADING).startswith(FORMULA_STARTS) else text


def unharmed(cell: str) -> str:
    """The text that `harmless` made this cell of; a cell that it did not change is itself."""
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell
