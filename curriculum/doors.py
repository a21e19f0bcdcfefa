"""Ways to a live page that have no form of their own to show errors in: a sentence instead."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from curriculum import publishing, ready, review_doors, second_look, translation_doors
from curriculum.models import LessonPage
from curriculum.publishing import NotPublishable
from curriculum.translations import link_of

MOST_TOLD = 5  # sentences above a translation's form
LOCALIZE = "wagtail_localize"
Door = Callable[..., HttpResponse | None]
DOORS: dict[str, Door] = {
    "wagtailadmin_pages:workflow_action": review_doors.refuse,
    "wagtailadmin_pages:collect_workflow_action_data": review_doors.refuse,
    "wagtailadmin_pages:revisions_revert": review_doors.before_restoring,
    "wagtail_localize:submit_page_translation": translation_doors.before_submit,
    "wagtail_localize:update_translations": translation_doors.before_sync,
    "wagtail_localize:convert_to_alias": translation_doors.before_alias,
    "wagtail_localize:upload_pofile": translation_doors.before_upload,
}


class SayWhyNotPublished:
    """Middleware: where a lesson was refused outside its own form (several pages published at
    once, a workflow's approval), the trainer reads why, and nothing was published."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Door, args: Sequence[object], given: dict[str, object]
    ) -> HttpResponse | None:
        """Ask at the doors that Wagtail's own views leave open."""
        match = request.resolver_match
        keeper = DOORS.get(match.view_name) if match else None
        if keeper is None or not request.user.is_authenticated:
            return None
        return keeper(request, **given)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Also: wagtail-localize takes it for granted that a text or a file was sent along."""
        match = request.resolver_match
        if isinstance(error, MultiValueDictKeyError) and match and match.app_name == LOCALIZE:
            return HttpResponseBadRequest()
        if not isinstance(error, NotPublishable):
            return None
        _tell(request, error)
        return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")


def before_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    """In the edit view of a linked translation: say what keeps it from being published, the first
    few of it, and refuse to publish what may not be live.

    wagtail-localize has no form that could show it, and publishes only after the commit.
    """
    if not isinstance(page, LessonPage) or link_of(page) is None:
        return None
    written = second_look.as_written(page)
    if request.method == "POST" and request.POST.get("action") == "publish":
        return translation_doors.before_publish(request) or _refuse(request, written)
    translation_doors.tell(request, page)
    for said in islice(_kept_back_by(written), MOST_TOLD):
        messages.warning(request, said)
    return None


def _kept_back_by(written: LessonPage) -> Iterator[str]:
    waiting = second_look.undecided(second_look.in_page(written))
    texts = {each.spot: each.parts[0] for each in waiting}
    for finding in ready.keeping_back(written):
        yield f"{texts.get(finding.place, finding.where)} – {finding.sentence}"


def _refuse(request: HttpRequest, written: LessonPage) -> HttpResponse | None:
    try:
        publishing.check(written)
    except NotPublishable as error:
        _tell(request, error)
        return redirect(request.path)
    return None


def _tell(request: HttpRequest, error: NotPublishable) -> None:
    said: Iterable[str] = dict.fromkeys(publishing.reasons(error))
    for reason in said:
        text = _("“{lesson}” was not published. {reason}")
        messages.error(request, text.format(lesson=error.lesson, reason=reason))
