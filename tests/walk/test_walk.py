"""The walk: bytes in, figure with quote and hash out, verified by a stranger; on memory, SQLite and PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

import chamsae
from chamsae.archive.verify import Worth, verify_bundle
from chamsae.casebook.book import Casebook
from chamsae.model.claim import Figure
from chamsae.model.judgement import Verdict
from chamsae.protect.release import Audience

ARTICLE = """<!doctype html><html lang="en"><head><title>Families wait for news</title>
<meta property="article:published_time" content="2021-05-06"><meta property="og:site_name" content="The Lantern"></head>
<body><nav>Home World Sport</nav><article><h1>Families wait for news</h1>
<p>River Watch, a rights group, said on Thursday that more than 340 North Koreans were sent back
from China on May 3.</p>
<p>Their families had heard nothing from them for two weeks, the group said in a statement sent to reporters.</p>
</article><script>alert(1)</script></body></html>"""

LETTER = """Letter of a lawyer

May 9, 2021

The lawyer Han Sora said that about 350 North Koreans were sent back from China on May 3, 2021. She has spoken
with eleven relatives, and she asks that the authorities publish the names of all who were handed over.
"""

Opener = Callable[[Path], AbstractContextManager[Casebook]]


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def book(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Casebook]:
    if request.param == "memory":
        opened = chamsae.in_memory()
    else:
        if request.param == "postgresql":
            monkeypatch.setenv("CHAMSAE_DATABASE_URL", request.getfixturevalue("postgresql_url"))
        opened = chamsae.init(tmp_path / "book")
    with opened:
        yield opened


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "article.html").write_text(ARTICLE)
    (folder / "letter.txt").write_text(LETTER)
    return folder


def test_bytes_come_in_and_leave_as_a_figure_that_a_stranger_can_check(
    book: Casebook, pile: Path, tmp_path: Path
) -> None:
    added = book.archive.add([pile], by="Alice")
    report = book.read.run(by="Alice")
    assert (len(added.added), report.read, report.failed) == (2, 2, ())

    group = next(g for g in book.store.groups() if len(g.members) == 2)
    claims = {c.id: c for c in book.store.claims(ids=[m.claim for m in group.members])}
    words = {c.trigger.exact for c in claims.values()}
    assert words == {"more than 340", "about 350"}
    assert group.scope.act == "repatriated"

    for claim in claims.values():
        assert isinstance(claim.value, Figure)
        assert book.store.document(claim.document).text[claim.quote.start : claim.quote.end] == claim.quote.exact
        book.review.judge(claim.id, Verdict.ACCEPTED, by="Alice")
    book.reconcile.refresh(by="Alice")
    book.reconcile.settle(group.id, 341, 385, reason="Both sources agree on the day.", by="Alice")

    release = book.protect.release(title="May 2021", audience=Audience.INTERNAL, by="Alice")
    figure = next(f for f in release.figures if f.id == group.id)
    assert (figure.low, figure.high, figure.settled_by) == (341, 385, "Alice")
    hashes = {c.citation.sha256 for c in figure.claims}
    assert hashes == {c.sha256 for c in added.added}

    pages = book.publish.report(release, tmp_path / "report", by="Alice")
    page = pages[0].read_text("utf-8")
    assert all(claim.quote.exact in page or claim.trigger.exact in page for claim in claims.values())
    assert all(digest in page for digest in hashes)

    bundle = tmp_path / "bundle.zip"
    book.publish.bundle(release, bundle, by="Alice")
    assert verify_bundle(bundle, key=str(book.log.key)).worth is Worth.WHOLE
    assert book.doctor.check().sound


def test_a_public_release_leaves_out_what_was_never_public(book: Casebook, pile: Path) -> None:
    book.archive.add([pile], by="Alice")
    book.read.run(by="Alice")
    release = book.protect.release(title="May 2021", audience=Audience.PUBLIC, by="Alice")
    assert not release.figures
    assert release.withheld


def test_reading_again_changes_nothing(book: Casebook, pile: Path) -> None:
    book.archive.add([pile], by="Alice")
    book.read.run(by="Alice")
    before = book.counts()
    again = book.read.run(by="Alice")
    assert (again.read, again.claims) == (0, 0)
    after = book.counts()
    assert (before.documents, before.claims, before.groups) == (after.documents, after.claims, after.groups)
