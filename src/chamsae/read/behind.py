"""The small process that raises walls round itself and then becomes another program (see chamsae.read.program)."""

import os
import signal
import sys
from dataclasses import dataclass

import msgspec

from chamsae.read import walls
from chamsae.read.parsed import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Walls:
    """The program with its arguments, what it may cost, and the folders it may read beside the system's."""

    command: tuple[str, ...]
    limits: Limits
    folders: tuple[str, ...] = ()


def main() -> None:
    """Raise the walls told in the last argument and become the program."""
    order = msgspec.json.decode(sys.argv[-1], type=Walls)
    walls.die_with_parent(signal.SIGKILL)
    walls.leave_network()
    walls.confine(order.limits, (*walls.readable(), *walls.programs(), *order.folders))
    os.execv(order.command[0], order.command)  # noqa: S606 - the very purpose
