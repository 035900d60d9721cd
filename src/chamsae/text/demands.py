"""What the Berkeley Protocol asks (resources/berkeley.yml)."""

from collections.abc import Mapping
from functools import cache

import msgspec

from chamsae.model.demand import Demand
from chamsae.text.shipped import shipped


@cache
def demands() -> Mapping[str, Demand]:
    """All demands by key: those of preservation, then those of collection."""
    held = shipped("berkeley")
    found = msgspec.convert(held["demands"], list[Demand])
    return {one.key: one for one in found}
