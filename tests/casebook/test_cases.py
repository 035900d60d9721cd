"""Acts as coded: what several documents tell of one person on one day is one act, and stays right as people judge."""

import hashlib
from datetime import date

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.cases import wanted
from chamsae.model.amount import Amount, Comparator
from chamsae.model.case import CodedAct
from chamsae.model.claim import Act, Claim, Figure, Involvement, Modality, Name, NameType, Value, settle_id
from chamsae.model.document import Document
from chamsae.model.judgement import Status, Verdict
from chamsae.model.quote import cut, point
from chamsae.model.source import StoredObject
from chamsae.model.when import When
from tests.casebook.made import NOON

RIVER = "Han Byeol was handed over by Chinese police at Tumen on 3 May 2021."
LETTER = "한별은 2021년 5월 3일 북한에 인도됐다."
BUSES = "About 40 people were sent back from China on 3 May 2021; the ministry denied it."
DAY = date(2021, 5, 3)


def book_of(*texts: str) -> Casebook:
    """A casebook in memory with these texts as documents, without claims."""
    made = chamsae.in_memory()
    for text in texts:
        digest = hashlib.sha256(text.encode()).hexdigest()
        made.store.add_object(StoredObject(sha256=digest, sha512=digest * 2, size=len(text.encode())))
        document = Document(
            id=f"d{digest[:16]}", sha256=digest, name="note.txt", media_type="text/plain", text=text,
            language="en", reader="hand 1",
        )  # fmt: skip
        made.store.add_document(document)
    return made


def told(book: Casebook, at: int, words: str, value: Value, **more: object) -> Claim:
    """A claim on words of the document, as reading would leave it."""
    document = list(book.store.documents())[at]
    start = document.text.index(words)
    fields: dict[str, object] = {
        "id": "",
        "document": document.id,
        "quote": cut(document.text, 0, len(document.text)),
        "trigger": point(document.text, start, start + len(words)),
        "value": value,
        "reader": "hand 1",
    }
    claim = settle_id(Claim(**(fields | more)))  # type: ignore[arg-type]  # the tests give fields of Claim
    book.store.add_claims([claim])
    book.store.append_log(at=NOON, actor="reader", action="read", subject=document.sha256, detail={})
    return claim


def name(text: str, entity: str = "e1") -> Name:
    return Name(text=text, type=NameType.PERSON, entity=entity)


def handed_over(**more: object) -> Act:
    fields: dict[str, object] = {"act": "repatriated", "victim": "Han Byeol", "victim_entity": "e1"}
    return Act(**(fields | more))  # type: ignore[arg-type]  # the tests give fields of Act


def two_documents() -> tuple[Casebook, Claim, Claim]:
    """One handover of one woman, told in English and in Korean; the two names are not judged yet."""
    book = book_of(RIVER, LETTER)
    told(book, 0, "Han Byeol", name("Han Byeol"))
    told(book, 1, "한별", name("한별"))
    one = told(
        book, 0, "handed over", handed_over(actor="Chinese police"), when=When.day(DAY, "3 May 2021"), place=("Tumen",)
    )
    other = told(book, 1, "인도", handed_over(victim="한별"), when=When.day(DAY, "2021년 5월 3일"))
    book.link.run(by="Alice")
    return book, one, other


def same(book: Casebook) -> None:
    """Judge the two women the same."""
    left, right = (record.id for record in book.store.records())
    book.link.must(left, right, by="Alice", why="her sister says so")


def only(book: Casebook) -> CodedAct:
    (act,) = book.cases.acts()
    return act


def test_what_two_documents_tell_of_one_person_on_one_day_is_one_act_once_they_are_judged_one() -> None:
    book, one, other = two_documents()
    assert [act.claims for act in book.cases.acts()] == [(one.id,), (other.id,)]
    same(book)
    act = only(book)
    assert act.claims == (one.id, other.id)
    assert (act.violation, act.place, act.when) == ("handover", "cn-tumen", one.when)
    assert len(act.persons) == 1 and len(act.records) == 2
    assert book.cases.acts(wanted(person=act.persons[0])) == [act]


def test_taking_the_judgement_back_makes_two_acts_again() -> None:
    book, one, other = two_documents()
    same(book)
    assert len(book.cases.acts()) == 1
    book.review.undo(by="Alice")
    assert {act.claims for act in book.cases.acts()} == {(one.id,), (other.id,)}


def test_whoever_did_it_answers_with_all_they_stand_under() -> None:
    book, _, _ = two_documents()
    act = next(act for act in book.cases.acts() if act.involved)
    (part,) = act.involved
    assert (part.name, part.degree, part.state) == ("Chinese police", "did", "CN")
    assert part.chain == ("cn-psb", "cn-mps", "cn")
    assert book.cases.acts(wanted(state="CN")) == [act]


def test_several_states_can_answer_for_one_act() -> None:
    book, one, _ = two_documents()
    told(book, 0, "at Tumen", Involvement(actor="보위부", act=one.id, degree="took_over", type="intelligence"))
    act = next(act for act in book.cases.acts() if one.id in act.claims)
    assert [part.state for part in act.involved] == ["CN", "KP"]


def test_a_rejected_claim_is_in_no_act_and_comes_back_when_that_is_undone() -> None:
    book, one, other = two_documents()
    same(book)
    assert len(only(book).claims) == 2
    book.review.judge(one.id, Verdict.REJECTED, by="Alice")
    assert only(book).claims == (other.id,)
    assert only(book).involved == ()
    book.review.undo(by="Alice")
    assert only(book).claims == (one.id, other.id)
    book.review.judge(one.id, Verdict.ACCEPTED, by="Alice")
    assert only(book).status is Status.ACCEPTED


