"""How long the forms for one mass return take: 200 persons of one event, as DOCX and PDF, with letter and register.

    python bench/petitions.py [--persons 200] [--to wgeid] [--folder DIR]

Makes an invented casebook in memory: every person is told of in an English report and a Korean letter, judged one, all
claims accepted, with the family's consent. Then writes the forms as `chamsae petition --event … -o …` does, with a line
of progress, and prints the seconds for working them out and for writing them, the milliseconds for each form, and the
seconds of processor time, which do not depend on what else the machine does. Ends with status 1 where 200 forms would
take longer than a minute by the clock. Making the casebook is not measured.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent)]

from tests.casebook.returned import SUBMITTER, Someone, allow_all, casebook, person_of  # noqa: E402

from chamsae.casebook.book import Casebook  # noqa: E402
from chamsae.model.petition import Body  # noqa: E402

#: The most seconds 200 forms may take.
MOST, FORMS = 60.0, 200
#: Invented names: a family name and two syllables, in letters and in Hangul.
FAMILIES = (("Kwon", "권"), ("Maeng", "맹"), ("Seok", "석"), ("Ryom", "렴"), ("Tak", "탁"), ("Pyo", "표"))
FIRST = (("Ga", "가"), ("Na", "나"), ("Da", "다"), ("Ra", "라"), ("Mi", "미"), ("Bo", "보"), ("Se", "세"), ("Ha", "하"))
SECOND = (("ram", "람"), ("byeol", "별"), ("sol", "솔"), ("eun", "은"), ("yeon", "연"), ("bit", "빛"))


def main() -> None:
    """Make the casebook, write the forms, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=int, default=200)
    parser.add_argument("--to", choices=[one.value for one in Body if one is not Body.UPR], default=Body.WGEID.value)
    parser.add_argument("--folder", type=Path, help="a new folder to keep the forms in")
    given = parser.parse_args()
    begun = time.perf_counter()
    book = returned(given.persons)
    print(
        f"{given.persons} persons of one event in a casebook, made in {time.perf_counter() - begun:.0f} s", flush=True
    )
    with tempfile.TemporaryDirectory(prefix="petitions-") as scratch:
        folder = given.folder or Path(scratch) / "forms"
        seconds = measured(book, Body(given.to), folder)
    sys.exit(0 if seconds <= MOST else 1)


def returned(count: int) -> Casebook:
    """A casebook that tells of so many people who were handed over on one day, with their families' consent."""
    people = list(islice(_people(), count))
    if len(people) < count:
        raise SystemExit(f"there are names for {len(people)} persons only")
    book = casebook(people)
    for one in people:
        allow_all(book, person_of(book, one))
    return book


def measured(book: Casebook, body: Body, folder: Path) -> float:
    """Write the forms of everybody in the largest event; the seconds 200 of them would take."""
    begun, busy = time.perf_counter(), time.process_time()
    event = max(book.cases.events(), key=lambda one: len(book.petitions.people(one.id)))
    found = time.perf_counter()
    states = ("cn",) if body is Body.WGEID else ()
    batch = book.petitions.batch(body, submitter=SUBMITTER, by="Alice", event=event.id, states=states, progress=Line())
    drafted = time.perf_counter()
    book.petitions.files(batch.petitions, folder, by="Alice", progress=Line())
    ended, busy = time.perf_counter(), time.process_time() - busy
    count = len(batch.petitions)
    assert count and not batch.refused, batch.refused[:3]
    assert len(list(folder.iterdir())) == 2 * count + 2
    print(f"finding the event       {found - begun:6.1f} s")
    print(f"working {count} forms out   {drafted - found:6.1f} s  {1000 * (drafted - found) / count:6.1f} ms a form")
    print(f"writing DOCX and PDF    {ended - drafted:6.1f} s  {1000 * (ended - drafted) / count:6.1f} ms a form")
    seconds = (ended - begun) * FORMS / count
    print(f"processor               {busy:6.1f} s  {1000 * busy / count:6.1f} ms a form")
    print(f"all                     {ended - begun:6.1f} s; {FORMS} forms: {seconds:.1f} s (most {MOST:.0f} s)")
    return seconds


class Line:
    """Progress as one line that is written over."""

    def start(self, total: int | None, what: str) -> None:
        """Begin."""
        self.total, self.what, self.done = total, what, 0

    def step(self, name: str, note: str = "") -> None:
        """One more."""
        del name, note
        self.done += 1
        print(f"\r{self.what}: {self.done}/{self.total}", end="", file=sys.stderr, flush=True)

    def finish(self) -> None:
        """End the line."""
        print(file=sys.stderr)


def _people() -> Iterator[Someone]:
    for (family, surname), (one, eins), (two, zwei) in product(FAMILIES, FIRST, SECOND):
        yield Someone(f"{family} {one}-{two}", f"{surname}{eins}{zwei}")


if __name__ == "__main__":
    main()
