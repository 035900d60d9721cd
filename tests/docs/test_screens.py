"""The page on screens gives each address as it is and every key as the screens know it."""

import re

import pytest

from tests.docs.fenced import ROOT

PAGE = (ROOT / "docs" / "reference" / "screens.md").read_text("utf-8")


@pytest.fixture(autouse=True)
def django(monkeypatch: pytest.MonkeyPatch) -> None:
    from chamsae.db.configure import ready

    ready()


def test_every_screen_stands_beside_its_address() -> None:
    from chamsae.web.urls import urlpatterns

    for pattern in urlpatterns:
        address = "/" + re.sub(r"<\w+:\w+>", "ID", str(pattern.pattern))
        row = next((line for line in PAGE.splitlines() if line.startswith(f"| `{pattern.name}` |")), "")
        assert re.search(rf"`{re.escape(address)}[`?]", row), f"{pattern.name}: {address}"


def test_every_key_is_there_with_what_it_does() -> None:
    from chamsae.web.views.keys import KEYS

    told = [f"| {where} | `{key}` | {does} |" for where, lines in KEYS for key, does in lines]
    shown = [line for line in PAGE.splitlines() if re.match(r"\| [\w ]+ \| `[^`]+` \| ", line) and "/" not in line[:12]]
    assert [line for line in told if line not in PAGE] == []
    assert len([line for line in shown if line.split("|")[1].strip() in {str(where) for where, _ in KEYS}]) == len(told)
