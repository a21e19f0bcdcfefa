"""Ways to a live page that have no form of their own to show errors in: a sentence instead."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from curriculum import publishing, second_look
from curriculum.models import LessonPage
from curriculum.translations import link_of


def before_bulk_publish(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Refuse to publish several pages at once when one of them may not be: none of them is."""
    if action_type != "publish" or request.method != "POST":
        return None
    with_descendants = action.cleaned_form.cleaned_data["include_descendants"]
    refused = [
        sentence
        for page in _lessons_among(objects, with_descendants)
        for sentence in _sentences(page.get_latest_revision_as_object())
    ]
    if not refused:
        return None
    _tell(request, refused)
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_explore_root")


def _lessons_among(pages: Iterable[Any], with_descendants: bool) -> Iterator[LessonPage]:
    for page in pages:
        if isinstance(page.specific, LessonPage):
            yield page.specific
        if with_descendants:
            yield from LessonPage.objects.descendant_of(page).filter(live=False)


def before_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    """In the edit view of a linked translation: say which wording stands out, and refuse to
    publish what may not be live."""
    if not isinstance(page, LessonPage) or link_of(page) is None:
        return None
    written = second_look.as_written(page)
    if request.method == "POST" and request.POST.get("action") == "publish":
        refused = list(_sentences(written))
        _tell(request, refused)
        return redirect(request.path) if refused else None
    for each in second_look.undecided(second_look.in_page(written)):
        messages.warning(request, f"{each.parts[0]} – {publishing.sentence(each)}")
    return None


def _sentences(page: LessonPage) -> Iterator[str]:
    """Why this version may not be live, with the page named."""
    if found := publishing.refusals(page):
        said = dict.fromkeys(publishing.reasons(ValidationError(found)))  # type: ignore[arg-type]
        yield from (f"{page.title}: {one}" for one in said)


def _tell(request: HttpRequest, refused: Iterable[str]) -> None:
    for sentence in refused:
        messages.error(request, _("Not published. {reason}").format(reason=sentence))
