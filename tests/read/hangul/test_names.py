"""Korean names: persons with and without title, whom short names mean, facilities, organisations, pseudonyms."""

import pytest

from chamsae.model.claim import Claim, Name
from tests.read.eastern import claims

KOREAN = "ko"


def named(text: str) -> dict[str, Claim]:
    """The first claim of each name."""
    found: dict[str, Claim] = {}
    for claim in claims(text, KOREAN):
        if isinstance(claim.value, Name):
            found.setdefault(claim.trigger.exact, claim)
    return found


def entity(claim: Claim) -> str | None:
    assert isinstance(claim.value, Name)
    return claim.value.entity


def roles(claim: Claim) -> tuple[str, ...]:
    assert isinstance(claim.value, Name)
    return claim.value.roles


def kinds(text: str) -> dict[str, str]:
    return {words: str(claim.value.type) for words, claim in named(text).items() if isinstance(claim.value, Name)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("지난겨울 송미령은 얼어붙은 강을 건넜다.", "송미령"),
        ("보위부 지도원 리철만이 문을 잠갔다.", "리철만"),
        ("그 자리에 김경숙이 있었고 모두가 울었다.", "김경숙"),
    ],
)
def test_a_person_needs_no_title(text: str, name: str) -> None:
    assert kinds(text)[name] == "person"


def test_a_name_kiwi_would_cut_apart_stays_whole() -> None:
    assert kinds("그날 구호인 대표는 명단을 읽었다.")["구호인"] == "person"


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("노해숙 대표가 왔다. 노 대표는 말이 없었다.", "노", "노해숙"),
        ("문경자(63) 씨가 왔다. 문씨는 말이 없었다.", "문", "문경자"),
        ("박소연 씨는 떠났다. 남은 이들은 소연 씨를 기다린다.", "소연", "박소연"),
        ("김철호 목사와 김영남 의원이 왔다. 김 의원은 말이 없었다.", "김", "김영남"),
    ],
)
def test_a_short_name_means_the_one_whom_family_name_and_title_allow(text: str, short: str, full: str) -> None:
    found = named(text)
    assert entity(found[short]) == entity(found[full])
    assert f"short for {full}" in found[short].why[0]


def test_a_family_name_nobody_fits_is_somebody_else() -> None:
    found = named("노해숙 대표가 왔다. 문 목사는 오지 않았다.")
    assert entity(found["문"]) != entity(found["노해숙"])


def test_a_name_is_not_cut_before_what_only_looks_like_an_ending() -> None:
    assert "다루스만" in kinds("그들은 힐러리 장관, 다루스만 특별보고관에게 보낸다.")


def test_names_kept_back_are_persons_of_their_document() -> None:
    assert kinds("A씨와 김○○가 함께 잡혔다.") == {"A": "person", "김○○": "person"}


def test_a_pseudonym_is_said_to_be_one() -> None:
    claim = named("류은정(가명) 씨는 강을 건넜다.")["류은정"]
    assert "pseudonym" in roles(claim)
    assert "a pseudonym" in claim.why[0]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("통역을 맡은 황예진 씨가 왔다.", "황예진", "translator"),
        ("탈북민 박순이 씨가 왔다.", "박순이", "victim"),
        ("그의 누나 김명희 씨가 왔다.", "김명희", "relative"),
        ("서도진 기자가 왔다.", "서도진", "reporter"),
        ("한나래 대변인이 왔다.", "한나래", "spokesperson"),
    ],
)
def test_roles_stand_beside_the_name(text: str, name: str, role: str) -> None:
    assert role in roles(named(text)[name])


@pytest.mark.parametrize(
    "name", ["훈춘 변방구류소", "온성군 보위부", "전거리교화소", "바이산 구류소", "함흥 노동단련대", "남양 대기소"]
)
def test_places_where_people_are_held_are_facilities(name: str) -> None:
    assert kinds(f"그는 {name}에서 겨울을 보냈다.")[name] == "facility"


def test_sorts_of_bodies_and_places_are_no_names() -> None:
    assert kinds("정부와 검찰, 인권단체와 조사위원회는 구류소를 찾지 않았다.") == {}


def test_an_organisation_is_known_by_how_its_name_ends() -> None:
    assert kinds("압록강인권기록소는 명단을 냈다.")["압록강인권기록소"] == "organisation"
