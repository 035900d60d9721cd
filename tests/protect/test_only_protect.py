"""Only chamsae.protect makes what publishers see, and publishers see nothing else."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import chamsae.model.release
import chamsae.model.released_estimate
import chamsae.model.released_package
import chamsae.model.released_table

SOURCE = Path(inspect.getfile(chamsae)).parent
#: Entries of the ledger: they hold what protect made, and are written down by the casebook.
ENTRIES = {"TableOut"}
#: Parts of release.py and the files that may construct each.
MADE_BY = {
    "Release": {"protect/release.py"},
    "ReleasedFigure": {"protect/release.py"},
    "ReleasedClaim": {"protect/release.py"},
    "Citation": {"protect/release.py"},
    "ReleasedPackage": {"protect/package.py"},
    "ReleasedCase": {"protect/package.py"},
    "ReleasedStep": {"protect/package.py"},
    "ReleasedText": {"protect/package.py"},
    "WithheldItem": {"protect/release.py", "protect/package.py", "protect/tables.py", "protect/estimates.py"},
}
#: What publishers may import of the casebook's nouns: what protect releases, what forms and journeys are drawn from.
SEEN = {
    "amount", "bundle", "canonical", "journey", "link", "log", "petition", "place", "provenance", "release",
    "released_estimate", "released_package", "released_table", "term", "when",
}  # fmt: skip


def released() -> set[str]:
    """The names of all nouns that only protect constructs."""
    modules = (chamsae.model.release, chamsae.model.released_estimate, chamsae.model.released_package,
               chamsae.model.released_table)  # fmt: skip
    found = {name for one in modules for name, noun in vars(one).items()
             if inspect.isclass(noun) and noun.__module__ == one.__name__}  # fmt: skip
    return found - ENTRIES


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text("utf-8"))


def made(tree: ast.Module) -> Iterator[str]:
    """The nouns a file constructs, under whatever name it imported them."""
    names = {alias.asname or alias.name: alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
             for alias in node.names}  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = (
                called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
            )
            if names.get(name, name) in released():
                yield names.get(name, name)


def test_nobody_but_protect_constructs_what_publishers_see() -> None:
    found: dict[str, set[str]] = {}
    for path, tree in trees():
        for name in made(tree):
            found.setdefault(name, set()).add(path)
    # a table laid out has cells for what was not counted, made where they are described
    outside = {path for name, paths in found.items() for path in paths if not path.startswith("protect/")}
    assert outside <= {"model/released_table.py"}, found
    assert {name: found[name] for name in MADE_BY} == MADE_BY
    assert released() >= MADE_BY.keys()


def test_what_protect_makes_is_changed_nowhere_else() -> None:
    """`replace` on a release would make another one: no publisher who has one in hand uses it."""
    for path, tree in trees():
        imported = [one.module or "" for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)]
        if path.startswith("publish/") and any(one.startswith("chamsae.model.release") for one in imported):
            calls = [one for one in ast.walk(tree) if isinstance(one, ast.Call)]
            assert not [one for one in calls if isinstance(one.func, ast.Name) and one.func.id == "replace"], path


def test_publishers_import_releases_text_and_each_other() -> None:
    for path, tree in trees():
        if not path.startswith("publish/"):
            continue
        for node in ast.walk(tree):
            module = node.module if isinstance(node, ast.ImportFrom) else None
            if module and module.startswith("chamsae."):
                part, *rest = module.removeprefix("chamsae.").split(".")
                assert part in {"publish", "text", "errors", "model"}, f"{path} imports {module}"
                assert part != "model" or rest[0] in SEEN, f"{path} imports {module}"
