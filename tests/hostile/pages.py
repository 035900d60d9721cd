"""Rows 34 to 41: web pages and tables."""

import csv
import io
from collections.abc import Callable

from lxml import html

from chamsae.errors import ChamsaeError
from chamsae.text.cells import unharmed
from tests.hostile.documents import ELSEWHERE, never_shown
from tests.hostile.row import Given, Held, Row
from tests.read import made
from tests.read.sheet.made import text, workbook

ACTIVE = (
    "<a href='javascript:alert(1)'>press</a><iframe srcdoc='<script>alert(2)</script>'></iframe>"
    f"<form action='{ELSEWHERE}'><input name=q></form><object data='data:text/html,x'></object>"
    "<p onclick='x()'>Here.</p>"
)
HEAD = f"<meta http-equiv=refresh content='0;url={ELSEWHERE}'><style>@import '{ELSEWHERE}.css';</style>"
TRACKER = f"<img src='{ELSEWHERE}.gif' width=1 height=1>"
MUTATED = "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>"
NAMES = ("=1+1.txt", "+x.txt", "-x.txt", "@x.txt", "＝1.txt")


def page(extra: str, head: str = "") -> bytes:
    """A page with words enough to be read, and something more."""
    return made.page(f"<article><p>{made.ENGLISH * 4}</p>{extra}</article>", head=head)


def deep() -> bytes:
    """100,000 elements inside each other."""
    return b"<div>" * 100_000 + b"words" + b"</div>" * 100_000


def shown_as_words(*names: str) -> Callable[[Held], None]:
    """The screens that show what was read hold nothing of the page that acts, calls out or could be run."""

    def check(held: Held) -> None:
        for name in names:
            for address in (f"/read/{held.document(name).id}/", f"/sources/{held.kept(name).id}/text/"):
                answer = held.client.get(address)
                assert answer.status_code == 200
                assert "script-src 'self'" in answer["Content-Security-Policy"]
                assert "img-src 'self' data:" in answer["Content-Security-Policy"]
                tree = html.document_fromstring(answer.content)
                values = [value for element in tree.iter() for value in element.attrib.values()]
                assert not any(ELSEWHERE in value or value.startswith("javascript:") for value in values)
                assert not any(key.startswith("on") for element in tree.iter() for key in element.attrib)
                assert not tree.xpath("//iframe|//object|//math|//base|//meta[@http-equiv]")
                assert not [one for one in tree.xpath("//script") if one.text]
        never_shown(*names)(held)

    return check


def out_of_reach(held: Held) -> None:
    never_shown("thief.html")(held)
    assert held.client.cookies
    assert all(cookie["httponly"] and cookie["samesite"] for cookie in held.client.cookies.values())


def cells_do_not_run(held: Held) -> None:
    answer = held.client.get("/sources/?format=csv&q=")
    rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    cells = [cell for row in rows for cell in row]
    for name in NAMES:
        assert f"'{name}" in cells
        assert name not in cells
        assert unharmed(f"'{name}") == name


def heads(held: Held, name: str) -> tuple[str, ...]:
    """The headers an import finds in a file."""
    return held.book.importing.look(held.kept(name).id).heads


def tables_are_decoded_or_refused(held: Held) -> None:
    for name in ("list-utf-16.csv", "list-cp949.csv", "list-bom.csv"):
        assert heads(held, name)[:2] == ("번호", "성명"), name
    for name in ("list-wide.csv", "list-unclosed.csv"):
        try:
            look = held.book.importing.look(held.kept(name).id)
        except ChamsaeError as error:
            assert name in str(error)
        else:
            assert look.heads
    broken = held.book.importing.look(held.kept("list-unclosed.csv").id)
    assert any(row.fault for row in broken.rows)


def values_only(held: Held) -> None:
    assert not held.members("book.xlsx")
    assert heads(held, "book.xlsx") == ("번호", "성명")


