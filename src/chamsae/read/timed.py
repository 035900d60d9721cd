"""Plain text with time codes at the head of its lines ("[00:12:34] …"): the text stays, the codes tell when."""

import re
from dataclasses import replace
from itertools import pairwise

from chamsae.model.document import Furniture
from chamsae.model.locus import Moment
from chamsae.read.build import merge
from chamsae.read.heard import seconds
from chamsae.read.parsed import Parsed

#: A text with fewer codes is no transcript.
FEWEST = 3

_CODE = re.compile(r"^[ \t]*[\[(](?P<code>(?:\d{1,2}:)?\d{1,3}:[0-5]\d(?:[.,]\d{1,3})?)[\])][ \t]*", re.MULTILINE)


def timed(parsed: Parsed) -> Parsed:
    """The parsed text with a moment for each stretch from code to code; unchanged where it has no rising codes."""
    codes = [(found.start(), found.end(), seconds(found["code"])) for found in _CODE.finditer(parsed.text)]
    if len(codes) < FEWEST or any(later[2] < earlier[2] for earlier, later in pairwise(codes)):
        return parsed
    ends = [*codes[1:], (len(parsed.text), 0, codes[-1][2])]
    moments = (
        Moment(start=start, end=start + len(parsed.text[start:stop].rstrip()), begins=begins, ends=until)
        for (_, start, begins), (stop, _, until) in zip(codes, ends, strict=True)
    )
    marked = (Furniture(start=start, end=end, why="time code") for start, end, _ in codes)
    return replace(
        parsed,
        moments=tuple(one for one in moments if one.end > one.start),
        furniture=merge(parsed.furniture, marked),
    )
