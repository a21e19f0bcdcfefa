"""What trainers and second readers fill in."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms.models import Organisation, RoleGroup
from curriculum import publishing, second_look

SHORTEST_REASON = 10


class LessonForm(WagtailAdminPageForm):
    """The edit form of a lesson.  Fields check themselves; who looked at the wording is known to
    no single field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.is_copy and "licence" in self.fields:
            self.fields["licence"].disabled = True

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


class OrganisationForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = ("name", "public_name")


class PostForm(forms.Form):
    """One role of one person."""

    post = forms.ModelChoiceField(RoleGroup.objects.none(), widget=forms.HiddenInput)
    user = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = (  # type: ignore[attr-defined]  # it is a choice
            organisation.role_groups.select_related("group")
        )


class _PostField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.title)


class InviteForm(forms.Form):
    """A role for somebody."""

    username = forms.CharField(
        max_length=150,
        label=_("User name"),
        validators=[UnicodeUsernameValidator()],
        help_text=_(
            "Somebody of your organisation, or a new user name. It is read in the CMS alone; an "
            "invented one is safer."
        ),
    )
    post = _PostField(RoleGroup.objects.none(), label=_("Role"), empty_label=None)

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = (  # type: ignore[attr-defined]  # it is a choice
            organisation.role_groups.order_by("pk")
        )


class CopyForm(forms.Form):
    """Into whose part a lesson is copied."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), to_field_name="uuid")

    def __init__(self, organisations: Iterable[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [one.pk for one in organisations]
        self.fields["organisation"].queryset = (  # type: ignore[attr-defined]  # it is a choice
            Organisation.objects.filter(pk__in=allowed)
        )
