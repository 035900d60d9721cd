"""Forms about figures: to settle one, to take that back, and to say what a claim counts."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from chamsae.model.settlement import Aside, FigureGroup, Ground
from chamsae.model.when import When
from chamsae.reconcile.scope import ACTS
from chamsae.web import labels
from chamsae.web.figure_entries import aside_words
from chamsae.web.forms import LONG, interval


class SettleForm(forms.Form):
    """The range adopted, the claims it rests on, and the sentence that says why; for others why they are set aside."""

    low = forms.FloatField(label=lazy("From"), required=False, min_value=0)
    high = forms.FloatField(label=lazy("To"), required=False, min_value=0)
    claims = forms.MultipleChoiceField(label=lazy("It rests on"), widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(label=lazy("Because"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 3}))

    def over(self, group: FigureGroup) -> None:
        """Let it choose among the claims of this figure."""
        self.fields["claims"].choices = [(one.claim, one.claim) for one in group.members]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One end at least, in order."""
        given = super().clean() or {}
        low, high = given.get("low"), given.get("high")
        if not self.errors and low is None and high is None:
            self.add_error("low", _("Give at least one end of the range."))
        elif low is not None and high is not None and low > high:
            self.add_error("high", _("The upper end is below the lower one."))
        return given

    def ends(self) -> tuple[int | float | None, int | float | None]:
        """The range, whole where it is whole."""
        return _whole(self.cleaned_data["low"]), _whole(self.cleaned_data["high"])

    def asides(self, group: FigureGroup) -> tuple[Aside, ...]:
        """The claims not ticked, each with the ground proposed for it unless other words were written beside it."""
        proposed = {one.claim: one for one in group.aside}
        rests = set(self.cleaned_data["claims"])
        return tuple(self._aside(one.claim, proposed.get(one.claim)) for one in group.members if one.claim not in rests)

    def _aside(self, claim: str, proposed: Aside | None) -> Aside:
        words = self.data.get(f"why-{claim}", "").strip()[:LONG]
        if proposed and words in ("", proposed.why, aside_words(proposed)):
            return proposed
        return Aside(claim=claim, ground=Ground.PERSON, why=words)

    def whys(self, group: FigureGroup) -> dict[str, str]:
        """What stands in the fields for why a claim is set aside: what was typed, else what is proposed."""
        proposed = {one.claim: aside_words(one) for one in group.aside}
        return {one.claim: self.data.get(f"why-{one.claim}", proposed.get(one.claim, "")) for one in group.members}


class ScopeForm(forms.Form):
    """What a claim counts, where it was taken otherwise; a field left empty stays as it was taken."""

    act = forms.ChoiceField(label=lazy("What was done or happened"), required=False)
    counted = forms.CharField(label=lazy("Who is counted"), required=False, max_length=LONG)
    place = forms.CharField(label=lazy("Where"), required=False, max_length=LONG)
    first_day = forms.DateField(label=lazy("From day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last_day = forms.DateField(label=lazy("To day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    out = forms.BooleanField(label=lazy("It counts something else: take it out of all figures"), required=False)
    reason = forms.CharField(label=lazy("How you know"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        acts = sorted(((act, labels.act(act)) for act in ACTS), key=lambda one: one[1])
        self.fields["act"].choices = [("", _("as it was taken")), *acts]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Days in order, and something said."""
        given = super().clean() or {}
        start, end = given.get("first_day"), given.get("last_day")
        if start and end and start > end:
            self.add_error("last_day", _("This day is before the first."))
        if not self.errors and not any(
            given[one] for one in ("act", "counted", "place", "first_day", "last_day", "out")
        ):
            raise forms.ValidationError(_("Say what it counts, or take it out of all figures."))
        return given

    def when(self) -> When | None:
        """The interval, if any day was given."""
        return interval(self.cleaned_data["first_day"], self.cleaned_data["last_day"])


def _whole(value: float | None) -> int | float | None:
    return int(value) if value is not None and value.is_integer() else value
