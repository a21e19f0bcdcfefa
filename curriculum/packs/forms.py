"""What is typed on the page of packs."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cms.models import User
from curriculum.models import LessonPage
from curriculum.packs import access
from curriculum.packs.manifest import LONGEST_TITLE, MOST_BYTES
from curriculum.packs.work import Order


class _Lessons(forms.ModelMultipleChoiceField):
    """Each in the reader's language, with its age, and whose it is where that is known to who
    chooses: two lessons may have one title."""

    def __init__(self, user: User) -> None:
        super().__init__(
            access.lessons_for(user), label=_("Lessons"), widget=forms.CheckboxSelectMultiple
        )
        self.names = access.names_for(user)
        self.titles = LessonPage.objects.titles_in(get_language())

    def label_from_instance(self, obj: LessonPage) -> str:
        own = (name for path, name in self.names.items() if obj.path.startswith(path))
        title = self.titles.get(obj.translation_key, obj.title)
        return " · ".join([title, obj.get_age_band_display(), *own])


class BuildForm(forms.Form):
    """Which lessons, under which title."""

    title = forms.CharField(
        label=gettext_lazy("Title of the pack"),
        max_length=LONGEST_TITLE,
        help_text=gettext_lazy(
            "The same title again makes a new version of the same pack. Name no person in it."
        ),
    )
    with_help = forms.BooleanField(
        label=gettext_lazy("Also help services, legal facts, trusted adults and the 16 Days"),
        required=False,
    )

    def __init__(self, user: User, *args: Any) -> None:
        super().__init__(*args)
        self.user = user
        self.fields["lessons"] = _Lessons(user)

    def order(self) -> Order:
        """What is wanted, once it is valid."""
        chosen = self.cleaned_data
        return Order(
            title=chosen["title"],
            lessons=frozenset(page.pk for page in chosen["lessons"]),
            with_help=chosen["with_help"],
            maker=access.maker_of(self.user),
        )


class UploadForm(forms.Form):
    """A pack from a stick."""

    file = forms.FileField(
        label=gettext_lazy("File"), widget=forms.FileInput(attrs={"accept": ".birge"})
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than a lesson pack may be."))
        return file
