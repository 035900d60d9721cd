"""Forms for interviews, custody, persons at risk and tracing: what was typed, checked, and turned into nouns."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from chamsae.model.consent import Answer, Circumstances, Form, Giver, Permission, Purpose
from chamsae.model.interview import Basis
from chamsae.model.watch import Danger, Fate, Movement, Step
from chamsae.web.forms import LONG
from chamsae.web.intake_labels import ANSWER, BASIS, COUNTED, DANGER, FATE, FORM, GIVER, MOVEMENT, PURPOSE, STEP
from chamsae.web.labels import COMPARATOR, Label

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LANGUAGES = (("ko", "한국어"), ("zh-Hans", "简体中文"), ("zh-Hant", "繁體中文"), ("en", "English"))


def _choices(labels: Mapping[Any, Label]) -> list[tuple[str, Label]]:
    return [(str(one), label) for one, label in labels.items()]


def _day(label: "_StrPromise", *, required: bool = False) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}))


def _line(label: "_StrPromise", *, required: bool = False, hint: "_StrPromise | str" = "") -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=LONG, help_text=hint)


def _text(label: "_StrPromise", *, required: bool = False) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, required=required, max_length=LONG, widget=area)


class BeginForm(forms.Form):
    """With whom and in which language; a code stands for the witness."""

    language = forms.ChoiceField(label=lazy("Language the witness speaks"), choices=LANGUAGES)
    interpreter = _line(lazy("Interpreter, if any (no name that must not be read here)"))
    witness = _line(lazy("Code of a witness met before"), hint=lazy("Leave it empty for somebody new."))


class ConsentForm(forms.Form):
    """What the witness answered when asked, purpose by purpose, and how it was asked."""

    risks = _text(lazy("Which risks you explained"), required=True)
    form = forms.ChoiceField(label=lazy("How it was given"), choices=_choices(FORM))
    giver = forms.ChoiceField(label=lazy("By whom"), choices=_choices(GIVER))
    guardian = _line(lazy("Guardian or relative: how related"))
    language = forms.ChoiceField(label=lazy("Language it was explained in"), choices=LANGUAGES)
    interpreter = _line(lazy("Interpreter"))
    recipients = _line(
        lazy("Only to these"), hint=lazy("Several: separate with “;”. Empty: to nobody outside who is not named later.")
    )
    conditions = _text(lazy("Conditions"))
    ask_again = _line(lazy("Wants to be asked again before …"))
    expires = _day(lazy("Holds until"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for one in Purpose:
            if one is not Purpose.INTERNAL:
                self.fields[f"may_{one}"] = forms.ChoiceField(
                    label=str(PURPOSE[one]), choices=_choices(ANSWER), initial=Answer.UNKNOWN, widget=forms.RadioSelect,
                    required=False,
                )  # fmt: skip

    def asked(self) -> list[Any]:
        """The fields for the purposes, in their order."""
        return [self[name] for name in self.fields if name.startswith("may_")]

    def how(self) -> list[Any]:
        """All other fields."""
        return [self[name] for name in self.fields if not name.startswith("may_")]

    def permissions(self) -> tuple[Permission, ...]:
        """The answers."""
        given = ((one, self.cleaned_data.get(f"may_{one}")) for one in Purpose)
        return tuple(Permission(purpose=one, answer=Answer(answer)) for one, answer in given if answer)

    def circumstances(self) -> Circumstances:
        """How it was asked."""
        given = self.cleaned_data
        return Circumstances(
            form=Form(given["form"]), giver=Giver(given["giver"]), guardian=given["guardian"],
            language=given["language"], interpreter=given["interpreter"], risks=given["risks"],
            recipients=tuple(one.strip() for one in given["recipients"].split(";") if one.strip()),
            conditions=given["conditions"], ask_again=given["ask_again"], expires=given["expires"],
        )  # fmt: skip


class CountForm(forms.Form):
    """A head count as it comes in."""

    place = _line(lazy("Where"), required=True)
    day = _day(lazy("On which day"), required=True)
    comparator = forms.ChoiceField(label=lazy("How many"), choices=[(one, COMPARATOR[one]) for one in COUNTED])
    number = forms.IntegerField(label=lazy("Number"), min_value=0, max_value=10_000_000)
    movement = forms.ChoiceField(label=lazy("These people were"), choices=_choices(MOVEMENT), initial=Movement.HELD)
    who = _line(lazy("Who says so"), required=True)
    basis = forms.ChoiceField(label=lazy("How they know"), choices=_choices(BASIS), initial=Basis.UNKNOWN)
    remark = _line(lazy("Remark"))


class RiskForm(forms.Form):
    """How great the danger is, and when to look again."""

    subject = _line(lazy("Person (id of a name) or code of a witness"), required=True)
    level = forms.ChoiceField(label=lazy("Danger"), choices=_choices(DANGER), initial=Danger.HIGH)
    why = _line(lazy("Why"), required=True)
    next_review = _day(lazy("Look again on"))
    responsible = _line(lazy("Who looks again"))


class SeekForm(forms.Form):
    """Who seeks whom."""

    sought = _line(lazy("Who is sought (name as the family says it)"), required=True)
    seeker = _line(lazy("Who seeks"), required=True)
    relation = _line(lazy("How related"))
    last_known = _line(lazy("Last known: where, when, how"))
    share = forms.ChoiceField(
        label=lazy("May what they told be shared to find the person?"), choices=_choices(ANSWER),
        initial=Answer.UNKNOWN,
    )  # fmt: skip
    risks = _line(lazy("Which risks you explained"))


class NewsForm(forms.Form):
    """What somebody says became of the person."""

    fate = forms.ChoiceField(label=lazy("They say the person is"), choices=_choices(FATE), initial=Fate.ALIVE)
    words = _text(lazy("In which words"), required=True)
    who = _line(lazy("Who says so"), required=True)
    basis = forms.ChoiceField(label=lazy("How they know"), choices=_choices(BASIS), initial=Basis.UNKNOWN)


class StepForm(forms.Form):
    """What was done."""

    step = forms.ChoiceField(label=lazy("What was done"), choices=_choices({
        one: STEP[one] for one in (Step.TOLD, Step.CLOSED, Step.REOPENED)
    }))  # fmt: skip
    to = _line(lazy("Who was told"))
    why = _line(lazy("On what ground"), required=True)
