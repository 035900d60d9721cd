"""No line of the program opens an original for writing: where one lies, and how it is written, one module knows."""

import ast
from collections.abc import Iterator
from pathlib import Path

import chamsae

SOURCE = Path(chamsae.__file__).parent
STORE = SOURCE / "archive" / "objects.py"
#: Methods and functions that write, cut, rename or remove.
WRITES = {
    "write_bytes", "write_text", "truncate", "touch", "rename", "replace", "unlink", "remove", "rmtree", "symlink_to",
    "hardlink_to", "link", "copy", "copy2", "copyfile", "move", "chmod", "fchmod", "NamedTemporaryFile", "wipe",
}  # fmt: skip
#: Functions of the store that write, and what: temporary files, their new name, damaged bytes moved out of the way,
#: and what is wiped (for who took consent back, or once it is sealed), moved out of the way first.
MAY = {"_put", "put_aside", "_wipe", "_temporary", "_write", "_remove_abandoned"}

#: What may be done with the folder of originals: hand it to its store, make it, see whether it is there.
HARMLESS = {"FolderObjects", "mkdir", "is_dir"}


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def called(node: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for call in (one for one in ast.walk(node) if isinstance(one, ast.Call)):
        if isinstance(call.func, ast.Attribute):
            yield call.func.attr, call
        elif isinstance(call.func, ast.Name):
            yield call.func.id, call


def test_in_the_store_only_these_functions_write_and_what_is_opened_is_opened_to_read() -> None:
    tree = ast.parse(STORE.read_text("utf-8"))
    assert {one.name for one in functions(tree) for name, _ in called(one) if name in WRITES} == MAY
    opened = [call for name, call in called(tree) if name == "open" and isinstance(call.func, ast.Name)]
    assert len(opened) >= 2
    for call in opened:
        assert ast.literal_eval(call.args[1]) == "rb", ast.unparse(call)
    modes = [
        ast.unparse(call) for name, call in called(tree) if name == "open" and isinstance(call.func, ast.Attribute)
    ]
    assert not [one for one in modes if "O_WR" in one or "O_RDWR" in one or "O_TRUNC" in one or "O_APPEND" in one]


def test_where_an_original_lies_is_known_to_its_store_alone() -> None:
    for path in SOURCE.rglob("*.py"):
        known = [
            one for one in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(one, ast.Attribute) and one.attr == "_path" and "objects" in ast.unparse(one.value)
        ]  # fmt: skip
        assert not known, f"{path}: {[ast.unparse(one) for one in known]}"


def test_the_folder_of_originals_is_only_made_and_handed_to_its_store() -> None:
    uses = 0
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        given = {id(one) for name, call in called(tree) if name in HARMLESS for one in ast.walk(call)}
        for one in ast.walk(tree):
            if isinstance(one, ast.BinOp) and ast.unparse(one.right) in ("OBJECTS", "'objects'"):
                uses += 1
                backup = path.name == "repository.py"  # sealed copies in a folder of their own
                assert backup or id(one) in given, f"{path}:{one.lineno}: {ast.unparse(one)}"
    assert uses >= 3
