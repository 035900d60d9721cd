"""The walls round a parser: no network, no files but the program's own, no other programs, bounded memory and time.

Each wall stands alone, so that one the kernel does not offer leaves the others: an empty network
namespace, Landlock (files, TCP, signals), a seccomp filter (sockets, processes), resource limits, and
an audit hook inside Python. Landlock and seccomp as in the kernel's own documentation of them.
"""

import contextlib
import ctypes
import os
import platform
import resource
import struct
import sys
import sysconfig
from collections.abc import Callable, Iterable
from pathlib import Path

from chamsae.read.parsed import Limits

_CLONE_NEWUSER, _CLONE_NEWNET, _CLONE_NEWIPC = 0x1000_0000, 0x4000_0000, 0x0800_0000
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP = 1, 38, 22
#: Landlock's system calls have one number on every machine.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_PATH_BENEATH = 1
#: Landlock rights by version of its interface: all file rights known, of which reading is granted beneath some folders.
_FS_RIGHTS = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 4: 0x7FFF, 5: 0xFFFF}
_EXECUTE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 2, 1 << 3
_TCP_RIGHTS, _SCOPES = 0b11, 0b11

#: Instructions of the packet filter seccomp speaks, and its verdicts.
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_KILL, _EPERM, _ALLOW = 0x8000_0000, 0x0005_0001, 0x7FFF_0000
#: Calls numbered from here belong to another table (x32) than the one filtered.
_OTHER_TABLE = 0x4000_0000
#: Per machine: its number for the filter, and its calls socket, connect, socketpair, bind, clone, fork, vfork, clone3,
#: execve, execveat, ptrace, kill, tkill, process_vm_readv, process_vm_writev, bpf, userfaultfd, perf_event_open,
#: io_uring_setup, io_uring_enter, add_key, request_key, keyctl, mount, unshare, setns, pidfd_getfd, pidfd_send_signal.
_MACHINES = {
    "x86_64": (0xC000_003E, (41, 42, 53, 49, 56, 57, 58, 435, 59, 322, 101, 62, 200, 310, 311, 321, 323, 298, 425, 426,
                             248, 249, 250, 165, 272, 308, 438, 424)),
    "aarch64": (0xC000_00B7, (198, 203, 199, 200, 220, 435, 221, 281, 117, 129, 130, 270, 271, 280, 282, 241, 425, 426,
                              217, 218, 219, 40, 97, 268, 438, 424)),
}  # fmt: skip

#: Audit events that no parser has business raising.
_REFUSED = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "os.kill", "os.remove",
    "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.utime",
    "os.putenv", "os.setxattr", "os.removexattr", "shutil.", "tempfile.", "pty.", "ftplib.", "http.", "smtplib.",
    "urllib.", "imaplib.", "poplib.", "webbrowser.", "sqlite3.", "resource.setrlimit", "fcntl.", "mmap.",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Refused(PermissionError):
    """A parser tried what it may not: the network, another program, writing, or a file that is not the program's."""


def readable() -> tuple[str, ...]:
    """Folders a parser may read: Python's, the libraries', our own package, fonts and time zones; not all of sys.path.

    A folder people work in is often on sys.path, and its files are none of a parser's business.
    """
    libraries = [place for place in sys.path if Path(place).name in {"site-packages", "dist-packages"}]
    ours = str(Path(__file__).resolve().parents[1])
    system = ("/usr/share", "/usr/lib", "/usr/lib64", "/lib", "/lib64")
    places = {sys.prefix, sys.base_prefix, sys.exec_prefix, sysconfig.get_path("stdlib"), ours, *libraries, *system}
    found = sorted({Path(place).resolve() for place in places if Path(place).exists()})
    return tuple(str(place) for place in found if not any(other in place.parents for other in found))


def leave_network() -> bool:
    """Move this process, of one thread, into an empty network of its own; False where the kernel refuses."""
    libc = _libc()
    return libc is not None and libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET | _CLONE_NEWIPC) == 0


def die_with_parent(signal: int) -> None:
    """Have the kernel send `signal` to this process when the one that forked it is gone."""
    libc = _libc()
    if libc is not None:
        libc.prctl(_PR_SET_PDEATHSIG, signal, 0, 0, 0)


