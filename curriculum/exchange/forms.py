"""What a trainer sends to bring questions into a lesson."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from curriculum.exchange import formats
from curriculum.exchange.drafts import BadFile
from curriculum.exchange.lesson import Incoming


class FileForm(forms.Form):
    """A file with questions; cleaned, it is the format and what was found."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "Excel or CSV made from the empty table, GIFT, Aiken, Moodle XML, QTI 3.0 or Kahoot. "
            "At most 2 megabytes."
        ),
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language

    def clean_file(self) -> Any:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is None or file.size > formats.MOST_BYTES:
            raise ValidationError(_("The file is larger than 2 megabytes."))
        try:
            return formats.read(file.read(), self.language)
        except BadFile as error:
            raise ValidationError(str(error)) from error


class TakeForm(forms.Form):
    """Which of the questions offered are taken; cleaned, `take` holds them in their order."""

    take = forms.MultipleChoiceField(
        error_messages={"required": _("Choose at least one question.")}
    )

    def __init__(self, *args: Any, offered: Sequence[Incoming], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        choices = [(each.id, each.question.prompt) for each in offered]
        self.fields["take"].choices = choices  # type: ignore[attr-defined]  # of this field

    def clean_take(self) -> list[Incoming]:
        chosen = set(self.cleaned_data["take"])
        return [each for each in self.offered if each.id in chosen]
