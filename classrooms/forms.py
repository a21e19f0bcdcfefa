"""What adults type about classes and lessons."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from classrooms.models import LARGEST_CLASS, Classroom, Place, Taught
from classrooms.permissions import may_be_given
from classrooms.season import is_possible
from cms.models import User
from curriculum.models import LessonPage
from curriculum.models.campaign import DAYS
from quizzes.questions import Question
from quizzes.seating import TABLETS_MAX

# One sentence for too small, too large and no number at all.
_SIZE = _("Enter a whole number from 1 to 50.")
_TABLETS = _("Enter a whole number from 0 to 50, or leave it empty.")
_GRADE = _("Enter a whole number from 1 to 12.")


def _errors(sentence: Any) -> dict[str, Any]:
    return dict.fromkeys(("invalid", "min_value", "max_value"), sentence)


class TeacherField(forms.ModelChoiceField):
    """Teachers of one school."""

    def label_from_instance(self, teacher: User) -> str:
        return teacher.get_full_name() or teacher.get_username()


class OpenClassForm(forms.Form):
    """A new class of one school."""

    name = forms.CharField(label=_("Name of the class"), max_length=30)
    grade = forms.IntegerField(
        label=_("Grade"), min_value=1, max_value=12, error_messages=_errors(_GRADE)
    )
    size = forms.IntegerField(
        label=_("Number of pupils"),
        min_value=1,
        max_value=LARGEST_CLASS,
        error_messages=_errors(_SIZE),
    )
    teacher = TeacherField(label=_("Teacher"), queryset=User.objects.none())

    def __init__(self, *args: Any, school: Place, giver: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["teacher"].queryset = may_be_given(school, giver)  # type: ignore[attr-defined]


class OpenCampaignForm(forms.Form):
    """When the 16 Days begin at a place: in the year around today."""

    starts_on = forms.DateField(
        label=_("First of the 16 days"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Choose a day.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_starts_on(self) -> date:
        """Raise ValidationError for a day whose season is over, or that is a year away."""
        starts_on: date = self.cleaned_data["starts_on"]
        away = starts_on - self._today
        if not is_possible(starts_on) or not timedelta(-DAYS) < away <= timedelta(366):
            raise forms.ValidationError(_("Choose a day that lies within the next twelve months."))
        return starts_on


class GiveForm(forms.Form):
    """One more teacher for a class."""

    teacher = TeacherField(label=_("Teacher"), queryset=User.objects.none())

    def __init__(self, *args: Any, classroom: Classroom, giver: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = may_be_given(classroom.school, giver, classroom.opened_by)
        self.fields["teacher"].queryset = given  # type: ignore[attr-defined]


class LessonField(forms.Field):
    """A published lesson, by the key that all its translations share."""

    default_error_messages = {"invalid": _("Choose one of the lessons.")}

    def __init__(self, lessons: list[LessonPage], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._by_key = {str(lesson.translation_key): lesson for lesson in lessons}

    def to_python(self, value: str | None) -> LessonPage | None:
        if not value:
            return None
        try:
            return self._by_key[value]
        except KeyError as error:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid") from error


class PresentForm(forms.Form):
    """How many are here, and how many tablets; None where that is left open."""

    present = forms.IntegerField(
        label=_("Pupils present today"),
        min_value=1,
        max_value=LARGEST_CLASS,
        error_messages=_errors(_SIZE),
    )
    tablets = forms.IntegerField(
        label=_("Tablets at hand"),
        min_value=0,
        max_value=TABLETS_MAX,
        required=False,
        error_messages=_errors(_TABLETS),
    )


def usual_numbers(classroom: Classroom) -> dict[str, int | None]:
    """What stands in the fields of a PresentForm at first."""
    return {"present": classroom.size, "tablets": Taught.objects.last_tablets(classroom)}


class TypedForm(forms.Form):
    """How many pupils chose each answer, counted by hands or cards, and the `step` of the screen.

    A number for each option in its order, 0 where nobody chose it.  `chosen`: option id → pupils.
    """

    step = forms.IntegerField(min_value=0)

    def __init__(self, *args: Any, question: Question, present: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._present = present
        self._options = {f"count-{at}": option.id for at, option in enumerate(question.options)}
        for name in self._options:
            self.fields[name] = forms.IntegerField(min_value=0)

    def clean(self) -> dict[str, Any]:
        """Raise ValidationError for more answers than pupils."""
        cleaned = super().clean() or {}
        if sum(cleaned.get(name) or 0 for name in self._options) > self._present:
            raise forms.ValidationError(_("That is more answers than pupils. Count once more."))
        return cleaned | {
            "chosen": {option: cleaned.get(name) or 0 for name, option in self._options.items()}
        }


class StartForm(PresentForm):
    """Which lesson, for how many, and in how much time."""

    is_short = forms.BooleanField(label=_("Short lesson"), required=False)

    def __init__(self, *args: Any, lessons: list[LessonPage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lesson"] = LessonField(lessons, label=_("Lesson"))
