"""Who answers for an act: whom its words name as having done it, under whom that body stands, up to its State."""

from collections.abc import Sequence

from chamsae.model.case import Involved
from chamsae.model.claim import Act, Claim, Involvement
from chamsae.text import places
from chamsae.text.custody import bodies, chain

#: The part of whoever an act's own words name as its doer.
DID = "did"


def involved(claim: Claim, said: Sequence[Claim] = ()) -> tuple[Involved, ...]:
    """Everybody whom a claim of an act names as its doer, and those whom further claims give a part in it."""
    value = claim.value
    assert isinstance(value, Act)
    country = _country(", ".join(claim.place))
    parts = [_part(value.actor, DID, None, claim.id, country)] if value.actor else []
    for one in said:
        if isinstance(one.value, Involvement):
            parts.append(_part(one.value.actor, one.value.degree or DID, one.value.type, one.id, country))
    return tuple(parts)


def responsible(words: str, country: str | None = None) -> tuple[str, ...]:
    """The keys of a named body and all it stands under, up to its State; only the State where no body is known.

    A word of several countries is settled by the country (key) it stands with, or its own words; else by none.
    """
    named = _country(words)
    found = [chain(body.key) for body in bodies(words)]
    if named or len(found) > 1:
        found = [one for one in found if one[-1].key == (named or country)]
    if len(found) == 1:
        return tuple(body.key for body in found[0])
    states = {one[-1].key for one in found}
    return (named,) if named else tuple(states) if len(states) == 1 else ()


def _part(name: str, degree: str, type_: str | None, claim: str, country: str | None) -> Involved:
    keys = responsible(name, country)
    return Involved(
        name=name, degree=degree, type=type_, chain=keys, state=keys[-1].upper() if keys else None, claims=(claim,)
    )


def _country(words: str) -> str | None:
    found = places.country_and_key(words) if words else None
    countries = places.countries(found[0]) if found else ()
    return countries[0] if len(countries) == 1 else None
