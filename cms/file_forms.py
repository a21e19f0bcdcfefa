"""The forms in which a trainer brings a picture or a recording."""

from typing import Any

from django.core.files import File
from django.db.models import Q
from django.forms import DateInput, FileField
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.collections import BaseCollectionMemberForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from cms import picture_files

# The browser's own calendar.
_DAY = DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_DAYS = {"consent_until": _DAY, "withdrawn_on": _DAY}


class PictureFileField(WagtailImageField):
    """Takes a picture by what it is, not by what it is called, and keeps the picture alone."""

    def __init__(self, *, like: FileField) -> None:
        super().__init__(label=like.label, required=like.required, widget=like.widget)
        self.help_text = _(
            "JPG, PNG or WebP, at most 10 MB and 25 megapixels. Where and with what it was taken "
            "is removed. Of a moving picture the first frame stays."
        )

    def to_python(self, data: Any) -> File | None:
        sent: File | None = FileField.to_python(self, data)
        if sent is None:
            return None
        self.check_image_file_size(sent)
        return picture_files.cleaned(sent, sent.name or "")


class _InACollection(BaseCollectionMemberForm):
    """A new file is laid into somebody's collection: the root of all is nobody's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if choice := self.fields.get("collection"):
            present = self.instance.collection_id if self.instance.pk else None
            if any(each.depth > 1 for each in self.collections):
                choice.queryset = choice.queryset.filter(Q(depth__gt=1) | Q(pk=present))


class PictureForm(_InACollection, BaseImageForm):
    """Wagtail's form of a picture, in which the file is opened as `picture_files` does it."""

    class Meta(BaseImageForm.Meta):
        widgets = BaseImageForm.Meta.widgets | _DAYS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"] = PictureFileField(like=self.fields["file"])


class RecordingForm(_InACollection, BaseMediaForm):
    """wagtailmedia's form of a recording."""

    class Meta(BaseMediaForm.Meta):
        widgets = BaseMediaForm.Meta.widgets | _DAYS
