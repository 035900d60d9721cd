"""The vault of a casebook: who people are, sealed person by person, opened with a reason, closed for ever at will."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from chamsae.archive import vaulting
from chamsae.archive.backup.sealing import Identity, recipients
from chamsae.casebook.consents import Consents
from chamsae.casebook.entering import enter
from chamsae.casebook.erasing import erase
from chamsae.casebook.progress import Silent
from chamsae.errors import InputError, NotFound, phrase
from chamsae.model.consent import Consent
from chamsae.model.ledger import standing
from chamsae.model.log import Holder, Key
from chamsae.model.storable import storable
from chamsae.model.vault import Admission, Particular, ParticularKind, VaultLock, VaultPart
from chamsae.ports import Clock, Progress, Store
from chamsae.protect.may import Actor

#: Characters a detail may have.
LONGEST = 10_000
#: Details that name somebody.
NAMING = frozenset({ParticularKind.NAME, ParticularKind.ALIAS, ParticularKind.KIN, ParticularKind.BROKER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What the vault holds of a person, in order, and every consent of theirs, to be looked at beside it."""

    person: str
    particulars: tuple[Particular, ...]
    consents: tuple[Consent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A person of whom the vault holds details: in how many parts, and when the last was added.

    `openers` are the public keys of those who can open them; after the lock was destroyed nobody can.
    """

    person: str
    parts: int
    last: datetime
    openers: tuple[str, ...]

    @property
    def destroyed(self) -> bool:
        """True where it can never be opened again."""
        return not self.openers


class Vault:
    """Details of people's identity in one casebook. What is kept here is in no other place of it."""

    def __init__(self, store: Store, clock: Clock, consent: Consents) -> None:
        self._store, self._clock, self._consent = store, clock, consent

    def admit(self, key: str, name: str, *, by: str, why: str = "") -> Admission:
        """Let the holder of a public key (age1… or ssh-…) open the vault; what is there already needs `renew`.

        Raises InputError for what is no public key, without a name, and for a key admitted before.
        """
        key = key.strip()
        if not recipients([key]) or not name.strip():
            raise InputError(phrase("a public key and who holds it are needed"), do=vaulting.MAKE_KEY)
        if any(one.subject == key for one in self.admitted()):
            raise InputError(phrase("this key is admitted already"), thing=key[:60])
        return enter(self._store, Admission(subject=key, name=name.strip(), by=by, at=self._clock(), why=why))

    def dismiss(self, key: str, *, by: str, why: str = "") -> Admission:
        """Take an admission back: nothing more is sealed to this key; `renew` takes from it what it could open.

        Raises NotFound where it is not admitted.
        """
        found = next((one for one in self.admitted() if one.subject == key.strip()), None)
        if found is None:
            raise NotFound(
                phrase("this key is not admitted"), thing=key[:60], do=phrase("`chamsae vault admitted` lists them.")
            )
        return enter(self._store, replace(found, number=0, undoes=found.number, by=by, at=self._clock(), why=why))

    def admitted(self) -> list[Admission]:
        """Whose keys open what is sealed from now on."""
        return standing(self._store.entries(Admission))

    def actor(self, name: str) -> Actor:
        """Somebody at work with what they are cleared for (casebook.clearances)."""
        return self._consent.actor(name)

    def keep(self, person: str, particulars: Iterable[Particular], *, by: str) -> VaultPart:
        """Seal details of a person and keep them beside those kept before; needs no secret key.

        Raises NotFound for nobody, InputError where there is nothing to keep or nobody is admitted who could open it.
        """
        told = tuple(replace(one, text=one.text.strip()) for one in particulars if one.text.strip())
        self._consent.ids(person)
        if not told or any(len(one.text) > LONGEST for one in told):
            raise InputError(phrase("a detail has 1 to %(longest)s characters", longest=f"{LONGEST:,}"), thing=person)
        storable(told, person)
        with self._store.transaction():
            return self._sealed(self._lock(person) or self._new_lock(person, by), told, by)

    def open(self, person: str, keys: Sequence[Identity], *, by: str, why: str) -> Opened:
        """What the vault holds of a person; that it was opened, and why, stands in the log.

        Raises NotFound for nobody, InputError without a reason, where no key fits and where the lock was destroyed.
        """
        if not why.strip():
            raise InputError(
                phrase("it is not said why the vault is opened"), thing=person, do=phrase("Give the reason.")
            )
        ids = self._consent.ids(person)
        found = tuple(one for id in ids for one in self._particulars(id, keys))
        with self._store.transaction():
            self._store.append_log(
                at=self._clock(), actor=by, action="vault_open", subject=person, detail={}, hidden={"reason": why}
            )
        return Opened(person=person, particulars=found, consents=tuple(self._consent.of(person)))

    def names(self, keys: Sequence[Identity], *, by: str, why: str) -> tuple[str, ...]:
        """Every name the vault holds that these keys open, of persons, kin and brokers, as written there.

        Each opening stands in the log, as in `open`. What was destroyed, and what is sealed to other keys, is left out.
        """
        found: list[str] = []
        for one in self.all():
            if one.destroyed:
                continue
            try:
                told = self.open(one.person, keys, by=by, why=why).particulars
            except InputError:
                if not why.strip():
                    raise
                continue
            found += [detail.text for detail in told if detail.kind in NAMING]
        return tuple(dict.fromkeys(found))

    def all(self) -> list[Kept]:
        """Of whom the vault holds details, the last added to first."""
        parts: dict[str, list[VaultPart]] = {}
        for one in self._store.entries(VaultPart):
            parts.setdefault(one.subject, []).append(one)
        locks = {person: self._lock(person) for person in parts}
        found = [_kept(person, held, locks[person]) for person, held in parts.items()]
        return sorted(found, key=lambda one: one.last, reverse=True)

    def renew(self, keys: Sequence[Identity], *, by: str, progress: Progress | None = None) -> int:
        """Seal everything anew for those admitted today, under new keys; the old ones are destroyed. How many persons.

        Somebody admitted since can then open it, somebody dismissed no longer, even with a copy of the database made
        afterwards. One person after the other: an interrupted run goes on where it stopped.
        """
        watch, done = progress or Silent(), 0
        now = tuple(sorted(one.subject for one in self.admitted()))
        waiting = [one.person for one in self.all() if not one.destroyed and one.openers != now]
        watch.start(len(waiting), "sealing anew")
        for person in waiting:
            with self._store.transaction():
                told = tuple(self._particulars(person, keys))
                self._destroy(person, "sealed anew for those admitted", by)
                self._sealed(self._new_lock(person, by), told, by)
            done += 1
            watch.step(person)
        watch.finish()
        self._store.scrub()
        return done

    def destroy(self, person: str, *, by: str, why: str) -> int:
        """Destroy the keys of all the vault holds of a person: nobody can open it again. How many keys.

        Copies made before (backups, exports with keys) still hold them. Raises NotFound where nothing is held,
        InputError without a reason.
        """
        if not why.strip():
            raise InputError(phrase("it is not said why"), thing=person, do=phrase("Give the reason."))
        with self._store.transaction():
            gone = sum(self._destroy(id, why.strip(), by) for id in self._consent.ids(person))
        if not gone:
            raise NotFound(phrase("the vault holds nothing of this person that could be opened"), thing=person)
        self._store.scrub()
        return gone

    def _particulars(self, person: str, keys: Sequence[Identity]) -> Iterator[Particular]:
        held = list(self._store.entries(VaultPart, subject=person))
        lock = self._lock(person)
        if held and lock is None:
            raise InputError(phrase("its key was destroyed: it can never be opened again"), thing=person)
        if lock is None:
            return
        secret = vaulting.unwrap(lock.wrapped, self._key(lock.lock).secret, keys)
        for part in held:
            if part.lock == lock.lock:
                yield from msgspec.json.decode(vaulting.unseal(part.box, secret), type=tuple[Particular, ...])

    def _sealed(self, lock: VaultLock, told: tuple[Particular, ...], by: str) -> VaultPart:
        box = vaulting.seal(msgspec.json.encode(told), lock.public)
        return enter(self._store, VaultPart(subject=lock.subject, lock=lock.lock, box=box, by=by, at=self._clock()))

    def _lock(self, person: str) -> VaultLock | None:
        """The person's pair of keys, unless its lock was destroyed."""
        held = list(self._store.entries(VaultLock, subject=person))
        return held[-1] if held and any(self._store.keys(Holder.THING, held[-1].lock)) else None

    def _new_lock(self, person: str, by: str) -> VaultLock:
        openers = tuple(sorted(one.subject for one in self.admitted()))
        if not openers:
            raise InputError(
                phrase("nobody is admitted who could open it"), do=phrase("`chamsae vault admit KEY` admits one.")
            )
        name = f"vault {secrets.token_hex(8)}"
        secret, public = vaulting.new_pair()
        wrapped = vaulting.wrap(secret, self._key(name).secret, openers)
        made = VaultLock(
            subject=person, lock=name, public=public, wrapped=wrapped, openers=openers, by=by, at=self._clock()
        )
        return enter(self._store, made)

    def _key(self, lock: str) -> Key:
        return self._store.key(Holder.THING, lock)

    def _destroy(self, person: str, why: str, by: str) -> int:
        lock = self._lock(person)
        if lock is None:
            return 0
        erase(self._store, lock.lock, reason=why, by=by, at=self._clock())
        return 1


def _kept(person: str, parts: Sequence[VaultPart], lock: VaultLock | None) -> Kept:
    last = parts[-1]
    held = [one for one in parts if one.lock == (lock.lock if lock else last.lock)]
    return Kept(person=person, parts=len(held), last=last.at, openers=lock.openers if lock else ())
