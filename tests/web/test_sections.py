import re
from collections import Counter
from pathlib import Path

import pytest
from click import Command, Context, Group
from django.test import Client

from chamsae.casebook.book import Casebook
from chamsae.casebook.exchange import Format
from chamsae.cli.main import cli
from chamsae.web import sections
from chamsae.web.views.exports import FORMATS


def _current(page: str) -> list[str]:
    return re.findall(r'aria-current="(?:page|true)">([^<]+)</a>', page.split("</header>", maxsplit=1)[0])


@pytest.mark.parametrize(
    ("address", "shown"),
    [("/", ["Today"]), ("/risks/", ["Intake", "Persons at risk"]), ("/people/", ["Cases", "People"]),
     ("/sources/import/", ["Intake", "Partners&#x27; lists"]), ("/sources/s1/", ["Sources"]), ("/log/", []),
     ("/figures/series/", ["Figures", "Figures over time"]), ("/tables/kept/", ["Tables", "Kept tables"])],
)  # fmt: skip
def test_the_head_says_in_which_section_and_screen_one_is(client: Client, address: str, shown: list[str]) -> None:
    assert _current(client.get(address).content.decode()) == shown


def test_no_two_screens_share_a_key() -> None:
    assert max(Counter(key for key, _label in sections.named()).values()) == 1


def test_every_screen_is_reached_by_its_key_from_everywhere(client: Client) -> None:
    page = client.get("/log/").content.decode()
    for key, _label in sections.named():
        assert f'data-key="{key}"' in page, key


def test_what_left_is_listed_with_who_wrote_it(client: Client, book: Casebook, tmp_path: Path) -> None:
    assert "Nothing has left yet" in client.get("/exports/").content.decode()
    book.exchange.write(tmp_path / "out", Format.FTM, by="하늘")
    client.get("/sources/?format=csv")
    page = client.get("/exports/").content.decode()
    assert "하늘" in page and "ftm" in page and "2 files or folders written" in page and "saved from a screen" in page


def test_the_page_of_exports_bears_any_page_number(client: Client) -> None:
    for page in ("0", "-1", "²", "999999999999", "x"):
        assert client.get("/exports/", {"page": page}).status_code == 200


def test_every_command_on_the_page_of_exports_is_one() -> None:
    for line, _words in FORMATS:
        _name, *words = line.split()
        command: Command = cli
        while isinstance(command, Group) and words:
            found = command.get_command(Context(command), words[0])
            assert found, line
            command, words = found, words[1:]
        command.make_context("chamsae", words, resilient_parsing=False)
