"""`chamsae terms`: vocabulary and register at hand, no casebook needed."""

import json

import pytest
from click.testing import CliRunner

from chamsae.cli.main import cli
from chamsae.errors import NotFound


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["terms", *words])
    return result.exit_code, result.output + result.stderr


def test_one_kind_is_shown_with_rule_and_elements_in_the_language_asked_for() -> None:
    code, text = run("torture", "--language", "ko")
    assert code == 0 and "고문" in text and "CAT Art. 1" in text and "020111110000" in text


def test_a_state_is_known_by_its_name_in_any_language() -> None:
    for name in ("cn", "중국", "中国", "China"):
        code, text = run("refoulement", "--state", name, "--on", "2023-10-09")
        assert code == 0 and "Art. 33" in text and "never ratified" in text


def test_duties_come_as_lines_of_json() -> None:
    code, text = run("--state", "kp", "--on", "2023-10-09", "--json")
    lines = [json.loads(line) for line in text.splitlines()]
    assert code == 0 and {"iccpr", "crc"} <= {line["instrument"] for line in lines}


@pytest.mark.parametrize(("words", "told"), [(("piracy",), "chamsae terms"), (("--state", "Mars"), "cn, kh")])
def test_what_is_not_there_is_said_and_how_to_find_it(words: tuple[str, ...], told: str) -> None:
    result = CliRunner().invoke(cli, ["terms", *words])
    assert isinstance(result.exception, NotFound) and told in str(result.exception)


def test_a_day_without_a_state_is_wrong_usage() -> None:
    assert run("--on", "2023-10-09")[0] == 2


def test_a_place_of_custody_is_told_with_its_state_and_authority() -> None:
    code, text = run("--place", "온성 보위부 집결소")
    assert code == 0 and "North Korea, transit" in text and "Ministry of State Security < North Korea" in text
    assert json.loads(run("--place", "看守所", "--json")[1])["state"] == "cn"
    assert "keep the country" in run("--place", "교화소")[1]
    result = CliRunner().invoke(cli, ["terms", "--place", "hotel"])
    assert isinstance(result.exception, NotFound)
