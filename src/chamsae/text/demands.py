"""What the Berkeley Protocol asks (resources/berkeley.yml)."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec
import yaml

from chamsae.model.demand import Demand


@cache
def demands() -> Mapping[str, Demand]:
    """All demands by key: those of preservation, then those of collection."""
    held = yaml.safe_load((files("chamsae.resources") / "berkeley.yml").read_text("utf-8"))
    found = msgspec.convert(held["demands"], list[Demand])
    return {one.key: one for one in found}
