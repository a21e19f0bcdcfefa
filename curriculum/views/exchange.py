"""Questions from a file into a lesson, and from a lesson into a file, for trainers in the CMS."""

from dataclasses import dataclass

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.access import adult_of, mark
from cms.models import User
from curriculum.exchange import formats, lesson, table, xlsx
from curriculum.exchange.drafts import Imported, Lost, by_loss
from curriculum.exchange.formats import Format
from curriculum.exchange.forms import FileForm, TakeForm
from curriculum.models import LessonPage


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def from_file(request: HttpRequest, page_id: int) -> HttpResponse:
    """A file to choose; once it was sent, what of it would come into the lesson and what not.
    Nothing of it is kept."""
    user, page = _taking(request, page_id)
    form = FileForm(request.POST or None, request.FILES or None, language=page.language)
    if request.method == "POST" and form.is_valid():
        format_, found = form.cleaned_data["file"]
        return _dry_run(request, user, page, format_, found)
    return render(request, "curriculum/cms/questions_in.html", {"page": page, "form": form})


@never_cache
@require_POST
def take(request: HttpRequest, page_id: int) -> HttpResponse:
    """Append the questions chosen to the quiz of a new draft.  Raises SuspiciousOperation for
    questions that this page did not offer this person."""
    user, page = _taking(request, page_id)
    sealed = request.POST.get("sealed", "")
    try:
        offered = lesson.unseal(page, user, sealed)
    except signing.BadSignature as error:
        raise SuspiciousOperation("not sealed by this page") from error
    form = TakeForm(request.POST, offered=offered)
    if not form.is_valid():
        return _offer(request, page, form, sealed, {"chosen": request.POST.getlist("take")})
    count = lesson.add_to_draft(page=page, incoming=form.cleaned_data["take"], user=user)
    said = ngettext(
        "{count} question was added to the draft. Nothing is published yet.",
        "{count} questions were added to the draft. Nothing is published yet.",
        count,
    )
    messages.success(request, said.format(count=count))
    return redirect("wagtailadmin_pages:edit", page.pk)


@never_cache
@require_safe
def to_file(request: HttpRequest, page_id: int) -> HttpResponse:
    """The formats and what each leaves out of this lesson; with `?format=`, the file."""
    user = adult_of(request)
    page = get_object_or_404(LessonPage, pk=page_id)
    if not lesson.can_give(user, page):
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    files = _files(draft)
    wanted = request.GET.get("format")
    for each in files:
        if each.format.name == wanted:
            return _download(each.format, each.data, page.slug)
    context = {"page": page, "files": files, "number": len(draft.questions)}
    return render(request, "curriculum/cms/questions_out.html", context)


@never_cache
@require_safe
def empty_table(request: HttpRequest) -> HttpResponse:
    """Birge's table without a question, in the language that the CMS is read in."""
    spoken = get_language()
    language = spoken if spoken in table.LANGUAGES else table.LANGUAGES[0]
    return _download(formats.FORMATS["xlsx"], xlsx.write([], language).data, "birge")


for view in (from_file, take, to_file, empty_table):
    mark(view, "trainer")


@dataclass(frozen=True)
class File:
    """A lesson's questions in one format.  `losses`: each once, with the questions it is about."""

    format: Format
    data: bytes
    losses: list[tuple[Lost, str]]


def _files(draft: LessonPage) -> list[File]:
    questions, lost = lesson.drafts_of(draft)
    files = []
    for format_ in formats.FORMATS.values():
        if format_.write:
            written = format_.write(questions, draft.language)
            files.append(File(format_, written.data, by_loss([*lost, *written.losses])))
    return files


def _download(format_: Format, data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=format_.content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}-questions{format_.suffix}"'
    return response


def _dry_run(
    request: HttpRequest, user: User, page: LessonPage, format_: Format, found: Imported
) -> HttpResponse:
    incoming = lesson.arriving(found.questions)
    sealed = lesson.seal(page, user, incoming)
    if len(sealed) > lesson.MOST_SEALED:
        messages.error(request, _("This is too much text at once. Make two files of it."))
        return redirect("questions_from_file", page.pk)
    losses = by_loss(found.losses)
    context = {"format": format_, "problems": found.problems, "losses": losses}
    return _offer(request, page, TakeForm(offered=incoming), sealed, context)


def _offer(
    request: HttpRequest, page: LessonPage, form: TakeForm, sealed: str, found: dict[str, object]
) -> HttpResponse:
    every = [each.id for each in form.offered]
    own = {"page": page, "form": form, "sealed": sealed, "chosen": every}
    return render(request, "curriculum/cms/questions_dry_run.html", own | found)


def _taking(request: HttpRequest, page_id: int) -> tuple[User, LessonPage]:
    user = adult_of(request)
    page = get_object_or_404(LessonPage, pk=page_id)
    if not lesson.can_take(user, page):
        raise PermissionDenied
    return user, page
