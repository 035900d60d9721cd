"""The page on Python names every method with its parameters, and every noun."""

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from enum import Enum
from importlib import import_module
from typing import Any

import chamsae
from chamsae import model, ports
from chamsae.casebook.book import Casebook
from tests.docs.fenced import ROOT

PAGE = (ROOT / "docs" / "reference" / "python.md").read_text("utf-8")


def test_every_way_to_open_a_casebook_is_there_with_its_parameters() -> None:
    assert [name for name in chamsae.__all__ if f"`chamsae.{_call(name, getattr(chamsae, name))}`" not in PAGE] == []


def test_every_method_of_a_casebook_is_there_with_its_parameters() -> None:
    with chamsae.in_memory() as book:
        namespaces = {
            name: type(value)
            for name, value in vars(book).items()
            if type(value).__module__.startswith("chamsae.casebook") and not name.startswith("_")
        }
    assert len(namespaces) == 37
    calls = [f"{name}.{call}" for name, kind in namespaces.items() for call in _calls(kind)] + list(_calls(Casebook))
    assert [call for call in calls if f"`{call}`" not in PAGE] == []


def test_every_method_of_store_and_objects_is_there() -> None:
    methods = [name for protocol in (ports.Store, ports.Objects) for name, _ in _methods(protocol)]
    assert [name for name in methods if f"`{name}`" not in PAGE and f"`{name}(" not in PAGE] == []


def test_what_reads_from_the_store_is_there_with_its_parameters() -> None:
    shown = {name: method for name, method in _methods(ports.Store) if f"`{name}(" in PAGE}
    assert [name for name, method in shown.items() if f"`{_call(name, method)}`" not in PAGE] == []


def test_every_noun_is_there_under_its_module() -> None:
    for found in pkgutil.iter_modules(model.__path__):
        module = import_module(f"{model.__name__}.{found.name}")
        row = next((line for line in PAGE.splitlines() if line.startswith(f"| `{found.name}` |")), "")
        nouns = [name for name, one in vars(module).items() if _of(one, module.__name__) and not name.startswith("_")]
        assert row and [name for name in nouns if f"`{name}`" not in row] == []


def _of(one: object, module: str) -> bool:
    return inspect.isclass(one) and one.__module__ == module


def _methods(kind: type) -> list[tuple[str, Callable[..., Any]]]:
    return [(name, one) for name, one in inspect.getmembers(kind, inspect.isfunction) if not name.startswith("_")]


def _calls(kind: type) -> Iterator[str]:
    for name, method in _methods(kind):
        yield _call(name, method)


def _call(name: str, function: Callable[..., Any]) -> str:
    """A call as the page writes it: names and defaults, without `self` and types."""
    found = inspect.signature(function)
    bare = [
        one.replace(annotation=inspect.Parameter.empty, default=_shown(one.default))
        for key, one in found.parameters.items()
        if key != "self"
    ]
    return f"{name}{found.replace(parameters=bare, return_annotation=inspect.Signature.empty)}"


def _shown(default: object) -> object:
    """A default as one would type it: the value of an enumeration, a noun that says nothing as `Noun()`."""
    if isinstance(default, Enum):
        return default.value
    return _Typed(type(default).__name__) if is_dataclass(default) else default


class _Typed(str):
    """Shown as a call without arguments."""

    def __repr__(self) -> str:
        return f"{self}()"
