"""How long consent that is taken back takes to act, and to erase: `make bench-withdrawal`.

    python bench/withdrawal.py [--witnesses 10000] [--no-encryption]

Makes a casebook of so many invented witnesses with an interview and a consent each, one of whom has told an account. A
second process holds the same casebook open and asks without a pause whether that account may be used. Then consent is
taken back, and what was told is erased. Prints the seconds until the call returned, until the other process was last
told yes, and until the erasing was done with the words of the account in no file of the casebook (for an encrypted one
that says little: tests look into it decrypted). Ends with status 1 beyond one second for the first two, sixty for the
last. Making the casebook is not measured.
"""

import argparse
import multiprocessing
import secrets
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.entering import enter
from chamsae.model.consent import Answer, Circumstances, Consent, Decision, Purpose, asked
from chamsae.model.interview import Draft, Interview, Passage, Voice
from chamsae.protect.may import Actor, Clearance, Field, FieldKind

#: Seconds within which nothing may leave any more, and within which what was told is in no file.
STOPPED, ERASED = 1.0, 60.0
CIRCUMSTANCES = Circumstances(risks="The ministry could learn of it.")
PERMISSIONS = asked((one, Answer.YES) for one in Purpose)
#: Invented, with a name that stands nowhere else.
ACCOUNT, NAME = (
    "저는 2011년 3월 3일 투먼에서 북송되었습니다. 제 이름은 탁별솔입니다. 감방에 20명이 있었습니다.",
    "탁별솔",
)
PASSPHRASE = "a passphrase of the bench"


def main() -> None:
    """Make the casebook, take consent back, erase, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--witnesses", type=int, default=10_000)
    parser.add_argument("--no-encryption", action="store_true")
    given = parser.parse_args()
    passphrase = "" if given.no_encryption else PASSPHRASE
    with tempfile.TemporaryDirectory(prefix="withdrawal-") as scratch:
        folder = Path(scratch) / "book"
        with chamsae.init(folder, passphrase=passphrase) as book:
            begun = time.perf_counter()
            crowd(book, given.witnesses)
            witness, interview = telling(book)
            print(f"{given.witnesses:,} witnesses, made in {time.perf_counter() - begun:.0f} s", flush=True)
            good = measured(book, folder, passphrase, witness, interview)
    sys.exit(not good)


def crowd(book: Casebook, many: int) -> None:
    """Witnesses with an interview and a consent each."""
    with book.store.transaction():
        for at in range(many):
            held = Interview(
                subject=f"i{secrets.token_hex(6)}", witness=f"W-{at:06}", language="ko", by="Alice", at=book.clock()
            )
            enter(book.store, held)
            consent = Consent(
                subject=held.witness, decision=Decision.GIVEN, permissions=PERMISSIONS, covers=(held.subject,),
                circumstances=CIRCUMSTANCES, by="Alice", at=book.clock(),
            )  # fmt: skip
            enter(book.store, consent)


def telling(book: Casebook) -> tuple[str, str]:
    """The one who has told an account: their code and the interview."""
    held = book.interviews.begin(language="ko", by="Alice")
    book.interviews.consent(held.subject, PERMISSIONS, CIRCUMSTANCES, by="Alice")
    kept = book.interviews.save(held.subject, [Passage(voice=Voice.WITNESS, text=ACCOUNT)], base=0, by="Alice")
    assert isinstance(kept, Draft)
    book.interviews.finish(held.subject, by="Alice")
    return held.witness, held.subject


def measured(book: Casebook, folder: Path, passphrase: str, witness: str, interview: str) -> bool:
    """Take consent back beside a process that asks for it, then erase; whether all was within its time."""
    here, there = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    other = context.Process(target=asking, args=(there, folder, passphrase, witness, interview))
    other.start()
    assert here.recv() == "yes", "consent was not known to begin with"
    begun = time.time()
    book.withdrawal.take_back(witness, by="Alice", why="afraid for her sister")
    returned = time.time() - begun
    last, rounds = here.recv()
    other.join()
    begun_erasing = time.time()
    book.withdrawal.destroy(witness, by="Alice", why="she asked for it")
    erased = time.time() - begun_erasing
    left = [str(path.relative_to(folder)) for path in _files(folder) if NAME.encode() in path.read_bytes()]
    print(f"taken back: the call returned after {returned:.2f} s")
    print(f"another process was last told yes after {last - begun:.2f} s, asking {rounds} times (most {STOPPED:.0f} s)")
    print(f"erased after {erased:.2f} s (most {ERASED:.0f} s); the words stand in {', '.join(left) or 'no file'}")
    return returned <= STOPPED and last - begun <= STOPPED and erased <= ERASED and not left


def asking(line: Connection, folder: Path, passphrase: str, witness: str, interview: str) -> None:
    """Ask whether the account may be used until the answer is no; tell when it last was yes."""
    actor = Actor(name="Bob", cleared=Clearance.IDENTITY)
    with chamsae.open(folder, passphrase=passphrase) as book:

        def allowed() -> bool:
            field = Field(kind=FieldKind.COUNT, item=interview)
            return bool(book.consent.may(actor, Purpose.INTERNAL, "", field, person=witness))

        line.send("yes" if allowed() else "no")
        last, rounds = time.time(), 0
        while allowed():
            last, rounds = time.time(), rounds + 1
        line.send((last, rounds))


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


if __name__ == "__main__":
    main()
