"""Who is who from the terminal: pairs with their evidence, second readers, learning, labelled pairs."""

import json
import shutil
from pathlib import Path

import pytest

from chamsae import open as open_casebook
from chamsae.model.judgement import Verdict
from tests.casebook.test_link_learning import invent, judge
from tests.casebook.test_linking import add
from tests.cli.test_commands import chamsae


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook with invented pairs, most of them judged as where names say half of what is thought."""
    folder = tmp_path_factory.mktemp("judged") / "book"
    assert chamsae("init", "--no-encryption", folder).returncode == 0
    with open_casebook(folder) as made:
        judge(made, invent(made, 210)[:200], names_count=0.5)
    return folder


@pytest.fixture
def book(judged: Path, tmp_path: Path) -> Path:
    """One like it for each test."""
    return Path(shutil.copytree(judged, tmp_path / "book"))


def test_pairs_are_listed_with_why_they_are_asked(book: Path) -> None:
    told = chamsae("-C", book, "link", "--list").stdout
    assert "likely" in told and "ties" in told and "Pak Nari" in told


def test_learning_is_measured_used_and_taken_back(book: Path) -> None:
    told = chamsae("-C", book, "link", "--learn").stdout
    assert "200 answers" in told and "precision, likelier one than two" in told and "95 %" in told
    assert "in force as version 1" in told
    assert "Forgotten" in chamsae("-C", book, "link", "--forget").stdout
    again = chamsae("-C", book, "link", "--forget")
    assert again.returncode == 4 and "nothing learned" in again.stderr
    late = chamsae("-C", book, "link", "--learn", "--from", "2999-01-01")
    assert late.returncode == 5 and "Needed: 40 more in all" in late.stderr


def test_a_second_reader_answers_blind_and_the_agreement_is_told(book: Path) -> None:
    theirs = chamsae("-C", book, "--by", "Bora", "link", "--second", "--json").stdout
    assert len(theirs.splitlines()) == 200 and "accepted" not in theirs
    with open_casebook(book) as made:
        pair = next(one.target for one in made.store.judgements() if one.verdict is Verdict.ACCEPTED)
    assert chamsae("-C", book, "link", "--second", "--list").stdout.startswith("No pair is to be read")
    assert "No pair was judged twice" in chamsae("-C", book, "link", "--agreement").stdout
    assert "rejected" in chamsae("-C", book, "--by", "Bora", "link", "--second", "--different", pair).stdout
    told = chamsae("-C", book, "link", "--agreement").stdout
    assert "0 of 1 pairs answered alike" in told and pair in told and "to settle" in told
    assert pair in chamsae("-C", book, "link", "--disputed").stdout


def test_a_pair_is_shown_and_drawn(book: Path, tmp_path: Path) -> None:
    with open_casebook(book) as made:
        pair = made.link.waiting()[0].id
    picture = tmp_path / "pair.svg"
    done = chamsae("-C", book, "link", "--show", pair, "--svg", picture)
    assert "in all" in done.stdout and "If the same" in done.stdout, done.stderr
    drawn = picture.read_text("utf-8")
    assert drawn.startswith("<svg") and "<title" in drawn and "not for publication" in drawn
    assert chamsae("-C", book, "link", "--svg", picture).returncode == 2


def test_labelled_pairs_are_measured_without_a_casebook(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("left,right,same\n문서연,Mun Seo-yeon,1\n문서연,Kwak Dong-hyun,0\n김선미,Kim Sung Min,1\n", "utf-8")
    told = chamsae("link", "--evaluate", path).stdout
    assert "hangul–latin" in told and "answered otherwise than labelled" in told and "Kim Sung Min" in told
    found = json.loads(chamsae("link", "--evaluate", path, "--json").stdout)
    assert found["measure"]["all"] == {"found": 1, "missed": 1, "wrong": 0, "right_apart": 1}
    assert [one["pair"]["row"] for one in found["measure"]["wrong"]] == [4]
    path.write_text("left,right,same\n문서연,Mun Seo-yeon,1\n,x,1\nx,y,maybe\n", "utf-8")
    done = chamsae("link", "--evaluate", path)
    assert done.returncode == 5 and "hangul–latin" in done.stdout
    assert f"{path}, row 3: a name is missing" in done.stderr and "2 rows could not be used (row 3, 4)" in done.stderr


def test_names_are_shown_in_letters_where_that_is_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    chamsae("init", "--no-encryption", folder)
    with open_casebook(folder) as made:
        add(made, "ko")
        add(made, "zh")
        made.link.run(by="Alice")
    told = chamsae("-C", folder, "link", "--people", "--romanise").stdout
    assert "문서연 [Mun Seo-yeon, Mun Sŏ-yŏn]" in told and "Wen Ruiyan" in told
    assert "Wen" not in chamsae("-C", folder, "link", "--people").stdout
