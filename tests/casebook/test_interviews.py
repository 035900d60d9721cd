"""Interviews: consent before a word, accounts version by version, how witnesses know."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

import chamsae
from chamsae.casebook import interviews
from chamsae.casebook.accounts import Change
from chamsae.casebook.book import Casebook
from chamsae.casebook.interviews import Clash, added
from chamsae.errors import InputError, NotFound, StorageError
from chamsae.model.claim import Act, Claim, ClaimKind, Figure
from chamsae.model.consent import Answer, Circumstances, Decision, Giver, Purpose, asked, permits
from chamsae.model.document import RelationKind
from chamsae.model.interview import Account, Basis, Discarded, Draft, Passage, Stage, Voice
from chamsae.model.judgement import Status

TOLD = Circumstances(language="ko", risks="The name could reach the ministry.")
KOREAN = (
    Passage(voice=Voice.QUESTION, text="700명이 구금되어 있었습니까?", at=65),
    Passage(voice=Voice.WITNESS, text="아니요, 감방에 20명이 있었습니다. 저는 2011년 3월 3일 북송되었습니다.", at=75),
    Passage(voice=Voice.WITNESS, text="감방 동료에게서 두 명이 관리소로 보내졌다고 들었습니다.", at=140),
    Passage(voice=Voice.INTERPRETER, text="She was sent back on 3 March 2011.", language="en"),
    Passage(voice=Voice.NOTE, text="Her hands shook."),
)


@pytest.fixture
def book() -> Iterator[Casebook]:
    with chamsae.in_memory() as one:
        yield one


def begun(book: Casebook, language: str = "ko") -> str:
    held = book.interviews.begin(language=language, by="Alice")
    book.interviews.consent(held.subject, asked([(Purpose.AGGREGATE, Answer.YES)]), TOLD, by="Alice")
    return held.subject


def told(book: Casebook, *passages: Passage, language: str = "ko", id: str = "") -> Account:
    id = id or begun(book, language)
    draft = book.interviews.draft(id)
    kept = book.interviews.save(id, passages, base=draft.version if draft else 0, by="Alice")
    assert isinstance(kept, Draft)
    return book.interviews.finish(id, by="Alice")


def witness_says(text: str) -> Passage:
    return Passage(voice=Voice.WITNESS, text=text)


def test_nothing_is_taken_down_before_consent(book: Casebook) -> None:
    held = book.interviews.begin(language="ko", by="Alice")
    with pytest.raises(InputError, match="no consent stands"):
        book.interviews.save(held.subject, KOREAN, base=0, by="Alice")
    assert book.interviews.draft(held.subject) is None
    assert book.interviews.one(held.subject).stage is Stage.CONSENT


def test_what_was_not_asked_or_not_answered_is_refused(book: Casebook) -> None:
    id = begun(book)
    witness = book.interviews.one(id).interview.witness
    consents = book.interviews.consents(witness)
    today = book.clock().date()
    assert [one for one in Purpose if permits(consents, one, today)] == [Purpose.INTERNAL, Purpose.AGGREGATE]
    assert not any(permits([], one, today) for one in Purpose)


def test_consent_that_has_run_out_lets_nothing_more_be_told(book: Casebook) -> None:
    held = book.interviews.begin(language="ko", by="Alice")
    gone = Circumstances(risks="Explained.", expires=book.clock().date().replace(year=2020))
    book.interviews.consent(held.subject, (), gone, by="Alice")
    with pytest.raises(InputError, match="no consent stands"):
        book.interviews.save(held.subject, KOREAN, base=0, by="Alice")


def test_consent_says_which_risks_were_explained_and_who_gave_it(book: Casebook) -> None:
    held = book.interviews.begin(language="ko", by="Alice")
    with pytest.raises(InputError, match="risks"):
        book.interviews.consent(held.subject, (), Circumstances(), by="Alice")
    with pytest.raises(InputError, match="who gave consent"):
        book.interviews.consent(held.subject, (), Circumstances(risks="All.", giver=Giver.GUARDIAN), by="Alice")
    assert book.interviews.one(held.subject).consent is None


def test_somebody_who_refuses_leaves_nothing_behind(book: Casebook) -> None:
    id = begun(book)
    book.interviews.save(id, KOREAN, base=0, by="Alice")
    book.interviews.consent(id, (), Circumstances(), by="Alice", refused=True)
    assert book.interviews.draft(id) is None
    assert book.interviews.one(id).stage is Stage.REFUSED
    with pytest.raises(InputError):
        book.interviews.finish(id, by="Alice")
    assert list(book.store.documents()) == []


def test_consent_taken_back_is_recorded_and_withholds_what_was_told(book: Casebook) -> None:
    account = told(book, *KOREAN)
    claims = book.interviews.accounts.claims(account)
    done = book.interviews.withdraw(account.subject, by="Alice", why="She is afraid for her son.")
    assert done.decision is Decision.WITHDRAWN
    assert set(book.store.statuses([one.id for one in claims]).values()) == {Status.WITHHELD}
    assert [one.decision for one in book.interviews.consents(done.subject)] == [Decision.GIVEN, Decision.WITHDRAWN]
    with pytest.raises(InputError):
        book.interviews.withdraw(account.subject, by="Alice", why="Twice.")


def test_a_finished_account_is_hashed_and_read_with_its_questions_notes_and_interpreter_apart(book: Casebook) -> None:
    account = told(book, *KOREAN)
    witness, interpreter = account.parts
    assert (witness.voice, witness.language) == (Voice.WITNESS, "ko")
    assert (interpreter.voice, interpreter.language) == (Voice.INTERPRETER, "en")
    own, other = (book.store.document(one.document or "").text for one in account.parts)
    assert "Her hands shook" not in own + other
    assert "sent back" in other and "sent back" not in own
    assert book.objects.check(witness.sha256)
    assert book.interviews.draft(account.subject) is None
    figures = [one for one in book.interviews.accounts.claims(account) if isinstance(one.value, Figure)]
    assert 700 not in {one.value.amount.low for one in figures if isinstance(one.value, Figure)}
    assert 20 in {one.value.amount.low for one in figures if isinstance(one.value, Figure)}
    (asked_of,) = [c for c in book.store.claims(kind=ClaimKind.FIGURE) if "700" in c.trigger.exact]
    assert book.store.statuses([asked_of.id])[asked_of.id] is Status.REJECTED


def test_time_marks_lead_to_the_moment_of_the_words(book: Casebook) -> None:
    account = told(book, *KOREAN)
    document = book.store.document(account.parts[0].document or "")
    at = document.text.index("관리소")
    assert [one.begins for one in document.moments if one.start <= at < one.end] == [140]


def test_a_changed_account_stands_beside_the_old_one_with_what_stays_falls_and_is_new(book: Casebook) -> None:
    old = "I was arrested in Yanji on 13 October 2010. I was held at Baishan detention centre."
    new = "I was arrested in Yanji on 13 October 2010. I was sent back to North Korea on 3 March 2011."
    first = told(book, witness_says(old), language="en")
    book.interviews.revise(first.subject, by="Alice")
    second = told(book, witness_says(new), id=first.subject)
    assert (first.version, second.version) == (1, 2)
    (change,) = book.interviews.accounts.difference(first, second)
    assert [one.change for one in change.pieces] == [Change.SAME, Change.GONE, Change.NEW]
    assert "arrested" in acts(one for one, _ in change.stay)
    assert acts(change.fall) == {"detained"}
    assert acts(change.new) == {"repatriated"}
    assert old in book.store.document(first.parts[0].document or "").text
    (tie,) = book.store.relations(document=second.parts[0].document)
    assert tie.kind in set(RelationKind) - {RelationKind.SHARES_PASSAGE, RelationKind.CITES}


def acts(claims: object) -> set[str]:
    return {one.value.act for one in claims if isinstance(one.value, Act)}  # type: ignore[attr-defined]  # claims


def test_an_account_that_has_not_changed_makes_no_version(book: Casebook) -> None:
    account = told(book, *KOREAN)
    book.interviews.revise(account.subject, by="Alice")
    with pytest.raises(InputError, match="as it stood"):
        book.interviews.finish(account.subject, by="Alice")
    book.interviews.discard(account.subject, by="Alice")
    assert book.interviews.one(account.subject).stage is Stage.FINISHED


def test_a_change_made_to_an_older_draft_clashes_and_overwrites_nothing(book: Casebook) -> None:
    id = begun(book)
    first = book.interviews.save(id, [witness_says("one")], base=0, by="Alice")
    theirs = book.interviews.save(id, [witness_says("two")], base=1, by="Bo")
    mine = book.interviews.save(id, [witness_says("three")], base=1, by="Alice")
    assert isinstance(first, Draft) and isinstance(theirs, Draft)
    assert mine == Clash(kept=theirs)
    assert book.interviews.draft(id) == theirs
    assert book.interviews.save(id, theirs.passages, base=1, by="Alice") == theirs


def test_both_sides_of_a_clash_go_into_one_without_losing_words() -> None:
    mine, theirs = [witness_says("one"), witness_says("three")], [witness_says("one"), witness_says("two")]
    assert [one.text for one in added(mine, theirs)] == ["one", "three", "two"]


def test_a_draft_lies_in_a_file_for_its_owner_alone_and_is_wiped(tmp_path: Path) -> None:
    with chamsae.init(tmp_path / "book") as book:
        id = begun(book)
        book.interviews.save(id, [witness_says("비밀")], base=0, by="Alice")
        file = tmp_path / "book" / "drafts" / f"{id}.json"
        assert file.stat().st_mode & 0o777 == 0o600
    with chamsae.open(tmp_path / "book") as book:
        draft = book.interviews.draft(id)
        assert draft and draft.passages == (witness_says("비밀"),)
        file.write_bytes(b"{")
        with pytest.raises(StorageError):
            book.interviews.draft(id)
        book.interviews.discard(id, by="Alice", why="A test.")
        assert not file.exists()
        assert book.interviews.one(id).stage is Stage.DISCARDED
        assert len(list(book.store.entries(Discarded))) == 1
        with pytest.raises(InputError, match="thrown away"):
            book.interviews.save(id, KOREAN, base=0, by="Alice")


def test_a_code_that_is_drawn_again_goes_to_nobody_else(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([3] * 10 + [4] * 5)
    monkeypatch.setattr("secrets.randbelow", lambda _: next(drawn))
    first, second = (book.interviews.begin(language="ko", by="Alice").witness for _ in range(2))
    assert first != second and next(drawn, None) is None


def test_no_code_becomes_another_by_one_wrong_letter() -> None:
    drawn, letters = [7, 0, 28, 13, 5], range(len(interviews._LETTERS))
    right = interviews._code(drawn)
    for at in range(5):
        for other in set(letters) - {drawn[at]}:
            assert interviews._code([*drawn[:at], other, *drawn[at + 1 :]])[-1] != right[-1]


def test_a_witness_met_before_keeps_the_code(book: Casebook) -> None:
    first = book.interviews.begin(language="ko", by="Alice")
    again = book.interviews.begin(language="ko", by="Alice", witness=first.witness)
    assert (again.witness, again.subject != first.subject) == (first.witness, True)
    book.interviews.consent(first.subject, (), TOLD, by="Alice")
    assert book.interviews.one(again.subject).stage is Stage.CONSENT
    with pytest.raises(InputError):
        book.interviews.begin(language="ko", by="Alice", witness="W-000000")
    with pytest.raises(NotFound):
        book.interviews.one("i0")


def test_how_a_witness_knows_is_proposed_from_the_words_and_put_right_by_people(book: Casebook) -> None:
    account = told(book, *KOREAN)
    heard = next(one for one in book.interviews.accounts.claims(account) if "동료" in one.quote.exact)
    found = book.interviews.accounts.knowing(account, heard)
    assert (found.basis, found.source) == (Basis.HEARD, "감방 동료")
    said = book.interviews.accounts.know(heard.id, Basis.SAW, by="Alice", why="She told me later.")
    assert book.interviews.accounts.knowing(account, heard).basis is Basis.SAW
    book.interviews.accounts.unknow(said.number, by="Alice")
    assert book.interviews.accounts.knowing(account, heard) == found
    with pytest.raises(NotFound):
        book.interviews.accounts.unknow(said.number, by="Alice")
    with pytest.raises(InputError):
        book.interviews.accounts.know(heard.id, Basis.SAW, source="her cellmate", by="Alice")
    with pytest.raises(NotFound):
        book.interviews.accounts.know("c0", Basis.SAW, by="Alice")


def first_act(book: Casebook, text: str, language: str) -> tuple[Account, Claim]:
    account = told(book, witness_says(text), language=language)
    return account, next(c for c in book.interviews.accounts.claims(account) if isinstance(c.value, Act))


@pytest.mark.parametrize(
    ("language", "text", "basis"),
    [
        ("en", "I was arrested in Yanji on 13 October 2010.", Basis.EXPERIENCED),
        ("en", "I saw guards beat a woman in the yard.", Basis.SAW),
        ("en", "I heard from my aunt that two women were sent back in 2012.", Basis.HEARD),
        ("ko", "2010년 10월 13일 옌지에서 중국 공안에게 체포되었습니다.", Basis.EXPERIENCED),
        ("ko", "저는 2011년 3월 3일 북송되었습니다.", Basis.EXPERIENCED),
        ("ko", "보위원이 여자를 고문하는 것을 보았습니다.", Basis.SAW),
        ("ko", "이웃에게서 여자 두 명이 2012년에 북송되었다고 들었습니다.", Basis.HEARD),
        ("zh", "2010年10月13日，我在延吉被中国公安逮捕。", Basis.EXPERIENCED),
        ("zh", "我看见看守殴打一名妇女。", Basis.SAW),
        ("zh", "我从邻居那里听说两名妇女在2012年被遣返。", Basis.HEARD),
    ],
)
def test_hearsay_is_told_apart_in_all_three_languages(book: Casebook, language: str, text: str, basis: Basis) -> None:
    account, claim = first_act(book, text, language)
    assert book.interviews.accounts.knowing(account, claim).basis is basis


def test_every_basis_is_a_term_of_the_crosswalk() -> None:
    lists = yaml.safe_load(files("chamsae.resources").joinpath("involvement.yml").read_text("utf-8"))["lists"]
    (terms,) = [one["terms"] for one in lists if one["key"] == "connection"]
    assert {one.value for one in Basis} <= {one["code"] for one in terms}
