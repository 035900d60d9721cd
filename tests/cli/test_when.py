"""`chamsae when`: the days that words mean, with how they were reckoned."""

import json

import pytest
from click.testing import CliRunner

from chamsae.cli.main import cli
from chamsae.errors import InputError


def test_days_and_reason_are_printed() -> None:
    done = CliRunner().invoke(cli, ["when", "about", "two", "weeks", "after", "Chuseok", "2009"])
    assert done.exit_code == 0 and "2009-10-12/2009-10-22" in done.output and "give or take 4" in done.output


def test_an_age_is_reckoned_from_a_birth() -> None:
    done = CliRunner().invoke(cli, ["when", "스물두", "살", "때", "--born", "1988-03", "--json"])
    assert json.loads(done.output)["when"]["start"] == "2009-01-01"


@pytest.mark.parametrize("words", [["hello"], ["last", "Chuseok"], ["3년 전", "--said", "sometime"]])
def test_words_that_name_no_time_are_refused_with_what_to_do(words: list[str]) -> None:
    done = CliRunner().invoke(cli, ["when", *words])
    assert isinstance(done.exception, InputError)


def test_a_word_that_hangs_on_when_it_was_said_is_told_the_option() -> None:
    done = CliRunner().invoke(cli, ["when", "last", "year"])
    assert isinstance(done.exception, InputError) and "--said" in str(done.exception.do)


@pytest.mark.parametrize("command", ["statements", "terms"])
def test_help_names_no_pattern_of_a_date(command: str) -> None:
    done = CliRunner().invoke(cli, [command, "--help"])
    assert "DATE" in done.output and "%" not in done.output
