"""Two names side by side: what speaks for one person, what an answer would change, the answer, and a second reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chamsae.casebook.book import Casebook
from chamsae.casebook.waterfall import Words, picture, scale, steps
from chamsae.errors import InputError
from chamsae.model.judgement import Judgement, Status, Verdict, standing
from chamsae.model.link import Effect, Outcome, Pair, Question
from chamsae.web import current
from chamsae.web.context import person
from chamsae.web.phrases import told
from chamsae.web.reasons import reason_words
from chamsae.web.romanising import romanising
from chamsae.web.sides import spoken_sides
from chamsae.web.tables import number_in
from chamsae.web.templatetags.chamsae import chance
from chamsae.web.views.answers import WHY, back

#: What may be said of a pair.
PAIR_ANSWERS = {"accepted": Verdict.ACCEPTED, "rejected": Verdict.REJECTED, "cannot_tell": Verdict.CANNOT_TELL}


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of evidence as a bar of the waterfall, from `start` over `width`, in per cent of the scale."""

    why: str
    bits: float
    start: float
    width: float


@require_GET
@romanising
def compare(request: HttpRequest) -> HttpResponse:
    """`?pair=`, else the pair that teaches most; `?queue=disputed` those people differ on; `?later=` skips as many."""
    book, by = current.casebook(), person(request)
    waiting, disputed = book.link.count(Question.OPEN, by=by), book.link.count(Question.DISPUTED)
    openly = request.GET.get("queue") == "disputed"
    queued = disputed if openly else waiting
    asked, later = request.GET.get("pair", "")[:64], number_in(request, "later", 0, max(0, queued - 1))
    pair = book.store.pair(asked) if asked else _next(book, later, by, openly=openly)
    context: dict[str, object] = {
        "waiting": waiting, "disputed": disputed, "second": book.link.count(Question.SECOND, by=by), "openly": openly,
        "queued": queued, "later": later, "asked": asked, "records": bool(book.link.kinds()),
    }  # fmt: skip
    if pair is not None:
        context |= _shown(book, pair) | _known(book, pair, by)
        context |= {"teaching": book.link.teaches(pair), "place": later + 1,
                    "back": _address(asked=asked, openly=openly)}  # fmt: skip
    return render(request, "chamsae/compare.html", context)


@require_GET
@romanising
def second(request: HttpRequest) -> HttpResponse:
    """A pair somebody else judged, asked again without the answer; `?after=` goes on behind that pair."""
    book, by = current.casebook(), person(request)
    after = request.GET.get("after", "")[:64]
    first = book.link.second(by=by, after=after, limit=1) or book.link.second(by=by, limit=1)
    pair = first[0] if first else None
    context: dict[str, object] = {"waiting": book.link.count(Question.SECOND, by=by)}
    if pair is not None:
        onward = f"{reverse('second-pair')}?{urlencode({'after': pair.id})}"
        context |= _shown(book, pair) | {"onward": onward, "blind": True}
    return render(request, "chamsae/second_pair.html", context)


@require_GET
def effect(request: HttpRequest, pair_id: str) -> HttpResponse:
    """What judging the pair the same would change, or what taking that back would."""
    book = current.casebook()
    found = book.link.effect(pair_id)
    part = bool(request.htmx)  # type: ignore[attr-defined]
    context = {"effect": found, "pair": book.store.pair(pair_id), "moved": len(found.figures)}
    return render(request, "chamsae/_effect.html" if part else "chamsae/effect.html", context)


