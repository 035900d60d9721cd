"""Lists of up to ten million rows linked on one computer: rows in, a proposed entity for each out.

    from chamsae.link.scale import link, add, Wishes
    link([Path("ours.csv"), Path("theirs.csv")], Path("linked"))

With many names, readers are started as processes: a script that calls this guards its start by `__name__`, as
multiprocessing asks. Names meet in three scripts, dates as intervals, places by a gazetteer; the threshold follows the
size of the data. How: docs/explain/link-lists.md. Nobody in a casebook is merged by it.
"""

from chamsae.link.scale.linkage import Wishes, add, link
from chamsae.link.scale.lists import Role
from chamsae.link.scale.outcome import Summary

__all__ = ["Role", "Summary", "Wishes", "add", "link"]
