"""An SVG page under construction: plain shapes and safe text, in colours of ours. No script, no link, no metadata."""

from dataclasses import dataclass, field

from chamsae.publish.page import safe
from chamsae.publish.typeset import lines

#: Families with Hangul and Han among them; who draws the picture takes the first it has for each sign.
FAMILIES = (
    "'Noto Sans', 'Noto Sans KR', 'Noto Sans CJK KR', 'Malgun Gothic', 'Apple SD Gothic Neo', 'Noto Sans SC', "
    "'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', 'Liberation Sans', Arial, sans-serif"
)
#: The house colours on white, each 4.5:1 or better as text.
INK, QUIET, LINE, ACCENT, SOFT, STAMP = "#1F2933", "#55606B", "#DAD6CC", "#1F5673", "#E3EEF3", "#9B2C2C"
#: Line height in ems, for all scripts.
LEADING = 1.45


@dataclass(slots=True)
class Sheet:
    """Shapes in the order in which they are drawn, on a white page of this width; `y` is where the next text goes."""

    width: float
    y: float = 0.0
    shapes: list[str] = field(default_factory=list)

    def shape(self, name: str, /, **attributes: str | float) -> None:
        """Any shape; `_` in the name of an attribute stands for `-`."""
        given = " ".join(f'{key.replace("_", "-")}="{_value(value)}"' for key, value in attributes.items())
        self.shapes.append(f"<{name} {given}/>")

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 14,
        fill: str = INK,
        *,
        weight: int = 400,
        anchor: str = "start",
        language: str = "",
        **look: str | float,
    ) -> None:
        """One line of text; `y` is its base line, `look` any other attributes."""
        tag = f' xml:lang="{safe(language)}"' if language and language != "und" else ""
        bold = f' font-weight="{weight}"' if weight != 400 else ""
        where = f' text-anchor="{anchor}"' if anchor != "start" else ""
        more = "".join(f' {key.replace("_", "-")}="{_value(value)}"' for key, value in look.items())
        self.shapes.append(
            f'<text x="{_value(x)}" y="{_value(y)}" font-size="{_value(size)}" fill="{fill}"{bold}{where}{tag}{more}>'
            f"{safe(words)}</text>"
        )

    def paragraph(
        self,
        x: float,
        room: float,
        words: str,
        size: float = 14,
        fill: str = INK,
        *,
        weight: int = 400,
        most: int = 0,
        language: str = "",
    ) -> None:
        """Lines of text under what was written last; `y` moves on by as many."""
        for line in lines(words, room, size, most):
            self.y += size * LEADING
            self.text(x, self.y - size * (LEADING - 1.1), line, size, fill, weight=weight, language=language)

    def finished(
        self, title: str, description: str, language: str = "en", *, paper: str = "#FFFFFF", id: str = ""
    ) -> str:
        """The file, tall enough for what was drawn down to `y`; title and description are for who cannot see it.

        `id` keeps several pictures in one page apart.
        """
        size = f'width="{_value(self.width)}" height="{_value(self.y)}"'
        box = f'viewBox="0 0 {_value(self.width)} {_value(self.y)}"'
        return "\n".join([
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} role="img" aria-labelledby="t{id} d{id}" '
            f'xml:lang="{safe(language)}" font-family="{FAMILIES}">',
            f'<title id="t{id}">{safe(title)}</title>',
            f'<desc id="d{id}">{safe(description)}</desc>',
            f'<rect width="100%" height="100%" fill="{paper}"/>',
            *self.shapes,
            "</svg>",
            "",
        ])  # fmt: skip


def _value(value: str | float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
