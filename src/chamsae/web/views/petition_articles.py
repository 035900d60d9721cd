"""Articles of a person's petition: ticked, unticked with a reason, added; every choice can be undone."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from chamsae.errors import ChamsaeError, InputError
from chamsae.web import current
from chamsae.web.context import person
from chamsae.web.petition_articles import APART, key_of
from chamsae.web.phrases import told
from chamsae.web.views.answers import WHY, back
from chamsae.web.views.petitions import body_in

#: Characters the key of an article or the ids of claims may have in a form.
LONGEST_ARTICLE = 500


@require_POST
def choose(request: HttpRequest, record_id: str) -> HttpResponse:
    """Strike out what is no longer ticked, bring back what is ticked again: `shown` lists what the form showed."""
    _said(request, lambda: _chosen(request, record_id))
    return back(request, reverse("petition", args=[record_id]))


@require_POST
def add(request: HttpRequest, record_id: str) -> HttpResponse:
    """Add an article of an instrument that bound the State on the day of the acts, with the reason."""
    given = request.POST
    state, _apart, treaty = given.get("of", "")[:LONGEST_ARTICLE].partition(APART)
    claims = given.get("claims", "")[:LONGEST_ARTICLE].replace(",", " ").split()

    def added() -> str:
        current.casebook().petitions.articles.add(
            record_id, body_in(given), state, treaty, given.get("article", "")[:LONGEST_ARTICLE],
            why=given.get("why", "")[:WHY], by=person(request), claims=claims,
        )  # fmt: skip
        return _("Added; it is printed as stated by the submitter. Untick it to take it back.")

    _said(request, added)
    return back(request, reverse("petition", args=[record_id]))


def _chosen(request: HttpRequest, record_id: str) -> str:
    """Do what the ticks say, all of it or nothing; in words what was done."""
    articles, body, by = current.casebook().petitions.articles, body_in(request.POST), person(request)
    why, ticked = request.POST.get("why", "")[:WHY], set(request.POST.getlist("ticked"))
    shown = {one[:LONGEST_ARTICLE] for one in request.POST.getlist("shown")}
    states = tuple(dict.fromkeys(one.partition(APART)[0] for one in sorted(shown)))
    changed = [one for one in articles.offered(record_id, body, by=by, states=states)
               if key_of(one) in shown and (key_of(one) in ticked) != one.stands]  # fmt: skip
    if any(one.choice is None for one in changed) and not why.strip():
        raise InputError(_("No reason is given."), do=_("Say why the articles are struck out."))
    with current.casebook().store.transaction():
        for one in changed:
            if one.choice is not None:
                articles.take_back(one.choice.number, by=by, why=why)
            else:
                articles.strike(record_id, body, *one.key, why=why, by=by)
    return ngettext("%(count)s article changed.", "%(count)s articles changed.", len(changed)) % {"count": len(changed)}


def _said(request: HttpRequest, do: Callable[[], str]) -> None:
    """Do it and say what was done, or why not."""
    try:
        messages.success(request, do())
    except ChamsaeError as error:
        messages.error(request, told(error))