def test_what_is_denied_or_has_no_victim_is_no_act() -> None:
    book = book_of(BUSES)
    told(book, 0, "sent back", Act(act="repatriated", victim="people"), modality=Modality.DENIAL)
    told(book, 0, "denied", Act(act="repatriated"))
    told(book, 0, "About", Act(act="protested", victim="people"))
    assert book.cases.acts() == []


def test_unnamed_people_of_one_day_are_one_act_with_the_least_and_the_most_that_is_said() -> None:
    book = book_of(BUSES, "Some 60 people were sent back from China on 3 May 2021.")
    for at, words, many in ((0, "40", 40), (1, "60", 60)):
        amount = Amount(low=many, high=many, comparator=Comparator.ABOUT, unit="person")
        figure = told(book, at, words, Figure(amount=amount, counted="people", act="repatriated"))
        value = Act(act="repatriated", victim="people", figure=figure.id)
        told(book, at, "sent back", value, when=When.day(DAY), place=("China",))
    act = only(book)
    assert act.victims is not None and act.persons == ()
    assert (act.victims.low, act.victims.high, act.violation) == (40, 60, "refoulement")


def test_acts_of_one_kind_day_and_place_are_an_event_with_an_id_that_lasts() -> None:
    book, one, _ = two_documents()
    assert [event.id for event in book.cases.events()] == ["e-repatriated-2021-05-03-cn-tumen"]
    event = book.cases.events()[0]
    assert (event.acts, event.claims, event.persons) == (2, 2, 2)
    assert {act.event for act in book.cases.acts()} == {event.id}
    book.review.judge(one.id, Verdict.REJECTED, by="Alice")
    assert book.cases.events() == []


def test_an_act_is_found_by_the_id_it_had() -> None:
    book, one, other = two_documents()
    old = next(act.id for act in book.cases.acts() if act.claims == (other.id,))
    same(book)
    assert book.cases.act(old).claims == (one.id, other.id)


def test_somebody_sent_back_twice_has_two_cases() -> None:
    book = book_of("Han Byeol was sent back in May 2003, held, and sent back again in June 2009.")
    told(book, 0, "Han Byeol", name("Han Byeol"))
    told(book, 0, "sent back in May", handed_over(), when=When.day(date(2003, 5, 2)))
    told(book, 0, "held", handed_over(act="detained"), when=When.day(date(2003, 6, 1)), place=("Onsong",))
    told(book, 0, "sent back again", handed_over(), when=When.day(date(2009, 6, 9)))
    acts = book.cases.acts()
    assert [act.cases[0].rpartition(".")[2] for act in acts] == ["1", "1", "2"]


def test_deriving_anew_gives_the_same_acts_as_following_what_happened() -> None:
    book, one, _ = two_documents()
    same(book)
    book.cases.acts()
    book.review.judge(one.id, Verdict.ACCEPTED, by="Alice")
    followed, events = book.cases.acts(), book.cases.events()
    book.cases.rebuild()
    assert (book.cases.acts(), book.cases.events()) == (followed, events)


def test_an_act_made_by_hand_is_of_whoever_its_words_name() -> None:
    book, one, _ = two_documents()
    document = one.document
    start = RIVER.index("at Tumen")
    value = Act(act="searched", victim="Han Byeol", actor="border guards")
    book.review.make(document, start, start + 8, value, by="Alice")
    act = next(act for act in book.cases.acts() if act.violation == "invasive_search")
    assert act.persons == next(act for act in book.cases.acts() if one.id in act.claims).persons


def test_what_a_person_codes_goes_before_the_words_and_none_takes_it_out() -> None:
    book, one, _ = two_documents()
    assert {act.violation for act in book.cases.acts()} == {"handover"}
    book.coding.code(one.id, ["handover", "refoulement"], by="Alice")
    assert sorted(str(act.violation) for act in book.cases.acts() if one.id in act.claims) == [
        "handover",
        "refoulement",
    ]
    book.coding.code(one.id, [], by="Alice")
    assert [act for act in book.cases.acts() if one.id in act.claims] == []
    book.coding.undo(one.id, by="Alice")
    assert len([act for act in book.cases.acts() if one.id in act.claims]) == 2


def test_events_hang_together_from_both_sides_and_the_tie_can_be_taken_back() -> None:
    book = book_of(BUSES, "Some 60 people were sent back from China on 3 May 2021, then 9 on 4 June 2021.")
    many = Act(act="repatriated", victim="people")
    told(book, 0, "sent back", many, when=When.day(DAY), place=("China",))
    told(book, 1, "sent back", many, when=When.day(DAY), place=("China",))
    later = When.day(date(2021, 6, 4))
    told(book, 1, "9", Act(act="repatriated", victim="nine"), when=later, place=("China",))
    told(book, 1, "then", Act(act="repatriated", victim="nine"), when=later, place=("China",))
    second, first = (event.id for event in book.cases.events())
    written = book.cases.tie(first, "precedes", second, by="Alice", why="the letter says so")
    assert [(one.type, one.event) for one in book.cases.event_file(first).chain] == [("precedes", second)]
    assert [(one.type, one.event) for one in book.cases.event_file(second).chain] == [("follows", first)]
    book.cases.untie(written.number, by="Alice")
    assert book.cases.event_file(first).chain == ()
