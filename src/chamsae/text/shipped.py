"""The tables that come with Chamsae: YAML files of chamsae.resources, each read the quickest safe way there is."""

from importlib.resources import files
from typing import Any


def shipped(name: str, folder: str = "chamsae.resources") -> Any:
    """What the folder's NAME.yml holds, read anew at each call; raises FileNotFoundError when there is none."""
    import yaml  # noqa: PLC0415 - for those who import a module and use no table of it

    # libyaml is about eight times as quick; not every build of PyYAML has it. Both build plain values only.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(files(folder).joinpath(f"{name}.yml").read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
