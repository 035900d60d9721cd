"""The gate of what is written for people outside: it has left as part of a release, or it is not written.

Whatever is for the team passes; it says on every page that it is not for handing out.
"""

from collections.abc import Iterator

from chamsae.errors import Withheld, phrase
from chamsae.model.released_package import ReleasedPackage
from chamsae.model.releasing import Publication
from chamsae.ports import Store
from chamsae.protect.release import Audience


def check_left(store: Store, *, audience: str, id: str, how: str) -> None:
    """Let pass what is for the team, and what left as part of a release (`id`); raises Withheld for all else.

    `how` is the option of `chamsae release draft` that takes it into a release.
    """
    if audience == Audience.INTERNAL or any(id in held(one.package) for one in store.entries(Publication)):
        return
    raise Withheld(
        phrase("what is for people outside leaves through a release, with its checklist and signatures"),
        thing=id[:20],
        do=phrase(
            "Begin one: `chamsae release draft TITLE --audience %(audience)s %(how)s`. "
            "What left is written by `chamsae release edition`.",
            audience=audience,
            how=how,
        ),
    )


def held(package: ReleasedPackage) -> frozenset[str]:
    """The ids of all that a release holds and that can be written by itself."""
    return frozenset(_ids(package))


def _ids(package: ReleasedPackage) -> Iterator[str]:
    if package.figures is not None:
        yield package.figures.id
    yield from (one.id for one in package.tables)
    yield from (one.id for one in package.estimations)
