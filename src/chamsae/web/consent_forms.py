"""Forms of the screens on consent and the vault."""

from django import forms
from django.utils.translation import gettext_lazy as lazy

from chamsae.model.consent import Extent
from chamsae.model.vault import Particular, ParticularKind
from chamsae.web.consent_labels import CLEARANCE, PARTICULAR
from chamsae.web.forms import LONG
from chamsae.web.intake_forms import ConsentForm

#: Details that can be sealed in one go.
LINES = 5
#: Nothing a browser keeps or offers again.
SECRET = {"autocomplete": "off", "spellcheck": "false"}


class AnswersForm(ConsentForm):
    """What a person answered, wherever they were asked."""

    covers = forms.CharField(
        label=lazy("Only about these"), required=False, max_length=LONG,
        help_text=lazy("Ids of interviews or documents, separated by “;”. Empty: everything of this person."),
    )  # fmt: skip
    extent = forms.ChoiceField(
        label=lazy("This replaces"),
        choices=((Extent.WHOLE.value, lazy("all that was answered before")),
                 (Extent.PART.value, lazy("only the answers given here")))
    )  # fmt: skip

    def items(self) -> tuple[str, ...]:
        """What it covers."""
        return tuple(one.strip() for one in self.cleaned_data["covers"].split(";") if one.strip())


class KeepForm(forms.Form):
    """Details to be sealed, each with its kind."""

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # as Django's own
        for number in range(1, LINES + 1):
            self.fields[f"kind{number}"] = forms.ChoiceField(
                label=lazy("Kind"), choices=[(one.value, PARTICULAR[one]) for one in ParticularKind], required=False
            )
            self.fields[f"text{number}"] = forms.CharField(
                label=lazy("Detail"), required=False, max_length=10_000, widget=forms.TextInput(attrs=SECRET)
            )

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields, two and two."""
        return [(self[f"kind{number}"], self[f"text{number}"]) for number in range(1, LINES + 1)]

    def particulars(self) -> tuple[Particular, ...]:
        """What was filled in."""
        given = self.cleaned_data
        told = ((given[f"kind{number}"], given[f"text{number}"]) for number in range(1, LINES + 1))
        return tuple(Particular(kind=ParticularKind(kind or "note"), text=text) for kind, text in told if text.strip())


class OpenForm(forms.Form):
    """Why the vault is opened, and with which secret key; neither is shown again."""

    why = forms.CharField(label=lazy("Reason; it stands in the log"), max_length=LONG, widget=forms.TextInput(SECRET))
    secret = forms.CharField(
        label=lazy("Your secret key"), max_length=LONG * 4, widget=forms.PasswordInput(SECRET),
        help_text=lazy("Paste it: AGE-SECRET-KEY-1… It is used once and kept nowhere."),
    )  # fmt: skip


class AdmitForm(forms.Form):
    """Whose key opens the vault."""

    name = forms.CharField(label=lazy("Who, as they sign"), max_length=200)
    key = forms.CharField(
        label=lazy("Their public key"), max_length=LONG,
        help_text=lazy("age1… or ssh-…; `chamsae vault new-key FILE` makes a pair."),
    )  # fmt: skip


class ClearForm(forms.Form):
    """Who may use what."""

    name = forms.CharField(label=lazy("Who, as they sign"), max_length=200)
    level = forms.ChoiceField(
        label=lazy("May use"), choices=[(one.name.lower(), words) for one, words in CLEARANCE.items()]
    )
    why = forms.CharField(label=lazy("Why"), required=False, max_length=LONG)
