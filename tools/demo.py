"""The demo: a casebook from the shipped sample, or from your own folder, read on the spot and served.

    python tools/demo.py [--from DIR] [--no-serve]

The sample's casebook (demo-casebook/) is made anew each time; your own (own-casebook/) is kept and
continued. Nothing is fetched.
"""

import argparse
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE, DEMO, OWN = ROOT / "sample" / "sources", ROOT / "demo-casebook", ROOT / "own-casebook"


def main() -> None:
    """Make or continue the casebook, read, print what was found, serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="source", type=Path, help="your own folder instead of the sample")
    parser.add_argument("--no-serve", action="store_true")
    options = parser.parse_args()
    book = OWN if options.source else DEMO
    if not options.source and book.exists():
        shutil.rmtree(book)
    if not book.exists():
        _chamsae(
            "init",
            "--no-encryption",
            str(book),
            "--name",
            "Own casebook" if options.source else "Sample (all invented)",
        )
    began = time.monotonic()
    _chamsae("-C", str(book), "add", str(options.source or SAMPLE))
    _chamsae("-C", str(book), "read")
    print(f"Added and read in {time.monotonic() - began:.0f} s.\n")
    for title, command in (("Copies", "copies"), ("Figures", "figures")):
        print(f"== {title}")
        _chamsae("-C", str(book), command)
        print()
    print(f"The casebook is in {book.name}/. Look at it with: .venv/bin/chamsae -C {book.name} serve")
    if not options.no_serve:
        _chamsae("-C", str(book), "serve")


def _chamsae(*arguments: str) -> None:
    """Run a command; what was refused or could not be read (exit code 5) has been said and does not stop the demo."""
    sys.stdout.flush()
    done = subprocess.run([Path(sys.executable).parent / "chamsae", *arguments], check=False)
    if done.returncode not in (0, 5):
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
