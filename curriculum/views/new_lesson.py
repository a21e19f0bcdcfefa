"""“Add lesson” below a topic: first the age band, then a draft from its template.

Wagtail asks whether the user may add a lesson there before it asks this; its own empty form is
reached by no link, and still takes what is sent to it.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from cms.access import adult_of
from curriculum import templates_by_age
from curriculum.forms import NewLessonForm
from curriculum.models import LessonPage

CHOSEN = "from-template"  # the name of the button


def before_create(request: HttpRequest, topic: Page, kind: type[Page]) -> HttpResponse | None:
    """The page to choose an age band on; once it is chosen, on to the new draft."""
    is_asked = request.method != "POST" or CHOSEN in request.POST
    if kind is not LessonPage or not is_asked:
        return None
    form = NewLessonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _begin(request, topic, form)
    return render(request, "curriculum/cms/new_lesson.html", {"form": form, "topic": topic})


def _begin(request: HttpRequest, topic: Page, form: NewLessonForm) -> HttpResponse:
    user = adult_of(request)
    lesson = templates_by_age.begin(topic_page=topic, user=user, **form.cleaned_data)
    messages.success(request, _("The draft is laid out. Put your words where the brackets are."))
    return redirect("wagtailadmin_pages:edit", lesson.pk)