def wide() -> bytes:
    """One row of a million and one columns."""
    return b"a" + b",b" * 1_000_000 + b"\r\n"


def table(encoding: str) -> bytes:
    """A short list of people in an encoding."""
    return ("번호,성명\r\n" + "".join(f"{number},강은별 씨의 이웃\r\n" for number in range(1, 30))).encode(encoding)


def linked_book() -> bytes:
    """A workbook whose cells would start a program and ask another file."""
    start = f"<row r='1'>{text('A1', '번호')}{text('B1', '성명')}</row>"
    cells = "<c r='A2'><f>cmd|'/c calc'!A1</f><v>7</v></c><c r='B2'><f>[1]Other!A1</f><v>8</v></c>"
    return workbook(("a", "", f"<sheetData>{start}<row r='2'>{cells}</row></sheetData>"))


def book_bomb() -> bytes:
    """A workbook with a part of 300 MB of spaces."""
    return made.rezipped(linked_book(), {"xl/extra.xml": b" " * (300 << 20)})


ROWS = (
    Row(
        number=34, what="HTML of 100,000 elements inside each other",
        done="not parsed: at most 1,000 deep, told in one pass",
        files=(Given(name="deep.html", data=deep, unread="nested more than 1,000 deep"),),
    ),
    Row(
        number=35, what="page with javascript:, data:, srcdoc, refresh, form, @import",
        done="its words alone are read and shown; the page itself is never served",
        files=(Given(name="active.html", data=lambda: page(ACTIVE, HEAD), text="about 90", absent="alert("),),
        check=shown_as_words("active.html"),
    ),
    Row(
        number=36, what="picture elsewhere that tells who opened the page",
        done="nothing is fetched in reading; the screens show no picture of the page and allow none from elsewhere",
        files=(Given(name="tracker.html", data=lambda: page(TRACKER), text="about 90", absent="pixel"),),
        check=shown_as_words("tracker.html"),
    ),
    Row(
        number=37, what="markup that turns into a script when it is parsed twice",
        done="its words alone are read and shown",
        files=(Given(name="mutated.html", data=lambda: page(MUTATED), text="about 90"),),
        check=shown_as_words("mutated.html"),
    ),
    Row(
        number=38, what="captured page that asks for our cookies or data",
        done="it is never served: originals leave as bytes to be saved, sandboxed; scripts do not see our cookie",
        files=(Given(name="thief.html", data=lambda: page("<script>fetch('/sources/')</script>"), text="about 90"),),
        check=out_of_reach,
    ),
    Row(
        number=39, what="cell =1+1, +, -, @, tab, CR, NUL, full-width ＝",
        done="every CSV puts an apostrophe before it; taken away on the way back in",
        files=tuple(Given(name=name, data=f"Words of {name}.".encode, text="Words of") for name in NAMES),
        check=cells_do_not_run,
    ),
    Row(
        number=40, what="CSV of 10^6 columns, with an open quote, in UTF-16, CP949, with byte order mark",
        done="decoded rightly, or the row or file is refused with the reason",
        files=(Given(name="list-wide.csv", data=wide, unread="claims only from the first"),
               Given(name="list-unclosed.csv", data=lambda: b'id,name\r\n1,"Kim\r\n' + b"2,Lee\r\n" * 50),
               Given(name="list-utf-16.csv", data=lambda: table("utf-16"), text="강은별"),
               Given(name="list-cp949.csv", data=lambda: table("cp949"), text="강은별"),
               Given(name="list-bom.csv", data=lambda: table("utf-8-sig"), text="강은별")),
        check=tables_are_decoded_or_refused,
    ),
    Row(
        number=41, what="workbook that is a bomb, starts programs (DDE), or asks other files",
        done="values only, behind the walls; a bomb is kept with the reason",
        files=(Given(name="book.xlsx", data=linked_book, text="성명", absent="calc"),
               Given(name="bomb.xlsx", data=book_bomb, unread="bomb|unpacks")),
        check=values_only,
    ),
)  # fmt: skip
