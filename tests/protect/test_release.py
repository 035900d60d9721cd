"""Nothing leaves that may not, and what stays inside is counted with its ground."""

import ast
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import chamsae.protect.release as module
from chamsae.errors import InputError, IntegrityError, QuoteMismatch
from chamsae.model import release as release_nouns
from chamsae.model import released_estimate as estimate_nouns
from chamsae.model import released_package as package_nouns
from chamsae.model import released_table as table_nouns
from chamsae.model.amount import Amount, Comparator
from chamsae.model.claim import Figure
from chamsae.model.judgement import Status
from chamsae.model.release import Release
from chamsae.model.settlement import Aside, State
from chamsae.model.settlement import Ground as Aground
from chamsae.protect.release import HELD_REASON, UNNAMED_REVIEWER, Audience, Ground
from chamsae.protect.risk import points_at_persons
from tests.protect.made import AT, GROUP, SETTLED, Made, casebook

SOURCE = Path(module.__file__).parents[1]
NOUNS = {"Release", "Citation", "WithheldItem"} | {
    name
    for of in (release_nouns, table_nouns, package_nouns, estimate_nouns)
    for name in vars(of)
    if name.startswith("Released")
}


def ids(release: Release) -> list[str]:
    return [claim.id for figure in release.figures for claim in figure.claims]


def withheld(release: Release) -> dict[tuple[str, str], int]:
    return {(item.kind, item.because): item.count for item in release.withheld}


def test_only_protect_constructs_what_publishers_see() -> None:
    makers = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _called(node.func) in NOUNS
    }
    assert makers - {"model/released_table.py"} <= {
        "protect/release.py", "protect/tables.py", "protect/package.py", "protect/estimates.py",
    }, "an empty cell (model/released_table.py) apart, nothing else makes what publishers see"  # fmt: skip


