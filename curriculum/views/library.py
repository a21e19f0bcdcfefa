"""The shared library, in the CMS: every live lesson, to be copied into one's own part."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from cms.access import mark
from cms.models import User
from curriculum import library
from curriculum.forms import CopyForm
from curriculum.models import LessonPage


@require_safe
def library_page(request: HttpRequest) -> HttpResponse:
    """All live lessons, whoever wrote them, with a way to copy each."""
    organisations = library.copiers(request.user) if isinstance(request.user, User) else []
    context = {"entries": library.entries(get_language()), "organisations": organisations}
    return render(request, "curriculum/cms/library.html", context)


@require_POST
def copy_lesson(request: HttpRequest, key: UUID) -> HttpResponse:
    """Makes a draft of the lesson in the organisation that was chosen.  Raises Http404 for a lesson
    that is not live, PermissionDenied for an organisation in which the user writes nothing."""
    lesson = get_object_or_404(LessonPage.objects.published_lessons(), translation_key=key)
    user = request.user
    form = CopyForm(library.copiers(user) if isinstance(user, User) else [], request.POST)
    if not isinstance(user, User) or not form.is_valid():
        raise PermissionDenied
    copied = library.copy_to(
        organisation=form.cleaned_data["organisation"], lesson=lesson, user=user
    )
    said = _("“{lesson}” is a draft in your own part now. Languages: {languages}.")
    languages = ", ".join([copied.lesson.language, *copied.languages])
    messages.success(request, said.format(lesson=copied.lesson.title, languages=languages))
    return redirect("wagtailadmin_pages:edit", copied.lesson.pk)


for view in (library_page, copy_lesson):
    mark(view, "trainer")
