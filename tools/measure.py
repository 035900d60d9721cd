"""Print the house numbers: lines per function and file, share of documented public functions.

    python tools/measure.py [--strict]

With --strict the exit status is 1 when a function has over 60 lines or a file over 400.
"""

import ast
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

LONGEST_FUNCTION, LONGEST_FILE = 60, 400

Function = ast.FunctionDef | ast.AsyncFunctionDef


def main() -> None:
    """Measure src/ and print."""
    files = [path for path in Path("src").rglob("*.py") if "migrations" not in path.parts]
    lengths = {f"{path}:{node.lineno} {node.name}": _lines(node) for path in files for node in _functions(path)}
    sizes = {str(path): path.read_text("utf-8").count("\n") for path in files}
    public = [node for path in files for node in _functions(path) if not node.name.startswith("_")]
    ordered = sorted(lengths.values())
    print(
        f"{len(files)} files, median {statistics.median(sizes.values()):.0f} lines; {len(ordered)} functions, "
        f"median {statistics.median(ordered):.0f} lines, nine in ten at most {ordered[int(len(ordered) * 0.9)]}; "
        f"{sum(ast.get_docstring(node) is not None for node in public) / len(public):.0%} of public ones documented"
    )
    faults = [f"{lines} lines: {what}" for what, lines in lengths.items() if lines > LONGEST_FUNCTION]
    faults += [f"{lines} lines: {what}" for what, lines in sizes.items() if lines > LONGEST_FILE]
    print("\n".join(faults))
    sys.exit(bool(faults) and "--strict" in sys.argv)


def _functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, Function):
            yield node


def _lines(node: Function) -> int:
    body = node.body[1:] if ast.get_docstring(node) is not None and len(node.body) > 1 else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1


if __name__ == "__main__":
    main()
