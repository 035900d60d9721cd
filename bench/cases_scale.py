"""Server time, memory and file size with 100,000 people, 400,000 acts and a million claims, on SQLite and PostgreSQL.

    python bench/cases_scale.py [--size full|middle|small] [--database sqlite|postgresql|both] [--folder DIR]

Makes the casebook of bench/generate_cases.py with the product's own calls, then opens it in a new process and asks its
screens as a browser would, through the whole stack of middleware and templates (Django's test client: server time
without a network). In every round somebody judges a claim and a pair of names first, so that nothing is asked twice of
the same state. Printed per screen: median, p95 and slowest in milliseconds by the clock, and the median of processor
time in this process, which does not depend on what else the machine does; then the memory that process ever held and
the size of the file or database. PostgreSQL is a server of its own on a Unix socket (the programs must be installed).
`--folder` keeps what was made, to ask again without making it again.
"""

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from io import BytesIO
from itertools import combinations, islice
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from generate_cases import documents, people  # noqa: E402
from tests.postgresql import Server, programs  # noqa: E402

from chamsae.web import serve  # noqa: E402 - before a casebook is opened: it sets Django up for the screens

import chamsae  # noqa: E402  # isort: skip
from chamsae.casebook.book import Casebook  # noqa: E402
from chamsae.model.judgement import Verdict  # noqa: E402
from chamsae.model.link import Pair, Record  # noqa: E402

#: People by size; acts are four times, claims ten times as many.
SIZES = {"full": 100_000, "middle": 10_000, "small": 300}
#: The slowest a screen may be, in milliseconds, for 95 of 100 requests.
MOST = 200.0
#: Documents written in one transaction; pairs judged beforehand, one in so many.
TOGETHER, JUDGED = 200, 8
SEED = 7
#: The third axis of the tables asked for, beside violation and place.
LAYERS = ("year", "state", "source")
#: Where the casebook lies in its folder, and the database on the server.
BOOK, DATABASE = "book", "cases"


