"""Photographs every screen of a casebook: `python tools/screens.py CASEBOOK FOLDER [LANGUAGE]`, for looking at."""

import sys
from pathlib import Path
from threading import Thread
from typing import Any

from chromium import Chromium

import chamsae
import chamsae.web.serve as serving  # first: it names our settings to Django
from chamsae.casebook.book import Casebook

WIDTHS = (1280, 390)


def main(book: Path, folder: Path, language: str = "en") -> None:
    """Write NAME-WIDTH-light|dark.png for each screen."""
    folder.mkdir(parents=True, exist_ok=True)
    with chamsae.open(book) as one, Chromium() as browser:
        address = listen(one)
        for name, path in screens(one).items():
            for width in WIDTHS:
                for dark in (False, True):
                    browser.screen(width, dark=dark)
                    browser.call("Network.setCookie", name="chamsae_language", value=language, url=address)
                    browser.go(serving_entrance(address, path))
                    browser.photograph(folder / f"{name}-{width}-{'dark' if dark else 'light'}.png")
        print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")
        for line in browser.console:
            print(line)


def listen(book: Casebook) -> str:
    """Serve on a free port in a thread; the address."""
    from waitress.server import create_server  # noqa: PLC0415

    server: Any = create_server(serving.prepare(book), host="127.0.0.1", port=0, threads=4)
    Thread(target=server.run, daemon=True).start()
    return f"http://127.0.0.1:{server.effective_port}"


def serving_entrance(address: str, path: str) -> str:
    """A one-time address that leads on to a screen."""
    from urllib.parse import quote  # noqa: PLC0415

    port = int(address.rsplit(":", 1)[1])
    return f"{serving.entrance('127.0.0.1', port)}&next={quote(path, safe='')}"


def screens(book: Casebook) -> dict[str, str]:
    """Screens worth a picture, with the first things the casebook has."""
    found = {"today": "/", "sources": "/sources/", "review": "/review/", "figures": "/figures/", "keys": "/keys/",
             "settings": "/settings/", "copies": "/review/?kind=copies", "nothing": "/nothing/"}  # fmt: skip
    documents = list(book.store.documents())
    if documents:
        first = documents[0]
        found |= {"capture": "/sources/s1/", "text": "/sources/s1/text/", "read": f"/read/{first.id}/",
                  "search": "/search/?q=repatriated"}  # fmt: skip
        korean = next((one for one in documents if one.language.startswith("ko")), None)
        if korean:
            found["read-korean"] = f"/read/{korean.id}/"
    groups = sorted(book.store.groups(), key=lambda one: (-one.contradictory, -len(one.members)))
    if groups:
        found["figure"] = f"/figures/{groups[0].id}/"
    found["estimates"] = "/estimates/"
    for run in book.estimate.kept():
        found[f"estimate-{run.number}"] = f"/estimates/{run.number}/"
    found |= {"people": "/people/", "together": "/people/together/", "compare": "/people/compare/"}
    people = [one for one in book.link.entities() if one.kind == "person"]
    if people:
        found["person"] = f"/people/{max(people, key=lambda one: len(one.records)).id}/"
        longest = max(people, key=lambda one: len(book.journeys.of(one.id).steps))
        found["journey"] = f"/people/{longest.id}/journey/?unbroken=1"
    claim = next(iter(book.store.claims()), None)
    if claim:
        found["edit"] = f"/claims/{claim.id}/edit/"
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:4])
