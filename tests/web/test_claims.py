from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.model.claim import Figure
from chamsae.web.views.claims import places

FIELDS = {"comparator": "exact", "low": "620", "unit": "person", "counted": "people", "act": "", "speaker": "",
          "speaker_kind": "named", "via": "", "place": "", "modality": "asserted", "why": ""}  # fmt: skip


def first(book: Casebook) -> str:
    return next(iter(book.store.documents())).id


def test_selected_words_become_a_claim_without_any_script(client: Client, book: Casebook) -> None:
    address = f"/read/{first(book)}/claim/"
    text = book.store.document(first(book)).text
    at = text.rindex("620 people twice")
    form = client.get(address, {"words": "620 people twice", "kind": "figure"})
    assert b'value="620' in form.content
    before = len(list(book.store.claims()))
    answer = client.post(address, {**FIELDS, "kind": "figure", "start": str(at), "end": str(at + 10)})
    assert answer.status_code == 302
    claims = list(book.store.claims(document=first(book)))
    assert len(list(book.store.claims())) == before + 1
    made = next(one for one in claims if one.reader == "person Alice")
    assert made.trigger.exact == "620 people"
    assert book.store.statuses([made.id])[made.id] == "accepted"


def test_words_that_stand_twice_are_asked_about(client: Client, book: Casebook) -> None:
    page = client.get(f"/read/{first(book)}/claim/", {"words": "620 people"}).content.decode()
    assert page.count("start=") == 2


def test_words_that_are_not_there_are_refused_with_a_reason(client: Client, book: Casebook) -> None:
    answer = client.get(f"/read/{first(book)}/claim/", {"words": "621 people"})
    assert answer.status_code == 422
    assert "not in the document" in answer.content.decode()


def test_offsets_that_do_not_fit_the_words_are_not_believed() -> None:
    assert [one.start for one in places("abc abc", "abc", "1", "4")] == [0, 4]
    assert [one.start for one in places("abc abc", "abc", "4", "7")] == [4]
    assert [one.start for one in places("a\n b", "a b", "0", "4")] == [0]
    for start, end in (("-1", "3"), ("²", "3"), ("0", "9" * 30), ("3", "1")):
        assert places("abc", "abc", start, end)[0].start == 0


def test_an_edit_makes_a_new_claim_and_keeps_the_old(client: Client, book: Casebook) -> None:
    old = next(iter(book.store.claims(document=first(book))))
    page = client.get(f"/claims/{old.id}/edit/")
    assert b"River Watch" in page.content
    answer = client.post(f"/claims/{old.id}/edit/", {**FIELDS, "comparator": "at_least", "low": "500"})
    assert answer.status_code == 303
    new = next(one for one in book.store.claims() if one.supersedes == old.id)
    assert isinstance(new.value, Figure)
    assert new.value.amount.low == 500
    assert book.store.claim(old.id) == old


def test_an_edit_that_cannot_be_is_given_back_with_what_is_wrong(client: Client, book: Casebook) -> None:
    old = next(iter(book.store.claims(document=first(book))))
    for wrong in ({"low": ""}, {"comparator": "range", "low": "9", "high": "3"}, {"low": "-1"}, {"low": "nan"},
                  {"first_day": "2023-05-02", "last_day": "2023-05-01"},
                  {"counted": "x" * 5000}, {"unit": "nonsense"}):  # fmt: skip
        answer = client.post(f"/claims/{old.id}/edit/", {**FIELDS, **wrong})
        assert answer.status_code == 422, wrong
        assert b"errorlist" in answer.content
