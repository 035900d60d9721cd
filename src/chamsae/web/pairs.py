"""Two documents side by side: may the one be a copy of the other?"""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from chamsae.db.models import RelationRow
from chamsae.model.judgement import Status
from chamsae.web import current
from chamsae.web.queue import COPIES
from chamsae.web.rows import pair_lines

#: Pairs walked through, and passages shown of one.
WALKED, PASSAGES = 1000, 5


def pair_question(request: HttpRequest, alias: str) -> dict[str, object]:
    """The pair asked for by `?pair=`, else the likeliest that waits but for the one of `?after=`."""
    rows = RelationRow.objects.using(alias)
    waiting = rows.filter(status=Status.PROPOSED)
    asked, after = request.GET.get("pair", "")[:64], request.GET.get("after", "")[:64]
    keys = list(waiting.order_by("-score", "number").values_list("key", flat=True)[:WALKED])
    key = asked or next((one for one in keys if one != after), "")
    line = next(iter(pair_lines(alias, rows.filter(key=key), 1)), None)
    if line is None:
        return {"pair": None, "claim": None}
    store = current.casebook().store
    relation = store.relation(key)
    left, right = store.document(relation.document), store.document(relation.other)
    at = keys.index(key) if key in keys else -1
    return {
        "pair": line,
        "left_document": left,
        "right_document": right,
        "shared": [(left.text[a:b], right.text[c:d]) for a, b, c, d in relation.shared[:PASSAGES]],
        "onward": _address(kind=COPIES, after=key),
        "next": _address(pair=keys[at + 1]) if 0 <= at < len(keys) - 1 else "",
        "previous": _address(pair=keys[at - 1]) if at > 0 else "",
    }


def _address(**given: str) -> str:
    return f"{reverse('review')}?{urlencode(given)}"
