import re
from pathlib import Path

from django.test import Client

import chamsae.web

STATIC = Path(chamsae.web.__file__).parent / "static" / "chamsae"
PAGES = ("/petitions/", "/petitions/submitter/", "/petitions/batch/", "/redaction/", "/tables/", "/estimates/",
         "/vault/", "/consent/", "/petitions/upr/")  # fmt: skip


def test_every_key_on_a_button_is_explained(client: Client) -> None:
    explained = set(re.findall(r"<kbd>([^<]+)</kbd></th>", client.get("/keys/").content.decode()))
    for address in ("/", "/sources/", "/sources/s1/", "/review/", "/figures/g1/", "/people/", *PAGES):
        page = client.get(address).content.decode()
        assert set(re.findall(r'data-key="([^"]+)"', page)) <= explained | {"s"}, address


def test_our_scripts_stay_under_three_hundred_and_fifty_lines() -> None:
    assert sum(len(file.read_text("utf-8").splitlines()) for file in STATIC.glob("*.js")) < 350