def _called(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_the_public_gets_judged_claims_of_published_documents() -> None:
    release = casebook().release(Audience.PUBLIC)
    assert ids(release) == ["c1", "c2", "c3", "c5"]
    assert withheld(release) == {("claim", Ground.NOT_PUBLIC): 1}


@pytest.mark.parametrize(
    ("status", "ground"),
    [
        (Status.PROPOSED, Ground.UNJUDGED),
        (Status.DISPUTED, Ground.DISPUTED),
        (Status.REJECTED, Ground.REJECTED),
        (Status.WITHHELD, Ground.WITHHELD),
    ],
)
def test_the_public_never_gets_what_no_person_accepted(status: Status, ground: Ground) -> None:
    book = casebook()
    release = book.but(statuses={**book.statuses, "c1": status}).release(Audience.PUBLIC)
    assert "c1" not in ids(release)
    assert withheld(release)["claim", ground] == 1


def test_an_unjudged_claim_counts_as_proposed() -> None:
    assert not casebook().but(statuses={}).release(Audience.PUBLIC).figures
    inside = casebook().but(statuses={}).release(Audience.INTERNAL)
    assert {claim.status for figure in inside.figures for claim in figure.claims} == {"proposed"}


@pytest.mark.parametrize("status", [Status.REJECTED, Status.WITHHELD])
def test_rejected_and_withheld_claims_stay_inside_even_on_the_working_table(status: Status) -> None:
    book = casebook()
    release = book.but(statuses={**book.statuses, "c2": status}).release(Audience.INTERNAL)
    assert "c2" not in ids(release)
    assert sum(item.count for item in release.withheld) == 1


def test_the_working_table_shows_disputed_and_private_claims() -> None:
    book = casebook()
    release = book.but(statuses={**book.statuses, "c2": Status.DISPUTED}).release(Audience.INTERNAL)
    assert ids(release) == ["c1", "c2", "c3", "c4", "c5"]
    assert not release.withheld


def test_a_figure_nobody_settled_is_for_the_working_table_only() -> None:
    book = casebook().but(settlements=())
    assert withheld(book.release(Audience.PUBLIC))["figure", Ground.UNSETTLED] == 1
    (figure,) = book.release(Audience.INTERNAL).figures
    assert (figure.low, figure.settled_by, figure.reason) == (340, None, GROUP.reason)


def test_a_figure_without_any_claim_left_does_not_go_out() -> None:
    book = casebook().but(statuses={})
    release = book.release(Audience.PUBLIC)
    assert not release.figures
    assert withheld(release)["figure", Ground.UNSUPPORTED] == 1


def test_a_figure_whose_supporting_claims_are_withheld_does_not_go_out_on_a_denial_alone() -> None:
    release = casebook().but(statuses={"c3": Status.ACCEPTED}).release(Audience.PUBLIC)
    assert not release.figures
    assert withheld(release)["figure", Ground.UNSUPPORTED] == 1


def test_the_settlement_that_a_group_names_stands() -> None:
    later = replace(SETTLED, number=2, low=350, high=350)
    book = casebook().but(settlements=(SETTLED, later), groups=(replace(GROUP, settlement=2),))
    (figure,) = book.release(Audience.PUBLIC).figures
    assert (figure.low, figure.high) == (350, 350)


def test_a_settlement_whose_group_is_gone_is_counted() -> None:
    lost = replace(SETTLED, number=2, group="g9")
    release = casebook().but(settlements=(SETTLED, lost)).release(Audience.PUBLIC)
    assert withheld(release)["figure", Ground.REGROUPED] == 1


def test_claims_of_one_origin_count_once_and_inner_origin_names_stay_inside() -> None:
    (figure,) = casebook().release(Audience.PUBLIC).figures
    assert [claim.origin for claim in figure.claims] == ["1", "2", "3", "1"]
    assert figure.origins == 2
    assert "letter of a witness" not in repr(figure)


def test_a_claim_names_what_it_repeats_only_when_that_is_shown() -> None:
    (figure,) = casebook().release(Audience.PUBLIC).figures
    assert figure.claims[-1].repeats == "c1"
    book = casebook()
    (figure,) = book.but(statuses={**book.statuses, "c1": Status.REJECTED}).release(Audience.PUBLIC).figures
    assert figure.claims[-1].repeats is None


def test_a_claim_set_aside_is_shown_as_such() -> None:
    (figure,) = casebook().release(Audience.PUBLIC).figures
    assert [claim.id for claim in figure.claims if claim.aside] == ["c3"]


def test_the_name_of_the_reviewer_is_not_for_the_public() -> None:
    (figure,) = casebook().release(Audience.PUBLIC).figures
    assert figure.settled_by == UNNAMED_REVIEWER
    (figure,) = casebook().release(Audience.INTERNAL).figures
    assert figure.settled_by == "Jo Desk"


def test_small_numbers_in_a_small_place_are_not_for_the_public() -> None:
    small = casebook().but(settlements=(replace(SETTLED, low=3, high=9),))
    assert withheld(small.release(Audience.PUBLIC))["figure", Ground.SMALL] == 1
    assert small.release(Audience.INTERNAL).figures
    country = small.but(groups=(replace(GROUP, scope=replace(GROUP.scope, place="China to North Korea")),))
    assert country.release(Audience.PUBLIC).figures


def test_a_known_place_leaves_under_its_name() -> None:
    country = casebook().but(groups=(replace(GROUP, scope=replace(GROUP.scope, place="cn")),))
    assert country.release(Audience.PUBLIC).figures[0].place == "China"


def test_a_claim_of_few_people_is_withheld_from_a_larger_figure() -> None:
    book = casebook()
    few = Figure(amount=Amount(low=4, high=4, comparator=Comparator.EXACT, unit="person"), counted="people sent back")
    release = book.but(claims={**book.claims, "c1": replace(book.claims["c1"], value=few)}).release(Audience.PUBLIC)
    assert withheld(release)["claim", Ground.SMALL] == 1


@pytest.mark.parametrize(
    ("low", "high", "unit", "place", "small"),
    [
        (9, 9, "person", "Sorim", True),
        (10, 10, "person", "Sorim", False),
        (3, None, "person", "Sorim", True),
        (None, 9, "person", "Sorim", True),
        (3, 40, "person", "Sorim", False),
        (0, 0, "person", "Sorim", False),
        (3, 3, "kg", "Sorim", False),
        (3, 3, "person", None, True),
        (3, 3, "person", "the People’s Republic of China", False),
        (3, 3, "person", "중국", False),
        (3, 3, "person", "中国", False),
        (3, 3, "person", "Dandong, China", True),
        (3, 3, "person", "a village in China", True),
        (3, 3, "person", "cn", False),
        (3, 3, "person", "cn-dandong", True),
        (3, 3, "person", "", True),
        (3, 3, "family", "Sorim", True),
    ],
)
def test_what_counts_as_small(low: int | None, high: int | None, unit: str, place: str | None, small: bool) -> None:
    assert points_at_persons(low, high, unit, place) is small


@pytest.mark.parametrize(
    "address", [None, "", "file:///home/x", "ftp://a.example/x", "https://me:pw@a.example/x", "https://"]
)
def test_only_an_open_web_address_makes_material_public(address: str | None) -> None:
    book = casebook()
    captures = {sha: tuple(replace(one, address=address) for one in known) for sha, known in book.captures.items()}
    release = book.but(captures=captures).release(Audience.PUBLIC)
    assert withheld(release)["claim", Ground.NOT_PUBLIC] == 5


def test_one_published_capture_is_enough_and_is_the_one_cited() -> None:
    book = casebook()
    (sha,) = (document.sha256 for document in book.documents.values() if document.id == "d1")
    private = replace(book.captures[sha][0], id="s9", address=None, name="from a partner")
    (figure,) = (
        book.but(captures={**book.captures, sha: (private, *book.captures[sha])}).release(Audience.PUBLIC).figures
    )
    assert figure.claims[0].citation.address == "https://courier.example/d1"


def test_a_citation_says_all_that_is_needed_to_find_the_words_again() -> None:
    (figure,) = casebook().release(Audience.PUBLIC).figures
    first, second = figure.claims[:2]
    assert (first.words, first.speaker, first.via) == ("more than 340 people", "Harim Watch", ("River Courier",))
    assert (second.words, second.speaker, second.citation.language) == ("about 350 people", "River Courier", "ko")
    cited = second.citation
    assert casebook().documents["d2"].text[cited.start : cited.end] == cited.quote
    assert (cited.published, cited.captured_at, cited.media_type) == ("2026-03-02", AT, "text/html")
    assert figure.when == "2026-02-27"


def test_an_address_that_only_the_file_states_is_marked_and_makes_nothing_public() -> None:
    book = casebook()
    stated = {**book.documents, "d4": replace(book.documents["d4"], address="https://courier.example/d4")}
    (figure,) = book.but(documents=stated).release(Audience.INTERNAL).figures
    assert [claim.id for claim in figure.claims if claim.citation.address_stated] == ["c4"]
    assert "c4" not in ids(book.but(documents=stated).release(Audience.PUBLIC))


def test_a_quote_that_does_not_stand_in_its_text_stops_the_release() -> None:
    book = casebook()
    changed = {**book.documents, "d1": replace(book.documents["d1"], text=TEXT_CHANGED)}
    with pytest.raises(QuoteMismatch, match="c1"):
        book.but(documents=changed).release(Audience.PUBLIC)


TEXT_CHANGED = "Harim Watch said on Monday that more than 341 people were taken to the bridge. =1+1"


@pytest.mark.parametrize("part", ["claims", "documents", "captures"])
def test_a_missing_part_is_an_integrity_error_naming_it(part: str) -> None:
    with pytest.raises(IntegrityError):
        casebook().but(**{part: {}}).release(Audience.INTERNAL)


def test_the_same_content_has_the_same_id_and_any_change_another() -> None:
    book = casebook()
    assert book.release(Audience.PUBLIC) == book.release(Audience.PUBLIC)
    others = [book.but(title="Other"), book.but(statuses={**book.statuses, "c5": Status.REJECTED})]
    found = {made.release(Audience.PUBLIC).id for made in (book, *others)}
    assert len(found | {book.release(Audience.INTERNAL).id}) == 4


def test_a_title_that_is_not_unicode_is_refused() -> None:
    with pytest.raises(InputError, match="title"):
        casebook().but(title="\udcff").release(Audience.PUBLIC)


def test_a_time_without_zone_is_refused() -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001
    with pytest.raises(InputError, match="zone"):
        casebook().but(settlements=(replace(SETTLED, at=naive),)).release(Audience.PUBLIC)


@given(st.dictionaries(st.sampled_from(["c1", "c2", "c3", "c4", "c5"]), st.sampled_from(Status)))
def test_whatever_was_decided_no_forbidden_claim_leaves_and_each_is_accounted_for(decided: dict[str, Status]) -> None:
    book: Made = casebook().but(statuses=decided)
    for audience, allowed in (
        (Audience.PUBLIC, {Status.ACCEPTED}),
        (Audience.INTERNAL, {Status.ACCEPTED, Status.PROPOSED, Status.DISPUTED}),
    ):
        release = book.release(audience)
        assert all(decided.get(id_, Status.PROPOSED) in allowed for id_ in ids(release))
        claims_withheld = sum(item.count for item in release.withheld if item.kind == "claim")
        assert len(ids(release)) + claims_withheld == 5 or not release.figures


def test_a_reason_that_names_a_withheld_source_is_held_back() -> None:
    book = casebook()
    telling = replace(SETTLED, reason="Harim  Watch and the letter agree.")
    (figure,) = book.but(settlements=(telling,)).release(Audience.PUBLIC).figures
    assert figure.reason == telling.reason
    hidden = book.but(settlements=(telling,), statuses={**book.statuses, "c1": Status.WITHHELD})
    for audience in Audience:
        (figure,) = hidden.release(audience).figures
        assert figure.reason == HELD_REASON
    (figure,) = hidden.but(settlements=(SETTLED,)).release(Audience.PUBLIC).figures
    assert figure.reason == SETTLED.reason


def test_a_figure_says_which_settlement_it_stands_on() -> None:
    book = casebook().but(settlements=(replace(SETTLED, number=4),), groups=(replace(GROUP, settlement=4),))
    (figure,) = book.release(Audience.PUBLIC).figures
    assert figure.settlement == 4
    (figure,) = casebook().but(settlements=()).release(Audience.INTERNAL).figures
    assert figure.settlement is None


def test_a_settlement_taken_back_counts_no_more() -> None:
    taken_back = replace(SETTLED, number=2, low=None, high=None, claims=(), aside=(), undoes=1)
    book = casebook().but(settlements=(SETTLED, taken_back), groups=(replace(GROUP, settlement=None),))
    assert withheld(book.release(Audience.PUBLIC))["figure", Ground.UNSETTLED] == 1
    assert ("figure", Ground.REGROUPED) not in withheld(book.release(Audience.PUBLIC))


def test_a_reopened_figure_waits_for_a_person_before_it_goes_out_again() -> None:
    book = casebook().but(groups=(replace(GROUP, state=State.REOPENED),))
    assert withheld(book.release(Audience.PUBLIC))["figure", Ground.REOPENED] == 1
    (figure,) = book.release(Audience.INTERNAL).figures
    assert figure.reopened


def test_why_a_claim_is_set_aside_goes_out_unless_it_names_what_is_withheld() -> None:
    rounded = Aside(claim="c2", ground=Aground.ROUNDED, why="it is rounded, beside Harim Watch")
    copy = Aside(claim="c5", ground=Aground.COPY, why="it repeats c1")
    book = casebook().but(settlements=(replace(SETTLED, aside=(rounded, copy)),))
    (figure,) = book.release(Audience.PUBLIC).figures
    assert {one.id: one.because for one in figure.claims if one.aside} == {"c2": rounded.why}
    hidden = book.but(statuses={**book.statuses, "c1": Status.WITHHELD})
    (figure,) = hidden.release(Audience.PUBLIC).figures
    assert {one.id: one.because for one in figure.claims if one.aside} == {"c2": None}


def test_origins_of_which_some_may_be_one_are_counted_as_a_range() -> None:
    doubtful = replace(GROUP, origins=3, origins_most=4)
    (figure,) = casebook().but(groups=(doubtful,)).release(Audience.INTERNAL).figures
    assert (figure.origins_least, figure.origins) == (2, 3)
    (figure,) = casebook().release(Audience.INTERNAL).figures
    assert (figure.origins_least, figure.origins) == (3, 3)
