"""The form for a release: what is to leave, for whom."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as lazy

from chamsae.casebook.white_paper import standard
from chamsae.model.releasing import Chosen
from chamsae.protect.release import Audience
from chamsae.text.table_words import paper_words
from chamsae.web.forms import LONG
from chamsae.web.release_labels import AUDIENCE

LANGUAGES = (("en", "English"), ("ko", "한국어"), ("zh", "中文"))


class ReleaseForm(forms.Form):
    """A title, an audience, and figures, tables, cases and documents."""

    title = forms.CharField(label=lazy("Title"), max_length=120)
    audience = forms.ChoiceField(
        label=lazy("For whom"), choices=[(one.value, words) for one, words in AUDIENCE.items()]
    )
    recipient = forms.CharField(
        label=lazy("Recipient"), required=False, max_length=120,
        help_text=lazy("Needed where it is confidential: who gets it."),
    )  # fmt: skip
    language = forms.ChoiceField(label=lazy("Language of its words"), choices=LANGUAGES)
    tables = forms.MultipleChoiceField(
        label=lazy("Tables"), required=False, widget=forms.CheckboxSelectMultiple(), choices=()
    )
    figures = forms.MultipleChoiceField(
        label=lazy("Settled figures"), required=False, widget=forms.CheckboxSelectMultiple(), choices=()
    )
    cases = forms.CharField(
        label=lazy("Cases"), required=False, max_length=LONG * 10, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=lazy("Ids of persons, one a line; each is told under a code."),
    )  # fmt: skip
    documents = forms.CharField(
        label=lazy("Documents"), required=False, max_length=LONG * 10, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=lazy("Ids of documents, one a line; their text leaves without names."),
    )  # fmt: skip

    def offer(self, figures: list[tuple[str, str]]) -> None:
        """The tables of the white paper in the reader's language, and these figures (id, words)."""
        language = (get_language() or "en").partition("-")[0]
        self._choices("tables", [(name, paper_words(name, language)) for name in standard()])
        self._choices("figures", figures)

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices

    def chosen(self) -> Chosen:
        """What was ticked and written."""
        given: dict[str, Any] = self.cleaned_data
        asks = standard()
        return Chosen(
            figures=tuple(given["figures"]),
            tables=tuple(asks[name] for name in given["tables"]),
            cases=tuple(given["cases"].split()),
            documents=tuple(given["documents"].split()),
        )

    def whom(self) -> Audience:
        """For whom it is."""
        return Audience(self.cleaned_data["audience"])
