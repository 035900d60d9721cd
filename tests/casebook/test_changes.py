from dataclasses import replace

from chamsae.casebook.changes import CARRIED, REJECTED_BEFORE, Changes, carried, changes
from chamsae.model.amount import Comparator
from chamsae.model.claim import Act, Claim, settle_id
from chamsae.model.document import Document
from chamsae.model.judgement import Status
from chamsae.model.quote import point
from tests.casebook.made import TEXT, document, figure

DOCUMENT = document()
OLD = figure(DOCUMENT, "more than 40", 40)
ABOUT = figure(DOCUMENT, "more than 40", 40, comparator=Comparator.ABOUT)
ELSEWHERE = figure(DOCUMENT, "3 May", 3, comparator=Comparator.EXACT)


def act(counted: Claim) -> Claim:
    start = TEXT.index("sent back")
    return settle_id(
        replace(
            counted,
            trigger=point(TEXT, start, start + 9),
            value=Act(act="repatriated", victim="people", figure=counted.id),
        )
    )


def test_a_claim_of_the_same_content_stays_whatever_its_id_and_reader() -> None:
    held = replace(OLD, id="c-made-in-another-way")
    newer = settle_id(replace(OLD, reader="hand 2", confidence=0.9))
    assert changes([held], [newer], {}) == Changes(kept=1)
    acts = [held, replace(act(held), id="c-act")]
    assert changes(acts, [act(newer), newer], {}) == Changes(kept=2), "an act refers to the figure as it is held"


def test_a_proposal_no_longer_made_is_retired_and_a_judged_one_stays() -> None:
    assert changes([OLD], [], {}).retire == [OLD.id]
    judged = changes([OLD], [], {OLD.id: Status.ACCEPTED})
    assert (judged.retire, judged.missed) == ([], [OLD.id])
    assert changes([OLD], [], {OLD.id: Status.REJECTED}) == Changes()


def test_what_people_made_and_what_a_model_saw_is_not_touched() -> None:
    for reader in ("person Alice", "model llama 1"):
        other = replace(OLD, reader=reader)
        assert changes([other], [], {}) == Changes()
        assert changes([other], [OLD], {}) == Changes(kept=1), "nor proposed a second time"


def test_another_value_takes_the_place_of_a_proposal() -> None:
    found = changes([OLD], [ABOUT, ELSEWHERE], {})
    assert found == Changes(add=[ABOUT, ELSEWHERE], retire=[OLD.id], changed=[(OLD.id, ABOUT.id)])


def test_another_value_of_a_judged_claim_is_asked() -> None:
    for status in (Status.ACCEPTED, Status.DISPUTED, Status.WITHHELD):
        found = changes([OLD], [ABOUT], {OLD.id: status})
        (asked,) = found.suggest
        assert asked.supersedes == OLD.id
        assert (found.add, found.retire, found.asked) == ([], [], ((OLD.id, asked.id),))
        answered = {OLD.id: status, asked.id: Status.REJECTED}
        assert changes([OLD, asked], [ABOUT], answered).suggest == [], "and asked once"


def test_a_reader_that_now_reads_as_a_person_corrected_says_nothing_new() -> None:
    edited = settle_id(replace(ABOUT, supersedes=OLD.id, reader="person Alice"))
    statuses = {OLD.id: Status.REJECTED, edited.id: Status.ACCEPTED}
    assert changes([OLD, edited], [ABOUT], statuses) == Changes(kept=1)


def test_a_retired_claim_that_is_read_again_comes_back() -> None:
    assert changes([OLD], [OLD], {OLD.id: Status.RETIRED}) == Changes(kept=1, revive=[OLD.id])


def test_of_one_content_under_two_ids_the_judged_one_is_the_claim() -> None:
    twin = replace(OLD, id="c-older")
    found = changes([OLD, twin], [OLD], {twin.id: Status.ACCEPTED})
    assert (found.kept, found.retire, found.suggest) == (1, [OLD.id], [])


def test_an_act_that_counts_by_another_figure_is_read_anew_where_it_waits() -> None:
    was, now = act(OLD), act(ABOUT)
    assert (was.id, now.id) in changes([OLD, was], [ABOUT, now], {}).changed
    assert changes([OLD, was], [ABOUT, now], {was.id: Status.ACCEPTED}).suggest == []


NEWER = document(f"Front page\n\n{TEXT}", sha256="0" * 64)


def test_what_was_judged_is_asked_in_the_new_text_and_what_waited_is_retired() -> None:
    now = figure_in(NEWER)
    found = carried(DOCUMENT, NEWER, [OLD], [now], {OLD.id: Status.ACCEPTED})
    (asked,) = found.suggest
    assert (asked.supersedes, asked.document, asked.why[-1]) == (OLD.id, NEWER.id, CARRIED)
    assert NEWER.text[asked.trigger.start : asked.trigger.end] == "more than 40"
    waited = carried(DOCUMENT, NEWER, [OLD], [now], {})
    assert (waited.add, waited.retire, waited.suggest) == ([now], [OLD.id], [])


def test_what_no_reader_sees_in_the_new_text_is_carried_where_its_quote_stands_once() -> None:
    (asked,) = carried(DOCUMENT, NEWER, [OLD], [], {OLD.id: Status.WITHHELD}).suggest
    assert asked.quote.exact == OLD.quote.exact
    twice = document(f"{TEXT}\n\n{TEXT}", sha256="1" * 64)
    found = carried(DOCUMENT, twice, [OLD], [], {OLD.id: Status.ACCEPTED})
    assert (found.suggest, found.missed) == ([], [OLD.id])


def test_what_was_rejected_is_proposed_with_a_word_about_it() -> None:
    found = carried(DOCUMENT, NEWER, [OLD], [figure_in(NEWER)], {OLD.id: Status.REJECTED})
    assert [one.why[-1] for one in found.add] == [REJECTED_BEFORE]
    assert found.suggest == []


def figure_in(source: Document) -> Claim:
    start = source.text.index("River")
    moved = replace(
        OLD,
        document=source.id,
        quote=replace(OLD.quote, start=start, end=start + len(OLD.quote.exact), prefix=source.text[:start]),
        trigger=point(source.text, start + OLD.trigger.start, start + OLD.trigger.end),
    )
    return settle_id(moved)
