import pytest

from chamsae.casebook.book import Casebook
from chamsae.errors import InputError
from chamsae.web.serve import entrance, loopback, serve


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "example.org", "", "127.0.0.1.evil.example"])
def test_only_this_computer_is_served(book: Casebook, host: str) -> None:
    with pytest.raises(InputError, match="only this computer"):
        serve(book, host=host)


def test_loopback_in_all_spellings_is_fine() -> None:
    for host in ("127.0.0.1", "localhost", "::1"):
        loopback(host)


def test_the_address_carries_a_fresh_token(book: Casebook) -> None:
    assert entrance("127.0.0.1", 1) != entrance("127.0.0.1", 1)
    assert entrance("::1", 8765).startswith("http://[::1]:8765/open?token=")
