"""What trainers and second readers fill in."""

import copy
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms.models import Organisation, RoleGroup
from curriculum import publishing, ready, second_look
from curriculum.states import AgeBand

if TYPE_CHECKING:
    from curriculum.models.lesson import LessonPage

SHORTEST_REASON = 10


class LessonForm(WagtailAdminPageForm):
    """The edit form of a lesson.  Fields check themselves; the rest of what keeps a lesson from
    being published is known to no single field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.is_copy and "licence" in self.fields:
            self.fields["licence"].disabled = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            page = self._filled_in(cleaned)
            findings = ready.beside_the_form(page, self._decided_later(page))
            found = publishing.by_field(page, findings)
            for field, error in found.items():
                if field not in self.errors:
                    self.add_error(field, error)
        return cleaned

    def _decided_later(self, page: "LessonPage") -> set[str]:
        """Wording about which a second person decides keeps a lesson from readers, not from its
        review: there that person reads it."""
        if "action-publish" in self.data:
            return set()
        return {each.fingerprint for each in second_look.in_page(page)}

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


class OrganisationForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = ("name", "public_name")


class HouseOrganisationForm(forms.ModelForm):
    """What an administrator of the site changes of an organisation."""

    class Meta:
        model = Organisation
        fields = ("name", "public_name", "is_active")


class PublicNameForm(forms.ModelForm):
    """What an organisation's own people change of it."""

    class Meta:
        model = Organisation
        fields = ("public_name",)


def _offer(field: forms.Field, rows: QuerySet[Any]) -> None:
    """Let it choose among these, which are known when the form is made."""
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows


class PostForm(forms.Form):
    """One role of one person."""

    post = forms.ModelChoiceField(RoleGroup.objects.none(), widget=forms.HiddenInput)
    user = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["post"], organisation.role_groups.select_related("group"))


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
        _offer(self.fields["post"], organisation.role_groups.order_by("pk"))


class CopyForm(forms.Form):
    """Into whose part a lesson is copied."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), to_field_name="uuid")

    def __init__(self, organisations: Iterable[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [one.pk for one in organisations]
        _offer(self.fields["organisation"], Organisation.objects.filter(pk__in=allowed))