@require_GET
def waterfall(request: HttpRequest, pair_id: str) -> HttpResponse:
    """The evidence as an SVG file to keep."""
    book = current.casebook()
    pair = book.store.pair(pair_id)
    left, right = (" · ".join(book.store.record(id).names) for id in (pair.left, pair.right))
    words = Words(
        title=_("Is this one?"), names=(left, right), stamp=_("For those who judge, not for publication"),
        whys=[reason_words(part.why) for part in pair.parts], in_all=_("In all"),
        verdict=_verdict(pair), two=_("likelier two"), one=_("likelier one"), language=get_language() or "en",
    )  # fmt: skip
    response = HttpResponse(picture(pair, words), content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{pair.id}.svg"'
    return response


@require_POST
def judge(request: HttpRequest) -> HttpResponse:
    """Answer for a pair, and say what that changed."""
    book, by = current.casebook(), person(request)
    verdict = PAIR_ANSWERS.get(request.POST.get("verdict", ""))
    if verdict is None:
        raise InputError(_("This is not an answer."), thing=request.POST.get("verdict", "")[:40])
    pair = book.store.pair(request.POST.get("target", "")[:64])
    before = _are_one(book, pair)
    would = book.link.effect(pair.id) if before or verdict is Verdict.ACCEPTED else None
    blind = request.POST.get("blind") == "yes"
    book.review.judge(pair.id, verdict, by=by, why=request.POST.get("why", "")[:WHY], blind=blind)
    messages.success(request, _told(book, pair, verdict, would, before=before))
    return back(request, "/people/compare/")


@require_POST
def state(request: HttpRequest) -> HttpResponse:
    """State, with its reason, that two people are one or never one."""
    book, by = current.casebook(), person(request)
    left, right = (request.POST.get(name, "")[:64] for name in ("left", "right"))
    said = {"must": book.link.must, "never": book.link.never}.get(request.POST.get("known", ""))
    if said is None:
        raise InputError(_("This is not an answer."), thing=request.POST.get("known", "")[:40])
    try:
        said(left, right, by=by, why=request.POST.get("why", "")[:WHY])
        messages.success(request, _("Your statement is kept, with its reason. You can undo it."))
    except InputError as error:
        messages.error(request, told(error))
    return back(request, "/people/compare/")


def _shown(book: Casebook, pair: Pair) -> dict[str, object]:
    """Both sides of a pair and its evidence."""
    left, right = spoken_sides(book, [book.store.record(pair.left), book.store.record(pair.right)])
    shown = steps(pair, [part.why for part in pair.parts])
    bits = scale(shown)
    bars = []
    for step in shown:
        low, high = sorted((100 * bits.at(step.start), 100 * bits.at(step.end)))
        bars.append(Bar(step.why, step.bits, low, max(0.7, high - low)))
    total = sorted((100 * bits.at(0), 100 * bits.at(max(bits.low, min(bits.high, pair.weight)))))
    return {"pair": pair, "left": left, "right": right, "bars": bars, "nought": 100 * bits.at(0),
            "total": Bar("", pair.weight, total[0], max(0.7, total[1] - total[0]))}  # fmt: skip


def _next(book: Casebook, later: int, by: str, *, openly: bool) -> Pair | None:
    """The pair in the queue behind so many others."""
    some = book.link.disputed(start=later, limit=1) if openly else book.link.waiting(by=by, start=later, limit=1)
    return some[0] if some else None


def _known(book: Casebook, pair: Pair, by: str) -> dict[str, object]:
    """What was answered so far, unless this reader is to answer without seeing it."""
    given = standing(book.store.judgements(target=pair.id)).get(pair.id, [])
    own = next((entry for entry in reversed(given) if entry.by == by), None)
    differ = book.link.again(pair) is Question.DISPUTED
    blind = bool(given) and own is None and not differ
    return {
        "blind": blind,
        "given": [] if blind else _newest(given),
        "differ": differ,
        "status": Status.DISPUTED if own and own.verdict is Verdict.CANNOT_TELL else own.verdict.value if own else None,
    }


def _newest(given: Sequence[Judgement]) -> list[Judgement]:
    return sorted(given, key=lambda entry: -entry.number)


def _address(*, asked: str, openly: bool) -> str:
    """Where an answer leads: on in the queue, or back to the pair that was asked for."""
    given = {"pair": asked} if asked else {"queue": "disputed"} if openly else {}
    return f"{reverse('compare')}?{urlencode(given)}" if given else reverse("compare")


def _verdict(pair: Pair) -> str:
    if pair.barred:
        return reason_words(pair.barred)
    return _("%(sure)s%% likely one, by this evidence alone") % {"sure": chance(pair.probability)}


def _are_one(book: Casebook, pair: Pair) -> bool:
    return book.link.entity(pair.left).id == book.link.entity(pair.right).id


def _told(book: Casebook, pair: Pair, verdict: Verdict, would: Effect | None, *, before: bool) -> str:
    """What an answer did, in a sentence or two."""
    after = _are_one(book, pair)
    if book.link.again(pair) is Question.DISPUTED:
        return _("Kept. You and somebody else differ: it is in dispute now, and asked openly.")
    if after and not before:
        return _("They are one now. You can undo it.") + _changed(would)
    if before and not after:
        return _("They are two again. You can undo it.") + _changed(would)
    if verdict is Verdict.ACCEPTED and not after:
        decided = would is not None and would.outcome is Outcome.NOTHING
        kept_apart = _("Kept, but another answer or the document itself keeps them apart.")
        return kept_apart if decided else _("Kept. They are one as soon as a second person says the same.")
    said = {Verdict.ACCEPTED: _("Kept: the same."), Verdict.REJECTED: _("Kept: not the same.")}
    return said.get(verdict, _("Kept: it cannot be told."))


def _changed(would: Effect | None) -> str:
    number = len(would.figures) if would else 0
    if not number:
        return ""
    told = ngettext(
        "%(number)d figure counts its origins anew.", "%(number)d figures count their origins anew.", number
    )
    return " " + told % {"number": number}
