"""How a page looked, drawn by the Chromium of this computer, which reaches only the public internet.

The browser runs once, with an empty profile that is thrown away, behind chamsae.archive.guarded_proxy. It keeps its own
walls around the page's code; where it will not run with them (as the administrator), no picture is taken, unless the
environment says that this computer is itself a wall (`CHAMSAE_BROWSER_UNWALLED=yes`, for containers).
"""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from chamsae.archive.address import AddressPolicy, Resolver, system_resolver
from chamsae.archive.guarded_proxy import GuardedProxy
from chamsae.archive.webpage import Shot
from chamsae.errors import InputError, MissingPart, phrase

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
UNWALLED = "CHAMSAE_BROWSER_UNWALLED"
FLAGS = (
    "--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions", "--disable-default-apps", "--mute-audio",
    "--hide-scrollbars", "--disable-features=WebRtcHideLocalIpsWithMdns,DnsOverHttps",
    "--proxy-bypass-list=<-loopback>",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp", "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--deny-permission-prompts", "--disable-dev-shm-usage",
)  # fmt: skip
WIDTH, HEIGHT = 1280, 4000


class Browser:
    """Draws pages; `seconds` is the longest one may take. `policy`, `resolver` and `flags` exist for tests."""

    def __init__(
        self,
        *,
        program: str = "",
        seconds: float = 60.0,
        policy: AddressPolicy | None = None,
        resolver: Resolver = system_resolver,
        flags: tuple[str, ...] = (),
    ) -> None:
        self._program, self._seconds, self._flags = program, seconds, flags
        self._policy, self._resolver = policy, resolver
        self.refused: tuple[str, ...] = ()

    def draw(self, address: str) -> Shot:
        """The first 4,000 pixels of the page, 1,280 wide; what it asked for inside is in `refused` afterwards.

        Raises MissingPart without a browser, InputError when the page cannot be drawn.
        """
        program = self._program or next(filter(None, map(shutil.which, PROGRAMS)), "")
        if not program:
            raise MissingPart(phrase("no browser is installed"), do=phrase("Install Chromium."))
        if _as_administrator() and os.environ.get(UNWALLED) != "yes":
            raise InputError(
                phrase("the browser does not run behind its walls for the administrator"),
                do=phrase("Use another login."),
            )
        proxy = GuardedProxy(self._policy, self._resolver)
        with tempfile.TemporaryDirectory(prefix="chamsae-browser-") as folder, proxy.serving() as way:
            out = Path(folder) / "page.png"
            self._run(self._command(program, Path(folder), way, out, address), address)
            self.refused = tuple(proxy.refused)
            if not out.is_file():
                raise InputError(
                    phrase("the browser drew nothing"), thing=address, do=phrase("Look at it in a browser.")
                )
            return Shot(png=out.read_bytes(), by=_version(program))

    def _command(self, program: str, folder: Path, way: str, out: Path, address: str) -> list[str]:
        walls = ("--no-sandbox",) if _as_administrator() else ()
        return [
            program, *FLAGS, *walls, *self._flags, f"--user-data-dir={folder / 'profile'}", f"--proxy-server={way}",
            f"--window-size={WIDTH},{HEIGHT}", f"--screenshot={out}", f"--timeout={int(self._seconds * 500)}", "--",
            address,
        ]  # fmt: skip

    def _run(self, command: list[str], address: str) -> None:
        """Run it to its end or for so long; then it and all it started are gone."""
        surroundings = {"PATH": os.environ.get("PATH", ""), "HOME": tempfile.gettempdir(), "TZ": "UTC"}
        running = subprocess.Popen(  # noqa: S603 - a program of this computer; the address stands after "--"
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, env=surroundings,
        )  # fmt: skip
        try:
            running.wait(self._seconds)
        except subprocess.TimeoutExpired:
            raise InputError(
                phrase("took longer than %(seconds)s seconds to draw", seconds=f"{self._seconds:g}"), thing=address
            ) from None
        finally:
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
            running.wait()


def _as_administrator() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _version(program: str) -> str:
    told = subprocess.run(  # noqa: S603 - a program of this computer
        [program, "--version"], capture_output=True, text=True, timeout=20, check=False
    )
    return told.stdout.strip()[:100] or Path(program).name
