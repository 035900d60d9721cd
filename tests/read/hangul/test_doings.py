"""Korean acts without a number: who did what to whom, from case endings, in active, passive, describing forms."""

import pytest

from chamsae.model.claim import Act, Claim
from tests.read.eastern import claims


def acts(text: str) -> list[Claim]:
    return [claim for claim in claims(text, "ko") if isinstance(claim.value, Act)]


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    """Act, victim and actor of each claim."""
    return [
        (claim.value.act, claim.value.victim, claim.value.actor) for claim in acts(text) if isinstance(claim.value, Act)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("공안이 김철수 씨를 체포했다.", ("arrested", "김철수", "공안")),
        ("김철수 씨는 공안에 체포됐다.", ("arrested", "김철수", "공안")),
        ("그의 어머니는 사흘 뒤 숨졌다.", ("died", "그의 어머니", None)),
        ("보위원 리철만이 나를 때렸다.", ("tortured", "나", "리철만")),
        ("북송된 김철수 씨의 소식은 없었다.", ("repatriated", "김철수", None)),
        ("김철수 씨는 강을 건넜고 이듬해 체포됐다.", ("arrested", "김철수", None)),
    ],
)
def test_the_parties_follow_from_the_form_of_the_clause(
    text: str, expected: tuple[str, str | None, str | None]
) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "김철수 씨는 체포됐습니까?",
        "김철수 씨의 북송 반대 집회",
        "문이 부서졌고 창고가 압수됐다.",
        "체포 소식이 들렸다.",
    ],
)
def test_questions_things_and_mere_words_make_no_act(text: str) -> None:
    assert [one for one in told(text) if one[0] in ("arrested", "repatriated", "detained")] == []


def test_what_did_not_happen_is_not_told_to_have_happened() -> None:
    assert told("김철수 씨는 북송되지 않았다.") == [("remaining", "김철수", None)]


def test_the_victim_is_linked_and_marked_in_the_names() -> None:
    found = claims("공안이 김철수 씨를 체포했다.", "ko")
    (act,) = [claim.value for claim in found if isinstance(claim.value, Act)]
    names = {getattr(claim.value, "entity", None): claim for claim in found if claim.trigger.exact == "김철수"}
    assert isinstance(act, Act)
    assert act.victim_entity in names
    assert "victim" in getattr(names[act.victim_entity].value, "roles", ())
