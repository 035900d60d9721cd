"""Submissions to the Universal Periodic Review: what people write, the figures beside it, words counted meanwhile."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chamsae.casebook.stakeholder import counted
from chamsae.errors import ChamsaeError, InputError
from chamsae.model.filing import Recommendation, Submission
from chamsae.model.petition import Body, Draft
from chamsae.model.release import ReleasedFigure
from chamsae.protect.release import Audience
from chamsae.text.amounts import range_words
from chamsae.text.forms import form
from chamsae.web import current, labels
from chamsae.web.context import person
from chamsae.web.petition_lines import draft_line, worded
from chamsae.web.phrases import told
from chamsae.web.views.petitions import STATES, saved, states_in

#: Recommendations one submission answers, and characters of its parts.
MOST, LONG = 200, 50_000
#: What the State may have said to a recommendation.
POSITIONS = ("accepted", "noted", "rejected", "partially accepted")


@require_http_methods(["GET", "POST"])
def submission(request: HttpRequest, code: str = "") -> HttpResponse:
    """The form with what the figures say beside it; POST keeps a version (`do=keep`) or only counts (`do=count`)."""
    book, by = current.casebook(), person(request)
    kept = book.petitions.upr.get(code) if code else None
    said = _told(request.POST) if request.method == "POST" else (kept.told if kept else Submission(state="cn"))
    fault = ""
    if request.method == "POST" and request.POST.get("do") != "count":
        try:
            done = book.petitions.upr.keep(said, by=by, code=code)
            messages.success(request, _("Kept. The version before can be brought back."))
            return redirect("upr-submission", code=done.subject)
        except ChamsaeError as error:
            fault = told(error)
    context = {"told": said, "kept": kept, "code": code, "fault": fault, **_drafted(said, by)}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "chamsae/_upr_count.html", context)
    context |= {
        "states": [(one, labels.place(one) or one.upper(), one == said.state) for one in STATES],
        "rows": list(enumerate((*said.recommendations, Recommendation(symbol="", text="", position="")))),
        "positions": POSITIONS,
        "submitter": book.petitions.submitter(),
        "limits": [(worded(one.label), one.value, one.verified, one.source) for one in form(Body.UPR).limits],
    }  # fmt: skip
    return render(request, "chamsae/upr.html", context, status=422 if fault else 200)


@require_POST
def undo(request: HttpRequest, code: str) -> HttpResponse:
    """Take the last version back."""
    book = current.casebook()
    book.petitions.upr.undo(code, by=person(request))
    messages.info(request, _("Taken back; the version before stands again."))
    if any(one.subject == code for one in book.petitions.upr.kept()):
        return redirect("upr-submission", code=code)
    return redirect("petitions")


@require_POST
def write(request: HttpRequest, code: str) -> HttpResponse:
    """The submission as a Word file, through a release that is logged; over the limit too, which nobody has checked."""
    book, by = current.casebook(), person(request)
    submitter = book.petitions.submitter()
    try:
        release = book.protect.release(title="UPR", audience=Audience.PUBLIC, by=by)
        draft = book.petitions.stakeholder(release, book.petitions.upr.get(code).told, submitter=submitter)
        made = book.petitions.write(draft, submitter=submitter)
        return saved([made], "docx", by=by, name=code)
    except ChamsaeError as error:
        messages.error(request, told(error))
        return redirect("upr-submission", code=code)


def _drafted(said: Submission, by: str) -> dict[str, object]:
    """The draft as it stands, its words beside the limit, and the figures there are."""
    book = current.casebook()
    release = book.petitions.upr.release(by=by)
    figures = [_figure(one) for one in release.figures if one.settlement is not None and not one.reopened]
    limit = form(Body.UPR).limit("words_joint" if said.partners else "words_single")
    try:
        draft = book.petitions.stakeholder(release, said, submitter=book.petitions.submitter())
    except InputError as error:
        return {"figures": figures, "typed": told(error), "limit": limit.value, "verified": limit.verified}
    return {
        "figures": figures,
        "draft": draft_line(book, draft, typed=(), reasons=(), today=book.clock().date()),
        **_count(draft),
        "verified": limit.verified,
    }


def _count(draft: Draft) -> dict[str, object]:
    words, most = counted(draft), draft.most_words or 0
    return {"words": words, "limit": most, "over": max(0, words - most), "left": max(0, most - words)}


def _figure(one: ReleasedFigure) -> tuple[str, str]:
    amount = range_words(one.low, one.high, one.unit)
    return one.id, ", ".join(filter(None, (f"{amount} {one.counted}", one.act, one.place, str(one.when or ""))))


def _told(given: QueryDict) -> Submission:
    """What the form holds; a row without words is left out."""
    rows = []
    for at in range(min(MOST, sum(name.startswith("symbol-") for name in given))):
        symbol, text, position = (
            given.get(f"{name}-{at}", "").strip()[:LONG] for name in ("symbol", "text", "position")
        )
        if symbol or text:
            figures = tuple(given.getlist(f"figure-{at}"))
            rows.append(Recommendation(symbol=symbol, text=text, position=position, figures=figures))
    return Submission(
        state=(states_in(given) or ("",))[0],
        keywords=_lines(given.get("keywords", "").replace(",", "\n")),
        summary=_lines(given.get("summary", "")),
        recommendations=tuple(rows),
        partners=_lines(given.get("partners", "")),
    )


def _lines(given: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in given[:LONG].splitlines() if line.strip())
