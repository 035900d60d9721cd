"""The colours of a picture by what they are for: on white paper, in the dark, or as the screen's own tokens."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours of land and sea, of text, and of what is told; text is 4.5:1 or better on `paper` and `land`."""

    paper: str
    land: str
    sea: str
    coast: str
    border: str
    inner: str
    ink: str
    quiet: str
    line: str
    accent: str
    on_accent: str
    soft: str
    doubt: str
    stamp: str


LIGHT = Palette(
    paper="#FFFFFF",
    land="#FBFAF7",
    sea="#E4ECF0",
    coast="#A9B8C0",
    border="#8B8676",
    inner="#E3DFD5",
    ink="#1F2933",
    quiet="#55606B",
    line="#DAD6CC",
    accent="#1F5673",
    on_accent="#FFFFFF",
    soft="#C9DEE8",
    doubt="#7A4B00",
    stamp="#9B2C2C",
)
DARK = Palette(
    paper="#14181C",
    land="#20272D",
    sea="#11171C",
    coast="#45525C",
    border="#74808A",
    inner="#2C343B",
    ink="#E6E9EB",
    quiet="#A7B1B9",
    line="#323A41",
    accent="#7FBEDD",
    on_accent="#10181D",
    soft="#294A5A",
    doubt="#E3B65C",
    stamp="#EE9A94",
)
#: For pictures inside a page that defines these (web/static/chamsae/map.css): light or dark as the reader chose.
TOKENS = Palette(
    paper="var(--panel)",
    land="var(--map-land)",
    sea="var(--map-sea)",
    coast="var(--map-coast)",
    border="var(--edge)",
    inner="var(--map-inner)",
    ink="var(--ink)",
    quiet="var(--quiet)",
    line="var(--line)",
    accent="var(--accent)",
    on_accent="var(--on-accent)",
    soft="var(--map-soft)",
    doubt="var(--proposed)",
    stamp="var(--rejected)",
)
