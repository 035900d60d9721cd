"""Forms of the register of appeals: a new one, and each step that moves one on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from chamsae.casebook.appeals import Paper
from chamsae.model.appeal import Addressee, AddresseeKind, AppealAct, Publisher
from chamsae.model.claim import Claim
from chamsae.model.consent import Purpose
from chamsae.web.appeal_labels import KIND, PUBLISHER, PURPOSE
from chamsae.web.forms import LONG

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: Letters of a claim shown beside its box.
QUOTED = 160


def _line(label: "_StrPromise", *, required: bool = True, hint: "_StrPromise | str" = "") -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=LONG, help_text=hint)


def _text(label: "_StrPromise", *, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=required, max_length=LONG, widget=area)


def _day(label: "_StrPromise", hint: "_StrPromise | str" = "") -> forms.DateField:
    picker = forms.DateInput(attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=picker, help_text=hint)


def _file(label: "_StrPromise", *, required: bool = False) -> forms.FileField:
    return forms.FileField(label=label, required=required, max_length=LONG)


def happened() -> forms.DateField:
    """The day of a step."""
    return _day(lazy("On which day"), lazy("Empty: today."))


class WhoForm(forms.Form):
    """Who asked for it and who sends it; who is concerned stands apart."""

    requester = _line(lazy("Who asked for it"), hint=lazy("A code, or what they are to the person: no name."))
    sender = _line(lazy("Who signs and sends it"))


class AppealForm(WhoForm):
    """A new appeal."""

    field_order = (
        "persons",
        "requester",
        "sender",
        "kind",
        "name",
        "address",
        "asks",
        "purpose",
        "reply_days",
        "send_by",
    )
    persons = _line(
        lazy("For whom"),
        hint=lazy("Ids of persons, witnesses’ codes, tracing requests; several: separate with a space."),
    )
    kind = forms.ChoiceField(
        label=lazy("To a"), choices=[(one, KIND[one]) for one in AddresseeKind if one is not AddresseeKind.MECHANISM]
    )
    name = _line(lazy("To whom"), hint=lazy("As the consent names the recipient, word for word."))
    address = _line(lazy("Address"), required=False)
    asks = _text(lazy("What is asked"), required=False)
    purpose = forms.ChoiceField(label=lazy("Consent is asked to use it"), choices=list(PURPOSE.items()))
    reply_days = forms.IntegerField(
        label=lazy("Days for a reply"), required=False, min_value=1, max_value=3650,
        help_text=lazy("Empty: the period that is known for such addressees."),
    )  # fmt: skip
    send_by = _day(lazy("Last day to send"))

    def told(self) -> dict[str, Any]:
        """What `Appeals.new` takes."""
        given = self.cleaned_data
        to = Addressee(kind=AddresseeKind(given["kind"]), name=given["name"], address=given["address"])
        return {
            "persons": given["persons"].split(), "addressee": to, "purpose": Purpose(given["purpose"]),
            **{key: given[key] for key in ("requester", "sender", "asks", "reply_days", "send_by")},
        }  # fmt: skip


class StepForm(forms.Form):
    """A step; `told` is what the verb of the same name takes."""

    def told(self) -> dict[str, Any]:
        """Everything typed, a file as what shows the step."""
        files = {"proof": "proof", "shown_by": "paper"}
        told = {key: value for key, value in self.cleaned_data.items() if key not in files}
        return told | {name: _paper(self.cleaned_data[key]) for key, name in files.items() if key in self.cleaned_data}


class CheckForm(StepForm):
    """Nothing is typed: the consent ledger is asked."""


class SentForm(StepForm):
    """It was sent; something shows it."""

    proof = _file(lazy("What shows it: a receipt, the letter as sent"), required=True)
    on = happened()
    reply_by = _day(lazy("Reply due by"), lazy("Empty: by the period of the addressee."))


class AcknowledgedForm(StepForm):
    """The addressee says it has come."""

    reference = _line(lazy("The number they gave it"), required=False)
    on = happened()
    shown_by = _file(lazy("A paper that shows it"))


class ReplyForm(StepForm):
    """A reply in its words, or a statement of the casebook, and what it denies."""

    words = _text(lazy("The reply, in its words"), required=False)
    who = _line(lazy("Who says so"), required=False)
    statement = _line(
        lazy("Or a statement of the casebook"),
        required=False,
        hint=lazy("The id of a claim, from the register of statements."),
    )
    denies = forms.MultipleChoiceField(label=lazy("It denies"), required=False, widget=forms.CheckboxSelectMultiple)
    also = _line(
        lazy("Other claims it denies"), required=False, hint=lazy("Their ids; several: separate with a space.")
    )
    on = happened()
    shown_by = _file(lazy("A paper that shows it"))

    def __init__(self, *args: Any, claims: Sequence[Claim] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["denies"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(one.id, f"“{' '.join(one.quote.exact.split())[:QUOTED]}”") for one in claims]
        if not claims:
            del self.fields["denies"]

    def told(self) -> dict[str, Any]:
        """With all claims it denies in one."""
        given = super().told()
        return given | {"denies": (*given.pop("denies", ()), *given.pop("also").split())}


class PublicForm(StepForm):
    """Anybody can read it."""

    where = _line(lazy("Where it can be read"))
    publisher = forms.ChoiceField(label=lazy("Made public"), choices=list(PUBLISHER.items()))
    on = happened()

    def told(self) -> dict[str, Any]:
        """With who published it as a noun."""
        return super().told() | {"publisher": Publisher(self.cleaned_data["publisher"])}


class FollowForm(StepForm):
    """Somebody reminded, or answered."""

    why = _line(lazy("What was done"))
    on = happened()
    reply_by = _day(lazy("Reply due by"), lazy("Empty: a day that lies ahead stays."))
    shown_by = _file(lazy("A paper that shows it"))


class CloseForm(StepForm):
    """It is over."""

    why = _line(lazy("The reason"))


FORMS: dict[AppealAct, type[StepForm]] = {
    AppealAct.CHECKED: CheckForm,
    AppealAct.SENT: SentForm,
    AppealAct.ACKNOWLEDGED: AcknowledgedForm,
    AppealAct.REPLIED: ReplyForm,
    AppealAct.PUBLIC: PublicForm,
    AppealAct.FOLLOWED_UP: FollowForm,
    AppealAct.CLOSED: CloseForm,
}


def _paper(file: Any) -> Paper | None:
    return Paper(name=getattr(file, "original_name", file.name), stream=file.file) if file else None
