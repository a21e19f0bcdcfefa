"""What trainers and second readers fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from curriculum import publishing, second_look

SHORTEST_REASON = 10


class LessonForm(WagtailAdminPageForm):
    """The edit form of a lesson.  Fields check themselves; who looked at the wording is known to
    no single field."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            streams = {name: cleaned.get(name) for name in second_look.ASKING_FIELDS}
            language = self.instance.language
            for field, error in publishing.wording_refusals(streams, language).items():
                self.add_error(field, error)
        return cleaned


class AllowForm(forms.Form):
    """Why a wording may stand."""

    fingerprint = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        min_length=SHORTEST_REASON,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=_("Why it may stand"),
    )
