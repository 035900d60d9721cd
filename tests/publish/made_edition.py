"""A release of everything there can be: a figure, tables with places, a case of many steps, a narrative."""

import hashlib
import sys
from datetime import date

from chamsae.model.case import Counting
from chamsae.model.released_package import ReleasedPackage
from chamsae.model.table import Dimension
from chamsae.model.when import When
from chamsae.protect.candidates import Traces
from chamsae.protect.known_names import KnownNames
from chamsae.protect.package import Happened, package, release_case, release_text
from chamsae.protect.release import Audience
from chamsae.protect.roll import simulated
from chamsae.publish.edition.site import edition_files, printed_files, zipped
from tests.protect.made import casebook
from tests.publish.test_tables import released

CROSSINGS = ("cn-tumen", "cn-dandong", "")
YEARS = [str(year) for year in range(2010, 2022)]
#: A title that a careless page would run.
TITLE = "Returned & counted <b>2027</b>"


def everything(audience: Audience = Audience.PUBLIC, *, steps: int = 30, recipient: str = "") -> ReleasedPackage:
    """The release; the case has so many steps."""
    cells = [((year, key), 12 + at + len(key)) for at, year in enumerate(YEARS) for key in CROSSINGS]
    margins = [((year, None), 60) for year in YEARS] + [((None, key), 400) for key in CROSSINGS] + [((None, None), 900)]
    crossings = released(
        [(keys[::-1], count) for keys, count in [*cells, *margins]], Dimension.CROSSING, Dimension.YEAR,
        audience=audience, counting=Counting.PERSONS,
    )  # fmt: skip
    kinds = released([(("handover",), 40), (("detention",), 25), ((None,), 65)], Dimension.VIOLATION, audience=audience)
    told = [_happened(at) for at in range(steps)]
    case = release_case(told, simulated(), code="BTX-KQD-MGR", sex="woman", language="en")
    told_by_her = "그녀는 2013년 5월 3일 도문에서 송환되었다.\n사흘 뒤 풀려났다."
    text = release_text(told_by_her, simulated(), KnownNames([]), code="QWR-TTP-LKM", language="ko")
    figures = casebook().release(audience)
    return package(
        title=TITLE, audience=audience.value, recipient=recipient, language="en", day="2027-03-01", log_number=9,
        log_hash="ab" * 32, figures=figures, tables=(crossings, kinds), cases=(case,), texts=(text,),
        withheld=[("claim", "no person has checked it")] * 3, where={figures.figures[0].id: "cn-tumen"},
        paper={kinds.id: "violations"},
        holdings={"documents": "120+", "origins": "40+", "acts": "900+", "persons": "300+", "cases": "200+",
                  "year": "10%", "place": "20%", "proposed": "0%", "disputed": "0%"},
    )  # fmt: skip


def _happened(at: int) -> Happened:
    when = When.day(date(2013, 1 + at % 12, 1 + at % 28))
    return Happened(violation=("arrest", "detention", "handover")[at % 3], traces=Traces(when=when, place="cn-tumen"))


def sums() -> str:
    """The hashes of both kinds of edition, for a process of its own."""
    made = everything()
    full = edition_files(made, printed_files(made))
    return "\n".join(hashlib.sha256(data).hexdigest() for data in (zipped(edition_files(made)), zipped(full)))


if __name__ == "__main__":
    sys.stdout.write(sums())
