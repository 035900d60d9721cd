"""What was erased is blank in both stores, at its place, and triggers guard the tables again."""

from dataclasses import replace

import pytest

from chamsae.errors import IntegrityError
from chamsae.model.claim import Statement
from chamsae.model.consent import Circumstances, Consent, Decision
from chamsae.model.erasure import Blanked, blank, blank_claim, blank_document, blank_entry, is_blank
from chamsae.model.judgement import Judgement, Status, Verdict
from chamsae.model.translation import Translation
from chamsae.ports import Sketch, Store
from tests.contracts.material import NOON, every_kind, held

ASKED = Consent(
    subject="W-7KQ2M9", by="Alice", at=NOON, decision=Decision.GIVEN, why="강 건너 언니",
    circumstances=Circumstances(guardian="언니 홍다래", risks="told", conditions="only after the winter"),
)  # fmt: skip


def erased(store: Store) -> Blanked:
    """A document with a claim of each kind, judged, translated and sketched; then erased."""
    document = held(store)
    store.add_claims(every_kind(document))
    claims = list(store.claims())
    store.add_judgement(
        Judgement(target=claims[0].id, verdict=Verdict.ACCEPTED, by="Alice", at=NOON, why="왕밍 said so")
    )
    store.add_translation(Translation(claim=claims[0].id, language="en", text="her sister", by="Alice", at=NOON))
    store.put_sketch(Sketch(document=document.id, method="m", data=b"12"))
    asked = store.append(ASKED)
    return Blanked(
        documents=(blank_document(document),), claims=tuple(map(blank_claim, claims)), entries=(blank_entry(asked),)
    )


def test_blanks_stand_where_words_stood_and_what_was_worked_out_is_gone(store: Store) -> None:
    blanked = erased(store)
    (before,) = store.documents()
    store.overwrite(blanked)
    (document,) = store.documents()
    assert document == blanked.documents[0] and document.text == blank(before.text)
    assert {one.id: one for one in store.claims()} == {one.id: one for one in blanked.claims}
    for one in store.claims():
        one.quote.prove(document.text, thing=one.id)
        assert isinstance(one.value, Statement) and is_blank(one.value.text) and one.place == ()
    assert list(store.sketches("m")) == [] and store.search("600") == []
    assert [one.text for one in store.translations()] == [blank("her sister")]
    (judged,) = store.judgements()
    assert (judged.verdict, judged.why) == (Verdict.ACCEPTED, "")
    assert store.statuses()[judged.target] is Status.ACCEPTED and store.count_claims() == len(blanked.claims)


def test_an_entry_keeps_what_was_decided_and_that_there_were_conditions(store: Store) -> None:
    blanked = erased(store)
    store.overwrite(blanked)
    (kept,) = store.entries(Consent)
    assert kept == replace(ASKED, number=kept.number, why="", circumstances=kept.circumstances)
    told = kept.circumstances
    assert told.guardian == "" and is_blank(told.conditions) and told.conditions and told.ask_again == ""


def test_afterwards_the_tables_only_grow_again(store: Store) -> None:
    store.overwrite(erased(store))
    alias = getattr(store, "alias", None)
    if alias is None:
        return
    from django.db import connections

    for table in ("chamsae_entry", "chamsae_judgement", "chamsae_translation"):
        with pytest.raises(Exception, match="append-only"), connections[alias].cursor() as cursor:
            cursor.execute(f'UPDATE "{table}" SET number = number')


def test_nothing_is_overwritten_where_it_fails_half_way(store: Store) -> None:
    blanked = erased(store)
    before = list(store.claims())
    with pytest.raises(IntegrityError), store.transaction():
        store.overwrite(blanked)
        raise IntegrityError("stopped")
    assert list(store.claims()) == before and [one.why for one in store.entries(Consent)] == ["강 건너 언니"]