def enclose(limits: Limits, folders: Iterable[str]) -> None:
    """Raise all walls round this process, for good."""
    allowed = tuple(folders)
    bound(limits)
    libc = _libc()
    if libc is not None:
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        _landlock(libc, allowed)
        _seccomp(libc)
    sys.addaudithook(_hook(allowed))


def confine(limits: Limits, folders: Iterable[str]) -> None:
    """The walls that stand when this process becomes another program: all but those that forbid becoming it."""
    bound(limits)
    libc = _libc()
    if libc is not None:
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        _landlock(libc, tuple(folders), _READ_FILE | _EXECUTE)


def programs() -> tuple[str, ...]:
    """Where programs and what they are linked to lie, beside what `readable` names."""
    places = ("/usr/bin", "/bin", "/usr/local", "/opt", "/etc/ld.so.cache", "/etc/fonts", "/dev/null", "/dev/urandom",
              "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu")  # fmt: skip
    return tuple(place for place in places if Path(place).exists())


def bound(limits: Limits) -> None:
    """Set the resource limits: memory on top of what is mapped already, processor seconds, no file written, no core."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.processor, limits.processor + 1))
    with contextlib.suppress(OSError, ValueError):  # macOS has the constant and refuses it
        resource.setrlimit(resource.RLIMIT_AS, (mapped() + limits.memory,) * 2)


def mapped() -> int:
    """Bytes of address space this process has mapped; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def landlock() -> int:
    """The version of Landlock this kernel offers; 0 where it has none."""
    libc = _libc()
    return max(0, libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), 1)) if libc else 0


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None, use_errno=True) if platform.system() == "Linux" else None


def _landlock(libc: ctypes.CDLL, folders: tuple[str, ...], granted: int = _READ_FILE) -> bool:
    """Forbid every file but those beneath the folders, TCP, and signals to others, as far as the kernel knows how."""
    version = landlock()
    if version < 1:
        return False
    rights = _FS_RIGHTS[min(version, 5)]
    attributes = struct.pack("=QQQ", rights, _TCP_RIGHTS if version >= 4 else 0, _SCOPES if version >= 6 else 0)
    attributes = attributes[: 24 if version >= 6 else 16 if version >= 4 else 8]
    ruleset = libc.syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0)
    if ruleset < 0:
        return False
    for folder in folders:
        _allow(libc, ruleset, folder, granted)
    enclosed = libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0
    os.close(ruleset)
    return bool(enclosed)


def _allow(libc: ctypes.CDLL, ruleset: int, folder: str, granted: int) -> None:
    rights = granted | (_READ_DIR if Path(folder).is_dir() else 0)
    place = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, struct.pack("=Qi", rights, place), 0)
    os.close(place)


def _seccomp(libc: ctypes.CDLL) -> bool:
    """Have the kernel refuse the calls that open sockets, start or watch processes, or reach into the kernel."""
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return False
    architecture, refused = machine
    last = len(refused) + 1
    code = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, architecture), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, 0)]
    code.append((_AT_LEAST, last, 0, _OTHER_TABLE))
    code += [(_EQUAL, last - place, 0, number) for place, number in enumerate(refused, start=1)]
    code += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _EPERM)]
    program = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in code))
    head = struct.pack("@HP", len(code), ctypes.addressof(program))
    return bool(libc.prctl(_PR_SET_SECCOMP, 2, ctypes.c_char_p(head), 0, 0) == 0)


def _hook(folders: tuple[str, ...]) -> Callable[[str, tuple[object, ...]], None]:
    roots = tuple(folder.rstrip("/") + "/" for folder in folders)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            _check_open(arguments, roots)
        elif event.startswith(_REFUSED):
            raise Refused(f"a parser may not use {event}")

    return watch


def _check_open(arguments: tuple[object, ...], roots: tuple[str, ...]) -> None:
    path, mode, flags = (*arguments, None, None, None)[:3]
    if (isinstance(mode, str) and set(mode) & set("wax+")) or (isinstance(flags, int) and flags & _WRITING):
        raise Refused("a parser may not write files")
    if isinstance(path, bytes):
        path = os.fsdecode(path)
    if isinstance(path, str) and not (os.path.realpath(path) + "/").startswith(roots):
        raise Refused("a parser may read the program's own files only")
