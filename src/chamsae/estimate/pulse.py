"""The pulse of a long run: computing asks it between rounds, and whoever wants the run to end raises there.

It is that of the thread it was given in, so that no method and no sampler has to hand it on.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Asked = Callable[[], object]

_ASKED: ContextVar[Asked | None] = ContextVar("asked", default=None)


@contextmanager
def pulse(asked: Asked | None) -> Iterator[None]:
    """While this lasts, `beat` asks `asked`, whose error ends the run; None: nobody, or who was asked before."""
    token = _ASKED.set(asked or _ASKED.get())
    try:
        yield
    finally:
        _ASKED.reset(token)


def beat() -> None:
    """Between two rounds of a second or less: go on, unless who was asked raises."""
    if asked := _ASKED.get():
        asked()
