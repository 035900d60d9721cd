"""Drives Debian's Chromium over a pipe (DevTools protocol): go, look, press, photograph. For tests and screenshots."""

import base64
import json
import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any

PROGRAM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars", "--remote-debugging-pipe",
)  # fmt: skip


class Chromium:
    """One headless browser with one page; use with `with`."""

    def __init__(self) -> None:
        self._profile = TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True)
        ours_in, theirs_out = os.pipe()
        theirs_in, ours_out = os.pipe()
        command = [PROGRAM, *FLAGS, f"--user-data-dir={self._profile.name}", "about:blank"]
        quiet = os.open(os.devnull, os.O_RDWR)
        # The browser reads commands from descriptor 3 and answers on 4; a shell or subprocess cannot promise those.
        self._pid = os.posix_spawn(
            PROGRAM,
            command,
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, quiet, 1),
                (os.POSIX_SPAWN_DUP2, quiet, 2),
                *_placed(theirs_in, theirs_out),
            ],
        )
        os.close(quiet)
        os.close(theirs_in)
        os.close(theirs_out)
        self._in, self._out = os.fdopen(ours_in, "rb"), os.fdopen(ours_out, "wb")
        self._buffer, self._number, self._session = b"", 0, ""
        self.console: list[str] = []
        targets = self.call("Target.getTargets")["targetInfos"]
        page = next(one for one in targets if one["type"] == "page")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def __enter__(self) -> "Chromium":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self._pid, signal.SIGTERM)
        os.waitpid(self._pid, 0)
        self._in.close()
        self._out.close()
        self._profile.cleanup()

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """One command; its result. Raises RuntimeError with the browser's words."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._out.write(json.dumps(message).encode() + b"\0")
        self._out.flush()
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return dict(answer["result"])

    def go(self, address: str) -> None:
        """Open an address and wait until it has loaded (and until a refresh it orders has, too)."""
        self.call("Page.navigate", url=address)
        self.settle()

    def settle(self) -> None:
        """Wait until the page is complete and htmx is quiet."""
        self.js(
            "new Promise(done => { const look = () => document.readyState === 'complete' && "
            "!document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling, meta[http-equiv=refresh]') "
            "? setTimeout(done, 80) : setTimeout(look, 30); setTimeout(look, 60); })"
        )

    def follow(self, selector: str) -> None:
        """Click on what leads to another page, once it can be clicked on, and wait until that page is there."""
        wanted = f"document.querySelector({selector!r})"
        self.until(f"Boolean({wanted}) && !{wanted}.disabled", f"{selector} cannot be pressed")
        self.leave(lambda: self.js(f"{wanted}.click()"), f"{selector} leads nowhere")

    def leave(self, act: Callable[[], object], fault: str) -> None:
        """Do what leads to another page, and wait until that page is there, however busy the machine is."""
        self.js("window.before = true")
        act()
        self.until("!window.before", fault)
        self.settle()

    def until(self, holds: str, fault: str) -> None:
        """Wait a minute at most, which is long for a page and short for a person who waits for a test."""
        limit = time.monotonic() + 60
        while not self._holds(holds):
            if time.monotonic() > limit:
                raise RuntimeError(fault)
            time.sleep(0.05)

    def _holds(self, expression: str) -> bool:
        try:
            return bool(self.js(expression))
        except RuntimeError:  # what it asks for is not there: the page is just being exchanged
            return False

    def js(self, expression: str) -> Any:
        """The value of an expression in the page; promises are waited for."""
        for _ in range(3):
            try:
                given = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
            except RuntimeError as error:  # the page was exchanged while we waited
                if "context" not in str(error) and "navigated" not in str(error):
                    raise
                continue
            if "exceptionDetails" in given:
                raise RuntimeError(str(given["exceptionDetails"]))
            return given["result"].get("value")
        return None

    def press(self, key: str, *, composing: bool = False) -> None:
        """Press one key on the page, as if composing a syllable if asked."""
        code = 229 if composing else ord(key[0].upper())
        for kind in ("keyDown", "keyUp"):
            text = key if kind == "keyDown" and len(key) == 1 else ""
            self.call("Input.dispatchKeyEvent", type=kind, key=key, text=text, windowsVirtualKeyCode=code)
        self.settle()

    def screen(self, width: int, *, dark: bool = False, height: int = 900) -> None:
        """Set the window's width and the colour scheme."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                  mobile=width < 600)  # fmt: skip
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])

    def photograph(self, file: Path, *, whole: bool = True) -> None:
        """Write a PNG of the page, to its end if `whole` (at most 6,000 px)."""
        params: dict[str, Any] = {"format": "png"}
        if whole:
            size = self.call("Page.getLayoutMetrics")["cssContentSize"]
            height = min(size["height"], 6000)
            params |= {"captureBeyondViewport": True,
                       "clip": {"x": 0, "y": 0, "width": size["width"], "height": height, "scale": 1}}  # fmt: skip
        file.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", **params)["data"]))

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            piece = os.read(self._in.fileno(), 1 << 20)
            if not piece:
                raise RuntimeError("Chromium went away")
            self._buffer += piece
        line, self._buffer = self._buffer.split(b"\0", 1)
        message: dict[str, Any] = json.loads(line)
        if message.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown"):
            self.console.append(json.dumps(message["params"])[:500])
        return message


def _placed(reading: int, writing: int) -> list[tuple[int, int, int]]:
    """Put two descriptors at 3 and 4, by way of high numbers so that neither overwrites the other."""
    return [
        (os.POSIX_SPAWN_DUP2, reading, 100),
        (os.POSIX_SPAWN_DUP2, writing, 101),
        (os.POSIX_SPAWN_DUP2, 100, 3),
        (os.POSIX_SPAWN_DUP2, 101, 4),
    ]


def is_here() -> bool:
    """True when Chromium is installed."""
    return Path(PROGRAM).exists()
