"""What trainers and second readers fill in."""

import copy
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from curriculum import publishing, ready
from curriculum.states import AgeBand

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage

SHORTEST_REASON = 10


class LessonForm(WagtailAdminPageForm):
    """The edit form of a lesson.  Fields check themselves; the rest of what keeps a lesson from
    being published is known to no single field."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            page = self._filled_in(cleaned)
            found = publishing.by_field(page, ready.beside_the_form(page))
            for field, error in found.items():
                if field not in self.errors:
                    self.add_error(field, error)
        return cleaned

    def _filled_in(self, cleaned: dict[str, Any]) -> "LessonPage":
        """The page as the form would have it; a field with an error as it was."""
        page = copy.copy(self.instance)
        for name in cleaned.keys() & {field.name for field in page._meta.fields}:
            setattr(page, name, cleaned[name])
        return page


class AllowForm(forms.Form):
    """Why a wording may stand."""

    fingerprint = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        min_length=SHORTEST_REASON,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=_("Why it may stand"),
    )


class NewLessonForm(forms.Form):
    """What a new lesson is called, and for which age."""

    title = forms.CharField(max_length=255, label=_("Title of the lesson"))
    age_band = forms.ChoiceField(
        choices=AgeBand.choices, widget=forms.RadioSelect, label=_("For which age?")
    )
