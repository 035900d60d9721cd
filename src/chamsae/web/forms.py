"""Forms: what a person may type, checked, and turned into nouns."""

from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from chamsae.model.amount import OPEN_ABOVE, OPEN_BELOW, Amount, Comparator
from chamsae.model.claim import (
    Act,
    Claim,
    ClaimKind,
    Detail,
    Figure,
    Intervention,
    Involvement,
    Modality,
    Name,
    NameType,
    Speaker,
    SpeakerKind,
    Statement,
    Time,
    Value,
)
from chamsae.model.when import Precision, When
from chamsae.web import labels
from chamsae.web.case_choices import code_choices, fact_choices, term_choices

LONG = 2000
ADDRESSES = 200


class FilesInput(forms.ClearableFileInput):
    """A file field for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, none included."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The list of files."""
        return [super(FilesField, self).clean(one, initial) for one in data or []]


class AddForm(forms.Form):
    """Addresses, one a line, and files."""

    addresses = forms.CharField(
        label=lazy("Web addresses, one a line"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": "https://…", "spellcheck": "false", "data-key": "a"}),
    )
    uploads = FilesField(label=lazy("Files"), required=False, widget=FilesInput())

    def clean_addresses(self) -> list[str]:
        """Each line as an http or https address."""
        lines = [line.strip() for line in self.cleaned_data["addresses"].splitlines() if line.strip()]
        if len(lines) > ADDRESSES:
            raise forms.ValidationError(_("At most %d addresses at a time.") % ADDRESSES)
        lines = [line if "://" in line else f"https://{line}" for line in lines]
        for line in lines:
            if not line.lower().startswith(("http://", "https://")) or " " in line:
                raise forms.ValidationError(_("Not a web address: %s") % line[:100])
        return lines

    def clean(self) -> dict[str, Any]:
        """Something must be given."""
        given = super().clean() or {}
        if not self.errors and not given.get("addresses") and not given.get("uploads"):
            raise forms.ValidationError(_("Paste an address or choose a file first."))
        return given


class ClaimForm(forms.Form):
    """What every claim has: who says so, through whom, where, when, with what force."""

    speaker = forms.CharField(label=lazy("Who says so"), required=False, max_length=LONG)
    speaker_kind = forms.ChoiceField(
        label=lazy("This is"),
        choices=[
            (SpeakerKind.NAMED, lazy("somebody named")),
            (SpeakerKind.UNNAMED, lazy("somebody not named")),
            (SpeakerKind.DOCUMENT, lazy("a document it cites")),
            (SpeakerKind.NARRATOR, lazy("the text itself")),
        ],
        required=False,
    )
    via = forms.CharField(label=lazy("Through whom"), required=False, max_length=LONG,
                          help_text=lazy("Several: separate with “;”, nearest to the speaker first."))  # fmt: skip
    place = forms.CharField(label=lazy("Where"), required=False, max_length=LONG,
                            help_text=lazy("Several: separate with “;”."))  # fmt: skip
    first_day = forms.DateField(label=lazy("From day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last_day = forms.DateField(label=lazy("To day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    modality = forms.ChoiceField(label=lazy("Said"), choices=[(one, labels.MODALITY[one]) for one in Modality])
    why = forms.CharField(label=lazy("Why (kept with the answer)"), required=False, max_length=LONG)

    def clean(self) -> dict[str, Any]:
        """Days in order."""
        given = super().clean() or {}
        start, end = given.get("first_day"), given.get("last_day")
        if start and end and start > end:
            self.add_error("last_day", _("This day is before the first."))
        return given

    def speaker_noun(self) -> Speaker | None:
        """Who says so, if anybody was given."""
        kind = SpeakerKind(self.cleaned_data["speaker_kind"] or SpeakerKind.NAMED)
        text = self.cleaned_data["speaker"]
        return Speaker(text=text, kind=kind) if text or kind is SpeakerKind.NARRATOR else None

    def when_noun(self) -> When | None:
        """The interval, if any day was given."""
        return interval(self.cleaned_data["first_day"], self.cleaned_data["last_day"])

    def several(self, name: str) -> tuple[str, ...]:
        """A field with “;” between its parts."""
        return tuple(part.strip() for part in self.cleaned_data[name].split(";") if part.strip())

    def value(self) -> Value:
        """What is said; each kind of claim has its own."""
        raise NotImplementedError


class FigureForm(ClaimForm):
    """A number, what is counted, and what happened to them."""

    field_order = ("comparator", "low", "high", "unit", "counted", "act")
    comparator = forms.ChoiceField(
        label=lazy("How many"), choices=[(one, labels.COMPARATOR[one]) for one in Comparator]
    )
    low = forms.FloatField(label=lazy("Number, or lower number"), required=False, min_value=0)
    high = forms.FloatField(label=lazy("Upper number of a range"), required=False, min_value=0)
    unit = forms.ChoiceField(label=lazy("Of what"), choices=list(labels.UNIT.items()))
    counted = forms.CharField(label=lazy("Who or what is counted"), max_length=LONG)
    act = forms.ChoiceField(label=lazy("What happened"), required=False, choices=[("", "–"), *labels.ACT.items()])

    def clean(self) -> dict[str, Any]:
        """The numbers the comparator needs."""
        given = super().clean()
        if self.errors:
            return given
        comparator, low, high = Comparator(given["comparator"]), given.get("low"), given.get("high")
        if comparator is Comparator.RANGE and (low is None or high is None or low > high):
            self.add_error("high", _("A range needs a lower and an upper number."))
        elif comparator is not Comparator.VAGUE and low is None and high is None:
            self.add_error("low", _("Give the number."))
        return given

    def value(self) -> Figure:
        """The figure."""
        given = self.cleaned_data
        low, high = bounds_for(Comparator(given["comparator"]), given["low"], given["high"])
        amount = Amount(low=low, high=high, comparator=Comparator(given["comparator"]), unit=given["unit"])
        return Figure(amount=amount, counted=given["counted"], act=given["act"] or None)


class NameForm(ClaimForm):
    """A name and what it names."""

    field_order = ("text", "type", "roles")
    text = forms.CharField(label=lazy("The name as written"), max_length=LONG)
    type = forms.ChoiceField(label=lazy("It names"), choices=[(one, labels.NAME[one]) for one in NameType])
    roles = forms.CharField(label=lazy("In which role"), required=False, max_length=LONG)

    def value(self) -> Name:
        """The name."""
        given = self.cleaned_data
        return Name(text=given["text"], type=NameType(given["type"]), roles=self.several("roles"))


class ActForm(ClaimForm):
    """What was done, to whom, by whom."""

    field_order = ("act", "victim", "actor")
    act = forms.ChoiceField(label=lazy("What happened"), choices=list(labels.ACT.items()))
    victim = forms.CharField(label=lazy("To whom"), required=False, max_length=LONG)
    actor = forms.CharField(label=lazy("By whom"), required=False, max_length=LONG)

    def value(self) -> Act:
        """The act."""
        given = self.cleaned_data
        return Act(act=given["act"], victim=given["victim"] or None, actor=given["actor"] or None)


class StatementForm(ClaimForm):
    """What somebody said."""

    field_order = ("text", "direct")
    text = forms.CharField(label=lazy("What was said"), max_length=LONG * 5, widget=forms.Textarea(attrs={"rows": 3}))
    direct = forms.BooleanField(label=lazy("word for word, in quotation marks"), required=False)

    def value(self) -> Statement:
        """The statement."""
        return Statement(text=self.cleaned_data["text"], direct=self.cleaned_data["direct"])


class TimeForm(ClaimForm):
    """A date named in the text: the days themselves are the value."""

    def clean(self) -> dict[str, Any]:
        """At least one day."""
        given = super().clean()
        if not self.errors and not given.get("first_day") and not given.get("last_day"):
            self.add_error("first_day", _("Give a day."))
        return given

    def value(self) -> Time:
        """The date."""
        when = self.when_noun()
        assert when is not None
        return Time(when=when)

    def when_noun(self) -> When | None:
        """The interval."""
        return interval(self.cleaned_data["first_day"], self.cleaned_data["last_day"])


class DetailForm(ClaimForm):
    """A fact of somebody's life."""

    field_order = ("about", "field", "text", "code", "other")
    about = forms.CharField(label=lazy("About whom"), max_length=LONG)
    field = forms.ChoiceField(label=lazy("Which fact"), choices=fact_choices)
    text = forms.CharField(label=lazy("What it is, as written"), max_length=LONG)
    code = forms.ChoiceField(label=lazy("Its term, where there is a list"), required=False, choices=code_choices)
    other = forms.CharField(label=lazy("The other person, of a relation"), required=False, max_length=LONG)

    def clean(self) -> dict[str, Any]:
        """The term must be one of the field's own list."""
        given = super().clean()
        field, _, code = given.get("code", "").rpartition(":")
        if code and field != given.get("field"):
            self.add_error("code", _("This term belongs to another fact."))
        given["code"] = code
        return given

    def value(self) -> Detail:
        """The fact."""
        given = self.cleaned_data
        return Detail(
            about=given["about"],
            field=given["field"],
            text=given["text"],
            code=given["code"] or None,
            other=given["other"] or None,
        )


class InvolvementForm(ClaimForm):
    """Somebody's part in an act."""

    field_order = ("actor", "degree", "type")
    actor = forms.CharField(label=lazy("Who"), max_length=LONG)
    degree = forms.ChoiceField(label=lazy("What part"), required=False, choices=partial(term_choices, "degree"))
    type = forms.ChoiceField(
        label=lazy("What kind of body or person"), required=False, choices=partial(term_choices, "perpetrator")
    )

    def value(self) -> Involvement:
        """The part."""
        given = self.cleaned_data
        return Involvement(actor=given["actor"], degree=given["degree"] or None, type=given["type"] or None)


class InterventionForm(ClaimForm):
    """Something done about it."""

    field_order = ("type", "party", "about", "asked", "response", "reply")
    type = forms.ChoiceField(label=lazy("What was done"), choices=partial(term_choices, "intervention"))
    party = forms.CharField(label=lazy("By whom"), max_length=LONG)
    about = forms.CharField(label=lazy("For whom"), required=False, max_length=LONG)
    asked = forms.CharField(label=lazy("Who was asked"), required=False, max_length=LONG,
                            help_text=lazy("Several: separate with “;”."))  # fmt: skip
    response = forms.ChoiceField(label=lazy("Their answer"), required=False, choices=partial(term_choices, "response"))
    reply = forms.CharField(label=lazy("What they replied"), required=False, max_length=LONG)

    def value(self) -> Intervention:
        """The intervention."""
        given = self.cleaned_data
        return Intervention(
            type=given["type"],
            party=given["party"],
            about=given["about"] or None,
            asked=self.several("asked"),
            response=given["response"] or None,
            reply=given["reply"] or None,
        )


FORM_FOR: dict[ClaimKind, type[ClaimForm]] = {
    ClaimKind.FIGURE: FigureForm,
    ClaimKind.NAME: NameForm,
    ClaimKind.ACT: ActForm,
    ClaimKind.STATEMENT: StatementForm,
    ClaimKind.TIME: TimeForm,
    ClaimKind.DETAIL: DetailForm,
    ClaimKind.INVOLVEMENT: InvolvementForm,
    ClaimKind.INTERVENTION: InterventionForm,
}


class SettingsForm(forms.Form):
    """What this browser may choose."""

    person = forms.CharField(label=lazy("Your name, as it stands under your answers"), max_length=100)
    theme = forms.ChoiceField(
        label=lazy("Light or dark"),
        choices=[("system", lazy("as the computer")), ("light", lazy("light")), ("dark", lazy("dark"))],
    )
    keys = forms.BooleanField(label=lazy("Single keys press the buttons they are printed on"), required=False)


def initial(claim: Claim) -> dict[str, object]:
    """What a form for editing this claim starts with."""
    when = claim.value.when if isinstance(claim.value, Time) else claim.when
    return {
        **_value_fields(claim.value),
        "speaker": claim.speaker.text if claim.speaker else "",
        "speaker_kind": claim.speaker.kind if claim.speaker else SpeakerKind.NAMED,
        "via": "; ".join(claim.via),
        "place": "; ".join(claim.place),
        "first_day": when.start if when else None,
        "last_day": when.end if when else None,
        "modality": claim.modality,
    }


def interval(start: date | None, end: date | None) -> When | None:
    """Days as a When; one same day is precise to the day."""
    if start is None and end is None:
        return None
    return When(start=start, end=end, precision=Precision.DAY if start == end else Precision.RANGE)


def bounds_for(comparator: Comparator, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """The two numbers as the comparator means them, whole where they are whole."""
    low, high = (int(one) if one is not None and one.is_integer() else one for one in (low, high))
    single = low if low is not None else high
    if comparator in OPEN_ABOVE:
        return single, None
    if comparator in OPEN_BELOW:
        return None, single
    if comparator in (Comparator.EXACT, Comparator.ABOUT):
        return single, single
    return low, high


def _value_fields(value: Value) -> dict[str, object]:
    match value:
        case Figure():
            amount = value.amount
            low = amount.high if amount.low is None else amount.low
            high = amount.high if amount.comparator in (Comparator.RANGE, Comparator.VAGUE) else None
            return {"comparator": amount.comparator, "low": low, "high": high, "unit": amount.unit,
                    "counted": value.counted, "act": value.act or ""}  # fmt: skip
        case Name():
            return {"text": value.text, "type": value.type, "roles": "; ".join(value.roles)}
        case Act():
            return {"act": value.act, "victim": value.victim or "", "actor": value.actor or ""}
        case Statement():
            return {"text": value.text, "direct": value.direct}
    return _case_fields(value)


def _case_fields(value: Value) -> dict[str, object]:
    """The fields of what the case file holds beside acts; a time has none but its days."""
    match value:
        case Detail():
            code = f"{value.field}:{value.code}" if value.code else ""
            return {"about": value.about, "field": value.field, "text": value.text, "code": code,
                    "other": value.other or ""}  # fmt: skip
        case Involvement():
            return {"actor": value.actor, "degree": value.degree or "", "type": value.type or ""}
        case Intervention():
            return {"type": value.type, "party": value.party, "about": value.about or "",
                    "asked": "; ".join(value.asked), "response": value.response or "",
                    "reply": value.reply or ""}  # fmt: skip
    return {}