def main() -> None:
    """Make or find the casebooks, measure each, print; ends with status 1 where a screen is too slow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", choices=SIZES, default="full")
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--folder", type=Path, help="where to keep what is made, and to find it again")
    parser.add_argument("--times", type=int, default=40, help="rounds of requests")
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.ask:
        _ask(given.ask, given.times)
        return
    with tempfile.TemporaryDirectory(prefix="cases-") as scratch:
        Path(scratch).chmod(0o711)  # so that the user the server runs as finds its folder in it
        kinds = ("sqlite", "postgresql") if given.database == "both" else (given.database,)
        slow = [kind for kind in kinds if not _bench(kind, given.folder or Path(scratch), given.size, given.times)]
    sys.exit(f"too slow: {', '.join(slow)}" if slow else 0)


def _bench(kind: str, folder: Path, size: str, times: int) -> bool:
    """Measure one kind of database; True where every screen is quick enough."""
    place = folder / f"{kind}-{size}"
    place.mkdir(parents=True, exist_ok=True)
    with _environment(kind, place):
        if not (place / "made").exists():
            began = time.perf_counter()
            with chamsae.init(place / BOOK) as book:
                fill(book, SIZES[size])
            (place / "made").touch()
            print(f"{kind}: made in {time.perf_counter() - began:.0f} s", flush=True)
        command = [sys.executable, __file__, "--ask", str(place / BOOK), "--times", str(times)]
        told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        return _print(kind, told)


@contextmanager
def _environment(kind: str, place: Path) -> Iterator[None]:
    """For PostgreSQL a server whose data lie in the folder, named in the environment; for SQLite nothing."""
    with ExitStack() as closing:
        os.environ.pop("CHAMSAE_DATABASE_URL", None)
        if kind == "postgresql":
            found = programs()
            assert found is not None, "no programs of PostgreSQL: install the package postgresql"
            server = closing.enter_context(Server(found, place / "server"))
            if not (place / "made").exists():
                server.run(f"DROP DATABASE IF EXISTS {DATABASE}")
                server.run(f"CREATE DATABASE {DATABASE}")
            os.environ["CHAMSAE_DATABASE_URL"] = server.url(DATABASE)
            closing.callback(os.environ.pop, "CHAMSAE_DATABASE_URL")
        yield


def _print(kind: str, told: dict[str, object]) -> bool:
    spent = told["spent"]
    assert isinstance(spent, dict)
    first = max(at[0][0] for at in spent.values())
    print(f"{kind}: {told['counts']}; the first request to any screen, loading its parts: {first:,.0f} ms at most")
    print(f"  acts put right before the first request in {told['derived']:,.1f} s")
    slow = False
    for name, times in spent.items():
        at = sorted(wall for wall, _ in times[1:])
        busy = statistics.median(processor for _, processor in times[1:])
        p95 = at[min(len(at) - 1, int(0.95 * len(at)))]
        slow = slow or p95 > MOST
        print(
            f"  {name:24} median {statistics.median(at):6.1f} ms, p95 {p95:6.1f}, slowest {at[-1]:6.1f}; of processor "
            f"{busy:6.1f}{f'  MISSED (asked: p95 under {MOST:.0f} ms)' if p95 > MOST else ''}"
        )
    print(f"  memory of the server process at most {told['memory']:,} MB; rows {told['size']:,} MB", flush=True)
    return not slow


# Making


def fill(book: Casebook, number: int) -> None:
    """Documents with their claims, records of the names in them, pairs that may be one, some of them judged."""
    from chamsae.link.records import records  # noqa: PLC0415 - after Django is set up

    appearing: dict[int, list[Record]] = {}
    held: list[Record] = []
    coming = documents(people(number, SEED), SEED)
    while some := list(islice(coming, TOGETHER)):
        with book.store.transaction():
            for made in some:
                stream = BytesIO(made.document.text.encode())
                capture = book.archive.add_bytes(stream, made.document.name, by="bench")
                book.store.add_document(replace(made.document, sha256=capture.sha256))
                book.store.add_claims(made.claims)
        for made in some:
            own = records(made.claims, published=made.document.published)
            held += own
            for person, record in zip(made.people, own, strict=True):
                appearing.setdefault(person, []).append(record)
    pairs = list(_pairs(appearing, len(held)))
    with book.store.transaction():
        book.store.replace_records(held)
        book.store.replace_pairs(pairs)
        book.store.append_log(at=book.clock(), actor="bench", action="link", subject="names", detail={})
    with book.store.transaction():
        for pair in pairs[::JUDGED]:
            if pair.barred is None:
                book.review.judge(pair.id, Verdict.ACCEPTED, by="bench")
    book.link.kinds()  # works out who is who, once, as `chamsae link` does
    began, busy = time.perf_counter(), time.process_time()
    book.cases.refresh()
    took, spent = time.perf_counter() - began, time.process_time() - busy
    print(f"  {book.cases.count():,} acts derived in {took:,.0f} s, {spent:,.0f} of processor here", flush=True)


def _pairs(appearing: dict[int, list[Record]], many: int) -> Iterator[Pair]:
    """What comparing finds of those that are one, and of as many that are not."""
    from chamsae.link.compare import compare  # noqa: PLC0415 - the tables of names are read when first needed

    before: Record | None = None
    for own in appearing.values():
        for left, right in combinations(own, 2):
            yield compare(left, right, records=many, derived=False)
        if before is not None and len(own) > 1:
            yield compare(before, own[0], records=many, derived=False)
        before = own[0]


# Asking


def _ask(folder: Path, times: int) -> None:
    """Ask the screens of a casebook and print what it took as JSON."""
    from django.test import Client  # noqa: PLC0415 - Django is set up by the casebook

    with chamsae.open(folder) as book:
        began = time.perf_counter()
        book.cases.refresh()
        derived = time.perf_counter() - began
        serve.prepare(book, person="Alice")
        client = Client(HTTP_HOST="127.0.0.1:8765")
        client.get(serve.entrance("127.0.0.1", 8765).removeprefix("http://127.0.0.1:8765"))
        spent: dict[str, list[tuple[float, float]]] = {}
        for name, way, address, form in _requests(book, times + 1):
            began, busy = time.perf_counter(), time.process_time()
            answer = client.get(address) if way == "get" else client.post(address, form)
            while answer.status_code == 202:  # gathered behind the screen, which loads itself again
                time.sleep(0.1)
                answer = client.get(address)
            took = (time.perf_counter() - began) * 1000, (time.process_time() - busy) * 1000
            spent.setdefault(name, []).append(took)
            assert answer.status_code in (200, 303), (address, answer.status_code)
        size = _size(book, folder)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        counts = f"{book.counts().documents:,} documents, {book.counts().claims:,} claims"
        print(json.dumps({"spent": spent, "derived": derived, "memory": memory, "size": size, "counts": counts}))


def _requests(book: Casebook, times: int) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    """In every round two judgements, then each screen once."""
    dice = random.Random(SEED)
    crowd = people(200, SEED)
    many = sum(book.link.kinds().values())
    heads = [book.link.listed(start=dice.randrange(many), limit=1)[0].entity.id for _ in range(times)]
    pairs = book.link.waiting(by="Alice", limit=times)
    claims = islice(book.store.waiting(), times)  # a page of them is read at a time
    for at, (head, claim, pair) in enumerate(zip(heads, claims, pairs, strict=True)):
        name = dice.choice(dice.choice(crowd).names)
        yield "save: a claim judged", "post", "/answer/", {"target": claim.id, "verdict": "accepted"}
        yield "save: a pair judged", "post", "/people/judge/", {"target": pair.id, "verdict": "accepted"}
        yield "person", "get", f"/people/{head}/", {}
        yield "person: the journey", "get", f"/people/{head}/journey/", {}
        yield "people", "get", f"/people/?page={at * 7 + 1}", {}
        yield "people: part of a name", "get", f"/people/?q={name[:2]}", {}
        yield "a table of three axes", "get", f"/tables/?rows=violation&columns=place&layers={LAYERS[at % 3]}", {}
        yield "search: a name", "get", f"/search/?q={name}", {}
        yield "search: a common word", "get", f"/search/?q={('river', '逮捕', '투먼', 'Tumen')[at % 4]}", {}
        yield "today", "get", "/", {}
        yield "review", "get", "/review/", {}


def _size(book: Casebook, folder: Path) -> int:
    """What the rows take on the disk, in MB."""
    from django.db import connections  # noqa: PLC0415 - Django is set up by the casebook

    connection = connections[book.store.alias]  # type: ignore[attr-defined]  # both kinds here have one
    if connection.vendor == "sqlite":
        return sum(file.stat().st_size for file in folder.glob("casebook.sqlite3*")) >> 20
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0]) >> 20


if __name__ == "__main__":
    main()
